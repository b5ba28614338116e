"""Finds the sources of a library, and knows which are translations of each other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from plainleaf.findings import Finding, Location, Severity
from plainleaf.imprint import Status
from plainleaf.local_lines import of_no_leaflet
from plainleaf.model import Instead, Publication, Sibling, Source
from plainleaf.parse import parse
from plainleaf.read import (
    is_language,
    publishers_under,
    read,
    sources_under,
    strays_under,
)
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
        inside = root / name
        path = Path(name) if Path(name).exists() or not inside.is_file() else inside
        yield _bare(path, root, publisher)
    if wanted and len(files) == len(wanted):
        return
    names = {_named(name, root) for name in set(wanted) - set(files)}
    leaflets = {name.partition("/")[0] for name in names}
    met: set[str] = set()
    sources = sources_under(root)
    none = True
    for path in sources:
        leaflet, language = path.parent.name, path.stem
        asked = {leaflet, f"{leaflet}/{language}"} & names
        met |= asked
        if names and leaflet not in leaflets:
            continue
        wanted_one = not names or bool(asked)
        shown = PurePosixPath(root.name, leaflet, path.name)
        if is_language(language):
            none = False
            yield Entry(path, shown, publisher, wanted_one)
        elif wanted_one:
            yield Finding(
                "source-name",
                Severity.WARNING,
                f"{path.name!r} is not built: its name is not a language",
                Location(shown),
                "Name a source by its language, such as en.md or pt-BR.md.",
            )
    if not names:
        yield from _strays(root, none=none)
    known = sorted({path.parent.name for path in sources})
    for name in sorted(names - met):
        close = get_close_matches(name.lower(), known, n=1)
        yield Finding(
            "leaflet-unknown",
            Severity.ERROR,
            f"there is no leaflet {name!r} under {root.name}/",
            Location(PurePosixPath(root.name or "source")),
            f"Did you mean {close[0]}?"
            if close
            else "Give a folder's name, or a folder and language such as asthma/en.",
        )


def _named(name: str, root: Path) -> str:
    """Return `LEAFLET` or `LEAFLET/LANG` of what was typed, perhaps as a path."""
    for begin in (root.as_posix(), root.resolve().as_posix()):
        name = name.removeprefix("./").removeprefix(f"{begin}/")
    return name.strip("/")


def _strays(root: Path, *, none: bool) -> Iterator[Finding]:
    """Tell of texts that nobody looks for where they stand, or that there is none."""
    publishers = publishers_under(root)
    if publishers and all(path.name != PUBLISHER for path in publishers):
        yield Finding(
            "publisher-unreadable",
            Severity.ERROR,
            f"this file was not read: its name is not {PUBLISHER}",
            Location(PurePosixPath(root.name, publishers[0].name)),
            f"Name it {PUBLISHER}, in small letters.",
        )
    for path in strays_under(root):
        shown = PurePosixPath(root.name, path.relative_to(root).as_posix())
        yield Finding(
            "source-name",
            Severity.WARNING,
            f"{path.name!r} is not built: a text is named after its language, and "
            "stands in the folder of its leaflet",
            Location(shown),
            f"Save it as text at {root.name}/{_folder_for(path, root)}/en.md, or as "
            "es.md for Spanish.",
        )
    if none:
        yield Finding(
            "leaflet-unknown",
            Severity.ERROR,
            f"there is no leaflet under {root.name}/",
            Location(PurePosixPath(root.name or "source")),
            "Look whether this is the right folder, or begin a leaflet: python "
            "publish.py new sore-knee",
        )


def _folder_for(path: Path, root: Path) -> str:
    """Return the folder that a stray text is meant for, as far as anybody can say."""
    return "sore-knee" if path.parent == root else path.parent.name


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
    first_at: dict[PurePosixPath, Entry] = {}
    for entry, source, place, publication in read_ones:
        if not entry.wanted:
            continue
        if place in first_at:
            # A text that was named twice is built once.
            if first_at[place].path.resolve() != entry.path.resolve():
                yield _taken(entry, publication, first_at[place])
            continue
        first_at[place] = entry
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


def _taken(entry: Entry, publication: Publication | None, first: Entry) -> Finding:
    """Tell that two texts of one language would be written to the same folder."""
    where = Location(entry.shown)
    if publication is not None:
        where = publication.front.locations.get("id", where)
    return Finding(
        "id-taken",
        Severity.ERROR,
        f"{first.shown} has the same id and language, so this text is not built",
        where,
        "Give each leaflet an `id:` of its own, or leave the line out: then it is the "
        "name of the folder.",
    )


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
