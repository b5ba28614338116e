"""No dose loses its headings over a page break, whoever reads the file.

Three witnesses read the finished handout on their own: our structure tree as the
standard means it, PDFium page by page, and pdf.js in an old and a new version.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML
from witnesses import pdfium, pdfjs, schedule, tree
from witnesses.cells import Headings, Node, announced

from plainleaf.check import pdf as check_pdf
from plainleaf.check.structure import read_tree
from plainleaf.model import Row, Table, Text
from plainleaf.render import pdf
from plainleaf.render.pdf_tables import Part, part_name
from plainleaf.tagging import write_tagged
from plainleaf.walk import blocks_in

STAMP = datetime(2000, 1, 1, tzinfo=UTC)
SIZES = (14, 18, 28)
WITNESSES: dict[str, Callable[[Path], Headings]] = {
    "tree": tree.headings,
    "pdfium": pdfium.headings,
    "old pdf.js": partial(pdfjs.headings, package=pdfjs.OLD),
    "new pdf.js": partial(pdfjs.headings, package=pdfjs.NEW),
}


@pytest.fixture(scope="module", params=SIZES, ids=lambda points: f"{points}pt")
def handout(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    publication = schedule.publication()
    sheet = replace(pdf.sheets(publication)[0], points=request.param)
    made, pages = pdf.render(publication, sheet, stamp=STAMP)
    assert made.findings == ()
    assert pages.pages > 2, "the schedule is to be longer than a page"
    path = tmp_path_factory.mktemp("doses") / "doses.pdf"
    path.write_bytes(made.files[sheet.file])
    return path


@pytest.mark.parametrize("witness", WITNESSES)
def test_every_dose_is_announced_with_week_and_time(
    handout: Path, witness: str
) -> None:
    if "pdf.js" in witness and (absent := pdfjs.missing()):
        pytest.fail(f"pdf.js cannot run: missing {absent}", pytrace=False)
    assert WITNESSES[witness](handout) == schedule.expected()


def test_every_part_stands_on_one_page_with_a_caption_of_its_own(
    handout: Path,
) -> None:
    with pikepdf.open(handout) as file:
        tables = [
            placed.element
            for placed in read_tree(file).walk()
            if placed.element.type == "Table"
        ]
    captions = [next(table.elements).text() for table in tables]
    assert len(tables) > 1
    assert len(set(captions)) == len(tables)
    for number, (table, caption) in enumerate(zip(tables, captions, strict=True), 1):
        assert schedule.CAPTION in caption
        assert f"(part {number} of {len(tables)}" in caption
        assert len({run.page for run in table.runs()}) == 1


def test_parts_are_the_authors_one_table(handout: Path) -> None:
    found = check_pdf.check(handout, schedule.publication())
    assert found == ()


def test_a_part_is_named_by_what_tells_its_rows_apart() -> None:
    (table,) = (b for b in blocks_in(schedule.publication()) if isinstance(b, Table))
    assert {row.cells[0].header and row.cells[1].header for row in table.rows} == {True}
    # "Week 1, weekdays" is too long for a name; the medicine would name every part.
    assert part_name(table, Part(1, 0, 6)) is None
    short = replace(table, rows=tuple(map(_without_days, table.rows[::3])))
    assert part_name(short, Part(1, 0, 6)) == ("Week 1", "Week 6")
    unlike = replace(table, rows=(*short.rows[:6], *table.rows[18:]))
    pieces = (Part(1, 0, 6), Part(2, 6, 9))
    assert part_name(unlike, pieces[0]) == ("Week 1", "Week 6")
    assert part_name(unlike, pieces[0], pieces) is None
    assert part_name(replace(short, row_headers=1), Part(1, 0, 6)) == (
        schedule.MEDICINE,
        schedule.MEDICINE,
    )


def _without_days(row: Row) -> Row:
    medicine, week, *doses = row.cells
    (text,) = week.inlines
    assert isinstance(text, Text)
    name = replace(text, text=text.text.partition(",")[0])
    return replace(row, cells=(medicine, replace(week, inlines=(name,)), *doses))


PAGES: dict[str, Callable[[Path], list[Node]]] = {
    "pdfium": pdfium.pages,
    "old pdf.js": partial(pdfjs.pages, package=pdfjs.OLD),
    "new pdf.js": partial(pdfjs.pages, package=pdfjs.NEW),
}


@pytest.mark.parametrize("witness", PAGES)
def test_who_reads_by_page_has_no_header_row_of_another_page(
    tmp_path: Path, witness: str
) -> None:
    """Why a handout divides its tables: `write_tagged` alone leaves them whole.

    The file's own tree gives each cell its headers (tests/tagging); these engines show
    of it what stands on the page, so the times of day are on the first page alone.
    """
    if "pdf.js" in witness and (absent := pdfjs.missing()):
        pytest.fail(f"pdf.js cannot run: missing {absent}", pytrace=False)
    path = tmp_path / "whole.pdf"
    path.write_bytes(write_tagged(HTML(string=schedule.html())).pdf)
    first, *others = PAGES[witness](path)
    assert {"Morning", "Bedtime"} <= set(first.words().split())
    assert others
    for page in others:
        assert "mg" in page.words()
        assert not set(schedule.TIMES) & set(page.words().split())
    assert tree.headings(path) == {
        dose: heard[1:] for dose, heard in schedule.expected().items()
    }


def test_a_page_without_its_header_row_is_caught() -> None:
    """The broken twin: rows that run on to a page on which no header row stands."""
    head = Node("TR", "", (Node("TH", "When"), Node("TH", "Morning")))
    row = Node("TR", "", (Node("TH", "Week 1"), Node("TD", "1 mg")))
    later = Node("TR", "", (Node("TH", "Week 2"), Node("TD", "2 mg")))
    pages = [
        Node("Page", "", (Node("Table", "", rows),)) for rows in ((head, row), (later,))
    ]
    assert announced(pages) == {"1 mg": ("Week 1", "Morning"), "2 mg": ("Week 2",)}


def test_a_week_that_is_no_header_cell_is_caught() -> None:
    """The broken twin: rows of one medicine that nothing heard tells apart."""
    head = Node("TR", "", tuple(Node("TH", name) for name in ("What", "When", "Noon")))
    rows = (
        Node("TR", "", (Node("TH", "Examplol"), Node("TD", week), Node("TD", dose)))
        for week, dose in (("Week 1", "1 mg"), ("Week 2", "2 mg"))
    )
    found = announced([Node("Page", "", (Node("Table", "", (head, *rows)),))])
    assert found["1 mg"] == found["2 mg"] == ("Examplol", "Noon")
