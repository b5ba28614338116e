"""What `manifest.json` says of an edition: version, dates, state, engines, files."""

from collections.abc import Mapping
from typing import Any

from plainleaf.imprint import Status, Withdrawal
from plainleaf.model import Publication

SCHEMA = 1


def manifest_of(
    publication: Publication,
    *,
    files: Mapping[str, Mapping[str, Any]],
    pages: Mapping[str, int],
    engines: Mapping[str, str],
    inputs: str,
    instances: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return the manifest as JSON values; unknown facts are null, never invented.

    `instances` are the names of all sets of fragments that were ever given out.
    """
    front = publication.front
    return {
        "schema": SCHEMA,
        "id": front.id,
        "language": front.language,
        "direction": front.direction,
        "title": front.title,
        "description": front.description,
        "type": front.type,
        "version": front.version,
        "status": front.status.value,
        "state": "current",
        "dates": {
            "written": _day(front.dates.written),
            "published": _day(front.dates.published),
            "last_reviewed": _day(front.dates.last_reviewed),
            "next_review": _day(front.dates.next_review),
        },
        "subjects": [
            {"kind": about.kind, "name": about.name, "codes": dict(about.codes)}
            for about in front.about
        ],
        "jurisdictions": list(front.jurisdictions),
        "license": front.license,
        "changes": [
            {"version": change.version, "text": change.text, "on": _day(change.on)}
            for change in front.changes
        ],
        "superseded_by": None,
        **withdrawal_of(publication),
        "instances": list(instances),
        "inputs": inputs,
        "engines": dict(engines),
        "files": {
            name: dict(facts) | ({"pages": pages[name]} if name in pages else {})
            for name, facts in files.items()
        },
    }


def withdrawal_of(publication: Publication) -> dict[str, Any]:
    """Return what a manifest says of a text that nobody should use any more.

    `replaced_by` is what has taken its place, also of a text that is still in use.
    """
    front = publication.front
    withdrawn = front.status is Status.WITHDRAWN
    stated = front.withdrawn or Withdrawal()
    return {
        "withdrawn": withdrawn,
        "withdrawal": {"on": _day(stated.on), "reason": stated.reason}
        if withdrawn
        else None,
        "replaced_by": front.replaced_by,
    }


def _day(day: object) -> str | None:
    return str(day) if day else None
