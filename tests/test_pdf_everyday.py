"""Uncommon but everyday writing on paper: long lists, captions and addresses."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import pytest
import weasyprint
from handouts import STAMP, heard_on_pages, tree_of

from plainleaf.check.parity import parity
from plainleaf.check.pdf_words import heard_in
from plainleaf.model import Publication, Rendition, Source, Table
from plainleaf.parse import parse
from plainleaf.render import pdf
from plainleaf.render.pdf_columns import Column, columns_of, shares
from plainleaf.render.pdf_press import Plan, Press
from plainleaf.render.pdf_sheet import HANG_LARGE, POINT, Sheet, sheets
from plainleaf.render.pdf_tables import caption_growth, settings
from plainleaf.walk import blocks_in

SENTENCES = "Rest your leg on a stool. Drink when you are thirsty. "
CAPTION = (
    "Weights in pounds and kilograms, as the clinic wrote them down at every visit "
    "of the last year, with the shoes on and the coat off, before the first meal"
)


def written(
    body: str,
    points: int = 14,
    facts: str = "",
    files: Mapping[PurePosixPath, bytes] = MappingProxyType({}),
) -> Publication:
    head = f"title: Ward\nlanguage: en-GB\nprint: {{sizes: [{points}], page: A4}}\n"
    text = f"---\n{head}{facts}---\n\n{body}"
    made, _ = parse(
        Source(PurePosixPath("en.md"), "ward", "", text.encode(), files=files)
    )
    assert made is not None
    return made


def sheet_of(publication: Publication) -> Sheet:
    (sheet,) = sheets(publication)
    return sheet


def printed(publication: Publication) -> tuple[Rendition, bytes]:
    sheet = sheet_of(publication)
    made, _ = pdf.render(publication, sheet, stamp=STAMP)
    return made, made.files[sheet.file]


def rows(count: int) -> str:
    told = "".join(f"| {number} | {150 - number} |\n" for number in range(count))
    head = f'::: {{.table caption="{CAPTION}" row-headers=1}}\n| A | B |\n|---|---|\n'
    return f"{head}{told}:::\n"


def test_numbers_stand_near_the_name_of_their_row() -> None:
    widths = shares((Column(2, 3, names=True), Column(2, 2), Column(2, 2)), 30)
    assert sum(widths) == pytest.approx(30)
    assert max(widths) < 2 * min(widths)


@pytest.mark.parametrize("points", [14, 28])
def test_short_entries_of_a_table_in_a_box_have_room_for_their_line(
    points: int,
) -> None:
    entries = f"| A | B |\n|---|---|\n| {SENTENCES} | In the night |\n"
    inside = f"::: {{.table caption=Rest}}\n{entries}:::\n"
    publication = written(f":::: note\n### Rest\n\n{inside}::::\n", points)
    (table,) = (block for block in blocks_in(publication) if isinstance(block, Table))
    sheet = sheet_of(publication)
    setting = settings(publication, sheet)[table.id]
    room = sheet.width - (0 if sheet.hang else 2 * HANG_LARGE)
    assert not setting.wide
    assert setting.widths[1] * room / 100 >= columns_of(table, "en")[1].line - 0.01


@pytest.mark.parametrize("points", [18, 28])
def test_a_long_caption_stands_whole_above_its_rows(points: int) -> None:
    publication = written(f"{SENTENCES * 8}\n\n{rows(24)}", points)
    made, raw = printed(publication)
    assert made.findings == ()
    pages: dict[int, set[int]] = {}
    for placed, run in heard_on_pages(raw):
        steps = (*placed.above, placed.element)
        for table in (step for step in steps if step.type == "Table"):
            pages.setdefault(id(table), set()).add(run.page)
    assert len(pages) > 1
    assert all(len(stood) == 1 for stood in pages.values()), pages


def test_what_tells_the_part_takes_more_lines_on_a_narrow_sheet() -> None:
    publication = written(rows(3))
    (table,) = (block for block in blocks_in(publication) if isinstance(block, Table))
    grown = [caption_growth(table, width) for width in (200, 15)]
    assert grown[0] == 0
    assert grown[1] > 0


def test_a_heading_stands_with_the_list_that_is_longer_than_a_page() -> None:
    inner = "".join(f"  - {SENTENCES * 3}\n" for _ in range(24))
    body = f"## Before\n\n{SENTENCES}\n\n## After\n\n- {SENTENCES}\n{inner}- Last\n"
    _, raw = printed(written(body))
    first = {"H2": 0, "LBody": 0}
    for placed, run in heard_on_pages(raw):
        types = {step.type for step in (*placed.above, placed.element)}
        if run.text.strip() == "After":
            first["H2"] = run.page
        elif "LBody" in types and first["H2"] and not first["LBody"]:
            first["LBody"] = run.page
    assert first["H2"] == first["LBody"] > 0


@pytest.mark.parametrize("points", [14, 28])
def test_long_addresses_stay_on_the_page(points: int) -> None:
    email = "the.leaflets.of.somebody@orthopaedic-physiotherapy-and-more.clinic.example"
    url = f"https://clinic.example/{'a-folder-with-a-name/' * 6}"
    facts = f"contacts:\n  ward: {{name: Ward 7, email: {email}, url: '{url}'}}\n"
    made, raw = printed(written(SENTENCES, points, facts))
    assert made.findings == ()
    heard = "".join(placed.element.text() for placed in tree_of(raw).walk())
    assert email in heard


def test_the_picture_of_a_step_stands_under_its_words_in_large_print() -> None:
    picture = "\n\n   ![A square](images/square.svg)\n\n"
    steps = "".join(f"{number}. {SENTENCES}{picture}" for number in range(1, 5))
    tall = b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"/>'
    publication = written(
        f"::: steps\n{steps}:::\n", 18, files={PurePosixPath("images/square.svg"): tall}
    )
    _, raw = printed(publication)
    words: list[int] = []
    pictures: list[int] = []
    for placed in tree_of(raw).walk():
        types = {step.type for step in placed.above}
        if "LBody" in types and placed.element.type == "Figure":
            pictures.append(placed.element.page)
        elif "LBody" in types and placed.element.type == "P":
            words.append(placed.element.page)
    assert len(words) == 4
    assert words == pictures


@pytest.mark.parametrize(("points", "millimetres"), [(18, 140), (28, 130)])
def test_a_tall_picture_leaves_its_page_six_lines(
    points: int, millimetres: int
) -> None:
    """They hold a heading, and the words that lead to the picture."""
    tall = b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="900"/>'
    body = f"{SENTENCES}\n\n![A stool](images/stool.svg)\n"
    files = {PurePosixPath("images/stool.svg"): tall}
    _, raw = printed(written(body, points, files=files))
    (figure,) = (one for one in tree_of(raw).walk() if one.element.type == "Figure")
    box = figure.element.attributes["BBox"]
    assert isinstance(box, tuple)
    height = (float(box[3]) - float(box[1])) * POINT
    assert height == pytest.approx(millimetres, abs=1)


class OpenPress(Press):
    """A press whose pages can be laid out with one more style sheet."""

    def heights(self, style: str) -> list[float]:
        """Return the height of each entry of the list of contents."""
        plan = Plan(settings(self.publication, self.sheet), contents=True)
        made = self.layout(plan)
        styles = (*made.styles, weasyprint.CSS(string=style))
        document = made.html.render(stylesheets=styles, font_config=self._fonts)
        boxes = (box for page in document.pages for box in page._page_box.descendants())
        return [
            box.height
            for box in boxes
            if box.element_tag == "li"
            and "contents-level" in str(box.element.get("class"))
        ]


def test_numbers_of_pages_add_no_line_to_the_list_of_contents() -> None:
    """What the list moved to another page once it has them would be told wrongly."""
    body = "".join(f"## Rest {'i' * count}\n\nRest.\n\n" for count in range(40, 60))
    publication = written(body, 24)
    press = OpenPress(publication, sheet_of(publication), STAMP)
    without = press.heights('.leaflet .contents a::after { content: leader("."); }')
    assert press.heights("") == without
    assert len(set(without)) > 1


def test_works_cited_together_leave_the_full_stop_with_its_word() -> None:
    """The space between two of them is in our mark, and parts no word of the text."""
    facts = (
        "references:\n"
        "  - {id: one, title: One}\n"
        "  - {id: two, title: Two}\n"
        "  - {id: three, title: Three}\n"
    )
    publication = written("## Ward\n\nWards [@one, p. 3; @two; @three].\n", facts=facts)
    _, raw = printed(publication)
    heard = heard_in(tree_of(raw), language="en")
    assert parity(heard.own, publication, edition="pdf", path=Path("a.pdf")) == ()


def test_a_long_word_stays_in_its_column_of_facts() -> None:
    publication = written("Rest.\n", facts=f"funding: The {'Klinikum' * 8} paid.\n")
    press = Press(publication, sheet_of(publication), STAMP)
    layout = press.layout(Plan(settings(publication, press.sheet)))
    words = [
        (box.position_x + box.width, page.content_box_x() + page.width)
        for page in (one._page_box for one in layout.document.pages)
        for box in page.descendants()
        if "Klinik" in getattr(box, "text", "")
    ]
    assert len(words) > 1
    assert all(end <= edge for end, edge in words)
