"""A tagged PDF's structure tree, read back as assistive technology gets it.

ISO 32000-1, 14.7 and 14.8: elements in order, each with its standard type, its
attributes, its language and its alternatives; at the leaves the text that the
marked content gives through ToUnicode and ActualText.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import pikepdf

from plainleaf.check.marked_content import Key, Page, Pages, Painted, read_pages

AttributeValue: TypeAlias = str | float | tuple[str | float, ...]

INLINE_TYPES = frozenset(
    {
        *("Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot", "Form"),
        *("Em", "Strong", "Sub", "Lbl", "Ruby", "RB", "RT", "RP", "Warichu"),
    }
)
"""Standard types that stand inside a line, so that they part no words."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text at a leaf, with what is wrong or notable about how it is painted."""

    text: str
    page: int
    points: float | None
    unread: int
    boxes: bool


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation that the tree holds: for a link, its words and where it leads."""

    kind: str
    contents: str | None
    target: str


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element.

    `type` is the standard type after the role map, `own_type` the one written.
    Attributes of all owners are in one mapping (Scope, Headers, ListNumbering ...).
    `page` is where it begins, from 1; 0 when it is on no page.
    """

    type: str
    own_type: str
    kids: "tuple[Element | Run | Annotation, ...]"
    attributes: Mapping[str, AttributeValue] = field(default_factory=dict)
    id: str | None = None
    language: str | None = None
    alt: str | None = None
    actual_text: str | None = None
    page: int = 0

    @property
    def elements(self) -> "Iterator[Element]":
        """Yield the elements directly inside."""
        return (kid for kid in self.kids if isinstance(kid, Element))

    @property
    def is_inline(self) -> bool:
        """Say whether the element stands inside a line."""
        return self.type in INLINE_TYPES

    def walk(self, above: "tuple[Element, ...]" = ()) -> "Iterator[Placed]":
        """Yield the element and all below it in order, each with what is above."""
        yield Placed(self, above)
        for kid in self.elements:
            yield from kid.walk((*above, self))

    def runs(self) -> Iterator[Run]:
        """Yield all leaf runs in order."""
        for kid in self.kids:
            if isinstance(kid, Run):
                yield kid
            elif isinstance(kid, Element):
                yield from kid.runs()

    def text(self) -> str:
        """Return what is heard of the element, with spaces between blocks."""
        if self.actual_text is not None:
            return self.actual_text
        if self.alt is not None:
            return self.alt
        parts = []
        for kid in self.kids:
            if isinstance(kid, Run):
                parts.append(kid.text)
            elif isinstance(kid, Element):
                parts.append(kid.text() if kid.is_inline else f" {kid.text()} ")
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Placed:
    """An element with the elements above it, outermost first."""

    element: Element
    above: tuple[Element, ...]

    @property
    def parent(self) -> str:
        """The type of the element around it, empty for the root."""
        return self.above[-1].type if self.above else ""

    @property
    def place(self) -> str:
        """Page and structure path: `page 2, Document/Sect/Table/TR/TD`."""
        path = "/".join(step.own_type for step in (*self.above, self.element))
        return f"page {self.element.page}, {path}" if self.element.page else path


@dataclass(frozen=True, slots=True)
class Tree:
    """All that a tagged PDF says: its elements, and what its pages paint beside them.

    `unclaimed` is marked content that no element holds: heard by nobody.
    """

    elements: tuple[Element, ...]
    pages: tuple[Page, ...]
    unclaimed: tuple[Painted, ...]

    def walk(self) -> Iterator[Placed]:
        """Yield every element in reading order."""
        for element in self.elements:
            yield from element.walk()


def read_tree(pdf: pikepdf.Pdf) -> Tree:
    """Read an open PDF; one without a structure tree has no elements."""
    pages = read_pages(pdf)
    reader = _TreeReader(pdf, pages)
    elements = reader.elements()
    unclaimed = tuple(
        painted
        for key, painted in pages.sequences.items()
        if key not in reader.claimed and painted.text.strip()
    )
    return Tree(elements, tuple(pages.pages), unclaimed)


