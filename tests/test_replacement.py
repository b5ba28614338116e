"""A withdrawn text's notice: what to use is told by its title, and led to."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command_line import run_publish

from plainleaf.asked import tasks_of
from plainleaf.discovery import Task
from plainleaf.findings import Finding
from plainleaf.model import Instead
from plainleaf.parse import parse
from plainleaf.render.templating import environment, target_for

OLD = """---
title: Old walks
language: {language}
status: withdrawn
print: {{sizes: [14]}}
withdrawn: {{on: 2026-01-02, reason: Worn out, replaced_by: "{stated}"}}
---
"""
BASE = "https://clinic.example/"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a folder with a leaflet in two languages, and one that is withdrawn."""
    root = tmp_path / "source"
    texts = {
        "new-walks/en.md": "---\ntitle: New walks\nlanguage: en\n---\n\nWalk.\n",
        "new-walks/es.md": "---\ntitle: Paseos\nlanguage: es\n---\n\nAnde.\n",
        "gone/en.md": OLD.format(language="en", stated="old").replace("Old", "Gone"),
    }
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def asked(
    root: Path,
    stated: str,
    *,
    language: str = "en",
    base: str = "",
    wanted: str = "",
    of_publisher: str | None = None,
) -> tuple[Task, list[Finding]]:
    """Return the task of the withdrawn text, and what is found in the library."""
    (root / "old").mkdir(exist_ok=True)
    text = OLD.format(language=language, stated=stated)
    (root / "old" / f"{language}.md").write_text(text, "utf-8")
    publisher = f"name: Clinic\nbase_url: {base or 'null'}\n"
    publisher += f"language: {of_publisher or 'null'}\n"
    (root / "publisher.yaml").write_text(publisher, "utf-8")
    options: dict[str, Any] = {
        "source": root,
        "publisher": None,
        "wanted": (wanted,) if wanted else (),
    }
    todo, findings = tasks_of(options)
    (task,) = [one for one in todo if one.source.leaflet == "old"]
    return task, [*findings, *task.findings]


def notices(task: Task) -> Mapping[str, str]:
    """Return what each edition has behind "Use instead:"."""
    made, _ = parse(task.source)
    assert made is not None
    made = replace(made, instead=task.instead)
    about = environment().get_template("about.jinja").module
    asks = str(target_for(made, "html").say("Use instead:"))
    said = {
        name: str(about.withdrawn_notice(made, target_for(made, name)))  # type: ignore[attr-defined]
        for name in ("html", "fragment", "epub", "pdf")
    }
    return {
        name: text.partition(f"{asks} ")[2].partition("</p>")[0].strip()
        for name, text in said.items()
    }


@pytest.mark.parametrize("stated", ["new-walks", "New walks", f"{BASE}new-walks/en/"])
def test_every_edition_says_title_and_address(source: Path, stated: str) -> None:
    task, findings = asked(source, stated, base=BASE)
    assert task.instead is not None
    assert str(task.instead.place) == "new-walks/en"
    assert findings == []
    said = notices(task)
    link = f'<a href="{BASE}new-walks/en/">New walks</a>'
    assert said["html"] == said["fragment"] == said["epub"] == link
    assert said["pdf"] == f"{link}, {BASE}new-walks/en/"


def test_without_an_address_on_the_web_pages_lead_to_pages(source: Path) -> None:
    task, _ = asked(source, "new-walks")
    said = notices(task)
    assert said["html"] == '<a href="../../new-walks/en/index.html">New walks</a>'
    assert said["fragment"] == said["epub"] == said["pdf"] == "New walks"


def test_the_readers_own_language_is_preferred(source: Path) -> None:
    task, _ = asked(source, "new-walks", language="es")
    assert task.instead == Instead("Paseos", "es", task.instead.place)  # type: ignore[union-attr]
    (source / "new-walks/es.md").unlink()
    task, _ = asked(source, "new-walks", language="es")
    assert '<span lang="en" dir="ltr">New walks</span>' in notices(task)["pdf"].replace(
        "\n", ""
    )


def test_one_leaflet_alone_knows_the_library_too(source: Path) -> None:
    whole, _ = asked(source, "new-walks")
    alone, findings = asked(source, "new-walks", wanted="old")
    assert alone.instead == whole.instead
    assert findings == []


def test_what_is_withdrawn_itself_is_not_offered_and_told(source: Path) -> None:
    task, (found,) = asked(source, "gone")
    assert task.instead is None
    assert found.message.startswith("the leaflet `gone` is withdrawn too, and nothing")


def test_what_took_the_place_of_a_withdrawn_replacement_is_offered(
    source: Path,
) -> None:
    (source / "gone/en.md").write_text(OLD.format(language="en", stated="new-walks"))
    task, findings = asked(source, "gone")
    assert task.instead is not None
    assert task.instead.title == "New walks"
    assert findings == []


@pytest.mark.parametrize(
    ("language", "publishers", "offered"),
    [
        ("en-GB", None, "New walks"),
        ("es-MX", "en", "Paseos"),
        ("no", None, "أخرى"),
        ("no", "en", "New walks"),
    ],
)
def test_a_language_of_the_readers_is_preferred_to_others(
    source: Path, language: str, publishers: str | None, offered: str
) -> None:
    (source / "new-walks/ar.md").write_text(
        "---\ntitle: أخرى\nlanguage: ar\n---\n\nنص.\n", "utf-8"
    )
    task, _ = asked(source, "new-walks", language=language, of_publisher=publishers)
    assert task.instead is not None
    assert task.instead.title == offered


def test_a_leaflet_is_no_replacement_of_itself(source: Path) -> None:
    _, (found,) = asked(source, "old")
    assert found.message.startswith("`old` is this leaflet itself")


@pytest.mark.parametrize("wanted", ["", "old"])
def test_an_id_of_no_leaflet_is_told(source: Path, wanted: str) -> None:
    _, (found,) = asked(source, "new-walk", wanted=wanted)
    assert found.rule == "replacement-unknown"
    assert str(found.location) == "source/old/en.md:6:47"
    assert found.hint.startswith("Did you mean `new-walks`? ")


@pytest.mark.parametrize("stated", ["The walks of others", "https://other.example/a"])
def test_what_is_of_somebody_else_is_shown_as_it_is_stated(
    source: Path, stated: str
) -> None:
    task, findings = asked(source, stated)
    assert (task.instead, findings) == (None, [])
    assert stated in notices(task)["html"]


def test_a_build_leads_readers_on(source: Path) -> None:
    asked(source, "new-walks")
    ran = run_publish("build", "--format", "html", cwd=source.parent)
    assert ran.returncode == 0, ran.stderr
    page = source.parent / "build/old/en/index.html"
    assert '<a href="../../new-walks/en/index.html">New walks</a>' in page.read_text()
    assert (page.parent / "../../new-walks/en/index.html").resolve().is_file()
