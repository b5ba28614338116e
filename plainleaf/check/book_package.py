"""Checks of an EPUB as an archive with a package document (EPUB 3.3 and OCF)."""

import re
from collections import Counter
from collections.abc import Iterator

from plainleaf.check.faults import Check, Fault, quoted
from plainleaf.check.markup import Element
from plainleaf.check.opened_book import CONTAINER, XHTML, OpenedBook, resolved

_MIMETYPE = b"application/epub+zip"
_FIRST_BYTES = b"mimetype" + _MIMETYPE
_NAME_AT = 30
"""Offset of the first name in a ZIP file, right after the local header."""
_PORTABLE = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
_LONGEST_NAME = 150
_LARGEST = 1024 * 1024
_MODIFIED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_SIGNATURES = {
    "image/png": b"\x89PNG",
    "image/jpeg": b"\xff\xd8\xff",
    "image/gif": b"GIF8",
    "font/woff": b"wOFF",
    "font/otf": b"OTTO",
    "font/ttf": b"\x00\x01\x00\x00",
}


def epub_archive(book: OpenedBook) -> Iterator[Fault]:
    """Every reading system can tell the file from its first bytes, and unpack it.

    EPUB 3.3, 4.2.2 and 4.2.3: mimetype is first, stored, without extra field; file
    names are portable and differ in more than case. One date on all entries.
    """
    start = book.path.read_bytes()[_NAME_AT : _NAME_AT + len(_FIRST_BYTES)]
    if start != _FIRST_BYTES:
        yield Fault("the file does not begin with an uncompressed mimetype", "mimetype")
    if book.files.get("mimetype") != _MIMETYPE:
        yield Fault("mimetype does not say application/epub+zip", "mimetype")
    times = Counter(entry.date_time for entry in book.entries)
    if len(times) > 1:
        yield Fault(f"the entries have {len(times)} dates: a rebuild would differ")
    folded = Counter(entry.filename.casefold() for entry in book.entries)
    for name, count in folded.items():
        if count > 1:
            yield Fault(f"{count} entries have the name {name}", name)
    for entry in book.entries:
        name = entry.filename
        if not _PORTABLE.fullmatch(name) or ".." in name or len(name) > _LONGEST_NAME:
            yield Fault(f"the name {name!r} does not suit every system", name)


def epub_size(book: OpenedBook) -> Iterator[Fault]:
    """No book is over 1 MB: it is mailed, and kept on old telephones."""
    size = book.path.stat().st_size
    if size > _LARGEST:
        yield Fault(
            f"the file has {size:,} bytes, over {_LARGEST:,}",
            hint="Leave out a picture, or save drawings and moving pictures smaller.",
        )


def epub_unlocked(book: OpenedBook) -> Iterator[Fault]:
    """No part is encrypted: locks keep assistive technology out."""
    for name in ("META-INF/encryption.xml", "META-INF/rights.xml"):
        if name in book.files:
            yield Fault(f"there is {name}: parts of the book are locked", name)


def epub_identity(book: OpenedBook) -> Iterator[Fault]:
    """Every book says its identifier, title, language and when it was modified.

    EPUB 3.3, 5.5.3 and 5.5.4. The main language is first: some take the direction
    and the voice from it.
    """
    front, package = book.publication.front, book.package
    if package.get("version") != "3.0":
        yield Fault("the package is not of version 3.0", book.package_path)
    named = package.get("unique-identifier")
    held = {
        element.get("id"): element.text() for element in package.all("dc:identifier")
    }
    if not held.get(named, ""):
        yield Fault("the unique identifier is missing", book.package_path)
    facts = (
        ("title", book.metadata("dc:title")[:1], front.title),
        ("language", book.metadata("dc:language")[:1], front.language),
        ("xml:lang", [package.get("xml:lang")], front.language),
        ("dir", [package.get("dir") or "ltr"], front.direction),
    )
    for name, found, wanted in facts:
        if found != [" ".join(wanted.split())]:
            yield Fault(f"{name} is {found}, not {wanted!r}", book.package_path)
    modified = book.metadata("dcterms:modified")
    if len(modified) != 1 or not _MODIFIED.fullmatch(modified[0]):
        yield Fault(f"dcterms:modified is {modified}", book.package_path)


