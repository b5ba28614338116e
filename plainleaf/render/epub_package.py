"""What is in an EPUB, before anybody packs it: files, spine, metadata (EPUB 3.3).

Two packers make the same archive from a `Package`: `epub_ebooklib` with EbookLib, and
`epub_packing` with the standard library alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from lxml import etree

FOLDER = "EPUB"
PACKAGE_DOCUMENT = "content.opf"
MIMETYPE = "application/epub+zip"
IDENTIFIER_ID = "publication-id"

XHTML = "application/xhtml+xml"
NCX = "application/x-dtbncx+xml"
CSS = "text/css"

CONTAINER = f"""\
<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
  <rootfiles>
    <rootfile full-path="{FOLDER}/{PACKAGE_DOCUMENT}" \
media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""

_XHTML_SPACE = "http://www.w3.org/1999/xhtml"
_MATHML_SPACE = "http://www.w3.org/1998/Math/MathML"
_SVG_SPACE = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the publication; `href` is its path inside the folder EPUB.

    `properties` are those of the manifest (EPUB 3.3, 5.6.2). A file that is not
    `listed` is linked from the metadata and stands outside the manifest (5.5.7).
    """

    id: str
    href: str
    media_type: str
    raw: bytes
    properties: tuple[str, ...] = ()
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Statement:
    """An element of the metadata: `dc:…` by its name, `meta` or `link`."""

    name: str
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Package:
    """An EPUB publication. `spine` holds the ids of resources in reading order.

    `statements` come with Dublin Core first, those of one name together; identifier
    and date of modification are not among them.
    """

    identifier: str
    language: str
    direction: str
    modified: datetime
    statements: tuple[Statement, ...]
    resources: tuple[Resource, ...]
    spine: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse what the packers would not pack, or not all in the same way."""
        _unique("file name", (resource.href.lower() for resource in self.resources))
        _unique("id", (resource.id for resource in self.resources))
        names = [statement.name for statement in self.statements]
        if names != sorted(names, key=names.index):
            raise ValueError("statements of one name do not stand together")

    @property
    def ncx(self) -> str:
        """Return the id of the contents for old readers (EPUB 2's NCX)."""
        return next(r.id for r in self.resources if r.media_type == NCX)

    def modified_text(self) -> str:
        """Return the time of modification as dcterms:modified has it (EPUB 3.3, 5.5.4).

        It is in UTC, to the second.
        """
        return self.modified.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_strictly(document: str) -> etree._Element:
    """Return a document's tree; markup that is not well-formed is a bug and raises."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    return etree.fromstring(document.encode(), parser)


def properties_of(tree: etree._Element) -> tuple[str, ...]:
    """Return the manifest properties of a content document (EPUB 3.3, 5.6.2.1)."""
    found = {
        "mathml": tree.find(f".//{{{_MATHML_SPACE}}}math") is not None,
        "scripted": any(
            tree.find(f".//{{{_XHTML_SPACE}}}{name}") is not None
            for name in ("script", "form")
        ),
        "svg": tree.find(f".//{{{_SVG_SPACE}}}svg") is not None,
        "remote-resources": any(
            str(address).startswith(("http:", "https:"))
            for address in tree.xpath("//@src")
        ),
    }
    return tuple(name for name, present in found.items() if present)


def package_text(root: ET.Element) -> bytes:
    """Return the package document's bytes: the last step of both packers."""
    for element in root.iter():
        element.text = element.text or None
    ET.indent(root)
    ET.register_namespace("", "http://www.idpf.org/2007/opf")
    ET.register_namespace("dc", "http://purl.org/dc/elements/1.1/")
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _unique(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"two resources have the {what} {name}")
        seen.add(name)
