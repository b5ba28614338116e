"""What looks like a mark and stayed text: told, so that no sign is printed so."""

import re

from plainleaf.parse.context import Context
from plainleaf.parse.markdown import Run

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
_LEFT_NUMBER = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[^\W\d_]{2}[.,;:]))[\u00b9\u00b2\u00b3\u2074-\u2079]+"
)
"""Marks of notes as another program types them; m² is a unit."""
_LEFT_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#x?[0-9A-Fa-f]{2,6});|&nbsp\b")
_LEFT_FIELD = re.compile(
    r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\{(?:--|\+\+|>>|~~)[^{}\n]*\}"
    r"|\{ ?(?:PAGE|NUMPAGES|HYPERLINK|TOC|REF)\b[^{}\n]*\}|HYPERLINK \S+"
    r"|Error! (?:Reference source|Bookmark) not[\w ]*\."
    r"|¡Error! No se encuentra el origen de la referencia\."
    r"|Feil! Fant ikke referansekilden\."
)
"""What Word, or a system of web pages, puts another text in the place of."""
_LEFT_CONTENTS = re.compile(r"[ \t]*\d{1,3}(?:\n|$)")
_DOUBLED = re.compile(r"(?:[A-Za-z]{2,8}|#x?[0-9A-Fa-f]{2,6});")
"""What follows an `&amp;` that a page was given twice."""
_LEFT_TAG = re.compile(r"</?[a-z]{1,5}:[A-Za-z]\w*(?:\s[^<>\n]*)?/?>|<!\[[^\]\n]+\]>")
"""Tags of Word's own, which are none of HTML's."""
_LEFT_TICK = re.compile(r"`+")
_LEFT_BRACES = re.compile(
    r"\{\s*(?:[.#][A-Za-z][\w-]+|[A-Za-z][\w-]+=)[^{}\n]*(?P<end>\})?"
)
_LEFT_ROUND = re.compile(
    r"[(\[]((?:aspect|lang|caption|level|ref|label|row-headers)=[^()\[\]\n]*)[)\]]"
)
_LEFT_DOTS = re.compile(r"\.{5,}|\u2026{3,}")
_LEFT_CITATION = re.compile(r"(?<![\w@.])@([A-Za-z0-9][\w.-]*\w)")


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
            message, hint = _no_link(text, match)
            context.mistakes.add("link-unreadable", place, message, hint)
        else:
            context.mistakes.add(
                "undefined-reference",
                place,
                f"`[{match[1]}]` is defined nowhere",
                f"Add a line `[{match[1]}]: https://…`; where brackets are text, "
                f"write `]\\[{match[1]}]`.",
            )
    _look_for_attributes(text, at, run, context)
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
    for match in _LEFT_NUMBER.finditer(text):
        context.mistakes.add(
            "undefined-note",
            run.place(at + match.start()),
            f"`{match[0]}` is printed as it stands, and leads nowhere",
            "Write [@its-id] for a work under `references:`, or [^1] for a note.",
        )
    doubled = _DOUBLED.match(text) if run.text[:at].endswith("&amp;") else None
    begin = at - len("&amp;") if doubled else at
    for match in [doubled] if doubled else _LEFT_ENTITY.finditer(text):
        context.mistakes.add(
            "marks-left",
            run.place(begin + match.start()),
            f"`&{match[0].lstrip('&')}` is a character of a web page, and is printed "
            "as it stands",
            "Delete it, and type the character or a space.",
        )
    for match in _LEFT_FIELD.finditer(text):
        context.mistakes.add(
            "marks-left",
            run.place(at + match.start()),
            f"`{match[0]}` is an order to another program, and is printed as it stands",
            "Delete it, and type what readers are to see there.",
        )
    for match in _LEFT_TAG.finditer(text):
        context.mistakes.add(
            "raw-html",
            run.place(at + match.start()),
            f"`{match[0]}` comes from Word, and is printed as it stands",
            "Delete it.",
        )
    for match in _LEFT_TICK.finditer(text):
        context.mistakes.add(
            "marks-left",
            run.place(at + match.start()),
            "a backtick stays in the text as a sign",
            "Delete it, or type the apostrophe that is meant: \u2019.",
        )
    for match in _LEFT_DOTS.finditer(text):
        if _LEFT_CONTENTS.match(text, match.end()):
            context.mistakes.add(
                "typed-blank",
                run.place(at + match.start()),
                "dots and the number of a page stand here, as in a list of contents",
                "Delete the list: every edition makes its own.",
            )
            continue
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


