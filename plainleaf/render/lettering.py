"""Lines of text drawn in a picture: broken, sized and kerned by our own rules.

Pillow can ask a shaping engine for this, but only where the machine brings one, and
the same cover must come out everywhere. So letters are placed one after another from
the left, and `can_be_set` refuses the scripts for which that is wrong. Arabic alone is
given to the engine where there is one: an empty cover would be worse.
"""

import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from PIL import ImageDraw, ImageFont, features

from plainleaf.colour import Colour
from plainleaf.render.directions import direction_of
from plainleaf.render.kerning import Kerning, kerning_of
from plainleaf.typefaces import FAMILIES, Style, face_bytes, face_in, family_of

SHAPED_SCRIPTS = (
    *("ADLAM", "ARABIC", "BALINESE", "BENGALI", "DEVANAGARI", "GUJARATI", "GURMUKHI"),
    *("HEBREW", "JAVANESE", "KANNADA", "KHMER", "LAO", "MALAYALAM", "MONGOLIAN"),
    *("MYANMAR", "NKO", "ORIYA", "SINHALA", "SYRIAC", "TAMIL", "TELUGU", "THAANA"),
    *("THAI", "TIBETAN"),
)
"""Scripts that join, stack, reorder or run from the right, as Unicode names begin."""

ARABIC = "IBM Plex Sans Arabic"
"""The family that a line of Arabic is set in, Latin letters and figures in it too."""

BASELINE = 0.36
"""Ems from a line's middle to its baseline: what centres Latin capitals."""

NARROWER = 10
"""Pixels by which a measure is narrowed while lines are made even."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The room for a text: pixels, and the sizes to try from the largest down."""

    style: Style
    sizes: Sequence[int]
    width: float
    height: float
    leading: float


@dataclass(frozen=True, slots=True)
class Setting:
    """A text broken into lines at one size."""

    lines: tuple[str, ...]
    style: Style
    size: int
    leading: float

    @property
    def height(self) -> float:
        """Return the pixels from the first line's top to the last line's foot."""
        return len(self.lines) * self.size * self.leading

    @property
    def width(self) -> float:
        """Return the pixels of the longest line."""
        return max(width_of(line, self.style, self.size) for line in self.lines)


def can_be_set(text: str) -> bool:
    """Say whether a text can be drawn here: shaped, or letter after letter."""
    return _is_shaped(text) or all(
        character.isspace() or (not _needs_shaping(character) and family_of(character))
        for character in unicodedata.normalize("NFC", text)
    )


def fit(text: str, frame: Frame) -> Setting:
    """Break a text at the largest size at which it fits, or at the smallest.

    Lines are made as equal in length as their number allows. A word is cut only when
    it is longer than a line at the smallest size.
    """
    words = text.split()
    style, leading = frame.style, frame.leading
    for size in frame.sizes:
        if any(width_of(word, style, size) > frame.width for word in words):
            continue
        setting = Setting(_balanced(words, frame, size), style, size, leading)
        if setting.height <= frame.height:
            return setting
    size = frame.sizes[-1]
    pieces = [piece for word in words for piece in _pieces(word, frame, size)]
    return Setting(_balanced(pieces, frame, size), style, size, leading)


def draw(
    pen: ImageDraw.ImageDraw,
    setting: Setting,
    at: tuple[float, float],
    colour: Colour,
    *,
    right: float,
) -> float:
    """Draw lines from a left upper corner down and return where they end.

    Lines from right to left end on the left and begin at `right`.
    """
    left, top = at
    for line in setting.lines:
        x = left
        baseline = top + setting.size * (setting.leading / 2 + BASELINE)
        if _is_shaped(line):
            font = _shaping_font(setting.style, setting.size)
            place = (right, baseline)
            pen.text(place, line, colour, font, anchor="rs", direction="rtl")
            top += setting.size * setting.leading
            continue
        for run in _runs(line):
            font = _font(run.family, setting.style, setting.size)
            for character, offset in _placed(run, setting.style, setting.size):
                pen.text((x + offset, baseline), character, colour, font, anchor="ls")
            x += _run_width(run, setting.style, setting.size)
        top += setting.size * setting.leading
    return top


