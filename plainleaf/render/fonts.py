"""The parts of the packaged typefaces that a text needs, as files."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from plainleaf.typefaces import (
    FACES,
    FAMILIES,
    Face,
    Style,
    face_bytes,
    face_in,
    shared_out,
)

KEPT_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)
"""Names that stay in a subset: the usual ones, and the licence with its address."""

PLAIN = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0\u2010\u2022"
"""What a reading system sets of its own: list numbers and bullets, hyphens."""


class Flavour(Enum):
    """A font file's wrapping; the value is its file name's ending."""

    TTF = "ttf"
    WOFF = "woff"
    WOFF2 = "woff2"

    @property
    def media_type(self) -> str:
        """Return the registered media type (RFC 8081)."""
        return f"font/{self.value}"


@dataclass(frozen=True, slots=True)
class FaceUse:
    """A face and the characters that it is to show, sorted."""

    face: Face
    characters: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The faces a text needs, and its characters that no family has, sorted."""

    uses: tuple[FaceUse, ...]
    missing: tuple[str, ...]


def faces_for(
    text: str,
    *,
    styles: Iterable[Style],
    always: str = "",
    families: tuple[str, ...] = FAMILIES,
) -> Choice:
    """Return the faces that show a text in the given styles, and what is missing.

    `always` is added to what the first of the families must show.
    """
    needed, missing = shared_out(text, families)
    if always:
        needed.setdefault(families[0], set()).update(always)
    wanted = tuple(styles)
    uses = [
        FaceUse(face, "".join(sorted(needed[family] | {" "})))
        for family in families
        if family in needed
        for face in (face_in(family, style) for style in wanted)
    ]
    return Choice(tuple(uses), missing)


@cache
def licence_of(family: str) -> bytes:
    """Return the licence (SIL OFL 1.1, with its copyright line) as its package has it.

    Clause 2 of that licence asks for it beside every copy of the font.
    """
    package = next(face.package for face in FACES if face.family == family)
    return files(package).joinpath("LICENSE").read_bytes()


@cache
def subset_font(face: Face, characters: str, flavour: Flavour) -> bytes:
    """Return a font file with the characters' glyphs and the layout among them.

    The same arguments give the same bytes: no time of making is written into it.
    """
    options = subset.Options()
    options.name_IDs = list(KEPT_NAMES)
    options.drop_tables += ["meta"]
    if face.variable:
        # Noto Sans takes letters apart that it has whole (Vietnamese ị as i and dot):
        # PDF viewers then place and read them wrongly. Marks are set without this too.
        options.layout_features = [
            name for name in options.layout_features if name != "ccmp"
        ]
    font = TTFont(io.BytesIO(face_bytes(face)), lazy=True, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    if face.variable:
        # Subset first: making a static font of all 3,000 glyphs takes seconds.
        font = instancer.instantiateVariableFont(
            font, {"wght": face.style.weight, "wdth": 100}, inplace=True
        )
    font.flavor = None if flavour is Flavour.TTF else flavour.value
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