class _TreeReader:
    def __init__(self, pdf: pikepdf.Pdf, pages: Pages) -> None:
        self._root = pdf.Root.get("/StructTreeRoot")
        self._numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
        self._sequences = pages.sequences
        self.claimed: set[Key] = set()
        self._open: set[tuple[int, int]] = set()

    def elements(self) -> tuple[Element, ...]:
        if self._root is None:
            return ()
        kids = self._kids(self._root, None)
        return tuple(kid for kid in kids if isinstance(kid, Element))

    def _kids(
        self, owner: pikepdf.Object, page: pikepdf.Object | None
    ) -> Iterator[Element | Run | Annotation]:
        kids = owner.get("/K")
        for kid in () if kids is None else kids if _is_array(kids) else (kids,):
            if not isinstance(kid, pikepdf.Object):
                yield from self._run(page, int(kid))
            elif "/S" in kid:
                yield from self._element(kid, page)
            elif "/Obj" in kid:
                yield _annotation(kid.Obj)
            elif "/MCID" in kid:
                holder = kid.get("/Stm", kid.get("/Pg", page))
                yield from self._run(holder, int(kid.MCID))

    def _run(self, holder: pikepdf.Object | None, mcid: int) -> Iterator[Run]:
        key = (holder.objgen if holder is not None else (0, 0), mcid)
        self.claimed.add(key)
        if painted := self._sequences.get(key):
            yield Run(
                painted.text,
                painted.page,
                painted.points,
                painted.unread,
                painted.boxes,
            )

    def _element(
        self, element: pikepdf.Object, page: pikepdf.Object | None
    ) -> Iterator[Element]:
        if element.objgen in self._open and element.is_indirect:
            return  # a tree that holds itself would never end
        self._open.add(element.objgen)
        page = element.get("/Pg", page)
        own_type = str(element.S)[1:]
        kids = tuple(self._kids(element, page))
        number = self._numbers.get(page.objgen, 0) if page is not None else 0
        begins = (kid.page for kid in kids if not isinstance(kid, Annotation))
        yield Element(
            type=self._standard(own_type),
            own_type=own_type,
            kids=kids,
            attributes=_attributes(element.get("/A")),
            id=_text(element, "/ID"),
            language=_text(element, "/Lang"),
            alt=_text(element, "/Alt"),
            actual_text=_text(element, "/ActualText"),
            page=next((begin for begin in begins if begin), number),
        )
        self._open.discard(element.objgen)

    def _standard(self, own_type: str) -> str:
        roles = self._root.get("/RoleMap") if self._root is not None else None
        met = {own_type}
        while roles is not None and f"/{own_type}" in roles:
            own_type = str(roles[f"/{own_type}"])[1:]
            if own_type in met:
                break
            met.add(own_type)
        return own_type


def _annotation(annotation: pikepdf.Object) -> Annotation:
    action = annotation.get("/A", pikepdf.Dictionary())
    target = action.get("/URI", action.get("/D", annotation.get("/Dest", "")))
    return Annotation(
        str(annotation.get("/Subtype", "/"))[1:],
        _text(annotation, "/Contents"),
        "#" if isinstance(target, pikepdf.Array) else str(target),
    )


def _attributes(given: pikepdf.Object | None) -> dict[str, AttributeValue]:
    if given is None:
        return {}
    owners = [given] if isinstance(given, pikepdf.Dictionary) else list(given)
    return {
        name[1:]: _value(value)
        for owner in owners
        if isinstance(owner, pikepdf.Dictionary)
        for name, value in owner.items()
        if name != "/O"
    }


def _value(value: object) -> AttributeValue:
    if isinstance(value, pikepdf.Array):
        return tuple(_simple(part) for part in value)
    return _simple(value)


def _simple(value: object) -> str | float:
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.Object):
        return str(value)
    return float(value)  # type: ignore[arg-type]


def _text(owner: pikepdf.Object, key: str) -> str | None:
    return str(owner[key]) if key in owner else None


def _is_array(value: object) -> bool:
    return isinstance(value, pikepdf.Array)
