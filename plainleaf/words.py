"""A publication's own text: the words that every edition carries, in one order.

The order is: title, subtitle, main message, summary, call to action, the blocks
before the first section, sections as in the source, the glossary, the references.
Alt texts and long descriptions stand in place, a note right after the block that
cites it. Words that the publisher program makes (labels, numbers, contents lists)
are not among them.
"""

import unicodedata
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
    Row,
    Section,
    Strong,
    Table,
    Term,
    Text,
    WriteIn,
)
from plainleaf.references import reference_runs

NOWHERE = ""
"""The edition of no format: every block that any edition has."""


def split_words(text: str) -> tuple[str, ...]:
    """Split at white space (no-break spaces too), in Unicode's composed form (NFC).

    Punctuation stays with its word, so a lost full stop is a lost word. The soft
    hyphen is no character a reader reads, and is left out.
    """
    return tuple(unicodedata.normalize("NFC", text.replace("\u00ad", "")).split())


def words(
    publication: Publication, *, edition: str = NOWHERE, others: str = "and others"
) -> tuple[str, ...]:
    """Return the own text of a publication as words, in reading order.

    `edition` (html, pdf, epub) leaves out the blocks that are not for it.
    """
    return tuple(
        word
        for run in own_text(publication, edition=edition, others=others)
        for word in split_words(run)
    )


def own_text(
    publication: Publication, *, edition: str, others: str = "and others"
) -> Iterator[str]:
    """Yield the own text, a string for each block-level run of words."""
    front = publication.front
    yield front.title
    yield front.subtitle or ""
    yield front.main_message or ""
    if publication.summary:
        yield from _block(publication.summary, edition)
    yield front.call_to_action or ""
    yield from _blocks(publication.blocks, edition)
    for section in publication.sections:
        yield from _section(section, edition)
    for entry in front.glossary:
        if entry.definition:
            yield entry.term
            yield entry.definition
    for reference in publication.references:
        yield "".join(run.text for run in reference_runs(reference, others=others))


def inline_text(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines as one string; marks and numbers are no words."""
    return "".join(_inline(inline) for inline in inlines)


def _section(section: Section, edition: str) -> Iterator[str]:
    yield inline_text(section.title)
    yield from _blocks(section.blocks, edition)
    for inner in section.sections:
        yield from _section(inner, edition)


def _blocks(blocks: Iterable[Block], edition: str) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, edition)


def _block(block: Block, edition: str) -> Iterator[str]:
    match block:
        case Paragraph():
            yield inline_text(block.inlines)
        case ItemList():
            for entry in block.entries:
                yield from _blocks(entry.blocks, edition)
        case DefinitionList():
            for definition in block.definitions:
                for term in definition.terms:
                    yield inline_text(term)
                for meaning in definition.meanings:
                    yield from _blocks(meaning, edition)
        case Table():
            yield inline_text(block.caption)
            for row in (block.header, *block.rows):
                yield from _row(row)
        case Figure():
            yield block.alt or ""
            yield inline_text(block.caption)
            yield from _blocks(block.description, edition)
        case ContactCard():
            for line in block.lines:
                yield inline_text(line.inlines)
        case WriteIn():
            yield inline_text(block.label)
        case Only():
            if edition == NOWHERE or edition in block.outputs:
                yield from _blocks(block.blocks, edition)
        case Callout():
            if edition == NOWHERE or edition in block.outputs:
                yield inline_text(block.title)
                yield from _blocks(block.blocks, edition)
        case Quote() | ReviewerNote() | Note() | LanguageBlock():
            yield from _blocks(block.blocks, edition)
        case _:
            assert_never(block)


def _row(row: Row) -> Iterator[str]:
    for cell in row.cells:
        yield inline_text(cell.inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Emphasis() | Strong() | Link() | Foreign() | Term() | Risk():
            return inline_text(inline.inlines)
        case Abbreviation():
            if inline.expand:
                return f"{inline.short} ({inline.expansion})"
            return inline.short
        case LineBreak():
            return " "
        case Citation():
            return "".join(f" {work.locator}" for work in inline.works if work.locator)
        case NoteMark():
            return ""
        case _:
            assert_never(inline)
