"""A little publication, and each of its editions written by hand.

No renderer has a part in it: what the checks accept here is what they were written to
accept, and each broken twin differs from the good one in one thing.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

import weasyprint
from fontpkg_atkinson_hyperlegible import ROOT as FONTS
from PIL import Image as Picture

from plainleaf.findings import Location
from plainleaf.imprint import Dates, FrontMatter, Person, Publisher, Reference
from plainleaf.model import (
    Callout,
    CalloutKind,
    Cell,
    Citation,
    Cited,
    Entry,
    Figure,
    Foreign,
    Image,
    Inline,
    ItemList,
    Link,
    Note,
    NoteMark,
    Paragraph,
    Publication,
    Quote,
    Row,
    Section,
    Table,
    Text,
)
from plainleaf.tagging import write_tagged

AT = Location(PurePosixPath("source/harbour/en.md"), 1, 1)


def little_publication() -> Publication:
    """Return the publication that `BODY` is the text of."""
    reference = Reference("bus", ("Ada B",), "Der Bus", AT, year="2020", language="de")
    return Publication(
        front=FrontMatter(
            id="harbour",
            language="en",
            title="To the harbour",
            version="2",
            dates=Dates(published=date(2026, 2, 9)),
            authors=(Person("Ada"),),
            references=(reference,),
        ),
        publisher=Publisher(name="Harbour"),
        summary=Callout(
            "in-short",
            CalloutKind.SUMMARY,
            _some("In short"),
            (_p("Take the bus."),),
            AT,
        ),
        blocks=(),
        sections=(
            Section("by-bus", _some("By bus"), None, _blocks(), (_night(),), AT),
        ),
        references=(reference,),
        images={
            PurePosixPath("images/bus.png"): Image(
                PurePosixPath("images/bus.png"), "image/png", 8, 8, PIXELS
            )
        },
        location=AT,
    )


def _blocks() -> tuple[Paragraph | Note | ItemList | Figure | Table | Quote, ...]:
    inner = ItemList(False, 1, True, (_entry("pier"), _entry("quay")), AT)  # noqa: FBT003
    return (
        Paragraph(
            (
                *_some("Say "),
                Foreign("fr", "ltr", _some("bonjour"), AT),
                *_some(" and see "),
                Link("https://bus.example/", _some("the bus page"), AT),
                *_some("."),
                NoteMark("note-1", 1, AT),
                *_some(" It works"),
                Citation("cite-1", (Cited("bus", 1),), AT),
                *_some("."),
            ),
            AT,
        ),
        Note("note-1", 1, (_p("In the morning."),), AT),
        ItemList(
            ordered=True,
            start=1,
            tight=True,
            entries=(Entry((_p("Get on."), inner), AT), _entry("Get off.")),
            location=AT,
        ),
        Figure(
            "picture",
            PurePosixPath("images/bus.png"),
            "A red bus.",
            _some("Our bus"),
            (_p("It has two floors."),),
            AT,
        ),
        Quote((_p("Lovely ride."),), AT),
        Table(
            "times",
            _some("Times"),
            Row((_cell("Bus"), _cell("Leaves"), _cell("Arrives")), AT),
            (
                Row((_cell("One", header=True), _cell("7:10"), _cell("8:10")), AT),
                Row((_cell("Two", header=True), _cell("9:20"), _cell("10:20")), AT),
            ),
            1,
            AT,
        ),
    )


def _night() -> Section:
    return Section("at-night", _some("At night"), None, (_p("No bus."),), (), AT)


def _some(text: str) -> tuple[Inline, ...]:
    return (Text(text, AT),)


def _p(text: str) -> Paragraph:
    return Paragraph(_some(text), AT)


def _entry(text: str) -> Entry:
    return Entry((_p(text),), AT)


def _cell(text: str, *, header: bool = False) -> Cell:
    return Cell(_some(text), AT, header)


def _pixels() -> bytes:
    raw = io.BytesIO()
    Picture.new("RGB", (8, 8), (180, 30, 30)).save(raw, "PNG")
    return raw.getvalue()


PIXELS = _pixels()

BODY = """
<h1 id="title">To the harbour</h1>
<div class="callout callout-summary" id="in-short"><h2>In short</h2>
<p>Take the bus.</p></div>
<section id="by-bus" aria-labelledby="by-bus-heading">
<h2 id="by-bus-heading">By bus</h2>
<p>Say <span lang="fr">bonjour</span> and see <a href="https://bus.example/">the bus
page</a>.<a role="doc-noteref" id="note-1-mark" href="#note-1" aria-label="Note 1"
{label}><sup>1</sup></a> It works<span {label}> [<a role="doc-biblioref" id="cite-1"
href="#ref-bus">1</a>]</span>.</p>
<aside role="doc-footnote" id="note-1"><p>In the morning. <a role="doc-backlink"
href="#note-1-mark" {label}>Back to note 1</a></p></aside>
<ol><li>Get on.<ul><li>pier</li><li>quay</li></ul></li><li>Get off.</li></ol>
<figure id="picture"><img src="images/bus.png" alt="A red bus." width="8" height="8"/>
<figcaption>Our bus</figcaption></figure>
<p {label}>The picture in words:</p>
<p>It has two floors.</p>
<blockquote><p>Lovely ride.</p></blockquote>
<table id="times"><caption>Times</caption>
<thead><tr><th scope="col">Bus</th><th scope="col">Leaves</th>
<th scope="col">Arrives</th></tr></thead>
<tbody><tr><th scope="row">One</th><td>7:10</td><td>8:10</td></tr>
<tr><th scope="row">Two</th><td>9:20</td><td>10:20</td></tr></tbody></table>
<section id="at-night" aria-labelledby="at-night-heading">
<h3 id="at-night-heading">At night</h3><p>No bus.</p></section>
</section>
<section id="references"><div {block}><h2>References</h2></div>
<ol><li id="ref-bus">Ada B (2020). <span lang="de">Der Bus.</span>
<a role="doc-backlink" href="#cite-1" {label}>Back to reference 1</a></li></ol>
</section>
"""
MARKUP = 'data-furniture=""'

# --- the page -------------------------------------------------------------------------

STRUCTURED = (
    '{"@type": "MedicalWebPage", "name": "To the harbour", "inLanguage": "en", '
    '"version": "2", "creativeWorkStatus": "Draft", "datePublished": "2026-02-09"}'
)
PAGE = f"""<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"/>
<title>To the harbour, Harbour</title>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="robots" content="noindex"/>
<link rel="stylesheet" href="page.css"/>
<script type="application/ld+json">{STRUCTURED}</script></head>
<body><a href="#main" data-furniture="">Skip to the text</a>
<header data-furniture=""><p>Harbour</p></header>
<nav aria-label="Contents" data-furniture=""><a href="#by-bus">By bus</a></nav>
<main id="main">{BODY.format(label=MARKUP, block=MARKUP)}</main>
<footer data-furniture=""><p>Published February 9, 2026.</p></footer></body></html>
"""
PAGE_STYLE = '@font-face { font-family: Tall; src: url("tall.woff2") }\np { margin: 0 }'


def write_page(folder: Path, page: str = PAGE, style: str = PAGE_STYLE) -> Path:
    """Write the page with what lies beside it; return where it is."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    (folder / "images" / "bus.png").write_bytes(PIXELS)
    (folder / "page.css").write_text(style, "utf-8")
    (folder / "tall.woff2").write_bytes(bytes(200 * 1024))
    (folder / "index.html").write_text(page, "utf-8")
    return folder / "index.html"


