"""Whether an embed kit gives a host's page what docs/embedding.md promises: G1 to G15.

`embed_fragment` looks at the markup, `embed_style` at the style sheet, `embed_files`
at frame, card and the answers for programs. The text itself is held to the
publication's by the same parity as every edition.
"""

from collections.abc import Callable
from pathlib import Path

from plainleaf.check.embed_files import (
    CARD_CHECKS,
    EXPORT_CHECKS,
    FRAME_CHECKS,
    open_answer,
    open_frames,
)
from plainleaf.check.embed_fragment import CHECKS as FRAGMENT_CHECKS
from plainleaf.check.embed_opened import OpenedFragment, open_fragments
from plainleaf.check.embed_style import CHECKS as STYLE_CHECKS
from plainleaf.check.embed_style import open_style
from plainleaf.check.faults import Fault, finding_of, findings_of
from plainleaf.check.markup import heard_in
from plainleaf.check.markup_shape import shape_of_markup
from plainleaf.check.parity import same_shape, same_text
from plainleaf.findings import Finding
from plainleaf.model import Publication

CHECKS: tuple[Callable[..., object], ...] = (
    *FRAGMENT_CHECKS,
    *STYLE_CHECKS,
    *FRAME_CHECKS,
    *CARD_CHECKS,
    *EXPORT_CHECKS,
)
UNREADABLE = "embed-unreadable"


def check(
    folder: Path, publication: Publication, *, others: str = "and others"
) -> tuple[Finding, ...]:
    """Open a kit's folder and return all that is wrong with it.

    `others` is the reader's word for "and others" in lists of authors.
    """
    found: tuple[Finding, ...] = ()
    for fragment in open_fragments(folder, publication):
        found += findings_of(FRAGMENT_CHECKS, fragment, fragment.path)
        found += _parity(fragment, others)
    style = folder / "fragment.css"
    try:
        found += findings_of(STYLE_CHECKS, open_style(style), style)
    except OSError as error:
        fault = Fault(f"no style sheet can be read: {error}")
        found += (finding_of(fault, UNREADABLE, style),)
    for frame in open_frames(folder, publication):
        found += findings_of(FRAME_CHECKS, frame, frame.path)
    if publication.publisher.base_url:
        card = open_answer(folder / "oembed.json", publication, others)
        found += findings_of(CARD_CHECKS, card, card.path)
    export = folder / "publication.json"
    if export.is_file():
        answer = open_answer(export, publication, others)
        found += findings_of(EXPORT_CHECKS, answer, export)
    return found


def _parity(fragment: OpenedFragment, others: str) -> tuple[Finding, ...]:
    """Hold a fragment's own words and shape to those of the page."""
    publication, path = fragment.publication, fragment.path
    found = heard_in([fragment.article], language=publication.front.language)
    shape = shape_of_markup([fragment.article], found.foreign)
    return same_text(
        found, publication, edition="html", path=path, others=others
    ) + same_shape(shape, publication, edition="html", path=path, others=others)
