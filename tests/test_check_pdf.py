"""Each check of a PDF passes a good handout and catches its broken twin."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from check.little import HANDOUT_STYLE, handout, little_publication, write_handout
from pikepdf import Array, Dictionary, Name

from plainleaf.check import pdf
from plainleaf.findings import Finding

SMALLEST = 12


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_handout(tmp_path_factory.mktemp("handout") / "good.pdf")


def check(path: Path, smallest: float = SMALLEST) -> tuple[Finding, ...]:
    return pdf.check(path, little_publication(), smallest_points=smallest)


def rules(path: Path, smallest: float = SMALLEST) -> set[str]:
    return {finding.rule for finding in check(path, smallest)}


def test_a_good_handout_has_no_findings(good: Path) -> None:
    assert check(good) == ()


def test_words_of_ours_are_counted_apart(good: Path) -> None:
    counted = pdf.counted(good, language="en")
    assert counted.own == 58
    assert counted.furniture > 30


def test_no_pdf_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"Dear reader")
    assert rules(tmp_path / "a.pdf") == {"pdf-unreadable"}
    assert rules(tmp_path / "absent.pdf") == {"pdf-unreadable"}


# --- broken twins: one thing changed in a good file -----------------------------------


def elements(pdf: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Object]:
    """Yield the structure elements of a type, in any order."""
    for thing in pdf.objects:
        is_element = isinstance(thing, Dictionary) and "/P" in thing
        if is_element and thing.get("/S") == f"/{kind}":
            yield thing


def the(pdf: pikepdf.Pdf, kind: str) -> pikepdf.Object:
    return next(elements(pdf, kind))


def attributes(element: pikepdf.Object) -> pikepdf.Object:
    given = element.A
    return given if isinstance(given, Dictionary) else given[0]


def change_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "Untitled"


def drop_pdfua(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        del metadata["{http://www.aiim.org/pdfua/ns/id/}part"]


def paint_untagged(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(b"0 0 9 9 re f"), prepend=True)


def wrong_column(pdf: pikepdf.Pdf) -> None:
    cells = [attributes(cell) for cell in elements(pdf, "TD")]
    cells[0].Headers = Array([cells[0].Headers[0], cells[1].Headers[1]])


def unknown_header(pdf: pikepdf.Pdf) -> None:
    attributes(the(pdf, "TD")).Headers = Array([pikepdf.String("nobody")])


def wrong_row(pdf: pikepdf.Pdf) -> None:
    """Let the doses of the first row be announced with the second row's name."""
    cells = [attributes(cell) for cell in elements(pdf, "TD")]
    cells[0].Headers = Array([cells[2].Headers[0], cells[0].Headers[1]])


def column_alone(pdf: pikepdf.Pdf) -> None:
    cell = attributes(the(pdf, "TD"))
    cell.Headers = Array([cell.Headers[1]])


def demoted_row_header(pdf: pikepdf.Pdf) -> None:
    """Make a data cell, with the right Headers, of the cell that names a row."""
    column = next(e for e in elements(pdf, "TH") if attributes(e).Scope == "/Column")
    name = next(e for e in elements(pdf, "TH") if attributes(e).Scope == "/Row")
    for cell in elements(pdf, "TD"):
        kept = [one for one in attributes(cell).Headers if one != name.ID]
        attributes(cell).Headers = Array(kept)
    name.S = Name.TD
    del attributes(name)["/Scope"]
    attributes(name).Headers = Array([column.ID])


def caption_as_paragraph(pdf: pikepdf.Pdf) -> None:
    next(e for e in elements(pdf, "Caption") if Name.Table == e.P.S).S = Name.P


def quotation_as_group(pdf: pikepdf.Pdf) -> None:
    the(pdf, "BlockQuote").S = Name.Div


def note_as_group(pdf: pikepdf.Pdf) -> None:
    the(pdf, "Note").S = Name.Div


def stray_contents_entry(pdf: pikepdf.Pdf) -> None:
    the(pdf, "BlockQuote").P.S = Name.TOCI


def page_number_as_text(pdf: pikepdf.Pdf) -> None:
    """Let the words at the page's edge be heard, as a paragraph of the text."""
    page = pdf.pages[0]
    marked = b"/Artifact\n<<"
    before, mark, after = page.Contents.read_bytes().rpartition(marked)
    assert mark
    end = after.index(b"BDC")
    page.Contents = pdf.make_stream(before + b"/P <</MCID 900>> " + after[end:])
    section = the(pdf, "Sect")
    heard = Dictionary(Type=Name.StructElem, S=Name.P, P=section, Pg=page.obj, K=900)
    section.K.append(pdf.make_indirect(heard))


