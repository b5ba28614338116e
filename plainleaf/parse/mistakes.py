"""What parse finds wrong: the list being gathered, and the words nearest to a mistake.

A rule's id is readable and is met in a case of tests/cases/parse. Parse rules say
where the text cannot be understood, or where Markdown would lose a word; rules about a
well-formed publication are in validate.
"""

from difflib import get_close_matches

from plainleaf.findings import Finding, Location
from plainleaf.parse.rule_table import RULES, ParseRule, rules

__all__ = ["RULES", "Mistakes", "ParseRule", "nearest", "rules", "suggestion"]


class Mistakes:
    """The findings of one parse, in the order in which they were met."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._seen: set[tuple[str, Location, str]] = set()
        self.lost: set[str] = set()
        """Keys and blocks that were meant and not understood: not missing as well."""

    def __len__(self) -> int:
        """Return how many mistakes have been noted."""
        return len(self._found)

    def add(self, rule: str, location: Location, message: str, hint: str) -> None:
        """Note a mistake; the same one at the same place is noted once."""
        key = (rule, location, message)
        if key in self._seen:
            return
        self._seen.add(key)
        self._found.append(Finding(rule, RULES[rule].severity, message, location, hint))

    def sorted(self) -> tuple[Finding, ...]:
        """Return the findings by file, line and column."""
        return tuple(sorted(self._found, key=lambda finding: finding.location))


def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Return the known word that is most like a mistyped one, if any is."""
    lowered = word.lower().replace("_", "-")
    alike = {name.lower().replace("_", "-"): name for name in known}
    close = get_close_matches(lowered, alike, n=1, cutoff=0.6)
    return alike[close[0]] if close else None


def suggestion(word: str, known: tuple[str, ...], *, mark: str = "") -> str:
    """Return a hint: the nearest right word, or the whole list."""
    close = nearest(word, known)
    if close:
        return f"Did you mean `{mark}{close}`?"
    return "Known here: " + ", ".join(f"`{mark}{name}`" for name in known) + "."
