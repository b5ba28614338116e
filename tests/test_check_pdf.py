"""Each check of a PDF passes a good handout and catches its broken twin."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pikepdf
import pytest
from check import pdf_twins as twins
from check.little import HANDOUT_STYLE, handout, little_publication, write_handout
from handouts import printed

from plainleaf.check import pdf
from plainleaf.findings import Finding
from plainleaf.imprint import Dates
from plainleaf.model import Publication, Source
from plainleaf.parse import parse

SMALLEST = 12


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_handout(tmp_path_factory.mktemp("handout") / "good.pdf")


def check(path: Path, smallest: float = SMALLEST) -> tuple[Finding, ...]:
    return pdf.check(path, little_publication(), smallest_points=smallest)


def rules(path: Path, smallest: float = SMALLEST) -> set[str]:
    return {finding.rule for finding in check(path, smallest)}


def test_a_good_handout_has_no_findings(good: Path) -> None:
    assert check(good) == ()


def test_words_of_ours_are_counted_apart(good: Path) -> None:
    counted = pdf.counted(good, language="en")
    assert counted.own == 58
    assert counted.furniture > 30


def test_no_pdf_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"Dear reader")
    assert rules(tmp_path / "a.pdf") == {"pdf-unreadable"}
    assert rules(tmp_path / "absent.pdf") == {"pdf-unreadable"}


# --- broken twins: one thing changed in a good file -----------------------------------

Twin = Callable[[pikepdf.Pdf], None]
TWINS: list[tuple[Twin, set[str]]] = [
    (twins.drop_pdfua, {"pdf-identification"}),
    (twins.drop_mark_info, {"pdf-identification"}),
    (twins.paint_untagged, {"pdf-untagged-painting"}),
    (twins.unnamed_heading, {"pdf-types", "pdf-headings", "pdf-outline"}),
    (twins.undescribed_figure, {"pdf-figures", "same-words", "same-shape"}),
    (twins.add_empty, {"pdf-empty-elements"}),
    (twins.stray_annotation, {"pdf-links"}),
    (twins.another_address, {"same-shape"}),
    (
        twins.drop_unicode_maps,
        {
            *("pdf-characters", "pdf-headings", "pdf-outline", "pdf-page-furniture"),
            *("pdf-links", "same-words", "same-shape"),
        },
    ),
]
"""What files need; what listeners need beside it is in test_check_pdf_listening."""


@pytest.mark.parametrize(
    ("twin", "wanted"), TWINS, ids=[twin.__name__ for twin, _ in TWINS]
)
def test_a_broken_twin_is_caught(
    good: Path, tmp_path: Path, twin: Twin, wanted: set[str]
) -> None:
    with pikepdf.open(good) as file:
        twin(file)
        file.save(tmp_path / "twin.pdf")
    assert rules(tmp_path / "twin.pdf") == wanted


# --- twins that are made another way -------------------------------------------------


def test_a_damaged_file_is_caught(good: Path, tmp_path: Path) -> None:
    """Readers repair a lost cross-reference table in silence, some of them wrongly."""
    raw = good.read_bytes()
    (tmp_path / "twin.pdf").write_bytes(
        raw[: raw.rindex(b"startxref")] + b"startxref\n17\n%%EOF\n"
    )
    assert rules(tmp_path / "twin.pdf") == {"pdf-syntax"}


def test_small_print_is_caught_at_the_edge_and_in_the_text(good: Path) -> None:
    places = {
        finding.location.within.partition(", ")[2]
        for finding in check(good, smallest=15)
        if finding.rule == "pdf-text-size"
    }
    assert "artifact" in places
    assert "Document/Sect/P" in places
    assert rules(good, smallest=13) == {"pdf-text-size"}


def test_a_page_without_version_date_and_number_is_caught(tmp_path: Path) -> None:
    bare = HANDOUT_STYLE.partition("@bottom-center")[0] + "}"
    path = write_handout(tmp_path / "twin.pdf", handout(style=bare))
    messages = [finding.message for finding in check(path)]
    assert rules(path) == {"pdf-page-furniture"}
    assert any("“1 of 3”" in message for message in messages)
    assert any("version, 2" in message for message in messages)
    assert any("any date" in message for message in messages)


def test_a_box_in_place_of_a_character_is_caught(tmp_path: Path) -> None:
    odd = handout().replace("Lovely ride", "Lovely \U0010fffd ride")
    path = write_handout(tmp_path / "twin.pdf", odd)
    assert rules(path) == {"pdf-characters", "same-words"}


def test_stock_tagging_is_caught(tmp_path: Path) -> None:
    """WeasyPrint's own tags satisfy validators here, and mislead listeners."""
    path = write_handout(tmp_path / "stock.pdf", stock=True)
    assert rules(path) == {
        *("pdf-untagged-painting", "pdf-page-furniture", "pdf-text-size", "pdf-types"),
        *("pdf-headings", "pdf-table-headers", "pdf-lists", "pdf-empty-elements"),
        *("pdf-links", "same-words", "same-shape"),
    }


def test_findings_say_where(good: Path, tmp_path: Path) -> None:
    with pikepdf.open(good) as file:
        twins.drop_scope(file)
        file.save(tmp_path / "twin.pdf")
    (finding,) = check(tmp_path / "twin.pdf")
    assert finding.message.endswith("has no Scope")
    assert finding.location.within == "page 2, Document/Sect/Table/THead/TR/TH"


def test_a_day_painted_from_right_to_left_is_found(tmp_path: Path) -> None:
    text = (
        "---\ntitle: موعدك\nlanguage: ar\nversion: 2.0.0\n"
        "dates: {written: 2026-11-20}\n---\n\nنص.\n"
    )
    made, _ = parse(Source(PurePosixPath("ar.md"), "visit", "ar", text.encode()))
    assert made is not None
    (tmp_path / "ar.pdf").write_bytes(printed(made, 14)[2])

    def said(publication: Publication) -> list[str]:
        found = pdf.check(tmp_path / "ar.pdf", publication, smallest_points=SMALLEST)
        return [one.message for one in found if one.rule == "pdf-page-furniture"]

    assert said(made) == []
    another = replace(made.front, dates=Dates(written=date(2026, 11, 21)))
    assert said(replace(made, front=another)) == [
        "the page does not say any date of the text"
    ]
