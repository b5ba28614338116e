"""A PDF opened for checking, with all that more than one check asks of it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from plainleaf.check.pdf_words import is_within_furniture
from plainleaf.check.structure import Placed, Tree, read_tree
from plainleaf.model import Publication

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


@dataclass(frozen=True, slots=True)
class OpenedPdf:
    """An open file, its structure tree, and the publication it should hold.

    `smallest_points` is the smallest size of text that was promised, if any was.
    """

    pdf: pikepdf.Pdf
    tree: Tree
    publication: Publication
    smallest_points: float | None

    def of_type(self, *types: str) -> Iterator[Placed]:
        """Yield the elements of some standard types, in reading order."""
        return (placed for placed in self.tree.walk() if placed.element.type in types)

    def own_of_type(self, *types: str) -> Iterator[Placed]:
        """Yield those that are not furniture."""
        return (
            placed for placed in self.of_type(*types) if not is_within_furniture(placed)
        )


def opened(
    pdf: pikepdf.Pdf, publication: Publication, smallest_points: float | None
) -> OpenedPdf:
    """Read all that the checks of one open PDF need."""
    return OpenedPdf(pdf, read_tree(pdf), publication, smallest_points)
