"""What a check finds in a file, and how it becomes a finding with the check's name."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from plainleaf.findings import Finding, Location, Severity

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a file.

    `place` names where in the file: page and structure path of a PDF, the way down
    to an element of a page, an entry of an EPUB with its `line` when that is known.
    """

    message: str
    place: str = ""
    hint: str = ""
    line: int = 0


Check = Callable[[Subject], Iterator[Fault]]
"""A check: its name is the rule's id, its docstring the rule's documentation."""


def rule_id(check: Callable[..., object]) -> str:
    """Return the rule id of a check: its name with hyphens."""
    return check.__name__.replace("_", "-")


WARNINGS = frozenset({"epub-link-names"})
"""Checks, by id, of what may be right where it stands: they stop no publication."""


def severity_of(rule: str) -> Severity:
    """Return how much it matters what a check finds."""
    return Severity.WARNING if rule in WARNINGS else Severity.ERROR


def findings_of(
    checks: Sequence[Check[Subject]], subject: Subject, path: Path
) -> tuple[Finding, ...]:
    """Run checks over one opened file and return what they find, in their order."""
    return tuple(
        finding_of(fault, rule_id(check), path)
        for check in checks
        for fault in check(subject)
    )


def finding_of(fault: Fault, rule: str, path: Path) -> Finding:
    """Return a fault of a file as a finding."""
    place = Location(PurePosixPath(path), fault.line, within=fault.place)
    return Finding(rule, severity_of(rule), fault.message, place, fault.hint)


def quoted(text: str, length: int = 40) -> str:
    """Return text for a message: in quotation marks, shortened, its spaces folded."""
    folded = " ".join(text.split())
    return f"“{folded if len(folded) <= length else folded[: length - 1] + '…'}”"
