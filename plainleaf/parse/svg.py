"""The gate for drawings: an allow-list of shapes and text, nothing from elsewhere.

Sources: EPUB 3.3, 6.2 (SVG content documents) and 3.9 (no external entities); SVG
Integration's secure static mode. What drawing programs leave behind for themselves
(other namespaces, metadata) draws nothing and is taken out; what could act, or call
something in from elsewhere, is refused with its line.
"""

import re
from dataclasses import dataclass

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
ELEMENT_LIMIT = 20_000
"""Elements of a drawing, each `use` counted as what it repeats."""
DEPTH_LIMIT = 60
SIDE_LIMIT = 20_000

_ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "title",
        "desc",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "marker",
        "style",
        "switch",
        "a",
        "filter",
        "feGaussianBlur",
        "feOffset",
        "feMerge",
        "feMergeNode",
        "feBlend",
        "feColorMatrix",
        "feFlood",
        "feComposite",
    ]
)
_DROPPED = frozenset({"metadata"})
_HARMLESS = re.compile(r"[a-z][A-Za-z0-9-]*")
_OUTSIDE = re.compile(
    r"url\(\s*['\"]?\s*(?!#)[^)]*\)|@import|expression\(|\\", re.IGNORECASE
)
_NUMBER = re.compile(
    r"\s*([0-9]*\.?[0-9]+(?:e[+-]?\d+)?)\s*([a-z%]*)\s*", re.IGNORECASE
)
_UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
    "q": 96 / 101.6,
}

_PLAIN = "Save it as plain SVG without scripts, links and linked pictures."
_EXPORT = (
    "Save it anew: in Illustrator by File, Export, SVG, in Inkscape as “Plain SVG”."
)
_OUTLINES = (
    "Turn its words into outlines (in Illustrator “Create Outlines”, in Inkscape "
    "“Object to Path”), and save it anew."
)
_PHOTOGRAPH = "A photograph lies in the drawing: export the whole as PNG or JPEG."
_HINTS = {
    "image": _PHOTOGRAPH,
    "feImage": _PHOTOGRAPH,
    "foreignObject": _EXPORT,
    "font": _OUTLINES,
    "animate": "Take the movement out: paper cannot move.",
    "animateTransform": "Take the movement out: paper cannot move.",
}
"""What to do about an element that is not on the list, where more can be said."""

Refusal = tuple[str, str, str]
"""Rule, message and hint."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that may be published; the size is in user units."""

    width: int
    height: int
    raw: bytes


