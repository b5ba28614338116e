"""The Markdown library, set up for our grammar, and its tokens as a tree of places.

Only this folder knows the library. The grammar is CommonMark with pipe tables,
definition lists, notes, attributes and fenced divs. What a leaflet has no use for
(HTML, code, rules) is read too, so that the author can be told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from plainleaf.findings import Location
from plainleaf.parse import block_rules, inline_rules

LIBRARY_NESTING = 100
"""Where the library stops, dropping what is deeper: far beyond our own limit, so that
ours is always met first and told."""
_EMPTY = re.compile(r"^[^\S\n]+$", re.MULTILINE)
PARAGRAPH_LIMIT = 100_000
"""Characters of one paragraph; the library is quadratic on some long ones."""


@dataclass(slots=True)
class Branch:
    """A block token with what stands inside it."""

    token: Token
    location: Location
    inside: "list[Branch]" = field(default_factory=list)

    @property
    def type(self) -> str:
        """The kind of block: the library's name without "_open"."""
        return self.token.type.removesuffix("_open")


@dataclass(frozen=True, slots=True)
class Run:
    """A block's text with its inline tokens, and how offsets become places.

    Where the source has the text otherwise (folded lines, escapes), `exact` is false,
    and every place is that of the beginning.
    """

    text: str
    tokens: tuple[Token, ...]
    path: PurePosixPath
    begins: tuple[int, ...]
    columns: tuple[tuple[int, int], ...]
    exact: bool = True

    def place(self, offset: int) -> Location:
        """Return line and column of an offset in the text."""
        if not self.exact:
            number, column = self.columns[0]
            return Location(self.path, number + 1, column + 1)
        line = self.text.count("\n", 0, max(offset, 0))
        number, column = self.columns[min(line, len(self.columns) - 1)]
        return Location(self.path, number + 1, column + offset - self.begins[line] + 1)


