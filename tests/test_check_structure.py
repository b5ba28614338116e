"""A tagged PDF read back: text by its marks, elements by their types."""

from pathlib import Path

import pikepdf
import pytest
from check.little import HANDOUT_STYLE, handout, write_handout
from pikepdf import Array, Dictionary, Name, Stream, String

from plainleaf.check.dump import dump
from plainleaf.check.pdf_words import heard_in
from plainleaf.check.structure import Element, Run, Tree, read_tree

CMAP = b"""begincmap 1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfchar <61> <0061> <66> <006600660069> endbfchar
2 beginbfrange <62> <64> <0062> <41> <42> [<0041> <00C4>] endbfrange endcmap"""


def page_with(operators: bytes) -> pikepdf.Pdf:
    """Return a PDF of one page; its structure tree holds MCID 0, 1 and 2 as P."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, ToUnicode=Stream(pdf, CMAP)
    )
    page.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    page.obj.Contents = Stream(pdf, operators)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = Array(
        [
            pdf.make_indirect(Dictionary(S=Name.P, P=root, Pg=page.obj, K=number))
            for number in range(3)
        ]
    )
    pdf.Root.StructTreeRoot = root
    return pdf


def texts(pdf: pikepdf.Pdf) -> list[str]:
    return [element.text() for element in read_tree(pdf).elements]


def shown(codes: bytes, mark: bytes = b"/P <</MCID 0>> BDC") -> bytes:
    return mark + b" BT /F 10 Tf " + codes + b" ET EMC\n"


def test_codes_are_read_by_the_map() -> None:
    assert texts(page_with(shown(b"(abcd) Tj")))[0] == "abcd"
    assert texts(page_with(shown(b"[(a) -200 (f)] TJ")))[0] == "affi"
    assert texts(page_with(shown(b"(AB) '")))[0] == "AÄ"


def test_codes_without_an_entry_are_counted() -> None:
    (run,) = read_tree(page_with(shown(b"(axy) Tj"))).elements[0].runs()
    assert (run.text, run.unread) == ("a\ufffd\ufffd", 2)


def test_actual_text_stands_for_what_is_painted() -> None:
    mark = b"/P <</MCID 0 /ActualText (said)>> BDC"
    assert texts(page_with(shown(b"(axy) Tj", mark)))[0] == "said"
    inner = b"/P <</MCID 0>> BDC " + shown(b"(xy) Tj", b"/Span <</ActualText (b)>> BDC")
    after = inner + b"BT /F 9 Tf (c) Tj ET EMC"
    (run,) = read_tree(page_with(after)).elements[0].runs()
    assert (run.text, run.unread) == ("bc", 0)


def test_properties_may_be_named_in_the_resources() -> None:
    pdf = page_with(shown(b"(ab) Tj", b"/P /M BDC"))
    named = Dictionary(M=Dictionary(MCID=1))
    pdf.pages[0].obj.Resources.Properties = named
    assert texts(pdf)[:2] == ["", "ab"]


def test_size_is_what_is_seen() -> None:
    operators = b"q 2 0 0 2 0 0 cm /P <</MCID 0>> BDC BT /F 3 Tf 1 0 0 -1.5 0 0 Tm "
    operators += b"(a) Tj ET EMC Q /P <</MCID 1>> BDC BT /F 3 Tf (a) Tj ET EMC"
    first, second, _ = read_tree(page_with(operators)).elements
    assert [run.points for run in (*first.runs(), *second.runs())] == [9, 3]


def test_what_stands_outside_marks_is_told() -> None:
    operators = (
        b"BT /F 9 Tf (ab) Tj ET 0 0 9 9 re f 0 0 m 9 9 l n "
        b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC "
        b"BT (cd) Tj ET 0 0 m 1 1 l S EMC "
        b"/Layout BMC 0 0 9 9 re B EMC"
    )
    (page,) = read_tree(page_with(operators)).pages
    assert page.untagged == ["the text 'ab'", "a drawing", "a drawing"]
    assert [(mark.kind, mark.text) for mark in page.artifacts] == [("Footer", "cd")]


def form(pdf: pikepdf.Pdf, operators: bytes) -> Stream:
    fonts = pdf.pages[0].obj.Resources.Font
    made = Stream(pdf, operators)
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    made.Resources = Dictionary(Font=fonts)
    return made


def with_form(operators: bytes, inside: bytes) -> pikepdf.Pdf:
    pdf = page_with(operators)
    held = pdf.make_indirect(form(pdf, inside))
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=held)
    return pdf


def test_a_form_belongs_to_the_mark_it_is_painted_in() -> None:
    pdf = with_form(b"/P <</MCID 2>> BDC /X Do EMC", b"BT /F 9 Tf (ab) Tj ET")
    assert texts(pdf) == ["", "", "ab"]


def test_a_form_counts_its_own_marks() -> None:
    pdf = with_form(b"/X Do", shown(b"(cd) Tj"))
    tree = read_tree(pdf)
    assert [painted.text for painted in tree.unclaimed] == ["cd"]
    held = pdf.pages[0].obj.Resources.XObject.X
    reference = Dictionary(Type=Name.MCR, Stm=held, MCID=0, Pg=pdf.pages[0].obj)
    pdf.Root.StructTreeRoot.K[0].K = reference
    tree = read_tree(pdf)
    assert tree.unclaimed == ()
    assert tree.elements[0].text() == "cd"


def test_a_form_that_paints_itself_ends() -> None:
    pdf = with_form(b"/X Do", b"/X Do 0 0 9 9 re f")
    held = pdf.pages[0].obj.Resources.XObject.X
    held.Resources.XObject = Dictionary(X=held)
    assert read_tree(pdf).pages[0].untagged


def test_boxes_are_known_by_their_glyph_number() -> None:
    pdf = page_with(shown(b"<00610062> Tj"))
    font = pdf.pages[0].obj.Resources.Font.F
    font.Subtype = Name.Type0
    encoding = b"2 begincidchar <0061> 7 <0062> 0 endcidchar"
    font.Encoding = Stream(pdf, encoding)
    (run,) = read_tree(pdf).elements[0].runs()
    assert (run.text, run.boxes) == ("ab", True)
    font.Encoding = Stream(pdf, b"1 begincidrange <0061> <0062> 7 endcidrange")
    (run,) = read_tree(pdf).elements[0].runs()
    assert not run.boxes
    font.Encoding = Name("/Identity-H")
    (run,) = read_tree(pdf).elements[0].runs()
    assert not run.boxes


def test_types_attributes_and_places() -> None:
    pdf = page_with(shown(b"(a) Tj"))
    root = pdf.Root.StructTreeRoot
    root.RoleMap = Dictionary(Furniture=Name.Block, Block=Name.Div, Loop=Name.Loop)
    element = root.K[0]
    element.S, element.Lang, element.ID = Name.Furniture, String("fr"), String("x")
    element.A = Array(
        [
            Dictionary(O=Name.Table, Scope=Name.Row),
            Dictionary(O=Name.Table, Headers=Array([String("h")]), RowSpan=2),
        ]
    )
    root.K[1].S = Name.Loop
    first, second, _ = read_tree(pdf).walk()
    assert (first.element.own_type, first.element.type) == ("Furniture", "Div")
    assert first.element.attributes == {"Scope": "Row", "Headers": ("h",), "RowSpan": 2}
    assert (first.element.language, first.element.id) == ("fr", "x")
    assert first.place == "page 1, Furniture"
    assert second.element.type == "Loop"


def test_a_tree_that_holds_itself_ends() -> None:
    pdf = page_with(shown(b"(a) Tj"))
    element = pdf.Root.StructTreeRoot.K[0]
    element.K = Array([0, element])
    assert [found.text() for found in read_tree(pdf).elements] == ["a", "", ""]


def test_a_file_without_a_tree_has_no_elements() -> None:
    assert read_tree(pikepdf.new()) == Tree((), (), ())


@pytest.fixture(scope="module")
def dumped(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = write_handout(tmp_path_factory.mktemp("dump") / "a.pdf")
    with pikepdf.open(path) as pdf:
        return dump(read_tree(pdf))


def test_a_dump_reads_as_lines(dumped: str) -> None:
    assert dumped.startswith("Document\n  H1 'To the harbour'\n")
    assert "      Span lang='fr' 'bonjour'\n" in dumped
    assert (
        "      Link\n        'the bus page'\n        @Link 'the bus page' -> https://bus.example/\n"
        in dumped
    )
    assert "    Furniture=Div\n      P 'The picture in words:'\n" in dumped
    assert "TH id='table-1-row-1-column-1' Scope='Column' 'Bus'\n" in dumped
    assert "page 1\n  artifact Footer 'Version 2. Published" in dumped


def test_a_dump_is_the_same_however_lines_break(dumped: str, tmp_path: Path) -> None:
    large = handout(style=HANDOUT_STYLE.replace("A6", "A3"))
    with pikepdf.open(write_handout(tmp_path / "b.pdf", large)) as pdf:
        assert len(pdf.pages) == 1
        again = dump(read_tree(pdf))
    assert again.partition("page 1")[0] == dumped.partition("page 1")[0]


def test_terms_that_share_a_label_are_blocks_of_their_own() -> None:
    spans = tuple(
        Element("Span", "Span", (Run(text, 1, 9, unread=0, boxes=False),))
        for text in ("When ", "Hours")
    )
    label = Element("Lbl", "Lbl", spans)
    entry = Element("LI", "LI", (label,))
    named = Element("L", "L", (entry,), {"ListNumbering": "None"})
    numbered = Element("L", "L", (entry,), {"ListNumbering": "Decimal"})
    assert heard_in(Tree((named,), (), ()), language="en").blocks == (
        ("When",),
        ("Hours",),
    )
    assert heard_in(Tree((numbered,), (), ()), language="en").own == ()
