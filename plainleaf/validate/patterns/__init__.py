"""Words that rules look for, a file of them for each language: `en.toml`, `es.toml`.

`phrases` are whole texts in small letters; `patterns` are regular expressions, found
in capitals too; `meanings` are short forms of doses (small letters, no stops) in
words. A rule whose words a language lacks is not run in it, and the report
says so. To teach the rules a language, copy en.toml and translate what it has.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from plainleaf.messages import MEANS

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Patterns:
    """The words of one language, by the name of what they are words for."""

    phrases: Mapping[str, frozenset[str]] = field(default_factory=dict)
    patterns: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)

    def has(self, *names: str) -> bool:
        """Say whether the language has words of each kind."""
        return all(name in self.phrases or name in self.patterns for name in names)

    def is_phrase(self, name: str, text: str) -> bool:
        """Say whether a text, as a whole, is one of the phrases of a kind."""
        plain = " ".join(text.split()).casefold().rstrip(".:!?… ")
        return plain in self.phrases.get(name, frozenset())


def patterns_for(language: str) -> Patterns:
    """Return the words for a language (BCP 47); none where nobody has written them."""
    base = language.split("-", maxsplit=1)[0].lower()
    return _read(MEANS.get(base, base))


@cache
def _read(base: str) -> Patterns:
    path = _FOLDER / f"{base}.toml"
    if not base.isalpha() or not path.is_file():
        return Patterns()
    written = tomllib.loads(path.read_text("utf-8"))
    return Patterns(
        {name: frozenset(some) for name, some in written.get("phrases", {}).items()},
        {
            name: re.compile(pattern, re.IGNORECASE)
            for name, pattern in written.get("patterns", {}).items()
        },
        written.get("meanings", {}),
    )


@cache
def countries() -> Mapping[str, Mapping[str, str]]:
    """Return what is each country's own: money, regulator, emergency number."""
    written: Mapping[str, Mapping[str, str]] = tomllib.loads(
        (_FOLDER / "countries.toml").read_text("utf-8")
    )
    return written