@dataclass(frozen=True, slots=True)
class Definition:
    """A link definition, `[label]: address`, and whether a link uses it."""

    label: str
    line: int
    used: bool
    again: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the library made of a text: the tree, and definitions met on the way."""

    branches: tuple[Branch, ...]
    definitions: tuple[Definition, ...]
    long_paragraphs: tuple[Location, ...]


def tokenized(text: str, path: PurePosixPath) -> Parsed:
    """Read a text into a tree of blocks, each with its place.

    The text has LF line ends; what is not body is blank lines, so that line numbers
    are the file's.
    """
    # A line of spaces of any width is empty to the eye; the library knows two kinds.
    text = _EMPTY.sub(lambda line: " " * len(line[0]), text)
    lines = text.split("\n")
    begins = [0]
    for line in lines:
        begins.append(begins[-1] + len(line) + 1)
    env: dict[str, Any] = {
        "fences": block_rules.pair_fences(lines),
        "begins": begins,
        "too_long": [],
    }
    tokens = _library().parse(text, env)
    used = set(_labels(tokens))
    definitions = [
        Definition(label, found["map"][0] + 1, label in used)
        for label, found in env.get("references", {}).items()
    ]
    definitions += [
        Definition(str(found["label"]), found["map"][0] + 1, used=False, again=True)
        for found in env.get("duplicate_refs", [])
    ]
    return Parsed(
        branches=tuple(_tree(tokens, lines, path)),
        definitions=tuple(definitions),
        long_paragraphs=tuple(Location(path, line + 1) for line in env["too_long"]),
    )


def _labels(tokens: list[Token]) -> Iterator[str]:
    """Yield the labels of definitions that links and pictures use."""
    for token in tokens:
        if "label" in token.meta:
            yield str(token.meta["label"])
        yield from _labels(token.children or [])


def run_of(branch: Branch, lines: list[str]) -> Run:
    """Return the text and inline tokens of an inline branch."""
    token = branch.token
    text = token.content
    begins = [0]
    for line in text.split("\n")[:-1]:
        begins.append(begins[-1] + len(line) + 1)
    columns = token.meta.get("columns")
    if columns is None:
        columns = _columns(text, (token.map or [0, 0])[0], lines)
    return Run(
        text=text,
        tokens=tuple(token.children or ()),
        path=branch.location.path,
        begins=tuple(begins),
        columns=tuple(columns),
    )


def _columns(text: str, first: int, lines: list[str]) -> list[tuple[int, int]]:
    """Find where each line of a block's text stands in its line of the source.

    The library takes a container's marks and indentation off the front and white
    space off the end, so a line of text is the end of its line of source.
    """
    places = []
    for number, part in enumerate(text.split("\n"), start=first):
        whole = lines[number] if number < len(lines) else ""
        bare, trimmed = whole.rstrip(), part.rstrip()
        if bare.endswith(trimmed):
            column = len(bare) - len(trimmed)
        else:
            # A tab that was partly a container's indentation became spaces.
            bare_part = trimmed.lstrip()
            column = bare.rfind(bare_part) - (len(trimmed) - len(bare_part))
        places.append((number, max(column, 0)))
    return places


def _tree(tokens: list[Token], lines: list[str], path: PurePosixPath) -> list[Branch]:
    root: list[Branch] = []
    levels = [root]
    line = 0
    for token in tokens:
        if token.nesting < 0:
            if len(levels) > 1:
                levels.pop()
            continue
        if token.map:
            line = token.map[0]
        branch = Branch(
            token, Location(path, line + 1, _first_column(token, lines, line))
        )
        levels[-1].append(branch)
        if token.nesting > 0:
            levels.append(branch.inside)
    return root


def _first_column(token: Token, lines: list[str], line: int) -> int:
    if "column" in token.meta and token.type == "cell":
        return int(token.meta["column"]) + 1
    if "columns" in token.meta and token.type == "inline":
        return int(token.meta["columns"][0][1]) + 1
    whole = lines[line] if line < len(lines) else ""
    marks = " \t" if token.type == "blockquote_open" else " \t>"
    return len(whole) - len(whole.lstrip(marks)) + 1


@cache
def _library() -> MarkdownIt:
    library = MarkdownIt("commonmark", {"maxNesting": LIBRARY_NESTING})
    # Links then carry the label of the definition they use.
    library.options["store_labels"] = True
    library.inline = inline_rules.PlacedParser()
    library.use(deflist_plugin)
    # Addresses are judged in inlines.py, where the line is known.
    library.validateLink = lambda url: True  # type: ignore[method-assign] # noqa: ARG005
    library.normalizeLink = lambda url: url  # type: ignore[method-assign]
    library.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    block = library.block.ruler
    interrupts: Any = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    block.before("fence", "div", block_rules.div, interrupts)
    block.at(
        "heading",
        block_rules.heading,
        {"alt": ["paragraph", "reference", "blockquote"]},
    )
    block.before(
        "reference", "note", block_rules.note, {"alt": ["paragraph", "reference"]}
    )
    block.at("table", block_rules.table, {"alt": ["paragraph", "reference"]})
    block.enable(["table", "deflist", "div", "note"])
    inline = library.inline.ruler
    inline.at("link", inline_rules.link)
    inline.at("image", inline_rules.image)
    inline.before("link", "citation", inline_rules.citation)
    inline.before("link", "note_mark", inline_rules.note_mark)
    inline.before("link", "span", inline_rules.span)
    inline.enable(["strikethrough", "citation", "note_mark", "span"])
    library.inline.ruler2.enable(["strikethrough"])
    # Joining would lose the place of every piece but one; inlines.py joins.
    library.inline.ruler2.disable(["fragments_join"])
    library.core.ruler.disable(["text_join", "linkify", "replacements", "smartquotes"])
    library.core.ruler.at("inline", _inline)
    return library


def _inline(state: StateCore) -> None:
    """Parse each block's text into inline tokens, unless it is far too long."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        if len(token.content) > PARAGRAPH_LIMIT:
            state.env["too_long"].append((token.map or [0])[0])
            continue
        state.md.inline.parse(token.content, state.md, state.env, token.children)
