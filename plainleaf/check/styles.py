"""What a style sheet asks for: its rules, its faces, and what it loads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2

_PLAIN = {"skip_comments": True, "skip_whitespace": True}
_GENERIC = frozenset({"serif", "sans-serif", "monospace", "system-ui", "cursive"})


@dataclass(frozen=True, slots=True)
class Declaration:
    """One property of one rule; `selector` is the rule's, folded."""

    selector: str
    name: str
    value: str
    important: bool
    line: int


@dataclass(frozen=True, slots=True)
class Face:
    """A font face: its family, style, first address, and the characters it is for.

    `ranges` are code points (first, last); none means all characters.
    """

    family: str
    style: str
    address: str
    ranges: tuple[tuple[int, int], ...]

    def serves(self, characters: frozenset[str]) -> bool:
        """Say whether a browser needs the face for any of the characters."""
        codes = [ord(character) for character in characters]
        return not self.ranges or any(
            first <= code <= last for first, last in self.ranges for code in codes
        )


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """A style sheet taken apart; `addresses` is all that it loads."""

    declarations: tuple[Declaration, ...]
    faces: tuple[Face, ...]
    addresses: tuple[str, ...]
    errors: tuple[tuple[int, str], ...]

    @property
    def families(self) -> frozenset[str]:
        """The families that any rule asks for."""
        asked = (
            declaration.value
            for declaration in self.declarations
            if declaration.name in {"font-family", "font"} or _is_variable(declaration)
        )
        return frozenset(name for value in asked for name in _names(value)) - _GENERIC


@lru_cache(maxsize=16)
def read_style_sheet(css: str) -> StyleSheet:
    """Take a style sheet apart; rules inside @media and its like are read too."""
    rules = tinycss2.parse_stylesheet(css, **_PLAIN)
    declarations: list[Declaration] = []
    faces: list[Face] = []
    errors: list[tuple[int, str]] = []
    for rule in _flat(rules):
        if rule.type == "error":
            errors.append((rule.source_line, rule.message))
        elif rule.type == "qualified-rule":
            selector = " ".join(tinycss2.serialize(rule.prelude).split())
            declarations += _declarations(selector, rule.content, errors)
        elif rule.lower_at_keyword == "font-face":
            faces.append(_face(_declarations("@font-face", rule.content, errors)))
    addresses = tuple(dict.fromkeys(_addresses(rules)))
    return StyleSheet(tuple(declarations), tuple(faces), addresses, tuple(errors))


def _flat(rules: Sequence[Any]) -> Iterator[Any]:
    for rule in rules:
        is_group = rule.type == "at-rule" and rule.lower_at_keyword in {
            "media",
            "supports",
            "layer",
            "container",
        }
        if is_group and rule.content is not None:
            yield from _flat(tinycss2.parse_rule_list(rule.content, **_PLAIN))
        else:
            yield rule


def _declarations(
    selector: str, content: Any, errors: list[tuple[int, str]]
) -> list[Declaration]:
    found = []
    for part in tinycss2.parse_blocks_contents(content, **_PLAIN):
        if part.type == "declaration":
            value = tinycss2.serialize(part.value).strip()
            found.append(
                Declaration(
                    selector, part.lower_name, value, part.important, part.source_line
                )
            )
        elif part.type == "error":
            errors.append((part.source_line, part.message))
    return found


def _face(declarations: list[Declaration]) -> Face:
    values = {declaration.name: declaration.value for declaration in declarations}
    sources = _addresses(tinycss2.parse_component_value_list(values.get("src", "")))
    ranges = tinycss2.parse_component_value_list(values.get("unicode-range", ""))
    return Face(
        family=next(iter(_names(values.get("font-family", ""))), ""),
        style=values.get("font-style", "normal"),
        address=next(sources, ""),
        ranges=tuple(
            (token.start, token.end)
            for token in ranges
            if token.type == "unicode-range"
        ),
    )


def _is_variable(declaration: Declaration) -> bool:
    return declaration.name.startswith("--")


def _names(value: str) -> Iterator[str]:
    """Yield the family names in a value, quoted or not."""
    for part in value.split(","):
        yield part.strip().strip("\"'").strip().lower()


def _addresses(tokens: Sequence[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type == "url":
            yield token.value
        elif token.type == "function" and token.lower_name in {"url", "src"}:
            yield from (part.value for part in token.arguments if part.type == "string")
        elif token.type == "at-rule":
            if token.lower_at_keyword == "import":
                yield from (t.value for t in token.prelude if t.type == "string")
            yield from _addresses(token.prelude)
            yield from _addresses(token.content or ())
        elif token.type == "qualified-rule":
            yield from _addresses(token.content)
        elif token.type in {"{} block", "() block", "function"}:
            yield from _addresses(getattr(token, "content", None) or token.arguments)
