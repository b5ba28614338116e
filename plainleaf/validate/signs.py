"""Rules about bold, capitals and signs: what is loud, and what cannot be heard."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

import re
import unicodedata
from collections.abc import Iterator

from plainleaf.findings import Severity
from plainleaf.model import Publication, Strong
from plainleaf.sentences import words_in
from plainleaf.validate.facts import Facts, Passage
from plainleaf.validate.rule import Remark, Rule
from plainleaf.words import inline_text

MUCH_BOLD = 10
"""One word in how many may be bold."""
_ENOUGH = 100
"""Words below which a share says nothing."""
_LOUD_WORD = r"(?<!\w)[^\W\d_a-zß-öø-ÿ]+(?!\w)"
_CAPITALS = re.compile(rf"{_LOUD_WORD}(?:[ ,]+{_LOUD_WORD}){{2,}}")
_LONG_WORD = 5
_SYMBOLS = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f]"
)
_READ_WELL = frozenset("\u2192\u2190\u2191\u2193")
"""Arrows stand in chemistry and in "menu, then settings"; voices read them."""


def bold_overused(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """At most one word in ten is in bold.

    NHS content guide, bold: when much is loud, nothing is. The share is ours.
    """
    del publication
    passages = [one for one in facts.read("text") if one.kind == "text"]
    total = sum(len(words_in(passage.text)) for passage in passages)
    bold: list[Strong] = []
    for passage in passages:
        bold += [one for one in passage.inlines if isinstance(one, Strong)]
    count = sum(len(words_in(inline_text(one.inlines))) for one in bold)
    if total >= _ENOUGH and count * MUCH_BOLD > total:
        yield Remark(
            f"{count} of {total} words are in bold",
            bold[0].location,
            "Leave bold to what a reader must not miss.",
        )


def words_in_capitals(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """No words in a row are in capitals.

    UKAAF and RNIB Clear Print; some voices spell them letter by letter.
    """
    short = {entry.short for entry in publication.front.abbreviations}
    for passage in facts.read():
        for offset, words in _loud(passage, short):
            yield Remark(
                f"“{words}” is in capitals",
                passage.place(offset),
                "Write it in small letters; a `::: warning` makes it stand out.",
            )


def _loud(passage: Passage, short: set[str]) -> Iterator[tuple[int, str]]:
    """Yield each run of capitals that is longer than a name, with its offset."""
    for match in _CAPITALS.finditer(passage.text):
        words = match[0].replace(",", " ").split()
        # Most scripts have no capitals at all.
        loud = [word for word in words if word.isupper() and word not in short]
        if len(loud) > 2 and max(map(len, loud)) >= _LONG_WORD:  # noqa: PLR2004
            yield match.start(), match[0]


def symbol_typed(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A sign is drawn by the program or said in words, not typed.

    WCAG 2.2 SC 1.1.1 and 1.3.1; voices read signs by odd names, or not at all, and
    fonts lack them.
    """
    del publication
    for passage in facts.read():
        for match in _SYMBOLS.finditer(passage.text):
            if match[0] in _READ_WELL or match[0] == "\ufe0f":
                continue
            name = unicodedata.name(match[0], "a sign").lower()
            yield Remark(
                f"the sign “{match[0]}” ({name}) is not heard by everybody",
                passage.place(match.start()),
                "Say it in words; `::: do`, `::: dont`, `::: checklist` and "
                "`::: warning` draw their own signs.",
            )


RULES = (
    Rule(bold_overused, Severity.WARNING),
    Rule(words_in_capitals, Severity.WARNING),
    Rule(symbol_typed, Severity.WARNING),
)
