"""What a reader of an edition hears: words, blocks and languages, ours kept apart.

Each format gives its text as *chunks*; everything that is compared between editions
is worked out here from them, in one way.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plainleaf.words import split_words

Words = tuple[str, ...]

BREAK = "\n"
"""Stands between blocks in the text of chunks; inside a block it is a space."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of text: whether it is the publication's own, and its language."""

    text: str
    own: bool
    language: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many words an edition has of its own, and how many we added."""

    own: int
    furniture: int


@dataclass(frozen=True, slots=True)
class Heard:
    """All that is heard of an edition, in its order.

    `own` are the words of the publication, `blocks` the same words block by block,
    `furniture` the words the program wrote. `foreign` are the own words in another
    language than the edition's, with that language.
    """

    own: Words
    blocks: tuple[Words, ...]
    furniture: Words
    foreign: tuple[tuple[str, str], ...]

    @property
    def counted(self) -> Counted:
        """How many words of each kind there are."""
        return Counted(len(self.own), len(self.furniture))


def heard(chunks: Iterable[Chunk], *, language: str) -> Heard:
    """Work out what is heard of chunks; `language` is the edition's."""
    every = list(chunks)
    own = [chunk for chunk in every if chunk.own]
    text = "".join(chunk.text for chunk in own)
    furniture = "".join(_apart(every))
    blocks = (split_words(block) for block in text.split(BREAK))
    return Heard(
        own=split_words(text),
        blocks=tuple(block for block in blocks if block),
        furniture=split_words(furniture),
        foreign=tuple(
            pair for pair in _with_language(own) if pair[0] != language and pair[1]
        ),
    )


def _apart(chunks: list[Chunk]) -> Iterator[str]:
    """Yield the furniture, with a space where own text lies between."""
    for chunk in chunks:
        yield " " if chunk.own else chunk.text


def _with_language(chunks: list[Chunk]) -> Iterator[tuple[str, str]]:
    """Yield each word with the language that its first letter is in."""
    text = "".join(chunk.text for chunk in chunks)
    starts: list[tuple[int, str]] = []
    length = 0
    for chunk in chunks:
        starts.append((length, chunk.language))
        length += len(chunk.text)
    position = 0
    for match in re.finditer(r"\S+", text):
        while position + 1 < len(starts) and starts[position + 1][0] <= match.start():
            position += 1
        yield starts[position][1], "".join(split_words(match[0]))
