"""The glyphs of a painted run, and the characters that its fonts say they are."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_FONT = re.compile(rb"/(\S+) \S+ Tf$")
_GLYPHS = re.compile(rb"<([0-9a-f]+)>")
_BACKWARDS = frozenset({"R", "AL"})


def goes_backwards(words: str) -> bool:
    """Say whether a text has letters that go from right to left (UAX 9, 3.2)."""
    if words.isascii():
        return False
    return any(unicodedata.bidirectional(letter) in _BACKWARDS for letter in words)


def by_name(fonts: Iterable[Any]) -> Mapping[bytes, Any]:
    """Map the names of fonts to them.

    Fonts that share a name share one dictionary in the file: that of the last.
    """
    return {font.hash.encode(): font for font in fonts}


def painted_glyphs(
    operators: Iterable[Any], fonts: Mapping[bytes, Any]
) -> Iterator[tuple[Any, bytes, int]]:
    """Yield each glyph as it is painted: its font, the font's name, its number."""
    font, name = None, b""
    for operator in operators:
        if not isinstance(operator, bytes):
            continue
        if operator.endswith(b" Tf") and (match := _FONT.match(operator)):
            name = match[1]
            font = fonts.get(name)
        elif operator.endswith(b" TJ") and font is not None:
            size = 2 if font.bitmap else 4
            for digits in _GLYPHS.findall(operator):
                for start in range(0, len(digits), size):
                    yield font, name, int(digits[start : start + size], 16)


def part_shared_text(
    words: str, operators: Iterable[Any], fonts: Iterable[Any]
) -> None:
    """Give a letter and the marks over it, painted marks first, their own characters.

    Layout knows one text for the glyphs of both, and gives the first of them all of it
    and the second none: a viewer then finds no character for the letter, wherever else
    it stands. `words` is what the glyphs show. Call it before the fonts are embedded.
    """
    glyphs = list(painted_glyphs(operators, by_name(fonts)))
    for at in range(1, len(glyphs)):
        (mark_font, _, mark), (font, _, glyph) = glyphs[at - 1], glyphs[at]
        if font.to_unicode.get(glyph) != "":
            continue
        text = mark_font.to_unicode.get(mark, "")
        if len(text) > 1 and _are_marks(text[1:]):
            mark_font.to_unicode[mark] = text[1:]
            font.to_unicode[glyph] = text[:1]
        elif text and _are_marks(text):
            # The mark has its character from elsewhere: the words tell the letter's.
            known = re.escape(_text_of(*glyphs[at + 1 : at + 2]))
            found = set(re.findall(known + "(.)" + re.escape(text), words))
            if len(found) == 1:
                font.to_unicode[glyph] = found.pop()


def _are_marks(text: str) -> bool:
    return all(map(unicodedata.combining, text))


def _text_of(*glyphs: tuple[Any, bytes, int]) -> str:
    return "".join(font.to_unicode.get(glyph, "") for font, _, glyph in glyphs)
