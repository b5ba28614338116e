"""Each guarantee of the embed kit holds for a good kit and catches its broken twin."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from embed.kits import write_kit
from small_publication import small_publication

from plainleaf.check import embed
from plainleaf.imprint import Status, Withdrawal
from plainleaf.model import Publication


@pytest.fixture(scope="module")
def publication() -> Publication:
    return small_publication()


@pytest.fixture(scope="module")
def library(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library with a good kit, the page beside it."""
    folder = tmp_path_factory.mktemp("library")
    write_kit(folder, publication, instance="b")
    return folder


@pytest.fixture
def folder(library: Path, tmp_path: Path) -> Path:
    """Return a kit of the test's own, to be broken."""
    shutil.copytree(library, tmp_path, dirs_exist_ok=True)
    return tmp_path / "eye-clinic" / "en" / "embed"


def rules(folder: Path, publication: Publication) -> set[str]:
    return {found.rule for found in embed.check(folder, publication)}


def test_a_good_kit_has_no_findings(folder: Path, publication: Publication) -> None:
    assert embed.check(folder, publication) == ()


FRAGMENTS = [
    # G1
    ('<article class="plainleaf"', '<article class="leaf"', {"embed-root"}),
    ("</article>", "</article><p></p>", {"embed-root"}),
    (' data-version="1.10"', "", {"embed-root"}),
    ('data-next-review="2029-02-09"', 'data-next-review=""', {"embed-root"}),
    ('lang="en" dir="ltr" data', 'lang="en" dir="rtl" data', {"embed-root"}),
    # G2
    (
        "<blockquote>",
        "<script>go()</script><blockquote>",
        {"embed-nothing-active", "embed-survives-filter"},
    ),
    (
        "<blockquote>",
        '<blockquote style="color: red">',
        {"embed-nothing-active", "embed-survives-filter"},
    ),
    (
        "<blockquote>",
        '<blockquote onclick="go()">',
        {"embed-nothing-active", "embed-survives-filter"},
    ),
    ("<blockquote>", '<blockquote id="main">', {"embed-nothing-active"}),
    ("<blockquote>", "<!-- here --><blockquote>", {"embed-nothing-active"}),
    # G3
    ('href="#eye-clinic-en--timetable"', 'href="#time"', {"embed-references"}),
    (
        'href="#eye-clinic-en--timetable"',
        'href="times.html"',
        {"embed-references"},
    ),
    (
        'id="eye-clinic-en--map"',
        'id="eye-clinic-en--door"',
        {"embed-references"},
    ),
    ("<blockquote>", '<blockquote aria-describedby="no">', {"embed-references"}),
    # G4
    ("<h4 ", "<h5 ", {"embed-headings", "embed-root"}),
    ("<h2 ", "<h3 ", {"embed-headings", "embed-root"}),
    # G5
    ('<div class="body">', '<div class="body" role="region">', {"embed-no-landmarks"}),
    (
        '<div class="note" role="doc-footnote" id="eye-clinic-en--note-1">',
        '<nav></nav><div class="note" role="doc-footnote" id="eye-clinic-en--note-1">',
        {"embed-no-landmarks", "embed-survives-filter"},
    ),
    (
        '<section class="section" id="eye-clinic-en--your-journey">',
        '<section class="section" aria-label="A" id="eye-clinic-en--your-journey">',
        {"embed-no-landmarks"},
    ),
    # G6
    ('<span data-furniture="">Important</span>', "", {"embed-plain"}),
    (
        '<span class="callout-kind" data-furniture="">Promotion: </span>',
        "",
        {"embed-plain"},
    ),
    # G11
    (
        "https://clinic.example/leaflets/eye-clinic/en/embed/images/map",
        "https://tracker.example/map",
        {"embed-no-requests"},
    ),
    ("images/map-", "images/cap-", {"embed-no-requests"}),
    (
        "<blockquote>",
        '<blockquote ping="https://tracker.example/">',
        {"embed-no-requests", "embed-survives-filter"},
    ),
    # G12
    ("Twice.", "Thrice.", {"same-words"}),
    ("Where</dt>", "Where</dt><dt>Here</dt>", {"same-words"}),
    # G13
    ("Harbour Eye Clinic. Version 1.10.", "Harbour Eye Clinic.", {"embed-credit"}),
    ("From Harbour Eye Clinic.", "From somebody.", {"embed-credit"}),
    ("Review due February 2029.</p>", "</p>", {"embed-credit"}),
    ('leaflets/eye-clinic/en/">Check', 'other/">Check', {"embed-credit"}),
    # G14
    ("<blockquote>", '<blockquote tabindex="0">', {"embed-survives-filter"}),
    ("<em>ten</em>", "<bdi>ten</bdi>", {"embed-survives-filter"}),
    # G15
    (
        ' alt="A red door with a brass bell."',
        "",
        {"embed-adds-no-fault", "same-words", "same-shape"},
    ),
    ('<th scope="col">Leaves', "<th>Leaves", {"embed-adds-no-fault"}),
    (
        "<ul>\n<li>ora</li>",
        "<ul>\n<div>ora</div>",
        {"embed-adds-no-fault", "same-shape"},
    ),
]


