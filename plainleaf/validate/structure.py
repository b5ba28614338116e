"""Rules about headings and tables."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

from collections.abc import Iterator

from plainleaf.findings import Location, Severity
from plainleaf.model import Callout, Publication, Section, Table
from plainleaf.sentences import words_in
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule
from plainleaf.words import inline_text

COLUMNS = 4
HEADING = 4


def heading_empty(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Every heading has words.

    WCAG 2.2 SC 2.4.6; ISO 14289-1, 7.4.
    """
    del publication
    for section in facts.sections:
        if not inline_text(section.title).strip():
            yield Remark(
                "this heading has no words",
                section.location,
                "Write them after the `#` signs, or delete the line.",
            )


def heading_duplicate(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Headings of one level under one heading differ.

    WCAG 2.2 SC 2.4.6; who moves from heading to heading hears nothing else.
    """
    del facts
    yield from _repeated(publication.sections)


def _repeated(sections: tuple[Section, ...]) -> Iterator[Remark]:
    first: dict[str, Location] = {}
    for section in sections:
        words = inline_text(section.title).strip()
        earlier = first.setdefault(words.casefold(), section.location)
        if words and earlier is not section.location:
            yield Remark(
                f"the heading “{words}” stands here and on line {earlier.line}",
                section.location,
                "Say in each what is special to it.",
            )
        yield from _repeated(section.sections)


def section_empty(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A heading is followed by text.

    WCAG 2.2 SC 1.3.1 and 2.4.6.
    """
    summary = publication.summary
    for section in facts.sections:
        if section.blocks or section.sections:
            continue
        if summary and _stood_in(summary, section, facts):
            continue
        yield Remark(
            f"nothing stands under the heading “{inline_text(section.title)}”",
            section.location,
            "Write the text, or delete the heading.",
        )


def _stood_in(summary: Callout, section: Section, facts: Facts) -> bool:
    """Say whether the summary, which is read first, was written in a section."""
    before = [s for s in facts.sections if s.location.line < summary.location.line]
    return bool(before) and before[-1] is section


def table_empty_cell(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """No cell of a table is empty, but the one at the top left.

    WCAG 2.2 SC 1.3.1; a screen reader says nothing there, and nobody knows whether
    that means none, not known or forgotten.
    """
    del publication
    for table in (block for block in facts.blocks if isinstance(block, Table)):
        for number, row in enumerate((table.header, *table.rows)):
            for column, cell in enumerate(row.cells):
                corner = number == 0 and column < max(1, table.row_headers)
                # A cell that was not typed at all is told by table-row-short.
                typed = cell.location != row.location or column == 0
                if typed and not corner and not inline_text(cell.inlines).strip():
                    yield Remark(
                        f"a cell of “{inline_text(table.caption)}” is empty",
                        cell.location,
                        "Write “none”, “not known” or “does not apply”.",
                    )


def table_wide(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A table has at most four columns.

    PEMAT-P item 19; more do not fit a telephone, or a page in large print.
    """
    del publication
    for table in _tables(facts):
        if len(table.header.cells) > COLUMNS:
            yield Remark(
                f"the table “{inline_text(table.caption)}” has "
                f"{len(table.header.cells)} columns",
                table.location,
                "Make two tables, or let rows and columns change places.",
            )


def table_heading_long(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A column's heading has at most four words.

    PEMAT-P item 19; a screen reader says it again before every cell.
    """
    del publication
    for table in _tables(facts):
        for cell in table.header.cells:
            words = inline_text(cell.inlines)
            if len(words_in(words)) > HEADING:
                yield Remark(
                    f"the column heading “{words}” has more than four words",
                    cell.location,
                    "Shorten it, and say the rest in the caption.",
                )


def table_without_row_headers(
    publication: Publication, facts: Facts
) -> Iterator[Remark]:
    """Each row of a table of three columns or more has a name.

    WCAG 2.2 SC 1.3.1, technique H63; PEMAT-P item 19.
    """
    del publication
    for table in _tables(facts):
        if not table.row_headers and len(table.header.cells) >= 3:  # noqa: PLR2004
            yield Remark(
                f"no cell names the rows of “{inline_text(table.caption)}”",
                table.location,
                "Write `row-headers=1` if the first cell of each row is its name.",
            )


def table_not_explained(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A sentence says what a table shows.

    PEMAT-P item 25.
    """
    del publication
    pattern = facts.patterns.patterns["refers_to_table"]
    for section in facts.sections:
        said = any(
            pattern.search(passage.text)
            for passage in facts.read("text", "heading")
            if passage.section == section.id and "table" not in passage.within
        )
        for block in () if said else section.blocks:
            if isinstance(block, Table):
                yield Remark(
                    "no sentence of this section speaks of the table",
                    block.location,
                    "Say before it what the table shows.",
                )


def _tables(facts: Facts) -> Iterator[Table]:
    """Return the tables that authors typed; of a schedule the header is ours."""
    return (
        block
        for block in facts.blocks
        if isinstance(block, Table) and not block.schedule
    )


RULES = (
    Rule(heading_empty, Severity.ERROR),
    Rule(heading_duplicate, Severity.WARNING),
    Rule(section_empty, Severity.WARNING),
    Rule(table_empty_cell, Severity.ERROR),
    Rule(table_wide, Severity.WARNING),
    Rule(table_heading_long, Severity.WARNING),
    Rule(table_without_row_headers, Severity.WARNING),
    Rule(table_not_explained, Severity.NOTE, needs=("refers_to_table",)),
)
