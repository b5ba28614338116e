"""Photographs made light enough for a page, and for an e-book that is mailed and kept.

A camera's picture alone is larger than a whole leaflet may be. Pictures that are light
enough are left as they are, but for WebP in an e-book: Kindle and older readers show
none.
"""

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from PIL import Image as Raster

from plainleaf.model import Image

ROOM = 700 * 1024
"""Bytes for all pictures, of the 1 MB of a book; faces and cover need the rest."""
SIDES = (1600, 1280, 1024, 800, 640)
"""Most points along a side, tried in turn; 1600 fill two telephones side by side."""
WIDEST = 1600
"""Points across on a page: more than two for each of those that its column has."""
LIGHT = 100 * 1024
"""Bytes of a picture that no page waits for."""
QUALITY = 82
JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"


def for_page(image: Image) -> Image:
    """Return a picture with no more points than a web page shows, if that is lighter.

    It keeps its kind, as its address says it, and is shown as large as before.
    Drawings (SVG), pictures that move and light ones are never changed.
    """
    if image.media_type not in {JPEG, PNG, WEBP} or len(image.raw) <= LIGHT:
        return image
    with Raster.open(io.BytesIO(image.raw)) as opened:
        if opened.width <= WIDEST or getattr(opened, "is_animated", False):
            return image
        height = max(1, round(opened.height * WIDEST / opened.width))
        size = (WIDEST, height)
        picture = _many_coloured(opened).resize(size, Raster.Resampling.LANCZOS)
        picture.info.update(opened.info)
    raw = _written(picture, image.media_type)
    return replace(image, raw=raw) if len(raw) < len(image.raw) else image


def lightened(
    images: Mapping[PurePosixPath, Image], *, room: int = ROOM
) -> Mapping[PurePosixPath, Image]:
    """Return pictures that weigh at most `room` bytes together, if they can.

    Drawings (SVG) and pictures that move are never changed. A picture's width and
    height stay those of the original: it is shown as large as before.
    """
    made = {
        name: _reduced(image, SIDES[0]) if image.media_type == WEBP else image
        for name, image in images.items()
    }
    for side in SIDES:
        if sum(len(image.raw) for image in made.values()) <= room:
            break
        made = {name: _reduced(image, side) for name, image in images.items()}
    return made


def _reduced(image: Image, side: int) -> Image:
    if image.media_type not in {JPEG, PNG, WEBP}:
        return image
    with Raster.open(io.BytesIO(image.raw)) as opened:
        if getattr(opened, "is_animated", False):
            return image
        picture = _many_coloured(opened)
        if max(picture.size) > side:
            picture.thumbnail((side, side), Raster.Resampling.LANCZOS)
        kinds = _kinds(picture, image.media_type)
        written = [(kind, _written(picture, kind)) for kind in kinds]
    media_type, raw = min(written, key=lambda one: len(one[1]))
    if image.media_type != WEBP and len(raw) >= len(image.raw):
        return image
    return Image(image.name, media_type, image.width, image.height, raw)


def _many_coloured(picture: Raster.Image) -> Raster.Image:
    """Return a picture of few colours in all of those of a screen."""
    if picture.mode in {"L", "LA", "RGB", "RGBA"}:
        return picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _kinds(picture: Raster.Image, media_type: str) -> tuple[str, ...]:
    """Return what to try: JPEG has no clear points, and blurs what it did not blur."""
    if picture.has_transparency_data:
        return (PNG,)
    return (JPEG,) if media_type == JPEG else (JPEG, PNG)


def _written(picture: Raster.Image, media_type: str) -> bytes:
    written = io.BytesIO()
    profile = picture.info.get("icc_profile")
    if media_type == JPEG:
        picture.save(
            written, "JPEG", quality=QUALITY, optimize=True, icc_profile=profile
        )
    elif media_type == WEBP:
        picture.save(written, "WEBP", quality=QUALITY, icc_profile=profile)
    else:
        picture.save(written, "PNG", optimize=True, icc_profile=profile)
    return written.getvalue()
