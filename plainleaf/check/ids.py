"""Ids and what refers to them, in pages and e-book documents alike."""

from collections import Counter
from collections.abc import Iterator

from plainleaf.check.faults import Fault
from plainleaf.check.markup import Element

_REFERRING = (
    *("aria-labelledby", "aria-describedby", "aria-controls", "aria-details"),
    *("headers", "for"),
)


def ids_of(root: Element) -> Counter[str]:
    """Count every id of a document."""
    return Counter(
        placed.element.get("id")
        for placed in root.walk()
        if "id" in placed.element.attributes
    )


def id_faults(root: Element) -> Iterator[Fault]:
    """Yield ids that stand twice or are empty, and references to ids not there."""
    ids = ids_of(root)
    for name, times in ids.items():
        if times > 1:
            yield Fault(f"{times} elements have the id {name!r}")
        if not name or any(character.isspace() for character in name):
            yield Fault(f"{name!r} is no id")
    for placed in root.walk():
        for attribute in _REFERRING:
            for name in placed.element.get(attribute).split():
                if name not in ids:
                    yield Fault(
                        f"{attribute} names {name!r}, which is nowhere",
                        placed.place,
                        line=placed.element.line,
                    )


def is_labelled(element: Element, root: Element) -> bool:
    """Say whether an element has an accessible name by `aria-label` or a label's id."""
    if element.get("aria-label").strip():
        return True
    names = element.get("aria-labelledby").split()
    return any(
        placed.element.text()
        for placed in root.walk()
        if placed.element.get("id") in names and names
    )
