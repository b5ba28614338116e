"""Headings step down one level at a time (ISO 14289-1, 7.4.2)."""

from plainleaf.tagging.problems import ProblemLog
from plainleaf.tagging.structure import Tag

_LEVELS = {f"H{level}": level for level in range(1, 7)}


def check_headings(root: Tag, problems: ProblemLog) -> None:
    """Note each heading that skips a level, the first one included."""
    before = 0
    for tag in root.walk():
        level = _LEVELS.get(tag.type)
        if level is None:
            continue
        if level > before + 1:
            place = f"follows level {before}" if before else "comes first"
            problems.add(
                "heading-skipped",
                f"The heading {tag.text()[:60]!r} has level {level} and {place}.",
                tag.source.html if tag.source else None,
                tag.source.page if tag.source else None,
            )
        before = level
