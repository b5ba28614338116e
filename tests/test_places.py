"""Every finding names the very line and column, the second of two equal words too.

Each line is a source's body in which the marked words, « and » around them, are what
the rule finds; the same words stand on the line before, where they are right.
"""

from datetime import date
from pathlib import PurePosixPath

import pytest

from plainleaf.model import Source
from plainleaf.parse import parse
from plainleaf.validate import validate

HEAD = """---
title: Plan of the ward
language: en-US
jurisdictions: [US]
abbreviations: {MRI: magnetic resonance imaging}
references: [{id: one, title: First}]
---
"""
TABLE = '::: {.table caption="Doses" row-headers=1}\n| Day | Dose |\n|---|---|\n'


def places(text: str, rule: str) -> list[tuple[int, int]]:
    source = Source(PurePosixPath("en.md"), "ward", "en", (HEAD + text).encode())
    publication, mistakes = parse(source)
    assert publication is not None, mistakes
    findings = mistakes + validate(publication, as_of=date(2026, 11, 23))
    return [
        (one.location.line, one.location.column) for one in findings if one.rule == rule
    ]


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without its marks, and where in the source they stood."""
    above = HEAD.count("\n") + 1
    bare, found = "", []
    for character in text:
        if character == "«":
            found.append((above + bare.count("\n"), len(bare.rpartition("\n")[2]) + 1))
        elif character != "»":
            bare += character
    return bare, found


def test_a_word_of_the_front_matter_is_told_where_it_stands() -> None:
    head = HEAD.replace(
        "language:", 'main_message: "Not 0.5 mg, .5 mg and .5 mg."\nlanguage:'
    )
    source = Source(PurePosixPath("en.md"), "ward", "en", head.encode())
    publication, _ = parse(source)
    assert publication is not None
    found = [
        (one.location.line, one.location.column)
        for one in validate(publication, as_of=date(2026, 11, 23))
        if one.rule == "dose-leading-zero"
    ]
    assert found == [(3, 28), (3, 38)]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("dose-leading-zero", "Not 0.5 mg, «.5 mg» and «.5 mg»."),
        ("dose-leading-zero", "An MRI, then an MRI of «.5 mg» and **«.5 mg»**."),
        ("dose-leading-zero", "- one\n  - two: 0.5 mg, «.5 mg»\n    and «.5 mg»"),
        ("dose-leading-zero", "é 🙂 م ب 0.5 mg, «.5 mg» é 🙂 «.5 mg»"),
        ("dose-leading-zero", "Day\n: 0.5 mg, «.5 mg»,\n  «.5 mg»"),
        ("dose-leading-zero", "::: note\n### 0.5 mg or «.5 mg»\nx\n:::"),
        ("dose-leading-zero", "See[^1].\n\n[^1]: Not 0.5 mg, «.5 mg».\n    «.5 mg»"),
        ("dose-leading-zero", TABLE + "| .1 | 0.5 mg, «.5 mg» |\n:::"),
        ("dose-leading-zero", "[a .1](https://example.org) &amp; 0.5 mg, «.5 mg»"),
        ("dose-trailing-zero", "Take 5 mg, «5.0 mg» or   «5.0 mg» [@one] «5.0 mg»."),
        ("dose-latin", "It is bd. Take 1 «bd», 2 «bd»."),
        (
            "dose-leading-zero",
            (
                '::: {.schedule caption="C"}\n- medicine: A\n'
                "  strength: 0.5 mg, «.5 mg»\n"
                "  when: {morning: \"0.5 mg, «.5 mg»\", noon: '«.5 mg»'}\n:::"
            ),
        ),
        ("dose-leading-zero", "    x 0.5 mg «.5 mg»\n    «.5 mg»"),
        ("range-with-dash", "From 5 to 10, «5-10» and «5-10»."),
        ("phone-not-linked", "[555-0123](tel:5550123) «555-0123» «555-0124»"),
        ("time-read-two-ways", "At 12 to 2 pm, «12 pm» and «12 am»."),
        ("time-forms-mixed", "At 1:30pm, «13:30» and «13:31»."),
        ("date-cut-short", "On 3 April 26, «3 Apr 26» and «3rd Apr».\n«3 Apr»"),
        ("range-with-dash", "Monday to Friday, «Mon-Fri», «9am-5pm»."),
        ("dose-latin", "It is bd. Take one tab «qds», rub it in «tid»"),
        ("dose-abbreviated", "In 2 hours, «2hrs», «3 mins»."),
        ("symbol-typed", "Tick «✔» and «✔»."),
        (
            "citation-as-text",
            "In 2020, Smith. «(Smith et al., 2020)», «(Smith et al., 2020)»",
        ),
        (
            "link-text-vague",
            "Click here, «[here]»(https://a.org) «[here]»(https://a.org)",
        ),
        ("link-scheme", "x.pdf [x.pdf](https://a.org) «[x.pdf]»(x.pdf)"),
        ("undefined-citation", "[@one] [@one; «@two»] [«@two»]"),
        ("undefined-note", "[^1] is there, «[^2]» and «[^2]»\n\n[^1]: Note. [^1]"),
        ("undefined-reference", "[a]\\[b] [a«][b]» [a«][b]»"),
        ("raw-html", "a < b, «<b>»c«</b>»"),
        ("code", "'x' «`x`» «`x`»"),
        ("marks-left", "\\*\\* x «**» x «**»"),
        ("marks-left", "\\* It is free«*» at night«*»."),
        ("marks-left", "\\_ x_y word«_» and «_»word x_y@a.org"),
        ("marks-left", "\\` don't, don«`»t"),
        ("marks-left", "2 \\* 3 mg, 2 «*» 3 mg, then 2«*»3 mg"),
        (
            "placeholder-left",
            "Ask Ward 7, «[name of nurse]» or «TBC», «[insert phone]», «XX» or «TBC».",
        ),
        ("struck-out", "\\~~x~~ «~~x~~» «~~x~~»"),
        ("lost-asterisk", "2\\*3\\*4 2«*»3*4 and 2«*»3*4"),
        ("typed-blank", "Name: «____» and «_____»"),
        ("control-character", "x «&#12;» «&#12;»"),
        ("table-row-long", TABLE + "| 1 | 2 |\n| 1 | 2 | «2» |\n:::"),
        (
            "undefined-citation",
            '::: {.table caption="table [«@two»]"}\n| a |\n|---|\n:::',
        ),
        ("undefined-note", '::: {.write-in label="label«[^2]»"}\n:::'),
        ("unknown-attribute", "[x]{lang=fr} [x]«{x=fr}» [x]«{x=fr}»"),
        ("bidi-control", "a\u2066a\u2069 «\u202e»a"),
        ("heading-unreadable", "text\n«##text»\n\n> «##text»"),
    ],
)
def test_each_of_two_equal_words_is_told_at_its_own_place(rule: str, text: str) -> None:
    bare, expected = marked(text)
    assert places(bare, rule) == expected
