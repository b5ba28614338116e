"""Facts read off WeasyPrint's finished layout."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes

from plainleaf.findings import Finding, Location, Severity
from plainleaf.model import PageMap
from plainleaf.render.pdf_page_starts import page_starts
from plainleaf.render.pdf_tables import MeasuredTable

_IN_LINES = (boxes.LineBox, boxes.TextBox)
FRAMED = frozenset({"callout", "contents", "closing-panel"})
"""Classes of boxes with a frame around them."""
WARNINGS = frozenset({"callout-warning", "care"})
"""Classes of boxes of which nobody may see a half."""
CONTENTS = "contents"
LONG = (
    "callout-summary",
    "callout-facts",
    "checklist",
    "questions",
    CONTENTS,
    "closing-panel",
)
"""Classes of boxes that may run on where keeping them whole costs too much."""
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
TOLERANCE = 1.0
"""CSS pixels by which a box may stick out: rounding, side bearings."""


def pages_of(document: weasyprint.Document, own: tuple[str, ...] = ()) -> PageMap:
    """Return the number of pages, where each begins, and the page of each element id.

    `own` are the words of the publication's own text; without them it is not told
    where pages begin.
    """
    page_of: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for anchor in page.anchors:
            page_of.setdefault(anchor, number)
    return PageMap(len(document.pages), page_of, page_starts(document, own))


def divided_tables(document: weasyprint.Document) -> frozenset[str]:
    """Return the ids of tables that stand on more pages than one."""
    seen: dict[str, set[int]] = {}
    for number, box in _boxes(document):
        if box.element_tag == "table" and box.element is not None:
            seen.setdefault(box.element.get("id", ""), set()).add(number)
    return frozenset(name for name, pages in seen.items() if name and len(pages) > 1)


def divided_boxes(document: weasyprint.Document) -> tuple[Any, ...]:
    """Return the elements of framed boxes that stand on more pages than one."""
    seen: dict[Any, set[int]] = {}
    for number, box in _boxes(document):
        element = box.element
        if element is None or element.tag != box.element_tag:
            continue
        if FRAMED & _classes(element):
            seen.setdefault(element, set()).add(number)
    return tuple(element for element, pages in seen.items() if len(pages) > 1)


def lead_ins(document: weasyprint.Document) -> Mapping[Any, Any]:
    """Return the paragraphs right under a heading, by the box that each leads to.

    A box is a picture or a callout.
    """
    page = document.pages[0]._page_box  # noqa: SLF001  no public layout tree
    root = next(b.element for b in page.descendants() if b.element_tag == "html")
    return {
        box: paragraph
        for parent in root.iter()
        for heading, paragraph, box in zip(parent, parent[1:], parent[2:], strict=False)
        if heading.tag in _HEADINGS
        and paragraph.tag == "p"
        and (box.tag == "figure" or "callout" in _classes(box))
    }


def stranded_headings(document: weasyprint.Document) -> int:
    """Return how many headings and lead-ins stand on the page before what they name."""
    leading = lead_ins(document)
    paragraphs = set(leading.values())
    first: dict[Any, int] = {}
    last: dict[Any, int] = {}
    for number, box in _boxes(document):
        if box.element in leading:
            first.setdefault(box.element, number)
        elif box.element in paragraphs:
            last[box.element] = number
    return sum(last[leading[box]] < number for box, number in first.items())


def divided_warnings(document: weasyprint.Document) -> tuple[str, ...]:
    """Return the ids of warnings and care cards that no page could hold."""
    return tuple(
        element.get("id", "")
        for element in divided_boxes(document)
        if WARNINGS & _classes(element)
    )


def _first_boxes(document: weasyprint.Document) -> Iterator[tuple[int, Any]]:
    """Yield the first box of each element with the number of its page, from 0."""
    met = set()
    for number, box in _boxes(document):
        element = box.element
        if element is None or element.tag != box.element_tag or element in met:
            continue
        met.add(element)
        yield number, box


def _classes(element: Any) -> frozenset[str]:
    return frozenset(element.get("class", "").split())


def measured_tables(
    document: weasyprint.Document, names: Collection[str]
) -> Mapping[str, MeasuredTable]:
    """Measure some tables that run over pages, in CSS pixels."""
    reading: dict[str, _Reading] = {}
    part_of: dict[Any, tuple[_Reading, str]] = {}
    for number, box in _boxes(document):
        element = box.element
        if element is None or element.tag != box.element_tag:
            continue
        name = element.get("id", "")
        if element.tag == "table" and name in names and name not in reading:
            page = document.pages[number]._page_box  # noqa: SLF001
            reading[name] = _Reading.begun(page, box)
            part_of |= {e: (reading[name], kind) for e, kind in _parts(element)}
        elif element in part_of and not isinstance(box, _IN_LINES):
            table, kind = part_of[element]
            table.add(kind, element, box)
    return {name: table.measured() for name, table in reading.items()}


def _parts(table: Any) -> Iterator[tuple[Any, str]]:
    """Yield the elements of a table whose size matters, each with its kind."""
    for kid in table:
        if kid.tag in {"caption", "thead"}:
            yield kid, "frame"
        if kid.tag == "thead":
            yield from ((cell, "column") for row in kid for cell in row)
        if kid.tag == "tbody":
            yield from ((row, "row") for row in kid)


@dataclass(slots=True)
class _Reading:
    """What is met of one table from page to page."""

    page: float
    room: float
    gap: float
    frame: dict[Any, float] = field(default_factory=dict)
    rows: dict[Any, float] = field(default_factory=dict)
    columns: dict[Any, float] = field(default_factory=dict)

    @classmethod
    def begun(cls, page: Any, table: Any) -> "_Reading":
        """Note the height of a page, and what is left of the table's first."""
        bottom = page.content_box_y() + page.height
        gap = table.margin_top + table.margin_bottom
        return cls(page.height, bottom - table.position_y, gap)

    def add(self, kind: str, element: Any, box: Any) -> None:
        """Note one part; a header row that is repeated on a later page counts once."""
        match kind:
            case "row":
                height = box.margin_height()
                self.rows[element] = self.rows.get(element, 0.0) + height
            case "frame":
                self.frame.setdefault(element, box.margin_height())
            case _:
                self.columns.setdefault(element, box.margin_width())

    def measured(self) -> MeasuredTable:
        """Return the figures; widths in per cent of all columns together."""
        across = sum(self.columns.values()) or 1.0
        return MeasuredTable(
            room=self.room,
            page=self.page,
            frame=self.gap + sum(self.frame.values()),
            rows=tuple(self.rows.values()),
            widths=tuple(round(100 * w / across, 2) for w in self.columns.values()),
        )


