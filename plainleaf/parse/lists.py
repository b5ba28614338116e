"""Lists and quotations that may not have been meant.

Markdown takes a sign or a number at the beginning of a line away.
"""

import re

from plainleaf.parse.context import Context
from plainleaf.parse.markdown import Branch

_NO_TEXT = re.compile(r"\s*(?::::|#|>|$)")


def look_at(branch: Branch, context: Context) -> None:
    """Tell of signs that became bullets, numbers that change, entries without words."""
    if branch.token.markup == "+":
        context.mistakes.add(
            "plus-as-bullet",
            branch.location,
            "the plus sign at the beginning of this line becomes a bullet",
            "Use `-` for a list; write “positive” or `\\+` for the sign.",
        )
    elif branch.type == "bullet_list":
        _look_for_sign(branch, context)
    else:
        _look_for_numbers(branch, context)
    for entry in branch.inside:
        if not entry.inside:
            context.mistakes.add(
                "block-empty",
                entry.location,
                "this entry of a list has no words",
                "Write them on the same line, or delete it.",
            )


def _look_for_sign(branch: Branch, context: Context) -> None:
    """Tell of one bullet alone that goes on a line of text, or stands at a figure."""
    line = branch.location.line - 1
    if len(branch.inside) > 1 or branch.location.column > 1:
        return
    sign = branch.token.markup
    words = context.lines[line].lstrip()[1:].lstrip()
    above = context.lines[line - 1] if line else ""
    if sign == "*" or words[:1].isdigit() or not _NO_TEXT.match(above):
        context.mistakes.add(
            "sign-as-bullet",
            branch.location,
            f"the `{sign}` at the beginning of this line becomes a bullet",
            f"Write `\\{sign}` for the sign; a list has an empty line before it, and "
            "two entries or more.",
        )


def _look_for_numbers(branch: Branch, context: Context) -> None:
    typed = [int(entry.token.info or 0) for entry in branch.inside]
    alone = len(typed) == 1 and typed[0] > 1
    # Lists with the same number before each entry count by themselves on purpose.
    counted = len(set(typed)) == 1 and not alone
    for position, (entry, number) in enumerate(zip(branch.inside, typed, strict=True)):
        shown = typed[0] + position
        if alone or (number != shown and not counted):
            context.mistakes.add(
                "list-number",
                entry.location,
                f"`{number}.` becomes the number of a list"
                if alone
                else f"this entry is typed as {number} and would be shown as {shown}",
                "Write `\\.` after a number that is text; number a list 1, 2, 3, "
                "and indent what belongs to an entry by three spaces.",
            )
            return


def look_at_quote(branch: Branch, context: Context) -> None:
    """Tell of `>5 mg` and `> 5 mg`, where the sign meant "more than"."""
    line = context.lines[branch.location.line - 1][branch.location.column - 1 :]
    if re.match(r">\s*[$£€]?\d|>\s*=", line):
        context.mistakes.add(
            "sign-as-quote",
            branch.location,
            "the `>` at the beginning of this line makes a quotation, and is lost",
            "Write “more than”, or `\\>` for the sign.",
        )
