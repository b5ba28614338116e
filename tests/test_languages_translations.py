"""Translations beside their original, rule by rule.

Each folder of tests/languages/translations is named after a rule: beside `original.md`,
`error.md` gives exactly the findings of `findings.txt`, and `valid.md` gives none.
"""

from pathlib import Path, PurePosixPath

import pytest

from plainleaf.discovery import Entry, Task, discover, tasks
from plainleaf.findings import Finding, Severity
from plainleaf.model import Publication, Source
from plainleaf.parse import parse
from plainleaf.validate.translations import RULES, among, compare

CASES = Path(__file__).parent / "languages" / "translations"
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())


def publication_of(path: Path) -> Publication:
    source = Source(PurePosixPath(path.name), "way", "", path.read_bytes())
    publication, mistakes = parse(source)
    assert publication is not None
    assert mistakes == ()
    return publication


def findings_of(folder: Path, name: str) -> tuple[Finding, ...]:
    leaflet = [publication_of(folder / file) for file in ("original.md", name)]
    return among(leaflet[1], leaflet)


def shown(findings: tuple[Finding, ...]) -> str:
    return "".join(
        f"{one.location}: {one.severity.value}: {one.message} [{one.rule}]\n"
        f"    hint: {one.hint}\n"
        for one in findings
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_translation_that_breaks_a_rule_gives_exactly_its_findings(
    folder: Path,
    update_golden: bool,  # noqa: FBT001 - a fixture
) -> None:
    findings = findings_of(folder, "error.md")
    expected = folder / "findings.txt"
    if update_golden:
        expected.write_text(shown(findings), "utf-8")
    assert shown(findings) == expected.read_text("utf-8")
    assert folder.name in {finding.rule for finding in findings}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_translation_that_says_the_same_gives_none(folder: Path) -> None:
    assert shown(findings_of(folder, "valid.md")) == ""


def test_every_rule_has_its_folder_and_every_folder_its_rule() -> None:
    assert [folder.name for folder in FOLDERS] == sorted(rule.id for rule in RULES)


def test_every_rule_says_what_must_hold_and_where_that_is_from() -> None:
    for rule in RULES:
        assert rule.summary.endswith("."), rule.id
        assert rule.source, rule.id
        assert rule.severity in Severity, rule.id


def test_sections_of_which_no_id_is_shared_are_compared_in_their_order() -> None:
    folder = CASES / "translation-blocks-differ"
    pair = [publication_of(folder / name) for name in ("original.md", "error.md")]
    bare = [
        Source(one.location.path, "way", "", _without_ids(folder / one.location.path))
        for one in pair
    ]
    parsed = [parse(source)[0] for source in bare]
    original, translation = (one for one in parsed if one is not None)
    assert [one.rule for one in compare(original, translation)] == [folder.name]


def _without_ids(path: Path) -> bytes:
    text = path.read_text("utf-8")
    return text.replace(" {#foot}", "").replace(" {#car}", "").encode()


def test_a_leaflet_in_one_language_is_nobodys_translation() -> None:
    original = publication_of(CASES / "translation-unstated" / "original.md")
    assert among(original, [original]) == ()


def library(tmp_path: Path, rule: str) -> Path:
    leaflet = tmp_path / "source" / "way"
    leaflet.mkdir(parents=True)
    for name, language in (("original.md", "en"), ("error.md", "es")):
        text = (CASES / rule / name).read_text("utf-8")
        (leaflet / f"{language}.md").write_text(text, "utf-8")
    return tmp_path / "source"


@pytest.mark.parametrize("wanted", [(), ("way",), ("way/es",)])
def test_one_language_is_held_against_the_others_even_when_built_alone(
    tmp_path: Path, wanted: tuple[str, ...]
) -> None:
    root = library(tmp_path, "translation-older")
    entries = [one for one in discover(root, wanted) if isinstance(one, Entry)]
    made = [one for one in tasks(entries) if isinstance(one, Task)]
    (spanish,) = (task for task in made if task.place.name == "es")
    assert [finding.rule for finding in spanish.findings] == ["translation-older"]
    assert [sibling.language for sibling in spanish.siblings] == ["en"]
    alone = {task.place.name for task in made}
    assert alone == ({"es"} if wanted == ("way/es",) else {"en", "es"})
