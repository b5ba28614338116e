"""Stage 3: is this a good leaflet? Rules about the publication, before any output.

A rule is a generator over a publication and facts about it; its name with hyphens is
its id, its docstring its documentation. To add one: write it in the module of its
subject, enter it in that module's RULES, and give it a folder of cases under
tests/cases/rules.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from plainleaf.findings import Finding
from plainleaf.imprint import Status
from plainleaf.model import Publication
from plainleaf.validate import (
    abbreviations,
    asides,
    care,
    characters,
    citations,
    completeness,
    country,
    dose_forms,
    doses,
    evaluations,
    governance,
    headings,
    languages,
    length,
    numbers,
    pictures,
    signs,
    structure,
    telephones,
    times,
    typed,
    withdrawal,
    wording,
)
from plainleaf.validate.facts import Facts
from plainleaf.validate.patterns import patterns_for
from plainleaf.validate.rule import Rule

__all__ = ["RULES", "Rule", "not_run", "rules", "validate"]

RULES: tuple[Rule, ...] = (
    *structure.RULES,
    *headings.RULES,
    *length.RULES,
    *wording.RULES,
    *abbreviations.RULES,
    *signs.RULES,
    *numbers.RULES,
    *times.RULES,
    *doses.RULES,
    *dose_forms.RULES,
    *care.RULES,
    *asides.RULES,
    *pictures.RULES,
    *citations.RULES,
    *completeness.RULES,
    *country.RULES,
    *telephones.RULES,
    *languages.RULES,
    *typed.RULES,
    *governance.RULES,
    *evaluations.RULES,
    *withdrawal.RULES,
    *characters.RULES,
)


MOOT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "main-message-missing": frozenset({"main_message"}),
        "purpose-missing": frozenset({"purpose"}),
        "user-involvement-missing": frozenset({"user_involvement"}),
        "funding-missing": frozenset({"funding"}),
        "conflicts-missing": frozenset({"conflicts_of_interest"}),
        "advertising-missing": frozenset({"advertising"}),
        "version-missing": frozenset({"version"}),
        "reviewer-missing": frozenset({"reviewers"}),
        "contacts-missing": frozenset({"contacts"}),
        "feedback-missing": frozenset({"feedback"}),
        "references-missing": frozenset({"references"}),
        "date-published-missing": frozenset({"dates"}),
        "date-reviewed-missing": frozenset({"dates"}),
        "next-review-missing": frozenset({"dates"}),
        "summary-missing": frozenset({"summary", "facts"}),
        "action-missing": frozenset({"call_to_action", "care", "do", "steps"}),
        "section-empty": frozenset({"contact", "contacts"}),
        "section-expected": frozenset({"heading", "aspect"}),
        "text-after-card": frozenset({"heading", "do", "dont", "care", "warning"}),
        "tool-missing": frozenset({"checklist", "write-in", "schedule", "questions"}),
    }
)
"""What a rule misses: not told where a key or block like it was not understood."""


def validate(publication: Publication, *, as_of: date) -> tuple[Finding, ...]:
    """Hold a publication to every rule; findings come by line and column.

    `as_of` is the day on which review dates are judged. A withdrawn publication is
    asked only why it was withdrawn: its notice must go out, whatever else it lacks.
    """
    facts = Facts.of(publication, as_of=as_of)
    gone = publication.front.status is Status.WITHDRAWN
    findings = [
        finding
        for rule in ((*withdrawal.RULES, *characters.RULES) if gone else RULES)
        if publication.lost.isdisjoint(MOOT.get(rule.id, ()))
        for finding in rule.findings(publication, facts)
    ]
    findings.sort(key=lambda finding: finding.location)
    # One text can stand in several cells, as the amount of a schedule does.
    return tuple(dict.fromkeys(findings))


def rules() -> tuple[Rule, ...]:
    """Return every rule of this stage, in the order of its subjects."""
    return RULES


def not_run(publication: Publication) -> tuple[Rule, ...]:
    """Return the rules whose words the publication's language lacks."""
    patterns = patterns_for(publication.front.language)
    return tuple(rule for rule in RULES if not patterns.has(*rule.needs))
