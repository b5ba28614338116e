"""What docs/writing.md tells authors is what the program understands."""

import re
from pathlib import Path, PurePosixPath

import pytest
from pydantic import BaseModel

from plainleaf.findings import Severity
from plainleaf.model import Source
from plainleaf.parse import directives, parse, schema

ROOT = Path(__file__).parent.parent
WRITING = (ROOT / "docs" / "writing.md").read_text(encoding="utf-8")
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
