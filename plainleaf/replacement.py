"""What readers of a withdrawn text should use instead, where it is one of ours.

An author states a leaflet's id, its title or its address; readers are told its title,
and led to its page.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from plainleaf.findings import Finding, Severity
from plainleaf.imprint import Status
from plainleaf.model import Instead, Publication
from plainleaf.parse.mistakes import suggestion

RULE = "replacement-unknown"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What is an id by its form, and no title that readers would be shown."""


def instead_of(
    publication: Publication, library: Iterable[tuple[PurePosixPath, Publication]]
) -> Instead | None:
    """Return the publication of a library that has taken another's place.

    `library` has each publication with its place in the build. Where that one is
    withdrawn too, what has taken its place counts: none that is withdrawn is offered.
    Of several languages the text's own is preferred, then the publisher's.
    """
    library = tuple(library)
    front = publication.front
    ours = [
        Instead(one.front.title, one.front.language, place)
        for place, one in _successors(publication, library)
    ]
    return min(
        ours,
        key=lambda one: (
            one.language != front.language,
            _base(one.language) != _base(front.language),
            _base(one.language) != _base(publication.publisher.language),
        ),
        default=None,
    )


def _successors(
    publication: Publication, library: Sequence[tuple[PurePosixPath, Publication]]
) -> list[tuple[PurePosixPath, Publication]]:
    """Follow what is stated from one withdrawn text to the next, each but once."""
    met: set[str] = set()
    asked = [publication]
    while stated := {name for one in asked if (name := _stated(one))} - met:
        met |= stated
        named = [
            (place, one)
            for place, one in library
            if not stated.isdisjoint((one.front.id, one.front.title, one.address))
        ]
        found = [(place, one) for place, one in named if not _withdrawn(one)]
        if found:
            return found
        asked = [one for _, one in named]
    return []


def _stated(publication: Publication) -> str | None:
    return publication.front.replaced_by if _withdrawn(publication) else None


def _withdrawn(publication: Publication) -> bool:
    return publication.front.status is Status.WITHDRAWN


def _base(language: str | None) -> str:
    return (language or "").partition("-")[0]


def unknown(publication: Publication, ids: Iterable[str]) -> Finding | None:
    """Return a finding where an id is stated, and none of a library's leads readers on.

    `ids` are those of all leaflets of the library. The caller asks when nothing has
    taken the text's place (`instead_of`), so an id that is among them is of a leaflet
    that is withdrawn as well.
    """
    stated = _stated(publication) or ""
    if not _ID.fullmatch(stated):
        return None
    known = tuple(sorted(set(ids) - {publication.front.id}))
    places = publication.front.locations
    place = places.get("related.replaced_by") or places.get("withdrawn.replaced_by")
    said = "no leaflet here has the id `{}`"
    hints = [suggestion(stated, known)] if known else []
    if stated in known:
        said = "the leaflet `{}` is withdrawn too, and nothing has taken its place"
        hints = ["Write the id of a leaflet that readers can use."]
    elif stated == publication.front.id:
        said = "`{}` is this leaflet itself"
    hints.append("For a text of somebody else, write its address or its title.")
    return Finding(
        RULE,
        Severity.WARNING,
        f"{said.format(stated)}, and readers are shown it as it is",
        place or publication.location,
        " ".join(hints),
    )
