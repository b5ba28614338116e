"""The second pass: what depends on the order in which the text is read.

The summary is read first, wherever it stands in the source; then the blocks before
the first section; then sections. In that order works and notes get their numbers,
notes their places, abbreviations are spelled out at their first use and words of the
glossary lead to it from theirs.

The module passes 300 lines because one reader's memory goes through every kind of
block and inline.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never

from plainleaf.imprint import GlossaryEntry, Reference
from plainleaf.model import (
    Abbreviation,
    Block,
    Callout,
    Cell,
    Citation,
    ContactCard,
    Definition,
    DefinitionList,
    Emphasis,
    Entry,
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
from plainleaf.parse.context import Context
from plainleaf.parse.directives import OUTPUTS
from plainleaf.parse.mistakes import suggestion
from plainleaf.parse.risks import icon_array
from plainleaf.parse.sections import Body
from plainleaf.parse.short_forms import Vocabulary
from plainleaf.words import inline_text


@dataclass(frozen=True, slots=True)
class Ordered:
    """A text in its reading order, every number given."""

    summary: Callout | None
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    main_message: str | None
    call_to_action: str | None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around inlines: it decides what may be marked in them.

    `running` is false in headings, table headers and callout titles, where nothing is
    spelled out or explained; `link` is true inside a link; `foreign` in another
    language, whose words are not ours to mark.
    """

    running: bool = True
    link: bool = False
    foreign: bool = False
    term: bool = False


NEAR = 8
"""Inlines looked at after a short form, for its full form in brackets."""
FAR = 600
"""Characters of a block remembered before a short form."""
RUNNING = Around()
HEADING = Around(running=False)


def in_reading_order(body: Body, context: Context) -> Ordered:
    """Return a whole text, numbered and marked."""
    return _Reading(context).read(body)


