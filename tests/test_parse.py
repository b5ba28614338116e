"""Stage 2 against readable cases: a text, and the outline and findings it gives."""

from pathlib import Path, PurePosixPath

import pytest
from cases_format import Case, read_cases, write_expected
from pictures_made import GREY_PNG, PLAIN_SVG

from plainleaf.findings import Finding
from plainleaf.model import Source
from plainleaf.parse import parse, rules
from plainleaf.render.outline import outline

CASES = Path(__file__).parent / "cases" / "parse"
TITLED = "---\ntitle: T\n---\n"
FILES = {
    PurePosixPath("images/plan.svg"): PLAIN_SVG,
    PurePosixPath("images/grey.png"): GREY_PNG,
    PurePosixPath("images/sign.svg"): PLAIN_SVG.replace(
        b"</svg>", b"<text>Way <tspan>out</tspan></text><text>\xe2\x86\x92</text></svg>"
    ),
}


def all_cases() -> list[Case]:
    return [case for path in sorted(CASES.glob("*.md")) for case in read_cases(path)]


def source_of(text: str) -> Source:
    return Source(
        path=PurePosixPath("en.md"),
        leaflet="leaflet",
        language="en",
        raw=text.encode("utf-8", errors="surrogatepass"),
        files=FILES,
    )


def shown(finding: Finding, *, above: int = 0) -> str:
    """Return a finding in one line, its lines counted from the case's own first."""
    place = finding.location
    where = f"{place.line - above}:{place.column}" if place.line else "file"
    return f"! {where} {finding.severity.value} [{finding.rule}] {finding.message}"


def result(text: str) -> str:
    """Return what a case is to expect: the outline, then the findings.

    A text without front matter is given a title, and the outline's head is left out.
    """
    bare = not text.lstrip().startswith("---")
    above = TITLED.count("\n") if bare else 0
    publication, findings = parse(source_of(TITLED + text if bare else text))
    lines = outline(publication).split("\n")[:-1] if publication else ["no publication"]
    if bare:
        lines = [line[2:] for line in lines[2:] if not line.startswith("  image ")]
    return "\n".join(lines + [shown(finding, above=above) for finding in findings])


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_a_text_gives_its_outline_and_findings(
    case: Case,
    update_golden: bool,  # noqa: FBT001 - a fixture
) -> None:
    found = result(case.given)
    if update_golden:
        write_expected(case, found)
        return
    assert found == case.expected


def test_case_titles_differ() -> None:
    titles = [str(case) for case in all_cases()]
    assert len(titles) == len(set(titles))


PROVED_ELSEWHERE = {
    # what no case file can hold, or only a long one: test_parse_limits.py and
    # test_front_matter.py
    "not-utf-8",
    "control-character",
    "bidi-control",
    "line-ends",
    "mojibake",
    "paragraph-too-long",
    "word-too-long",
    "table-too-long",
    "image-unreadable",
    "image-too-large",
    "svg-unsafe",
    "language-missing",
    # what needs a publisher: test_countries.py
    "emergency-number-unsettled",
}


def test_every_rule_of_parse_is_met_in_a_case() -> None:
    expected = "".join(case.expected for case in all_cases())
    met = {rule.id for rule in rules() if f"[{rule.id}]" in expected}
    assert met | PROVED_ELSEWHERE == {rule.id for rule in rules()}
