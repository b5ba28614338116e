"""Block rules of our own for the Markdown library: divs, headings, tables, notes.

Each pushes tokens that carry their place. `meta["line"]` is an index from 0 into the
source's lines; an inline token's `meta["columns"]` has a (line, column) for each line
of its text, where the library's own suffix of the source line would not do.
"""

import re
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock

from plainleaf.parse.attributes import read_attributes

FENCE = re.compile(r"(:{3,})[ \t]*(.*?)[ \t]*$")
_PREFIX = re.compile(r"(?:[ \t>]|[-+*][ \t]+|\d{1,9}[.)][ \t]+)*(?=:::)")
_DELIMITER = re.compile(
    r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*"
)
_NOTE = re.compile(r"\[\^([^\s\]]{1,100})\]:")
CELL_LIMIT = 40_000
"""Cells of one table; a leaflet's longest has some hundred."""


@dataclass(frozen=True, slots=True)
class Fences:
    """Which line closes the div that a line opens, for one text.

    A closing line of n colons closes the innermost open div of n colons; where there
    is none, the innermost of fewer. `short` are lines that have too few, and close a
    div that nothing else closes.
    """

    closer_of: dict[int, int]
    openers: frozenset[int]
    closers: frozenset[int]
    short: frozenset[int]


def pair_fences(lines: list[str]) -> Fences:
    """Pair the fence lines of a text in one pass."""
    closer_of: dict[int, int] = {}
    openers: set[int] = set()
    opened: list[tuple[int, int]] = []
    strays: list[tuple[int, int | None]] = []
    for number, line in enumerate(lines):
        if ":::" not in line:
            continue
        prefix = _PREFIX.match(line)
        fence = FENCE.match(line, prefix.end() if prefix else 0)
        if not fence:
            continue
        colons = len(fence[1])
        if fence[2].strip(": \t"):
            openers.add(number)
            opened.append((number, colons))
            continue
        position = _closed_by(opened, colons)
        if position is not None:
            closer_of[opened[position][0]] = number
            del opened[position:]
        else:
            strays.append((number, opened[-1][0] if opened else None))
    short = set()
    for number, opener in strays:
        if opener is not None and opener not in closer_of:
            closer_of[opener] = number
            short.add(number)
    return Fences(
        closer_of,
        frozenset(openers),
        frozenset(closer_of.values()),
        frozenset(short),
    )


def _closed_by(opened: list[tuple[int, int]], colons: int) -> int | None:
    shorter: int | None = None
    # Far more open divs than the nesting limit are an error anyway.
    for position in range(len(opened) - 1, max(-1, len(opened) - 40), -1):
        if opened[position][1] == colons:
            return position
        if shorter is None and opened[position][1] < colons:
            shorter = position
    return shorter


