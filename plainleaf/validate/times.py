"""Rules about days and times of day: what is read in two ways, or cut short."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

import re
from collections.abc import Iterator

from plainleaf.findings import Severity
from plainleaf.model import Publication
from plainleaf.validate.facts import Facts, Passage, stated_passage
from plainleaf.validate.rule import Remark, Rule

_FIGURES = re.compile(r"^[\d.:]+")


def read_with_hours(publication: Publication, facts: Facts) -> Iterator[Passage]:
    """Yield what readers read, and the hours of each contact."""
    yield from facts.read("text", "cell", "heading", "front")
    for contact in publication.front.contacts:
        if contact.hours:
            key = f"contacts.{contact.id}.hours"
            yield stated_passage(key, contact.hours, publication)


def time_read_two_ways(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Noon and midnight are said in words.

    NHS content guide, times: “midday” and “midnight”; 12 am is noon to some.
    """
    pattern = facts.patterns.patterns["noon_or_midnight"]
    for passage in read_with_hours(publication, facts):
        for match in pattern.finditer(passage.text):
            yield Remark(
                f"“{match[0].rstrip('.')}” is noon to some, and midnight to others",
                passage.place(match.start()),
                "Write “midday” or “midnight”.",
            )


def time_forms_mixed(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Times of day are given in one form throughout: of 12 hours, or of 24.

    NHS content guide, times: 5:30pm, not 17:30; who meets both has to reckon.
    """
    patterns = facts.patterns.patterns
    first = ""
    for passage in read_with_hours(publication, facts):
        for match in patterns["clock_of_12"].finditer(passage.text):
            first = first or match[0]
    if not first:
        return
    for passage in read_with_hours(publication, facts):
        for match in patterns["clock_of_24"].finditer(passage.text):
            hours, minutes = match[0].split(":")
            half = _FIGURES.sub("", first).replace("a", "p").replace("A", "P")
            yield Remark(
                f"“{match[0]}” counts 24 hours, and “{first}” counts 12",
                passage.place(match.start()),
                f"Write all times as the others, as {int(hours) - 12}:{minutes}{half}.",
            )


def date_cut_short(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A day has the name of its month in full.

    NHS content guide, dates: 6 August 2018; a voice reads “Apr” as a word.
    """
    del publication
    pattern = facts.patterns.patterns["month_cut_short"]
    for passage in facts.read():
        for match in pattern.finditer(passage.text):
            yield Remark(
                f"the day “{match[0].strip()}” has its month cut short",
                passage.place(match.start()),
                "Write it out, as 6 August 2018.",
            )


RULES = (
    Rule(time_read_two_ways, Severity.WARNING, needs=("noon_or_midnight",)),
    Rule(time_forms_mixed, Severity.WARNING, needs=("clock_of_12", "clock_of_24")),
    Rule(date_cut_short, Severity.WARNING, needs=("month_cut_short",)),
)
