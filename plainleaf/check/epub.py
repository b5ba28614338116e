"""Whether a finished EPUB is a good e-book, from its first byte to its last note."""

from pathlib import Path

from plainleaf.check import (
    book_accessibility,
    book_documents,
    book_navigation,
    book_package,
    book_reading,
    book_styles,
)
from plainleaf.check.faults import Fault, finding_of, findings_of
from plainleaf.check.heard import Counted
from plainleaf.check.markup import heard_in
from plainleaf.check.markup_shape import shape_of_markup
from plainleaf.check.opened_book import OpenedBook, UnreadableBookError, open_book
from plainleaf.check.parity import same_shape, same_text
from plainleaf.findings import Finding
from plainleaf.model import Publication

CHECKS = (
    *book_package.CHECKS,
    *book_documents.CHECKS,
    *book_reading.CHECKS,
    *book_styles.CHECKS,
    *book_navigation.CHECKS,
    *book_accessibility.CHECKS,
)
UNREADABLE = "epub-unreadable"


def check(
    path: Path,
    publication: Publication,
    *,
    pages: int | None = None,
    others: str = "and others",
) -> tuple[Finding, ...]:
    """Open a finished EPUB and return all that is wrong with it.

    `pages` is the number of pages of the handout, which a list of pages must have.
    `others` is the reader's word for "and others" in lists of authors.
    """
    try:
        book = open_book(path, publication, pages)
    except UnreadableBookError as error:
        return (finding_of(Fault(f"no EPUB can be read: {error}"), UNREADABLE, path),)
    return findings_of(CHECKS, book, path) + _parity(book, others)


def counted(path: Path, publication: Publication) -> Counted:
    """Count the words of an EPUB for the report: its own, and those we added."""
    book = open_book(path, publication, None)
    return heard_in(book.bodies, language=publication.front.language).counted


def _parity(book: OpenedBook, others: str) -> tuple[Finding, ...]:
    publication, path = book.publication, book.path
    found = heard_in(book.bodies, language=publication.front.language)
    shape = shape_of_markup(book.bodies, found.foreign)
    return same_text(
        found, publication, edition="epub", path=path, others=others
    ) + same_shape(shape, publication, edition="epub", path=path, others=others)
