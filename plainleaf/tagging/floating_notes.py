"""Notes that float to the foot of the page: `float: footnote`, `position: note()`.

Layout paints a mark in the text and a number at a footnote, and leads from neither to
the other. Who follows the mark wants to come back: both are made links before the file
is written, and WeasyPrint reads the places on their pages once more.
"""

from typing import TYPE_CHECKING, Any

from weasyprint.anchors import gather_anchors

from plainleaf.tagging.elements import Element, Elements, Run
from plainleaf.tagging.links import is_link, link_around
from plainleaf.tagging.notes import call_of, is_float_footnote, note_around, way_back_of
from plainleaf.tagging.problems import ProblemLog
from plainleaf.tagging.structure import Kid, Tag

if TYPE_CHECKING:
    from plainleaf.tagging.builder import Builder


def link_floating_notes(
    document: Any, elements: Elements, problems: ProblemLog
) -> None:
    """Lead from the mark of each floating note to the note, and from there back.

    What stands in a link can have none of its own, and what a style sheet takes away
    cannot be one: then the note is reported.
    """
    notes = [note for note in elements.root.walk() if is_float_footnote(note)]
    linked = {box for page in document.pages for *_, box in page.links}
    changed: set[int] = set()
    for number, note in enumerate(notes, 1):
        call, back = call_of(note), way_back_of(note)
        if not _has_words(note):
            continue  # it is lost, which is reported when the tree is built
        if any(_leads_on(around, linked) for around in (note, *note.ancestors())):
            problems.add(
                "note-in-link",
                "A floating note stands in a link: nothing can lead to it and back. "
                "Put it behind the link.",
                note.html,
                note.page,
            )
        elif not (_is_painted(call) and _is_painted(back)):
            problems.add(
                "note-without-mark",
                "Nothing can lead to a floating note and back: ::footnote-call and "
                "::footnote-marker must have words.",
                note.html,
                note.page,
            )
        else:
            assert call is not None  # noqa: S101
            assert back is not None  # noqa: S101
            _lead(elements, call, note, f"floating-note-{number}")
            _lead(elements, back, call, f"floating-note-{number}-call")
            changed |= {page for end in (note, call) for page, _ in end.boxes}
    for index in sorted(changed):
        _read_again(document.pages[index])


def _has_words(note: Element) -> bool:
    """Say whether anything of a note is painted, but for its marks."""
    marks = (call_of(note), way_back_of(note))
    return any(
        isinstance(kid, Run) or (kid not in marks and any(kid.runs()))
        for kid in note.kids
    )


def _leads_on(element: Element, linked: set[Any]) -> bool:
    """Say whether an element is a link, even if layout made no area for it."""
    return (element.name == "a" and bool(element.html.get("href"))) or any(
        box in linked for _, box in element.boxes
    )


def _is_painted(mark: Element | None) -> bool:
    return mark is not None and any(mark.runs())


def _lead(elements: Elements, start: Element, end: Element, name: str) -> None:
    """Make one element a link to another."""
    target = end.first_box
    if target.style["anchor"] is None:
        target.style = target.style.copy()
        target.style["anchor"] = name
    name = target.style["anchor"]
    elements.by_id.setdefault(name, end)
    for _, box in start.boxes:
        box.link = ("url", ("internal", name))


def _read_again(page: Any) -> None:
    """Let WeasyPrint find links and their targets on a page that has more of them."""
    found = (page.anchors, page.links, page.bookmarks, page.forms)
    for kind in found:
        kind.clear()
    page.forms[None] = []
    gather_anchors(page._page_box, *found)  # noqa: SLF001


def floating_note_tags(builder: "Builder", element: Element) -> list[Kid]:
    """Make the citation and the Note of an element that floats to the page's foot."""
    call, back = call_of(element), way_back_of(element)
    citation = _linked(builder, call)
    words: list[Kid] = []
    for kid in element.kids:
        if kid is back:
            words.extend(_linked(builder, back))
        elif isinstance(kid, Run):
            words.append(kid)
        elif kid is not call:
            words.extend(builder.tags(kid))
    reference = Tag("Reference", citation)
    if not words:
        builder.problems.add(
            "lost-note",
            "A floating note is not heard: layout prints none from inside a box that "
            "is positioned, and what stands in a margin box is page furniture. Use an "
            "aside with role=doc-footnote there.",
            element.html,
            element.page,
        )
        return [reference] if citation else []
    if is_link(element):
        words = link_around(builder, element, words)
    note = note_around(builder, element, words)
    if not citation:
        return [note]
    if builder.profile.part == 1:
        return [reference, note]
    if isinstance(citation[0], Tag):
        return [*citation, note]  # the link refers to the note, and the note to it
    reference.type = "Lbl"
    reference.refers_to, note.refers_to = [note], [reference]
    return [reference, note]


def _linked(builder: "Builder", mark: Element | None) -> list[Kid]:
    """Make the Link of a mark that leads to its note, or back from there.

    A mark in a link of the author's has an annotation too, which is that link's.
    """
    if mark is None:
        return []
    kids = builder.tags(mark)
    if not kids or not any(box.link for _, box in mark.boxes):
        return kids
    tag = builder.tag_of[mark] = Tag("Link", kids, mark)
    tag.annotations = [(page, box.link_annotation) for page, box in mark.boxes]
    return [tag]
