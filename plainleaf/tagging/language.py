"""Languages and directions of parts (WCAG 2.2, 3.1.2; ISO 14289-1, 7.2)."""

from collections.abc import Mapping
from typing import Any

from plainleaf.tagging.elements import Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DIRECTIONS = {"ltr": "LrTb", "rtl": "RlTb"}


def own_language(html: Any) -> str | None:
    """Read the language tag that stands on an element itself."""
    language = html.get("lang") or html.get(_XML_LANG)
    return str(language) if language else None


def language_change(element: Element, parents: Mapping[Any, Any]) -> str:
    """Read the language an element starts; empty when it is the one around it."""
    if element.pseudo:
        return ""
    own = own_language(element.html)
    above = parents.get(element.html)
    if own is None or above is None:
        return ""
    while above is not None:
        if inherited := own_language(above):
            return "" if inherited.lower() == own.lower() else own
        above = parents.get(above)
    return own


def direction_change(element: Element) -> str:
    """Read the writing mode `dir` asks for (ISO 32000-1, 14.8.5.4)."""
    return _DIRECTIONS.get(str(element.html.get("dir") or "").lower(), "")
