"""Findings as SARIF 2.1.0, for code hosts and editors that show them beside lines.

OASIS, Static Analysis Results Interchange Format 2.1.0; the clauses are named below.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

import plainleaf
from plainleaf.findings import Finding, Location, Severity
from plainleaf.rulebook import Listed, everything

LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
"""What a severity is called in SARIF (3.27.10)."""


def as_sarif(findings: Iterable[Finding], *, release: bool = False) -> str:
    """Return a run's findings as a SARIF log, with the rules that they name.

    A finding that the author accepts is there, suppressed with its reason (3.35).
    """
    settled = [found.settled(release=release) for found in findings]
    known = {rule.id: rule for _, rules in everything() for rule in rules}
    named = sorted({found.rule for found in settled})
    positions = {name: position for position, name in enumerate(named)}
    driver = {
        "name": "Plainleaf",
        "version": plainleaf.__version__,
        "rules": [_rule(name, known, release=release) for name in named],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, positions[found.rule]) for found in settled],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=1)


def _rule(name: str, known: Mapping[str, Listed], *, release: bool) -> dict[str, Any]:
    """Return a rule's description (3.49); one that is in no list has its id alone."""
    rule = known.get(name)
    if rule is None:
        return {"id": name}
    level = LEVEL[rule.severity.settled(release=release)]
    described: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": level},
    }
    if rule.source:
        described["fullDescription"] = {"text": f"{rule.summary} {rule.source}."}
    return described


def _result(found: Finding, position: int) -> dict[str, Any]:
    said = f"{_sentence(found.message)} {_sentence(found.hint)}".strip()
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": position,
        "level": LEVEL[found.severity],
        "message": {"text": said},
        "locations": [_location(found.location)],
    }
    if found.accepted:
        accepted = {"kind": "inSource", "justification": found.accepted}
        result["suppressions"] = [accepted]
    return result


def _sentence(text: str) -> str:
    if not text:
        return ""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def _location(place: Location) -> dict[str, Any]:
    """Return a place (3.28): the file, its line and column, what is within it."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.path)}}
    if place.line:
        region = {"startLine": place.line}
        if place.column:
            region["startColumn"] = place.column
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    if place.within:
        location["logicalLocations"] = [{"fullyQualifiedName": place.within}]
    return location


def _uri(path: PurePosixPath) -> str:
    """Return a path as a URI reference (3.4.3), as RFC 3986 writes it."""
    return path.as_uri() if path.is_absolute() else quote(str(path))
