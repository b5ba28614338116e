"""Many publications: finds them, knows their translations, builds them apart.

Each publication is built in a worker of its own, so that one that hangs or crashes
the engine is reported and the others go on. What has not changed since its manifest
was written is not built again.
"""

import errno
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pebble import ProcessExpired, ProcessPool

from plainleaf.allowances import idle, set_aside
from plainleaf.cache import inputs_of, unchanged
from plainleaf.evidence import evidence
from plainleaf.findings import (
    FAULT_OF_OURS,
    Finding,
    Location,
    Severity,
    findings_from_json,
    findings_to_json,
    has_errors,
)
from plainleaf.imprint import Status
from plainleaf.local_lines import of_no_leaflet
from plainleaf.model import Instead, Publication, Sibling, Source
from plainleaf.parse import parse
from plainleaf.pipeline import Order, checked, own_files, publish
from plainleaf.read import is_language, read, sources_under
from plainleaf.render.report_page import report_page
from plainleaf.replacement import instead_of, unknown
from plainleaf.rulebook import severities
from plainleaf.validate import validate
from plainleaf.validate.translations import among
from plainleaf.write import (
    FINDINGS,
    REPORT,
    REPORT_PAGE,
    mark_stale,
    read_json,
    read_manifest,
    replace_file,
    replace_json,
)

