"""Front matter and publisher.yaml: defaults, hints, and values that stay as typed."""

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest
from pictures_made import PLAIN_SVG

from plainleaf.findings import Finding, Location
from plainleaf.imprint import Publisher, Status
from plainleaf.model import Publication, Source
from plainleaf.parse import parse


def parsed(
    front: str,
    *,
    leaflet: str = "leaflet",
    language: str = "en",
    publisher: str = "",
    files: dict[PurePosixPath, bytes] | None = None,
) -> tuple[Publication | None, list[str]]:
    source = Source(
        path=PurePosixPath("en.md"),
        leaflet=leaflet,
        language=language,
        raw=f"---\n{front}\n---\nWords.\n".encode(),
        files=files or {},
        publisher_path=PurePosixPath("publisher.yaml") if publisher else None,
        publisher_raw=publisher.encode(),
    )
    publication, findings = parse(source)
    return publication, [_shown(finding) for finding in findings]


def _shown(finding: Finding) -> str:
    return f"{finding.location} {finding.rule}: {finding.message} | {finding.hint}"


def good(front: str, **options: str) -> Publication:
    publication, findings = parsed(front, **options)
    assert findings == []
    assert publication is not None
    return publication


def test_what_is_not_stated_is_not_known() -> None:
    front = good("title: T").front
    assert front.id == "leaflet"
    assert (front.language, front.direction) == ("en", "ltr")
    assert front.status is Status.DRAFT
    assert front.version is None
    assert front.dates.newest() is None
    assert front.funding is None
    assert front.evidence is None
    assert front.formats_on_request is None
    assert front.print.sizes == (14, 18)


@pytest.mark.parametrize("nothing", ["null", "~", "", "Null", '""', "''"])
def test_nothing_is_nothing_however_it_is_written(nothing: str) -> None:
    assert good(f"title: T\nfunding: {nothing}").front.funding is None


@pytest.mark.parametrize(
    "typed", ["No", "1.10", "0123", "12:30", "2027-01-02", "1e3", "0x1F", "=", "null "]
)
def test_a_value_stays_text_as_it_was_typed(typed: str) -> None:
    expected = None if typed.strip() == "null" else typed
    assert good(f"title: T\nversion: {typed}").front.version == expected


def test_text_over_many_lines() -> None:
    front = good("title: >\n  One\n  two\npurpose: |\n  A\n  B\nfunding: One\n  two")
    assert front.front.title == "One two"
    assert front.front.purpose == "A\nB"
    assert front.front.funding == "One two"


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("ar", "rtl"),
        ("fa-IR", "rtl"),
        ("ur", "rtl"),
        ("he", "rtl"),
        ("az-Arab", "rtl"),
        ("uz-Latn", "ltr"),
        ("ar-Latn", "ltr"),
        ("zh-Hant-TW", "ltr"),
        ("hi", "ltr"),
    ],
)
def test_the_direction_is_that_of_the_languages_script(
    language: str, direction: str
) -> None:
    front = good(f"title: T\nlanguage: {language}", language=language).front
    assert (front.language, front.direction) == (language, direction)


def test_a_language_is_written_in_its_customary_case() -> None:
    assert good("title: T\nlanguage: EN-us").front.language == "en-US"
    assert good("title: T", language="zh-hans-cn").front.language == "zh-Hans-CN"


def test_a_text_without_a_language_is_taken_for_english_aloud() -> None:
    publication, (finding,) = parsed("title: T", language="")
    assert publication is not None
    assert publication.front.language == "en"
    assert finding.startswith("en.md:2:1 language-missing: no language is stated")


@pytest.mark.parametrize(
    ("leaflet", "why"),
    [
        ("Your Plan", "cannot be the name of a folder everywhere"),
        ("aux", "is a name that Windows keeps for itself"),
        ("a" * 101, "is longer than 100 characters"),
        ("plan_b", "cannot be the name of a folder everywhere"),
    ],
)
def test_an_id_can_be_a_folder_anywhere(leaflet: str, why: str) -> None:
    _, (stated,) = parsed(f"title: T\nid: {leaflet}")
    assert stated.startswith("en.md:3:5 bad-id: id: `")
    assert why in stated
    _, (by_name,) = parsed("title: T", leaflet=leaflet)
    assert by_name.startswith(f"en.md bad-id: the name `{leaflet}`")


@pytest.mark.parametrize(
    ("front", "hint"),
    [
        ("titel: T", "Did you mean `title`?"),
        ("height: 3\ntitle: T", "Known here: `schema`, `id`"),
        ("dir: rtl\ntitle: T", "the direction follows from the language"),
        ("publisher: x\ntitle: T", "stands in publisher.yaml"),
        ("doi: x\ntitle: T", "Known here: `schema`"),
        ("last-reviewed: x\ntitle: T", "as `last_reviewed:` under `dates:`."),
        ("title: T\ndates: {last-reviewed: null}", "Did you mean `last_reviewed`?"),
        ("title: T\nprint: {colour: 1}", "Known here: `page`, `sizes`, `profile`"),
        ("title: T\nstatus: aproved", "Did you mean `approved`?"),
        ("title: T\nstatus: live", "Known here: `draft`, `in-review`"),
        ("title: T\ntype: Treatment guide", "Did you mean `treatment-guide`?"),
        ("title: T\nevidence: {basis: [mice]}", "`animal`"),
        ("title: T\nabout: [{name: x}]", "Add `kind:` and its value."),
        ("title: T\njurisdictions: [USA]", "Write `US`."),
        ("title: T\njurisdictions: [UK]", "Did you mean `GB`?"),
        ("title: T\njurisdictions: [UK-SCT]", "Did you mean `GB-SCT`?"),
        ("title: T\njurisdictions: [QQ]", "two capital letters"),
        ("title: T\nlanguage: en-UK", "Did you mean `en-GB`?"),
        ("title: T\nlanguage: xx", "the codes of ISO 639 and ISO 3166"),
        ("title: T\nfeedback: {url: example.org}", "https://example.org/leaflets/"),
        ("title: T\nschema: 2", "Write `schema: 1`."),
    ],
)
def test_a_mistyped_word_is_told_with_the_right_one(front: str, hint: str) -> None:
    _, findings = parsed(front)
    assert len([finding for finding in findings if hint in finding]) == 1, findings


