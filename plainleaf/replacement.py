"""What readers of a withdrawn text should use instead, where it is one of ours.

An author states a leaflet's id, its title or its address; readers are told its title,
and led to its page.
"""

import re
from collections.abc import Iterable
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

    `library` has each publication with its place in the build. One in the language of
    the withdrawn text is preferred; one that is withdrawn itself is never offered.
    """
    stated = publication.front.replaced_by
    if publication.front.status is not Status.WITHDRAWN or not stated:
        return None
    ours = [
        Instead(one.front.title, one.front.language, place)
        for place, one in library
        if one.front.status is not Status.WITHDRAWN
        and stated in (one.front.id, one.front.title, one.address)
    ]
    same = [one for one in ours if one.language == publication.front.language]
    return next(iter((*same, *ours)), None)


def unknown(publication: Publication, ids: Iterable[str]) -> Finding | None:
    """Return a finding where an id is stated, and no leaflet of a library has it."""
    stated = publication.front.replaced_by or ""
    withdrawn = publication.front.status is Status.WITHDRAWN
    known = tuple(sorted(set(ids) - {publication.front.id}))
    if not withdrawn or not _ID.fullmatch(stated) or stated in known:
        return None
    places = publication.front.locations
    place = places.get("related.replaced_by") or places.get("withdrawn.replaced_by")
    return Finding(
        RULE,
        Severity.WARNING,
        f"no leaflet here has the id `{stated}`, and readers are shown it as it is",
        place or publication.location,
        f"{suggestion(stated, known)} For a text of somebody else, write its address "
        "or its title.",
    )
