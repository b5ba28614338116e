"""What is heard of a tagged PDF: the publication's own text, and what we added."""

from collections.abc import Iterator

from plainleaf.check.heard import BREAK, Chunk, Heard, heard
from plainleaf.check.structure import Element, Placed, Run, Tree

FURNITURE = "Furniture"
"""Our own structure type, in the role map as Div, for blocks the program wrote."""
_OURS = frozenset({"TOC", "Artifact"})
_NAMED_LISTS = frozenset({"None", "Description", ""})


def heard_in(tree: Tree, *, language: str) -> Heard:
    """Return what is heard of the structure tree, in its order.

    Furniture is what contents lists, labels, `Furniture` elements and the artifacts
    of the pages say.
    """
    return heard(_all_chunks(tree, language), language=language)


def _all_chunks(tree: Tree, language: str) -> Iterator[Chunk]:
    for element in tree.elements:
        yield from chunks_of(element, language=language)
    for page in tree.pages:
        for mark in page.artifacts:
            if any(character.isalnum() for character in mark.text):
                text = f"{BREAK}{mark.text}{BREAK}"
                yield Chunk(text, own=False, language=language)


def chunks_of(
    element: Element, *, language: str, own: bool = True, in_list: str | None = None
) -> Iterator[Chunk]:
    """Yield the text of an element for `heard`; `in_list` is the list's numbering.

    The label of an entry is its number or bullet, but in a list without numbering
    (Description in PDF 2.0) it is the term: ISO 32000-2, 14.8.5.5.
    """
    if is_furniture(element) or (element.type == "Lbl" and in_list not in _NAMED_LISTS):
        own = False
    language = element.language or language
    gap = "" if element.is_inline and in_list is None else BREAK
    yield Chunk(gap, own, language)
    inner = in_list if element.type == "LI" else None
    if element.type == "L":
        inner = str(element.attributes.get("ListNumbering", ""))
    terms = in_list is not None and _holds_terms(element)
    kids = tuple(_heard_kids(element))
    for number, kid in enumerate(kids, 1):
        if isinstance(kid, Element):
            yield from chunks_of(kid, language=language, own=own, in_list=inner)
            yield Chunk(BREAK if terms else "", own, language)
        else:
            yield Chunk(kid.replace(BREAK, " "), own, language)
            if not own and kid.endswith(" ") and number == len(kids):
                # At the end of a line the space before the next word is heard with
                # the mark of a note or citation, and parts the words around it too;
                # one inside the mark, between two works that are cited, does not.
                yield Chunk(" ", own=True, language=language)
    yield Chunk(gap, own, language)


def _holds_terms(element: Element) -> bool:
    """Say whether a label holds several terms, each an element, and nothing else."""
    return element.type == "Lbl" and not any(
        isinstance(kid, Run) and kid.text.strip() for kid in element.kids
    )


def _heard_kids(element: Element) -> Iterator[Element | str]:
    """Yield the elements and texts that are heard inside an element, in their order.

    An alternative stands for all inside but captions: the caption of a Figure is its
    child (ISO 32000-1, 14.8.4.5), and no part of what the alternative describes.
    """
    alternative = element.alt if element.actual_text is None else element.actual_text
    if alternative is None:
        for kid in element.kids:
            if isinstance(kid, Element):
                yield kid
            elif isinstance(kid, Run):
                yield kid.text
        return
    captions = [kid for kid in element.elements if kid.type == "Caption"]
    if captions and element.kids[0] is captions[0]:
        yield captions.pop(0)
    yield alternative
    yield from captions


def is_furniture(element: Element) -> bool:
    """Say whether the program wrote what an element holds, whatever list it is in."""
    return element.type in _OURS or element.own_type == FURNITURE


def is_within_furniture(placed: Placed) -> bool:
    """Say whether an element or one above it is furniture."""
    return any(is_furniture(step) for step in (*placed.above, placed.element))


def own_text(element: Element) -> str:
    """Return the own text of one element, its spaces folded."""
    chunks = chunks_of(element, language="")
    return " ".join("".join(chunk.text for chunk in chunks if chunk.own).split())
