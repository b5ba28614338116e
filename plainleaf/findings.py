"""What is wrong, where, by which rule, and how to put it right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import PurePosixPath
from typing import Any


class Severity(Enum):
    """How much a finding matters; the members stand from worst to mildest."""

    ERROR = "error"
    """Stops this publication; the others go on."""
    RELEASE = "release"
    """A warning in a draft, an error when the build is a release."""
    WARNING = "warning"
    NOTE = "note"

    def settled(self, *, release: bool) -> "Severity":
        """Return the severity with RELEASE decided by the kind of build."""
        if self is Severity.RELEASE:
            return Severity.ERROR if release else Severity.WARNING
        return self


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: a line and column from 1, or a place inside it.

    `within` names what lines cannot: an EPUB entry, or the page and structure
    path of a PDF. Line 0 means the file as a whole.
    """

    path: PurePosixPath
    line: int = 0
    column: int = 0
    within: str = ""

    def __str__(self) -> str:
        """`path:line:column`, as far as each is known."""
        text = str(self.path)
        if self.line:
            text += f":{self.line}"
            if self.column:
                text += f":{self.column}"
        return f"{text} ({self.within})" if self.within else text


FAULT_OF_OURS = (
    "Build it once more. If this is told again, it is a mistake of the program and "
    "none of yours: report this line, with the source, to whom you have Plainleaf from."
)
"""The hint where an author can do nothing else, and would search in vain."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, said to the author in the author's words.

    `rule` is a readable id (`image-missing`) that names the rule's function, its
    case folder and its line in docs/rules.md. `hint` says how to put it right.
    `accepted` is the author's reason for leaving a warning as it is. A finding
    without a place or a hint helps nobody, and none can be made.
    """

    rule: str
    severity: Severity
    message: str
    location: Location
    hint: str
    accepted: str = ""

    def __post_init__(self) -> None:
        """Refuse a finding of which an author would not know where, what or how."""
        lacking = [
            name for name in ("rule", "message", "hint") if not getattr(self, name)
        ]
        if self.location.path == PurePosixPath():
            lacking.append("location")
        if lacking:
            told = ", ".join(lacking)
            raise ValueError(f"a finding without {told}: {self.rule} {self.message}")

    def settled(self, *, release: bool) -> "Finding":
        """Return the finding with its severity decided by the kind of build."""
        return replace(self, severity=self.severity.settled(release=release))


def has_errors(findings: Iterable[Finding], *, release: bool = False) -> bool:
    """Say whether any finding stops its publication in this kind of build."""
    return any(
        finding.severity.settled(release=release) is Severity.ERROR
        for finding in findings
    )


def findings_to_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as JSON values, with every field."""
    return [
        {
            "rule": found.rule,
            "severity": found.severity.value,
            "message": found.message,
            "hint": found.hint,
            "accepted": found.accepted,
            "path": str(found.location.path),
            "line": found.location.line,
            "column": found.location.column,
            "within": found.location.within,
        }
        for found in findings
    ]


def findings_from_json(written: Mapping[str, Any], stage: str) -> tuple[Finding, ...]:
    """Return the findings of one stage that `findings.json` holds."""
    return tuple(
        Finding(
            fields["rule"],
            Severity(fields["severity"]),
            fields["message"],
            Location(
                PurePosixPath(fields["path"]),
                fields["line"],
                fields["column"],
                fields["within"],
            ),
            fields["hint"],
            fields.get("accepted", ""),
        )
        for fields in written.get(stage, [])
    )