def width_of(line: str, style: Style, size: int) -> float:
    """Return the pixels that a line takes."""
    if _is_shaped(line):
        return _shaping_font(style, size).getlength(line, direction="rtl")
    return sum(_run_width(run, style, size) for run in _runs(line))


def _balanced(words: Sequence[str], frame: Frame, size: int) -> tuple[str, ...]:
    """Break words into as few lines as the width allows, of even lengths."""
    best = _broken(words, frame.style, size, frame.width)
    width = frame.width - NARROWER
    while width > frame.width / 2:
        tighter = _broken(words, frame.style, size, width)
        if len(tighter) > len(best):
            break
        best, width = tighter, width - NARROWER
    return best


def _broken(
    words: Sequence[str], style: Style, size: int, width: float
) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, style, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _pieces(word: str, frame: Frame, size: int) -> Iterator[str]:
    piece = ""
    for character in word:
        if piece and width_of(piece + character, frame.style, size) > frame.width:
            yield piece
            piece = ""
        piece += character
    yield piece


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters that come from one family."""

    family: str
    text: str


def _runs(line: str) -> tuple[_Run, ...]:
    """Split a line by the family that has each character; a space stays with it."""
    runs: list[_Run] = []
    for character in unicodedata.normalize("NFC", line):
        family = FAMILIES[0]
        if not character.isspace():
            family = family_of(character) or FAMILIES[0]
        elif runs:
            family = runs[-1].family
        if runs and runs[-1].family == family:
            runs[-1] = _Run(family, runs[-1].text + character)
        else:
            runs.append(_Run(family, character))
    return tuple(runs)


def _placed(run: _Run, style: Style, size: int) -> Iterator[tuple[str, float]]:
    """Yield each character with its distance from the run's start."""
    font, kerning = _font(run.family, style, size), _kerning(run.family, style)
    x, before = 0.0, ""
    for character in run.text:
        x += kerning.between(before, character) * size
        yield character, x
        x += font.getlength(character)
        before = character


def _run_width(run: _Run, style: Style, size: int) -> float:
    *_, (last, offset) = _placed(run, style, size)
    return offset + _font(run.family, style, size).getlength(last)


@cache
def _font(family: str, style: Style, size: int) -> ImageFont.FreeTypeFont:
    face = face_in(family, style)
    font = ImageFont.truetype(
        io.BytesIO(face_bytes(face)), size, layout_engine=ImageFont.Layout.BASIC
    )
    if face.variable:
        places = {b"Weight": face.style.weight, b"Width": 100}
        names = [axis["name"] for axis in font.get_variation_axes()]
        font.set_variation_by_axes([places[name] for name in names if name])
    return font


@cache
def _kerning(family: str, style: Style) -> Kerning:
    return kerning_of(face_in(family, style))


def _is_shaped(line: str) -> bool:
    """Say whether a line goes from right to left, and can be given to the engine."""
    if direction_of(line) != "rtl" or not features.check("raqm"):
        return False
    return all(
        character.isspace() or family_of(character, (ARABIC,)) is not None
        for character in unicodedata.normalize("NFC", line)
    )


@cache
def _shaping_font(style: Style, size: int) -> ImageFont.FreeTypeFont:
    raw = io.BytesIO(face_bytes(face_in(ARABIC, style)))
    return ImageFont.truetype(raw, size, layout_engine=ImageFont.Layout.RAQM)


def _needs_shaping(character: str) -> bool:
    combining = unicodedata.category(character).startswith("M")
    return combining or unicodedata.name(character, "").startswith(SHAPED_SCRIPTS)
