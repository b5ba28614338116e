"""Headings and blocks in a row become a tree of sections."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from plainleaf.findings import Location
from plainleaf.model import Block, Callout, CalloutKind, Inline, Section
from plainleaf.parse import directives
from plainleaf.parse.attributes import NONE, Attributes
from plainleaf.parse.blocks import Heading, Part, heading_words
from plainleaf.parse.context import Context
from plainleaf.parse.mistakes import suggestion
from plainleaf.words import inline_text


@dataclass(slots=True)
class Body:
    """A text's parts: title heading, summary, blocks before the first section."""

    title: tuple[Inline, ...] = ()
    title_location: Location | None = None
    summary: Callout | None = None
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A section that is being filled; `depth` is 1 for `##`."""

    id: str
    title: tuple[Inline, ...]
    aspect: str | None
    location: Location
    depth: int
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def closed(self) -> Section:
        """Return the section as it stands."""
        return Section(
            self.id,
            self.title,
            self.aspect,
            tuple(self.blocks),
            tuple(self.sections),
            self.location,
        )


def body(row: Iterable[Part], context: Context) -> Body:
    """Put blocks under their headings; take the summary and the title out."""
    made = Body()
    stack: list[_Open] = []
    first = True
    for part in row:
        if isinstance(part, Heading):
            if part.level == 1 and first:
                made.title = heading_words(part, context)
                made.title_location = part.location
                _check_title(part, context)
            else:
                _open(part, stack, made, context)
        elif isinstance(part, Callout) and part.kind is CalloutKind.SUMMARY:
            _take_summary(part, made, stack, context)
        else:
            (stack[-1].blocks if stack else made.blocks).append(part)
        first = False
    _close(stack, made, 0)
    return made


def _open(part: Heading, stack: list[_Open], made: Body, context: Context) -> None:
    depth = part.level - 1
    deepest = stack[-1].depth + 1 if stack else 1
    if part.level == 1:
        context.mistakes.add(
            "heading-misplaced",
            part.location,
            "a second `#` heading: the title is the only one",
            "Begin sections with `##`.",
        )
        depth = 1
    if depth > deepest:
        context.mistakes.add(
            "heading-skipped",
            part.location,
            f"this heading has {part.level} signs, and {deepest + 1} is the next level "
            "here",
            f"Write `{'#' * (deepest + 1)} ` before it.",
        )
        depth = deepest
    _close(stack, made, depth)
    attributes: Attributes = part.branch.token.meta.get("attributes", NONE)
    title = heading_words(part, context)
    stack.append(
        _Open(
            id=context.given_id(
                attributes,
                inline_text(title),
                otherwise="section",
                location=part.location,
            ),
            title=title,
            aspect=_aspect(part, attributes, context),
            location=part.location,
            depth=depth,
        )
    )


def _close(stack: list[_Open], made: Body, depth: int) -> None:
    """Close the sections that are as deep as a new one, or deeper."""
    while stack and stack[-1].depth >= depth:
        done = stack.pop().closed()
        (stack[-1].sections if stack else made.sections).append(done)


def _place(part: Heading, context: Context) -> Location:
    column = part.branch.token.meta.get("column")
    if column is None:
        return part.location
    return Location(context.path, part.location.line, int(column) + 1)


def _aspect(part: Heading, attributes: Attributes, context: Context) -> str | None:
    place = _place(part, context)
    if attributes:
        directives.check(attributes, directives.HEADING, place, context.mistakes)
    stated = attributes.values.get("aspect")
    if stated is None or stated in directives.ASPECTS:
        return stated
    context.mistakes.lost.add("aspect")
    context.mistakes.add(
        "bad-value",
        place,
        f"`aspect={stated}` is not known",
        suggestion(stated, directives.ASPECTS),
    )
    return None


def _check_title(part: Heading, context: Context) -> None:
    attributes = part.branch.token.meta.get("attributes")
    if attributes:
        place = _place(part, context)
        directives.check(
            attributes, directives.Allowed("the title"), place, context.mistakes
        )


def _take_summary(
    part: Callout, made: Body, stack: list[_Open], context: Context
) -> None:
    if made.summary is None:
        made.summary = part
        return
    context.mistakes.add(
        "summary-twice",
        part.location,
        f"this is a second summary; the first is on line {made.summary.location.line}",
        "Put the two together, or make this one a note.",
    )
    (stack[-1].blocks if stack else made.blocks).append(part)