SECONDS = 300
"""The longest a publication may take: one that takes longer has met a fault."""
PUBLISHER = "publisher.yaml"
DISK = {
    *(errno.EACCES, errno.EDQUOT, errno.EEXIST, errno.EIO, errno.EISDIR),
    *(errno.EMFILE, errno.ENAMETOOLONG, errno.ENOSPC, errno.ENOTDIR),
    *(errno.EPERM, errno.EROFS),
}
"""What the operating system says of a disk that does not take or give a file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One source file. `shown` is how findings name it.

    One that is not `wanted` is not built: it is another language of one that is.
    """

    path: Path
    shown: PurePosixPath
    publisher: Path | None
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Task:
    """A source with its place in the build and its translations.

    `findings` are what it lacks beside the other languages of its leaflet; `instead`
    is what has taken its place, if it is withdrawn.
    """

    source: Source
    place: PurePosixPath
    siblings: tuple[Sibling, ...] = ()
    findings: tuple[Finding, ...] = ()
    instead: Instead | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task. `built` is false when nothing had changed."""

    place: PurePosixPath
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    built: bool = True


def discover(root: Path, wanted: Sequence[str] = ()) -> Iterator[Entry | Finding]:
    """Yield the sources under a folder, and a finding for each name that is none.

    `wanted` holds `LEAFLET`, `LEAFLET/LANG`, or paths of files; empty means all.
    """
    publisher = root / PUBLISHER if (root / PUBLISHER).is_file() else None
    files = [name for name in wanted if name.endswith(".md")]
    for name in files:
        yield _bare(Path(name), root, publisher)
    if wanted and len(files) == len(wanted):
        return
    names = {name.strip("/") for name in wanted} - set(files)
    leaflets = {name.partition("/")[0] for name in names}
    met: set[str] = set()
    for path in sources_under(root):
        leaflet, language = path.parent.name, path.stem
        asked = {leaflet, f"{leaflet}/{language}"} & names
        met |= asked
        if names and leaflet not in leaflets:
            continue
        wanted_one = not names or bool(asked)
        shown = PurePosixPath(root.name, leaflet, path.name)
        if is_language(language):
            yield Entry(path, shown, publisher, wanted_one)
        elif wanted_one:
            yield Finding(
                "source-name",
                Severity.WARNING,
                f"{path.name!r} is not built: its name is not a language",
                Location(shown),
                "Name a source by its language, such as en.md or pt-BR.md.",
            )
    for name in sorted(names - met):
        yield Finding(
            "leaflet-unknown",
            Severity.ERROR,
            f"there is no leaflet {name!r} under {root.name}/",
            Location(PurePosixPath(root.name or "source")),
            "Give a folder's name, or a folder and language such as asthma/en.",
        )


def _bare(path: Path, root: Path, publisher: Path | None) -> Entry:
    inside = root.resolve() in path.resolve().parents
    return Entry(path, PurePosixPath(path.as_posix()), publisher if inside else None)


def tasks(
    entries: Iterable[Entry],
    *,
    whole: bool = False,
    rest: Callable[[], Iterable[Entry]] = tuple,
) -> Iterator[Task | Finding]:
    """Read every source; yield tasks that know their translations, and findings.

    `whole` says that the entries are all there are in their folder; `rest` gives the
    others, where a withdrawn text may have its replacement.
    """
    read_ones: list[_Read] = []
    for entry in entries:
        one, findings = _read(entry)
        yield from findings if entry.wanted else ()
        read_ones += one
    known = _in_the_library(read_ones, rest)
    if whole:
        yield from of_no_leaflet((source, one) for _, source, _, one in read_ones)
    for entry, source, place, publication in read_ones:
        if not entry.wanted:
            continue
        others = {
            other: one
            for _, _, other, one in read_ones
            if other.parent == place.parent
            and other != place
            and one is not None
            and one.front.title
        }
        siblings = tuple(
            Sibling(other.name, one.front.title, f"../{other.name}/index.html")
            for other, one in others.items()
        )
        beside = among(publication, others.values()) if publication else ()
        instead = None
        if publication and known:
            instead = instead_of(publication, known)
            told = unknown(publication, (one.front.id for _, one in known))
            beside += () if instead or told is None else (told,)
        yield Task(source, place, siblings, beside, instead)


_Read = tuple[Entry, Source, PurePosixPath, Publication | None]


def _read(entry: Entry) -> tuple[list[_Read], tuple[Finding, ...]]:
    source, findings = read(entry.path, publisher=entry.publisher, shown_as=entry.shown)
    if source is None:
        return [], findings
    publication = parsed(source)
    return [(entry, source, place_of(source, publication), publication)], findings


def _in_the_library(
    read_ones: list[_Read], rest: Callable[[], Iterable[Entry]]
) -> list[tuple[PurePosixPath, Publication]]:
    """Return all publications where a withdrawn text names a replacement, else none.

    Only then is a library read whole for the sake of a few of its texts.
    """
    if not any(
        one.front.replaced_by and one.front.status is Status.WITHDRAWN
        for *_, one in read_ones
        if one is not None
    ):
        return []
    met = {entry.path.resolve() for entry, *_ in read_ones}
    others = [entry for entry in rest() if entry.path.resolve() not in met]
    every = [*read_ones, *(one for entry in others for one in _read(entry)[0])]
    return [(place, one) for *_, place, one in every if one is not None]


def parsed(source: Source) -> Publication | None:
    """Return a publication for others to know of it; none where parsing fails.

    A fault of ours is met again, and told, by the worker that builds it.
    """
    try:
        return parse(source)[0]
    except Exception:  # noqa: BLE001 the others go on
        return None


def place_of(source: Source, publication: Publication | None) -> PurePosixPath:
    """Return a publication's folder in the build: `<id>/<language>`."""
    language = source.language
    leaflet = source.leaflet
    if publication is not None:
        language = language or publication.front.language
        leaflet = publication.front.id
    return PurePosixPath(leaflet, language or "und")


def build(todo: Sequence[Task], order: Order, *, jobs: int) -> Iterator[Outcome]:
    """Build tasks in workers of their own; yield outcomes in the tasks' order."""
    with ProcessPool(max_workers=min(jobs, max(1, len(todo)))) as pool:
        futures = [
            pool.schedule(build_one, args=(task, order), timeout=SECONDS)
            for task in todo
        ]
        try:
            for task, future in zip(todo, futures, strict=True):
                try:
                    outcome = future.result()
                except (TookTooLong, ProcessExpired) as trouble:
                    outcome = _lost(task, order, trouble)
                except Exception as trouble:
                    if _of_the_machine(trouble):
                        raise  # no publication's fault, and no other would fare better
                    outcome = _lost(task, order, trouble)
                yield outcome
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]  # pebble is partly typed
            raise


