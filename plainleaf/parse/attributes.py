"""Attributes in braces: `{#id .class key=value key="some words"}`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_PART = re.compile(
    r"""\s*(?:
        \#(?P<id>[^\s{}.#="']+(?:[.][^\s{}.#="']+)*)
      | \.(?P<name>[^\s{}.\#="']+)
      | (?P<key>[A-Za-z][\w-]*)=(?:"(?P<quoted>[^"\n]*)"|'(?P<single>[^'\n]*)'
          |(?P<plain>[^\s{}"'\u201c\u201d\u201e]+))
    )(?=\s|\})""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands in the braces. `text` is all of it, for messages.

    `starts` has the offset of each value in `text`. `readable` is false for braces
    that hold something else, or one thing twice.
    """

    id: str | None = None
    names: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    readable: bool = True
    starts: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.text)


NONE = Attributes()
CURLY = re.compile(r"=[\u201c\u201d\u201e]")
_STRAIGHT = str.maketrans(dict.fromkeys("\u201c\u201d\u201e", '"'))
STRAIGHT_QUOTES = 'Type straight ones: {caption="Some words"}.'


def straightened(text: str) -> str:
    """Return attributes with straight quotation marks, each at its own place."""
    return text.translate(_STRAIGHT)


def read_attributes(text: str, start: int) -> tuple[Attributes, int] | None:
    """Read `{...}` that begins at `start`; return it and the position after it.

    `None` when there are no braces on this line. Braces that hold something else
    come back with `readable` false, so that nothing typed is dropped in silence.
    """
    if start >= len(text) or text[start] != "{":
        return None
    position = start + 1
    identifier: str | None = None
    names: list[str] = []
    values: dict[str, str] = {}
    starts: dict[str, int] = {}
    twice = False
    while match := _PART.match(text, position):
        if match["id"]:
            twice |= identifier is not None
            identifier = match["id"]
        elif match["name"]:
            twice |= match["name"] in names
            names.append(match["name"])
        else:
            twice |= match["key"] in values
            kind = next(
                k for k in ("quoted", "single", "plain") if match[k] is not None
            )
            values[match["key"]] = match[kind]
            starts[match["key"]] = match.start(kind) - start
        position = match.end()
    while position < len(text) and text[position] in " \t":
        position += 1
    if position < len(text) and text[position] == "}":
        whole = text[start : position + 1]
        found = Attributes(identifier, tuple(names), values, whole, not twice, starts)
        return found, position + 1
    end_of_line = text.find("\n", start)
    end = text.find("}", start, end_of_line if end_of_line >= 0 else len(text))
    if end < 0:
        return None
    return Attributes(text=text[start : end + 1], readable=False), end + 1
