"""The strips of a text: what no page may cut, and how high each is in any spacing.

Where lines end does not change with the spacing, as no width does. So one finished
layout tells the height of every line, row and picture in all spacings, and what must
stand together (CSS Fragmentation 3, sections 3 and 4).
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Length:
    """CSS pixels: some are fixed, some grow with the space, some with the leading."""

    fixed: float = 0.0
    space: float = 0.0
    leading: float = 0.0

    def at(self, space: float, leading: float) -> float:
        """Return the pixels in one spacing."""
        return self.fixed + self.space * space + self.leading * leading

    def __add__(self, other: "Length") -> "Length":
        return Length(
            self.fixed + other.fixed,
            self.space + other.space,
            self.leading + other.leading,
        )


NOTHING = Length()


@dataclass(frozen=True, slots=True)
class Gap:
    """What is between two strips.

    Of each group of margins the largest counts. `foot` is what boxes need that end
    here, with the margins within them, `head` what those need that begin: they stay
    beside a page break. The other margins do not.
    """

    inner: tuple[tuple[Length, ...], ...] = ()
    foot: Length = NOTHING
    outer: tuple[tuple[Length, ...], ...] = ()
    head: Length = NOTHING

    def foot_at(self, space: float, leading: float) -> float:
        """Return the pixels before a page break."""
        return self.foot.at(space, leading) + _collapsed(self.inner, space, leading)

    def head_at(self, space: float, leading: float) -> float:
        """Return the pixels after a page break."""
        return self.head.at(space, leading)

    def at(self, space: float, leading: float) -> float:
        """Return the pixels between two strips of one page."""
        return (
            self.foot_at(space, leading)
            + _collapsed(self.outer, space, leading)
            + self.head_at(space, leading)
        )


def _collapsed(
    groups: tuple[tuple[Length, ...], ...], space: float, leading: float
) -> float:
    return sum(max(margin.at(space, leading) for margin in group) for group in groups)


@dataclass(frozen=True, slots=True)
class Box:
    """A box around strips, as far as it matters to page breaks.

    `whole` boxes avoid a break inside, `long` ones may be allowed to. `table` is the id
    of a table.
    """

    number: int
    whole: bool = False
    framed: bool = False
    long: bool = False
    contents: bool = False
    table: str = ""


@dataclass(slots=True)
class Strip:
    """A line, a row or a picture; of texts side by side the highest counts.

    `gap` is what stands before it. `around` are the boxes it stands in, `across` those
    of them that hold the strip before as well. `joined` says that no page may begin
    with it, whatever the boxes say; `led` that a heading and a paragraph before it lead
    to it. `repeated` ones head every part
    of a table, `blank` a line to write on. `below` is how
    far its letters reach under it.
    """

    heights: list[Length]
    gap: Gap
    around: tuple[Box, ...]
    across: tuple[Box, ...]
    joined: bool
    paragraph: Any = None
    led: bool = False
    repeated: bool = False
    blank: bool = False
    below: float = 0.0

    def height(self, space: float, leading: float) -> float:
        """Return the pixels in one spacing."""
        return max(height.at(space, leading) for height in self.heights)


@dataclass(frozen=True, slots=True)
class Flow:
    """All strips of a handout, what follows the last, and the heights of pages."""

    strips: tuple[Strip, ...]
    end: Gap
    first: float
    others: float
