"""Checks of how readers get about in an EPUB: contents, landmarks, notes, pages."""

from collections import Counter
from collections.abc import Iterator

from plainleaf.check.faults import Check, Fault, quoted
from plainleaf.check.ids import ids_of
from plainleaf.check.markup import FURNITURE, Element, Placed
from plainleaf.check.opened_book import OpenedBook, is_remote, resolved
from plainleaf.headings import headings

DEEPEST_LISTED = 4
"""Level below which contents may stop: reading systems show three levels."""
_SCHEMES = ("http://", "https://", "mailto:", "tel:")


def epub_contents(book: OpenedBook) -> Iterator[Fault]:
    """Every heading is in the contents: in order, as deep as it stands, word for word.

    EPUB 3.3, 7.4.2. Entries for what the program adds come beside, marked so.
    """
    nav = _nav(book, "toc")
    if nav is None:
        yield Fault("there is no contents list", book.nav_path)
        return
    found = [
        (depth + 1, link.own_text())
        for depth, link in _entries(nav, 1)
        if FURNITURE not in link.attributes
    ]
    wanted = [
        (heading.level, " ".join(heading.text.split()))
        for heading in headings(book.publication, edition="epub")
    ]
    deepest = max((level for level, _ in found), default=DEEPEST_LISTED)
    wanted = [head for head in wanted if head[0] <= max(deepest, DEEPEST_LISTED)]
    if found != wanted:
        lost = next((text for level, text in wanted if (level, text) not in found), "")
        extra = next((text for level, text in found if (level, text) not in wanted), "")
        if lost:
            yield Fault(f"the contents do not list {quoted(lost)}", book.nav_path)
        if extra:
            yield Fault(f"the contents list {quoted(extra)}, no heading", book.nav_path)
        if not lost and not extra:
            yield Fault("the contents are not in the order of the text", book.nav_path)
    yield from _order_faults(book, nav)


def _entries(element: Element, depth: int) -> Iterator[tuple[int, Element]]:
    """Yield the links of a nested list, each with how deep it stands."""
    for kid in element.elements:
        if kid.name in {"a", "span"}:
            yield depth, kid
        elif kid.name == "li":
            for inner in kid.elements:
                if inner.name == "ol":
                    yield from _entries(inner, depth + 1)
                elif inner.name in {"a", "span"}:
                    yield depth, inner
        elif kid.name == "ol":
            yield from _entries(kid, depth)


def _order_faults(book: OpenedBook, nav: Element) -> Iterator[Fault]:
    """Yield contents that lead backwards (EPUB 3.3, 7.4.2: reading order)."""
    last = (-1, -1)
    for link in nav.all("a"):
        path, fragment = resolved(book.nav_path, link.get("href"))
        if path not in book.spine:
            continue
        names = list(ids_of(book.documents[path])) if path in book.documents else []
        at = names.index(fragment) if fragment in names else -1
        place = (book.spine.index(path), at)
        if place <= last:
            yield Fault(
                f"the contents lead back at {quoted(link.text())}",
                book.nav_path,
                line=link.line,
            )
        last = place


def epub_landmarks(book: OpenedBook) -> Iterator[Fault]:
    """Every landmark has one type and leads somewhere; contents and text are there.

    EPUB 3.3, 7.4.3. Links with two types are passed over by some reading systems, and
    `#toc` without a file is not found by others.
    """
    nav = _nav(book, "landmarks")
    if nav is None:
        yield Fault("there are no landmarks", book.nav_path)
        return
    types: Counter[str] = Counter()
    for link in nav.all("a"):
        kinds = link.get("epub:type").split()
        types.update(kinds)
        if len(kinds) != 1:
            yield Fault(
                f"the landmark {quoted(link.text())} has {len(kinds)} types",
                book.nav_path,
                line=link.line,
            )
        if link.get("href").startswith("#"):
            yield Fault(
                f"the landmark {quoted(link.text())} names no file",
                book.nav_path,
                line=link.line,
            )
    for kind, times in types.items():
        if times > 1:
            yield Fault(f"{times} landmarks are {kind}", book.nav_path)
    for kind in ("toc", "bodymatter"):
        if kind not in types:
            yield Fault(f"no landmark is {kind}", book.nav_path)


