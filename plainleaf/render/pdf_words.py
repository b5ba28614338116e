"""How wide words are in print, measured from the packaged faces before any layout."""

import io
import re
from collections.abc import Mapping
from functools import cache
from math import ceil

from fontTools.ttLib import TTFont

from plainleaf.typefaces import FAMILIES, Style, face_bytes, face_in, family_of

_BREAK = re.compile(r"[^\S\u00a0\u202f]+")
UNKNOWN = 1.0
"""Ems of a character that no packaged face has: a full square, to be safe."""


def width_of(text: str, style: Style = Style.BOLD) -> float:
    """Return the width of a text in ems, without kerning."""
    return sum(_advance(character, style) for character in text)


def longest_word(text: str) -> float:
    """Return the width in ems of the widest word; a hyphen ends a line too.

    What a space that ends no line (U+00A0) holds together counts as one.
    """
    parts = _BREAK.split(text.replace("-", "- ").strip())
    return max(map(width_of, parts), default=0.0)


def lines_of(text: str, width: float) -> int:
    """Return the lines that a text takes in a width of ems, broken between words."""
    lines, used = 0, width + 1
    for word in filter(None, _BREAK.split(text)):
        wide = width_of(f"{word} ")
        if used + wide > width + width_of(" "):
            lines += max(1, ceil(wide / width))
            used = 0.0
        used += wide
    return lines


def _advance(character: str, style: Style) -> float:
    family = FAMILIES[0] if character.isspace() else family_of(character)
    if family is None:
        return UNKNOWN
    return _advances(family, style).get(ord(character), UNKNOWN)


@cache
def _advances(family: str, style: Style) -> Mapping[int, float]:
    raw = face_bytes(face_in(family, style))
    font = TTFont(io.BytesIO(raw), lazy=True)
    units = font["head"].unitsPerEm
    widths = font["hmtx"].metrics
    return {code: widths[name][0] / units for code, name in font.getBestCmap().items()}
