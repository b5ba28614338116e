"""A page of HTML or a document of an EPUB as a tree that checks can walk.

HTML is read as browsers read it (the WHATWG parser), XHTML as e-readers read it
(strict XML without entities from elsewhere). Both give the same tree.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import tinyhtml5.parser
from lxml import etree

from plainleaf.check.heard import BREAK, Chunk, Heard, heard

_PREFIXES = {
    "http://www.w3.org/1999/xhtml": "",
    "http://www.w3.org/2000/svg": "svg:",
    "http://www.w3.org/1998/Math/MathML": "math:",
    "http://www.w3.org/1999/xlink": "xlink:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
    "http://www.idpf.org/2007/ops": "epub:",
    "http://www.idpf.org/2007/opf": "opf:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "urn:oasis:names:tc:opendocument:xmlns:container": "container:",
}
INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "cite", "code", "dfn", "em", "i", "mark", "q"),
        *("s", "small", "span", "strong", "sub", "sup"),
    }
)
"""Elements that part no words; all others do, `br` and `img` among them."""
_UNHEARD = frozenset({"script", "style", "template"})
FURNITURE = "data-furniture"


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name (`p`, `svg:path`), attributes and kids in order.

    `line` is where it stands in the file, 0 when the parser does not tell.
    """

    name: str
    attributes: Mapping[str, str]
    kids: "tuple[Element | str, ...]"
    line: int = 0

    @property
    def elements(self) -> "Iterator[Element]":
        """Yield the elements directly inside."""
        return (kid for kid in self.kids if isinstance(kid, Element))

    def get(self, name: str) -> str:
        """Return an attribute's value, empty when there is none."""
        return self.attributes.get(name, "")

    def walk(self, above: "tuple[Element, ...]" = ()) -> "Iterator[Placed]":
        """Yield the element and all below it in order, each with what is above."""
        yield Placed(self, above)
        for kid in self.elements:
            yield from kid.walk((*above, self))

    def all(self, *names: str) -> "Iterator[Element]":
        """Yield the elements of the given names in order, itself included."""
        for placed in self.walk():
            if placed.element.name in names:
                yield placed.element

    def first(self, name: str) -> "Element | None":
        """Return the first element of a name."""
        return next(self.all(name), None)

    def text(self) -> str:
        """Return all text inside, its spaces folded."""
        return " ".join("".join(chunk.text for chunk in self._chunks()).split())

    def own_text(self) -> str:
        """Return the text inside that is not furniture, its spaces folded."""
        own = (chunk.text for chunk in self._chunks() if chunk.own)
        return " ".join("".join(own).split())

    def _chunks(self) -> "Iterator[Chunk]":
        return chunks_of(self, language="")


@dataclass(frozen=True, slots=True)
class Placed:
    """An element with the elements above it, outermost first."""

    element: Element
    above: tuple[Element, ...]

    @property
    def place(self) -> str:
        """The way down to it: `main > section#risks > p`."""
        steps = [*self.above, self.element]
        named = [
            step.name + ("#" + step.get("id")) * ("id" in step.attributes)
            for step in steps
        ]
        return " > ".join(named[2:] or named)

    @property
    def is_furniture(self) -> bool:
        """Say whether the program made it: it or an element above is marked so."""
        return any(FURNITURE in step.attributes for step in (*self.above, self.element))


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page as a browser reads it, and what the parser had to put right."""

    root: Element
    errors: tuple[tuple[int, str], ...] = field(default=())


def parse_html(raw: bytes) -> ParsedPage:
    """Read a page of HTML; `errors` are (line, name of the error in the standard)."""
    parser = tinyhtml5.parser.HTMLParser()
    root = parser.parse(raw, transport_encoding="utf-8")
    errors = tuple((position[0], code) for position, code, _ in parser.errors)
    return ParsedPage(_element(root, _no_line), errors)


def parse_xml(raw: bytes) -> Element:
    """Read an XML document; raises `lxml.etree.XMLSyntaxError`."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return _element(
        etree.fromstring(raw, parser), lambda source: source.sourceline or 0
    )


def _no_line(_: Any) -> int:
    return 0


def _element(source: Any, line: Callable[[Any], int]) -> Element:
    kids: list[Element | str] = [source.text] if source.text else []
    for kid in source:
        if isinstance(kid.tag, str):  # comments have a function for a tag
            kids.append(_element(kid, line))
        if kid.tail:
            kids.append(kid.tail)
    return Element(
        _name(source.tag),
        {_name(str(name)): str(value) for name, value in source.attrib.items()},
        tuple(kids),
        line(source),
    )


def _name(tag: str) -> str:
    if not tag.startswith("{"):
        return tag
    namespace, _, local = tag[1:].partition("}")
    return _PREFIXES.get(namespace, f"{{{namespace}}}") + local


# --- what is heard ------------------------------------------------------------------


def chunks_of(element: Element, *, language: str, own: bool = True) -> Iterator[Chunk]:
    """Yield the text of an element for `heard`, in its order.

    A block and a picture part the text around them; what is marked as furniture is
    not the publication's own.
    """
    own = own and FURNITURE not in element.attributes
    language = element.get("lang") or element.get("xml:lang") or language
    gap = "" if element.name in INLINE else " " if element.name == "br" else BREAK
    yield Chunk(gap, own, language)
    if element.name == "img":
        yield Chunk(element.get("alt"), own, language)
    elif element.name not in _UNHEARD:
        for kid in element.kids:
            if isinstance(kid, str):
                yield Chunk(" ".join(kid.split("\n")), own, language)
            else:
                yield from chunks_of(kid, language=language, own=own)
    yield Chunk(gap, own, language)


def heard_in(bodies: Iterable[Element], *, language: str) -> Heard:
    """Return what is heard of one or more bodies, read one after the other."""
    chunks = (chunk for body in bodies for chunk in chunks_of(body, language=language))
    return heard(chunks, language=language)
