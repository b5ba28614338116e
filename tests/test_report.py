"""Findings as people and programs get them."""

import io
import json
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import jsonschema
from rich.console import Console

from plainleaf.findings import (
    Finding,
    Location,
    Severity,
    findings_from_json,
    findings_to_json,
    has_errors,
)
from plainleaf.report import as_annotations, print_findings
from plainleaf.sarif import as_sarif

SOURCE = PurePosixPath("source/asthma/en.md")


def finding(
    rule: str, severity: Severity, line: int, hint: str = "Mend it."
) -> Finding:
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
    assert [line.split(":")[1] for line in lines if "hint:" not in line] == ["2", "9"]


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


def sarif(*findings: Finding, release: bool = False) -> dict[str, Any]:
    log = json.loads(as_sarif(findings, release=release))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return dict(run)


def test_sarif_names_file_line_column_and_rule() -> None:
    (result,) = sarif(finding("a", Severity.RELEASE, 7, "do it"))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert result["ruleId"] == "a"
    assert result["level"] == "warning"
    assert result["message"] == {"text": "Something on 7. Do it."}
    assert place["artifactLocation"]["uri"] == "source/asthma/en.md"
    assert place["region"] == {"startLine": 7, "startColumn": 3}


def test_sarif_describes_each_rule_that_it_names_once() -> None:
    long, bad = "sentence-long", "not-utf-8"
    run = sarif(
        finding(long, Severity.WARNING, 1),
        finding(bad, Severity.ERROR, 2),
        finding(long, Severity.WARNING, 3),
    )
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [bad, long]
    assert all(rule["shortDescription"]["text"] for rule in rules)
    named = [rules[result["ruleIndex"]]["id"] for result in run["results"]]
    assert named == [result["ruleId"] for result in run["results"]]


def test_sarif_knows_a_release_and_what_is_accepted() -> None:
    gap = finding("version-missing", Severity.RELEASE, 1)
    assert sarif(gap, release=True)["results"][0]["level"] == "error"
    (result,) = sarif(replace(gap, accepted="we have none"))["results"]
    assert result["suppressions"] == [
        {"kind": "inSource", "justification": "we have none"}
    ]


def test_sarif_tells_places_that_have_no_line() -> None:
    """In a PDF a place is a page and a structure path; a name may have spaces."""
    inside = Location(PurePosixPath("my leaflet/ä.pdf"), within="page 2, Document/P")
    (result,) = sarif(Finding("a", Severity.ERROR, "wrong", inside, "Mend it."))[
        "results"
    ]
    (place,) = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20leaflet/%C3%A4.pdf"}
    }
    assert place["logicalLocations"] == [{"fullyQualifiedName": "page 2, Document/P"}]
    whole = Location(PurePosixPath("/absolute/en.md"), 3)
    (result,) = sarif(Finding("a", Severity.ERROR, "wrong", whole, "Mend it."))[
        "results"
    ]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "file:///absolute/en.md"
    assert physical["region"] == {"startLine": 3}


