"""Checks of a PDF as a file: what it says of itself, and what its pages paint."""

import re
import unicodedata
from collections.abc import Iterator

from pikepdf import OutlineItem

from plainleaf.check.dates import ways_to_write
from plainleaf.check.faults import Check, Fault, quoted
from plainleaf.check.glyphs import REPLACEMENT
from plainleaf.check.marked_content import Painted
from plainleaf.check.opened_pdf import HEADINGS, OpenedPdf
from plainleaf.check.structure import Element, Run

_PDFUA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_ROUNDING = 0.05
"""Points; layout engines compute in CSS pixels."""


def pdf_syntax(file: OpenedPdf) -> Iterator[Fault]:
    """No part of the file needs repair before QPDF can read it.

    ISO 32000-1, clause 7. A broken cross-reference table passes PDF/UA validators.
    """
    # Opening repairs in silence and keeps a list; the check reads the streams too.
    problems = [*file.pdf.get_warnings(), *file.pdf.check_pdf_syntax()]
    if problems:
        more = f", and {len(problems) - 1} more problems" if problems[1:] else ""
        yield Fault(f"the file is damaged: {problems[0]}{more}")


def pdf_title(file: OpenedPdf) -> Iterator[Fault]:
    """Every viewer shows the title, and it is the publication's.

    ISO 14289-1, 7.1; WCAG 2.2 SC 2.4.2.
    """
    title = file.publication.front.title
    written = str(file.pdf.open_metadata().get("dc:title", ""))
    if written != title:
        yield Fault(f"the title is {quoted(written)}, not {quoted(title)}")
    preferences = file.pdf.Root.get("/ViewerPreferences")
    if preferences is None or not bool(preferences.get("/DisplayDocTitle")):
        yield Fault("viewers show the name of the file: DisplayDocTitle is not set")


def pdf_language(file: OpenedPdf) -> Iterator[Fault]:
    """Every reader learns the language: the catalog names the publication's.

    ISO 14289-1, 7.2; WCAG 2.2 SC 3.1.1.
    """
    language, written = file.publication.front.language, file.pdf.Root.get("/Lang")
    if written is None or str(written) != language:
        yield Fault(f"the language is {str(written or 'none')!r}, not {language!r}")


def pdf_identification(file: OpenedPdf) -> Iterator[Fault]:
    """Every reader learns that the file is tagged, and to which part of PDF/UA.

    ISO 14289-1, clause 5 and 7.1.
    """
    if file.pdf.open_metadata().get(_PDFUA_PART) not in {"1", "2"}:
        yield Fault("the metadata does not say which part of PDF/UA this is (pdfuaid)")
    marks = file.pdf.Root.get("/MarkInfo")
    if marks is None or not bool(marks.get("/Marked")):
        yield Fault("the file does not say that it is tagged (MarkInfo)")
    if not file.tree.elements:
        yield Fault("there is no structure tree: nothing can be read aloud in order")


def pdf_untagged_painting(file: OpenedPdf) -> Iterator[Fault]:
    """Everything painted is either in the structure tree or an artifact.

    ISO 14289-1, 7.1.
    """
    for page in file.tree.pages:
        if page.untagged:
            more = f", and {len(page.untagged) - 1} more" if page.untagged[1:] else ""
            yield Fault(
                f"painted without a tag: {page.untagged[0]}{more}",
                f"page {page.number}",
            )
    for painted in file.tree.unclaimed:
        yield Fault(
            f"no element holds {quoted(painted.text)}: it is seen and never heard",
            f"page {painted.page}",
        )


def pdf_characters(file: OpenedPdf) -> Iterator[Fault]:
    """Text reads back as its characters: none lost, no boxes, no soft hyphens.

    ISO 14289-1, 7.21.7 and 7.21.8.
    """
    for placed in file.tree.walk():
        for kid in placed.element.kids:
            if isinstance(kid, Run):
                for message in _unreadable(kid):
                    yield Fault(message, placed.place)
        for said in (placed.element.alt, placed.element.actual_text):
            if said and (_SOFT_HYPHEN in said or REPLACEMENT in said):
                yield Fault(f"an alternative is not clean text: {said!r}", placed.place)
    for artifact in _artifacts(file):
        for message in _unreadable(artifact):
            yield Fault(message, f"page {artifact.page}, artifact")


def _unreadable(text: Run | Painted) -> Iterator[str]:
    if text.boxes:
        yield f"a character shows as an empty box in {quoted(text.text)}"
    if text.unread or REPLACEMENT in text.text:
        yield f"characters cannot be read back in {quoted(text.text)}"
    if _SOFT_HYPHEN in text.text:
        yield f"a soft hyphen is left in {quoted(text.text)}"


