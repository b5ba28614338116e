"""How each table is set on paper: in columns or as labelled rows, whole or in parts.

What stands on a page must be heard on that page: engines that read a file page by page
know nothing of a header row that stands on the page before. So a table that no page
can hold becomes several tables, each with caption and header row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile

from plainleaf.model import Publication, Row, Table
from plainleaf.render.pdf_sheet import Sheet
from plainleaf.render.pdf_words import lines_of, longest_word, width_of
from plainleaf.walk import blocks_in
from plainleaf.words import inline_text

PADDING = 1.2
"""Ems of space at both sides of a cell together."""
COMFORT = 8.5
"""Ems of a column that holds running text: three or four words a line. Shorter lines
are read word by word (and in large print, letter by letter)."""
MANY_COLUMNS = 3
"""Columns from which comfort counts; two columns stand as long as their words do."""
FEWEST_ROWS = 3
"""Rows of a part at the least: a row or two alone are no table to look at."""
FEWEST_STACKED = 2
"""Labelled rows are a paragraph each."""
LINE_LENGTH = 27.5
"""Ems of the longest line, as `handout.css` has it."""
LONGEST_NAME = 12
"""Characters of a row's name that can stand for it in a caption."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a table that stand on one page: `first` up to `end`, counted from 0."""

    number: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class TableSetting:
    """How one table is set.

    `widths` are the columns' in per cent, so that all parts have the same columns.
    No parts means that it is whole.
    """

    stacked: bool = False
    widths: tuple[float, ...] = ()
    parts: tuple[Part, ...] = ()

    def pieces(self, table: Table) -> tuple[Part, ...]:
        """Return the parts, or the whole as one."""
        return self.parts or (Part(1, 0, len(table.rows)),)


@dataclass(frozen=True, slots=True)
class MeasuredTable:
    """A table as a layout had it, in CSS pixels.

    `room` is what is left on its first page from its top on, `page` the height of a
    page, `frame` what every part needs beside its rows: caption, header row, margins.
    """

    room: float
    page: float
    frame: float
    rows: tuple[float, ...]
    widths: tuple[float, ...] = ()


def settings(publication: Publication, sheet: Sheet) -> Mapping[str, TableSetting]:
    """Decide, before any layout, which tables stand as labelled rows."""
    return {
        block.id: TableSetting(stacked=True)
        for block in blocks_in(publication)
        if isinstance(block, Table) and not fits(block, sheet)
    }


def fits(table: Table, sheet: Sheet) -> bool:
    """Say whether a table's columns can stand side by side in a width.

    In ordinary print each column must hold its longest word; in large print three
    columns or more must hold their text in comfort as well.
    """
    columns = zip(*(_texts(row) for row in (table.header, *table.rows)), strict=True)
    in_comfort = sheet.large and len(table.header.cells) >= MANY_COLUMNS
    needed = sum(_needed(column, in_comfort=in_comfort) for column in columns)
    return needed <= sheet.width


def _needed(column: Sequence[str], *, in_comfort: bool) -> float:
    words = max(map(longest_word, column))
    if not in_comfort:
        return words + PADDING
    lines = max(map(width_of, column))
    return max(words, min(lines, COMFORT)) + PADDING


def _texts(row: Row) -> list[str]:
    return [inline_text(cell.inlines) for cell in row.cells]


def in_parts(
    setting: TableSetting, measured: MeasuredTable, *, spare: float
) -> TableSetting:
    """Return the setting of a table that is divided into parts of a page each.

    `spare` CSS pixels are left free on every page.
    """
    if setting.stacked:
        parts = divided(measured, fewest=FEWEST_STACKED, spare=spare)
        return TableSetting(stacked=True, parts=parts)
    parts = divided(measured, fewest=FEWEST_ROWS, spare=spare)
    return TableSetting(widths=measured.widths, parts=parts)


def divided(
    measured: MeasuredTable, *, fewest: int, spare: float = 0.0
) -> tuple[Part, ...]:
    """Return the parts of a table, in order.

    The first takes what its page has left, if that is enough for the fewest rows, and
    the others a page each; a last part of fewer rows takes some from the one before.
    """
    rows = measured.rows
    begun = _fitting(rows, measured.room - measured.frame - spare)
    ends = [begun] if begun >= fewest else []
    while (start := ends[-1] if ends else 0) < len(rows):
        room = measured.page - measured.frame - spare
        ends.append(start + max(1, _fitting(rows[start:], room)))
    ends = _evened(ends, fewest)
    starts = [0, *ends[:-1]]
    return tuple(
        Part(number, first, end)
        for number, (first, end) in enumerate(zip(starts, ends, strict=True), 1)
    )


def _fitting(rows: Sequence[float], room: float) -> int:
    """Return how many of the first rows fit into a height."""
    reached = accumulate(rows)
    return sum(1 for _ in takewhile(lambda height: height <= room, reached))


def _evened(ends: list[int], fewest: int) -> list[int]:
    """Let the last part have a few rows, when the one before can spare them."""
    if len(ends) < 2:  # noqa: PLR2004  nothing before the last
        return ends
    before = ends[-3] if len(ends) > 2 else 0  # noqa: PLR2004
    while ends[-1] - ends[-2] < min(fewest, ends[-2] - before - 1):
        ends[-2] -= 1
    return ends


def caption_growth(table: Table) -> int:
    """Return how many lines more a caption takes when it tells its part as well."""
    caption = inline_text(table.caption)
    longest = f"{caption} (part 10 of 10: {'n' * LONGEST_NAME} to {'n' * LONGEST_NAME})"
    return lines_of(longest, LINE_LENGTH) - lines_of(caption, LINE_LENGTH)


def part_name(table: Table, part: Part) -> tuple[str, str] | None:
    """Return the names of a part's first and last row, if rows have short names."""
    names = [
        inline_text(table.rows[index].cells[0].inlines).strip()
        for index in (part.first, part.end - 1)
    ]
    if table.row_headers and all(0 < len(name) <= LONGEST_NAME for name in names):
        return names[0], names[1]
    return None
