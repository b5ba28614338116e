"""The gate for pictures: whole, of the kind their name says, and without secrets.

PNG and JPEG are opened and decoded once, so that a broken one is told now and not
printed half; what they say of the photographer's place or camera is taken off, with
the orientation carried out, and their colours become those of a screen. Drawings (SVG)
go through svg.py.
"""

import io
import warnings
from pathlib import PurePosixPath

from PIL import Image as Picture
from PIL import ImageOps, UnidentifiedImageError

from plainleaf.model import Image
from plainleaf.parse.screen_colours import on_screen
from plainleaf.parse.svg import drawing

POINT_LIMIT = 40_000_000
_MEDIA_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
_ENDINGS = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}
_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
_JPEG_QUALITY = 92
_BESIDE = frozenset({"exif", "comment", "xmp", "photoshop"})
"""What a file says beside its points."""


class PictureRefusedError(ValueError):
    """A picture that cannot be published: the rule, why, and the way out."""

    def __init__(self, rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.hint = hint


def image(name: PurePosixPath, raw: bytes) -> Image:
    """Return a picture that may be published.

    Raises PictureRefusedError, whose message is for the author.
    """
    media_type = _MEDIA_TYPES.get(name.suffix.lower())
    if media_type is None:
        raise PictureRefusedError(
            "image-unreadable",
            f"'{name.suffix or name}' is no kind of picture that every edition shows",
            "Open it, and save or export it as PNG or JPEG, or as SVG if it is a "
            "drawing; another ending alone is not enough.",
        )
    if media_type == "image/svg+xml":
        drawn = drawing(raw)
        if isinstance(drawn, tuple):
            raise PictureRefusedError(*drawn)
        return Image(name, media_type, drawn.width, drawn.height, drawn.raw)
    return _bitmap(name, media_type, raw)


def _bitmap(name: PurePosixPath, media_type: str, raw: bytes) -> Image:
    try:
        with warnings.catch_warnings():
            # Between its two limits Pillow warns only; ours is below both.
            warnings.simplefilter("ignore", Picture.DecompressionBombWarning)
            with Picture.open(io.BytesIO(raw), formats=tuple(_FORMATS)) as opened:
                _check_header(opened, name, media_type)
                opened.verify()
            with Picture.open(io.BytesIO(raw), formats=tuple(_FORMATS)) as opened:
                _check_whole(raw, media_type)
                opened.load()
                return _cleaned(opened, name, media_type, raw)
    except PictureRefusedError:
        raise
    except Picture.DecompressionBombError:
        raise _too_large() from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise PictureRefusedError(
            "image-unreadable",
            "the file is damaged, or not a picture",
            "Save it again from the program it was made with.",
        ) from None


def _check_header(opened: Picture.Image, name: PurePosixPath, media_type: str) -> None:
    found = _FORMATS.get(opened.format or "")
    if found != media_type:
        raise PictureRefusedError(
            "image-unreadable",
            f"its name ends in {name.suffix}, and it is {opened.format}",
            f"Name it {name.stem}{_ENDINGS.get(opened.format or '', '')}, here and in "
            "the folder.",
        )
    if opened.width * opened.height > POINT_LIMIT:
        raise _too_large()
    if getattr(opened, "n_frames", 1) > 1:
        raise PictureRefusedError(
            "image-unreadable",
            "the picture moves",
            "Use a still picture: paper cannot move, and WCAG 2.2 SC 2.2.2 asks for a "
            "way to stop it.",
        )


def _check_whole(raw: bytes, media_type: str) -> None:
    """Look for the end mark: some library may have told Pillow to forgive."""
    ends = {"image/png": b"IEND\xaeB`\x82", "image/jpeg": b"\xff\xd9"}
    end = ends.get(media_type)
    if end and end not in raw[-4096:]:
        raise OSError


def _cleaned(
    opened: Picture.Image, name: PurePosixPath, media_type: str, raw: bytes
) -> Image:
    """Return the picture without what it says beside its points."""
    turned = opened.getexif().get(0x0112, 1) not in {1, None}
    upright = ImageOps.exif_transpose(opened) if turned else opened
    clean = on_screen(upright)
    if clean is opened and not (set(opened.info) & _BESIDE):
        kept = _only_text_free(opened, media_type)
        if kept:
            return Image(name, media_type, opened.width, opened.height, raw)
    profile = None if opened.mode == "CMYK" else opened.info.get("icc_profile")
    told = {"gamma", "srgb"} | ({"transparency"} if clean is upright else set())
    out = io.BytesIO()
    clean = clean.copy()
    clean.info = {key: value for key, value in opened.info.items() if key in told}
    options: dict[str, object] = {"icc_profile": profile} if profile else {}
    if media_type == "image/jpeg":
        options |= {"quality": _JPEG_QUALITY, "optimize": True}
    elif media_type == "image/png":
        options |= {"optimize": True}
    else:
        options |= {"lossless": True}
    clean.save(out, format=opened.format, **options)
    return Image(name, media_type, clean.width, clean.height, out.getvalue())


def _only_text_free(opened: Picture.Image, media_type: str) -> bool:
    """Say whether the file holds nothing but the picture."""
    if media_type == "image/jpeg":
        markers = {name for name, _ in getattr(opened, "applist", [])}
        return markers <= {"APP0", "APP2", "APP14"}
    if media_type == "image/png":
        return not getattr(opened, "text", {})
    return True


def _too_large() -> PictureRefusedError:
    return PictureRefusedError(
        "image-too-large",
        f"the picture has more than {POINT_LIMIT:,} points",
        "Make it smaller: 2,000 points across are enough for print.",
    )
