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
