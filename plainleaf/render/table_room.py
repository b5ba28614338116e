"""Room for tables on screen: which stand as lists, and where, by their longest words.

A column is at least as wide as its longest word (CSS Tables 3, 4.1), so a table of few
columns can be wider than its page. A word that no column has room for may break.
"""

import re

from plainleaf.model import Cell, Table
from plainleaf.words import inline_text

LONGEST_WORD = 20
"""Letters of a word that a column keeps whole."""
LETTER = 0.65
"""Ems of a bold letter, as far apart as readers may set them (WCAG 2.2, SC 1.4.12)."""
AROUND = 1.34
"""Ems on both sides of what a cell holds; half of it where columns are many."""
MEASURE = 33.7
"""Ems across the text of a page, however wide its window is."""
TELEPHONE = 24.4
"""Ems across the text in a window of 30 rem, below which `stacks` stands as lists."""
SMALLEST = 20
"""Ems that a window of 320 CSS px has room for, where letters are set as they come."""
_BREAKS = re.compile(r"[\s\u2010-]+")


def stacks(table: Table) -> str:
    """Return the classes that tell how early a table's rows stand on end; none: never.

    Three columns and more do in narrow windows, five earlier, seven always: no measure
    that eyes can follow has room for them. Fewer do as early when their words are long.
    """
    columns = len(table.header.cells)
    needed = _needed(table, AROUND if columns < 5 else AROUND / 2)  # noqa: PLR2004
    if columns > 6 or needed > MEASURE:  # noqa: PLR2004
        return "stacks stacks-always"
    if columns > 4 or needed > TELEPHONE:  # noqa: PLR2004
        return "stacks stacks-early"
    return "stacks" if columns > 2 or needed > SMALLEST else ""  # noqa: PLR2004


def has_long_word(cell: Cell) -> bool:
    """Say whether a cell has a word that may break: a column is too narrow for it."""
    return _longest(cell) > LONGEST_WORD


def _needed(table: Table, around: float) -> float:
    """Return the ems without which a table's columns break words."""
    rows = (table.header, *table.rows)
    longest = [
        max(min(_longest(row.cells[column]), LONGEST_WORD) for row in rows)
        for column in range(len(table.header.cells))
    ]
    return sum(LETTER * letters + around for letters in longest)


def _longest(cell: Cell) -> int:
    return max(map(len, _BREAKS.split(inline_text(cell.inlines))))
