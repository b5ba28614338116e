"""The code that leads from paper to the leaflet's page on the web."""

from dataclasses import dataclass

import segno

LEAST_WIDTH = 22.0
"""Millimetres of the printed code without its margin; under 20 phones begin to fail."""
NAME = "web-page.svg"
QUIET = 4
"""Modules of white around the code (ISO/IEC 18004, 6.3.8)."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code as SVG, its name among the page's pictures, its width in millimetres."""

    address: str
    svg: bytes
    width: float


def code_for(address: str) -> Code:
    """Return the code for a web address.

    The level of error correction is M: a tenth of the code may be lost to a fold.
    """
    made = segno.make_qr(address, error="m", boost_error=False)
    rows = [list(row) for row in made.matrix]
    side = len(rows) + 2 * QUIET
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {side} {side}" width="{side}" height="{side}">'
        f'<path d="{path}" fill="#000" shape-rendering="crispEdges"/></svg>'
    )
    return Code(NAME, svg.encode(), round(LEAST_WIDTH * side / len(rows), 2))
