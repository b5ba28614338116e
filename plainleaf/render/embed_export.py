"""`publication.json`: a leaflet for programs, and the digest of its words.

Sections come as markup with what each is about, so that a site can take "risks" from
every leaflet; the plain text comes with a digest, so that a site can tell a changed
text from a changed template.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from plainleaf.imprint import Person
from plainleaf.manifest import withdrawal_of
from plainleaf.messages import messages_for
from plainleaf.model import Callout, Download, Only, Publication, Section
from plainleaf.render.embed_target import fragment_target
from plainleaf.render.structured_data import HEALTH_ASPECTS
from plainleaf.render.templating import Picture, render_template
from plainleaf.walk import blocks_in
from plainleaf.words import inline_text, own_text, split_words

SCHEMA = 1
EDITIONS = ("html", "pdf", "epub")


def exported(
    publication: Publication,
    pictures: Mapping[str, Picture],
    *,
    downloads: Iterable[Download],
) -> dict[str, Any]:
    """Return what `publication.json` says, as JSON values; unknown facts are null.

    `text` has a line for each block of the page's own words. A digest is the SHA-256
    of an edition's words with single spaces between them, in UTF-8 and NFC.
    """
    front, publisher = publication.front, publication.publisher
    others = messages_for(front.language).phrase("and-others")
    lines = _lines(publication, EDITIONS[0], others)
    digests = {
        edition: _digest(_lines(publication, edition, others)) for edition in EDITIONS
    }
    return {
        "schema": SCHEMA,
        "id": front.id,
        "language": front.language,
        "direction": front.direction,
        "title": front.title,
        "subtitle": front.subtitle,
        "description": front.description,
        "main_message": front.main_message,
        "type": front.type,
        "status": front.status.value,
        "version": front.version,
        **withdrawal_of(publication),
        "dates": {
            "written": _day(front.dates.written),
            "published": _day(front.dates.published),
            "last_reviewed": _day(front.dates.last_reviewed),
            "next_review": _day(front.dates.next_review),
        },
        "publisher": {"name": publisher.name, "url": publisher.url},
        "authors": [_person(person) for person in front.authors],
        "reviewers": [_person(person) for person in front.reviewers],
        "license": front.license,
        "address": publication.address,
        "about": [
            {"kind": about.kind, "name": about.name, "codes": dict(about.codes)}
            for about in front.about
        ],
        "downloads": [
            {
                "format": download.format,
                "file": f"../{download.address}",
                "size": download.size,
                "pages": download.pages,
                "points": download.points,
            }
            for download in downloads
        ],
        "notice": _notice(publication),
        "opening": _html(publication, pictures, None),
        "sections": [
            _section(publication, pictures, part) for part in publication.sections
        ],
        "closing": _closing(publication),
        "text": "\n".join(lines),
        "text_sha256": digests[EDITIONS[0]],
        "text_sha256_by_edition": digests,
        "for_some_editions": [
            {
                "id": block.id if isinstance(block, Callout) else None,
                "kind": block.kind.value if isinstance(block, Callout) else "only",
                "editions": sorted(block.outputs),
            }
            for block in blocks_in(publication)
            if isinstance(block, Callout | Only) and not block.outputs >= set(EDITIONS)
        ],
    }


def _lines(publication: Publication, edition: str, others: str) -> list[str]:
    runs = own_text(publication, edition=edition, others=others)
    return [" ".join(words) for words in map(split_words, runs) if words]


def _digest(lines: list[str]) -> str:
    return hashlib.sha256(" ".join(lines).encode()).hexdigest()


def _section(
    publication: Publication, pictures: Mapping[str, Picture], section: Section
) -> dict[str, Any]:
    aspect = HEALTH_ASPECTS.get(section.aspect or "")
    return {
        "id": section.id,
        "title": inline_text(section.title),
        "aspect": section.aspect,
        "health_aspect": f"https://schema.org/{aspect}" if aspect else None,
        "html": _html(publication, pictures, section),
        "sections": [
            _section(publication, pictures, inner) for inner in section.sections
        ],
    }


def _html(
    publication: Publication, pictures: Mapping[str, Picture], part: Section | None
) -> str:
    """Return a section's markup, or that of what stands before the first one."""
    target = fragment_target(publication, pictures)
    made = render_template(
        "embed/part.html.jinja", publication, target=target, part=part
    )
    return made.strip()


def _closing(publication: Publication) -> str:
    """Return what the text leads to: terms, references, who answers for it, and when.

    Without it the links of the sections would lead nowhere.
    """
    target = fragment_target(publication, {})
    return render_template(
        "embed/closing.html.jinja", publication, target=target
    ).strip()


def _notice(publication: Publication) -> str | None:
    """Return the markup that must stand before the text: a draft, or withdrawn."""
    target = fragment_target(publication, {})
    return (
        render_template("embed/notice.html.jinja", publication, target=target).strip()
        or None
    )


def _person(person: Person) -> dict[str, str | None]:
    return {
        "name": person.name,
        "role": person.role,
        "credentials": person.credentials,
        "reviewed_on": _day(person.reviewed_on),
    }


def _day(day: object) -> str | None:
    return str(day) if day else None
