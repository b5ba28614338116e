"""The e-book: one body file, its cover, contents, faces and metadata, packed.

EPUB 3.3, reflowable, without script, form or anything remote. A leaflet is short, so
its whole text is one file: reading systems stop reading aloud at a file's end.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath

from lxml import etree

from plainleaf.findings import Finding, Location, Severity
from plainleaf.imprint import Status
from plainleaf.model import PageMap, Publication, Rendition
from plainleaf.render.cover import HEIGHT, WIDTH, CoverText, draw_cover
from plainleaf.render.epub_ebooklib import pack
from plainleaf.render.epub_metadata import identifier_of, statements_of
from plainleaf.render.epub_navigation import (
    TocEntry,
    depth_of,
    landmarks_of,
    toc_of,
)
from plainleaf.render.epub_package import (
    CSS,
    NCX,
    XHTML,
    Package,
    Resource,
    Statement,
    parse_strictly,
    properties_of,
)
from plainleaf.render.epub_pictures import BookPicture, book_pictures
from plainleaf.render.fonts import (
    PLAIN,
    FaceUse,
    Flavour,
    faces_for,
    licence_of,
    subset_font,
)
from plainleaf.render.page_marks import marks_for
from plainleaf.render.picture_room import book_rules
from plainleaf.render.templating import (
    Target,
    render_template,
    target_for,
)
from plainleaf.typefaces import FAMILIES, UPRIGHT

SPINE = ("cover", "nav", "text")


def render(publication: Publication, *, pages: PageMap, stamp: datetime) -> Rendition:
    """Return the e-book as `<id>.epub`.

    `pages` are the printed handout's. `stamp` is the time that the file bears, inside
    and out; the same arguments give the same bytes.
    """
    marks = marks_for(publication, pages, edition="epub")
    pictures = book_pictures(publication)
    target = replace(
        target_for(publication, "epub", marks=marks),
        pictures={name: picture.shown() for name, picture in pictures.items()},
    )
    cover = cover_text(publication, target)
    toc = toc_of(publication, target)
    documents = _documents(publication, target, cover, toc, len(pages.starts))
    text = "".join("".join(tree.itertext()) for _, tree in documents.values())
    faces = faces_for(text, styles=UPRIGHT, always=PLAIN)
    package = Package(
        identifier=identifier_of(publication),
        language=publication.front.language,
        direction=publication.front.direction,
        modified=stamp,
        statements=(
            *statements_of(publication, say=target.say, pages=pages),
            *_licence_links(faces.uses),
        ),
        resources=(
            *(_document(name, *documents[name]) for name in SPINE),
            _contents_of_old(publication, toc),
            Resource("style", "styles/epub.css", CSS, _style(publication, faces.uses)),
            Resource("room", "styles/room.css", CSS, _room(publication)),
            _cover(draw_cover(cover, publication.publisher.accent)),
            *_pictures(pictures),
            *_fonts(faces.uses),
        ),
        spine=SPINE,
    )
    name = PurePosixPath(f"{publication.front.id}.epub")
    findings = (
        *_missing_glyphs(faces.missing, name),
        *_cover_gaps(cover, name),
        *_undrawn(pictures, name),
    )
    return Rendition("epub", {name: pack(package)}, findings)


def _documents(
    publication: Publication,
    target: Target,
    cover: CoverText,
    toc: tuple[TocEntry, ...],
    pages: int,
) -> Mapping[str, tuple[str, etree._Element]]:
    """Return each document of the spine as text and as a tree."""
    texts = {
        "cover": render_template(
            "epub/cover.xhtml.jinja",
            publication,
            say=target.say,
            alt=cover_alt(cover, target),
            width=WIDTH,
            height=HEIGHT,
        ),
        "nav": render_template(
            "epub/nav.xhtml.jinja",
            publication,
            say=target.say,
            target=target,
            toc=toc,
            landmarks=tuple(landmarks_of(publication, target)),
            pages=tuple(range(1, pages + 1)),
        ),
        "text": render_template("epub/text.xhtml.jinja", publication, target=target),
    }
    return {name: (text, parse_strictly(text)) for name, text in texts.items()}


def _document(name: str, text: str, tree: etree._Element) -> Resource:
    nav = ("nav",) if name == "nav" else ()
    properties = (*nav, *properties_of(tree))
    return Resource(name, f"{name}.xhtml", XHTML, text.encode(), properties)


def _contents_of_old(publication: Publication, toc: tuple[TocEntry, ...]) -> Resource:
    """Return the contents as EPUB 2 had them."""
    ncx = render_template(
        "epub/toc.ncx.jinja",
        publication,
        toc=toc,
        depth=depth_of(toc),
        identifier=identifier_of(publication),
    )
    parse_strictly(ncx)
    return Resource("ncx", "toc.ncx", NCX, ncx.encode())


def _cover(png: bytes) -> Resource:
    return Resource("cover-image", "cover.png", "image/png", png, ("cover-image",))


def cover_text(publication: Publication, target: Target) -> CoverText:
    """Return the cover's lines: title, subtitle, publisher, and what it still lacks."""
    front = publication.front
    notice = ""
    if front.status is Status.WITHDRAWN:
        notice = target.say.phrase("withdrawn-do-not-use")
    elif front.status is not Status.APPROVED:
        notice = target.say.phrase("draft-on-the-cover")
    return CoverText(
        title=front.title,
        subtitle=front.subtitle or "",
        foot=publication.publisher.name or "",
        notice=notice,
    )


