"""The e-book's pages are the printed handout's: read from both files, as strangers."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
import tinyhtml5
from lxml import etree
from small_publication import AT, small_publication

from plainleaf.model import (
    Abbreviation,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Link,
    PageMap,
    Paragraph,
    Publication,
    Row,
    Table,
    Text,
)
from plainleaf.render import epub, html, pdf
from plainleaf.render.page_leaves import leaves_of, letters_in
from plainleaf.render.page_marks import marks_for
from plainleaf.render.pdf_tables import settings
from plainleaf.words import words

STAMP = datetime(2026, 2, 9, tzinfo=UTC)
XHTML = "{http://www.w3.org/1999/xhtml}"
MARK = re.compile(r"page-\d+")
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


# --- reading both files, without our own code ---------------------------------------


def printed_pages(raw: bytes) -> list[list[str]]:
    """Return the words on each page, without signs and numbers of addresses."""
    with pypdfium2.PdfDocument(raw) as file:
        texts = [page.get_textpage().get_text_range() for page in file]
    whole = [re.sub(r"\ufffe\s*|\[web \d+\]", "", text) for text in texts]
    return [[letters_of(word) for word in text.split()] for text in whole]


def letters_of(text: str) -> str:
    """Leave out signs: PDFium gives U+FFFE for a hyphen at the end of a line.

    It takes the words of a Latin run in an Arabic line from right to left, so that
    a comma stands before another word. U+0640 is how a face draws a long joint.
    """
    return re.sub(r"[\W_\u0640]", "", text)


def marked_pages(root: etree._Element) -> Iterator[tuple[str, list[str]]]:
    """Yield each mark's id with the author's words from there to the next mark."""
    found: list[tuple[str, list[str]]] = []
    for name, text in _texts(root, own=True):
        if name:
            found.append((name, []))
        elif found:
            found[-1][1].append(text)
    for name, texts in found:
        yield name, "".join(texts).split()


def _texts(element: etree._Element, *, own: bool) -> Iterator[tuple[str, str]]:
    """Yield ids of marks, and the text that is seen and the author's."""
    own = own and element.get("data-furniture") is None
    tag = element.tag.removeprefix(XHTML) if isinstance(element.tag, str) else ""
    identifier = element.get("id") or ""
    if MARK.fullmatch(identifier):
        yield identifier, ""
    inline = tag in {"a", "abbr", "dfn", "em", "span", "strong", "sup"}
    inline = inline and element.get("data-furniture") is None
    yield "", "" if inline else " "
    if own:
        yield "", element.text or ""
    for kid in element:
        yield from _texts(kid, own=own)
        if own:
            yield "", kid.tail or ""
    yield "", "" if inline else " "


def book_entry(raw: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return etree.fromstring(archive.read(f"EPUB/{name}"))


def assert_as_printed(
    pages: list[list[str]], marked: list[tuple[str, list[str]]], *, unread: float = 0
) -> None:
    """Hold the words after each mark to those on its page, each found once.

    Their order is not compared: a page is painted in another order than it is read.
    On each page this share of the words may be missing, `unread`: PDFium reads glyphs,
    not ActualText, and glyphs of joined Arabic letters do not always read back (the
    checks compare them).
    """
    __tracebackhide__ = True
    assert [name for name, _ in marked] == [
        f"page-{number}" for number in range(1, len(pages) + 1)
    ]
    for page, (name, own) in zip(pages, marked, strict=True):
        wanted, printed = Counter(map(letters_of, own)), Counter(page)
        # What PDFium joins or divides is looked for among what is left.
        left = "".join((printed - wanted).elements())
        elsewhere = []
        for word in sorted((wanted - printed).elements(), key=len, reverse=True):
            if word not in left:
                elsewhere.append(word)
            left = left.replace(word, " ", 1)
        assert len(elsewhere) <= unread * len(own), (
            f"{name} begins {own[:5]}, not {elsewhere}"
        )


def assert_listed(book: bytes, number: int) -> None:
    """Hold the list of pages to the marks, and the package to what it must say."""
    nav = book_entry(book, "nav.xhtml")
    (listed,) = [n for n in nav.iter(f"{XHTML}nav") if n.get(EPUB_TYPE) == "page-list"]
    assert listed.get("hidden") == "hidden"
    assert [(a.get("href"), a.text) for a in listed.iter(f"{XHTML}a")] == [
        (f"text.xhtml#page-{n}", str(n)) for n in range(1, number + 1)
    ]
    package = book_entry(book, "content.opf")
    stated = [(m.get("property"), m.text) for m in package.iter() if m.get("property")]
    features = [t for p, t in stated if p == "schema:accessibilityFeature"]
    assert {"pageNavigation", "pageBreakMarkers"} <= set(features)
    assert "pageBreakSource" in {name for name, _ in stated}


# --- publications of many kinds -----------------------------------------------------

WORDS = " ".join(f"word{number}" for number in range(1500))


def of_blocks(*blocks: Block) -> Publication:
    whole = small_publication()
    front = replace(whole.front, id="blocks", glossary=(), subtitle=None)
    return replace(
        *(whole,), front=front, summary=None, blocks=blocks, sections=(), references=()
    )


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text, AT),), AT)


