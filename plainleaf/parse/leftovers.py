"""What looks like a mark and stayed text: told, so that no sign is printed so."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from plainleaf.findings import Location
from plainleaf.parse.context import Context
from plainleaf.parse.markdown import Branch, Run

_LEFT_BRACKETS = re.compile(r"\]\[([^\]\n]*)|\]\(|\](?=\{)")
_LEFT_LINK = re.compile(
    r"\[\[[^\[\]\n]+\]\]"
    r"|\] \((?=(?:(?:https?|ftp):/|mailto:|tel:|www\.|#[^\W\d]"
    r"|[^()\s]*\.(?:html?|pdf|docx?|xlsx?|epub|md|png|jpe?g|svg|webp|mp[34])\b)"
    r"[^()\s]*\))"
)
"""What leads somewhere by its form: a page and a short form, "(p.4)", "(e.g.)", do
not."""
_LEFT_NOTE = re.compile(r"\[\^[^\]\n]*\]?|\^\[[^\]\n]*\]?")
_LEFT_MARKS = re.compile(
    r"(?<![=\w])==[^\s=](?:[^=\n]*[^\s=])?==(?![=\w])"
    r"|(?<![+\w])\+\+[^\s+](?:[^+\n]*[^\s+])?\+\+(?![+\w])"
    r"|\^[^\s^]{1,20}\^|(?<=\w)~[^\s~]{0,19}[^\s~\u2010-\u2015-]~(?!~)"
)
_LEFT_BRACES = re.compile(r"\{\s*(?:[.#][\w-]+|[\w-]+=)[^{}\n]*\}")
_LEFT_DOTS = re.compile(r"\.{5,}|\u2026{3,}")
_LEFT_CITATION = re.compile(r"(?<![\w@.])@([A-Za-z0-9][\w.-]*\w)")
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
        re.compile(r"[\u2022\u2023\u25aa\u25cf\u25e6\u2043\u00b7\u2219][ \t\u00a0]"),
        "list-typed",
        "this line begins with a bullet that was typed, and is no list",
        "Begin the lines of a list with `- `.",
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
        re.compile(r"\(?([a-z])\)[ \t]|\((\d{1,2})\)[ \t]"),
        "this line begins like an entry of a list, and is none",
        "Begin the lines of a list with `- ` or `1. `.",
    ),
)
_NUMBERED = re.compile(r"(\d{1,2})[.)][ \t]")
_HASH = re.compile(r"#[^\W\d_]")
_HTML_BLOCKS = {
    "b": "`**bold**`",
    "strong": "`**bold**`",
    "i": "`*stress*`",
    "em": "`*stress*`",
    "a": "`[words](https://…)`",
    "img": "`![what it shows](images/x.png)`",
    "br": "a backslash at the end of the line",
    "table": "`::: table`",
    "ul": "lines that begin with `- `",
    "ol": "lines that begin with `1. `",
    "li": "lines that begin with `- `",
    "h1": "`# Title`",
    "h2": "`## Heading`",
    "h3": "`### Heading`",
    "div": "`::: note` or another block",
    "span": "`[words]{lang=fr}`",
    "p": "an empty line between paragraphs",
    "hr": "a heading",
    "abbr": "`abbreviations:` in the front matter",
    "sup": "`[^1]` for a note",
    "details": "a heading and its text",
    "blockquote": "lines that begin with `> `",
    "figure": "`::: figure`",
    "!--": "`::: reviewer` for a remark",
}


def look_for_leftovers(text: str, at: int, run: Run, context: Context) -> None:
    """Tell what looks like a mark and stayed text."""
    for match in _LEFT_BRACKETS.finditer(text):
        place = run.place(at + match.start())
        if match[0] == "]":
            context.mistakes.add(
                "attributes-unreadable",
                place,
                "a brace is opened after this bracket and not closed",
                "Write [words]{lang=fr}, with `}` on the same line.",
            )
        elif match[0] == "](":
            context.mistakes.add(
                "link-unreadable",
                place,
                "these brackets do not make a link",
                "Write [words](https://…) without spaces in the address, or "
                "<angle brackets> around it.",
            )
        else:
            context.mistakes.add(
                "undefined-reference",
                place,
                f"`[{match[1]}]` is defined nowhere",
                f"Add a line `[{match[1]}]: https://…`; where brackets are text, "
                f"write `]\\[{match[1]}]`.",
            )
    for match in _LEFT_BRACES.finditer(text):
        context.mistakes.add(
            "attributes-unreadable",
            run.place(at + match.start()),
            f"`{match[0]}` belongs to nothing",
            "Put words in square brackets right before it: [words]{lang=fr}.",
        )
    for match in _LEFT_LINK.finditer(text):
        context.mistakes.add(
            "link-unreadable",
            run.place(at + match.start()),
            "these brackets do not make a link",
            "Write [words](https://…), with nothing between the two brackets.",
        )
    for match in _LEFT_NOTE.finditer(text):
        context.mistakes.add(
            "undefined-note",
            run.place(at + match.start()),
            f"`{match[0]}` is no mark of a note",
            "Write [^1], without spaces, and the note in a line that begins `[^1]: `.",
        )
    for match in _LEFT_MARKS.finditer(text):
        context.mistakes.add(
            "marks-left",
            run.place(at + match.start()),
            f"the signs of `{match[0]}` make nothing here, and stay in the text",
            "Take them away; type a small figure as such (H₂O, m²).",
        )
    for match in _LEFT_DOTS.finditer(text):
        context.mistakes.add(
            "typed-blank",
            run.place(at + match.start()),
            "a blank is typed with dots, which are read out one by one",
            'Use a block of its own: `::: {.write-in label="Your name"}`.',
        )
    for match in _LEFT_CITATION.finditer(text):
        if any(ref.id == match[1] for ref in context.front.references):
            context.mistakes.add(
                "citation-unreadable",
                run.place(at + match.start()),
                f"`@{match[1]}` is not in a citation",
                f"Write [@{match[1]}], in square brackets and with nothing before "
                "the @.",
            )


def look_for_lost_lines(branch: Branch, context: Context) -> None:
    """Tell what, at the beginning of a line, was meant to be more than words."""
    text = branch.inside[0].token.content if branch.inside else ""
    lines = text.split("\n")
    begins = branch.location.line
    near = context.lines[max(begins - NEAR, 0) : begins + len(lines) + NEAR]
    for number, line in enumerate(lines):
        told = [*_meant(line, only=len(lines) == 1), *_typed_entry(line, near)]
        if number and _in_sequence(_NUMBERED, line, lines):
            told.append(_JOINED_LIST)
        for rule, message, hint in told:
            whole = context.lines[begins + number - 1]
            column = max(whole.rfind(line.strip()), 0) + 1
            place = Location(context.path, begins + number, column)
            context.mistakes.add(rule, place, message, hint)
    _look_for_joined_lines(lines, branch, context)


def _look_for_joined_lines(lines: list[str], branch: Branch, context: Context) -> None:
    """Tell of short lines that stand under one another and would become one.

    Text that somebody wrapped looks alike: it has lines that go on in small letters,
    and two lines alone are an address only where each word is like that of a name.
    """
    if any(len(line) >= SHORT for line in lines):
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
        if sign.match(line):
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
    shown = label[label.lastindex or 0]
    return int(shown) if shown.isdigit() else ord(shown)


def tell_html(html: str, place: Location, context: Context) -> None:
    """Tell that HTML stands in the text, and what to write in its place."""
    match = re.match(r"</?\s*(!--|[A-Za-z][A-Za-z0-9]*)", html)
    name = match[1].lower() if match else ""
    shown = html.split("\n", maxsplit=1)[0][:40]
    instead = _HTML_BLOCKS.get(
        name, "Markdown, or one of the blocks in docs/writing.md"
    )
    context.mistakes.add(
        "raw-html",
        place,
        f"`{shown}` is HTML",
        f"Write {instead} instead; for a `<` that is text, write `\\<`.",
    )
