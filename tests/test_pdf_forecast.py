"""Forecasts of a handout's pages, beside the pages that the engine then makes."""

from dataclasses import replace

import pytest
from handouts import SIZES, STAMP, guide
from small_publication import small_publication

from plainleaf.model import Publication
from plainleaf.render.pdf_forecast import Forecast, Setting, forecast
from plainleaf.render.pdf_layout import (
    divided_boxes,
    stranded_headings,
    used_of_pages,
)
from plainleaf.render.pdf_measure import flow_of
from plainleaf.render.pdf_plan import LADDER, NEARLY_EMPTY
from plainleaf.render.pdf_press import Plan, Press, Spacing
from plainleaf.render.pdf_sheet import sheets
from plainleaf.render.pdf_strips import NOTHING, Box, Flow, Gap, Length, Strip
from plainleaf.render.pdf_tables import settings

OPEN = tuple(replace(spacing, open=True) for spacing in LADDER)
LED = tuple(replace(spacing, led=True) for spacing in LADDER)
CLOSE = 0.02
"""Share of a page by which a forecast may be wrong: half a line."""
LINES = Setting(1, 1)


def press_of(publication: Publication, points: int) -> Press:
    front = publication.front
    wanted = replace(front.print, sizes=(points,), page="A4")
    changed = replace(publication, front=replace(front, print=wanted))
    return Press(changed, sheets(changed)[0], STAMP)


def plan_of(press: Press, spacing: Spacing) -> Plan:
    tables = settings(press.publication, press.sheet)
    return Plan(tables, contents=True, spacing=spacing)


def forecast_of(press: Press, measured: Spacing, wanted: Spacing) -> Forecast:
    flow = flow_of(
        press.layout(plan_of(press, measured)).document, *measured.figures(press.sheet)
    )
    setting = Setting(*wanted.figures(press.sheet), open=wanted.open, led=wanted.led)
    return forecast(flow, setting, NEARLY_EMPTY)


def assert_comes_true(press: Press, measured: Spacing, wanted: Spacing) -> None:
    seen = forecast_of(press, measured, wanted)
    plan = replace(plan_of(press, wanted), flowing=seen.setting.flowing)
    document = press.layout(plan).document
    assert seen.used == pytest.approx(used_of_pages(document), abs=CLOSE)
    assert seen.parted == len(divided_boxes(document))
    assert seen.stranded == stranded_headings(document)


@pytest.mark.parametrize(
    ("measured", "wanted"),
    [(0, LADDER[-1]), (0, OPEN[-1]), (3, OPEN[0]), (0, LED[0])],
)
def test_pages_come_out_as_they_were_forecast(measured: int, wanted: Spacing) -> None:
    assert_comes_true(press_of(guide(), 14), LADDER[measured], wanted)


@pytest.mark.wide
@pytest.mark.parametrize("points", [size for size in SIZES if size <= 16])
@pytest.mark.parametrize("wanted", [*LADDER, *OPEN, *LED])
def test_the_guide_comes_out_as_it_was_forecast(points: int, wanted: Spacing) -> None:
    assert_comes_true(press_of(guide(), points), LADDER[0], wanted)


def test_what_one_press_keeps_changes_no_byte() -> None:
    """Pages parsed for an earlier layout serve later ones, and so do fonts."""
    used, fresh = press_of(small_publication(), 14), press_of(small_publication(), 14)
    for spacing in (LADDER[-1], LADDER[1]):
        used.layout(plan_of(used, spacing))
    plan = plan_of(fresh, LADDER[0])
    kept, new = (press.print(press.layout(plan))[0].pdf for press in (used, fresh))
    assert kept == new


# --- strips of ten pixels on pages of a hundred --------------------------------------


def strip(*around: Box, across: bool = True, joined: bool = False) -> Strip:
    return Strip([Length(10.0)], Gap(), around, around if across else (), joined=joined)


def ends(*strips: Strip, setting: Setting = LINES, end: Gap | None = None) -> list[int]:
    flow = Flow(strips, end or Gap(), 100.0, 100.0)
    return [page.end for page in Forecast(flow, setting).pages]


PLAIN = (strip(),) * 8


def test_a_page_takes_what_fits() -> None:
    assert ends(*(strip() for _ in range(25))) == [10, 20, 25]


def test_a_heading_goes_with_its_text_to_the_next_page() -> None:
    assert ends(*PLAIN, strip(), strip(), strip(joined=True)) == [9, 11]


def test_a_whole_box_goes_to_the_next_page() -> None:
    box = Box(1, whole=True, framed=True)
    inside = (strip(box, across=False), strip(box), strip(box))
    assert ends(*PLAIN, *inside) == [8, 11]


def test_a_long_box_may_run_on_where_that_is_asked_for() -> None:
    box = Box(1, whole=True, framed=True, long=True)
    inside = (strip(box, across=False), strip(box), strip(box))
    assert ends(*PLAIN, *inside) == [8, 11]
    assert ends(*PLAIN, *inside, setting=replace(LINES, open=True)) == [10, 11]


def test_a_heading_goes_with_the_box_it_leads_to_where_that_is_asked_for() -> None:
    box = Box(1, whole=True, framed=True)
    inside = (strip(box, across=False), strip(box), strip(box))
    inside[0].led = True
    strips = (*PLAIN, strip(), strip(joined=True), *inside)
    flow = Flow(strips, Gap(), 100.0, 100.0)
    apart = Forecast(flow, LINES)
    assert ([page.end for page in apart.pages], apart.stranded) == ([10, 13], 1)
    kept = Forecast(flow, replace(LINES, led=True))
    assert ([page.end for page in kept.pages], kept.stranded) == ([8, 13], 0)


def test_a_box_that_no_page_holds_is_cut() -> None:
    box = Box(1, whole=True)
    inside = (strip(box, across=False), *(strip(box) for _ in range(11)))
    assert ends(*PLAIN, *inside) == [8, 18, 20]


def test_margins_are_dropped_at_a_page_break_and_frames_are_not() -> None:
    margin = Strip(
        [Length(10.0)], Gap(outer=((Length(5.0), Length(3.0)),)), (), (), joined=False
    )
    assert ends(*([margin] * 20)) == [6, 13, 20]
    framed = Gap(foot=Length(5.0))
    assert ends(*([strip()] * 10), end=framed) == [9, 10]
    assert ends(*([strip()] * 10), end=Gap()) == [10]


def test_a_table_that_no_page_holds_flows_and_its_parts_have_headings() -> None:
    table = Box(1, whole=True, table="doses")
    heading = strip(table, across=False)
    heading.repeated = True
    rows = [strip(table) for _ in range(19)]
    flow = Flow((heading, *rows), Gap(), 100.0, 100.0)
    seen = forecast(flow, LINES, NEARLY_EMPTY)
    assert seen.setting.flowing == {"doses"}
    assert [page.end for page in seen.pages] == [10, 19, 20]
    assert seen.parted == 0


def test_without_contents_their_strips_are_left_out() -> None:
    contents = Box(1, contents=True)
    strips = (strip(contents, across=False), *([strip(contents)] * 5), *PLAIN)
    assert ends(*strips) == [10, 14]
    assert ends(*strips, setting=replace(LINES, contents=False)) == [8]


def test_lengths_follow_space_and_leading() -> None:
    height = Length(1.0, space=10.0, leading=20.0) + NOTHING
    assert height.at(1, 1.4) == pytest.approx(39)
    assert height.at(0.7, 1.32) == pytest.approx(34.4)
