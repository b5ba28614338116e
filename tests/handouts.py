"""Handouts made for the tests of print, and what can be read off their pages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
from PIL import Image
from small_publication import small_publication

from plainleaf.check.structure import Placed, Run, Tree, read_tree
from plainleaf.model import Publication, Rendition
from plainleaf.parse import parse
from plainleaf.read import read
from plainleaf.render import pdf

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "source"
SOURCES = {
    f"{path.parent.name}/{path.stem}": path for path in sorted(SOURCE.glob("*/*.md"))
}
"""Everything under `source/`, by folder and language."""
GUIDE = "exosomes-for-hair-restoration/en"
SMALL = "small"
"""The small publication, which has every block there is."""
EVERY_TEXT = (SMALL, *SOURCES)
STAMP = datetime(2000, 1, 1, tzinfo=UTC)
SIZES = (12, 14, 16, 18, 20, 24, 28)
PAPERS = ("A4", "Letter")
INCH = 25.4
SPACE = 0.25
"""Ems of a space."""
COLUMN_GAP = 6
"""Points between two columns at the least; a space is narrower up to 18 points."""


def guide() -> Publication:
    """Return the guide."""
    return text_named(GUIDE)


@cache
def text_named(name: str) -> Publication:
    """Return a publication, as an author's build reads it: one of `EVERY_TEXT`."""
    if name == SMALL:
        return small_publication()
    source, _ = read(SOURCES[name], publisher=SOURCE / "publisher.yaml")
    assert source is not None
    publication, _ = parse(source)
    assert publication is not None
    return publication


def printed(
    publication: Publication, points: int = 14, page: str = "A4", **options: object
) -> tuple[Publication, Rendition, bytes]:
    """Return a publication with print options, its handout, and the file's bytes."""
    front = publication.front
    wanted = replace(front.print, sizes=(points,), page=page, **options)  # type: ignore[arg-type]
    changed = replace(publication, front=replace(front, print=wanted))
    (sheet,) = pdf.sheets(changed)
    made, _ = pdf.render(changed, sheet, stamp=STAMP)
    return changed, made, made.files[sheet.file]


@cache
def small_handout(points: int = 14, page: str = "A4") -> bytes:
    """Return the small publication's handout."""
    return printed(small_publication(), points, page)[2]


@cache
def guide_handout(points: int = 14, page: str = "Letter") -> bytes:
    """Return the guide's handout."""
    return printed(guide(), points, page)[2]


def tree_of(raw: bytes) -> Tree:
    """Return the structure tree of a file."""
    with pikepdf.open(BytesIO(raw)) as file:
        return read_tree(file)


def picture(raw: bytes, number: int, dpi: int = 72) -> Image.Image:
    """Return a page, counted from 0, as a grey picture."""
    with pymupdf.open(stream=raw) as file:
        pixels = file[number].get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
        return Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)


def page_count(raw: bytes) -> int:
    """Return the number of pages."""
    with pikepdf.open(BytesIO(raw)) as file:
        return len(file.pages)


def lines(raw: bytes) -> Iterator[str]:
    """Yield every printed line of text, as a stranger's engine finds lines.

    Cells of a table that stand side by side are lines of their own.
    """
    with pymupdf.open(stream=raw) as file:
        for page in file:
            for block in page.get_text("dict")["blocks"]:
                for line in block.get("lines", ()):
                    yield from _apart(line["spans"])


def _apart(spans: list[Any]) -> Iterator[str]:
    told, end = "", None
    for span in spans:
        if end is not None and span["bbox"][0] - end > COLUMN_GAP:
            yield told.strip()
            told = ""
        told += span["text"]
        blank = len(span["text"]) - len(span["text"].rstrip())
        end = span["bbox"][2] - blank * span["size"] * SPACE
    yield told.strip()


def heard_on_pages(raw: bytes) -> Iterator[tuple[Placed, Run]]:
    """Yield every run of the tree with the element that holds it."""
    for placed in tree_of(raw).walk():
        for kid in placed.element.kids:
            if isinstance(kid, Run) and kid.text.strip():
                yield placed, kid
