"""Checks of a PDF's structure tree: whether it says what the page shows."""

import re
from collections import Counter
from collections.abc import Iterator

from plainleaf.check.faults import Check, Fault, quoted
from plainleaf.check.opened_pdf import HEADINGS, OpenedPdf
from plainleaf.check.pdf_words import own_text
from plainleaf.check.structure import Annotation, Element, Placed
from plainleaf.headings import headings

_SCOPES = frozenset({"Row", "Column", "Both"})
_NOTES = ("Note", "FENote")


def pdf_headings(file: OpenedPdf) -> Iterator[Fault]:
    """Every heading is the publication's, at its level, and none skips a level.

    ISO 14289-1, 7.4.2; WCAG 2.2 SC 1.3.1.
    """
    title = (1, file.publication.front.title)
    wanted = [title] + [
        (heading.level, heading.text)
        for heading in headings(file.publication, edition="pdf")
    ]
    found = [
        (int(placed.element.type[1]), own_text(placed.element))
        for placed in file.own_of_type(*HEADINGS)
    ]
    wanted = [(level, " ".join(text.split())) for level, text in wanted]
    for one, due in zip(found, wanted, strict=False):
        if one != due:
            yield Fault(f"heading {_told(*one)} stands where {_told(*due)} should")
            break
    else:
        for level, text in wanted[len(found) :]:
            yield Fault(f"heading {_told(level, text)} is missing")
        for level, text in found[len(wanted) :]:
            yield Fault(f"heading {_told(level, text)} is not the author's")
    last = 0
    for placed in file.of_type(*HEADINGS):
        level = int(placed.element.type[1])
        if level > last + 1:
            said = placed.element.text()
            yield Fault(f"{_told(level, said)} skips a level", placed.place)
        last = level


def _told(level: int, text: str) -> str:
    return f"{quoted(text)} (level {level})"


def pdf_figures(file: OpenedPdf) -> Iterator[Fault]:
    """Every Figure has a text alternative; decoration is an artifact, never a Figure.

    ISO 14289-1, 7.3; WCAG 2.2 SC 1.1.1.
    """
    for placed in file.of_type("Figure", "Formula"):
        if not (placed.element.alt or placed.element.actual_text or "").strip():
            yield Fault("a picture has no text alternative", placed.place)


def pdf_table_headers(file: OpenedPdf) -> Iterator[Fault]:
    """Every header cell has a Scope, every data cell the Headers of its row and column.

    ISO 14289-1, 7.5; WCAG 2.2 SC 1.3.1.
    """
    for table in file.of_type("Table"):
        cells = [
            placed
            for placed in table.element.walk(table.above)
            if placed.element.type in {"TH", "TD"}
        ]
        ids = {cell.element.id for cell in cells if cell.element.type == "TH"}
        for cell in cells:
            if cell.element.type == "TH":
                yield from _header_faults(cell)
            elif not any(step.type == "THead" for step in cell.above):
                yield from _data_faults(cell, ids)
        yield from _column_faults(table)
        yield from _row_faults(table)
        if not any(kid.type == "Caption" for kid in table.element.elements):
            yield Fault(
                "the table has no Caption: nothing says what it is", table.place
            )


def _header_faults(cell: Placed) -> Iterator[Fault]:
    if cell.element.attributes.get("Scope") not in _SCOPES:
        yield Fault(
            f"header cell {quoted(cell.element.text())} has no Scope", cell.place
        )


def _data_faults(cell: Placed, ids: set[str | None]) -> Iterator[Fault]:
    named = _headers(cell.element)
    said = quoted(cell.element.text())
    if not named:
        yield Fault(f"data cell {said} has no Headers", cell.place)
    elif unknown := [name for name in named if name not in ids]:
        yield Fault(f"data cell {said} names no header: {unknown[0]!r}", cell.place)


def _column_faults(table: Placed) -> Iterator[Fault]:
    """Yield the data cells that do not name the header at the top of their column."""
    rows = [
        [cell for cell in row.element.elements if cell.type in {"TH", "TD"}]
        for row in table.element.walk()
        if row.element.type == "TR"
    ]
    if any(
        "RowSpan" in c.attributes or "ColSpan" in c.attributes for r in rows for c in r
    ):
        return  # a grid with spans needs the whole table model
    if not rows or len({len(row) for row in rows}) != 1:
        yield Fault("the rows of the table are not equally long", table.place)
        return
    for row in rows[1:]:
        for head, cell in zip(rows[0], row, strict=True):
            named = _headers(cell)
            if (
                (cell.type, head.type) == ("TD", "TH")
                and named
                and head.id not in named
            ):
                yield Fault(
                    f"{quoted(cell.text())} is not heard as {quoted(head.text())}",
                    table.place,
                )


def _row_faults(table: Placed) -> Iterator[Fault]:
    """Yield the data cells that do not name all header cells before them in their row.

    Of header cells that data cells part, the nearest count (HTML, 4.9.12.2).
    """
    for row in table.element.walk():
        heads: list[Element] = []
        parted = False
        cells = row.element.elements if row.element.type == "TR" else ()
        for cell in cells:
            if cell.type == "TH" and cell.attributes.get("Scope") in {"Row", "Both"}:
                heads = [cell] if parted else [*heads, cell]
                parted = False
            elif cell.type == "TD":
                parted = True
                named = _headers(cell)
                for head in heads if named else ():
                    if head.id not in named:
                        said, due = quoted(cell.text()), quoted(head.text())
                        yield Fault(f"{said} is not heard as {due}", table.place)


