"""What the library tells other programs: changes, e-books, pages.

Made only with a base URL, for all of it is addresses. It tells of approved
publications and, among the changes, of withdrawn ones; drafts are nobody's news. Every
date is the front matter's: none is the day of the build.

Atom is RFC 4287, OPDS 1.2 and 2.0 are the Open Publication Distribution System's, the
site map is sitemaps.org's 0.9.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from plainleaf.catalogue import (
    E_BOOK,
    HANDOUT,
    LARGE_PRINT,
    PAGE,
    Catalogue,
    File,
    Leaflet,
    Standing,
)
from plainleaf.messages import messages_for
from plainleaf.render.epub_metadata import book_identifier
from plainleaf.render.templating import environment

FEED = PurePosixPath("feed.xml")
OPDS = PurePosixPath("opds.xml")
OPDS_2 = PurePosixPath("opds.json")
SITEMAP = PurePosixPath("sitemap.xml")
FILES = (FEED, OPDS, OPDS_2, SITEMAP)
COVERS = PurePosixPath("assets/covers")
ENTRIES = PurePosixPath("assets/opds")

OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"
OPDS_TYPE = "application/opds+json"
OPDS_ENTRY_TYPE = "application/opds-publication+json"
COVER_SIZE = (1600, 2400)
CODE_SYSTEMS = {
    "mesh": "http://id.nlm.nih.gov/mesh/",
    "snomed-ct": "http://snomed.info/sct",
    "icd-10": "http://hl7.org/fhir/sid/icd-10",
}
"""Schemes of the codes that have an address of their own, by our name for them."""


@dataclass(frozen=True, slots=True)
class News:
    """One entry of the feed: a version of a publication, or its withdrawal."""

    id: str
    publication: Standing
    updated: date | None
    summary: str
    current: bool


def render(
    library: Catalogue, *, covers: Mapping[PurePosixPath, bytes], at: datetime
) -> Mapping[PurePosixPath, bytes]:
    """Return feed, OPDS catalogues and site map; nothing without a base URL.

    `covers` are the e-books' covers (PNG) by their publication's place. `at` stands
    where Atom wants a time and the front matter states no day.
    """
    if not library.publisher.base_url:
        return {}
    books = tuple(one for one in library.publications if one.place in covers)
    entries = {one.place: _opds_2_entry(library, one) for one in books}
    facts: dict[str, object] = {
        "library": library,
        "say": messages_for(library.language),
        "author": _author(library),
        "news": tuple(sorted(_news(library), key=_newest_first)),
        "books": books,
        "leaflets": tuple(library.leaflets()),
        "stamp": lambda day: _stamp(day, at),
        "newest": lambda ones: max((o for o in map(_updated, ones) if o), default=None),
        "downloads": _downloads,
        "cover": lambda one: library.address(_cover_place(one)),
        "identifier": lambda one: _identifier(library, one),
        "scheme": CODE_SYSTEMS.get,
        "pages": _pages,
        "OPEN_ACCESS": OPEN_ACCESS,
    }
    feed = {"metadata": {}, "links": [], "publications": [*entries.values()]} | {
        "metadata": {"title": _title(library), "numberOfItems": len(books)},
        "links": [_link(library.address(OPDS_2), OPDS_TYPE, "self")],
    }
    return {
        FEED: _xml("library/feed.xml.jinja", facts),
        OPDS: _xml("library/opds.xml.jinja", facts),
        OPDS_2: _json(feed),
        SITEMAP: _xml("library/sitemap.xml.jinja", facts),
        **{_entry_place(one): _json(entries[one.place]) for one in books},
        **{_cover_place(one): covers[one.place] for one in books},
    }


def _identifier(library: Catalogue, one: Standing) -> str:
    return book_identifier(library.publisher, one.id, one.language)


def _news(library: Catalogue) -> Iterator[News]:
    """Yield what is told of each publication; ids are addresses that do not change."""
    for one in library.publications:
        if not (one.public or one.withdrawn):
            continue
        say = messages_for(one.language)
        address = library.address(one.place, folder=True)
        version = one.version or ""
        texts = {change.version: change for change in one.changes}
        if one.withdrawn:
            told = say.phrase("withdrawn-leaflet")
            reason = one.withdrawal.reason if one.withdrawal else None
            text = f"{told} {reason or ''}".strip()
            yield News(f"{address}#withdrawn", one, one.updated(), text, current=True)
        else:
            change = texts.get(version)
            told = say.phrase("version", version=version) if version else ""
            text = f"{told} {change.text if change else one.description or ''}".strip()
            day = (change.on if change else None) or one.dates.newest()
            yield News(f"{address}#version-{version}", one, day, text, current=True)
        for older, change in texts.items():
            if change.on and (older != version or one.withdrawn):
                told = say.phrase("version", version=older)
                text = f"{told} {change.text}"
                entry = f"{address}#version-{older}"
                yield News(entry, one, change.on, text, current=False)


def _newest_first(news: News) -> tuple[int, str]:
    return -(news.updated.toordinal() if news.updated else 0), news.id


def _updated(one: News | Standing) -> date | None:
    return one.updated if isinstance(one, News) else one.updated()


def _opds_2_entry(library: Catalogue, one: Standing) -> dict[str, Any]:
    """Return one publication as OPDS 2.0 has it; unknown facts are left out."""
    updated = one.updated()
    metadata: dict[str, Any] = {
        "@type": "http://schema.org/Book",
        "identifier": _identifier(library, one),
        "title": one.title,
        "language": one.language,
        "publisher": library.publisher.name,
        "description": one.description,
        "modified": f"{updated}T00:00:00Z" if updated else None,
        "published": str(one.dates.published) if one.dates.published else None,
        "subject": [_subject(about) for about in _subjects(one)],
    }
    width, height = COVER_SIZE
    cover = {"href": library.address(_cover_place(one)), "type": "image/png"}
    return {
        "metadata": {key: value for key, value in metadata.items() if value},
        "links": [
            _link(library.address(_entry_place(one)), OPDS_ENTRY_TYPE, "self"),
            *(
                _link(
                    library.address(one.place / file.name), file.media_type, OPEN_ACCESS
                )
                for file in _downloads(one)
            ),
        ],
        "images": [cover | {"width": width, "height": height}],
    }


def _subjects(one: Standing) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield name, code and scheme of each subject, once for each code."""
    for about in one.subjects:
        if not about.codes:
            yield about.name, None, None
        for system, code in sorted(about.codes.items()):
            yield about.name, code, CODE_SYSTEMS.get(system.lower())


