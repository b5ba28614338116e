"""Facts read off WeasyPrint's finished layout."""

from collections.abc import Iterator

import weasyprint
from weasyprint.formatting_structure import boxes

from plainleaf.findings import Finding, Location, Severity
from plainleaf.model import PageMap

TOLERANCE = 1.0
"""CSS pixels by which a box may stick out: rounding, side bearings."""


def pages_of(document: weasyprint.Document) -> PageMap:
    """Return the number of pages, and the page on which each element id begins."""
    page_of: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for anchor in page.anchors:
            page_of.setdefault(anchor, number)
    return PageMap(len(document.pages), page_of)


def divided_tables(document: weasyprint.Document) -> frozenset[str]:
    """Return the ids of tables that stand on more pages than one."""
    seen: dict[str, set[int]] = {}
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():  # noqa: SLF001  no public layout tree
            if box.element_tag == "table" and box.element is not None:
                seen.setdefault(box.element.get("id", ""), set()).add(number)
    return frozenset(name for name, pages in seen.items() if name and len(pages) > 1)


def text_off_the_page(
    document: weasyprint.Document, location: Location
) -> Iterator[Finding]:
    """Yield a finding for each run of text that does not lie wholly on its page."""
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants():  # noqa: SLF001  no public layout tree
            if isinstance(box, boxes.TextBox) and _sticks_out(box, page):
                yield Finding(
                    "text-off-page",
                    Severity.ERROR,
                    f"text runs off page {number}: {box.text[:40]!r}",
                    location,
                    "divide the long word or the wide table",
                )


def _sticks_out(box: boxes.TextBox, page: weasyprint.Page) -> bool:
    return bool(
        box.position_x < -TOLERANCE
        or box.position_y < -TOLERANCE
        or box.position_x + box.width > page.width + TOLERANCE
        or box.position_y + box.height > page.height + TOLERANCE
    )
