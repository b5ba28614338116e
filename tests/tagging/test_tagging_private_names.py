"""What the tagger relies on inside WeasyPrint and pydyf, pinned.

WeasyPrint may change any of this in a patch release. When a test here fails: read
the change, see that `plainleaf/tagging/marked_content.py`, `elements.py`,
`markers.py`, `floating_notes.py` and `read_back.py` still say the truth about it, run
the snippets, and write down the new digest.
"""

import inspect
from hashlib import sha256
from typing import Any

import pydyf
import pytest
import weasyprint
import weasyprint.pdf
from weasyprint import anchors, document, stacking
from weasyprint.draw import draw_block_level, draw_inline_level
from weasyprint.draw.text import draw_first_line, draw_text
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import layout_document
from weasyprint.pdf import anchors as pdf_anchors
from weasyprint.pdf import fonts, metadata, pdfa, pdfua
from weasyprint.pdf.stream import Stream

from plainleaf.tagging import marked_content

READ = {
    "Stream.marked": (marked_content._stock_marked, "3fa3acacbbf66422"),
    "add_tags": (marked_content._stock_add_tags, "f0e74575b0bafaf3"),
    "generate_pdf": (weasyprint.pdf.generate_pdf, "626343ef25c396e8"),
    "Stream.begin_text": (Stream.begin_text, "bf5f18b4689d4512"),
    "Stream.end_text": (Stream.end_text, "967bc1ae82320060"),
    "Stream.add_group": (Stream.add_group, "6022122164739805"),
    "draw_text": (draw_text, "ebaf96239c6ca363"),
    "draw_first_line": (draw_first_line, "1bb8eae6d88e71b1"),
    "draw_inline_level": (draw_inline_level, "068162a401d00efd"),
    "draw_block_level": (draw_block_level, "3de9ec3ad4aaad3c"),
    "StackingContext": (stacking.StackingContext, "ec586508cac97684"),
    "Page": (document.Page, "69061840d66b7804"),
    "gather_anchors": (anchors.gather_anchors, "373f8c676f27da3b"),
    "add_links": (pdf_anchors.add_links, "262e8b9b299892a7"),
    "add_outlines": (pdf_anchors.add_outlines, "9f5d6afde78956a1"),
    "build_fonts_dictionary": (fonts.build_fonts_dictionary, "fc551bef35d0d6c3"),
    "DocumentMetadata": (metadata.DocumentMetadata, "caea48480357554f"),
    "pdfa": (pdfa.pdfa, "ea4cd3554d52a964"),
    "pdfua": (pdfua.pdfua, "b4b53c61f718ca91"),
    "TextBox": (boxes.TextBox, "7fcb818c71c2bb89"),
    "element_to_box": (build.element_to_box, "2d0a37e45b7f3e0c"),
    "marker_to_box": (build.marker_to_box, "b471a3133517591e"),
    "layout_document": (layout_document, "a5cbf437e99caf72"),
    "pydyf.PDF": (pydyf.PDF, "430a7b480a612b67"),
    "pydyf.Stream.data": (pydyf.Stream.data.fget, "bdc2bc513f286de7"),
}


def digest(read: Any) -> str:
    return sha256(inspect.getsource(read).encode()).hexdigest()[:16]


@pytest.mark.parametrize("name", READ)
def test_what_was_read_is_what_is_installed(name: str) -> None:
    read, pinned = READ[name]
    assert digest(read) == pinned, f"{name} of WeasyPrint {weasyprint.VERSION} changed"


def test_the_names_are_replaced_where_weasyprint_looks_them_up() -> None:
    assert Stream.marked is marked_content._marked
    assert weasyprint.pdf.add_tags is marked_content._add_tags
    assert "add_tags(pdf, document" in inspect.getsource(weasyprint.pdf.generate_pdf)
    assert "stream.marked(" in inspect.getsource(draw_inline_level)
    assert "stream.marked(" in inspect.getsource(draw_block_level)


def test_without_a_current_painting_weasyprint_is_left_alone() -> None:
    html = weasyprint.HTML(string="<title>t</title><html lang=en><h1>a</h1>")
    ours = html.write_pdf(pdf_variant="pdf/ua-1")
    Stream.marked = marked_content._stock_marked
    weasyprint.pdf.add_tags = marked_content._stock_add_tags
    try:
        stock = html.write_pdf(pdf_variant="pdf/ua-1")
    finally:
        Stream.marked = marked_content._marked
        weasyprint.pdf.add_tags = marked_content._add_tags
    assert ours == stock


def test_another_major_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The module says so when it is imported, not when a leaflet is wrong."""
    source = inspect.getsource(marked_content)
    code = compile(source, marked_content.__file__, "exec")
    monkeypatch.setattr(weasyprint, "VERSION", "71.0")
    with pytest.raises(ImportError, match=r"has not been read against 71\.0"):
        exec(code, {"__name__": "plainleaf.tagging.marked_content_again"})  # noqa: S102
