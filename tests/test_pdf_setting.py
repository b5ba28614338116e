"""How a handout is set: columns before layout, edges, full pages, whole boxes."""

from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from handouts import (
    STAMP,
    guide,
    guide_handout,
    heard_on_pages,
    page_count,
    printed,
    small_handout,
    text_named,
    tree_of,
)
from small_publication import AT, small_publication
from weasyprint.formatting_structure import boxes

from plainleaf.check.pdf import check
from plainleaf.findings import FAULT_OF_OURS, Finding
from plainleaf.imprint import Status
from plainleaf.model import (
    Abbreviation,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Emphasis,
    Entry,
    Inline,
    ItemList,
    Note,
    NoteMark,
    Paragraph,
    Publication,
    ReviewerNote,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from plainleaf.render import pdf
from plainleaf.render.pdf_columns import GAP, Column, labels_of, shares
from plainleaf.render.pdf_layout import (
    divided_boxes,
    stranded_headings,
    used_of_pages,
)
from plainleaf.render.pdf_plan import NEARLY_EMPTY, settled
from plainleaf.render.pdf_press import Layout, Plan, Press, Spacing
from plainleaf.render.pdf_running import shortened
from plainleaf.render.pdf_sheet import HANG, LINE_LENGTH, Sheet, sheets
from plainleaf.render.pdf_tables import Part, TableSetting, setting_of, settings
from plainleaf.render.pdf_words import width_of
from plainleaf.tagging import Problem
from plainleaf.tagging.tagged import Tagged
from plainleaf.typefaces import Style
from plainleaf.walk import blocks_in

POINTS = 14
DOSES = (
    ("Medicine", "Morning", "Noon", "Evening", "Bedtime", "With food"),
    ("Examplol 500 mg", "1 tablet", "1 tablet", "1 tablet", "None", "Yes"),
    ("Samplin 20 mg", "2 capsules", "None", "None", "2 capsules", "No"),
)


def sheet_of(publication: Publication, points: int, page: str = "Letter") -> Sheet:
    front = publication.front
    wanted = replace(front.print, sizes=(points,), page=page)
    return sheets(replace(publication, front=replace(front, print=wanted)))[0]


def table(rows: tuple[tuple[str, ...], ...] = DOSES) -> Table:
    header, *others = (
        Row(
            tuple(
                Cell((Text(text, AT),), AT, header=number > 0 and column == 0)
                for column, text in enumerate(texts)
            ),
            AT,
        )
        for number, texts in enumerate(rows)
    )
    return Table("doses", (Text("Doses", AT),), header, tuple(others), 1, AT)


# --- tables before layout ------------------------------------------------------------


def test_columns_share_a_width_so_that_short_entries_stay_in_one_line() -> None:
    columns = (Column(3, 4), Column(5, 30), Column(6, 60), Column(2, 2.5))
    widths = shares(columns, 30)
    assert sum(widths) == pytest.approx(30)
    assert widths[0] == 4
    assert widths[3] == 2.5
    assert 5 <= widths[1] < widths[2]


def test_no_column_is_narrower_than_its_widest_word() -> None:
    columns = (Column(9, 12), Column(3, 80), Column(8, 9))
    widths = shares(columns, 24)
    assert sum(widths) == pytest.approx(24)
    assert all(w >= column.word for w, column in zip(widths, columns, strict=True))


def test_a_table_that_words_do_not_fit_becomes_labelled_rows_before_layout() -> None:
    publication = small_publication()
    in_columns = setting_of(table(), sheet_of(publication, POINTS))
    assert not in_columns.stacked
    assert sum(in_columns.widths) == pytest.approx(100, abs=0.1)
    assert setting_of(table(), sheet_of(publication, 18)).stacked


def test_a_small_table_is_as_wide_as_the_text() -> None:
    small = table((("Day", "What to do"), ("Monday", "Rest"), ("Friday", "Walk")))
    for points in (12, 14, 18, 28):
        setting = setting_of(small, sheet_of(small_publication(), points))
        assert (setting.wide, setting.stacked) == (False, False)


def test_entries_of_a_dose_table_are_printed_in_one_line() -> None:
    section = Section("doses", (Text("Doses", AT),), None, (table(),), (), AT)
    publication = replace(small_publication(), sections=(section,))
    raw = printed(publication, POINTS, "Letter")[2]
    with pymupdf.open(stream=raw) as file:
        text = "\n".join(page.get_text() for page in file).replace("\u00a0", " ")
        (page,) = (page for page in file if page.search_for("Bedtime"))
        starts = {page.search_for(word)[0].x0 for word in ("Medicine", "Samplin")}
        edge = page.search_for("Version")[-1].x0 + HANG * POINTS
        rules = max(path["rect"].x1 for path in page.get_drawings())
        assert page.search_for("With food")[0].x1 <= rules
    assert all(start == pytest.approx(edge, abs=0.5) for start in starts)
    told = text.splitlines()
    for entry in ("With food", "2 capsules", "1 tablet", "Bedtime"):
        assert any(entry in line for line in told), entry


@pytest.mark.parametrize("points", [18, 24])
def test_labelled_rows_have_each_heading_before_its_entry_and_no_header_row(
    points: int,
) -> None:
    section = Section("doses", (Text("Doses", AT),), None, (table(),), (), AT)
    publication = replace(small_publication(), sections=(section,))
    raw = printed(publication, points, "A4")[2]
    with pymupdf.open(stream=raw) as file:
        (page,) = (page for page in file if page.search_for("Samplin"))
        words = page.get_text("words")
        lines = {line.strip() for line in page.get_text().splitlines()}
        starts = {
            round(word[0])
            for word in words
            if word[4] in {"None", "Yes", "No", "1\xa0tablet", "2\xa0capsules"}
        }
    told = [word[4] for word in words]
    for heading in DOSES[0][1:-1]:
        assert told.count(f"{heading}:") == 2
        assert heading not in told
    assert "Medicine: Examplol 500\u00a0mg" in lines
    assert len(starts) == 1, "entries begin on one line"
    trees = [placed.element for placed in tree_of(raw).walk()]
    heads = [" ".join(e.text().split()) for e in trees if e.type == "TH"]
    assert heads == [*DOSES[0], "Examplol 500 mg", "Samplin 20 mg"]


def test_long_headings_leave_the_entries_room() -> None:
    short = labels_of(table(), 20)
    assert width_of("With food:") < short < 20 * 0.45
    long = (("Day", "Everything that the ward tells you to do"), ("Monday", "Rest"))
    assert labels_of(table(long), 20) == pytest.approx(20 * 0.4 + GAP, abs=0.01)
    wide = (("Day", "What"), ("Monday", "Otorhinolaryngologistsandothers"))
    assert labels_of(table(wide), 17) == 0


@pytest.mark.parametrize(
    "agency",
    [
        Abbreviation("FDA", "US agency", expand=False, location=AT),
        Emphasis((Text("FDA", AT),), AT),
    ],
)
def test_no_word_that_begins_an_element_is_divided(agency: Inline) -> None:
    """WeasyPrint 70 divides it inside another element, though a space precedes."""
    before = (Text(f"{'i' * filler} has received ", AT) for filler in range(20, 60))
    after = Text(" approval, for any use.", AT)
    blocks = tuple(
        Paragraph((Strong((words, agency, after), AT),), AT) for words in before
    )
    section = Section("safe", (Text("Safety", AT),), None, blocks, (), AT)
    publication = replace(small_publication(), sections=(section,))
    with pymupdf.open(stream=printed(publication, 24, "A4")[2]) as file:
        told = " ".join(page.get_text() for page in file).split()
    assert told.count("FDA") == len(blocks)


# --- edges ---------------------------------------------------------------------------


def test_words_in_boxes_begin_where_the_text_does() -> None:
    raw = guide_handout(POINTS)
    with pymupdf.open(stream=raw) as file:
        first = file[0]
        edges = {
            start: first.search_for(start)[0].x0
            for start in (
                "Patient information",
                "The Complete Guide",
                "At a glance",
                "Exosomes are nanoscale",
                "What you can do:",
            )
        }
        assert max(edges.values()) - min(edges.values()) < 1, edges
        assert (
            first.rect.width
            - max(word[2] for page in file for word in page.get_text("words"))
            >= (15 - 1) / 25.4 * 72
        )


def test_frames_stand_outside_the_text_where_the_sheet_has_room() -> None:
    publication = small_publication()
    for points, page, hang in (
        (12, "A4", HANG),
        (14, "A4", HANG),
        (14, "Letter", HANG),
        (14, "A5", 0),
        (28, "A4", 0),
    ):
        sheet = sheet_of(publication, points, page)
        assert sheet.hang == hang
        assert sheet.width <= LINE_LENGTH
        assert sheet.margins.binding - hang * points / 72 * 25.4 >= 25 - 0.01


def test_numbers_of_steps_stand_on_the_line_of_their_words() -> None:
    step = Entry((Paragraph((Text("Wash your hands.", AT),), AT),), AT)
    entries = ItemList(
        ordered=True, start=1, tight=True, entries=(step, step), location=AT
    )
    steps = Callout("steps", CalloutKind.STEPS, (), (entries,), AT)
    section = Section("care", (Text("Care", AT),), None, (steps,), (), AT)
    raw = printed(replace(small_publication(), sections=(section,)), POINTS)[2]
    with pymupdf.open(stream=raw) as file:
        spans = [
            (span["text"].strip(), span["origin"][1])
            for page in file
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
        ]
    words = [height for text, height in spans if text.startswith("Wash your hands")]
    numbers = [height for text, height in spans if text in {"1.", "2."}]
    assert len(words) == 2
    assert numbers[:2] == pytest.approx(words, abs=0.1)


# --- pages ---------------------------------------------------------------------------


def test_the_front_of_the_guide_holds_all_that_a_reader_needs_first() -> None:
    with pymupdf.open(stream=guide_handout(POINTS)) as file:
        said = " ".join(file[0].get_text().split())
    for words in (
        "Exosomes for Hair Restoration",
        "No exosome product is approved by",
        "Written for:",
        "Version 0.1.0.",
        "Not yet published.",
        "At a glance",
        "in the clinic remains significant.",
        "What you can do:",
    ):
        assert words in said


def approved(publication: Publication) -> Publication:
    """Return a publication as it is printed when reviewers have no notes left."""

    def clear(section: Section) -> Section:
        inner = tuple(map(clear, section.sections))
        blocks = tuple(b for b in section.blocks if not isinstance(b, ReviewerNote))
        return replace(section, blocks=blocks, sections=inner)

    return replace(
        publication,
        front=replace(publication.front, status=Status.APPROVED),
        blocks=tuple(
            block for block in publication.blocks if not isinstance(block, ReviewerNote)
        ),
        sections=tuple(map(clear, publication.sections)),
    )


def test_the_guide_needs_few_sheets_and_no_box_of_it_is_divided() -> None:
    publication = approved(guide())
    layout, too_long = settled(Press(publication, sheet_of(publication, POINTS), STAMP))
    used = used_of_pages(layout.document)
    assert not too_long
    assert divided_boxes(layout.document) == ()
    assert len(used) <= 11
    assert min(used) > NEARLY_EMPTY
    assert sum(used) / len(used) > 0.8


class CountingPress(Press):
    """A press that counts its layouts."""

    made = 0

    def layout(self, plan: Plan) -> Layout:
        """Lay out, and count it."""
        self.made += 1
        return super().layout(plan)


def press_of(publication: Publication, points: int = POINTS) -> CountingPress:
    return CountingPress(publication, sheet_of(publication, points), STAMP)


def of_length(paragraphs: int) -> Publication:
    """Return a publication of a section with some paragraphs of two lines."""
    words = Text("Ask the ward if there is something that you do not know. " * 2, AT)
    text = tuple(Paragraph((words,), AT) for _ in range(paragraphs))
    section = Section("text", (Text("What to know", AT),), None, text, (), AT)
    return replace(small_publication(), sections=(section,))


def has_contents(layout: Layout) -> bool:
    return layout.html.etree_element.find(".//*[@class='contents']") is not None


@pytest.mark.parametrize(
    ("paragraphs", "loosest", "pages", "listed"),
    [(12, 4, 4, False), (22, 5, 4, False), (24, 5, 5, True)],
)
def test_four_pages_in_the_end_have_no_list_of_contents(
    paragraphs: int, loosest: int, pages: int, *, listed: bool
) -> None:
    press = press_of(of_length(paragraphs))
    bare = press.layout(Plan(settings(press.publication, press.sheet)))
    layout, _ = settled(press)
    assert len(bare.document.pages) == loosest
    assert len(layout.document.pages) == pages
    assert has_contents(layout) == listed


@pytest.mark.parametrize(("paragraphs", "layouts"), [(12, 2), (21, 2), (60, 1)])
def test_no_layout_is_made_that_could_not_be_chosen(
    paragraphs: int, layouts: int
) -> None:
    press = press_of(of_length(paragraphs))
    settled(press)
    assert press.made == layouts


def lines_of(layout: Layout) -> list[str]:
    """Return every line of a layout."""
    return [
        "".join(b.text for b in line.descendants() if isinstance(b, boxes.TextBox))
        for page in layout.document.pages
        for line in page._page_box.descendants()
        if isinstance(line, boxes.LineBox)
    ]


def test_the_mark_of_a_note_stands_beside_the_word_before_it() -> None:
    """Paragraphs that grow by a letter: one of them fills its line but for the mark."""
    blocks: list[Block] = []
    for number in range(1, 61):
        words = f"Each one of them is thin. It measures {'i' * number} in diameter."
        mark = NoteMark(f"note-{number}", number, AT)
        blocks.append(Paragraph((Text(words, AT), mark), AT))
        note = Paragraph((Text("It is small.", AT),), AT)
        blocks.append(Note(f"note-{number}", number, (note,), AT))
    section = Section("marks", (Text("Marks", AT),), None, tuple(blocks), (), AT)
    press = press_of(replace(small_publication(), sections=(section,)), 24)
    lines = lines_of(press.layout(Plan({})))
    marked = [line for line in lines if "diameter." in line]
    assert len(marked) == 60
    assert all(line[-1].isdigit() for line in marked)
    assert not [line for line in lines if line.lstrip("\u2060").isdigit()]


def test_the_caption_of_each_part_of_a_table_fills_its_lines() -> None:
    """Captions that grow by a letter: one of them fills its line but for the part."""
    rows = (("Property", "Details"), *((f"What is told {n}", "Yes") for n in range(4)))
    tables = tuple(
        replace(
            table(rows),
            id=f"facts-{number}",
            caption=(Text(f"Quick facts about {'i' * number} treatment", AT),),
        )
        for number in range(1, 41)
    )
    section = Section("facts", (Text("Facts", AT),), None, tables, (), AT)
    press = press_of(replace(small_publication(), sections=(section,)), 24)
    divided = TableSetting(parts=(Part(1, 0, 2), Part(2, 2, 4)))
    lines = lines_of(press.layout(Plan({one.id: divided for one in tables})))
    firsts = [line for line in lines if line.startswith("Quick")]
    assert len(firsts) == 80
    assert all(line.startswith("Quick facts about") for line in firsts)


def test_a_list_of_contents_in_two_parts_has_three_entries_in_each() -> None:
    press = press_of(text_named("going-home-after-your-operation/en"), 18)
    layout, _ = settled(press)
    on_pages = [
        len(
            {
                box.element
                for box in page._page_box.descendants()
                if box.element_tag == "li"
                and "contents-level" in box.element.get("class", "")
            }
        )
        for page in layout.document.pages
    ]
    assert sum(on_pages) > 6
    assert not [entries for entries in on_pages if 0 < entries < 3]


def test_a_heading_stands_on_the_page_of_the_box_that_it_leads_to() -> None:
    lead = Paragraph((Text("Choose the questions that matter to you.", AT),), AT)
    text = Paragraph((Text("It is all right to ask this again. " * 9, AT),), AT)
    box = Callout("ask", CalloutKind.NOTE, (), (text,), AT)
    asked = Section("questions", (Text("Questions", AT),), None, (lead, box), (), AT)
    stranded = []
    for paragraphs in range(3, 12):
        before = of_length(paragraphs)
        press = press_of(replace(before, sections=(*before.sections, asked)))
        plain = press.layout(Plan(settings(press.publication, press.sheet)))
        stranded.append(stranded_headings(plain.document))
        assert stranded_headings(settled(press)[0].document) == 0
    assert 1 in stranded


def test_running_titles_of_large_print_take_one_line() -> None:
    title = "Going home after an operation on your hand or wrist"
    assert shortened(title, 60) == title
    cut = shortened(title, 15)
    assert cut.endswith("\u2026")
    assert title.startswith(cut.removesuffix("\u2026"))
    assert page_count(small_handout(28)) < 40


def test_a_running_title_without_spaces_is_shortened_by_its_letters() -> None:
    title = "\u624b\u672f\u540e\u56de\u5bb6" * 6
    cut = shortened(title, 10)
    assert title.startswith(cut.removesuffix("\u2026"))
    assert 2 < len(cut) < len(title)
    assert width_of(cut, Style.REGULAR) <= 10
    assert shortened(title, 0.1) == title[0] + "\u2026"


def test_no_letter_of_a_shortened_title_loses_its_marks() -> None:
    for letter in ("e\u0301", "\u0915\u093f", "\u0915\u094d\u200d\u0937"):
        for width in (3, 4, 5, 6):
            cut = shortened(letter * 30, width).removesuffix("\u2026")
            assert cut == letter * (len(cut) // len(letter))


# --- warnings ------------------------------------------------------------------------


def with_warning(entries: int) -> Publication:
    signs = ItemList(
        ordered=False,
        start=1,
        tight=True,
        entries=tuple(
            Entry((Paragraph((Text(f"Call the ward for sign {n}.", AT),), AT),), AT)
            for n in range(entries)
        ),
        location=AT,
    )
    card = Callout(
        "signs",
        CalloutKind.URGENT,
        (Text("Call the ward today if you see this", AT),),
        (signs,),
        AT,
    )
    section = Section("help", (Text("When to get help", AT),), None, (card,), (), AT)
    return replace(small_publication(), sections=(section,))


@pytest.mark.parametrize("points", [14, 28])
def test_a_care_card_is_never_divided_between_pages(points: int) -> None:
    publication, made, raw = printed(with_warning(4), points)
    assert made.findings == ()
    runs = [run for _, run in heard_on_pages(raw)]
    (first,) = (n for n, run in enumerate(runs) if "Urgent advice:" in run.text)
    inside = [run for run in runs[first:] if "Call the ward" in run.text]
    assert len({run.page for run in (runs[first], *inside)}) == 1
    assert publication.front.print.sizes == (points,)


def test_a_warning_longer_than_a_page_is_told() -> None:
    (finding,) = printed(with_warning(40), 18)[1].findings
    assert finding.rule == "warning-divided"
    assert "'signs'" in finding.message
    assert finding.hint


def test_a_question_stays_on_a_page_with_the_lines_for_its_answer() -> None:
    questions = tuple(
        Entry((Paragraph((Text(f"What is {n}?", AT),), AT),), AT) for n in range(20)
    )
    entries = ItemList(
        ordered=False, start=1, tight=True, entries=questions, location=AT
    )
    box = Callout("ask", CalloutKind.QUESTIONS, (), (entries,), AT)
    section = Section("ask", (Text("Ask", AT),), None, (box,), (), AT)
    publication = replace(small_publication(), sections=(section,))
    layout = press_of(publication, 24).layout(Plan({}, spacing=Spacing(open=True)))
    pages: dict[object, set[int]] = {}
    for number, page in enumerate(layout.document.pages):
        for found in page._page_box.descendants():
            if found.element_tag == "li" and found.element.tag == "li":
                pages.setdefault(found.element, set()).add(number)
    assert len(set().union(*pages.values())) > 1
    assert [len(on) for on in pages.values()] == [1] * len(pages)


def test_a_finding_about_a_part_of_a_table_leads_to_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publication = small_publication()
    table = next(one for one in blocks_in(publication) if isinstance(one, Table))
    part = f"{table.id}-part-2"
    lost = Problem("unprinted-text", "'Dose' is on no page.", part)

    def printing(press: Press, layout: Layout) -> tuple[Tagged, list[Finding]]:
        tagged, findings = print_(press, layout)
        return replace(tagged, problems=(lost, replace(lost, element_id="other"))), (
            findings
        )

    print_ = Press.print
    monkeypatch.setattr(pdf, "settled", lambda press: (settled(press)[0], (part,)))
    monkeypatch.setattr(Press, "print", printing)
    row, head, other = printed(publication, POINTS)[1].findings
    assert row.rule == "table-row-too-long"
    assert row.location == head.location == table.location
    assert head.hint == row.hint
    assert other.location == publication.location
    assert other.hint == FAULT_OF_OURS


def test_a_first_row_longer_than_a_page_keeps_the_header_row_before_it(
    tmp_path: Path,
) -> None:
    """The engine leaves it out before a row that it has to keep whole, and cannot."""
    long = "Rest your arm on a pillow. " * 200
    rows = (("What", "How"), ("Arm", long), ("Leg", "Walk a little."))
    section = replace(of_length(1).sections[0], blocks=(table(rows),))
    publication = replace(small_publication(), sections=(section,))
    changed, rendition, raw = printed(publication, POINTS)
    path = tmp_path / "long.pdf"
    path.write_bytes(raw)
    assert check(path, changed) == ()
    assert {found.rule for found in rendition.findings} == {"table-row-too-long"}