# --- the handout -------------------------------------------------------------------

_FACES = "".join(
    f'@font-face {{ font-family: "Little"; font-weight: {weight}; '
    f'src: url("{(FONTS / "files" / f"AtkinsonHyperlegible-{name}.ttf").as_uri()}") }}'
    for weight, name in ((400, "Regular"), (700, "Bold"))
)
HANDOUT_STYLE = (
    _FACES
    + """
body { font: 14pt/1.4 Little } sup { font-size: 10pt }
@page { size: A6; margin: 15mm; @bottom-center { font: 12pt Little;
  content: "Version 2. Published February 9, 2026. Page " counter(page) " of "
  counter(pages) } }
"""
)


def handout(body: str = BODY, style: str = HANDOUT_STYLE) -> str:
    """Return the handout as HTML."""
    marked = body.format(
        label='data-pdf="Lbl"', block='data-pdf="Furniture/Div"'
    ).replace('<p data-pdf="Lbl">The', '<p data-pdf="Furniture/Div">The')
    return (
        '<!DOCTYPE html><html lang="en"><head><title>To the harbour</title>'
        f"<style>{style}</style></head><body>{marked}</body></html>"
    )


def write_handout(path: Path, html: str | None = None, *, stock: bool = False) -> Path:
    """Write the handout; `stock` leaves the tagging to WeasyPrint."""
    (path.parent / "images").mkdir(exist_ok=True)
    (path.parent / "images" / "bus.png").write_bytes(PIXELS)
    source = weasyprint.HTML(string=html or handout(), base_url=str(path.parent) + "/")
    if stock:
        source.write_pdf(path, pdf_variant="pdf/ua-1")
    else:
        path.write_bytes(write_tagged(source).pdf)
    return path


