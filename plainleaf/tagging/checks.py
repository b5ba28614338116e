"""Checks of the finished tree that its makers cannot do alone."""

from plainleaf.tagging.problems import ProblemLog
from plainleaf.tagging.structure import Tag

_LEVELS = {f"H{level}": level for level in range(1, 7)}


def check_headings(root: Tag, problems: ProblemLog) -> None:
    """Note each heading that skips a level, the first one included.

    ISO 14289-1, 7.4.2.
    """
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


def check_custom_types(root: Tag, problems: ProblemLog) -> None:
    """Note each custom type that stands for more than one standard type.

    The RoleMap has one entry for a name (ISO 32000-1, 14.7.3).
    """
    standard: dict[str, str] = {}
    for tag in root.walk():
        if tag.custom and standard.setdefault(tag.custom, tag.type) != tag.type:
            problems.add(
                "custom-type-twice",
                f"{tag.custom!r} is mapped to {standard[tag.custom]} and to {tag.type}"
                ": give each its own name.",
                tag.source.html if tag.source else None,
                tag.source.page if tag.source else None,
            )
