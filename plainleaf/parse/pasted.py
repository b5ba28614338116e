"""Paragraphs that came from a PDF, from a table of Word or from a sheet of cells.

Their lines are joined to one paragraph, and with them goes what the lines meant.
"""

import re
from itertools import pairwise

from plainleaf.findings import Location
from plainleaf.parse.context import Context
from plainleaf.parse.markdown import Branch

_DIVIDED = re.compile(r"(\w*[^\W\d_]{2})-$")
_REST = re.compile(r"([^\W\d_A-Z]\w*)")
_JOINING = frozenset(
    ["and", "or", "to", "nor", "y", "e", "o", "u", "og", "eller", "und", "oder", "et"]
)
"""Words before which a hyphen stands for a word left out: “pre- and post-natal”."""
_BOLD = re.compile(r"\*\*[^*]{1,60}[^*.!;,]\*\*:?[ \t]*")
_CELLS = re.compile(r"(?![\Wo]\t|\w{1,2}[.)]\t)\S[^\t]*\t+\S")
"""A tab behind the bullet or number of a list is not one between cells."""
_BARS = re.compile(r"[^|\s][^|]*\|[^|]*[^|\s]")


def look_for_pasted_lines(branch: Branch, context: Context) -> None:
    """Tell of words divided at the end of a line, and of rows that are no table."""
    text = branch.inside[0].token.content if branch.inside else ""
    lines = text.split("\n")
    for number, (line, after) in enumerate(pairwise(lines)):
        first, rest = _DIVIDED.search(line.rstrip()), _REST.match(after.lstrip())
        if first and rest and rest[1].lower() not in _JOINING:
            context.mistakes.add(
                "word-divided",
                _place(branch, number, first[0], context),
                f"“{first[0]}” ends this line, and there will be a space before "
                f"“{rest[1]}”",
                f"Write the word in one: {first[1]}{rest[1]}, or {first[0]}{rest[1]} "
                "if its hyphen belongs to it.",
            )
    if len(lines) > 1 and _BOLD.fullmatch(lines[0]):
        context.mistakes.add(
            "lines-joined",
            _place(branch, 0, lines[0].strip(), context),
            "this line is bold as a heading would be, and goes on in the next",
            "Begin it with `### ` instead of `**`, and put an empty line below it.",
        )
    sign = _sign_of_rows(lines)
    if sign:
        context.mistakes.add(
            "table-not-table",
            _place(branch, 0, lines[0].split("\t")[0], context),
            f"these lines are parted by {sign} as a table is, and become one line",
            'Put `::: {.table caption="What it shows" row-headers=1}` before them and '
            "`:::` after them, write each as `| A | B |`, and below the first a line "
            "`|---|---|`.",
        )


def has_rows(branch: Branch) -> bool:
    """Say whether a paragraph is a table that was pasted."""
    text = branch.inside[0].token.content if branch.inside else ""
    return _sign_of_rows(text.split("\n")) is not None


def _sign_of_rows(lines: list[str]) -> str | None:
    """Return what parts the cells of every line, if anything does."""
    if len(lines) > 1:
        for sign, form in (("tabs", _CELLS), ("bars", _BARS)):
            if all(form.match(line.lstrip()) for line in lines):
                return sign
    return None


def _place(branch: Branch, number: int, words: str, context: Context) -> Location:
    line = branch.location.line + number
    return Location(context.path, line, context.lines[line - 1].rfind(words) + 1)
