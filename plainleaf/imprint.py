"""Who publishes what, when and on what evidence: front matter and publisher.

Every unknown fact is `None` and stays so: nothing here is ever invented. The
meaning of each key is told to authors in docs/writing.md.

The module passes 300 lines because it is one list:
a small type for each thing that an author may state.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from plainleaf.findings import Location


class Status(Enum):
    """Where a publication stands in its review."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Dates:
    """The four dates of a publication; `None` is "not known"."""

    written: date | None = None
    published: date | None = None
    last_reviewed: date | None = None
    next_review: date | None = None

    def newest(self) -> date | None:
        """Return the newest date that lies behind the text (not the next review)."""
        known = [d for d in (self.written, self.published, self.last_reviewed) if d]
        return max(known, default=None)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When and why a text was withdrawn, and what readers should use instead."""

    on: date | None = None
    reason: str | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """An author, translator or reviewer; `kind` (clinical, lay) is a reviewer's."""

    name: str
    role: str | None = None
    credentials: str | None = None
    kind: str | None = None
    reviewed_on: date | None = None
    conflicts: str | None = None
    orcid: str | None = None


COMPARED = "translation"
"""The kind of a reviewer who has compared a translation with its original."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What a text was translated from: the original's language and version, by whom."""

    of: str
    version: str | None = None
    translators: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom the text is for, and the reading age aimed at."""

    who: str | None = None
    reading_age_target: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What the text is about: a schema.org medical type and a name."""

    kind: str
    name: str
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the text rests on, in a closed vocabulary and in words."""

    basis: tuple[str, ...] = ()
    human_trials: str | None = None
    known: str | None = None
    unknown: str | None = None
    searched_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A work the text cites. `study` says what kind of study it reports."""

    id: str
    authors: tuple[str, ...]
    title: str
    location: Location
    year: str | None = None
    container: str | None = None
    volume: str | None = None
    pages: str | None = None
    publisher: str | None = None
    doi: str | None = None
    pmid: str | None = None
    url: str | None = None
    retrieved: date | None = None
    study: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A word explained; `definition` is `None` until somebody has written it."""

    term: str
    definition: str | None
    location: Location

    @property
    def id(self) -> str:
        """The id that the term's first use leads to, the same in every edition."""
        return "term-" + "-".join(re.findall(r"\w+", self.term.lower()))


