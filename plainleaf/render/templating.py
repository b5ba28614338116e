"""The Jinja environment, and what every block macro is told: its target.

The module passes 300 lines because all that a template can call is here.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from plainleaf.addresses import telephone_target
from plainleaf.headings import Heading, headings
from plainleaf.imprint import Contact, Publisher, Reference, Status
from plainleaf.messages import Messages, messages_for
from plainleaf.model import (
    Block,
    Citation,
    ContactCard,
    ContactLine,
    Inline,
    Publication,
)
from plainleaf.references import Run, reference_runs
from plainleaf.render.directions import direction_of, isolated
from plainleaf.render.kept_together import joined, kept_together
from plainleaf.render.page_marks import NO_MARKS, PageMarks
from plainleaf.render.pdf_tables import TableSetting, part_name
from plainleaf.render.table_room import has_long_word, stacks
from plainleaf.resources import TEMPLATES
from plainleaf.walk import blocks_in, inlines_in
from plainleaf.words import inline_text

DEEPEST_HEADING = 6
LONGEST_STEM, LONGEST_ENDING = 60, 8
_PORTABLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as an edition shows it: its address there, its size in pixels."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Target:
    """The edition a macro writes for.

    `format` is html, pdf, epub or fragment. `pictures` maps a picture's name in
    the source to how this edition shows it. `direction` is that of the text around
    ("ltr" or "rtl"), `language` its own where it is not that of our words. `id_prefix`
    goes before every id and every reference to one; `heading_offset` is added to every
    heading's level. `framed` is true in a frame, where links lead out unless they say
    otherwise. `marks` say where the pages of the printed handout begin.
    """

    format: str
    say: Messages
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    direction: str = "ltr"
    language: str = ""
    id_prefix: str = ""
    heading_offset: int = 0
    open_details: bool = True
    framed: bool = False
    numbered_links: tuple[str, ...] = ()
    marks: PageMarks = NO_MARKS
    tables: Mapping[str, TableSetting] = field(default_factory=dict)

    @property
    def paper(self) -> bool:
        """Say whether readers hold paper: addresses are numbered, nothing is live."""
        return self.format == "pdf"

    def id(self, name: str) -> str:
        """Return an id as this edition writes it."""
        return self.id_prefix + name

    def href(self, target: str) -> str:
        """Return a link's address as this edition writes it."""
        return f"#{self.id(target[1:])}" if target.startswith("#") else target

    def stays(self, target: str) -> Markup:
        """Return the attribute that keeps a link of this text inside a frame."""
        inside = self.framed and target.startswith("#")
        return Markup(' target="_self"' if inside else "")  # noqa: S704  our own words

    def heading(self, level: int) -> str:
        """Return the element name of a heading."""
        return f"h{min(level + self.heading_offset, DEEPEST_HEADING)}"

    def image(self, name: object) -> Picture:
        """Return how a picture is shown; a picture not given is a bug of ours."""
        return self.pictures[str(name)]

    def table(self, name: str) -> TableSetting:
        """Return how a table is set on paper."""
        return self.tables.get(name, TableSetting())

    def towards(self, direction: str, language: str = "") -> "Target":
        """Return the target of a part with a direction, or a language, of its own."""
        return replace(self, direction=direction, language=language or self.language)

    def text(self, text: object) -> Markup:
        """Return a text as markup, with what must not be parted held together.

        No line ends between a number and its unit, and runs of the other direction
        stand in boxes of their own. Every text of an author goes through here on its
        way into an edition.
        """
        if not isinstance(text, Markup):
            text = kept_together(str(text), self.language or self.say.language)
        return isolated(text, self.direction, spare_last_space=self.paper)

    def joined(self, inlines: Markup) -> Markup:
        """Return inlines in which no element parts a number from its unit."""
        return joined(inlines, self.language or self.say.language)

    def link_number(self, address: str) -> int | None:
        """Return the number an address has in the list on paper, if it has one."""
        if address in self.numbered_links:
            return self.numbered_links.index(address) + 1
        return None


def target_for(
    publication: Publication,
    format_: str,
    *,
    folder: str = "images/",
    numbered_links: tuple[str, ...] = (),
    marks: PageMarks = NO_MARKS,
    tables: Mapping[str, TableSetting] | None = None,
) -> Target:
    """Return the target of one edition, with its pictures in a folder of their own."""
    return Target(
        format=format_,
        say=messages_for(publication.front.language),
        pictures=pictures_of(publication, folder),
        direction=publication.front.direction,
        open_details=format_ != "html",
        numbered_links=numbered_links,
        marks=marks,
        tables=tables or {},
    )


PDF_ROLE = {"label": "Lbl", "notice": "Furniture/Div", "silent": "artifact"}
"""What words of ours become in the structure tree: a label that is heard, a block
that is heard but is not the author's, or nothing that is heard."""


def furniture_attributes(format_: str, kind: str = "label") -> Markup:
    """Return the attributes that mark words as ours, beginning with a space."""
    marked = ' data-furniture=""'
    if format_ == "pdf":
        marked += f' data-pdf="{PDF_ROLE[kind]}"'
    return Markup(marked)  # noqa: S704  made of our own constants


