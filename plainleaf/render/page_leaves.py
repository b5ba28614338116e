"""The own text of a publication as leaves: each text with the part that has it.

The same text as `words.own_text`, in the same order, kept apart by where a template
writes it, so that a mark can be put before any word of it.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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
from plainleaf.references import reference_runs
from plainleaf.walk import shown_in


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text with the part that has it, and its name there if it has several.

    `opened` are the parts that begin with this text, outermost first.
    """

    part: object
    name: str
    text: str
    opened: tuple[object, ...]

    @property
    def key(self) -> tuple[int, str]:
        """Tell the leaf from all others of its publication."""
        return id(self.part), self.name


def letters_in(text: str) -> int:
    """Count the letters of a text: composed (NFC), no space, no soft hyphen."""
    bare = "".join(text.replace("\u00ad", "").split())
    return len(unicodedata.normalize("NFC", bare))


def leaves_of(publication: Publication, *, edition: str, others: str) -> Iterator[Leaf]:
    """Yield the leaves of an edition (html, pdf, epub) in reading order."""
    reading = _Reading(edition)
    reading.publication(publication, others)
    yield from reading.leaves


@dataclass(slots=True)
class _Reading:
    """A walk that remembers which parts were opened and have had no text yet."""

    edition: str
    leaves: list[Leaf] = field(default_factory=list)
    opened: list[object] = field(default_factory=list)

    def publication(self, publication: Publication, others: str) -> None:
        front = publication.front
        with self.inside(publication):
            self.text(front, front.title, "title")
        self.text(front, front.subtitle or "", "subtitle")
        self.text(front, front.main_message or "", "main_message")
        if publication.summary:
            self.blocks((publication.summary,))
        with self.inside(front):
            self.text(front, front.call_to_action or "", "call_to_action")
        self.blocks(publication.blocks)
        for section in publication.sections:
            self.section(section)
        with self.inside(front.glossary):
            for entry in front.glossary:
                if entry.definition:
                    with self.inside(entry):
                        self.text(entry, entry.term, "term")
                        self.text(entry, entry.definition, "definition")
        with self.inside(publication.references):
            for reference in publication.references:
                with self.inside(reference):
                    runs = reference_runs(reference, others=others)
                    for number, run in enumerate(runs):
                        self.text(reference, run.text, str(number))

    def section(self, section: Section) -> None:
        with self.inside(section):
            self.inlines(section.title)
            self.blocks(section.blocks)
            for inner in section.sections:
                self.section(inner)

    def blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if shown_in(block, self.edition):
                with self.inside(block):
                    self.block(block)

    def block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self.inlines(block.inlines)
            case ItemList():
                for entry in block.entries:
                    with self.inside(entry):
                        self.blocks(entry.blocks)
            case DefinitionList():
                self.definitions(block)
            case Table():
                self.table(block)
            case Figure():
                self.text(block, block.alt or "", "alt")
                self.inlines(block.caption)
                with self.inside(block.description):
                    self.blocks(block.description)
            case Callout():
                self.inlines(block.title)
                self.blocks(block.blocks)
            case Quote() | ReviewerNote() | Note() | LanguageBlock() | Only():
                self.blocks(block.blocks)
            case ContactCard():
                for line in block.lines:
                    self.inlines(line.inlines)
            case WriteIn():
                self.inlines(block.label)
            case _:
                assert_never(block)

    def definitions(self, block: DefinitionList) -> None:
        for definition in block.definitions:
            with self.inside(definition):
                for term in definition.terms:
                    self.inlines(term)
                for meaning in definition.meanings:
                    self.blocks(meaning)

    def table(self, table: Table) -> None:
        self.inlines(table.caption)
        for row in (table.header, *table.rows):
            with self.inside(row):
                for cell in row.cells:
                    self.inlines(cell.inlines)

    def inlines(self, inlines: Iterable[Inline]) -> None:
        for inline in inlines:
            match inline:
                case Text():
                    self.text(inline, inline.text)
                case Emphasis() | Strong() | Link() | Foreign() | Term() | Risk():
                    with self.inside(inline):
                        self.inlines(inline.inlines)
                case Abbreviation():
                    with self.inside(inline):
                        self.text(inline, inline.short, "short")
                        if inline.expand:
                            self.text(inline, f"({inline.expansion})", "expansion")
                case Citation():
                    for number, work in enumerate(inline.works):
                        self.text(inline, work.locator, str(number))
                case LineBreak() | NoteMark():
                    pass
                case _:
                    assert_never(inline)

    def text(self, part: object, text: str, name: str = "") -> None:
        """Add a leaf; a text without letters is none."""
        if letters_in(text):
            self.leaves.append(Leaf(part, name, text, tuple(self.opened)))
            self.opened.clear()

    @contextmanager
    def inside(self, part: object) -> Iterator[None]:
        """Open a part; one that is closed without a letter begins nothing."""
        self.opened.append(part)
        yield
        if self.opened and self.opened[-1] is part:
            self.opened.pop()
