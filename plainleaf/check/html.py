"""Whether a finished web page is a good page, with what lies beside it."""

from dataclasses import replace
from pathlib import Path

from plainleaf.check import page_loading, page_reading
from plainleaf.check.faults import Fault, finding_of, findings_of
from plainleaf.check.heard import Counted
from plainleaf.check.markup import heard_in
from plainleaf.check.markup_shape import shape_of_markup
from plainleaf.check.opened_page import OpenedPage, open_page
from plainleaf.check.parity import same_shape, same_text
from plainleaf.findings import Finding
from plainleaf.model import Publication

CHECKS = (*page_reading.CHECKS, *page_loading.CHECKS)
UNREADABLE = "html-unreadable"


def check(
    path: Path,
    publication: Publication,
    *,
    others: str = "and others",
    unwritten: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Open a finished page and return all that is wrong with it.

    `others` is the reader's word for "and others" in lists of authors; `unwritten`
    names the files that the page may offer though they do not stand beside it.
    """
    try:
        page = replace(open_page(path, publication), unwritten=unwritten)
    except OSError as error:
        return (finding_of(Fault(f"no page can be read: {error}"), UNREADABLE, path),)
    return findings_of(CHECKS, page, path) + _parity(page, others)


def counted(path: Path, publication: Publication) -> Counted:
    """Count the words of a page for the report: its own, and those we added."""
    page = open_page(path, publication)
    return heard_in([page.body], language=publication.front.language).counted


def _parity(page: OpenedPage, others: str) -> tuple[Finding, ...]:
    publication, path = page.publication, page.path
    found = heard_in([page.body], language=publication.front.language)
    shape = shape_of_markup([page.body], found.foreign)
    return same_text(
        found, publication, edition="html", path=path, others=others
    ) + same_shape(shape, publication, edition="html", path=path, others=others)
