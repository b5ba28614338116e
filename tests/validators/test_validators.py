"""Each validator passes a good file and catches a fault that was put into it.

One that finds nothing because it examined nothing fails here.
"""

from pathlib import Path

import pytest

from validators import machine, samples
from validators.readers import ENGINES
from validators.required import require


def test_verapdf_tells_a_tagged_file_from_one_without_tags(tmp_path: Path) -> None:
    verapdf = require("verapdf")
    good = samples.handout(tmp_path / "good é.pdf")
    bad = samples.handout(tmp_path / "bad.pdf", tagged=False)
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(b"no PDF at all")

    found = verapdf.validate("ua1", [good, bad, torn])

    assert found[good] == []
    assert any(line.startswith("7.1-3 ") and " x" in line for line in found[bad])
    assert found[torn][0].startswith("not read: ")


@pytest.mark.parametrize("flavour", ["ua2", "wtpdf", "2a", "4"])
def test_verapdf_has_every_flavour(tmp_path: Path, flavour: str) -> None:
    verapdf = require("verapdf")
    other = samples.handout(tmp_path / "ua-1.pdf")
    assert verapdf.validate(flavour, [other])[other] != []


def test_epubcheck_finds_errors_and_the_hints_that_it_keeps_to_itself(
    tmp_path: Path,
) -> None:
    epubcheck = require("epubcheck")
    good = samples.book(tmp_path / "good é.epub")
    broken = samples.book(tmp_path / "b.epub", fault=("<h1>", '<h1 colour="red">'))
    hint = samples.book(
        tmp_path / "h.epub",
        fault=("<head>", '<head><meta name="viewport" content=""/>'),
    )

    found = epubcheck.validate([good, broken, hint])

    assert found[good] == []
    assert any("RSC-005 one.xhtml:" in line for line in found[broken])
    assert any("HTM_060b" in line for line in found[hint])


def test_nu_finds_faults_in_pages_and_styles(tmp_path: Path) -> None:
    nu = require("nu")
    good = samples.page(tmp_path / "good é.html")
    bad = samples.page(tmp_path / "bad.html", fault=('id="dark"', 'colour="red"'))
    style = tmp_path / "bad.css"
    style.write_text("p { colour: red }", "utf-8")

    found = nu.validate([good, bad, style])

    assert found[good] == []
    assert any("colour" in line for line in found[bad])
    assert any("colour" in line for line in found[style])


def test_ace_finds_a_book_without_its_metadata(tmp_path: Path) -> None:
    ace = require("ace")
    good = samples.book(tmp_path / "good é.epub")
    bad = samples.book(
        tmp_path / "bad.epub",
        fault=("schema:accessibilityHazard", "schema:typicalAgeRange"),
    )

    found = ace.validate([good, bad])

    assert found[good] == []
    assert any("metadata-accessibilityhazard" in line for line in found[bad])


FAULTS = {
    "light: axe serious color-contrast": ("color: #222", "color: #bbb"),
    "light: external request": ("</p>", '<img src="http://192.0.2.1/a.png" alt="">'),
    "light: missing: gone.png": ("</p>", '<img src="gone.png" alt="">'),
    "light: text under 12 px": ("color: #222", "font-size: 9px"),
    "light: focus not visible: a": ("@media", "a:focus { outline: 0 } @media"),
    "light: layout shift": (
        "<h1>",
        '<link rel="icon" href="data:,"><img src="late.svg" alt=""><h1>',
    ),
    "late pictures: layout shift": (
        "<h1>",
        (
            '<img src="late.svg" alt="" width="90" height="90" class="p"><style>'
            ".p { display: block; width: auto; height: auto }</style><h1>"
        ),
    ),
    "light: pictures out of shape: img": (
        "<h1>",
        '<img src="late.svg" alt="" width="90" height="45"><h1>',
    ),
    "light: first view": ("</p>", "<!--" + "x" * 2_000_000 + "--></p>"),
    "dark: axe serious color-contrast": (
        "@media print",
        "@media (prefers-color-scheme: dark) { .w { color: #ddd } } @media print",
    ),
    "forced colours: focus not visible: a": (
        "@media print",
        "@media (forced-colors: active) { a:focus { outline: 0 } } @media print",
    ),
    "forced dark: pictures without their ground: img": (
        "<h1>",
        (
            '<style>img { background: #fff }</style><img src="late.svg" alt=""'
            ' width="90" height="90"><h1>'
        ),
    ),
    "320 px: horizontal scroll": ("@media print", "p { width: 600px } @media print"),
    "320 px: horizontal scroll: 708 px in a window of 512 px": (
        "@media print",
        (
            "@media (min-width: 500px) and (max-width: 600px) { p { width: 700px } } "
            "@media print"
        ),
    ),
    "200 % text: text does not grow": ("color: #222", "font-size: 16px"),
    "400 % zoom: focus hidden": (
        "<h1>",
        (
            '<div class="c"></div><style>.c { position: fixed; inset: 0;'
            " background: #fff } @media (min-height: 300px) { .c { display: none } }"
            "</style><h1>"
        ),
    ),
    "text spacing: clipped text": (
        "color: #222",
        "font-size: 16px; line-height: 1; block-size: 18px; overflow: hidden",
    ),
    "print: 3 words lost": ("{ p { color: #000 }", "{ .w { display: none }"),
    "no script: 1 words lost: scripted": (
        "</main>",
        "<p id=s></p><script>s.textContent = 'scripted'</script></main>",
    ),
}


