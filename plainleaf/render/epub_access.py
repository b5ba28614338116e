"""How an e-book can be read, computed from its text: never typed, never promised.

The same facts become metadata inside the e-book (EPUB Accessibility 1.1, 2.2) and
sentences for people on the page that offers it.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image as Picture

from plainleaf.evaluated import standing_evaluation
from plainleaf.imprint import Evaluation
from plainleaf.messages import Messages
from plainleaf.model import (
    Block,
    Figure,
    Image,
    PageMap,
    Publication,
)
from plainleaf.walk import blocks_in, inner_blocks, shown_in

SVG = "image/svg+xml"
_MOVES = re.compile(rb"<\s*(?:animate|set\b)|@keyframes|animation\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Access:
    """What there is to read with eyes, ears and fingers.

    `pictured`: pictures say something. `described`: each of those has a text
    alternative. `explained`: some have a long description. `paged`: the pages of the
    printed handout are marked and listed. `moving`: a picture moves. `evaluation`:
    somebody has found that this text meets a standard.
    """

    pictured: bool
    described: bool
    explained: bool
    paged: bool
    moving: bool
    evaluation: Evaluation | None = None

    def modes(self) -> tuple[str, ...]:
        """Return the senses that the whole is for (schema:accessMode)."""
        return ("textual", "visual") if self.pictured else ("textual",)

    def sufficient(self) -> tuple[str, ...]:
        """Return the sets of senses that each are enough to take in everything."""
        both = ("textual,visual",) if self.pictured else ()
        return (*both, "textual") if self.described else both

    def features(self) -> tuple[str, ...]:
        """Return what helps readers (schema:accessibilityFeature), sorted."""
        features = {
            "alternativeText": self.pictured and self.described,
            "displayTransformability": True,
            "longDescription": self.explained,
            "pageBreakMarkers": self.paged,
            "pageNavigation": self.paged,
            "readingOrder": True,
            "structuralNavigation": True,
            "tableOfContents": True,
            "unlocked": True,
        }
        return tuple(name for name, present in features.items() if present)

    def hazard(self) -> str:
        """Return what could harm: nothing here flashes, unless a picture does."""
        return "unknown" if self.moving else "none"

    def told(self, say: Messages) -> Iterator["Told"]:
        """Yield what readers are told before they take the e-book, under its headings.

        Words and order are those of W3C's Accessibility Metadata Display Guide for
        Digital Publications 2.0, so that they are the same here as in shops and
        libraries. It wants ways of reading and conformance told in any case.
        """
        yield Told(say.phrase("ways-of-reading"), tuple(self._ways(say)))
        yield Told(say.phrase("conformance"), tuple(self._conformance(say)))
        yield Told(say.phrase("navigation"), tuple(self._navigation(say)))
        if self.explained:
            described = say.phrase("images-described-at-length")
            yield Told(say.phrase("rich-content"), (described,))
        if self.moving:
            hazards = say.phrase("hazards-unknown")
        else:
            hazards = say.phrase("no-hazards")
        yield Told(say.phrase("hazards"), (hazards,))
        if self.paged:
            marked = say.phrase("page-breaks-of-print")
            title = say.phrase("additional-accessibility-information")
            yield Told(title, (marked,))

    def _ways(self, say: Messages) -> Iterator[str]:
        yield say.phrase("appearance-can-be-modified")
        if "textual" in self.sufficient():
            yield say.phrase("read-aloud")
        else:
            yield say.phrase("read-aloud-in-part")
        if {"alternativeText", "longDescription"} & set(self.features()):
            yield say.phrase("has-alternative-text")

    def _conformance(self, say: Messages) -> Iterator[str]:
        if not (self.evaluation and self.evaluation.standard):
            yield say.phrase("no-information-is-available")
            return
        match self.evaluation.standard.rpartition(" ")[2]:
            case "A":
                yield say.phrase("meets-minimum-standards")
            case "AA":
                yield say.phrase("meets-accepted-standards")
            case _:
                yield say.phrase("exceeds-accepted-standards")
        yield say.phrase("certified-by", certifier=self.evaluation.by)

    def _navigation(self, say: Messages) -> Iterator[str]:
        yield say.phrase("contents-by-links")
        yield say.phrase("structured-navigation")
        if self.paged:
            yield say.phrase("page-list-of-print")


@dataclass(frozen=True, slots=True)
class Told:
    """Sentences for readers under one heading of the display guide."""

    title: str
    sentences: tuple[str, ...]


def access_of(publication: Publication, pages: PageMap) -> Access:
    """Return how an e-book can be read; `pages` are the printed handout's."""
    figures = [
        block for block in shown_in_book(publication) if isinstance(block, Figure)
    ]
    telling = [figure for figure in figures if figure.alt is not None]
    imprint = publication.publisher
    return Access(
        # The logo says the publisher's name where the publisher is told of.
        pictured=bool(telling or imprint.logo),
        described=all((figure.alt or "").strip() for figure in telling)
        and bool(not imprint.logo or imprint.logo_alt or imprint.name),
        explained=any(figure.description for figure in telling),
        paged=bool(pages.starts),
        moving=any(moves(publication.images[figure.image]) for figure in figures),
        evaluation=standing_evaluation(publication),
    )


def shown_in_book(publication: Publication) -> Iterator[Block]:
    """Yield the blocks that the e-book has."""
    hidden: set[int] = set()
    for block in blocks_in(publication):
        if not shown_in(block, "epub"):
            hidden.add(id(block))
        if id(block) in hidden:
            hidden.update(map(id, inner_blocks(block)))
        else:
            yield block


def moves(image: Image) -> bool:
    """Say whether a picture has more than one frame, so that it could flash."""
    if image.media_type == SVG:
        return bool(_MOVES.search(image.raw))
    with Picture.open(io.BytesIO(image.raw)) as picture:
        return bool(getattr(picture, "is_animated", False))