def pictures_of(publication: Publication, folder: str) -> Mapping[str, Picture]:
    """Map each picture to its address under a folder, by a portable flat name."""
    return {
        str(name): Picture(folder + flat_name(name), image.width, image.height)
        for name, image in publication.images.items()
    }


def flat_name(name: PurePosixPath) -> str:
    """Return a picture's file name in an edition: `images/map.svg` is `map.svg`.

    A name that other machines might not keep (of other scripts, with capitals, in a
    folder of its own) is written in plain letters with a digest of the whole after
    it, so that two names never become one: `images/a/B.svg` is `a-b-b579ab16.svg`.
    """
    if name.parts[0] == "images" and _PORTABLE.fullmatch("/".join(name.parts[1:])):
        return name.name
    name = PurePosixPath(unicodedata.normalize("NFC", str(name)))
    parts = name.parts[1:] if name.parts[0] == "images" else name.parts
    letters = re.findall(r"[a-z0-9]+", "-".join((*parts[:-1], name.stem)).lower())
    stem = "-".join(letters)[:LONGEST_STEM].strip("-") or "picture"
    ending = "".join(re.findall(r"[a-z0-9]+", name.suffix.lower()))[:LONGEST_ENDING]
    digest = sha256(str(name).encode()).hexdigest()[:8]
    return f"{stem}-{digest}.{ending or 'img'}"


def render_template(name: str, publication: Publication, **facts: object) -> str:
    """Render one of the templates with a publication and the facts it needs."""
    return environment().get_template(name).render(publication=publication, **facts)


@cache
def environment() -> Environment:
    """Return the one environment: escaping on everywhere, unknown names are errors."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals |= {
        "kind_of": kind_of,
        "furniture_attributes": furniture_attributes,
        "all_headings": all_headings,
        "local_lines": local_lines,
        "reached": reached,
        "citations_of": citations_of,
        "direction_of": direction_of,
        "reference_runs": runs_of,
        "telephone_target": telephone_target,
        "is_draft": is_draft,
        "part_name": part_name,
    }
    made.filters |= {
        "has_long_word": has_long_word,
        "inline_text": inline_text,
        "stacks": stacks,
    }
    return made


def kind_of(part: Block | Inline) -> str:
    """Return the class name that a macro is chosen by."""
    return type(part).__name__


def is_draft(publication: Publication) -> bool:
    """Say whether readers must be told that nobody has reviewed the text."""
    return publication.front.status in {Status.DRAFT, Status.IN_REVIEW}


def all_headings(publication: Publication, target: Target) -> tuple[Heading, ...]:
    """Return the author's headings and ours, in the order in which an edition has them.

    Ours are glossary, references, about and what the publisher adds, which paper has
    last.
    """
    say = target.say
    ours = []
    if any(entry.definition for entry in publication.front.glossary):
        ours.append(Heading(2, say.phrase("words-explained"), "glossary"))
    if publication.references:
        ours.append(Heading(2, say.phrase("references"), "references"))
    added = []
    if local_lines(publication)[0]:
        added.append(Heading(2, say.phrase("at-your-clinic"), "local-heading"))
    if reached(publication, target):
        added.append(Heading(2, say.phrase("contact-us"), "contact-heading"))
    about = Heading(2, say.phrase("about-this-leaflet"), "about")
    ours += [about, *added] if target.paper else [*added, about]
    return headings(publication, edition=target.format) + tuple(ours)


def local_lines(publication: Publication) -> tuple[tuple[str, ...], str | None]:
    """Return what holds at one place only, and the language that it is stated to be in.

    A language goes by two names: that in the front matter, and that of the file.
    """
    front = publication.front
    names = (front.language, publication.folder)
    return publication.publisher.local_lines(front.id, *names)


def reached(
    publication: Publication, target: Target
) -> tuple[Publisher | Contact, ...]:
    """Return whom an edition names under "Contact us".

    Paper gathers the contacts of the text there too, where a reader looks first; the
    others name those there that no block of the text shows.
    """
    publisher = publication.publisher
    stated = publisher.phone or publisher.email or publisher.url or publisher.address
    contacts = publication.front.contacts
    if not target.paper:
        shown = {inline_text(one.inlines) for one in _contact_lines(publication)}
        contacts = tuple(one for one in contacts if one.name not in shown)
    return (*((publisher,) if stated else ()), *contacts)


def _contact_lines(publication: Publication) -> Iterator[ContactLine]:
    for block in blocks_in(publication):
        if isinstance(block, ContactCard):
            yield from block.lines


def citations_of(publication: Publication) -> Mapping[str, tuple[str, ...]]:
    """Map each reference's id to the ids of the links that cite it, in order."""
    found: dict[str, list[str]] = {}
    for inline in inlines_in(publication):
        if isinstance(inline, Citation):
            for position, work in enumerate(inline.works):
                found.setdefault(work.reference, []).append(
                    citation_link_id(inline, position)
                )
    return {reference: tuple(ids) for reference, ids in found.items()}


def citation_link_id(citation: Citation, position: int) -> str:
    """Return the id of one link of a citation: the first has the citation's own."""
    return citation.id if position == 0 else f"{citation.id}-{position + 1}"


def runs_of(reference: Reference, say: Messages) -> Iterable[Run]:
    """Return a reference's runs with the reader's word for "and others"."""
    return reference_runs(reference, others=say.phrase("and-others"))
