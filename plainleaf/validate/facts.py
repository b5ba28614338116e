"""What many rules ask of a publication, gathered in one walk."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import assert_never

from plainleaf.findings import Location
from plainleaf.model import (
    Abbreviation,
    Block,
    Callout,
    Citation,
    ContactCard,
    DefinitionList,
    Emphasis,
    Figure,
    Foreign,
    Inline,
    ItemList,
    LanguageBlock,
    LineBreak,
    Link,
    Note,
    NoteMark,
    Only,
    Paragraph,
    Publication,
    Quote,
    ReviewerNote,
    Risk,
    Section,
    Strong,
    Table,
    Term,
    Text,
    WriteIn,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """The inlines of one block as a string whose every offset has a place.

    `kind` says what they are: "text", "heading", "caption", "name", "cell".
    `reviewer` is true inside a remark for reviewers, which readers of a release never
    see.
    """

    kind: str
    inlines: tuple[Inline, ...]
    text: str
    begins: tuple[int, ...]
    places: tuple[Location, ...]
    reviewer: bool = False

    def place(self, offset: int) -> Location:
        """Return line and column of an offset in the text."""
        position = max(0, bisect_right(self.begins, offset) - 1)
        found = self.places[min(position, len(self.places) - 1)]
        column = found.column + offset - self.begins[position]
        return Location(found.path, found.line, column)


@dataclass(frozen=True, slots=True)
class Facts:
    """A publication's parts by kind, in reading order, and the day of judgement."""

    as_of: date
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    inlines: tuple[Inline, ...]

    @classmethod
    def of(cls, publication: Publication, *, as_of: date) -> "Facts":
        """Walk through a publication once."""
        sections = tuple(_sections(publication.sections))
        blocks: list[Block] = []
        passages: list[Passage] = []
        summary = (publication.summary,) if publication.summary else ()
        _gather((*summary, *publication.blocks), blocks, passages, reviewer=False)
        for section in sections:
            if section.title:
                passages.append(_passage("heading", section.title))
            _gather(section.blocks, blocks, passages, reviewer=False)
        inlines = tuple(
            inline for passage in passages for inline in every(passage.inlines)
        )
        return cls(as_of, sections, tuple(blocks), tuple(passages), inlines)


def every(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield inlines with what they hold, outer before inner."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Emphasis | Strong | Link | Foreign | Term | Risk):
            yield from every(inline.inlines)


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)


def _passage(
    kind: str, inlines: tuple[Inline, ...], *, reviewer: bool = False
) -> Passage:
    runs = [run for inline in inlines for run in _runs(inline)]
    texts = [text for text, _ in runs]
    return Passage(
        kind=kind,
        inlines=inlines,
        text="".join(texts),
        begins=(0, *accumulate(len(text) for text in texts))[:-1] or (0,),
        places=tuple(place for _, place in runs) or (inlines[0].location,),
        reviewer=reviewer,
    )


def _runs(inline: Inline) -> Iterator[tuple[str, Location]]:
    match inline:
        case Text():
            yield inline.text, inline.location
        case Emphasis() | Strong() | Link() | Foreign() | Term() | Risk():
            for inner in inline.inlines:
                yield from _runs(inner)
        case Abbreviation():
            yield inline.short, inline.location
        case LineBreak():
            yield " ", inline.location
        case Citation() | NoteMark():
            # A mark separates what stands around it; its number is no text.
            yield "\ufffc", inline.location
        case _:
            assert_never(inline)


def _gather(
    row: Iterable[Block],
    blocks: list[Block],
    passages: list[Passage],
    *,
    reviewer: bool,
) -> None:
    def keep(kind: str, inlines: tuple[Inline, ...]) -> None:
        if inlines:
            passages.append(_passage(kind, inlines, reviewer=reviewer))

    def inside(inner: Iterable[Block]) -> None:
        _gather(inner, blocks, passages, reviewer=reviewer)

    for block in row:
        blocks.append(block)
        match block:
            case Paragraph():
                keep("text", block.inlines)
            case ItemList():
                for entry in block.entries:
                    inside(entry.blocks)
            case DefinitionList():
                for definition in block.definitions:
                    for term in definition.terms:
                        keep("name", term)
                    for meaning in definition.meanings:
                        inside(meaning)
            case Table():
                keep("caption", block.caption)
                for row_of_cells in (block.header, *block.rows):
                    for cell in row_of_cells.cells:
                        keep("cell", cell.inlines)
            case Figure():
                keep("caption", block.caption)
                inside(block.description)
            case Callout():
                keep("heading", block.title)
                inside(block.blocks)
            case ReviewerNote():
                _gather(block.blocks, blocks, passages, reviewer=True)
            case ContactCard():
                for line in block.lines:
                    keep("name", line.inlines)
            case WriteIn():
                keep("name", block.label)
            case Quote() | Note() | LanguageBlock() | Only():
                inside(block.blocks)
            case _:
                assert_never(block)