def _subject(about: tuple[str, str | None, str | None]) -> dict[str, str]:
    stated = zip(("name", "code", "scheme"), about, strict=True)
    return {key: value for key, value in stated if value}


def _downloads(one: Standing) -> tuple[File, ...]:
    return one.editions(E_BOOK, HANDOUT, LARGE_PRINT)


def _pages(leaflet: Leaflet) -> tuple[Standing, ...]:
    """Return the publications whose pages search engines may show."""
    return tuple(o for o in leaflet.publications if o.public and o.editions(PAGE))


def _title(library: Catalogue) -> str:
    heading = messages_for(library.language).phrase("patient-information")
    name = library.publisher.name
    return f"{heading}, {name}" if name else heading


def _author(library: Catalogue) -> str:
    """Return the name that Atom asks for: the publisher's, else the host's."""
    host = urlsplit(library.publisher.base_url or "").hostname
    return library.publisher.name or host or ""


def _stamp(day: date | None, at: datetime) -> str:
    moment = datetime.combine(day, time(), tzinfo=UTC) if day else at
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _link(address: str, media_type: str, rel: str) -> dict[str, str]:
    return {"rel": rel, "href": address, "type": media_type}


def _cover_place(one: Standing) -> PurePosixPath:
    return COVERS / f"{'-'.join(one.place.parts)}.png"


def _entry_place(one: Standing) -> PurePosixPath:
    return ENTRIES / f"{'-'.join(one.place.parts)}.json"


def _xml(template: str, facts: Mapping[str, object]) -> bytes:
    return environment().get_template(template).render(**facts).encode()


def _json(value: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()
