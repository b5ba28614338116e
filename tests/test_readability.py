"""Readability: formulas on worked examples that others published, counts by hand."""

from pathlib import PurePosixPath

import pytest

from plainleaf.model import Source
from plainleaf.parse import parse
from plainleaf.readability import (
    Counts,
    Readability,
    amstad,
    counted,
    fernandez_huerta,
    flesch,
    flesch_kincaid,
    lix,
    readability,
    smog,
    szigriszt,
    wiener_sachtextformel,
)
from plainleaf.sentences import sentences
from plainleaf.syllables import syllables

PLATYPUS = (
    "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
)


def counts(sentences: int, words: int, syllables: float, **more: int) -> Counts:
    return Counts(
        sentences,
        words,
        int(syllables),
        more.get("polysyllables", 0),
        more.get("long_words", 0),
        more.get("monosyllables", 0),
    )


def measured(text: str, language: str) -> Readability:
    made, _ = parse(
        Source(
            PurePosixPath("x.md"),
            "x",
            "",
            f"---\ntitle: X\nlanguage: {language}\n---\n{text}".encode(),
        )
    )
    assert made is not None
    return readability(made)


# Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948): the
# table of typical words per sentence and syllables per 100 words, by band of scores.
@pytest.mark.parametrize(
    ("words", "per_hundred", "low", "high"),
    [
        (8, 123, 90, 100),
        (11, 131, 80, 90),
        (14, 139, 70, 80),
        (17, 147, 60, 70),
        (21, 155, 50, 60),
        (25, 167, 30, 50),
        (29, 192, 0, 30),
    ],
)
def test_flesch_gives_the_bands_of_its_authors_table(
    words: int, per_hundred: int, low: int, high: int
) -> None:
    assert low < flesch(counts(100, 100 * words, words * per_hundred)) < high


def test_the_platypus_is_grade_11_3() -> None:
    # The example of Wikipedia's article on Flesch-Kincaid: 13 words, 24 syllables.
    found = counted([PLATYPUS], "en")
    assert (found.words, found.syllables) == (13, 24)
    assert round(flesch_kincaid(found), 1) == 11.3


def test_the_easiest_sentence_scores_above_a_hundred() -> None:
    found = counted(["The cat sat on the mat."], "en")
    assert round(flesch(found)) == 116


# The conversion table for thirty sentences that health services print (McGraw;
# National Cancer Institute, Clear and Simple): its last count for each grade. It is of
# the simpler "square root plus 3", so the formula lies within a grade of it.
@pytest.mark.parametrize(
    ("polysyllables", "grade"),
    [
        (6, 5),
        (12, 6),
        (20, 7),
        (30, 8),
        (42, 9),
        (56, 10),
        (72, 11),
        (90, 12),
        (110, 13),
        (132, 14),
        (156, 15),
        (182, 16),
        (210, 17),
        (240, 18),
    ],
)
def test_smog_agrees_with_the_printed_table(polysyllables: int, grade: int) -> None:
    found = smog(counts(30, 500, 700, polysyllables=polysyllables))
    assert abs(found - grade) < 1.3


def test_lix_of_a_published_count() -> None:
    # inUse, "Vet DU vad lix är?": 580 sentences, 3,784 words, 1,018 long: LIX 33.
    assert round(lix(counts(580, 3784, 0, long_words=1018))) == 33


def test_the_vienna_formula_gives_the_published_value() -> None:
    # The tests of textstat, "Cool dogs wear da sunglasses.", first variant: 3.809. One
    # word of five is long and has three syllables, four have one.
    found = counts(1, 5, 7, polysyllables=1, long_words=1, monosyllables=4)
    assert wiener_sachtextformel(found) == pytest.approx(3.809)


def test_amstads_formula_by_hand() -> None:
    # leichtlesbar.ch: 180 - 58.5 x syllables a word - words a sentence.
    assert amstad(counts(10, 100, 150)) == pytest.approx(180 - 58.5 * 1.5 - 10)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("Arzt", 1),
        ("Tablette", 3),
        ("Patientin", 4),
        ("Familie", 4),
        ("Therapie", 3),
        ("Therapien", 4),
        ("Allergie", 3),
        ("Operation", 5),
        ("geimpft", 2),
        ("Geist", 1),
        ("beenden", 3),
        ("Beere", 2),
        ("beurteilen", 4),
        ("Beutel", 2),
        ("Bäuche", 2),
        ("Hygiene", 4),
        ("Arterie", 4),
        ("verdient", 2),
        ("Quelle", 2),
        ("Ideen", 3),
        ("Seen", 1),
        ("Museum", 3),
        ("Knie", 1),
        ("schien", 1),
        ("Krankenschwester", 4),
        ("Nebenwirkungen", 5),
        ("Yoga", 2),
    ],
)
def test_syllables_in_german(word: str, count: int) -> None:
    assert syllables(word, "de-AT") == count


