"""What `new` begins a leaflet with: it builds, and says that all is to be written."""

from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner
from command_line import run_publish

from plainleaf.cli import main
from plainleaf.findings import Severity
from plainleaf.messages import CATALOGUES
from plainleaf.model import Publication, Source
from plainleaf.parse import parse
from plainleaf.parse.schema import TYPES
from plainleaf.starting import starting_source
from plainleaf.validate import validate

LANGUAGES = ("en", *sorted(path.stem for path in CATALOGUES.glob("*.po")))
"""Every language that `new` begins a leaflet in."""
TITLE = 'Example: "a\\b" € #1'


def begun(kind: str, language: str) -> tuple[Publication, dict[str, Severity]]:
    """Return a starting source as it is read, and the rules that find anything."""
    raw = starting_source(leaflet="walks", language=language, kind=kind, title=TITLE)
    path = PurePosixPath("source/walks", f"{language}.md")
    publication, findings = parse(Source(path, "walks", language, raw.encode(), {}))
    assert publication is not None, findings
    findings += validate(publication, as_of=date(2026, 11, 23))
    return publication, {found.rule: found.severity for found in findings}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TYPES)
def test_a_beginning_has_no_error_and_all_sections_of_its_kind(
    kind: str, language: str
) -> None:
    publication, found = begun(kind, language)
    assert Severity.ERROR not in found.values(), found
    assert "section-expected" not in found
    assert publication.front.title == TITLE
    assert publication.front.type == kind
    assert publication.summary is not None


def test_what_an_editor_looks_for_stands_there_to_be_used() -> None:
    """Every example of the head, its "# " deleted, is a fact that is read."""
    raw = starting_source(leaflet="walks", language="en", kind="general", title=TITLE)
    _, comment, examples = raw.partition("# contacts:\n")
    examples, end, text = (comment + examples).partition("---\n")
    lines = [line.removeprefix("# ") for line in examples.split("\n")]
    used = "\n".join(lines)
    assert len(lines) > 8
    assert "#" not in used
    for key in ("formats_on_request", "feedback"):
        assert f"\n{key}:\n" in raw
    source = raw[: raw.index(comment)] + used + end + text
    path = PurePosixPath("source/walks/en.md")
    made, findings = parse(Source(path, "walks", "en", source.encode(), {}))
    assert made is not None
    assert findings == ()
    front = made.front
    assert [one.phone for one in front.contacts] == ["01632 960 100"]
    assert [one.short for one in front.abbreviations] == ["GP"]
    assert [one.term for one in front.glossary] == ["tendon"]
    # Nothing is offered to readers before somebody has said how.
    assert front.formats_on_request is None


@pytest.mark.parametrize("language", [*LANGUAGES, "nb", "en-GB"])
def test_a_beginning_is_not_released_by_mistake(language: str) -> None:
    _, found = begun("procedure", language)
    assert found["placeholder-left"] is Severity.RELEASE


def test_a_leaflet_is_begun_and_built(tmp_path: Path) -> None:
    asked = ("new", "sore-knee", "--type", "discharge", "--title", "A sore knee")
    ran = run_publish(*asked, cwd=tmp_path)
    assert ran.stdout == "source/sore-knee/en.md\n"
    assert "python publish.py build sore-knee" in ran.stderr
    ran = run_publish("build", "sore-knee", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    made = {path.name for path in (tmp_path / "build/sore-knee/en").iterdir()}
    assert {"index.html", "sore-knee.pdf", "sore-knee.epub"} <= made


def test_what_is_not_given_is_asked(tmp_path: Path) -> None:
    asked = ["new", "walks", "--language", "es", "--source", str(tmp_path)]
    ran = CliRunner().invoke(main, asked, input="Paseos\nfaq\n")
    assert ran.exit_code == 0, ran.output
    text = (tmp_path / "walks/es.md").read_text("utf-8")
    assert 'title: "Paseos"' in text
    assert "type: faq" in text


def test_nobody_to_ask_is_a_wrong_command(tmp_path: Path) -> None:
    ran = CliRunner().invoke(main, ["new", "walks", "--source", str(tmp_path)])
    assert ran.exit_code == 2
    assert "--title" in ran.output
    assert not (tmp_path / "walks").exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["new", "Sore Knee"], "as sore-knee"),
        (["new", "Rücken.md"], "as rucken"),
        (["new", "walks", "--language", "en_GB"], "did you mean en-GB?"),
        (["new", "con"], "Windows"),
        (["new", "../walks"], "small letters"),
        (["new", "walks", "--language", "sw"], "docs/translating.md"),
        (["new", "walks", "--language", "spanish"], "did you mean es?"),
        (["new", "walks", "--language", "sp"], "did you mean es?"),
        (["new", "walks", "--language", "ES"], "did you mean es?"),
        (["new", "walks", "--language", "../en"], "docs/translating.md"),
        (["new", "walks", "--type", "guide"], "general"),
    ],
)
def test_what_cannot_be_begun_is_a_wrong_command(
    tmp_path: Path, asked: list[str], said: str
) -> None:
    given = [*asked, "--title", "Walks", "--source", str(tmp_path)]
    ran = CliRunner().invoke(main, given)
    assert ran.exit_code == 2
    assert said in ran.output
    assert list(tmp_path.iterdir()) == []


def test_a_source_that_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "walks" / "en.md"
    path.parent.mkdir()
    path.write_text("# Walks\n", "utf-8")
    asked = ["new", "walks", "--title", "Other", "--type", "faq"]
    ran = CliRunner().invoke(main, [*asked, "--source", str(tmp_path)])
    assert ran.exit_code == 2
    assert "is there already" in ran.output
    assert path.read_text("utf-8") == "# Walks\n"


def test_a_translation_begins_as_a_copy(tmp_path: Path) -> None:
    (tmp_path / "walks").mkdir()
    (tmp_path / "walks" / "en.md").write_text("# Walks\n", "utf-8")
    asked = ["new", "walks", "--language", "es", "--title", "Paseos"]
    ran = CliRunner().invoke(main, [*asked, "--source", str(tmp_path)])
    assert ran.exit_code == 2
    assert "copy it to es.md" in ran.output
    assert not (tmp_path / "walks" / "es.md").exists()
