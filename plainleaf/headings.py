"""The headings of a publication: one list for contents, bookmarks and navigation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plainleaf.model import Block, Callout, Publication, Section
from plainleaf.walk import inner_blocks, shown_in
from plainleaf.words import inline_text

TITLE_LEVEL = 1
"""The publication's title is the one heading of level 1; sections begin at 2."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level from 2, its text without marks, the id it stands at."""

    level: int
    text: str
    id: str


def headings(publication: Publication, *, edition: str) -> tuple[Heading, ...]:
    """Return the headings the author wrote, in reading order, for one edition.

    A callout's title is a heading one level below what stands around it.
    """
    found: list[Heading] = []
    if publication.summary:
        found += _callouts((publication.summary,), TITLE_LEVEL, edition)
    found += _callouts(publication.blocks, TITLE_LEVEL, edition)
    for section in publication.sections:
        found += _section(section, TITLE_LEVEL + 1, edition)
    return tuple(found)


def _section(section: Section, level: int, edition: str) -> Iterator[Heading]:
    yield Heading(level, inline_text(section.title), section.id)
    yield from _callouts(section.blocks, level, edition)
    for inner in section.sections:
        yield from _section(inner, level + 1, edition)


def _callouts(blocks: Iterable[Block], level: int, edition: str) -> Iterator[Heading]:
    for block in blocks:
        if not shown_in(block, edition):
            continue
        if isinstance(block, Callout):
            inner = level
            if block.title:
                inner = level + 1
                yield Heading(inner, inline_text(block.title), block.id)
            yield from _callouts(block.blocks, inner, edition)
        else:
            yield from _callouts(inner_blocks(block), level, edition)