@dataclass(frozen=True, slots=True)
class AbbreviationEntry:
    """A short form and its full form."""

    short: str
    expansion: str
    location: Location


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call or write to. Times and numbers are text, as typed."""

    id: str
    name: str
    phone: str | None = None
    email: str | None = None
    url: str | None = None
    address: str | None = None
    hours: str | None = None
    relay: str | None = None


@dataclass(frozen=True, slots=True)
class Formats:
    """How to ask for this text in another format or language."""

    text: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """Where readers say what they think."""

    url: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the publication's history."""

    version: str
    text: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """A remark that the author has looked at and accepts, with the reason.

    `where` narrows it to a section or to words; after `until` it holds no longer.
    """

    rule: str
    reason: str
    where: str | None = None
    by: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Who looked at what for accessibility, when, and what they found.

    `standard` is what the e-book was found to meet (WCAG 2.2 AA), and `content` the
    fingerprint of the text that it then had.
    """

    by: str
    what: str
    on: date | None = None
    outcome: str | None = None
    url: str | None = None
    standard: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Print:
    """How the handout is made. Sizes are points of body text, first the ordinary.

    `style` says whose rules hold where they differ: RNIB and UKAAF, or ACB.
    """

    page: str | None = None
    sizes: tuple[int, ...] = (14, 18)
    profile: str = "ua-1"
    archival: bool = False
    style: str = "rnib"
    max_pages: int | None = None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Everything the author states about the text, typed; unknown is `None`.

    `locations` maps a key ("dates.published") to its place in the source, `begins` to
    the place where its text begins, if the text stands there on one line as it is.
    `typed` maps a key to its text as the author typed it, where a short form in it is
    spelled out for readers.
    """

    id: str
    language: str
    title: str
    direction: str = "ltr"
    type: str | None = None
    subtitle: str | None = None
    description: str | None = None
    purpose: str | None = None
    status: Status = Status.DRAFT
    withdrawn: Withdrawal | None = None
    version: str | None = None
    dates: Dates = Dates()
    authors: tuple[Person, ...] = ()
    translation: Translation | None = None
    reviewers: tuple[Person, ...] = ()
    funding: str | None = None
    conflicts_of_interest: str | None = None
    advertising: str | None = None
    user_involvement: str | None = None
    audience: Audience = Audience()
    main_message: str | None = None
    call_to_action: str | None = None
    jurisdictions: tuple[str, ...] = ()
    emergency_number: str | None = None
    dose_style: str | None = None
    about: tuple[Subject, ...] = ()
    evidence: Evidence | None = None
    abbreviations: tuple[AbbreviationEntry, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()
    print: Print = Print()
    formats_on_request: Formats | None = None
    related: Mapping[str, str] = field(default_factory=dict)
    feedback: Feedback | None = None
    changes: tuple[Change, ...] = ()
    allow: tuple[Allowance, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    license: str | None = None
    locations: Mapping[str, Location] = field(default_factory=dict)
    begins: Mapping[str, Location] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def last_changed(self) -> date | None:
        """The day of the newest change, if it came after the text was published.

        A change is no review: `dates.last_reviewed` stays where it is.
        """
        dated = [change.on for change in self.changes if change.on]
        begun = [day for day in (self.dates.written, self.dates.published) if day]
        newest = max(dated, default=None)
        return newest if newest and newest > max(begun, default=date.min) else None

    @property
    def replaced_by(self) -> str | None:
        """What has taken this text's place, also while it is still in use.

        It is a leaflet's id, a web address or a title in words.
        """
        stated = self.withdrawn.replaced_by if self.withdrawn else None
        return self.related.get("replaced_by") or stated

    @property
    def unreviewed_translation(self) -> bool:
        """Say whether this is a translation that nobody qualified has reviewed."""
        return self.translation is not None and not any(
            reviewer.kind == COMPARED and reviewer.credentials and reviewer.reviewed_on
            for reviewer in self.reviewers
        )


EVERY_LEAFLET = "every-leaflet"
"""The name under which local paragraphs are for all leaflets."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes, from publisher.yaml; a library has one.

    `base_url` is where the library's pages will stand on the web, with a closing
    slash. `accent` is a CSS hex colour that can be read on a pale ground. `language` is
    that of the publisher's own sentences. `local` has what holds at one place only, for
    a leaflet, one of its languages or all of them, outside what was reviewed;
    `locations` maps a key ("phone", "local.sore-knee/es") to its place in the file,
    `begins` to where its text begins.
    """

    name: str | None = None
    address: str | None = None
    url: str | None = None
    base_url: str | None = None
    phone: str | None = None
    email: str | None = None
    logo: str | None = None
    logo_alt: str | None = None
    accent: str = "#0b4f6c"
    page: str = "A4"
    jurisdiction: str | None = None
    language: str | None = None
    language_help: str | None = None
    emergency_line: str | None = None
    local: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    locations: Mapping[str, Location] = field(default_factory=dict)
    begins: Mapping[str, Location] = field(default_factory=dict)

    def local_lines(
        self, leaflet: str, *languages: str
    ) -> tuple[tuple[str, ...], str | None]:
        """Return the local paragraphs that are most a publication's own.

        With them goes the language that their name states, or `None` where it states
        none. `languages` are the names that the publication's language goes by.
        """
        for name in local_names(leaflet, *languages):
            if name in self.local:
                return self.local[name], name.partition("/")[2] or None
        return (), None


def local_names(leaflet: str, *languages: str) -> Iterator[str]:
    """Yield the names under which local paragraphs of a publication may stand.

    The closest is first. A language is looked up as RFC 4647 (3.4) says: en-GB finds
    what is for en, since a source `en.md` may state `language: en-GB`.
    """
    tags: dict[str, None] = {}
    for language in languages:
        parts = language.split("-")
        for end in range(len(parts), 0, -1):
            tags["-".join(parts[:end])] = None
    longest_first = sorted(filter(None, tags), key=lambda tag: -tag.count("-"))
    for name in (leaflet, EVERY_LEAFLET):
        yield from (f"{name}/{tag}" for tag in longest_first)
        yield name


def jurisdiction_of(front: FrontMatter, publisher: Publisher) -> str | None:
    """Return the country whose law and numbers hold: the text's, else the publisher's.

    A publisher in one of a text's countries says which of them, or which part. `None`
    when neither says, or the text is for several countries and none is the publisher's.
    """
    theirs = publisher.jurisdiction
    if not front.jurisdictions:
        return theirs
    if theirs and any(_lies_in(theirs, one) for one in front.jurisdictions):
        return theirs
    if len(front.jurisdictions) == 1:
        return front.jurisdictions[0]
    at_home = theirs and any(_lies_in(one, theirs) for one in front.jurisdictions)
    return theirs if at_home else None


def is_abroad(front: FrontMatter, publisher: Publisher) -> bool:
    """Say whether a text is for other countries than its publisher's."""
    return bool(front.jurisdictions and publisher.jurisdiction) and not any(
        one.split("-")[0] == str(publisher.jurisdiction).split("-")[0]
        for one in front.jurisdictions
    )


def _lies_in(part: str, country: str) -> bool:
    return part == country or part.startswith(f"{country}-")
