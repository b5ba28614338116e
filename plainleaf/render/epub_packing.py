"""A packer on the standard library alone: a package becomes an EPUB's bytes.

It is kept beside the packer that uses EbookLib and gives the same bytes, so that the
library can be left without a change to what readers get.
"""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from plainleaf.render.epub_package import (
    CONTAINER,
    FOLDER,
    IDENTIFIER_ID,
    MIMETYPE,
    PACKAGE_DOCUMENT,
    Package,
    package_text,
)

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

REGULAR_FILE = 0o100644 << 16
UNIX = 3
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The first day that a ZIP archive can tell (APPNOTE 4.4.6)."""


class StampedArchive(zipfile.ZipFile):
    """A ZIP archive in which every file has one date, mode and system of origin."""

    stamp: datetime = EARLIEST

    def writestr(
        self,
        zinfo_or_arcname: Any,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Add a file under a name; a name that is there already raises ValueError."""
        if zinfo_or_arcname in self.namelist():
            raise ValueError(f"{zinfo_or_arcname} is in the archive already")
        stamp = max(self.stamp.astimezone(UTC), EARLIEST)
        entry = zipfile.ZipInfo(zinfo_or_arcname, stamp.timetuple()[:6])
        entry.external_attr = REGULAR_FILE
        entry.create_system = UNIX
        how = zipfile.ZIP_DEFLATED if compress_type is None else compress_type
        super().writestr(entry, data, how, compresslevel or 9)


def pack(package: Package) -> bytes:
    """Return the EPUB: `mimetype` first and stored (EPUB 3.3, 4.2.2)."""
    written = io.BytesIO()
    with StampedArchive(written, "w") as archive:
        archive.stamp = package.modified
        archive.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", CONTAINER)
        document = package_text(package_document(package))
        archive.writestr(f"{FOLDER}/{PACKAGE_DOCUMENT}", document)
        for resource in package.resources:
            archive.writestr(f"{FOLDER}/{resource.href}", resource.raw)
    return written.getvalue()


def package_document(package: Package) -> ET.Element:
    """Return the package document (EPUB 3.3, 5)."""
    root = ET.Element(f"{{{OPF}}}package", {"unique-identifier": IDENTIFIER_ID})
    root.attrib |= {"version": "3.0", XML_LANG: package.language}
    root.attrib |= {"dir": package.direction}
    _metadata(package, ET.SubElement(root, f"{{{OPF}}}metadata"))
    manifest = ET.SubElement(root, f"{{{OPF}}}manifest")
    for resource in package.resources:
        if resource.listed:
            facts = {"href": resource.href, "id": resource.id}
            facts |= {"media-type": resource.media_type}
            if resource.properties:
                facts |= {"properties": " ".join(resource.properties)}
            ET.SubElement(manifest, f"{{{OPF}}}item", facts)
    spine = ET.SubElement(root, f"{{{OPF}}}spine", {"toc": package.ncx})
    spine.set("page-progression-direction", package.direction)
    for idref in package.spine:
        ET.SubElement(spine, f"{{{OPF}}}itemref", {"idref": idref})
    return root


def _metadata(package: Package, metadata: ET.Element) -> None:
    modified = ET.SubElement(
        metadata, f"{{{OPF}}}meta", {"property": "dcterms:modified"}
    )
    modified.text = package.modified_text()
    identifier = ET.SubElement(metadata, f"{{{DC}}}identifier", {"id": IDENTIFIER_ID})
    identifier.text = package.identifier
    for statement in package.statements:
        space, name = OPF, statement.name
        if name.startswith("dc:"):
            space, name = DC, name.removeprefix("dc:")
        element = ET.SubElement(
            metadata, f"{{{space}}}{name}", dict(statement.attributes)
        )
        element.text = statement.text
