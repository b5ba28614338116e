"""`[1 in 10]{.risk of="people" event="feel sick"}`: a risk in words, and as a picture.

The words come first and say everything. The picture, an icon array, follows their
paragraph: one figure for each person, so many of them filled. Filled and open figures
differ in outline too, so the picture holds in grey and for the colour-blind.
"""

import re
from pathlib import PurePosixPath

from plainleaf.findings import Location
from plainleaf.messages import messages_for
from plainleaf.model import Figure, Image, Inline, Risk, Text
from plainleaf.parse.attributes import Attributes
from plainleaf.parse.context import Context
from plainleaf.words import inline_text

MOST_FIGURES = 200
"""More cannot be told apart on paper: the words stand alone."""
FOLDER = PurePosixPath("plainleaf")
"""Where pictures that are drawn here stand among the author's."""
_NUMBER = re.compile(r"\d+(?:[ ,.\u00a0\u202f]\d{3})*")
_CELL_WIDTH, _CELL_HEIGHT = 20, 34
_SCALE = 1.5
_INK = "#16242e"
_PERSON = (
    '<circle cx="10" cy="7" r="4.4"/>'
    '<path d="M10 13c-4 0-6 2.4-6 6v6h3v6.5h6V25h3v-6c0-3.6-2-6-6-6z"/>'
)


def risk(
    inlines: tuple[Inline, ...],
    attributes: Attributes,
    place: Location,
    context: Context,
) -> list[Inline]:
    """Return the risk that words in brackets state, or the words alone."""
    words = inline_text(inlines)
    numbers = [int(re.sub(r"\D", "", found)) for found in _NUMBER.findall(words)]
    people = attributes.values.get("of", "").strip()
    event = attributes.values.get("event", "").strip()
    icons = attributes.values.get("icons", "yes")
    if icons not in {"yes", "no"}:
        context.mistakes.add(
            "bad-value", place, f"`icons={icons}` is not known", "Write icons=no."
        )
    if len(numbers) != 2 or not 0 <= numbers[0] <= numbers[1] or not numbers[1]:  # noqa: PLR2004
        context.mistakes.add(
            "risk-unreadable",
            place,
            f"“{words}” does not say how many of how many",
            'Write [1 in 10]{.risk of="people" event="feel sick"}.',
        )
        return list(inlines)
    if not people or not event:
        context.mistakes.add(
            "risk-unreadable",
            place,
            f"“{words}” does not say of whom, or what happens",
            'Write [1 in 10]{.risk of="people" event="feel sick"}.',
        )
        return list(inlines)
    return [Risk(numbers[0], numbers[1], people, event, inlines, place, icons != "no")]


def icon_array(risk: Risk, context: Context) -> Figure | None:
    """Return the picture of a risk; none for more people than can be shown."""
    if not risk.drawn or risk.total > MOST_FIGURES:
        return None
    name = FOLDER / f"risk-{risk.count}-in-{risk.total}.svg"
    raw, width, height = _drawing(risk.count, risk.total)
    context.images[name] = Image(name, "image/svg+xml", width, height, raw)
    say = messages_for(context.front.language)
    caption = f"{inline_text(risk.inlines)} {risk.people} {risk.event}"
    return Figure(
        id=context.ids.make(f"risk {risk.count} in {risk.total}", otherwise="risk"),
        image=name,
        alt=say.phrase(
            "figures-in-a-row"
            if risk.total <= _columns(risk.total)
            else "figures-in-rows",
            total=risk.total,
            count=risk.count,
        ),
        caption=(Text(caption, risk.location),),
        description=(),
        location=risk.location,
        drawn=True,
    )


def _columns(total: int) -> int:
    return 20 if total > 100 else 10 if total > 12 else total  # noqa: PLR2004


def _drawing(count: int, total: int) -> tuple[bytes, int, int]:
    """Return the drawing of so many figures, and its width and height."""
    columns = _columns(total)
    rows = -(-total // columns)
    width, height = columns * _CELL_WIDTH, rows * _CELL_HEIGHT
    people = []
    for number in range(total):
        x, y = number % columns * _CELL_WIDTH, number // columns * _CELL_HEIGHT
        fill = _INK if number < count else "none"
        people.append(f'<g transform="translate({x} {y})" fill="{fill}">{_PERSON}</g>')
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_SCALE * width:g}" '
        f'height="{_SCALE * height:g}" '
        f'viewBox="0 0 {width} {height}"><g stroke="{_INK}" stroke-width="1.2">'
        f"{''.join(people)}</g></svg>"
    )
    return svg.encode(), int(_SCALE * width), int(_SCALE * height)
