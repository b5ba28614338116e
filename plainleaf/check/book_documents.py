"""Checks of an EPUB's documents: their markup, languages, titles and headings."""

from collections import Counter
from collections.abc import Iterator

from plainleaf.check.faults import Check, Fault, quoted
from plainleaf.check.ids import id_faults, is_labelled
from plainleaf.check.opened_book import OpenedBook
from plainleaf.check.page_reading import image_faults, skipped_levels, table_faults
from plainleaf.headings import headings

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def epub_well_formed(book: OpenedBook) -> Iterator[Fault]:
    """Every document is well-formed XML. EPUB 3.3, 6.1."""
    for path, line, message in book.broken:
        yield Fault(f"the document cannot be read: {message}", path, line=line)


def epub_languages(book: OpenedBook) -> Iterator[Fault]:
    """Every document says its language twice alike, and its direction. SC 3.1.1.

    Every part in another language does so too, for HTML's readers and for XML's.
    Readium looks for the direction at the body, and else cannot turn pages to the left.
    """
    front = book.publication.front
    for path, root in book.documents.items():
        stated = (root.get("lang"), root.get("dir") or "ltr")
        if stated != (front.language, front.direction):
            yield Fault(f"lang and dir are {stated}", path, line=root.line)
        body = root.first("body")
        if front.direction == "rtl" and body and body.get("dir") != "rtl":
            yield Fault("the body does not say its direction", path, line=body.line)
        for placed in root.walk():
            pair = (placed.element.get("lang"), placed.element.get("xml:lang"))
            if pair[0] != pair[1]:
                message = f"lang and xml:lang differ: {pair[0]!r}, {pair[1]!r}"
                yield Fault(message, path, line=placed.element.line)


def epub_titles(book: OpenedBook) -> Iterator[Fault]:
    """Every document has a title of its own. WCAG 2.2 SC 2.4.2."""
    titles: Counter[str] = Counter()
    for path, root in book.documents.items():
        title = root.first("title")
        if title is None or not title.text():
            yield Fault("the document has no title", path)
        else:
            titles[title.text()] += 1
    for text, times in titles.items():
        if times > 1:
            yield Fault(f"{times} documents have the title {quoted(text)}")


def epub_headings(book: OpenedBook) -> Iterator[Fault]:
    """Every heading is the publication's, at its level; one h1; no level skipped.

    WCAG 2.2 SC 1.3.1, over all documents of the text.
    """
    every = [
        placed
        for body in book.bodies
        for placed in body.walk()
        if placed.element.name in _HEADINGS
    ]
    found = [
        (int(placed.element.name[1]), placed.element.own_text())
        for placed in every
        if not placed.is_furniture
    ]
    wanted = [(1, " ".join(book.publication.front.title.split()))] + [
        (heading.level, " ".join(heading.text.split()))
        for heading in headings(book.publication, edition="epub")
    ]
    if found != wanted:
        lost = next((head for head in wanted if head not in found), None)
        extra = next((head for head in found if head not in wanted), None)
        for what, head in (("is missing", lost), ("is not due", extra)):
            if head:
                yield Fault(f"heading {quoted(head[1])} (level {head[0]}) {what}")
        if not lost and not extra:
            yield Fault("the headings are not in the order of the text")
    if sum(placed.element.name == "h1" for placed in every) != 1:
        yield Fault("there is not exactly one h1")
    yield from skipped_levels(every)


def epub_elements(book: OpenedBook) -> Iterator[Fault]:
    """Every picture has an alternative, every table its headers, every id one place.

    WCAG 2.2 SC 1.1.1, 1.3.1 and 4.1.2.
    """
    for path, root in book.documents.items():
        for fault in id_faults(root):
            yield Fault(fault.message, path, line=fault.line)
        for picture in root.all("img"):
            for message in image_faults(picture):
                yield Fault(message, path, line=picture.line)
        for table in root.all("table"):
            for message in table_faults(table):
                yield Fault(message, path, line=table.line)
        for nav in root.all("nav"):
            if not is_labelled(nav, root):
                yield Fault("a nav has no name", path, line=nav.line)


CHECKS: tuple[Check[OpenedBook], ...] = (
    epub_well_formed,
    epub_languages,
    epub_titles,
    epub_headings,
    epub_elements,
)
