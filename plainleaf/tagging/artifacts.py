"""What is painted but not read: decoration, page furniture, repetition.

ISO 14289-1, 7.1: everything on a page is either tagged or an artifact
(ISO 32000-1, 14.8.2.2).
"""

import unicodedata
from typing import Any

from weasyprint.formatting_structure import boxes

from plainleaf.tagging.problems import ProblemLog

HEADER, FOOTER, PAGINATION, LAYOUT = "Header", "Footer", "Pagination", "Layout"
_HIDING_ROLES = frozenset({"presentation", "none"})
_INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad")
SVG = "{http://www.w3.org/2000/svg}"


def is_decorative(html: Any) -> bool:
    """Whether the author marked an element as not meant for listeners.

    A presentational role takes the meaning from a table or a list, not its words,
    so it hides images only.
    """
    if html.get("aria-hidden") == "true" or html.get("data-pdf") == "artifact":
        return True
    if html.tag == "img" and html.get("alt") == "":
        return True
    return is_image(html) and html.get("role") in _HIDING_ROLES


def is_image(html: Any) -> bool:
    """Whether an element shows a picture in place of text."""
    return html.tag in {"img", "svg", SVG + "svg", "object", "embed"}


def alternative(html: Any) -> str:
    """Give the text alternative of an image, empty when the author gave none.

    The order is that of the accessible name computation (W3C accname 1.2).
    """
    if label := html.get("aria-label"):
        return str(label).strip()
    if html.tag == SVG + "svg":
        parts = [html.findtext(SVG + "title"), html.findtext(SVG + "desc")]
        return ". ".join(part.strip().rstrip(".") for part in parts if part)
    return str(html.get("alt") or html.get("title") or "").strip()


class Artifacts:
    """Decides, box by box in page order, what a listener should not get."""

    def __init__(self, problems: ProblemLog) -> None:
        self._problems = problems
        self._row_groups: set[Any] = set()
        self._fixed: set[Any] = set()

    def kind(self, box: Any, page: int) -> str | None:
        """Name the kind of artifact a box starts; None for real content."""
        if isinstance(box, boxes.MarginBox):
            return HEADER if "top" in box.at_keyword else FOOTER
        if box.element is None or isinstance(box, boxes.LineBox):
            return None
        if isinstance(box, boxes.TextBox):
            return self._text_kind(box)
        pseudo = "::" in box.element_tag
        if box.is_leader or (is_decorative(box.element) and not pseudo):
            return LAYOUT
        if self._is_repeated(box):
            return PAGINATION
        if isinstance(box, boxes.ReplacedBox):
            return self._image_kind(box, page, pseudo=pseudo)
        return None

    def _is_repeated(self, box: Any) -> bool:
        """Whether the same element was met before: table headers, fixed boxes."""
        if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            seen = self._row_groups
        elif box.style["position"] == "fixed":
            seen = self._fixed
        else:
            return False
        if box.element in seen:
            return True
        seen.add(box.element)
        return False

    def _image_kind(self, box: Any, page: int, *, pseudo: bool) -> str | None:
        if box.style["visibility"] != "visible" or pseudo:
            return LAYOUT  # images made by CSS have no alternative: decoration
        if not is_image(box.element) or alternative(box.element):
            return None
        source = str(box.element.get("src") or box.element.tag.rpartition("}")[2])
        self._problems.add(
            "no-alt-text",
            f"The image {source[:60]!r} has no text alternative: describe it, or "
            'mark it decorative with alt="".',
            box.element,
            page,
        )
        return LAYOUT

    @staticmethod
    def _text_kind(box: Any) -> str | None:
        style = box.style
        if style["visibility"] != "visible" or not style["font_size"]:
            return LAYOUT
        if not box.text.strip() or not set(box.text) - _INVISIBLE:
            return LAYOUT if box.text.strip() else None
        pseudo = box.element_tag.partition("::")[2]
        if pseudo in {"before", "after"} and _is_ornament(box.text):
            return LAYOUT
        return None


def _is_ornament(text: str) -> bool:
    """Whether generated text is only signs: no letter, digit or punctuation."""
    return all(unicodedata.category(char)[0] in "SZCM" for char in text)
