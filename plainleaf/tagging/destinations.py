"""Bookmarks and internal links that lead to structure, not only to a page.

PDF/UA-2 (ISO 14289-2, 8.8) asks for structure destinations. The page destination is
kept beside it, for readers that do not know them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pydyf

from plainleaf.tagging.elements import Element, Elements
from plainleaf.tagging.notes import NOTE_TYPES
from plainleaf.tagging.structure import Tag

_SOFT_HYPHEN = "\u00ad"
# The initial value of bookmark-label (CSS Generated Content, 4.2).
_OWN_TEXT = (("content()", "text"),)


def target_of(element: Element | None, tag_of: Mapping[Element, Tag], root: Tag) -> Tag:
    """Find the written tag of an element, or of what stands in or around it."""
    while element is not None:
        for inner in element.walk():
            tag = tag_of.get(inner)
            if tag is not None and tag.written is not None:
                return tag
        element = element.parent
    return root


def _html_target(
    elements: Elements, tag_of: Mapping[Element, Tag], root: Tag, name: str
) -> Tag:
    return target_of(elements.by_id.get(name), tag_of, root)


def link_to_structure(
    annotations: Iterable[tuple[Any, Tag]],
    elements: Elements,
    tag_of: Mapping[Element, Tag],
    root: Tag,
) -> None:
    """Give internal links a structure destination and a Ref, and notes a Ref back.

    A TOCI must have one below it (ISO 14289-2, 8.2.5.8).
    """
    for annotation, tag in annotations:
        if "Dest" not in annotation:
            continue
        name = annotation.pop("Dest")
        target = _html_target(elements, tag_of, root, name.string)
        annotation["A"] = _go_to(name, target)
        tag.written["Ref"] = pydyf.Array([target.written.reference])
        if target.type in NOTE_TYPES:
            target.written.setdefault("Ref", pydyf.Array()).append(
                tag.written.reference
            )


def _go_to(page_destination: Any, target: Tag) -> Any:
    return pydyf.Dictionary(
        {
            "Type": "/Action",
            "S": "/GoTo",
            "D": page_destination,
            "SD": pydyf.Array([target.written.reference, "/Fit"]),
        }
    )


def settle_bookmarks(
    pdf: Any,
    elements: Elements,
    tag_of: Mapping[Element, Tag],
    root: Tag,
    *,
    to_structure: bool,
) -> None:
    """Let bookmarks say what their headings say, and lead to them.

    A title that a style sheet sets (`bookmark-label`) is kept.
    """
    outlines = list(_outlines(pdf))
    # One bookmark for each box that asks for one, in the order they were read.
    marked = elements.bookmarked if len(outlines) == len(elements.bookmarked) else []
    for index, outline in enumerate(outlines):
        element = marked[index] if marked else None
        title = outline["Title"].string.replace(_SOFT_HYPHEN, "")
        if element is not None and _says_its_text(element, tag_of):
            title = tag_of[element].text()
        outline["Title"] = pydyf.String(" ".join(title.split()))
        if to_structure:
            target = target_of(element, tag_of, root)
            outline["A"] = _go_to(outline.pop("Dest"), target)


def _says_its_text(element: Element, tag_of: Mapping[Element, Tag]) -> bool:
    box = element.first_box
    return element in tag_of and box.style["bookmark_label"] == _OWN_TEXT


def _outlines(pdf: Any) -> Iterator[Any]:
    """Yield the bookmarks in the order a reader shows them."""
    if "Outlines" not in pdf.catalog:
        return
    waiting = [pdf.catalog["Outlines"]]
    while waiting:
        outline = pdf.objects[int(waiting.pop().split()[0])]
        if "Title" in outline:
            yield outline
            if "Next" in outline:
                waiting.append(outline["Next"])
        if "First" in outline:
            waiting.append(outline["First"])
