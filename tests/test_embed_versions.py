"""Versions that stay beside the current one, and the command line's part in it."""

import json
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import jsonschema
import pypdfium2
import pytest
from command_line import AS_OF, ROOT, run_publish
from small_publication import small_publication

from plainleaf.imprint import Status
from plainleaf.versions import tell_versions

LEAFLET = """---
title: A good leaflet
language: en
status: {status}
version: "{version}"
---

## One thing

{words}
"""
OTHER = LEAFLET.replace("A good leaflet", "Un folleto").replace("en\n", "es\n")


def write(
    library: Path,
    version: str,
    words: str = "All is well.",
    *,
    status: str = "approved",
) -> None:
    folder = library / "source" / "good"
    folder.mkdir(parents=True, exist_ok=True)
    text = LEAFLET.format(version=version, words=words, status=status)
    (folder / "en.md").write_text(text, encoding="utf-8")
    other = OTHER.format(version=version, words="Todo va bien.", status=status)
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


def test_a_kept_page_is_the_page_but_for_its_languages(library: Path) -> None:
    folder = library / "build" / "good" / "en"
    kept = (folder / "1.1" / "index.html").read_text("utf-8")
    assert 'id="page-1"' in kept
    assert kept.replace('="../../es/', '="../es/') == (folder / "index.html").read_text(
        "utf-8"
    )


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
    # Every later build makes it again, also after one that writes no fragments.
    assert build(tmp_path, "good/en", "--format", "pdf").returncode == 0
    assert not folder.exists() or not list(folder.glob("fragment*"))
    assert manifest(tmp_path)["instances"] == ["b"]
    write(tmp_path, "1.1", "All is better.")
    assert build(tmp_path, "good/en").returncode == 0
    assert (folder / "fragment.h2.html").exists()
    assert "All is better." in (folder / "fragment-b.h2.html").read_text("utf-8")


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


# --- a leaflet that is taken back ---

TAKEN_BACK = """status: withdrawn
withdrawn: {on: 2026-11-20, reason: "The pump has been recalled."}
related: {replaced_by: newer}
"""
"""What it is replaced by may stand under either key: readers are told of both alike."""
ON = "Withdrawn on November 20, 2026."
PUBLISHER = "name: Harbour Clinic\nbase_url: https://clinic.example/leaflets/\n"


