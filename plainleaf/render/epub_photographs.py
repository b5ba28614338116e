"""Pictures made light enough for an e-book, which is mailed and kept on telephones.

A camera's picture alone is larger than a whole leaflet may be. Pictures that are light
enough together are left as they are, but for WebP: Kindle and older readers show none.
"""

import io
from collections.abc import Mapping
from pathlib import PurePosixPath

from PIL import Image as Raster

from plainleaf.model import Image

ROOM = 700 * 1024
"""Bytes for all pictures, of the 1 MB of a book; faces and cover need the rest."""
SIDES = (1600, 1280, 1024, 800, 640)
"""Most points along a side, tried in turn; 1600 fill two telephones side by side."""
QUALITY = 82
JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"


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
        picture = (
            opened if opened.mode in {"L", "LA", "RGB", "RGBA"} else _plain(opened)
        )
        if max(picture.size) > side:
            picture.thumbnail((side, side), Raster.Resampling.LANCZOS)
        kinds = _kinds(picture, image.media_type)
        written = [(kind, _written(picture, kind)) for kind in kinds]
    media_type, raw = min(written, key=lambda one: len(one[1]))
    if image.media_type != WEBP and len(raw) >= len(image.raw):
        return image
    return Image(image.name, media_type, image.width, image.height, raw)


def _plain(picture: Raster.Image) -> Raster.Image:
    """Return a picture of few colours in all of those of a screen."""
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
    else:
        picture.save(written, "PNG", optimize=True, icc_profile=profile)
    return written.getvalue()
