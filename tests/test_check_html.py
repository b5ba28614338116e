"""Each check of a web page passes a good page and catches its broken twin."""

from pathlib import Path

import pytest
from check.little import PAGE, PAGE_STYLE, little_publication, write_page

from plainleaf.check import html

HEAVY = PAGE_STYLE + "\np { font-family: Tall, serif }"


def rules(folder: Path, page: str, style: str = PAGE_STYLE) -> set[str]:
    found = html.check(write_page(folder, page, style), little_publication())
    return {finding.rule for finding in found}


def test_a_good_page_has_no_findings(tmp_path: Path) -> None:
    assert html.check(write_page(tmp_path), little_publication()) == ()


def test_words_of_ours_are_counted_apart(tmp_path: Path) -> None:
    counted = html.counted(write_page(tmp_path), little_publication())
    assert (counted.own, counted.furniture) == (58, 26)


def test_no_page_is_said_to_be_none(tmp_path: Path) -> None:
    (finding,) = html.check(tmp_path / "index.html", little_publication())
    assert finding.rule == "html-unreadable"


@pytest.mark.parametrize(
    ("unwritten", "faults"),
    [
        ({"harbour.pdf"}, set()),
        ({"other.pdf"}, {"html-links"}),
        (set(), {"html-links"}),
    ],
)
def test_an_edition_that_nobody_asked_for_may_be_offered(
    tmp_path: Path, unwritten: set[str], faults: set[str]
) -> None:
    page = PAGE.replace('<a href="#by-bus">', '<a href="harbour.pdf">', 1)
    path = write_page(tmp_path, page, PAGE_STYLE)
    found = html.check(path, little_publication(), unwritten=frozenset(unwritten))
    assert {one.rule for one in found} == faults


TWINS = [
    ("<!DOCTYPE html>", "", {"html-parses"}),
    ("</p></div>", "</p></div></div>", {"html-parses"}),
    ('<meta charset="utf-8"/>', "", {"html-parses"}),
    ('<html lang="en"', '<html lang="fr"', {"html-language"}),
    ('dir="ltr"', 'dir="rtl"', {"html-language"}),
    ("<title>To", "<title>From", {"html-title"}),
    ("<h3 id", "<h4 id", {"html-headings", "html-parses"}),
    ("<h2>In short</h2>", "<p>In short</p>", {"html-headings"}),
    ("<h1 ", "<h2 ", {"html-headings", "html-parses"}),
    ("</header>", "</header><header>Bus</header>", {"html-landmarks", "same-words"}),
    ('<main id="main">', '<main id="main" role="none">', {"html-landmarks"}),
    ("<header data", '<header role="none" data', {"html-landmarks"}),
    ('aria-label="Contents"', "", {"html-landmarks"}),
    ('href="#main"', 'href="#in-shor"', {"html-skip-link", "html-links"}),
    ('<a href="#main" data-furniture="">Skip to the text</a>', "", {"html-skip-link"}),
    ('id="in-short"', 'id="title"', {"html-ids"}),
    ('labelledby="by-bus-heading"', 'labelledby="by-buss"', {"html-ids"}),
    (' alt="A red bus."', "", {"html-images", "same-words", "same-shape"}),
    (
        'alt="A red bus."',
        'alt="" role="img"',
        {"html-images", "same-words", "same-shape"},
    ),
    ('src="images/bus.png"', 'src="images/car.png"', {"html-images"}),
    (' width="8" height="8"', "", {"html-images"}),
    ("<caption>Times</caption>", "", {"html-tables", "same-words"}),
    (' scope="row">One', ">One", {"html-tables"}),
    ('<th scope="row">Two</th>', "<td>Two</td>", {"same-shape"}),
    ('<a href="#by-bus">', '<a href="#by-buss">', {"html-links"}),
    ('<a href="#by-bus">', '<a href="harbour.pdf">', {"html-links"}),
    ('<a href="#by-bus">By bus<', '<a href="#by-bus"><', {"html-links"}),
    (
        'href="https://bus.example/"',
        'href="javascript:go()"',
        {"html-links", "same-shape"},
    ),
    ("</body>", "<script>go()</script></body>", {"html-no-script"}),
    ("<body>", '<body onload="go()">', {"html-no-script"}),
    ("</main>", '</main><iframe src="a.html"></iframe>', {"html-no-script"}),
    (
        'href="page.css"',
        'href="https://cdn.example/page.css"',
        {"html-no-outside"},
    ),
    (
        "initial-scale=1",
        "initial-scale=1, user-scalable=no",
        {"html-styles"},
    ),
    ("</head>", '<meta http-equiv="refresh" content="9"/></head>', {"html-styles"}),
    ('content="noindex"', 'content="all"', {"html-draft-unlisted"}),
    ('"@type": "MedicalWebPage",', "MedicalWebPage", {"html-structured-data"}),
    ('"version": "2"', '"version": "3"', {"html-structured-data"}),
    ('"Draft"', '"Published"', {"html-structured-data"}),
    ('"2026-02-09"', '"2026-03-09"', {"html-structured-data"}),
    ("February 9, 2026", "today", {"html-structured-data"}),
    (
        '"version": "2"',
        '"version": "2", "lastReviewed": "2026-01-01"',
        {"html-structured-data"},
    ),
    (
        '"version": "2"',
        '"version": "2", "dateModified": "2026-02-10"',
        {"html-structured-data"},
    ),
    (
        '"version": "2"',
        '"version": "2", "reviewedBy": [{"name": "Nobody"}]',
        {"html-structured-data"},
    ),
    *(
        ('"version": "2"', f'"version": "2", {told}', {"html-structured-data"})
        for told in (
            '"publisher": {"@type": "Organization", "name": "Nobody"}',
            '"author": [{"@type": "Person", "name": "Nobody"}]',
            '"funder": "Nobody"',
            '"license": "Nobody"',
            '"audience": {"@type": "PeopleAudience", "audienceType": "Nobody"}',
            '"citation": [{"@type": "ScholarlyArticle", "name": "Nothing"}]',
            '"hasPart": [{"@type": "WebPageElement", "name": "Nothing"}]',
            '"encoding": [{"@type": "MediaObject", "contentUrl": "none.pdf"}]',
        )
    ),
    ("Take the bus.", "Take the tram.", {"same-words"}),
    ('<header data-furniture="">', "<header>", {"same-words"}),
    ("Take the bus.", "Take the</p><p>bus.", {"same-blocks"}),
    ('<span lang="fr">', "<span>", {"same-shape"}),
    ("<ul><li>pier", "<ol><li>pier", {"same-shape", "html-parses"}),
    ("<blockquote>", "<div>", {"same-shape", "html-parses"}),
    ('role="doc-footnote" ', "", {"same-shape"}),
]


