"""Pictures, and other things that need words beside them: ruby, formulas, fields."""

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from plainleaf.tagging.artifacts import alternative, is_image
from plainleaf.tagging.elements import Element, Run
from plainleaf.tagging.structure import GROUP, Kid, Tag

if TYPE_CHECKING:
    from plainleaf.tagging.builder import Builder

# Blanks to fill in on paper (ISO 32000-1, 14.8.5.6: PrintField).
_FIELD_ROLES = {"textbox": "tv", "checkbox": "cb", "radio": "rb"}
_POINTS_PER_PIXEL = 0.75
_WITH_BOX = frozenset({"Figure", "Formula", "Table"})


def figure_tags(builder: "Builder", element: Element) -> list[Kid]:
    """Make the Figure of an image, or of an element with `role=img`."""
    name = alternative(element.html)
    kids = builder.kids(element)
    if not is_image(element.html) and not name:
        builder.problems.add(
            "no-alt-text",
            "An element with role=img has no aria-label.",
            element.html,
            element.page,
        )
        return kids
    if not kids:
        return []
    tag = builder.tag("Figure", kids, element)
    tag.alt = name
    return [tag]


def layout_of(tag: Tag, page_heights: list[float]) -> tuple[int, dict[str, Any]] | None:
    """Find the page of a figure, formula or table, and its bounding box in points.

    `page_heights` are in CSS pixels. ISO 32000-1, 14.8.5.4.3, table 345: what is whole
    on one page has a box, in default user space, y upwards. A figure over pages has
    that of its first.
    """
    if tag.type not in _WITH_BOX or tag.source is None or not tag.source.boxes:
        return None
    page, box = tag.source.boxes[0]
    if tag.type == "Table" and any(other != page for other, _ in tag.source.boxes):
        return None
    left, top = box.content_box_x(), box.content_box_y()
    corners = (left, top + box.height, left + box.width, top)
    height = page_heights[page]
    points = [
        round(_POINTS_PER_PIXEL * (height - value if index % 2 else value), 2)
        for index, value in enumerate(corners)
    ]
    layout: dict[str, Any] = {"BBox": points}
    if tag.type != "Table":
        block = isinstance(box, boxes.BlockLevelBox)
        layout["Placement"] = "/Block" if block else "/Inline"
    return page, layout


def figure_group_tags(builder: "Builder", element: Element) -> list[Kid]:
    """Make what a figure element becomes.

    One picture takes its caption inside. Anything else in a figure (several
    pictures, a quotation) stands beside the caption in a division.
    """
    kids = builder.kids(element)
    captions = [k for k in kids if isinstance(k, Tag) and k.type == "Caption"]
    rest = [kid for kid in kids if kid not in captions]
    picture = _only_picture(rest)
    if picture is not None and len(captions) <= 1:
        first = bool(captions) and kids[0] is captions[0]
        picture.kids[:] = (
            [*captions, *picture.kids] if first else [*picture.kids, *captions]
        )
        builder.tag_of.setdefault(element, picture)
        return [picture]
    if not kids:
        return []
    grouped = "Div" if builder.profile.part == 1 or not captions else "Aside"
    return [builder.tag(grouped, kids, element)]


def _only_picture(kids: list[Kid]) -> Tag | None:
    if len(kids) != 1 or not isinstance(kids[0], Tag):
        return None
    kid = kids[0]
    if kid.type == "Figure":
        return kid
    if kid.type in {"P", "Div", GROUP} and not kid.custom:
        return _only_picture(kid.kids)
    return None


def ruby_tags(builder: "Builder", element: Element) -> list[Kid]:
    """Make the Ruby of one base and its reading."""
    base: list[Kid] = []
    readings: list[Tag] = []
    bases = 0
    after_reading = True
    for kid in element.kids:
        if isinstance(kid, Element) and kid.name in {"rt", "rp", "rtc"}:
            if kid.name == "rt":
                readings.append(builder.tag("RT", builder.kids(kid), kid))
            after_reading = True
            continue
        bases += after_reading
        after_reading = False
        base.extend([kid] if isinstance(kid, Run) else builder.tags(kid))
    if not base or not readings:
        return [*base, *readings]
    if bases > 1 or len(readings) > 1:
        builder.problems.add(
            "several-ruby-bases",
            "A ruby element has several bases: their readings are heard after all "
            "of them. Use one ruby element for each base.",
            element.html,
            element.page,
        )
    words: list[Kid] = [kid for reading in readings for kid in reading.kids]
    readings[0].kids = words
    return [builder.tag("Ruby", [Tag("RB", base), readings[0]], element)]


def formula_tags(builder: "Builder", element: Element) -> list[Kid]:
    """Make the Formula of MathML, which WeasyPrint paints as plain letters."""
    kids = builder.kids(element)
    builder.problems.add(
        "math",
        "MathML is printed as plain letters: use an SVG image with a text alternative.",
        element.html,
        element.page,
    )
    if not kids:
        return []
    tag = builder.tag("Formula", kids, element)
    tag.alt = (
        str(element.html.get("alttext") or element.html.get("aria-label") or "")
        or tag.text()
    )
    return [tag]


def is_field(element: Element) -> bool:
    """Whether an element is a form control, or a blank to fill in on paper."""
    return element.role in _FIELD_ROLES or any(
        box.widget_annotation is not None for _, box in element.boxes
    )


def field_tags(builder: "Builder", element: Element) -> list[Kid]:
    """Make the Form elements of a control or blank."""
    name = str(element.html.get("aria-label") or "").strip()
    widgets = [
        (page, box.widget_annotation)
        for page, box in element.boxes
        if box.widget_annotation is not None
    ]
    if widgets:
        tag = builder.tag("Form", [], element)
        tag.annotations = widgets
        tag.contents = name or str(widgets[0][1]["TU"].string).strip()
        tag.contents = tag.contents or _label_around(builder, element)
    else:
        tag = builder.tag("Form", list(element.runs()), element)
        field = {"Role": f"/{_FIELD_ROLES[element.role]}"}
        if field["Role"] != "/tv":
            field["checked"] = "/off"
        tag.attributes["PrintField"] = field
        tag.alt = tag.contents = name
    if any(above.name == "a" for above in element.ancestors()):
        builder.problems.add(
            "field-in-link",
            "A field stands in a link: neither can be used. Put it beside the link.",
            element.html,
            element.page,
        )
    if not tag.contents:
        builder.problems.add(
            "no-field-label",
            "A field has no label: give it one with label or aria-label.",
            element.html,
            element.page,
        )
    return [tag]


def _label_around(builder: "Builder", element: Element) -> str:
    html = element.html
    while (html := builder.elements.parents.get(html)) is not None:
        if html.tag == "label":
            return " ".join("".join(html.itertext()).split())
    return ""
