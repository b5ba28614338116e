"""An embed kit opened for checking: its fragments and what lies beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plainleaf.check.markup import Element, ParsedPage, Placed, parse_html
from plainleaf.model import Publication

ROOT_CLASS = "plainleaf"
_NAME = re.compile(r"fragment(?:-([a-z0-9]+))?\.h([1-6])\.html")


@dataclass(frozen=True, slots=True)
class OpenedFragment:
    """A fragment as a browser reads it in the body of a page.

    `level` is what its first heading should be; `prefix` what each id begins with;
    both are told by the file's name. `folder` is the kit's.
    """

    path: Path
    raw: bytes
    parsed: ParsedPage
    publication: Publication
    level: int
    prefix: str

    @property
    def folder(self) -> Path:
        """The kit's folder."""
        return self.path.parent

    @property
    def body(self) -> Element:
        """The body that the parser put around the fragment."""
        return next(self.parsed.root.all("body"), Element("body", {}, ()))

    @property
    def article(self) -> Element:
        """The fragment's root; an empty element when there is none."""
        return next(self.body.elements, Element("article", {}, ()))

    def walk(self) -> Iterator[Placed]:
        """Yield the root and every element below it in order."""
        return self.article.walk()

    @property
    def address(self) -> str | None:
        """Where on the web the publication's folder will stand, if that is known."""
        return self.publication.address


def open_fragments(folder: Path, publication: Publication) -> Iterator[OpenedFragment]:
    """Yield the fragments of a kit, those of each instance from h1 to h3."""
    front = publication.front
    language = publication.folder or front.language
    for path in sorted(folder.glob("fragment*.html")):
        named = _NAME.fullmatch(path.name)
        if named:
            instance, level = named.groups()
            parts = (front.id, language.lower(), instance)
            raw = path.read_bytes()
            yield OpenedFragment(
                path=path,
                raw=raw,
                parsed=parse_html(raw),
                publication=publication,
                level=int(level),
                prefix="-".join(part for part in parts if part) + "--",
            )
