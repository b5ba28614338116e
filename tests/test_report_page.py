"""The report: what was looked at, and what was not, as JSON and as a page."""

import json
import re
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from command_line import run_publish
from validators.required import require

from plainleaf.allowances import set_aside
from plainleaf.evidence import evidence
from plainleaf.model import Source
from plainleaf.parse import parse
from plainleaf.render.report_page import report_page
from plainleaf.unjudged import QUESTIONS
from plainleaf.validate import validate

DAY = date(2026, 11, 23)
TEXT = """---
title: Plan of the ward
language: en
allow:
  - {rule: link-text-vague, reason: a quotation, by: Ana Example, until: 2027-01-31}
  - {rule: list-long, reason: they are eight}
evaluations:
  - {by: Jo Reader, on: 2026-10-01, what: "heard-well, with a screen reader"}
---
## Where to go

For the map [click here](https://example.org/map). Go <left>.

::: reviewer
Is it **left**?

- Or right?
:::

::: {.note outputs="html"}
### For the web

Look at the plan.
:::
"""


def facts_of(text: str = TEXT, language: str = "en") -> dict[str, Any]:
    raw = text.replace("language: en", f"language: {language}").replace(
        "<left>", "left"
    )
    publication, mistakes = parse(
        Source(PurePosixPath("en.md"), "ward", "", raw.encode())
    )
    assert publication is not None
    findings = mistakes + validate(publication, as_of=DAY)
    return evidence(
        publication,
        Path("nowhere"),
        source=set_aside(findings, publication, as_of=DAY),
        edition=(),
        manifest=None,
        as_of=DAY,
    )


def page_of(facts: dict[str, Any]) -> str:
    return report_page(facts).decode()


def test_what_is_accepted_is_told_with_who_why_and_until_when() -> None:
    vague, long = facts_of()["accepted"]
    assert (vague["reason"], vague["by"], vague["until"]) == (
        "a quotation",
        "Ana Example",
        "2027-01-31",
    )
    assert [place["line"] for place in vague["places"]] == [12]
    assert long["places"] == []
    told = [
        group["rule"] for check in facts_of()["checks"] for group in check["findings"]
    ]
    assert "link-text-vague" not in told
    assert "It sets nothing aside." in page_of(facts_of())


def test_open_notes_and_blocks_for_some_editions_are_told() -> None:
    facts = facts_of()
    assert facts["reviewer_notes"] == [
        {"number": 1, "line": 14, "text": "Is it left? Or right?"}
    ]
    assert facts["limited"] == [
        {"block": "For the web", "line": 20, "editions": ["html"], "countries": []}
    ]


def test_what_nobody_looked_at_is_not_assessed() -> None:
    facts = facts_of()
    assert [one["id"] for one in facts["people"]] == [one.id for one in QUESTIONS]
    answered = {one["id"] for one in facts["people"] if one["records"]}
    assert answered == {"heard-well"}
    assert page_of(facts).count("not assessed") == len(QUESTIONS) - 1


def test_rules_without_words_in_a_language_are_named() -> None:
    checks = facts_of(language="ar")["checks"]
    not_run = {rule for check in checks for rule in check["not_run"]}
    assert {"preclinical-unsaid", "dose-latin"} <= not_run
    assert "link-text-vague" not in not_run
    assert "Not checked in ar" in page_of(facts_of(language="ar"))


def test_a_language_without_a_formula_gets_no_number() -> None:
    text = "---\ntitle: X\nlanguage: en\n---\nنحن هنا الآن.\n"
    facts = facts_of(text, language="ar")
    assert facts["readability"]["measures"] == []
    assert "There is no formula for ar" in page_of(facts)


