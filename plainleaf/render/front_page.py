"""The library's front page: every publication, to read, print, keep or search for.

Complete without script; the script filters what stands there already.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from plainleaf.catalogue import (
    E_BOOK,
    EDITIONS,
    HANDOUT,
    LARGE_PRINT,
    PAGE,
    Catalogue,
    File,
    Leaflet,
    Standing,
    as_json,
    base_of,
    sort_key,
)
from plainleaf.imprint import Status, Subject
from plainleaf.messages import Messages, has_catalogue, messages_for
from plainleaf.model import Image
from plainleaf.render.fonts import PLAIN, faces_for
from plainleaf.render.html import language_name
from plainleaf.render.kept_together import unbroken
from plainleaf.render.styles import accent_rule, style
from plainleaf.render.templating import environment, flat_name
from plainleaf.render.web_faces import face_files, face_name, face_rules
from plainleaf.resources import TEMPLATES
from plainleaf.typefaces import UPRIGHT

FRONT = PurePosixPath("index.html")
ASSETS = PurePosixPath("assets")
SEARCH = ASSETS / "search"
"""Where the search index stands: no leaflet's language can be called so."""
LOGO = ASSETS / "logo"
CATALOGUE = PurePosixPath("catalogue.json")
SCHEMA = PurePosixPath("catalogue.schema.json")
LIBRARY = TEMPLATES / "library"
STYLES = ("tokens.css", "dark.css", "page.css", "../library/styles/library.css")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, in words and with the language of the words."""

    value: str
    label: str
    language: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One edition as readers choose it: its name, and format, pages and size."""

    kind: str
    label: str
    about: str
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """One publication on the page, with its facts in words."""

    publication: Standing
    language: str
    offers: tuple[Offer, ...]
    facts: tuple[str, ...]
    overdue: str
    withdrawn: str
    instead: Standing | str | None


@dataclass(frozen=True, slots=True)
class Card:
    """One leaflet on the page; `topics` are the filter's values for it."""

    leaflet: Leaflet
    rows: tuple[Row, ...]
    topics: tuple[str, ...]
    about: tuple[str, ...]


def render(
    library: Catalogue, *, as_of: date, searchable: bool, logo: Image | None = None
) -> Mapping[PurePosixPath, bytes]:
    """Return the front page, its assets and `catalogue.json`, by place in the build.

    `as_of` is today and decides only whether a review is shown as overdue;
    `searchable` says that a search index stands beside the page. Without a `logo` the
    publisher's name stands in its place.
    """
    # Words that nobody has translated are English, and the page says so.
    words = library.language if has_catalogue(library.language) else "en"
    say = messages_for(words)
    names = _language_names(library)
    cards = tuple(_card(library, one, names, say, as_of) for one in library.leaflets())
    facts: dict[str, object] = {
        "library": library,
        "say": say,
        "direction": say.locale.text_direction,
        "language": words,
        "cards": cards,
        "languages": _languages(library, names),
        "spoken": len({base_of(one.language) for one in library.publications}),
        "formats": _formats(library, say),
        "topics": _topics(library),
        "is_unreviewed": is_unreviewed,
        "logo": logo,
        "logo_address": str(LOGO / flat_name(logo.name)) if logo else "",
        "search": f"{SEARCH}/pagefind.js" if searchable else "",
    }
    template = environment().get_template("library/index.html.jinja")
    uses = faces_for(
        template.render(preloads=[], **facts), styles=UPRIGHT, always=PLAIN
    ).uses
    preloads = [f"{ASSETS}/{face_name(use)}" for use in uses[: len(UPRIGHT)]]
    page = template.render(preloads=preloads, **facts)
    sheet = face_rules(uses) + style(*STYLES) + accent_rule(library.publisher.accent)
    catalogue = json.dumps(as_json(library), ensure_ascii=False, indent=1)
    return {
        FRONT: page.encode(),
        ASSETS / "library.css": sheet.encode(),
        ASSETS / "library.js": (LIBRARY / "library.js").read_bytes(),
        **face_files(uses, ASSETS),
        **({LOGO / flat_name(logo.name): logo.raw} if logo else {}),
        CATALOGUE: f"{catalogue}\n".encode(),
        SCHEMA: (LIBRARY / SCHEMA.name).read_bytes(),
    }


def _card(
    library: Catalogue,
    leaflet: Leaflet,
    names: Mapping[str, str],
    say: Messages,
    as_of: date,
) -> Card:
    first, *others = leaflet.publications
    ordered = (first, *sorted(others, key=lambda o: sort_key(names[o.language])))
    subjects = {topic_of(s): s for one in ordered for s in one.subjects}
    return Card(
        leaflet=leaflet,
        rows=tuple(_row(library, one, names, say, as_of) for one in ordered),
        topics=tuple(subjects),
        about=tuple(dict.fromkeys(subject.name for subject in first.subjects)),
    )


