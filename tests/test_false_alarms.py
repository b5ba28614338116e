"""What is no mistake though it looks like one, each beside a twin that is one."""

from datetime import date
from pathlib import PurePosixPath

import pytest

from plainleaf.model import Source
from plainleaf.parse import parse
from plainleaf.validate import validate


def told(text: str, *, language: str = "en", more: str = "") -> set[str]:
    """Return the rules that speak of a text, with front matter of a few lines."""
    front = f"---\ntitle: Plan of the ward\nlanguage: {language}\n{more}---\n"
    raw = f"{front}## Where to go\n\n{text}\n".encode()
    publication, mistakes = parse(Source(PurePosixPath("en.md"), "ward", "", raw))
    assert publication is not None, mistakes
    findings = mistakes + validate(publication, as_of=date(2026, 11, 23))
    return {one.rule for one in findings}


CITED = "references: [{id: smith-2020, title: On wards, doi: 10.1000/wards}]\n"


@pytest.mark.parametrize(
    "text",
    [
        "Take [2] tablets.",
        "Say how bad your pain is [0-10].",
        "Say how bad your pain is [0-10]. Say it again [0-10]. And again [0].",
        "Write the number of your bed here [3].",
    ],
)
def test_a_number_in_brackets_is_no_work_by_itself(text: str) -> None:
    assert "citation-as-text" not in told(text)


def test_a_scale_is_no_work_where_works_are_listed() -> None:
    assert "citation-as-text" not in told("Your pain [0-10]. [@smith-2020]", more=CITED)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Wards heal [3]. Beds are warm.[1, 4] Chairs are not.", ""),
        ("Wards [3] heal. Others do not [@smith-2020].", CITED),
    ],
)
def test_a_number_among_others_is_a_work(text: str, more: str) -> None:
    assert "citation-as-text" in told(text, more=more)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ring the hospital number 01632 960 100."),
        ("en", "Hospital number: 01632 960100"),
        ("en", "Patient name: please print"),
        ("es", "Llame al número de paciente 915 550 100."),
        ("es", "Número de paciente: 915550100"),
        ("es", "Nombre del paciente: en mayúsculas"),
    ],
)
def test_a_telephone_number_and_a_blank_are_no_patients_own(
    language: str, text: str
) -> None:
    assert "patient-data" not in told(text, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hospital number: K123456"),
        ("en", "Patient name: Jane Doe"),
        ("en", "Date of birth: 12/03/1950"),
        ("es", "Número de paciente: 123456"),
        ("es", "Nombre del paciente: José Pérez"),
        ("es", "Fecha de nacimiento: 12/03/1950"),
    ],
)
def test_a_patients_own_number_and_name_are(language: str, text: str) -> None:
    assert "patient-data" in told(text, language=language)


@pytest.mark.parametrize(
    "text",
    [
        "You need\n\n- 2 pairs of socks",
        "Please bring:\n- your card",
        "Please bring:\n\n- 10",
        "::: checklist\n- 2 pairs of socks\n:::",
        "* Ask your doctor *first*.",
        "This is *not* yours.\n\n* Ask your doctor first.",
        "What to bring\n- your card",
    ],
)
def test_a_list_of_one_entry_is_a_list(text: str) -> None:
    assert "sign-as-bullet" not in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "It may freeze to\n- 5 degrees.",
        "Your lens has\n\n- 2.50 D",
        "Your score is\n\n- 2.5",
        "The price* is yours.\n\n* Ask first.",
    ],
)
def test_a_minus_and_a_star_are_signs(text: str) -> None:
    assert "sign-as-bullet" in told(text)


@pytest.mark.parametrize(
    "text", ["Read on, see [1] (p.4).", "Bring [if you have it] (e.g.) a card."]
)
def test_a_page_and_a_short_form_are_no_address(text: str) -> None:
    assert "link-unreadable" not in told(text)


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "www.example.org", "#desk", "map.pdf", "tel:123", "a.md#b"],
)
def test_what_leads_somewhere_is_an_address(address: str) -> None:
    assert "link-unreadable" in told(f"See [the map] ({address}).")


@pytest.mark.parametrize(
    "text",
    [
        "Most people who have this are older than\n65. It is not often found before.",
        "Take the tablets of the blue box\n(2) with food and water, please.",
        "This is what the law of the land says in\na) of its first part.",
        "You need to\n2. rest.",
    ],
)
def test_a_wrapped_line_is_no_entry(text: str) -> None:
    assert "list-typed" not in told(text)


@pytest.mark.parametrize(
    "text", ["(1) one\n\n(2) two", "a) one\nb) two", "You\n2. rest\n3. walk"]
)
def test_two_of_a_sequence_are_a_list(text: str) -> None:
    assert "list-typed" in told(text)


@pytest.mark.parametrize(
    "text", ["Vitamin\nB12 is good", "Take vitamin\nB12 and iron\nevery day"]
)
def test_wrapped_text_is_no_address(text: str) -> None:
    assert "lines-joined" not in told(text)


@pytest.mark.parametrize(
    "text", ["Ward 7\nExample Street 1", "Ward 7\nAsk for a nurse\nBring a card"]
)
def test_short_lines_are_kept_apart(text: str) -> None:
    assert "lines-joined" in told(text)


def test_about_so_many_is_no_mark() -> None:
    assert "marks-left" not in told("It takes ~10-~20 minutes.")
    assert "marks-left" in told("Drink H~2~O.")


@pytest.mark.parametrize(
    "entry",
    [
        "لا تأخذ هذا الدواء",
        "تجنبي هذا الدواء",
        "توقف عن هذا الدواء",
        "توقفي عن هذا الدواء",
        "امتنع عن هذا الدواء",
    ],
)
def test_a_refusal_in_arabic_is_known(entry: str) -> None:
    told_of = told(f"::: dont\n- {entry}\n- {entry}\n:::", language="ar")
    assert "dont-without-words" not in told_of


def test_what_is_no_refusal_in_arabic_is_told() -> None:
    told_of = told("::: dont\n- هذا الدواء\n- الماء\n:::", language="ar")
    assert "dont-without-words" in told_of


WIDE = ", ".join(f"{time}: 1 tablet" for time in ("morning", "noon", "evening"))
SCHEDULE = f"""::: {{.schedule caption="When to take it"}}
- medicine: Examplin
  for: pain
  when: {{{WIDE}}}
:::"""
TYPED = """::: {.table caption="When to take it" row-headers=1}
| Medicine | For | Morning | Noon | Evening |
|---|---|---|---|---|
| Examplin | pain | 1 tablet | 1 tablet | 1 tablet |
:::"""


def test_a_schedule_is_known_by_its_mark() -> None:
    for text, ours in ((SCHEDULE, True), (TYPED, False)):
        found = told(text, more="type: discharge\n")
        assert ("table-wide" not in found) is ours
        assert ("tool-missing" not in found) is ours


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        ("procedure", set()),
        ("condition-guide", {"figure-missing"}),
        ("discharge", {"tool-missing"}),
        ("treatment-guide", {"figure-missing", "tool-missing"}),
    ],
)
def test_a_blood_test_needs_neither_picture_nor_tool(
    kind: str, rules: set[str]
) -> None:
    found = told("It is over in a minute.", more=f"type: {kind}\n")
    assert found & {"figure-missing", "tool-missing"} == rules
