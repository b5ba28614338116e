"""Each check of an e-book passes a good book and catches its broken twin."""

import zipfile
from pathlib import Path

import pytest
from check.little import BOOK, WHEN, little_publication, write_book

from plainleaf.check import epub
from plainleaf.findings import Finding

OPF, NAV = "EPUB/content.opf", "EPUB/nav.xhtml"
TEXT, CSS, COVER = "EPUB/text.xhtml", "EPUB/book.css", "EPUB/cover.xhtml"


def check(path: Path, *, pages: int | None = None) -> tuple[Finding, ...]:
    return epub.check(path, little_publication(), pages=pages)


def rules(path: Path, *, pages: int | None = None) -> set[str]:
    return {finding.rule for finding in check(path, pages=pages)}


def twin(entry: str, good: str, bad: str) -> dict[str, str | bytes]:
    """Return the good book with one thing changed in one entry."""
    text = BOOK[entry]
    assert isinstance(text, str)
    assert good in text
    return {**BOOK, entry: text.replace(good, bad, 1)}


def test_a_good_book_has_no_findings(tmp_path: Path) -> None:
    assert check(write_book(tmp_path / "good.epub")) == ()


def test_words_of_ours_are_counted_apart(tmp_path: Path) -> None:
    counted = epub.counted(write_book(tmp_path / "a.epub"), little_publication())
    assert (counted.own, counted.furniture) == (58, 15)


@pytest.mark.parametrize(
    "files",
    [
        {name: text for name, text in BOOK.items() if name != gone}
        for gone in ("META-INF/container.xml", OPF)
    ]
    + [{**BOOK, OPF: "<package>"}],
)
def test_no_book_is_said_to_be_none(
    tmp_path: Path, files: dict[str, str | bytes]
) -> None:
    assert rules(write_book(tmp_path / "a.epub", files)) == {"epub-unreadable"}


def test_no_archive_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(b"Dear reader")
    assert rules(tmp_path / "a.epub") == {"epub-unreadable"}
    assert rules(tmp_path / "absent.epub") == {"epub-unreadable"}


