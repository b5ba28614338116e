"""Lists: one L however long, an LI for each entry, the marker once.

A nested list stands inside the entry it belongs to, and words after it follow it.
A description list has one LI for each group of terms and descriptions.
"""

from typing import TYPE_CHECKING

from plainleaf.tagging.contents import entry_tag, is_in_contents
from plainleaf.tagging.elements import Element, Run
from plainleaf.tagging.notes import is_note, note_around
from plainleaf.tagging.roles import semantic_name
from plainleaf.tagging.structure import GROUP, Kid, Tag, end_word, in_paragraphs

if TYPE_CHECKING:
    from plainleaf.tagging.builder import Builder

# CSS counter styles that have a name in PDF (ISO 32000-1, 14.8.5.5).
_NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "decimal-leading-zero": "Decimal",
    "upper-roman": "UpperRoman",
    "lower-roman": "LowerRoman",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
}


def list_tags(builder: "Builder", element: Element) -> list[Kid]:
    """Make the L, or in a table of contents the TOC, of a ul, ol or menu."""
    in_contents = is_in_contents(element)
    entries: list[Kid] = []
    for kid in element.kids:
        if isinstance(kid, Element) and semantic_name(kid) == "li" and not kid.pseudo:
            entry = (entry_tag if in_contents else _item_tag)(builder, kid)
            if entry is not None:
                entries.append(entry)
        else:
            _add_stray(entries, [kid] if isinstance(kid, Run) else builder.tags(kid))
    if not entries:
        return []
    tag = builder.tag("TOC" if in_contents else "L", entries, element)
    if not in_contents:
        tag.attributes["List"] = {"ListNumbering": "/" + _numbering(builder, tag)}
    return [tag]


def _item_tag(builder: "Builder", element: Element) -> Tag | None:
    kids = builder.kids(element)
    labels, body = _labels_apart(kids)
    if not kids:
        return None
    item = builder.tag("LI", [], element)
    item.kids.extend(_one_label(labels))
    if body and is_note(element):
        body = [note_around(builder, element, body)]
    if body:
        item.kids.append(Tag("LBody", body))
    return item


def _labels_apart(kids: list[Kid]) -> tuple[list[Kid], list[Kid]]:
    """Split off the marker, and a label the author put at the head of the entry."""
    markers = [kid for kid in kids if _is_marker(kid)]
    body = [kid for kid in kids if not _is_marker(kid)]
    if not markers and body and isinstance(body[0], Tag) and body[0].type == "Lbl":
        return body[:1], body[1:]
    return markers, body


def _is_marker(kid: Kid) -> bool:
    return (
        isinstance(kid, Tag)
        and kid.type == "Lbl"
        and kid.source is not None
        and kid.source.pseudo == "marker"
    )


def _one_label(labels: list[Kid]) -> list[Kid]:
    if len(labels) > 1:
        return [
            Tag("Lbl", [k for tag in labels if isinstance(tag, Tag) for k in tag.kids])
        ]
    return labels


def _add_stray(entries: list[Kid], strays: list[Kid]) -> None:
    """Keep what stands in a list outside its entries, in the entry before it."""
    if not strays:
        return
    last = entries[-1] if entries else None
    if not isinstance(last, Tag):
        last = Tag("LI")
        entries.append(last)
    if last.kids and isinstance(last.kids[-1], Tag) and last.kids[-1].type == "LBody":
        last.kids[-1].kids.extend(strays)
    else:
        last.kids.append(Tag("LBody", strays))


def _numbering(builder: "Builder", tag: Tag) -> str:
    items = [kid for kid in tag.kids if isinstance(kid, Tag)]
    label = next(
        (
            kid
            for item in items
            for kid in item.kids
            if isinstance(kid, Tag) and kid.type == "Lbl"
        ),
        None,
    )
    ordered = tag.source is not None and tag.source.name == "ol"
    if label is None:
        return "None"
    item = items[0].source
    style = item.first_box.style["list_style_type"] if item and item.first_box else ""
    if isinstance(style, str) and style in _NUMBERING and _is_marker(label):
        return _NUMBERING[style]
    if builder.profile.part == 1:
        return "Decimal" if ordered else "Disc"
    return "Ordered" if ordered else "Unordered"


def description_list_tags(builder: "Builder", element: Element) -> list[Kid]:
    """Make the L of a dl."""
    items: list[Kid] = []
    item: Tag | None = None
    for part in _terms_and_descriptions(element):
        kids = builder.kids(part)
        if not kids:
            continue
        is_term = part.name == "dt"
        if item is None or (is_term and _has_body(item)):
            item = Tag("LI")
            items.append(item)
        if is_term:
            _add_term(builder, item, part, kids)
        else:
            _add_description(builder, item, part, kids)
    if not items:
        return []
    tag = builder.tag("L", items, element)
    numbering = "None" if builder.profile.part == 1 else "Description"
    tag.attributes["List"] = {"ListNumbering": f"/{numbering}"}
    return [tag]


def _terms_and_descriptions(element: Element) -> list[Element]:
    """Find the dt and dd of a dl, also those grouped in div."""
    found = []
    for kid in element.kids:
        if isinstance(kid, Element) and not kid.pseudo:
            if kid.name in {"dt", "dd"}:
                found.append(kid)
            else:
                found.extend(_terms_and_descriptions(kid))
    return found


def _has_body(item: Tag) -> bool:
    return any(isinstance(kid, Tag) and kid.type == "LBody" for kid in item.kids)


def _add_term(builder: "Builder", item: Tag, part: Element, kids: list[Kid]) -> None:
    if not item.kids:
        item.kids.append(builder.tag("Lbl", kids, part))
        return
    label = item.kids[0]  # a second term for the same description
    assert isinstance(label, Tag)  # noqa: S101
    if label.source is not None:
        first = Tag("Span", label.kids, label.source, language=label.language)
        builder.tag_of[label.source] = first
        label.kids, label.source, label.language = [first], None, ""
    end_word(label.kids[-1])
    label.kids.append(builder.tag("Span", kids, part))


def _add_description(
    builder: "Builder", item: Tag, part: Element, kids: list[Kid]
) -> None:
    body = item.kids[-1] if item.kids else None
    if isinstance(body, Tag) and body.type == "LBody":
        if body.source is not None:
            # A second description: each is kept apart.
            body.kids = [Tag(GROUP, in_paragraphs(body.kids))]
            body.source = None
        described = builder.tag("Div", kids, part)
        if not described.language:
            described.type = GROUP
        body.kids.append(described)
    else:
        item.kids.append(builder.tag("LBody", kids, part))
