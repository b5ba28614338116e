"""The leaflet in three languages: each edition as its readers read it.

The real build of `source/preparing-for-your-visit`, opened file by file.
"""

import io
import json
import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree

from plainleaf.check.structure import Element, read_tree

LEAFLET = "preparing-for-your-visit"
LANGUAGES = ["ar", "en", "es"]
DIRECTIONS = {"ar": "rtl", "en": "ltr", "es": "ltr"}
XHTML = "{http://www.w3.org/1999/xhtml}"


def page(built: Path, language: str) -> str:
    return (built / LEAFLET / language / "index.html").read_text("utf-8")


def handout(built: Path, language: str) -> bytes:
    return (built / LEAFLET / language / f"{LEAFLET}.pdf").read_bytes()


def book(built: Path, language: str) -> dict[str, bytes]:
    path = built / LEAFLET / language / f"{LEAFLET}.epub"
    with zipfile.ZipFile(path) as opened:
        return {
            name.rpartition("/")[2]: opened.read(name) for name in opened.namelist()
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_goes_in_its_languages_direction_and_names_the_others(
    built: Path, language: str
) -> None:
    text = page(built, language)
    assert f'<html lang="{language}" dir="{DIRECTIONS[language]}">' in text
    named = re.findall(r'<link rel="alternate" hreflang="(.*?)"', text)
    assert sorted(named) == LANGUAGES
    names = dict(re.findall(r'lang="(\w+)" hreflang="\w+">(.*?)</a>', text))
    endonyms = {"ar": "العربية", "en": "English", "es": "Español"}
    assert names == {key: endonyms[key] for key in LANGUAGES if key != language}


@pytest.mark.parametrize("language", ["ar", "es"])
def test_a_draft_says_that_neither_translation_was_reviewed(
    built: Path, language: str
) -> None:
    said = {
        "es": "Esta traducción no ha sido revisada. No se ha revisado la traducción "
        "de los textos fijos.",
        "ar": "لم تُراجع هذه الترجمة. لم تُراجع ترجمة العبارات الثابتة.",
    }[language]
    assert said in page(built, language)
    assert said in book(built, language)["text.xhtml"].decode()
    with pikepdf.open(io.BytesIO(handout(built, language))) as file:
        assert said in " ".join(spoken(kid) for kid in read_tree(file).elements)


def spoken(element: Element) -> str:
    if element.actual_text is not None:
        return element.actual_text
    return "".join(
        spoken(kid) if isinstance(kid, Element) else getattr(kid, "text", "")
        for kid in element.kids
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_word_of_ours_is_left_in_a_translation(
    built: Path, language: str
) -> None:
    tree = etree.HTML(page(built, language).encode())
    ours = " ".join(
        text
        for part in tree.iter()
        if isinstance(part.tag, str) and part.get("data-furniture") is not None
        for text in part.itertext()
    )
    english = {"Draft", "Version", "Contents", "Published", "Reviewed", "pages"}
    assert (english & set(re.findall(r"[A-Za-z]+", ours)) != set()) == (
        language == "en"
    )


def test_an_arabic_handout_is_bound_and_turned_from_the_right(built: Path) -> None:
    with pikepdf.open(io.BytesIO(handout(built, "ar"))) as file:
        assert str(file.Root.ViewerPreferences.Direction) == "/R2L"
        assert str(file.Root.Lang) == "ar"
        (document,) = read_tree(file).elements
    assert document.attributes["WritingMode"] == "RlTb"
    pdf = pypdfium2.PdfDocument(handout(built, "ar"))
    edges = [margins(pdf[number]) for number in (0, 1)]
    (left, right), (left_behind, right_behind) = edges
    assert right > left, "the first page is bound on its right"
    assert left_behind > right_behind, "its back on its left"


def margins(sheet: pypdfium2.PdfPage) -> tuple[int, int]:
    """Return the points left and right of all that is painted."""
    boxes = [one.get_bounds() for one in sheet.get_objects()]
    width = sheet.get_width()
    return (
        round(min(box[0] for box in boxes)),
        round(width - max(box[2] for box in boxes)),
    )


def test_an_arabic_list_has_its_numbers_and_a_table_its_first_column_right(
    built: Path,
) -> None:
    pdf = pypdfium2.PdfDocument(handout(built, "ar"))
    places = dict(
        found
        for sheet in pdf
        for word in ("متى", "كم", "اذكر", "2.")
        for found in placed(sheet, word)
    )
    assert places["متى"] > places["كم"], "the first column stands at the right"
    assert places["2."] > places["اذكر"], "a number stands at the right of its entry"


def placed(sheet: pypdfium2.PdfPage, word: str) -> list[tuple[str, float]]:
    """Return where a word begins on a page: its right edge."""
    text = sheet.get_textpage()
    found = text.search(word, match_whole_word=True).get_next()
    if found is None:
        return []
    first, length = found
    return [(word, max(text.get_charbox(first + at)[2] for at in range(length)))]


def test_the_arabic_tree_is_in_the_order_of_speech_full_stops_too(built: Path) -> None:
    with pikepdf.open(io.BytesIO(handout(built, "ar"))) as file:
        heard = " ".join(spoken(kid) for kid in read_tree(file).elements)
    assert "لا تنتظر موعدك. اتصل برقم الطوارئ في منطقتك، أو اطلب" in heard
    assert "I need an interpreter, please." in heard
    assert "15\u00a0دقيقة." in heard  # a number stays with what it counts


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_book_says_its_language_and_turns_its_pages_that_way(
    built: Path, language: str
) -> None:
    files = book(built, language)
    package = etree.fromstring(files["content.opf"])
    direction = DIRECTIONS[language]
    spine = package.find("{*}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == direction
    assert package.get("dir") == direction
    languages = [one.text for one in package.iter("{*}language")]
    assert languages[0] == language
    for name in ("text.xhtml", "nav.xhtml", "cover.xhtml"):
        assert etree.fromstring(files[name]).get("dir") == direction, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_of_the_leaflet_is_in_every_language(
    built: Path, language: str
) -> None:
    tree = etree.fromstring(book(built, language)["text.xhtml"])
    ids = [part.get("id") for part in tree.iter(f"{XHTML}section")]
    authored = [
        *("before", "bring", "questions", "interpreter", "formats"),
        *("cannot-come", "on-the-day", "words"),
    ]
    assert [name for name in ids if name in authored] == authored


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_finding_says_that_the_languages_differ(built: Path, language: str) -> None:
    path = built / LEAFLET / language / "findings.json"
    found = json.loads(path.read_text("utf-8"))
    rules = {one["rule"] for one in found["source"] + found["edition"]}
    unreviewed = {"translation-unreviewed", "catalogue-unreviewed"}
    languages = {rule for rule in rules if rule.startswith(("translation-", "catal"))}
    assert languages == (set() if language == "en" else unreviewed)
    assert not {rule for rule in rules if rule.startswith("epub-cover")}
