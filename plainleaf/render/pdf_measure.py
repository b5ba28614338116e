"""Reads the strips of a text off WeasyPrint's finished layout."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes

from plainleaf.render.pdf_layout import CONTENTS, FRAMED, LONG, lead_ins
from plainleaf.render.pdf_strips import NOTHING, Box, Flow, Gap, Length, Strip

_LINES_TOGETHER = 2
"""The style sheet's widows and orphans."""
_SIDE_BY_SIDE = (boxes.TableRowBox, boxes.GridContainerBox, boxes.FlexContainerBox)
_AVOID = frozenset({"avoid", "avoid-page"})
_SIDES = ("top", "bottom")
_HEADINGS = frozenset({"caption", "thead"})
"""What every part of a divided table has."""
_NO_STEP = 0.16
"""Root ems: a quarter step is more in every spacing; what is less never changes."""
_INSIDE_TABLES = (boxes.TableRowGroupBox, boxes.TableRowBox)
"""Their borders are drawn by the cells."""


def flow_of(document: weasyprint.Document, space: float, leading: float) -> Flow:
    """Read the strips off a layout that was made with this space and leading."""
    pages = [page._page_box for page in document.pages]  # noqa: SLF001  no public tree
    reader = _Reader(pages, space, leading, frozenset(lead_ins(document)))
    for number, page in enumerate(pages):
        for child in page.children:
            reader.read(child, number)
    _join_lines(reader.strips)
    return Flow(tuple(reader.strips), reader.end, pages[0].height, pages[-1].height)


def _join_lines(strips: list[Strip]) -> None:
    """Keep the first lines of a paragraph together, and the last ones."""
    start = 0
    for end in range(1, len(strips) + 1):
        same = end < len(strips) and strips[end].paragraph is strips[start].paragraph
        if same and strips[start].paragraph is not None:
            continue
        for at in range(start + 1, end):
            few = min(at - start, end - at) < _LINES_TOGETHER
            strips[at].joined = strips[at].joined or few
        start = end


@dataclass(slots=True)
class _Between:
    """What was met since the last strip."""

    groups: list[list[Length]] = field(default_factory=lambda: [[]])
    foot: Length = NOTHING
    head: Length = NOTHING
    joined: bool = False
    led: bool = False
    ended: int = 0

    def gap(self) -> Gap:
        inner = tuple(tuple(group) for group in self.groups[: self.ended] if group)
        outer = tuple(tuple(group) for group in self.groups[self.ended :] if group)
        return Gap(inner, self.foot, outer, self.head)


