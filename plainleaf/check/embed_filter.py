"""The list of markup that a stock content filter lets pass, and what it would take out.

WordPress's list for authors without `unfiltered_html` stands for all such filters: it
is the most used and among the narrowest. Source: `$allowedposttags`,
`_wp_add_global_attributes` and `wp_allowed_protocols` of WordPress 6.0, the oldest
release that keeps `lang` and `dir` everywhere; later releases allow more. `style`
attributes are on its list, but their values are rewritten, so they are not on ours;
nor are elements of interaction, sound and film, which no leaflet has.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from plainleaf.check.markup import Element

_EVERYWHERE = frozenset(
    {
        *("aria-describedby", "aria-details", "aria-label", "aria-labelledby"),
        *("aria-hidden", "class", "id", "title", "role", "dir", "lang"),
    }
)
_NO_MORE = (
    *("abbr", "address", "b", "bdo", "blockquote", "br", "cite", "code", "dd", "dfn"),
    *("dl", "dt", "em", "i", "kbd", "mark", "p", "pre", "q", "ruby", "rt", "s", "samp"),
    *("small", "strong", "sub", "sup", "tbody", "tfoot", "thead", "tr", "u", "var"),
    *("article", "aside", "caption", "div", "figure", "figcaption", "footer", "header"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "section", "span", "summary", "ul"),
)
_CELL = frozenset({"abbr", "colspan", "headers", "rowspan", "scope"})
ALLOWED: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_NO_MORE, frozenset()),
    "a": frozenset({"href", "rel", "name", "target", "download"}),
    "details": frozenset({"open"}),
    "img": frozenset({"alt", "height", "loading", "src", "width"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "table": frozenset({"border", "summary", "width"}),
    "td": _CELL,
    "th": _CELL,
}
"""Each element that passes, with the attributes that pass on it besides the common."""
_ADDRESSES = frozenset({"href", "src", "cite"})
_SCHEMES = frozenset({"", "http", "https", "mailto", "tel", "sms"})


def lost(element: Element) -> Iterator[str]:
    """Yield what the filter takes from an element and all below it."""
    for placed in element.walk():
        inner = placed.element
        if inner.name not in ALLOWED:
            yield f"the element {inner.name}"
            continue
        for name, value in inner.attributes.items():
            if not _passes(inner.name, name):
                yield f"{name} on {inner.name}"
            elif name in _ADDRESSES and urlsplit(value).scheme not in _SCHEMES:
                yield f"the address {value!r} on {inner.name}"


def _passes(element: str, attribute: str) -> bool:
    # WordPress's own pattern for data-*: letters, digits and hyphens after the prefix.
    plain = attribute.replace("-", "").isalnum() and attribute.isascii()
    if attribute.startswith("data-") and plain:
        return True
    return attribute in _EVERYWHERE or attribute in ALLOWED[element]
