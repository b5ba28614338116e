"""Runs that go from left to right inside a text that goes from right to left.

In Arabic or Hebrew text a telephone number with spaces, a dose, an address or a Latin
name is put into a box of its own direction. Without it the Unicode Bidirectional
Algorithm (UAX 9) moves their parts about: the groups of `0800 123 4567` change places,
and `5 mg` is shown as if `mg` came first. A box also keeps a full stop that follows
where the sentence ends. Plain numbers need no box, and ranges with a dash have none:
they are read as the sentence is.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

LONGEST_NUMBER = 24
"""Characters up to which a run that begins with a digit is kept on one line."""

_STRONG = {"L": "L", "EN": "N", "ET": "e", "R": "R", "AL": "R", "AN": "R"}
_SIGNS = dict.fromkeys("+-\u2212", "+") | {
    "(": "(",
    ")": ")",
    "%": "e",
    "\u060c": "R",
    "\u2013": "R",
    "\u2014": "R",
}
_RUN = re.compile(
    # A sign before a number belongs to it; what joins two parts is a space, a bracket
    # or punctuation without a space.
    r"(?:(?<![LN])\+)?[LNe]*[LN](?:(?: ?\(|\) ?| ?e{0,2}|[p+e]{1,3})[LN])*(?: ?e+)?"
)
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*%?")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text; `isolated` stretches go from left to right."""

    text: str
    isolated: bool = False

    @property
    def unbroken(self) -> bool:
        """Say whether this is a number or dose, which stays on one line."""
        return (
            self.isolated
            and len(self.text) <= LONGEST_NUMBER
            and self.text.lstrip("+-\u2212(")[:1].isdecimal()
        )


def runs(text: str, direction: str) -> Iterator[Run]:
    """Divide a text that stands in a direction ("ltr" or "rtl"); all of it is given."""
    if direction != "rtl":
        yield Run(text)
        return
    done = 0
    for found in _RUN.finditer(_classes(text)):
        start, end = found.span()
        end += _closing(text, start, end)
        if _PLAIN_NUMBER.fullmatch(text[start:end]) or start < done:
            continue
        if start > done:
            yield Run(text[done:start])
        yield Run(text[start:end], isolated=True)
        done = end
    if done < len(text):
        yield Run(text[done:])


def direction_of(text: str) -> str | None:
    """Return the direction of a text's first letter, None where it has no letter."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return None


def isolated(text: object, direction: str, *, spare_last_space: bool = False) -> Markup:
    """Return a text as markup, its runs from left to right in spans of their own.

    With `spare_last_space` a closing space stands in a box of its own: WeasyPrint 70
    breaks a line after its first word when a run of text fits but for the space it
    ends in. What is markup already is left as it is.
    """
    if isinstance(text, Markup):
        return text
    parts = []
    for run in runs(str(text), direction):
        if run.isolated:
            named = ' class="number"' if run.unbroken else ""
            opening = Markup(f'<span dir="ltr"{named}>')  # noqa: S704 our own
            parts.append(opening + run.text + Markup("</span>"))
        elif spare_last_space and run.text.endswith(" ") and run.text.strip():
            parts.append(Markup("{}<span> </span>").format(run.text.rstrip(" ")))
        else:
            parts.append(Markup("{}").format(run.text))
    return Markup().join(parts)


def _classes(text: str) -> str:
    """Return a letter for each character: what it is to the algorithm."""
    classes: list[str] = []
    for character in text:
        kind = unicodedata.bidirectional(character)
        if character in _SIGNS:
            classes.append(_SIGNS[character])
        elif character.isspace():
            classes.append(" ")
        elif kind == "NSM" and classes:
            classes.append(classes[-1])
        else:
            classes.append(_STRONG.get(kind, "p"))
    return "".join(classes)


def _closing(text: str, start: int, end: int) -> int:
    """Return 1 when the sign after a run is its own: a bracket closed, a last slash."""
    inside, after = text[start:end], text[end : end + 1]
    opened = inside.count("(") > inside.count(")")
    return int((opened and after == ")") or ("://" in inside and after == "/"))
