"""Every rule of every stage, for the command line and for docs/rules.md."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from plainleaf import check, making_rules, parse, validate
from plainleaf.findings import Severity
from plainleaf.validate import translations

MEANINGS = {
    Severity.ERROR: "error",
    Severity.RELEASE: "warning in a draft, error in a release",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule as it is listed: what must hold, and the standard that asks for it."""

    id: str
    severity: Severity
    summary: str
    source: str


def stages() -> Iterator[tuple[str, tuple[Listed, ...]]]:
    """Yield each stage that has rules, by what it asks, with its rules."""
    asked = (
        ("Can the source be read?", parse.rules()),
        ("Is it a good leaflet?", validate.rules()),
        ("Do its languages say the same?", translations.RULES),
        ("Are the finished files good?", check.rules()),
    )
    for question, rules in asked:
        yield (
            question,
            tuple(Listed(r.id, r.severity, r.summary, r.source) for r in rules),
        )


def everything() -> Iterator[tuple[str, tuple[Listed, ...]]]:
    """Yield the stages, and what is said while editions are made."""
    yield from stages()
    made = tuple(
        Listed(r.id, r.severity, r.summary, r.source) for r in making_rules.RULES
    )
    yield "Could the editions be made?", made


@cache
def severities() -> Mapping[str, Severity]:
    """Return how much each rule of every stage matters, by its id."""
    return {rule.id: rule.severity for _, rules in everything() for rule in rules}


def rules_list() -> str:
    """Return every rule, a line each and its standard below."""
    lines = []
    for question, rules in everything():
        lines.append(f"{question}\n")
        for rule in rules:
            lines.append(f"  {rule.id} ({MEANINGS[rule.severity]}): {rule.summary}\n")
            if rule.source:
                lines.append(f"      {rule.source}\n")
    return "".join(lines)


def rules_page() -> str:
    """Return docs/rules.md."""
    lines = [
        "# Rules\n\n",
        "What Plainleaf holds a leaflet and its editions to. This page is made by ",
        "`python publish.py rules --markdown`; the words are the rules' own.\n",
    ]
    for question, rules in everything():
        lines.append(f"\n## {question}\n\n")
        lines.append(
            "| rule | what must hold | severity | standard |\n|---|---|---|---|\n"
        )
        for rule in rules:
            facts = (rule.summary, MEANINGS[rule.severity], rule.source)
            cells = " | ".join(fact.replace("|", "\\|") for fact in facts)
            lines.append(f'| <a id="{rule.id}"></a>`{rule.id}` | {cells} |\n')
    return "".join(lines)
