"""A leaflet's pictures as pages of somebody else can show them.

A stock content filter lets drawings (SVG) in a page pass as little as a mail program
does, so each becomes a PNG. A file's name holds the digest of its bytes: an address
never shows another picture than the one it was pasted with.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

import resvg_py

from plainleaf.model import Figure, Image, Publication
from plainleaf.render.photographs import for_page
from plainleaf.render.templating import Picture, flat_name
from plainleaf.typefaces import FACES, FAMILIES
from plainleaf.walk import blocks_in

FOLDER = PurePosixPath("images")
SVG = "image/svg+xml"
SHARPNESS = 2
"""Pixels of a PNG for each unit of its drawing: sharp where pixels are small."""
LONGEST = 2400
"""Pixels of a PNG's longer side at most."""
DIGEST_LETTERS = 12


class NotDrawnError(ValueError):
    """A drawing that could not be turned into pixels; says why."""


@dataclass(frozen=True, slots=True)
class EmbedPicture:
    """A picture of the kit: its file under `embed/`, and its size as it is shown."""

    file: PurePosixPath
    raw: bytes
    width: int
    height: int

    def at(self, address: str) -> Picture:
        """Return the picture as markup shows it, from a folder's address."""
        return Picture(f"{address}{self.file}", self.width, self.height)


def embed_pictures(publication: Publication) -> Mapping[str, EmbedPicture]:
    """Return the pictures that the text shows, by their names in the source.

    Raises NotDrawnError, with the picture's name, for a drawing that has no pixels.
    """
    shown = {
        block.image for block in blocks_in(publication) if isinstance(block, Figure)
    }
    return {
        str(name): _picture(image)
        for name, image in publication.images.items()
        if name in shown
    }


def _picture(image: Image) -> EmbedPicture:
    drawn = image.media_type == SVG
    raw = draw(image) if drawn else for_page(image).raw
    name = PurePosixPath(flat_name(image.name))
    digest = hashlib.sha256(raw).hexdigest()[:DIGEST_LETTERS]
    ending = ".png" if drawn else name.suffix
    return EmbedPicture(
        FOLDER / f"{name.stem}-{digest}{ending}", raw, image.width, image.height
    )


@cache
def _typefaces() -> tuple[str, ...]:
    paths = (files(face.package).joinpath("files", face.file) for face in FACES)
    return tuple(dict.fromkeys(str(path) for path in paths))


def draw(image: Image) -> bytes:
    """Return a drawing as PNG bytes; the same drawing gives the same bytes.

    Letters are set in the packaged typefaces, never in the machine's.
    """
    longer = max(image.width, image.height, 1)
    scale = min(SHARPNESS, LONGEST / longer)
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=image.raw.decode(),
                width=max(1, round(image.width * scale)),
                height=max(1, round(image.height * scale)),
                skip_system_fonts=True,
                font_files=list(_typefaces()),
                font_family=FAMILIES[0],
                sans_serif_family=FAMILIES[0],
                serif_family=FAMILIES[0],
                monospace_family=FAMILIES[0],
            )
        )
    except ValueError as trouble:
        raise NotDrawnError(f"{image.name}: {trouble}") from trouble