# --- the e-book ---------------------------------------------------------------------

_XHTML = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en" dir="ltr">'
    "<head><title>{title}</title>"
    '<link rel="stylesheet" href="book.css"/></head><body>{body}</body></html>'
)
_NAV = """<nav epub:type="toc" aria-label="Contents" id="toc"><ol>
<li><a href="text.xhtml#in-short">In short</a></li>
<li><a href="text.xhtml#by-bus">By bus</a><ol>
<li><a href="text.xhtml#at-night">At night</a></li></ol></li>
<li><a href="text.xhtml#references" data-furniture="">References</a></li></ol></nav>
<nav epub:type="landmarks" aria-label="Places" hidden="hidden"><ol>
<li><a epub:type="toc" href="nav.xhtml#toc">Contents</a></li>
<li><a epub:type="bodymatter" href="text.xhtml">Text</a></li></ol></nav>"""
_TEXT = (
    BODY.format(label=MARKUP, block=MARKUP)
    .replace('lang="fr"', 'lang="fr" xml:lang="fr"')
    .replace('lang="de"', 'lang="de" xml:lang="de"')
)
_PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"
 version="3.0" unique-identifier="id" xml:lang="en" dir="ltr"><metadata>
<dc:identifier id="id">urn:uuid:1</dc:identifier>
<dc:title>To the harbour</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2026-02-09T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">displayTransformability</meta>
<meta property="schema:accessibilityFeature">longDescription</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Nobody has evaluated it yet.</meta>
</metadata><manifest>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
<item id="style" href="book.css" media-type="text/css"/>
<item id="front" href="cover.png" media-type="image/png" properties="cover-image"/>
<item id="bus" href="images/bus.png" media-type="image/png"/>
</manifest><spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="text"/>
</spine></package>"""
_CONTAINER = """<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="EPUB/content.opf"
 media-type="application/oebps-package+xml"/></rootfiles></container>"""
_COVER = (
    '<section epub:type="cover" aria-label="Cover">'
    '<img role="doc-cover" src="cover.png" alt="To the harbour"/></section>'
)
BOOK: Mapping[str, str | bytes] = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": _CONTAINER,
    "EPUB/content.opf": _PACKAGE,
    "EPUB/cover.xhtml": _XHTML.format(title="Cover", body=_COVER),
    "EPUB/nav.xhtml": _XHTML.format(title="Contents", body=_NAV),
    "EPUB/text.xhtml": _XHTML.format(
        title="To the harbour", body=f'<main id="text">{_TEXT}</main>'
    ),
    "EPUB/book.css": "p { margin-block: 0 1em }\nh2 { font-size: 1.4em }",
    "EPUB/cover.png": PIXELS,
    "EPUB/images/bus.png": PIXELS,
}
WHEN = (2026, 2, 9, 0, 0, 0)


def write_book(path: Path, files: Mapping[str, str | bytes] = BOOK) -> Path:
    """Pack files as an EPUB, in their order, the first one stored; return the path."""
    with zipfile.ZipFile(path, "w") as archive:
        for number, (name, text) in enumerate(files.items()):
            kind = zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED
            archive.writestr(zipfile.ZipInfo(name, WHEN), text, kind)
    return path
