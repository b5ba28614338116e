"""What the library knows of each publication, read from the manifests in the build.

Pure: manifests in, types and `catalogue.json` out. No clock: whether a review is
overdue is for whoever shows the catalogue to say.

The module passes 300 lines because a catalogue is read,
ordered and written by the same few types, and each is useless without the others.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from plainleaf.imprint import (
    Change,
    Dates,
    Publisher,
    Status,
    Subject,
    Withdrawal,
)

SCHEMA = 1
"""The version of `catalogue.json`, described by docs/catalogue.schema.json."""
SCHEMA_FILE = "catalogue.schema.json"
FALLBACK_LANGUAGE = "en"

PAGE, HANDOUT, LARGE_PRINT, E_BOOK = "page", "handout", "large-print", "e-book"
EDITIONS = (PAGE, HANDOUT, LARGE_PRINT, E_BOOK)
"""The kinds of file that a reader chooses between; every other file is a "part"."""
PART = "part"

MEDIA_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".woff2": "font/woff2",
    ".txt": "text/plain",
}
UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class File:
    """One file of a publication: its name there, bytes, SHA-256, pages on paper."""

    name: str
    kind: str
    size: int
    sha256: str
    pages: int | None = None

    @property
    def media_type(self) -> str:
        """Return the media type that the file's name promises."""
        return MEDIA_TYPES.get(PurePosixPath(self.name).suffix, UNKNOWN_TYPE)


