"""Block tokens become the model's blocks; sections.py puts them under headings.

The module passes 300 lines because blocks hold
blocks: each kind that has a module of its own comes back here for what it holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from plainleaf.findings import Location
from plainleaf.model import (
    Block,
    CalloutKind,
    Definition,
    DefinitionList,
    Entry,
    Inline,
    ItemList,
    LanguageBlock,
    Paragraph,
    Quote,
    ReviewerNote,
    Text,
)
from plainleaf.parse import (
    callouts,
    care,
    contacts,
    figures,
    lists,
    only,
    schedule,
    tables,
    write_in,
)
from plainleaf.parse.context import NESTING_LIMIT, Context, WrittenNote
from plainleaf.parse.directives import Directive, read_directive
from plainleaf.parse.inlines import branch_words
from plainleaf.parse.lost_lines import look_for_lost_lines
from plainleaf.parse.markdown import Branch
from plainleaf.parse.pasted import look_for_pasted_lines
from plainleaf.parse.raw_html import tell_html


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that is not yet a section."""

    level: int
    branch: Branch
    location: Location


Part = Block | Heading


def parts(branches: list[Branch], context: Context, depth: int = 0) -> Iterator[Part]:
    """Yield the blocks and headings that stand in a row."""
    for branch in branches:
        yield from _part(branch, context, depth)


def blocks(branches: list[Branch], context: Context, depth: int) -> tuple[Block, ...]:
    """Return the blocks that stand in a row where no heading can."""
    found: list[Block] = []
    for part in parts(branches, context, depth):
        if isinstance(part, Heading):
            context.mistakes.add(
                "heading-misplaced",
                part.location,
                "a heading stands inside another block",
                "Move it out, or write the words in **bold**.",
            )
            found.append(Paragraph(heading_words(part, context), part.location))
        else:
            found.append(part)
    return tuple(found)


def heading_words(heading: Heading, context: Context) -> tuple[Inline, ...]:
    """Return the words of a heading."""
    return branch_words(heading.branch, context)


def _part(branch: Branch, context: Context, depth: int) -> Iterator[Part]:
    if depth > NESTING_LIMIT:
        context.mistakes.add(
            "nesting-too-deep",
            branch.location,
            f"blocks stand more than {NESTING_LIMIT} deep in one another",
            "Split the list, or make sections of its parts.",
        )
        return
    place = branch.location
    match branch.type:
        case "paragraph":
            yield from _paragraph(branch, context)
        case "heading":
            if branch.token.markup in {"=", "-"}:
                _tell_underlined(branch, context)
            yield Heading(int(branch.token.tag[1]), branch, place)
        case "bullet_list" | "ordered_list":
            yield _list(branch, context, depth)
        case "blockquote":
            lists.look_at_quote(branch, context)
            yield Quote(blocks(branch.inside, context, depth + 1), place)
        case "dl":
            yield _definition_list(branch, context, depth)
        case "table":
            yield from tables.stray_table(branch, context)
        case "div":
            yield from _div(branch, context, depth)
        case "note":
            _note(branch, context, depth)
        case "html_block":
            tell_html(branch.token.content.strip(), place, context)
        case "fence" | "code_block":
            yield from _code(branch, context)
        case "hr":
            context.mistakes.add(
                "thematic-break",
                place,
                "a line across the page stands here",
                "Begin a new part with a heading, `## Words`; for a blank to fill in, "
                'write `::: {.write-in label="Your name"}`.',
            )
        case "stray_fence":
            context.mistakes.add(
                "block-not-open",
                place,
                "this line of colons closes no block",
                "Delete it, or look for the block that should be open here.",
            )
        case other:
            raise AssertionError(other)


def _paragraph(branch: Branch, context: Context) -> Iterator[Block]:
    if figures.is_lone_picture(branch, context):
        yield from figures.lone_picture(branch, context)
        return
    tables.look_for_broken_table(branch, context)
    look_for_lost_lines(branch, context)
    look_for_pasted_lines(branch, context)
    words = branch_words(branch, context)
    if words:
        yield Paragraph(words, words[0].location)


def _tell_underlined(branch: Branch, context: Context) -> None:
    sign = "#" if branch.token.markup == "=" else "##"
    context.mistakes.add(
        "heading-underlined",
        branch.location,
        "the line of signs under this text makes it a heading",
        f"Write `{sign} ` before a heading; for text, put an empty line between.",
    )


def _list(branch: Branch, context: Context, depth: int) -> ItemList:
    entries = []
    lists.look_at(branch, context)
    for item in branch.inside:
        within = blocks(item.inside, context, depth + 1)
        _look_for_check_box(within, context)
        entries.append(Entry(within, item.location))
    first = [inner for item in branch.inside for inner in item.inside]
    return ItemList(
        ordered=branch.type == "ordered_list",
        start=int(branch.token.attrs.get("start", 1)),
        tight=all(inner.token.hidden for inner in first if inner.type == "paragraph"),
        entries=tuple(entries),
        location=branch.location,
    )


def _look_for_check_box(within: tuple[Block, ...], context: Context) -> None:
    match within:
        case (Paragraph(inlines=(Text(text=text, location=place), *_)), *_) if text[
            :4
        ].lower() in {"[ ] ", "[x] ", "[ ]", "[x]"}:
            context.mistakes.add(
                "check-box",
                place,
                f"`{text[:3]}` would be read out as brackets",
                "Delete the brackets; the block draws the boxes."
                if "checklist" in context.around
                else "Delete the brackets, and put the list into `::: checklist`.",
            )
        case _:
            pass