SARIF_ESSENTIALS = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "text": {
            "type": "object",
            "required": ["text"],
            "properties": {"text": {"type": "string", "minLength": 1}},
            "additionalProperties": False,
        },
        "level": {"enum": ["none", "note", "warning", "error"]},
        "run": {
            "type": "object",
            "required": ["tool", "results"],
            "properties": {
                "tool": {
                    "type": "object",
                    "required": ["driver"],
                    "properties": {"driver": {"$ref": "#/$defs/driver"}},
                    "additionalProperties": False,
                },
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
            "additionalProperties": False,
        },
        "driver": {
            "type": "object",
            "required": ["name"],
            "properties": {
                "name": {"type": "string"},
                "version": {"type": "string"},
                "rules": {
                    "type": "array",
                    "uniqueItems": True,
                    "items": {"$ref": "#/$defs/rule"},
                },
            },
            "additionalProperties": False,
        },
        "rule": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "string"},
                "shortDescription": {"$ref": "#/$defs/text"},
                "fullDescription": {"$ref": "#/$defs/text"},
                "defaultConfiguration": {
                    "type": "object",
                    "properties": {"level": {"$ref": "#/$defs/level"}},
                    "additionalProperties": False,
                },
            },
            "additionalProperties": False,
        },
        "result": {
            "type": "object",
            "required": ["message"],
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"$ref": "#/$defs/level"},
                "message": {"$ref": "#/$defs/text"},
                "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}},
                "suppressions": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["kind"],
                        "properties": {
                            "kind": {"enum": ["inSource", "external"]},
                            "justification": {"type": "string"},
                        },
                        "additionalProperties": False,
                    },
                },
            },
            "additionalProperties": False,
        },
        "location": {
            "type": "object",
            "properties": {
                "physicalLocation": {
                    "type": "object",
                    "required": ["artifactLocation"],
                    "properties": {
                        "artifactLocation": {
                            "type": "object",
                            "properties": {
                                "uri": {"type": "string", "format": "uri-reference"}
                            },
                            "additionalProperties": False,
                        },
                        "region": {
                            "type": "object",
                            "required": ["startLine"],
                            "properties": {
                                "startLine": {"type": "integer", "minimum": 1},
                                "startColumn": {"type": "integer", "minimum": 1},
                            },
                            "additionalProperties": False,
                        },
                    },
                    "additionalProperties": False,
                },
                "logicalLocations": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {"fullyQualifiedName": {"type": "string"}},
                        "additionalProperties": False,
                    },
                },
            },
            "additionalProperties": False,
        },
    },
}
"""What SARIF 2.1.0 asks of the parts that are used here, and nothing besides them."""


def test_sarif_has_the_form_of_the_standard() -> None:
    findings = [
        finding("sentence-long", Severity.WARNING, 1, "split it"),
        replace(finding("version-missing", Severity.RELEASE, 4), accepted="none"),
        Finding(
            "of-no-list",
            Severity.NOTE,
            "odd",
            Location(SOURCE, within="entry"),
            "Mend it.",
        ),
        Finding("of-no-list", Severity.ERROR, "odd", Location(SOURCE), "Mend it."),
    ]
    jsonschema.validate(json.loads(as_sarif(findings)), SARIF_ESSENTIALS)
    jsonschema.validate(json.loads(as_sarif([])), SARIF_ESSENTIALS)


def test_annotations_are_githubs_commands() -> None:
    told = [
        finding("bad", Severity.ERROR, 7, "a"),
        finding("gap", Severity.RELEASE, 2, "b"),
        finding("few", Severity.NOTE, 3, "c"),
        Finding(
            "a",
            Severity.ERROR,
            "50%: a,\nmore",
            Location(PurePosixPath("a,b:c.md")),
            "Mend it.",
        ),
        replace(finding("gap", Severity.WARNING, 2), accepted="we know"),
    ]
    assert as_annotations(told, release=False).splitlines() == [
        "::error file=source/asthma/en.md,title=bad,line=7,col=3::something on 7. a",
        "::warning file=source/asthma/en.md,title=gap,line=2,col=3::something on 2. b",
        "::notice file=source/asthma/en.md,title=few,line=3,col=3::something on 3. c",
        "::error file=a%2Cb%3Ac.md,title=a::50%25: a,%0Amore. Mend it.",
    ]
    assert as_annotations(told[1:2], release=True).startswith("::error ")


def test_a_hint_is_told_once_and_another_hint_of_the_same_rule_too() -> None:
    hints = ["write micrograms", "write micrograms", "write international units"]
    some = [
        finding("unit", Severity.WARNING, line, hint)
        for line, hint in enumerate(hints, start=1)
    ]
    text = printed(some, every=False)
    assert text.count("write micrograms") == 1
    assert text.count("write international units") == 1
