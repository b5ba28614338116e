"""Every publication in every size of print on every paper, as strangers read the files.

The small publication has every block there is; the others are real, in all their
languages. Each file is opened by our own checks, veraPDF, QPDF, Poppler and MuPDF.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2 as pdfium
import pytest
from handouts import (
    EVERY_TEXT,
    GUIDE,
    PAPERS,
    SIZES,
    SMALL,
    lines,
    printed,
    text_named,
    tree_of,
)
from validators.required import require

from plainleaf.check.pdf import check
from plainleaf.model import Publication
from plainleaf.render.pdf_sheet import LARGE_PRINT

RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u200e\u200f\u202a-\u202e"
READ = {"P", "LBody", "TD", "TH", "Lbl", "Note", "Caption"}
"""What is read as text: pictures have lettering of their own."""
ARABIC = "preparing-for-your-visit/ar"
OTHER_SCRIPTS = {SMALL, ARABIC}
"""Texts with other letters than Latin, which engines put together in their own ways."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished handout, and the publication as it was asked for."""

    name: str
    publication: Publication
    points: int
    path: Path

    @property
    def least(self) -> int:
        """The points that nothing is smaller than."""
        return self.points if self.points >= LARGE_PRINT else 12


@pytest.fixture(scope="module")
def handouts(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    folder = tmp_path_factory.mktemp("sizes")
    made = []
    for name, points, page in product(EVERY_TEXT, SIZES, PAPERS):
        path = folder / f"{name.replace('/', '-')}-{points}-{page}.pdf"
        # How many pages the author allows holds for the size that was written for.
        text = text_named(name)
        publication, rendition, raw = printed(text, points, page, max_pages=None)
        assert rendition.findings == (), path.name
        path.write_bytes(raw)
        made.append(Made(name, publication, points, path))
    return made


def test_every_text_is_there() -> None:
    assert {GUIDE, *OTHER_SCRIPTS} < set(EVERY_TEXT)


@pytest.mark.wide
def test_every_size_passes_our_own_checks(handouts: list[Made]) -> None:
    """Parity in words and structure, headers of cells, and no letter under the size."""
    found = {
        one.path.name: check(one.path, one.publication, smallest_points=one.least)
        for one in handouts
    }
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.wide
def test_every_size_is_pdf_ua_1(handouts: list[Made]) -> None:
    files = [one.path for one in handouts]
    assert require("verapdf").validate("ua1", files) == {path: [] for path in files}


@pytest.mark.wide
def test_text_has_the_size_that_was_chosen_and_short_lines(
    handouts: list[Made],
) -> None:
    """Clear Print and UKAAF G003: page numbers, notes and captions are no smaller."""
    for one in handouts:
        raw = one.path.read_bytes()
        points = {
            run.points
            for placed in tree_of(raw).walk()
            if placed.element.type in READ
            for run in placed.element.runs()
            if run.points
        }
        assert min(points) >= one.least - 0.05, one.path.name
        # MuPDF takes a paragraph's ActualText for one line, which PDFium leaves alone.
        found = lines_in_pdfium(one.path) if one.name == ARABIC else lines(raw)
        long = [
            line
            for line in found
            if len(line.lstrip("•0123456789. ")) >= 70 and "...." not in line
        ]
        assert not long, one.path.name


def lines_in_pdfium(path: Path) -> Iterator[str]:
    """Yield every printed line of text; cells side by side may be one.

    Arabic marks stand over a letter and take no room; PDFium puts spaces around them.
    """
    with pdfium.PdfDocument(path) as file:
        for page in file:
            text = page.get_textpage().get_text_range()
            yield from re.sub(
                " [\u064b-\u0652]+ ?|[\u064b-\u0652]", "", text
            ).splitlines()


LEAD_INS = {
    "The table repeats the main facts": "Quick facts about exosome hair treatment",
    "The table sets what is known": "What is known and not known about exosome",
}


@pytest.mark.wide
def test_no_heading_waits_alone_for_its_table(handouts: list[Made]) -> None:
    """Up to 24 points: at 28, one row with caption and headings is most of a page."""
    for one in handouts:
        if one.name == GUIDE and one.points <= 24:
            with pdfium.PdfDocument(one.path) as file:
                pages = [page.get_textpage().get_text_range() for page in file]
            texts = [" ".join(page.split()) for page in pages]
            for lead_in, caption in LEAD_INS.items():
                (text,) = [text for text in texts if lead_in in text]
                assert caption in text, (one.path.name, lead_in)


@pytest.mark.wide
def test_engines_agree_on_the_words_and_have_nothing_to_say(
    handouts: list[Made],
) -> None:
    poppler = require("poppler")
    for one in handouts:
        text, said = poppler.read_lines(one.path)
        assert said == "", one.path.name
        if one.name not in OTHER_SCRIPTS:
            with pymupdf.open(one.path) as file:
                other = "\n".join(page.get_text() for page in file)
            assert words_of(text) == words_of(other), one.path.name
        with pikepdf.open(one.path) as file:
            assert file.check_pdf_syntax() == [], one.path.name


def words_of(text: str) -> Counter[str]:
    """Count words, with what engines do to letters of a line done alike for both.

    A word that a hyphen divides between lines is one word, leaders are none, a raised
    figure after a full stop stands apart, and a full stop never does (one engine parts
    it from a word in another face). Words that run from right to left are left out:
    engines join the punctuation around them to one side or the other.
    """
    text = re.sub(f"[{RIGHT_TO_LEFT}]+", " ", text)
    joined = re.sub(r"-\s*\n\s*", "-", text).replace("-", "")
    apart = re.sub(r"\.{4,}", " ", joined)
    apart = re.sub(r"\s+(?=[.,;:](?:\s|$))", "", apart)
    return Counter(re.sub(r"(?<=[^\W\d][.,;:])(?=\d+(?:\s|$))", " ", apart).split())


def test_words_are_counted_one_by_one() -> None:
    text = "A long-\nterm study.1 Page.......... 5"
    assert words_of(text) == Counter(["A", "longterm", "study.", "1", "Page", "5"])
    assert words_of("what is known .") == words_of("what is known.")
    assert words_of("in to") != words_of("into")
    assert words_of("Arabic .\u202bمترجم\u202c") == words_of("Arabic. مترجم")
    assert words_of("Take 2") != words_of("Take 2.")
