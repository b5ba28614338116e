"""The guide carries every fact of its original, in every edition.

`tests/guide/facts.yaml` lists the original's numbers, names and terms with the words
that must be found; `original-to-leaflet.csv` beside the guide's source accounts for
the original word by word. Both are held to the original's own text, so that neither
can leave anything out.
"""

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "source" / "exosomes-for-hair-restoration"
ORIGINAL = (GUIDE / "original.txt").read_text(encoding="utf-8")
LEAFLET = (GUIDE / "en.md").read_text(encoding="utf-8")
EDITIONS = ("html", "pdf", "epub")
FRONT_MATTER_PLACES = {"title", "subtitle", "main message", "call to action"}
COLUMNS = [
    "number",
    "original statement",
    "where it stands now",
    "how it changed",
    "why",
]


class Fact(TypedDict, total=False):
    """One entry of facts.yaml."""

    original: str
    leaflet: list[str]
    reason: str


FACTS = yaml.safe_load((ROOT / "tests/guide/facts.yaml").read_text(encoding="utf-8"))
EVERYWHERE: list[Fact] = FACTS["everywhere"]
PAGE_ONLY: list[Fact] = FACTS["page_only"]
ROWS = list(
    csv.DictReader(
        (GUIDE / "original-to-leaflet.csv").read_text(encoding="utf-8").splitlines()
    )
)

_QUOTES = str.maketrans(
    {"\N{LEFT DOUBLE QUOTATION MARK}": '"', "\N{RIGHT DOUBLE QUOTATION MARK}": '"'}
    | {"\N{RIGHT SINGLE QUOTATION MARK}": "'"}
)


def _plain(text: str) -> str:
    """Fold what does not change a fact: spaces, capitals, the shape of quotes.

    Spaces go altogether: reading a file plainly may put one wherever a line or an
    element ends. That words keep theirs is parity's to check.
    """
    return "".join(text.translate(_QUOTES).casefold().split())


def _wordings(fact: Fact) -> list[str]:
    return fact.get("leaflet", [fact["original"]])


def _missing(facts: list[Fact], text: str) -> list[str]:
    plain = _plain(text)
    return [w for fact in facts for w in _wordings(fact) if _plain(w) not in plain]


def _without_reviewer_notes(source: str) -> str:
    return re.sub(
        r"^::: reviewer\n.*?^:::$", "", source, flags=re.MULTILINE | re.DOTALL
    )


# --- the editions ----------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
def test_edition_states_every_fact(
    guide_texts: Mapping[str, str], edition: str
) -> None:
    assert _missing(EVERYWHERE, guide_texts[edition]) == []


def test_promotion_is_on_the_page(guide_texts: Mapping[str, str]) -> None:
    assert _missing(PAGE_ONLY, guide_texts["html"]) == []


@pytest.mark.parametrize("edition", ["pdf", "epub"])
def test_promotion_is_in_no_edition_to_keep(
    guide_texts: Mapping[str, str], edition: str
) -> None:
    wordings = [wording for fact in PAGE_ONLY for wording in _wordings(fact)]
    assert _missing(PAGE_ONLY, guide_texts[edition]) == wordings


def test_regulation_is_worded_as_the_regulator_has_it() -> None:
    plain = _plain(_without_reviewer_notes(LEAFLET))
    phrases = FACTS["only_in_reviewer_notes"]
    assert [p for p in phrases if _plain(p) in plain] == []
    assert [p for p in phrases if _plain(p) not in _plain(LEAFLET)] == []


# --- the list of facts -----------------------------------------------------------


def test_facts_quote_the_original() -> None:
    plain = _plain(ORIGINAL)
    quotes = [fact["original"] for fact in EVERYWHERE + PAGE_ONLY]
    assert [quote for quote in quotes if _plain(quote) not in plain] == []


def test_facts_list_every_number_and_short_form() -> None:
    quotes = " ".join(fact["original"] for fact in EVERYWHERE + PAGE_ONLY)
    pattern = r"\d[\d,]*|(?:mi?)?[A-Z]{2,}s?"
    stated = set(re.findall(pattern, ORIGINAL))
    assert {"30", "150", "1,500", "5,000", "mRNA", "FDA", "RCTs"} <= stated
    assert sorted(stated - set(re.findall(pattern, quotes))) == []


# --- the account of changes ------------------------------------------------------


def test_account_covers_the_original_word_by_word() -> None:
    """The quoted statements, in their order, are the original: none left out."""
    quoted = "".join("".join(row["original statement"].split()) for row in ROWS)
    assert quoted == "".join(ORIGINAL.split())


def test_account_quotes_whole_runs_of_the_original() -> None:
    original = " ".join(ORIGINAL.split())
    quotes = [row["original statement"] for row in ROWS]
    assert [quote for quote in quotes if quote not in original] == []


def test_account_is_complete() -> None:
    assert list(ROWS[0]) == COLUMNS
    assert [row["number"] for row in ROWS] == [str(n + 1) for n in range(len(ROWS))]
    assert [row["number"] for row in ROWS if not all(row.values())] == []


def test_account_leads_to_places_that_exist() -> None:
    headings = re.findall(r"^#{2,4} (.+?)(?: \{.*\})?$", LEAFLET, flags=re.MULTILINE)
    places = FRONT_MATTER_PLACES | set(headings)
    named = [p for row in ROWS for p in row["where it stands now"].split("; ")]
    assert [_plain(p) for p in named if _plain(p) not in map(_plain, places)] == []


def test_account_names_reviewer_notes_that_exist() -> None:
    notes = LEAFLET.count("\n::: reviewer\n")
    named = re.findall(r"\d+", " ".join(re.findall(r"notes? [\d and]+", str(ROWS))))
    assert {int(number) for number in named} <= set(range(1, notes + 1))
    assert named
