"""A structure tree as text that people can read and golden files can hold."""

from collections.abc import Iterator
from itertools import groupby

from plainleaf.check.marked_content import Page
from plainleaf.check.structure import (
    Annotation,
    AttributeValue,
    Element,
    Run,
    Tree,
)


def dump(tree: Tree) -> str:
    """Return the tree as indented lines, and each page's other marks after it.

    Runs that follow each other are one string, so that line breaks do not show:
    the dump is the same at every size of page. Numbers of pages are left out.
    """
    lines = [line for element in tree.elements for line in _dumped(element, 0)]
    for page in tree.pages:
        marks = list(_artifacts(page))
        if marks or page.untagged:
            lines.append(f"page {page.number}")
            lines += [f"  artifact {kind} {text!r}" for kind, text in marks]
            lines += [f"  untagged {what}" for what in page.untagged]
    lines += [f"unclaimed {painted.text!r}" for painted in tree.unclaimed]
    return "\n".join(lines) + "\n"


def _artifacts(page: Page) -> Iterator[tuple[str, str]]:
    """Yield what the artifacts of a page say, by kind; dots and lines say nothing."""
    said = [
        (mark.kind or "Artifact", " ".join(mark.text.split()))
        for mark in page.artifacts
        if any(character.isalnum() for character in mark.text)
    ]
    for kind, marks in groupby(said, key=lambda mark: mark[0]):
        yield kind, " ".join(text for _, text in marks)


def _dumped(element: Element, depth: int) -> Iterator[str]:
    kids = list(_joined(element.kids))
    head = "  " * depth + _described(element)
    if len(kids) == 1 and isinstance(kids[0], str):
        yield f"{head} {kids[0]!r}"
        return
    yield head
    for kid in kids:
        if isinstance(kid, Element):
            yield from _dumped(kid, depth + 1)
        elif isinstance(kid, str):
            yield "  " * (depth + 1) + repr(kid)
        else:
            words = f" {kid.contents!r}" if kid.contents is not None else ""
            yield "  " * (depth + 1) + f"@{kid.kind}{words} -> {kid.target}"


def _described(element: Element) -> str:
    shown = element.own_type
    if element.type != element.own_type:
        shown += f"={element.type}"
    named: dict[str, AttributeValue | None] = {
        "id": element.id,
        "lang": element.language,
        "alt": element.alt,
        "actual-text": element.actual_text,
        **{name: element.attributes[name] for name in sorted(element.attributes)},
    }
    for name, value in named.items():
        if value is not None and name != "BBox":
            shown += f" {name}={value!r}"
    return shown


def _joined(
    kids: "tuple[Element | Run | Annotation, ...]",
) -> Iterator[Element | Annotation | str]:
    text = ""
    for kid in kids:
        if isinstance(kid, Run):
            text += kid.text
            continue
        if text:
            yield text
            text = ""
        yield kid
    if text:
        yield text
