"""What docs/writing.md tells authors is what the program understands."""

import re
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from pydantic import BaseModel

from plainleaf.findings import Severity
from plainleaf.model import Source
from plainleaf.parse import directives, parse, schema
from plainleaf.read import read
from plainleaf.validate import validate
from plainleaf.validate.completeness import EXPECTED
from scripts.pictures import PICTURES

ROOT = Path(__file__).parent.parent
WRITING = (ROOT / "docs" / "writing.md").read_text(encoding="utf-8")
WORKED = ROOT / "docs" / "examples" / "sore-knee" / "en.md"
PICTURE = ROOT / "source/exosomes-for-hair-restoration/images/exosome-cargo.svg"


def _examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", WRITING, re.MULTILINE | re.DOTALL)


def _as_one_leaflet() -> str:
    """Every example on the page, in its order, as one source."""
    texts = _examples("markdown")
    heads = [text for text in texts if text.startswith("---\n")]
    front = [head.strip("-\n") for head in heads] + _examples("yaml")
    body = [text for text in texts if text not in heads]
    return "---\n" + "\n".join(front) + "\n---\n\n" + "\n\n".join(body)


def test_examples_are_one_leaflet_without_a_mistake() -> None:
    text = _as_one_leaflet()
    pictures = re.findall(r"\]\((images/[^)]+)\)", text)
    source = Source(
        path=PurePosixPath("source/knee-exercises/en.md"),
        leaflet="knee-exercises",
        language="en",
        raw=text.encode(),
        files={PurePosixPath(name): PICTURE.read_bytes() for name in pictures},
        publisher_path=PurePosixPath("source/publisher.yaml"),
        publisher_raw=b"jurisdiction: GB",
    )
    publication, findings = parse(source)
    assert [f"{f.rule}: {f.message}" for f in findings] == []
    assert publication is not None
    assert publication.references
    assert publication.summary is not None


def test_the_worked_leaflet_is_the_one_in_the_examples() -> None:
    assert "\n".join(_examples("md")) == WORKED.read_text("utf-8")


def test_the_worked_leaflet_lacks_nothing_but_a_review() -> None:
    source, _ = read(WORKED)
    assert source is not None
    publication, findings = parse(source)
    assert publication is not None
    findings += validate(publication, as_of=date(2026, 11, 25))
    left = [one for one in findings if one.severity is not Severity.RELEASE]
    assert left == []


def test_every_picture_of_the_page_is_there_and_is_said_in_words() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\(images/([\w-]+)\.png\)", WRITING)
    assert {name for _, name in shown} == {"worked", "in-grey"}
    assert all(len(words) > 100 for words, _ in shown)
    made = {path.stem for path in (ROOT / "docs/images").glob("*.png")}
    assert made == set(PICTURES)


@pytest.mark.parametrize("kind", EXPECTED)
def test_the_parts_of_each_kind_are_those_that_are_asked_for(kind: str) -> None:
    begin = f"| `{kind}` | "
    row = next(line for line in WRITING.splitlines() if line.startswith(begin))
    told = [
        tuple(re.findall(r"`([\w-]+)`", one))
        for one in row.removeprefix(begin).split(",")
    ]
    assert tuple(told) == EXPECTED[kind]


def _words_of_schema(keys: type[BaseModel]) -> set[str]:
    """Return the keys of a group as authors write them, and of groups within it."""
    names = set()
    for name, field in keys.model_fields.items():
        names.add("schema" if name == "schema_" else name)
        for inner in re.findall(r"\b(\w+Keys)\b", str(field.annotation)):
            names |= _words_of_schema(getattr(schema, inner))
    return names


@pytest.mark.parametrize("keys", [schema.FrontMatterKeys, schema.PublisherKeys])
def test_every_key_is_explained(keys: type[BaseModel]) -> None:
    names = _words_of_schema(keys)
    assert len(names) > 10
    assert sorted(name for name in names if not _named(name)) == []


@pytest.mark.parametrize(
    "words",
    [
        schema.TYPES,
        schema.STATUSES,
        schema.REVIEWER_KINDS,
        schema.STUDIES,
        schema.HUMAN_TRIALS,
        schema.SUBJECT_KINDS,
        schema.PAGES,
        schema.PROFILES,
        directives.ASPECTS,
        tuple(directives.BLOCKS),
    ],
)
def test_every_word_that_a_key_takes_is_listed(words: tuple[str, ...]) -> None:
    assert [word for word in words if not _listed(word)] == []


@pytest.mark.parametrize("name", directives.BLOCKS)
def test_every_block_has_a_case_and_an_example(name: str) -> None:
    opened = re.compile(rf"^\s*::+ (?:{name}\n|\{{\.{name}\b)", re.MULTILINE)
    cases = (ROOT / "tests" / "cases" / "parse").glob("*.md")
    assert any(opened.search(path.read_text("utf-8")) for path in cases)
    assert any(opened.search(example) for example in _examples("markdown"))


def test_the_guide_has_no_mistake() -> None:
    """The example that authors are sent to passes every rule of the parser."""
    folder = PICTURE.parent.parent
    picture = PICTURE.relative_to(folder).as_posix()
    source = Source(
        path=PurePosixPath("source/exosomes-for-hair-restoration/en.md"),
        leaflet=folder.name,
        language="en",
        raw=(folder / "en.md").read_bytes(),
        files={PurePosixPath(picture): PICTURE.read_bytes()},
        publisher_path=PurePosixPath("source/publisher.yaml"),
        publisher_raw=(ROOT / "source/publisher.yaml").read_bytes(),
    )
    publication, findings = parse(source)
    assert [f for f in findings if f.severity is not Severity.NOTE] == []
    assert publication is not None


def _named(key: str) -> bool:
    in_an_example = rf"^ *-? ?{key}:"
    return f"`{key}`" in WRITING or bool(
        re.search(in_an_example, WRITING, re.MULTILINE)
    )


def _listed(word: str) -> bool:
    return (
        f"`{word}`" in WRITING or f"::: {word}\n" in WRITING or f"{{.{word} " in WRITING
    )
