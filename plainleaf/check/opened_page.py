"""A page opened for checking, with all that more than one check asks of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plainleaf.check.markup import Element, ParsedPage, Placed, parse_html
from plainleaf.model import Publication

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class OpenedPage:
    """A page as a browser reads it, where it lies, and what it should hold.

    `unwritten` names editions that it offers and nobody asked to be written with it.
    """

    path: Path
    raw: bytes
    parsed: ParsedPage
    publication: Publication
    unwritten: frozenset[str] = frozenset()

    @property
    def root(self) -> Element:
        """The html element."""
        return self.parsed.root

    @property
    def body(self) -> Element:
        """The body element; HTML parsers always make one."""
        return next(self.root.all("body"), Element("body", {}, ()))

    def walk(self) -> Iterator[Placed]:
        """Yield every element of the page in order."""
        return self.root.walk()

    def named(self, *names: str) -> Iterator[Placed]:
        """Yield the elements of some names in order."""
        return (placed for placed in self.walk() if placed.element.name in names)

    def head(self, name: str) -> Iterator[Element]:
        """Yield the elements of a name in the head."""
        for head in self.root.all("head"):
            yield from head.all(name)


def open_page(path: Path, publication: Publication) -> OpenedPage:
    """Read a page; raises OSError when there is none."""
    raw = path.read_bytes()
    return OpenedPage(path, raw, parse_html(raw), publication)
