"""How hard a text is to read, as numbers, with its hardest sentences.

Formulas count; they do not read. The NHS content guide uses them only to choose what
to look at first, and AHRQ warns of them; so nothing here is a finding, a limit or a
badge. Left out before counting: headings, tables, entries of lists that are no
sentences, marks of citations and notes, words in other languages.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import sqrt

from plainleaf.findings import Location
from plainleaf.model import Publication
from plainleaf.sentences import spelled, words_in
from plainleaf.syllables import syllables
from plainleaf.validate.facts import MARK, Facts, Passage

HARDEST = 10
POLYSYLLABLE = 3
LONG_WORD = 6
"""Letters above which LIX counts a word as long."""
SMOG_SENTENCES = 30
_FEW_WORDS = 5
_ENDS = (".", "!", "?", "…", "؟", "。", ":")


@dataclass(frozen=True, slots=True)
class Counts:
    """What the formulas count, of a text or of one sentence."""

    sentences: int
    words: int
    syllables: int
    polysyllables: int
    long_words: int
    monosyllables: int = 0

    @property
    def words_per_sentence(self) -> float:
        """Return the mean length of a sentence."""
        return self.words / self.sentences

    @property
    def syllables_per_word(self) -> float:
        """Return the mean length of a word."""
        return self.syllables / self.words


@dataclass(frozen=True, slots=True)
class Measure:
    """One formula's result; `value` is `None` where it does not hold, and says why."""

    name: str
    value: float | None
    scale: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class HardSentence:
    """A sentence that weighs most in the first formula."""

    text: str
    words: int
    value: float
    location: Location


@dataclass(frozen=True, slots=True)
class Readability:
    """The numbers of one publication; `measures` is empty where no formula is known."""

    counts: Counts
    measures: tuple[Measure, ...]
    hardest: tuple[HardSentence, ...]
    long_words: tuple[tuple[str, int], ...]


def readability(publication: Publication) -> Readability:
    """Return the numbers for a publication's running text, in its language."""
    language = publication.front.language
    # The day decides nothing here.
    facts = Facts.of(publication, as_of=date.min)
    found = [
        (sentence, passage.place(offset))
        for passage in facts.read("text", "front")
        if "table" not in passage.within
        for offset, sentence in passage.sentences()
        if _is_sentence(passage, sentence)
    ]
    texts = [sentence for sentence, _ in found]
    total = counted(texts, language)
    formulas = formulas_for(language, texts)
    if not total.words or not formulas:
        return Readability(total, (), (), ())
    first = formulas[0]
    hard = [
        HardSentence(
            text=" ".join(sentence.replace(MARK, "").split()),
            words=counts.words,
            value=first.compute(counts),
            location=place,
        )
        for sentence, place in found
        if (counts := counted([sentence], language)).words >= _FEW_WORDS
    ]
    hard.sort(key=lambda one: one.value, reverse=first.higher_is_harder)
    return Readability(
        counts=total,
        measures=tuple(formula.measure(total) for formula in formulas),
        hardest=tuple(hard[:HARDEST]),
        long_words=_long_words(texts, language),
    )


def _is_sentence(passage: Passage, sentence: str) -> bool:
    return "itemlist" not in passage.within or sentence.rstrip(MARK).endswith(_ENDS)


def counted(texts: list[str], language: str) -> Counts:
    """Count sentences, each a text of its own; words are those with a letter."""
    words = [word for text in texts for word in words_in(text) if spelled(word)]
    each = [syllables(word, language) for word in words]
    return Counts(
        sentences=len(texts),
        words=len(words),
        syllables=sum(each),
        polysyllables=sum(count >= POLYSYLLABLE for count in each),
        long_words=sum(len(word) > LONG_WORD for word in words),
        monosyllables=sum(count == 1 for count in each),
    )


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: how it is computed, what its numbers mean, and from how much text."""

    name: str
    compute: Callable[[Counts], float]
    scale: str
    higher_is_harder: bool
    sentences: int = 1

    def measure(self, counts: Counts) -> Measure:
        """Return the formula's result for a whole text."""
        if counts.sentences < self.sentences:
            remark = (
                f"needs {self.sentences} sentences; this text has {counts.sentences}"
            )
            return Measure(self.name, None, self.scale, remark)
        return Measure(self.name, round(self.compute(counts), 1), self.scale)


