"""The document model: a publication down to its inlines, and what is made of it.

Everything is frozen and holds tuples, so a stage can only make new values. What the
types can carry is not left to a rule: sections nest and have no level, so a heading
cannot be skipped; a table has a caption, one header row and no spans; `alt` is text,
or `None` for a picture the author marked as decorative.

Renderers match on the classes and end in `assert_never`: a block that one format
forgets is a type error, not a hole in a leaflet. For the same reason the module is
longer than others: a closed union and its members are one statement.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePosixPath
from typing import TypeAlias

from plainleaf.findings import Finding, Location
from plainleaf.imprint import FrontMatter, Publisher, Reference, jurisdiction_of

# --- inlines ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters; white space in it is as in the source, folded.

    A text ends where its line of the source ends, or at an escape, so that every
    place in it is known: neighbouring texts are one run of words.
    """

    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words (`*so*`)."""

    inlines: "tuple[Inline, ...]"
    location: Location


@dataclass(frozen=True, slots=True)
class Strong:
    """Important words (`**so**`)."""

    inlines: "tuple[Inline, ...]"
    location: Location


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: http(s), mailto, tel, or `#id` in this text.

    `action` marks the one link of a promotion that is drawn as a button.
    """

    target: str
    inlines: "tuple[Inline, ...]"
    location: Location
    action: bool = False


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line that must end here."""

    location: Location


@dataclass(frozen=True, slots=True)
class Foreign:
    """A run in another language (BCP 47), with its direction (`ltr` or `rtl`)."""

    language: str
    direction: str
    inlines: "tuple[Inline, ...]"
    location: Location


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form. `expansion` is its full form at every use.

    `expand` says that this is the first use and the text around it does not give
    the full form, so that readers see "FDA (US Food and Drug Administration)".
    """

    short: str
    expansion: str
    expand: bool
    location: Location


@dataclass(frozen=True, slots=True)
class Term:
    """The first use of a word that the glossary explains; `entry` is the entry's id."""

    entry: str
    inlines: "tuple[Inline, ...]"
    location: Location


