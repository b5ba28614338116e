"""What is wrong with a text that is no YAML, in an editor's words and at its line.

The reader of YAML stops where it can go on no more, which is often a line or two after
the mistake, and says why in its own terms. Here the lines before are looked at.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

COMPARE = "Write keys and values as the example in docs/writing.md has them."
_NOT_CLOSED = ("expected ','", "found unexpected end of stream")
_IN_PLAIN_WORDS = (
    (
        "mapping keys are not allowed",
        "a value cannot begin with a question mark",
        'Put the value in "quotation marks".',
    ),
    (
        "escape",
        "a backslash stands between double quotation marks",
        "Put the value in single ones: 'C:\\Leaflets'.",
    ),
    (
        "expected a comment or a line break",
        "a value cannot begin with this sign",
        'Put the value in "quotation marks".',
    ),
    (
        "mapping values are not allowed",
        "a second colon stands in this value",
        'Put the value in "quotation marks".',
    ),
    (
        "found character '\\t'",
        "this line begins with a tab",
        "Use spaces.",
    ),
    (
        "could not find expected ':'",
        "this line has no colon after its key",
        "Write a key, a colon, a space and its value, as `title: Asthma`.",
    ),
    (
        "found unexpected end of stream",
        "this quotation mark is not closed",
        "Add the closing quotation mark.",
    ),
    (
        "expected <block end>",
        "this line is not indented as the lines above it",
        "Give keys that belong together the same indentation.",
    ),
    (
        "sequence entries are not allowed",
        "a list begins in the middle of a line",
        'Put the value in "quotation marks" if it is text.',
    ),
    (
        "expected alphabetic or numeric character",
        "a value cannot begin with `*` or `&`",
        'Put the value in "quotation marks".',
    ),
    (
        "cannot start any token",
        "a value cannot begin with this character",
        'Put the value in "quotation marks".',
    ),
    (
        "expected ',' or ']'",
        "a list in square brackets is not closed",
        "Put commas between its values and `]` at its end.",
    ),
    (
        "expected ',' or '}'",
        "braces are not closed",
        "Put commas between the pairs and `}` at their end.",
    ),
)


_KEY = re.compile(r"[ \t]*(?:- +)*[\w.-]+(?=:(?:\s|$))")
_ENTRY = re.compile(
    r"[ \t]*(?P<sign>-|[*\u2022\u00b7\u2010-\u2015][ \t]*)"
    r"(?P<key>[A-Za-z_][\w-]*:)(?:\s|$)"
)
_COLON_AND_VALUE = re.compile(r"[ \t]*(?:- +)*[A-Za-z_][\w-]*:(?=[^\s:/])")
_OPENS = re.compile(r"""(?:^|[:\[{,-])[ \t]+(["'])""")
_CURLY = re.compile(r"[:-][ \t]+[\u201c\u201d\u201e\u00ab]")
_INDENTATION = "Give keys that belong together the same indentation."


class Fault(NamedTuple):
    """A mistake: line and column, counted from 0, and what to say of it."""

    line: int
    column: int
    message: str
    hint: str


def explained(trouble: yaml.MarkedYAMLError, lines: Sequence[str]) -> Fault:
    """Return what is wrong where the reader of YAML gave up."""
    mark: Any = trouble.problem_mark or trouble.context_mark
    said = f"{trouble.problem or trouble.context}"
    if mark is None:
        return Fault(0, 0, f"this is not YAML: {said}", COMPARE)
    return (
        _hyphen_close(mark, lines)
        or _quotation_open(said, mark, lines)
        or _colon_missing(said, trouble.context_mark, mark, lines)
        or _indentation(said, mark, lines)
        or _curly(said, mark, lines)
        or _as_said(said, trouble, lines)
    )


def _as_said(said: str, trouble: yaml.MarkedYAMLError, lines: Sequence[str]) -> Fault:
    mark: Any = trouble.problem_mark or trouble.context_mark
    message, hint = f"this is not YAML: {said}", COMPARE
    for sign, words, remedy in _IN_PLAIN_WORDS:
        if sign in said:
            message, hint = words, remedy
            break
    # What is not closed is looked for where it was opened.
    if trouble.context_mark and said.startswith(_NOT_CLOSED):
        mark = trouble.context_mark
    before = _line(lines, mark.line)[: mark.column].rstrip()
    if _line(lines, mark.line).lstrip().startswith("|"):
        message = "a row of a table stands where keys with values are expected"
        hint = "Begin each medicine with `- medicine:`; docs/writing.md has an example."
    if "\\t" in said and before:
        message, hint = "a tab stands here", "Delete it, and press the space bar."
    if "<block end>" in said and before[-1:] in {"'", '"'}:
        message = "words stand behind a closing quotation mark"
        hint = (
            "Put the whole value between the two quotation marks; those within it are "
            "curly, “like these”."
        )
    if "<block end>" in said and before[-1:] in {"]", "}"}:
        message = "words stand behind a closing bracket"
        hint = 'Put the whole value in "quotation marks".'
    return Fault(mark.line, mark.column, message, hint)


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def _above(lines: Sequence[str], number: int) -> int:
    """Return the number of the last line with words before a line, -1 for none."""
    number -= 1
    while number >= 0 and not _line(lines, number).strip():
        number -= 1
    return number


def _quotation_open(said: str, mark: Any, lines: Sequence[str]) -> Fault | None:
    """Find a quotation mark that is closed by what should open the next value.

    The text between then holds the key of that next value.
    """
    if "<block end>" not in said and "mapping values" not in said:
        return None
    closing = _OPENS.search(_line(lines, mark.line))
    if not closing or not _KEY.match(_line(lines, mark.line)):
        return None
    sign = closing[1]
    if closing.end() > mark.column:
        return None
    for number in range(mark.line - 1, -1, -1):
        line = _line(lines, number)
        opening = _OPENS.search(line)
        if opening and opening[1] == sign and sign not in line[opening.end() :]:
            return Fault(
                number,
                opening.end() - 1,
                "this quotation mark is not closed",
                "Add the closing quotation mark at the end of the value.",
            )
        if sign in line:
            return None
    return None


def _hyphen_close(mark: Any, lines: Sequence[str]) -> Fault | None:
    """Find an entry whose hyphen has no space after it, or is another sign."""
    for number in (mark.line, _above(lines, mark.line)):
        found = _ENTRY.match(_line(lines, number))
        if found:
            return Fault(
                number,
                found.start("sign"),
                "this line does not begin as an entry of a list does",
                f"Begin it with a hyphen and a space: `- {found['key']}`.",
            )
    return None


def _colon_missing(
    said: str, begun: Any, mark: Any, lines: Sequence[str]
) -> Fault | None:
    """Find a line without a colon, or without a space after it."""
    if "could not find expected ':'" in said and begun:
        number, column = begun.line, begun.column
    elif "mapping values" in said and _ends_key(mark, lines):
        number = _above(lines, mark.line)
        line = _line(lines, number)
        column = _begin(line)
        # Further in, a line without a colon may be the rest of a value.
        alone = _begin(_line(lines, mark.line)) == 0
        if number < 0 or _KEY.match(line):
            return None
        if not alone and not _COLON_AND_VALUE.match(line):
            return None
    else:
        return None
    if _COLON_AND_VALUE.match(_line(lines, number)):
        return Fault(
            number,
            column,
            "no space stands after the colon of this key",
            "Put a space after the colon, as `title: Asthma`.",
        )
    return Fault(
        number,
        column,
        "this line has no colon with a space after it",
        "Write a key, a colon, a space and its value, as `title: Asthma`.",
    )


def _ends_key(mark: Any, lines: Sequence[str]) -> bool:
    """Say whether a mark stands at the colon after the key of its line."""
    key = _KEY.match(_line(lines, mark.line))
    return bool(key and key.end() == mark.column)


def _begin(line: str) -> int:
    """Return the column that the first key of a line stands in, after its hyphen."""
    found = re.match(r"[ \t]*(?:- +)*", line)
    return found.end() if found else 0


def _indentation(said: str, mark: Any, lines: Sequence[str]) -> Fault | None:
    """Find the line that stands further left or right than those it belongs to."""
    line = _line(lines, mark.line)
    if "mapping values" in said and _ends_key(mark, lines):
        above = _above(lines, mark.line)
        before = _line(lines, above)
        if not _KEY.match(before) or _begin(line) <= _begin(before):
            return None
        further = _line(lines, _above(lines, above))
        alike = _KEY.match(further) and _begin(further) == _begin(line)
        return _moved(above if alike else mark.line, lines)
    if "<block end>, but found '-'" in said:
        # An entry that its list does not reach: a key before it ended the list.
        number = _above(lines, mark.line)
        while number >= 0 and _begin(_line(lines, number)) > mark.column:
            number = _above(lines, number)
        if number >= 0 and _KEY.match(_line(lines, number)):
            return _moved(number, lines)
    return None


def _moved(number: int, lines: Sequence[str]) -> Fault:
    line = _line(lines, number)
    return Fault(
        number,
        len(line) - len(line.lstrip()),
        "this line is not indented as the lines that it belongs to",
        _INDENTATION,
    )


def _curly(said: str, mark: Any, lines: Sequence[str]) -> Fault | None:
    """Find a value that was put in quotation marks which YAML does not know."""
    found = _CURLY.search(_line(lines, mark.line))
    if "mapping values" not in said or not found or found.end() > mark.column:
        return None
    return Fault(
        mark.line,
        found.end() - 1,
        "these quotation marks are curly, and a second colon stands between them",
        'Type straight quotation marks around the value: "…".',
    )
