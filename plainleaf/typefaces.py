"""The packaged typefaces: which there are, and which characters each has.

No format is known here: what readers can be shown is asked of a source before any
output, and of every edition.

Faces come from Python packages, never from the machine by luck. A text is set in the
first family that has its characters: Atkinson Hyperlegible, made for low vision; Noto
Sans for what it lacks (Greek and Cyrillic among it); IBM Plex Sans Arabic for Arabic
script, arrows and ticks. On paper Arabic script is set in Amiri: it paints each letter
as a glyph of its own, and so it is the one that PDF viewers read back rightly.

A family is asked for whole clusters (a letter with its marks), so that an accent never
comes from another face than its letter.
"""

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files

from fontTools.ttLib import TTFont

_UNSEEN = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
"""Categories without ink: controls, joiners, white space."""

_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Variation selectors: they choose between glyphs and have none of their own."""


class Style(Enum):
    """The styles in use; the value is the weight as CSS counts it.

    There is no slanted one: slanted letters are hard for many to read, and stressed
    words are set bold.
    """

    REGULAR = 400
    BOLD = 700

    @property
    def weight(self) -> int:
        """Return the weight as CSS counts it."""
        return self.value


UPRIGHT = (Style.REGULAR, Style.BOLD)


@dataclass(frozen=True, slots=True)
class Face:
    """One style of a family: a file in a package, or a place in a variable font."""

    family: str
    style: Style
    package: str
    file: str
    variable: bool = False

    @property
    def name(self) -> str:
        """Return a file name without ending: `noto-sans-bold`."""
        return "-".join([*self.family.lower().split(), self.style.name.lower()])


def _atkinson(style: Style, file: str) -> Face:
    return Face("Atkinson Hyperlegible", style, "fontpkg_atkinson_hyperlegible", file)


def _noto(style: Style, file: str) -> Face:
    return Face("Noto Sans", style, "fontpkg_noto_sans", file, variable=True)


def _amiri(style: Style, file: str) -> Face:
    return Face("Amiri", style, "fontpkg_amiri", file)


def _plex_arabic(style: Style, file: str) -> Face:
    return Face("IBM Plex Sans Arabic", style, "fontpkg_ibm_plex_sans_arabic", file)


FACES = (
    _atkinson(Style.REGULAR, "AtkinsonHyperlegible-Regular.ttf"),
    _atkinson(Style.BOLD, "AtkinsonHyperlegible-Bold.ttf"),
    _noto(Style.REGULAR, "NotoSans[wdth,wght].ttf"),
    _noto(Style.BOLD, "NotoSans[wdth,wght].ttf"),
    _plex_arabic(Style.REGULAR, "IBMPlexSansArabic-Regular.ttf"),
    _plex_arabic(Style.BOLD, "IBMPlexSansArabic-Bold.ttf"),
    _amiri(Style.REGULAR, "Amiri-Regular.ttf"),
    _amiri(Style.BOLD, "Amiri-Bold.ttf"),
)
FAMILIES = ("Atkinson Hyperlegible", "Noto Sans", "IBM Plex Sans Arabic")
"""On screen, in the order in which they are asked for a character and named in CSS."""
PAPER_FAMILIES = (
    "Atkinson Hyperlegible",
    "Noto Sans",
    "Amiri",
    "IBM Plex Sans Arabic",
)
"""The same for the handout."""


def shared_out(
    text: str, families: tuple[str, ...] = FAMILIES
) -> tuple[dict[str, set[str]], tuple[str, ...]]:
    """Return what each family shows of a text, and what none has, sorted."""
    needed: dict[str, set[str]] = {}
    missing: set[str] = set()
    for cluster in set(_clusters(text)):
        # Where no family has a letter with its mark, each is shown by whoever can.
        for part in (cluster,) if family_of(cluster, families) else cluster:
            family = family_of(part, families)
            if family:
                needed.setdefault(family, set()).update(part)
            else:
                missing.add(part)
    return needed, tuple(sorted(missing))


def family_of(cluster: str, families: tuple[str, ...] = FAMILIES) -> str | None:
    """Return the first family that has every character of a cluster."""
    for family in families:
        if all(ord(character) in _coverage(family) for character in cluster):
            return family
    return None


def face_in(family: str, style: Style) -> Face:
    """Return a family's face of a style."""
    return next(f for f in FACES if f.family == family and f.style is style)


@cache
def face_bytes(face: Face) -> bytes:
    """Return the whole font file that a face is in."""
    return files(face.package).joinpath("files", face.file).read_bytes()


@cache
def _coverage(family: str) -> frozenset[int]:
    """Return the code points that every face of a family has."""
    sets = [_code_points(face) for face in FACES if face.family == family]
    return frozenset.intersection(*sets)


@cache
def _code_points(face: Face) -> frozenset[int]:
    font = TTFont(io.BytesIO(face_bytes(face)), lazy=True)
    return frozenset(font.getBestCmap())


def _clusters(text: str) -> Iterator[str]:
    """Yield each character with ink together with the marks that follow it."""
    cluster = ""
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if category in _UNSEEN or character in _SELECTORS:
            continue
        if category.startswith("M") and cluster:
            cluster += character
            continue
        if cluster:
            yield cluster
        cluster = character
    if cluster:
        yield cluster
