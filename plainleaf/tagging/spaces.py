"""What a listener hears for each painted text: its words, and the space after it."""

import re

from plainleaf.tagging.elements import Element, Elements, Run
from plainleaf.tagging.source_text import SourceText, Span

_WHITESPACE = re.compile(r"[ \t\n\r\f]+")
_SILENT = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")


def settle_heard_text(elements: Elements, source: SourceText) -> None:
    """Fill `heard` and `space_after` of every run, in reading order."""
    last: dict[Element | None, tuple[Run, Span | None]] = {}
    for run in elements.root.runs():
        span = _settle_words(run, source)
        if run.block in last:
            before, before_span = last[run.block]
            before.space_after = _is_space_due(
                source, before, before_span, run, span
            ) and not (before.heard[-1:].isspace() or run.heard[:1].isspace())
        last[run.block] = run, span


def _settle_words(run: Run, source: SourceText) -> Span | None:
    if not run.is_text:
        return None
    painted = _WHITESPACE.sub(" ", run.box.text)
    hyphen = run.box.style["hyphenate_character"]
    span = None
    if not run.owner.pseudo:
        span = source.locate(run.owner.html, painted, hyphen)
    if span is not None and span.is_hyphenated:
        painted = painted[: -len(hyphen)]
    run.heard = painted.translate(_SILENT)
    return span


def _is_space_due(
    source: SourceText,
    before: Run,
    before_span: Span | None,
    after: Run,
    after_span: Span | None,
) -> bool:
    """Whether a space stands between two runs of one block.

    Inside a line layout keeps a space as a box of its own or in the text. Over a
    line end it is gone: the source tells; generated text has none, and its lines
    are then taken to break at spaces, as they do in all but a few scripts.
    """
    if after.blank_before:
        return True
    if before.line is after.line:
        return False
    if before_span is not None and after_span is not None:
        return source.has_space_between(before_span, after_span)
    return before.is_text and after.is_text