def test_one_run_tells_everything_and_keeps_what_is_right() -> None:
    publication, findings = parsed(
        "title: T\nversion: 2\ndates: {written: soon, published: 2026-01-02}\n"
        "references:\n  - {id: a, title: A, doi: 9}\n  - {title: B}\n"
        "  - {id: c, title: C, yeer: 2020}\nnope: x"
    )
    assert len(findings) == 5
    assert publication is not None
    front = publication.front
    assert front.version == "2"
    assert front.dates.published == date(2026, 1, 2)
    assert [(ref.id, ref.doi) for ref in front.references] == [("a", None), ("c", None)]


def test_every_key_has_its_place() -> None:
    front = good(
        "title: T\ndates:\n  written: 2026-01-02\nauthors: [A, {name: B}]"
    ).front
    path = PurePosixPath("en.md")
    assert front.locations["title"] == Location(path, 2, 1)
    assert front.locations["dates.written"] == Location(path, 4, 3)
    assert front.locations["authors.1.name"] == Location(path, 5, 15)


def test_references_and_terms_keep_their_lines() -> None:
    front = good(
        "title: T\nreferences:\n  - id: a\n    title: A\nglossary:\n  b: B\n"
        "abbreviations:\n  C: c"
    ).front
    assert [ref.location.line for ref in front.references] == [4]
    assert [entry.location.line for entry in front.glossary] == [7]
    assert [entry.location.line for entry in front.abbreviations] == [9]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("10.1038/s41598-017-15505-3", "10.1038/s41598-017-15505-3"),
        ("https://doi.org/10.1000/xyz", "10.1000/xyz"),
        ("doi:10.1000/xyz", "10.1000/xyz"),
    ],
)
def test_a_doi_is_kept_bare(typed: str, kept: str) -> None:
    front = good(f"title: T\nreferences: [{{id: a, title: A, doi: '{typed}'}}]").front
    assert front.references[0].doi == kept


def test_a_remark_on_purpose_is_no_mistake() -> None:
    publication = good(
        "title: T   # the working title\n# a line of its own\nfunding: x"
    )
    assert publication.front.title == "T"


@pytest.mark.parametrize("line", ["title: T #1", "title: T # one", "title: T\t#1"])
def test_words_lost_as_a_remark_are_told(line: str) -> None:
    _, findings = parsed(line)
    assert any("yaml-comment" in finding for finding in findings)


def test_the_publisher_is_read_the_same_way() -> None:
    publication, findings = parsed(
        "title: T",
        publisher="name: Clinic\nbase_url: https://example.org/\nlogo: logo.svg\n"
        "accent: '#123456'\npage: letter\nphone: null\n",
        files={PurePosixPath("publisher/logo.svg"): PLAIN_SVG},
    )
    assert findings == []
    assert publication is not None
    assert publication.publisher.locations["accent"].line == 4
    assert without_places(publication.publisher) == Publisher(
        name="Clinic",
        base_url="https://example.org/",
        logo="publisher/logo.svg",
        accent="#123456",
        page="Letter",
    )
    assert PurePosixPath("publisher/logo.svg") in publication.images


def without_places(publisher: Publisher) -> Publisher:
    return replace(publisher, locations={}, begins={})


def test_mistakes_in_the_publishers_file_are_told_there() -> None:
    publication, findings = parsed(
        "title: T", publisher="nam: Clinic\naccent: blue\nlogo: none.svg\nname: C"
    )
    assert publication is not None
    assert without_places(publication.publisher) == Publisher(name="C")
    assert [finding.split(":", 3)[:3] for finding in findings] == [
        ["publisher.yaml", "1", "1 unknown-key"],
        ["publisher.yaml", "2", "9 bad-value"],
        ["publisher.yaml", "3", "7 image-missing"],
    ]


def test_a_publishers_file_that_is_no_yaml_leaves_an_empty_publisher() -> None:
    publication, (finding,) = parsed("title: T", publisher="name: a: b")
    assert publication is not None
    assert publication.publisher == Publisher()
    assert finding.startswith("publisher.yaml:1:8 bad-yaml")


def test_what_replaces_a_text_is_stated_once_wherever_it_stands() -> None:
    withdrawn = "title: T\nstatus: withdrawn\nwithdrawn: {on: 2026-01-02, reason: R"
    assert good(f"{withdrawn}, replaced_by: newer}}").front.replaced_by == "newer"
    related = "}\nrelated: {replaced_by: newer}"
    assert good(f"{withdrawn}{related}").front.replaced_by == "newer"
    assert good("title: T").front.replaced_by is None
