"""The rules over whole leaflets: what they say, and how often they are wrong."""

from collections import Counter
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from pictures_made import PLAIN_SVG

from plainleaf.findings import Finding, Severity
from plainleaf.model import Source
from plainleaf.parse import parse
from plainleaf.validate import rules, validate

CORPUS = Path(__file__).parent / "rules_corpus"
JUDGED = CORPUS / "judged.txt"
LEAFLETS = sorted(path for path in CORPUS.glob("*.md") if path.name != "README.md")
GAPS = {Severity.RELEASE, Severity.ERROR}
ONE_IN = 10


def findings_of(path: Path) -> tuple[Finding, ...]:
    publication, mistakes = parse(
        Source(
            path=PurePosixPath(path.name),
            leaflet=path.stem,
            language="",
            raw=path.read_bytes(),
            files={PurePosixPath("images/plan.svg"): PLAIN_SVG},
        )
    )
    assert publication is not None, mistakes
    return mistakes + validate(publication, as_of=date(2026, 11, 23))


def told() -> list[str]:
    """Return every finding of every leaflet but what drafts always lack."""
    return [
        f"{one.location} {one.rule}: {one.message}"
        for path in LEAFLETS
        for one in findings_of(path)
        if one.severity is not Severity.RELEASE or one.rule == "placeholder-left"
    ]


def judged() -> dict[str, str]:
    lines = JUDGED.read_text("utf-8").splitlines()
    return {line.partition(" ")[2]: line.partition(" ")[0] for line in lines}


def test_every_finding_is_judged(update_golden: bool) -> None:  # noqa: FBT001
    found = told()
    if update_golden:
        known = judged() if JUDGED.is_file() else {}
        lines = [f"{known.get(line, 'unjudged')} {line}\n" for line in found]
        JUDGED.write_text("".join(lines), "utf-8")
    assert list(judged()) == found
    assert set(judged().values()) <= {"right", "wrong"}


def test_no_rule_that_warns_is_wrong_more_than_one_time_in_ten() -> None:
    notes = {rule.id for rule in rules() if rule.severity is Severity.NOTE}
    all_of: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for line, judgement in judged().items():
        rule = line.split(" ")[1].rstrip(":")
        all_of[rule] += 1
        wrong[rule] += judgement == "wrong"
    often = {
        rule: (count, all_of[rule])
        for rule, count in wrong.items()
        if count * ONE_IN > all_of[rule] and rule not in notes
    }
    assert often == {}


@pytest.mark.parametrize("path", LEAFLETS, ids=lambda path: path.stem)
def test_a_leaflet_does_not_drown(path: Path) -> None:
    by_rule = Counter(one.rule for one in findings_of(path))
    assert max(by_rule.values()) < 10