def _definition_list(branch: Branch, context: Context, depth: int) -> DefinitionList:
    found: list[Definition] = []
    terms: list[tuple[Inline, ...]] = []
    meanings: list[tuple[Block, ...]] = []
    place = branch.location
    for inner in branch.inside:
        if inner.type == "dt":
            if meanings:
                found.append(Definition(tuple(terms), tuple(meanings), place))
                terms, meanings = [], []
            if not terms:
                place = inner.location
            terms.append(branch_words(inner, context))
        else:
            meanings.append(blocks(inner.inside, context, depth + 1))
    if terms:
        found.append(Definition(tuple(terms), tuple(meanings), place))
    return DefinitionList(tuple(found), branch.location)


def _note(branch: Branch, context: Context, depth: int) -> None:
    """Keep a note for the place that cites it; its label is known beforehand."""
    label = branch.token.info
    within = blocks(branch.inside, context, depth + 1)
    kept = context.notes.get(label)
    if kept is not None and kept.blocks:
        context.mistakes.add(
            "note-duplicate",
            branch.location,
            f"the note `[^{label}]` is written twice, first on line "
            f"{kept.location.line}",
            "Give one of the two another label.",
        )
        return
    if not within:
        context.mistakes.add(
            "block-empty",
            branch.location,
            f"the note `[^{label}]` has no words",
            "Write them after the colon.",
        )
    context.notes[label] = WrittenNote(label, within, branch.location)


def _code(branch: Branch, context: Context) -> Iterator[Block]:
    token = branch.token
    indented = branch.type == "code_block"
    context.mistakes.add(
        "code",
        branch.location,
        "lines that begin with four spaces or a tab are program code in Markdown"
        if indented
        else "a block of program code begins here",
        "Take the spaces at the beginning of the lines away."
        if indented
        else "Delete this line and its counterpart.",
    )
    first = branch.location.line - 1 + (not indented)
    words: list[Inline] = []
    for number, line in enumerate(token.content.split("\n")):
        if bare := line.strip():
            column = max(context.lines[first + number].find(bare), 0)
            place = Location(context.path, first + number + 1, column + 1)
            words.append(Text(f"{bare} ", place))
    if words:
        yield Paragraph(tuple(words), branch.location)


# --- fenced divs -----------------------------------------------------------------


def _div(branch: Branch, context: Context, depth: int) -> Iterator[Part]:
    after: list[Branch] = []
    if branch.token.meta.get("short"):
        line = (branch.token.map or [0, 0])[1]
        context.mistakes.add(
            "block-not-closed",
            Location(context.path, line + 1, 1),
            f"this line has fewer colons than the block "
            f"`{branch.token.markup} {branch.token.info}` that it is to close",
            f"Write `{branch.token.markup}` here, as many as before its name.",
        )
    if not branch.token.meta.get("closed"):
        context.mistakes.add(
            "block-not-closed",
            branch.location,
            f"the block `{branch.token.markup} {branch.token.info}` is not closed",
            f"Write a line `{branch.token.markup}` after its last line.",
        )
        # It is taken to end where the next heading stands, so that one forgotten
        # line does not make every heading after it a mistake.
        headings = [n for n, b in enumerate(branch.inside) if b.type == "heading" and n]
        if headings:
            after = branch.inside[headings[0] :]
            del branch.inside[headings[0] :]
    yield from _block_of_kind(branch, context, depth)
    yield from parts(after, context, depth)


def _block_of_kind(branch: Branch, context: Context, depth: int) -> Iterator[Part]:
    directive = read_directive(branch.token.info, branch.location, context.mistakes)
    if directive is None:
        # The words go on as if no block stood around them, so that nothing is lost.
        yield from parts(branch.inside, context, depth + 1)
        return
    care.tell_hidden(directive.name, branch.location, context)
    context.around.append(directive.name)
    yield from _named_block(branch, directive, context, depth)
    context.around.pop()


def _named_block(
    branch: Branch, directive: Directive, context: Context, depth: int
) -> Iterator[Block]:
    match directive.name:
        case "":
            language = context.language_of(directive.attributes, branch.location)
            within = blocks(branch.inside, context, depth + 1)
            callouts.tell_empty(within, branch, context)
            if language and within:
                yield LanguageBlock(*language, within, branch.location)
            else:
                yield from within
        case "table":
            yield from tables.table(branch, directive, context, depth, blocks)
        case "figure":
            yield from figures.figure(branch, directive, context, depth, blocks)
        case "longdesc":
            context.mistakes.add(
                "block-misplaced",
                branch.location,
                "a long description stands without its figure",
                "Put it inside `:::: figure`, after the picture and the caption.",
            )
            yield from blocks(branch.inside, context, depth + 1)
        case "reviewer":
            context.reviewer_notes += 1
            number = context.reviewer_notes
            within = blocks(branch.inside, context, depth + 1)
            callouts.tell_empty(within, branch, context)
            yield ReviewerNote(number, within, branch.location)
        case "schedule":
            yield from schedule.schedule(branch, directive, context)
        case "contact":
            yield from contacts.contact(branch, directive, context)
        case "write-in":
            yield from write_in.write_in(branch, directive, context)
        case "only":
            yield from only.only(branch, directive, context, depth, blocks)
        case "faq":
            yield callouts.faq(branch, directive, context, depth, blocks=blocks)
        case name:
            kind = (
                care.care_kind(directive, branch.location, context)
                if name == "care"
                else CalloutKind(name)
            )
            yield callouts.callout(
                kind, branch, directive, context, depth, blocks=blocks
            )
