"""ActualText, exactly where the painted glyphs do not say what was written.

A PDF viewer turns glyphs into characters by the font's ToUnicode map, in the order
of painting. Reordered scripts, shared glyphs, ligatures with marks and divided words
do not survive that. No script is singled out: each run's glyphs are read back as a
viewer would and compared with its words (ISO 32000-1, 14.9.4).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pydyf

from plainleaf.tagging.marked_content import PaintedRun
from plainleaf.tagging.problems import ProblemLog

_FONT = re.compile(rb"/(\S+) \S+ Tf$")
_UNHEARD = dict.fromkeys(map(ord, "\u061c\u200e\u200f"))
_UNHEARD |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_UNHEARD[0xA0] = " "
_GLYPHS = re.compile(rb"<([0-9a-f]+)>")


def settle_actual_text(
    painted: Iterable[PaintedRun], fonts: Iterable[Any], problems: ProblemLog
) -> None:
    """Add ActualText and spaces to the runs that need them.

    Call it when the fonts are embedded: the maps are final then.
    """
    # Fonts that share a name share one dictionary in the file: that of the last.
    by_name = {font.hash.encode(): font for font in fonts}
    spaces = {name: _space_glyph(font) for name, font in by_name.items()}
    for piece in painted:
        if not piece.run.is_text:
            continue
        read, last_font = _read_back(piece, by_name, problems)
        words, read = _plain(piece.run.spoken), _plain(read)
        if words.rstrip() != read.rstrip():
            piece.properties["ActualText"] = pydyf.String(piece.run.spoken)
        elif words.endswith(" ") and not read.endswith(" "):
            # A space too many is no harm: layout paints some that it took away.
            space = spaces.get(last_font)
            if space is not None and piece.slot is not None:
                piece.slot.operator = b"[<%04x>] TJ" % space
            else:
                piece.properties["ActualText"] = pydyf.String(piece.run.spoken)


def _plain(text: str) -> str:
    """Prepare text for comparing.

    A no-break space is heard as any space, and marks of direction are not heard.
    """
    return text.translate(_UNHEARD)


def _read_back(
    piece: PaintedRun, fonts: Mapping[bytes, Any], problems: ProblemLog
) -> tuple[str, bytes]:
    font, name, read = None, b"", []
    for operator in piece.operators:
        if not isinstance(operator, bytes):
            continue
        if operator.endswith(b" Tf") and (match := _FONT.match(operator)):
            name = match[1]
            font = fonts.get(name)
        elif operator.endswith(b" TJ") and font is not None:
            size = 2 if font.bitmap else 4
            for digits in _GLYPHS.findall(operator):
                for start in range(0, len(digits), size):
                    glyph = int(digits[start : start + size], 16)
                    read.append(font.to_unicode.get(glyph, "\ufffd"))
                    if font.missing and glyph >= font.glyph_count:
                        _report_missing(piece, font, glyph, problems)
    return "".join(read), name


def _report_missing(
    piece: PaintedRun, font: Any, glyph: int, problems: ProblemLog
) -> None:
    for codepoint, stand_in in font.missing.items():
        if stand_in == glyph:
            problems.add(
                "missing-glyph",
                f"No font has a glyph for {chr(codepoint)!r} (U+{codepoint:04X}): "
                "readers see an empty box.",
                piece.run.owner.html,
                piece.run.page,
            )


def _space_glyph(font: Any) -> int | None:
    if font.bitmap:
        return None
    return next((glyph for glyph, text in font.to_unicode.items() if text == " "), None)
