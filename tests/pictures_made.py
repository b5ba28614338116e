"""Small pictures for tests, made when they are asked for: no file lies about."""

import io
import struct

from PIL import Image as Picture

PLAIN_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">'
    b'<rect width="40" height="30"/></svg>'
)


def bitmap(
    kind: str = "PNG", size: tuple[int, int] = (8, 6), **options: object
) -> bytes:
    """Return a grey picture as a file of the kind."""
    out = io.BytesIO()
    Picture.new("RGB", size, "grey").save(out, kind, **options)
    return out.getvalue()


def x_ray(level: int, **options: object) -> bytes:
    """Return a grey PNG of 16 bits a point, as X-rays are saved."""
    out = io.BytesIO()
    Picture.new("I;16", (8, 6), level).save(out, "PNG", **options)
    return out.getvalue()


def cmyk_jpeg(inks: tuple[int, int, int, int], **options: object) -> bytes:
    """Return a picture for a printing house, all of one colour."""
    out = io.BytesIO()
    Picture.new("CMYK", (8, 6), inks).save(out, "JPEG", **options)
    return out.getvalue()


def profile_of_red_cyan() -> bytes:
    """Return an ICC profile of a press that prints red where it is told cyan.

    ICC.1:2001-04, 6.1 (header), 6.2 (tags), 6.5.9 (lut8Type), with the two ends of
    each ink: black covers all, cyan is red, the other two are not seen.
    """
    black, red, paper = (
        bytes(lab) for lab in ((0, 128, 128), (135, 208, 195), (255, 128, 128))
    )
    no_cyan, cyan = 4 * (paper + black), 4 * (red + black)
    steps = bytes(range(256))
    matrix = struct.pack(">9i", *(0x10000 * (place % 4 == 0) for place in range(9)))
    table = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + matrix
    table += 4 * steps + no_cyan + cyan + 3 * steps
    table += bytes(-len(table) % 4)
    start = 128 + 4 + 12
    size = struct.pack(">I", start + len(table))
    version, flags = b"\x02\x40\x00\x00", bytes(28)
    white = struct.pack(">3i", 0xF6D6, 0x10000, 0xD32D)
    header = size + bytes(4) + version + b"prtrCMYKLab " + bytes(12) + b"acsp" + flags
    header += white
    tags = struct.pack(">I4sII", 1, b"A2B0", start, len(table))
    return header.ljust(128, b"\0") + tags + table


GREY_PNG = bitmap()
