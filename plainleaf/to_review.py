"""What reviewers look at one by one: figures, links that lead out, the age of sources.

A program can find these and cannot judge them (CDC Clear Communication Index, items 15
and 16; PEMAT-P item 2; PIF TICK, Evidence).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plainleaf.model import Link, Publication
from plainleaf.validate.facts import MARK, Facts
from plainleaf.words import inline_text

AROUND = 30
"""Characters shown before and after a number."""
_NUMBER = re.compile(r"(?<![\w#])[$£€]?\d+(?:[.,:/]\d+)*\s?(?:%|[^\W\d_]+)?")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of a text and the line that they stand on."""

    text: str
    line: int


def numbers(publication: Publication) -> Iterator[Spot]:
    """Yield every number of the text with the words around it, in reading order."""
    for passage in Facts.of(publication, as_of=date.min).read():
        text = passage.text.replace(MARK, "")
        for match in _NUMBER.finditer(text):
            start = text.rfind(" ", 0, max(0, match.start() - AROUND)) + 1
            end = text.find(" ", match.end() + AROUND)
            around = text[start : end if end >= 0 else len(text)]
            yield Spot(" ".join(around.split()), passage.place(match.start()).line)


def links_out(publication: Publication) -> Iterator[Spot]:
    """Yield every link to the web: its words and its address."""
    for inline in Facts.of(publication, as_of=date.min).inlines:
        if isinstance(inline, Link) and inline.target.startswith("http"):
            words = " ".join(inline_text(inline.inlines).split())
            yield Spot(f"{words} ({inline.target})", inline.location.line)


def years(publication: Publication) -> tuple[int, int] | None:
    """Return the years of the oldest and the newest work that is cited."""
    found = [
        int(match[0])
        for work in publication.references
        if work.year and (match := _YEAR.search(work.year))
    ]
    return (min(found), max(found)) if found else None
