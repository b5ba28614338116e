"""Inline tokens become the model's inlines, each with its line and column.

Citations and marks of notes have no number yet, and no abbreviation or term is
marked: those depend on the reading order, and reading_order.py sees to them.

The module passes 300 lines because one builder, with one stack, closes every mark.
"""

import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from plainleaf.findings import Location
from plainleaf.model import (
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Risk,
    Strong,
    Term,
    Text,
)
from plainleaf.parse import directives
from plainleaf.parse.attributes import NONE, Attributes
from plainleaf.parse.characters import direction_control_in, illegal_in
from plainleaf.parse.citations import citation
from plainleaf.parse.context import NESTING_LIMIT, Context
from plainleaf.parse.leftovers import look_for_leftovers, stray
from plainleaf.parse.links import link_target
from plainleaf.parse.markdown import Branch, Run, run_of, tokenized
from plainleaf.parse.mistakes import nearest
from plainleaf.parse.raw_html import tell_html
from plainleaf.parse.risks import risk

_SPACES = re.compile(r"[ \t]{2,}|\t")


@dataclass(slots=True)
class _Open:
    """A mark that is open: what it becomes when it is closed."""

    token: Token | None
    parts: list[Inline] = field(default_factory=list)


def inlines(run: Run, context: Context) -> tuple[Inline, ...]:
    """Return the inlines of one block's text."""
    return _Builder(run, context).build()


def branch_words(branch: Branch, context: Context) -> tuple[Inline, ...]:
    """Return the inlines of a block that holds a line of text: paragraph, heading."""
    if not branch.inside:
        return ()
    return inlines(run_of(branch.inside[0], context.lines), context)


def typed_words(text: str, place: Location, context: Context) -> tuple[Inline, ...]:
    """Return the inlines of a text that stands in an attribute or in YAML.

    It may hold what a line of text may; the places in it count from `place`, or are
    `place` where the source has the text in another form.
    """
    parsed = tokenized(text, context.path)
    tokens: tuple[Token, ...] = (Token("text", "", 0, content=text),)
    if parsed.branches and parsed.branches[0].type == "paragraph":
        tokens = tuple(parsed.branches[0].inside[0].token.children or ())
    typed = context.lines[place.line - 1][place.column - 1 :].replace(" ", "\u00a0")
    wanted = text.replace(" ", "\u00a0")
    quoted = typed[:1] in {'"', "'"} and not typed.startswith(wanted)
    exact = typed.startswith(wanted, 1 if quoted else 0)
    start = (place.line - 1, place.column - 1 + quoted)
    columns = (start,) * (text.count("\n") + 1)
    run = Run(text, tokens, context.path, (0,) * len(columns), columns, exact)
    return inlines(run, context)


