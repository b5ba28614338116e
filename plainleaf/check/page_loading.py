"""Checks of a web page as it is loaded: addresses, scripts, weight, what robots get."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from plainleaf.check.faults import Check, Fault, quoted
from plainleaf.check.ids import ids_of
from plainleaf.check.opened_page import OpenedPage
from plainleaf.check.page_weight import FIRST_VIEW_BYTES, first_view, style_sheets
from plainleaf.check.structured_data import TYPE, structured_data_faults
from plainleaf.imprint import Status

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_FETCHED = ("src", "srcset", "poster", "data")
_LOADING_RELATIONS = frozenset(
    {"stylesheet", "preload", "prefetch", "modulepreload", "icon", "preconnect"}
)
_FORBIDDEN = ("iframe", "object", "embed", "frame", "base", "form", "canvas")


def html_links(page: OpenedPage) -> Iterator[Fault]:
    """Every link has words and leads somewhere.

    WCAG 2.2 SC 2.4.4. Files of other publications (addresses that leave the page's
    folder) are the library's to check.
    """
    ids = ids_of(page.root)
    for placed in page.named("a"):
        address = placed.element.get("href")
        if not placed.element.text() and not placed.element.get("aria-label"):
            yield Fault(f"the link to {address!r} has no words", placed.place)
        parts = urlsplit(address)
        if parts.scheme:
            if parts.scheme not in _SCHEMES:
                yield Fault(f"{address!r} is no address for readers", placed.place)
        elif parts.path:
            yield from (Fault(m, placed.place) for m in _absent(page, parts.path))
        elif unquote(parts.fragment) not in ids:
            yield Fault(f"{address!r} leads nowhere", placed.place)
    for link in page.head("link"):
        parts = urlsplit(link.get("href"))
        if not parts.scheme:
            yield from (Fault(m, "head") for m in _absent(page, parts.path))


def _absent(page: OpenedPage, path: str) -> Iterator[str]:
    name = unquote(path)
    if (
        not path.startswith(("../", "/"))
        and name not in page.unwritten
        and not (page.path.parent / name).is_file()
    ):
        yield f"the file {path!r} is not beside the page"


def html_no_script(page: OpenedPage) -> Iterator[Fault]:
    """No reader needs a script: none is there but structured data."""
    for placed in page.walk():
        element = placed.element
        if element.name == "script" and element.get("type") != TYPE:
            yield Fault("the page has a script", placed.place)
        if element.name in _FORBIDDEN:
            yield Fault(f"the page has {element.name}", placed.place)
        for name in element.attributes:
            if name.startswith("on"):
                yield Fault(f"{element.name} has the script {name}", placed.place)


def html_no_outside(page: OpenedPage) -> Iterator[Fault]:
    """No reader's visit is told to others: nothing is loaded from elsewhere."""
    for placed in page.walk():
        element = placed.element
        fetched = [element.get(name) for name in _FETCHED]
        if element.name == "link" and _LOADING_RELATIONS & set(
            element.get("rel").lower().split()
        ):
            fetched.append(element.get("href"))
        for address in fetched:
            if _is_outside(address):
                yield Fault(f"{address!r} is loaded from elsewhere", placed.place)
    for name, sheet in style_sheets(page.path, page.root):
        for address in sheet.addresses:
            if _is_outside(address):
                yield Fault(f"{address!r} is loaded from elsewhere", name)
            elif (
                not address.startswith(("data:", "#"))
                and not (
                    (page.path.parent / name).parent / unquote(urlsplit(address).path)
                ).is_file()
            ):
                yield Fault(f"{address!r} is not beside the style sheet", name)


def _is_outside(address: str) -> bool:
    return address.startswith("//") or urlsplit(address).scheme in {"http", "https"}


def html_styles(page: OpenedPage) -> Iterator[Fault]:
    """Every style sheet parses, and none stops readers from zooming. SC 1.4.4."""
    for name, sheet in style_sheets(page.path, page.root):
        for line, message in sheet.errors:
            yield Fault(f"the style is wrong: {message}", name, line=line)
    for meta in page.head("meta"):
        settings = meta.get("content").replace(" ", "").lower()
        if meta.get("name") == "viewport" and (
            "user-scalable=no" in settings or "maximum-scale" in settings
        ):
            yield Fault("the page stops readers from zooming", "head")
        if meta.get("http-equiv").lower() == "refresh":
            yield Fault("the page moves on by itself", "head")


def html_first_view(page: OpenedPage) -> Iterator[Fault]:
    """No reader on a slow line waits for more than 150 KB before the text stands."""
    files = first_view(page.path, page.root)
    total = sum(files.values())
    if total > FIRST_VIEW_BYTES:
        largest = max(files, key=lambda name: files[name])
        yield Fault(
            f"the first view needs {total:,} bytes, over {FIRST_VIEW_BYTES:,}; "
            f"most is {largest} ({files[largest]:,})"
        )


def html_structured_data(page: OpenedPage) -> Iterator[Fault]:
    """No search engine is told what readers are not: dates, status, reviewers."""
    yield from structured_data_faults(page.root, page.publication, page.path.parent)


def html_draft_unlisted(page: OpenedPage) -> Iterator[Fault]:
    """No draft is offered by search engines, and no approved text is hidden."""
    rules = [m.get("content") for m in page.head("meta") if m.get("name") == "robots"]
    hidden = any("noindex" in rule for rule in rules)
    status = page.publication.front.status
    if status is not Status.WITHDRAWN and hidden == (status is Status.APPROVED):
        told = "hidden from" if hidden else "offered to"
        yield Fault(f"a text that is {quoted(status.value)} is {told} search", "head")


CHECKS: tuple[Check[OpenedPage], ...] = (
    html_links,
    html_no_script,
    html_no_outside,
    html_styles,
    html_first_view,
    html_structured_data,
    html_draft_unlisted,
)
