"""What stands in the build as a library: its front page, catalogue, feeds, search.

Runs after the publications, from the manifests that stand then: those of this build
and of earlier ones.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from plainleaf.catalogue import E_BOOK, Catalogue, base_of, catalogue
from plainleaf.discovery import parsed
from plainleaf.findings import FAULT_OF_OURS, Finding, Location, Severity
from plainleaf.imprint import Publisher
from plainleaf.model import Image, Source
from plainleaf.pipeline import Order
from plainleaf.render import feeds, front_page
from plainleaf.search import SearchFailedError, has_pages, installed, search_index
from plainleaf.write import MANIFEST, read_manifest, replace_front

OWNED = (
    *(front_page.ASSETS / name for name in ("fonts", "search", "opds", "covers")),
    front_page.LOGO,
    *feeds.FILES,
)
"""What is the library's alone in the build, and goes when it is no longer made."""
_COVER = "EPUB/cover.png"


@dataclass(frozen=True, slots=True)
class Front:
    """What became of the front page: where it is, what was written, what was found.

    `page` is `None` while the build holds no publication at all.
    """

    page: Path | None
    files: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()


def publish_front(
    order: Order, publisher: Publisher, logo: Image | None = None
) -> Front:
    """Write the front page and what belongs to it, for all that stands in the build."""
    library = catalogue(manifests_in(order.build), publisher)
    if not library.publications:
        return Front(None)
    index, findings = _index(order.build, library)
    files = {
        **front_page.render(
            library, as_of=order.as_of, searchable=bool(index), logo=logo
        ),
        **feeds.render(library, covers=_covers(order.build, library), at=order.epoch),
        **{front_page.SEARCH / name: raw for name, raw in index.items()},
    }
    written = replace_front(files, order.build, owned=OWNED)
    return Front(order.build / front_page.FRONT, tuple(written), findings)


def publisher_of(sources: Iterable[Source]) -> tuple[Publisher, Image | None]:
    """Return the publisher that the sources name, and its logo.

    One file serves a library.
    """
    for source in sources:
        if source.publisher_raw:
            publication = parsed(source)
            if publication is not None:
                named = PurePosixPath(publication.publisher.logo or "")
                return publication.publisher, publication.images.get(named)
    return Publisher(), None


def manifests_in(build: Path) -> Iterator[tuple[PurePosixPath, Mapping[str, Any]]]:
    """Yield the place and the manifest of each publication that stands in a build."""
    for path in sorted(build.glob(f"*/*/{MANIFEST}")):
        place = PurePosixPath(path.parent.relative_to(build).as_posix())
        manifest = read_manifest(path.parent)
        if manifest is not None and not place.parts[0].startswith("."):
            yield place, manifest


def _index(
    build: Path, library: Catalogue
) -> tuple[Mapping[PurePosixPath, bytes], tuple[Finding, ...]]:
    """Return the search index, or nothing and a note that says why."""
    if not has_pages(build):
        return {}, (
            _note(
                "the front page searches titles and topics only: "
                "no leaflet here has a web page",
                "for search in the whole text: build with --format html too",
            ),
        )
    if not installed():
        return {}, (
            _note(
                "the front page searches titles and topics only: "
                "Pagefind is not installed",
                "for search in the whole text: pip install 'plainleaf[search]'",
            ),
        )
    try:
        return search_index(build, base_of(library.language)), ()
    except SearchFailedError as trouble:
        return {}, (
            _note(
                f"the front page searches titles and topics only: {trouble}",
                FAULT_OF_OURS,
            ),
        )


def _note(message: str, hint: str) -> Finding:
    place = Location(front_page.FRONT)
    return Finding("search-in-titles-only", Severity.NOTE, message, place, hint)


def _covers(build: Path, library: Catalogue) -> Mapping[PurePosixPath, bytes]:
    """Return the cover out of each approved e-book, by the publication's place."""
    covers: dict[PurePosixPath, bytes] = {}
    if not library.publisher.base_url:
        return covers
    for one in library.publications:
        for file in one.editions(E_BOOK) if one.public else ():
            cover = _cover(build / one.place / file.name)
            if cover is not None:
                covers[one.place] = cover
    return covers


def _cover(book: Path) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(book.read_bytes())) as packed:
            return packed.read(_COVER)
    except (OSError, KeyError, zipfile.BadZipFile):
        return None
