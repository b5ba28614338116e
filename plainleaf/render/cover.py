"""The e-book's cover: the handout's front panel as a picture.

A shelf of e-books shows it no larger than a stamp, so it is a field of the
publisher's colour with the title as large as it will go. Everything on it is also in
the e-book's text and in the picture's text alternative.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageOps

from plainleaf.colour import READABLE, Colour, contrast, mix, parse_colour
from plainleaf.render.directions import direction_of
from plainleaf.render.lettering import Frame, can_be_set, draw, fit
from plainleaf.typefaces import Style

WIDTH, HEIGHT = 1600, 2400
"""Pixels; the shape (2:3) and size that bookshops ask for."""

MARGIN = 140
MEASURE = WIDTH - 2 * MARGIN
EDGE = WIDTH - MARGIN
FOOT_HEIGHT = 480
STRIP = 28

TITLE = Frame(
    style=Style.BOLD,
    sizes=(248, 224, 204, 186, 170, 154, 140, 126, 112, 100, 88, 76, 64),
    width=MEASURE,
    height=1130,
    leading=1.08,
)
SUBTITLE = Frame(Style.REGULAR, (92, 84, 76, 68, 60, 52, 44), MEASURE, 380, 1.25)
NOTICE_PADDING = (44, 22)
NOTICE = Frame(Style.BOLD, (50, 46, 42, 38, 34), MEASURE - 88, 130, 1.25)
FOOT = Frame(Style.BOLD, (72, 64, 56, 48, 40), MEASURE, 160, 1.15)

LEAF_RADIUS, LEAF_OFFSET, LEAF_INSET = 545, 255, 285
SMOOTHING = 2
"""The leaf is drawn larger and made smaller again, for a smooth edge."""

PAPER = (255, 255, 255)
INK = (26, 26, 26)
SHADES = 12
"""Steps from ground to letters: enough for smooth edges at this size."""
LEAF_SHADES = 2
"""Steps from field to leaf. Finer ones would be nearer to each other than Pillow's
search for the nearest colour can tell, and the field would lose its exact colour."""


@dataclass(frozen=True, slots=True)
class CoverText:
    """The lines of a cover: empty strings are left out.

    `foot` names the publisher; `notice` says that the text is a draft.
    """

    title: str
    subtitle: str = ""
    foot: str = ""
    notice: str = ""

    def lines(self) -> tuple[str, ...]:
        """Return the lines that there are, from top to bottom."""
        lines = (self.title, self.subtitle, self.notice, self.foot)
        return tuple(line for line in lines if line)

    @property
    def backwards(self) -> bool:
        """Say whether the cover is read from right to left."""
        return direction_of(self.title) == "rtl"

    def unset(self) -> tuple[str, ...]:
        """Return the lines that are left out, as no letter after letter shows them."""
        return tuple(line for line in self.lines() if not can_be_set(line))


def draw_cover(text: CoverText, accent: str) -> bytes:
    """Return the cover as a PNG of 1600 by 2400 pixels in few colours.

    `accent` is a CSS hex colour. The same text and colour give the same bytes. A line
    that `CoverText.unset` names is left out: a wrong word is worse than none.
    """
    field = parse_colour(accent)
    on_field = max((PAPER, INK), key=lambda colour: contrast(colour, field))
    on_paper = field if contrast(field, PAPER) >= READABLE else INK
    tint = mix(field, on_field, 0.09)
    canvas = Image.new("RGB", (WIDTH, HEIGHT), field)
    pen = ImageDraw.Draw(canvas)
    notice, foot = _settable(text.notice), _settable(text.foot)
    if notice or foot:
        field_height = HEIGHT - FOOT_HEIGHT
        # The strip below closes the cover's shape on a white shelf.
        pen.rectangle((0, field_height, WIDTH, HEIGHT - STRIP), fill=PAPER)
        _draw_foot(pen, notice, foot, on_paper)
    else:
        field_height = HEIGHT
    _draw_leaf(canvas, tint, field_height, mirrored=text.backwards)
    _draw_panel(pen, text, on_field)
    lettered = ((field, on_field), (tint, on_field), (PAPER, INK), (PAPER, on_paper))
    shades = [shade for pair in lettered for shade in _between(*pair, SHADES)]
    return _in_few_colours(canvas, (*shades, *_between(field, tint, LEAF_SHADES)))


def _settable(line: str) -> str:
    return line if can_be_set(line) else ""


def _draw_panel(pen: ImageDraw.ImageDraw, text: CoverText, colour: Colour) -> None:
    """Draw title, rule and subtitle from the top of the coloured field."""
    top = float(MARGIN + 60)
    if can_be_set(text.title):
        top = draw(pen, fit(text.title, TITLE), (MARGIN, top), colour, right=EDGE)
    top += 56
    begin = EDGE - 200 if text.backwards else MARGIN
    pen.rectangle((begin, top, begin + 200, top + 20), fill=colour)
    if subtitle := _settable(text.subtitle):
        draw(pen, fit(subtitle, SUBTITLE), (MARGIN, top + 84), colour, right=EDGE)


def _draw_foot(
    pen: ImageDraw.ImageDraw, notice: str, foot: str, accent: Colour
) -> None:
    """Draw the notice in a frame and the publisher's name, in the white foot."""
    framed = fit(notice, NOTICE) if notice else None
    named = fit(foot, FOOT) if foot else None
    across, down = NOTICE_PADDING
    frame_height = framed.height + 2 * down if framed else 0
    gap = 52 if framed and named else 0
    used = frame_height + gap + (named.height if named else 0)
    top = HEIGHT - FOOT_HEIGHT + (FOOT_HEIGHT - STRIP - used) / 2
    if framed:
        left = MARGIN
        if direction_of(notice) == "rtl":
            left = round(EDGE - framed.width - 2 * across)
        right = left + framed.width + 2 * across
        box = (left, top, right, top + frame_height)
        pen.rectangle(box, outline=INK, width=6)
        draw(pen, framed, (left + across, top + down), INK, right=right - across)
    if named:
        draw(pen, named, (MARGIN, top + frame_height + gap), accent, right=EDGE)


