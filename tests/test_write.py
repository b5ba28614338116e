"""An edition is written whole or not at all."""

import json
from pathlib import Path, PurePosixPath

import pytest

from plainleaf.write import (
    REJECTED,
    STAGING,
    commit,
    digests,
    intact,
    mark_stale,
    read_manifest,
    reject,
    replace_json,
    stage,
)

PLACE = PurePosixPath("asthma/en")
FILES = {
    PurePosixPath("index.html"): b"<p>one",
    PurePosixPath("assets/page.css"): b"p {}",
}


def publish(build: Path, files: dict[PurePosixPath, bytes]) -> list[Path]:
    staged = stage(files, build, PLACE)
    manifest = {"state": "current", "files": digests(files)}
    return commit(staged, build, PLACE, manifest)


def names_in(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


def test_committed_files_stand_with_their_manifest(tmp_path: Path) -> None:
    written = publish(tmp_path, FILES)
    assert [path.name for path in written] == ["page.css", "index.html"]
    assert names_in(tmp_path) == {
        "asthma/en/index.html",
        "asthma/en/assets/page.css",
        "asthma/en/manifest.json",
    }
    manifest = read_manifest(tmp_path / PLACE)
    assert manifest is not None
    assert manifest["files"]["index.html"]["size"] == 6


def test_staging_changes_nothing_that_readers_see(tmp_path: Path) -> None:
    publish(tmp_path, FILES)
    stage({PurePosixPath("index.html"): b"<p>two"}, tmp_path, PLACE)
    assert (tmp_path / PLACE / "index.html").read_bytes() == b"<p>one"


def test_a_rejected_stage_leaves_the_last_good_edition(tmp_path: Path) -> None:
    publish(tmp_path, FILES)
    staged = stage({PurePosixPath("index.html"): b"<p>bad"}, tmp_path, PLACE)
    aside = reject(staged, tmp_path, PLACE)
    mark_stale(tmp_path / PLACE)
    assert (aside / "index.html").read_bytes() == b"<p>bad"
    assert (tmp_path / PLACE / "index.html").read_bytes() == b"<p>one"
    manifest = read_manifest(tmp_path / PLACE)
    assert manifest is not None
    assert manifest["state"] == "stale"


def test_a_good_edition_clears_the_rejected_one(tmp_path: Path) -> None:
    staged = stage({PurePosixPath("index.html"): b"<p>bad"}, tmp_path, PLACE)
    reject(staged, tmp_path, PLACE)
    publish(tmp_path, FILES)
    assert not (tmp_path / REJECTED).exists()
    assert not (tmp_path / STAGING).exists()


def test_files_that_are_no_longer_made_are_taken_away(tmp_path: Path) -> None:
    publish(tmp_path, FILES)
    publish(tmp_path, {PurePosixPath("index.html"): b"<p>two"})
    assert names_in(tmp_path / PLACE) == {"index.html", "manifest.json"}


def test_a_folder_without_manifest_has_nothing_to_be_stale(tmp_path: Path) -> None:
    assert not mark_stale(tmp_path / PLACE)
    assert not (tmp_path / PLACE).exists()


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_harm_to_a_file_is_seen(tmp_path: Path, harm: str) -> None:
    publish(tmp_path, FILES)
    names = digests(FILES)
    page = tmp_path / PLACE / "index.html"
    assert intact(tmp_path / PLACE, names)
    if harm == "changed":
        page.write_bytes(b"<p>One")
    else:
        page.unlink()
    assert not intact(tmp_path / PLACE, names)


def test_json_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "findings.json"
    replace_json(path, {"words": "größer"})
    replace_json(path, {"words": "kleiner"})
    assert json.loads(path.read_text("utf-8")) == {"words": "kleiner"}
    assert names_in(tmp_path) == {"findings.json"}
