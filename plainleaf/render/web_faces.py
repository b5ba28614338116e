"""Typefaces beside a page: their files, their rules, their licences.

The leaflet's page and the library's front page set their text in the same way.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath

from plainleaf.render.fonts import PLAIN, FaceUse, Flavour, licence_of, subset_font

SCRIPT = 20
"""Letters from which a face shows a script, and not a sign here and there."""

FOLDER = "fonts"
"""Where the faces stand, seen from the style sheet."""


def face_name(use: FaceUse) -> str:
    """Return a face's address, seen from the style sheet."""
    return f"{FOLDER}/{use.face.name}.{Flavour.WOFF2.value}"


def face_files(
    uses: tuple[FaceUse, ...], assets: PurePosixPath
) -> Mapping[PurePosixPath, bytes]:
    """Return the subset faces and each family's licence, under `assets`."""
    made = {
        assets / face_name(use): subset_font(use.face, use.characters, Flavour.WOFF2)
        for use in uses
    }
    for family in dict.fromkeys(use.face.family for use in uses):
        name = family.lower().replace(" ", "-")
        made[assets / FOLDER / f"{name}-licence.txt"] = licence_of(family)
    return made


def first_needed(uses: tuple[FaceUse, ...]) -> tuple[FaceUse, ...]:
    """Return the faces without which the first paint would be in another face.

    They are those of the first family, which has figures and stops, and of any that
    shows a whole script: in an Arabic text it is another one.
    """
    return tuple(
        use
        for use in uses
        if use.face.family == uses[0].face.family
        or len(set(use.characters) - set(PLAIN)) >= SCRIPT
    )


def face_rules(uses: tuple[FaceUse, ...]) -> str:
    """Return the style rules that name the faces.

    `optional` with a preload: the face is there for the first paint or not at all, so
    that no line ever moves under the reader's eyes (measured against `swap`, `block`
    and faces inside the style sheet, which all moved lines or came too late).
    """
    return "".join(
        "@font-face {\n"
        f'  font-family: "{use.face.family}";\n'
        f"  font-weight: {use.face.style.weight};\n"
        "  font-style: normal;\n"
        "  font-display: optional;\n"
        f'  src: url("{face_name(use)}") format("woff2");\n'
        "}\n"
        for use in uses
    )