@dataclass(frozen=True, slots=True)
class Standing:
    """One publication as it stands in the build; `place` is its folder there.

    `current` is false when its source has moved on and what stands is the last good
    edition. `replaced_by` is a leaflet's id, a web address, or a title in words;
    `withdrawal` says when and why nobody should use the text any more.
    """

    place: PurePosixPath
    id: str
    language: str
    title: str
    status: Status
    direction: str = "ltr"
    current: bool = True
    description: str | None = None
    type: str | None = None
    version: str | None = None
    dates: Dates = field(default_factory=Dates)
    subjects: tuple[Subject, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    license: str | None = None
    changes: tuple[Change, ...] = ()
    replaced_by: str | None = None
    withdrawal: Withdrawal | None = None
    files: tuple[File, ...] = ()

    @property
    def public(self) -> bool:
        """Say whether it is approved, and so is told to other programs as news."""
        return self.status is Status.APPROVED

    @property
    def withdrawn(self) -> bool:
        """Say whether it must not be used any more."""
        return self.status is Status.WITHDRAWN

    def editions(self, *kinds: str) -> tuple[File, ...]:
        """Return the files of these kinds, in the order of the kinds."""
        return tuple(file for kind in kinds for file in self.files if file.kind == kind)

    def updated(self) -> date | None:
        """Return the newest day that the front matter states, if it states any."""
        stated = [change.on for change in self.changes]
        stated += [self.withdrawal.on] if self.withdrawal else []
        known = [day for day in (self.dates.newest(), *stated) if day]
        return max(known, default=None)


@dataclass(frozen=True, slots=True)
class Leaflet:
    """All languages of one leaflet, the library's own language first."""

    id: str
    publications: tuple[Standing, ...]

    @property
    def main(self) -> Standing:
        """Return the publication that the leaflet is listed by."""
        return self.publications[0]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every publication in the build, by place, and who publishes them."""

    publications: tuple[Standing, ...]
    publisher: Publisher = field(default_factory=Publisher)

    @property
    def language(self) -> str:
        """Return the language that most publications are in; English among equals."""
        bases = Counter(base_of(one.language) for one in self.publications)
        if not bases:
            return FALLBACK_LANGUAGE
        most = max(bases.values())
        equals = sorted(base for base, number in bases.items() if number == most)
        base = FALLBACK_LANGUAGE if FALLBACK_LANGUAGE in equals else equals[0]
        tags = {o.language for o in self.publications if base_of(o.language) == base}
        return tags.pop() if len(tags) == 1 else base

    def leaflets(self) -> tuple[Leaflet, ...]:
        """Return the leaflets by title; those withdrawn in every language come last."""
        base = base_of(self.language)
        grouped: dict[str, list[Standing]] = {}
        for one in self.publications:
            grouped.setdefault(one.id, []).append(one)
        leaflets = [
            Leaflet(
                name, tuple(sorted(ones, key=lambda o: base_of(o.language) != base))
            )
            for name, ones in grouped.items()
        ]
        return tuple(sorted(leaflets, key=_shelf_order))

    def address(self, path: PurePosixPath | str = "", *, folder: bool = False) -> str:
        """Return a file's address: on the web with a base URL, else relative."""
        written = quote(str(path)) + ("/" if folder else "")
        return (self.publisher.base_url or "") + written

    def replacement(self, one: Standing) -> Standing | str | None:
        """Return what stands for a publication now: one of ours, or as it is stated.

        One of ours is known by its id, its title or its address, and is not offered
        when it has been withdrawn itself.
        """
        stated = one.replaced_by
        if stated is None:
            return None
        ours = [
            o
            for o in self.publications
            if not o.withdrawn
            and stated in (o.id, o.title, self.address(o.place, folder=True))
        ]
        same = [o for o in ours if o.language == one.language]
        return next(iter((*same, *ours)), stated)


def catalogue(
    manifests: Iterable[tuple[PurePosixPath, Mapping[str, Any]]], publisher: Publisher
) -> Catalogue:
    """Return the catalogue of the manifests found, each with its place in the build."""
    standing = (_standing(place, manifest) for place, manifest in manifests)
    known = sorted((one for one in standing if one), key=lambda one: one.place)
    return Catalogue(tuple(known), publisher)


def base_of(language: str) -> str:
    """Return a tag's language without script and region: `pt` of `pt-BR`."""
    return language.split("-", maxsplit=1)[0].lower()


def sort_key(text: str) -> str:
    """Return a text without case and accents, to sort lists for people by."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))


def as_json(library: Catalogue) -> dict[str, Any]:
    """Return `catalogue.json` as JSON values; unknown facts are null."""
    publisher = library.publisher
    return {
        "$schema": SCHEMA_FILE,
        "schema": SCHEMA,
        "publisher": {
            "name": publisher.name,
            "url": publisher.url,
            "base_url": publisher.base_url,
        },
        "publications": [_listed(library, one) for one in library.publications],
    }


def _listed(library: Catalogue, one: Standing) -> dict[str, Any]:
    return {
        "id": one.id,
        "language": one.language,
        "direction": one.direction,
        "title": one.title,
        "description": one.description,
        "type": one.type,
        "version": one.version,
        "status": one.status.value,
        "state": "current" if one.current else "stale",
        "withdrawal": {
            "on": _day(one.withdrawal.on),
            "reason": one.withdrawal.reason,
        }
        if one.withdrawal
        else None,
        "replaced_by": one.replaced_by,
        "dates": {
            "written": _day(one.dates.written),
            "published": _day(one.dates.published),
            "last_reviewed": _day(one.dates.last_reviewed),
            "next_review": _day(one.dates.next_review),
        },
        "subjects": [
            {"kind": about.kind, "name": about.name, "codes": dict(about.codes)}
            for about in one.subjects
        ],
        "jurisdictions": list(one.jurisdictions),
        "license": one.license,
        "changes": [
            {"version": change.version, "text": change.text, "on": _day(change.on)}
            for change in one.changes
        ],
        "address": library.address(one.place, folder=True),
        "files": [
            {
                "name": file.name,
                "kind": file.kind,
                "media_type": file.media_type,
                "address": library.address(one.place / file.name),
                "size": file.size,
                "sha256": file.sha256,
                "pages": file.pages,
            }
            for file in one.files
        ],
    }


def _standing(place: PurePosixPath, manifest: Mapping[str, Any]) -> Standing | None:
    """Read a manifest; `None` for one that is not ours or was made before these facts.

    What newer manifests say more is read when it is there.
    """
    try:
        name = manifest["id"]
        return Standing(
            place=place,
            id=name,
            language=manifest["language"],
            title=manifest["title"],
            status=Status(manifest["status"]),
            direction=manifest.get("direction", "ltr"),
            current=manifest["state"] == "current",
            description=manifest.get("description"),
            type=manifest.get("type"),
            version=manifest.get("version"),
            dates=Dates(**{key: _date(day) for key, day in manifest["dates"].items()}),
            subjects=tuple(Subject(**about) for about in manifest.get("subjects", ())),
            jurisdictions=tuple(manifest.get("jurisdictions", ())),
            license=manifest.get("license"),
            changes=tuple(
                Change(change["version"], change["text"], _date(change["on"]))
                for change in manifest.get("changes", ())
            ),
            replaced_by=manifest.get("replaced_by"),
            withdrawal=_withdrawal(manifest.get("withdrawal")),
            files=tuple(
                File(
                    file,
                    kind_of_file(file, name),
                    facts["size"],
                    facts["sha256"],
                    facts.get("pages"),
                )
                for file, facts in manifest["files"].items()
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _withdrawal(stated: Mapping[str, Any] | None) -> Withdrawal | None:
    return Withdrawal(_date(stated["on"]), stated["reason"]) if stated else None


def kind_of_file(name: str, leaflet: str) -> str:
    """Return what a file is to a reader, by its name in the publication's folder."""
    if name == "index.html":
        return PAGE
    if name == f"{leaflet}.pdf":
        return HANDOUT
    if name.startswith(f"{leaflet}-large-print") and name.endswith(".pdf"):
        return LARGE_PRINT
    return E_BOOK if name == f"{leaflet}.epub" else PART


def _shelf_order(leaflet: Leaflet) -> tuple[bool, str, str]:
    gone = all(one.withdrawn for one in leaflet.publications)
    return gone, sort_key(leaflet.main.title), leaflet.id


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
