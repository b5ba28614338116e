"""Structure elements before they are written, and which may stand inside which."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from plainleaf.tagging.elements import Element, Run

# A grouping that only keeps paragraphs apart, and is not written itself.
GROUP = ""

GROUPING = frozenset(
    {GROUP, "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Aside"}
)
PARAGRAPHS = frozenset({"P", "H", "H1", "H2", "H3", "H4", "H5", "H6"})
# These hold either blocks or the words of one paragraph.
MIXED = frozenset({"LBody", "TD", "TH", "Caption", "Note", "FENote"})
INLINE = frozenset(
    {
        "Span",
        "Quote",
        "Code",
        "Em",
        "Strong",
        "Link",
        "Reference",
        "Lbl",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Form",
        "Formula",
        "Figure",
    }
)


@dataclass(slots=True, eq=False)
class Tag:
    """A structure element (ISO 32000-1, 14.7.2).

    `type` is a standard type, `custom` the name it goes by when it has another.
    `actual` is the text that its glyphs do not give (ActualText).
    `contents` names its annotations; `annotations` are (page from 0, dictionary);
    `refers_to` become Ref; `attributes` map an owner ("Table") to its entries.
    """

    type: str
    kids: "list[Tag | Run]" = field(default_factory=list)
    source: Element | None = None
    custom: str = ""
    language: str = ""
    alt: str = ""
    actual: str = ""
    id: str = ""
    contents: str = ""
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    annotations: list[tuple[int, Any]] = field(default_factory=list)
    refers_to: "list[Tag]" = field(default_factory=list)
    written: Any = None

    @property
    def is_inline(self) -> bool:
        """Whether it stands inside a line of text."""
        return self.type in INLINE

    def walk(self) -> "Iterator[Tag]":
        """Yield the tag and all tags below it, in order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()

    def text(self) -> str:
        """Say what is heard for the tag, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        if self.alt:
            yield self.alt
            return
        for kid in self.kids:
            if isinstance(kid, Run):
                yield kid.spoken
            else:
                yield from kid._texts()  # noqa: SLF001
                yield "" if kid.is_inline else " "


Kid = Tag | Run


def is_inline(kid: Kid) -> bool:
    """Whether a kid belongs in a line of text."""
    return isinstance(kid, Run) or kid.is_inline


def settle_nesting(tag: Tag) -> None:
    """Make every tag below hold only what its type may hold.

    Loose words in a grouping become paragraphs; blocks in a line of text give up
    their own type; a paragraph that holds blocks becomes a division.
    """
    kids = list(tag.kids)
    _part_words(kids)
    if tag.type in {"Aside", "BlockQuote"}:
        _make_asides_sections(tag)
    if tag.type == "P" and not all(map(_fits_in_line, kids)):
        tag.type = "Div"
    elif tag.type == "Div" and not tag.custom and all(map(is_inline, kids)):
        tag.type = "P"
    if tag.type in PARAGRAPHS or (tag.is_inline and tag.type != "Figure"):
        kids = _in_line(kids)
    for kid in kids:
        if isinstance(kid, Tag):
            settle_nesting(kid)
    if tag.type in MIXED:
        kids = _mixed(kids)
    elif tag.type in GROUPING:
        kids = in_paragraphs(kids)
    tag.kids = list(_without_groups(kids))


def _part_words(kids: Iterable[Kid]) -> None:
    """Let a space part a phrase that stands as a block from the words around it."""
    for before, after in pairwise(kids):
        in_line = is_inline(before) and is_inline(after)
        if in_line and (_stands_as_block(before) or _stands_as_block(after)):
            end_word(before)


def _stands_as_block(kid: Kid) -> bool:
    return isinstance(kid, Tag) and kid.source is not None and kid.source.is_block


def _make_asides_sections(around: Tag) -> None:
    """ISO/TS 32005, table 5: neither may hold an Aside.

    A Sect, not a Div, which is transparent: a caption inside would be theirs.
    """
    for tag in around.walk():
        if tag.type == "Aside" and tag is not around:
            tag.type = "Sect"


def _fits_in_line(kid: Kid) -> bool:
    """Whether a kid is words, or a plain block of them: one line of an address."""
    if isinstance(kid, Tag) and kid.type == GROUP:
        return all(map(_fits_in_line, kid.kids))
    return is_inline(kid)


def _in_line(kids: Sequence[Kid]) -> list[Kid]:
    """Take the words out of blocks; where a block began or ended, a space is due."""
    _part_words(kids)
    result: list[Kid] = []
    at_edge = False
    for kid in kids:
        block = isinstance(kid, Tag) and not kid.is_inline
        if result and (at_edge or block):
            end_word(result[-1])
        at_edge = block
        if not isinstance(kid, Tag) or kid.is_inline:
            result.append(kid)
        elif kid.language or kid.custom:
            kid.type = "Span"
            kid.attributes.clear()
            result.append(kid)
        else:
            result.extend(_in_line(kid.kids))
    return result


def end_word(kid: Kid) -> None:
    """Let a space follow the last word of a kid, unless one does already."""
    while isinstance(kid, Tag):
        if not kid.kids:
            return
        kid = kid.kids[-1]
    if kid.heard and not kid.heard[-1].isspace():
        kid.space_after = True


def _mixed(kids: list[Kid]) -> list[Kid]:
    """One paragraph's words stay as they are; more are kept apart."""
    if all(is_inline(kid) for kid in kids):
        return kids
    if len(kids) == 1 and isinstance(kids[0], Tag) and kids[0].type == GROUP:
        inner = kids[0].kids
        if len(inner) == 1 and isinstance(inner[0], Tag) and inner[0].source is None:
            return list(inner[0].kids)
    return in_paragraphs(kids)


def in_paragraphs(kids: Iterable[Kid]) -> list[Kid]:
    """Gather loose words into paragraphs; pictures alone need none."""
    result: list[Kid] = []
    loose: list[Kid] = []
    for kid in (*kids, None):
        if kid is not None and is_inline(kid):
            loose.append(kid)
            continue
        if loose:
            alone = all(isinstance(k, Tag) and k.type == "Figure" for k in loose)
            result.extend(loose if alone else [Tag("P", list(loose))])
            loose.clear()
        if kid is not None:
            result.append(kid)
    return result


def _without_groups(kids: Iterable[Kid]) -> Iterator[Kid]:
    for kid in kids:
        if isinstance(kid, Tag) and kid.type == GROUP:
            yield from kid.kids
        else:
            yield kid
