"""From the codes in a PDF's text back to characters, by what the file itself says.

ISO 32000-1, 9.10: a reader turns character codes into Unicode by the font's
ToUnicode CMap. A code without an entry cannot be read; a code that leads to
glyph 0 shows as an empty box (.notdef).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CODE_BYTES = 2
"""Bytes of a code in a composite font; all CMaps met here have two-byte ranges."""


@dataclass(frozen=True, slots=True)
class Font:
    """How to read one font's codes: their characters, and the codes of no glyph."""

    characters: Mapping[int, str]
    boxes: frozenset[int]
    composite: bool

    def read(self, codes: bytes) -> tuple[str, bool]:
        """Return the text of a shown string, and whether an empty box is in it."""
        numbers = list(self._split(codes))
        text = "".join(self.characters.get(code, REPLACEMENT) for code in numbers)
        return text, any(code in self.boxes for code in numbers)

    def _split(self, codes: bytes) -> Iterator[int]:
        if not self.composite:
            yield from codes
            return
        for start in range(0, len(codes), _CODE_BYTES):
            yield int.from_bytes(codes[start : start + _CODE_BYTES])


def commands(
    stream: pikepdf.Page | pikepdf.Object,
) -> Iterator[tuple[str, list[pikepdf.Object]]]:
    """Yield the operators of a stream with their operands; CMaps read the same way."""
    for instruction in pikepdf.parse_content_stream(stream):
        yield str(instruction.operator), list(instruction.operands)


def read_font(font: pikepdf.Object) -> Font:
    """Return how to read a font dictionary's codes."""
    composite = font.get("/Subtype") == "/Type0"
    characters = dict(_unicode(font.get("/ToUnicode")))
    boxes: frozenset[int] = frozenset()
    encoding = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Stream):
        boxes = frozenset(code for code, glyph in _glyph_numbers(encoding) if not glyph)
    elif composite:
        boxes = frozenset({0})
    return Font(characters, boxes, composite)


def _unicode(cmap: pikepdf.Object | None) -> Iterator[tuple[int, str]]:
    if not isinstance(cmap, pikepdf.Stream):
        return
    for operator, operands in commands(cmap):
        if operator == "endbfchar":
            for code, text in zip(operands[::2], operands[1::2], strict=False):
                yield int.from_bytes(bytes(code)), _utf16(text)
        elif operator == "endbfrange":
            yield from _unicode_ranges(operands)


def _unicode_ranges(operands: list[pikepdf.Object]) -> Iterator[tuple[int, str]]:
    for low, high, target in zip(*(operands[n::3] for n in range(3)), strict=False):
        codes = range(int.from_bytes(bytes(low)), int.from_bytes(bytes(high)) + 1)
        if isinstance(target, pikepdf.Array):
            yield from zip(codes, map(_utf16, target), strict=False)
            continue
        first = _utf16(target)
        for step, code in enumerate(codes):
            yield code, first[:-1] + chr(ord(first[-1]) + step) if first else ""


def _utf16(text: object) -> str:
    return bytes(text).decode("utf-16-be", "replace")  # type: ignore[call-overload, no-any-return]


def _glyph_numbers(cmap: pikepdf.Stream) -> Iterator[tuple[int, int]]:
    for operator, operands in commands(cmap):
        if operator == "endcidchar":
            for code, glyph in zip(operands[::2], operands[1::2], strict=False):
                yield int.from_bytes(bytes(code)), int(glyph)
        elif operator == "endcidrange":
            ranges = zip(*(operands[n::3] for n in range(3)), strict=False)
            for low, high, first_glyph in ranges:
                first, last = (int.from_bytes(bytes(end)) for end in (low, high))
                for step in range(last - first + 1):
                    yield first + step, int(first_glyph) + step
