"""Golden files: one small publication as page, structure tree and e-book.

They are read by people: `pytest --update-golden` writes them anew, and the difference
is reviewed like code. The publication has every block and inline once.
"""

import difflib
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath

import pikepdf
import pytest
from small_publication import small_publication

from plainleaf.check.dump import dump
from plainleaf.check.structure import read_tree
from plainleaf.model import PageMap, Publication
from plainleaf.render import epub, html, pdf
from plainleaf.words import words

GOLDEN = Path(__file__).parent / "cases" / "publications" / "eye-clinic"
STAMP = datetime(2000, 1, 1, tzinfo=UTC)
END = len(words(small_publication(), edition="pdf"))
PAGES = PageMap(
    7,
    {"about": 6, "about-4-heading": 7},
    (0, 38, 55, 204, END - 46, END, END),
)
"""As if printed: pages that begin in and before blocks, a row, the end matter."""


@pytest.fixture(scope="module")
def publication() -> Publication:
    return small_publication()


@pytest.fixture(scope="module")
def book(publication: Publication) -> zipfile.ZipFile:
    made = epub.render(publication, pages=PAGES, stamp=STAMP)
    return zipfile.ZipFile(BytesIO(next(iter(made.files.values()))))


def compare(made: str, name: str, *, update: bool) -> None:
    __tracebackhide__ = True
    path = GOLDEN / name
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made, encoding="utf-8")
    expected = path.read_text("utf-8") if path.exists() else ""
    if made != expected:
        difference = difflib.unified_diff(
            expected.splitlines(), made.splitlines(), name, "made now", lineterm=""
        )
        pytest.fail("\n".join(difference), pytrace=False)


def test_page(publication: Publication, *, update_golden: bool) -> None:
    made = html.render(publication, downloads=(), siblings=(), pages=PAGES)
    page = made.files[PurePosixPath("index.html")].decode()
    main = page[page.index("<main") : page.index("</main>")]
    compare(main, "main.html", update=update_golden)


@pytest.mark.parametrize("size", [0, 1], ids=["handout", "large-print"])
def test_structure_tree(
    publication: Publication, size: int, *, update_golden: bool
) -> None:
    sheet = pdf.sheets(publication)[size]
    made, _ = pdf.render(publication, sheet, stamp=STAMP)
    assert made.findings == ()
    with pikepdf.open(BytesIO(made.files[sheet.file])) as file:
        tree = dump(read_tree(file))
    compare(tree, f"{sheet.file.stem}.tags.txt", update=update_golden)


@pytest.mark.parametrize("entry", ["text.xhtml", "nav.xhtml", "content.opf"])
def test_book_entry(book: zipfile.ZipFile, entry: str, *, update_golden: bool) -> None:
    name = next(name for name in book.namelist() if name.endswith(entry))
    compare(book.read(name).decode(), f"epub/{entry}", update=update_golden)


def test_book_entries(book: zipfile.ZipFile, *, update_golden: bool) -> None:
    names = "".join(f"{name}\n" for name in book.namelist())
    compare(names, "epub/entries.txt", update=update_golden)


def test_no_golden_file_is_left_over() -> None:
    used = {
        "main.html",
        "eye-clinic.tags.txt",
        "eye-clinic-large-print.tags.txt",
        "epub/text.xhtml",
        "epub/nav.xhtml",
        "epub/content.opf",
        "epub/entries.txt",
    }
    there = {p.relative_to(GOLDEN).as_posix() for p in GOLDEN.rglob("*") if p.is_file()}
    assert there == used
