"""Ids from words: readable, unique, and the same in every build.

An id is a slug of the text: ASCII-folded, lower case, hyphens; letters of other
scripts are kept, in NFC. A second one of the same slug gets "-2", in linear time.
"""

import re
import unicodedata

_OURS = frozenset(
    [
        "about",
        "body",
        "cite",
        "contents",
        "cover",
        "embed",
        "footer",
        "glossary",
        "header",
        "language-help",
        "main",
        "nav",
        "note",
        "page",
        "publisher",
        "ref",
        "references",
        "reviewer-note",
        "search",
        "skip",
        "term",
        "title",
        "toc",
        "top",
    ]
)
"""Ids that the templates use for what the author did not write."""
_OUR_PREFIXES = ("cite-", "note-", "ref-", "reviewer-note-", "term-", "page-")
_OUR_SUFFIX = "-heading"
_LETTERS = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "đ": "d", "ł": "l"}
)
"""Latin letters that Unicode does not take apart into a letter and a mark."""
LENGTH = 80
EXPLICIT_ID = re.compile(r"[^\W\d_][\w.-]{0,79}")
"""What an author may write as `{#id}`: a letter, then letters, digits, `-`, `_`, `.`"""


def slug(text: str) -> str:
    """Return the text as an id, "" when it has neither letter nor digit."""
    folded = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    kept: list[str] = []
    for character in folded:
        if unicodedata.combining(character) and kept and kept[-1].isascii():
            continue
        kept.append(character)
    composed = unicodedata.normalize("NFC", "".join(kept)).casefold()
    words = re.findall(r"[^\W_]+(?:['\u2019][^\W_]+)*", composed)
    return "-".join(word.replace("'", "").replace("\u2019", "") for word in words)[
        :LENGTH
    ].strip("-")


def is_ours(identifier: str) -> bool:
    """Say whether an id belongs to what the templates add."""
    return (
        identifier in _OURS
        or identifier.startswith(_OUR_PREFIXES)
        or identifier.endswith(_OUR_SUFFIX)
    )


class Ids:
    """The ids given so far in one publication."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._next: dict[str, int] = {}

    def copy(self) -> "Ids":
        """Return the same ids, to go back to."""
        other = Ids()
        other._given, other._next = set(self._given), dict(self._next)
        return other

    def claim(self, identifier: str) -> bool:
        """Take an id the author wrote; false when it is taken already."""
        if identifier in self._given:
            return False
        self._given.add(identifier)
        return True

    def has(self, identifier: str) -> bool:
        """Say whether an id was given."""
        return identifier in self._given

    def given(self) -> tuple[str, ...]:
        """Return all ids given, sorted."""
        return tuple(sorted(self._given))

    def make(self, text: str, *, otherwise: str) -> str:
        """Return a new id for a text; `otherwise` serves a text without letters."""
        base = slug(text) or otherwise
        if is_ours(base):
            base = f"section-{base}".removesuffix(_OUR_SUFFIX)
        if not base[0].isalpha():
            base = f"section-{base}"
        number = self._next.get(base, 1)
        identifier = base if number == 1 else f"{base}-{number}"
        while identifier in self._given:
            number += 1
            identifier = f"{base}-{number}"
        self._next[base] = number + 1
        self._given.add(identifier)
        return identifier
