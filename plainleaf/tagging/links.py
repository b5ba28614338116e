"""Links: one Link element, and one annotation on each page it touches.

WeasyPrint makes an annotation for every box inside a link: four for a wrapped one,
each with its own stop of the tab key. They are merged (ISO 32000-1, 12.5.6.5:
QuadPoints), and the annotation's Contents says what the link says, not its address
(ISO 14289-1, 7.18.5).
"""

from typing import TYPE_CHECKING, Any

import pydyf

from plainleaf.tagging.elements import Element
from plainleaf.tagging.notes import NOTE_TYPES
from plainleaf.tagging.roles import is_label
from plainleaf.tagging.structure import GROUP, Kid, Tag

if TYPE_CHECKING:
    from plainleaf.tagging.builder import Builder

Rectangle = tuple[float, float, float, float]
_REFERENCE_ROLES = frozenset({"doc-noteref", "doc-biblioref"})
# An annotation is printed (ISO 32000-1, 12.5.3: flag 3).
PRINT_FLAG = 4


def is_link(element: Element) -> bool:
    """Whether an element starts a link; what stands inside one does not."""
    if element.name == "a" and element.html.get("href"):
        return True
    return element.is_annotated and not any(
        above.is_annotated or above.name == "a" for above in element.ancestors()
    )


def link_tags(builder: "Builder", element: Element) -> list[Kid]:
    """Make the Link of an element, or only its words when it leads nowhere."""
    return link_around(builder, element, builder.kids(element))


def link_around(builder: "Builder", element: Element, kids: list[Kid]) -> list[Kid]:
    """Make the Link of an element from what stands in it."""
    if is_label(element) and kids:
        kids = [Tag("Lbl", kids)]
    boxes = [
        (page, box.link_annotation)
        for inner in element.walk()
        for page, box in inner.boxes
        if box.link_annotation is not None
    ]
    if not boxes:
        if element.html.get("href"):
            _report_dead(builder, element)
        return kids
    _check_blocks(builder, element, kids)
    tag = builder.tag("Link", kids, element)
    tag.annotations = boxes
    tag.contents = str(element.html.get("aria-label") or "").strip()
    if not (tag.contents or tag.text() or element.html.get("title")):
        builder.problems.add(
            "no-link-text",
            f"The link to {element.html.get('href')!r} says nothing: only its address "
            "is announced. Give it words, or its picture a text alternative.",
            element.html,
            element.page,
        )
    if element.role in _REFERENCE_ROLES and builder.profile.part == 1:
        return [Tag("Reference", [tag])]
    return [tag]


def _report_dead(builder: "Builder", element: Element) -> None:
    rule, what = "dead-link", "leads nowhere"
    if "attachment" in str(element.html.get("rel") or "").split():
        rule, what = "attachment", "attaches a file, which no structure can hold"
    builder.problems.add(
        rule,
        f"The link to {element.html.get('href')!r} {what}.",
        element.html,
        element.page,
    )


def _check_blocks(builder: "Builder", element: Element, kids: list[Kid]) -> None:
    plain = {"P", "Div", GROUP} | NOTE_TYPES  # notes move behind the link's block
    for kid in kids:
        if isinstance(kid, Tag) and not kid.is_inline and kid.type not in plain:
            builder.problems.add(
                "block-in-link",
                f"A link holds a {kid.type}: it is read as words of the link only.",
                element.html,
                element.page,
            )


def merge_annotations(tag: Tag) -> tuple[list[tuple[int, Any]], list[Any]]:
    """Merge a link's annotations page by page.

    Returns the annotations to keep, with their pages, and those to drop. The kept
    ones cover one rectangle for each line of the link.
    """
    by_page: dict[int, list[Any]] = {}
    for page, annotation in tag.annotations:
        by_page.setdefault(page, []).append(annotation)
    kept, dropped = [], []
    for page, annotations in sorted(by_page.items()):
        lines = _lines([_rectangle(annotation) for annotation in annotations])
        first = annotations[0]
        first["Rect"] = pydyf.Array(_hull(lines))
        if len(lines) > 1:
            first["QuadPoints"] = pydyf.Array(
                value
                for left, bottom, right, top in lines
                for value in (left, top, right, top, left, bottom, right, bottom)
            )
        first["Contents"] = pydyf.String(_name(tag))
        first["F"] = PRINT_FLAG
        kept.append((page, first))
        dropped.extend(annotations[1:])
    return kept, dropped


def _name(tag: Tag) -> str:
    """Say what a link says: its label, else its words, else where it leads."""
    if tag.contents or tag.source is None:
        return tag.contents
    html = tag.source.html
    return tag.text() or str(html.get("title") or html.get("href") or "")


def _rectangle(annotation: Any) -> Rectangle:
    left, y1, right, y2 = annotation["Rect"]
    return min(left, right), min(y1, y2), max(left, right), max(y1, y2)


def _hull(rectangles: list[Rectangle]) -> Rectangle:
    left, bottom, right, top = zip(*rectangles, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _lines(rectangles: list[Rectangle]) -> list[Rectangle]:
    """Join the rectangles that stand on one line, from the top down."""
    lines: list[Rectangle] = []
    for rectangle in sorted(rectangles, key=lambda r: (-r[3], r[0])):
        _, bottom, _, top = rectangle
        if lines:
            _, line_bottom, _, line_top = lines[-1]
            shared = min(top, line_top) - max(bottom, line_bottom)
            if shared > min(top - bottom, line_top - line_bottom) / 2:
                lines[-1] = _hull([lines[-1], rectangle])
                continue
        lines.append(rectangle)
    return lines
