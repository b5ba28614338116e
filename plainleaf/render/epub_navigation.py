"""Where readers of an e-book can go: its contents and its landmarks."""

from collections.abc import Iterator
from dataclasses import dataclass

from plainleaf.headings import headings
from plainleaf.model import Publication
from plainleaf.render.templating import Target, all_headings

DEEPEST_IN_CONTENTS = 4
"""Headings of level 2 to 4: three levels, all that reading systems show."""


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading in the contents with those under it.

    `number` is its place in reading order, from 1. `authored` is false for headings
    that the program makes.
    """

    number: int
    text: str
    id: str
    authored: bool
    entries: "tuple[TocEntry, ...]"


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that reading systems offer by its kind (EPUB 3.3, 7.4.3)."""

    type: str
    href: str
    text: str


def toc_of(publication: Publication, target: Target) -> tuple[TocEntry, ...]:
    """Return the contents, nested: the author's headings in order, and then ours."""
    authored = frozenset(headings(publication, edition="epub"))
    shown = [
        heading
        for heading in all_headings(publication, target)
        if heading.level <= DEEPEST_IN_CONTENTS
    ]

    def nested(first: int, end: int) -> Iterator[TocEntry]:
        """Yield the entries from one place in reading order to before another."""
        while first < end:
            heading, after = shown[first], first + 1
            while after < end and shown[after].level > heading.level:
                after += 1
            yield TocEntry(
                number=first + 1,
                text=heading.text,
                id=heading.id,
                authored=heading in authored,
                entries=tuple(nested(first + 1, after)),
            )
            first = after

    return tuple(nested(0, len(shown)))


def depth_of(entries: tuple[TocEntry, ...]) -> int:
    """Return how many levels the contents have."""
    return 1 + max((depth_of(entry.entries) for entry in entries), default=-1)


def landmarks_of(publication: Publication, target: Target) -> Iterator[Landmark]:
    """Yield the landmarks; the body first of all after the cover and the contents."""
    say = target.say
    yield Landmark("cover", "cover.xhtml", say.plain("Cover"))
    # Some reading systems cannot resolve an address without the file's own name.
    yield Landmark("toc", "nav.xhtml#toc", say.plain("Contents"))
    yield Landmark("bodymatter", "text.xhtml", say.plain("Start of the text"))
    kinds = {"glossary": "glossary", "references": "bibliography"}
    for heading in all_headings(publication, target):
        if heading.id in kinds:
            address = f"text.xhtml#{heading.id}"
            yield Landmark(kinds[heading.id], address, heading.text)
