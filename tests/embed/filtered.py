"""What a stock content filter makes of a paste: written apart from our own check.

The steps of WordPress's `wp_kses_post`, which drops the tags that are not on its list
(and keeps their text) and the attributes that are not, tag by tag in the raw text.
The list is written down here once more, from the same source as the check's.
"""

import re

ELEMENTS = frozenset(
    {
        *("a", "abbr", "address", "article", "aside", "b", "blockquote", "br"),
        *("caption", "cite", "code", "dd", "details", "dfn", "div", "dl", "dt", "em"),
        *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "i", "img", "li", "main", "mark", "nav", "ol", "p", "pre"),
        *("q", "s", "section", "small", "span", "strong", "sub", "summary", "sup"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
    }
)
COMMON = frozenset(
    {
        *("aria-describedby", "aria-details", "aria-hidden", "aria-label"),
        *("aria-labelledby", "class", "dir", "id", "lang", "role", "title"),
    }
)
OWN = {
    "a": {"href", "rel", "target", "download"},
    "img": {"alt", "height", "src", "width", "loading"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
}
SCHEMES = ("http:", "https:", "mailto:", "tel:", "#", "/")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(\s*/?)>")
_ATTRIBUTE = re.compile(r"""\s+([\w:-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")


def filtered(markup: str) -> str:
    """Return markup as the filter leaves it; comments go too."""
    return _TAG.sub(_tag, re.sub(r"(?s)<!--.*?-->", "", markup))


def _tag(found: re.Match[str]) -> str:
    closing, name, attributes, end = found.groups()
    if name.lower() not in ELEMENTS:
        return ""
    if closing:
        return f"</{name}>"
    kept = "".join(
        one[0]
        for one in _ATTRIBUTE.finditer(attributes)
        if _passes(name.lower(), one[1].lower(), (one[2] or "").strip("\"'"))
    )
    return f"<{name}{kept}{end}>"


def _passes(element: str, name: str, value: str) -> bool:
    if name in {"href", "src"} and not value.startswith(SCHEMES):
        return False
    return (
        name in COMMON
        or name in OWN.get(element, ())
        or re.fullmatch(r"data-[a-z0-9_-]+", name) is not None
    )
