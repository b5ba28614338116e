"""Rules about what differs between countries: money, regulators, emergency numbers."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

import re
from collections.abc import Iterator

from plainleaf.findings import Severity
from plainleaf.model import Publication
from plainleaf.validate.facts import Facts, Passage
from plainleaf.validate.patterns import countries
from plainleaf.validate.rule import Remark, Rule


def currency_foreign(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Prices are in the money of the country that the text is for.

    HONcode, principle of justifiability; a price elsewhere is no price here.
    """
    yield from _foreign(publication, facts, "money", "is the money of another country")


def regulator_foreign(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Who approves medicines is named for the country that the text is for.

    HONcode, principle of justifiability; approval elsewhere is no approval here.
    """
    own = _own(publication, "regulator")
    if own and any(own.search(passage.text) for passage in facts.read()):
        return
    yield from _foreign(
        publication, facts, "regulator", "approves medicines in another country"
    )


def emergency_number_foreign(
    publication: Publication, facts: Facts
) -> Iterator[Remark]:
    """The number to call in an emergency is the country's own.

    NHS content guide, care cards: “Call 999”; in another country nobody answers.
    """
    own = _own(publication, "emergency")
    if not own:
        return
    for passage in facts.read():
        for _, theirs in _others(publication, "emergency"):
            for match in theirs.finditer(passage.text):
                before = passage.text[: match.start()]
                dialled = facts.patterns.patterns["dialled"].search(before)
                if dialled and not own.fullmatch(match[0]):
                    yield Remark(
                        f"{match[0]} is not the emergency number of "
                        f"{publication.jurisdiction}",
                        passage.place(match.start()),
                        "Write the number that people call where they read this.",
                    )
                    break
            else:
                continue
            break
    line = publication.publisher.emergency_line or ""
    for _, theirs in _others(publication, "emergency"):
        if theirs.search(line) and not own.search(line):
            yield Remark(
                f"“{line}”, which the publisher puts at the end, does not name the "
                f"emergency number of {publication.jurisdiction}",
                publication.location,
                "Correct `emergency_line:` in publisher.yaml, or `jurisdictions:`.",
            )
            break


def _foreign(
    publication: Publication, facts: Facts, what: str, saying: str
) -> Iterator[Remark]:
    own = _own(publication, what)
    if not own:
        return
    for passage in facts.read():
        found = _first(passage, _others(publication, what), own)
        if found:
            yield Remark(
                f"“{found[0]}” {saying}",
                passage.place(found.start()),
                f"The text is for {publication.jurisdiction}: say what holds there, or "
                "correct `jurisdictions:`.",
            )


def _first(
    passage: Passage,
    others: Iterator[tuple[str, re.Pattern[str]]],
    own: re.Pattern[str],
) -> re.Match[str] | None:
    for _, theirs in others:
        for match in theirs.finditer(passage.text):
            if not own.search(passage.text[max(0, match.start() - 2) : match.end()]):
                return match
    return None


def _own(publication: Publication, what: str) -> re.Pattern[str] | None:
    here = publication.jurisdiction
    if here is None or set(publication.front.jurisdictions) - {here}:
        return None
    stated = countries().get(here.split("-")[0])
    return re.compile(stated[what]) if stated else None


def _others(
    publication: Publication, what: str
) -> Iterator[tuple[str, re.Pattern[str]]]:
    here = (publication.jurisdiction or "").split("-")[0]
    for code, stated in countries().items():
        if code != here:
            yield code, re.compile(stated[what])


RULES = (
    Rule(currency_foreign, Severity.WARNING),
    Rule(regulator_foreign, Severity.WARNING),
    Rule(emergency_number_foreign, Severity.WARNING, needs=("dialled",)),
)
