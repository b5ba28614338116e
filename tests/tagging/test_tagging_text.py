"""Every word once, in source order, with its spaces, as characters."""

import pypdfium2
import pytest
from making import rules, tagged, tree

WORDS = " ".join(f"word{number}" for number in range(700))
NARROW = "p{width:28mm;hyphens:auto}"


def test_a_paragraph_over_pages_is_one_element() -> None:
    read = tree(f"<h1>Guide</h1><p>{WORDS}</p>")
    assert len(read.pages) > 1
    assert read.document.one("P").text == WORDS


def test_spaces_at_line_ends_are_the_authors() -> None:
    text = (
        "see https://example.org/a/very/long/address/that/breaks and well-known words"
    )
    read = tree(f"<p>{text}</p>", NARROW + "p{hyphens:none;overflow-wrap:anywhere}")
    assert len(read.pages[0].marked) > 4, "the text must go over lines"
    assert read.document.one("P").text == text


@pytest.mark.parametrize("hyphen", ["\u2010", "-", "~"])
def test_hyphens_made_by_layout_are_not_heard(hyphen: str) -> None:
    style = NARROW + f"p{{hyphenate-character:'{hyphen}'}}"
    read = tree("<p>international anticoagulation self-care</p>", style)
    painted = "".join(read.painted_text)
    assert painted.count(hyphen) > (hyphen == "-"), "layout must divide a word"
    assert read.document.one("P").text == "international anticoagulation self-care"


def test_soft_hyphens_are_not_heard() -> None:
    read = tree("<p>anti&shy;coagu&shy;lation</p>", NARROW + "p{hyphens:manual}")
    assert read.document.one("P").text == "anticoagulation"
    assert "\u00ad" not in read.document.text


def test_spaces_between_phrases_are_kept() -> None:
    read = tree("<p><em>a</em> <strong>b</strong><i>c</i>\n<b>d</b></p>")
    assert read.document.one("P").text == "a bc d"


def test_a_line_break_parts_words() -> None:
    assert tree("<p>one<br>two</p>").document.one("P").text == "one two"


def test_words_of_blocks_in_a_line_stay_apart() -> None:
    read = tree("<h1>Guide<span style='display:block'>Part</span></h1>")
    assert read.document.one("H1").text == "Guide Part"


def test_text_for_listeners_only_keeps_its_place() -> None:
    hide = "position:absolute;width:1px;height:1px;overflow:hidden"
    read = tree(f"<p>More<span style='{hide}'> about hair</span> here.</p>")
    assert read.document.one("P").text == "More about hair here."


HINDI = "नमस्ते क्लिनिक में आपका स्वागत है"
ARABIC = "مرحبا بكم في العيادة 555"


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        (HINDI, "lang=hi style='font-family:Noto Sans'"),
        (ARABIC, "lang=ar dir=rtl style='font-family:IBM Plex Sans Arabic'"),
    ],
)
def test_reordered_scripts_read_back_as_written(text: str, attributes: str) -> None:
    read = tree(f"<p {attributes}>{text}</p>")
    assert read.document.one("P").text == text
    glyphs = "".join(read.painted_text)
    assert glyphs.strip() != text, "the glyphs alone must not say it"


def test_text_from_right_to_left_is_said_by_an_element_not_by_its_marks() -> None:
    """Viewers without structure turn marked content round, and its ActualText too."""
    words = "لا بأس، يقول الأطباء: في المستشفى."
    body = f"<p lang=ar dir=rtl style='font-family:IBM Plex Sans Arabic'>{words}</p>"
    read = tree(body)
    (span,) = read.document.all("Span")
    assert span.attributes["ActualText"] == words
    assert [page.actual for page in read.pages] == [{}]


def test_a_paragraph_from_right_to_left_is_one_element_over_lines() -> None:
    words = " ".join(["السلام عليكم"] * 30)
    read = tree(f"<p dir=rtl style='font-family:IBM Plex Sans Arabic'>{words}</p>")
    (span,) = read.document.all("Span")
    assert span.text == words


@pytest.mark.parametrize("words", ["بيئة شيئًا", "هيئة خطأً شيئًا"])
def test_a_letter_under_a_mark_has_its_own_character(words: str) -> None:
    """Layout gives letter and mark one text, and that to the mark."""
    read = tree(f"<p dir=rtl style='font-family:IBM Plex Sans Arabic'>{words}</p>")
    painted = "".join(read.painted_text)
    assert sorted(painted.strip()) == sorted(words)


def test_actual_text_is_decided_by_comparing_not_by_script() -> None:
    """Latin letters painted backwards need it; digits marked as Arabic do not."""
    backwards = "\u202eabc\u202c"
    read = tree(f"<p><b>{backwards}</b> and <span lang=ar>123</span></p>")
    assert list(read.pages[0].actual.values()) == [backwards]
    assert "cba" in read.painted_text[0]


def test_glyphs_that_two_characters_share_read_back_right() -> None:
    text = "5 µg and 5 μg, Ω and Ω"
    read = tree(f"<p style='font-family:Noto Sans'>{text}</p>")
    assert read.document.one("P").text == text


def test_ordinary_text_needs_no_actual_text() -> None:
    read = tree(f"<h1>Office filing</h1><p>{WORDS}</p>")
    assert [page.actual for page in read.pages] == [{}] * len(read.pages)


def test_a_font_without_a_space_glyph_still_keeps_words_apart() -> None:
    read = tree("<p style='width:5mm'>one<br>two<br>three</p>")
    assert "".join(read.painted_text) == "onetwothree", "no space is painted here"
    assert read.document.one("P").text == "one two three"


def test_invisible_text_is_not_heard() -> None:
    read = tree(
        "<p>a<span style='visibility:hidden'>no</span><span hidden>no</span></p>"
    )
    assert read.document.text == "a"


def test_list_markers_are_painted_where_they_are_read() -> None:
    read = tree("<ol><li>one</li><li><p>two</p><ul><li>three</li></ul></li></ol>")
    assert read.painted_text == ["1. one2. two◦ three"]


def test_words_are_the_same_for_a_reader_of_page_contents() -> None:
    """PDFium reads glyphs in order of painting and knows no structure."""
    made = tagged(f"<h1>Guide</h1><p>{WORDS}</p><ol><li>one</li><li>two</li></ol>")
    pages = pypdfium2.PdfDocument(made.pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    assert text.split() == ["Guide", *WORDS.split(), "1.", "one", "2.", "two"]


def test_a_character_without_a_glyph_is_named() -> None:
    made = tagged("<h1>Guide</h1><p id=place>\U00012000</p>")
    (problem,) = made.problems
    assert problem.rule == "missing-glyph"
    assert "U+12000" in problem.message
    assert (problem.element_id, problem.page) == ("place", 1)
    assert rules(tagged("<h1>Guide</h1><p>a</p>")) == []