@pytest.mark.parametrize(("good", "bad", "wanted"), TWINS)
def test_a_broken_twin_is_caught(
    tmp_path: Path, good: str, bad: str, wanted: set[str]
) -> None:
    assert good in PAGE
    assert rules(tmp_path, PAGE.replace(good, bad, 1)) == wanted


def test_a_file_is_told_to_machines_as_large_as_it_is(tmp_path: Path) -> None:
    told = '{{"@type": "MediaObject", "contentUrl": "bus.pdf", "contentSize": "{}"}}'
    link = '<a href="bus.pdf" data-furniture="">To print</a></main>'
    for size, found in (("4", set()), ("5", {"html-structured-data"})):
        page = PAGE.replace(
            '"version": "2"', f'"version": "2", "encoding": [{told.format(size)}]'
        ).replace("</main>", link)
        path = write_page(tmp_path, page)
        (tmp_path / "bus.pdf").write_bytes(b"%PDF")
        assert {one.rule for one in html.check(path, little_publication())} == found


STYLES = [
    (HEAVY, {"html-first-view"}),
    (PAGE_STYLE + "\n@import 'https://fonts.example/a.css';", {"html-no-outside"}),
    (PAGE_STYLE + "\np { background: url(//a.example/b.png) }", {"html-no-outside"}),
    (PAGE_STYLE + "\np { background: url(gone.png) }", {"html-no-outside"}),
    (PAGE_STYLE + "\np { color red }", {"html-styles"}),
]


@pytest.mark.parametrize(("style", "wanted"), STYLES)
def test_a_broken_style_is_caught(tmp_path: Path, style: str, wanted: set[str]) -> None:
    assert rules(tmp_path, PAGE, style) == wanted


def test_a_face_for_other_characters_does_not_weigh(tmp_path: Path) -> None:
    arabic = HEAVY.replace("}", "; unicode-range: U+0600-06FF }", 1)
    slanted = HEAVY.replace("}", "; font-style: italic }", 1)
    assert rules(tmp_path, PAGE, arabic) == set()
    assert rules(tmp_path, PAGE, slanted) == set()


def test_pictures_that_come_after_the_words_do_not_weigh(tmp_path: Path) -> None:
    page = write_page(tmp_path)
    (tmp_path / "images" / "bus.png").write_bytes(bytes(200 * 1024))
    found = html.check(page, little_publication())
    assert [finding.rule for finding in found] == ["html-first-view"]
    later = PAGE.replace("<img ", '<img fetchpriority="low" ')
    (tmp_path / "index.html").write_text(later, "utf-8")
    assert html.check(page, little_publication()) == ()


def test_findings_say_where(tmp_path: Path) -> None:
    twin = PAGE.replace(' width="8" height="8"', "")
    (finding,) = html.check(write_page(tmp_path, twin), little_publication())
    assert (
        finding.location.within == "main#main > section#by-bus > figure#picture > img"
    )
