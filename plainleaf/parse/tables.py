"""Pipe tables, held to their header: no cell is dropped, none is made up."""

import re
from collections.abc import Iterator

from plainleaf.findings import Location
from plainleaf.model import Block, Cell, Inline, Paragraph, Row, Table
from plainleaf.parse.context import Blocks, Context
from plainleaf.parse.directives import Directive
from plainleaf.parse.inlines import inlines, typed_words
from plainleaf.parse.markdown import Branch, run_of
from plainleaf.parse.pasted import has_rows
from plainleaf.words import inline_text

ROW_LIMIT = 2_000


def table(
    branch: Branch,
    directive: Directive,
    context: Context,
    depth: int,
    blocks: Blocks,
) -> Iterator[Block]:
    """Yield the table of a `::: table` block, and what else stands in the block."""
    pipes = [inner for inner in branch.inside if inner.type == "table"]
    others = [inner for inner in branch.inside if inner.type != "table"]
    caption = caption_of(directive, branch.location, context)
    broken = [inner for inner in others if _is_broken_table(inner)]
    if not pipes and not broken:
        context.mistakes.add(
            "table-not-table",
            branch.location,
            "this block holds no table",
            "Write a row of headings, a row `|---|---|`, then the rows, each line "
            "beginning and ending with `|`.",
        )
    for extra in (*pipes[1:], *(one for one in others if one not in broken)):
        context.mistakes.add(
            "block-misplaced",
            extra.location,
            "a table's block holds one table and nothing else",
            "Move this out of the block.",
        )
    if pipes:
        made = _table(pipes[0], directive, caption, context)
        if made:
            yield made
    for extra in pipes[1:]:
        yield from _as_paragraphs(extra, context)
    yield from blocks(others, context, depth + 1)


def stray_table(branch: Branch, context: Context) -> Iterator[Block]:
    """Tell of a table without its block, and keep its words."""
    context.mistakes.add(
        "table-outside-block",
        branch.location,
        "this table has no caption",
        'Put `::: {.table caption="What it shows" row-headers=1}` before it and `:::` '
        "after it.",
    )
    yield from _as_paragraphs(branch, context)


def look_for_broken_table(branch: Branch, context: Context) -> None:
    """Tell of lines of pipes that Markdown takes for a paragraph."""
    text = branch.inside[0].token.content if branch.inside else ""
    for number, line in enumerate(text.split("\n")):
        bare = line.strip()
        if bare.startswith("|") and bare.count("|") > 1:
            place = Location(context.path, branch.location.line + number, 1)
            context.mistakes.add(
                "table-not-table",
                place,
                "this looks like a row of a table, and is not part of one",
                "Below the row of headings write a row "
                f"`{'|---' * max(1, bare.strip('|').count('|') + 1)}|`, and leave no "
                "empty line in the table.",
            )
            return


def _is_broken_table(branch: Branch) -> bool:
    text = branch.inside[0].token.content if branch.inside else ""
    return branch.type == "paragraph" and (
        text.lstrip().startswith("|") or has_rows(branch)
    )


def caption_of(
    directive: Directive, place: Location, context: Context
) -> tuple[Inline, ...]:
    """Return the caption's inlines: it may hold emphasis, terms and citations."""
    text = directive.attributes.values.get("caption", "")
    if not text.strip():
        context.mistakes.add(
            "table-caption-missing",
            place,
            "this table has no caption",
            'Write `::: {.schedule caption="What it shows"}`.'
            if directive.name == "schedule"
            else 'Write `::: {.table caption="What it shows" row-headers=1}`.',
        )
        return ()
    where = context.value_place(directive.attributes, "caption", place)
    return typed_words(text, where, context)


def _table(
    branch: Branch, directive: Directive, caption: tuple[Inline, ...], context: Context
) -> Table | None:
    rows = [inner for inner in branch.inside if inner.type == "row"]
    if branch.token.info == "too long" or len(rows) > ROW_LIMIT:
        context.mistakes.add(
            "table-too-long",
            branch.location,
            f"this table has more than {ROW_LIMIT:,} rows",
            "Split it by subject.",
        )
        rows = rows[:ROW_LIMIT]
    identifier = context.given_id(
        directive.attributes,
        f"table {inline_text(caption)}",
        otherwise="table",
        location=branch.location,
    )
    row_headers = _row_headers(directive, branch.location, context)
    header = _row(rows[0], len(_cells(rows[0])), 0, context)
    width = len(header.cells)
    delimiters = int(branch.token.meta["columns"])
    if delimiters != width:
        context.mistakes.add(
            "table-not-table",
            Location(context.path, branch.location.line + 1, branch.location.column),
            f"this row has {delimiters} parts, and the row of headings has {width}",
            "Give it as many: `" + "|---" * width + "|`.",
        )
    if ":" in branch.token.markup:
        line = branch.location.line
        column = context.lines[line].find(":") + 1
        context.mistakes.add(
            "table-alignment",
            Location(context.path, line + 1, column),
            "this colon asks for a column to be set otherwise, and all begin alike",
            "Take the colons out of the row of dashes.",
        )
    if row_headers >= width:
        context.mistakes.add(
            "bad-value",
            branch.location,
            f"row-headers={row_headers} leaves no column for the values",
            "Row headers are the columns on the left that name the row: 1 as a rule.",
        )
        row_headers = width - 1
    return Table(
        id=identifier,
        caption=caption,
        header=header,
        rows=tuple(_row(row, width, row_headers, context) for row in rows[1:]),
        row_headers=row_headers,
        location=branch.location,
    )


def _row_headers(directive: Directive, place: Location, context: Context) -> int:
    stated = directive.attributes.values.get("row-headers", "0")
    if re.fullmatch(r"[0-9]", stated):
        return int(stated)
    context.mistakes.add(
        "bad-value",
        place,
        f"row-headers={stated} is not a number of columns",
        "Write row-headers=1 when the first column names the row, else leave it out.",
    )
    return 0


def _cells(row: Branch) -> list[tuple[Branch, Branch]]:
    """Return each cell with its text."""
    return list(zip(row.inside[0::2], row.inside[1::2], strict=True))


def _row(row: Branch, width: int, row_headers: int, context: Context) -> Row:
    """Return a row of exactly `width` cells; what differs is a finding."""
    typed = _cells(row)
    cells = [
        Cell(
            inlines(run_of(text, context.lines), context),
            cell.location,
            header=number < row_headers,
        )
        for number, (cell, text) in enumerate(typed)
    ]
    if len(cells) > width:
        extra = typed[width]
        context.mistakes.add(
            "table-row-long",
            extra[0].location,
            f"this row has {len(cells)} cells, and the table has {width} columns: "
            f"“{extra[1].token.content}” belongs to none",
            "Take a `|` away, write `\\|` for a bar that is text, or add a column.",
        )
    if len(cells) < width:
        context.mistakes.add(
            "table-row-short",
            row.location,
            f"this row has {len(cells)} of {width} cells",
            "Add what is missing; write “none” or “not known” in place of nothing.",
        )
        cells += [
            Cell((), row.location, header=number < row_headers)
            for number in range(len(cells), width)
        ]
    return Row(tuple(cells[:width]), row.location)


def _as_paragraphs(branch: Branch, context: Context) -> Iterator[Block]:
    """Keep a table's words as paragraphs, so that what they hold is looked at."""
    for row in branch.inside:
        for cell, text in _cells(row):
            words = inlines(run_of(text, context.lines), context)
            if words:
                yield Paragraph(words, cell.location)
