"""Pictures in the colours of a screen, which every edition shows alike.

X-rays are saved as PNG of 16 bits a point, which programs cut off at white; pictures
for a printing house are CMYK, which older readers show in wrong colours and PDF/A
forbids beside an sRGB intent (ISO 19005-2, 6.2.4.3).
"""

import io

from PIL import Image as Picture
from PIL import ImageCms, ImageMath

_LEVELS = 257
"""Levels of 16 bits in one of 8: 65535 is 255 (PNG, third edition, 13.12)."""


def on_screen(picture: Picture.Image) -> Picture.Image:
    """Return the picture as grey or RGB of 8 bits, itself where it is so already.

    One of CMYK comes back as sRGB, so that its profile holds no longer.
    """
    if picture.mode.startswith("I"):
        return _eight_bits(picture)
    return _srgb(picture) if picture.mode == "CMYK" else picture


def _eight_bits(picture: Picture.Image) -> Picture.Image:
    levels = picture.convert("I")
    grey = levels.point(lambda level: level * (1 / _LEVELS) + 0.5).convert("L")
    clear = picture.info.get("transparency")
    if clear is not None:
        grey.putalpha(
            ImageMath.lambda_eval(
                lambda of: of["convert"]((of["levels"] != clear) * 255, "L"),
                levels=levels,
            )
        )
    return grey


def _srgb(picture: Picture.Image) -> Picture.Image:
    """Return the colours that the profile means, or those that are usual without."""
    profile = picture.info.get("icc_profile")
    if profile:
        try:
            made = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError):
            made = None  # A profile that is broken says nothing about the colours.
        if made:
            return made
    return picture.convert("RGB")