FEATURE = '<meta property="schema:accessibilityFeature">{}</meta>'
TWINS = [
    ("mimetype", "epub", "pdf", {"epub-archive"}),
    (OPF, 'version="3.0"', 'version="2.0"', {"epub-identity"}),
    (OPF, 'unique-identifier="id"', 'unique-identifier="no"', {"epub-identity"}),
    (OPF, "<dc:title>To", "<dc:title>From", {"epub-identity"}),
    (
        OPF,
        "<dc:language>",
        "<dc:language>fr</dc:language><dc:language>",
        {"epub-identity"},
    ),
    (OPF, 'xml:lang="en"', 'xml:lang="fr"', {"epub-identity"}),
    (OPF, 'dir="ltr"', 'dir="rtl"', {"epub-identity"}),
    (OPF, "T00:00:00Z", "T00:00:00", {"epub-identity"}),
    (
        OPF,
        '<item id="bus" href="images/bus.png" media-type="image/png"/>',
        "",
        {"epub-manifest"},
    ),
    (OPF, 'href="images/bus.png"', 'href="images/car.png"', {"epub-manifest"}),
    (OPF, 'id="bus"', 'id="front"', {"epub-manifest"}),
    (
        OPF,
        'images/bus.png" media-type="image/png"',
        'images/bus.png" media-type="image/jpeg"',
        {"epub-manifest"},
    ),
    (OPF, ' properties="cover-image"', "", {"epub-properties"}),
    (
        OPF,
        '<item id="text" ',
        '<item id="text" properties="svg" ',
        {"epub-properties"},
    ),
    (OPF, '<itemref idref="cover"/>', "", {"epub-spine"}),
    (OPF, 'idref="cover"', 'idref="cover" linear="no"', {"epub-spine"}),
    (OPF, 'idref="cover"', 'idref="cower"', {"epub-spine"}),
    (OPF, ">visual<", ">auditory<", {"epub-access-modes"}),
    (
        OPF,
        '>textual</meta>\n<meta property="schema:accessibilityF',
        '></meta>\n<meta property="schema:accessibilityF',
        {"epub-access-modes"},
    ),
    (OPF, FEATURE.format("longDescription"), "", {"epub-access-features"}),
    (OPF, FEATURE.format("alternativeText"), "", {"epub-access-features"}),
    (OPF, ">tableOfContents<", ">index<", {"epub-access-features"}),
    (
        OPF,
        FEATURE.format("readingOrder"),
        FEATURE.format("readingOrder") + FEATURE.format("pageNavigation"),
        {"epub-access-features"},
    ),
    (OPF, ">none<", "><", {"epub-access-hazards"}),
    (
        OPF,
        '<meta property="schema:accessibilityHazard">',
        (
            '<meta property="schema:accessibilityHazard">unknown</meta>'
            '<meta property="schema:accessibilityHazard">'
        ),
        {"epub-access-hazards"},
    ),
    (OPF, "Nobody has evaluated it yet.", "", {"epub-access-summary"}),
    (
        OPF,
        "</metadata>",
        (
            '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 '
            "Level AA</meta></metadata>"
        ),
        {"epub-claim"},
    ),
    (COVER, 'lang="en"', 'lang="fr"', {"epub-languages"}),
    (TEXT, '<span lang="fr"', "<span", {"epub-languages"}),
    (TEXT, 'xml:lang="fr"', 'xml:lang="la"', {"epub-languages"}),
    (COVER, "<title>Cover</title>", "<title></title>", {"epub-titles"}),
    (COVER, "<title>Cover", "<title>Contents", {"epub-titles"}),
    (TEXT, "<h2>In short</h2>", "<p>In short</p>", {"epub-headings"}),
    (TEXT, "<h2>References</h2>", "<h1>References</h1>", {"epub-headings"}),
    (TEXT, "<h2>References</h2>", "<h6>References</h6>", {"epub-headings"}),
    (
        TEXT,
        ' alt="A red bus."',
        "",
        {
            "epub-elements",
            "epub-access-modes",
            "epub-access-features",
            "same-words",
            "same-shape",
        },
    ),
    (TEXT, ' scope="row">One', ">One", {"epub-elements"}),
    (TEXT, '<th scope="row">Two</th>', "<td>Two</td>", {"same-shape"}),
    (
        TEXT,
        'id="in-short"',
        'id="title"',
        {"epub-elements", "epub-links"},
    ),
    (NAV, 'aria-label="Contents" ', "", {"epub-elements"}),
    (CSS, "1.4em", "14px", {"epub-styles"}),
    (CSS, "1.4em", "var(--big)", {"epub-styles"}),
    (CSS, "1.4em", "1.4em !important", {"epub-styles", "epub-access-features"}),
    (CSS, "h2 {", "body {", {"epub-styles"}),
    (CSS, "h2 {", "h2 { color red;", {"epub-styles"}),
    (NAV, ">At night<", ">By night<", {"epub-contents"}),
    (NAV, ' data-furniture=""', "", {"epub-contents"}),
    (NAV, 'text.xhtml#in-short">', 'text.xhtml#references">', {"epub-contents"}),
    (
        NAV,
        'epub:type="toc" aria',
        'epub:type="lot" aria',
        {"epub-contents", "epub-access-features"},
    ),
    (
        NAV,
        'epub:type="landmarks"',
        'epub:type="loi"',
        {"epub-landmarks", "epub-heard"},
    ),
    (
        NAV,
        'epub:type="bodymatter"',
        'epub:type="bodymatter chapter"',
        {"epub-landmarks"},
    ),
    (NAV, 'epub:type="bodymatter"', 'epub:type="toc"', {"epub-landmarks"}),
    (NAV, 'href="nav.xhtml#toc"', 'href="#toc"', {"epub-landmarks"}),
    (NAV, "text.xhtml#by-bus", "text.xhtml#by-tram", {"epub-links", "epub-contents"}),
    (TEXT, 'href="https://bus.', 'href="ftp://bus.', {"epub-links", "same-shape"}),
    (TEXT, 'src="images/', 'src="https://a.example/', {"epub-links"}),
    (COVER, 'href="book.css"', 'href="books.css"', {"epub-links"}),
    (TEXT, 'href="#note-1-mark"', 'href="#title"', {"epub-notes"}),
    (TEXT, 'href="#note-1"', 'href="#ref-bus"', {"epub-notes"}),
    (TEXT, 'role="doc-footnote" ', "", {"epub-notes", "same-shape"}),
    (TEXT, 'href="#cite-1"', 'href="#title"', {"epub-notes"}),
    (TEXT, "Take the bus.", "Take the tram.", {"same-words"}),
    (TEXT, "Take the bus.", "Take the</p><p>bus.", {"same-blocks"}),
    (TEXT, ' lang="fr" xml:lang="fr"', "", {"same-shape"}),
    (
        TEXT,
        "<blockquote><p>Lovely ride.</p></blockquote>",
        "<p>Lovely ride.</p>",
        {"same-shape"},
    ),
    (
        TEXT,
        "</main>",
        "</section></main>",
        {
            "epub-well-formed",
            "epub-contents",
            "epub-spine",
            "epub-headings",
            "epub-access-features",
            "epub-access-modes",
            "epub-links",
            "same-words",
            "same-shape",
        },
    ),
]


@pytest.mark.parametrize(("entry", "good", "bad", "wanted"), TWINS)
def test_a_broken_twin_is_caught(
    tmp_path: Path, entry: str, good: str, bad: str, wanted: set[str]
) -> None:
    files = twin(entry, good, bad)
    assert rules(write_book(tmp_path / "twin.epub", files)) == wanted