def _boxes(document: weasyprint.Document) -> Iterator[tuple[int, Any]]:
    """Yield every box with the number of its page, from 0."""
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():  # noqa: SLF001  no public layout tree
            yield number, box


def used_of_pages(document: weasyprint.Document) -> tuple[float, ...]:
    """Return how much of its height each page has in use, from 0 to 1."""
    lowest = dict.fromkeys(range(len(document.pages)), 0.0)
    for number, box in _boxes(document):
        if isinstance(box, (boxes.TextBox, boxes.ReplacedBox)):
            page = document.pages[number]._page_box  # noqa: SLF001
            bottom = box.position_y + box.height - page.content_box_y()
            if bottom <= page.height:  # what is below is the foot
                lowest[number] = max(lowest[number], bottom / page.height)
    return tuple(lowest.values())


def stranding_tables(
    document: weasyprint.Document, nearly_empty: float
) -> frozenset[str]:
    """Return the ids of tables that leave the page before them nearly empty.

    They fit on a page, but not together with the heading that they stand under.
    """
    used = used_of_pages(document)
    found = set()
    for number, box in _boxes(document):
        if box.element_tag != "table" or not box.element.get("id") or not number:
            continue
        top = document.pages[number]._page_box.content_box_y()  # noqa: SLF001
        at_top = box.position_y - top <= TOLERANCE
        if at_top and used[number - 1] < nearly_empty:
            found.add(box.element.get("id"))
    return frozenset(found)


def rooms_before(
    document: weasyprint.Document, names: Collection[str]
) -> Mapping[str, float]:
    """Return what is left of the page before each table that begins a page.

    In CSS pixels, for the named tables.
    """
    used = used_of_pages(document)
    rooms: dict[str, float] = {}
    for number, box in _first_boxes(document):
        name = box.element.get("id", "")
        if box.element_tag == "table" and name in names and number:
            page = document.pages[number]._page_box  # noqa: SLF001
            if box.position_y - page.content_box_y() <= TOLERANCE:
                rooms[name] = page.height * (1 - used[number - 1])
    return rooms


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
                    "Divide the long word or the wide table.",
                )


def _sticks_out(box: boxes.TextBox, page: weasyprint.Page) -> bool:
    return bool(
        box.position_x < -TOLERANCE
        or box.position_y < -TOLERANCE
        or box.position_x + box.width > page.width + TOLERANCE
        or box.position_y + box.height > page.height + TOLERANCE
    )