def _artifacts(file: OpenedPdf) -> Iterator[Painted]:
    for page in file.tree.pages:
        yield from page.artifacts


def pdf_outline(file: OpenedPdf) -> Iterator[Fault]:
    """Every heading has a bookmark, in order, as deep as it stands, and nothing else.

    ISO 14289-1, 7.17. The title may stand at the top of them.
    """
    headed = [
        (int(placed.element.type[1]), " ".join(placed.element.text().split()))
        for placed in file.of_type(*HEADINGS)
    ]
    marks = list(_flattened(file.pdf.open_outline().root, 1))
    without_title = [(level - 1, text) for level, text in headed if level > 1]
    if marks in (headed, without_title):
        return
    wanted = headed if marks[:1] == headed[:1] else without_title
    missing = next((head for head in wanted if head not in marks), None)
    extra = next((mark for mark in marks if mark not in wanted), None)
    if missing:
        yield Fault(f"no bookmark leads to the heading {quoted(missing[1])}")
    if extra:
        yield Fault(f"the bookmark {quoted(extra[1])} is no heading at that depth")
    if not missing and not extra:
        yield Fault("the bookmarks are not in the order of the headings")


def _flattened(marks: list[OutlineItem], depth: int) -> Iterator[tuple[int, str]]:
    for mark in marks:
        yield depth, " ".join(mark.title.split())
        yield from _flattened(mark.children, depth + 1)


def pdf_page_furniture(file: OpenedPdf) -> Iterator[Fault]:
    """Every page says which page of how many, which version, and its date.

    A loose page must not outlive its review. All of it is artifact, so that it does
    not interrupt those who listen (ISO 14289-1, 7.8).
    """
    front = file.publication.front
    dates = front.dates
    days = (dates.published, dates.last_reviewed, dates.next_review, dates.written)
    ways = [way for day in days if day for way in ways_to_write(day, front.language)]
    ways += [as_painted(way) for way in ways]
    count = len(file.tree.pages)
    for page in file.tree.pages:
        said = " ".join(
            " ".join(mark.text for mark in page.artifacts if mark.text.strip()).split()
        )
        place = f"page {page.number}"
        if not _has_numbers(said, page.number, count):
            yield Fault(f"the page does not say “{page.number} of {count}”", place)
        if front.version and front.version not in said:
            yield Fault(f"the page does not say its version, {front.version}", place)
        if ways and not any(way in said for way in ways):
            yield Fault("the page does not say any date of the text", place)


def as_painted(words: str) -> str:
    """Return words from right to left in the order in which their glyphs are painted.

    Nobody listens to an artifact, so nothing says in which order its glyphs are read.
    Numbers are painted from left to right even there (Unicode, UAX #9, rule L2).
    """
    painted = (
        word[::-1] if unicodedata.bidirectional(word[:1]) in {"R", "AL"} else word
        for word in reversed(words.split())
    )
    return " ".join(painted)


def _has_numbers(said: str, page: int, count: int) -> bool:
    """Say whether the page's number stands before the number of pages."""
    return bool(re.search(rf"(?<!\d){page}\D{{1,20}}{count}(?!\d)", said))


def pdf_text_size(file: OpenedPdf) -> Iterator[Fault]:
    """No text is smaller than was promised, in the running text or at the page's edge.

    Marks of notes and citations, and lettering inside a described picture, may be.
    """
    least = file.smallest_points
    if least is None:
        return
    for placed in file.tree.walk():
        if any(_may_be_small(step) for step in (*placed.above, placed.element)):
            continue
        for kid in placed.element.kids:
            if isinstance(kid, Run) and _too_small(kid, least):
                yield Fault(_size_told(kid, least), placed.place)
    for artifact in _artifacts(file):
        if _too_small(artifact, least):
            place = f"page {artifact.page}, artifact"
            yield Fault(_size_told(artifact, least), place)


def _may_be_small(element: Element) -> bool:
    marks = element.type in {"Lbl", "Reference"} and not any(
        character.isalpha() for character in element.text()
    )
    return marks or element.type in {"Figure", "Formula"}


def _too_small(text: Run | Painted, least: float) -> bool:
    return text.points is not None and text.points < least - _ROUNDING


def _size_told(text: Run | Painted, least: float) -> str:
    return f"{quoted(text.text)} is {text.points:.1f} pt, smaller than {least:g} pt"


CHECKS: tuple[Check[OpenedPdf], ...] = (
    pdf_syntax,
    pdf_title,
    pdf_language,
    pdf_identification,
    pdf_untagged_painting,
    pdf_characters,
    pdf_outline,
    pdf_page_furniture,
    pdf_text_size,
)