def only_for_paper(text: str) -> Callout:
    return Callout(
        *("paper", CalloutKind.NOTE, (), (paragraph(text),), AT),
        outputs=frozenset({"pdf"}),
    )


def table(rows: int, header: tuple[str, ...], word: str) -> Table:
    """Return a table of which every cell says something else."""
    made = (
        Row(
            tuple(
                Cell((Text(f"{word}{n}-{m}", AT),), AT, header=m == 0)
                for m in range(len(header))
            ),
            AT,
        )
        for n in range(rows)
    )
    names = Row(tuple(Cell((Text(name, AT),), AT) for name in header), AT)
    return Table("table", (Text("Table", AT),), names, tuple(made), 1, AT)


LONG_NAMES = tuple(f"Wintergartenmöbel{letter}" for letter in "abcdefg")
"""Names of columns that no sheet holds side by side."""
ARABIC = ["موعد", "رسالة", "قائمة", "أدوية", "أسئلة", "مترجم", "هاتف", "مكتب"]


def right_to_left() -> Publication:
    """Return an Arabic publication: paragraphs, and a table longer than a page."""
    text = " ".join(f"{word} {n}" for n in range(12) for word in ARABIC)
    made = of_blocks(
        *(paragraph(text), table(45, ("متى", "ماذا", "أين"), "سطر"), paragraph(text))
    )
    front = replace(made.front, language="ar", direction="rtl", title="موعدك")
    return replace(made, front=replace(front, main_message=None, call_to_action=None))


PUBLICATIONS = {
    "a table of many pages": of_blocks(table(60, ("Bus", "Leaves", "Here"), "w")),
    "a table in labelled rows": of_blocks(table(12, LONG_NAMES, "w")),
    "Arabic": right_to_left(),
    "every block": small_publication(),
    "a paragraph of many pages": of_blocks(paragraph(WORDS)),
    "one link of many pages": of_blocks(
        Paragraph((Link("https://a.example/", (Text(WORDS, AT),), AT),), AT)
    ),
    "a short form written out": of_blocks(
        paragraph(" ".join(WORDS.split()[:250])),
        Paragraph((Abbreviation("ID", WORDS, expand=True, location=AT),), AT),
    ),
    "words for paper alone": of_blocks(
        paragraph("First."), only_for_paper(WORDS), paragraph("Last.")
    ),
}


@cache
def printed(name: str) -> tuple[bytes, PageMap]:
    publication = PUBLICATIONS[name]
    rendition, pages = pdf.render(publication, pdf.sheets(publication)[0], stamp=STAMP)
    (raw,) = rendition.files.values()
    return raw, pages


def book_of(publication: Publication, pages: PageMap) -> bytes:
    (raw,) = epub.render(publication, pages=pages, stamp=STAMP).files.values()
    return raw


@pytest.mark.parametrize("name", [n for n in PUBLICATIONS if n[0] != "w"])
def test_each_page_begins_where_the_printed_one_does(name: str) -> None:
    raw, pages = printed(name)
    book = book_of(PUBLICATIONS[name], pages)
    on_paper = printed_pages(raw)
    assert len(on_paper) > 2
    marked = list(marked_pages(book_entry(book, "text.xhtml")))
    assert_as_printed(on_paper, marked)
    assert_listed(book, len(on_paper))


@pytest.mark.parametrize("name", [n for n in PUBLICATIONS if "table" in n] + ["Arabic"])
def test_pages_begin_in_the_rows_of_a_table_that_is_longer_than_a_page(
    name: str,
) -> None:
    _, pages = printed(name)
    book = book_entry(book_of(PUBLICATIONS[name], pages), "text.xhtml")
    marks = [e for e in book.iter() if e.get("role") == "doc-pagebreak"]
    parents = {mark.getparent().tag.removeprefix(XHTML) for mark in marks}
    assert parents & {"th", "td"}


def test_a_table_that_no_sheet_holds_stands_in_labelled_rows() -> None:
    publication = PUBLICATIONS["a table in labelled rows"]
    (setting,) = settings(publication, pdf.sheets(publication)[0]).values()
    assert setting.stacked


