"""How a handout is set: its sizes of print, its paper and the room on it."""

from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from plainleaf.model import Publication

SMALLEST = 12
"""Points under which nothing is printed (UKAAF and RNIB clear print)."""
LARGE_PRINT = 16
"""Points from which a handout counts as large print (UKAAF G003): then page numbers,
notes and running text are as large as the text."""
ACB = "acb"
"""The style of the American Council of the Blind, where it and RNIB's differ."""

PAPER = {
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
}
"""Width and height in millimetres (ISO 216, ANSI/ASME Y14.1)."""
INCH = 25.4
WIDEST = 31.0
"""Ems of the page's text: the longest line (27.5 ems) in a box with its padding."""
POINT = INCH / 72


@dataclass(frozen=True, slots=True)
class Margins:
    """Millimetres beside the text, and the `least` above and below it.

    `binding` is where holes are punched: the left of a front side, the right of a
    back side.
    """

    binding: float = 25.0
    outer: float = 15.0
    least: float = 12.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """How one handout is set: body size in points, page size, name of its file."""

    points: int
    page: str
    file: PurePosixPath
    style: str = "rnib"
    ordinary: bool = True

    @property
    def large(self) -> bool:
        """Say whether this is large print."""
        return self.points >= LARGE_PRINT

    @property
    def small(self) -> int:
        """The size of running text."""
        return self.points if self.large else SMALLEST

    @property
    def margins(self) -> Margins:
        """The room around the text: what no line may be as long as goes to both sides.

        ACB asks for an inch on every side.
        """
        own = Margins(INCH, INCH, INCH) if self.style == ACB else Margins()
        room = PAPER[self.page][0] - own.binding - own.outer
        spare = max(0.0, room - WIDEST * self.points * POINT)
        return replace(
            own, binding=own.binding + spare / 2, outer=own.outer + spare / 2
        )

    @property
    def width(self) -> float:
        """The width between the margins, in ems of the text."""
        room = PAPER[self.page][0] - self.margins.binding - self.margins.outer
        return room / POINT / self.points

    def rules(self) -> str:
        """Return the style rules that only this sheet has."""
        outer, binding = self.margins.outer, self.margins.binding
        return (
            f"@page {{ size: {self.page}; "
            f"margin-left: {binding:.2f}mm; margin-right: {outer:.2f}mm; }}\n"
            f"@page :left {{ margin-left: {outer:.2f}mm; "
            f"margin-right: {binding:.2f}mm; }}\n"
            f":root {{ font-size: {self.points}pt; --small: {self.small}pt; }}\n"
        )


def sheets(publication: Publication) -> tuple[Sheet, ...]:
    """Return the handouts of a publication: the first size is the ordinary one.

    The second is named large print; further sizes carry their points in the name.
    """
    front = publication.front
    page = front.print.page or publication.publisher.page
    made = []
    for position, points in enumerate(front.print.sizes):
        name = front.id
        if position == 1:
            name += "-large-print"
        elif position > 1:
            name += f"-large-print-{points}pt"
        file = PurePosixPath(f"{name}.pdf")
        made.append(Sheet(points, page, file, front.print.style, position == 0))
    return tuple(made)
