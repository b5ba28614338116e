"""Small pictures for tests, made when they are asked for: no file lies about."""

import io

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


GREY_PNG = bitmap()
