"""List markers, painted where they are read.

WeasyPrint positions an outside marker absolutely, so it paints all markers of a page
after all text of the page. Readers that follow the order of painting (reflow, text
extraction) then get the numbers in a heap at the end. The marker keeps its place on
paper and moves, in the order of painting, to the head of its item's first line.
"""

from typing import Any

from weasyprint.formatting_structure import boxes

from plainleaf.tagging.elements import unplaced


def paint_markers_in_order(document: Any) -> None:
    """Move every outside marker of a laid-out document into its first line."""
    for page in document.pages:
        _visit(page._page_box)  # noqa: SLF001


def _visit(box: Any) -> None:
    box = unplaced(box)
    if not isinstance(box, boxes.ParentBox):
        return
    for child in tuple(box.children):
        marker = unplaced(child)
        if marker.is_outside_marker:
            line = _first_line(box)
            pieces = _pieces(marker)
            if line is not None and pieces:
                box.children = [kept for kept in box.children if kept is not child]
                line.children = [*pieces, *line.children]
        else:
            _visit(child)


def _pieces(marker: Any) -> list[Any]:
    """List the texts and images of a marker: each knows its place on the page."""
    return [
        piece
        for piece in marker.descendants()
        if isinstance(piece, (boxes.TextBox, boxes.ReplacedBox))
    ]


def _first_line(box: Any) -> Any:
    """Find the first line that is painted along with the box, or None."""
    for child in box.children:
        child = unplaced(child)  # noqa: PLW2901
        if isinstance(child, boxes.LineBox):
            return child
        if child.is_outside_marker or not child.is_in_normal_flow():
            continue
        if type(child) is not boxes.BlockBox or _is_painted_apart(child.style):
            return None
        if child.children:
            return _first_line(child)
    return None


def _is_painted_apart(style: Any) -> bool:
    return bool(
        style["transform"] or style["opacity"] < 1 or style["overflow"] != "visible"
    )
