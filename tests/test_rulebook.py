"""The list of rules: every rule once, and docs/rules.md in step with the program."""

import ast
from collections.abc import Iterator
from pathlib import Path

from plainleaf import parse, tagger_rules, validate
from plainleaf.rulebook import everything, rules_list, rules_page

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


def problem_ids() -> Iterator[str]:
    """Yield the ids that the tagger gives its problems, and all that look like one."""
    for path in sorted((ROOT / "plainleaf" / "tagging").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr="add"), args=[first, _, *_]):
                    if isinstance(first, ast.Constant):
                        yield str(first.value)
                case ast.Assign(targets=[ast.Tuple(elts=[ast.Name(id="rule"), _])]):
                    assert isinstance(node.value, ast.Tuple)
                    yield ast.literal_eval(node.value.elts[0])


def test_every_problem_of_the_tagger_is_listed_and_every_one_listed_is_told() -> None:
    given = set(problem_ids())
    assert given == {rule.id for rule in tagger_rules.RULES}
    listed = {rule.id for _, rules in everything() for rule in rules}
    assert {f"tag-{rule}" for rule in given} <= listed


def test_every_rule_about_a_source_names_where_it_is_from() -> None:
    lacking = [
        rule.id for rule in (*parse.rules(), *validate.rules()) if not rule.source
    ]
    assert lacking == []
