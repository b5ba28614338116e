"""Words that layout lost: written, meant to be seen, and on no page.

WeasyPrint drops what does not fit of a box that is positioned at the end of a document,
and says nothing. Readers must not be the first to notice.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from plainleaf.tagging.elements import Elements, has_words
from plainleaf.tagging.problems import ProblemLog

# What stands in them is no text, or something else is shown in its place.
_NO_TEXT = frozenset(
    {
        *("head", "script", "style", "template", "noscript", "svg", "math", "object"),
        *("embed", "video", "audio", "canvas", "iframe", "map", "rp", "select"),
        *("textarea", "button", "datalist", "meter", "progress"),
    }
)
_TAKEN_OUT = frozenset({"running()", "note()"})


def report_unprinted(
    unprinted: Iterable[tuple[Any, str]],
    elements: Elements,
    problems: ProblemLog,
    compute_styles: Callable[[], Any],
) -> None:
    """Report the elements of which words are on no page, though their style shows them.

    `unprinted` are elements with those words. `compute_styles` returns WeasyPrint's
    styles by element; it takes time, and is asked when something is missing only.
    """
    painted = {box.element for box in elements.artifacts if has_words(box)}
    style_of: Any = None
    for html, words in unprinted:
        if html in painted or _is_no_text(html, elements.parents):
            continue
        style_of = style_of or compute_styles()
        if not _is_taken_out(html, elements.parents, style_of):
            problems.add(
                "unprinted-text",
                f"{words.strip()[:60]!r} is on no page: layout has lost it.",
                html,
            )


def _is_no_text(html: Any, parents: Mapping[Any, Any]) -> bool:
    return any(
        str(above.tag).rpartition("}")[2] in _NO_TEXT
        for above in _around(html, parents)
    )


def _is_taken_out(html: Any, parents: Mapping[Any, Any], style_of: Any) -> bool:
    """Say whether a style sheet hides an element, or moves it where it may not show.

    Notes that are lost are reported on their own.
    """
    own = style_of(html)
    if own is not None and not own["font_size"]:
        return True
    for above in _around(html, parents):
        style = style_of(above)
        if (
            style is None
            or style["display"] == ("none",)
            or style["float"] == "footnote"
            or style["position"][0] in _TAKEN_OUT
        ):
            return True
    return False


def _around(html: Any, parents: Mapping[Any, Any]) -> Iterable[Any]:
    while html is not None:
        yield html
        html = parents.get(html)
