"""`::: {.write-in label="My next visit" lines=2}`: a blank, filled in by hand."""

import re
from collections.abc import Iterator

from plainleaf.findings import Location
from plainleaf.model import Block, WriteIn
from plainleaf.parse.context import Context
from plainleaf.parse.directives import Directive
from plainleaf.parse.inlines import typed_words
from plainleaf.parse.markdown import Branch

MOST_LINES = 12


def write_in(branch: Branch, directive: Directive, context: Context) -> Iterator[Block]:
    """Yield a blank with its label; one without a label cannot be filled in."""
    place = branch.location
    if branch.inside:
        context.mistakes.add(
            "block-misplaced",
            branch.inside[0].location,
            "a blank holds nothing: it is for the reader's hand",
            "Move this out of the block.",
        )
    label = directive.attributes.values.get("label", "")
    if not label.strip():
        context.mistakes.add(
            "block-empty",
            place,
            "this blank has no label",
            'Write `::: {.write-in label="My next visit"}`.',
        )
        return
    where = context.value_place(directive.attributes, "label", place)
    words = typed_words(label, where, context)
    yield WriteIn(words, _lines(directive, place, context), place)


def _lines(directive: Directive, place: Location, context: Context) -> int:
    stated = directive.attributes.values.get("lines", "1")
    if re.fullmatch(r"\d{1,2}", stated) and 1 <= int(stated) <= MOST_LINES:
        return int(stated)
    context.mistakes.add(
        "bad-value",
        place,
        f"`lines={stated}` is not a number of lines",
        f"Write a number from 1 to {MOST_LINES}.",
    )
    return 1
