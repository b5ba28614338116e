"""A number and its unit on one line: "10 minutes", "500 mg", "8 am".

A dose or a time whose parts stand on two lines is read as two things, or a half of it
is not read at all (ISMP, guidelines for safe presentation of doses; SI Brochure, 5.4.3:
a space stands between number and unit, and it does not part them). So that space is
made one that no line ends at (U+00A0), in every edition alike; as a word's end it is a
space like any other. The author's text stays as it was written.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from markupsafe import Markup

from plainleaf.messages import MEANS

_UNITS = Path(__file__).with_name("units.toml")
NO_BREAK = "\u00a0"
_COUNT = re.compile(r"(?<=\d) ")
_FIGURE = r"[\d½¼¾⅓⅔]"
_TAGS = r"(?:<(?!br)[^<>]*>)*"
SIGNS = "signs"
"""The units that every language writes alike."""


def kept_together(text: str, language: str) -> str:
    """Return a text in which no line ends between a number and its unit.

    `language` (BCP 47) says whose words for units there are; signs as "mg" count in
    every language.
    """
    base = language.split("-", maxsplit=1)[0].lower()
    return _quantity(MEANS.get(base, base)).sub(_whole, text)


def joined(markup: Markup, language: str) -> Markup:
    """Return markup in which number and unit are together though an element parts them.

    So `**500** mg` stays on a line as `500 mg` does, and `500` at the end of a line of
    the source with `mg` at the beginning of the next.
    """
    base = language.split("-", maxsplit=1)[0].lower()
    whole = rf"\g<before>{NO_BREAK}\g<after>"
    made = _parted(MEANS.get(base, base)).sub(whole, str(markup))
    return Markup(made)  # noqa: S704  the same markup


def unbroken(fact: str) -> str:
    """Return a fact of ours, as "7 pages", with its number kept on the next word."""
    return _COUNT.sub(NO_BREAK, fact)


def _whole(found: re.Match[str]) -> str:
    return found.group().replace(" ", NO_BREAK)


@cache
def _quantity(base: str) -> re.Pattern[str]:
    """Return the pattern of a number with a unit."""
    return re.compile(rf"{_FIGURE} (?:{_units(base)})(?!\w)")


@cache
def _parted(base: str) -> re.Pattern[str]:
    """Return the pattern of a number and a unit with tags before or after the space."""
    return re.compile(
        rf"(?P<before>{_FIGURE}{_TAGS}) (?P<after>{_TAGS}(?:{_units(base)})(?!\w))"
    )


def _units(base: str) -> str:
    """Return the alternatives of a pattern; the longest unit is tried first."""
    written = tomllib.loads(_UNITS.read_text("utf-8"))
    units = sorted({*written[SIGNS], *written.get(base, ())}, key=len, reverse=True)
    return "|".join(map(re.escape, units))