@dataclass(frozen=True, slots=True)
class Cited:
    """One work in a citation: its reference's id and number, and where in it."""

    reference: str
    number: int
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """`[@a; @b, p. 3]`. `id` is unique, so that the reference can lead back to it."""

    id: str
    works: tuple[Cited, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark that leads to a note; the note stands after the citing block."""

    note: str
    number: int
    location: Location


@dataclass(frozen=True, slots=True)
class Risk:
    """How many of how many: "1 in 10" of `people` to whom `event` happens.

    `drawn` says that a picture of it follows.
    """

    count: int
    total: int
    people: str
    event: str
    inlines: "tuple[Inline, ...]"
    location: Location
    drawn: bool = True


Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | Link
    | LineBreak
    | Foreign
    | Abbreviation
    | Term
    | Citation
    | NoteMark
    | Risk
)

# --- blocks ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    inlines: tuple[Inline, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: blocks, of which the first is as a rule a paragraph."""

    blocks: "tuple[Block, ...]"
    location: Location


@dataclass(frozen=True, slots=True)
class ItemList:
    """A bulleted or numbered list. `tight` entries stand without space between."""

    ordered: bool
    start: int
    tight: bool
    entries: tuple[Entry, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else."""

    blocks: "tuple[Block, ...]"
    location: Location


@dataclass(frozen=True, slots=True)
class Definition:
    """One or more names and what is said of them."""

    terms: tuple[tuple[Inline, ...], ...]
    meanings: "tuple[tuple[Block, ...], ...]"
    location: Location


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Names with what is said of each."""

    definitions: tuple[Definition, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell of one paragraph at most; `header` marks a row header."""

    inlines: tuple[Inline, ...]
    location: Location
    header: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row, as long as its table's header."""

    cells: tuple[Cell, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Table:
    """A table: caption, one header row, `row_headers` leading headers, no spans.

    `schedule` marks one that was made here of doses: its columns are ours.
    """

    id: str
    caption: tuple[Inline, ...]
    header: Row
    rows: tuple[Row, ...]
    row_headers: int
    location: Location
    schedule: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption.

    `alt` is the text alternative, `None` for a picture the author marked as
    decorative. `description` is the long description, visible to all. `drawn` marks
    a picture that was made here, of a risk.
    """

    id: str
    image: PurePosixPath
    alt: str | None
    caption: tuple[Inline, ...]
    description: "tuple[Block, ...]"
    location: Location
    drawn: bool = False

    @property
    def decorative(self) -> bool:
        """Say whether nothing is said of the picture: it is there for its looks."""
        return self.alt is None and not self.caption and not self.description


class CalloutKind(Enum):
    """The stated kinds of block that hold others under a title.

    `NON_URGENT`, `URGENT` and `EMERGENCY` are care cards. An `FAQ` holds an `ANSWER`
    for each question, whose title is the question.
    """

    FACTS = "facts"
    SUMMARY = "summary"
    NOTE = "note"
    WARNING = "warning"
    DISCLAIMER = "disclaimer"
    PROMO = "promo"
    NON_URGENT = "non-urgent"
    URGENT = "urgent"
    EMERGENCY = "emergency"
    DO = "do"
    DONT = "dont"
    STEPS = "steps"
    CHECKLIST = "checklist"
    QUESTIONS = "questions"
    FAQ = "faq"
    ANSWER = "answer"
    DETAILS = "details"


@dataclass(frozen=True, slots=True)
class Callout:
    """A block of a stated kind; its title is the heading inside the block.

    Without a title the reader-facing word for the kind stands in ("Important"); a
    care card, an answer and details always have one. `outputs` lists the formats it
    is for; promotion is for the page alone. `number` is whom an emergency card says
    to call.
    """

    id: str
    kind: CalloutKind
    title: tuple[Inline, ...]
    blocks: "tuple[Block, ...]"
    location: Location
    outputs: frozenset[str] = frozenset({"html", "pdf", "epub"})
    number: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewerNote:
    """A remark for the people who review a draft, numbered through the text.

    Drafts show it in every edition; a release is refused while one is left.
    """

    number: int
    blocks: "tuple[Block, ...]"
    location: Location


@dataclass(frozen=True, slots=True)
class Note:
    """A note; it stands right after the block that cites it."""

    id: str
    number: int
    blocks: "tuple[Block, ...]"
    location: Location


class ContactFact(Enum):
    """What a line of a contact tells; the words before it are ours."""

    NAME = "name"
    ADDRESS = "address"
    PHONE = "phone"
    RELAY = "relay"
    EMAIL = "email"
    WEB = "web"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One fact of a contact, as a link where there is somewhere to lead."""

    fact: ContactFact
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ContactCard:
    """Somebody to call or write to, from the front matter: name first."""

    id: str
    lines: tuple[ContactLine, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class WriteIn:
    """A blank with a label, filled in by hand on paper."""

    label: tuple[Inline, ...]
    lines: int
    location: Location


@dataclass(frozen=True, slots=True)
class Only:
    """Blocks for some editions (`outputs`) or some countries.

    What is for other countries than the publisher's is not in a publication at all.
    """

    jurisdictions: tuple[str, ...]
    outputs: frozenset[str]
    blocks: "tuple[Block, ...]"
    location: Location


@dataclass(frozen=True, slots=True)
class LanguageBlock:
    """Blocks in another language (BCP 47), with their direction."""

    language: str
    direction: str
    blocks: "tuple[Block, ...]"
    location: Location


Block: TypeAlias = (
    Paragraph
    | ItemList
    | Quote
    | DefinitionList
    | Table
    | Figure
    | Callout
    | ReviewerNote
    | Note
    | LanguageBlock
    | ContactCard
    | WriteIn
    | Only
)

# --- the whole -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and everything under it. Its level is its depth in the tree.

    `aspect` is a schema.org health aspect in our words ("risks", "overview").
    """

    id: str
    title: tuple[Inline, ...]
    aspect: str | None
    blocks: tuple[Block, ...]
    sections: "tuple[Section, ...]"
    location: Location


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Blocks that are not for the publisher's country, and for which they are."""

    jurisdictions: tuple[str, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Instead:
    """The publication that has taken a withdrawn one's place, by its place in build."""

    title: str
    language: str
    place: PurePosixPath


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that passed the gate: its bytes are what its media type says.

    Width and height are pixels (for SVG, user units).
    """

    name: PurePosixPath
    media_type: str
    width: int
    height: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """What was read: one source file, its pictures, and the publisher's file.

    `path` is as findings print it. `language` is the file's name, `""` for a bare
    file. `files` maps relative addresses, as the text writes them, to bytes; `unread`
    says of those that are there and were not read why not.
    """

    path: PurePosixPath
    leaflet: str
    language: str
    raw: bytes
    files: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    publisher_path: PurePosixPath | None = None
    publisher_raw: bytes = b""
    unread: Mapping[PurePosixPath, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Publication:
    """One leaflet in one language.

    `summary` is first in the reading order wherever it stands in the source.
    `references` are those cited, in the order of their numbers. `folder` names its
    folder in the build, as its source file is named (`en`, where the text is `en-US`).
    `left_out` tells what the publisher's country decided. `lost` names the keys and
    blocks that were meant and not understood, of which an error tells. `instead` is
    what the library has in place of a withdrawn text.
    """

    front: FrontMatter
    publisher: Publisher
    summary: Callout | None
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    images: Mapping[PurePosixPath, Image]
    location: Location
    folder: str = ""
    left_out: tuple[LeftOut, ...] = ()
    lost: frozenset[str] = frozenset()
    instead: Instead | None = None

    @property
    def address(self) -> str | None:
        """Where its page stands on the web, if the publisher said where all stand."""
        base = self.publisher.base_url
        folder = self.folder or self.front.language
        return f"{base}{self.front.id}/{folder}/" if base else None

    @property
    def jurisdiction(self) -> str | None:
        """The country whose law and numbers hold: the publisher's, else the text's."""
        return jurisdiction_of(self.front, self.publisher)


@dataclass(frozen=True, slots=True)
class Rendition:
    """An edition's files as bytes, and what the format's engine said of it.

    File names are relative to the publication's folder in `build/`.
    """

    format: str
    files: Mapping[PurePosixPath, bytes]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class PageMap:
    """Where things landed on paper: number of pages, and element id to page from 1.

    `starts` has a number for each page: how many words of the publication's own text
    (`words(publication, edition="pdf")`) stand before it. It is empty when that is
    not known.
    """

    pages: int
    page_of: Mapping[str, int]
    starts: tuple[int, ...] = ()


FORMATS = ("html", "pdf", "epub")
"""The formats of the editions, as authors and the command line name them."""


@dataclass(frozen=True, slots=True)
class Download:
    """A finished edition that the page offers: address, bytes, pages on paper."""

    format: str
    address: str
    size: int
    pages: int | None = None
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Sibling:
    """The same leaflet in another language: its page's relative address."""

    language: str
    title: str
    address: str
