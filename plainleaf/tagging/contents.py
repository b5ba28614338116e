"""Tables of contents: `nav role=doc-toc` (ISO 32000-1, 14.8.4.2: TOC and TOCI).

An entry is a TOCI with its label, a Reference that holds the link and the page
number, and the entries below it. Leader dots are artifacts.
"""

from typing import TYPE_CHECKING

from plainleaf.tagging.elements import Element
from plainleaf.tagging.structure import Kid, Tag

if TYPE_CHECKING:
    from plainleaf.tagging.builder import Builder


def is_in_contents(element: Element) -> bool:
    """Whether an element stands in a table of contents."""
    above: Element | None = element
    while above is not None:
        if above.role == "doc-toc":
            return True
        above = above.parent
    return False


def entry_tag(builder: "Builder", element: Element) -> Tag | None:
    """Make the TOCI of one entry."""
    labels: list[Kid] = []
    words: list[Kid] = []
    below: list[Kid] = []
    for kid in builder.kids(element):
        if isinstance(kid, Tag) and kid.type == "TOC":
            below.append(kid)
        elif isinstance(kid, Tag) and kid.type == "Lbl":
            labels.append(kid)
        else:
            words.append(kid)
    if not (labels or words or below):
        return None
    reference: list[Kid] = [Tag("Reference", words)] if words else []
    return builder.tag("TOCI", [*labels, *reference, *below], element)
