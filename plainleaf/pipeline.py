"""Runs the six stages for one publication, on one screen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path, PurePosixPath

from plainleaf.check import check_edition
from plainleaf.engines import engine_versions
from plainleaf.findings import Finding, has_errors
from plainleaf.imprint import Status
from plainleaf.manifest import manifest_of
from plainleaf.messages import messages_for
from plainleaf.model import Download, Publication, Rendition, Sibling
from plainleaf.render import embed, epub, html, pdf
from plainleaf.versions import from_below, given_out, keep_version, tell_versions
from plainleaf.write import commit, digests, mark_stale, reject, stage

KEPT = "kept"
"""The page as it stands in the folder of a kept version, one folder further down."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a build.

    `formats` says what is written, never what is computed. `as_of` is today, read
    once by the command line; `epoch` is the technical time of files whose text has
    no date. `instance` names a second set of fragments; `keep_versions` asks for a
    copy of each version that stays.
    """

    build: Path
    formats: tuple[str, ...]
    as_of: date
    epoch: datetime
    release: bool = False
    instance: str = ""
    keep_versions: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a publication: the files written and what was found."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


def publish(
    publication: Publication,
    place: PurePosixPath,
    order: Order,
    *,
    siblings: tuple[Sibling, ...] = (),
    inputs: str = "",
) -> Published:
    """Render, write and check one publication that has passed validation.

    `place` is its folder under the build; `inputs` is the digest of all that its
    files are made of, for the manifest.
    """
    folder = order.build / place
    asked = {order.instance} if order.instance else set()
    instances = tuple(sorted(asked.union(given_out(folder))))
    renditions, pages = rendered(publication, order, siblings, instances=instances)
    files = {
        name: raw
        for rendition in renditions
        if rendition.format in order.formats
        for name, raw in rendition.files.items()
    }
    findings = [found for rendition in renditions for found in rendition.findings]
    staged = stage(files, order.build, place)
    unwritten = frozenset(
        str(name)
        for rendition in renditions
        if rendition.format not in order.formats
        for name in rendition.files
    )
    findings += checked(staged, publication, place, unwritten=unwritten)
    if has_errors(findings, release=order.release):
        reject(staged, order.build, place)
        mark_stale(folder)
        return Published((), tuple(findings))
    manifest = manifest_of(
        publication,
        files=digests(files),
        pages=pages,
        engines=engine_versions(),
        inputs=inputs,
        instances=instances,
    )
    written = commit(staged, order.build, place, manifest)
    if order.keep_versions:
        changed = next((r.files for r in renditions if r.format == KEPT), {})
        findings += keep_version(publication, folder, manifest, changed=changed)
    tell_versions(publication, folder)
    return Published(tuple(written), tuple(findings))


def rendered(
    publication: Publication,
    order: Order,
    siblings: tuple[Sibling, ...] = (),
    *,
    instances: tuple[str, ...] = (),
) -> tuple[tuple[Rendition, ...], Mapping[str, int]]:
    """Return every edition, and the number of pages of each handout by file name.

    `instances` names every set of fragments that was ever given out: whoever includes
    one has to find the text of today there, and the notice when it is withdrawn.
    Facts pass from one renderer to the next, never engines: the handout's pages go to
    the e-book, the finished files' sizes to the page.
    """
    stamp = stamp_of(publication, order)
    sheets = pdf.sheets(publication)
    printed = [pdf.render(publication, sheet, stamp=stamp) for sheet in sheets]
    pages = {
        str(sheet.file): page_map.pages
        for sheet, (_, page_map) in zip(sheets, printed, strict=True)
    }
    book = epub.render(publication, pages=printed[0][1], stamp=stamp)
    downloads = [
        Download(
            "pdf",
            str(sheet.file),
            len(rendition.files[sheet.file]),
            page_map.pages,
            sheet.points if sheet.large else None,
        )
        for sheet, (rendition, page_map) in zip(sheets, printed, strict=True)
    ]
    downloads += [
        Download("epub", str(name), len(raw)) for name, raw in book.files.items()
    ]
    # Nobody should print or keep a text that is withdrawn, nor its notice.
    gone = publication.front.status is Status.WITHDRAWN
    offered = () if gone else tuple(downloads)
    page = html.render(
        publication, downloads=offered, siblings=siblings, pages=printed[0][1]
    )
    kit = embed.render(publication, downloads=offered, instances=instances)
    made = [*(rendition for rendition, _ in printed), book, page, kit]
    if order.keep_versions:
        kept = html.render(
            publication,
            downloads=offered,
            siblings=from_below(siblings),
            pages=printed[0][1],
        )
        made.append(Rendition(KEPT, {html.PAGE: kept.files[html.PAGE]}))
    return tuple(made), pages


def checked(
    folder: Path,
    publication: Publication,
    place: PurePosixPath,
    *,
    unwritten: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Open what stands in a folder as a stranger would, and return what is wrong.

    Findings name the files by their place in the build, wherever the folder is.
    `unwritten` names the editions that nobody asked to be written there.
    """
    findings = check_edition(
        folder,
        publication,
        letters=smallest_letters(publication),
        others=messages_for(publication.front.language).phrase("and-others"),
        unwritten=unwritten,
    )
    return tuple(_placed(finding, folder, place) for finding in findings)


def _placed(finding: Finding, folder: Path, place: PurePosixPath) -> Finding:
    location = finding.location
    if not location.path.is_relative_to(folder.as_posix()):
        return finding
    inside = location.path.relative_to(folder.as_posix())
    return replace(finding, location=replace(location, path=place / inside))


def own_files(publication: Publication) -> frozenset[str]:
    """Return the names of the files that a publication's page offers."""
    return frozenset({*smallest_letters(publication), f"{publication.front.id}.epub"})


def stamp_of(publication: Publication, order: Order) -> datetime:
    """Return the technical time of a publication's files: its newest known date."""
    newest = publication.front.dates.newest()
    return datetime.combine(newest, time(), tzinfo=UTC) if newest else order.epoch


def smallest_letters(publication: Publication) -> Mapping[str, int]:
    """Return the fewest points that each handout may be printed in, by file name."""
    return {str(sheet.file): sheet.small for sheet in pdf.sheets(publication)}
