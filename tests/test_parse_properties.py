"""What holds for any text: parse raises nothing, and loses no word in silence."""

import re
from datetime import date
from pathlib import PurePosixPath

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from plainleaf.model import Source
from plainleaf.parse import parse
from plainleaf.validate import validate
from plainleaf.words import words

WORDS = st.sampled_from(
    ["one", "two", "Drei", "пять", "ستة", "dose", "mg", "note", "warning", "table"]
)
MARKS = st.sampled_from(
    [
        *"*_`~#>|[](){}<>!^:-+=&;.,@\\/'\"1290 \t\n",
        "\n\n",
        "\n- ",
        "\n  - ",
        "\n1. ",
        "\n> ",
        "\n## ",
        "\n::: ",
        "\n:::\n",
        "\n:::: note\n",
        '\n::: {.table caption="',
        "\n| ",
        " | ",
        "|---|---|\n",
        "\n: ",
        "\n[^1]: ",
        "[^1]",
        "[@one]",
        "](#one)",
        "]{lang=fr}",
        "]{.term}",
        "{#id}",
        "![",
        "](images/x.svg)",
        "](https://example.org)",
        "\n[one]: ",
        "\n    ",
        "\n---\n",
        "\n```\n",
        "<b>",
        "<!--",
        "&amp;",
        "&#12;",
        "**",
        "  \n",
        "\u00ad",
        "\u2066",
        "\ufeff",
        "\u0085",
    ]
)
MARKDOWN = st.lists(WORDS | MARKS, max_size=60).map("".join)
ANYTHING = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters=["\x00"]),
    max_size=200,
)
FRONT = """---
title: T
language: en
references: [{id: one, title: First}]
glossary: {dose: How much.}
abbreviations: {mg: milligram}
---
"""


def source(raw: bytes) -> Source:
    return Source(PurePosixPath("en.md"), "leaflet", "en", raw)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@example("one\n===\ntwo")
@example("::: note\n> ::: note\n:::\none")
@given(MARKDOWN | ANYTHING)
def test_no_word_is_lost_in_silence(text: str) -> None:
    publication, findings = parse(source((FRONT + text).encode()))
    assert publication is not None
    if findings:
        return
    said = "".join(words(publication)).casefold()
    body = re.sub(r"\[@[^\]]*\]|\{[^{}]*\}|\]\([^)]*\)|\[\^?\w+\]:?[^\n]*", " ", text)
    for word in re.findall(r"[^\W\d_]{2,}", re.sub(r"&#?\w+;", " ", body)):
        if word not in {"note", "warning", "facts", "table", "caption"}:
            assert word.casefold() in said, word


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=200))
def test_any_bytes_give_findings_and_no_exception(raw: bytes) -> None:
    publication, findings = parse(source(raw))
    assert publication is not None or findings


YAML_PARTS = st.sampled_from(
    [
        *":-#{}[],&*!|>'\"%@`?~ \n",
        "title",
        "dates",
        "authors",
        "glossary",
        ": ",
        "\n  ",
        "\n- ",
        "null",
        "references",
        "id",
        "2026-02-30",
        "\t",
        "---\n",
        "\\x01",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(YAML_PARTS | WORDS, max_size=40).map("".join))
def test_any_front_matter_gives_a_title_or_findings(text: str) -> None:
    publication, findings = parse(source(f"---\n{text}\n---\nWords.\n".encode()))
    assert publication is not None or findings


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@example("\u00a0\n[one]: <b>\n- dose/&#12;***")
@example("::: schedule\n- medicine: >\n    a\n    .5 mg\n  when: x\n:::")
@given(MARKDOWN)
def test_every_finding_is_inside_the_text_and_says_what_to_do(text: str) -> None:
    whole = FRONT + text
    publication, findings = parse(source(whole.encode()))
    assert publication is not None
    findings += validate(publication, as_of=date(2026, 11, 23))
    lines = whole.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in findings:
        place = finding.location
        assert 1 <= place.line <= len(lines), finding
        assert 0 <= place.column <= len(lines[place.line - 1]) + 1, finding
        assert finding.message
        assert finding.hint, finding
