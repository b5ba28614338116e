"""Versions that stay beside the current one, and the command line's part in it."""

import json
import subprocess
from pathlib import Path

import pytest
from command_line import AS_OF, run_publish

LEAFLET = """---
title: A good leaflet
language: en
version: "{version}"
---

## One thing

{words}
"""
OTHER = LEAFLET.replace("A good leaflet", "Un folleto").replace("en\n", "es\n")


def write(library: Path, version: str, words: str = "All is well.") -> None:
    folder = library / "source" / "good"
    folder.mkdir(parents=True, exist_ok=True)
    text = LEAFLET.format(version=version, words=words)
    (folder / "en.md").write_text(text, encoding="utf-8")
    other = OTHER.format(version=version, words="Todo va bien.")
    (folder / "es.md").write_text(other, encoding="utf-8")


def build(library: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_publish("build", "--as-of", AS_OF, *arguments, cwd=library)


def manifest(library: Path, *places: str) -> dict[str, object]:
    path = library.joinpath("build", "good", "en", *places, "manifest.json")
    read: dict[str, object] = json.loads(path.read_text("utf-8"))
    return read


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library in which 1.0 was kept, and then 1.1."""
    folder = tmp_path_factory.mktemp("versions")
    write(folder, "1.0")
    assert build(folder, "--keep-versions").returncode == 0
    write(folder, "1.1", "All is better.")
    assert build(folder, "--keep-versions").returncode == 0
    return folder


def test_an_older_version_stays_as_it_was(library: Path) -> None:
    folder = library / "build" / "good" / "en"
    assert "All is well." in (folder / "1.0" / "index.html").read_text("utf-8")
    assert "All is better." in (folder / "1.1" / "index.html").read_text("utf-8")
    assert "All is better." in (folder / "index.html").read_text("utf-8")
    for name in manifest(library, "1.0")["files"]:  # type: ignore[attr-defined]
        assert (folder / "1.0" / name).is_file()


def test_an_older_version_is_told_what_replaces_it(library: Path) -> None:
    assert manifest(library, "1.0")["superseded_by"] == "1.1"
    assert manifest(library, "1.1")["superseded_by"] is None
    assert manifest(library)["superseded_by"] is None
    assert manifest(library)["withdrawn"] is False


def test_a_kept_page_leads_to_the_other_languages(library: Path) -> None:
    folder = library / "build" / "good" / "en"
    page = (folder / "1.0" / "index.html").read_text("utf-8")
    assert 'href="../../es/index.html"' in page
    assert (folder / "1.0" / "../../es/index.html").resolve().is_file()


def test_a_version_with_other_words_is_not_overwritten(
    tmp_path: Path,
) -> None:
    write(tmp_path, "1.0")
    assert build(tmp_path, "--keep-versions").returncode == 0
    write(tmp_path, "1.0", "All is changed.")
    ran = build(tmp_path, "--keep-versions")
    assert ran.returncode == 0
    assert "[version-has-other-words]" in ran.stderr
    kept = tmp_path / "build" / "good" / "en" / "1.0" / "index.html"
    assert "All is well." in kept.read_text("utf-8")


@pytest.mark.parametrize("version", ["embed", "1/2", "../1", ".."])
def test_a_version_that_is_no_folders_name_is_not_kept(
    tmp_path: Path, version: str
) -> None:
    write(tmp_path, version)
    ran = build(tmp_path, "good/en", "--keep-versions")
    assert "[version-not-kept]" in ran.stderr
    folders = {p.name for p in (tmp_path / "build/good/en").iterdir() if p.is_dir()}
    assert folders == {"assets", "embed"}


def test_without_the_option_nothing_is_kept(tmp_path: Path) -> None:
    write(tmp_path, "1.0")
    assert build(tmp_path).returncode == 0
    assert not (tmp_path / "build/good/en/1.0").exists()


def test_a_second_copy_is_asked_for_by_a_name(tmp_path: Path) -> None:
    write(tmp_path, "1.0")
    assert build(tmp_path, "good/en", "--instance", "b").returncode == 0
    folder = tmp_path / "build/good/en/embed"
    assert 'id="good-en-b--title"' in (folder / "fragment-b.h2.html").read_text("utf-8")
    assert build(tmp_path, "good/en", "--instance", "B/").returncode == 2
    assert build(tmp_path, "good/en").returncode == 0
    assert not (folder / "fragment-b.h2.html").exists()
    assert (folder / "fragment.h2.html").exists()


def test_pictures_of_pasted_copies_stay(tmp_path: Path) -> None:
    """A new picture does not take the old one from pages it was pasted into."""
    write(tmp_path, "1.0", "![A line](images/a.svg)")
    images = tmp_path / "source/good/images"
    images.mkdir()
    (tmp_path / "source/publisher.yaml").write_text('base_url: "https://c.example/"\n')
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60">'
        '<rect width="{}" height="20"/></svg>'
    )
    (images / "a.svg").write_text(svg.format(20))
    assert build(tmp_path, "good/en").returncode == 0
    folder = tmp_path / "build/good/en/embed/images"
    (first,) = folder.iterdir()
    (images / "a.svg").write_text(svg.format(50))
    assert build(tmp_path, "good/en").returncode == 0
    assert first.is_file()
    assert len(list(folder.iterdir())) == 2
