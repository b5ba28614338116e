"""Findings and outcomes as text for people, as JSON and as GitHub annotations."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from rich.console import Console
from rich.text import Text

from plainleaf.doctor import Tool
from plainleaf.findings import Finding, Severity, findings_to_json

PLACES = 3
"""Places of one warning or note that are told unless all are asked for."""
COLOURS = {
    Severity.ERROR: "bold red",
    Severity.RELEASE: "yellow",
    Severity.WARNING: "yellow",
    Severity.NOTE: "cyan",
}


def print_findings(
    findings: Iterable[Finding], console: Console, *, release: bool, every: bool
) -> None:
    """Print findings, a line each with its hint below, in the order of their places.

    Without `every`, a rule that is no error is told at three places and counted, and
    what a draft lacks for a release is told in one line for each source.
    """
    ordered = sorted(findings, key=lambda found: (found.location, found.rule))
    gaps: dict[PurePosixPath, Counter[str]] = {}
    if not every and not release:
        for found in ordered:
            if found.severity is Severity.RELEASE:
                gaps.setdefault(found.location.path, Counter())[found.rule] += 1
        ordered = [found for found in ordered if found.severity is not Severity.RELEASE]
    _print_each(ordered, console, release=release, every=every)
    for path, missing in gaps.items():
        console.print(_gaps(path, missing), soft_wrap=True)


def _print_each(
    ordered: Iterable[Finding], console: Console, *, release: bool, every: bool
) -> None:
    told: Counter[str] = Counter()
    hints: set[tuple[str, str]] = set()
    for found in (finding.settled(release=release) for finding in ordered):
        is_error = found.severity is Severity.ERROR
        told[found.rule] += not is_error
        if every or is_error or told[found.rule] <= PLACES:
            console.print(_line(found), soft_wrap=True)
            is_new = (found.rule, found.hint) not in hints
            if found.hint and (every or is_error or is_new):
                hints.add((found.rule, found.hint))
                console.print(Text(f"    hint: {found.hint}"), soft_wrap=True)
    for rule, count in told.items():
        if not every and count > PLACES:
            more = count - PLACES
            console.print(Text(f"    and {more} more [{rule}] (-v tells all)"))


def _gaps(path: PurePosixPath, missing: Counter[str]) -> Text:
    """Return the line that says what a draft lacks for a release."""
    line = Text(f"{path}: ")
    line.append("draft", style=COLOURS[Severity.RELEASE])
    names = ", ".join(
        rule if count == 1 else f"{rule} ({count})" for rule, count in missing.items()
    )
    line.append(f": not ready for a release: {names} (-v tells all)")
    return line


def _line(found: Finding) -> Text:
    line = Text(f"{found.location}: ")
    line.append(found.severity.value, style=COLOURS[found.severity])
    accepted = f" (accepted: {found.accepted})" if found.accepted else ""
    line.append(f": {found.message}{accepted} [{found.rule}]")
    return line


def tools_list(tools: Iterable[Tool]) -> str:
    """Return what a machine has and lacks, a line each, with the way to get it."""
    lines = []
    for tool in tools:
        if tool.found:
            lines.append(f"  {tool.name} {tool.version}: {tool.why}\n")
        else:
            mark = "MISSING" if tool.needed else "not installed"
            lines.append(f"  {tool.name}: {mark}; {tool.why}\n      {tool.how}\n")
    return "".join(lines)


def as_json(findings: Iterable[Finding], files: Iterable[str]) -> str:
    """Return a whole run for programs: `{"findings": […], "files": […]}`."""
    return json.dumps(
        {"findings": findings_to_json(findings), "files": list(files)},
        ensure_ascii=False,
        indent=1,
    )


ANNOTATION = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
"""What a severity is called among GitHub's workflow commands."""


def as_annotations(findings: Iterable[Finding], *, release: bool) -> str:
    """Return findings as GitHub's workflow commands, a line each.

    A job that prints them shows each finding beside its line. What the author accepts
    is left out.
    """
    lines = []
    for found in (finding.settled(release=release) for finding in findings):
        if found.accepted:
            continue
        place = found.location
        facts = {"file": str(place.path), "title": found.rule}
        if place.line:
            facts |= {"line": str(place.line), "col": str(max(1, place.column))}
        said = ". ".join(filter(None, (found.message, place.within, found.hint)))
        stated = ",".join(
            f"{name}={_escaped(fact, ':,')}" for name, fact in facts.items()
        )
        lines.append(f"::{ANNOTATION[found.severity]} {stated}::{_escaped(said)}\n")
    return "".join(lines)


def _escaped(text: str, signs: str = "") -> str:
    """Return a text with what a workflow command is made of as percent codes."""
    for sign in f"%\r\n{signs}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
