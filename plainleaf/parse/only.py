"""`::: {.only jurisdiction=GB}`: blocks for some countries, or for some editions.

The country that the text is published for decides: its own, or else its publisher's.
What is for others leaves no trace in the text: no id, picture, number or note; the
publication tells that it was left out.
"""

import re
from collections.abc import Iterator

from plainleaf.findings import Location
from plainleaf.model import Block, LeftOut, NoteMark, Only
from plainleaf.parse.callouts import outputs_of, tell_empty
from plainleaf.parse.context import Blocks, Context
from plainleaf.parse.directives import OUTPUTS, Directive
from plainleaf.parse.markdown import Branch
from plainleaf.parse.registers import (
    COUNTRY_HINT,
    country_meant,
    country_named,
    is_country,
)
from plainleaf.walk import inlines_of

_COUNTRY = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")


def only(
    branch: Branch, directive: Directive, context: Context, depth: int, blocks: Blocks
) -> Iterator[Block]:
    """Yield the blocks with whom they are for, unless they are for another country."""
    place = branch.location
    jurisdictions = _jurisdictions(directive, place, context)
    outputs = frozenset(OUTPUTS)
    if "outputs" in directive.attributes.values:
        outputs = outputs_of(directive, place, context)
    elif not jurisdictions:
        context.mistakes.add(
            "bad-value",
            place,
            "this block does not say whom it is for",
            'Write `::: {.only jurisdiction=GB}` or `::: {.only outputs="html"}`.',
        )
    here = _is_here(jurisdictions, place, context)
    kept = (context.ids.copy(), dict(context.images), context.reviewer_notes)
    links = len(context.inner_links)
    within = blocks(branch.inside, context, depth + 1)
    tell_empty(within, branch, context)
    if here:
        yield Only(jurisdictions, outputs, within, place)
        return
    context.ids, context.images, context.reviewer_notes = kept
    del context.inner_links[links:]
    context.unread_notes |= {
        inline.note
        for block in within
        for inline in inlines_of(block)
        if isinstance(inline, NoteMark)
    }
    context.left_out.append(LeftOut(jurisdictions, place))
    if context.jurisdiction:
        context.mistakes.add(
            "only-left-out",
            place,
            f"this block is for {', '.join(jurisdictions)} and is left out: the text "
            f"is published for {context.jurisdiction}",
            "Nothing is to be done, if that is what you mean.",
        )


def _jurisdictions(
    directive: Directive, place: Location, context: Context
) -> tuple[str, ...]:
    stated = directive.attributes.values.get("jurisdiction", "")
    found = tuple(stated.replace(",", " ").split())
    for name in found:
        if not _COUNTRY.fullmatch(name):
            context.mistakes.add(
                "bad-value",
                place,
                f"`jurisdiction={name}` is not a country code",
                f"Write `jurisdiction={meant}`."
                if (meant := country_named(name))
                else "Write two capital letters, as GB, or several: "
                'jurisdiction="GB IE".',
            )
        elif not is_country(name):
            meant = country_meant(name)
            context.mistakes.add(
                "bad-value",
                place,
                f"`jurisdiction={name}` is no country",
                f"Did you mean `{meant}`?" if meant else COUNTRY_HINT,
            )
    return found


def _is_here(jurisdictions: tuple[str, ...], place: Location, context: Context) -> bool:
    """Say whether the country is among them; a country holds for its parts too."""
    if not jurisdictions:
        return True
    here = context.jurisdiction
    if here is None:
        context.mistakes.add(
            "jurisdiction-unknown",
            place,
            "this block is for some countries, and nobody has said which is yours",
            "Write `jurisdiction:` in publisher.yaml, or one country under "
            "`jurisdictions:` in the front matter.",
        )
        return False
    return here in jurisdictions or here.split("-")[0] in jurisdictions