def epub_links(book: OpenedBook) -> Iterator[Fault]:
    """Every link has words and leads somewhere; nothing is loaded from elsewhere."""
    ids = {path: ids_of(root) for path, root in book.documents.items()}
    for path, placed in book.walk():
        element = placed.element
        for name in ("src", "srcset", "data", "poster", "xlink:href"):
            if is_remote(element.get(name)):
                yield _at(path, placed, f"{element.get(name)!r} is not in the book")
        address = element.get("src") or element.get("href")
        if element.name == "a" and not element.text() and not element.get("aria-label"):
            yield _at(path, placed, "a link has no words")
        if is_remote(address):
            if element.name != "a" or not address.startswith(_SCHEMES):
                yield _at(path, placed, f"{address!r} is no address for readers")
        elif address:
            target, fragment = resolved(path, address)
            if target not in book.files or (
                fragment and fragment not in ids.get(target, {})
            ):
                yield _at(path, placed, f"{address!r} leads nowhere")


def _at(path: str, placed: Placed, message: str) -> Fault:
    return Fault(message, path, line=placed.element.line)


def epub_notes(book: OpenedBook) -> Iterator[Fault]:
    """Every mark leads to its note or reference, and that leads back to every mark.

    DPUB-ARIA 1.1. Readers who jump must be able to come back.
    """
    by_id = {
        (path, placed.element.get("id")): placed.element
        for path, placed in book.walk()
        if placed.element.get("id")
    }
    for role, kind in (("doc-noteref", "note"), ("doc-biblioref", "reference")):
        for path, placed in book.walk():
            mark = placed.element
            if mark.get("role") != role:
                continue
            target = by_id.get(resolved(path, mark.get("href")))
            if target is None:
                yield _at(path, placed, f"{quoted(mark.text())} leads to no {kind}")
                continue
            if kind == "note" and target.get("role") != "doc-footnote":
                yield _at(path, placed, f"{quoted(mark.text())} leads to no note")
            back = {
                resolved(path, link.get("href"))
                for link in target.all("a")
                if link.get("role") == "doc-backlink"
            }
            if (path, mark.get("id")) not in back:
                yield _at(
                    path, placed, f"the {kind} does not lead back to {mark.get('id')!r}"
                )


def epub_pages(book: OpenedBook) -> Iterator[Fault]:
    """Every page of the printed handout has its mark and its place in a list, in order.

    EPUB Accessibility 1.1, 3.2 and 3.3. Marks have their page number for a name and
    no words, or read-aloud would say a number in mid-sentence.
    """
    nav = _nav(book, "page-list")
    marks = [
        (path, placed)
        for path in book.spine
        if path in book.documents
        for placed in book.documents[path].walk()
        if placed.element.get("role") == "doc-pagebreak"
    ]
    if nav is None:
        if marks:
            yield Fault("pages are marked and not listed", book.nav_path)
        if book.pages is not None:
            yield Fault(f"no pages are listed, {book.pages} are printed", book.nav_path)
        return
    listed = [
        (*resolved(book.nav_path, link.get("href")), link.text())
        for link in nav.all("a")
    ]
    if listed != [(p, m.element.get("id"), m.element.get("title")) for p, m in marks]:
        yield Fault("the list of pages is not the marks in the text", book.nav_path)
    for path, placed in marks:
        if placed.element.text():
            yield _at(path, placed, "a mark of a page has words")
    if book.pages is not None and len(listed) != book.pages:
        yield Fault(
            f"{len(listed)} pages are listed, {book.pages} are printed", book.nav_path
        )
    if not book.metadata("pageBreakSource"):
        yield Fault("the source of the page marks is not named", book.package_path)


def _nav(book: OpenedBook, kind: str) -> Element | None:
    root = book.documents.get(book.nav_path)
    return next(
        (
            nav
            for nav in (root.all("nav") if root else ())
            if kind in nav.get("epub:type").split()
        ),
        None,
    )


CHECKS: tuple[Check[OpenedBook], ...] = (
    epub_contents,
    epub_landmarks,
    epub_links,
    epub_notes,
    epub_pages,
)
