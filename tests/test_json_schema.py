"""The schemas for editors: the keys are the code's, the words are the page's."""

import json
from pathlib import Path, PurePosixPath
from typing import Any

import jsonschema
import pytest
import yaml

from plainleaf.model import Source
from plainleaf.parse import parse
from plainleaf.parse.front_matter import publisher
from plainleaf.parse.json_schema import LEAFLET, PUBLISHER, json_schemas
from plainleaf.parse.mistakes import Mistakes

ROOT = Path(__file__).parent.parent
WRITING = (ROOT / "docs" / "writing.md").read_text("utf-8")
SCHEMAS = json_schemas(WRITING)


def as_editors_read(text: str) -> Any:
    """Read YAML as the core schema of YAML 1.2 does: dates and `no` are texts."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [plain(inner) for inner in value]
        known: dict[str, Any] = {"null": None, "": None, "true": True, "false": False}
        return known.get(value, int(value) if value.isdecimal() else value)

    return plain(yaml.load(text, yaml.BaseLoader))  # noqa: S506  texts only


def front_of(path: Path) -> str:
    return path.read_text("utf-8").split("---\n")[1]


def problems(schema: str, text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(SCHEMAS[schema])
    return [error.message for error in validator.iter_errors(as_editors_read(text))]


@pytest.mark.parametrize("name", [LEAFLET, PUBLISHER])
def test_what_is_shipped_is_what_the_code_and_the_page_say(
    name: str,
    update_golden: bool,  # noqa: FBT001 - a fixture
) -> None:
    path = ROOT / "docs" / "schema" / name
    text = json.dumps(SCHEMAS[name], ensure_ascii=False, indent=2) + "\n"
    if update_golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", [LEAFLET, PUBLISHER])
def test_every_key_is_described(name: str) -> None:
    lacking = [
        key
        for key, value in SCHEMAS[name]["properties"].items()
        if not value.get("description")
    ]
    assert lacking == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "source").glob("*/*.md")), ids=lambda path: path.parent.name
)
def test_every_leaflet_passes(path: Path) -> None:
    assert problems(LEAFLET, front_of(path)) == []


def test_the_publisher_passes() -> None:
    text = (ROOT / "source" / "publisher.yaml").read_text("utf-8")
    assert problems(PUBLISHER, text) == []


@pytest.mark.parametrize(
    "line",
    [
        "titel: Plan",
        "status: aproved",
        "type: treatment",
        "dates: {published: 12/3/2026}",
        "references: [{id: doe-2020}]",
        "references: [{id: doe-2020, title: Wards, doi: 11.22/x}]",
        "reviewers: [{kind: clinical}]",
        "jurisdictions: [England]",
        "dose_style: house",
        "print: {sizes: [big]}",
        "authors: [{nom: Doe}]",
    ],
)
def test_what_the_code_refuses_the_schema_refuses(line: str) -> None:
    text = f"title: Plan\nlanguage: en\n{line}\n"
    source = Source(PurePosixPath("x.md"), "x", "", f"---\n{text}---\n".encode())
    _, mistakes = parse(source)
    assert mistakes, line
    assert problems(LEAFLET, text), line


@pytest.mark.parametrize(
    "line",
    [
        "version: 1.10",
        "title: No",
        "authors: Jane Doe",
        "authors: [Jane Doe, {name: Jo}]",
        "dates: {published: 2026-03-12}",
        "references: [{id: doe, title: Wards, doi: 'https://doi.org/10.1000/x'}]",
        "funding: null",
        "print: {sizes: [14, 18], archival: no}",
        "jurisdictions: US",
    ],
)
def test_what_the_code_takes_the_schema_takes(line: str) -> None:
    first = "" if line.startswith("title") else "title: Plan\n"
    text = f"{first}language: en\n{line}\n"
    source = Source(PurePosixPath("x.md"), "x", "", f"---\n{text}---\n".encode())
    publication, mistakes = parse(source)
    assert publication is not None
    assert mistakes == (), line
    assert problems(LEAFLET, text) == [], line


def test_publisher_mistakes_are_refused_by_both() -> None:
    for line in ("acent: '#000000'", "accent: red", "jurisdiction: Britain"):
        mistakes = Mistakes()
        publisher(line, PurePosixPath("publisher.yaml"), mistakes)
        assert mistakes.sorted(), line
        assert problems(PUBLISHER, line), line
