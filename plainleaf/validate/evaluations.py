"""Rules about what people have evaluated: a claim falls away with a reason told."""

from collections.abc import Iterator
from datetime import date

from plainleaf.evaluated import fingerprint, standing_evaluation
from plainleaf.findings import Severity
from plainleaf.imprint import Evaluation
from plainleaf.model import Publication
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule


def claim_left_out(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Where a standard was found to be met, the e-book can claim it.

    Of evaluations of earlier texts only the newest is told, and none where one of
    the present text lets the e-book claim a standard.

    EPUB Accessibility 1.1, 4.2 to 4.4.
    """
    del facts
    front = publication.front
    if standing_evaluation(publication):
        return
    now = fingerprint(publication)
    complete = [
        (one.on or date.min, number)
        for number, one in enumerate(front.evaluations)
        if one.standard and one.on and one.content
    ]
    history = {number for _, number in sorted(complete)[:-1]}
    for number, one in enumerate(front.evaluations):
        if one.standard and number not in history:
            gaps, hints = zip(*_gaps(one, now), strict=True)
            yield Remark(
                f"the evaluation by {one.by} {' and '.join(gaps)}, so the e-book does "
                f"not claim that it meets {one.standard}",
                front.locations.get(f"evaluations.{number}", publication.location),
                " ".join(hints),
            )


def _gaps(one: Evaluation, now: str) -> Iterator[tuple[str, str]]:
    """Yield what an evaluation lacks, with what mends it."""
    if not one.on:
        yield "has no day", "Write the day under it, as `on: 2027-06-15`."
    if not one.content:
        hint = f"If the text as it is now was looked at, write `content: {now}`."
        yield "does not say of which text it is", hint
    elif one.content != now:
        hint = f"Have the text tested again; write that day and `content: {now}`."
        yield "is of another text", hint


RULES = (Rule(claim_left_out, Severity.WARNING),)
