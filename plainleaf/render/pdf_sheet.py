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
LINE_LENGTH = 28.0
"""Ems of the longest line: 64 letters on average, and under 70 always (UKAAF)."""
HANG = 1.5
"""Ems by which the frame of a box stands outside the text, so that the words in a box
begin and end where those around it do."""
HANG_LARGE = 1.125
"""The same in large print, where the room is dearer."""
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
    def leading(self) -> float:
        """The height of a line at the most, in ems (Clear Print; ACB 2022)."""
        return 1.25 if self.style == ACB else 1.4

    @property
    def small(self) -> int:
        """The size of running text."""
        return self.points if self.large else SMALLEST

    @property
    def margins(self) -> Margins:
        """The room around the text: what no line may be as long as goes to both sides.

        ACB asks for an inch on every side.
        """
        spare = max(0.0, self._room - LINE_LENGTH) * self.points * POINT
        own = self._least_margins
        return replace(
            own, binding=own.binding + spare / 2, outer=own.outer + spare / 2
        )

    @property
    def _least_margins(self) -> Margins:
        return Margins(INCH, INCH, INCH) if self.style == ACB else Margins()

    @property
    def _room(self) -> float:
        """The ems between the least margins."""
        own = self._least_margins
        room = PAPER[self.page][0] - own.binding - own.outer
        return room / POINT / self.points

    @property
    def width(self) -> float:
        """The width of the text, in ems."""
        return min(self._room, LINE_LENGTH)

    @property
    def hang(self) -> float:
        """The ems that frames and wide tables may stand outside the text at each side.

        None on a sheet too narrow for it: there, boxes are set into the text.
        """
        hang = HANG_LARGE if self.large else HANG
        return hang if self._room >= LINE_LENGTH + 2 * hang else 0.0

    @property
    def enclosed_width(self) -> float:
        """The ems that words in a box have: those of the text, where it can hang."""
        return self.width if self.hang else self.width - 2 * HANG_LARGE

    def rules(self) -> str:
        """Return the style rules that only this sheet has."""
        outer, binding = self.margins.outer, self.margins.binding
        return (
            f"@page {{ size: {self.page}; "
            f"margin-left: {binding:.2f}mm; margin-right: {outer:.2f}mm; }}\n"
            f"@page :left {{ margin-left: {outer:.2f}mm; "
            f"margin-right: {binding:.2f}mm; }}\n"
            f":root {{ font-size: {self.points}pt; --small: {self.small}pt; "
            f"--line-length: {LINE_LENGTH}rem; --hang: {self.hang}rem; }}\n"
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
