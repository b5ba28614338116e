"""Whose country holds: the text's own, and its publisher's where it names none."""

from datetime import date
from pathlib import PurePosixPath

import pytest

from plainleaf.findings import Finding, Severity
from plainleaf.model import Callout, Publication, Source
from plainleaf.parse import parse
from plainleaf.validate import validate
from plainleaf.validate.doses import house_of

TODAY = date(2026, 11, 23)
CARD = "::: {.care level=emergency}\n### You cannot breathe\n\nSit up.\n:::\n"


def read(
    front: str, publisher: str, body: str = CARD, name: str = "en"
) -> tuple[Publication, tuple[Finding, ...]]:
    made, findings = parse(
        Source(
            path=PurePosixPath(f"{name}.md"),
            leaflet="leaflet",
            language=name,
            raw=f"---\ntitle: T\n{front}\n---\n\n{body}".encode(),
            files={},
            publisher_path=PurePosixPath("publisher.yaml"),
            publisher_raw=publisher.encode(),
        )
    )
    assert made is not None
    return made, findings


def number(publication: Publication) -> str | None:
    (card,) = (block for block in publication.blocks if isinstance(block, Callout))
    return card.number


@pytest.mark.parametrize(
    ("front", "publisher", "called", "house"),
    [
        ("language: en", "jurisdiction: US", "911", "ismp"),
        ("language: en", "name: Clinic", None, None),
        ("jurisdictions: [GB]", "jurisdiction: GB-SCT", "999", "nhs"),
        ("jurisdictions: [GB-SCT]", "jurisdiction: GB", "999", "nhs"),
        ("jurisdictions: [GB, IE]", "jurisdiction: IE", "112", None),
        ("jurisdictions: [GB]", "name: Clinic", "999", "nhs"),
        (
            "jurisdictions: [GB]\nemergency_number: '111'",
            "jurisdiction: US",
            "111",
            "nhs",
        ),
    ],
)
def test_the_text_decides_and_then_its_publisher(
    front: str, publisher: str, called: str | None, house: str | None
) -> None:
    made, findings = read(front, publisher)
    assert findings == ()
    assert (number(made), house_of(made)) == (called, house)


@pytest.mark.parametrize(
    ("countries", "called"), [("GB", "999"), ("GB, IE", None), ("NO", "113")]
)
def test_nobody_is_told_to_call_abroad(countries: str, called: str | None) -> None:
    made, findings = read(f"jurisdictions: [{countries}]", "jurisdiction: US")
    (found,) = findings
    assert found.rule == "emergency-number-unsettled"
    assert found.severity is Severity.ERROR
    assert (found.location.line, found.location.column) == (6, 1)
    assert countries in found.message
    assert "emergency_number:" in found.hint
    assert number(made) == called


def test_no_card_needs_no_number() -> None:
    _, findings = read("jurisdictions: [GB]", "jurisdiction: US", "Sit up.\n")
    assert findings == ()


@pytest.mark.parametrize(
    ("line", "times"), [("In an emergency, call 911.", 1), ("Call 999.", 0)]
)
def test_the_publishers_last_line_is_of_the_texts_country(
    line: str, times: int
) -> None:
    made, _ = read("jurisdictions: [GB]", f"jurisdiction: US\nemergency_line: {line}")
    rules = [found.rule for found in validate(made, as_of=TODAY)]
    assert rules.count("emergency-number-foreign") == times


def test_an_unknown_country_loses_no_words_in_silence() -> None:
    body = '::: {.only jurisdiction="UK"}\nAsk your GP.\n:::\n\nSit up.\n'
    made, findings = read("language: en", "jurisdiction: GB", body)
    told = {found.rule: found for found in findings}
    assert told.keys() == {"bad-value", "only-left-out"}
    assert told["bad-value"].severity is Severity.ERROR
    assert told["bad-value"].hint == "Did you mean `GB`?"
    assert len(made.left_out) == 1


def test_what_is_left_out_for_other_countries_is_told() -> None:
    body = "::: {.only jurisdiction=IE}\nAsk your GP.\n:::\n\nSit up.\n"
    (found,) = read("jurisdictions: [GB]", "jurisdiction: IE", body)[1]
    assert found.rule == "only-left-out"
    assert found.severity is Severity.NOTE
    assert "for IE" in found.message
    assert "for GB" in found.message


@pytest.mark.parametrize("tag", ["xx", "en-UK", "en-Abcd"])
def test_a_language_that_nobody_knows_is_told(tag: str) -> None:
    body = f"Say [salam]{{lang={tag}}}.\n"
    (found,) = read("language: en", "name: Clinic", body)[1]
    assert found.rule == "bad-language"
    assert ("Did you mean `en-GB`?" in found.hint) == (tag == "en-UK")
    rules = {found.rule for found in read("version: 1", "", "Words.\n", tag)[1]}
    assert "bad-language" in rules


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("fra", "Write `fr`:"),
        ("ger", "Write `de`:"),
        ("spa-MX", "Write `es-MX`:"),
        ("zho-Hans", "Write `zh-Hans`:"),
        ("esp", "Write `en`, `en-GB`, `es` or `ar`"),
        ("xyz", "Write `en`, `en-GB`, `es` or `ar`"),
        ("und", "Write `en`, `en-GB`, `es` or `ar`"),
        ("zxx", "Write `en`, `en-GB`, `es` or `ar`"),
    ],
)
def test_a_code_of_three_letters_is_known_and_needed(tag: str, hint: str) -> None:
    body = f"Say [salam]{{lang={tag}}}.\n"
    (found,) = read("language: en", "name: Clinic", body)[1]
    assert found.rule == "bad-language"
    assert found.hint.startswith(hint)
    rules = {found.rule for found in read(f"language: {tag}", "", "Words.\n")[1]}
    assert "bad-language" in rules


@pytest.mark.parametrize(
    "tag", ["iw", "es-419", "zh-Hans", "nhe", "sco-GB", "yue", "rop", "ckb", "prs"]
)
def test_rare_and_old_languages_pass(tag: str) -> None:
    body = f"Say [salam]{{lang={tag}}}.\n"
    assert read("language: en", "name: Clinic", body)[1] == ()
