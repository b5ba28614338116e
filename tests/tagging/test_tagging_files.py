"""The file as a whole: its metadata, its bytes, its looks, and who may make it."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import pydyf
import pypdfium2
import pytest
import tag_tree
import weasyprint
from making import page, tagged, tree
from typeface import faces

from plainleaf.tagging import write_tagged

ROOT = Path(__file__).parent.parent.parent
LEAFLET = """<h1>Guide</h1>
<nav role=doc-toc><ol><li><a href=#s>Signs</a></li></ol></nav>
<h2 id=s>Signs</h2><p>Words <a href="https://example.org/">and <b>links</b></a>.</p>
<ul><li>one<ol><li>two</li></ol></li></ul><dl><dt>t</dt><dd>d</dd></dl>
<table><tr><th>A<th>B<tr><td>1<td>2</table><p lang=fr>Bonjour</p>
<figure><svg width=30 height=30 aria-label=Dot><circle r=9 /></svg><figcaption>C
</figcaption></figure><p style="opacity:.5">pale</p>"""
STYLE = """nav a::after{content:leader(dotted) target-counter(attr(href),page)}
@page{@bottom-center{content:counter(page)}}li{background:#eee}"""
KINDS = [("ua-1", False), ("ua-1", True), ("ua-2", False), ("ua-2", True)]


@pytest.mark.parametrize(("profile", "archival"), KINDS)
def test_the_file_says_what_it_is(profile: str, *, archival: bool) -> None:
    read = tree(LEAFLET, STYLE, profile=profile, archival=archival)
    with read.pdf.open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == profile[-1]
        assert xmp["dc:title"] == "A leaflet"
        part = {"ua-1": "2", "ua-2": "4"}[profile] if archival else None
        assert xmp.get("pdfaid:part") == part
        assert xmp.get("pdfaid:conformance") == ("A" if part == "2" else None)
    assert read.pdf.Root.ViewerPreferences.DisplayDocTitle
    assert read.pdf.Root.MarkInfo.Marked
    assert str(read.pdf.Root.Lang) == "en"


@pytest.mark.parametrize(("profile", "archival"), KINDS)
def test_the_file_is_sound(profile: str, *, archival: bool) -> None:
    read = tree(LEAFLET, STYLE, profile=profile, archival=archival)
    assert read.pdf.check_pdf_syntax() == []


def test_every_object_of_the_tree_finds_its_way_back() -> None:
    """The parent tree leads from each marked content to the element that owns it."""
    read = tree(LEAFLET * 3, STYLE)
    numbers = list(read.pdf.Root.StructTreeRoot.ParentTree.Nums)
    entries = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for element in read.document.walk():
        for annotation in element.annotations:
            owner = entries[int(annotation.StructParent)]
            assert owner.objgen == element.pdf_object.objgen
    for number, owners in enumerate(read.pages):
        assert len(entries[number]) == max(owners.marked) + 1
    assert list(entries) == sorted(entries)


def test_bytes_are_the_same_on_every_build() -> None:
    assert tagged(LEAFLET, STYLE).pdf == tagged(LEAFLET, STYLE).pdf


def test_bytes_are_the_same_in_other_processes(tmp_path: Path) -> None:
    """Neither the hash seed nor addresses in memory may show."""
    script = tmp_path / "build.py"
    script.write_text(
        "import sys, hashlib\n"
        f"sys.path[:0] = {sys.path!r}\n"
        "from making import tagged\n"
        f"print(hashlib.sha256(tagged({LEAFLET!r}, {STYLE!r}).pdf).hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert digests == {sha256(tagged(LEAFLET, STYLE).pdf).hexdigest()}


def test_threads_and_stock_weasyprint_do_not_meet() -> None:
    """Tagged files made at once, among stock ones, are those made alone."""
    bodies = [f"<h1>Guide {number}</h1>{LEAFLET}" for number in range(4)]

    def make(number: int) -> bytes:
        html = weasyprint.HTML(string=page(bodies[number], STYLE))
        return write_tagged(html).pdf

    def make_stock(number: int) -> bytes:
        html = weasyprint.HTML(string=page(bodies[number], STYLE))
        return bytes(html.write_pdf(pdf_variant="pdf/ua-1"))

    alone = [(make(number), make_stock(number)) for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        own = pool.map(make, range(4))
        stock = pool.map(make_stock, range(4))
        together = list(zip(own, stock, strict=True))
    assert together == alone
    assert len(set(together)) == 4


def test_tags_do_not_show() -> None:
    """Each page looks as WeasyPrint paints it without tags."""
    css, fonts = faces()
    html = weasyprint.HTML(string=page(LEAFLET * 2, STYLE))
    plain = html.write_pdf(stylesheets=[css], font_config=fonts)
    made = tagged(LEAFLET * 2, STYLE).pdf
    for ours, theirs in zip(pictures(made), pictures(plain), strict=True):
        assert ours == theirs
    other = tagged(LEAFLET * 2, STYLE + "li{color:#555}").pdf
    assert pictures(made)[0] != pictures(other)[0]


def pictures(pdf: bytes) -> list[bytes]:
    pages = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=1).to_pil().tobytes() for page in pages]


def test_a_figure_has_its_box_in_points() -> None:
    style = "@page{size:200pt 300pt;margin:0}body{margin:0}svg{display:block}"
    body = "<svg style='width:50pt;height:40pt' viewBox='0 0 5 4' aria-label=Dot />"
    figure = tree(body, style).document.one("Figure")
    assert figure.attributes["BBox"] == pytest.approx([0, 260, 50, 300])


def test_a_table_that_is_whole_has_its_box_and_one_over_pages_has_none() -> None:
    """ISO 32000-1, 14.8.5.4.3: for what appears in its entirety on a single page."""
    style = (
        "@page{size:200pt 300pt;margin:0}body{margin:0}"
        "table{width:150pt;border-spacing:0}td{height:40pt;padding:0;border:0}"
    )
    row = "<tr><td>a</td></tr>"
    whole = tree(f"<table>{row * 2}</table>", style).document.one("Table")
    assert whole.attributes["BBox"] == pytest.approx([0, 220, 150, 300])
    long = tree(f"<table>{row * 20}</table>", style).document.one("Table")
    assert "BBox" not in long.attributes


def test_a_figure_takes_its_caption_inside() -> None:
    svg = "<svg width=9 height=9 aria-label=Dot />"
    figure = tree(f"<figure>{svg}<figcaption>C</figcaption></figure>").document
    assert [kid.tag for kid in figure.one("Figure").walk()] == ["Figure", "Caption"]
    two = tree(f"<figure>{svg}{svg}<figcaption>C</figcaption></figure>").document
    assert [kid.tag for kid in two.kids[0].kids] == ["Figure", "Figure", "Caption"]


def test_text_in_a_transparent_group_is_heard() -> None:
    read = tree("<p>a</p><p style='opacity:.5'>b <i>c</i></p><p>d</p>")
    assert read.words == ["a", "b", "c", "d"]


def test_the_document_that_was_laid_out_comes_along() -> None:
    made = tagged("<h1 id=top>Guide</h1>")
    assert "top" in made.document.pages[0].anchors
    assert len(made.document.pages) == len(pypdfium2.PdfDocument(made.pdf))


def test_options_that_are_not_the_callers_are_refused() -> None:
    html = weasyprint.HTML(string=page("<h1>a</h1>"))
    with pytest.raises(ValueError, match="full_fonts"):
        write_tagged(html, full_fonts=True)
    with pytest.raises(ValueError, match="ua-3"):
        write_tagged(html, profile="ua-3")


def test_pages_are_counted_once_however_long_the_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The stock tagger lists all pages for every element: squares of time."""
    asked = []
    stock = pydyf.PDF.page_references.fget
    counted = property(lambda pdf: asked.append(1) or stock(pdf))
    monkeypatch.setattr(pydyf.PDF, "page_references", counted)
    tagged("<p>a</p>" * 50)
    assert len(asked) == 1


def test_the_caller_may_add_viewer_preferences() -> None:
    read = tree("<p>a</p>", viewer_preferences={"PrintScaling": "None"})
    assert read.pdf.Root.ViewerPreferences.PrintScaling == "/None"
    assert read.pdf.Root.ViewerPreferences.DisplayDocTitle
    assert "/PrintScaling" not in tree("<p>a</p>").pdf.Root.ViewerPreferences


def test_a_layout_made_before_is_written_as_it_is() -> None:
    css, fonts = faces()
    html = weasyprint.HTML(string=page(LEAFLET, STYLE))
    document = html.render(stylesheets=[css], font_config=fonts)
    made = write_tagged(html, document=document)
    assert made.document is document
    assert made.pdf == tagged(LEAFLET, STYLE).pdf


def test_the_lines_in_the_documentation_are_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = (ROOT / "docs" / "tagging.md").read_text("utf-8")
    lines = said.partition("```python\n")[2].partition("```")[0]
    monkeypatch.chdir(tmp_path)
    Path("leaflet.html").write_text(page(LEAFLET, STYLE), "utf-8")
    names: dict[str, Any] = {}
    exec(lines, names)  # noqa: S102  our own documentation
    assert names["tagged"].problems == ()
    assert tag_tree.read(names["tagged"].pdf).document.one("Table")