def _of_the_machine(trouble: Exception) -> bool:
    """Tell the disk, or a tool that is not there, from a fault of the program.

    A library that cannot be loaded has no number; neither has a picture that Pillow
    cannot read, and that is one publication's alone.
    """
    if isinstance(trouble, OSError):
        return trouble.errno in DISK or "cannot load library" in str(trouble)
    return isinstance(trouble, ImportError)


def build_one(task: Task, order: Order) -> Outcome:
    """Build one publication through every stage; never raises for its author."""
    publication, findings = parse(task.source)
    if publication is not None:
        publication = replace(publication, instead=task.instead)
        findings += validate(publication, as_of=order.as_of) + task.findings
        findings += idle(publication, severities())
        findings = set_aside(findings, publication, as_of=order.as_of)
    folder = order.build / task.place
    if publication is None or has_errors(findings, release=order.release):
        mark_stale(folder)
        _record(folder, findings, ())
        _report(publication, folder, findings, (), order)
        return Outcome(task.place, (), findings)
    inputs = inputs_of(task.source, (*task.siblings, task.instead), order)
    if unchanged(folder, inputs):
        found = findings_from_json(read_json(folder / FINDINGS) or {}, "edition")
        found = set_aside(found, publication, as_of=order.as_of)
        _record(folder, findings, found)
        _report(publication, folder, findings, found, order)
        return Outcome(task.place, (), findings + found, built=False)
    done = publish(
        publication, task.place, order, siblings=task.siblings, inputs=inputs
    )
    found = set_aside(done.findings, publication, as_of=order.as_of)
    _record(folder, findings, found)
    _report(publication, folder, findings, found, order)
    return Outcome(task.place, done.files, findings + found)


def check_one(task: Task, order: Order) -> Outcome:
    """Validate one publication and check what stands in the build, writing nothing."""
    publication, findings = parse(task.source)
    folder = order.build / task.place
    if publication is not None:
        findings += validate(publication, as_of=order.as_of) + task.findings
        findings += idle(publication, severities())
        manifest = read_manifest(folder)
        if manifest is None:
            findings += (
                Finding(
                    "not-built",
                    Severity.WARNING,
                    "no edition has been built yet, so none was checked",
                    publication.location,
                    "Run: python publish.py build.",
                ),
            )
        else:
            unwritten = own_files(publication) - manifest.get("files", {}).keys()
            findings += checked(folder, publication, task.place, unwritten=unwritten)
        findings = set_aside(findings, publication, as_of=order.as_of)
    return Outcome(task.place, (), findings, built=False)


def _record(
    folder: Path, source: tuple[Finding, ...], edition: tuple[Finding, ...]
) -> None:
    replace_json(
        folder / FINDINGS,
        {
            "schema": 1,
            "source": findings_to_json(source),
            "edition": findings_to_json(edition),
        },
    )


def _report(
    publication: Publication | None,
    folder: Path,
    source: tuple[Finding, ...],
    edition: tuple[Finding, ...],
    order: Order,
) -> None:
    """Write what is known of a publication's quality, as JSON and as a page."""
    if publication is None:
        return
    facts = evidence(
        publication,
        folder,
        source=source,
        edition=edition,
        manifest=read_manifest(folder),
        as_of=order.as_of,
    )
    replace_json(folder / REPORT, facts)
    replace_file(folder / REPORT_PAGE, report_page(facts))


def _lost(task: Task, order: Order, trouble: BaseException) -> Outcome:
    """Report a worker that took too long or died: our fault, or hostile input."""
    mark_stale(order.build / task.place)
    smaller = "Make the text or its pictures smaller; if it is small, report this line."
    match trouble:
        case TookTooLong():
            rule, hint = "worker-lost", smaller
            what = f"building took more than {SECONDS} seconds and was stopped"
        case ProcessExpired() | MemoryError():
            rule, hint = "worker-lost", smaller
            what = f"the worker that built it died ({type(trouble).__name__})"
        case _:
            rule, hint = "program-fault", FAULT_OF_OURS
            what = (
                "a fault of the program, not of the text, stopped it "
                f"({type(trouble).__name__}: {trouble})"
            )
    finding = Finding(rule, Severity.ERROR, what, Location(task.source.path), hint)
    return Outcome(task.place, (), (finding,))
