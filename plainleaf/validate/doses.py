"""Rules about doses: what is misread when a number and its unit are written badly.

Two houses of style disagree on the space: the NHS writes “250mg”, ISMP “250 mg”. The
text's country chooses, or `dose_style`; where neither does, a text keeps to one.
"""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

import re
from collections.abc import Iterator
from typing import NamedTuple

from plainleaf.findings import Severity
from plainleaf.model import Publication
from plainleaf.validate.facts import Facts, Passage
from plainleaf.validate.rule import Remark, Rule

HOUSES = {"GB": "nhs", "US": "ismp"}
"""Which style holds in a country, unless the front matter says otherwise."""
_UNITS = (
    r"(?:mg|mcg|micrograms?|microgramos?|µg|\u03bcg|ug|ml|mL|IU|UI|units?|unidades)"
)
_DOSE = re.compile(rf"(?<![\w.,])(\d[\d.,]*)([ \u00a0\u202f]?)({_UNITS}|g)(?![\w/])")
_NO_ZERO = r"(?<![\w.,])([.,]\d+)[ \u00a0\u202f]?(?:{unit}|g)(?![\w/])"
# Three figures after a sign may be thousands, but not after a lone zero.
_ZERO = (
    r"(?<![\w.,])(\d+[.,](?:0{{1,2}}|[1-9]0)|0[.,]\d*[1-9]0+)[ \u00a0\u202f]?"
    r"(?:{unit})(?![\w/])"
)
_SHORT_UNIT = re.compile(
    r"(?<![\w.,])\d[\d.,]*[ \u00a0\u202f]?(µg|μg|ug|mcg|IU|UI|U|cc)(?!\w)"
)
_TWO_NUMBERS = re.compile(
    rf"(?<![\w.,])\d{{1,2}} \d[\d.,]*[ \u00a0\u202f]?(?:{_UNITS}|g)(?![\w/])"
)
_NEAR = 40
"""Characters before a short form within which a number makes it one of doses."""
_SHORT_FORM = re.compile(r"(?<=\b(?:tab|cap))\.|(?<=\b(?:tabs|caps))\.")
"""Full stops that end no sentence."""
_LETTERS = re.compile(r"(?:mg|mcg|ml|mL|g)(?!\w)")


class _Written(NamedTuple):
    passage: Passage
    offset: int
    words: str
    apart: bool


def house_of(publication: Publication) -> str | None:
    """Return the style of doses that holds: `nhs`, `ismp`, or `None` for either."""
    return publication.front.dose_style or HOUSES.get(
        (publication.jurisdiction or "").split("-")[0]
    )


def dose_spacing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Number and unit of a dose are written in one way, the country's own.

    NHS content guide, medicines: 250mg; ISMP, list of error-prone dose designations:
    250 mg.
    """
    house = house_of(publication)
    written = [
        _Written(passage, match.start(), match[0], bool(match[2]))
        for passage in facts.read()
        for match in _DOSE.finditer(passage.text)
        if _LETTERS.match(match[3])
    ]
    if not written:
        return
    apart = sum(one.apart for one in written)
    spaced = house == "ismp" if house else apart * 2 >= len(written)
    for one in written:
        if one.apart != spaced:
            wanted = "a space" if spaced else "no space"
            why = f"as {house.upper()} style asks" if house else "as elsewhere here"
            yield Remark(
                f"“{one.words}” is written otherwise than the text's other doses"
                if not house
                else f"“{one.words}” is not {house.upper()} style",
                one.passage.place(one.offset),
                f"Write {wanted} before the unit, {why}.",
            )


def dose_leading_zero(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A dose under one begins with a zero.

    Joint Commission, “Do not use” list; ISMP: “.5 mg” is mistaken for 5 mg.
    """
    del publication
    form = _with_unit(_NO_ZERO, facts)
    for passage in facts.read():
        for match in form.finditer(passage.text):
            yield Remark(
                f"“{match[0]}” can be read as ten times as much",
                passage.place(match.start()),
                f"Write 0{match[0]}.",
            )


