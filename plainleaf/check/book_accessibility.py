"""Whether an EPUB says of its accessibility what is true (EPUB Accessibility 1.1)."""

import re
from collections.abc import Iterator

from plainleaf.check.faults import Check, Fault
from plainleaf.check.markup import Element
from plainleaf.check.opened_book import OpenedBook, is_cover
from plainleaf.check.styles import read_style_sheet
from plainleaf.evaluated import standing_evaluation
from plainleaf.model import Figure
from plainleaf.walk import blocks_in

_MODE, _SUFFICIENT = "schema:accessMode", "schema:accessModeSufficient"
_FEATURE, _HAZARD = "schema:accessibilityFeature", "schema:accessibilityHazard"
_SUMMARY, _CONFORMS = "schema:accessibilitySummary", "dcterms:conformsTo"
_STILL = frozenset({"noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard"})
_HAZARDS = _STILL | {"none", "unknown", "flashing", "motionSimulation", "sound"}
_MOVING = re.compile(rb"<(?:\w+:)?(?:animate\w*|set)[\s/>]|acTL|NETSCAPE2\.0")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def epub_access_modes(book: OpenedBook) -> Iterator[Fault]:
    """Every way the book takes in is stated: text, and pictures that say something.

    EPUB Accessibility 1.1, 2.2. Text alone is enough when every picture has words.
    """
    telling = _telling_pictures(book)
    wanted = {"textual", "visual"} if telling else {"textual"}
    stated = set(book.metadata(_MODE))
    if stated != wanted:
        yield _fault(book, f"accessMode is {sorted(stated)}, not {sorted(wanted)}")
    enough = "textual" in book.metadata(_SUFFICIENT)
    if enough != _all_described(book):
        told = "is said to be" if enough else "is not said to be"
        yield _fault(book, f"text alone {told} sufficient (accessModeSufficient)")
    for modes in book.metadata(_SUFFICIENT):
        needed = set(modes.split(","))
        if unstated := needed - wanted:
            yield _fault(book, f"accessModeSufficient names {sorted(unstated)}")
        elif "textual" not in needed:
            yield _fault(book, f"{modes} is said to be sufficient without the text")


def epub_access_features(book: OpenedBook) -> Iterator[Fault]:
    """Every feature claimed is there, and every feature there is claimed.

    EPUB Accessibility 1.1, 2.2, with the vocabulary of schema.org's community group.
    """
    there = {name for name, present in _features(book).items() if present}
    claimed = book.metadata(_FEATURE)
    for name in sorted(set(claimed) - there - _optional(book)):
        yield _fault(book, f"the feature {name} is claimed and not there")
    for name in sorted(there - set(claimed)):
        yield _fault(book, f"the feature {name} is there and not claimed")


def _features(book: OpenedBook) -> dict[str, bool]:
    page_list = _has_nav(book, "page-list")
    return {
        "alternativeText": bool(_telling_pictures(book)) and _all_described(book),
        "tableOfContents": _has_nav(book, "toc"),
        "readingOrder": bool(book.text_paths),
        "structuralNavigation": any(
            next(body.all(*_HEADINGS), None) for body in book.bodies
        ),
        "displayTransformability": _is_transformable(book),
        "longDescription": any(
            isinstance(block, Figure) and bool(block.description)
            for block in blocks_in(book.publication)
        ),
        "MathML": bool(_formulas(book)),
        "pageNavigation": page_list,
        "pageBreakMarkers": any(
            "doc-pagebreak" in placed.element.get("role") for _, placed in book.walk()
        ),
    }


def _optional(book: OpenedBook) -> set[str]:
    """Return the features that may be claimed, being there, and need not be."""
    roles = any(placed.element.get("role") for _, placed in book.walk())
    unlocked = "META-INF/encryption.xml" not in book.files
    return {name for name, true in (("ARIA", roles), ("unlocked", unlocked)) if true}