def test_numbers_links_and_years_are_listed_for_reviewers() -> None:
    text = TEXT.replace(
        "language: en",
        "language: en\naudience: {reading_age_target: 11-14}\nreferences:\n"
        "- {id: one, title: First, year: 1998}\n- {id: two, title: Second, year: 2021}",
    ).replace("Go <left>.", "Go 20 steps to Ward 7, in 5% of cases [@one; @two].")
    report = facts_of(text)
    look = report["to_review"]
    assert (look["oldest_source"], look["newest_source"]) == (1998, 2021)
    assert [one["text"] for one in look["links"]] == [
        "click here (https://example.org/map)"
    ]
    assert [one["line"] for one in look["numbers"]] == [16, 16, 16]
    assert "Go 20 steps to Ward 7, in 5% of" in look["numbers"][0]["text"]
    page = report_page(report).decode()
    assert "1998 to 2021" in page
    assert "11-14" in page
    assert page.count("20 steps") >= 1


def test_files_that_are_not_there_are_not_said_to_be_checked() -> None:
    *_, files = facts_of()["checks"]
    assert not files["asked"]
    assert files["rules"] == 0
    assert "Not checked: there are no finished files." in page_of(facts_of())


def test_every_finding_is_on_the_page_and_escaped() -> None:
    publication, mistakes = parse(
        Source(PurePosixPath("en.md"), "x", "", TEXT.encode())
    )
    assert publication is not None
    assert any(found.rule == "raw-html" for found in mistakes)
    facts = evidence(
        publication,
        Path("nowhere"),
        source=mistakes,
        edition=(),
        manifest=None,
        as_of=DAY,
    )
    page = page_of(facts)
    assert "<left>" not in page
    assert page.count("<code>raw-html</code>") == 1


def test_it_neither_scores_nor_claims(built: Path) -> None:
    for path in built.glob("*/*/report.html"):
        text = re.sub(
            r"<style>.*?</style>", "", path.read_text("utf-8"), flags=re.DOTALL
        )
        assert not re.search(r"conforms|compliant|certified|\bscore of\b|\d+ ?%", text)


def test_it_counts_the_words_of_each_edition(guide: Path) -> None:
    facts = json.loads((guide / "report.json").read_text("utf-8"))
    counted = {row["file"]: row["own"] for row in facts["words"]}
    assert len(counted) == 4
    printed = {n for name, n in counted.items() if name.endswith((".pdf", ".epub"))}
    assert len(printed) == 1
    # The promotion stands on the page alone.
    assert counted["index.html"] > max(printed)
    assert all(row["added"] > 0 for row in facts["words"])
    assert facts["state"] == "current"
    assert facts["as_of"] == "2026-11-23"


def test_manifest_and_catalogue_do_not_know_of_it(guide: Path) -> None:
    files = json.loads((guide / "manifest.json").read_text("utf-8"))["files"]
    assert not {"report.html", "report.json", "findings.json"} & set(files)


def test_the_report_passes_the_nu_checker_and_the_browser(built: Path) -> None:
    pages = sorted(built.glob("*/*/report.html"))
    assert pages
    nu, browser = require("nu"), require("browser")
    assert nu.validate(pages) == {path: [] for path in pages}
    found = browser.check_pages(pages, root=built)
    assert {path.parent.name: said for path, said in found.items() if said} == {}


@pytest.mark.parametrize("severity", ["error", "release", "warning"])
def test_counts_are_by_severity(severity: str) -> None:
    facts = facts_of()
    told = [
        place
        for check in facts["checks"]
        for group in check["findings"]
        for place in group["places"]
        if place["severity"] == severity
    ]
    assert facts["counts"][severity] == len(told)
    assert facts["counts"]["accepted"] == 1


def test_a_source_that_cannot_be_built_has_a_report_too(tmp_path: Path) -> None:
    folder = tmp_path / "source" / "ward"
    folder.mkdir(parents=True)
    (folder / "en.md").write_text("# Ward\n\n<b>Left</b>\n", "utf-8")
    ran = run_publish("build", cwd=tmp_path)
    assert ran.returncode == 1
    facts = json.loads((tmp_path / "build/ward/en/report.json").read_text("utf-8"))
    assert facts["state"] == "not built"
    assert facts["counts"]["error"] > 0
