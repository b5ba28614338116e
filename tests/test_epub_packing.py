"""Two packers, one archive; and what is relied on inside EbookLib."""

import inspect
import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from importlib.metadata import version
from types import ModuleType

import pytest
from ebooklib import epub
from lxml import etree
from small_publication import small_publication

from plainleaf.model import PageMap
from plainleaf.render import epub_ebooklib, epub_packing
from plainleaf.render.epub import render
from plainleaf.render.epub_package import (
    NCX,
    XHTML,
    Package,
    Resource,
    Statement,
    parse_strictly,
    properties_of,
)

PACKERS = (epub_ebooklib, epub_packing)
BODY = b"<p>120/80 and <b>un</b><i>believable</i></p>\xc3\xa9\x00"

PACKAGE = Package(
    identifier="urn:uuid:5de1abfb-c941-554b-9991-9e3acf511fe2",
    language="ar",
    direction="rtl",
    modified=datetime(2026, 2, 9, 12, 30, 42, tzinfo=UTC),
    statements=(
        Statement("dc:title", "Fish & <chips> é", {"id": "title"}),
        Statement("dc:language", "ar"),
        Statement("meta", "main", {"refines": "#title", "property": "title-type"}),
        Statement("meta", "", {"name": "cover", "content": "picture"}),
        Statement("meta", "none", {"property": "schema:accessibilityHazard"}),
        Statement("link", "", {"rel": "dcterms:license", "href": "fonts/ofl.txt"}),
    ),
    resources=(
        Resource("nav", "nav.xhtml", XHTML, b"<nav/>", ("nav", "svg")),
        Resource("text", "text.xhtml", XHTML, BODY),
        Resource("old", "toc.ncx", NCX, b"<ncx/>"),
        Resource("picture", "a/b.png", "image/png", b"\x89PNG", ("cover-image",)),
        Resource("ofl", "fonts/ofl.txt", "text/plain", b"OFL", listed=False),
    ),
    spine=("text", "nav"),
)


def opened(book: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(book))


def test_the_two_packers_give_the_same_bytes() -> None:
    assert epub_ebooklib.pack(PACKAGE) == epub_packing.pack(PACKAGE)


def test_the_two_packers_give_the_same_e_book(monkeypatch: pytest.MonkeyPatch) -> None:
    """So EbookLib can be left by changing one import, and no reader sees it."""
    stamp = datetime(2026, 2, 9, tzinfo=UTC)
    pages = PageMap(2, {}, (0, 40))
    with_library = render(small_publication(), pages=pages, stamp=stamp)
    monkeypatch.setattr("plainleaf.render.epub.pack", epub_packing.pack)
    assert render(small_publication(), pages=pages, stamp=stamp) == with_library


@pytest.mark.parametrize("packer", PACKERS)
def test_every_file_is_packed_byte_for_byte(packer: ModuleType) -> None:
    archive = opened(packer.pack(PACKAGE))
    assert {
        resource.href: archive.read(f"EPUB/{resource.href}")
        for resource in PACKAGE.resources
    } == {resource.href: resource.raw for resource in PACKAGE.resources}


@pytest.mark.parametrize("packer", PACKERS)
def test_the_package_document_says_what_the_package_says(packer: ModuleType) -> None:
    root = etree.fromstring(opened(packer.pack(PACKAGE)).read("EPUB/content.opf"))
    named = {"o": "http://www.idpf.org/2007/opf"}

    def found(path: str) -> list[str]:
        return [str(value) for value in root.xpath(path, namespaces=named)]

    assert dict(root.attrib) == {
        "unique-identifier": "publication-id",
        "version": "3.0",
        "{http://www.w3.org/XML/1998/namespace}lang": "ar",
        "dir": "rtl",
    }
    assert found("o:spine/@page-progression-direction") == ["rtl"]
    assert found("o:spine/@toc") == ["old"]
    assert found("o:spine/o:itemref/@idref") == ["text", "nav"]
    assert found("o:manifest/o:item/@href") == [
        *("nav.xhtml", "text.xhtml", "toc.ncx", "a/b.png"),
    ]
    assert found("o:manifest/o:item/@properties") == ["nav svg", "cover-image"]
    modified = "o:metadata/o:meta[@property='dcterms:modified']/text()"
    assert found(modified) == ["2026-02-09T12:30:42Z"]
    assert found("//*[@id='publication-id']/text()") == [PACKAGE.identifier]
    assert found("//*[@id='title']/text()") == ["Fish & <chips> é"]
    assert found("//@content") == ["picture"]
    assert b"guide" not in etree.tostring(root)
    assert b"Ebook-lib" not in etree.tostring(root)


