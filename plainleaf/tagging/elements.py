"""One Element for each HTML element, however many boxes and pages it is laid out in.

A layout engine knows boxes, and a paragraph over a page break is two of them. A
listener knows elements. This module reads the boxes of all pages, in order, and
hangs what is painted on the HTML element it belongs to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from plainleaf.tagging.artifacts import Artifacts
from plainleaf.tagging.problems import ProblemLog

# Parts of an element's own text, not generated content.
_OWN_TEXT = frozenset({"first-letter", "first-line"})
# Elements that are words in a line; taken out of the flow they still are.
_PHRASES = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em"),
        *("i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span"),
        *("strong", "sub", "sup", "time", "u", "var"),
    }
)


@dataclass(slots=True, eq=False)
class Element:
    """An HTML element, or one of its pseudo-elements, as it was laid out.

    `boxes` holds (page from 0, box) pairs without text boxes and artifacts.
    """

    html: Any
    pseudo: str
    parent: "Element | None"
    kids: "list[Element | Run]" = field(default_factory=list)
    boxes: list[tuple[int, Any]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The HTML name without namespace."""
        return str(self.html.tag).rpartition("}")[2]

    @property
    def role(self) -> str:
        """The first ARIA role that was given, or nothing."""
        return str(self.html.get("role") or "").partition(" ")[0]

    @property
    def page(self) -> int | None:
        """The page, from 0, where the element starts."""
        return next((page for page, _ in self.boxes), None)

    @property
    def first_box(self) -> Any:
        """The first box, or None for an element that has none of its own."""
        return next((box for _, box in self.boxes), None)

    @property
    def is_block(self) -> bool:
        """Whether the element stands as a block on the page."""
        return self.first_box is not None and starts_block(self.first_box, self.name)

    @property
    def is_annotated(self) -> bool:
        """Whether WeasyPrint made a link annotation for any of its boxes."""
        return any(box.link_annotation is not None for _, box in self.boxes)

    def ancestors(self) -> "Iterator[Element]":
        """Yield the elements around it, from the nearest."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def walk(self) -> "Iterator[Element]":
        """Yield the element and all elements below it, in order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def runs(self) -> "Iterator[Run]":
        """Yield everything painted below the element, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.runs()
            else:
                yield kid


@dataclass(slots=True, eq=False)
class Run:
    """One piece painted at once: a text box, or a replaced box such as an image.

    `heard` is what a listener should get for it, `block` the element that makes
    the paragraph around it, `line` the line box. Painting fills the rest. `backwards`
    says that its glyphs stand in the opposite order of its words.
    """

    box: Any
    page: int
    owner: Element
    block: Element | None = None
    line: Any = None
    blank_before: bool = False
    heard: str = ""
    space_after: bool = False
    stream: Any = None
    mcid: int = -1
    backwards: bool = False

    @property
    def is_text(self) -> bool:
        """Whether glyphs are painted, not an image."""
        return isinstance(self.box, boxes.TextBox)

    @property
    def spoken(self) -> str:
        """The words with the space that follows them."""
        return self.heard + " " * self.space_after


@dataclass(slots=True)
class Elements:
    """All elements of a laid-out document, and what of it is not for listeners."""

    root: Element
    by_id: dict[str, Element]
    runs: dict[Any, Run]
    artifacts: dict[Any, str]
    unheard_boxes: list[Any]
    bookmarked: list[Element]
    parents: Mapping[Any, Any]


def parent_map(html_root: Any) -> dict[Any, Any]:
    """Map each HTML element to its parent."""
    return {child: parent for parent in html_root.iter() for child in parent}


def starts_block(box: Any, name: str) -> bool:
    """Whether a box starts a paragraph of its own.

    A phrase that is floated or positioned, as text for screen readers only is, still
    belongs to the sentence around it.
    """
    if not isinstance(box, (boxes.BlockLevelBox, boxes.TableCellBox)):
        return False
    return name not in _PHRASES or box.is_in_normal_flow()


def has_words(box: Any) -> bool:
    """Whether a box paints letters or signs, not only a space."""
    return isinstance(box, boxes.TextBox) and bool(box.text.strip())


def unplaced(box: Any) -> Any:
    """Give the box itself where layout left a placeholder for it."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001


