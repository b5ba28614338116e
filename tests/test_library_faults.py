"""A fault of the program in one publication is told there, and the others go on."""

from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

import pytest

from plainleaf import discovery, library
from plainleaf.findings import Finding
from plainleaf.imprint import Publisher
from plainleaf.model import Publication, Source
from plainleaf.parse import parse
from plainleaf.pipeline import Order, Published
from plainleaf.shelf import publisher_of

NAMES = ("first", "second", "third")


def outcomes(root: Path) -> dict[str, tuple[Finding, ...]]:
    sources = root / "source"
    for name in NAMES:
        (sources / name).mkdir(parents=True)
        (sources / name / "en.md").write_text(f"# The {name}\n\nWords.\n", "utf-8")
    epoch = datetime(2000, 1, 1, tzinfo=UTC)
    order = Order(root / "build", ("html",), date(2026, 11, 23), epoch)
    entries = [e for e in discovery.discover(sources) if isinstance(e, discovery.Entry)]
    todo = [t for t in discovery.tasks(entries) if isinstance(t, discovery.Task)]
    return {
        outcome.place.parts[0]: outcome.findings
        for outcome in library.build(todo, order, jobs=2)
    }


def faults(found: dict[str, tuple[Finding, ...]]) -> dict[str, list[str]]:
    return {
        name: [one.message for one in some if one.rule == "program-fault"]
        for name, some in found.items()
    }


TOLD = {
    "first": [],
    "second": ["a fault of the program, not of the text, stopped it (KeyError: 'x')"],
    "third": [],
}


def test_a_renderer_that_fails_stops_its_publication_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def publish(publication: Publication, *_: object, **__: object) -> Published:
        if publication.front.id == "second":
            raise KeyError("x")
        return Published((), ())

    monkeypatch.setattr(library, "publish", publish)
    assert faults(outcomes(tmp_path)) == TOLD


def test_a_parser_that_fails_stops_its_publication_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(source: Source) -> tuple[Publication | None, tuple[Finding, ...]]:
        if source.leaflet == "second":
            raise KeyError("x")
        return parse(source)

    monkeypatch.setattr(library, "parse", failing)
    monkeypatch.setattr(library, "publish", lambda *_, **__: Published((), ()))
    assert faults(outcomes(tmp_path)) == TOLD
    named = Source(
        *(PurePosixPath("en.md"), "second", "en", b"# A"), publisher_raw=b"name: A"
    )
    assert publisher_of([named]) == (Publisher(), None)


def test_a_picture_that_cannot_be_read_is_no_fault_of_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def publish(publication: Publication, *_: object, **__: object) -> Published:
        if publication.front.id == "second":
            raise OSError("image file is truncated (3 bytes not processed)")
        return Published((), ())

    monkeypatch.setattr(library, "publish", publish)
    found = faults(outcomes(tmp_path))
    assert [bool(told) for told in found.values()] == [False, True, False]


def test_a_full_disk_is_no_publications_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def publish(*_: object, **__: object) -> Published:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(library, "publish", publish)
    with pytest.raises(OSError, match="No space left"):
        outcomes(tmp_path)
