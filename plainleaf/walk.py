"""Walks over a publication in reading order: its blocks, and its inlines."""

from collections.abc import Iterable, Iterator
from typing import assert_never

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


def sections_in(publication: Publication) -> Iterator[Section]:
    """Yield every section, each before those it holds."""

    def inside(sections: Iterable[Section]) -> Iterator[Section]:
        for section in sections:
            yield section
            yield from inside(section.sections)

    yield from inside(publication.sections)


def blocks_in(publication: Publication) -> Iterator[Block]:
    """Yield every block, each before those it holds; the summary comes first."""
    if publication.summary:
        yield from _with_inner((publication.summary,))
    yield from _with_inner(publication.blocks)
    for section in sections_in(publication):
        yield from _with_inner(section.blocks)


def inlines_in(publication: Publication, *, edition: str = "") -> Iterator[Inline]:
    """Yield every inline in reading order, each before those it holds.

    `edition` (html, pdf, epub) leaves out the blocks that are not for it.
    """
    if publication.summary:
        yield from _inlines_of_blocks((publication.summary,), edition)
    yield from _inlines_of_blocks(publication.blocks, edition)
    for section in publication.sections:
        yield from _inlines_of_section(section, edition)


def shown_in(block: Block, edition: str) -> bool:
    """Say whether an edition (html, pdf, epub; "" for any) has a block."""
    if isinstance(block, Callout | Only) and edition:
        return edition in block.outputs
    return True


def inner_blocks(block: Block) -> tuple[Block, ...]:
    """Return the blocks directly inside a block, in reading order."""
    match block:
        case Quote() | Callout() | ReviewerNote() | Note() | LanguageBlock() | Only():
            return block.blocks
        case ItemList():
            return tuple(inner for entry in block.entries for inner in entry.blocks)
        case DefinitionList():
            return tuple(
                inner
                for definition in block.definitions
                for meaning in definition.meanings
                for inner in meaning
            )
        case Figure():
            return block.description
        case Paragraph() | Table() | ContactCard() | WriteIn():
            return ()
        case _:
            assert_never(block)


def inlines_of(block: Block, *, edition: str = "") -> Iterator[Inline]:
    """Yield the inlines of one block and of the blocks inside it, in reading order."""
    match block:
        case Paragraph():
            yield from with_inner_inlines(block.inlines)
        case Table():
            yield from with_inner_inlines(block.caption)
            for row in (block.header, *block.rows):
                for cell in row.cells:
                    yield from with_inner_inlines(cell.inlines)
        case DefinitionList():
            for definition in block.definitions:
                for term in definition.terms:
                    yield from with_inner_inlines(term)
                for meaning in definition.meanings:
                    yield from _inlines_of_blocks(meaning, edition)
        case ContactCard():
            for line in block.lines:
                yield from with_inner_inlines(line.inlines)
        case WriteIn():
            yield from with_inner_inlines(block.label)
        case Only():
            if shown_in(block, edition):
                yield from _inlines_of_blocks(block.blocks, edition)
        case Callout():
            if shown_in(block, edition):
                yield from with_inner_inlines(block.title)
                yield from _inlines_of_blocks(block.blocks, edition)
        case Figure():
            yield from with_inner_inlines(block.caption)
            yield from _inlines_of_blocks(block.description, edition)
        case ItemList() | Quote() | ReviewerNote() | Note() | LanguageBlock():
            yield from _inlines_of_blocks(inner_blocks(block), edition)
        case _:
            assert_never(block)


def with_inner_inlines(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield inlines, each before those it holds."""
    for inline in inlines:
        yield inline
        match inline:
            case Emphasis() | Strong() | Link() | Foreign() | Term() | Risk():
                yield from with_inner_inlines(inline.inlines)
            case Text() | LineBreak() | Abbreviation() | Citation() | NoteMark():
                pass
            case _:
                assert_never(inline)


def _with_inner(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _with_inner(inner_blocks(block))


def _inlines_of_blocks(blocks: Iterable[Block], edition: str) -> Iterator[Inline]:
    for block in blocks:
        yield from inlines_of(block, edition=edition)


def _inlines_of_section(section: Section, edition: str) -> Iterator[Inline]:
    yield from with_inner_inlines(section.title)
    yield from _inlines_of_blocks(section.blocks, edition)
    for inner in section.sections:
        yield from _inlines_of_section(inner, edition)
