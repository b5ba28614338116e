"""What an author accepts: by rule, place and day; never what stops a publication."""

from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from command_line import run_publish

from plainleaf.allowances import idle, set_aside
from plainleaf.findings import Finding, Location, Severity
from plainleaf.model import Publication, Source
from plainleaf.parse import parse
from plainleaf.rulebook import severities

PATH = PurePosixPath("en.md")
TEXT = """---
title: Plan of the ward
language: en
allow: [{rule: sentence-long, reason: a quotation%s}]
---
## Ground floor

The desk.

### Desk

Ask here.

## First floor

The beds.
"""
DAY = date(2026, 11, 23)


def publication(more: str) -> Publication:
    made, _ = parse(Source(PATH, "ward", "", (TEXT % more).encode()))
    assert made is not None
    return made


def found(
    line: int, *, rule: str = "sentence-long", severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(
        rule, severity, "the sentence is long", Location(PATH, line, 1), "Split it."
    )


def accepted(more: str, *findings: Finding, on: date = DAY) -> list[str]:
    settled = set_aside(findings, publication(more), as_of=on)
    return [
        f"{one.location.line} {one.severity.value} {one.accepted}".rstrip()
        for one in settled
    ]


def test_a_rule_is_accepted_everywhere_and_others_nowhere() -> None:
    assert accepted("", found(8), found(16), found(9, rule="list-long")) == [
        "8 note a quotation",
        "16 note a quotation",
        "9 warning",
    ]


@pytest.mark.parametrize("where", ["ground-floor", "#ground-floor", "Ground floor"])
def test_a_section_is_meant_with_all_that_it_holds(where: str) -> None:
    assert accepted(f", where: '{where}'", found(8), found(12), found(16)) == [
        "8 note a quotation",
        "12 note a quotation",
        "16 warning",
    ]


def test_words_of_the_text_or_of_the_remark_are_meant() -> None:
    assert accepted(", where: the beds", found(8), found(16)) == [
        "8 warning",
        "16 note a quotation",
    ]
    assert accepted(", where: is long", found(8)) == ["8 note a quotation"]


def test_it_holds_through_its_last_day() -> None:
    until = ", until: 2026-11-23"
    assert accepted(until, found(8)) == ["8 note a quotation"]
    assert accepted(until, found(8), on=date(2026, 11, 24)) == ["8 warning"]


def test_what_was_accepted_yesterday_is_free_when_it_has_ended() -> None:
    made = publication(", until: 2026-11-23")
    yesterday = set_aside([found(8)], made, as_of=DAY)
    assert set_aside(yesterday, made, as_of=DAY) == yesterday
    assert set_aside(yesterday, made, as_of=date(2026, 11, 24)) == (found(8),)


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.RELEASE, Severity.NOTE])
def test_only_warnings_are_accepted(severity: Severity) -> None:
    assert accepted("", found(8, severity=severity)) == [f"8 {severity.value}"]


def idle_of(rule: str, *, status: str = "draft") -> list[str]:
    text = (TEXT % "").replace("sentence-long", rule)
    text = text.replace("language: en\n", f"language: en\nstatus: {status}\n")
    made, _ = parse(Source(PATH, "ward", "", text.encode()))
    assert made is not None
    return [
        f"{one.location} {one.rule}: {one.message} {one.hint}"
        for one in idle(made, severities())
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "sentence-long",
        "table-row-too-long",
        "handout-too-long",
        "translation-blocks-differ",
    ],
)
def test_a_warning_of_any_stage_can_be_accepted(rule: str) -> None:
    assert severities()[rule] is Severity.WARNING
    assert idle_of(rule) == []


def test_a_mistyped_name_is_told() -> None:
    (found,) = idle_of("sentence-to-long")
    assert found == (
        "en.md:5:10 allowance-idle: there is no rule `sentence-to-long` "
        "Did you mean `sentence-long`? `plainleaf rules` lists them."
    )
    (found,) = idle_of("table-row-to-long")
    assert "Did you mean `table-row-too-long`?" in found


@pytest.mark.parametrize("rule", ["funding-missing", "dose-latin", "layout-engine"])
def test_what_stops_a_build_or_a_release_has_no_allowance(rule: str) -> None:
    (found,) = idle_of(rule)
    assert f"`{rule}` stops a publication or a release: nobody can accept it" in found


def test_a_withdrawal_is_not_asked_for_its_allowances() -> None:
    assert idle_of("sentence-to-long", status="withdrawn") == []


def test_a_check_tells_of_an_idle_allowance(tmp_path: Path) -> None:
    folder = tmp_path / "source" / "ward"
    folder.mkdir(parents=True)
    text = (TEXT % "").replace("sentence-long", "sentence-to-long")
    (folder / "en.md").write_text(text, "utf-8")
    ran = run_publish("check", cwd=tmp_path)
    assert "ward/en.md:4:10: warning: there is no rule `sentence-to-long`" in ran.stderr