def _draw_leaf(
    canvas: Image.Image, tint: Colour, field_height: int, *, mirrored: bool
) -> None:
    """Draw a leaf with its vein, growing out of the field's lower right corner.

    Where two discs overlap is the leaf; their middles lie across its axis. Where lines
    begin at the right it grows on the left.
    """
    x, y = WIDTH - LEAF_INSET, field_height - LEAF_INSET
    discs = []
    for side in (-LEAF_OFFSET, LEAF_OFFSET):
        disc = Image.new("L", (WIDTH * SMOOTHING, field_height * SMOOTHING), 0)
        box = [
            (part + side + reach) * SMOOTHING
            for reach in (-LEAF_RADIUS, LEAF_RADIUS)
            for part in (x, y)
        ]
        ImageDraw.Draw(disc).ellipse(box, fill=255)
        discs.append(disc)
    leaf = ImageChops.darker(*discs)
    vein = [(x - WIDTH, y + WIDTH), (x + WIDTH, y - WIDTH)]
    ends = [(across * SMOOTHING, down * SMOOTHING) for across, down in vein]
    ImageDraw.Draw(leaf).line(ends, fill=0, width=14 * SMOOTHING)
    mask = leaf.resize((WIDTH, field_height), Image.Resampling.BOX)
    canvas.paste(tint, (0, 0), ImageOps.mirror(mask) if mirrored else mask)


def _between(one: Colour, other: Colour, steps: int) -> list[Colour]:
    return [mix(one, other, step / steps) for step in range(steps + 1)]


def _in_few_colours(canvas: Image.Image, shades: Sequence[Colour]) -> bytes:
    """Return the canvas as a palette PNG with the nearest of the shades."""
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for shade in dict.fromkeys(shades) for part in shade])
    few = canvas.quantize(palette=palette, dither=Image.Dither.NONE)
    written = io.BytesIO()
    few.save(written, "PNG", optimize=True)
    return written.getvalue()
