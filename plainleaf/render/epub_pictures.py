"""Which file an e-book shows for each picture of the text.

A drawing (SVG) without letters stays one, sharp at any size. A drawing with letters is
shown as a PNG: in an e-book it cannot reach the book's typefaces, so that its letters
would be those of the machine, run into each other or be boxes; and Kindle's layout
leaves such drawings out. The fallback of a manifest is no way, as no reading system
takes it for a type that all must know. Photographs are made light enough.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from PIL import Image as Raster

from plainleaf.model import Figure, Image, Publication
from plainleaf.render.embed_pictures import NotDrawnError, draw
from plainleaf.render.epub_access import SVG, shown_in_book
from plainleaf.render.photographs import JPEG, lightened
from plainleaf.render.templating import Picture, flat_name

PNG = "image/png"
_ENDINGS = {PNG: ".png", JPEG: ".jpg"}
PAPER = "white"
"""Ground of a drawing as PNG: dark lines vanish on a dark page without one."""
_LETTERS = re.compile(rb"<\s*(?:\w+:)?text[\s>]")


@dataclass(frozen=True, slots=True)
class BookPicture:
    """A picture's file in the e-book, and its size as it is shown, in CSS pixels.

    `trouble` says why a drawing with letters had to stay one.
    """

    href: str
    media_type: str
    raw: bytes
    width: int
    height: int
    trouble: str = ""

    def shown(self) -> Picture:
        """Return the picture as markup shows it."""
        return Picture(self.href, self.width, self.height)


def book_pictures(publication: Publication) -> Mapping[str, BookPicture]:
    """Return the pictures that the e-book shows, by their names in the source."""
    figures = (b for b in shown_in_book(publication) if isinstance(b, Figure))
    names = {figure.image for figure in figures}
    if publication.publisher.logo:
        names.add(PurePosixPath(publication.publisher.logo))
    shown = {n: image for n, image in publication.images.items() if n in names}
    pixels, troubles = dict(shown), dict[PurePosixPath, str]()
    for name, image in shown.items():
        try:
            pixels[name] = _in_pixels(image)
        except NotDrawnError as trouble:
            troubles[name] = str(trouble)
    # Drawn first and weighed then: a drawing is lighter than what is made of it.
    return {
        str(name): _picture(image, shown[name].media_type, troubles.get(name, ""))
        for name, image in lightened(pixels).items()
    }


def has_letters(image: Image) -> bool:
    """Say whether a picture is a drawing with letters."""
    return image.media_type == SVG and bool(_LETTERS.search(image.raw))


def _in_pixels(image: Image) -> Image:
    """Return a drawing with letters as PNG, and any other picture as it is."""
    if not has_letters(image):
        return image
    return replace(image, media_type=PNG, raw=_on_paper(draw(image)))


def _picture(image: Image, media_type: str, trouble: str) -> BookPicture:
    """Return a picture's file, named by its source and by what has become of it."""
    ending = "" if image.media_type == media_type else _ENDINGS[image.media_type]
    href = f"{PurePosixPath('images', flat_name(image.name))}{ending}"
    size = (image.width, image.height)
    return BookPicture(href, image.media_type, image.raw, *size, trouble)


def _on_paper(png: bytes) -> bytes:
    with Raster.open(io.BytesIO(png)) as drawn:
        paper = Raster.new("RGBA", drawn.size, PAPER)
        paper.alpha_composite(drawn.convert("RGBA"))
    written = io.BytesIO()
    paper.convert("RGB").save(written, "PNG", optimize=True)
    return written.getvalue()
