"""What an editor who made a mistake is told: its place, and a hint for this mistake.

Each case is a whole source. `told` looks like a line of the report; a rule in `silent`
would only be the echo of what is told.
"""

from datetime import date
from pathlib import PurePosixPath

import pytest

from plainleaf.findings import Finding
from plainleaf.model import Source
from plainleaf.parse import parse
from plainleaf.validate import validate

HEAD = "---\ntitle: Plan of the ward\nlanguage: en\n---\n## Where to go\n\n"
SPANISH = HEAD.replace("language: en", "language: es")


def findings(text: str) -> tuple[Finding, ...]:
    source = Source(PurePosixPath("en.md"), "ward", "", text.encode())
    publication, mistakes = parse(source)
    if publication is None:
        return mistakes
    return mistakes + validate(publication, as_of=date(2026, 11, 23))


def lines(text: str, rule: str) -> list[str]:
    return [
        f"{one.location.line}:{one.location.column} {one.message} | {one.hint}"
        for one in findings(text)
        if one.rule == rule
    ]


@pytest.mark.parametrize(
    ("text", "wanted", "refused"),
    [
        ("Take 5 mg prn.", "only when you need it", "twice"),
        ("Take 5 mg PRN.", "only when you need it", "twice"),
        ("Take 5 mg t.d.s. with food.", "three times a day", "twice"),
        ("Take 5 mg q.6.h. with food.", "every 6 hours", "twice"),
        ("Take 5 mg q5h with food.", "how much to take", "twice"),
    ],
)
def test_a_short_form_is_never_given_the_meaning_of_another(
    text: str, wanted: str, refused: str
) -> None:
    (line,) = lines(HEAD + text, "dose-latin")
    assert wanted in line
    assert refused not in line


def test_a_spanish_short_form_is_explained_in_spanish() -> None:
    (line,) = lines(SPANISH + "Tome 5 mg c/8h.", "dose-latin")
    assert "cada 8 horas" in line
