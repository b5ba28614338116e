"""The command line as an author meets it: what it prints, writes and returns."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ROOT, run_publish

from plainleaf import cli
from plainleaf.cache import program_digest

GOOD = """---
title: A good leaflet
language: en
---

## One thing

All is well.
"""
AS_OF = ("--as-of", "2026-11-23")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return a folder with one good leaflet, to which tests add bad ones."""
    write(tmp_path, "good", GOOD)
    return tmp_path


def write(library: Path, leaflet: str, text: str) -> Path:
    path = library / "source" / leaflet / "en.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def build(library: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_publish("build", *AS_OF, *arguments, cwd=library)


def leaflet_with(body: str, *lines: str) -> str:
    front = "\n".join(("title: A leaflet", "language: en", *lines))
    return f"---\n{front}\n---\n\n{body}\n"


def test_one_run_makes_every_edition(library: Path) -> None:
    ran = build(library)
    assert ran.returncode == 0, ran.stderr
    made = {path.name for path in (library / "build/good/en").iterdir()}
    assert made == {
        "index.html",
        "assets",
        "embed",
        "good.pdf",
        "good-large-print.pdf",
        "good.epub",
        "findings.json",
        "report.html",
        "report.json",
        "manifest.json",
    }
    assert "build/good/en/good.pdf" in ran.stdout.splitlines()


def test_what_has_not_changed_is_not_built_again(library: Path) -> None:
    build(library)
    page = library / "build/good/en/index.html"
    before = page.stat().st_mtime_ns
    ran = build(library)
    assert ran.stdout == "good/en: nothing has changed\n"
    assert page.stat().st_mtime_ns == before
    page.unlink()
    assert "index.html" in build(library).stdout
    assert page.exists()


@pytest.mark.parametrize(
    ("rule", "text", "place", "hint"),
    [
        (
            "unknown-key",
            leaflet_with("Words.", "subtitel: x"),
            "source/bad/en.md:4:1: error: ",
            "subtitle",
        ),
        (
            "bad-yaml",
            leaflet_with("Words.", "subtitle: [one"),
            "source/bad/en.md:",
            "",
        ),
        (
            "image-missing",
            leaflet_with("Words.\n\n![A cat](images/cat.png)"),
            "source/bad/en.md:8:",
            "images/cat.png",
        ),
        (
            "raw-html",
            leaflet_with("Some <b>bold</b> words."),
            "source/bad/en.md:6:6: error: ",
            "**",
        ),
        (
            "undefined-citation",
            leaflet_with("It works [@nobody-2020]."),
            "source/bad/en.md:6:",
            "references",
        ),
    ],
)
def test_a_mistake_is_told_by_place_and_the_others_go_on(
    library: Path, rule: str, text: str, place: str, hint: str
) -> None:
    write(library, "bad", text)
    ran = build(library)
    assert ran.returncode == 1
    told = [line for line in ran.stderr.splitlines() if f"[{rule}]" in line]
    assert told, ran.stderr
    assert told[0].startswith(place)
    assert hint in ran.stderr
    assert "hint: " in ran.stderr
    assert (library / "build/good/en/good.pdf").exists()
    assert not (library / "build/bad/en/index.html").exists()
    assert "Traceback" not in ran.stderr


def test_the_last_good_edition_stays(library: Path) -> None:
    build(library)
    page = library / "build/good/en/index.html"
    before = page.read_bytes()
    write(library, "good", GOOD.replace("All is well.", "All <i>is</i> well."))
    assert build(library).returncode == 1
    assert page.read_bytes() == before
    manifest = json.loads((library / "build/good/en/manifest.json").read_text())
    assert manifest["state"] == "stale"
    write(library, "good", GOOD)
    assert build(library).returncode == 0
    manifest = json.loads((library / "build/good/en/manifest.json").read_text())
    assert manifest["state"] == "current"


def test_a_release_refuses_a_draft_and_names_each_gap(library: Path) -> None:
    ran = build(library, "--release")
    assert ran.returncode == 1
    assert "error" in ran.stderr
    assert "version" in ran.stderr
    assert not (library / "build/good/en/index.html").exists()


def test_findings_are_there_for_programs(library: Path) -> None:
    write(library, "bad", leaflet_with("Words.", "subtitel: x"))
    ran = build(library, "--json")
    told = json.loads(ran.stdout)
    rules = {finding["rule"] for finding in told["findings"]}
    assert "unknown-key" in rules
    assert any(name.endswith("good.epub") for name in told["files"])
    run = json.loads(build(library, "--sarif").stdout)["runs"][0]
    assert "unknown-key" in {result["ruleId"] for result in run["results"]}
    told_again = build(library, "--github")
    assert "::error file=source/bad/en.md,title=unknown-key,line=4,col=1::" in (
        told_again.stdout
    )
    assert "[unknown-key]" in told_again.stderr


