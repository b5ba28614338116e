"""EbookLib packs: a package becomes an EPUB's bytes (docs/decisions/0005).

The library writes manifest, spine and metadata from what it is given, and copies our
documents byte for byte. Its own document classes are not used: they drop or change
the reader's text. Three private names of version 0.20 are relied on, and pinned by
tests/test_epub_packing.py: `_write_container`, `_write_opf_file`, `_write_items`.
"""

import io
import zipfile
from datetime import UTC
from typing import Any
from xml.etree import ElementTree as ET

from ebooklib import epub
from lxml import etree

from plainleaf.render.epub_package import (
    CONTAINER,
    FOLDER,
    IDENTIFIER_ID,
    MIMETYPE,
    PACKAGE_DOCUMENT,
    Package,
    Resource,
    package_text,
)
from plainleaf.render.epub_packing import StampedArchive

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def pack(package: Package) -> bytes:
    """Return the EPUB of a package."""
    packer = _Packer(package)
    packer.write()
    return packer.written.getvalue()


class _Packer(epub.EpubWriter):  # type: ignore[misc] # EbookLib has no types
    """EbookLib's way through a book, into memory, with one date for every file."""

    def __init__(self, package: Package) -> None:
        modified = package.modified.astimezone(UTC)
        super().__init__("", _book(package), {"mtime": modified})
        self.package = package
        self.written = io.BytesIO()

    def write(self) -> None:
        """Write the archive; the library's own takes dates and modes from the day."""
        with StampedArchive(self.written, "w") as archive:
            archive.stamp = self.package.modified
            archive.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
            self.out = archive
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_container(self) -> None:
        self.out.writestr("META-INF/container.xml", CONTAINER)

    def _write_opf_file(self, root: Any) -> None:
        """Complete the package document that the library has made, and write it."""
        root.set(_XML_LANG, self.package.language)
        root.set("dir", self.package.direction)
        del root.attrib["prefix"]
        root.find("spine").set("toc", self.package.ncx)
        document = package_text(ET.fromstring(etree.tostring(root)))  # noqa: S314 our own
        self.out.writestr(f"{FOLDER}/{PACKAGE_DOCUMENT}", document)


def _book(package: Package) -> Any:
    book = epub.EpubBook()
    # A new book states the library as its generator and a random identifier.
    book.metadata.clear()
    book.FOLDER_NAME = FOLDER
    book.IDENTIFIER_ID = IDENTIFIER_ID
    book.set_identifier(package.identifier)
    book.set_direction(package.direction)
    for statement in package.statements:
        space, name = None, statement.name
        if name.startswith("dc:"):
            space, name = "DC", name.removeprefix("dc:")
        book.add_metadata(space, name, statement.text, dict(statement.attributes))
    packed = {resource.id: _item(resource) for resource in package.resources}
    for item in packed.values():
        book.add_item(item)
    book.spine = [packed[idref] for idref in package.spine]
    return book


def _item(resource: Resource) -> Any:
    """Return a file as the library's plainest class: it copies the bytes."""
    href = resource.href if resource.listed else f"{FOLDER}/{resource.href}"
    item = epub.EpubItem(
        resource.id, href, resource.media_type, resource.raw, manifest=resource.listed
    )
    item.properties = list(resource.properties)
    return item
