"""Citations: `[@id]`, `[@a; @b, p. 3]`, held to the references that are listed."""

import re

from plainleaf.findings import Location
from plainleaf.model import Citation, Cited
from plainleaf.parse.context import Context
from plainleaf.parse.markdown import Run
from plainleaf.parse.mistakes import suggestion

_ANOTHER = re.compile(r"[,\s]@")
"""A second work after a comma would be printed as the place in the first."""
_REFERENCE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def citation(text: str, at: int, run: Run, context: Context) -> list[Citation]:
    """Return the citation that a bracket at `at` holds, none when it names no work.

    Its id and numbers are given in reading_order.py.
    """
    works: list[Cited] = []
    offset = at + 1
    for part in text.split(";"):
        place = run.place(offset + len(part) - len(part.lstrip()))
        works += _cited(part.strip(), place, context)
        offset += len(part) + 1
    return [Citation("", tuple(works), run.place(at))] if works else []


def _cited(part: str, place: Location, context: Context) -> list[Cited]:
    match = re.fullmatch(r"@([^\s,]+)\s*(?:,\s*(.+))?", part, flags=re.DOTALL)
    if not match or not _REFERENCE_ID.fullmatch(match[1]) or _ANOTHER.search(part):
        context.mistakes.add(
            "citation-unreadable",
            place,
            f"`{part}` is not understood in a citation",
            "Write [@id], [@id, p. 3], or [@one; @other].",
        )
        return []
    known = tuple(sorted(reference.id for reference in context.front.references))
    if match[1] in known:
        return [Cited(match[1], 0, " ".join((match[2] or "").split()))]
    if context.stated.knows("references"):
        context.mistakes.add(
            "undefined-citation",
            place,
            f"no reference has the id `{match[1]}`",
            suggestion(match[1], known, mark="@")
            if known
            else "Add it under `references:` in the front matter.",
        )
    return []