def cover_alt(cover: CoverText, target: Target) -> str:
    """Return the cover's text alternative: what is written on it."""
    lines = [line if line[-1] in ".!?" else f"{line}." for line in cover.lines()]
    return target.say.phrase("cover-of", words=" ".join(lines))


def _style(publication: Publication, uses: tuple[FaceUse, ...]) -> bytes:
    return render_template(
        "epub/styles/epub.css.jinja",
        publication,
        uses=uses,
        families=FAMILIES,
        font_href=_font_href,
        accent=publication.publisher.accent,
    ).encode()


def _room(publication: Publication) -> bytes:
    """Return the style for tables and pictures that newer readers understand."""
    tables = render_template("epub/styles/room.css.jinja", publication)
    return (tables + book_rules(publication)).encode()


def _font_href(use: FaceUse) -> str:
    return f"fonts/{use.face.name}.{Flavour.TTF.value}"


def _fonts(uses: tuple[FaceUse, ...]) -> Iterator[Resource]:
    """Yield the faces as TrueType: some reading systems have no WOFF2."""
    for use in uses:
        font = subset_font(use.face, use.characters, Flavour.TTF)
        identifier, media_type = f"font-{use.face.name}", Flavour.TTF.media_type
        yield Resource(identifier, _font_href(use), media_type, font)
    for family in _families(uses):
        identifier, href = f"licence-{_slug(family)}", _licence_href(family)
        licence = licence_of(family)
        yield Resource(identifier, href, "text/plain", licence, listed=False)


def _licence_links(uses: tuple[FaceUse, ...]) -> Iterator[Statement]:
    """Yield a link from each face to its licence, which comes with it."""
    for use in uses:
        link = {
            "rel": "dcterms:license",
            "refines": f"#font-{use.face.name}",
            "href": _licence_href(use.face.family),
            "media-type": "text/plain",
        }
        yield Statement("link", "", link)


def _licence_href(family: str) -> str:
    return f"fonts/{_slug(family)}-licence.txt"


def _families(uses: Iterable[FaceUse]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(use.face.family for use in uses))


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _pictures(pictures: Mapping[str, BookPicture]) -> Iterator[Resource]:
    for number, picture in enumerate(pictures.values(), 1):
        name = f"image-{number}"
        yield Resource(name, picture.href, picture.media_type, picture.raw)


def _missing_glyphs(missing: tuple[str, ...], name: PurePosixPath) -> Iterator[Finding]:
    if missing:
        named = ", ".join(f"{c} (U+{ord(c):04X})" for c in missing)
        yield Finding(
            "epub-missing-glyph",
            Severity.ERROR,
            f"None of the packaged typefaces has: {named}",
            Location(name),
            "Write it in other characters, or install the font package for its script.",
        )


def _undrawn(
    pictures: Mapping[str, BookPicture], name: PurePosixPath
) -> Iterator[Finding]:
    for picture in pictures.values():
        if picture.trouble:
            yield Finding(
                "epub-picture-not-drawn",
                Severity.WARNING,
                f"The letters of a drawing may look wrong: {picture.trouble}",
                Location(name, within=picture.href),
                "Kindle leaves drawings with letters out. Save it as a PNG.",
            )


def _cover_gaps(cover: CoverText, name: PurePosixPath) -> Iterator[Finding]:
    for line in cover.unset():
        yield Finding(
            "epub-cover-line-left-out",
            Severity.WARNING,
            f"The cover cannot show this line in its script: {line}",
            Location(name, within="cover.png"),
            "The line is in the e-book's text and in the cover's text alternative.",
        )
