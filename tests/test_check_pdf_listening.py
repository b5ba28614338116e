"""What no validator sees: each thing a listener needs, and broken twins without it.

The list is that of the design. Every twin differs in one thing from a handout that
is found good, and is caught; most of them are compliant files.
"""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from check import pdf_twins as twins
from check.spoken import spoken_publication, write_spoken

from plainleaf.check import pdf

Twin = Callable[[pikepdf.Pdf], None]

NEEDED: dict[str, list[tuple[Twin, set[str]]]] = {
    "one L or P however many pages it crosses": [
        (twins.split_paragraph, {"same-blocks"}),
        (twins.split_list, {"same-shape"}),
    ],
    "page furniture is artifact": [
        (twins.page_number_as_text, {"pdf-page-furniture", "same-words"}),
    ],
    "decorative images are artifacts, never an empty Figure": [
        (
            twins.decoration_as_figure,
            {"pdf-figures", "pdf-empty-elements", "same-shape"},
        ),
        (twins.decoration_with_words, {"same-words", "same-shape"}),
    ],
    "language of parts on every foreign run": [
        (twins.drop_languages, {"same-shape"}),
        (twins.drop_language_of_run, {"same-shape"}),
    ],
    "a nested list inside its LI": [
        (twins.lift_nested_list, {"pdf-lists", "same-words"}),
    ],
    "TH with Scope and every data cell with its Headers": [
        (twins.drop_scope, {"pdf-table-headers"}),
        (twins.drop_headers, {"pdf-table-headers"}),
        (twins.wrong_column, {"pdf-table-headers"}),
        (twins.unknown_header, {"pdf-table-headers"}),
        (twins.wrong_row, {"pdf-table-headers"}),
        (twins.column_alone, {"pdf-table-headers"}),
        (twins.demoted_row_header, {"same-shape"}),
    ],
    "TOC and TOCI": [
        (twins.contents_as_list, {"pdf-contents"}),
        (twins.contents_as_paragraphs, {"pdf-contents"}),
        (twins.contents_entry_as_paragraph, {"pdf-contents"}),
        (twins.contents_entry_without_link, {"pdf-contents"}),
        (twins.contents_turned_round, {"pdf-contents"}),
        (twins.contents_of_another_print, {"pdf-contents", "pdf-links"}),
        (twins.stray_contents_entry, {"pdf-contents"}),
    ],
    "Note": [
        (twins.note_as_group, {"same-shape"}),
        (twins.drop_note_id, {"pdf-notes"}),
    ],
    "BlockQuote": [(twins.quotation_as_group, {"same-shape"})],
    "Caption": [
        (twins.caption_as_paragraph, {"pdf-table-headers"}),
        (twins.figure_caption_as_paragraph, {"same-words"}),
    ],
    "link Contents is the link's text, not its address": [
        (twins.address_as_name, {"pdf-links"}),
    ],
    "every word": [
        (
            twins.drop_quotation,
            {"pdf-untagged-painting", "same-words", "same-shape"},
        ),
    ],
    "once": [(twins.say_twice, {"same-words"})],
    "in source order": [(twins.swap_list_and_quotation, {"same-words"})],
    "with its spaces": [(twins.join_words, {"same-words"})],
    "no soft hyphen": [(twins.soft_hyphen, {"pdf-characters", "same-shape"})],
    "no marker read twice": [(twins.marker_twice, {"same-words"})],
    "ActualText on every run whose glyphs do not read back as its characters": [
        (twins.drop_actual_text_of_run, {"same-words", "same-shape"}),
        (twins.drop_actual_text_of_element, {"same-words", "same-shape"}),
    ],
    "outline = headings": [
        (twins.rename_bookmark, {"pdf-outline"}),
        (twins.drop_bookmarks, {"pdf-outline"}),
        (twins.skip_level, {"pdf-headings", "pdf-outline"}),
    ],
    "DisplayDocTitle, title, language": [
        (twins.hide_title, {"pdf-title"}),
        (twins.change_title, {"pdf-title"}),
        (twins.drop_language, {"pdf-language"}),
        (twins.another_language, {"pdf-language"}),
    ],
}
CASES = [
    pytest.param(twin, caught, id=f"{twin.__name__}: {needed}")
    for needed, broken in NEEDED.items()
    for twin, caught in broken
]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_spoken(tmp_path_factory.mktemp("spoken") / "good.pdf")


def rules(path: Path) -> set[str]:
    found = pdf.check(path, spoken_publication(), smallest_points=12)
    return {finding.rule for finding in found}


def test_listeners_of_the_good_handout_miss_nothing(good: Path) -> None:
    assert rules(good) == set()


@pytest.mark.parametrize(("twin", "caught"), CASES)
def test_a_twin_without_it_is_caught(
    good: Path, tmp_path: Path, twin: Twin, caught: set[str]
) -> None:
    with pikepdf.open(good) as file:
        twin(file)
        file.save(tmp_path / "twin.pdf")
    assert rules(tmp_path / "twin.pdf") == caught
