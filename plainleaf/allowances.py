"""What an author accepts: warnings set aside with a reason, a place and an end.

An allowance names a rule; `where` narrows it to a section, or to words of the text or
of the remark; after the day of `until` it holds no longer. What stops a publication
or a release cannot be set aside.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from plainleaf.findings import Finding, Severity
from plainleaf.imprint import Allowance, Status
from plainleaf.model import Block, Publication, Section
from plainleaf.walk import inlines_of, sections_in
from plainleaf.words import inline_text

MISTYPED = 0.85
"""How much alike (difflib) a name is to that of a rule when it is one, mistyped."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Lines of the source with what may be written to mean them."""

    first: int
    last: int
    names: tuple[str, ...]


def set_aside(
    findings: Iterable[Finding], publication: Publication, *, as_of: date
) -> tuple[Finding, ...]:
    """Return the findings, with those an author accepts as notes that say why.

    Doing it twice changes nothing; an allowance that has ended frees its findings.
    """
    valid = tuple(one for one in publication.front.allow if holds(one, as_of))
    places = tuple(_places(publication)) if any(one.where for one in valid) else ()

    def settled(found: Finding) -> Finding:
        if found.accepted:
            found = replace(found, severity=Severity.WARNING, accepted="")
        if found.severity is not Severity.WARNING:
            return found
        for one in valid:
            if one.rule == found.rule and _meant(one.where, found, places):
                return replace(found, severity=Severity.NOTE, accepted=one.reason)
        return found

    return tuple(settled(found) for found in findings)


def idle(
    publication: Publication, known: Mapping[str, Severity]
) -> tuple[Finding, ...]:
    """Return what is wrong with the allowances: a name mistyped, or nothing to accept.

    `known` are the rules of every stage: what is said while editions are made can be
    accepted like any other warning. A name that is like no rule may be that of an
    external validator, and is let be. A notice of withdrawal must go out, whatever
    its source allows.
    """
    if publication.front.status is Status.WITHDRAWN:
        return ()
    return tuple(_idle(publication, known))


def _idle(publication: Publication, known: Mapping[str, Severity]) -> Iterator[Finding]:
    for number, one in enumerate(publication.front.allow):
        place = publication.front.locations.get(
            f"allow.{number}.rule", publication.location
        )
        close = get_close_matches(one.rule, known, n=1, cutoff=MISTYPED)
        if close and one.rule not in known:
            yield Finding(
                "allowance-idle",
                Severity.WARNING,
                f"there is no rule `{one.rule}`",
                place,
                f"Did you mean `{close[0]}`? `plainleaf rules` lists them.",
            )
        elif known.get(one.rule) in {Severity.ERROR, Severity.RELEASE}:
            yield Finding(
                "allowance-idle",
                Severity.WARNING,
                f"`{one.rule}` stops a publication or a release: nobody can accept it",
                place,
                "Put right what it tells, and delete the allowance.",
            )


def holds(allowance: Allowance, as_of: date) -> bool:
    """Say whether an allowance still holds on a day."""
    return allowance.until is None or as_of <= allowance.until


def _meant(where: str | None, found: Finding, places: Iterable[_Place]) -> bool:
    if where is None:
        return True
    wanted = _folded(where).removeprefix("#")
    line = found.location.line
    return wanted in _folded(f"{found.message} {found.location}") or any(
        place.first <= line <= place.last
        and any(wanted in _folded(name) for name in place.names)
        for place in places
    )


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _places(publication: Publication) -> Iterator[_Place]:
    sections = tuple(sections_in(publication))
    own = publication.location.path
    for number, section in enumerate(sections):
        inside = set(map(id, _all_in(section)))
        later = [
            one.location.line - 1
            for one in sections[number + 1 :]
            if id(one) not in inside
        ]
        last = min(later, default=10**9)
        names = (section.id, inline_text(section.title))
        yield _Place(section.location.line, last, names)
    summary = (publication.summary,) if publication.summary else ()
    for blocks in (summary, publication.blocks, *(one.blocks for one in sections)):
        for block in blocks:
            yield from _words(block)
    for key, place in publication.front.locations.items():
        if place.path == own:
            yield _Place(place.line, place.line, (key,))


def _all_in(section: Section) -> Iterator[Section]:
    for inner in section.sections:
        yield inner
        yield from _all_in(inner)


def _words(block: Block) -> Iterator[_Place]:
    inlines = tuple(inlines_of(block))
    if inlines:
        lines = [inline.location.line for inline in inlines]
        yield _Place(min(lines), max(lines), (inline_text(inlines),))
