"""Opens finished files as a stranger would, and says what is wrong with them.

Nothing here knows how the files were made. The publication is at hand to compare
with, never to believe.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from plainleaf.check import embed, epub, html, pdf
from plainleaf.check.book_pages import printed_pages
from plainleaf.check.rules import CheckRule, rules
from plainleaf.findings import Finding
from plainleaf.model import Publication

__all__ = ["CheckRule", "check_edition", "rules"]


def check_edition(
    folder: Path,
    publication: Publication,
    *,
    letters: Mapping[str, int],
    others: str,
    unwritten: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Check every edition that stands in a publication's folder.

    `letters` gives the fewest points that each handout may be printed in, by file
    name; `others` the reader's word for "and others" in lists of authors; `unwritten`
    names the publication's own files that nobody asked to be written.
    """
    return tuple(_findings(folder, publication, letters, others, unwritten))


def _findings(
    folder: Path,
    publication: Publication,
    letters: Mapping[str, int],
    others: str,
    unwritten: frozenset[str],
) -> Iterator[Finding]:
    page = folder / "index.html"
    if page.is_file():
        yield from html.check(page, publication, others=others, unwritten=unwritten)
        yield from embed.check(folder / "embed", publication, others=others)
    for name, points in sorted(letters.items()):
        if (folder / name).is_file():
            yield from pdf.check(
                folder / name, publication, smallest_points=points, others=others
            )
    pages = printed_pages(folder / f"{publication.front.id}.pdf")
    for book in sorted(folder.glob("*.epub")):
        yield from epub.check(book, publication, pages=pages, others=others)
