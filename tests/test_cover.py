"""The cover: drawn the same every time, small, and readable."""

import io

import pytest
from PIL import Image

from plainleaf.colour import contrast, mix, parse_colour
from plainleaf.render.cover import CoverText, draw_cover
from plainleaf.render.kerning import kerning_of
from plainleaf.render.lettering import Frame, can_be_set, fit, width_of
from plainleaf.typefaces import Style, face_in

ACCENT = "#0b4f6c"
FULL = CoverText(
    "Exosomes for hair restoration",
    "What is known, what is not, and what to ask before you decide",
    "Harbour Eye Clinic",
    "Draft. Not clinically reviewed.",
)
FRAME = Frame(Style.BOLD, (100, 80, 60), width=500, height=300, leading=1.1)


def opened(cover: bytes) -> Image.Image:
    return Image.open(io.BytesIO(cover)).convert("RGB")


def test_the_same_text_and_colour_give_the_same_bytes() -> None:
    assert draw_cover(FULL, ACCENT) == draw_cover(FULL, ACCENT)


def test_a_cover_is_small_and_has_the_bookshops_size() -> None:
    cover = draw_cover(FULL, ACCENT)
    assert len(cover) < 60_000
    assert opened(cover).size == (1600, 2400)


def test_every_line_leaves_its_mark() -> None:
    without = [
        CoverText("", FULL.subtitle, FULL.foot, FULL.notice),
        CoverText(FULL.title, "", FULL.foot, FULL.notice),
        CoverText(FULL.title, FULL.subtitle, "", FULL.notice),
        CoverText(FULL.title, FULL.subtitle, FULL.foot, ""),
    ]
    covers = {draw_cover(text, ACCENT) for text in (FULL, *without)}
    assert len(covers) == 5


@pytest.mark.parametrize("accent", [ACCENT, "#7a1f3d", "#000", "#ffd400"])
def test_letters_can_be_read_on_the_publishers_colour(accent: str) -> None:
    cover = opened(draw_cover(CoverText("Gout"), accent))
    field = cover.getpixel((5, 5))
    assert field == parse_colour(accent)
    colours = {colour for _, colour in cover.getcolors(256)}
    assert max(contrast(field, colour) for colour in colours) >= 4.5


def test_a_pale_colour_is_not_used_for_letters_on_white() -> None:
    cover = opened(draw_cover(CoverText("Gout", foot="The clinic"), "#ffd400"))
    foot = cover.crop((0, 1950, 1600, 2360))
    pale = parse_colour("#ffd400")
    assert pale not in {colour for _, colour in foot.getcolors(256)}


def test_an_arabic_cover_is_read_from_the_right() -> None:
    cover = opened(draw_cover(CoverText("مرحبا"), ACCENT)).convert("L")
    left, right = (cover.crop((x, 140, x + 800, 500)) for x in (0, 800))
    assert max(right.getextrema()) > max(left.getextrema())


def test_a_line_of_a_script_that_needs_shaping_is_left_out_and_named() -> None:
    text = CoverText("नमस्ते", "Welcome")
    assert text.unset() == ("नमस्ते",)
    assert draw_cover(text, ACCENT) == draw_cover(CoverText("", "Welcome"), ACCENT)


@pytest.mark.parametrize(
    ("text", "settable"),
    [
        ("Exosomes: 30\u2013150 nm", True),
        ("Wnt/β-catenin → é", True),
        ("e\u0301te\u0301", True),
        ("Привет", True),
        ("مرحبا بكم 2026", True),
        ("שלום", False),
        ("नमस्ते", False),
        ("x\u0323", False),
        ("中文", False),
    ],
)
def test_scripts_that_are_drawn_letter_after_letter(
    text: str,
    settable: bool,  # noqa: FBT001
) -> None:
    assert can_be_set(text) is settable


@pytest.mark.parametrize(
    "text",
    ["Gout", "A rather long title for so small a frame", "a b c d e f g h i j k l m"],
)
def test_a_text_fits_its_frame_and_loses_no_word(text: str) -> None:
    setting = fit(text, FRAME)
    assert " ".join(setting.lines) == text
    assert setting.width <= FRAME.width
    assert setting.height <= FRAME.height


def test_a_short_text_is_large_and_a_long_one_smaller() -> None:
    assert fit("Gout", FRAME).size == 100
    assert fit("Gout and what to do about it today", FRAME).size < 100


def test_a_word_longer_than_a_line_is_cut_only_at_the_smallest_size() -> None:
    long = "Antibiotikaresistenzprophylaxe"
    setting = fit(long, FRAME)
    assert setting.size == 60
    assert len(setting.lines) > 1
    assert "".join(setting.lines) == long


def test_lines_are_even() -> None:
    narrow = Frame(Style.REGULAR, (50,), width=560, height=300, leading=1.2)
    lines = fit("one two three four five six seven eight nine ten", narrow).lines
    widths = [width_of(line, Style.REGULAR, 50) for line in lines]
    assert max(widths) - min(widths) < 160


def test_pairs_that_gape_stand_closer() -> None:
    kerning = kerning_of(face_in("Atkinson Hyperlegible", Style.BOLD))
    assert kerning.between("T", "o") < 0
    assert kerning.between("A", "V") < 0
    assert kerning.between("", "T") == 0
    assert kerning.between("n", "中") == 0
    apart = width_of("T", Style.BOLD, 100) + width_of("o", Style.BOLD, 100)
    assert width_of("To", Style.BOLD, 100) < apart


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#fff", "#000000", 21.0), ("#777", "#fff", 4.48), ("#abc", "#aabbcc", 1.0)],
)
def test_contrast_is_wcags(one: str, other: str, ratio: float) -> None:
    assert contrast(parse_colour(one), parse_colour(other)) == pytest.approx(
        ratio, abs=0.005
    )


def test_colours_mix() -> None:
    assert mix((0, 100, 200), (100, 100, 0), 0.5) == (50, 100, 100)
