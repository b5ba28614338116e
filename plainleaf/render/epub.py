"""The e-book: one body file, its cover, contents, faces and metadata, packed.

EPUB 3.3, reflowable, without script, form or anything remote. A leaflet is short, so
its whole text is one file: reading systems stop reading aloud at a file's end.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import PurePosixPath

from lxml import etree

from plainleaf.findings import Finding, Location, Severity
from plainleaf.imprint import Status
from plainleaf.model import PageMap, Publication, Rendition
from plainleaf.render.cover import HEIGHT, WIDTH, CoverText, draw_cover
from plainleaf.render.epub_ebooklib import pack
from plainleaf.render.epub_metadata import identifier_of, statements_of
from plainleaf.render.epub_navigation import depth_of, landmarks_of, toc_of
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
from plainleaf.render.fonts import (
    FAMILIES,
    PLAIN,
    UPRIGHT,
    FaceUse,
    Flavour,
    faces_for,
    licence_of,
    subset_font,
)
from plainleaf.render.page_marks import marks_for
from plainleaf.render.templating import (
    Target,
    render_template,
    target_for,
)

SPINE = ("cover", "nav", "text")


def render(publication: Publication, *, pages: PageMap, stamp: datetime) -> Rendition:
    """Return the e-book as `<id>.epub`.

    `pages` are the printed handout's. `stamp` is the time that the file bears, inside
    and out; the same arguments give the same bytes.
    """
    marks = marks_for(publication, pages, edition="epub")
    target = target_for(publication, "epub", folder="images/", marks=marks)
    say = target.say
    cover = cover_text(publication, target)
    toc = toc_of(publication, target)
    documents = {
        "cover": render_template(
            "epub/cover.xhtml.jinja",
            publication,
            say=say,
            alt=cover_alt(cover, target),
            width=WIDTH,
            height=HEIGHT,
        ),
        "nav": render_template(
            "epub/nav.xhtml.jinja",
            publication,
            say=say,
            target=target,
            toc=toc,
            landmarks=tuple(landmarks_of(publication, target)),
            pages=tuple(range(1, len(pages.starts) + 1)),
        ),
        "text": render_template("epub/text.xhtml.jinja", publication, target=target),
    }
    trees = {name: parse_strictly(document) for name, document in documents.items()}
    text = "".join(part for tree in trees.values() for part in tree.itertext())
    faces = faces_for(text, styles=UPRIGHT, always=PLAIN)
    ncx = render_template(
        "epub/toc.ncx.jinja",
        publication,
        toc=toc,
        depth=depth_of(toc),
        identifier=identifier_of(publication),
    )
    parse_strictly(ncx)
    package = Package(
        identifier=identifier_of(publication),
        language=publication.front.language,
        direction=publication.front.direction,
        modified=stamp,
        statements=(
            *statements_of(publication, say=say, pages=pages),
            *_licence_links(faces.uses),
        ),
        resources=(
            *(
                Resource(
                    name,
                    f"{name}.xhtml",
                    XHTML,
                    documents[name].encode(),
                    (*(("nav",) if name == "nav" else ()), *properties_of(trees[name])),
                )
                for name in SPINE
            ),
            Resource("ncx", "toc.ncx", NCX, ncx.encode()),
            Resource("style", "styles/epub.css", CSS, _style(publication, faces.uses)),
            Resource(
                "cover-image",
                "cover.png",
                "image/png",
                draw_cover(cover, publication.publisher.accent),
                ("cover-image",),
            ),
            *_pictures(publication, target, trees["text"]),
            *_fonts(faces.uses),
        ),
        spine=SPINE,
    )
    name = PurePosixPath(f"{publication.front.id}.epub")
    return Rendition(
        "epub",
        {name: pack(package)},
        (*_missing_glyphs(faces.missing, name), *_cover_gaps(cover, name)),
    )


def cover_text(publication: Publication, target: Target) -> CoverText:
    """Return the cover's lines: title, subtitle, publisher, and what it still lacks."""
    front = publication.front
    notice = ""
    if front.status is Status.WITHDRAWN:
        notice = target.say.plain("Withdrawn. Do not use.")
    elif front.status is not Status.APPROVED:
        notice = target.say.plain("Draft. Not clinically reviewed.")
    return CoverText(
        title=front.title,
        subtitle=front.subtitle or "",
        foot=publication.publisher.name or "",
        notice=notice,
    )


def cover_alt(cover: CoverText, target: Target) -> str:
    """Return the cover's text alternative: what is written on it."""
    lines = [line if line[-1] in ".!?" else f"{line}." for line in cover.lines()]
    return target.say.plain("Cover: {words}", words=" ".join(lines))


def _style(publication: Publication, uses: tuple[FaceUse, ...]) -> bytes:
    return render_template(
        "epub/styles/epub.css.jinja",
        publication,
        uses=uses,
        families=FAMILIES,
        font_href=_font_href,
        accent=publication.publisher.accent,
    ).encode()


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


def _pictures(
    publication: Publication, target: Target, tree: etree._Element
) -> Iterator[Resource]:
    """Yield the pictures that the text shows; a file nobody shows is left out."""
    shown = frozenset(tree.xpath("//@src"))
    for number, (name, image) in enumerate(publication.images.items(), 1):
        href = target.image(name).address
        if href in shown:
            yield Resource(f"image-{number}", href, image.media_type, image.raw)


def _missing_glyphs(missing: tuple[str, ...], name: PurePosixPath) -> Iterator[Finding]:
    if missing:
        named = ", ".join(f"{c} (U+{ord(c):04X})" for c in missing)
        yield Finding(
            "epub-missing-glyph",
            Severity.WARNING,
            f"None of the packaged typefaces has: {named}",
            Location(name),
            "The reading system's own typeface shows them, if it has them. "
            "Check on a real device, or write them another way.",
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
