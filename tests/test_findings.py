"""What a finding is: none is made that does not say where it is and what helps."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from plainleaf import check
from plainleaf.check.faults import REMEDIES, Fault, finding_of
from plainleaf.findings import FAULT_OF_OURS, Finding, Location, Severity
from plainleaf.validate.rule import Remark, Rule

PLACE = Location(PurePosixPath("source/asthma/en.md"), 3, 1)
GOOD = Finding("title-long", Severity.WARNING, "the title is long", PLACE, "Cut it.")


@pytest.mark.parametrize(
    ("changed", "lacking"),
    [
        ({"rule": ""}, "rule"),
        ({"message": ""}, "message"),
        ({"hint": ""}, "hint"),
        ({"location": Location(PurePosixPath())}, "location"),
        ({"hint": "", "location": Location(PurePosixPath(""))}, "hint, location"),
    ],
)
def test_no_finding_is_made_without_place_and_hint(
    changed: dict[str, str], lacking: str
) -> None:
    with pytest.raises(ValueError, match=f"^a finding without {lacking}:"):
        replace(GOOD, **changed)  # type: ignore[arg-type]


def test_the_hint_of_a_finding_cannot_be_left_out() -> None:
    with pytest.raises(TypeError, match="hint"):
        Finding("a", Severity.NOTE, "wrong", PLACE)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="hint"):
        Remark("wrong", PLACE)  # type: ignore[call-arg]
    assert Rule.findings  # every remark of a rule goes through the one constructor


def test_what_any_check_finds_comes_with_a_remedy_that_is_a_sentence() -> None:
    path = Path("build/asthma/en/index.html")
    rules = check.rules()
    found = [finding_of(Fault("it is wrong"), rule.id, path) for rule in rules]
    assert len(found) > 70
    for one in found:
        assert one.hint[0].isupper(), one
        assert one.hint.endswith("."), one
    assert {one.rule for one in found if one.hint != FAULT_OF_OURS} == set(REMEDIES)


def test_a_fault_that_has_a_hint_of_its_own_keeps_it() -> None:
    fault = Fault("it is 2 MB", hint="Save the pictures smaller.")
    found = finding_of(fault, "epub-pictures", Path("a.epub"))
    assert found.hint == "Save the pictures smaller."