def epub_manifest(book: OpenedBook) -> Iterator[Fault]:
    """Every file is listed once and is what its media type says; no entry is idle.

    EPUB 3.3, 5.6. A file linked from the metadata need not be listed (5.5.7).
    """
    place = book.package_path
    listed = Counter(item.path for item in book.items)
    linked = {
        resolved(place, link.get("href"))[0] for link in book.package.all("opf:link")
    }
    apart = {"mimetype", CONTAINER, place} | linked
    for name in book.files:
        if (
            name not in listed
            and name not in apart
            and not name.startswith("META-INF/")
        ):
            yield Fault(f"{name} is not in the manifest", place)
    for item in book.items:
        if listed[item.path] > 1:
            yield Fault(f"{item.path} is listed more than once", place, line=item.line)
        if item.path not in book.files:
            yield Fault(f"{item.path} is listed and not there", place, line=item.line)
        elif not _is_of_type(book.files[item.path], item.media_type):
            told = f"{item.path} is not {item.media_type or 'of a stated type'}"
            yield Fault(told, place, line=item.line)
    for identifier, count in Counter(item.id for item in book.items).items():
        if count > 1 or not identifier:
            yield Fault(f"{count} items have the id {identifier!r}", place)


def _is_of_type(raw: bytes, media_type: str) -> bool:
    if media_type in _SIGNATURES:
        return raw.startswith(_SIGNATURES[media_type])
    return bool(media_type) and not any(raw.startswith(s) for s in _SIGNATURES.values())


def epub_properties(book: OpenedBook) -> Iterator[Fault]:
    """Every item has the properties of what is in it, and no other.

    EPUB 3.3, 5.6.2.1 and appendix D.5.
    """
    place = book.package_path
    for name in ("nav", "cover-image"):
        holders = [item for item in book.items if name in item.properties]
        if len(holders) != 1:
            yield Fault(
                f"{len(holders)} items have the property {name}, not one", place
            )
    for item in book.items:
        if item.path in book.documents:
            wanted = set(_properties(book.documents[item.path]))
            stated = set(item.properties) - {"nav", "cover-image"}
            if stated != wanted:
                yield Fault(
                    f"{item.path} has the properties {sorted(stated)}, "
                    f"it should be {sorted(wanted)}",
                    place,
                    line=item.line,
                )
        elif item.properties - {"cover-image"}:
            yield Fault(f"{item.path} is no document", place, line=item.line)


def _properties(root: Element) -> Iterator[str]:
    names = {placed.element.name for placed in root.walk()}
    if "svg:svg" in names:
        yield "svg"
    if "math:math" in names:
        yield "mathml"
    if names & {"script", "form"}:
        yield "scripted"


def epub_spine(book: OpenedBook) -> Iterator[Fault]:
    """Every document is in the spine once, for all readers, in the book's direction.

    EPUB 3.3, 5.7. A document with linear="no" is lost to many.
    """
    place = book.package_path
    count = Counter(book.spine)
    for item in book.items:
        if item.media_type == XHTML and count[item.path] != 1:
            yield Fault(f"{item.path} is {count[item.path]} times in the spine", place)
    for path in count:
        if path not in book.documents:
            yield Fault(f"the spine names {quoted(path)}, which is no document", place)
    for reference in book.package.all("opf:itemref"):
        if reference.get("linear") == "no":
            yield Fault("the spine hides a document from page-turning", place)
    spine = book.package.first("opf:spine")
    direction = spine.get("page-progression-direction") if spine else ""
    if book.publication.front.direction == "rtl" and direction != "rtl":
        yield Fault("the pages do not turn from right to left", place)


CHECKS: tuple[Check[OpenedBook], ...] = (
    epub_archive,
    epub_size,
    epub_unlocked,
    epub_identity,
    epub_manifest,
    epub_properties,
    epub_spine,
)
