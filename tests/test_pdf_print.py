"""The handout as a sheet of paper: what a clinic's printer and its readers need."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pymupdf
import pytest
import segno
from handouts import (
    INCH,
    guide_handout,
    heard_on_pages,
    lines,
    page_count,
    picture,
    printed,
    small_handout,
    tree_of,
)
from small_publication import AT, small_publication

from plainleaf.check.opened_pdf import HEADINGS
from plainleaf.check.structure import Placed
from plainleaf.imprint import Contact, Formats
from plainleaf.model import Paragraph, Section, Text
from plainleaf.render.pdf_qr import LEAST_WIDTH, code_for

ADDRESS = "https://clinic.example/leaflets/eye-clinic/en/"
INK = 200
"""Grey under which a pixel is ink."""


def text_of(raw: bytes, number: int) -> str:
    with pymupdf.open(stream=raw) as file:
        return " ".join(file[number].get_text().split())


# --- the front and the back --------------------------------------------------------


def test_first_page_says_what_it_is_for_whom_and_how_old() -> None:
    said = text_of(small_handout(), 0)
    for words in (
        "Harbour Eye Clinic",
        "Draft.",
        "Finding the eye clinic",
        "A leaflet for first visits",
        "The clinic is on the ground floor, beside the harbour.",
        "Written for: People who come for the first time",
        "Version 1.10.",
        "Published February 9, 2026.",
        "Not yet reviewed.",
        "Review due February 2029.",
    ):
        assert words in said


def test_back_says_whom_to_call_and_how_to_ask_for_other_formats() -> None:
    publication = small_publication()
    asked = Formats(text="We have it in braille.", phone="01632 960 009")
    desk = Contact("desk", "Front desk", phone="01632 960 001", hours="9 to 5")
    front = replace(publication.front, formats_on_request=asked, contacts=(desk,))
    raw = printed(replace(publication, front=front))[2]
    said = text_of(raw, page_count(raw) - 1)
    for words in (
        "Contact us",
        "1 Quay Street, Harbour",
        "01632 960 000",
        "Front desk",
        "Hours: 9 to 5",
        "Ask for this in other formats. We have it in braille.",
        "01632 960 009",
        ADDRESS,
    ):
        assert words in said


def figures(raw: bytes) -> Iterator[Placed]:
    return (p for p in tree_of(raw).walk() if p.element.type == "Figure")


def test_code_on_paper_leads_to_the_page_and_says_so() -> None:
    raw = small_handout()
    told = [f.element.alt for f in figures(raw)]
    assert "QR code: it leads to the web page of this leaflet" in told
    assert printed_code(raw) == [
        [bool(module) for module in row] for row in expected_code()
    ]


def expected_code() -> tuple[bytearray, ...]:
    return segno.make_qr(ADDRESS, error="m", boost_error=False).matrix


def printed_code(raw: bytes) -> list[list[bool]]:
    """Read the code's modules off the pixels of the page it stands on."""
    dpi = 300
    side = len(expected_code())
    width = LEAST_WIDTH / INCH * 72
    with pymupdf.open(stream=raw) as file:
        ((number, corner),) = (
            (page.number, drawing["rect"].top_left)
            for page in file
            for drawing in page.get_drawings()
            if abs(drawing["rect"].width - width) < 1
            and abs(drawing["rect"].height - width) < 1
        )
    pixels = picture(raw, number, dpi)
    left, top, module = (part * dpi / 72 for part in (*corner, width / side))
    return [
        [
            pixels.getpixel((left + (x + 0.5) * module, top + (y + 0.5) * module)) < INK
            for x in range(side)
        ]
        for y in range(side)
    ]


def test_code_is_wide_enough_for_old_phones_and_has_its_white_margin() -> None:
    code = code_for(ADDRESS)
    side = len(expected_code())
    assert code.width * side / (side + 8) >= 20
    assert f'viewBox="0 0 {side + 8} {side + 8}"'.encode() in code.svg


def test_without_an_address_on_the_web_there_is_no_code() -> None:
    publication = small_publication()
    nowhere = replace(publication.publisher, base_url=None)
    raw = printed(replace(publication, publisher=nowhere))[2]
    assert not any("QR" in (figure.element.alt or "") for figure in figures(raw))


# --- the sheet ---------------------------------------------------------------------


def test_printers_are_told_to_keep_the_size_and_to_use_both_sides() -> None:
    with pikepdf.open(BytesIO(small_handout())) as file:
        preferences = file.Root.ViewerPreferences
        assert preferences.PrintScaling == "/None"
        assert preferences.Duplex == "/DuplexFlipLongEdge"


@pytest.mark.parametrize("points", [14, 18, 28])
def test_edges_are_free_and_the_binding_side_can_be_punched(points: int) -> None:
    dpi = 50
    raw = small_handout(points)
    for number in range(page_count(raw)):
        pixels = picture(raw, number, dpi)
        ink = pixels.point(lambda grey: 255 if grey < INK else 0).getbbox()
        assert ink is not None
        left, top, right, bottom = (part / dpi * INCH for part in ink)
        width, height = (part / dpi * INCH for part in pixels.size)
        binding = left if number % 2 == 0 else width - right
        outer = width - right if number % 2 == 0 else left
        assert binding >= 24
        assert min(outer, top, height - bottom) >= 11.5


