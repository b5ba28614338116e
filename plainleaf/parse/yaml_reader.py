"""YAML read event by event: values stay text as typed, and every one has a place.

The loader is not used: it turns `no` into False and 1.10 into 1.1, takes the last of
two equal keys, and a few hundred bytes of aliases or merge keys keep it busy for
hours. Anchors, aliases and tags are refused; so is what is nested or numerous beyond
any leaflet.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, NoReturn

import yaml

from plainleaf.findings import Location
from plainleaf.parse.characters import direction_control_in, illegal_in
from plainleaf.parse.mistakes import Mistakes
from plainleaf.parse.odd_spaces import with_plain_yaml
from plainleaf.parse.yaml_faults import COMPARE, explained
from plainleaf.parse.yaml_tree import (
    YamlList,
    YamlMapping,
    YamlPair,
    YamlText,
    YamlValue,
)

DEPTH_LIMIT = 20
COUNT_LIMIT = 2_000
SIZE_LIMIT = 64_000
_CURLY = re.compile(
    '[\u201c\u201d\u201e\u2018][^\u201c\u201d\u201e"]+[\u201c\u201d\u2019"]',
    re.DOTALL,
)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _RefusedError(Exception):
    """The text is no YAML that we read; the finding is noted already."""


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    location: Location
    mapping: bool
    pairs: list[YamlPair]
    values: list[YamlValue]
    key: YamlText | None = None


def read_yaml(
    text: str, path: PurePosixPath, *, first_line: int, mistakes: Mistakes
) -> YamlMapping | None:
    """Read a text whose first line is `first_line` of the file.

    `None` when it is not YAML of our kind; then a finding says why and where.
    """
    start = Location(path, first_line, 1)
    if len(text.encode()) > SIZE_LIMIT:
        message = f"the front matter has more than {SIZE_LIMIT:,} bytes"
        mistakes.add("bad-yaml", start, message, "Put the text into the body.")
        return None
    text = with_plain_yaml(text, path, first_line, mistakes)
    reader = _Reader(text.split("\n"), path, first_line, mistakes)
    try:
        value = reader.read(text)
    except _RefusedError:
        return None
    except yaml.MarkedYAMLError as trouble:
        told = explained(trouble, text.split("\n"))
        place = Location(path, first_line + told.line, told.column + 1)
        mistakes.add("bad-yaml", place, told.message, told.hint)
        return None
    except (yaml.YAMLError, ValueError) as trouble:
        mistakes.add("bad-yaml", start, f"this is not YAML: {trouble}", COMPARE)
        return None
    if value is None:
        return YamlMapping((), start)
    if isinstance(value, YamlMapping):
        return value
    if isinstance(value, YamlText) and value.text is None:
        return YamlMapping((), start)
    mistakes.add(
        "bad-yaml",
        value.location,
        "here stands no list of keys",
        "Write a key, a colon, a space and its value on each line, as `title: Asthma`.",
    )
    return None


class _Reader:
    """Builds the tree from events, with a stack of its own."""

    def __init__(
        self, lines: list[str], path: PurePosixPath, first_line: int, mistakes: Mistakes
    ) -> None:
        self._lines = lines
        self._path = path
        self._first = first_line
        self._mistakes = mistakes
        self._stack: list[_Open] = []
        self._root: YamlValue | None = None
        self._count = 0

    def place(self, mark: Any) -> Location:
        """Return the place of a mark in the file."""
        return Location(self._path, self._first + mark.line, mark.column + 1)

    def read(self, text: str) -> YamlValue | None:
        """Read all events; more than one document is refused."""
        documents = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(
                        event,
                        "a line of `---` stands among or below the keys",
                        "Delete this line.",
                    )
            elif isinstance(event, yaml.NodeEvent):
                self._value(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
                first: Any = event.start_mark
                last: Any = event.end_mark
                # Only a list or group in brackets has an end that is typed.
                if last.column > first.column:
                    self._look_for_comment(event)
        return self._root

    def _refuse(self, event: yaml.Event, message: str, hint: str) -> NoReturn:
        self._mistakes.add("bad-yaml", self.place(event.start_mark), message, hint)
        raise _RefusedError

    def _value(self, event: yaml.NodeEvent) -> None:
        self._count += 1
        if self._count > COUNT_LIMIT:
            self._refuse(
                event,
                f"the front matter has more than {COUNT_LIMIT:,} values",
                "Put the text into the body.",
            )
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                event,
                f"`*{event.anchor}` repeats a value by its name",
                'Type the value, or put it in "quotation marks" if it is text.',
            )
        if event.anchor:
            self._refuse(
                event,
                f"`&{event.anchor}` names a value",
                'Put it in "quotation marks" if it is text.',
            )
        tag = getattr(event, "tag", None)
        if tag:
            typed = tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(
                event,
                f"`{typed}` states a type",
                'Leave it out: values are text. If it is text, put it in "quotation '
                'marks".',
            )
        if isinstance(event, yaml.ScalarEvent):
            self._place_value(self._scalar(event))
            return
        if len(self._stack) >= DEPTH_LIMIT:
            message = f"values are nested more than {DEPTH_LIMIT} deep"
            hint = 'Put the value in "quotation marks" if it is text.'
            self._refuse(event, message, hint)
        mapping = isinstance(event, yaml.MappingStartEvent)
        self._stack.append(_Open(self.place(event.start_mark), mapping, [], []))

    def _scalar(self, event: yaml.ScalarEvent) -> YamlText:
        place = self.place(event.start_mark)
        text = event.value.strip()
        bad = illegal_in(text)
        if bad:
            self._mistakes.add(
                "control-character",
                place,
                f"{self._whose()}the character {bad} cannot be printed or read aloud",
                "Delete it.",
            )
            text = re.sub(
                r"[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text
            )
        control = direction_control_in(text)
        if control and control[2:].casefold() in self._typed(event).casefold():
            self._mistakes.add(
                "bidi-control",
                place,
                f"{self._whose()}the direction control {control} can put figures and "
                "words in another order",
                "Delete it.",
            )
        if event.style not in {"|", ">"}:
            self._look_for_comment(event)
        if event.style is None and _CURLY.fullmatch(text):
            self._mistakes.add(
                "quotes-curly",
                place,
                f"{self._whose()}the quotation marks around this value are curly, and "
                "are printed with it",
                'Type straight ones, as in "Asthma", or leave them out.',
            )
        if event.style is None and text in _NULLS:
            return YamlText(None, place)
        return YamlText(text or None, place, self._begins(event))

    def _typed(self, event: yaml.ScalarEvent) -> str:
        """Return the lines of the source that hold a value."""
        first: Any = event.start_mark
        last: Any = event.end_mark
        return "\n".join(self._lines[first.line : last.line + 1])

    def _begins(self, event: yaml.ScalarEvent) -> Location | None:
        """Return where a text begins that stands on one line as it is."""
        first: Any = event.start_mark
        last: Any = event.end_mark
        if first.line != last.line or first.line >= len(self._lines):
            return None
        quoted = event.style in {"'", '"'}
        raw = self._lines[first.line][first.column + quoted : last.column - quoted]
        if raw != event.value.strip():
            return None
        return Location(self._path, self._first + first.line, first.column + quoted + 1)

    def _whose(self) -> str:
        """Name the key whose value is read, for the beginning of a message."""
        key = self._stack[-1].key if self._stack else None
        return f"{key.text}: " if key else ""

    def _look_for_comment(self, event: yaml.Event) -> None:
        """Warn of words that YAML takes for a remark: `title: Pain #1 in Europe`.

        Two spaces before the sign and one after are how a remark is written on
        purpose.
        """
        mark: Any = event.end_mark
        if mark.line >= len(self._lines):
            return
        rest = self._lines[mark.line][mark.column :]
        if re.match(r"[ \t]+#", rest) and not re.match(r"\s{2,}# ", rest):
            column = mark.column + rest.index("#") + 1
            self._mistakes.add(
                "yaml-comment",
                Location(self._path, self._first + mark.line, column),
                f"“{rest.strip()}” is not part of the value: in YAML it is a remark",
                'Put the whole value in "quotation marks" if these words belong to it.',
            )

    def _place_value(self, value: YamlValue) -> None:
        if not self._stack:
            self._root = value
            return
        top = self._stack[-1]
        if not top.mapping:
            top.values.append(value)
        elif top.key is None:
            top.key = self._as_key(value)
        else:
            self._pair(top, top.key, value)
            top.key = None

    def _as_key(self, value: YamlValue) -> YamlText:
        if isinstance(value, YamlText):
            return value
        self._mistakes.add(
            "bad-yaml", value.location, "a key is one word or phrase", COMPARE
        )
        raise _RefusedError

    def _pair(self, top: _Open, key: YamlText, value: YamlValue) -> None:
        name = key.text if key.text is not None else "null"
        earlier = next((pair for pair in top.pairs if pair.key == name), None)
        if earlier:
            self._mistakes.add(
                "duplicate-key",
                key.location,
                f"`{name}` is stated twice, first on line {earlier.location.line}",
                "Keep one of the two.",
            )
            return
        top.pairs.append(YamlPair(name, key.location, value))

    def _close(self) -> None:
        done = self._stack.pop()
        if done.mapping:
            self._place_value(YamlMapping(tuple(done.pairs), done.location))
        else:
            self._place_value(YamlList(tuple(done.values), done.location))
