"""Rules about numbers: chances, ranges and dates that readers need not work out."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plainleaf.findings import Severity
from plainleaf.model import Publication
from plainleaf.validate.facts import Facts, Passage
from plainleaf.validate.rule import Remark, Rule
from plainleaf.validate.times import read_with_hours

PERCENT = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?)\s?(?:%|percent\b|per cent\b)")
_FREQUENCY = re.compile(
    r"(?<![\w.,/])(\d{1,4}) (?:in|out of|de cada|por cada) "
    r"(?:every )?(\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d+)(?![\d%/]|[.,]\d)"
)
_RANGE = re.compile(
    r"(?<![\w\u2010-\u2015+./-])[$£€]?\d{1,4}(?:[.,]\d+)?\s?"
    r"(?:%|°C?|mg|ml|mL|g|kg|cm|mm|m)?"
    r"\s?[-\u2010-\u2015]\s?[$£€]?\d{1,4}(?:[.,]\d+)?(?![\w\u2010-\u2015/-]|[.:]\d)"
)
_DAY = re.compile(
    r"(?<![\w/.-])(?:(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2}))|\d{4}-\d{2}-\d{2})"
    r"(?![\w/-]|[.]\d)"
)
ISO_DAY = re.compile(r"\d{4}-")
_DASH = re.compile(r"\s*[-\u2010-\u2015]\s*")
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-\u2010-\u2015]\s?(?:(?:19|20)\d\d|\d\d)$")
_TELEPHONE = re.compile(r"[\d)]{3,}[\s\u2010-\u2015-]*$")


@dataclass(frozen=True, slots=True)
class _Chance:
    """A chance as a text gives it: "1 in 10" has the whole 10, a percentage none."""

    words: str
    whole: int | None
    passage: Passage
    offset: int


def number_forms_mixed(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A section gives chances in one form: as “1 in 10”, or as a percentage.

    PEMAT-P item 6; NHS content guide, numbers.
    """
    del publication
    for chances in _by_section(facts):
        counted = [one for one in chances if one.whole is not None]
        shares = [one for one in chances if one.whole is None]
        if counted and shares:
            rarer = min((shares, counted), key=len)
            yield Remark(
                f"“{shares[0].words}” and “{counted[0].words}” stand in one section",
                rarer[0].passage.place(rarer[0].offset),
                "Use one form; “1 in 10 people” is the easiest to picture.",
            )


def denominators_differ(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Chances that are compared are given out of the same number.

    CDC Clear Communication Index, item 17; PEMAT-P item 7.
    """
    del publication
    for chances in _by_section(facts):
        first = next((one for one in chances if one.whole is not None), None)
        other = next(
            (
                one
                for one in chances
                if first and one.whole is not None and one.whole != first.whole
            ),
            None,
        )
        if first and other:
            yield Remark(
                f"“{other.words}” and “{first.words}” are out of different numbers",
                other.passage.place(other.offset),
                "Give both out of the same number, such as 100 or 1,000.",
            )


def _by_section(facts: Facts) -> Iterator[list[_Chance]]:
    found: dict[str, list[_Chance]] = {}
    for passage in facts.read("text", "cell"):
        chances = found.setdefault(passage.section, [])
        for match in _FREQUENCY.finditer(passage.text):
            whole = int(re.sub(r"\D", "", match[2]))
            if whole > 1:
                chances.append(_Chance(match[0], whole, passage, match.start()))
        for match in PERCENT.finditer(passage.text):
            if not is_strength(facts, passage.text, match):
                chances.append(_Chance(match[0], None, passage, match.start()))
    yield from found.values()


def is_strength(facts: Facts, text: str, match: re.Match[str]) -> bool:
    """Say whether a percentage is that of a product or a price, and no chance."""
    before, after = text[: match.start()], text[match.end() :]
    patterns = facts.patterns.patterns
    return bool(
        patterns["percent_of_product"].search(after)
        or patterns["product_of_percent"].search(before)
    )


def range_with_dash(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A range has a word between its numbers, not a dash.

    NHS content guide, numbers; a voice reads “5-10” as “five ten” or “minus”.
    """
    hours = facts.patterns.patterns.get("range_of_times")
    word = next(iter(facts.patterns.phrases.get("range_word", ())), None)
    for passage in read_with_hours(publication, facts):
        found = [
            match
            for match in _RANGE.finditer(passage.text)
            if not _TELEPHONE.search(passage.text[: match.start()])
            and not _looks_like_number(match[0])
        ]
        found += hours.finditer(passage.text) if hours else ()
        for match in found:
            right = _DASH.sub(f" {word} ", match[0])
            yield Remark(
                f"the range “{match[0]}” is written with a dash",
                passage.place(match.start()),
                f"Write “{right}”." if word else "Write the word: “5 to 10”.",
            )


def _looks_like_number(found: str) -> bool:
    """Say whether a match is a telephone number or years, not a range."""
    left, right = (
        re.sub(r"[^\d.,]", "", part)
        for part in re.split(r"[-\u2010-\u2015]", found, maxsplit=1)
    )
    if _YEARS.fullmatch(found):
        return True
    try:
        low, high = float(left.replace(",", ".")), float(right.replace(",", "."))
    except ValueError:
        return True
    return low >= high or (left.startswith("0") and "." not in left)


def percent_with_decimals(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A percentage in a text has no decimals.

    NHS content guide, numbers: “1 in 7”, not “14.3%”; PEMAT-P item 6.
    """
    del publication
    for passage in facts.read("text", "front"):
        for match in PERCENT.finditer(passage.text):
            strength = is_strength(facts, passage.text, match)
            if re.search(r"[.,]", match[1]) and not strength:
                yield Remark(
                    f"“{match[0]}” is more exact than a reader can use",
                    passage.place(match.start()),
                    "Round it, or say “1 in 7”.",
                )


def date_in_digits(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A day has its month in letters.

    NHS content guide, dates: 06/08/2018 is a day in June to some, in August to others.
    """
    del publication
    for passage in facts.read():
        for match in _DAY.finditer(passage.text):
            if ISO_DAY.match(match[0]):
                yield Remark(
                    f"the day “{match[0]}” is written in figures alone",
                    passage.place(match.start()),
                    "Write it out, as 12 March 2026.",
                )
                continue
            yield Remark(
                f"the day “{match[0]}” can be read in two ways",
                passage.place(match.start()),
                "Write 6 August 2018, or August 6, 2018.",
            )


RULES = (
    Rule(
        number_forms_mixed,
        Severity.WARNING,
        needs=("percent_of_product", "product_of_percent"),
    ),
    Rule(
        denominators_differ,
        Severity.WARNING,
        needs=("percent_of_product", "product_of_percent"),
    ),
    Rule(range_with_dash, Severity.WARNING),
    Rule(
        percent_with_decimals,
        Severity.NOTE,
        needs=("percent_of_product", "product_of_percent"),
    ),
    Rule(date_in_digits, Severity.WARNING),
)