def test_a_german_text_is_measured_with_german_formulas() -> None:
    hard = "Die Medikamentenverabreichung erfolgt ausschließlich nach Rücksprache."
    found = measured(f"Wir sind heute für Sie da. {hard}\n", "de")
    assert [one.name for one in found.measures] == [
        "Wiener Sachtextformel",
        "Flesch reading ease (Amstad)",
    ]
    assert found.hardest[0].text == hard


def test_spanish_formulas_by_hand() -> None:
    # Ten sentences of 20 words, 2 syllables a word: 206.835 - 62.3 x 2 - 20, and
    # 206.84 - 60 x 2 - 1.02 x 20 (legible.es; Law 2011 on the misprinted formula).
    found = counts(10, 200, 400)
    assert szigriszt(found) == pytest.approx(62.235)
    assert fernandez_huerta(found) == pytest.approx(66.44)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("día", 2),
        ("país", 2),
        ("cuidado", 3),
        ("guerra", 2),
        ("pingüino", 3),
        ("ahora", 3),
        ("leer", 2),
        ("quiero", 2),
        ("mayor", 2),
        ("muy", 1),
        ("y", 1),
        ("yo", 1),
        ("medicación", 4),
        ("farmacéutico", 5),
        ("alcohol", 3),
        ("oído", 3),
        ("fluido", 2),
        ("médico-quirúrgico", 7),
    ],
)
def test_syllables_in_spanish(word: str, count: int) -> None:
    assert syllables(word, "es-ES") == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("table", 2),
        ("tables", 2),
        ("walked", 1),
        ("wanted", 2),
        ("rested", 2),
        ("dose", 1),
        ("doses", 2),
        ("pages", 2),
        ("careful", 2),
        ("treatment", 2),
        ("medicine", 3),
        ("information", 4),
        ("radiographer", 5),
        ("breathing", 2),
        ("hospital", 3),
        ("patient's", 2),
        ("physiotherapist", 6),
        ("MRI", 3),
        ("X-ray", 2),
    ],
)
def test_syllables_in_english(word: str, count: int) -> None:
    assert syllables(word, "en") == count


def test_a_sentence_ends_where_it_ends() -> None:
    text = "See Dr. Doe, e.g. at 3.30 p.m. on Monday. “Is it far?” Yes! It is on p. 3."
    assert [sentence for _, sentence in sentences(text)] == [
        "See Dr. Doe, e.g. at 3.30 p.m. on Monday.",
        "“Is it far?”",
        "Yes!",
        "It is on p. 3.",
    ]


def test_headings_tables_and_fragments_do_not_count() -> None:
    plain = measured("We are here. You are not.", "en")
    more = measured(
        "## Considerably complicated heading\n\nWe are here. You are not.\n\n"
        "- considerable complications\n\n"
        '::: {.table caption="Complicated"}\n| Complicated | Heading |\n|---|---|\n'
        "| a considerable | complication |\n:::",
        "en",
    )
    assert more.counts == plain.counts
    assert plain.counts.sentences == 2


def test_the_hardest_sentence_comes_first_with_its_place() -> None:
    hard = "Administration necessitates considerable deliberation by everybody."
    found = measured(f"We are all here for you. {hard}\n", "en")
    assert found.hardest[0].text == hard
    assert (found.hardest[0].location.line, found.hardest[0].location.column) == (5, 26)


def test_smog_says_that_it_needs_more_text() -> None:
    grade = measured("We are here.", "en").measures[2]
    assert grade.value is None
    assert grade.remark == "needs 30 sentences; this text has 1"


def test_other_languages_have_lix_or_no_formula() -> None:
    assert [one.name for one in measured("Vi är här nu.", "sv").measures] == ["LIX"]
    assert measured("نحن هنا الآن.", "ar").measures == ()