def epub_access_hazards(book: OpenedBook) -> Iterator[Fault]:
    """Every hazard is ruled out or owned; nothing that moves is called harmless.

    EPUB Accessibility 1.1, 2.2: "none" stands alone.
    """
    stated = set(book.metadata(_HAZARD))
    alone = stated & {"none", "unknown"} and len(stated) > 1
    if not stated or alone or not stated <= _HAZARDS:
        yield _fault(book, f"accessibilityHazard is {sorted(stated)}")
    moving = [
        item.path
        for item in book.items
        if item.media_type.startswith("image/")
        and _moves(book.files.get(item.path, b""))
    ]
    if moving and (stated == {"none"} or stated >= _STILL):
        yield _fault(book, f"{moving[0]} moves, and no hazard is owned to")


def epub_access_summary(book: OpenedBook) -> Iterator[Fault]:
    """Every book says in a sentence what the other fields do not."""
    if not any(book.metadata(_SUMMARY)):
        yield _fault(book, "accessibilitySummary is missing")


def epub_claim(book: OpenedBook) -> Iterator[Fault]:
    """Conformance is claimed just where an evaluation of this very text is on record.

    With the name of whoever has evaluated it: no program can.

    EPUB Accessibility 1.1, 4.
    """
    record = standing_evaluation(book.publication)
    claims = book.metadata(_CONFORMS) + [
        link.get("href")
        for link in book.package.all("opf:link")
        if link.get("rel") == _CONFORMS
    ]
    if not record:
        for claim in claims:
            yield _fault(book, f"{claim} is claimed and no evaluation is known")
        return
    name, _, level = (record.standard or "").rpartition(" ")
    wanted = f"EPUB Accessibility 1.1 - {name} Level {level}"
    if claims != [wanted]:
        yield _fault(book, f"{claims} is claimed, {wanted} was evaluated")
    claim_ids = {
        meta.get("id")
        for meta in book.package.all("opf:meta")
        if meta.get("property") == _CONFORMS
    }
    certified = [
        meta.text()
        for meta in book.package.all("opf:meta")
        if meta.get("property") == "a11y:certifiedBy"
        and meta.get("refines").removeprefix("#") in claim_ids
    ]
    if certified != [record.by]:
        yield _fault(book, f"the claim is certified by {certified}, not {record.by!r}")


def _fault(book: OpenedBook, message: str) -> Fault:
    return Fault(message, book.package_path)


def _pictures(book: OpenedBook) -> list[Element]:
    return [
        picture
        for root in book.documents.values()
        if not is_cover(root)
        for picture in root.all("img", "svg:svg")
    ]


def _formulas(book: OpenedBook) -> list[Element]:
    return [f for root in book.documents.values() for f in root.all("math:math")]


def _telling_pictures(book: OpenedBook) -> list[Element]:
    """Return the pictures that are not decoration; one without `alt` is not."""
    return [
        picture
        for picture in _pictures(book)
        if picture.get("role") != "presentation"
        and picture.get("aria-hidden") != "true"
        and (picture.get("alt") or "alt" not in picture.attributes)
    ]


def _all_described(book: OpenedBook) -> bool:
    return all(
        picture.get("alt") or picture.get("aria-label") or picture.first("svg:title")
        for picture in _telling_pictures(book)
    )


def _has_nav(book: OpenedBook, kind: str) -> bool:
    return any(
        kind in placed.element.get("epub:type").split()
        for path, placed in book.walk()
        if path == book.nav_path and placed.element.name == "nav"
    )


def _is_transformable(book: OpenedBook) -> bool:
    fixed = "pre-paginated" in book.metadata("rendition:layout")
    return not fixed and not any(
        declaration.important
        for name, raw in book.files.items()
        if name.endswith(".css")
        for declaration in read_style_sheet(raw.decode("utf-8", "replace")).declarations
    )


def _moves(raw: bytes) -> bool:
    return bool(_MOVING.search(raw))


CHECKS: tuple[Check[OpenedBook], ...] = (
    epub_access_modes,
    epub_access_features,
    epub_access_hazards,
    epub_access_summary,
    epub_claim,
)
