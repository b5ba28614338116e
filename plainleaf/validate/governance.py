"""Rules about review, dates and interests: a gap each, named, that stops a release.

What is missing or out of order is of severity RELEASE: in a draft it warns, so that a
draft can be shown to those who are to fill the gaps.
"""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

from collections.abc import Iterator
from datetime import timedelta

from plainleaf.allowances import holds
from plainleaf.findings import Location, Severity
from plainleaf.imprint import Status
from plainleaf.model import Publication, ReviewerNote
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule

SOON = timedelta(days=90)
"""How long before the review date a finding reminds of it."""
LONGEST = timedelta(days=3 * 366)
"""The longest time between two reviews: PIF TICK says three years."""


def _place(publication: Publication, *keys: str) -> Location:
    """Return the place of the first of the keys that is stated, else of the file."""
    for key in keys:
        found = publication.front.locations.get(key)
        if found:
            return found
    return publication.location


def reviewer_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A named clinical reviewer has reviewed the text on a stated day.

    HONcode, principle of authority; PIF TICK, Systems.
    """
    del facts
    clinical = [
        (number, one)
        for number, one in enumerate(publication.front.reviewers)
        if one.kind == "clinical"
    ]
    if not clinical:
        yield Remark(
            "no clinical reviewer is named",
            _place(publication, "reviewers"),
            "Add under `reviewers:` a name, `kind: clinical` and `reviewed_on:`.",
        )
    elif not any(one.reviewed_on for _, one in clinical):
        number, first = clinical[0]
        yield Remark(
            f"{first.name} is named as clinical reviewer without a date",
            _place(publication, f"reviewers.{number}.name", "reviewers"),
            "Add `reviewed_on:` with the day of the review.",
        )


def status_not_approved(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A text that is released has been approved.

    PIF TICK, Systems: a text goes through a stated process before it is published.
    """
    del facts
    if publication.front.status is not Status.APPROVED:
        yield Remark(
            f"the status is `{publication.front.status.value}`",
            _place(publication, "status"),
            "Write `status: approved` once the text is approved.",
        )


def _date_missing(publication: Publication, key: str, what: str) -> Iterator[Remark]:
    if getattr(publication.front.dates, key) is None:
        yield Remark(
            f"the day {what} is not stated",
            _place(publication, f"dates.{key}", "dates"),
            f"Write it under `dates:`, as `{key}: 2027-06-30`.",
        )


def date_published_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """The day of publication is stated.

    PIF TICK: a leaflet carries its date of publication; HONcode, attribution.
    """
    del facts
    yield from _date_missing(publication, "published", "of publication")


def date_reviewed_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """The day of the last review is stated.

    PIF TICK: a leaflet carries its date of review; HONcode, attribution.
    """
    del facts
    yield from _date_missing(publication, "last_reviewed", "of the last review")


def next_review_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """The day of the next review is stated.

    PIF TICK: a leaflet is reviewed at least every three years.
    """
    del facts
    yield from _date_missing(publication, "next_review", "of the next review")


def version_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """The version is stated.

    PIF TICK, Systems.
    """
    del facts
    if not publication.front.version:
        yield Remark(
            "no version is stated",
            _place(publication, "version"),
            "Write `version: 1.0`, and count on with each change.",
        )


def funding_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """It is stated who paid for the text.

    HONcode, principle of financial disclosure.
    """
    del facts
    if not publication.front.funding:
        yield Remark(
            "it is not stated who paid for this text",
            _place(publication, "funding"),
            "Write `funding:` and the names, or that there was no outside funding.",
        )


def conflicts_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Conflicts of interest are stated, or that there are none.

    HONcode, principles of financial disclosure and transparency.
    """
    del facts
    if not publication.front.conflicts_of_interest:
        yield Remark(
            "conflicts of interest are not stated",
            _place(publication, "conflicts_of_interest"),
            "Write them after `conflicts_of_interest:`, or “none declared”.",
        )


def advertising_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """It is stated what advertising stands beside the text, or that none does.

    HONcode, principle of advertising policy; NHS standard for creating health content.
    """
    del facts
    if not publication.front.advertising:
        yield Remark(
            "it is not stated whether advertising stands beside this text",
            _place(publication, "advertising"),
            'Write `advertising:` and what it is, or "none".',
        )


def allowance_ended(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A remark is accepted until the day that its allowance names.

    Our own rule: what is accepted once is looked at again.
    """
    for number, one in enumerate(publication.front.allow):
        if not holds(one, facts.as_of):
            yield Remark(
                f"what was accepted of `{one.rule}` was accepted until {one.until}",
                _place(publication, f"allow.{number}.until", f"allow.{number}"),
                "Look at the remark again: put it right, or name a new day.",
            )