@dataclass(slots=True)
class _Reading:
    """The reader's memory: what has been met so far."""

    context: Context
    numbers: dict[str, int] = field(default_factory=dict)
    citations: int = 0
    note_numbers: dict[str, int] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    arrays: list[Figure] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    in_note: bool = False
    vocabulary: Vocabulary = field(init=False)
    before: str = ""

    def __post_init__(self) -> None:
        self.vocabulary = Vocabulary(self.context.front)

    def read(self, body: Body) -> Ordered:
        front = self.context.front
        for stated in (front.title, front.subtitle):
            self.vocabulary.author_spelled_out(stated or "")
        spelled_out = self.vocabulary.spelled_out
        main_message = spelled_out(front.main_message or "") or None
        summary = self._callout(body.summary) if body.summary else None
        call_to_action = spelled_out(front.call_to_action or "") or None
        blocks = self._blocks(tuple(body.blocks))
        sections = tuple(self._section(section) for section in body.sections)
        for note in self.context.notes.values():
            told = self.refused | self.context.unread_notes
            if note.label not in self.note_numbers and note.label not in told:
                self.context.mistakes.add(
                    "note-never-cited",
                    note.location,
                    f"nothing leads to the note `[^{note.label}]`, so nobody reads it",
                    f"Write [^{note.label}] where it belongs, or delete it.",
                )
        known = {reference.id: reference for reference in front.references}
        return Ordered(
            summary,
            blocks,
            sections,
            tuple(known[identifier] for identifier in self.numbers),
            main_message,
            call_to_action,
        )

    # --- blocks ---------------------------------------------------------------

    def _section(self, section: Section) -> Section:
        title = self._inlines(section.title, HEADING)
        first = tuple(self._notes())
        return replace(
            section,
            title=title,
            blocks=first + self._blocks(section.blocks),
            sections=tuple(self._section(inner) for inner in section.sections),
        )

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        found: list[Block] = []
        for block in blocks:
            found.append(self._block(block))
            found += self._notes()
        return tuple(found)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return replace(block, inlines=self._inlines(block.inlines, RUNNING))
            case ItemList():
                return replace(block, entries=tuple(map(self._entry, block.entries)))
            case DefinitionList():
                definitions = tuple(map(self._definition, block.definitions))
                return replace(block, definitions=definitions)
            case Table():
                return self._table(block)
            case Figure():
                caption = self._inlines(block.caption, RUNNING)
                held = self.pending
                self.pending = []
                made = replace(
                    block,
                    caption=caption,
                    description=self._blocks(block.description),
                )
                self.pending = held + self.pending
                return made
            case Callout():
                return self._callout(block)
            case ContactCard():
                # Names and numbers are not ours to mark.
                return block
            case WriteIn():
                return replace(block, label=self._inlines(block.label, HEADING))
            case Only():
                return self._for_some(block)
            case Quote() | Note():
                return replace(block, blocks=self._blocks(block.blocks))
            case LanguageBlock() | ReviewerNote():
                # Words of another language are not ours to mark; and a remark for
                # reviewers goes away, so no first use may stand in it.
                return replace(block, blocks=self._unmarked(block.blocks))
            case _:
                assert_never(block)

    def _unmarked(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        ours = self.vocabulary
        self.vocabulary = Vocabulary.empty()
        made = self._blocks(blocks)
        self.vocabulary = ours
        return made

    def _entry(self, entry: Entry) -> Entry:
        return replace(entry, blocks=self._blocks(entry.blocks))

    def _definition(self, definition: Definition) -> Definition:
        terms = tuple(self._inlines(term, RUNNING) for term in definition.terms)
        # A mark in a name has its note after the whole list.
        held = self.pending
        self.pending = []
        meanings = tuple(self._blocks(meaning) for meaning in definition.meanings)
        self.pending = held + self.pending
        return replace(definition, terms=terms, meanings=meanings)

    def _table(self, table: Table) -> Table:
        caption = self._inlines(table.caption, RUNNING)
        return replace(
            table,
            caption=caption,
            header=self._row(table.header, HEADING),
            rows=tuple(self._row(row, RUNNING) for row in table.rows),
        )

    def _row(self, row: Row, around: Around) -> Row:
        return replace(row, cells=tuple(self._cell(cell, around) for cell in row.cells))

    def _cell(self, cell: Cell, around: Around) -> Cell:
        around = HEADING if cell.header else around
        return replace(cell, inlines=self._inlines(cell.inlines, around))

    def _for_some(self, only: Only) -> Only:
        kept = self.vocabulary.remembered()
        made = replace(only, blocks=self._blocks(only.blocks))
        if len(only.outputs) < len(OUTPUTS):
            self.vocabulary.forget_since(kept)
        return made

    def _callout(self, callout: Callout) -> Callout:
        if len(callout.outputs) < len(OUTPUTS):
            # Who reads another edition has not met what is spelled out here.
            kept = self.vocabulary.remembered()
            made = self._callout_blocks(callout)
            self.vocabulary.forget_since(kept)
            return made
        return self._callout_blocks(callout)

    def _callout_blocks(self, callout: Callout) -> Callout:
        title = self._inlines(callout.title, HEADING)
        first = tuple(self._notes())
        return replace(
            callout, title=title, blocks=first + self._blocks(callout.blocks)
        )

    def _notes(self) -> Iterator[Figure | Note]:
        """Yield pictures of risks and notes met since last asked: they stand here."""
        yield from self.arrays
        self.arrays = []
        while self.pending:
            label = self.pending.pop(0)
            written = self.context.notes[label]
            number = self.note_numbers[label]
            outer, self.pending = self.pending, []
            self.in_note = True
            blocks = self._blocks(written.blocks)
            self.in_note, self.pending = False, outer
            yield Note(f"note-{number}", number, blocks, written.location)

    # --- inlines --------------------------------------------------------------

    def _inlines(
        self, inlines: tuple[Inline, ...], around: Around
    ) -> tuple[Inline, ...]:
        self.before = ""
        return self._run(inlines, around)

    def _run(self, inlines: tuple[Inline, ...], around: Around) -> tuple[Inline, ...]:
        """Mark a row of inlines; neighbouring texts are looked at together."""
        found: list[Inline] = []
        texts: list[Text] = []
        for position, inline in enumerate(inlines):
            if isinstance(inline, Text):
                texts.append(inline)
                continue
            after = inline_text(inlines[position : position + NEAR])
            found += self._texts(texts, after, around)
            texts = []
            found += self._inline(inline, around)
        return tuple(found + self._texts(texts, "", around))

    def _texts(self, texts: list[Text], after: str, around: Around) -> list[Inline]:
        if not texts:
            return []
        marked = self.vocabulary.mark(
            tuple(texts),
            before=self.before,
            after=after,
            spell_out=around.running and not around.link,
            explain=around.running and not (around.link or around.term),
            known=not around.foreign,
        )
        self.before += "".join(text.text for text in texts)
        self.before = self.before[-FAR:]
        return list(marked)

    def _inline(self, inline: Inline, around: Around) -> list[Inline]:
        match inline:
            case Emphasis() | Strong():
                return [replace(inline, inlines=self._run(inline.inlines, around))]
            case Link():
                within = replace(around, link=True)
                return [replace(inline, inlines=self._run(inline.inlines, within))]
            case Risk():
                array = icon_array(inline, self.context)
                self.arrays += [array] if array else []
                return [replace(inline, inlines=self._run(inline.inlines, around))]
            case Foreign():
                within = replace(around, foreign=True)
                return [replace(inline, inlines=self._run(inline.inlines, within))]
            case Term():
                return self._term(inline, around)
            case Citation():
                return [self._citation(inline)]
            case NoteMark():
                return self._note_mark(inline)
            case LineBreak():
                self.before += " "
                return [inline]
            case Text() | Abbreviation():
                return [inline]
            case _:
                assert_never(inline)

    def _term(self, term: Term, around: Around) -> list[Inline]:
        """Find the entry of a word that the author marked as a term."""
        words = " ".join(inline_text(term.inlines).split())
        entry = self._entry_of(words)
        within = self._run(term.inlines, replace(around, term=True))
        if entry is None and not self.context.stated.knows("glossary"):
            return list(within)
        if entry is None:
            listed = tuple(one.term for one in self.context.front.glossary)
            self.context.mistakes.add(
                "undefined-term",
                term.location,
                f"the glossary does not explain “{words}”",
                suggestion(words, listed)
                if listed
                else "Add it under `glossary:` in the front matter.",
            )
            return list(within)
        self.vocabulary.explained(entry)
        if not entry.definition or around.link:
            return list(within)
        return [Term(entry.id, within, term.location)]

    def _entry_of(self, words: str) -> GlossaryEntry | None:
        wanted = words.casefold()
        for entry in self.context.front.glossary:
            if entry.term.casefold() == wanted:
                return entry
        return None

    def _citation(self, citation: Citation) -> Citation:
        self.citations += 1
        works = []
        for work in citation.works:
            number = self.numbers.setdefault(work.reference, len(self.numbers) + 1)
            works.append(replace(work, number=number))
            self.before += f" {work.locator}" if work.locator else ""
        return replace(citation, id=f"cite-{self.citations}", works=tuple(works))

    def _note_mark(self, mark: NoteMark) -> list[Inline]:
        label = mark.note
        if self.in_note:
            self.refused.add(label)
            self.context.mistakes.add(
                "note-misplaced",
                mark.location,
                "a note leads to another note",
                "Put the words into the first note.",
            )
            return []
        if label not in self.note_numbers:
            self.note_numbers[label] = len(self.note_numbers) + 1
            self.pending.append(label)
        number = self.note_numbers[label]
        return [NoteMark(f"note-{number}", number, mark.location)]