def read_elements(document: Any, html_root: Any, problems: ProblemLog) -> Elements:
    """Read the elements from the pages of a `weasyprint.Document`."""
    reading = _Reading(html_root, problems)
    for number, page in enumerate(document.pages):
        reading.read_page(number, page._page_box)  # noqa: SLF001
    result = reading.result
    for element in result.root.walk():
        _restore_source_order(element, reading.order)
        if not element.pseudo and (html_id := element.html.get("id")):
            result.by_id.setdefault(html_id, element)
    return result


def _restore_source_order(element: Element, order: Mapping[Any, int]) -> None:
    """Undo the visual order that flex and grid containers may give their items."""
    box = element.first_box
    if isinstance(box, (boxes.FlexContainerBox, boxes.GridContainerBox)) and all(
        isinstance(kid, Element) and not kid.pseudo for kid in element.kids
    ):
        element.kids.sort(key=lambda kid: order[getattr(kid, "html", None)])


@dataclass(slots=True)
class _Place:
    """Where in the page a box is met."""

    page: int
    artifact: str | None = None
    block: Element | None = None
    line: Any = None


class _Reading:
    """The walk over all pages; holds what must be remembered between boxes."""

    def __init__(self, html_root: Any, problems: ProblemLog) -> None:
        parents = problems.parents
        root = Element(html_root, "", None)
        self.order = {html: index for index, html in enumerate(html_root.iter())}
        self.registry: dict[tuple[Any, str], Element] = {(html_root, ""): root}
        self.artifacts = Artifacts(problems)
        self.blank_in: dict[Element | None, bool] = {}
        self.result = Elements(root, {}, {}, {}, [], [], parents)

    def read_page(self, number: int, page_box: Any) -> None:
        self._visit(page_box, _Place(number))

    def _element(self, html: Any, pseudo: str) -> Element:
        """Find the element, or make it under its parent in the HTML.

        The HTML parent, not the parent box: layout lifts blocks out of inline
        elements, and elements with `display: contents` have no box at all.
        """
        known = self.registry.get((html, pseudo))
        if known is not None:
            return known
        above = html if pseudo else self.result.parents.get(html)
        parent = self.result.root if above is None else self._element(above, "")
        element = Element(html, pseudo, parent)
        parent.kids.append(element)
        self.registry[html, pseudo] = element
        return element

    def _visit(self, box: Any, place: _Place) -> None:
        box = unplaced(box)
        kind = place.artifact or self.artifacts.kind(box, place.page)
        if isinstance(box, boxes.TextBox):
            self._visit_text(box, place, kind)
            return
        block, line = place.block, place.line
        if isinstance(box, boxes.LineBox):
            line = box
        elif kind is not None:
            self.result.unheard_boxes.append(box)
        elif box.element is not None:
            element = self._element_of(box)
            if not element.boxes or element.boxes[-1][1] is not box:
                element.boxes.append((place.page, box))
            if starts_block(box, element.name):
                block = element
            if box.bookmark_label and box.style["bookmark_level"] != "none":
                self.result.bookmarked.append(element)
        if isinstance(box, boxes.ReplacedBox):
            self._visit_replaced(box, place, kind)
            return
        if box.is_leader:
            self.blank_in[place.block] = True
        for child in box.children:
            self._visit(child, _Place(place.page, kind, block, line))

    def _element_of(self, box: Any) -> Element:
        pseudo = box.element_tag.partition("::")[2]
        return self._element(box.element, "" if pseudo in _OWN_TEXT else pseudo)

    def _visit_text(self, box: Any, place: _Place, kind: str | None) -> None:
        if kind is None and not box.text.strip():
            # WeasyPrint lays out a lone space but paints nothing for it.
            self.blank_in[place.block] = True
            kind = "Layout"
        if kind is not None:
            self.result.artifacts[box] = kind
            return
        self._add_run(box, place)

    def _visit_replaced(self, box: Any, place: _Place, kind: str | None) -> None:
        if kind is not None:
            self.result.artifacts[box] = kind
            return
        self._add_run(box, place)

    def _add_run(self, box: Any, place: _Place) -> None:
        owner = self._element_of(box)
        blank = self.blank_in.pop(place.block, False)
        run = Run(box, place.page, owner, place.block, place.line, blank)
        owner.kids.append(run)
        self.result.runs[box] = run
