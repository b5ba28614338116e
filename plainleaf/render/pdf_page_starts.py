"""Where each page of a handout begins, told in words that other editions have too.

A page begins before a word of the publication's own text: the number of that word is
the same in every edition, as parity makes their words the same. Letters are counted,
not words or spaces: layout takes spaces away at the ends of lines, and letters never.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes

from plainleaf.tagging.source_text import SourceText

_FURNITURE = "data-furniture"
_OWNS = "aria-owns"
_OWN_PSEUDO = frozenset({"", "first-letter", "first-line"})


def page_starts(document: weasyprint.Document, own: tuple[str, ...]) -> tuple[int, ...]:
    """Return for each page how many of the publication's words stand before it.

    `own` are those words (`words(publication, edition="pdf")`). A word divided by the
    end of a page counts with the later page, so that nobody who starts there misses
    its beginning. A layout with other letters than the words gives an empty tuple:
    what is not certain is not told.
    """
    printed = ["".join(_letters(page)) for page in _own_texts(document)]
    if "".join(printed) != "".join(letters_of(word) for word in own):
        return ()
    ends = list(accumulate(len(letters_of(word)) for word in own))
    before = accumulate((len(text) for text in printed[:-1]), initial=0)
    return tuple(bisect_right(ends, letters) for letters in before)


def letters_of(text: str) -> str:
    """Return the letters that are counted: composed (NFC), no space, no soft hyphen."""
    return unicodedata.normalize("NFC", "".join(text.replace("\u00ad", "").split()))


def _letters(texts: list[str]) -> Iterator[str]:
    return (letters_of(text) for text in texts)


def _own_texts(document: weasyprint.Document) -> list[list[str]]:
    """Return the own text on each page, in pieces, as its source has it."""
    root = _root(document)
    source = SourceText(root)
    furniture = {
        inner
        for element in root.iter()
        if element.get(_FURNITURE) is not None
        for inner in element.iter()
    }
    shown = [
        [
            (box.element, list(_own_text(box, source)))
            for box in _in_the_flow(page._page_box)  # noqa: SLF001  no public layout tree
            if box.element is not None and box.element not in furniture
        ]
        for page in document.pages
    ]
    names = _owned_names(root)
    owned = {
        inner: name
        for element in root.iter()
        if (name := element.get("id")) in names
        for inner in element.iter()
    }
    return [list(_in_source_order(page, owned)) for page in shown]


def _owned_names(root: Any) -> frozenset[str]:
    return frozenset(
        name for element in root.iter() for name in element.get(_OWNS, "").split()
    )


def _in_source_order(
    shown: list[tuple[Any, list[str]]], owned: Mapping[Any, str]
) -> Iterator[str]:
    """Yield the texts of a page, those that an element owns where their owner stands.

    The headings of labelled rows are printed before the entries of the first row.
    """
    of_owned: dict[str, list[str]] = {}
    for element, texts in shown:
        if element in owned:
            of_owned.setdefault(owned[element], []).extend(texts)
    for element, texts in shown:
        if element not in owned:
            for name in element.get(_OWNS, "").split():
                yield from of_owned.pop(name, ())
            yield from texts


def _root(document: weasyprint.Document) -> Any:
    page = document.pages[0]._page_box  # noqa: SLF001  no public layout tree
    return next(box.element for box in page.descendants() if box.element_tag == "html")


def _in_the_flow(box: Any) -> Iterator[Any]:
    """Yield the boxes of a page without those in its margins: running text."""
    if isinstance(box, boxes.MarginBox):
        return
    yield box
    if isinstance(box, boxes.ParentBox):
        for inner in box.children:
            yield from _in_the_flow(inner)


def _own_text(box: Any, source: SourceText) -> Iterator[str]:
    """Yield what a box shows of the source: its text, or a picture's alternative.

    A header row that is printed again has no second place in the source.
    """
    if isinstance(box, boxes.ReplacedBox):
        yield box.element.get("alt", "")
    elif isinstance(box, boxes.TextBox):
        _, _, pseudo = box.element_tag.partition("::")
        if pseudo in _OWN_PSEUDO:
            hyphen = box.style["hyphenate_character"]
            span = source.locate(box.element, box.text, hyphen)
            if span is not None:
                yield source.text[span.start : span.end]
