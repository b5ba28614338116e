"""How strips would fall on pages in another spacing: a layout in plain figures.

The engine's own rules, on heights alone: a page takes what fits, gives back to the next
what may not be parted, and drops the margins at the break (CSS Fragmentation 3). What
no page can hold is cut where it is least bad.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from plainleaf.render.pdf_strips import Box, Flow, Strip

ROUNDING = 0.01
"""CSS pixels."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How close strips stand, and what may run on to the next page."""

    space: float
    leading: float
    open: bool = False
    led: bool = False
    contents: bool = True
    flowing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Page:
    """Strips of one page, from `first` up to `end`, and the top of each in pixels.

    `used` is the share of its height that has print on it.
    """

    first: int
    end: int
    height: float
    tops: tuple[float, ...]
    used: float


class Forecast:
    """The pages of a handout in one setting."""

    def __init__(self, flow: Flow, setting: Setting) -> None:
        self.setting = setting
        self.strips = tuple(
            strip
            for strip in flow.strips
            if setting.contents or not any(box.contents for box in strip.around)
        )
        self._paper = (flow.first, flow.others)
        at = setting.space, setting.leading
        gaps = [*(strip.gap for strip in self.strips), flow.end]
        self._high = [strip.height(*at) for strip in self.strips]
        self._gaps = [gap.at(*at) for gap in gaps]
        self._feet = [gap.foot_at(*at) for gap in gaps]
        self._heads = [gap.head_at(*at) for gap in gaps]
        self.pages = tuple(self._filled())

    @property
    def used(self) -> tuple[float, ...]:
        """How much of its height each page has in use, from 0 to 1."""
        return tuple(page.used for page in self.pages)

    @property
    def divided(self) -> frozenset[Box]:
        """The boxes that stand on more pages than one."""
        return frozenset(
            box for page in self.pages[1:] for box in self.strips[page.first].across
        )

    @property
    def parted(self) -> int:
        """How many framed boxes stand on more pages than one."""
        return sum(box.framed for box in self.divided)

    @property
    def stranded(self) -> int:
        """How many headings and lead-ins stand on the page before what they name."""
        return sum(self.strips[page.first].led for page in self.pages[1:])

    @property
    def divided_tables(self) -> frozenset[str]:
        """The ids of tables that stand on more pages than one."""
        return frozenset(box.table for box in self.divided if box.table)

    def stranding(self, nearly_empty: float) -> frozenset[str]:
        """Return the ids of tables that leave the page before them nearly empty."""
        return frozenset(
            box.table
            for before, page in pairwise(self.pages)
            if before.used < nearly_empty
            for box in self.strips[page.first].around
            if box.table
        )

    def _filled(self) -> Iterator[Page]:
        first = 0
        while first < len(self.strips):
            page = self._page(first)
            yield page
            first = page.end

    def _page(self, first: int) -> Page:
        """Fill one page that begins with a strip, and end it where it is best ended."""
        height = self._paper[1 if first else 0]
        reached = (self._heads[first] + self._repeated(first)) if first else 0.0
        tops: list[float] = []
        bottoms: list[float] = []
        ends: list[int] = []
        for at in range(first, len(self.strips)):
            top = reached + (self._gaps[at] if at > first or not first else 0.0)
            reached = top + self._high[at]
            if at > first and reached > height + ROUNDING:
                break
            tops.append(top)
            bottoms.append(reached)
            if reached + self._feet[at + 1] <= height + ROUNDING:
                ends.append(at + 1)
        end = self._best_of(ends) if ends else first + 1
        printed = [
            bottom + strip.below
            for bottom, strip in zip(bottoms, self.strips[first:end], strict=False)
            if not strip.blank and bottom + strip.below <= height
        ]
        used = max(printed, default=0.0) / height
        return Page(first, end, height, tuple(tops[: end - first]), used)

    def _best_of(self, ends: list[int]) -> int:
        """Return the last of the ends that part the least of what belongs together."""
        if ends[-1] == len(self.strips):
            return ends[-1]
        return min(ends, key=lambda end: (*self._parts(self.strips[end]), -end))

    def _parts(self, strip: Strip) -> tuple[bool, int]:
        joined = strip.joined or (strip.led and self.setting.led)
        return joined, sum(self._whole(box) for box in strip.across)

    def _whole(self, box: Box) -> bool:
        may_run_on = (box.long and self.setting.open) or (
            box.table in self.setting.flowing
        )
        return box.whole and not may_run_on

    def _repeated(self, first: int) -> float:
        """Return the height of caption and header rows that a part begins with."""
        tables = {box for box in self.strips[first].across if box.table}
        return sum(
            self._high[at] + self._gaps[at + 1]
            for at, strip in enumerate(self.strips[:first])
            if strip.repeated and not tables.isdisjoint(strip.around)
        )


def forecast(flow: Flow, setting: Setting, nearly_empty: float) -> Forecast:
    """Return the pages of a setting in which long tables flow over pages.

    Those flow that no page can hold, and those that would leave less than the share
    `nearly_empty` on the page before them.
    """
    seen = Forecast(flow, setting)
    flowing = seen.divided_tables | seen.stranding(nearly_empty)
    while flowing > seen.setting.flowing:
        seen = Forecast(flow, replace(setting, flowing=flowing))
        flowing |= seen.stranding(nearly_empty)
    return seen
