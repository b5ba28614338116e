"""Checks of what an EPUB gives to those who do not see it: names, characters, terms.

Validators pass all of this: each fault is markup that is allowed and tells nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from plainleaf.check.faults import Check, Fault, quoted
from plainleaf.check.ids import is_labelled
from plainleaf.check.markup import Element, Placed
from plainleaf.check.opened_book import OpenedBook, resolved

_FILE_NAME = re.compile(r"[\w-]+\.(?:png|jpe?g|gif|svg|webp)", re.IGNORECASE)
_CASED = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}
"""SVG attributes that mean nothing in small letters, as a browser reads XHTML."""
_CASED_ELEMENTS = frozenset(
    f"svg:{name.lower()}"
    for name in ("clipPath", "linearGradient", "radialGradient", "textPath")
)
_DIRECTING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that change the direction of those after them (Unicode Annex 9, 2)."""
_UNSEEN_LISTS = frozenset({"landmarks", "page-list"})


def epub_pictures(book: OpenedBook) -> Iterator[Fault]:
    """Every picture, drawing and formula is named, by what it shows, not by its file.

    WCAG 2.2 SC 1.1.1; SVG 2, 1.3 (names in it are case-sensitive); MathML 3, 2.2.1.
    """
    for path, placed in book.walk():
        element = placed.element
        if element.name == "img":
            if _is_file_name(element):
                told = f"{quoted(element.get('alt'))} is a file's name"
                yield _at(path, placed, told)
        elif element.name == "svg:svg":
            if not _is_decoration(element) and not _is_named(element, placed):
                yield _at(path, placed, "a drawing has no name")
        elif element.name == "math:math" and not element.get("alttext").strip():
            yield _at(path, placed, "a formula has no words (alttext)")
        if element.name.startswith("svg:"):
            for wrong in _miscased(element):
                yield _at(path, placed, f"{wrong} is written in small letters")


def _is_file_name(picture: Element) -> bool:
    alt = picture.get("alt").strip()
    stem = PurePosixPath(picture.get("src")).stem
    return bool(alt) and (bool(_FILE_NAME.fullmatch(alt)) or alt == stem)


def _is_decoration(drawing: Element) -> bool:
    return (
        drawing.get("role") in {"presentation", "none"}
        or drawing.get("aria-hidden") == "true"
    )


def _is_named(drawing: Element, placed: Placed) -> bool:
    title = next((kid for kid in drawing.elements if kid.name == "svg:title"), None)
    root = placed.above[0] if placed.above else drawing
    named = is_labelled(drawing, root) or bool(title and title.text())
    return drawing.get("role") == "img" and named


def _miscased(element: Element) -> Iterator[str]:
    yield from (_CASED[name] for name in element.attributes if name in _CASED)
    if element.name in _CASED_ELEMENTS:
        yield element.name


def epub_heard(book: OpenedBook) -> Iterator[Fault]:
    """Nothing that is written is kept from some readers: hidden, or silent.

    Landmarks and the list of pages may be hidden: reading systems show them in their
    own way.

    WCAG 2.2 SC 1.3.1 and 4.1.2; EPUB 3.3, 7.4.5.
    """
    for path, placed in book.walk():
        element = placed.element
        silent = element.get("aria-hidden") == "true" and not placed.is_furniture
        if silent and _said(element):
            told = f"{quoted(_said(element))} is not heard (aria-hidden)"
            yield _at(path, placed, told)
        if "hidden" in element.attributes and not (
            element.name == "nav" and element.get("epub:type") in _UNSEEN_LISTS
        ):
            yield _at(path, placed, f"{quoted(_said(element))} is hidden")


def _said(element: Element) -> str:
    return element.text() or element.get("alt")


def epub_characters(book: OpenedBook) -> Iterator[Fault]:
    """No character turns others round, is for private use, or is no text.

    What is heard then differs from what is seen, or is nothing.

    Unicode Standard Annex 9; the Unicode Standard, 23.5.
    """
    for path, placed in book.walk():
        if placed.element.name == "bdo":
            yield _at(path, placed, "bdo turns letters round")
        own = "".join(kid for kid in placed.element.kids if isinstance(kid, str))
        said = own + placed.element.get("alt") + placed.element.get("aria-label")
        for character in dict.fromkeys(said):
            if told := _meaningless(character):
                code = f"U+{ord(character):04X}"
                yield _at(path, placed, f"the character {code} {told}")


def _meaningless(character: str) -> str:
    if character in _DIRECTING:
        return "changes the direction of the text after it"
    kind = unicodedata.category(character)
    if kind == "Co":
        return "is for private use: nobody can tell what it means"
    return "is no text" if kind in {"Cc", "Cn"} and character not in "\t\n\r" else ""


def epub_link_names(book: OpenedBook) -> Iterator[Fault]:
    """Links of one name lead to one place: in a list of links, they are all alike.

    At least one of them was made here: two that the author wrote are told in the
    source (`link-text-same`). Contents are left out, as two headings may be alike, and
    telephone numbers, which can be written in two ways.

    WCAG 2.2 SC 2.4.4.
    """
    for path, root in book.documents.items():
        written: dict[str, set[tuple[str, str]]] = {}
        made: dict[str, set[tuple[str, str]]] = {}
        for placed in root.walk():
            link = placed.element
            if link.name != "a" or _is_in_nav(placed) or _is_number(link):
                continue
            name = link.get("aria-label") or link.text()
            place = _place(path, link.get("href"))
            own = made if _is_made(placed) else written
            others = made.get(name, set())
            if own is made:
                others = others | written.get(name, set())
            if name and others - {place}:
                told = f"links to two places are named {quoted(name)}"
                yield Fault(told, path, line=link.line)
            own.setdefault(name, set()).add(place)


def _is_made(placed: Placed) -> bool:
    """Say whether the program made a link: marks, ways back, terms, references."""
    return (
        placed.is_furniture
        or placed.element.get("role").startswith("doc-")
        or any(step.get("role") == "doc-bibliography" for step in placed.above)
    )


def _is_in_nav(placed: Placed) -> bool:
    return any(step.name == "nav" for step in placed.above)


def _is_number(link: Element) -> bool:
    return link.get("href").startswith("tel:")


def _place(path: str, address: str) -> tuple[str, str]:
    return (address, "") if ":" in address else resolved(path, address)


def epub_terms(book: OpenedBook) -> Iterator[Fault]:
    """Every word that is explained is marked as the one that is: one dfn each.

    HTML Living Standard, 4.5.8.
    """
    for path, placed in book.walk():
        if placed.element.get("role") == "doc-glossary":
            for term in placed.element.all("dt"):
                count = sum(1 for _ in term.all("dfn"))
                if count != 1:
                    told = f"the word {quoted(term.text())} has {count} dfn"
                    yield Fault(told, path, line=term.line)


def _at(path: str, placed: Placed, message: str) -> Fault:
    return Fault(message, path, line=placed.element.line)


CHECKS: tuple[Check[OpenedBook], ...] = (
    epub_pictures,
    epub_heard,
    epub_characters,
    epub_link_names,
    epub_terms,
)
