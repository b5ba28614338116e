"""How many pages the handout has that stands beside an e-book."""

from pathlib import Path

import pikepdf


def printed_pages(handout: Path) -> int | None:
    """Count the pages of a handout; None when there is none that can be read.

    A handout that cannot be read is reported by the checks of handouts.
    """
    try:
        with pikepdf.open(handout) as pdf:
            return len(pdf.pages)
    except (OSError, pikepdf.PdfError):
        return None
