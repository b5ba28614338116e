"""Lists and quotations that may not have been meant.

Markdown takes a sign or a number at the beginning of a line away.
"""

import re

from plainleaf.parse.context import Context
from plainleaf.parse.markdown import Branch

_BELOW_NOUGHT = re.compile(
    r"\d+(?:[.,]\d+)?(?:\s*$|\s?(?:[°º]\s?[CF]?|[℃℉%٪D]|degrees?|grados?|points?|puntos?"
    r"|diopt(?:re|er)s?|dioptrías?|kg|dB|mm\s?Hg|mmol)(?!\w))"
)
"""A figure alone, or one of what has figures below nought: a temperature, a lens, a
change. Nobody takes -2 tablets or packs -2 pairs of socks."""
_STAR = re.compile(r"[^\s*]\*(?:[\s.,;:)|]|$)")


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
    """Tell of one bullet alone that is a minus, or the star of a note below a text.

    A list of one entry is a list: only what can be below nought, and a star that
    another star before it calls for, are taken for signs.
    """
    line = branch.location.line - 1
    if len(branch.inside) > 1 or branch.location.column > 1 or context.around:
        return
    sign = branch.token.markup
    before = [text for text in context.lines[:line] if text.strip()]
    if before and before[-1].rstrip().endswith(":"):
        return
    words = context.lines[line].lstrip()[1:].lstrip()
    minus = sign == "-" and _BELOW_NOUGHT.match(words)
    if minus or (sign == "*" and any(map(_has_star, before))):
        context.mistakes.add(
            "sign-as-bullet",
            branch.location,
            f"the `{sign}` at the beginning of this line becomes a bullet",
            f"Write `\\{sign}` for the sign, or a line that ends in a colon before a "
            "list.",
        )


def _has_star(line: str) -> bool:
    """Say whether a star that ends a word has no other: two make stress."""
    words = re.sub(r"\*\*|^\s*\*\s", "", line)
    return words.count("*") % 2 == 1 and bool(_STAR.search(words))


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
