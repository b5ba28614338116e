"""Finds the sources of a library, and knows which are translations of each other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plainleaf.findings import Finding, Location, Severity
from plainleaf.imprint import Status
from plainleaf.local_lines import of_no_leaflet
from plainleaf.model import Instead, Publication, Sibling, Source
from plainleaf.parse import parse
from plainleaf.read import is_language, read, sources_under
from plainleaf.replacement import instead_of, unknown
from plainleaf.validate.translations import among

PUBLISHER = "publisher.yaml"


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
