"""Whether what a page tells search engines is what it tells its readers.

An error is JSON-LD that disagrees with the visible dates, status or reviewers.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from plainleaf.check.dates import ways_to_write
from plainleaf.check.faults import Fault, quoted
from plainleaf.check.markup import Element
from plainleaf.imprint import Status
from plainleaf.model import Publication

TYPE = "application/ld+json"
_STATUS = {
    Status.DRAFT: "Draft",
    Status.IN_REVIEW: "Draft",
    Status.APPROVED: "Published",
    Status.WITHDRAWN: "Withdrawn",
}


_SHOWN = ("publisher", "author", "funder", "license", "audience", "citation", "hasPart")
"""What readers are told in the same words: names, titles, headings."""
_NAMES = ("name", "audienceType")


def structured_data_faults(
    root: Element, publication: Publication, folder: Path
) -> Iterator[Fault]:
    """Yield what is wrong with the JSON-LD of a page; a page without has no fault.

    `folder` is the page's, in which the files that it offers stand.
    """
    shown = root.first("body")
    text = shown.text() if shown else ""
    for script in root.all("script"):
        if script.get("type") != TYPE:
            continue
        try:
            stated = json.loads("".join(k for k in script.kids if isinstance(k, str)))
        except ValueError as error:
            yield Fault(f"the structured data is not JSON: {error}", "script")
            continue
        if not isinstance(stated, dict):
            yield Fault("the structured data is not one object", "script")
            continue
        yield from _fact_faults(stated, publication)
        yield from _date_faults(stated, publication, text)
        yield from _reviewer_faults(stated, publication, text)
        own = shown.own_text() if shown else ""
        yield from _unshown_faults(stated, text, own)
        yield from _encoding_faults(stated, root, folder)


def _fact_faults(
    stated: dict[str, object], publication: Publication
) -> Iterator[Fault]:
    front = publication.front
    facts = {
        "name": front.title,
        "inLanguage": front.language,
        "version": front.version,
        "creativeWorkStatus": _STATUS[front.status],
    }
    for key, value in facts.items():
        if stated.get(key) != value:
            told = quoted(str(stated.get(key)))
            yield Fault(
                f"{key} is {told} in the structured data, not {value}", "script"
            )


def _date_faults(
    stated: dict[str, object], publication: Publication, text: str
) -> Iterator[Fault]:
    dates = publication.front.dates
    known = {
        "dateModified": publication.front.last_changed,
        "datePublished": dates.published,
        "dateCreated": dates.written,
        "lastReviewed": dates.last_reviewed,
    }
    for key, day in known.items():
        if stated.get(key) != (day.isoformat() if day else None):
            told = stated.get(key, "not stated")
            yield Fault(f"{key} is {told} in the structured data, not {day}", "script")
        elif day and not _is_shown(day, publication.front.language, text):
            yield Fault(
                f"{key} is {day} in the structured data and not shown", "script"
            )


def _is_shown(day: date, language: str, text: str) -> bool:
    return any(way in text for way in ways_to_write(day, language))


def _reviewer_faults(
    stated: dict[str, object], publication: Publication, text: str
) -> Iterator[Fault]:
    dated = {
        person.name for person in publication.front.reviewers if person.reviewed_on
    }
    given = stated.get("reviewedBy", [])
    for person in given if isinstance(given, list) else [given]:
        name = person.get("name") if isinstance(person, dict) else person
        if name not in dated:
            yield Fault(f"reviewer {name} has no dated review on record", "script")
        elif str(name) not in text:
            yield Fault(f"reviewer {name} is not shown on the page", "script")


def _unshown_faults(stated: dict[str, object], text: str, own: str) -> Iterator[Fault]:
    """Yield what is not among a page's words, with its note marks or without."""
    for key in _SHOWN:
        for words in _words_of(stated.get(key)):
            told = " ".join(words.split())
            if told not in text and told not in own:
                yield Fault(f"{key} is {quoted(words)} and not shown", "script")


def _words_of(value: object) -> Iterator[str]:
    """Yield the words by which a value, or each of several, is known to readers."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield from (str(one[name]) for name in _NAMES if name in one)
        elif one is not None:
            yield str(one)


def _encoding_faults(
    stated: dict[str, object], root: Element, folder: Path
) -> Iterator[Fault]:
    """Yield the files that machines are offered and readers are not, or as others."""
    offered = {link.get("href") for link in root.all("a")}
    encodings = stated.get("encoding", [])
    for one in encodings if isinstance(encodings, list) else [encodings]:
        facts = one if isinstance(one, dict) else {"contentUrl": one}
        address = str(facts.get("contentUrl"))
        path = folder / unquote(address)
        if address not in offered:
            yield Fault(f"{address!r} is not offered to readers", "script")
        elif path.is_file() and facts.get("contentSize") != str(path.stat().st_size):
            yield Fault(f"{address!r} has another size than is told", "script")
