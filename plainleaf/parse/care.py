"""Care cards, and the blocks that are a list: what each must hold.

The levels are those of the care card of the NHS digital service manual; the wording
of a list of things not to do is a rule of validate, since it depends on the language.
"""

from collections.abc import Mapping
from types import MappingProxyType

from plainleaf.findings import Location
from plainleaf.model import Block, CalloutKind, Inline, ItemList
from plainleaf.parse.context import Context
from plainleaf.parse.directives import Directive
from plainleaf.parse.mistakes import suggestion

LEVELS: Mapping[str, CalloutKind] = MappingProxyType(
    {
        kind.value: kind
        for kind in (
            CalloutKind.NON_URGENT,
            CalloutKind.URGENT,
            CalloutKind.EMERGENCY,
        )
    }
)
TITLED = frozenset({*LEVELS.values(), CalloutKind.DETAILS, CalloutKind.ANSWER})
"""The kinds whose title is the author's: no word of ours can stand in for it."""
LISTS = frozenset(
    {
        CalloutKind.DO,
        CalloutKind.DONT,
        CalloutKind.STEPS,
        CalloutKind.CHECKLIST,
        CalloutKind.QUESTIONS,
    }
)
"""The kinds that are about the entries of a list."""
SAFETY = frozenset({"warning", "care", "do", "dont", "schedule"})
"""Blocks that a reader must not have to open anything for."""


def care_kind(directive: Directive, place: Location, context: Context) -> CalloutKind:
    """Return the kind that a care card's level stands for; urgent, if it is unclear."""
    level = directive.attributes.values.get("level", "")
    if level in LEVELS:
        return LEVELS[level]
    said = f"`level={level}` is not known" if level else "this care card has no level"
    context.mistakes.add(
        "bad-value", place, said, suggestion(level, tuple(LEVELS), mark="level=")
    )
    return CalloutKind.URGENT


def tell_hidden(name: str, place: Location, context: Context) -> None:
    """Tell of safety text that would be folded away, on the page at least."""
    if name in SAFETY and "details" in context.around:
        context.mistakes.add(
            "safety-hidden",
            place,
            f"`::: {name}` stands inside details, where it is folded away",
            "Move it out of the details.",
        )
    if name == "details" and SAFETY & set(context.around):
        context.mistakes.add(
            "safety-hidden",
            place,
            "details inside a block about safety fold a part of it away",
            "Write the text out, or move the details below the block.",
        )


def tell_lacking(
    kind: CalloutKind,
    title: tuple[Inline, ...],
    within: tuple[Block, ...],
    place: Location,
    context: Context,
) -> None:
    """Tell of a title or a list that a block of this kind is nothing without."""
    if kind in TITLED and not title:
        context.mistakes.add(
            "block-without-title",
            place,
            "this block has no title",
            "Begin it with a heading, `### Words`: it is what readers look for.",
        )
    if kind not in LISTS or not within:
        return
    lists = [block for block in within if isinstance(block, ItemList)]
    numbered = kind is CalloutKind.STEPS
    if not lists:
        context.mistakes.add(
            "block-without-list",
            place,
            f"`::: {kind.value}` holds no list",
            "Write each step on a line that begins with `1. `."
            if numbered
            else "Write each entry on a line that begins with `- `.",
        )
    elif numbered and not lists[0].ordered:
        context.mistakes.add(
            "block-without-list",
            lists[0].location,
            "the list of these steps has bullets, not numbers",
            "Begin its lines with `1. `, `2. ` and so on.",
        )