FILES: list[tuple[dict[str, str | bytes], set[str]]] = [
    ({**BOOK, "EPUB/a b.txt": "x"}, {"epub-archive", "epub-manifest"}),
    ({**BOOK, "EPUB/Book.css": "x"}, {"epub-archive", "epub-manifest"}),
    ({**BOOK, "META-INF/encryption.xml": "<x/>"}, {"epub-unlocked"}),
]


@pytest.mark.parametrize(("files", "wanted"), FILES)
def test_a_stray_file_is_caught(
    tmp_path: Path, files: dict[str, str | bytes], wanted: set[str]
) -> None:
    assert rules(write_book(tmp_path / "twin.epub", files)) >= wanted


def test_a_large_book_is_caught(tmp_path: Path) -> None:
    path = write_book(tmp_path / "twin.epub")
    with zipfile.ZipFile(path, "a") as archive:
        noise = bytes(1024 * 1024)
        archive.writestr(zipfile.ZipInfo("META-INF/noise.bin", WHEN), noise)
    assert rules(path) == {"epub-size"}


def test_a_packed_mimetype_and_a_second_date_are_caught(tmp_path: Path) -> None:
    path = tmp_path / "twin.epub"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in BOOK.items():
            archive.writestr(name, text, zipfile.ZIP_DEFLATED)
    assert rules(path) == {"epub-archive"}
    path = write_book(tmp_path / "other.epub")
    with zipfile.ZipFile(path, "a") as archive:
        later = zipfile.ZipInfo("META-INF/later.txt", (2026, 2, 10, 0, 0, 0))
        archive.writestr(later, "x")
    assert rules(path) == {"epub-archive"}


def test_a_moving_picture_is_no_harmless_one(tmp_path: Path) -> None:
    moving = b"GIF89a" + b"\x21\xff\x0bNETSCAPE2.0" + bytes(9)
    files = twin(
        OPF,
        '<item id="bus"',
        '<item id="move" href="m.gif" media-type="image/gif"/><item id="bus"',
    )
    files["EPUB/m.gif"] = moving
    assert rules(write_book(tmp_path / "twin.epub", files)) == {"epub-access-hazards"}


PAGES = """<nav epub:type="page-list" aria-label="Pages" hidden="hidden"><ol>
<li><a href="text.xhtml#page-1">1</a></li><li><a href="text.xhtml#page-2">2</a></li>
</ol></nav><nav epub:type="landmarks\""""
MARK = '<span role="doc-pagebreak" id="page-{0}" title="{0}"></span>'


def paged() -> dict[str, str | bytes]:
    """Return the book with a list of two pages, and a mark for each."""
    files = twin(NAV, '<nav epub:type="landmarks"', PAGES)
    text, package = files[TEXT], files[OPF]
    assert isinstance(text, str)
    assert isinstance(package, str)
    files[TEXT] = text.replace("<h1 ", MARK.format(1) + "<h1 ").replace(
        "<h3 ", MARK.format(2) + "<h3 "
    )
    files[OPF] = package.replace(
        "</metadata>",
        FEATURE.format("pageNavigation")
        + FEATURE.format("pageBreakMarkers")
        + '<meta property="pageBreakSource">urn:uuid:2</meta></metadata>',
    )
    return files


def test_a_list_of_pages_is_the_printed_one(tmp_path: Path) -> None:
    path = write_book(tmp_path / "good.epub", paged())
    assert check(path, pages=2) == ()
    assert rules(path, pages=3) == {"epub-pages"}


@pytest.mark.parametrize(
    ("entry", "good", "bad"),
    [
        (TEXT, 'id="page-2"', 'id="page-3"'),
        (OPF, "pageBreakSource", "elsewhere"),
        (NAV, '<li><a href="text.xhtml#page-1">1</a></li>', ""),
        (NAV, '#page-1">1<', '#page-1">I<'),
        (NAV, '#page-1">1<', '#page-2">1<'),
        (TEXT, 'title="2"></span>', 'title="2">2</span>'),
        (TEXT, 'title="2"', 'aria-label="2"'),
    ],
)
def test_a_wrong_list_of_pages_is_caught(
    tmp_path: Path, entry: str, good: str, bad: str
) -> None:
    files = paged()
    text = files[entry]
    assert isinstance(text, str)
    assert good in text
    files[entry] = text.replace(good, bad, 1)
    assert "epub-pages" in rules(write_book(tmp_path / "twin.epub", files), pages=2)


def test_printed_pages_that_a_book_does_not_list_are_caught(tmp_path: Path) -> None:
    assert rules(write_book(tmp_path / "twin.epub"), pages=2) == {"epub-pages"}


def test_findings_say_where(tmp_path: Path) -> None:
    path = write_book(tmp_path / "twin.epub", twin(TEXT, ' scope="row">One', ">One"))
    (finding,) = check(path)
    assert finding.location.within == TEXT
    assert finding.location.line > 1
