"""The shape of pages and e-book documents, to hold against the publication's."""

from collections.abc import Iterable, Iterator

from plainleaf.check.markup import Element, Placed
from plainleaf.check.shape import HERE, Shape

_KINDS = {"ol": "ordered", "ul": "unordered", "dl": "named"}


def shape_of_markup(
    bodies: Iterable[Element], foreign: tuple[tuple[str, str], ...]
) -> Shape:
    """Return the shape of one or more bodies; furniture is no part of it."""
    own = [
        placed for body in bodies for placed in body.walk() if not placed.is_furniture
    ]
    return Shape(
        lists=tuple(
            (_KINDS[placed.element.name], _entries(placed.element))
            for placed in own
            if placed.element.name in _KINDS
        ),
        tables=tuple(_table(placed.element) for placed in _named(own, "table")),
        links=tuple(
            (placed.element.own_text(), _target(placed.element))
            for placed in _named(own, "a")
            if placed.element.own_text()
        ),
        pictures=tuple(
            " ".join(placed.element.get("alt").split())
            for placed in _named(own, "img")
            if placed.element.get("alt")
        ),
        notes=sum(
            "doc-footnote" in placed.element.get("role").split() for placed in own
        ),
        quotations=sum(1 for _ in _named(own, "blockquote")),
        foreign=foreign,
    )


def _named(own: list[Placed], name: str) -> Iterator[Placed]:
    return (placed for placed in own if placed.element.name == name)


def _target(link: Element) -> str:
    return link.get("href") if ":" in link.get("href") else HERE


def _entries(element: Element) -> int:
    """Count the entries of a list; in a `dl` each group of names begins one."""
    if element.name != "dl":
        return sum(kid.name == "li" for kid in element.elements)
    names = [part.name for part in _parts(element)]
    before = ["dd", *names]
    return sum(
        name == "dt" and last != "dt" for last, name in zip(before, names, strict=False)
    )


def _parts(element: Element) -> Iterator[Element]:
    for kid in element.elements:
        if kid.name == "div":
            yield from _parts(kid)
        else:
            yield kid


def _table(element: Element) -> tuple[int, int, int]:
    rows = [
        [cell.name for cell in placed.element.elements if cell.name in {"th", "td"}]
        for placed in element.walk()
        if placed.element.name == "tr"
        and not any(step.name == "thead" for step in placed.above)
    ]
    columns = max(map(len, rows), default=0)
    return len(rows), columns, sum(row.count("th") for row in rows)
