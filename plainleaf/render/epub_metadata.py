"""What an e-book says of itself: Dublin Core, and accessibility as its text has it.

Accessibility metadata (EPUB Accessibility 1.1, 2) is computed from the publication
and never typed, so it cannot promise what is not there. No conformance is claimed:
that takes a person who has looked (the same, 4.4), and no program is one.
"""

import io
import re
from collections.abc import Iterator
from uuid import UUID, uuid5

from PIL import Image as Picture

from plainleaf.imprint import Person
from plainleaf.messages import Messages
from plainleaf.model import (
    Abbreviation,
    Block,
    Callout,
    Figure,
    Foreign,
    Image,
    LanguageBlock,
    PageMap,
    Publication,
    Table,
)
from plainleaf.render.epub_package import Statement
from plainleaf.walk import blocks_in, inlines_in, inner_blocks

NAMESPACE = UUID("8f0b0a4c-2d4e-5b0e-9a53-6b1d2f7c9e10")
"""Ours, drawn once: it makes our identifiers differ from everybody else's."""

SVG = "image/svg+xml"
_MOVES = re.compile(rb"<\s*(?:animate|set\b)|@keyframes|animation\s*:", re.IGNORECASE)


def identifier_of(publication: Publication) -> str:
    """Return an identifier that stays the same however often the text changes."""
    return book_identifier(publication.front.id, publication.front.language)


def book_identifier(leaflet: str, language: str) -> str:
    """Return the identifier of a leaflet's e-book in one language."""
    return f"urn:uuid:{uuid5(NAMESPACE, f'{leaflet}/{language}')}"


def statements_of(
    publication: Publication, *, say: Messages, pages: PageMap
) -> tuple[Statement, ...]:
    """Return the metadata, Dublin Core first; an unknown fact has no statement."""
    return (
        *_dublin_core(publication),
        *_refinements(publication),
        *accessibility(publication, say=say, pages=pages),
    )


def accessibility(
    publication: Publication, *, say: Messages, pages: PageMap
) -> Iterator[Statement]:
    """Yield access modes, features, hazards and summary (EPUB Accessibility 1.1, 2).

    `pages` are the printed handout's: the summary owns that they are not marked.
    """
    shown = tuple(_shown(publication))
    pictures = [block for block in shown if isinstance(block, Figure)]
    telling = [figure for figure in pictures if figure.alt is not None]
    described = all((figure.alt or "").strip() for figure in telling)
    modes = ("textual", "visual") if telling else ("textual",)
    for mode in modes:
        yield _schema("accessMode", mode)
    if telling:
        yield _schema("accessModeSufficient", "textual,visual")
    if described:
        yield _schema("accessModeSufficient", "textual")
    features = {
        "alternativeText": bool(telling) and described,
        "displayTransformability": True,
        "longDescription": any(figure.description for figure in telling),
        "readingOrder": True,
        "structuralNavigation": True,
        "tableOfContents": True,
        "unlocked": True,
    }
    for feature, present in features.items():
        if present:
            yield _schema("accessibilityFeature", feature)
    moving = any(moves(image) for image in _used(publication, pictures))
    yield _schema("accessibilityHazard", "unknown" if moving else "none")
    summary = " ".join(_summary(publication, shown, say, pages))
    yield _schema("accessibilitySummary", summary)


def moves(image: Image) -> bool:
    """Say whether a picture has more than one frame, so that it could flash."""
    if image.media_type == SVG:
        return bool(_MOVES.search(image.raw))
    with Picture.open(io.BytesIO(image.raw)) as picture:
        return bool(getattr(picture, "is_animated", False))


def _dublin_core(publication: Publication) -> Iterator[Statement]:
    front = publication.front
    yield Statement("dc:title", front.title, {"id": "title"})
    if front.subtitle:
        yield Statement("dc:title", front.subtitle, {"id": "subtitle"})
    # Reading systems take voice and direction from the first language named.
    for language in _languages(publication):
        yield Statement("dc:language", language)
    for number, author in enumerate(front.authors, 1):
        yield Statement("dc:creator", author.name, {"id": f"creator-{number}"})
    known = {
        "dc:publisher": publication.publisher.name,
        "dc:date": front.dates.published and front.dates.published.isoformat(),
        "dc:description": front.description,
        "dc:rights": front.license,
    }
    for name, text in known.items():
        if text:
            yield Statement(name, text)
    for subject in front.about:
        yield Statement("dc:subject", subject.name)


def _refinements(publication: Publication) -> Iterator[Statement]:
    front = publication.front
    yield _refined("title", "title-type", "main")
    if front.subtitle:
        yield _refined("title", "display-seq", "1")
        yield _refined("subtitle", "title-type", "subtitle")
        yield _refined("subtitle", "display-seq", "2")
    for number, author in enumerate(front.authors, 1):
        yield from _author(f"creator-{number}", author)
    if front.version:
        yield _schema("version", front.version)
    # EPUB 2's way to name the cover, which Kindle and Calibre still follow.
    yield Statement("meta", "", {"name": "cover", "content": "cover-image"})


def _author(identifier: str, author: Person) -> Iterator[Statement]:
    refines = {"refines": f"#{identifier}", "property": "role"}
    yield Statement("meta", "aut", refines | {"scheme": "marc:relators"})
    if author.orcid:
        yield _refined(identifier, "schema:identifier", author.orcid)


def _languages(publication: Publication) -> tuple[str, ...]:
    """Return the text's language, then those of whole blocks in another."""
    others = (b.language for b in _shown(publication) if isinstance(b, LanguageBlock))
    return tuple(dict.fromkeys((publication.front.language, *others)))


def _summary(
    publication: Publication,
    shown: tuple[Block, ...],
    say: Messages,
    pages: PageMap,
) -> Iterator[str]:
    """Yield what the other fields cannot say (EPUB Accessibility 1.1, 2.6)."""
    inlines = tuple(inlines_in(publication))
    if any(isinstance(block, Table) for block in shown):
        yield say.plain("Tables have a caption and headings for rows and columns.")
    if any(isinstance(inline, Abbreviation) for inline in inlines):
        yield say.plain("Short forms are written out where they first appear.")
    if any(isinstance(part, Foreign | LanguageBlock) for part in (*inlines, *shown)):
        yield say.plain("Words in other languages are marked as such.")
    if pages.pages:
        yield say.plain("The page numbers of the printed handout are not marked.")
    yield say.plain(
        "Nobody has yet evaluated this e-book against an accessibility standard."
    )


def _shown(publication: Publication) -> Iterator[Block]:
    """Yield the blocks that the e-book has."""
    hidden: set[int] = set()
    for block in blocks_in(publication):
        if isinstance(block, Callout) and "epub" not in block.outputs:
            hidden.add(id(block))
        if id(block) in hidden:
            hidden.update(map(id, inner_blocks(block)))
        else:
            yield block


def _used(publication: Publication, figures: list[Figure]) -> Iterator[Image]:
    for figure in figures:
        yield publication.images[figure.image]


def _schema(name: str, text: str) -> Statement:
    return Statement("meta", text, {"property": f"schema:{name}"})


def _refined(identifier: str, name: str, text: str) -> Statement:
    return Statement("meta", text, {"refines": f"#{identifier}", "property": name})
