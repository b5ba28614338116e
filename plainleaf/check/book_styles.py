"""Checks of what an EPUB's styles do to the reader's own settings, and to its text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plainleaf.check.faults import Check, Fault
from plainleaf.check.opened_book import OpenedBook
from plainleaf.check.styles import Declaration, StyleSheet, read_style_sheet

_FIXED_SIZE = re.compile(r"\d\s*(?:px|pt|pc|cm|mm|in|q)\b", re.IGNORECASE)
_BASE = re.compile(r"(?:^|,)\s*(?:html|body|:root|\*)\s*(?:,|$)")
_WITHIN_ITS_BOX = re.compile(r"min\(100%,[^()]*\)")
_LENGTH = re.compile(r"([\d.]+)\s*(px|pt|pc|cm|mm|in|q|r?em)\b", re.IGNORECASE)
_CSS_PX = {
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
    "em": 16.0,
    "rem": 16.0,
}
"""CSS pixels to a unit, for letters of the usual size (CSS Values 3, 6)."""
_NARROWEST = 320
"""CSS pixels that text must fit in without scrolling both ways (WCAG 2.2 SC 1.4.10)."""
_WIDTHS = frozenset({"width", "min-width", "inline-size", "min-inline-size"})
_HIDING = {
    "display": {"none"},
    "visibility": {"hidden", "collapse"},
    "content-visibility": {"hidden"},
    "opacity": {"0"},
    "font-size": {"0", "0px", "0em"},
}
_OVERRIDES = frozenset({"bidi-override", "isolate-override"})
_DASHED_COMMENT = re.compile(r"/\*(?:(?!\*/).)*?--", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Style:
    """A style sheet, wherever it stands: a file, an element, an attribute."""

    path: str
    line: int
    sheet: StyleSheet


def _styles(book: OpenedBook) -> Iterator[_Style]:
    for path, raw in book.files.items():
        if path.endswith(".css"):
            yield _Style(path, 0, read_style_sheet(raw.decode("utf-8", "replace")))
    for path, placed in book.walk():
        element = placed.element
        if element.name == "style":
            written = "".join(kid for kid in element.kids if isinstance(kid, str))
            yield _Style(path, element.line, read_style_sheet(written))
        if element.get("style"):
            rule = f"{element.name} {{{element.get('style')}}}"
            yield _Style(path, element.line, read_style_sheet(rule))


def epub_styles(book: OpenedBook) -> Iterator[Fault]:
    """No style overrules the reader's: no base size, no fixed sizes, no !important.

    Kobo and Readium cannot resize such text; Kindle refuses var() and "--".
    """
    for path, raw in book.files.items():
        if path.endswith(".css") and _DASHED_COMMENT.search(raw.decode("utf-8")):
            yield Fault("a comment has “--”, which Kindle refuses", path)
    for style in _styles(book):
        for line, message in style.sheet.errors:
            yield _fault(style, line, f"the style is wrong: {message}")
        for declaration in style.sheet.declarations:
            for message in _overruling(declaration):
                yield _fault(style, declaration.line, _told(message, declaration))


def _overruling(declaration: Declaration) -> Iterator[str]:
    if declaration.important:
        yield "!important overrules the reader"
    if "var(" in declaration.value or declaration.name.startswith("--"):
        yield "var() is refused by Kindle"
    if declaration.name in {"font-size", "font"}:
        if _FIXED_SIZE.search(declaration.value):
            yield "a fixed size of text cannot be enlarged"
        elif _BASE.search(declaration.selector):
            yield "the base size is the reader's to set"
    if declaration.name == "text-align" and "justify" in declaration.value:
        yield "justified text has gaps and cannot be set flush"


def epub_styles_shown(book: OpenedBook) -> Iterator[Fault]:
    """No style hides text in any window, turns its letters round, or locks it.

    WCAG 2.2 SC 1.3.1 and 1.4.10; Unicode Standard Annex 9.
    """
    for style in _styles(book):
        for declaration in style.sheet.declarations:
            value = declaration.value.lower()
            if value in _HIDING.get(declaration.name, ()):
                yield _fault(style, declaration.line, _told("it hides", declaration))
            if declaration.name == "unicode-bidi" and value in _OVERRIDES:
                told = _told("it turns letters round", declaration)
                yield _fault(style, declaration.line, told)
            if declaration.name.endswith("user-select") and value == "none":
                told = _told("words cannot be marked or looked up", declaration)
                yield _fault(style, declaration.line, told)


def epub_styles_room(book: OpenedBook) -> Iterator[Fault]:
    """No style needs more room than a telephone has.

    WCAG 2.2 SC 1.4.10.
    """
    for style in _styles(book):
        for declaration in style.sheet.declarations:
            if declaration.name in _WIDTHS and _widest(declaration.value) > _NARROWEST:
                told = _told("it is wider than a telephone", declaration)
                yield _fault(style, declaration.line, told)
    for path, placed in book.walk():
        width = placed.element.get("width")
        if placed.element.name in {"table", "th", "td", "col"} and width:
            told = f"a {placed.element.name} has the width {width}"
            yield Fault(told, path, line=placed.element.line)


def _widest(value: str) -> float:
    """Return the CSS px that a width may need; the least of 100 % and others: none."""
    if _WITHIN_ITS_BOX.fullmatch(value.strip()):
        return 0
    found = _LENGTH.findall(value)
    return max((float(n) * _CSS_PX[unit.lower()] for n, unit in found), default=0)


def epub_styles_colour(book: OpenedBook) -> Iterator[Fault]:
    """No style sets a colour of text without its ground: at night, that is black.

    WCAG 2.2 SC 1.4.3, failure F24.
    """
    for style in _styles(book):
        grounded = {
            declaration.selector
            for declaration in style.sheet.declarations
            if declaration.name in {"background", "background-color"}
        }
        for declaration in style.sheet.declarations:
            inherits = declaration.value.lower() in {"inherit", "currentcolor"}
            if (
                declaration.name == "color"
                and not inherits
                and declaration.selector not in grounded
            ):
                told = _told("a colour without its ground", declaration)
                yield _fault(style, declaration.line, told)


def _told(message: str, declaration: Declaration) -> str:
    rule = f"{declaration.selector} {{ {declaration.name}: {declaration.value} }}"
    return f"{message}: {rule}"


def _fault(style: _Style, line: int, message: str) -> Fault:
    return Fault(message, style.path, line=style.line or line)


CHECKS: tuple[Check[OpenedBook], ...] = (
    epub_styles,
    epub_styles_shown,
    epub_styles_room,
    epub_styles_colour,
)