def flesch_kincaid(counts: Counts) -> float:
    """Return the US school grade (Kincaid and others, 1975)."""
    return 0.39 * counts.words_per_sentence + 11.8 * counts.syllables_per_word - 15.59


def flesch(counts: Counts) -> float:
    """Return Flesch's reading ease, 0 to 100 (Flesch, 1948)."""
    return (
        206.835 - 1.015 * counts.words_per_sentence - 84.6 * counts.syllables_per_word
    )


def smog(counts: Counts) -> float:
    """Return the SMOG grade (McLaughlin, 1969); it needs thirty sentences."""
    return 1.043 * sqrt(counts.polysyllables * 30 / counts.sentences) + 3.1291


def szigriszt(counts: Counts) -> float:
    """Return Szigriszt Pazos's perspicuity (1993), read on the INFLESZ scale."""
    return 206.835 - 62.3 * counts.syllables_per_word - counts.words_per_sentence


def fernandez_huerta(counts: Counts) -> float:
    """Return Fernández Huerta's ease (1959), as Law corrected it (2011)."""
    return 206.84 - 60 * counts.syllables_per_word - 1.02 * counts.words_per_sentence


def lix(counts: Counts) -> float:
    """Return the LIX (Björnsson, 1968): it needs no syllables."""
    return counts.words_per_sentence + 100 * counts.long_words / counts.words


def wiener_sachtextformel(counts: Counts) -> float:
    """Return the school year by the first Vienna formula (Bamberger, Vanecek, 1984)."""
    percent = 100 / counts.words
    return (
        0.1935 * percent * counts.polysyllables
        + 0.1672 * counts.words_per_sentence
        + 0.1297 * percent * counts.long_words
        - 0.0327 * percent * counts.monosyllables
        - 0.875
    )


def amstad(counts: Counts) -> float:
    """Return Flesch's ease as Amstad (1978) fitted it to German, 0 to 100."""
    return 180 - counts.words_per_sentence - 58.5 * counts.syllables_per_word


ENGLISH = (
    Formula("Flesch-Kincaid grade", flesch_kincaid, "US school grade", True),  # noqa: FBT003
    Formula("Flesch reading ease", flesch, "0 (hard) to 100 (easy)", False),  # noqa: FBT003
    Formula("SMOG grade", smog, "US school grade", True, SMOG_SENTENCES),  # noqa: FBT003
)
SPANISH = (
    Formula(
        "Szigriszt-Pazos, INFLESZ scale",
        szigriszt,
        "under 40 very hard, 40 to 55 rather hard, 55 to 65 normal, 65 to 80 rather "
        "easy, over 80 very easy",
        False,  # noqa: FBT003
    ),
    Formula("Fernández Huerta", fernandez_huerta, "0 (hard) to 100 (easy)", False),  # noqa: FBT003
)
GERMAN = (
    Formula(
        "Wiener Sachtextformel",
        wiener_sachtextformel,
        "school year, 4 (very easy) to 15 (very hard)",
        True,  # noqa: FBT003
    ),
    Formula("Flesch reading ease (Amstad)", amstad, "0 (hard) to 100 (easy)", False),  # noqa: FBT003
)
ANY_LATIN = (
    Formula(
        "LIX",
        lix,
        "under 30 very easy, 30 to 40 easy, 40 to 50 medium, 50 to 60 hard, over 60 "
        "very hard",
        True,  # noqa: FBT003
    ),
)


def formulas_for(language: str, texts: list[str]) -> tuple[Formula, ...]:
    """Return the formulas for a language, the most telling first; none may be."""
    base = language.partition("-")[0].lower()
    if base == "en":
        return ENGLISH
    if base == "es":
        return SPANISH
    if base == "de":
        return GERMAN
    letters = [letter for text in texts for letter in text if letter.isalpha()]
    latin = sum(unicodedata.name(one, "").startswith("LATIN") for one in letters)
    return ANY_LATIN if latin * 2 > len(letters) else ()


def _long_words(texts: list[str], language: str) -> tuple[tuple[str, int], ...]:
    """Return the words of four syllables and more, the most frequent first."""
    found = Counter(
        word.lower()
        for text in texts
        for word in words_in(text)
        if syllables(word, language) > POLYSYLLABLE and not word.isupper()
    )
    ordered = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return tuple(ordered[: 2 * HARDEST])