@pytest.mark.parametrize(("good", "bad", "wanted"), FRAGMENTS)
def test_a_broken_fragment_is_caught(
    folder: Path, publication: Publication, good: str, bad: str, wanted: set[str]
) -> None:
    path = folder / "fragment.h2.html"
    text = path.read_text("utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), "utf-8")
    assert rules(folder, publication) == wanted


STYLES = [
    # G7
    (".plainleaf strong,", "strong,", {"embed-style-scope"}),
    (".plainleaf dt {", ".plainleafs dt {", {"embed-style-scope"}),
    (".plainleaf dt {", ".plainleaf + p {", {"embed-style-scope"}),
    ("text-align: start;", "text-align: start !important;", {"embed-style-scope"}),
    (
        "@layer plainleaf {",
        '@font-face { font-family: a; src: url("a.woff2") }\n@layer plainleaf {',
        {"embed-style-scope"},
    ),
    (
        "@layer plainleaf {",
        '@import "https://fonts.example/a.css";\n@layer plainleaf {',
        {"embed-style-scope"},
    ),
    ("font-weight: bold; }", "font-weight bold; }", {"embed-style-scope"}),
    # G8
    ("padding: 0.75em 1em;", "padding: 12px 1em;", {"embed-style-inherits"}),
    ("padding: 0.75em 1em;", "padding: 0.75rem 1em;", {"embed-style-inherits"}),
    ("line-height: 1.6;", "font-size: 1.1em;", {"embed-style-inherits"}),
    ("line-height: 1.6;", "font-family: serif;", {"embed-style-inherits"}),
    (
        "block-size: auto;\n  display",
        "block-size: 9em;\n  display",
        {"embed-style-inherits"},
    ),
    # G9
    (
        "border: 0.0625em solid var(--plainleaf-line);\n  border-radius",
        "border-radius",
        {"embed-style-boxes"},
    ),
    (
        "--plainleaf-box-ink: #16242e",
        "--plainleaf-box-ink: #767676",
        {"embed-style-boxes"},
    ),
    # Seen by browsers alone that do not know light-dark().
    (
        "--plainleaf-warning-ink: #16242e",
        "--plainleaf-warning-ink: #d0c0b0",
        {"embed-style-boxes"},
    ),
    (
        "light-dark(#16242e, #f0f4f6)",
        "light-dark(#767676, #f0f4f6)",
        {"embed-style-boxes"},
    ),
    (
        "light-dark(#eef4f7, #1b2932)",
        "light-dark(#eef4f7, #8b9fa2)",
        {"embed-style-boxes"},
    ),
    ("  color: var(--plainleaf-draft-ink);\n", "", {"embed-style-boxes"}),
    ("text-align: start;", "forced-color-adjust: none;", {"embed-style-boxes"}),
    # G10
    ("break-inside: avoid; }", "break-inside: auto; }", {"embed-style-print"}),
    ("  .plainleaf table,\n", "", {"embed-style-print"}),
    ("content-visibility: visible;", "", {"embed-style-print"}),
    (
        ".callout-promo { display: none; }",
        ".callout-promo { color: inherit; }",
        {"embed-style-print"},
    ),
]


@pytest.mark.parametrize(("good", "bad", "wanted"), STYLES)
def test_a_broken_style_is_caught(
    folder: Path, publication: Publication, good: str, bad: str, wanted: set[str]
) -> None:
    path = folder / "fragment.css"
    text = path.read_text("utf-8")
    assert good in text
    # The light theme stands twice: plain, and for browsers that know light-dark().
    text = text.replace(good, bad, 1)
    if "box-ink" in good:
        text = text.replace(
            "light-dark(#16242e, #f0f4f6)", "light-dark(#767676, #f0f4f6)"
        )
    path.write_text(text, "utf-8")
    assert rules(folder, publication) == wanted


FRAMES = [
    ("embed.html", '<base target="_top"/>', ""),
    ("embed.html", 'content="noindex"', 'content="all"'),
    ("embed.html", ' target="_self"', ""),
    ("embed.html", 'src="frame.js"', 'src="https://cdn.example/frame.js"'),
    ("embed.html", 'href="fragment.css"', 'href="gone.css"'),
    ("embed.html", "</main>", "</main><script>go()</script>"),
    ("embed.html", '<html lang="en"', '<html lang="fr"'),
    ("card.html", "</main>", "</div>"),
    ("card.html", "<h1>", '<h1 style="color: red">'),
]


@pytest.mark.parametrize(("name", "good", "bad"), FRAMES)
def test_a_broken_frame_is_caught(
    folder: Path, publication: Publication, name: str, good: str, bad: str
) -> None:
    text = (folder / name).read_text("utf-8")
    assert good in text
    (folder / name).write_text(text.replace(good, bad, 1), "utf-8")
    assert rules(folder, publication) == {"embed-frame"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("version", "2.0"),
        ("type", "link"),
        ("height", 1200),
        ("width", None),
        ("html", "<p>Read it</p>"),
        ("html", "<blockquote>a</blockquote><iframe src='a'></iframe>"),
        ("html", "<blockquote>a</blockquote><iframe class='a' title='a'></iframe>"),
    ],
)
def test_a_broken_card_is_caught(
    folder: Path, publication: Publication, key: str, value: object
) -> None:
    path = folder / "oembed.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {key: value}), "utf-8")
    assert rules(folder, publication) == {"embed-card"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("text", "Some other words"),
        ("text_sha256", "0" * 64),
        ("text_sha256_by_edition", {}),
        ("version", "9"),
        ("status", "approved"),
    ],
)
def test_a_broken_export_is_caught(
    folder: Path, publication: Publication, key: str, value: object
) -> None:
    path = folder / "publication.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {key: value}), "utf-8")
    assert rules(folder, publication) == {"embed-same-text"}


