"""PDFium, page by page, through its own structure tree interface."""

import ctypes
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from witnesses.cells import Headings, Node, announced


def headings(path: Path) -> Headings:
    """Return the headings of every data cell, as its page alone gives them."""
    return announced(pages(path))


def pages(path: Path) -> list[Node]:
    """Return what PDFium shows of the structure tree, page by page."""
    with pdfium.PdfDocument(path) as file:
        return [_page(page) for page in file]


def _page(page: Any) -> Node:
    texts = _texts(page)
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        count = raw.FPDF_StructTree_CountChildren(tree)
        roots = (raw.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(count))
        return Node("Page", "", tuple(_node(root, texts) for root in roots if root))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _node(element: Any, texts: Mapping[int, str]) -> Node:
    ids = (
        raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, n)
        for n in range(raw.FPDF_StructElement_GetMarkedContentIdCount(element))
    )
    return Node(
        _type(element),
        " ".join(texts.get(mcid, "") for mcid in ids),
        tuple(_kids(element, texts)),
    )


def _kids(element: Any, texts: Mapping[int, str]) -> Iterator[Node]:
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        kid = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        if kid:
            yield _node(kid, texts)


def _type(element: Any) -> str:
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, buffer, size)
    return buffer.raw[:-2].decode("utf-16-le")


def _texts(page: Any) -> Mapping[int, str]:
    """Map each marked-content id of a page to the text painted under it."""
    text_page = page.get_textpage()
    found: dict[int, str] = {}
    for number in range(raw.FPDFPage_CountObjects(page)):
        painted = raw.FPDFPage_GetObject(page, number)
        mcid = raw.FPDFPageObj_GetMarkedContentID(painted)
        if mcid >= 0 and raw.FPDFPageObj_GetType(painted) == raw.FPDF_PAGEOBJ_TEXT:
            found[mcid] = found.get(mcid, "") + _text(painted, text_page)
    return found


def _text(painted: Any, text_page: Any) -> str:
    size = raw.FPDFTextObj_GetText(painted, text_page, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFTextObj_GetText(painted, text_page, pointer, size)
    return buffer.raw[:size].decode("utf-16-le").rstrip("\0")
