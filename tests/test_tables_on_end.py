"""Tables that have no room stand on end, by one definition in three style sheets."""

import re
from dataclasses import replace

import pytest
from jinja2 import Template
from small_publication import small_publication

from plainleaf.check.markup import parse_html
from plainleaf.findings import Location
from plainleaf.imprint import Publisher
from plainleaf.model import Cell, Publication, Row, Table, Text
from plainleaf.render import html
from plainleaf.render.embed import fragment_style
from plainleaf.render.styles import sheet, style
from plainleaf.render.table_room import stacks
from plainleaf.render.templating import environment
from plainleaf.walk import blocks_in, sections_in


def styles() -> dict[str, str]:
    """Return the three sheets in which a table stands on end."""
    return {
        "page": style(*html.STYLES),
        "fragment": fragment_style(Publisher()),
        "e-book": sheet("epub/styles/room.css.jinja"),
    }


def rules(text: str, table: str, line: str, unseen: str) -> str:
    """Return what the one definition says of a table."""
    source = (
        '{% from "styles/on_end.css.jinja" import on_end %}'
        "{{ on_end(t, line, unseen) }}"
    )
    made: Template = environment().from_string(source)
    rendered: str = made.render(t=table, line=line, unseen=unseen)
    assert "attr(data-label)" in rendered
    return rendered if rendered in text else ""


def test_page_fragment_and_book_have_the_same_rules() -> None:
    made = styles()
    for edition, table, line in (
        ("page", ".leaflet .stacks", "var(--rule) solid var(--accent)"),
        ("page", ".leaflet .stacks-early", "var(--rule) solid var(--accent)"),
        ("fragment", ".plainleaf .stacks", "0.125em solid var(--plainleaf-accent)"),
        ("e-book", "table:has(th:nth-child(7))", "0.12em solid"),
    ):
        unseen = "1px" if edition == "page" else "0.1em"
        assert rules(made[edition], table, line, unseen), (edition, table)


def with_columns(number: int) -> Publication:
    """Return the small publication with a table of so many columns."""
    publication = small_publication()
    old = next(block for block in blocks_in(publication) if isinstance(block, Table))
    place = old.location

    def wider(row: object) -> object:
        cells = tuple(Cell((Text(f"c{n}", place),), place) for n in range(number))
        return replace(row, cells=cells)  # type: ignore[type-var]

    table = replace(
        old, header=wider(old.header), rows=tuple(wider(row) for row in old.rows)
    )
    section = next(one for one in sections_in(publication) if old in one.blocks)
    blocks = tuple(table if block is old else block for block in section.blocks)
    changed = replace(section, blocks=blocks, sections=())
    return replace(publication, sections=(changed,))


@pytest.mark.parametrize(
    ("columns", "classes"),
    [
        (2, ""),
        (3, "stacks"),
        (5, "stacks stacks-early"),
        (7, "stacks stacks-always"),
        (10, "stacks stacks-always"),
    ],
)
def test_a_table_stands_on_end_the_sooner_the_more_columns_it_has(
    columns: int, classes: str
) -> None:
    made = html.render(with_columns(columns), downloads=(), siblings=())
    (table,) = parse_html(made.files[html.PAGE]).root.all("table")
    assert table.get("class") == classes


@pytest.mark.parametrize("edition", ["page", "fragment"])
def test_no_window_is_wide_enough_for_seven_columns(edition: str) -> None:
    """A measure that eyes can follow has no room: the rules hold in no condition."""
    text = re.sub(r"/\*.*?\*/", "", styles()[edition], flags=re.DOTALL)
    before = text[: text.index(".stacks-always")]
    assert before.count("{") == before.count("}")


def test_long_words_make_room_for_themselves() -> None:
    """Five columns of words such as "Gastroenterology" have no room on a page."""
    place = Location("en.md", 1, 1)

    def of(*words: str) -> Table:
        cells = tuple(Cell((Text(word, place),), place) for word in words)
        row = Row(cells, place)
        return Table("t", (), row, (row,), 0, place)

    always, early, late = "stacks stacks-always", "stacks stacks-early", "stacks"
    assert stacks(of("Week", "Dose")) == ""
    assert stacks(of("Preparation", "Radiology")) == ""
    assert stacks(of("Gastroenterology", "Physiotherapy")) == late
    assert stacks(of("Week", "Dose", "Day")) == late
    assert stacks(of("Hydrochlorothiazide", "Physiotherapy", "Evening")) == early
    assert stacks(of(*5 * ("Week",))) == early
    assert stacks(of(*4 * ("Gastroenterology",))) == always
    assert stacks(of(*7 * ("1",))) == always