@pytest.mark.parametrize("name", ["every block", "a paragraph of many pages"])
def test_the_web_page_has_the_same_places(name: str) -> None:
    _, pages = printed(name)
    publication = PUBLICATIONS[name]
    made = html.render(publication, downloads=(), siblings=(), pages=pages)
    (raw,) = [r for path, r in made.files.items() if path.name == "index.html"]
    page = tinyhtml5.parse(raw, namespace_html_elements=False)
    book = book_entry(book_of(publication, pages), "text.xhtml")
    for place in page.iter("span"):
        if (place.get("id") or "").startswith("page-"):
            assert place.get("data-furniture") == ""
            assert not "".join(place.itertext())
    on_the_page = marked_pages(page.find("body"))
    for (one, seen), (other, read) in zip(on_the_page, marked_pages(book), strict=True):
        in_both = " ".join(seen).replace("Our new café Cakes all day. Order now ", "")
        assert (one, in_both.split()) == (other, read)


def test_pages_of_words_that_the_book_does_not_have_come_together() -> None:
    name = "words for paper alone"
    raw, pages = printed(name)
    book = book_entry(book_of(PUBLICATIONS[name], pages), "text.xhtml")
    marked = list(marked_pages(book))
    assert len(marked) == len(printed_pages(raw)) > 3
    assert marked[1][1] == []
    assert [own[0] for _, own in marked[1:] if own] == ["Last."]


def test_a_mark_is_before_the_block_that_begins_and_in_the_cell_of_a_row() -> None:
    _, pages = printed("every block")
    book = book_entry(book_of(PUBLICATIONS["every block"], pages), "text.xhtml")
    marks = [e for e in book.iter() if e.get("role") == "doc-pagebreak"]
    parents = {mark.getparent().tag.removeprefix(XHTML) for mark in marks}
    assert "th" in parents
    assert not parents & {"tr", "tbody", "table", "ul", "ol", "dl", "h2", "h3", "a"}
    for mark in marks:
        assert (mark.get("title"), mark.get("aria-label")) == (mark.get("id")[5:], None)
        assert len(mark) == 0
        assert not mark.text


@pytest.mark.parametrize("name", PUBLICATIONS)
@pytest.mark.parametrize("edition", ["html", "pdf", "epub"])
def test_leaves_are_the_own_text(name: str, edition: str) -> None:
    """Marks are put before leaves, and counted in words: both are one text."""
    publication = PUBLICATIONS[name]
    leaves = list(leaves_of(publication, edition=edition, others="and others"))
    assert "".join("".join(leaf.text.split()) for leaf in leaves) == "".join(
        words(publication, edition=edition)
    )
    assert len({leaf.key for leaf in leaves}) == len(leaves)


def test_letters_are_counted_composed_and_without_soft_hyphens() -> None:
    assert letters_in("e\u0301 t\u00ade\u00a0x") == len("étex")


def test_a_layout_of_other_words_marks_nothing() -> None:
    """Where pages begin is then not certain, so the book says nothing of pages."""
    publication = PUBLICATIONS["every block"]
    unknown = PageMap(8, {})
    assert marks_for(publication, unknown, edition="epub").parts == {}
    book = book_of(publication, unknown)
    assert not [
        e for e in book_entry(book, "text.xhtml").iter() if "page-" in e.get("id", "")
    ]
    assert b"page-list" not in etree.tostring(book_entry(book, "nav.xhtml"))
    assert b"pageBreakSource" not in etree.tostring(book_entry(book, "content.opf"))


def test_the_handout_that_the_pages_are_of_is_named() -> None:
    _, pages = printed("every block")
    package = book_entry(book_of(PUBLICATIONS["every block"], pages), "content.opf")
    (source,) = [
        e.text for e in package.iter() if e.get("property") == "pageBreakSource"
    ]
    assert source == (
        "Finding the eye clinic: printed handout in ordinary print, version 1.10"
    )


def test_every_built_book_has_the_pages_of_its_handout(built: Path) -> None:
    books = sorted(built.glob("*/*/*.epub"))
    assert books
    for path in books:
        on_paper = printed_pages(path.with_suffix(".pdf").read_bytes())
        book = path.read_bytes()
        marked = list(marked_pages(book_entry(book, "text.xhtml")))
        arabic = path.parent.name == "ar"
        assert_as_printed(on_paper, marked, unread=0.1 if arabic else 0)
        assert_listed(book, len(on_paper))


def test_every_built_page_has_the_places_of_its_handout(built: Path) -> None:
    for path in sorted(built.glob("*/*/*.epub")):
        on_paper = printed_pages(path.with_suffix(".pdf").read_bytes())
        page = tinyhtml5.parse(
            (path.parent / "index.html").read_bytes(), namespace_html_elements=False
        )
        places = [name for name, _ in marked_pages(page)]
        assert places == [f"page-{n}" for n in range(1, len(on_paper) + 1)]
