"""Spaces that look like ordinary ones: Word and web pages leave them after bullets.

Markdown and YAML know the space bar's space alone, so `##` and a no-break space make no
heading, and nobody can see why. Where such a space can only be meant as an ordinary one
it is taken for one, at the same column; where that changes what a line is, it is told.
In the middle of words it stays: there it keeps a number with its unit.

Source: CommonMark 0.31, 2.1 (a space is U+0020); YAML 1.2.2, 5.5 (white space).
"""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from plainleaf.findings import Location
from plainleaf.parse.mistakes import Mistakes

_ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ANY = rf"[ \t{_ODD}]"
_IS_ODD = re.compile(f"[{_ODD}]")
_MARKED = re.compile(
    rf"{_ANY}*(?:#{{1,6}}|[-*]|:|(?P<number>\d{{1,2}})[.)]){_ANY}+(?=(?P<first>[^\s]))"
)
_WITHOUT_WORDS = re.compile(rf"{_ANY}*(?::{{3,}}.*|[|:\-\s]*)")
"""Lines of colons, the line under the headings of a table, and empty lines."""
_BRACES = re.compile(rf"\{{{_ANY}*(?:[.#][^\W\d]|[A-Za-z][\w-]*=)[^{{}}\n]*\}}")
_QUOTED = re.compile("\"[^\"]*\"|'[^']*'|[\u201c\u201d\u201e][^\u201c\u201d]*\u201d?")
_YAML_BEGIN = re.compile(
    rf"(?:{_ANY}|-(?={_ANY}))*(?:[A-Za-z_][\w-]*{_ANY}*:(?={_ANY}|$){_ANY}*)?"
)
_HINT = "Delete it, and press the space bar."


def with_plain_spaces(text: str, path: PurePosixPath, mistakes: Mistakes) -> str:
    """Return a source with ordinary spaces where only those can be meant."""
    if not _IS_ODD.search(text):
        return text
    lines = text.split("\n")
    plain = list(lines)
    for number, line in enumerate(lines):
        found = _MARKED.match(line)
        if _WITHOUT_WORDS.fullmatch(line):
            plain[number] = _outside_quotes(line)
        elif found and _is_meant(found, number, lines) and _IS_ODD.search(found[0]):
            place = Location(path, number + 1, _first_odd(found[0]))
            sign = found[0].strip()
            mistakes.add("odd-space", place, _said(f"beside `{sign}`"), _HINT)
            plain[number] = _IS_ODD.sub(" ", found[0]) + line[found.end() :]
        plain[number] = _BRACES.sub(lambda one: _outside_quotes(one[0]), plain[number])
    return "\n".join(plain)


def with_plain_yaml(
    text: str, path: PurePosixPath, first_line: int, mistakes: Mistakes
) -> str:
    """Return YAML with ordinary spaces before its keys and after their colons."""
    if not _IS_ODD.search(text):
        return text
    plain = []
    for number, line in enumerate(text.split("\n")):
        found = _YAML_BEGIN.match(line)
        begin = found[0] if found else ""
        if _IS_ODD.search(begin) and line.strip():
            place = Location(path, first_line + number, _first_odd(begin))
            mistakes.add("odd-space", place, _said("here"), _HINT)
        plain.append(_IS_ODD.sub(" ", begin) + line[len(begin) :])
    return "\n".join(plain)


def _is_meant(found: re.Match[str], number: int, lines: Sequence[str]) -> bool:
    """Say whether a sign at the beginning of a line can only be a mark.

    A minus or number may also be where somebody wrapped a sentence: "-5 °C", "1. May".
    """
    if not found["number"] and not (found["first"].isdigit() and "-" in found[0]):
        return True
    beside = [
        _MARKED.match(line)
        for line in (*lines[max(number - 2, 0) : number], *lines[number + 1 :][:2])
    ]
    if not found["number"]:
        return any(one and "-" in one[0] for one in beside)
    return any(
        one and one["number"] and abs(int(one["number"]) - int(found["number"])) == 1
        for one in beside
    )


def _said(where: str) -> str:
    return (
        f"a space of another kind stands {where}: it looks like an ordinary one, and "
        "is taken for one"
    )


def _first_odd(text: str) -> int:
    found = _IS_ODD.search(text)
    return found.start() + 1 if found else 1


def _outside_quotes(text: str) -> str:
    """Return a text with ordinary spaces, but for what stands in quotation marks."""
    parts = []
    begin = 0
    for quoted in _QUOTED.finditer(text):
        parts += [_IS_ODD.sub(" ", text[begin : quoted.start()]), quoted[0]]
        begin = quoted.end()
    return "".join([*parts, _IS_ODD.sub(" ", text[begin:])])
