"""Stage 3, rule by rule: a text that breaks it, and one near it that does not.

Each folder of tests/cases/rules is named after a rule. `error.md` gives exactly the
findings of `findings.txt`, and no other; `valid.md` gives none at all.
"""

from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from pictures_made import PLAIN_SVG, bitmap

from plainleaf.allowances import set_aside
from plainleaf.findings import Finding, Severity
from plainleaf.model import Source
from plainleaf.parse import parse
from plainleaf.parse import rules as parse_rules
from plainleaf.validate import rules, validate

CASES = Path(__file__).parent / "cases" / "rules"
AS_OF = date(2026, 11, 23)
PICTURES = {
    PurePosixPath("images/plan.svg"): PLAIN_SVG,
    PurePosixPath("images/small.png"): bitmap(size=(599, 400)),
    PurePosixPath("images/large.png"): bitmap(size=(600, 400)),
}
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())


def findings_of(path: Path) -> tuple[Finding, ...]:
    publication, mistakes = parse(
        Source(
            path=PurePosixPath(path.name),
            leaflet="ward",
            language="",
            raw=path.read_bytes(),
            files=PICTURES,
        )
    )
    assert publication is not None, mistakes
    findings = mistakes + validate(publication, as_of=AS_OF)
    return set_aside(findings, publication, as_of=AS_OF)


def shown(findings: tuple[Finding, ...]) -> str:
    return "".join(
        f"{one.location}: {one.severity.value}: {one.message} [{one.rule}]\n"
        f"    hint: {one.hint}\n"
        for one in findings
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_text_that_breaks_a_rule_gives_exactly_its_findings(
    folder: Path,
    update_golden: bool,  # noqa: FBT001 - a fixture
) -> None:
    findings = findings_of(folder / "error.md")
    expected = folder / "findings.txt"
    if update_golden:
        expected.write_text(shown(findings), "utf-8")
    assert shown(findings) == expected.read_text("utf-8")
    assert folder.name in {finding.rule for finding in findings}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_text_that_keeps_the_rule_gives_no_finding(folder: Path) -> None:
    assert shown(findings_of(folder / "valid.md")) == ""


def test_every_rule_has_its_folder_and_every_folder_its_rule() -> None:
    assert [folder.name for folder in FOLDERS] == sorted(rule.id for rule in rules())


def test_every_rule_says_what_must_hold_and_where_that_is_from() -> None:
    for rule in rules():
        assert rule.summary.endswith("."), rule.id
        assert rule.source, rule.id
        assert rule.severity in Severity, rule.id


def test_no_two_rules_of_the_two_stages_share_an_id() -> None:
    ids = [rule.id for rule in rules()] + [rule.id for rule in parse_rules()]
    assert len(ids) == len(set(ids))


def test_findings_come_in_the_order_of_the_text() -> None:
    findings = findings_of(CASES / "citation-as-text" / "error.md")
    assert [finding.location for finding in findings] == sorted(
        finding.location for finding in findings
    )


def test_an_author_can_accept_a_warning_with_a_reason(tmp_path: Path) -> None:
    text = (CASES / "link-text-vague" / "error.md").read_text("utf-8")
    accepted = "allow: [{rule: link-text-vague, reason: a quotation}]\n---\n"
    path = tmp_path / "error.md"
    path.write_text(text.replace("---\n##", accepted + "##", 1), "utf-8")
    (finding,) = findings_of(path)
    assert finding.severity is Severity.NOTE
    assert finding.accepted == "a quotation"


@pytest.mark.parametrize("rule", ["dose-latin", "funding-missing"])
def test_what_stops_a_publication_cannot_be_accepted(tmp_path: Path, rule: str) -> None:
    text = (CASES / rule / "error.md").read_text("utf-8")
    path = tmp_path / "error.md"
    accepted = f"allow: [{{rule: {rule}, reason: we are in haste}}]\n---\n"
    path.write_text(text.replace("---\n##", accepted + "##", 1), "utf-8")
    found = {finding.rule: finding for finding in findings_of(path)}
    assert {finding.severity for finding in found.values()} <= {
        Severity.ERROR,
        Severity.RELEASE,
    }