class _Reader:
    """Walks the pages of a layout as if they were one."""

    def __init__(
        self, pages: list[Any], space: float, leading: float, led: frozenset[Any]
    ) -> None:
        self.strips: list[Strip] = []
        self._space = space
        self._leading = leading
        self._led = led
        self._between = _Between()
        self._open: list[Box] = []
        self._reached: list[Box] = []
        self._known: dict[Any, Box] = {}
        self._rows: dict[Any, Strip] = {}
        self._paragraph: Any = None
        self._size = next(b.style["font_size"] for b in pages[0].children)
        self._last = {
            _key(box): number
            for number, page in enumerate(pages)
            for box in page.descendants()
        }

    def read(self, box: Any, page: int) -> None:
        """Add what a box holds; one that stands on several pages counts as one."""
        if isinstance(box, boxes.MarginBox) or not box.is_in_normal_flow():
            return
        if isinstance(box, boxes.LineBox):
            strip = self._add([self._line(box)], self._paragraph)
            strip.below = _lowest(box) - box.position_y - box.height
            return
        key = _key(box)
        header = isinstance(box, boxes.TableRowGroupBox) and box.is_header
        if header and key in self._known:
            return  # printed again at the head of a later page
        if key not in self._known:
            self._known[key] = _described(box, len(self._known))
            self._begin(box)
        self._open.append(self._known[key])
        self._inside(box, key, page)
        self._open.pop()
        if self._last[key] == page:
            self._end(box)

    @property
    def end(self) -> Gap:
        """What boxes need that end after the last strip."""
        return self._between.gap()

    def _inside(self, box: Any, key: Any, page: int) -> None:
        if isinstance(box, _SIDE_BY_SIDE):
            self._row(box, key)
        elif isinstance(box, boxes.ReplacedBox):
            self._add([Length(box.height)])
        elif box.style["height"] != "auto":
            self._add([Length(box.height)]).blank = True
        else:
            first = len(self.strips)
            for child in box.children:
                self.read(child, page)
            if box.element_tag in _HEADINGS:
                for strip in self.strips[first:]:
                    strip.repeated = True
            if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
                self._between.joined = True

    def _begin(self, box: Any) -> None:
        between, style = self._between, box.style
        between.joined = between.joined or style["break_before"] in _AVOID
        between.led = between.led or box.element in self._led
        between.groups[-1].append(self._spaced(_pixels(style["margin_top"])))
        self._paragraph = box
        solid = self._spaced(_pixels(style["padding_top"])) + _border(box, "top")
        if solid != NOTHING:
            between.head += solid
            between.groups.append([])

    def _end(self, box: Any) -> None:
        between, style = self._between, box.style
        solid = self._spaced(_pixels(style["padding_bottom"])) + _border(box, "bottom")
        if solid != NOTHING:
            between.foot += solid
            between.ended = len(between.groups)
            between.groups.append([])
        between.joined = between.joined or style["break_after"] in _AVOID
        between.groups[-1].append(self._spaced(_pixels(style["margin_bottom"])))
        self._paragraph = None

    def _add(self, heights: list[Length], paragraph: Any = None) -> Strip:
        across = tuple(
            here
            for here, before in zip(self._open, self._reached, strict=False)
            if here is before
        )
        between = self._between
        strip = Strip(
            heights,
            between.gap(),
            tuple(self._open),
            across,
            between.joined,
            paragraph,
            between.led,
        )
        self.strips.append(strip)
        self._between = _Between()
        self._reached = list(self._open)
        return strip

    def _row(self, row: Any, key: Any) -> None:
        """Add texts side by side; what of a row stands on a later page is added."""
        cells = [cell for cell in row.children if cell.is_in_normal_flow()]
        heights = [self._block(cell) for cell in cells] or [NOTHING]
        tallest = max(height.at(self._space, self._leading) for height in heights)
        rest = Length(row.height - tallest)
        heights = [height + rest for height in heights]
        if key in self._rows:
            whole = zip_longest(self._rows[key].heights, heights, fillvalue=NOTHING)
            self._rows[key].heights = [one + other for one, other in whole]
        else:
            strip = self._rows[key] = self._add(heights)
            strip.below = _lowest(row) - row.position_y - row.height

    def _block(self, box: Any) -> Length:
        """Return the height of a cell: its lines, and space around and between."""
        parts = [box] if isinstance(box, boxes.ReplacedBox) else list(_pieces(box))
        lines = sum((self._line(part) for part in parts), NOTHING)
        top = min((part.position_y for part in parts), default=0.0)
        bottom = max((part.position_y + part.height for part in parts), default=0.0)
        between = bottom - top - lines.at(self._space, self._leading)
        padding = sum(_pixels(box.style[f"padding_{side}"]) for side in _SIDES)
        edges = sum((_border(box, side) for side in _SIDES), NOTHING)
        return lines + self._spaced(between + padding) + edges

    def _line(self, line: Any) -> Length:
        """Return the height of a line: some have a leading of their own."""
        style = line.style
        if isinstance(line, boxes.LineBox) and style["line_height"] == self._leading:
            size = style["font_size"]
            return Length(line.height - size * self._leading, leading=size)
        return Length(line.height)

    def _spaced(self, pixels: float) -> Length:
        """Return a distance of the style sheet: all but the smallest are steps."""
        if pixels < _NO_STEP * self._size:
            return Length(pixels)
        return Length(space=pixels / self._space)


def _key(box: Any) -> Any:
    return box.element, box.element_tag, type(box), type(box.style)


def _described(box: Any, number: int) -> Box:
    element = box.element
    own = element is not None and element.tag == box.element_tag
    classes = frozenset(element.get("class", "").split()) if own else frozenset()
    table = own and box.element_tag == "table"
    return Box(
        number,
        whole=box.style["break_inside"] in _AVOID,
        framed=not FRAMED.isdisjoint(classes),
        long=not classes.isdisjoint(LONG),
        contents=CONTENTS in classes,
        table=element.get("id", "") if table else "",
    )


def _pieces(box: Any) -> Iterator[Any]:
    """Yield the lines and pictures of a box that are in the flow."""
    for child in box.children:
        if isinstance(child, (boxes.LineBox, boxes.ReplacedBox)):
            yield child
        elif child.is_in_normal_flow() and isinstance(child, boxes.ParentBox):
            yield from _pieces(child)


def _lowest(box: Any) -> float:
    """Return where the print in a box ends."""
    printed = (boxes.TextBox, boxes.ReplacedBox)
    return max(
        (
            inner.position_y + inner.height
            for inner in box.descendants()
            if isinstance(inner, printed)
        ),
        default=0.0,
    )


def _border(box: Any, side: str) -> Length:
    if isinstance(box, _INSIDE_TABLES):
        return NOTHING
    if isinstance(box, boxes.TableBox):  # of collapsed borders a half stands outside
        return Length(getattr(box, f"border_{side}_width"))
    return Length(box.style[f"border_{side}_width"])


def _pixels(value: Any) -> float:
    """Return a computed length in pixels; none for `auto`."""
    return float(value.value) if getattr(value, "unit", "") == "px" else 0.0
