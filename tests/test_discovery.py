"""What is found under a folder of leaflets, and what an editor is told of the rest."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from plainleaf.discovery import Entry, Task, discover, tasks
from plainleaf.findings import Finding, Severity


def library(root: Path, *names: str) -> Path:
    for name in names:
        path = root / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# A ward\n", "utf-8")
    return root / "source"


def found(
    root: Path, wanted: Sequence[str] = ()
) -> tuple[list[str], list[tuple[str, str]]]:
    every = list(discover(root, wanted))
    entries = [str(one.shown) for one in every if isinstance(one, Entry) and one.wanted]
    told = [
        (f"{one.location.path} {one.rule}", one.hint)
        for one in every
        if isinstance(one, Finding)
    ]
    return entries, told


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("en.md", "source/sore-knee/en.md"),
        ("knee/en.md.txt", "source/knee/en.md"),
        ("knee/EN.MD", "source/knee/en.md"),
        ("knee/en.docx", "source/knee/en.md"),
        ("orthopaedics/knee/en.md", "source/knee/en.md"),
        ("knee/en_GB.md", "such as en.md or pt-BR.md"),
    ],
)
def test_a_text_that_stands_elsewhere_is_told(
    tmp_path: Path, name: str, where: str
) -> None:
    root = library(tmp_path, name, "good/en.md")
    entries, ((told, hint),) = found(root)
    assert entries == ["source/good/en.md"]
    assert told == f"source/{name} source-name"
    assert where in hint


def test_what_stands_beside_a_text_is_left_in_peace(tmp_path: Path) -> None:
    root = library(tmp_path, "README.md", "knee/en.md", "knee/original.docx")
    library(tmp_path, "knee/images/read-me.md", "knee/~$iginal.docx", "publisher.yaml")
    assert found(root) == (["source/knee/en.md"], [])


@pytest.mark.parametrize("names", [(), ("knee/EN.md",)])
def test_a_folder_without_a_leaflet_is_an_error(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    (tmp_path / "source").mkdir()
    root = library(tmp_path, *names)
    last = [one for one in discover(root) if isinstance(one, Finding)][-1]
    assert last.severity is Severity.ERROR
    assert last.message == "there is no leaflet under source/"


@pytest.mark.parametrize(
    "typed", ["knee", "knee/", "source/knee/", "./source/knee", "knee/en.md"]
)
def test_a_leaflet_may_be_named_as_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    library(tmp_path, "knee/en.md", "hip/en.md")
    monkeypatch.chdir(tmp_path)
    assert found(Path("source"), [typed]) == (["source/knee/en.md"], [])


def test_a_name_that_is_nearly_that_of_a_leaflet_is_told_with_it(
    tmp_path: Path,
) -> None:
    root = library(tmp_path, "sore-knee/en.md")
    assert found(root, ["Sore-Knee"]) == (
        [],
        [("source leaflet-unknown", "Did you mean sore-knee?")],
    )


def test_two_leaflets_with_one_id_do_not_write_over_each_other(tmp_path: Path) -> None:
    root = library(tmp_path, "hip/en.md", "knee/en.md", "knee/es.md")
    (root / "knee" / "en.md").write_text(
        "---\ntitle: Knee\nid: hip\n---\nGo.\n", "utf-8"
    )
    entries = [one for one in discover(root) if isinstance(one, Entry)]
    every = list(tasks([*entries, entries[0]], whole=True))
    places = [str(one.place) for one in every if isinstance(one, Task)]
    (told,) = (one for one in every if isinstance(one, Finding))
    assert places == ["hip/en", "knee/es"]
    assert (told.rule, told.severity) == ("id-taken", Severity.ERROR)
    assert (str(told.location.path), told.location.line) == ("source/knee/en.md", 3)
    assert "source/hip/en.md" in told.message


@pytest.mark.parametrize(
    "name", ["publisher.yml", "Publisher.yaml", "publisher.yaml.txt"]
)
def test_a_publishers_file_of_another_name_is_told(tmp_path: Path, name: str) -> None:
    root = library(tmp_path, "knee/en.md", name)
    hint = "Name it publisher.yaml, in small letters."
    assert found(root) == (
        ["source/knee/en.md"],
        [(f"source/{name} publisher-unreadable", hint)],
    )
