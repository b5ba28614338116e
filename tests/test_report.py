"""Findings as people and programs get them."""

import io
import json
from pathlib import PurePosixPath

from rich.console import Console

from plainleaf.findings import (
    Finding,
    Location,
    Severity,
    findings_from_json,
    findings_to_json,
    has_errors,
)
from plainleaf.report import as_sarif, print_findings

SOURCE = PurePosixPath("source/asthma/en.md")


def finding(rule: str, severity: Severity, line: int, hint: str = "") -> Finding:
    place = Location(SOURCE, line, 3)
    return Finding(rule, severity, f"something on {line}", place, hint)


def printed(findings: list[Finding], *, release: bool = False, every: bool) -> str:
    out = io.StringIO()
    console = Console(file=out, highlight=False, markup=False, width=400)
    print_findings(findings, console, release=release, every=every)
    return out.getvalue()


def test_a_finding_is_a_line_with_place_severity_rule_and_hint() -> None:
    one = finding("image-missing", Severity.ERROR, 20, "put the file beside the text")
    assert printed([one], every=False) == (
        "source/asthma/en.md:20:3: error: something on 20 [image-missing]\n"
        "    hint: put the file beside the text\n"
    )


def test_findings_come_in_the_order_of_the_text() -> None:
    two = [finding("b", Severity.ERROR, 9), finding("a", Severity.ERROR, 2)]
    lines = printed(two, every=False).splitlines()
    assert [line.split(":")[1] for line in lines] == ["2", "9"]


def test_a_warning_is_told_at_three_places_and_counted() -> None:
    many = [finding("long", Severity.WARNING, line) for line in range(1, 6)]
    text = printed(many, every=False)
    assert text.count("warning") == 3
    assert "and 2 more [long]" in text
    assert printed(many, every=True).count("warning") == 5


def test_errors_are_all_told() -> None:
    many = [finding("bad", Severity.ERROR, line) for line in range(1, 9)]
    assert printed(many, every=False).count("error") == 8


def test_a_gap_is_a_warning_in_a_draft_and_an_error_in_a_release() -> None:
    gap = finding("version-missing", Severity.RELEASE, 1)
    assert "warning" in printed([gap], every=True)
    assert "error" in printed([gap], release=True, every=True)
    assert printed([gap, gap], every=False) == (
        "source/asthma/en.md: draft: not ready for a release: "
        "version-missing (2) (-v tells all)\n"
    )
    assert not has_errors([gap])
    assert has_errors([gap], release=True)


def test_findings_survive_json() -> None:
    some = (finding("a", Severity.RELEASE, 1, "do"), finding("b", Severity.NOTE, 0))
    written = json.loads(json.dumps({"source": findings_to_json(some)}))
    assert findings_from_json(written, "source") == some


def test_sarif_names_file_line_and_rule() -> None:
    run = json.loads(as_sarif([finding("a", Severity.RELEASE, 7)]))["runs"][0]
    result = run["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert result["ruleId"] == "a"
    assert result["level"] == "warning"
    assert place["artifactLocation"]["uri"] == "source/asthma/en.md"
    assert place["region"] == {"startLine": 7, "startColumn": 3}
