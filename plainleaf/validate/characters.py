"""Rules about characters: each must be one that readers can be shown.

This is asked before any output, since only here is the place in the source known; the
editions share their typefaces.
"""

from collections.abc import Iterator

from plainleaf.findings import Location, Severity
from plainleaf.model import Publication
from plainleaf.typefaces import shared_out
from plainleaf.validate.facts import MARK, Facts
from plainleaf.validate.rule import Remark, Rule

NAMED = 8
"""Characters of one passage that a finding names; more are counted."""


def missing_glyph(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Every character is one that the packaged typefaces have.

    ISO 14289-1, 7.21.8; WCAG 2.2 SC 1.4.5: what no typeface has is an empty box.
    """
    front = publication.front
    for key in ("title", "subtitle", "description"):
        text = getattr(front, key) or ""
        _, missing = shared_out(text)
        if missing:
            yield _remark(missing, front.locations.get(key, publication.location))
    for passage in (*facts.stated, *facts.passages):
        _, missing = shared_out(passage.text.replace(MARK, ""))
        if missing:
            found = [passage.text.find(character) for character in missing]
            offset = min((one for one in found if one >= 0), default=0)
            yield _remark(
                tuple(sorted(missing, key=passage.text.find)), passage.place(offset)
            )


def _remark(missing: tuple[str, ...], place: Location) -> Remark:
    named = ", ".join(
        f"{character} (U+{ord(character):04X})" for character in missing[:NAMED]
    )
    more = len(missing) - NAMED
    return Remark(
        f"no packaged typeface has {named}" + (f" and {more} others" * (more > 0)),
        place,
        "Write it in other characters; docs/translating.md tells how to add a typeface "
        "for a script.",
    )


RULES = (Rule(missing_glyph, Severity.ERROR),)