def reviewer_note_open(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """No remark for reviewers is left in a release.

    Drafts show these remarks to every reader.
    """
    del publication
    for block in facts.blocks:
        if isinstance(block, ReviewerNote):
            yield Remark(
                f"reviewer note {block.number} is still open",
                block.location,
                "Settle it and delete the block.",
            )


def review_overdue(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """The review date has not passed.

    PIF TICK: a leaflet is reviewed by its review date.
    """
    due = publication.front.dates.next_review
    if due and due < facts.as_of:
        yield Remark(
            f"the review was due on {due.isoformat()}",
            _place(publication, "dates.next_review"),
            "Have the text reviewed, then write the new dates.",
        )


def review_soon(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A review is prepared before its day.

    PIF TICK: dates of publication and review, at most three years apart.
    """
    due = publication.front.dates.next_review
    if due and timedelta(0) <= due - facts.as_of <= SOON:
        yield Remark(
            f"the review is due on {due.isoformat()}",
            _place(publication, "dates.next_review"),
            "Ask the reviewers now.",
        )


def review_interval_long(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """The next review is at most three years after the last.

    PIF TICK: dates of publication and review, at most three years apart.
    """
    del facts
    dates = publication.front.dates
    if dates.last_reviewed and dates.next_review:
        interval = dates.next_review - dates.last_reviewed
        if interval > LONGEST:
            yield Remark(
                "more than three years lie between the last review and the next",
                _place(publication, "dates.next_review"),
                "Choose an earlier day.",
            )


def dates_disordered(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """The dates follow one another as the events do.

    PIF TICK: dates of publication and review, at most three years apart.
    """
    del facts
    dates = publication.front.dates
    pairs = (
        ("written", "published"),
        ("written", "last_reviewed"),
        ("last_reviewed", "next_review"),
        ("published", "next_review"),
    )
    for earlier, later in pairs:
        first, second = getattr(dates, earlier), getattr(dates, later)
        if first and second and second < first:
            yield Remark(
                f"`{later}` ({second.isoformat()}) lies before `{earlier}` "
                f"({first.isoformat()})",
                _place(publication, f"dates.{later}"),
                "Correct one of the two.",
            )


def date_in_future(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """What is said to have happened lies in the past.

    PIF TICK: dates of publication and review, at most three years apart.
    """
    dates = publication.front.dates
    for key in ("written", "published", "last_reviewed"):
        stated = getattr(dates, key)
        if stated and stated > facts.as_of:
            yield Remark(
                f"`{key}` is {stated.isoformat()}, a day that is still to come",
                _place(publication, f"dates.{key}"),
                "Correct the date.",
            )


RULES = (
    Rule(status_not_approved, Severity.RELEASE),
    Rule(reviewer_missing, Severity.RELEASE),
    Rule(date_published_missing, Severity.RELEASE),
    Rule(date_reviewed_missing, Severity.RELEASE),
    Rule(next_review_missing, Severity.RELEASE),
    Rule(version_missing, Severity.RELEASE),
    Rule(funding_missing, Severity.RELEASE),
    Rule(conflicts_missing, Severity.RELEASE),
    Rule(advertising_missing, Severity.RELEASE),
    Rule(reviewer_note_open, Severity.RELEASE),
    Rule(review_overdue, Severity.RELEASE),
    Rule(review_interval_long, Severity.WARNING),
    Rule(date_in_future, Severity.RELEASE),
    Rule(dates_disordered, Severity.RELEASE),
    Rule(review_soon, Severity.WARNING),
    Rule(allowance_ended, Severity.WARNING),
)