def add_empty(pdf: pikepdf.Pdf) -> None:
    section = the(pdf, "Sect")
    empty = Dictionary(Type=Name.StructElem, S=Name.P, P=section)
    section.K.append(pdf.make_indirect(empty))


def nested_list(pdf: pikepdf.Pdf) -> tuple[pikepdf.Object, pikepdf.Object]:
    """Return the list inside a list, and the entry body around it."""
    return next(
        (inner, inner.P) for inner in elements(pdf, "L") if Name.LBody == inner.P.S
    )


def lift_nested_list(pdf: pikepdf.Pdf) -> None:
    inner, body = nested_list(pdf)
    outer = body.P.P
    body.K = Array([kid for kid in body.K if kid.objgen != inner.objgen])
    outer.K.append(inner)
    inner.P = outer


def address_as_name(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            if "/URI" in annotation.get("/A", {}):
                annotation.Contents = annotation.A.URI


def stray_annotation(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.Annots.append(
        pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
        )
    )


def rename_bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].children[0].title = "Elsewhere"


def drop_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Outlines"]


def skip_level(pdf: pikepdf.Pdf) -> None:
    the(pdf, "H3").S = Name.H4


def drop_quotation(pdf: pikepdf.Pdf) -> None:
    quotation = the(pdf, "BlockQuote")
    around = quotation.P
    around.K = Array([kid for kid in around.K if kid.objgen != quotation.objgen])


def swap_list_and_quotation(pdf: pikepdf.Pdf) -> None:
    quotation = the(pdf, "BlockQuote")
    kids = list(quotation.P.K)
    at = next(n for n, kid in enumerate(kids) if kid.objgen == quotation.objgen)
    kids[at], kids[at - 1] = kids[at - 1], kids[at]
    quotation.P.K = Array(kids)


def split_paragraph(pdf: pikepdf.Pdf) -> None:
    """Make two P of the first paragraph, as one of each page would be."""
    paragraph = next(
        p for p in elements(pdf, "P") if isinstance(p.get("/K"), Array) and len(p.K) > 5
    )
    kids = list(paragraph.K)
    rest = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.P, P=paragraph.P, K=Array(kids[3:]))
    )
    if "/Pg" in paragraph:
        rest.Pg = paragraph.Pg
    paragraph.K = Array(kids[:3])
    around = list(paragraph.P.K)
    at = next(n for n, kid in enumerate(around) if kid.objgen == paragraph.objgen)
    paragraph.P.K = Array([*around[: at + 1], rest, *around[at + 1 :]])