def test_acb_asks_for_an_inch_on_every_side_and_underlines() -> None:
    publication = small_publication()
    raw = printed(publication, 18, style="acb")[2]
    pixels = picture(raw, 1, 50)
    left, top, right, bottom = pixels.point(
        lambda grey: 255 if grey < INK else 0
    ).getbbox() or (0, 0, 0, 0)
    assert min(left, top, pixels.width - right, pixels.height - bottom) >= 24
    assert sizes_of(raw, "H1", "H2") == {22.0}
    assert sizes_of(raw, "H3") == {20.0}
    assert min(sizes_of(raw, "P", "LBody", "TD", "Lbl")) == 18.0


def sizes_of(raw: bytes, *types: str) -> set[float]:
    return {
        round(run.points or 0, 1)
        for placed, run in heard_on_pages(raw)
        if types and {placed.element.type, *(s.type for s in placed.above)} & set(types)
    }


def test_too_many_pages_are_told_with_advice() -> None:
    made = printed(small_publication(), max_pages=4)[1]
    (finding,) = made.findings
    assert finding.rule == "handout-too-long"
    assert "print.max_pages is 4" in finding.message
    assert finding.hint
    assert printed(small_publication(), max_pages=40)[1].findings == ()


# --- the text on it ----------------------------------------------------------------


@pytest.mark.parametrize("points", [12, 14])
def test_no_line_has_70_letters(points: int) -> None:
    long = [
        line
        for raw in (small_handout(points), guide_handout(points))
        for line in lines(raw)
        if len(line.lstrip("•0123456789. ")) >= 70 and "...." not in line
    ]
    assert not long


def test_text_runs_ragged_and_no_word_is_divided() -> None:
    raw = guide_handout(18)
    assert not [line for line in lines(raw) if line.endswith(("\u2010", "\u00ad"))]
    edges = set()
    with pymupdf.open(stream=raw) as file:
        for block in file[3].get_text("blocks"):
            edges.add(round(block[2]))
    assert len(edges) > 3


LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"


def test_a_word_wider_than_the_line_is_divided_and_heard_whole() -> None:
    section = Section(
        "law",
        (Text(LONG_WORD, AT),),
        None,
        (Paragraph((Text(f"It is the {LONG_WORD} of old.", AT),), AT),),
        (),
        AT,
    )
    publication = replace(small_publication(), sections=(section,))
    _, made, raw = printed(publication, 28)
    assert made.findings == ()
    heard = [p.element.text() for p in tree_of(raw).walk() if p.element.type == "P"]
    assert f"It is the {LONG_WORD} of old." in heard


@pytest.mark.parametrize("points", [14, 18])
def test_nothing_that_belongs_together_is_parted(points: int) -> None:
    for raw in (small_handout(points), guide_handout(points)):
        assert not list(parted(raw))


def parted(raw: bytes) -> Iterator[str]:
    """Yield headings and captions of tables that stand last on a page."""
    last: tuple[int, str, str] | None = None
    for placed, run in heard_on_pages(raw):
        steps = (*placed.above, placed.element)
        if any(step.own_type == "Furniture" for step in steps):
            continue
        if last and last[1] and run.page != last[0]:
            yield f"{last[2]!r} stands alone at the end of page {last[0]}"
        last = run.page, leading_kind({step.type for step in steps}), run.text


def leading_kind(types: set[str]) -> str:
    """Name the kind of what must be followed by something on its page."""
    if "Caption" in types:
        return "caption" if "Table" in types else ""
    return "heading" if types & set(HEADINGS) else ""


def test_a_warning_stands_on_one_page_with_its_heading() -> None:
    for points in (14, 18):
        raw = guide_handout(points)
        runs = list(heard_on_pages(raw))
        (start,) = (
            n
            for n, (placed, run) in enumerate(runs)
            if placed.element.type == "Lbl" and "Important:" in run.text
        )
        pages = {run.page for _, run in runs[start : start + 4]}
        assert len(pages) == 1


# --- in grey -----------------------------------------------------------------------


def contrast_on_white(grey: int) -> float:
    share = grey / 255
    light = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
    return 1.05 / (light + 0.05)


def test_every_word_is_legible_in_grey() -> None:
    dpi = 200
    raw = small_handout()
    with pymupdf.open(stream=raw) as file:
        boxes = [
            (page.number, fitz_word[:4], fitz_word[4])
            for page in file
            for fitz_word in page.get_text("words")
        ]
    pictures = [picture(raw, number, dpi) for number in range(page_count(raw))]
    for number, box, word in boxes:
        if not any(character.isalnum() for character in word):
            continue
        cut = tuple(round(part * dpi / 72) for part in box)
        darkest, lightest = pictures[number].crop(cut).getextrema()
        assert contrast_on_white(darkest) >= 4.5, word
        assert lightest > 250, f"{word} stands on a fill"
