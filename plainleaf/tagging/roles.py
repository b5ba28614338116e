"""Which structure type an HTML element has.

Standard types are those of ISO 32000-1, 14.8.4 (PDF/UA-1) and ISO 32000-2, 14.8.4
(PDF/UA-2). What has no entry has no element of its own: a listener gains nothing from
a Div for each div.
"""

import re

from plainleaf.tagging.elements import Element
from plainleaf.tagging.structure import GROUP

_BOTH = {
    "section": "Sect",
    "nav": "Sect",
    "details": "Sect",
    "fieldset": "Sect",
    "blockquote": "BlockQuote",
    "p": "P",
    "address": "P",
    "summary": "P",
    "legend": "P",
    "pre": "P",
    "code": "Code",
    "kbd": "Code",
    "samp": "Code",
    "q": "Quote",
    "caption": "Caption",
    "figcaption": "Caption",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}
_PART_1 = _BOTH | {"article": "Art", "aside": "Sect"}
_PART_2 = _BOTH | {
    "article": "Sect",
    "aside": "Aside",
    "em": "Em",
    "i": "Em",
    "strong": "Strong",
    "b": "Strong",
}
_ROLE_TYPES = {"region": "Sect", "note": "Div", "group": "Div"}
_CUSTOM = re.compile(r"([A-Z][A-Za-z]*)/([A-Z][A-Za-z1-6]*)")
MAX_HEADING = 6

# The 2.0 namespace has these; all other types stay in that of PDF 1.7, which
# PDF/UA-2 (ISO 14289-2, 8.2.4) allows beside it.
PDF_2_TYPES = frozenset(
    {
        *("Document", "Part", "Div", "Sect", "Aside", "P"),
        *("H1", "H2", "H3", "H4", "H5", "H6"),
        *("Lbl", "Em", "Strong", "Span", "Link", "Form", "Ruby", "RB", "RT"),
        *("L", "LI", "LBody", "FENote"),
        *("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
        *("Caption", "Figure", "Formula"),
    }
)


def custom_type(element: Element) -> tuple[str, str] | None:
    """Read `data-pdf="Name/StandardType"`."""
    match = _CUSTOM.fullmatch(element.html.get("data-pdf") or "")
    return (match[1], match[2]) if match else None


def is_label(element: Element) -> bool:
    """Read `data-pdf="Lbl"`."""
    return bool(element.html.get("data-pdf") == "Lbl")


def semantic_name(element: Element) -> str:
    """Give the HTML name, or that of the element an ARIA role stands for."""
    match element.role:
        case "list":
            return "ul" if element.name not in {"ul", "ol", "menu"} else element.name
        case "listitem":
            return "li"
        case "heading":
            level = str(element.html.get("aria-level") or "2")
            return f"h{level}" if level in "123456" else f"h{MAX_HEADING}"
        case _:
            return element.name


def type_of(element: Element, part: int) -> str | None:
    """Give the standard type; GROUP for a plain block, None for a plain phrase."""
    types = _PART_1 if part == 1 else _PART_2
    found = types.get(semantic_name(element)) or _ROLE_TYPES.get(element.role)
    if found is None and element.is_block:
        return GROUP
    return found
