"""How wide the columns of a table are on paper, measured from its words before layout.

Short entries, names and numbers, are best read in one line; running text needs three or
four words a line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from plainleaf.model import Row, Table
from plainleaf.render.kept_together import kept_together
from plainleaf.render.pdf_sheet import Sheet
from plainleaf.render.pdf_words import longest_word, width_of
from plainleaf.typefaces import Style
from plainleaf.words import inline_text

PADDING = 0.5625
"""Ems between columns, as `handout.css` has it."""
GAP = PADDING + 0.0625
"""The same, and a little for what is measured without kerning."""
COMFORT = 8.5
"""Ems of a column that holds running text: three or four words a line. Shorter lines
are read word by word (and in large print, letter by letter)."""
NAME = 10.5
"""Ems up to which a row's name is best read in one line."""
MANY_COLUMNS = 3
"""Columns from which comfort counts; two columns stand as long as their words do."""
LABELS = 0.4
"""Share of the width that names may have in one line, and the headings before the
entries of labelled rows."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column before layout, in ems: its widest `word`, its longest `line`.

    `names` says that it names the rows.
    """

    word: float
    line: float
    names: bool = False

    @property
    def short(self) -> bool:
        """Say whether its entries are names and numbers, best read in one line."""
        return self.line <= (NAME if self.names else COMFORT)


def columns_of(table: Table, language: str) -> tuple[Column, ...]:
    """Measure the columns of a table; after the last there is no gap."""
    rows = (table.header, *table.rows)
    entries = zip(*(_entries(row, table, language) for row in rows), strict=True)
    last = len(table.header.cells) - 1
    return tuple(
        Column(
            max(map(_word, cells)) - (PADDING if place == last else 0.0),
            max(map(_line, cells)) - (PADDING if place == last else 0.0),
            names=place < table.row_headers,
        )
        for place, cells in enumerate(entries)
    )


def _entries(row: Row, table: Table, language: str) -> list[tuple[str, Style]]:
    bold = row is table.header
    return [
        (
            kept_together(inline_text(cell.inlines), language),
            Style.BOLD if bold or cell.header else Style.REGULAR,
        )
        for cell in row.cells
    ]


def _word(entry: tuple[str, Style]) -> float:
    return longest_word(entry[0]) + GAP


def _line(entry: tuple[str, Style]) -> float:
    return width_of(*entry) + GAP


def least(columns: Sequence[Column], sheet: Sheet) -> float:
    """Return the width under which columns cannot stand side by side.

    In ordinary print each column must hold its longest word; in large print three
    columns or more must hold their text in comfort as well.
    """
    comfort = sheet.large and len(columns) >= MANY_COLUMNS
    return sum(
        max(column.word, min(column.line, COMFORT + GAP)) if comfort else column.word
        for column in columns
    )


def short_ones_whole(columns: Sequence[Column], widths: Sequence[float]) -> bool:
    """Say whether names and numbers stand in one line each in these widths."""
    return all(
        column.line <= width
        for column, width in zip(columns, widths, strict=True)
        if column.short
    )


def shares(columns: Sequence[Column], width: float) -> tuple[float, ...]:
    """Share a width out among columns.

    Where all entries are short every column has its share of what is to spare: numbers
    at the far end of the line are hard to follow from the name of their row.

    A column gets no less than its widest word and no more than its longest line, as
    long as others need the room. Short ones have their entries in one line if that
    leaves the others comfort; these share what is left by the square root of their
    length, which keeps the rows low.
    """
    settled = _in_one_line(columns, width)
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


def _in_one_line(columns: Sequence[Column], width: float) -> dict[int, float]:
    """Return the columns that have their entries in one line, names of rows last.

    None are settled where all can have that: then nobody is short of room.
    """
    if sum(column.line for column in columns) <= width:
        return {}
    short = {index: column for index, column in enumerate(columns) if column.short}
    unnamed = {index: column for index, column in short.items() if not column.names}
    for kept in (short, unnamed):
        others = [
            column.word if column.short else max(column.word, COMFORT)
            for index, column in enumerate(columns)
            if index not in kept
        ]
        lines = {index: column.line for index, column in kept.items()}
        names = sum(column.line for column in kept.values() if column.names)
        fits = sum(lines.values()) + sum(others) <= width
        if others and fits and names <= width * LABELS:
            return lines
    return {}


def labels_of(table: Table, width: float, language: str = "en") -> float:
    """Return the ems that labelled rows keep for the headings of their columns.

    A heading may take two lines; what is left must hold the entries in two. Where they
    are longer, 0: then text runs on after its heading.
    """
    headings = [inline_text(cell.inlines) + ":" for cell in table.header.cells[1:]]
    entries = [
        kept_together(inline_text(cell.inlines), language)
        for row in table.rows
        for cell in row.cells[1:]
    ]
    widest = max(map(longest_word, headings), default=0.0)
    longest = max(map(width_of, headings), default=0.0)
    labels = min(longest, max(widest, width * LABELS)) + GAP
    lines = (width_of(entry, Style.REGULAR) for entry in entries)
    needed = max(max(lines, default=0.0) / 2, *map(longest_word, entries), 0.0)
    return round(labels, 2) if labels + needed <= width else 0.0
