"""What a check finds in a file, and how it becomes a finding with the check's name."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from plainleaf.findings import FAULT_OF_OURS, Finding, Location, Severity

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a file.

    `place` names where in the file: page and structure path of a PDF, the way down
    to an element of a page, an entry of an EPUB with its `line` when that is known.
    `hint` is for what the author can do of this one fault; `REMEDIES` has the others.
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


REMEDIES = {
    "html-first-view": (
        "Give a smaller picture as the publisher's logo. Where there is none, report "
        "this line: the rest is ours."
    ),
    "pdf-characters": (
        "Type these words anew by hand: they may be pasted, with characters that no "
        "typeface has. If this is told again, report this line with the source."
    ),
    "epub-characters": (
        "Type the words at this place anew by hand: they may be pasted from a PDF or "
        "a program of its own. If this is told again, report this line with the source."
    ),
    "epub-link-names": (
        "Say in the words of your own link what is special to where it leads; the "
        "other one is made for you, as “Contents” or a name of the glossary is."
    ),
    "epub-pictures": (
        "Say between the square brackets of the picture what it shows, in place of "
        "the name of its file. Where it is not your picture, report this line."
    ),
}
"""What the author can do of what a check finds, by the check's id.

All other checks are of what the program makes by itself, and tell `FAULT_OF_OURS`.
"""


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
    hint = fault.hint or REMEDIES.get(rule, FAULT_OF_OURS)
    return Finding(rule, severity_of(rule), fault.message, place, hint)


def quoted(text: str, length: int = 40) -> str:
    """Return text for a message: in quotation marks, shortened, its spaces folded."""
    folded = " ".join(text.split())
    return f"“{folded if len(folded) <= length else folded[: length - 1] + '…'}”"
