"""No data cell loses a heading, and none gets a wrong one."""

import pytest
import tag_tree
from making import tree

DAYS = tuple(f"Day {number}" for number in range(1, 25))
DOSES = (
    "<table><caption>Doses</caption><thead>"
    "<tr><th rowspan=2 scope=col>When</th><th colspan=2 scope=colgroup>Dose</th>"
    "<th rowspan=2 scope=col>Test</th></tr>"
    "<tr><th scope=col>Morning</th><th scope=col>Evening</th></tr></thead><tbody>"
    + "".join(
        f"<tr><th scope=row>{day}</th><td>m{day[4:]}</td><td>e{day[4:]}</td>"
        "<td>no</td></tr>"
        for day in DAYS
    )
    + "</tbody></table>"
)


def heard_headers(read: tag_tree.TagTree) -> dict[str, list[str]]:
    """Say for each data cell's text which headers are announced."""
    return {cell.text: read.headers(cell) for cell in read.document.all("TD")}


@pytest.mark.parametrize("profile", ["ua-1", "ua-2"])
def test_every_dose_over_a_page_break_has_its_day_and_time(profile: str) -> None:
    read = tree(DOSES, "td,th{padding:2mm}", profile=profile)
    assert len(read.pages) > 1
    heard = heard_headers(read)
    right = [
        cell
        for number, day in enumerate(DAYS, start=1)
        for cell, time in ((f"m{number}", "Morning"), (f"e{number}", "Evening"))
        if heard[cell] == [day, "Dose", time]
    ]
    assert len(right) == 48
    assert heard["no"] == [DAYS[-1], "Test"]


def test_the_columns_a_cell_stands_in_decide() -> None:
    """The broken twin: with the two times exchanged, the answer changes."""
    twin = DOSES.replace("Morning", "x").replace("Evening", "Morning")
    assert heard_headers(tree(twin))["e1"] == ["Day 1", "Dose", "Morning"]


def test_a_long_table_is_one_table_with_one_caption_and_one_head() -> None:
    read = tree(DOSES, "td,th{padding:2mm}")
    table = read.document.one("Table")
    assert [kid.tag for kid in table.kids] == ["Caption", "THead", "TBody"]
    assert len(table.all("TR")) == 2 + len(DAYS)
    assert read.words.count("Morning") == 1


def test_every_header_has_a_scope() -> None:
    read = tree(DOSES)
    scopes = {th.text: th.attributes["Scope"] for th in read.document.all("TH")}
    assert scopes["Evening"] == scopes["When"] == "Column"
    assert scopes["Day 3"] == "Row"


def cells(rows: str) -> dict[str, list[str]]:
    return heard_headers(tree(f"<table>{rows}</table>"))


def test_without_scope_the_place_decides() -> None:
    assert cells("<tr><td><th>A<th>B<tr><th>r<td>1<td>2") == {
        "": [],
        "1": ["r", "A"],
        "2": ["r", "B"],
    }


def test_a_row_group_header_speaks_for_all_its_rows() -> None:
    rows = (
        "<tr><th scope=col>Day<th scope=col>Time<th scope=col>Dose"
        "<tr><th scope=rowgroup rowspan=2>Monday<td>am<td>1<tr><td>pm<td>2"
    )
    assert cells(rows) == {
        "am": ["Monday", "Time"],
        "1": ["Monday", "Dose"],
        "pm": ["Monday", "Time"],
        "2": ["Monday", "Dose"],
    }


def test_a_row_group_header_above_its_rows() -> None:
    body = "<tbody><tr><th scope=rowgroup colspan=2>{}<tr><th scope=row>{}<td>{}"
    assert cells(body.format("Adults", "a", 1) + body.format("Children", "b", 2)) == {
        "1": ["a", "Adults"],
        "2": ["b", "Children"],
    }


def test_the_headers_attribute_decides_alone() -> None:
    rows = "<tr><th id=a>A<th id=b>B<tr><td headers='b a'>1<td headers='x'>2"
    assert cells(rows) == {"1": ["B", "A"], "2": []}


