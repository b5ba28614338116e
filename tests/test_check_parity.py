"""What parity says of words that are missing, added, changed or moved."""

from pathlib import Path

import pytest
from small_publication import small_publication

from plainleaf.check.heard import BREAK, Chunk, heard
from plainleaf.check.parity import parity, same_shape, same_text
from plainleaf.check.shape import shape_of
from plainleaf.model import Publication
from plainleaf.words import words

EDITION, PATH = "pdf", Path("a.pdf")


@pytest.fixture(scope="module")
def publication() -> Publication:
    return small_publication()


def told(publication: Publication, found: list[str]) -> str:
    """Return the one message about words, without what every message begins with."""
    (finding,) = parity(found, publication, edition=EDITION, path=PATH)
    assert finding.rule == "same-words"
    return finding.message.partition(": ")[2]


@pytest.fixture
def own(publication: Publication) -> list[str]:
    return list(words(publication, edition=EDITION))


def test_the_same_words_have_no_finding(
    publication: Publication, own: list[str]
) -> None:
    assert parity(own, publication, edition=EDITION, path=PATH) == ()


def test_blocks_for_other_editions_are_not_missed(
    publication: Publication, own: list[str]
) -> None:
    assert "café" not in own
    assert "café" in told(publication, list(words(publication, edition="html")))


def test_a_missing_word(publication: Publication, own: list[str]) -> None:
    own.remove("bell.")
    assert told(publication, own) == "“bell.” is missing after “door with a brass”"


def test_an_added_word(publication: Publication, own: list[str]) -> None:
    own.insert(0, "Draft")
    assert told(publication, own) == "“Draft” was added at the beginning"


def test_a_changed_word(publication: Publication, own: list[str]) -> None:
    own[own.index("ground")] = "first"
    assert told(publication, own) == "“ground” became “first” after “clinic is on the”"


def test_moved_words(publication: Publication, own: list[str]) -> None:
    at = own.index("Twice.")
    own.insert(at - 6, own.pop(at))
    assert (
        told(publication, own)
        == "“Twice.” moved away from its place after “book, and read it.”"
    )


def test_three_places_are_told_and_the_rest_counted(
    publication: Publication, own: list[str]
) -> None:
    for word in ("Quay", "book,", "brass", "Festina", "talk"):
        own.remove(word)
    assert told(publication, own).count("is missing") == 3
    assert told(publication, own).endswith("; and 2 more places")


def test_nothing_at_all(publication: Publication) -> None:
    assert "is missing at the beginning" in told(publication, [])


def test_a_tail_that_is_cut_off(publication: Publication, own: list[str]) -> None:
    assert "is missing after" in told(publication, own[:-1])


def test_words_for_others_are_the_readers_own(publication: Publication) -> None:
    found = words(publication, edition=EDITION, others="und andere")
    assert (
        parity(found, publication, edition=EDITION, path=PATH, others="und andere")
        == ()
    )
    assert "andere" in told(publication, list(found))


# --- what is heard of chunks --------------------------------------------------------


def test_furniture_parts_no_word() -> None:
    chunks = [
        Chunk("walk", own=True, language="en"),
        Chunk("[1]", own=False, language="en"),
        Chunk(".", own=True, language="en"),
    ]
    found = heard(chunks, language="en")
    assert (found.own, found.furniture) == (("walk.",), ("[1]",))


def test_soft_hyphens_and_composed_letters_read_alike() -> None:
    chunks = [Chunk("cafe\u0301 in\u00adfor", own=True, language="en")]
    assert heard(chunks, language="en").own == ("café", "infor")


def test_a_word_has_the_language_of_its_first_letter() -> None:
    chunks = [
        Chunk("Say ", own=True, language="en"),
        Chunk("bonjour", own=True, language="fr"),
        Chunk(", you.", own=True, language="en"),
    ]
    assert heard(chunks, language="en").foreign == (("fr", "bonjour,"),)


def test_blocks_are_what_stands_between_breaks() -> None:
    chunks = [Chunk(f"a b{BREAK} {BREAK}c", own=True, language="en")]
    assert heard(chunks, language="en").blocks == (("a", "b"), ("c",))


def test_joined_blocks_are_found(publication: Publication) -> None:
    text = " ".join(words(publication, edition=EDITION))
    found = heard([Chunk(text, own=True, language="en")], language="en")
    (finding,) = same_text(found, publication, edition=EDITION, path=PATH)
    assert finding.rule == "same-blocks"
    assert "stands for “Finding the eye clinic”" in finding.message


# --- shape --------------------------------------------------------------------------


def test_the_shape_of_a_publication(publication: Publication) -> None:
    shape = shape_of(publication, edition=EDITION, others="and others")
    assert shape.lists == (
        *(("unordered", 2), ("named", 2), ("ordered", 2), ("unordered", 2)),
        *(("unordered", 1), ("unordered", 1), ("unordered", 2)),
        *(("unordered", 1), ("unordered", 2), ("ordered", 2), ("unordered", 2)),
        *(("unordered", 1), ("named", 1), ("ordered", 2)),
    )
    assert shape.tables == ((60, 3, 60),)
    assert shape.pictures == (
        "A street map: the clinic is by the water.",
        "A red door with a brass bell.",
        "The bell is round.",
        "10 figures, 3 of them filled in",
    )
    assert (shape.notes, shape.quotations) == (2, 1)
    assert shape.links[:2] == (("triage", "#"), ("the timetable", "#"))
    assert shape.links[-1] == ("https://bus.example/eight", "https://bus.example/eight")
    languages = [language for language, _ in shape.foreign]
    assert languages == ["fr", "de", "de", *["la"] * 6, *["de"] * 5]


def test_every_difference_of_shape_is_told(publication: Publication) -> None:
    page = shape_of(publication, edition="html", others="and others")
    found = same_shape(page, publication, edition=EDITION, path=PATH)
    assert len(found) == 1
    assert found[0].message == (
        "links: number 2 is ('Order now', 'https://cafe.example/') in the file, "
        "('the timetable', '#') in the text"
    )
