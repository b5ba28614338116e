"""Broken twins of a good handout: one thing changed in the finished file.

A catalogue, one short function a twin, and so longer than other modules.
"""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name


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
    section = next(e for e in elements(pdf, "Sect") if Name.Document == e.P.S)
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


def drop_language_of_run(pdf: pikepdf.Pdf) -> None:
    spoken = next(e for e in elements(pdf, "Span") if e.get("/Lang") == "fr")
    del spoken["/Lang"]


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


# --- what only the richer handout of `spoken` has -------------------------------------


def split_list(pdf: pikepdf.Pdf) -> None:
    """Make two L of the numbered list, as one of each page would be."""
    outer = nested_list(pdf)[1].P.P
    first, *others = outer.K
    _put_after(pdf, outer, Dictionary(S=outer.S, A=outer.A), others)
    outer.K = Array([first])


def _put_after(
    pdf: pikepdf.Pdf,
    element: pikepdf.Object,
    made: Dictionary,
    kids: list[pikepdf.Object],
) -> pikepdf.Object:
    """Put a new element with these kids behind one that is there."""
    made.Type, made.P, made.K = Name.StructElem, element.P, Array(kids)
    if "/Pg" in element:
        made.Pg = element.Pg
    new = pdf.make_indirect(made)
    for kid in kids:
        if isinstance(kid, Dictionary):
            kid.P = new
    around = list(element.P.K)
    at = next(
        n
        for n, kid in enumerate(around)
        if isinstance(kid, Dictionary) and kid.objgen == element.objgen
    )
    element.P.K = Array([*around[: at + 1], new, *around[at + 1 :]])
    return new


def decoration_as_figure(pdf: pikepdf.Pdf, words: str = "") -> None:
    """Let the decorative picture be a Figure, as engines make of every picture."""
    page = pdf.pages[0]
    before, mark, after = page.Contents.read_bytes().partition(
        b"/Artifact\n<</Type /Layout>>"
    )
    assert mark
    page.Contents = pdf.make_stream(before + b"/Figure <</MCID 900>>" + after)
    figure = Dictionary(S=Name.Figure, Pg=page.obj)
    if words:
        figure.Alt = pikepdf.String(words)
    _put_after(pdf, _contents_group(pdf), figure, [900])  # type: ignore[list-item]


def decoration_with_words(pdf: pikepdf.Pdf) -> None:
    decoration_as_figure(pdf, "bus.png")


def _contents_group(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return the element of ours around the contents."""
    group = the(pdf, "TOC")
    while Name.Furniture != group.S:
        group = group.P
    return group


def figure_caption_as_paragraph(pdf: pikepdf.Pdf) -> None:
    next(e for e in elements(pdf, "Caption") if Name.Figure == e.P.S).S = Name.P


def contents_as_list(pdf: pikepdf.Pdf) -> None:
    for old, new in (("TOC", Name.L), ("TOCI", Name.LI)):
        for element in list(elements(pdf, old)):
            element.S = new


def contents_as_paragraphs(pdf: pikepdf.Pdf) -> None:
    for old, new in (("TOC", Name.Div), ("TOCI", Name.P)):
        for element in list(elements(pdf, old)):
            element.S = new


def contents_entry_as_paragraph(pdf: pikepdf.Pdf) -> None:
    the(pdf, "TOCI").S = Name.P


def contents_entry_without_link(pdf: pikepdf.Pdf) -> None:
    """Take the Link of an entry away, and leave its words."""
    reference = the(pdf, "TOCI").K[1]
    link = reference.K[0]
    reference.K = Array([kid for kid in link.K if not isinstance(kid, Dictionary)])
    for page in pdf.pages:
        kept = [a for a in page.obj.get("/Annots", ()) if a.get("/Dest") != "by-bus"]
        page.Annots = Array(kept)


def contents_turned_round(pdf: pikepdf.Pdf) -> None:
    contents = the(pdf, "TOC")
    contents.K = Array(list(contents.K)[::-1])


def contents_of_another_print(pdf: pikepdf.Pdf) -> None:
    """Tell a page that the heading is not on."""
    link = the(pdf, "TOCI").K[1].K[0]
    link.ActualText = pikepdf.String("By bus 7")


def say_twice(pdf: pikepdf.Pdf) -> None:
    """Let the quotation be heard once more."""
    quotation = the(pdf, "BlockQuote")
    words = list(quotation.K[0].K) if isinstance(quotation.K[0].K, Array) else None
    again = words or [quotation.K[0].K]
    _put_after(pdf, quotation, Dictionary(S=Name.P), again)


def marker_twice(pdf: pikepdf.Pdf) -> None:
    """Let a list entry's number be heard again in the words of the entry."""
    label, body = nested_list(pdf)[1].P.K
    number = label.K if not isinstance(label.K, Array) else label.K[0]
    again = Dictionary(Type=Name.StructElem, S=Name.Span, P=body, K=number)
    if "/Pg" in label:
        again.Pg = label.Pg
    body.K.insert(0, pdf.make_indirect(again))


def join_words(pdf: pikepdf.Pdf) -> None:
    """Take the space out between two words, as one at a line's end is lost."""
    quotation = the(pdf, "BlockQuote").K[0]
    quotation.ActualText = pikepdf.String("Lovelyride.")


def drop_actual_text_of_run(pdf: pikepdf.Pdf) -> None:
    """Leave the Hindi words to their glyphs, vowel before consonant."""
    page = pdf.pages[0]
    raw = page.Contents.read_bytes()
    before, mark, after = raw.partition(b"/ActualText <feff0939")
    assert mark
    page.Contents = pdf.make_stream(before + after.partition(b">")[2])


def drop_actual_text_of_element(pdf: pikepdf.Pdf) -> None:
    """Leave the Arabic words to their glyphs, last letter first."""
    (said,) = (e for e in elements(pdf, "Span") if "/ActualText" in e)
    del said["/ActualText"]
