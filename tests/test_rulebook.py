"""The list of rules: every rule once, and docs/rules.md in step with the program."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from plainleaf import parse, validate
from plainleaf.rulebook import everything, rules_list, rules_page
from plainleaf.tagging import problem_rules
from plainleaf.tagging.problems import ProblemLog

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "rules.md"


def printed_ids() -> Iterator[str]:
    """Yield the ids that stand in the code as a finding's own."""
    for path in sorted((ROOT / "plainleaf").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "Finding":
                given = [*call.args[:1], *(k.value for k in call.keywords[:1])]
                for found in given[:1]:
                    if isinstance(found, ast.Constant):
                        yield str(found.value)


def test_the_page_of_rules_is_the_programs_own() -> None:
    """Made anew by `python publish.py rules --markdown > docs/rules.md`."""
    assert PAGE.read_text("utf-8") == rules_page()


def test_every_rule_is_listed_once_and_says_what_must_hold() -> None:
    listed = [rule for _, rules in everything() for rule in rules]
    ids = [rule.id for rule in listed]
    assert len(ids) == len(set(ids))
    for rule in listed:
        assert f"  {rule.id} (" in rules_list()
        assert rule.summary[0].isupper() or not rule.summary[0].isalpha(), rule.id
        assert "." in rule.summary, rule.id


def test_every_id_that_a_build_prints_is_listed() -> None:
    listed = {rule.id for _, rules in everything() for rule in rules}
    printed = set(printed_ids())
    assert len(printed) > 10
    assert printed - listed == set()


def test_every_problem_of_the_tagger_is_listed_and_every_one_listed_is_told() -> None:
    tagging = ROOT / "plainleaf" / "tagging"
    code = "".join(
        path.read_text("utf-8")
        for path in sorted(tagging.glob("*.py"))
        if path.name != "problem_rules.py"
    )
    listed = {rule.id for _, rules in everything() for rule in rules}
    for rule in problem_rules.RULES:
        assert f'"{rule.id}"' in code, rule.id
        assert f"tag-{rule.id}" in listed
    with pytest.raises(KeyError):
        ProblemLog({}).add("no-such-rule", "Words.")


def test_every_rule_about_a_source_names_where_it_is_from() -> None:
    lacking = [
        rule.id for rule in (*parse.rules(), *validate.rules()) if not rule.source
    ]
    assert lacking == []
