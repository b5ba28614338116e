"""The handout: laid out by WeasyPrint, its structure tree written by our tagger."""

import re
from collections.abc import Iterator
from datetime import datetime

from plainleaf.findings import FAULT_OF_OURS, Finding, Location, Severity
from plainleaf.making_rules import TAGGER
from plainleaf.messages import messages_for
from plainleaf.model import Callout, PageMap, Publication, Rendition, Table
from plainleaf.render.pdf_layout import (
    divided_warnings,
    pages_of,
    text_off_the_page,
)
from plainleaf.render.pdf_plan import settled
from plainleaf.render.pdf_press import Press
from plainleaf.render.pdf_sheet import Sheet, sheets
from plainleaf.tagging import Problem
from plainleaf.walk import blocks_in
from plainleaf.words import words

__all__ = ["Sheet", "render", "sheets"]

_SHORTEN = "Shorten the cells, or make the row several rows."


def render(
    publication: Publication, sheet: Sheet, *, stamp: datetime
) -> tuple[Rendition, PageMap]:
    """Return one handout and where its elements landed on paper.

    `stamp` is the technical time written into the file.
    """
    press = Press(publication, sheet, stamp)
    layout, too_long = settled(press)
    tagged, findings = press.print(layout)
    findings += [_too_long(name, publication) for name in too_long]
    findings += [
        _divided(name, publication) for name in divided_warnings(tagged.document)
    ]
    findings += text_off_the_page(tagged.document, publication.location)
    findings += [
        _finding(problem, publication, too_long) for problem in tagged.problems
    ]
    pages = pages_of(tagged.document, _own_words(publication))
    findings += _over_budget(publication, sheet, pages)
    return (
        Rendition("pdf", {sheet.file: tagged.pdf}, tuple(findings)),
        pages,
    )


def _own_words(publication: Publication) -> tuple[str, ...]:
    others = messages_for(publication.front.language).phrase("and-others")
    return words(publication, edition="pdf", others=others)


def _finding(
    problem: Problem, publication: Publication, too_long: tuple[str, ...]
) -> Finding:
    """Return a problem of the tagger's: a long row may cost a table its headings."""
    of_long_row = problem.element_id in too_long
    where = f" (near #{problem.element_id})" if problem.element_id else ""
    return Finding(
        TAGGER + problem.rule,
        Severity.ERROR,
        problem.message + where,
        _place(problem.element_id or "", publication),
        _SHORTEN if of_long_row else FAULT_OF_OURS,
    )


def _too_long(name: str, publication: Publication) -> Finding:
    return Finding(
        "table-row-too-long",
        Severity.WARNING,
        f"a row of the table {name!r} is longer than a page: who meets its second "
        "half does not hear the headings",
        _place(name, publication),
        _SHORTEN,
    )


def _divided(name: str, publication: Publication) -> Finding:
    return Finding(
        "warning-divided",
        Severity.WARNING,
        f"the box {name!r} is longer than a page: readers may see half a warning",
        _place(name, publication),
        "Keep to what readers must see and do; reasons can stand after the box.",
    )


def _place(name: str, publication: Publication) -> Location:
    """Return where a table, or a part of one, or a box stands in the source."""
    places = {
        block.id: block.location
        for block in blocks_in(publication)
        if isinstance(block, (Table, Callout))
    }
    whole = re.sub(r"-part-\d+$", "", name)
    return places.get(name) or places.get(whole, publication.location)


def _over_budget(
    publication: Publication, sheet: Sheet, pages: PageMap
) -> Iterator[Finding]:
    """Yield a warning when the ordinary handout has more pages than its budget."""
    front = publication.front
    most = front.print.max_pages
    if sheet.ordinary and most is not None and pages.pages > most:
        yield Finding(
            "handout-too-long",
            Severity.WARNING,
            f"the handout has {pages.pages} pages at {sheet.points} points; "
            f"print.max_pages is {most}",
            front.locations.get("print.max_pages", publication.location),
            "Leave out what readers do not need for what they must do or decide, "
            "shorten the longest section, or make two leaflets; smaller letters "
            "would shut readers out.",
        )
