"""ActualText, exactly where the painted glyphs do not say what was written.

A PDF viewer turns glyphs into characters by the font's ToUnicode map, in the order
of painting. Reordered scripts, shared glyphs, ligatures with marks and divided words
do not survive that. No script is singled out: each run's glyphs are read back as a
viewer would and compared with its words (ISO 32000-1, 14.9.4).

A run that goes from right to left is painted last letter first, and viewers that know
no structure (PDFium, MuPDF, Poppler) turn it round: an ActualText on the marked content
they turn round as well. There it stands on a structure element, which they do not
read, so that each reads the words in their order.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pydyf

from plainleaf.tagging.elements import Run
from plainleaf.tagging.glyphs import by_name, goes_backwards, painted_glyphs
from plainleaf.tagging.marked_content import PaintedRun
from plainleaf.tagging.problems import ProblemLog
from plainleaf.tagging.structure import Tag

_UNHEARD = dict.fromkeys(map(ord, "\u061c\u200e\u200f"))
_UNHEARD |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_UNHEARD[0xA0] = " "


def settle_actual_text(
    painted: Iterable[PaintedRun], fonts: Iterable[Any], problems: ProblemLog
) -> None:
    """Add ActualText and spaces to the runs that need them.

    Call it when the fonts are embedded: the maps are final then.
    """
    named = by_name(fonts)
    spaces = {name: _space_glyph(font) for name, font in named.items()}
    for piece in painted:
        if not piece.run.is_text:
            continue
        read, last_font = _read_back(piece, named, problems)
        words, read = _plain(piece.run.spoken), _plain(read)
        if words.rstrip() != read.rstrip() and goes_backwards(words):
            piece.run.backwards = True
        elif words.rstrip() != read.rstrip():
            piece.properties["ActualText"] = pydyf.String(piece.run.spoken)
        elif words.endswith(" ") and not read.endswith(" "):
            # A space too many is no harm: layout paints some that it took away.
            space = spaces.get(last_font)
            if space is not None and piece.slot is not None:
                piece.slot.operator = b"[<%04x>] TJ" % space
            else:
                piece.properties["ActualText"] = pydyf.String(piece.run.spoken)


def put_in_order(root: Tag) -> None:
    """Put runs that are painted backwards into elements that say their words."""
    for tag in list(root.walk()):
        if any(isinstance(kid, Run) and kid.backwards for kid in tag.kids):
            tag.kids = list(_in_order(tag.kids))


def _in_order(kids: Iterable[Tag | Run]) -> Iterator[Tag | Run]:
    together: Tag | None = None
    for kid in kids:
        if isinstance(kid, Run) and kid.backwards:
            if together is None:
                together = Tag("Span")
                yield together
            together.kids.append(kid)
            together.actual += kid.spoken
        else:
            together = None
            yield kid


def _plain(text: str) -> str:
    """Prepare text for comparing.

    A no-break space is heard as any space, and marks of direction are not heard.
    """
    return text.translate(_UNHEARD)


def _read_back(
    piece: PaintedRun, fonts: Mapping[bytes, Any], problems: ProblemLog
) -> tuple[str, bytes]:
    name, read = b"", []
    for font, name, glyph in painted_glyphs(piece.operators, fonts):  # noqa: B007 the last one's name
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
