"""Whether a finished PDF is a good PDF: what validators see, and what only ears do."""

from collections.abc import Iterable
from pathlib import Path

import pikepdf

from plainleaf.check import pdf_contents, pdf_elements, pdf_file
from plainleaf.check.faults import Fault, finding_of, findings_of
from plainleaf.check.heard import Counted
from plainleaf.check.opened_pdf import OpenedPdf, opened
from plainleaf.check.parity import same_shape, same_text
from plainleaf.check.pdf_words import (
    heard_in,
    own_text,
)
from plainleaf.check.shape import HERE, Shape
from plainleaf.check.structure import Annotation, Element, Placed, read_tree
from plainleaf.findings import Finding
from plainleaf.model import Publication

CHECKS = (*pdf_file.CHECKS, *pdf_elements.CHECKS, *pdf_contents.CHECKS)
UNREADABLE = "pdf-unreadable"


def check(
    path: Path,
    publication: Publication,
    *,
    smallest_points: float | None = None,
    others: str = "and others",
) -> tuple[Finding, ...]:
    """Open a finished PDF and return all that is wrong with it.

    `smallest_points` is the size that no text may be under. `others` is the reader's
    word for "and others" in lists of authors.
    """
    try:
        with pikepdf.open(path) as pdf:
            file = opened(pdf, publication, smallest_points)
            return findings_of(CHECKS, file, path) + _parity(file, path, others)
    except (OSError, pikepdf.PdfError) as error:
        return (finding_of(Fault(f"no PDF can be read: {error}"), UNREADABLE, path),)


def counted(path: Path, *, language: str) -> Counted:
    """Count the words of a PDF for the report: its own, and those we added."""
    with pikepdf.open(path) as pdf:
        return heard_in(read_tree(pdf), language=language).counted


def _parity(file: OpenedPdf, path: Path, others: str) -> tuple[Finding, ...]:
    publication = file.publication
    found = heard_in(file.tree, language=publication.front.language)
    shape = _shape(file, found.foreign)
    return same_text(
        found, publication, edition="pdf", path=path, others=others
    ) + same_shape(shape, publication, edition="pdf", path=path, others=others)


def _shape(file: OpenedPdf, foreign: tuple[tuple[str, str], ...]) -> Shape:
    return Shape(
        lists=tuple(_list(placed.element) for placed in file.own_of_type("L")),
        tables=_tables(placed.element for placed in file.own_of_type("Table")),
        links=tuple(
            link
            for placed in file.own_of_type("Link")
            if (link := _link(placed)) is not None
        ),
        pictures=tuple(
            " ".join((placed.element.alt or "").split())
            for placed in file.own_of_type("Figure")
        ),
        notes=sum(1 for _ in file.own_of_type("Note", "FENote")),
        quotations=sum(1 for _ in file.own_of_type("BlockQuote")),
        foreign=foreign,
    )


def _list(element: Element) -> tuple[str, int]:
    numbering = str(element.attributes.get("ListNumbering", "None"))
    entries = [kid for kid in element.elements if kid.type == "LI"]
    labelled = any(kid.type == "Lbl" for entry in entries for kid in entry.elements)
    if numbering == "Description" or (numbering == "None" and labelled):
        kind = "named"
    elif numbering in {"None", "Disc", "Circle", "Square", "Unordered"}:
        # The sign of an entry may be drawn, and then it has no label.
        kind = "unordered"
    else:
        kind = "ordered"
    return kind, len(entries)


def _tables(elements: Iterable[Element]) -> tuple[tuple[int, int, int], ...]:
    """Return the size of each table and its row headers, parts of one together."""
    found: list[tuple[int, int, int]] = []
    for element in elements:
        rows, columns, heads = _table(element)
        if found and _continues(element):
            rows_before, columns_before, heads_before = found.pop()
            rows, columns = rows + rows_before, max(columns, columns_before)
            heads += heads_before
        found.append((rows, columns, heads))
    return tuple(found)


def _continues(table: Element) -> bool:
    """Say whether a table is a further part of the one before it.

    Its caption and its header row are then only said again: labels, no own words.
    """
    said_again = [kid for kid in table.elements if kid.type in {"Caption", "THead"}]
    return bool(said_again) and all(
        kid.text().strip() and not own_text(kid) for kid in said_again
    )


def _table(element: Element) -> tuple[int, int, int]:
    rows = [
        [cell.type for cell in placed.element.elements if cell.type in {"TH", "TD"}]
        for placed in element.walk()
        if placed.element.type == "TR"
        and not any(step.type == "THead" for step in placed.above)
    ]
    columns = max(map(len, rows), default=0)
    return len(rows), columns, sum(row.count("TH") for row in rows)


def _link(placed: Placed) -> tuple[str, str] | None:
    """Return the words and target of a link; None when all of it is furniture."""
    words = own_text(placed.element)
    annotations = [kid for kid in placed.element.kids if isinstance(kid, Annotation)]
    within_label = any(step.type == "Lbl" for step in placed.above)
    if not words or within_label:
        return None
    target = annotations[0].target if annotations else ""
    return words, target if ":" in target else HERE