class _Builder:
    """Turns the flat tokens of a run into nested inlines."""

    def __init__(self, run: Run, context: Context) -> None:
        self._run = run
        self._context = context
        self._mistakes = context.mistakes
        self._stack = [_Open(None)]
        self._too_deep = 0
        self._stray = -2

    def build(self) -> tuple[Inline, ...]:
        for token in self._run.tokens:
            self._token(token)
        while len(self._stack) > 1:
            self._close(None)
        bare = self._run.text.rstrip()
        if bare.endswith("\\") and not bare.endswith("\\\\"):
            self._mistakes.add(
                "marks-left",
                self._run.place(len(bare) - 1),
                "a backslash stays in the text: there is no next line to keep apart",
                "Delete it.",
            )
        return _trimmed(self._stack[0].parts)

    def _place(self, token: Token) -> Location:
        return self._run.place(int(token.meta.get("at", 0)))

    def _token(self, token: Token) -> None:
        match token.type:
            case "text":
                self._text(token)
            case "text_special":
                self._special(token)
            case "softbreak":
                self._space(self._place(token))
            case "hardbreak":
                self._stack[-1].parts.append(LineBreak(self._place(token)))
            case "citation":
                self._citation(token)
            case "note_mark":
                self._note_mark(token)
            case "image":
                self._image(token)
            case "code_inline":
                self._code(token)
            case "html_inline":
                tell_html(token.content, self._place(token), self._context)
            case _ if token.nesting > 0:
                self._open(token)
            case _ if token.nesting < 0:
                self._close(token)
            case other:
                raise AssertionError(other)

    def _text(self, token: Token) -> None:
        if not token.content:
            return
        at = int(token.meta.get("at", 0))
        if token.content.startswith("_") and self._run.text[at : at + 3] == "___":
            self._tell_blank(at)
        if token.content in {"*", "_"}:
            self._tell_stray(token.content, at)
        look_for_leftovers(token.content, at, self._run, self._context)
        start = 0
        for match in _SPACES.finditer(token.content):
            self._piece(token.content[start : match.start()] + " ", at + start)
            start = match.end()
        self._piece(token.content[start:], at + start)

    def _tell_stray(self, sign: str, at: int) -> None:
        """Tell of a sign that opens or closes nothing, once for a row of them."""
        text = self._run.text
        row, self._stray = at == self._stray + 1, at
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        in_name = before.isalnum() == after.isalnum() or "_" in {before, after}
        if row or (sign == "_" and in_name):
            return
        near = text[max(0, at - 2) : at], text[at + 1 : at + 3]
        message, hint = stray(sign, *near)
        self._mistakes.add("marks-left", self._run.place(at), message, hint)

    def _tell_blank(self, at: int) -> None:
        if self._run.text[at - 1 : at] != "_":
            self._mistakes.add(
                "typed-blank",
                self._run.place(at),
                "a blank is typed with underscores, which are read out one by one",
                'Use a block of its own: `::: {.write-in label="Your name"}`.',
            )

    def _piece(self, text: str, at: int) -> None:
        if text:
            self._stack[-1].parts.append(Text(text, self._run.place(at)))

    def _special(self, token: Token) -> None:
        text = token.content
        bad = illegal_in(text) or ("U+FFFD" if text == "\ufffd" else None)
        if bad:
            self._mistakes.add(
                "control-character",
                self._place(token),
                f"`{token.markup}` stands for {bad}, which cannot be printed",
                "Delete it.",
            )
            return
        control = direction_control_in(text)
        if control and text != token.markup:
            self._mistakes.add(
                "bidi-control",
                self._place(token),
                f"`{token.markup}` stands for the direction control {control}: it can "
                "put figures and words in another order",
                "Delete it, or mark the words with [words]{lang=ar}.",
            )
            return
        self._stack[-1].parts.append(Text(text, self._place(token)))

    def _space(self, place: Location) -> None:
        parts = self._stack[-1].parts
        if parts and isinstance(parts[-1], Text):
            parts[-1] = Text(parts[-1].text + " ", parts[-1].location)
        else:
            parts.append(Text(" ", place))

    # --- marks that hold other inlines ----------------------------------------

    def _open(self, token: Token) -> None:
        if token.type == "s_open":
            self._mistakes.add(
                "struck-out",
                self._place(token),
                "words are struck out, which no screen reader says",
                "Delete them, or say what has changed.",
            )
        if len(self._stack) > NESTING_LIMIT:
            self._too_deep += 1
            self._mistakes.add(
                "nesting-too-deep",
                self._place(token),
                f"marks stand more than {NESTING_LIMIT} deep in one another",
                "Take the outer ones away.",
            )
            return
        self._stack.append(_Open(token))

    def _close(self, token: Token | None) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        if len(self._stack) == 1:
            return
        done = self._stack.pop()
        self._stack[-1].parts += self._closed(done, token)

    def _closed(self, done: _Open, closing: Token | None) -> list[Inline]:
        token = done.token
        if token is None or not done.parts:
            if token is not None and token.type == "link_open":
                return self._link(token, done.parts, token.meta.get("attributes", NONE))
            return done.parts
        place = self._place(token)
        parts = tuple(done.parts)
        match token.type:
            case "em_open":
                self._look_for_lost_asterisk(token, closing)
                return [Emphasis(parts, place)]
            case "strong_open":
                self._look_for_lost_asterisk(token, closing)
                return [Strong(parts, place)]
            case "s_open":
                return done.parts
            case "link_open":
                return self._link(token, done.parts, token.meta.get("attributes", NONE))
            case "span_open":
                return self._span(token, done.parts)
            case other:
                raise AssertionError(other)

    def _look_for_lost_asterisk(self, token: Token, closing: Token | None) -> None:
        """Warn of `2*3*4 mg`, where the signs of a sum would become emphasis."""
        text = self._run.text
        at = int(token.meta.get("at", 0))
        before = text[at - 1 : at] if at else ""
        end = int(closing.meta.get("at", len(text))) if closing else len(text)
        after = text[end : end + len(token.markup) + 1].lstrip(token.markup[:1])
        if before.isdigit() or after[:1].isdigit():
            self._mistakes.add(
                "lost-asterisk",
                self._run.place(at),
                f"`{token.markup}` beside a figure becomes emphasis and is not printed",
                "Write \N{MULTIPLICATION SIGN} or \\* if it belongs to a sum.",
            )

    def _link(
        self, token: Token, parts: list[Inline], attributes: Attributes
    ) -> list[Inline]:
        place = self._place(token)
        if attributes:
            where = self._run.place(int(token.meta["attributes_at"]))
            directives.check(attributes, directives.LINK, where, self._mistakes)
        title = token.attrs.get("title")
        if title:
            self._mistakes.add(
                "link-title",
                place,
                f"“{title}” is a link's title: few readers ever meet it",
                "Put these words into the text, or delete them.",
            )
        match parts:
            case [Text(text=text), *_] if text.startswith("^"):
                self._mistakes.add(
                    "undefined-note",
                    place,
                    f"`[{text}]` is no mark of a note",
                    "Write [^1], without spaces, and the note in a line that begins "
                    "`[^1]: `.",
                )
                return parts
        target = link_target(str(token.attrs.get("href", "")), place, self._context)
        if target is None:
            return parts
        if not any(_has_words(part) for part in parts):
            self._mistakes.add(
                "link-without-words",
                place,
                f"the link to {target} has no words",
                "Write [where it leads](address).",
            )
            return parts
        return [Link(target, tuple(parts), place, "action" in attributes.names)]

    def _span(self, token: Token, parts: list[Inline]) -> list[Inline]:
        attributes: Attributes = token.meta["attributes"]
        place = self._place(token)
        where = self._run.place(int(token.meta["attributes_at"]))
        directives.check(attributes, directives.SPAN, where, self._mistakes)
        if "action" in attributes.names:
            return self._action(token, parts)
        if "risk" in attributes.names:
            return risk(tuple(parts), attributes, place, self._context)
        if "term" in attributes.names:
            # The entry is found in reading_order.py; "" says that it was marked here.
            parts = [Term("", tuple(parts), place)]
        if "lang" in attributes.values:
            language = self._context.language_of(attributes, where)
            if language:
                return [Foreign(*language, tuple(parts), place)]
        elif "dir" in attributes.values:
            self._mistakes.add(
                "unknown-attribute",
                where,
                "`dir=` stands without `lang=`",
                "State the language: [words]{lang=ar}.",
            )
        return parts

    def _action(self, token: Token, parts: list[Inline]) -> list[Inline]:
        place = self._place(token)
        href = str(token.attrs.get("href", ""))
        target = link_target(href, place, self._context)
        if target is None:
            return parts
        return [Link(target, tuple(parts), place, action=True)]

    # --- marks that stand alone -----------------------------------------------

    def _citation(self, token: Token) -> None:
        """Add a citation, without the space before it.

        The space belongs to the citation's look, which the templates give; left in
        the text it would part a word from its full stop.
        """
        at = int(token.meta.get("at", 0))
        made = citation(token.content, at, self._run, self._context)
        parts = self._stack[-1].parts
        while made and parts and isinstance(last := parts[-1], Text):
            bare = last.text.rstrip(" \t\n")
            if bare == last.text:
                break
            parts[-1:] = [Text(bare, last.location)] if bare else []
        parts += made

    def _note_mark(self, token: Token) -> None:
        label = token.content
        place = self._place(token)
        if label not in self._context.notes:
            self._mistakes.add(
                "undefined-note",
                place,
                f"the note `[^{label}]` is written nowhere",
                f"Did you mean `[^{close}]`?"
                if (close := nearest(label, tuple(self._context.notes)))
                else f"Write `[^{label}]: `, with a colon, if this is the note itself."
                if not int(token.meta.get("at", 0))
                else f"Add a line `[^{label}]: The words of the note.`",
            )
            return
        self._stack[-1].parts.append(NoteMark(label, 0, place))

    def _image(self, token: Token) -> None:
        self._mistakes.add(
            "image-in-text",
            self._place(token),
            "a picture stands among words",
            "Put it alone in a paragraph, with an empty line before and after.",
        )
        if token.content:
            self._stack[-1].parts.append(Text(token.content, self._place(token)))

    def _code(self, token: Token) -> None:
        self._mistakes.add(
            "code",
            self._place(token),
            f"`{token.content}` stands in code marks (backticks)",
            "Take the backticks away; use **bold** for what must stand out.",
        )
        # A line end in code marks is a space, and the next line has its own place.
        start = int(token.meta.get("at", 0)) + len(token.markup)
        start += self._run.text.startswith(" ", start) and token.content[:1] != " "
        *before, last = self._run.text[start : start + len(token.content)].split("\n")
        for piece in (*(f"{line} " for line in before), last):
            self._piece(piece, start)
            start += len(piece)


def _has_words(inline: Inline) -> bool:
    match inline:
        case Text():
            return bool(inline.text.strip())
        case Emphasis() | Strong() | Link() | Foreign() | Term() | Risk():
            return any(_has_words(part) for part in inline.inlines)
        case _:
            return False


def _trimmed(parts: list[Inline]) -> tuple[Inline, ...]:
    """Take white space off the beginning and end of a block's inlines."""
    while parts and isinstance(first := parts[0], Text):
        bare = first.text.lstrip(" \t\n")
        if bare == first.text:
            break
        parts = [Text(bare, first.location), *parts[1:]] if bare else parts[1:]
    while parts and isinstance(last := parts[-1], Text):
        bare = last.text.rstrip(" \t\n")
        if bare == last.text:
            break
        parts = [*parts[:-1], Text(bare, last.location)] if bare else parts[:-1]
    return tuple(parts)
