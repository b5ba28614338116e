"""What stands at the edge of every page, and the margins that it needs."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from plainleaf.imprint import Status
from plainleaf.messages import Messages
from plainleaf.model import Publication
from plainleaf.render.pdf_sheet import PAPER, POINT, Sheet
from plainleaf.render.pdf_words import lines_of, width_of
from plainleaf.typefaces import Style

EDGE = 12.0
"""Millimetres at the edge on which nothing is printed: printers and binders."""
GAP = 5.0
"""Millimetres between running text and text."""
LEADING = 1.25
ELLIPSIS = "\u2026"
JOINER = "\u200d"
"""It joins the letter before it to the one after."""
TALLEST = 140.0
"""Millimetres of a picture's height in large print where there is room for that."""
LOWEST = 60.0
"""Millimetres that a tall picture keeps on the smallest sheet."""
LED_IN = 6
"""Lines kept free beside a tall picture: a heading, and the words that lead to it."""
BETWEEN = 0.5
"""Ems at the least between two texts of one line."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two running texts: in one line if it has room, else each on lines of its own."""

    first: str
    second: str
    lines: int

    @property
    def in_line(self) -> bool:
        """Say whether both stand in one line."""
        return self.lines == 1


@dataclass(frozen=True, slots=True)
class Running:
    """What the head and the foot of every page say."""

    head: Pair
    foot: Pair

    def rules(self, sheet: Sheet) -> str:
        """Return the margins above and below in CSS: the bare edge, lines, a gap.

        With them comes the height of the tallest picture in large print: what is left
        of a page beside the words that lead to it.
        """
        line = sheet.small * LEADING * POINT
        least = sheet.margins.least
        top = max(EDGE + self.head.lines * line + GAP, least)
        bottom = max(EDGE + self.foot.lines * line + GAP, least)
        first = max(EDGE, least)  # the first page has no head
        room = PAPER[sheet.page][1] - top - bottom
        words = LED_IN * sheet.leading * sheet.points * POINT
        tallest = min(TALLEST, max(LOWEST, room - words))
        return (
            f":root {{ --tallest: {tallest:.2f}mm; }}\n"
            f"@page {{ margin-top: {top:.2f}mm; margin-bottom: {bottom:.2f}mm; }}\n"
            f"@page :first {{ margin-top: {first:.2f}mm; }}\n"
        )


def running(
    publication: Publication, sheet: Sheet, say: Messages, *, draft: bool
) -> Running:
    """Return the running texts of a handout, with the lines they take on a sheet."""
    width = (sheet.width + 2 * sheet.hang) * sheet.points / sheet.small
    warning = say.phrase("draft-on-every-page") if draft else ""
    if publication.front.status is Status.WITHDRAWN:
        warning = say.phrase("withdrawn-do-not-use")
    page = say.phrase("page-of-pages", page="00", pages="00")
    title = publication.front.title
    if sheet.large:
        title = shortened(title, width)
    return Running(
        _pair(title, warning, width),
        _pair(_edition(publication, say), page, width),
    )


def _pair(first: str, second: str, width: float) -> Pair:
    beside = width_of(first, Style.REGULAR) + BETWEEN + width_of(second)
    if beside <= width:
        return Pair(first, second, 1)
    return Pair(first, second, lines_of(first, width) + lines_of(second, width))


def shortened(text: str, width: float) -> str:
    """Return as many of the first words as a line holds; the first page has them all.

    Lines at the edge of large print are lines that a page has not for its text. Where
    one word alone is too long, as all of a title in Chinese is, its letters count.
    """
    if width_of(text, Style.REGULAR) <= width:
        return text
    kept = text.split()
    while len(kept) > 1 and not _fits(" ".join(kept), width):
        kept.pop()
    letters = list(_letters(" ".join(kept)))
    while len(letters) > 1 and not _fits("".join(letters), width):
        letters.pop()
    return "".join(letters) + ELLIPSIS


def _fits(start: str, width: float) -> bool:
    return width_of(start + ELLIPSIS, Style.REGULAR) <= width


def _letters(text: str) -> Iterator[str]:
    """Yield each letter with all that is written on it or joined to it.

    The clusters of UAX #29 as far as titles have them: marks, and what a joiner joins.
    """
    letter = ""
    for character in text:
        joined = _extends(character) or letter.endswith(JOINER)
        if letter and not joined:
            yield letter
            letter = ""
        letter += character
    yield letter


def _extends(character: str) -> bool:
    return character == JOINER or unicodedata.category(character).startswith("M")


def _edition(publication: Publication, say: Messages) -> str:
    """Say which version a page is of, and from when: pages get loose."""
    front = publication.front
    version, dates = front.version, front.dates
    said = [
        say.phrase("version", version=version)
        if version
        else say.phrase("version-not-stated")
    ]
    if dates.published:
        said.append(say.phrase("published", day=say.day(dates.published)))
    elif dates.last_reviewed:
        said.append(say.phrase("last-reviewed", day=say.day(dates.last_reviewed)))
    elif dates.written:
        said.append(say.phrase("written", day=say.day(dates.written)))
    else:
        said.append(say.phrase("not-yet-published"))
    if dates.next_review:
        said.append(say.phrase("review-due", month=say.month(dates.next_review)))
    return " ".join(said)