TAKEN_BACK = Withdrawal(date(2026, 11, 20), "The clinic has moved.")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("notice", None),
        ("notice", "<p>Withdrawn.</p>"),
        ("withdrawn", False),
        ("withdrawal", None),
        ("withdrawal", {"on": "2026-11-21", "reason": "The clinic has moved."}),
    ],
)
def test_a_withdrawal_that_programs_would_not_hear_of_is_found(
    tmp_path: Path, publication: Publication, key: str, value: object
) -> None:
    front = replace(publication.front, status=Status.WITHDRAWN, withdrawn=TAKEN_BACK)
    gone = replace(publication, front=front)
    folder = write_kit(tmp_path, gone)
    assert rules(folder, gone) == set()
    path = folder / "publication.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {key: value}), "utf-8")
    assert rules(folder, gone) == {"embed-told-to-programs"}


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("fragment.css", "embed-unreadable"),
        ("oembed.json", "embed-card"),
        ("embed.html", "embed-frame"),
        ("frame.js", "embed-frame"),
    ],
)
def test_a_file_that_is_not_there_is_missed(
    folder: Path, publication: Publication, name: str, rule: str
) -> None:
    (folder / name).unlink()
    assert rule in rules(folder, publication)


def test_every_guarantee_has_its_check() -> None:
    told = " ".join((check.__doc__ or "") for check in embed.CHECKS)
    assert [n for n in range(1, 16) if f"G{n}." not in told] == []
