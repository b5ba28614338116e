"""The shape of a publication: what parity means beside the words.

Lists and their entries, tables and their size, links and where they lead, pictures
that say something, notes, quotations, and the language of every word.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import assert_never

from plainleaf.check.heard import BREAK, Chunk, heard
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
from plainleaf.references import reference_runs
from plainleaf.walk import inner_blocks, shown_in, with_inner_inlines
from plainleaf.words import inline_text

HERE = "#"
"""The target of every link inside the publication: editions write it differently."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What an edition is made of, each kind in reading order.

    Lists are (ordered, unordered or named; number of entries), tables (rows below the
    header; columns; header cells in those rows), links (words; address, or `#`
    inside), pictures their text alternatives, `foreign` (language; word).
    """

    lists: tuple[tuple[str, int], ...]
    tables: tuple[tuple[int, int, int], ...]
    links: tuple[tuple[str, str], ...]
    pictures: tuple[str, ...]
    notes: int
    quotations: int
    foreign: tuple[tuple[str, str], ...]


def differences(found: Shape, wanted: Shape) -> Iterator[str]:
    """Yield, for each kind that differs, the first difference in words."""
    for kind in fields(Shape):
        one, other = getattr(found, kind.name), getattr(wanted, kind.name)
        if one == other:
            continue
        if isinstance(one, int):
            yield f"{kind.name}: {one} in the file, {other} in the text"
            continue
        at = next(
            (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
            min(len(one), len(other)),
        )
        there = repr(one[at]) if at < len(one) else "none"
        due = repr(other[at]) if at < len(other) else "none"
        yield f"{kind.name}: number {at + 1} is {there} in the file, {due} in the text"


def shape_of(publication: Publication, *, edition: str, others: str) -> Shape:
    """Return the shape that an edition of the publication must have."""
    blocks = tuple(_all_blocks(publication, edition))
    lists, tables, pictures = [], [], []
    for block in blocks:
        match block:
            case ItemList():
                kind = "ordered" if block.ordered else "unordered"
                lists.append((kind, len(block.entries)))
            case DefinitionList():
                lists.append(("named", len(block.definitions)))
            case Table():
                heads = sum(cell.header for row in block.rows for cell in row.cells)
                tables.append((len(block.rows), len(block.header.cells), heads))
            case Figure() if block.alt:
                pictures.append(_folded(block.alt))
            case _:
                pass
    explained = sum(1 for entry in publication.front.glossary if entry.definition)
    lists += [("named", explained)] if explained else []
    cited = len(publication.references)
    lists += [("ordered", cited)] if cited else []
    language = publication.front.language
    return Shape(
        lists=tuple(lists),
        tables=tuple(tables),
        links=tuple(_links(publication, edition, others)),
        pictures=tuple(pictures),
        notes=sum(isinstance(block, Note) for block in blocks),
        quotations=sum(isinstance(block, Quote) for block in blocks),
        foreign=heard(_chunks(publication, edition, others), language=language).foreign,
    )


def _folded(text: str) -> str:
    return " ".join(text.split())


# --- walks -------------------------------------------------------------------------


def _opening(publication: Publication) -> tuple[Block, ...]:
    summary = (publication.summary,) if publication.summary else ()
    return (*summary, *publication.blocks)


def _all_blocks(publication: Publication, edition: str) -> Iterator[Block]:
    def below(blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            if shown_in(block, edition):
                yield block
                yield from below(inner_blocks(block))

    def under(sections: Iterable[Section]) -> Iterator[Block]:
        for section in sections:
            yield from below(section.blocks)
            yield from under(section.sections)

    yield from below(_opening(publication))
    yield from under(publication.sections)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Inlines that stand together in one block, in that block's language."""

    inlines: tuple[Inline, ...]
    language: str


def _phrases(publication: Publication, edition: str) -> Iterator[_Phrase]:
    language = publication.front.language
    yield from _of_blocks(_opening(publication), language, edition)
    yield from _of_sections(publication.sections, language, edition)


def _of_sections(
    sections: Iterable[Section], language: str, edition: str
) -> Iterator[_Phrase]:
    for section in sections:
        yield _Phrase(section.title, language)
        yield from _of_blocks(section.blocks, language, edition)
        yield from _of_sections(section.sections, language, edition)


def _of_blocks(
    blocks: Iterable[Block], language: str, edition: str
) -> Iterator[_Phrase]:
    for block in blocks:
        yield from _of_block(block, language, edition)


def _of_block(block: Block, language: str, edition: str) -> Iterator[_Phrase]:
    match block:
        case Paragraph():
            yield _Phrase(block.inlines, language)
        case DefinitionList():
            for definition in block.definitions:
                yield from (_Phrase(term, language) for term in definition.terms)
                for meaning in definition.meanings:
                    yield from _of_blocks(meaning, language, edition)
        case Table():
            yield _Phrase(block.caption, language)
            for row in (block.header, *block.rows):
                yield from (_Phrase(cell.inlines, language) for cell in row.cells)
        case Figure():
            yield _Phrase((Text(block.alt or "", block.location),), language)
            yield _Phrase(block.caption, language)
            yield from _of_blocks(block.description, language, edition)
        case ContactCard():
            yield from (_Phrase(line.inlines, language) for line in block.lines)
        case WriteIn():
            yield _Phrase(block.label, language)
        case Only():
            if shown_in(block, edition):
                yield from _of_blocks(block.blocks, language, edition)
        case Callout():
            if shown_in(block, edition):
                yield _Phrase(block.title, language)
                yield from _of_blocks(block.blocks, language, edition)
        case LanguageBlock():
            yield from _of_blocks(block.blocks, block.language, edition)
        case ItemList() | Quote() | ReviewerNote() | Note():
            yield from _of_blocks(inner_blocks(block), language, edition)
        case _:
            assert_never(block)


# --- links and languages ------------------------------------------------------------


def _links(
    publication: Publication, edition: str, others: str
) -> Iterator[tuple[str, str]]:
    for phrase in _phrases(publication, edition):
        for inline in with_inner_inlines(phrase.inlines):
            if isinstance(inline, Link):
                target = HERE if inline.target.startswith("#") else inline.target
                yield _folded(inline_text(inline.inlines)), target
            elif isinstance(inline, Term):
                yield _folded(inline_text(inline.inlines)), HERE
    for reference in publication.references:
        for run in reference_runs(reference, others=others):
            if run.target:
                yield _folded(run.text), run.target


def _chunks(publication: Publication, edition: str, others: str) -> Iterator[Chunk]:
    """Yield the text below the front matter with the language of each stretch."""
    language = publication.front.language
    for phrase in _phrases(publication, edition):
        yield from _spoken(phrase.inlines, phrase.language)
        yield Chunk(BREAK, own=True, language=language)
    for reference in publication.references:
        for run in reference_runs(reference, others=others):
            yield Chunk(run.text, own=True, language=run.language or language)
        yield Chunk(BREAK, own=True, language=language)


def _spoken(inlines: Iterable[Inline], language: str) -> Iterator[Chunk]:
    for inline in inlines:
        match inline:
            case Foreign():
                yield from _spoken(inline.inlines, inline.language)
            case Emphasis() | Strong() | Link() | Term() | Risk():
                yield from _spoken(inline.inlines, language)
            case Text() | Abbreviation() | LineBreak() | Citation() | NoteMark():
                yield Chunk(inline_text((inline,)), own=True, language=language)
            case _:
                assert_never(inline)
