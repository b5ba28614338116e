"""Rules about how an amount is written: fractions, decimal signs, long numbers, units.

Which words are forms of a medicine, and which are short for one, is said by each
language's own file.
"""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

import re
from collections.abc import Iterator

from plainleaf.findings import Severity
from plainleaf.model import Publication
from plainleaf.validate.facts import Facts, Passage
from plainleaf.validate.rule import Remark, Rule

_SPACE = r"[ \u00a0\u202f]?"
_UNIT = r"(?:mg|mcg|micrograms?|microgramos?|µg|\u03bcg|ug|ml|mL|IU|UI|units?|unidades)"
# Three figures after a sign may be thousands, but not after a lone zero.
_DECIMAL = re.compile(
    rf"(?<![\w.,])(?:0([.,])\d+|\d+([.,])(?:\d{{1,2}}|\d{{4,}})){_SPACE}(?:{_UNIT}|g)"
    r"(?![\w/])"
)
_LONG = re.compile(rf"(?<![\w.,/-])([1-9]\d{{4,}}){_SPACE}({_UNIT})(?![\w/])")
_CAPITALS = re.compile(rf"(?<![\w.,])\d[\d.,]*{_SPACE}(MG|MCG|ML|KG)(?!\w)")
UNITS_IN_CAPITALS = frozenset({"MG", "MCG", "ML", "KG"})
_FRACTION = r"(?<![\w.,/])(?:\d+[ \u00a0]?)?(?:[¼½¾⅓⅔]|[1-3]/[2-4])(?![\w/])"
_BARE_FRACTION = re.compile(_FRACTION)
_NAMES = {".": "a point", ",": "a comma"}


def dose_decimal_sign(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Doses have the decimal sign of their language, and one sign throughout.

    SI Brochure, 5.4.4; ISMP, list of error-prone dose designations: “0,5 mg” is
    mistaken for 5 mg.
    """
    del publication
    asked = facts.patterns.phrases.get("decimal_sign", frozenset())
    first = ""
    for passage in facts.read():
        for match in _DECIMAL.finditer(passage.text):
            sign = match[1] or match[2]
            wanted = next(iter(asked)) if len(asked) == 1 else first
            first = first or sign
            if not wanted or sign == wanted:
                continue
            right = match[0].replace(sign, wanted)
            yield Remark(
                f"“{match[0]}” has {_NAMES[sign]} for its decimal sign"
                + ("" if asked else ", and a dose before it has the other sign"),
                passage.place(match.start()),
                f"Write “{right}”, as the text's other doses"
                if not asked
                else f"Write “{right}”, if that is the dose.",
            )


def dose_fraction(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A part of a tablet is written in words.

    ISMP, list of error-prone dose designations: “1/2 tablet” is mistaken for 1 or 2
    tablets; write “half a tablet”.
    """
    del publication
    form = facts.patterns.patterns["dose_form"].pattern
    between = r"[ \u00a0]?(?:\w{1,2}[ \u00a0]){0,2}"  # “½ a tablet”, “½ of a tablet”
    told = re.compile(rf"{_FRACTION}{between}(?:{form})(?!\w)", re.IGNORECASE)
    for passage in facts.read():
        for match in _fractions(told, passage):
            yield Remark(
                f"“{match[0]}” is easily misread or misheard",
                passage.place(match.start()),
                "Write the part in words, such as “half a tablet”.",
            )


def _fractions(told: re.Pattern[str], passage: Passage) -> Iterator[re.Match[str]]:
    """Yield fractions before a form of medicine, and one alone in its cell."""
    alone = _BARE_FRACTION.fullmatch(passage.text.strip())
    if passage.kind == "cell" and alone:
        yield alone
        return
    yield from told.finditer(passage.text)


def dose_abbreviated(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Amounts of a medicine and how often to take it are written in full.

    ISMP, list of error-prone abbreviations; NHS content guide, medicines.
    """
    del publication
    hints = {
        "often": "Write how often in words: the number, and “times a day”.",
        "form": "Write the word in full, as it stands on the packet: tablets, "
        "capsules.",
        "time": "Write the word in full: hours, minutes, weeks, months, years.",
        "unit": "Write the unit without an s and without a full stop: mg, ml, g.",
    }
    for passage in facts.read():
        for match in facts.patterns.patterns["dose_short"].finditer(passage.text):
            yield Remark(
                f"“{match[0].strip()}” is a short form that is easily misread",
                passage.place(match.start()),
                hints[match.lastgroup or "form"],
            )


def dose_thousands(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A dose of five figures and more can be read without counting zeros.

    ISMP, list of error-prone dose designations: “100000 units” is mistaken for 10,000
    or 1,000,000.
    """
    del publication
    comma = "." in facts.patterns.phrases.get("decimal_sign", ())
    for passage in facts.read():
        for match in _LONG.finditer(passage.text):
            parted = f"{int(match[1]):,}"
            parted = parted if comma else parted.replace(",", " ")
            yield Remark(
                f"the figures of “{match[0]}” have to be counted",
                passage.place(match.start()),
                f"Write {parted} {match[2]}, or use words or a larger unit.",
            )


def dose_unit_capitals(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """The unit of a dose is written in small letters.

    SI Brochure, 5.2; ISMP: capitals are read as another unit.
    """
    del publication
    for passage in facts.read():
        for match in _CAPITALS.finditer(passage.text):
            small = match[1].lower()
            yield Remark(
                f"the unit of “{match[0]}” is written in capitals",
                passage.place(match.start()),
                f"Write {small}.",
            )


RULES = (
    Rule(dose_decimal_sign, Severity.WARNING),
    Rule(dose_fraction, Severity.WARNING, needs=("dose_form",)),
    Rule(dose_abbreviated, Severity.WARNING, needs=("dose_short",)),
    Rule(dose_thousands, Severity.WARNING),
    Rule(dose_unit_capitals, Severity.WARNING),
)
