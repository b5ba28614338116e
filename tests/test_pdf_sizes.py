"""Every size of print on every paper, and every profile, as validators and eyes see it.

The small publication has every block there is; the guide is real. Both are built in
all sizes on A4 and Letter, and each file is opened by veraPDF, QPDF, Poppler, MuPDF and
PDFium.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pikepdf
import pymupdf
import pypdfium2 as pdfium
import pytest
from handouts import PAPERS, SIZES, STAMP, guide, lines, printed, tree_of
from PIL import Image, ImageChops
from small_publication import small_publication
from validators.required import require

from plainleaf.check.pdf import check
from plainleaf.model import Publication
from plainleaf.render import pdf
from plainleaf.render.pdf_plan import settled
from plainleaf.render.pdf_press import Press
from plainleaf.render.pdf_sheet import LARGE_PRINT

PROFILES: dict[str, tuple[dict[str, object], tuple[str, ...]]] = {
    "ua-1": ({}, ("ua1",)),
    "ua-1-archival": ({"archival": True}, ("ua1", "2a")),
    "ua-2": ({"profile": "ua-2"}, ("ua2", "wtpdf")),
    "ua-2-archival": ({"profile": "ua-2", "archival": True}, ("ua2", "wtpdf", "4")),
}
TEXTS = {"small": small_publication, "guide": guide}
READ = {"P", "LBody", "TD", "TH", "Lbl", "Note", "Caption"}
"""What is read as text: pictures have lettering of their own."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished handout, and the publication as it was asked for."""

    publication: Publication
    points: int
    path: Path


@pytest.fixture(scope="module")
def handouts(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    folder = tmp_path_factory.mktemp("sizes")
    made = []
    for (name, text), points, page in product(TEXTS.items(), SIZES, PAPERS):
        path = folder / f"{name}-{points}-{page}.pdf"
        publication, rendition, raw = printed(text(), points, page)
        assert rendition.findings == (), path.name
        path.write_bytes(raw)
        made.append(Made(publication, points, path))
    return made


@pytest.mark.wide
def test_every_size_passes_our_own_checks(handouts: list[Made]) -> None:
    """Parity in words and structure, headers of cells, and no letter under the size."""
    for one in handouts:
        least = one.points if one.points >= LARGE_PRINT else 12
        found = check(one.path, one.publication, smallest_points=least)
        assert found == (), one.path.name


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
        least = one.points if one.points >= LARGE_PRINT else 12
        assert min(points) >= least - 0.05, one.path.name
        long = [
            line
            for line in lines(raw)
            if len(line.lstrip("•0123456789. ")) >= 70 and "...." not in line
        ]
        assert not long, one.path.name


LEAD_INS = {
    "The table repeats the main facts": "Quick facts about exosome hair treatment",
    "The table sets what is known": "What is known and not known about exosome",
}


@pytest.mark.wide
def test_no_heading_waits_alone_for_its_table(handouts: list[Made]) -> None:
    """Up to 24 points: at 28, one row with caption and headings is most of a page."""
    for one in handouts:
        if one.path.name.startswith("guide") and one.points <= 24:
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
    """Words are compared where all are Latin: other letters are put together."""
    poppler = require("poppler")
    for one in handouts:
        text, said = poppler.read_lines(one.path)
        assert said == "", one.path.name
        if one.path.name.startswith("guide"):
            with pymupdf.open(one.path) as file:
                other = "\n".join(page.get_text() for page in file)
            assert words_of(text) == words_of(other), one.path.name
        with pikepdf.open(one.path) as file:
            assert file.check_pdf_syntax() == [], one.path.name


def words_of(text: str) -> Counter[str]:
    """Count words, with what engines do to letters of a line done alike for both.

    A word that a hyphen divides between lines is one word, leaders are none, a raised
    figure after a full stop stands apart, and a full stop never does (one engine parts
    it from a word in another face).
    """
    joined = re.sub(r"-\s*\n\s*", "-", text).replace("-", "")
    apart = re.sub(r"\.{4,}", " ", joined)
    apart = re.sub(r"\s+(?=[.,;:](?:\s|$))", "", apart)
    return Counter(re.sub(r"(?<=[^\W\d][.,;:])(?=\d+(?:\s|$))", " ", apart).split())


def test_words_are_counted_one_by_one() -> None:
    text = "A long-\nterm study.1 Page.......... 5"
    assert words_of(text) == Counter(["A", "longterm", "study.", "1", "Page", "5"])
    assert words_of("what is known .") == words_of("what is known.")
    assert words_of("in to") != words_of("into")
    assert words_of("Take 2") != words_of("Take 2.")


@pytest.mark.wide
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("points", [14, 18])
def test_tags_change_no_pixel(name: str, points: int) -> None:
    publication = TEXTS[name]()
    wanted = replace(publication.front.print, sizes=(points,), page="A4")
    publication = replace(publication, front=replace(publication.front, print=wanted))
    press = Press(publication, pdf.sheets(publication)[0], STAMP)
    layout, _ = settled(press)
    plain = layout.document.write_pdf()
    tagged, _ = press.print(layout)
    with pikepdf.open(io.BytesIO(plain)) as file:
        assert "/StructTreeRoot" not in file.Root
    pages = zip(_pictures(plain), _pictures(tagged.pdf), strict=True)
    for number, (one, other) in enumerate(pages, 1):
        assert ImageChops.difference(one, other).getbbox() is None, number


def _pictures(raw: bytes) -> Iterator[Image.Image]:
    with pdfium.PdfDocument(raw) as file:
        for page in file:
            yield page.render(scale=40 / 72).to_pil().convert("L")


@pytest.mark.wide
def test_each_file_meets_the_profile_it_declares(tmp_path: Path) -> None:
    """One run of veraPDF a flavour: starting it costs more than a file."""
    declared: dict[str, list[Path]] = {}
    for profile, (options, flavours) in PROFILES.items():
        for name, text in TEXTS.items():
            publication, rendition, raw = printed(text(), 14, **options)
            assert rendition.findings == ()
            path = tmp_path / f"{name}-{profile}.pdf"
            path.write_bytes(raw)
            assert check(path, publication, smallest_points=12) == ()
            for flavour in flavours:
                declared.setdefault(flavour, []).append(path)
    for flavour, files in declared.items():
        found = require("verapdf").validate(flavour, files)
        assert found == {path: [] for path in files}, flavour


@pytest.mark.wide
@pytest.mark.parametrize(("name", "points"), [("guide", 18), ("small", 28)])
def test_acb_style_is_as_accessible(name: str, points: int, tmp_path: Path) -> None:
    publication, rendition, raw = printed(TEXTS[name](), points, style="acb")
    assert rendition.findings == ()
    path = tmp_path / "acb.pdf"
    path.write_bytes(raw)
    assert check(path, publication, smallest_points=points) == ()
