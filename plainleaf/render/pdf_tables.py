"""How each table is set on paper: in columns or as labelled rows, whole or in parts.

What stands on a page must be heard on that page: engines that read a file page by page
know nothing of a header row that stands on the page before. So a table that no page
can hold becomes several tables, each with caption and header row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile
from math import sqrt

from plainleaf.model import Publication, Row, Table
from plainleaf.render.pdf_sheet import LINE_LENGTH, Sheet
from plainleaf.render.pdf_words import lines_of, longest_word, width_of
from plainleaf.typefaces import Style
from plainleaf.walk import blocks_in
from plainleaf.words import inline_text

GAP = 0.75
"""Ems between columns, and a little for what is measured without kerning."""
RTL_SCALE = 1.17
"""The size of text from right to left, as `handout-rtl.css` has it."""
COMFORT = 8.5
"""Ems of a column that holds running text: three or four words a line. Shorter lines
are read word by word (and in large print, letter by letter)."""
MANY_COLUMNS = 3
"""Columns from which comfort counts; two columns stand as long as their words do."""
FEWEST_ROWS = 3
"""Rows of a part at the least: a row or two alone are no table to look at."""
LABELS = 0.4
"""Share of the width that the headings of labelled rows may have for themselves."""
FEWEST_STACKED = 2
"""Labelled rows are a paragraph each."""
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

    `wide` tables stand outside the text at both sides, as frames do. `widths` are the
    columns' in per cent, so that short entries stay in one line and all parts have the
    same columns. `labels` is the width in ems that labelled rows keep for the headings
    before their entries, none if entries follow them in the line. No parts means that
    it is whole.
    """

    stacked: bool = False
    labels: float = 0.0
    wide: bool = False
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
    """Decide, before any layout, how wide each table is and which become rows."""
    scale = RTL_SCALE if publication.front.direction == "rtl" else 1.0
    return {
        block.id: setting_of(block, sheet, scale)
        for block in blocks_in(publication)
        if isinstance(block, Table)
    }


def setting_of(table: Table, sheet: Sheet, scale: float = 1.0) -> TableSetting:
    """Return how a table is set whose letters are `scale` times the text's size.

    It is as wide as the text, or as the frames if it has many columns or short entries
    that would need a second line. What does not fit there stands as labelled rows.
    """
    columns = _columns(table)
    texts, frames = sheet.width / scale, (sheet.width + 2 * sheet.hang) / scale
    if _least(columns, sheet) > frames:
        return TableSetting(stacked=True, labels=labels_of(table, texts))
    narrow = shares(columns, texts)
    crowded = len(columns) >= MANY_COLUMNS and sum(c.line for c in columns) > texts
    wide = crowded or not _short_ones_whole(columns, narrow)
    widths = shares(columns, frames) if wide else narrow
    across = sum(widths)
    return TableSetting(
        wide=wide, widths=tuple(round(100 * width / across, 2) for width in widths)
    )


def labels_of(table: Table, width: float) -> float:
    """Return the ems that labelled rows keep for the headings of their columns.

    A heading may take two lines; what is left must hold the entries in comfort.
    """
    headings = [inline_text(cell.inlines) + ":" for cell in table.header.cells[1:]]
    entries = [
        inline_text(cell.inlines) for row in table.rows for cell in row.cells[1:]
    ]
    widest = max(map(longest_word, headings), default=0.0)
    longest = max(map(width_of, headings), default=0.0)
    labels = min(longest, max(widest, width * LABELS)) + GAP
    needed = min(COMFORT, max(map(width_of, entries), default=0.0))
    needed = max(needed, *map(longest_word, entries), 0.0)
    return round(labels, 2) if labels + needed <= width else 0.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column before layout, in ems: its widest `word`, its longest `line`."""

    word: float
    line: float

    @property
    def short(self) -> bool:
        """Say whether its entries are names and numbers, best read in one line."""
        return self.line <= COMFORT


def _columns(table: Table) -> tuple[Column, ...]:
    rows = (table.header, *table.rows)
    return tuple(
        Column(max(map(_word, cells)), max(map(_line, cells)))
        for cells in zip(*(_entries(row, table) for row in rows), strict=True)
    )


def _entries(row: Row, table: Table) -> list[tuple[str, Style]]:
    bold = row is table.header
    return [
        (
            inline_text(cell.inlines),
            Style.BOLD if bold or cell.header else Style.REGULAR,
        )
        for cell in row.cells
    ]


def _word(entry: tuple[str, Style]) -> float:
    return longest_word(entry[0]) + GAP


def _line(entry: tuple[str, Style]) -> float:
    return width_of(*entry) + GAP


def _least(columns: Sequence[Column], sheet: Sheet) -> float:
    """Return the width under which columns cannot stand side by side.

    In ordinary print each column must hold its longest word; in large print three
    columns or more must hold their text in comfort as well.
    """
    comfort = sheet.large and len(columns) >= MANY_COLUMNS
    return sum(
        max(column.word, min(column.line, COMFORT + GAP)) if comfort else column.word
        for column in columns
    )


def _short_ones_whole(columns: Sequence[Column], widths: Sequence[float]) -> bool:
    return all(
        column.line <= width
        for column, width in zip(columns, widths, strict=True)
        if column.short
    )


def shares(columns: Sequence[Column], width: float) -> tuple[float, ...]:
    """Share a width out among columns.

    A column gets no less than its widest word and no more than its longest line, as
    long as others need the room. Short ones have their entries in one line if that
    leaves the others comfort; these share what is left by the square root of their
    length, which keeps the rows low.
    """
    settled = {index: c.line for index, c in enumerate(columns) if c.short}
    others = sum(max(c.word, COMFORT) for c in columns if not c.short)
    if not others or sum(settled.values()) + others > width:
        settled = {}
    while len(settled) < len(columns):
        left = width - sum(settled.values())
        roots = {
            index: sqrt(column.line)
            for index, column in enumerate(columns)
            if index not in settled
        }
        each = {i: left * root / sum(roots.values()) for i, root in roots.items()}
        narrow = {i: columns[i].word for i in each if each[i] < columns[i].word}
        ample = {i: columns[i].line for i in each if each[i] >= columns[i].line}
        if len(ample) == len(each):
            settled |= each
        else:
            settled |= narrow or ample or each
    return tuple(settled[index] for index in range(len(columns)))


def in_parts(
    setting: TableSetting, measured: MeasuredTable, *, spare: float, fewer: int = 0
) -> TableSetting:
    """Return the setting of a table that is divided into parts of a page each.

    `spare` CSS pixels are left free on every page; a part may have so many rows
    `fewer` than the usual least.
    """
    fewest = FEWEST_STACKED if setting.stacked else FEWEST_ROWS
    parts = divided(measured, fewest=max(1, fewest - fewer), spare=spare)
    if setting.stacked:
        return replace(setting, parts=parts)
    widths = setting.widths or measured.widths
    return replace(setting, widths=widths, parts=parts)


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
    """Return the names of a part's first and last row, if rows have short names.

    Of several columns that head the rows, the first counts in which no name occurs
    twice: the weeks of a medicine, not the medicine in each of its weeks.
    """
    columns = [
        [inline_text(row.cells[column].inlines).strip() for row in table.rows]
        for column in range(table.row_headers)
    ]
    if len(columns) > 1:
        columns = [names for names in columns if len(set(names)) == len(names)]
    for names in columns[:1]:
        first, last = names[part.first], names[part.end - 1]
        if all(0 < len(name) <= LONGEST_NAME for name in (first, last)):
            return first, last
    return None
