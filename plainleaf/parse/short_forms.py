"""Abbreviations and glossary words, found in running text.

An abbreviation is spelled out at its first use, "FDA (US Food and Drug
Administration)", unless the author did so there; a word of the glossary leads to its
entry from its first use. Both are whole words: "RCT" is not found in "RCTs".
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate

from plainleaf.findings import Location
from plainleaf.imprint import AbbreviationEntry, FrontMatter, GlossaryEntry
from plainleaf.model import Abbreviation, Inline, Term, Text


class Vocabulary:
    """The short forms and terms of a front matter, and which were met already."""

    def __init__(self, front: FrontMatter) -> None:
        self._short = {entry.short: entry for entry in front.abbreviations}
        self._terms = {
            _folded(entry.term): entry for entry in front.glossary if entry.definition
        }
        self._short_pattern = _any_of(self._short, ignore_case=False)
        self._term_pattern = _any_of(self._terms, ignore_case=True)
        self._spelled_out: set[str] = set()
        self._explained: set[str] = set()

    @classmethod
    def empty(cls) -> "Vocabulary":
        """Return a vocabulary without words, for text in another language."""
        return cls(FrontMatter(id="", language="", title=""))

    def explained(self, entry: GlossaryEntry) -> None:
        """Note that an entry has had its first use."""
        self._explained.add(entry.id)

    def remembered(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return what was met so far."""
        return frozenset(self._spelled_out), frozenset(self._explained)

    def forget_since(self, kept: tuple[frozenset[str], frozenset[str]]) -> None:
        """Go back to what had been met before."""
        self._spelled_out, self._explained = set(kept[0]), set(kept[1])

    def mark(
        self,
        texts: tuple[Text, ...],
        *,
        before: str,
        after: str,
        spell_out: bool,
        explain: bool,
        known: bool,
    ) -> Iterator[Inline]:
        """Yield neighbouring texts again, with abbreviations and terms marked.

        `before` and `after` are the words around them in their block. Where nothing
        is to be spelled out or explained, short forms are still marked as such;
        `known` is false for words of another language, which stay as they are.
        """
        if not known:
            yield from texts
            return
        joined = _Joined(texts)
        position = 0
        if explain and self._term_pattern:
            for match in self._term_pattern.finditer(joined.text):
                entry = self._terms[_folded(match[0])]
                if entry.id in self._explained:
                    continue
                self._explained.add(entry.id)
                yield from self._abbreviations(
                    joined, position, match.start(), before, after, spell_out=spell_out
                )
                within = self._abbreviations(
                    joined,
                    match.start(),
                    match.end(),
                    before,
                    after,
                    spell_out=spell_out,
                )
                yield Term(entry.id, tuple(within), joined.place(match.start()))
                position = match.end()
        yield from self._abbreviations(
            joined, position, len(joined.text), before, after, spell_out=spell_out
        )

    def _abbreviations(
        self,
        joined: "_Joined",
        start: int,
        end: int,
        before: str,
        after: str,
        *,
        spell_out: bool,
    ) -> Iterator[Inline]:
        position = start
        matches = (
            self._short_pattern.finditer(joined.text, start, end)
            if self._short_pattern
            else iter(())
        )
        for match in matches:
            entry = self._short[match[0]]
            yield from joined.cut(position, match.start())
            expand = self._first_use(
                entry,
                before + joined.text[: match.start()],
                joined.text[match.end() :] + after,
                spell_out=spell_out,
            )
            place = joined.place(match.start())
            yield Abbreviation(entry.short, entry.expansion, expand, place)
            position = match.end()
        yield from joined.cut(position, end)

    def author_spelled_out(self, text: str) -> None:
        """Take note of short forms that a text spells out, as a title may."""
        pattern = self._short_pattern
        for match in pattern.finditer(text) if pattern else ():
            before, after = text[: match.start()], text[match.end() :]
            self._first_use(self._short[match[0]], before, after, spell_out=False)

    def spelled_out(self, text: str) -> str:
        """Return a text of the front matter with its short forms spelled out."""
        parts: list[str] = []
        position = 0
        pattern = self._short_pattern
        for match in pattern.finditer(text) if pattern else ():
            entry = self._short[match[0]]
            before, after = text[: match.start()], text[match.end() :]
            if self._first_use(entry, before, after, spell_out=True):
                parts.append(f"{text[position : match.end()]} ({entry.expansion})")
                position = match.end()
        return "".join((*parts, text[position:]))

    def _first_use(
        self, entry: AbbreviationEntry, before: str, after: str, *, spell_out: bool
    ) -> bool:
        """Say whether to spell out, and remember when the reader knows the form.

        Where nothing may be spelled out (a heading), the author may have done it.
        """
        if entry.short in self._spelled_out:
            return False
        full = _folded(entry.expansion)
        told = _folded(before[-2 * len(full) - 20 :]).endswith(f"{full} (") or _folded(
            after[: 2 * len(full) + 20]
        ).startswith(f" ({full}")
        if told or spell_out:
            self._spelled_out.add(entry.short)
        return spell_out and not told


class _Joined:
    """Neighbouring texts as one string, which can be cut again at any place."""

    def __init__(self, texts: tuple[Text, ...]) -> None:
        self._texts = texts
        self._begins = [0, *accumulate(len(text.text) for text in texts)]
        self.text = "".join(text.text for text in texts)

    def _at(self, offset: int) -> int:
        """Return the position of the text in which an offset lies."""
        return max(0, min(bisect_right(self._begins, offset), len(self._texts)) - 1)

    def place(self, offset: int) -> Location:
        """Return the place of an offset."""
        position = self._at(offset)
        return _moved(self._texts[position].location, offset - self._begins[position])

    def cut(self, start: int, end: int) -> Iterator[Text]:
        """Yield what stands between two offsets, as texts with places."""
        position = self._at(start)
        while start < end:
            begin = self._begins[position]
            text = self._texts[position]
            last = min(end, begin + len(text.text))
            yield Text(
                text.text[start - begin : last - begin],
                _moved(text.location, start - begin),
            )
            start = last
            position += 1


def _moved(location: Location, columns: int) -> Location:
    return Location(location.path, location.line, location.column + columns)


def _folded(text: str) -> str:
    """Return a text for comparison: one space for any, no difference of case."""
    return re.sub(r"\s+", " ", text).casefold()


def _any_of(
    words: Mapping[str, object], *, ignore_case: bool
) -> re.Pattern[str] | None:
    """Return a pattern for any of the words, the longest first, as whole words."""
    if not words:
        return None
    ordered = sorted(words, key=lambda word: (-len(word), word))
    choices = "|".join(
        r"\s+".join(re.escape(part) for part in word.split()) for word in ordered
    )
    flags = re.IGNORECASE if ignore_case else re.NOFLAG
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)", flags)