@pytest.mark.parametrize("packer", PACKERS)
def test_mimetype_is_first_and_stored_and_nothing_bears_today(
    packer: ModuleType,
) -> None:
    entries = opened(packer.pack(PACKAGE)).infolist()
    first = entries[0]
    assert (first.filename, first.compress_type, first.extra) == (
        *("mimetype", zipfile.ZIP_STORED, b""),
    )
    assert {entry.compress_type for entry in entries[1:]} == {zipfile.ZIP_DEFLATED}
    assert {
        (entry.date_time, entry.external_attr >> 16, entry.create_system)
        for entry in entries
    } == {((2026, 2, 9, 12, 30, 42), 0o100644, 3)}


@pytest.mark.parametrize("packer", PACKERS)
def test_a_time_in_another_zone_gives_the_same_bytes(packer: ModuleType) -> None:
    east = PACKAGE.modified.astimezone(timezone(timedelta(hours=9)))
    assert packer.pack(replace(PACKAGE, modified=east)) == packer.pack(PACKAGE)


@pytest.mark.parametrize("packer", PACKERS)
def test_a_date_before_zip_can_tell_is_the_first_that_it_can(
    packer: ModuleType,
) -> None:
    early = replace(PACKAGE, modified=datetime(1975, 5, 1, tzinfo=UTC))
    entries = opened(packer.pack(early)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert b"1975-05-01T00:00:00Z" in opened(packer.pack(early)).read(
        "EPUB/content.opf"
    )


@pytest.mark.parametrize(
    ("identifier", "href", "message"),
    [
        ("other", "TEXT.xhtml", "file name text.xhtml"),
        ("text", "other.xhtml", "id text"),
    ],
)
def test_two_files_of_one_name_are_refused(
    identifier: str, href: str, message: str
) -> None:
    again = Resource(identifier, href, XHTML, b"")
    with pytest.raises(ValueError, match=message):
        replace(PACKAGE, resources=(*PACKAGE.resources, again))


def test_an_archive_refuses_a_second_file_of_a_name() -> None:
    with epub_packing.StampedArchive(io.BytesIO(), "w") as archive:
        archive.writestr("a.txt", b"one")
        with pytest.raises(ValueError, match=r"a\.txt is in the archive"):
            archive.writestr("a.txt", b"two")


def test_statements_that_ebooklib_would_reorder_are_refused() -> None:
    mixed = (Statement("meta"), Statement("link"), Statement("meta"))
    with pytest.raises(ValueError, match="stand together"):
        replace(PACKAGE, statements=mixed)


@pytest.mark.parametrize(
    ("markup", "properties"),
    [
        ("<p>x</p>", ()),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', ("svg",)),
        ('<math xmlns="http://www.w3.org/1998/Math/MathML"/>', ("mathml",)),
        ("<form/>", ("scripted",)),
        ('<img src="https://x.example/a.png"/>', ("remote-resources",)),
        ('<a href="https://x.example/">x</a>', ()),
    ],
)
def test_manifest_properties_are_read_from_the_markup(
    markup: str, properties: tuple[str, ...]
) -> None:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{markup}</body></html>'
    assert properties_of(parse_strictly(page)) == properties


def test_markup_that_is_not_well_formed_is_not_repaired() -> None:
    with pytest.raises(etree.XMLSyntaxError):
        parse_strictly("<p>one<br>two</p>")


def test_ebooklib_still_has_the_private_names_that_the_packer_replaces() -> None:
    """A new EbookLib comes in only after somebody has read what these do now."""
    assert version("EbookLib") == "0.20"
    for name, parameters in {
        "_write_container": ["self"],
        "_write_opf": ["self"],
        "_write_opf_file": ["self", "root"],
        "_write_items": ["self"],
    }.items():
        method = getattr(epub.EpubWriter, name)
        assert list(inspect.signature(method).parameters) == parameters, name


def test_ebooklib_calls_the_names_that_the_packer_replaces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    called: list[str] = []
    for name in ("_write_container", "_write_opf_file", "_write_items"):
        kept = getattr(epub_ebooklib._Packer, name)

        def noted(*given: object, name: str = name, kept: object = kept) -> None:
            called.append(name)
            kept(*given)  # type: ignore[operator]

        monkeypatch.setattr(epub_ebooklib._Packer, name, noted)
    epub_ebooklib.pack(PACKAGE)
    assert called == ["_write_container", "_write_opf_file", "_write_items"]
