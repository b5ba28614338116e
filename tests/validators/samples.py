"""Small files that are good, and the same files with one fault put in."""

import zipfile
from pathlib import Path

import weasyprint

GOOD_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sleep</title>
<style>p { color: #222; background: #fff }
@media print { p { color: #000 } }</style></head>
<body><main><h1>Sleep</h1><p>Rest in a <a href="#dark">dark room</a>.</p>
<p id="dark" class="w">Close the curtains.</p></main></body></html>
"""

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="package.opf"
 media-type="application/oebps-package+xml"/></rootfiles></container>
"""
_PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" xml:lang="en"
 unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:x-plainleaf:sleep</dc:identifier>
<dc:title>Sleep</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2000-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Text only.</meta></metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="one"/></spine></package>
"""
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 lang="en" xml:lang="en"><head><title>Sleep</title></head>
"""
_NAV = f"""{_HEAD}<body><nav epub:type="toc" role="doc-toc" aria-label="Contents">
<ol><li><a href="one.xhtml">Sleep</a></li></ol></nav></body></html>
"""
_CHAPTER = f"{_HEAD}<body><h1>Sleep</h1><p>Rest in a dark room.</p></body></html>"


def page(path: Path, *, fault: tuple[str, str] | None = None) -> Path:
    """Write a page; ``fault`` is what to put in the place of what."""
    path.write_text(_with(GOOD_PAGE, fault), "utf-8")
    return path


def handout(path: Path, *, tagged: bool = True) -> Path:
    """Write a PDF, with the tags of PDF/UA-1 or with none."""
    variant = "pdf/ua-1" if tagged else None
    weasyprint.HTML(string=GOOD_PAGE).write_pdf(path, pdf_variant=variant)
    return path


def book(path: Path, *, fault: tuple[str, str] | None = None) -> Path:
    """Write an EPUB; ``fault`` is what to put in the place of what, in any part."""
    parts = {
        "META-INF/container.xml": _CONTAINER,
        "package.opf": _PACKAGE,
        "nav.xhtml": _NAV,
        "one.xhtml": _CHAPTER,
    }
    if fault and not any(fault[0] in part for part in parts.values()):
        raise ValueError(f"{fault[0]!r} stands nowhere in the book")
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/epub+zip")
        for name, part in parts.items():
            packed.writestr(name, part.replace(*fault) if fault else part)
    return path


def _with(text: str, fault: tuple[str, str] | None) -> str:
    if fault is None:
        return text
    if fault[0] not in text:
        raise ValueError(f"{fault[0]!r} stands nowhere in the text")
    return text.replace(*fault)