def another_address(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            if "/URI" in annotation.get("/A", {}):
                annotation.A.URI = pikepdf.String("https://elsewhere.example/")


def drop_languages(pdf: pikepdf.Pdf) -> None:
    for element in elements(pdf, "Span"):
        if "/Lang" in element:
            del element["/Lang"]


def drop_unicode_maps(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/ToUnicode" in thing:
            del thing["/ToUnicode"]


def soft_hyphen(pdf: pikepdf.Pdf) -> None:
    the(pdf, "Figure").Alt = pikepdf.String("A red\N{SOFT HYPHEN} bus.")


def hide_title(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences["/DisplayDocTitle"]


def drop_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Lang"]


def another_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("en-GB")


def drop_mark_info(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/MarkInfo"]


def drop_scope(pdf: pikepdf.Pdf) -> None:
    del attributes(the(pdf, "TH"))["/Scope"]


def drop_headers(pdf: pikepdf.Pdf) -> None:
    del attributes(the(pdf, "TD"))["/Headers"]


def drop_note_id(pdf: pikepdf.Pdf) -> None:
    del the(pdf, "Note")["/ID"]


def unnamed_heading(pdf: pikepdf.Pdf) -> None:
    the(pdf, "H3").S = Name.NonStruct


def undescribed_figure(pdf: pikepdf.Pdf) -> None:
    del the(pdf, "Figure")["/Alt"]


Twin = Callable[[pikepdf.Pdf], None]
TWINS: list[tuple[Twin, set[str]]] = [
    (change_title, {"pdf-title"}),
    (hide_title, {"pdf-title"}),
    (drop_language, {"pdf-language"}),
    (another_language, {"pdf-language"}),
    (drop_pdfua, {"pdf-identification"}),
    (drop_mark_info, {"pdf-identification"}),
    (paint_untagged, {"pdf-untagged-painting"}),
    (soft_hyphen, {"pdf-characters", "same-shape"}),
    (rename_bookmark, {"pdf-outline"}),
    (drop_bookmarks, {"pdf-outline"}),
    (skip_level, {"pdf-headings", "pdf-outline"}),
    (unnamed_heading, {"pdf-types", "pdf-headings", "pdf-outline"}),
    (undescribed_figure, {"pdf-figures", "same-words", "same-shape"}),
    (drop_scope, {"pdf-table-headers"}),
    (drop_headers, {"pdf-table-headers"}),
    (wrong_column, {"pdf-table-headers"}),
    (unknown_header, {"pdf-table-headers"}),
    (wrong_row, {"pdf-table-headers"}),
    (column_alone, {"pdf-table-headers"}),
    (demoted_row_header, {"same-shape"}),
    (caption_as_paragraph, {"pdf-table-headers"}),
    (quotation_as_group, {"same-shape"}),
    (note_as_group, {"same-shape"}),
    (stray_contents_entry, {"pdf-lists"}),
    (page_number_as_text, {"pdf-page-furniture", "same-words"}),
    (add_empty, {"pdf-empty-elements"}),
    (lift_nested_list, {"pdf-lists", "same-words"}),
    (address_as_name, {"pdf-links"}),
    (stray_annotation, {"pdf-links"}),
    (drop_note_id, {"pdf-notes"}),
    (drop_quotation, {"pdf-untagged-painting", "same-words", "same-shape"}),
    (swap_list_and_quotation, {"same-words"}),
    (split_paragraph, {"same-blocks"}),
    (another_address, {"same-shape"}),
    (drop_languages, {"same-shape"}),
    (
        drop_unicode_maps,
        {
            *("pdf-characters", "pdf-headings", "pdf-outline", "pdf-page-furniture"),
            *("pdf-links", "same-words", "same-shape"),
        },
    ),
]


@pytest.mark.parametrize(
    ("twin", "wanted"), TWINS, ids=[twin.__name__ for twin, _ in TWINS]
)
def test_a_broken_twin_is_caught(
    good: Path, tmp_path: Path, twin: Twin, wanted: set[str]
) -> None:
    with pikepdf.open(good) as file:
        twin(file)
        file.save(tmp_path / "twin.pdf")
    assert rules(tmp_path / "twin.pdf") == wanted


# --- twins that are made another way -------------------------------------------------


def test_a_damaged_file_is_caught(good: Path, tmp_path: Path) -> None:
    """Readers repair a lost cross-reference table in silence, some of them wrongly."""
    raw = good.read_bytes()
    (tmp_path / "twin.pdf").write_bytes(
        raw[: raw.rindex(b"startxref")] + b"startxref\n17\n%%EOF\n"
    )
    assert rules(tmp_path / "twin.pdf") == {"pdf-syntax"}


def test_small_print_is_caught_at_the_edge_and_in_the_text(good: Path) -> None:
    places = {
        finding.location.within.partition(", ")[2]
        for finding in check(good, smallest=15)
        if finding.rule == "pdf-text-size"
    }
    assert "artifact" in places
    assert "Document/Sect/P" in places
    assert rules(good, smallest=13) == {"pdf-text-size"}


def test_a_page_without_version_date_and_number_is_caught(tmp_path: Path) -> None:
    bare = HANDOUT_STYLE.partition("@bottom-center")[0] + "}"
    path = write_handout(tmp_path / "twin.pdf", handout(style=bare))
    messages = [finding.message for finding in check(path)]
    assert rules(path) == {"pdf-page-furniture"}
    assert any("“1 of 3”" in message for message in messages)
    assert any("version, 2" in message for message in messages)
    assert any("any date" in message for message in messages)


def test_a_box_in_place_of_a_character_is_caught(tmp_path: Path) -> None:
    odd = handout().replace("Lovely ride", "Lovely \U0010fffd ride")
    path = write_handout(tmp_path / "twin.pdf", odd)
    assert rules(path) == {"pdf-characters", "same-words"}


def test_stock_tagging_is_caught(tmp_path: Path) -> None:
    """WeasyPrint's own tags satisfy validators here, and mislead listeners."""
    path = write_handout(tmp_path / "stock.pdf", stock=True)
    assert rules(path) == {
        *("pdf-untagged-painting", "pdf-page-furniture", "pdf-text-size", "pdf-types"),
        *("pdf-headings", "pdf-table-headers", "pdf-lists", "pdf-empty-elements"),
        *("pdf-links", "same-words", "same-shape"),
    }


def test_findings_say_where(good: Path, tmp_path: Path) -> None:
    with pikepdf.open(good) as file:
        drop_scope(file)
        file.save(tmp_path / "twin.pdf")
    (finding,) = check(tmp_path / "twin.pdf")
    assert finding.message.endswith("has no Scope")
    assert finding.location.within == "page 2, Document/Sect/Table/THead/TR/TH"