def test_browser_finds_each_fault_in_the_mode_that_has_it(tmp_path: Path) -> None:
    browser = require("browser")
    (tmp_path / "late.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"/>', "utf-8"
    )
    good = samples.page(tmp_path / "good é.html")
    bad = {
        samples.page(tmp_path / f"{index}.html", fault=fault): expected
        for index, (expected, fault) in enumerate(FAULTS.items())
    }

    modes = {path: expected.partition(":")[0] for path, expected in bad.items()}
    found = browser.check_pages([good, *bad], tmp_path / "pictures", only=modes)

    assert found[good] == []
    unseen = {
        expected: found[path]
        for path, expected in bad.items()
        if not any(line.startswith(expected) for line in found[path])
    }
    assert unseen == {}
    assert len(list((tmp_path / "pictures").glob("good*.png"))) == 10


@pytest.mark.parametrize(
    "engines",
    [ENGINES, pytest.param(("readium",), marks=pytest.mark.wide)],
    ids=["two engines", "readium"],
)
def test_readers_find_what_is_broken_in_a_book(
    tmp_path: Path, engines: tuple[str, ...]
) -> None:
    readers = require("readers")
    broad = '<p><span style="white-space: nowrap">' + "broad " * 60 + "</span>"
    box = '<p style="overflow: hidden; height: 1em">' + "boxed " * 60
    faults = {
        "broken image: gone.png": ("</p>", '<img src="gone.png" alt="A"/></p>'),
        "wider than the column: p": ("<p>", '<p style="width: 900px">'),
        'contents: "Sleep" leads nowhere': (
            '<a href="one.xhtml"',
            '<a href="two.xhtml"',
        ),
        "cut off at the edge of its column: broad": ("<p>", broad),
        "hides a part of itself: p": ("<p>", box),
        "is read rtl": ("<body>", '<body dir="rtl">'),
    }
    good = samples.book(tmp_path / "good é.epub")
    broken = {
        samples.book(tmp_path / f"{number}.epub", fault=fault): told
        for number, (told, fault) in enumerate(faults.items())
    }

    found = readers.read_books([good, *broken], engines=engines)

    assert found[good] == []
    unseen = {
        (told, engine): found[path]
        for path, told in broken.items()
        for engine in engines
        if not any(line.startswith(engine) and told in line for line in found[path])
    }
    assert unseen == {}


def test_a_colour_that_vanishes_at_night_is_found(tmp_path: Path) -> None:
    readers = require("readers")
    black = samples.book(
        tmp_path / "black.epub", fault=("<p>", '<p style="color: #222222">')
    )
    assert readers.read_books([black])[black] == []
    (lines,) = readers.read_books([black], dark=True).values()
    assert len([line for line in lines if "color-contrast" in line]) == 2


def test_readers_say_that_a_file_is_no_book(tmp_path: Path) -> None:
    readers = require("readers")
    torn = tmp_path / "torn.epub"
    torn.write_bytes(b"no book at all")
    found = readers.read_books([torn], engines=["foliate"])
    assert found[torn][0].startswith("foliate: not read: ")


def test_no_validator_answers_for_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no file"):
        machine.every_file([])
    with pytest.raises(FileNotFoundError):
        machine.every_file([tmp_path / "gone.pdf"])


def test_a_missing_program_fails_the_test_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("validators.verapdf.missing", lambda: "Java")
    monkeypatch.delenv("PLAINLEAF_WITHOUT", raising=False)
    with pytest.raises(pytest.fail.Exception, match="verapdf cannot run: missing Java"):
        require("verapdf")


def test_a_missing_program_that_was_declared_is_skipped_aloud(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("validators.verapdf.missing", lambda: "Java")
    monkeypatch.setenv("PLAINLEAF_WITHOUT", "ace,verapdf")
    with pytest.raises(pytest.skip.Exception, match="not checked by verapdf"):
        require("verapdf")


def test_poppler_reads_words_and_says_what_is_torn(tmp_path: Path) -> None:
    poppler = require("poppler")
    good = samples.handout(tmp_path / "good é.pdf")
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(good.read_bytes()[: good.stat().st_size // 2])

    assert poppler.read(good)[0]
    found = poppler.validate([good, torn])

    assert found[good] == []
    assert any("Syntax" in line for line in found[torn])
