"""Tables: one Table over all its pages, and for each cell the headers to announce.

Every TH has a Scope, every TD its Headers (ISO 32000-1, 14.8.5.7; ISO 14289-1, 7.5).
Both, because readers differ in which they follow.
"""

from typing import TYPE_CHECKING, Any

import pydyf

from plainleaf.tagging.elements import Element
from plainleaf.tagging.header_cells import (
    Cell,
    Grid,
    RowGroup,
    assign_headers,
    lay_out,
)
from plainleaf.tagging.structure import GROUP, Kid, Tag

if TYPE_CHECKING:
    from plainleaf.tagging.builder import Builder

_GROUP_TYPES = {"thead": "THead", "tbody": "TBody", "tfoot": "TFoot"}
_HIDING_ROLES = frozenset({"presentation", "none"})


def table_tags(builder: "Builder", element: Element) -> list[Kid]:
    """Make the Table of a table element, its caption first."""
    if element.role in _HIDING_ROLES:
        return _cells_in_order(builder, element)
    if any(above.name == "table" for above in element.ancestors()):
        builder.problems.add(
            "nested-table",
            "A table stands inside a table: few readers can say where a listener is. "
            "Use two tables.",
            element.html,
            element.page,
        )
    builder.tables += 1
    number = builder.tables
    captions: list[Kid] = []
    strays: list[Kid] = []
    groups: list[Element] = []
    for kid in element.kids:
        if not isinstance(kid, Element):
            strays.append(kid)
        elif kid.name == "caption":
            captions.extend(builder.tags(kid))
        elif kid.name in _GROUP_TYPES or kid.name == "tr":
            groups.append(kid)
        else:
            strays.extend(builder.tags(kid))
    rows = [_rows(group) for group in groups]
    grid = lay_out(
        [
            RowGroup(
                group.name == "thead",
                [
                    [(cell.html, not any(cell.runs())) for cell in _cells(r)]
                    for r in own
                ],
            )
            for group, own in zip(groups, rows, strict=True)
        ]
    )
    assign_headers(grid)
    _check(builder, element, grid)
    tag = builder.tag("Table", captions[:1], element)
    cells = iter(grid.cells)
    for group, own in zip(groups, rows, strict=True):
        row_tags: list[Kid] = [
            builder.tag(
                "TR",
                [_cell_tag(builder, c, next(cells), number) for c in _cells(row)],
                row,
            )
            for row in own
        ]
        if row_tags:
            type_ = _GROUP_TYPES.get(group.name, "TBody")
            tag.kids.append(
                Tag(type_, row_tags)
                if group.name == "tr"
                else builder.tag(type_, row_tags, group)
            )
    before: list[Kid] = [*captions[1:], *strays]
    return [*before, tag] if tag.kids else before


def _rows(group: Element) -> list[Element]:
    if group.name == "tr":
        return [group]
    return [kid for kid in group.kids if isinstance(kid, Element) and kid.name == "tr"]


def _cells(row: Element) -> list[Element]:
    return [
        kid
        for kid in row.kids
        if isinstance(kid, Element) and kid.name in {"td", "th"} and not kid.pseudo
    ]


def _cells_in_order(builder: "Builder", element: Element) -> list[Kid]:
    """Build a layout table's words, cell after cell."""
    return [
        Tag(GROUP, builder.kids(inner))
        for inner in element.walk()
        if inner.name in {"td", "th", "caption"} and not inner.pseudo
    ]


def _check(builder: "Builder", element: Element, grid: Grid) -> None:
    if not grid.is_regular():
        builder.problems.add(
            "ragged-table",
            "The rows of a table have different numbers of cells, or cells overlap.",
            element.html,
            element.page,
        )


def _cell_tag(builder: "Builder", element: Element, cell: Cell, table: int) -> Tag:
    tag = builder.tag("TH" if cell.is_header else "TD", builder.kids(element), element)
    entries: dict[str, Any] = {}
    if cell.width > 1:
        entries["ColSpan"] = cell.width
    if cell.height > 1:
        entries["RowSpan"] = cell.height
    if cell.is_header:
        tag.id = _cell_id(table, cell)
        builder.ids.add(tag.id)
        entries["Scope"] = f"/{cell.scope}"
    elif cell.headers:
        entries["Headers"] = pydyf.Array(
            pydyf.String(_cell_id(table, header))
            for header in cell.headers
            if header.is_header
        )
    if entries:
        tag.attributes["Table"] = entries
    return tag


def _cell_id(table: int, cell: Cell) -> str:
    return f"table-{table}-row-{cell.row + 1}-column-{cell.column + 1}"
