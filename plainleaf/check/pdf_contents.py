"""Checks of a PDF's list of contents: whether it is one to those who listen."""

from collections.abc import Iterator

from plainleaf.check.faults import Check, Fault, quoted
from plainleaf.check.opened_pdf import HEADINGS, OpenedPdf
from plainleaf.check.pdf_words import is_within_furniture, own_text
from plainleaf.check.structure import Annotation, Element, Placed

_ENTRIES = frozenset({"TOCI", "TOC", "Caption", "Artifact"})


def pdf_contents(file: OpenedPdf) -> Iterator[Fault]:
    """Every contents list is a TOC; each entry, a TOCI, leads to its heading and page.

    ISO 32000-1, 14.8.4.2, table 333.
    """
    for placed in file.of_type("TOC"):
        for kid in placed.element.elements:
            if kid.type not in _ENTRIES:
                yield Fault(
                    f"a contents list holds {kid.own_type}, not an entry", placed.place
                )
    headings = [placed.element for placed in file.of_type(*HEADINGS)]
    for placed in file.of_type("TOCI"):
        yield from _entry_faults(placed, headings)
    for placed in _untagged_entries(file):
        said = quoted(placed.element.text())
        yield Fault(f"{said} leads to a heading and is in no TOC", placed.place)


def _entry_faults(entry: Placed, headings: list[Element]) -> Iterator[Fault]:
    """Yield what is wrong with an entry; take its heading and those before it off."""
    if entry.parent != "TOC":
        yield Fault("an entry stands outside of any contents list", entry.place)
        return
    said = _folded("".join(link.text() for link in _links(entry.element)))
    if not said:
        yield Fault("an entry of the contents leads nowhere", entry.place)
        return
    told = [(at, _page_told(said, heading)) for at, heading in enumerate(headings)]
    named = [(at, page) for at, page in told if page is not None]
    if not named:
        yield Fault(
            f"the contents say {quoted(said)}, and no such heading follows", entry.place
        )
        return
    right = (at for at, page in named if page in {0, headings[at].page})
    found = next(right, None)
    if found is None:
        found = named[0][0]
        yield Fault(
            f"the contents say {quoted(said)}, and the heading is on page "
            f"{headings[found].page}",
            entry.place,
        )
    del headings[: found + 1]


def _page_told(said: str, heading: Element) -> int | None:
    """Return the page that an entry tells of a heading, 0 if none, None if another's.

    The number may stand in the link, right after the words. A heading's label
    ("Important:") is no part of them.
    """
    words = own_text(heading)
    rest = said[len(words) :].strip()
    if not said.startswith(words) or not (rest.isdecimal() or not rest):
        return None
    return int(rest or 0)


def _links(entry: Element) -> Iterator[Element]:
    """Yield the links of an entry, without those of the entries below it."""
    for kid in entry.elements:
        if kid.type == "Link":
            yield kid
        elif kid.type != "TOC":
            yield from _links(kid)


def _untagged_entries(file: OpenedPdf) -> Iterator[Placed]:
    """Yield links of ours that say a heading and stand outside of a list of contents.

    In a label a link leads back to where the reader was.
    """
    headings = list(file.of_type(*HEADINGS))
    for placed in file.of_type("Link"):
        above = {step.type for step in placed.above}
        if (
            is_within_furniture(placed)
            and not above & {"TOC", "TOCI", "Lbl"}
            and _leads_inside(placed.element)
        ):
            said = _folded(placed.element.text())
            if any(_page_told(said, one.element) is not None for one in headings):
                yield placed


def _leads_inside(link: Element) -> bool:
    targets = [kid.target for kid in link.kids if isinstance(kid, Annotation)]
    return any(target and ":" not in target for target in targets)


def _folded(text: str) -> str:
    return " ".join(text.split())


CHECKS: tuple[Check[OpenedPdf], ...] = (pdf_contents,)
