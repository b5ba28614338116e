"""A leaflet of each type, written from docs/writing.md alone: all of them publish."""

import json
import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from command_line import AS_OF, ROOT, run_publish
from validators.required import require

from plainleaf.parse import parse
from plainleaf.parse.schema import TYPES
from plainleaf.read import read
from plainleaf.validate import validate

TRIALS = ROOT / "tests" / "cases" / "publications" / "trials"
SOURCES = sorted(TRIALS.glob("*/en.md"))
GENERAL = "general"
"""The type of whatever is none of the others; no trial is needed for it."""
GAPS = frozenset({"release", "note"})


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build all of them with the real command, checks and parity with them."""
    build = tmp_path_factory.mktemp("trials")
    where = ("--source", str(TRIALS), "--output", str(build))
    ran = run_publish("build", *where, "--as-of", AS_OF)
    assert ran.returncode == 0, ran.stderr
    assert "7 publications, 0 errors" in ran.stderr
    return build


def test_there_is_one_of_each_type() -> None:
    types = []
    for path in SOURCES:
        source, _ = read(path, publisher=TRIALS / "publisher.yaml")
        assert source is not None
        publication, findings = parse(source)
        assert publication is not None
        # Blocks for another country are left out, and that is said.
        assert {one.rule for one in findings} <= {"only-left-out"}
        types.append(publication.front.type)
        # Somebody who follows the page is told of nothing but what a release needs.
        told = validate(publication, as_of=date.fromisoformat(AS_OF))
        assert [one for one in told if one.severity.value not in GAPS] == []
        assert publication.front.title.startswith("Example: ")
    assert sorted(str(one) for one in types) == sorted({*TYPES} - {GENERAL})


def test_all_of_them_publish_in_every_edition(trials: Path) -> None:
    for path in SOURCES:
        name = path.parent.name
        folder = trials / name / "en"
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        assert manifest["state"] == "current"
        assert {"index.html", f"{name}.pdf", f"{name}.epub"} <= set(manifest["files"])
        found = json.loads((folder / "findings.json").read_text("utf-8"))
        assert [one for one in found["edition"] if one["severity"] == "error"] == []


def test_what_is_for_another_country_is_left_out_and_listed(trials: Path) -> None:
    page = (trials / "warm-light/en/index.html").read_text("utf-8")
    assert "lends you the lamp" in page
    assert "by mail" not in page
    report = json.loads((trials / "warm-light/en/report.json").read_text("utf-8"))
    assert [(one["block"], one["countries"]) for one in report["limited"]] == [
        ("left out", ["US"])
    ]


def test_the_week_of_a_dose_heads_its_row_and_keeps_its_label(trials: Path) -> None:
    folder = trials / "home-after-lumel-scan/en"
    with ZipFile(folder / "home-after-lumel-scan.epub") as book:
        text = book.read("EPUB/text.xhtml").decode()
    for edition in ((folder / "index.html").read_text("utf-8"), text):
        heads = re.findall(r'<th scope="row"(.*?)>(.*?)</th>', edition)
        assert ("", "Examplol 250mg") in heads
        assert (' data-label="When"', "Week 1") in heads
        assert (' data-label="When"', "Week 2") in heads


@pytest.mark.wide
def test_the_validators_find_nothing(trials: Path) -> None:
    handouts = sorted(trials.glob("*/en/*.pdf"))
    books = sorted(trials.glob("*/en/*.epub"))
    pages = sorted(trials.glob("*/en/index.html"))
    assert len(pages) == len(books) == len(SOURCES)
    found = [
        require("verapdf").validate("ua1", handouts),
        require("epubcheck").validate(books),
        require("ace").validate(books),
        require("nu").validate(pages),
        require("browser").check_pages(pages, first_view=150_000),
    ]
    faults = [(str(path), said) for one in found for path, said in one.items() if said]
    assert faults == []
