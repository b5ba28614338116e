"""What many rules ask of a publication, gathered in one walk."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
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
from plainleaf.sentences import sentences
from plainleaf.validate.patterns import Patterns, patterns_for

MARK = "\ufffc"
"""What stands in a passage for a citation or the mark of a note."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The inlines of one block as a string whose every offset has a place.

    `kind` says what they are: "text", "heading", "caption", "name", "cell", or "front"
    for a text that stands in the front matter (`exact` says whether it stands there as
    it is; else every place is its key's). `within` names the blocks around it,
    outermost first: a callout by its kind ("faq"), others by their class ("quote").
    `section` is the id of the section, empty before the first.
    """

    kind: str
    inlines: tuple[Inline, ...]
    text: str
    begins: tuple[int, ...]
    places: tuple[Location, ...]
    within: tuple[str, ...] = ()
    section: str = ""
    exact: bool = True

    @property
    def reviewer(self) -> bool:
        """Say whether this is a remark for reviewers: a release has none."""
        return "reviewernote" in self.within

    def place(self, offset: int) -> Location:
        """Return line and column of an offset in the text."""
        position = max(0, bisect_right(self.begins, offset) - 1)
        found = self.places[min(position, len(self.places) - 1)]
        if not self.exact:
            return found
        column = found.column + offset - self.begins[position]
        return Location(found.path, found.line, column)

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Yield each sentence with its offset."""
        return sentences(self.text)


@dataclass(frozen=True, slots=True)
class Facts:
    """A publication's parts by kind, in reading order, and the day of judgement.

    `passages` are those of the body; `stated` the front matter's texts that readers
    see. `patterns` are the words that rules look for in this language.
    """

    as_of: date
    patterns: Patterns
    sections: tuple[Section, ...] = ()
    blocks: tuple[Block, ...] = ()
    passages: tuple[Passage, ...] = ()
    inlines: tuple[Inline, ...] = ()
    stated: tuple[Passage, ...] = ()
    aspects: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, publication: Publication, *, as_of: date) -> "Facts":
        """Walk through a publication once."""
        sections = tuple(_sections(publication.sections))
        gathered = _Gathered()
        summary = (publication.summary,) if publication.summary else ()
        gathered.take((*summary, *publication.blocks))
        for section in sections:
            gathered.section = section.id
            gathered.keep("heading", section.title)
            gathered.take(section.blocks)
        inlines = tuple(
            inline for passage in gathered.passages for inline in every(passage.inlines)
        )
        return cls(
            as_of=as_of,
            patterns=patterns_for(publication.front.language),
            sections=sections,
            blocks=tuple(gathered.blocks),
            passages=tuple(gathered.passages),
            inlines=inlines,
            stated=tuple(_stated(publication)),
            aspects=frozenset(one.aspect for one in sections if one.aspect),
        )

    def all_words(self) -> str:
        """Return the words of the body in small letters, to look a word up in."""
        joined = " ".join(passage.text for passage in self.passages)
        return " ".join(joined.split()).casefold()

    def read(self, *kinds: str) -> Iterator[Passage]:
        """Yield what readers read in the publication's own language, by kind.

        Without kinds all are meant. Remarks for reviewers, words of somebody else and
        other languages are left out.
        """
        for passage in (*self.stated, *self.passages):
            apart = {"reviewernote", "languageblock", "quote"} & set(passage.within)
            if not apart and (not kinds or passage.kind in kinds):
                yield passage


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


def _stated(publication: Publication) -> Iterator[Passage]:
    front = publication.front
    texts = {
        "main_message": front.main_message,
        "call_to_action": front.call_to_action,
        **{
            f"glossary.{entry.term}": entry.definition
            for entry in front.glossary
            if entry.definition
        },
    }
    for key, text in texts.items():
        if text:
            yield stated_passage(key, text, publication)


def stated_passage(key: str, text: str, publication: Publication) -> Passage:
    """Return a text of the front matter, by its key, as a passage."""
    front = publication.front
    text = front.typed.get(key, text)
    begins = front.begins.get(key)
    place = begins or front.locations.get(key, publication.location)
    return Passage(
        "front", (Text(text, place),), text, (0,), (place,), exact=begins is not None
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
            yield MARK, inline.location
        case _:
            assert_never(inline)


@dataclass(slots=True)
class _Gathered:
    """What the walk has met so far."""

    blocks: list[Block] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    within: tuple[str, ...] = ()
    section: str = ""

    def keep(self, kind: str, inlines: tuple[Inline, ...]) -> None:
        """Make a passage of inlines, if there are any."""
        runs = [run for inline in inlines for run in _runs(inline)]
        if not inlines:
            return
        texts = [text for text, _ in runs]
        self.passages.append(
            Passage(
                kind=kind,
                inlines=inlines,
                text="".join(texts),
                begins=(0, *accumulate(len(text) for text in texts))[:-1] or (0,),
                places=tuple(place for _, place in runs) or (inlines[0].location,),
                within=self.within,
                section=self.section,
            )
        )

    def take(self, row: Iterable[Block]) -> None:
        """Take in blocks and what they hold."""
        around = self.within
        for block in row:
            self.blocks.append(block)
            name = type(block).__name__.lower()
            if isinstance(block, Callout):
                name = block.kind.value
            self.within = (*around, name)
            self._inside(block)
            self.within = around

    def _inside(self, block: Block) -> None:
        match block:
            case Paragraph():
                self.within = self.within[:-1]
                self.keep("text", block.inlines)
            case ItemList():
                for entry in block.entries:
                    self.take(entry.blocks)
            case DefinitionList():
                for definition in block.definitions:
                    for term in definition.terms:
                        self.keep("name", term)
                    for meaning in definition.meanings:
                        self.take(meaning)
            case Table():
                self.keep("caption", block.caption)
                for row in (block.header, *block.rows):
                    for cell in row.cells:
                        self.keep("cell", cell.inlines)
            case Figure():
                self.keep("caption", block.caption)
                self.take(block.description)
            case Callout():
                self.keep("heading", block.title)
                self.take(block.blocks)
            case ContactCard():
                for line in block.lines:
                    self.keep("name", line.inlines)
            case WriteIn():
                self.keep("name", block.label)
            case ReviewerNote() | Quote() | Note() | LanguageBlock() | Only():
                self.take(block.blocks)
            case _:
                assert_never(block)