def _row(
    library: Catalogue,
    one: Standing,
    names: Mapping[str, str],
    say: Messages,
    as_of: date,
) -> Row:
    due = one.dates.next_review
    overdue = bool(due and due < as_of) and not one.withdrawn
    return Row(
        publication=one,
        language=names[one.language],
        offers=tuple(
            Offer(
                file.kind,
                _label(file, say),
                _about(file, say),
                str(one.place / file.name),
            )
            for file in (() if one.withdrawn else one.editions(*EDITIONS))
        ),
        facts=tuple(_facts(one, say, overdue=overdue)),
        overdue=say.marked("review-was-due-on", day=say.day(due))
        if due and overdue
        else "",
        withdrawn=_withdrawn(one, say),
        instead=library.replacement(one),
    )


def _withdrawn(one: Standing, say: Messages) -> str:
    if not one.withdrawn:
        return ""
    day = one.withdrawal.on if one.withdrawal else None
    return (
        say.marked("withdrawn-on", day=say.day(day)) if day else say.marked("withdrawn")
    )


def _facts(one: Standing, say: Messages, *, overdue: bool) -> Iterable[str]:
    dates = one.dates
    if one.version:
        yield say.marked("version", version=one.version)
    if dates.last_reviewed:
        yield say.marked("reviewed", day=say.day(dates.last_reviewed))
    elif dates.published:
        yield say.marked("published", day=say.day(dates.published))
    if dates.next_review and not overdue and not one.withdrawn:
        yield say.marked("next-review-due", month=say.month(dates.next_review))


def _label(file: File, say: Messages) -> str:
    match file.kind:
        case "page":
            return say.marked("web-page")
        case "handout":
            return say.marked("handout-to-print")
        case "large-print":
            return say.marked("handout-in-large-print")
        case _:
            return say.marked("e-book")


def _about(file: File, say: Messages) -> str:
    if file.kind == PAGE:
        return ""
    facts = [PurePosixPath(file.name).suffix[1:].upper()]
    if file.pages:
        facts.append(say.pages(file.pages))
    return say.listed(map(unbroken, (*facts, say.size(file.size))))


def topic_of(subject: Subject) -> str:
    """Return what makes two subjects one topic: a shared code, else the same name.

    With codes a topic is one whatever language it is named in.
    """
    for system, code in sorted(subject.codes.items()):
        return f"{system.lower()} {code}"
    return subject.name.casefold()


def _topics(library: Catalogue) -> tuple[Choice, ...]:
    named: dict[str, Choice] = {}
    for leaflet in library.leaflets():
        for one in leaflet.publications:
            for about in one.subjects:
                topic = topic_of(about)
                named.setdefault(topic, Choice(topic, about.name, one.language))
    return tuple(sorted(named.values(), key=lambda one: sort_key(one.label)))


def _languages(library: Catalogue, names: Mapping[str, str]) -> tuple[Choice, ...]:
    """Return what to choose from; a language of several countries also as a whole."""
    tags = {one.language for one in library.publications}
    bases = Counter(base_of(tag) for tag in tags)
    whole = {base for base, number in bases.items() if number > 1} - tags
    choices = [
        Choice(tag, names.get(tag) or language_name(tag), tag)
        for tag in sorted(tags | whole)
    ]
    return tuple(sorted(choices, key=lambda one: sort_key(one.label)))


def _language_names(library: Catalogue) -> Mapping[str, str]:
    """Map each tag to its own name for itself, the region only where it tells apart."""
    tags = sorted({one.language for one in library.publications})
    bases = [base_of(tag) for tag in tags]
    return {
        tag: language_name(base if bases.count(base) == 1 else tag)
        for tag, base in zip(tags, bases, strict=True)
    }


def _formats(library: Catalogue, say: Messages) -> tuple[Choice, ...]:
    words = {
        PAGE: say.marked("web-page"),
        HANDOUT: say.marked("handout-to-print"),
        LARGE_PRINT: say.marked("handout-in-large-print"),
        E_BOOK: say.marked("e-book"),
    }
    offered = [one for one in library.publications if not one.withdrawn]
    there = {file.kind for one in offered for file in one.files}
    return tuple(
        Choice(kind, words[kind], say.language) for kind in EDITIONS if kind in there
    )


def is_unreviewed(one: Standing) -> bool:
    """Say whether readers must be told that nobody has reviewed the text."""
    return one.status in {Status.DRAFT, Status.IN_REVIEW}
