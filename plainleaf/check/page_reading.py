"""Checks of a web page as it is read: language, headings, landmarks, pictures."""

from collections.abc import Iterator

from plainleaf.check.faults import Check, Fault, quoted
from plainleaf.check.ids import id_faults, is_labelled
from plainleaf.check.markup import Element, Placed
from plainleaf.check.opened_page import HEADINGS, OpenedPage
from plainleaf.headings import headings

_SECTIONING = frozenset({"main", "article", "section", "aside", "nav"})


def html_parses(page: OpenedPage) -> Iterator[Fault]:
    """No browser has to put the markup right, and its encoding is stated early.

    HTML Living Standard, 13.1 and 4.2.5.4.
    """
    for line, name in page.parsed.errors:
        yield Fault(f"the markup is wrong: {name}", line=line)
    if b'charset="utf-8"' not in page.raw[:1024].lower():
        yield Fault("the encoding is not stated in the first 1024 bytes")


def html_language(page: OpenedPage) -> Iterator[Fault]:
    """Every page says its language and direction. WCAG 2.2 SC 3.1.1."""
    front = page.publication.front
    stated = (page.root.get("lang"), page.root.get("dir") or "ltr")
    if stated != (front.language, front.direction):
        yield Fault(
            f"the page says lang and dir {stated}, "
            f"not {(front.language, front.direction)}",
            "html",
        )


def html_title(page: OpenedPage) -> Iterator[Fault]:
    """Every page has one title, and it begins with the publication's. SC 2.4.2."""
    titles = [title.text() for title in page.head("title")]
    wanted = " ".join(page.publication.front.title.split())
    if len(titles) != 1 or not titles[0].startswith(wanted):
        yield Fault(f"the title is {titles}, not {wanted!r}", "head")


def html_headings(page: OpenedPage) -> Iterator[Fault]:
    """Every heading is the publication's, at its level; one h1; no level skipped.

    WCAG 2.2 SC 1.3.1 and 2.4.6.
    """
    front = page.publication.front
    wanted = [(1, " ".join(front.title.split()))] + [
        (heading.level, " ".join(heading.text.split()))
        for heading in headings(page.publication, edition="html")
    ]
    every = list(page.named(*HEADINGS))
    found = [
        (int(placed.element.name[1]), placed.element.own_text())
        for placed in every
        if not placed.is_furniture
    ]
    if found != wanted:
        lost = next((head for head in wanted if head not in found), None)
        extra = next((head for head in found if head not in wanted), None)
        if lost:
            yield Fault(f"heading {quoted(lost[1])} (level {lost[0]}) is missing")
        if extra:
            yield Fault(f"heading {quoted(extra[1])} (level {extra[0]}) is not due")
        if not lost and not extra:
            yield Fault("the headings are not in the order of the text")
    if sum(placed.element.name == "h1" for placed in every) != 1:
        yield Fault("there is not exactly one h1")
    yield from skipped_levels(every)


def skipped_levels(every: list[Placed]) -> Iterator[Fault]:
    """Yield headings that stand more than one level below the one before."""
    last = 0
    for placed in every:
        level = int(placed.element.name[1])
        if level > last + 1:
            said = quoted(placed.element.text())
            yield Fault(
                f"the heading {said} goes from level {last} to {level}",
                placed.place,
                line=placed.element.line,
            )
        last = level


def html_landmarks(page: OpenedPage) -> Iterator[Fault]:
    """Every part of the page is in a landmark, and each nav is told by its name.

    WCAG 2.2 SC 1.3.1; WAI-ARIA 1.2, 5.3.4: one banner, one main, one contentinfo.
    """
    for role, name in (
        ("banner", "header"),
        ("main", "main"),
        ("contentinfo", "footer"),
    ):
        found = [placed for placed in page.walk() if _has_role(placed, role, name)]
        if len(found) != 1:
            yield Fault(f"there are {len(found)} {role} landmarks, not one")
    named: set[str] = set()
    for placed in page.named("nav"):
        if not is_labelled(placed.element, page.root):
            yield Fault("a nav has no name", placed.place)
        label = placed.element.get("aria-label") or placed.element.get(
            "aria-labelledby"
        )
        if label in named:
            yield Fault(f"two navs have the name {label!r}", placed.place)
        named.add(label)


def _has_role(placed: Placed, role: str, name: str) -> bool:
    if placed.element.get("role"):
        return placed.element.get("role") == role
    inside = any(step.name in _SECTIONING for step in placed.above)
    return placed.element.name == name and (name == "main" or not inside)


def html_skip_link(page: OpenedPage) -> Iterator[Fault]:
    """Every page begins with a link past what comes before the text. SC 2.4.1."""
    first = next(page.body.all("a", "button", "input"), None)
    main = page.root.first("main")
    if not first or not main or first.get("href") != f"#{main.get('id')}":
        yield Fault(
            "the first thing to reach by keyboard is no link to the text", "body"
        )


def html_ids(page: OpenedPage) -> Iterator[Fault]:
    """Every id stands once, and every reference to one is answered. SC 4.1.2."""
    yield from id_faults(page.root)


def html_images(page: OpenedPage) -> Iterator[Fault]:
    """Every picture has a text alternative, its file beside the page, and its size.

    WCAG 2.2 SC 1.1.1. Width and height keep the text from jumping.
    """
    for placed in page.named("img"):
        image = placed.element
        yield from (Fault(m, placed.place) for m in image_faults(image))
        source = image.get("src")
        if not (page.path.parent / source).is_file():
            yield Fault(f"the picture {source!r} is not there", placed.place)
        sizes = (image.get("width"), image.get("height"))
        if not all(size.isdigit() and int(size) for size in sizes):
            yield Fault(f"the picture {source!r} has no width and height", placed.place)


def image_faults(image: Element) -> Iterator[str]:
    """Yield what is wrong with a picture's alternative; empty means decoration."""
    if "alt" not in image.attributes:
        yield f"the picture {image.get('src')!r} has no text alternative"
    elif not image.get("alt").strip() and image.get("role") not in {"presentation", ""}:
        yield f"the picture {image.get('src')!r} has a role and nothing to say"
    elif image.get("alt").strip() and image.get("role") in {"presentation", "none"}:
        yield f"the picture {image.get('src')!r} is decoration and has words"


def html_tables(page: OpenedPage) -> Iterator[Fault]:
    """Every table has a caption, and header cells that say what they head. SC 1.3.1."""
    for placed in page.named("table"):
        yield from (Fault(m, placed.place) for m in table_faults(placed.element))


def table_faults(table: Element) -> Iterator[str]:
    """Yield what is wrong with a table."""
    caption = next(table.elements, None)
    if caption is None or caption.name != "caption" or not caption.text():
        yield "the table has no caption"
    if next(table.all("th"), None) is None:
        yield "the table has no header cells"
    for cell in table.all("th"):
        if cell.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
            yield f"the header cell {quoted(cell.text())} has no scope"


CHECKS: tuple[Check[OpenedPage], ...] = (
    html_parses,
    html_language,
    html_title,
    html_headings,
    html_landmarks,
    html_skip_link,
    html_ids,
    html_images,
    html_tables,
)
