"""Callouts: a block of a stated kind, whose title is the heading inside it.

A block of questions and answers holds a callout for each question.
"""

from plainleaf.findings import Location
from plainleaf.model import (
    Block,
    Callout,
    CalloutKind,
    DefinitionList,
    Inline,
    Paragraph,
)
from plainleaf.parse import care, directives
from plainleaf.parse.attributes import NONE
from plainleaf.parse.context import Blocks, Context
from plainleaf.parse.directives import Allowed, Directive
from plainleaf.parse.emergency import emergency_number
from plainleaf.parse.inlines import branch_words
from plainleaf.parse.markdown import Branch
from plainleaf.words import inline_text

TITLE = Allowed("the title of a block")
QUESTION = Allowed("a question", id=True)


def callout(
    kind: CalloutKind,
    branch: Branch,
    directive: Directive,
    context: Context,
    depth: int,
    *,
    blocks: Blocks,
) -> Callout:
    """Return a callout: its title is the heading on top, its id the title's slug."""
    title, within = _titled(branch, context, kind, depth, blocks)
    identifier = context.given_id(
        directive.attributes,
        inline_text(title),
        otherwise=f"callout-{kind.value}",
        location=branch.location,
    )
    tell_empty(within, branch, context)
    care.tell_lacking(kind, title, within, branch.location, context)
    if kind is CalloutKind.FACTS and within:
        _tell_no_facts(within, branch, context)
    number = None
    if kind is CalloutKind.EMERGENCY:
        number = emergency_number(context.front, context.jurisdiction)
        _tell_unsettled(branch, context)
    return Callout(
        id=identifier,
        kind=kind,
        title=title,
        blocks=within,
        location=branch.location,
        outputs=outputs_of(directive, branch.location, context, kind),
        number=number,
    )


def _tell_unsettled(branch: Branch, context: Context) -> None:
    """Ask for the number where text and publisher are of different countries."""
    front, theirs = context.front, context.publisher_abroad
    if theirs and not front.emergency_number:
        context.mistakes.add(
            "emergency-number-unsettled",
            branch.location,
            f"whom to call is unsettled: the text is for "
            f"{', '.join(front.jurisdictions)}, and its publisher in {theirs}",
            "Write `emergency_number:` in the front matter, or correct "
            "`jurisdictions:` there, or `jurisdiction:` in publisher.yaml.",
        )


def faq(
    branch: Branch,
    directive: Directive,
    context: Context,
    depth: int,
    *,
    blocks: Blocks,
) -> Callout:
    """Return questions and answers: every heading in the block is a question."""
    starts = [n for n, inner in enumerate(branch.inside) if inner.type == "heading"]
    if not starts:
        context.mistakes.add(
            "block-empty",
            branch.location,
            "this block holds no question",
            "Write each question as a heading, `### How long …?`, then its answer.",
        )
    identifier = context.given_id(
        directive.attributes, "", otherwise="callout-faq", location=branch.location
    )
    within = blocks(branch.inside[: starts[0] if starts else None], context, depth + 1)
    ends = (*starts[1:], len(branch.inside))[: len(starts)]
    answers = tuple(
        _answer(branch.inside[start:end], context, depth, blocks)
        for start, end in zip(starts, ends, strict=True)
    )
    return Callout(
        identifier, CalloutKind.FAQ, (), (*within, *answers), branch.location
    )


def _answer(
    inside: list[Branch], context: Context, depth: int, blocks: Blocks
) -> Callout:
    heading = inside[0]
    question = branch_words(heading, context)
    attributes = heading.token.meta.get("attributes", NONE)
    if attributes:
        directives.check(attributes, QUESTION, heading.location, context.mistakes)
    identifier = context.given_id(
        attributes,
        inline_text(question),
        otherwise="callout-answer",
        location=heading.location,
    )
    within = blocks(inside[1:], context, depth + 2)
    if not within:
        context.mistakes.add(
            "block-empty",
            heading.location,
            "this question has no answer",
            "Write it below the question.",
        )
    return Callout(identifier, CalloutKind.ANSWER, question, within, heading.location)


def _titled(
    branch: Branch, context: Context, kind: CalloutKind, depth: int, blocks: Blocks
) -> tuple[tuple[Inline, ...], tuple[Block, ...]]:
    """Split a block into its title, a heading on top, and what follows."""
    outer = context.in_promo
    context.in_promo = outer or kind is CalloutKind.PROMO
    inside = list(branch.inside)
    title: tuple[Inline, ...] = ()
    if inside and inside[0].type == "heading":
        title = branch_words(inside[0], context)
        attributes = inside[0].token.meta.get("attributes")
        if attributes:
            directives.check(attributes, TITLE, inside[0].location, context.mistakes)
        inside = inside[1:]
    within = blocks(inside, context, depth + 1)
    context.in_promo = outer
    return title, within


def outputs_of(
    directive: Directive,
    place: Location,
    context: Context,
    kind: CalloutKind | None = None,
) -> frozenset[str]:
    """Return the editions that a block is for; all, where it does not say."""
    stated = directive.attributes.values.get("outputs")
    if kind is CalloutKind.PROMO:
        if stated not in {None, "html"}:
            context.mistakes.add(
                "bad-value",
                place,
                f"`outputs={stated}`: a promotion is for the page alone",
                "Leave `outputs=` out.",
            )
        return frozenset({"html"})
    if stated is None:
        return frozenset(directives.OUTPUTS)
    wanted = frozenset(stated.replace(",", " ").split())
    if not wanted or wanted - set(directives.OUTPUTS):
        context.mistakes.add(
            "bad-value",
            place,
            f"`outputs={stated}` is not understood",
            'Write outputs="html", outputs="pdf epub" and the like.',
        )
        return frozenset(directives.OUTPUTS)
    return wanted


def tell_empty(within: tuple[Block, ...], branch: Branch, context: Context) -> None:
    """Tell of a block that holds nothing."""
    if not within:
        context.mistakes.add(
            "block-empty",
            branch.location,
            f"the block `::: {branch.token.info}` holds no text",
            "Write its text, or delete it.",
        )


def _tell_no_facts(within: tuple[Block, ...], branch: Branch, context: Context) -> None:
    if not any(isinstance(block, DefinitionList) for block in within):
        context.mistakes.add(
            "block-empty",
            branch.location,
            "key facts are names with what is said of each, and there are none",
            "Write the name on one line, and `: ` with the fact on the next.",
        )
        return
    for block in within:
        below = context.lines[block.location.line : block.location.line + 1]
        if isinstance(block, Paragraph) and not "".join(below).startswith(":"):
            context.mistakes.add(
                "block-misplaced",
                block.location,
                "this line of the key facts is neither a name nor what is said of one",
                "Write the name alone on one line, and `: ` with the fact on the next; "
                "other text goes before or after the block.",
            )