def test_an_unknown_edition_is_a_usage_error(library: Path) -> None:
    ran = build(library, "--format", "html,doc")
    assert ran.returncode == 2
    assert "html, pdf, epub" in ran.stderr


def test_an_unknown_leaflet_is_named(library: Path) -> None:
    ran = build(library, "asthma")
    assert ran.returncode == 1
    assert "'asthma'" in ran.stderr


def test_format_chooses_what_is_written_not_what_is_made(library: Path) -> None:
    build(library, "--output", "all")
    build(library, "--output", "one", "--format", "epub")
    one = library / "one/good/en"
    assert {path.name for path in one.iterdir()} == {
        "good.epub",
        "findings.json",
        "report.html",
        "report.json",
        "manifest.json",
    }
    assert (one / "good.epub").read_bytes() == (
        library / "all/good/en/good.epub"
    ).read_bytes()


def test_a_page_alone_offers_what_is_written_elsewhere(library: Path) -> None:
    """The page is the same to the byte; the check knows which files are its own."""
    ran = build(library, "--format", "html")
    assert ran.returncode == 0, ran.stderr
    assert "1 publication, 0 errors, 0 warnings, 9 gaps to fill" in ran.stderr
    folder = library / "build/good/en"
    assert not list(folder.glob("*.pdf"))
    assert b'href="good.pdf"' in (folder / "index.html").read_bytes()
    looked = run_publish("check", *AS_OF, cwd=library)
    assert looked.returncode == 0, looked.stderr
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["files"]["good.pdf"] = {}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    looked = run_publish("check", *AS_OF, cwd=library)
    assert looked.returncode == 1
    assert "1 publication, 2 errors, 0 warnings, 9 gaps to fill" in looked.stderr
    assert "'good.pdf' is not beside the page" in looked.stderr
    assert "good.epub" not in looked.stderr


def test_the_same_inputs_give_the_same_bytes_anywhere(
    library: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(library / "source", elsewhere / "source")
    programs, made = [], []
    for folder in (library, elsewhere):
        programs.append(program_digest.__wrapped__())
        ran = build(folder)
        assert ran.returncode == 0, ran.stderr
        files = (p for p in (folder / "build").rglob("*") if p.is_file())
        made.append({p.relative_to(folder): p.read_bytes() for p in files})
    programs.append(program_digest.__wrapped__())
    assert len(set(programs)) == 1, "the program itself was changed meanwhile"
    first, second = made
    # All that differ are named: the catalogue differs when any file of a leaflet does.
    assert {n for n in first.keys() | second if first.get(n) != second.get(n)} == set()


def test_a_bare_file_is_enough(tmp_path: Path) -> None:
    (tmp_path / "leaflet.md").write_text("# My leaflet\n\nHello, reader.\n")
    ran = run_publish("build", "leaflet.md", *AS_OF, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    made = sorted(path.name for path in tmp_path.glob("build/leaflet/*/*"))
    assert "leaflet.pdf" in made
    assert "leaflet.epub" in made
    assert "index.html" in made


def test_checking_writes_nothing(library: Path) -> None:
    build(library)
    before = {p: p.stat().st_mtime_ns for p in (library / "build").rglob("*")}
    ran = run_publish("check", *AS_OF, cwd=library)
    assert ran.returncode == 0, ran.stderr
    assert {p: p.stat().st_mtime_ns for p in (library / "build").rglob("*")} == before


def test_checking_sees_harm_to_an_edition(library: Path) -> None:
    build(library)
    page = library / "build/good/en/index.html"
    page.write_text(page.read_text("utf-8").replace("All is well.", "All is lost."))
    ran = run_publish("check", *AS_OF, cwd=library)
    assert ran.returncode == 1
    assert "[same-words]" in ran.stderr


def test_help_names_every_command() -> None:
    ran = subprocess.run(
        [sys.executable, str(ROOT / "publish.py"), "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    for command in ("build", "check", "new", "rules", "doctor"):
        assert f"  {command} " in ran.stdout


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_a_run_that_is_stopped_says_by_what(
    number: signal.Signals, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    # Tests that a shell runs in the background would ignore SIGINT.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(SystemExit) as stopped, cli._environment():
            signal.raise_signal(number)
    finally:
        signal.signal(signal.SIGINT, heard)
    assert stopped.value.code == code
    assert capsys.readouterr().err == "stopped\n"
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_disk_that_fails_is_no_fault_of_the_text(library: Path) -> None:
    (library / "build").mkdir()
    (library / "build/.staging").write_text("in the way", "utf-8")
    ran = build(library)
    assert ran.returncode == 3
    assert "could not write" in ran.stderr
