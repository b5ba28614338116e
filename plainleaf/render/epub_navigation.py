"""Where readers of an e-book can go: its contents and its landmarks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plainleaf.headings import headings
from plainleaf.messages import Messages
from plainleaf.model import (
    Callout,
    CalloutKind,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Publication,
    Risk,
    Strong,
    Term,
)
from plainleaf.render.templating import Target, all_headings
from plainleaf.walk import blocks_in, sections_in
from plainleaf.words import inline_text

DEEPEST_IN_CONTENTS = 4
"""Headings of level 2 to 4: three levels, all that reading systems show."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a heading; `language` is empty where it is the text's own."""

    text: str
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading in the contents with those under it.

    `number` is its place in reading order, from 1. `kind` is what stands before the
    author's words in the heading ("Emergency:"). `authored` is false for headings
    that the program makes.
    """

    number: int
    kind: str
    runs: tuple[Run, ...]
    id: str
    authored: bool
    entries: "tuple[TocEntry, ...]"

    @property
    def label(self) -> str:
        """Return the heading as plain text."""
        text = "".join(run.text for run in self.runs)
        return f"{self.kind} {text}" if self.kind else text


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that reading systems offer by its kind (EPUB 3.3, 7.4.3)."""

    type: str
    href: str
    text: str


def toc_of(publication: Publication, target: Target) -> tuple[TocEntry, ...]:
    """Return the contents, nested: the author's headings in order, and then ours."""
    authored = frozenset(headings(publication, edition="epub"))
    titles = dict(_titles(publication))
    kinds = _kinds(publication, target.say)
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
                kind=kinds.get(heading.id, ""),
                runs=titles.get(heading.id) or (Run(heading.text),),
                id=heading.id,
                authored=heading in authored,
                entries=tuple(nested(first + 1, after)),
            )
            first = after

    return tuple(nested(0, len(shown)))


def _titles(publication: Publication) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Yield what is said in each heading, with its languages, by the heading's id."""
    for section in sections_in(publication):
        yield section.id, tuple(_runs(section.title))
    for block in blocks_in(publication):
        if isinstance(block, Callout) and block.title:
            yield block.id, tuple(_runs(block.title))


def _runs(inlines: Iterable[Inline]) -> Iterator[Run]:
    for inline in inlines:
        match inline:
            case Foreign():
                text = inline_text(inline.inlines)
                yield Run(text, inline.language, inline.direction)
            case Emphasis() | Strong() | Link() | Term() | Risk():
                yield from _runs(inline.inlines)
            case _:
                yield Run(inline_text((inline,)))


def _kinds(publication: Publication, say: Messages) -> Mapping[str, str]:
    """Return the words that stand before the author's in headings, by their ids."""
    said = {
        CalloutKind.WARNING: say.phrase("important-label"),
        CalloutKind.NON_URGENT: say.phrase("non-urgent-label"),
        CalloutKind.URGENT: say.phrase("urgent-label"),
        CalloutKind.EMERGENCY: say.phrase("emergency-label"),
    }
    return {
        block.id: said[block.kind]
        for block in blocks_in(publication)
        if isinstance(block, Callout) and block.kind in said
    }


def depth_of(entries: tuple[TocEntry, ...]) -> int:
    """Return how many levels the contents have."""
    return 1 + max((depth_of(entry.entries) for entry in entries), default=-1)


def landmarks_of(publication: Publication, target: Target) -> Iterator[Landmark]:
    """Yield the landmarks; the body first of all after the cover and the contents."""
    say = target.say
    yield Landmark("cover", "cover.xhtml", say.phrase("cover"))
    # Some reading systems cannot resolve an address without the file's own name.
    yield Landmark("toc", "nav.xhtml#toc", say.phrase("contents"))
    yield Landmark("bodymatter", "text.xhtml", say.phrase("start-of-the-text"))
    kinds = {"glossary": "glossary", "references": "bibliography"}
    for heading in all_headings(publication, target):
        if heading.id in kinds:
            address = f"text.xhtml#{heading.id}"
            yield Landmark(kinds[heading.id], address, heading.text)
