"""An EPUB opened for checking: its archive, its package document, its documents."""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from plainleaf.check.markup import Element, Placed, parse_xml
from plainleaf.model import Publication

CONTAINER = "META-INF/container.xml"
XHTML = "application/xhtml+xml"


class UnreadableBookError(Exception):
    """There is no EPUB to look into: no archive, no container, no package document."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the manifest; `path` is its place in the archive."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str]
    line: int


@dataclass(frozen=True, slots=True)
class OpenedBook:
    """All that the checks of an EPUB ask of it.

    `documents` are the XHTML documents that could be parsed, by path; `broken` the
    others, with line and reason. `spine` holds paths in reading order. `pages` is the
    number of pages of the handout, when it is known.
    """

    path: Path
    entries: tuple[zipfile.ZipInfo, ...]
    files: Mapping[str, bytes]
    package_path: str
    package: Element
    items: tuple[Item, ...]
    spine: tuple[str, ...]
    documents: Mapping[str, Element]
    broken: tuple[tuple[str, int, str], ...]
    publication: Publication
    pages: int | None

    @property
    def nav_path(self) -> str:
        """The path of the navigation document, empty when there is none."""
        return next((item.path for item in self.items if "nav" in item.properties), "")

    @property
    def text_paths(self) -> tuple[str, ...]:
        """The documents with the text: the spine without contents and cover."""
        return tuple(
            path
            for path in self.spine
            if path in self.documents
            and path != self.nav_path
            and not is_cover(self.documents[path])
        )

    @property
    def bodies(self) -> tuple[Element, ...]:
        """The bodies of the documents with the text, in reading order."""
        found = (self.documents[path].first("body") for path in self.text_paths)
        return tuple(body for body in found if body is not None)

    def walk(self) -> Iterator[tuple[str, Placed]]:
        """Yield every element of every document with the document's path."""
        for path, root in self.documents.items():
            for placed in root.walk():
                yield path, placed

    def metadata(self, name: str) -> list[str]:
        """Return the texts of one Dublin Core element or one `meta` property."""
        return [
            element.text()
            for element in self.package.all("opf:metadata")
            for element in element.elements
            if name in {element.name, element.get("property")}
            and not element.get("refines")
        ]


def is_cover(root: Element) -> bool:
    """Say whether a document is the cover."""
    return any(
        "cover" in placed.element.get("epub:type").split()
        or placed.element.get("role") == "doc-cover"
        for placed in root.walk()
    )


def resolved(document: str, address: str) -> tuple[str, str]:
    """Return the path in the archive and the fragment that an address leads to."""
    parts = urlsplit(address)
    folder = posixpath.dirname(document)
    path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    return (path if parts.path else document), unquote(parts.fragment)


def is_remote(address: str) -> bool:
    """Say whether an address leads out of the book."""
    return bool(urlsplit(address).scheme) or address.startswith("//")


def open_book(path: Path, publication: Publication, pages: int | None) -> OpenedBook:
    """Read an EPUB; raises UnreadableBookError when it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = tuple(archive.infolist())
            files = {entry.filename: archive.read(entry) for entry in entries}
    except (OSError, zipfile.BadZipFile) as error:
        raise UnreadableBookError(str(error)) from error
    package_path = _package_path(files)
    package = _parsed(package_path, files)
    items = tuple(_items(package, package_path))
    by_id = {item.id: item.path for item in items}
    references = package.all("opf:itemref")
    documents, broken = _documents(items, files)
    return OpenedBook(
        path=path,
        entries=entries,
        files=files,
        package_path=package_path,
        package=package,
        items=items,
        spine=tuple(by_id.get(ref.get("idref"), "") for ref in references),
        documents=documents,
        broken=broken,
        publication=publication,
        pages=pages,
    )


def _parsed(path: str, files: Mapping[str, bytes]) -> Element:
    if path not in files:
        raise UnreadableBookError(f"there is no {path}")
    try:
        return parse_xml(files[path])
    except etree.XMLSyntaxError as error:
        raise UnreadableBookError(f"{path} is not well-formed: {error}") from error


def _package_path(files: Mapping[str, bytes]) -> str:
    container = _parsed(CONTAINER, files)
    rootfile = container.first("container:rootfile")
    return rootfile.get("full-path") if rootfile else ""


def _items(package: Element, package_path: str) -> Iterator[Item]:
    for item in package.all("opf:item"):
        yield Item(
            item.get("id"),
            resolved(package_path, item.get("href"))[0],
            item.get("media-type"),
            frozenset(item.get("properties").split()),
            item.line,
        )


def _documents(
    items: tuple[Item, ...], files: Mapping[str, bytes]
) -> tuple[dict[str, Element], tuple[tuple[str, int, str], ...]]:
    documents: dict[str, Element] = {}
    broken = []
    for item in items:
        if item.media_type == XHTML and item.path in files:
            try:
                documents[item.path] = parse_xml(files[item.path])
            except etree.XMLSyntaxError as error:
                broken.append((item.path, error.lineno or 0, error.msg or ""))
    return documents, tuple(broken)
