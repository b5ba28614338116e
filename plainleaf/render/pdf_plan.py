"""Decides how a handout is set, from one layout to the next.

What only a layout can tell is decided for the layout after it: whether there is a list
of contents, which tables are divided and where, and how close lines and blocks stand so
that pages are full, boxes whole and few sheets needed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import ceil

from plainleaf.model import Table
from plainleaf.render.pdf_layout import (
    divided_boxes,
    divided_tables,
    height_of_contents,
    measured_tables,
    pushed_boxes,
    rooms_before,
    stranding_tables,
    used_of_pages,
)
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


SHRINKING = 0.85
"""Share of a text's height that is lines; the rest is space between blocks."""
WELL_FILLED = 0.95
"""Share of all its pages that a handout fills at the best, as blocks stay whole."""
UNSEEN = 0.1
"""Pages of fault that nobody would see: not worth another layout."""
NEAR_TOP = 0.34
"""Share of a page above a box that was pushed to it: headings and lead-ins, no more."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One way to set a handout, and how it came out."""

    plan: Plan
    layout: Layout
    used: tuple[float, ...]
    parted: int

    @classmethod
    def of(cls, plan: Plan, layout: Layout) -> "Tried":
        """Read off a layout what is judged."""
        document = layout.document
        return cls(plan, layout, used_of_pages(document), len(divided_boxes(document)))

    @property
    def fault(self) -> float:
        """What a careful printer would mend, counted in pages: the least is best."""
        *before, last = self.used
        blank = sum(max(0.0, FULL - used) for used in before)
        nearly = max(0.0, NEARLY_EMPTY - last) if before else 0.0
        return len(self.used) + BLANK * (blank + nearly) + PARTED * self.parted

    @property
    def faultless(self) -> bool:
        """Say whether pages are full and boxes whole."""
        return self.fault == len(self.used)

    def fewest_pages(self, spacing: Spacing) -> int:
        """Return the pages that another spacing needs at the least."""
        height = sum(self.used) * _height(spacing) / _height(self.plan.spacing)
        return ceil(height / WELL_FILLED)

    @property
    def least_open(self) -> float:
        """The fault at the least when long boxes may run on to the next page.

        Where none was pushed to the top of a page nothing changes.
        """
        blank = pushed_boxes(self.layout.document, NEAR_TOP)
        saved = 1 if sum(blank) >= self.used[-1] else 0
        filled = sum(max(0.0, FULL - 1 + share) for share in blank)
        return self.fault - saved - BLANK * filled + PARTED


def _height(spacing: Spacing) -> float:
    """Return the height of a text, as a share of its height with the widest spacing."""
    lines = spacing.leading / LADDER[0].leading
    return SHRINKING * lines + (1 - SHRINKING) * spacing.space


def settled(press: Press) -> tuple[Layout, tuple[str, ...]]:
    """Return the layout with the least to mend; of equals, the one easiest to read.

    With it come the ids of tables of which one row is longer than a page.
    """
    plan = Plan(settings(press.publication, press.sheet), contents=True)
    loosest = _with_flowing_tables(press, plan)
    if _may_do_without_contents(loosest):
        bare = replace(plan, contents=False)
        finished = _finished(press, bare, _with_flowing_tables(press, bare))
        if len(finished[0].document.pages) <= PAGES_WITHOUT_CONTENTS:
            return finished
    return _finished(press, plan, loosest)


def _may_do_without_contents(loosest: Tried) -> bool:
    """Say whether the text alone, set closest, might stand on few enough pages."""
    text = sum(loosest.used) - height_of_contents(loosest.layout.document)
    return text * _height(LADDER[-1]) <= PAGES_WITHOUT_CONTENTS


def _finished(
    press: Press, plan: Plan, loosest: Tried
) -> tuple[Layout, tuple[str, ...]]:
    best = _best(press, plan, loosest)
    if not best.plan.flowing:
        return best.layout, ()
    return _with_parts(press, best.plan, best.layout)


def _best(press: Press, plan: Plan, loosest: Tried) -> Tried:
    """Try one spacing after the other; at last let long boxes run on as well.

    What cannot come out better than the best so far is not tried.
    """
    tried: list[Tried] = [loosest]
    for spacing in LADDER[1:]:
        if tried[-1].faultless:
            return tried[-1]
        if loosest.fewest_pages(spacing) < _least(tried) - UNSEEN:
            tried.append(_with_flowing_tables(press, replace(plan, spacing=spacing)))
    if tried[-1].faultless:
        return tried[-1]
    closed = {one.plan.spacing: one for one in tried}
    best = min(tried, key=lambda one: one.fault)
    for spacing in dict.fromkeys((best.plan.spacing, LADDER[0], LADDER[-1])):
        one = closed.get(spacing)
        if one and one.least_open < _least(tried) - UNSEEN:
            open_ = replace(plan, spacing=replace(spacing, open=True))
            tried.append(_with_flowing_tables(press, open_))
    return min(tried, key=lambda one: one.fault)


def _least(tried: Iterable[Tried]) -> float:
    return min(one.fault for one in tried)


def _with_flowing_tables(press: Press, plan: Plan) -> Tried:
    """Lay out, and let tables flow over pages that must be divided."""
    layout = press.layout(plan)
    flowing = divided_tables(layout.document)
    flowing |= stranding_tables(layout.document, NEARLY_EMPTY)
    while flowing > plan.flowing:
        plan = replace(plan, flowing=flowing)
        layout = press.layout(plan)
        flowing |= stranding_tables(layout.document, NEARLY_EMPTY)
    return Tried.of(plan, layout)


def _with_parts(
    press: Press, plan: Plan, flowed: Layout
) -> tuple[Layout, tuple[str, ...]]:
    """Divide the tables that flow over pages until each part stands on one.

    A table whose first part went to the next page, though some rows have room below
    its heading, is measured again by that room, and its parts may have fewer rows: a
    short part is better than a heading alone on its page.
    """
    measured = dict(measured_tables(flowed.document, plan.flowing))
    growth = {table.id: caption_growth(table) for table in _tables(press)}
    line = press.sheet.points * LINE
    tried: list[tuple[tuple[str, ...], int, int, Layout]] = []
    for attempt in range(ATTEMPTS):
        tables = dict(plan.tables)
        for name, table in measured.items():
            spare = line * (growth[name] + SPARE + attempt)
            setting = tables.get(name, TableSetting())
            tables[name] = in_parts(setting, table, spare=spare, fewer=attempt)
        layout = press.layout(replace(plan, tables=tables, flowing=frozenset()))
        split = tuple(sorted(divided_tables(layout.document)))
        late = {
            name: room
            for name, room in rooms_before(layout.document, measured).items()
            if room - measured[name].frame - line * growth[name]
            > measured[name].rows[0]
        }
        tried.append((split, len(late), len(layout.document.pages), layout))
        if not split and not late:
            break
        for name, room in late.items():
            measured[name] = replace(measured[name], room=room)
    split, _, _, layout = min(tried, key=lambda one: (len(one[0]), *one[1:3]))
    return layout, split


def _tables(press: Press) -> Iterator[Table]:
    return (block for block in blocks_in(press.publication) if isinstance(block, Table))
