"""Inline rules of our own: places, spans, citations, marks of notes.

Every token carries `meta["at"]`, the offset in its block's text where it begins, so
that a finding can name line and column: the library keeps none.
"""

import re
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import image as library_image
from markdown_it.rules_inline import link as library_link
from markdown_it.token import Token
from markdown_it.utils import EnvType

from plainleaf.parse.attributes import NONE, Attributes, read_attributes

_CITATION = re.compile(r"\[(@[^\[\]\n]*(?:\n[^\[\]\n]+)*)\]")
_NOTE_MARK = re.compile(r"\[\^([^\s\]\[]{1,100})\]")


class PlacedState(StateInline):
    """The library's inline state; it notes where each token begins."""

    def __init__(
        self, src: str, md: MarkdownIt, env: EnvType, out: list[Token]
    ) -> None:
        super().__init__(src, md, env, out)
        self.pending_at = 0

    def append_pending(self, text: str) -> None:
        """Keep literal text, and where the run of it begins."""
        if not self.pending:
            self.pending_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - the library's name
        """Turn the literal text into a token at the place where it began."""
        token = super().pushPending()
        token.meta = {"at": self.pending_at}
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token that begins at the present position."""
        at = self.pos
        token = super().push(ttype, tag, nesting)
        token.meta = {"at": at}
        return token


class PlacedParser(ParserInline):
    """The library's inline parser, working on a `PlacedState`."""

    def parse(
        self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]
    ) -> list[Token]:
        """Parse one block's text into tokens that know their place."""
        state = PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read `[@id]` or `[@a; @b, p. 3]` whole; inlines.py takes it apart."""
    if state.src[state.pos] != "[":
        return False
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if not match or state.src[match.end() : match.end() + 1] in {"(", "{"}:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[1]
    state.pos = match.end()
    return True


def note_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read `[^label]`, whether or not a note of that label is written."""
    if state.src[state.pos] != "[":
        return False
    match = _NOTE_MARK.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("note_mark", "", 0)
        token.content = match[1]
    state.pos = match.end()
    return True


def span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read `[words]{lang=fr}`, and `[words]{.action}(address)`."""
    if state.src[state.pos] != "[":
        return False
    start = state.pos
    # A cheap look ahead: without it every bracket would be parsed once more.
    if state.src.find("]{", start, state.posMax) < 0:
        return False
    end = state.md.helpers.parseLinkLabel(state, start)
    if end < 0:
        return False
    found = read_attributes(state.src, end + 1)
    if not found or found[1] > state.posMax:
        return False
    attributes, after = found
    address: str | None = None
    if "action" in attributes.names and state.src[after : after + 1] == "(":
        destination = state.md.helpers.parseLinkDestination(
            state.src, after + 1, state.posMax
        )
        if destination.ok and state.src[destination.pos : destination.pos + 1] == ")":
            address, after = destination.str, destination.pos + 1
    if not silent:
        maximum = state.posMax
        token = state.push("span_open", "span", 1)
        token.meta |= {"attributes": attributes, "attributes_at": end + 1}
        if address is not None:
            token.attrs = {"href": address}
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = maximum
    state.pos = after
    return True


def link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read a link, then the attributes right after it."""
    start, first = state.pos, len(state.tokens)
    if not library_link(state, silent):
        return False
    attributes, at = _attributes_after(state)
    if not silent:
        for token in state.tokens[first:]:
            if token.type == "link_open":
                token.meta |= {"at": start, "attributes": attributes}
                token.meta["attributes_at"] = at
                break
    return True


def image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read a picture, then the attributes right after it."""
    start = state.pos
    if not library_image(state, silent):
        return False
    attributes, at = _attributes_after(state)
    if not silent:
        meta = {"at": start, "attributes": attributes, "attributes_at": at}
        state.tokens[-1].meta |= meta
    return True


def _attributes_after(state: StateInline) -> tuple[Attributes, int]:
    at = state.pos
    found = read_attributes(state.src, at) if at < state.posMax else None
    if not found or found[1] > state.posMax:
        return NONE, at
    state.pos = found[1]
    return found[0], at