def test_a_heading_row_in_the_middle_replaces_the_one_before() -> None:
    rows = "<tr><th scope=col>{}<th scope=col>{}<tr><td>{}<td>{}"
    assert cells(rows.format("A", "B", 1, 2) + rows.format("C", "D", 3, 4)) == {
        "1": ["A"],
        "2": ["B"],
        "3": ["C"],
        "4": ["D"],
    }


def test_a_cell_over_columns_has_the_headers_of_all() -> None:
    assert cells("<tr><th>A<th>B<tr><td colspan=2>1") == {"1": ["A", "B"]}


def test_a_row_span_over_a_page_break_keeps_the_table_regular() -> None:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(80))
    first = "<tr><th scope=rowgroup rowspan=80>Week</th>"
    read = tree(f"<table><tbody>{rows.replace('<tr>', first, 1)}</tbody></table>")
    assert len(read.pages) > 1
    assert set(map(tuple, heard_headers(read).values())) == {("Week",)}
    assert read.document.one("TH").attributes["RowSpan"] == "80"


def test_a_layout_table_is_no_table() -> None:
    read = tree("<table role=presentation><tr><td>a</td><td>b</td></tr></table>")
    assert [element.tag for element in read.document.walk()] == ["Document", "P", "P"]


def test_a_caption_below_is_heard_first_as_in_the_source() -> None:
    read = tree(DOSES, "table{caption-side:bottom}")
    assert read.words[0] == "Doses"


LABELLED = (
    "<table><thead><tr><th scope=col aria-owns=what></th>"
    "<th scope=col aria-owns='when absent'></th></tr></thead>"
    "<tbody><tr><th scope=row><span id=what>Medicine</span>"
    "<span aria-hidden=true>: </span>Examplol</th>"
    "<td><span id=when>Morning</span><span aria-hidden=true>: </span>1 mg</td></tr>"
    "<tr><th scope=row><span aria-hidden=true>Medicine: </span>Samplin</th>"
    "<td><span aria-hidden=true>Morning: </span>2 mg</td></tr></tbody></table>"
)
IN_ROWS = "table,thead,tbody,tr,th,td{display:block}"


def test_headings_printed_before_the_first_entries_are_heard_in_the_header_row() -> (
    None
):
    read = tree(LABELLED, IN_ROWS)
    assert heard_headers(read) == {
        "1 mg": ["Examplol", "Morning"],
        "2 mg": ["Samplin", "Morning"],
    }
    assert [th.text for th in read.document.one("THead").all("TH")] == [
        "Medicine",
        "Morning",
    ]
    said = "Medicine Morning Examplol 1 mg Samplin 2 mg"
    assert read.words == said.split()


def test_headings_that_no_header_cell_owns_are_heard_in_the_entries() -> None:
    """The broken twin."""
    read = tree(LABELLED.replace("aria-owns", "data-owns"), IN_ROWS)
    assert "Morning" in " ".join(heard_headers(read))


def test_who_owns_what_stands_around_it_moves_nothing() -> None:
    body = (
        "<p id=outer>One <span aria-owns='outer inner'>two <b id=inner>three</b></span>"
    )
    assert tree(body).words == tree(body.replace("aria-owns", "data-owns")).words


def test_elements_that_own_each_other_in_a_circle_are_all_heard_once() -> None:
    read = tree("<p id=a aria-owns=b>A<p id=b aria-owns=c>B<p id=c aria-owns=a>C")
    assert read.words == ["A", "B", "C"]


def test_what_a_picture_owns_is_not_hidden_behind_its_alternative() -> None:
    owner = "<div role=img aria-label=Map aria-owns=way>"
    read = tree(f"{owner}<p>Drawn</p></div><p id=way>Walk north")
    assert read.document.one("Figure").text == "Drawn"
    assert read.words == ["Drawn", "Walk", "north"]
