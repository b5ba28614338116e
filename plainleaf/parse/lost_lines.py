"""What was meant to be more than words at the beginning of a line, and stayed words."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from plainleaf.findings import Location
from plainleaf.parse.context import Context
from plainleaf.parse.directives import BLOCKS
from plainleaf.parse.markdown import Branch
from plainleaf.parse.pasted import has_rows

_LINE_STARTS = (
    (
        re.compile(r":(?:[ \t]|$|\w)"),
        "definition-unreadable",
        "this line begins with a colon and explains no name",
        "Write the name alone on the line before, and a space after the colon.",
    ),
    (
        re.compile(r"#{2,6}[^#\s]|#{7}"),
        "heading-unreadable",
        "this is not a heading, though it begins like one",
        "Put a space after the signs, and use two to six of them.",
    ),
    (
        re.compile(
            r"[\u2022\u2023\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u25e6\u2043\u00b7"
            r"\u2219\u27a2\uf076\uf0a7\uf0b7\uf0d8\uf0fc][ \t\u00a0]"
            r"|[\u2022\u25cf\u00b7\uf0b7][^\W\d_]|[\u00a7\u00bb](?:\t|[ \u00a0]{2,})"
        ),
        "list-typed",
        "this line begins with a bullet that was typed, and is no list",
        "Begin the lines of a list with `- `.",
    ),
    (
        re.compile(r"o(?:[ \u00a0]{2,}|\t[ \t\u00a0]*)\S"),
        "list-typed",
        "this line begins with a bullet of Word's, and is no list",
        "Begin the lines of a list within a list with two spaces and `- `.",
    ),
    (
        re.compile(r"-[^\W\d_]"),
        "list-typed",
        "this line begins with a hyphen without a space, and is no list",
        "Put a space after the hyphen: `- Words`.",
    ),
    (
        re.compile(r"(?:\[[ xX]?\]|\([ xX]?\))[ \t\u00a0]*\w"),
        "check-box",
        "this line begins with a box that is typed, and is no list",
        "Begin it with `- `, within `::: checklist`: the block draws the boxes.",
    ),
    (
        re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", re.IGNORECASE),
        "unknown-block",
        "this line begins a block as another program writes it",
        "Write `::: warning` or `::: note` before the text, and `:::` after it.",
    ),
    (
        re.compile(r"!!!\+?[ \t]+[a-z]+|\?\?\?\+?[ \t]+[a-z]+|\.\.[ \t]+[a-z-]+::"),
        "unknown-block",
        "this line begins a block as another program writes it",
        "Write `::: warning` or `::: note` before the text, and `:::` after it.",
    ),
    (
        re.compile(r"={2,6} [^=]+ ={2,6}[ \t]*$|h[1-6]\. \S"),
        "heading-unreadable",
        "this is a heading as another program writes it",
        "Write `## ` before its words, and nothing after them.",
    ),
    (
        re.compile(r"::[ \t]*\{?\.?[a-z]"),
        "unknown-block",
        "this line begins like a block, and is none",
        "A block begins with three colons: `::: note`.",
    ),
)
SHORT = 40
"""Characters of a line that nobody has wrapped: it ends where it is meant to."""
PAIR = 2
_JOINED_LIST = (
    "list-typed",
    "this line begins as an entry of a list, and goes on a paragraph",
    "Put an empty line before the list; for text, begin the line otherwise.",
)
_DASHED = re.compile(r"[\u2013\u2014][ \t\u00a0]")
_DASHED_LIST = (
    "list-typed",
    "this line begins with a dash that is longer than a hyphen, and is no list",
    "Begin the lines of a list with a hyphen and a space: `- `.",
)
SMALL = frozenset(
    [
        "a",
        "al",
        "an",
        "and",
        "at",
        "de",
        "del",
        "el",
        "for",
        "in",
        "la",
        "of",
        "on",
        "the",
        "to",
        "y",
    ]
)
"""Words that stay small in a name or an address."""
NEAR = 12
"""Lines before and after an entry that was typed, among which its neighbour stands."""
_LABELLED = (
    (
        re.compile(r"(\d{1,2})\)\S"),
        "this line begins with a number, and is no list",
        "Put a space after the bracket: `1) Words`.",
    ),
    (
        re.compile(r"\(?([a-z])\)[ \t]|\((\d{1,2})\)[ \t]|([a-zA-Z])\.[ \t]"),
        "this line begins like an entry of a list, and is none",
        "Begin the lines of a list with `- ` or `1. `.",
    ),
    (
        re.compile(r"\(?(?P<roman>[ivx]{1,4}|[IVX]{1,4})[.)][ \t]"),
        "this line begins like an entry of a list, and is none",
        "Begin the lines of a list with `- ` or `1. `.",
    ),
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_CLOSE_NUMBER = re.compile(r"(\d{1,2})\.(?=[^\W\d_])|(\d{1,2})(?=[ \t][^\W\d_])")
_LOST_NUMBER = (
    "list-typed",
    "this line begins with a number as an entry of a list does, and is none",
    "Write the number, a full stop and a space: `1. Words`.",
)
_NUMBERED = re.compile(r"(\d{1,2})[.)][ \t]")
_HASH = re.compile(r"#[^\W\d_]")


def look_for_lost_lines(branch: Branch, context: Context) -> None:
    """Tell what, at the beginning of a line, was meant to be more than words."""
    text = branch.inside[0].token.content if branch.inside else ""
    lines = text.split("\n")
    begins = branch.location.line
    near = context.lines[max(begins - NEAR, 0) : begins + len(lines) + NEAR]
    lost = _lost_number(lines)
    for number, line in enumerate(lines):
        told = [*_meant(line, only=len(lines) == 1), *_typed_entry(line, near)]
        if _DASHED.match(line) and sum(map(bool, map(_DASHED.match, lines))) > 1:
            told.append(_DASHED_LIST)
        if number == lost:
            told.append(_LOST_NUMBER)
        elif number and lost is None and _in_sequence(_NUMBERED, line, lines):
            told.append(_JOINED_LIST)
        for rule, message, hint in told:
            if rule == "unknown-block":
                context.mistakes.lost.update(BLOCKS)
            if rule == "heading-unreadable":
                context.mistakes.lost.add("heading")
            whole = context.lines[begins + number - 1]
            if rule == "check-box" and whole.lstrip()[:1] not in {"[", "("}:
                continue  # it stands in a list, which tells it
            column = max(whole.rfind(line.strip()), 0) + 1
            place = Location(context.path, begins + number, column)
            context.mistakes.add(rule, place, message, hint)
    _look_for_joined_lines(lines, branch, context)


def _lost_number(lines: list[str]) -> int | None:
    """Return the line that was meant as the first entry of the list below it."""
    for number, (line, after) in enumerate(pairwise(lines)):
        first, second = _CLOSE_NUMBER.match(line), _NUMBERED.match(after)
        second = second or re.match(r"(\d{1,2})\.(?=[^\W\d_])", after)
        if first and second and int(second[1]) == _count(first) + 1:
            return number
    return None


def _look_for_joined_lines(lines: list[str], branch: Branch, context: Context) -> None:
    """Tell of short lines that stand under one another and would become one.

    Text that somebody wrapped looks alike: it has lines that go on in small letters,
    and two lines alone are an address only where each word is like that of a name.
    """
    if any(len(line) >= SHORT for line in lines) or has_rows(branch):
        return
    if not all(_begins_anew(line) for line in lines[1:]):
        return
    if len(lines) == PAIR and not all(map(_is_name, lines)):
        return
    for number, (line, after) in enumerate(pairwise(lines)):
        end = line.rstrip()
        if end[-1:].isalnum() and line == end and not _is_labelled(after):
            place = Location(
                context.path,
                branch.location.line + number,
                max(context.lines[branch.location.line + number - 1].rfind(end), 0) + 1,
            )
            context.mistakes.add(
                "lines-joined",
                place,
                "this line and the next become one line of text",
                "Write a backslash at its end to keep them apart, or make a list.",
            )
            return


def _begins_anew(line: str) -> bool:
    return line[:1].isupper() or line[:1].isdigit()


def _is_name(line: str) -> bool:
    """Say whether a line is like one of an address: no word of it is a small one."""
    return all(_begins_anew(word) or word in SMALL for word in line.split())


def _meant(line: str, *, only: bool) -> Iterator[tuple[str, str, str]]:
    """Yield rule, message and hint for what a line begins like."""
    for sign, rule, message, hint in _LINE_STARTS:
        # A bullet may be typed further in, as that of a list within a list.
        if sign.match(line.lstrip(" \t") if rule == "list-typed" else line):
            yield rule, message, hint
    if only and _HASH.match(line):
        yield (
            "heading-unreadable",
            "this is not a heading, though it begins like one",
            "Put a space after the sign; for text, write `\\#`.",
        )


def _typed_entry(line: str, near: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what to say of a line that begins as an entry of a list, and is none."""
    for form, message, hint in _LABELLED:
        if _in_sequence(form, line, near):
            yield "list-typed", message, hint
            return


def _in_sequence(form: re.Pattern[str], line: str, near: Iterable[str]) -> bool:
    """Say whether a line begins with a label whose neighbour begins another line.

    One label alone is where somebody wrapped a sentence: "65. It is", "(2) with food".
    """
    label = form.match(line)
    others = [form.match(other.lstrip("> \t")) for other in near] if label else []
    return any(
        other and label and abs(_count(other) - _count(label)) == 1 for other in others
    )


def _is_labelled(line: str) -> bool:
    forms = (_NUMBERED, *(form for form, _, _ in _LABELLED))
    return any(form.match(line) for form in forms)


def _count(label: re.Match[str]) -> int:
    """Return the number of a label; of a letter its place, of no number a far one."""
    shown = label[label.lastindex or 0]
    if label.lastgroup == "roman":
        roman = shown.lower()
        return _ROMAN.index(roman) if roman in _ROMAN else -PAIR
    return int(shown) if shown.isdigit() else ord(shown)