def _line_text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def div(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read a fenced div, `::: name` to `:::`; the signature is the library's."""
    text = _line_text(state, start)
    fence = FENCE.fullmatch(text)
    if not fence or state.is_code_block(start):
        return False
    if silent:
        return True
    fences: Fences = state.env["fences"]
    label = fence[2].rstrip(": \t")
    if not label:
        token = state.push("stray_fence", "", 0)
        token.map = [start, start + 1]
        state.line = start + 1
        return True
    closer = fences.closer_of.get(start, -1)
    last = closer if 0 <= closer < end else _container_end(state, start, end)
    token = state.push("div_open", "div", 1)
    token.map = [start, last]
    token.info = label
    token.markup = fence[1]
    token.meta = {"closed": last == closer, "short": closer in fences.short}
    previous_end, previous_parent = state.lineMax, state.parentType
    state.lineMax, state.parentType = last, "div"
    state.md.block.tokenize(state, start + 1, last)
    state.lineMax, state.parentType = previous_end, previous_parent
    state.push("div_close", "div", -1)
    state.line = min(last + 1, end) if last == closer else max(last, start + 1)
    return True


def _container_end(state: StateBlock, start: int, end: int) -> int:
    """Return the line where the container of an unclosed div ends."""
    line = start + 1
    while line < end:
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            break
        line += 1
    return line


def heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001
    """Read `## Words {#id key=value} ##`; the signature is the library's."""
    if state.is_code_block(start):
        return False
    text = _line_text(state, start)
    match = re.match(r"(#{1,6})(?:[ \t]+|$)", text)
    if not match:
        return False
    if silent:
        return True
    column = state.bMarks[start] + state.tShift[start] - state.env["begins"][start]
    words = text[match.end() :].rstrip()
    words = re.sub(r"(^|[ \t])#+$", "", words).rstrip()
    token = state.push("heading_open", f"h{len(match[1])}", 1)
    token.markup = match[1]
    token.map = [start, start + 1]
    brace = words.rfind("{") if words.endswith("}") else -1
    if brace > 0 and words[brace - 1] == "\\":
        brace = -1
    # Braces right after a bracket belong to that span or link, not to the heading.
    if brace >= 0 and not (brace > 0 and words[brace - 1] in "])"):
        found = read_attributes(words, brace)
        if found and found[1] == len(words):
            token.meta = {
                "attributes": found[0],
                "column": column + match.end() + brace,
            }
            words = words[:brace].rstrip()
    token = state.push("inline", "", 0)
    token.content = words
    token.map = [start, start + 1]
    token.children = []
    token.meta = {"columns": [(start, column + match.end())]}
    state.push("heading_close", f"h{len(match[1])}", -1)
    state.line = start + 1
    return True


def note(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read `[^label]: text` and the indented blocks under it."""
    if state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    match = _NOTE.match(state.src, begin, state.eMarks[start])
    if not match:
        return False
    if silent:
        return True
    token = state.push("note_open", "", 1)
    token.map = [start, start + 1]
    token.info = match[1]
    saved = (
        state.bMarks[start],
        state.tShift[start],
        state.sCount[start],
        state.parentType,
        state.blkIndent,
    )
    after = match.end()
    shift = 0
    while after + shift < state.eMarks[start] and state.src[after + shift] in " \t":
        shift += 1
    state.bMarks[start], state.tShift[start] = after, shift
    state.blkIndent += 4
    state.sCount[start] = state.blkIndent
    state.parentType = "footnote"
    state.md.block.tokenize(state, start, end)
    (
        state.bMarks[start],
        state.tShift[start],
        state.sCount[start],
        state.parentType,
        state.blkIndent,
    ) = saved
    state.push("note_close", "", -1)
    token.map = [start, max(state.line, start + 1)]
    state.line = token.map[1]
    return True


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read a pipe table; every cell that was typed becomes a token.

    Whether rows are as long as the header is for tables.py to say: the library's own
    rule drops the cells that are too many.
    """
    if start + 1 >= end or state.is_code_block(start) or state.is_code_block(start + 1):
        return False
    if state.sCount[start + 1] < state.blkIndent:
        return False
    first, second = _line_text(state, start), _line_text(state, start + 1)
    if "|" not in first or "|" not in second:
        return False
    if not _DELIMITER.fullmatch(second) or "-" not in second:
        return False
    if silent:
        return True
    token = state.push("table_open", "table", 1)
    token.meta = {"columns": len(_cells(second))}
    token.markup = second
    line = start
    cells = 0
    while line < end and not state.isEmpty(line):
        if state.sCount[line] < state.blkIndent or (
            line > start + 1 and _stops(state, line, end)
        ):
            break
        if line != start + 1:
            cells += _push_row(state, line)
        line += 1
        if cells > CELL_LIMIT:
            token.info = "too long"
            line = end
    token.map = [start, line]
    state.push("table_close", "table", -1)
    state.line = line
    return True


def _stops(state: StateBlock, line: int, end: int) -> bool:
    rules = state.md.block.ruler.getRules("blockquote")
    silent = True
    return any(rule(state, line, end, silent) for rule in rules)


def _push_row(state: StateBlock, line: int) -> int:
    row = state.push("row_open", "tr", 1)
    row.map = [line, line + 1]
    left = state.bMarks[line] + state.tShift[line] - state.env["begins"][line]
    cells = _cells(_line_text(state, line))
    for offset, text in cells:
        cell = state.push("cell", "td", 0)
        cell.map = [line, line + 1]
        cell.meta = {"column": left + offset}
        inline = state.push("inline", "", 0)
        inline.map = [line, line + 1]
        inline.content = text
        inline.children = []
        inline.meta = {"columns": [(line, left + offset)]}
    state.push("row_close", "tr", -1)
    return len(cells)


def _cells(text: str) -> list[tuple[int, str]]:
    r"""Split a row at its pipes: offset and text of each cell, `\|` being a pipe."""
    cells: list[tuple[int, str]] = []
    begin = position = 0
    while position <= len(text):
        character = text[position : position + 1]
        if character == "\\":
            position += 2
            continue
        if character in {"|", ""}:
            cells.append((begin, text[begin:position]))
            begin = position + 1
        position += 1
    if len(cells) > 1 and not cells[0][1].strip():
        del cells[0]
    if len(cells) > 1 and not cells[-1][1].strip():
        del cells[-1]
    trimmed = []
    for offset, cell in cells:
        bare = cell.lstrip()
        trimmed.append((offset + len(cell) - len(bare), bare.rstrip()))
    return trimmed