class _RefusedError(ValueError):
    def __init__(self, rule: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.refusal = (rule, message, hint)


def drawing(raw: bytes) -> Drawing | Refusal:
    """Return a cleaned drawing, or why it is refused."""
    try:
        root = _parsed(raw)
        _clean(root)
        _check_repeats(root)
        width, height = _size(root)
    except _RefusedError as refused:
        return refused.refusal
    return Drawing(width, height, etree.tostring(root, encoding="utf-8") + b"\n")


def words_drawn(raw: bytes) -> str:
    """Return the lettering of a drawing that passed the gate: words and figures."""
    texts = etree.fromstring(raw).iter(f"{{{SVG}}}text")
    drawn = " ".join(" ".join("".join(text.itertext()).split()) for text in texts)
    return drawn if any(map(str.isalnum, drawn)) else ""


def _parsed(raw: bytes) -> etree._Element:
    if re.search(rb"<!DOCTYPE|<!ENTITY", raw):
        # A drawing with a plain DOCTYPE is common; without entities it says nothing.
        if b"<!ENTITY" in raw or b"[" in raw.split(b"<!DOCTYPE", 1)[-1].split(b">")[0]:
            raise _unsafe("it defines entities", 1, _EXPORT)
        raw = re.sub(rb"<!DOCTYPE[^>\[]*>", b"", raw, count=1)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as trouble:
        raise _RefusedError(
            "image-unreadable",
            f"the drawing is not whole: its line {trouble.lineno or 1} cannot be read",
            "Save it again as plain SVG.",
        ) from None
    if root.tag != f"{{{SVG}}}svg":
        raise _RefusedError(
            "image-unreadable",
            "its name ends in .svg, and it is no drawing",
            'A drawing begins with <svg xmlns="http://www.w3.org/2000/svg" …>.',
        )
    return root


def _clean(root: etree._Element) -> None:
    """Take out what draws nothing; refuse what is not on the list."""
    stack = [(root, 0)]
    while stack:
        element, depth = stack.pop()
        if depth > DEPTH_LIMIT:
            raise _unsafe(
                f"groups stand more than {DEPTH_LIMIT} deep", element.sourceline
            )
        _clean_attributes(element)
        if element.tag == f"{{{SVG}}}style" and _OUTSIDE.search(element.text or ""):
            hint = _OUTLINES if "@" in (element.text or "") else _PLAIN
            what = "its style calls for something elsewhere"
            raise _unsafe(what, element.sourceline, hint)
        for child in list(element):
            tag = child.tag
            if not isinstance(tag, str):
                raise _unsafe("it holds an entity", child.sourceline)
            space, _, name = tag[1:].partition("}") if tag[0] == "{" else ("", "", tag)
            if space != SVG or name in _DROPPED:
                _drop(child)
            elif name not in _ELEMENTS:
                hint = _HINTS.get(name, _PLAIN)
                raise _unsafe(f"it holds <{name}>", child.sourceline, hint)
            else:
                stack.append((child, depth + 1))
    etree.cleanup_namespaces(root)


def _drop(child: etree._Element) -> None:
    """Remove an element and keep the text after it."""
    parent, before = child.getparent(), child.getprevious()
    if parent is None:
        return
    if child.tail:
        if before is not None:
            before.tail = (before.tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _clean_attributes(element: etree._Element) -> None:
    for full, value in list(element.attrib.items()):
        key, text = str(full), str(value)
        space, _, name = key[1:].partition("}") if key[0] == "{" else ("", "", key)
        if space not in {"", XLINK, XML}:
            del element.attrib[full]
            continue
        if space == "" and name.lower().startswith("on"):
            raise _unsafe(f"it has a script in `{name}`", element.sourceline)
        if name == "href":
            if not text.strip().startswith("#"):
                raise _unsafe(f"it calls for `{text[:60]}`", element.sourceline)
        elif space == XLINK or (space == "" and not _HARMLESS.fullmatch(name)):
            del element.attrib[full]
        elif _OUTSIDE.search(text):
            raise _unsafe(f"`{name}` calls for something elsewhere", element.sourceline)


def _check_repeats(root: etree._Element) -> None:
    """Count elements with every `use` written out; refuse circles and bombs."""
    by_id = {str(e.get("id")): e for e in root.iter() if e.get("id")}
    sizes: dict[etree._Element, int] = {}
    being_counted: set[etree._Element] = set()

    def size(element: etree._Element) -> int:
        if element in sizes:
            return sizes[element]
        if element in being_counted:
            raise _unsafe("a `use` repeats itself", element.sourceline)
        being_counted.add(element)
        total = 1 + sum(size(child) for child in element)
        if element.tag == f"{{{SVG}}}use":
            href = str(element.get("href") or element.get(f"{{{XLINK}}}href") or "")
            target = by_id.get(href.strip().removeprefix("#"))
            if target is not None:
                total += size(target)
        being_counted.discard(element)
        if total > ELEMENT_LIMIT:
            raise _RefusedError(
                "image-too-large",
                f"the drawing has more than {ELEMENT_LIMIT:,} parts",
                "Simplify it, or use a PNG picture.",
            )
        sizes[element] = total
        return total

    size(root)


def _size(root: etree._Element) -> tuple[int, int]:
    """Return width and height in user units, from the viewBox where there is one."""
    box = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    if len(box) == 4:  # noqa: PLR2004 - x, y, width, height
        found = [_NUMBER.fullmatch(part) for part in box[2:]]
        sides = [float(match[1]) for match in found if match and not match[2]]
    else:
        sides = [_length(root.get(name) or "") for name in ("width", "height")]
        if all(sides):
            root.set("viewBox", f"0 0 {sides[0]:g} {sides[1]:g}")
    if len(sides) != 2 or not all(0 < side <= SIDE_LIMIT for side in sides):  # noqa: PLR2004
        raise _RefusedError(
            "image-unreadable",
            "the drawing does not state its size",
            'Add viewBox="0 0 400 300" (its width and height) to <svg>.',
        )
    return max(1, round(sides[0])), max(1, round(sides[1]))


def _length(text: str) -> float:
    match = _NUMBER.fullmatch(text)
    if not match or match[2].lower() not in _UNITS:
        return 0.0
    return float(match[1]) * _UNITS[match[2].lower()]


def _unsafe(what: str, line: int | None, hint: str = _PLAIN) -> _RefusedError:
    where = f" (line {line} of the drawing)" if line else ""
    return _RefusedError("svg-unsafe", f"{what}{where}", hint)