def dose_trailing_zero(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A dose has no zero at the end of its decimals.

    Joint Commission, “Do not use” list; ISMP: “5.0 mg” is mistaken for 50 mg.
    """
    del publication
    form = _with_unit(_ZERO, facts)
    for passage in facts.read():
        for match in form.finditer(passage.text):
            short = match[1].rstrip("0").rstrip(".,")
            times = "ten times as much" if short.isdigit() else "a far larger dose"
            yield Remark(
                f"“{match[0]}” can be read as {times}",
                passage.place(match.start()),
                f"Write {short}{match[0][len(match[1]) :]}.",
            )


def _with_unit(form: str, facts: Facts) -> re.Pattern[str]:
    """Return what finds a dose by its unit, or by a form such as “tablet”."""
    told = facts.patterns.patterns.get("dose_form")
    unit = f"{_UNITS}|{told.pattern}" if told else _UNITS
    return re.compile(form.format(unit=unit))


def dose_unit_short(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Units that are misread are written in full.

    Joint Commission, “Do not use” list (U, IU); ISMP (µg, cc); NHS content guide,
    medicines: micrograms, not mcg.
    """
    names = {
        "U": "units",
        "IU": "international units",
        "UI": "unidades internacionales",
        "cc": "ml",
    }
    nhs = house_of(publication) == "nhs"
    small = "micrograms" if nhs else "mcg, or micrograms"
    for passage in facts.read():
        for match in _SHORT_UNIT.finditer(passage.text):
            if match[1] == "mcg" and not nhs:
                continue
            yield Remark(
                f"the unit in “{match[0]}” is easily misread",
                passage.place(match.start()),
                f"Write {names.get(match[1], small)}.",
            )


def numbers_adjacent(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """No number of tablets stands right before their strength.

    NHS content guide, medicines: “one or two 200mg tablets”; “2 200mg” can be read as
    2,200.
    """
    del publication
    for passage in facts.read():
        for match in _TWO_NUMBERS.finditer(passage.text):
            yield Remark(
                f"two numbers stand side by side in “{match[0]}”",
                passage.place(match.start()),
                "Write the first in letters.",
            )


def dose_latin(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """How often to take a medicine is said in plain words.

    ISMP, list of error-prone abbreviations; Joint Commission, “Do not use” list.
    """
    form = facts.patterns.patterns.get("dose_form")
    amount = re.compile(
        rf"(?:\d|\b(?:tabs?|caps?|{form.pattern if form else 'mg'})\b)[^.!?]*$",
        re.IGNORECASE,
    )
    listed = {entry.short.casefold() for entry in publication.front.abbreviations}
    for passage in facts.read():
        for match in facts.patterns.patterns["latin_dose"].finditer(passage.text):
            before = passage.text[max(0, match.start() - _NEAR) : match.start()]
            before = _SHORT_FORM.sub("", before)
            key = re.sub(r"[\W_]", "", match[0]).casefold()
            if key in listed or match[0] != match[0].strip():
                continue
            # Without an amount close by, "BD" may be a company and "bid" a word.
            sure = facts.patterns.is_phrase("latin_sure", key)
            if sure or amount.search(before):
                yield Remark(
                    f"“{match[0]}” is a short form that patients cannot know",
                    passage.place(match.start()),
                    _in_words(match[0], facts),
                )


def _in_words(short: str, facts: Facts) -> str:
    """Return the hint for a short form: its own meaning, never that of another."""
    key = re.sub(r"[\W_]", "", short).casefold()
    meaning = facts.patterns.meanings.get(key)
    if meaning:
        return f"Say it in words: “{meaning}”, if that is what is meant."
    return "Say in words what it means: how much to take, how, and when."


RULES = (
    Rule(dose_spacing, Severity.WARNING),
    Rule(dose_leading_zero, Severity.ERROR),
    Rule(dose_trailing_zero, Severity.ERROR),
    Rule(dose_unit_short, Severity.WARNING),
    Rule(numbers_adjacent, Severity.WARNING),
    Rule(dose_latin, Severity.ERROR, needs=("latin_dose",)),
)