def _look_for_attributes(text: str, at: int, run: Run, context: Context) -> None:
    """Tell what was meant as attributes, and is printed."""
    for match in _LEFT_BRACES.finditer(text):
        place = run.place(at + match.start())
        # What is no heading for want of a space is told as that.
        if context.lines[place.line - 1].lstrip().startswith("##"):
            if match["end"]:
                continue
            message = f"the brace of `{match[0].strip()}` is not closed, and is printed"
            hint = "Write `}` after the last word, as `## Words {aspect=risks}`."
        elif match["end"]:
            message = f"`{match[0]}` belongs to nothing"
            hint = "Take away the space before the brace."
            if not text[: match.start()].endswith("] "):
                hint = "Put words in square brackets right before it: [words]{lang=fr}."
        else:
            message = f"the brace of `{match[0].strip()}` is not closed"
            hint = "Write `}` after it; for a brace that is text, write `\\{`."
        context.mistakes.add("attributes-unreadable", place, message, hint)
    for match in _LEFT_ROUND.finditer(text):
        context.mistakes.add(
            "attributes-unreadable",
            run.place(at + match.start()),
            f"`{match[0]}` is printed as it stands: its brackets are not braces",
            f"Write {{{match[1]}}}, in braces.",
        )


def stray(sign: str, before: str, after: str) -> tuple[str, str]:
    """Return message and hint for an asterisk or underscore that is no mark.

    `before` and `after` are the two characters on either side.
    """
    name = "asterisk" if sign == "*" else "underscore"
    if sign == "*" and re.search(r"\d ?$", before) and re.match(r" ?\d", after):
        return (
            "an asterisk stands for “times”, and is read out as an asterisk",
            "Write “times” or \N{MULTIPLICATION SIGN}; for an asterisk, write `\\*`.",
        )
    message = f"an {name} stays in the text as a sign: the marks are not a pair"
    note = "; for a note below the text, write `[^1]`" if sign == "*" else ""
    return (
        message,
        (
            "Put as many right before the first letter as right after the last, or "
            f"delete them{note}; for an {name} that is text, write `\\{sign}`."
        ),
    )


def _no_link(text: str, match: re.Match[str]) -> tuple[str, str]:
    """Return message and hint for brackets by what they were to lead to."""
    if ")" not in text[match.end() :]:
        return (
            "the round bracket of this link or picture is not closed",
            "Write `)` right after the address.",
        )
    opened = text.rfind("[", 0, match.start())
    if opened > 0 and text[opened - 1] == "!":
        return (
            "these brackets do not make a picture",
            (
                "Give the file a name without spaces, as "
                "![what it shows](images/peel-off.svg)."
            ),
        )
    address = text[match.end() :].partition(")")[0].strip()
    mail = re.fullmatch(r"mailto:\s+(\S+)", address)
    if mail:
        return (
            "these brackets do not make a link",
            f"Take the space out of the address: (mailto:{mail[1]}).",
        )
    if re.match(r"https?://\S+\s", address):
        return (
            "a space in the address keeps these brackets from being a link",
            f"Write `%20` for it: ({re.sub(r'[ ]+', '%20', address)}).",
        )
    if text[match.end() :].startswith("tel:"):
        return (
            "these brackets do not make a link",
            (
                "Write the number in the address without spaces, with its country: "
                "[01632 960 100](tel:+441632960100)."
            ),
        )
    return (
        "these brackets do not make a link",
        ("Write [words](https://…), without spaces or brackets in the address."),
    )
