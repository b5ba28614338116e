"""How each table is set on paper: in columns or as labelled rows, whole or in parts.

What stands on a page must be heard on that page: engines that read a file page by page
know nothing of a header row that stands on the page before. So a table that no page
can hold becomes several tables, each with caption and header row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile

from plainleaf.model import Callout, ItemList, Publication, Quote, Table
from plainleaf.render.pdf_columns import (
    columns_of,
    labels_of,
    least,
    shares,
    short_ones_whole,
)
from plainleaf.render.pdf_sheet import Sheet
from plainleaf.render.pdf_words import lines_of
from plainleaf.walk import blocks_in, inner_blocks
from plainleaf.words import inline_text

RTL_SCALE = 1.17
"""The size of text from right to left, as `handout-rtl.css` has it."""
FEWEST_ROWS = 3
"""Rows of a part at the least: a row or two alone are no table to look at."""
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

    Rules of a table end where frames do, and its words begin where the text does; those
    of `wide` tables begin where the rules do. `widths` are the columns' in per cent, so
    that short entries stay in one line and all parts have the same columns. `labels` is
    the width in ems that labelled rows keep for the headings before their entries, none
    if entries follow them in the line. No parts means that it is whole.
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
    front = publication.front
    scale = RTL_SCALE if front.direction == "rtl" else 1.0
    enclosed = _enclosed(publication)
    return {
        block.id: setting_of(
            block, sheet, scale, front.language, enclosed=block.id in enclosed
        )
        for block in blocks_in(publication)
        if isinstance(block, Table)
    }


def _enclosed(publication: Publication) -> frozenset[str]:
    """Return the ids of tables in boxes, lists and quotations."""
    return frozenset(
        table.id
        for block in blocks_in(publication)
        if isinstance(block, Callout | ItemList | Quote)
        for table in inner_blocks(block)
        if isinstance(table, Table)
    )


def setting_of(
    table: Table,
    sheet: Sheet,
    scale: float = 1.0,
    language: str = "en",
    *,
    enclosed: bool = False,
) -> TableSetting:
    """Return how a table is set whose letters are `scale` times the text's size.

    Its words have the room from the edge of the text to the far edge of the frames, or
    from frame to frame where only that lets them, or the short entries, stand in one
    line. What does not fit there stands as labelled rows. An `enclosed` table has the
    room that the box or the list leaves, and no more.
    """
    columns = columns_of(table, language)
    hang, texts = sheet.hang / scale, sheet.width / scale
    if enclosed:
        hang, texts = 0.0, sheet.enclosed_width / scale
    usual, frames = texts + hang, texts + 2 * hang
    if least(columns, sheet) > frames:
        return TableSetting(stacked=True, labels=labels_of(table, texts, language))
    narrow, broad = shares(columns, usual), shares(columns, frames)
    wide = least(columns, sheet) > usual or (
        short_ones_whole(columns, broad) and not short_ones_whole(columns, narrow)
    )
    first, *others = broad if wide else narrow
    widths = (first if wide else first + hang, *others)
    across = sum(widths)
    return TableSetting(
        wide=wide, widths=tuple(round(100 * width / across, 2) for width in widths)
    )


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


def caption_growth(table: Table, width: float) -> int:
    """Return how many lines of `width` ems more a caption takes that tells its part."""
    caption = inline_text(table.caption)
    longest = f"{caption} (part 10 of 10: {'n' * LONGEST_NAME} to {'n' * LONGEST_NAME})"
    return lines_of(longest, width) - lines_of(caption, width)


def part_name(
    table: Table, part: Part, pieces: Sequence[Part] = ()
) -> tuple[str, str] | None:
    """Return the names of a part's first and last row, if rows have short names.

    Of the parts in `pieces` all are named, or none.

    Of several columns that head the rows, the first counts in which no name occurs
    twice: the weeks of a medicine, not the medicine in each of its weeks.
    """
    if any(part_name(table, one) is None for one in pieces):
        return None
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
