"""Which header cells speak for a data cell: the HTML table model.

HTML Living Standard, 4.9.12.1 (forming a table) and 4.9.12.2 (forming relationships
between data cells and header cells), with two changes that only add headers: an
empty corner cell does not make its row or column a row of data, and a header whose
scope HTML leaves open gets one from where it stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

COLUMN, ROW = "Column", "Row"
_SCOPES = {"col": COLUMN, "colgroup": COLUMN, "row": ROW, "rowgroup": ROW}
_MAX_COLSPAN, _MAX_ROWSPAN = 1000, 65534


@dataclass(slots=True, eq=False)
class Cell:
    """A cell in its place. `group` numbers its row group, `scope` only a header's."""

    html: Any
    row: int
    column: int
    height: int
    width: int
    group: int
    in_head: bool
    is_empty: bool
    scope: str = ""
    headers: "list[Cell]" = field(default_factory=list)

    @property
    def is_header(self) -> bool:
        """Whether it is a th."""
        return bool(self.html.tag == "th")


@dataclass(slots=True)
class Grid:
    """A table's cells by row and column."""

    cells: list[Cell]
    slots: dict[tuple[int, int], list[Cell]]
    width: int
    height: int

    def at(self, row: int, column: int) -> Cell | None:
        """Find the cell that covers a slot; None where none or several do."""
        found = self.slots.get((row, column), [])
        return found[0] if len(found) == 1 else None

    def is_regular(self) -> bool:
        """Whether every slot is covered exactly once."""
        return all(
            len(self.slots.get((row, column), [])) == 1
            for row in range(self.height)
            for column in range(self.width)
        )


@dataclass(frozen=True, slots=True)
class RowGroup:
    """A thead, tbody or tfoot: its rows, each a sequence of (td or th, is empty)."""

    is_head: bool
    rows: Sequence[Sequence[tuple[Any, bool]]]


def _span(html: Any, name: str, most: int) -> int:
    value = str(html.get(name) or "").strip()
    return min(int(value), most) if value.isascii() and value.isdigit() else 1


def lay_out(groups: Sequence[RowGroup]) -> Grid:
    """Put cells into slots; a row span ends with its row group."""
    grid = Grid([], {}, 0, sum(len(group.rows) for group in groups))
    row = 0
    for number, group in enumerate(groups):
        end = row + len(group.rows)
        for cells in group.rows:
            column = 0
            for html, is_empty in cells:
                while (row, column) in grid.slots:
                    column += 1
                width = max(_span(html, "colspan", _MAX_COLSPAN), 1)
                height = _span(html, "rowspan", _MAX_ROWSPAN) or end - row
                height = min(height, end - row)
                cell = Cell(
                    html, row, column, height, width, number, group.is_head, is_empty
                )
                grid.cells.append(cell)
                for y in range(row, row + height):
                    for x in range(column, column + width):
                        grid.slots.setdefault((y, x), []).append(cell)
                column += width
                grid.width = max(grid.width, column)
            row += 1
    return grid


def assign_headers(grid: Grid) -> None:
    """Fill the scope of every header cell and the headers of every data cell."""
    data_rows: set[int] = set()
    data_columns: set[int] = set()
    for cell in grid.cells:
        if not cell.is_header and not cell.is_empty:
            data_rows.update(range(cell.row, cell.row + cell.height))
            data_columns.update(range(cell.column, cell.column + cell.width))
    for cell in grid.cells:
        if cell.is_header:
            cell.scope = _scope(cell, data_rows, data_columns)
    lines = _Lines(grid)
    by_id = {cell.html.get("id"): cell for cell in grid.cells if cell.html.get("id")}
    for cell in grid.cells:
        if cell.is_header:
            continue
        if named := str(cell.html.get("headers") or "").split():
            cell.headers = [by_id[name] for name in named if name in by_id]
        else:
            cell.headers = list(dict.fromkeys(lines.headers(cell)))


def _scope(cell: Cell, data_rows: set[int], data_columns: set[int]) -> str:
    given = _SCOPES.get(str(cell.html.get("scope") or "").strip().lower())
    if given is not None:
        return given
    if cell.in_head or data_rows.isdisjoint(range(cell.row, cell.row + cell.height)):
        return COLUMN
    columns = range(cell.column, cell.column + cell.width)
    if data_columns.isdisjoint(columns):
        return ROW
    return COLUMN if cell.row == 0 else ROW


class _Lines:
    """The header cells of each row and column, gathered once.

    Scanning slot by slot from every data cell would take the square of a table.
    """

    def __init__(self, grid: Grid) -> None:
        self.in_row: dict[int, list[tuple[int, Cell]]] = {}
        self.in_column: dict[int, list[tuple[int, Cell]]] = {}
        self.of_group: dict[int, list[Cell]] = {}
        for row, column in sorted(grid.slots):
            cell = grid.at(row, column)
            if cell is not None and cell.is_header:
                self.in_row.setdefault(row, []).append((column, cell))
                self.in_column.setdefault(column, []).append((row, cell))
        for cell in grid.cells:
            scope = str(cell.html.get("scope") or "").strip().lower()
            if cell.is_header and scope == "rowgroup":
                self.of_group.setdefault(cell.group, []).append(cell)

    def headers(self, cell: Cell) -> Iterator[Cell]:
        """Yield row headers from the left, then column headers from the top."""
        for row in range(cell.row, cell.row + cell.height):
            yield from _reaching(self.in_row.get(row, []), cell.column, ROW)
        for other in self.of_group.get(cell.group, []):
            if (
                other.row < cell.row + cell.height
                and other.column < cell.column + cell.width
            ):
                yield other
        for column in range(cell.column, cell.column + cell.width):
            yield from _reaching(self.in_column.get(column, []), cell.row, COLUMN)


def _reaching(
    line: Sequence[tuple[int, Cell]], start: int, scope: str
) -> Sequence[Cell]:
    """Find the headers of one row or column that reach a data cell, farthest first.

    A header is hidden behind a nearer one of the same extent that data cells part
    from it: the heading of the second half of a table replaces that of the first.
    """
    found: list[Cell] = []
    opaque: set[tuple[int, int]] = set()
    block: set[tuple[int, int]] = set()
    before = start
    for place, cell in reversed(line):
        if place >= start:
            continue
        if place < before - 1:
            opaque |= block
            block = set()
        before = place
        by_column = scope == COLUMN
        extent = (cell.column, cell.width) if by_column else (cell.row, cell.height)
        block.add(extent)
        if cell.scope == scope and extent not in opaque and cell not in found:
            found.append(cell)
    return found[::-1]
