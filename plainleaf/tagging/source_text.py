"""The text as the author wrote it, to tell what layout took away or added.

Layout drops the space at a line end and adds a hyphen in a divided word. Whether a
space or a hyphen was the author's is not guessed from letters: it is looked up.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_WHITESPACE = re.compile(r"[ \t\n\r\f]+")
# Characters that layout may swallow or paint as nothing.
_SILENT = frozenset("\u00ad\u200b\u2060\ufeff")
_BLANK = frozenset(" \n\u00a0")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a painted text stands in the source: offsets into `SourceText.text`."""

    start: int
    end: int
    is_hyphenated: bool


@dataclass(slots=True)
class _OwnText:
    """The text nodes right inside one element, and how far they are matched."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    matched: int = 0

    def offset(self, index: int) -> int:
        """Turn an index into `text` into an offset into the whole source."""
        piece = bisect_right(self.starts, index) - 1
        return self.offsets[piece] + index - self.starts[piece]


class SourceText:
    """All text nodes of an HTML tree in document order."""

    def __init__(self, html_root: Any) -> None:
        self._own: dict[Any, _OwnText] = {}
        self._changed: set[Any] = set()
        self._pieces: list[str] = []
        self._length = 0
        self._read(html_root)
        self.text = "".join(self._pieces)

    def _read(self, html: Any) -> None:
        if isinstance(html.tag, str):  # comments have a function for a tag
            self._add(html, html.text)
            for child in html:
                self._read(child)
                self._add(html, child.tail)
        if html.tag == "br":
            self._add(html, "\n")

    def _add(self, html: Any, text: str | None) -> None:
        if not text:
            return
        text = _WHITESPACE.sub(" ", text)
        own = self._own.setdefault(html, _OwnText())
        own.starts.append(len(own.text))
        own.offsets.append(self._length)
        own.text += text
        self._pieces.append(text)
        self._length += len(text)

    def locate(self, html: Any, painted: str, hyphen: str) -> Span | None:
        """Find a painted text after the last one that was found in its element.

        `hyphen` is what layout adds to a divided word. Returns None for text that
        is not in the source: generated content, or letters a style replaced.
        """
        own = self._own.get(html)
        words = painted.strip(" ")
        if own is None or not words:
            return None
        span = self._match(own, words, hyphen)
        if span is None:
            self._changed.add(html)
        return span

    @staticmethod
    def _match(own: _OwnText, words: str, hyphen: str) -> Span | None:
        start = _skip(own.text, own.matched)
        if own.text.startswith(words, start):
            end, is_hyphenated = start + len(words), False
        else:
            match = _compare(own.text, start, words, hyphen)
            if match is None:
                return None
            end, is_hyphenated = match
        if end == start:
            return None
        own.matched = end
        return Span(own.offset(start), own.offset(end - 1) + 1, is_hyphenated)

    def unprinted(self) -> Iterator[tuple[Any, str]]:
        """Yield each element with the last of its words, if they were not located.

        Elements whose letters a style replaced are left out.
        """
        for html, own in self._own.items():
            rest = own.text[own.matched :]
            if html not in self._changed and set(rest) - _SILENT - _BLANK:
                yield html, rest

    def has_space_between(self, before: Span, after: Span) -> bool:
        """Whether the author wrote a space between two painted texts."""
        gap = self.text[before.end : after.start]
        return gap[:1].isspace() or gap[-1:].isspace()


def _skip(text: str, index: int) -> int:
    while index < len(text) and (text[index] == " " or text[index] in _SILENT):
        index += 1
    return index


def _compare(
    source: str, start: int, words: str, hyphen: str
) -> tuple[int, bool] | None:
    """Match letter by letter, allowing for what styles and layout may change."""
    at = start
    for index, char in enumerate(words):
        if char in _SILENT:
            continue
        if char.isspace():
            while at < len(source) and (source[at].isspace() or source[at] in _SILENT):
                at += 1
            continue
        at = _skip(source, at)
        if at < len(source) and _same_letter(char, source[at]):
            at += 1
        elif words[index:] == hyphen:
            return at, True
        else:
            return None
    return at, False


def _same_letter(painted: str, written: str) -> bool:
    return painted == written or painted.casefold() == written.casefold()
