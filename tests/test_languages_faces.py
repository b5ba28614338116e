"""Every packaged face on paper: text in is text out, for ears and for eyes.

Out by two ways: the structure tree, as assistive technology reads it, and PDFium's page
text, as Chrome searches, copies and reads aloud.
"""

import io
import re
import unicodedata
from datetime import UTC, datetime
from functools import cache
from pathlib import Path, PurePosixPath

import pikepdf
import pypdfium2
import pytest

from plainleaf.check.pdf_words import heard_in
from plainleaf.check.structure import read_tree
from plainleaf.model import LanguageBlock, Paragraph, Publication, Source
from plainleaf.parse import parse
from plainleaf.render import pdf
from plainleaf.render.pdf_sheet import sheets
from plainleaf.typefaces import FACES, PAPER_FAMILIES
from plainleaf.words import inline_text, words

SCRIPTS = Path(__file__).parent / "languages" / "round_trip.md"
STAMP = datetime(2000, 1, 1, tzinfo=UTC)


@cache
def publication() -> Publication:
    source = Source(PurePosixPath("scripts.md"), "scripts", "", SCRIPTS.read_bytes())
    parsed, mistakes = parse(source)
    assert parsed is not None
    assert mistakes == ()
    return parsed


@cache
def printed() -> bytes:
    sheet = sheets(publication())[0]
    rendition, _ = pdf.render(publication(), sheet, stamp=STAMP)
    assert rendition.findings == ()
    return rendition.files[sheet.file]


PARAGRAPHS = [
    (block.language, inline_text(inner.inlines))
    for block in publication().blocks
    if isinstance(block, LanguageBlock)
    for inner in block.blocks
    if isinstance(inner, Paragraph)
]


def folded(text: str) -> str:
    """Return a text with its spaces folded, and none before a mark over a letter.

    PDFium puts one there, as the mark is set apart from its letter.
    """
    return re.sub(r" (?=[\u064b-\u0652])", "", " ".join(text.split()))


def test_the_structure_tree_says_every_script_word_for_word() -> None:
    with pikepdf.open(io.BytesIO(printed())) as file:
        heard = heard_in(read_tree(file), language="en")
    assert heard.own == words(publication(), edition="pdf")
    assert {language for language, _ in heard.foreign} == {
        language for language, _ in PARAGRAPHS
    }


@pytest.mark.parametrize(
    ("language", "text"), PARAGRAPHS, ids=[language for language, _ in PARAGRAPHS]
)
def test_pdfium_reads_every_script_word_for_word(language: str, text: str) -> None:
    del language
    pages = pypdfium2.PdfDocument(printed())
    read = folded(" ".join(page.get_textpage().get_text_range() for page in pages))
    assert folded(text) in unicodedata.normalize("NFC", read)


def test_chrome_finds_the_word_that_says_do_not() -> None:
    """A ligature read backwards makes "the" of the Arabic "not"."""
    page = pypdfium2.PdfDocument(printed())[0].get_textpage()
    assert page.search("لا تنتظر").get_next() is not None


def test_the_file_has_packaged_faces_alone_and_each_that_paper_needs() -> None:
    with pikepdf.open(io.BytesIO(printed())) as file:
        names = {
            str(found["/BaseFont"]).partition("+")[2]
            for found in file.objects
            if isinstance(found, pikepdf.Dictionary) and "/BaseFont" in found
        }
    families = {name.replace("-Bold", "").replace("-", " ") for name in names}
    assert families == {"Atkinson Hyperlegible", "Noto Sans", "Amiri"}
    assert families <= set(PAPER_FAMILIES)
    assert {face.family for face in FACES} == set(PAPER_FAMILIES)
