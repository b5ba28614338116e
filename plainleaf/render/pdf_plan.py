"""Decides how a handout is set, from one layout to the next.

What only a layout can tell is decided for the layout after it: whether there is a list
of contents, which tables are divided and where, and how close lines and blocks stand so
that pages are full, boxes whole and few sheets needed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Protocol

from plainleaf.model import Table
from plainleaf.render.pdf_forecast import Forecast, Setting, forecast
from plainleaf.render.pdf_layout import (
    divided_boxes,
    divided_tables,
    measured_tables,
    rooms_before,
    stranded_headings,
    stranding_tables,
    used_of_pages,
)
from plainleaf.render.pdf_measure import flow_of
from plainleaf.render.pdf_press import Layout, Plan, Press, Spacing
from plainleaf.render.pdf_tables import TableSetting, caption_growth, in_parts, settings
from plainleaf.walk import blocks_in

PAGES_WITHOUT_CONTENTS = 4
"""A handout of more pages than this begins with a list of its contents."""
LINE = 1.4 * 96 / 72
"""CSS pixels of a line for each point of print."""
NEARLY_EMPTY = 0.34
"""Share of a page: a table that leaves less than this on the page before is divided."""
FULL = 0.78
"""Share of a page in use from which nobody misses the rest."""
PARTED = 0.6
"""What a box in two parts counts, in pages: more than the half page it may save."""
STRANDED = 0.3
"""What a heading counts, in pages, that stands before the page of what it names."""
BLANK = 1.5
"""What an empty page between full ones counts, in pages."""
LADDER = (
    Spacing(),
    Spacing(0.85, 1.36),
    Spacing(0.78, 1.34),
    Spacing(0.7, 1.32),
)
"""From the easiest to read to the fewest sheets. The lines of the closest still have a
third of their height between them, which is what Clear Print asks for."""
ATTEMPTS = 4
"""Layouts tried until every part of a long table stands on one page."""
SPARE = 0.25
"""Lines left free under a part, beside what its caption grows by."""
BEGIN = LADDER[0]
"""The spacing of the first layout."""
EXPECTED = 0.5
"""Share of what one forecast missed that is expected of others: the parts of a table
fill pages less well than its rows would, and in each spacing otherwise."""
COMPARED = 2
"""Ways that are laid out at the least where tables are divided."""
UNSEEN = 0.03
"""Pages of fault that nobody would see: not worth another layout."""


class Outcome(Protocol):
    """What is judged of a layout: of a finished one, or of a forecast."""

    @property
    def used(self) -> tuple[float, ...]:
        """How much of its height each page has in use, from 0 to 1."""

    @property
    def parted(self) -> int:
        """How many boxes stand on more pages than one."""

    @property
    def stranded(self) -> int:
        """How many headings and lead-ins stand on the page before what they name."""


def fault(outcome: Outcome) -> float:
    """Return what a careful printer would mend, counted in pages: the least is best."""
    *before, last = outcome.used
    blank = sum(max(0.0, FULL - used) for used in before)
    nearly = max(0.0, NEARLY_EMPTY - last) if before else 0.0
    apart = PARTED * outcome.parted + STRANDED * outcome.stranded
    return len(outcome.used) + BLANK * (blank + nearly) + apart


@dataclass(frozen=True, slots=True)
class Way:
    """One way to set a handout."""

    contents: bool
    spacing: Spacing


@dataclass(frozen=True)
class Tried:
    """A way that was laid out, and how it came out.

    `too_long` are the ids of tables of which one row is longer than a page.
    """

    layout: Layout
    too_long: tuple[str, ...] = ()

    @cached_property
    def used(self) -> tuple[float, ...]:
        """How much of its height each page has in use, from 0 to 1."""
        return used_of_pages(self.layout.document)

    @cached_property
    def parted(self) -> int:
        """How many boxes stand on more pages than one."""
        return len(divided_boxes(self.layout.document))

    @cached_property
    def stranded(self) -> int:
        """How many headings and lead-ins stand on the page before what they name."""
        return stranded_headings(self.layout.document)


def settled(press: Press) -> tuple[Layout, tuple[str, ...]]:
    """Return the layout with the least to mend; of equals, the one easiest to read.

    With it come the ids of tables of which one row is longer than a page.
    """
    best = Search(press).best()
    return best.layout, best.too_long


class Search:
    """The ways to set a handout, all of them forecast from the first layout.

    The most promising is laid out, until one keeps what its forecast promised or is
    still the best when it does not.
    """

    def __init__(self, press: Press) -> None:
        self._press = press
        tables = settings(press.publication, press.sheet)
        self._first = Plan(tables, contents=True, spacing=BEGIN)
        self._layout = press.layout(self._first)
        self._flow = flow_of(self._layout.document, *BEGIN.figures(press.sheet))
        self._forecasts: dict[Way, Forecast] = {}
        self.tried: dict[Way, Tried] = {}

    def best(self) -> Tried:
        """Return the best way, laid out."""
        while (way := self._most_promising()) not in self.tried or self._unsure(way):
            if way in self.tried:
                way = self._next_to(way)
            self.tried[way] = self._laid_out(way)
        return self.tried[way]

    def _unsure(self, way: Way) -> bool:
        """Say whether tables are divided, and too little was tried to know how well."""
        return len(self.tried) < COMPARED and self._flowing(way) != frozenset()

    def _next_to(self, best: Way) -> Way:
        """Return the way with the best forecast of those that were not tried."""
        ways = self._ways(contents=best.contents)
        others = (way for way in ways if way not in self.tried)
        return min(others, key=lambda way: fault(self.forecast(way)))

    def _flowing(self, way: Way) -> frozenset[str]:
        return self.forecast(way).setting.flowing

    def _most_promising(self) -> Way:
        """Do without a list of contents if few pages are left in the end."""
        bare = self._best_of(contents=False)
        if len(self._outcome(bare).used) <= PAGES_WITHOUT_CONTENTS:
            return bare
        return self._best_of(contents=True)

    def _best_of(self, *, contents: bool) -> Way:
        """Return the first way with nothing to mend, else the one with the least."""
        ways = self._ways(contents=contents)
        for way in ways:
            outcome = self._outcome(way)
            if not way.spacing.open and fault(outcome) == len(outcome.used):
                return way
        return min(ways, key=self._promise)

    def _ways(self, *, contents: bool) -> tuple[Way, ...]:
        """Return all ways, the easiest to read first: boxes whole, then those run on.

        Headings are kept with what they name where they would not be without.
        """
        return tuple(
            Way(contents, replace(spacing, open=open_, led=led))
            for open_, spacing, led in product((False, True), LADDER, (False, True))
            if not led or self._strands(Way(contents, replace(spacing, open=open_)))
        )

    def _strands(self, way: Way) -> bool:
        return self.forecast(way).stranded > 0

    def _promise(self, way: Way) -> float:
        """Return the fault of a way, if need be with what forecasts leave out."""
        if way in self.tried or not self.tried:
            return fault(self._outcome(way))
        return fault(self.forecast(way)) + max(UNSEEN, self._missed(way))

    def _missed(self, way: Way) -> float:
        """Return what the forecast of a way with the same divided tables may miss."""
        flowing = self._flowing(way)
        missed = (
            fault(tried) - fault(self.forecast(other))
            for other, tried in self.tried.items()
            if flowing and self._flowing(other) == flowing
        )
        return EXPECTED * min(missed, default=0.0)

    def _outcome(self, way: Way) -> Outcome:
        return self.tried.get(way) or self.forecast(way)

    def forecast(self, way: Way) -> Forecast:
        """Return how a way would come out."""
        if way not in self._forecasts:
            space, leading = way.spacing.figures(self._press.sheet)
            setting = Setting(
                space,
                leading,
                open=way.spacing.open,
                led=way.spacing.led,
                contents=way.contents,
            )
            self._forecasts[way] = forecast(self._flow, setting, NEARLY_EMPTY)
        return self._forecasts[way]

    def _laid_out(self, way: Way) -> Tried:
        """Lay out, and divide the tables that flow over pages."""
        plan = replace(
            self._first,
            contents=way.contents,
            spacing=way.spacing,
            flowing=self._flowing(way),
        )
        layout = self._layout if plan == self._first else self._press.layout(plan)
        while flowing := self._must_flow(layout) - plan.flowing:
            plan = replace(plan, flowing=plan.flowing | flowing)
            layout = self._press.layout(plan)
        if not plan.flowing:
            return Tried(layout)
        return Tried(*_with_parts(self._press, plan, layout))

    @staticmethod
    def _must_flow(layout: Layout) -> frozenset[str]:
        """Return the ids of tables that no page can hold, or not with their heading."""
        document = layout.document
        return divided_tables(document) | stranding_tables(document, NEARLY_EMPTY)


def _with_parts(
    press: Press, plan: Plan, flowed: Layout
) -> tuple[Layout, tuple[str, ...]]:
    """Divide the tables that flow over pages until each part stands on one.

    A table whose first part went to the next page, though some rows have room below
    its heading, is measured again by that room, and its parts may have fewer rows: a
    short part is better than a heading alone on its page.
    """
    measured = dict(measured_tables(flowed.document, plan.flowing))
    width = press.sheet.width
    growth = {table.id: caption_growth(table, width) for table in _tables(press)}
    line = press.sheet.points * LINE
    tried: list[tuple[tuple[str, ...], int, int, Layout, Plan]] = []
    for attempt in range(ATTEMPTS):
        tables = dict(plan.tables)
        for name, table in measured.items():
            spare = line * (growth[name] + SPARE + attempt)
            setting = tables.get(name, TableSetting())
            tables[name] = in_parts(setting, table, spare=spare, fewer=attempt)
        divided = replace(plan, tables=tables, flowing=frozenset())
        layout = press.layout(divided)
        split = tuple(sorted(divided_tables(layout.document)))
        late = {
            name: room
            for name, room in rooms_before(layout.document, measured).items()
            if room - measured[name].frame - line * growth[name]
            > measured[name].rows[0]
        }
        pages = len(layout.document.pages)
        tried.append((split, len(late), pages, layout, divided))
        if not split and not late:
            break
        for name, room in late.items():
            measured[name] = replace(measured[name], room=room)
    split, *_, layout, divided = min(tried, key=lambda one: (len(one[0]), *one[1:3]))
    if split:
        layout = press.layout(replace(divided, cut=frozenset(split)))
    return layout, split


def _tables(press: Press) -> Iterator[Table]:
    return (block for block in blocks_in(press.publication) if isinstance(block, Table))
