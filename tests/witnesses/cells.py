"""Data cells and their headings, as an engine that sees one page can tell them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A structure element as an engine shows it on one page."""

    role: str
    text: str
    kids: "tuple[Node, ...]" = ()

    def words(self) -> str:
        """Return all words in it, with single spaces."""
        told = " ".join((self.text, *(kid.words() for kid in self.kids)))
        return " ".join(told.split())

    def find(self, role: str) -> "Iterator[Node]":
        """Yield the outermost elements of a role, in order."""
        for kid in self.kids:
            if kid.role == role:
                yield kid
            else:
                yield from kid.find(role)


Headings = dict[str, tuple[str, ...]]
"""For each data cell, by its text: the headings it is announced with, row first."""


def announced(pages: Iterable[Node]) -> Headings:
    """Tell each data cell's headings from what stands on its own page alone.

    The heading of a column is the nearest header cell above in the same table; those
    of a row are the header cells before, as far as no data cell parts them (HTML,
    4.9.12.2).
    """
    found: Headings = {}
    for page in pages:
        for table in page.find("Table"):
            above: dict[int, str] = {}
            for row in table.find("TR"):
                beside: list[str] = []
                parted = False
                cells = [kid for kid in row.kids if kid.role in {"TH", "TD"}]
                data = any(cell.role == "TD" and cell.words() for cell in cells)
                for column, cell in enumerate(cells):
                    words = cell.words()
                    if cell.role == "TH" and data:
                        beside = [words] if parted else [*beside, words]
                        parted = False
                    elif cell.role == "TH":
                        above[column] = words
                    else:
                        parted = True
                        named = (*beside, above.get(column, ""))
                        if words:
                            found[words] = tuple(name for name in named if name)
    return found