@pytest.fixture(scope="module")
def taken_back(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library whose one leaflet was kept as 1.0 and then withdrawn.

    The build that withdraws it is asked for nothing special.
    """
    folder = tmp_path_factory.mktemp("taken-back")
    source = folder / "source" / "good"
    source.mkdir(parents=True)
    (source.parent / "publisher.yaml").write_text(PUBLISHER, encoding="utf-8")
    write(folder, "1.0", "Turn the pump on.")
    (source / "es.md").unlink()
    ran = build(folder, "--keep-versions", "--instance", "b")
    assert ran.returncode == 0, ran.stderr
    # A build between, that asks for no second copy, does not forget it.
    assert build(folder).returncode == 0
    text = (source / "en.md").read_text("utf-8")
    gone = text.replace("status: approved\n", TAKEN_BACK)
    # Faults of the text, which nobody mends any more, do not hold the notice back.
    faults = "\n<div>A</div>\n\n![A pump](images/thrown-away.png)\n\n[@nobody]\n"
    (source / "en.md").write_text(gone + faults, encoding="utf-8")
    ran = build(folder)
    assert ran.returncode == 0, ran.stderr
    return folder


def said_by(path: Path) -> str:
    """Return what a file says to readers or programs, with single spaces."""
    if path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(path)
        text = " ".join(page.get_textpage().get_text_range() for page in pages)
    elif path.suffix == ".epub":
        with zipfile.ZipFile(path) as book:
            names = [name for name in book.namelist() if name.endswith("html")]
            text = " ".join(book.read(name).decode() for name in names)
    else:
        text = path.read_text("utf-8")
    return " ".join(text.split())


def test_every_current_file_of_a_withdrawn_leaflet_is_a_notice(
    taken_back: Path,
) -> None:
    folder = taken_back / "build" / "good" / "en"
    files = manifest(taken_back)["files"]
    assert isinstance(files, dict)
    for name in files:
        if Path(name).suffix in {".html", ".json", ".pdf", ".epub", ".svg"}:
            assert "pump on" not in said_by(folder / name), name
    whole = ("index.html", "good.pdf", "good-large-print.pdf", "good.epub")
    kit = ("embed.html", "card.html", "publication.json", "snippets.html")
    names = ("fragment", "fragment-b")
    fragments = [f"{name}.h{level}.html" for name in names for level in (1, 2, 3)]
    for name in (*whole, *(f"embed/{one}" for one in (*kit, *fragments))):
        said = said_by(folder / name)
        for part in (ON, "The pump has been recalled.", "newer"):
            assert part in said, (name, part)


def test_nobody_is_offered_a_withdrawn_leaflet_to_keep(taken_back: Path) -> None:
    folder = taken_back / "build" / "good" / "en"
    for name in ("index.html", "embed/card.html", "embed/publication.json"):
        said = said_by(folder / name)
        assert ".pdf" not in said, name
        assert ".epub" not in said, name


def test_manifests_say_since_when_and_why_and_what_instead(taken_back: Path) -> None:
    due = {
        "withdrawn": True,
        "withdrawal": {"on": "2026-11-20", "reason": "The pump has been recalled."},
        "replaced_by": "newer",
    }
    told = taken_back / "build/good/en/embed/publication.json"
    for stated in (
        manifest(taken_back),
        manifest(taken_back, "1.0"),
        json.loads(told.read_text("utf-8")),
    ):
        assert {key: stated[key] for key in due} == due


def test_a_kept_version_stays_and_no_notice_is_kept_as_one(taken_back: Path) -> None:
    folder = taken_back / "build" / "good" / "en"
    assert "Turn the pump on." in (folder / "1.0" / "index.html").read_text("utf-8")
    ran = build(taken_back, "--keep-versions")
    assert ran.returncode == 0
    assert "[version-" not in ran.stderr
    assert "Turn the pump on." in (folder / "1.0" / "index.html").read_text("utf-8")


def test_the_library_tells_of_a_withdrawal(taken_back: Path) -> None:
    folder = taken_back / "build"
    catalogue = json.loads((folder / "catalogue.json").read_text("utf-8"))
    schema = json.loads((ROOT / "docs/catalogue.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(catalogue)
    (one,) = catalogue["publications"]
    assert one["status"] == "withdrawn"
    assert one["withdrawal"]["on"] == "2026-11-20"
    assert one["replaced_by"] == "newer"
    feed = (folder / "feed.xml").read_text("utf-8")
    (entry,) = re.findall(r"(?s)<entry.*?</entry>", feed)
    assert "<updated>2026-11-20T00:00:00Z</updated>" in entry
    assert "The pump has been recalled." in entry
    front = said_by(folder / "index.html")
    assert ON in front
    assert "Read instead: <span" in front, "a title in words is no link"
    assert "good.pdf" not in front
    for name in ("opds.xml", "opds.json", "sitemap.xml"):
        assert "good/en" not in (folder / name).read_text("utf-8"), name


def test_a_kept_version_hears_of_a_newer_one_from_any_build(tmp_path: Path) -> None:
    write(tmp_path, "1.0")
    assert build(tmp_path, "good/en", "--keep-versions").returncode == 0
    write(tmp_path, "1.1", "All is better.")
    assert build(tmp_path, "good/en").returncode == 0
    assert manifest(tmp_path, "1.0")["superseded_by"] == "1.1"


@pytest.mark.parametrize(
    ("status", "version", "before", "after"),
    [
        ("draft", "2.0", (None, False), (None, False)),
        ("in-review", "2.0", ("1.1", False), ("1.1", False)),
        ("approved", "1.1", (None, False), ("1.1", False)),
        ("approved", None, ("1.1", False), ("1.1", False)),
        ("withdrawn", None, ("1.1", False), ("1.1", True)),
        ("withdrawn", "1.0", (None, False), (None, True)),
        ("draft", "2.0", ("1.1", True), ("1.1", True)),
        ("approved", "2.0", (None, True), ("2.0", True)),
        ("approved", "1.0", ("1.1", True), (None, False)),
    ],
)
def test_only_an_approved_text_takes_the_place_of_a_kept_one(
    tmp_path: Path,
    status: str,
    version: str | None,
    before: tuple[str | None, bool],
    after: tuple[str | None, bool],
) -> None:
    """A draft sends nobody to itself, and takes no withdrawal back."""
    path = tmp_path / "1.0" / "manifest.json"
    path.parent.mkdir()
    told = dict(zip(("superseded_by", "withdrawn"), before, strict=True))
    path.write_text(json.dumps({"version": "1.0", **told}), encoding="utf-8")
    whole = small_publication()
    front = replace(whole.front, status=Status(status), version=version)
    tell_versions(replace(whole, front=front), tmp_path)
    kept = json.loads(path.read_text("utf-8"))
    assert (kept["superseded_by"], kept["withdrawn"]) == after
    assert kept["version"] == "1.0"
