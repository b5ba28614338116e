"""The list of rules: every rule once, and docs/rules.md in step with the program."""

from pathlib import Path

from plainleaf.rulebook import rules_list, rules_page, stages

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"


def test_the_page_of_rules_is_the_programs_own() -> None:
    """Made anew by `python publish.py rules --markdown > docs/rules.md`."""
    assert PAGE.read_text("utf-8") == rules_page()


def test_every_rule_is_listed_once_and_says_what_must_hold() -> None:
    listed = [rule for _, rules in stages() for rule in rules]
    ids = [rule.id for rule in listed]
    assert len(ids) == len(set(ids))
    for rule in listed:
        assert f"  {rule.id} (" in rules_list()
        assert rule.summary[0].isupper() or not rule.summary[0].isalpha(), rule.id
        assert "." in rule.summary, rule.id