def _headers(cell: Element) -> tuple[str | float, ...]:
    named = cell.attributes.get("Headers", ())
    return named if isinstance(named, tuple) else (named,)


def pdf_lists(file: OpenedPdf) -> Iterator[Fault]:
    """Every list holds entries only, and a list inside a list stands in its entry.

    ISO 32000-1, table 336; ISO 14289-1, 7.6.
    """
    for placed in file.of_type("L"):
        if placed.parent == "L":
            yield Fault(
                "a nested list stands beside its entry, not in it", placed.place
            )
        for kid in placed.element.elements:
            if kid.type not in {"LI", "L", "Caption", "Artifact"}:
                yield Fault(f"a list holds {kid.own_type}, not an entry", placed.place)
    for placed in file.of_type("LI"):
        if placed.parent != "L":
            yield Fault("an entry stands outside of any list", placed.place)


def pdf_empty_elements(file: OpenedPdf) -> Iterator[Fault]:
    """No element is empty: a listener stops at it and hears nothing.

    An empty table cell is told as such and stays. ISO 14289-1, 7.1.
    """
    reported: Element | None = None
    for placed in file.tree.walk():
        if reported is not None and reported in placed.above:
            continue
        if placed.element.type not in {"TD", "TH"} and _is_empty(placed.element):
            reported = placed.element
            yield Fault(f"{placed.element.own_type} is empty", placed.place)


def _is_empty(element: Element) -> bool:
    if element.alt or element.actual_text:
        return False
    return not any(
        isinstance(kid, Annotation) or (kid.type in {"TD", "TH"} or not _is_empty(kid))
        if isinstance(kid, (Annotation, Element))
        else kid.text.strip()
        for kid in element.kids
    )


def pdf_links(file: OpenedPdf) -> Iterator[Fault]:
    """Every link says its words, not its address, and is in the tree.

    ISO 14289-1, 7.18.5; WCAG 2.2 SC 2.4.4.
    """
    held = 0
    for placed in file.of_type("Link"):
        annotations = [k for k in placed.element.kids if isinstance(k, Annotation)]
        held += len(annotations)
        said = " ".join(placed.element.text().split())
        if not annotations:
            yield Fault(f"the link {quoted(said)} leads nowhere", placed.place)
        for annotation in annotations:
            contents = " ".join((annotation.contents or "").split())
            if not _names(contents, said):
                yield Fault(
                    f"the link {quoted(said)} is announced as {quoted(contents)}",
                    placed.place,
                )
    painted = sum(
        annotation.get("/Subtype") == "/Link"
        for page in file.pdf.pages
        for annotation in page.obj.get("/Annots", ())
    )
    if painted != held:
        yield Fault(f"{painted - held} links on the pages are in no Link element")


def _names(contents: str, said: str) -> bool:
    """Say whether an announcement holds the words of its link and is no address.

    Punctuation does not count (WCAG 2.2 SC 2.5.3, Label in Name).
    """
    if "://" in contents and "://" not in said:
        return False
    words, label = (re.findall(r"\w+", t.casefold()) for t in (contents, said))
    return bool(contents) and f" {' '.join(label)} " in f" {' '.join(words)} "


def pdf_notes(file: OpenedPdf) -> Iterator[Fault]:
    """Every note is one Note with an ID of its own. ISO 14289-1, 7.9."""
    ids = Counter(placed.element.id for placed in file.of_type(*_NOTES))
    for placed in file.of_type(*_NOTES):
        if not placed.element.id:
            yield Fault("a note has no ID", placed.place)
    for identifier, times in ids.items():
        if identifier and times > 1:
            yield Fault(f"{times} notes have the ID {identifier!r}")


def pdf_types(file: OpenedPdf) -> Iterator[Fault]:
    """Every element has a standard type, of its own or by the role map.

    ISO 14289-1, 7.1. NonStruct and Private say nothing to a listener.
    """
    unknown = Counter(
        placed.element.own_type
        for placed in file.tree.walk()
        if placed.element.type not in STANDARD_TYPES
    )
    for name, times in sorted(unknown.items()):
        yield Fault(f"{times} elements have the type {name!r}, which says nothing")


STANDARD_TYPES = frozenset(
    {
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "Index"),
        *("TOC", "TOCI", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD"),
        *("THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry"),
        *("Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Figure", "Formula"),
        *("Form", "Aside", "Title", "FENote", "Sub", "Em", "Strong", "Artifact"),
        *("DocumentFragment", *HEADINGS),
    }
)
"""ISO 32000-1, 14.8.4 and ISO 32000-2, 14.8.4, without those that have no meaning."""

CHECKS: tuple[Check[OpenedPdf], ...] = (
    pdf_types,
    pdf_headings,
    pdf_figures,
    pdf_table_headers,
    pdf_lists,
    pdf_empty_elements,
    pdf_links,
    pdf_notes,
)
