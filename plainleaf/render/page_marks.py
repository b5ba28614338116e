"""Where the pages of the printed handout begin in an edition without pages.

"Turn to page 2" must work for everyone in the room: so the page and the e-book carry
a mark at the word with which each printed page begins. A page that begins with the
first word of a block has its mark before the block, whatever words of ours (a label,
a heading) stand between. The templates ask for marks by the part of the publication
they are about to write; nothing is put into finished markup.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeAlias

from plainleaf.messages import messages_for
from plainleaf.model import PageMap, Publication
from plainleaf.render.page_leaves import Leaf, leaves_of, letters_in
from plainleaf.words import words

Pages: TypeAlias = tuple[int, ...]
WORD = re.compile(r"\S+")
FACT = re.compile(r"about|about-\d+-heading")
"""Ids in the part about the leaflet itself, which has no words of the author's."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and the pages that begin before it."""

    pages: Pages
    text: str


@dataclass(frozen=True, slots=True)
class PageMarks:
    """The marks of one edition.

    `parts` maps parts of the publication (blocks, entries, rows, inlines) to the
    pages that begin before them. Parts are told apart by identity, as two equal ones
    may stand at two places; so a value holds for the one publication it was made for.
    `texts` maps a text, by the part that has it and its name there, to the pages that
    begin in it, each with the offset of its first character. `facts` maps ids in the
    part about the leaflet to pages; `end` are the pages after all of these.
    """

    parts: Mapping[int, Pages] = field(default_factory=dict)
    texts: Mapping[tuple[int, str], tuple[tuple[int, int], ...]] = field(
        default_factory=dict
    )
    facts: Mapping[str, Pages] = field(default_factory=dict)
    end: Pages = ()

    def before(self, part: object) -> Pages:
        """Return the pages that begin right before a part."""
        return self.parts.get(id(part), ())

    def before_fact(self, name: str) -> Pages:
        """Return the pages that begin before an element about the leaflet."""
        return self.facts.get(name, ())

    def pieces(self, part: object, text: str, name: str = "") -> Iterator[Piece]:
        """Yield a text, divided where pages begin."""
        done = 0
        pages: Pages = ()
        for offset, page in self.texts.get((id(part), name), ()):
            if offset > done:
                yield Piece(pages, text[done:offset])
                done, pages = offset, ()
            pages = (*pages, page)
        yield Piece(pages, text[done:])


NO_MARKS = PageMarks()


def marks_for(publication: Publication, pages: PageMap, *, edition: str) -> PageMarks:
    """Return the marks of an edition; none where the starts of pages are not known.

    `pages` are the handout's. A page that begins with a block that this edition does
    not have is marked before what comes next.
    """
    others = messages_for(publication.front.language).phrase("and-others")
    printed = list(leaves_of(publication, edition="pdf", others=others))
    shown = {
        leaf.key for leaf in leaves_of(publication, edition=edition, others=others)
    }
    own = words(publication, edition="pdf", others=others)
    before_word = list(accumulate(map(letters_in, own), initial=0))
    ends = list(accumulate(letters_in(leaf.text) for leaf in printed))
    placing = _Placing()
    for page, word in enumerate(pages.starts, 1):
        letters = before_word[word]
        position = bisect_left(ends, letters + 1)
        while position < len(printed) and printed[position].key not in shown:
            letters = ends[position]
            position += 1
        if position == len(printed):
            placing.after_the_text(page, pages)
        else:
            leaf = printed[position]
            into = letters - (ends[position] - letters_in(leaf.text))
            placing.before_letter(page, leaf, into)
    return placing.placed()


@dataclass(slots=True)
class _Placing:
    """Marks as they are found, page after page."""

    parts: dict[int, Pages] = field(default_factory=dict)
    texts: dict[tuple[int, str], tuple[tuple[int, int], ...]] = field(
        default_factory=dict
    )
    facts: dict[str, Pages] = field(default_factory=dict)
    end: Pages = ()

    def before_letter(self, page: int, leaf: Leaf, letters: int) -> None:
        """Mark a page before a letter: before the outermost part that it begins."""
        if not letters and leaf.opened:
            part = id(leaf.opened[0])
            self.parts[part] = (*self.parts.get(part, ()), page)
        else:
            mark = (_offset(leaf.text, letters), page)
            self.texts[leaf.key] = (*self.texts.get(leaf.key, ()), mark)

    def after_the_text(self, page: int, pages: PageMap) -> None:
        """Mark a page that the author's words do not reach."""
        for name, on_page in pages.page_of.items():
            if FACT.fullmatch(name) and on_page >= page:
                self.facts[name] = (*self.facts.get(name, ()), page)
                return
        self.end = (*self.end, page)

    def placed(self) -> PageMarks:
        return PageMarks(self.parts, self.texts, self.facts, self.end)


def _offset(text: str, letters: int) -> int:
    """Return where the word begins that has so many letters before it."""
    passed = 0
    for word in WORD.finditer(text):
        if passed + letters_in(word.group()) > letters:
            return word.start()
        passed += letters_in(word.group())
    return len(text)
