"""Colours by their figures, and whether one can be read on another."""

from collections.abc import Iterable

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

READABLE = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3)."""


def parse_colour(colour: str) -> Colour:
    """Return red, green and blue of a CSS hex colour (`#abc` or `#aabbcc`)."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:  # noqa: PLR2004 the short form of CSS Color 4, 5.2
        digits = "".join(digit * 2 for digit in digits)
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def written(colour: Colour) -> str:
    """Return a colour as CSS writes it, `#aabbcc`."""
    return "#" + "".join(f"{part:02x}" for part in colour)


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return a colour on the way from one to another, `share` from 0 to 1."""
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(one, other, strict=True)
    )
    return red, green, blue


def _luminance(colour: Iterable[int]) -> float:
    """Return the relative luminance of sRGB, 0 to 1 (WCAG 2.2)."""

    def linear(part: int) -> float:
        share = part / 255
        if share <= 0.04045:  # noqa: PLR2004 the figure of the definition
            return share / 12.92
        return float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
