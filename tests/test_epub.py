"""The e-book: made the same every time, complete, and as EPUB 3.3 wants it."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from lxml import etree
from PIL import Image as Picture
from small_publication import AT, small_publication
from validators.readers import DESKTOP
from validators.required import require

from plainleaf.findings import Severity
from plainleaf.headings import headings
from plainleaf.imprint import Publisher, Status
from plainleaf.model import (
    Foreign,
    PageMap,
    Paragraph,
    Publication,
    Rendition,
    Section,
    Strong,
    Text,
)
from plainleaf.render.epub import cover_text, render
from plainleaf.render.epub_package import properties_of
from plainleaf.render.templating import target_for

PAGES = PageMap(4, {})
STAMP = datetime(2026, 2, 9, tzinfo=UTC)
NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "o": "http://www.idpf.org/2007/opf",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
}
ARABIC = "مرحبا بكم"


def rendition_of(publication: Publication) -> Rendition:
    return render(publication, pages=PAGES, stamp=STAMP)


def bare_publication(**facts: object) -> Publication:
    """Return a publication with one paragraph and nothing known of it."""
    whole = small_publication()
    front = replace(
        whole.front,
        **{
            "subtitle": None,
            "description": None,
            "version": None,
            "authors": (),
            "glossary": (),
            "dates": type(whole.front.dates)(),
            **facts,
        },
    )
    return replace(
        whole,
        front=front,
        publisher=Publisher(),
        summary=None,
        blocks=(Paragraph((Text("Hello", AT),), AT),),
        sections=(),
        references=(),
        images={},
    )


def arabic_publication() -> Publication:
    section = Section("a", (Text(ARABIC, AT),), None, (), (), AT)
    bare = bare_publication(language="ar", direction="rtl", title=ARABIC, id="arabic")
    return replace(bare, sections=(section,))


@cache
def book() -> zipfile.ZipFile:
    return opened(rendition_of(small_publication()))


def opened(rendition: Rendition) -> zipfile.ZipFile:
    (raw,) = rendition.files.values()
    return zipfile.ZipFile(io.BytesIO(raw))


def tree(name: str, archive: zipfile.ZipFile | None = None) -> etree._Element:
    return etree.fromstring((archive or book()).read(f"EPUB/{name}"))


def found(path: str, name: str, archive: zipfile.ZipFile | None = None) -> list[str]:
    values = tree(name, archive).xpath(path, namespaces=NAMES)
    return [
        value if isinstance(value, str) else "".join(value.itertext())
        for value in values
    ]


def test_the_same_publication_gives_the_same_bytes() -> None:
    first, second = rendition_of(small_publication()), rendition_of(small_publication())
    assert first == second
    assert list(first.files) == [PurePosixPath("eye-clinic.epub")]
    assert first.findings == ()


def test_another_stamp_changes_the_time_and_nothing_else() -> None:
    later = datetime(2027, 3, 1, tzinfo=UTC)
    other = opened(render(small_publication(), pages=PAGES, stamp=later))
    changed = [n for n in book().namelist() if book().read(n) != other.read(n)]
    assert changed == ["EPUB/content.opf"]
    assert {entry.date_time[:3] for entry in other.infolist()} == {(2027, 3, 1)}


def test_the_contents_are_the_headings() -> None:
    authored = headings(small_publication(), edition="epub")
    links = "//h:nav[@e:type='toc']//h:a[not(@data-furniture)]"
    labels = [
        "".join(link.xpath(".//text()[not(ancestor::*/@data-furniture)]"))
        for link in tree("nav.xhtml").xpath(links, namespaces=NAMES)
    ]
    assert labels == [heading.text for heading in authored]
    assert found(f"{links}/@href", "nav.xhtml") == [
        f"text.xhtml#{heading.id}" for heading in authored
    ]
    depths = [
        len(link.xpath("ancestor::h:ol", namespaces=NAMES)) + 1
        for link in tree("nav.xhtml").xpath(links, namespaces=NAMES)
    ]
    assert depths == [heading.level for heading in authored]


def test_the_contents_say_how_urgent_a_card_is() -> None:
    urgent = "//h:nav[@e:type='toc']//h:a[h:span/@data-furniture]"
    assert found(urgent, "nav.xhtml") == [
        "Non-urgent advice: Ring us if your glasses break",
        "Urgent advice: Ring us today if your letter is lost",
        "Emergency: The building is on fire",
    ]


def test_the_contents_keep_the_languages_of_headings() -> None:
    latin = Foreign("la", "ltr", (Text("in vitro", AT),), AT)
    title = (Text("What ", AT), Strong((latin,), AT), Text(" means", AT))
    section = Section("latin", title, None, (), (), AT)
    archive = opened(rendition_of(replace(bare_publication(), sections=(section,))))
    link = "//h:nav[@e:type='toc']//h:a[@href='text.xhtml#latin']"
    assert found(link, "nav.xhtml", archive) == ["What in vitro means"]
    assert found(
        f"{link}/h:span[@lang='la' and @xml:lang='la']", "nav.xhtml", archive
    ) == ["in vitro"]


def test_the_contents_end_with_the_parts_that_we_make() -> None:
    ours = "//h:nav[@e:type='toc']//h:a[@data-furniture]/@href"
    assert found(ours, "nav.xhtml") == [
        *("text.xhtml#glossary", "text.xhtml#references"),
        *("text.xhtml#contact-heading", "text.xhtml#about"),
    ]


def test_headings_below_the_third_level_stay_out_of_the_contents() -> None:
    def deep(depth: int) -> tuple[Section, ...]:
        if depth == 0:
            return ()
        title = (Text(f"Depth {depth}", AT),)
        return (Section(f"depth-{depth}", title, None, (), deep(depth - 1), AT),)

    archive = opened(rendition_of(replace(bare_publication(), sections=deep(5))))
    links = "//h:nav[@e:type='toc']//h:a[not(@data-furniture)]"
    assert found(links, "nav.xhtml", archive) == ["Depth 5", "Depth 4", "Depth 3"]
    assert found("//n:meta[@name='dtb:depth']/@content", "toc.ncx", archive) == ["3"]


def test_old_readers_get_the_same_contents() -> None:
    assert found("//n:navPoint/n:content/@src", "toc.ncx") == found(
        "//h:nav[@e:type='toc']//h:a/@href", "nav.xhtml"
    )
    assert found("//n:navPoint/n:navLabel/n:text", "toc.ncx") == found(
        "//h:nav[@e:type='toc']//h:a", "nav.xhtml"
    )
    order = found("//n:navPoint/@playOrder", "toc.ncx")
    assert order == [str(number) for number in range(1, len(order) + 1)]
    assert found("//n:meta[@name='dtb:uid']/@content", "toc.ncx") == found(
        "//*[@id='publication-id']/text()", "content.opf"
    )


def test_every_place_that_is_led_to_is_there() -> None:
    addresses = {
        *found("//h:a/@href", "nav.xhtml"),
        *(
            f"text.xhtml{a}"
            for a in found("//h:a/@href[starts-with(., '#')]", "text.xhtml")
        ),
    }
    for address in addresses:
        file, _, identifier = address.partition("#")
        assert not identifier or identifier in found("//@id", file), address


def test_landmarks_have_one_type_each_and_are_for_machines() -> None:
    assert found("//h:nav[@e:type='landmarks']//@e:type", "nav.xhtml") == [
        *("landmarks", "cover", "toc", "bodymatter", "glossary", "bibliography"),
    ]
    assert found("//h:nav[@e:type='landmarks']/@hidden", "nav.xhtml") == ["hidden"]


def test_a_text_without_glossary_and_references_has_no_such_landmarks() -> None:
    archive = opened(rendition_of(bare_publication()))
    types = "//h:nav[@e:type='landmarks']//h:a/@e:type"
    assert found(types, "nav.xhtml", archive) == ["cover", "toc", "bodymatter"]


@pytest.mark.parametrize("name", ["cover.xhtml", "nav.xhtml", "text.xhtml"])
def test_every_document_states_title_language_and_direction(name: str) -> None:
    archive = opened(rendition_of(arabic_publication()))
    root = tree(name, archive)
    assert root.get("lang") == "ar"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    assert root.get("dir") == "rtl"
    assert found("//h:body/@dir", name, archive) == ["rtl"]
    assert ARABIC in found("//h:title", name, archive)[0]


def test_titles_of_documents_differ() -> None:
    names = ("cover.xhtml", "nav.xhtml", "text.xhtml")
    assert len({found("//h:title", name)[0] for name in names}) == len(names)


def test_pages_turn_as_the_language_is_read() -> None:
    archive = opened(rendition_of(arabic_publication()))
    turned = "//o:spine/@page-progression-direction"
    assert found(turned, "content.opf", archive) == ["rtl"]
    assert found(turned, "content.opf") == ["ltr"]


def test_promotion_stays_on_the_web_page() -> None:
    assert not found("//*[contains(@class, 'callout-promo')]", "text.xhtml")
    assert "café" not in "".join(found("//h:body", "text.xhtml"))


def test_the_manifest_lists_each_file_and_pictures_have_their_types() -> None:
    packed = {name.removeprefix("EPUB/") for name in book().namelist()}
    packed -= {"mimetype", "META-INF/container.xml", "content.opf"}
    licences = set(found("//o:link/@href", "content.opf"))
    assert licences
    assert packed == set(found("//o:item/@href", "content.opf")) | licences
    types = "//o:item[starts-with(@href, 'images/')]/@media-type"
    assert found(types, "content.opf") == [
        *("image/png", "image/svg+xml", "image/svg+xml"),
    ]


LETTERED = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" '
    'viewBox="0 0 80 40"><text x="4" y="30">bay</text></svg>'
)


def with_drawing(drawing: str) -> Publication:
    """Return the small publication with another map."""
    whole = small_publication()
    name = PurePosixPath("images/map.svg")
    image = replace(whole.images[name], raw=drawing.encode())
    return replace(whole, images={**whole.images, name: image})


def test_a_drawing_with_letters_is_shown_in_pixels_on_white() -> None:
    """Its letters could not reach the book's typefaces, and Kindle leaves it out."""
    publication = with_drawing(LETTERED)
    rendition = rendition_of(publication)
    archive = opened(rendition)
    assert rendition.findings == ()
    shown = "images/map.svg.png"
    addresses = found("//h:img/@src", "text.xhtml", archive)
    assert {one for one in addresses if "map" in one} == {shown}
    assert "EPUB/images/map.svg" not in archive.namelist()
    with Picture.open(io.BytesIO(archive.read(f"EPUB/{shown}"))) as picture:
        assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (160, 80))
        assert picture.getpixel((0, 0)) == (255, 255, 255)
        assert min(picture.convert("L").tobytes()) < 64
    types = "//o:item[@href='images/map.svg.png']/@media-type"
    assert found(types, "content.opf", archive) == ["image/png"]
    size = "//h:img[@src='images/map.svg.png']/@width"
    assert set(found(size, "text.xhtml", archive)) == {"80"}


def test_a_drawing_without_letters_stays_a_drawing() -> None:
    texts = "<title>text</title><textPath/><desc>text </desc>"
    archive = opened(
        rendition_of(with_drawing(LETTERED.replace("<text", f"{texts}<g")))
    )
    assert "EPUB/images/map.svg" in archive.namelist()


def test_a_drawing_that_cannot_be_drawn_is_reported() -> None:
    broken = LETTERED.replace("</svg>", "")
    rendition = rendition_of(with_drawing(broken))
    assert [found.rule for found in rendition.findings] == ["epub-picture-not-drawn"]
    assert "EPUB/images/map.svg" in opened(rendition).namelist()


def test_a_picture_that_no_text_shows_is_left_out() -> None:
    whole = small_publication()
    archive = opened(rendition_of(replace(whole, sections=())))
    assert not [name for name in archive.namelist() if "images/" in name]


def test_file_names_are_portable() -> None:
    names = book().namelist()
    assert len({name.lower() for name in names}) == len(names)
    for name in set(names) - {"META-INF/container.xml", "EPUB/content.opf"}:
        assert re.fullmatch(r"(EPUB/)?[a-z0-9/.-]+", name), name


def test_no_document_needs_a_property_that_the_manifest_lacks() -> None:
    for name in ("cover", "nav", "text"):
        assert properties_of(tree(f"{name}.xhtml")) == ()
    assert found("//o:item/@properties", "content.opf") == ["nav", "cover-image"]


def test_faces_come_with_their_licences_and_are_named_in_the_style() -> None:
    faces = found("//o:item[@media-type='font/ttf']/@href", "content.opf")
    assert faces == [
        "fonts/atkinson-hyperlegible-regular.ttf",
        "fonts/atkinson-hyperlegible-bold.ttf",
    ]
    sheet = book().read("EPUB/styles/epub.css").decode()
    assert re.findall(r'url\("\.\./(.*?)"\)', sheet) == faces
    licences = set(found("//o:link[@rel='dcterms:license']/@href", "content.opf"))
    assert [b"SIL Open Font License" in book().read(f"EPUB/{n}") for n in licences] == [
        True
    ]


def test_a_character_of_another_family_brings_that_family() -> None:
    greek = replace(bare_publication(), blocks=(Paragraph((Text("β → ч", AT),), AT),))
    rendition = rendition_of(greek)
    faces = found(
        "//o:item[@media-type='font/ttf']/@id", "content.opf", opened(rendition)
    )
    assert faces == [
        *("font-atkinson-hyperlegible-regular", "font-atkinson-hyperlegible-bold"),
        *("font-noto-sans-regular", "font-noto-sans-bold"),
        *("font-ibm-plex-sans-arabic-regular", "font-ibm-plex-sans-arabic-bold"),
    ]
    assert rendition.findings == ()


def test_a_character_of_no_family_is_named() -> None:
    chinese = replace(bare_publication(), blocks=(Paragraph((Text("中文", AT),), AT),))
    (finding,) = rendition_of(chinese).findings
    assert finding.rule == "epub-missing-glyph"
    assert finding.severity is Severity.ERROR
    assert "中 (U+4E2D), 文 (U+6587)" in finding.message


def test_a_title_that_the_cover_cannot_show_is_reported() -> None:
    title = "x\u0323"  # a letter with a mark is not drawn letter after letter
    (finding,) = rendition_of(bare_publication(title=title)).findings
    assert finding.rule == "epub-cover-line-left-out"
    assert title in finding.message


def test_an_arabic_cover_has_its_title() -> None:
    assert rendition_of(arabic_publication()).findings == ()


def test_the_cover_picture_says_in_words_what_is_on_it() -> None:
    (alt,) = found("//h:img/@alt", "cover.xhtml")
    assert alt == (
        "Cover: Finding the eye clinic. A leaflet for first visits. "
        "Draft. Not clinically reviewed. Harbour Eye Clinic."
    )
    with Picture.open(io.BytesIO(book().read("EPUB/cover.png"))) as cover:
        assert cover.size == (1600, 2400)
        assert found("//h:img/@width", "cover.xhtml") == [str(cover.width)]


@pytest.mark.parametrize(
    ("status", "notice"),
    [
        (Status.DRAFT, "Draft. Not clinically reviewed."),
        (Status.IN_REVIEW, "Draft. Not clinically reviewed."),
        (Status.APPROVED, ""),
        (Status.WITHDRAWN, "Withdrawn. Do not use."),
    ],
)
def test_the_cover_says_where_the_text_stands(status: Status, notice: str) -> None:
    publication = bare_publication(status=status)
    cover = cover_text(publication, target_for(publication, "epub"))
    assert cover.notice == notice


def test_every_cell_knows_its_column_where_rows_stand_on_end() -> None:
    labels = found("//h:tbody/h:tr[1]/h:td/@data-label", "text.xhtml")
    assert labels == found("//h:thead/h:tr/h:th", "text.xhtml")[1:]
    assert labels == ["Leaves", "Arrives"]
    assert "attr(data-label)" in book().read("EPUB/styles/room.css").decode()


def test_rules_that_old_engines_stumble_over_stand_apart() -> None:
    sheet = book().read("EPUB/styles/epub.css").decode()
    bare = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert set(re.findall(r"@[\w-]+", bare)) == {"@font-face"}
    assert ":has(" not in bare
    sheets = found("//h:link[@rel='stylesheet']/@href", "text.xhtml")
    assert sheets == ["styles/epub.css", "styles/room.css"]


def style_rules() -> list[tuple[str, str]]:
    names = ("epub.css", "room.css")
    sheet = "".join(book().read(f"EPUB/styles/{name}").decode() for name in names)
    bare = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return re.findall(r"([^{}]+)\{([^{}]*)\}", bare)


def test_the_style_leaves_size_and_colour_to_the_reader() -> None:
    """Kobo and Readium let an author's base size or colour block the reader's own."""
    for selector, body in style_rules():
        declared = dict(re.findall(r"([\w-]+)\s*:\s*([^;]+)", body))
        assert "color" not in declared, selector
        assert not re.search(r"\d(px|pt|cm|mm|in)\b|!important|var\(|--", body), (
            selector
        )
        if {s.strip() for s in selector.split(",")} & {"html", "body", "p", "li"}:
            assert "font-size" not in declared, selector
        assert declared.get("text-align") != "justify", selector


def test_the_style_has_the_publishers_colour() -> None:
    whole = small_publication()
    publisher = replace(whole.publisher, accent="#7a1f3d")
    archive = opened(rendition_of(replace(whole, publisher=publisher)))
    sheet = archive.read("EPUB/styles/epub.css").decode()
    assert "#7a1f3d" in sheet
    assert "#0b4f6c" not in sheet


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Write the small, the bare and the Arabic e-book for validators to open."""
    folder = tmp_path_factory.mktemp("books")
    publications = [
        small_publication(),
        bare_publication(id="bare"),
        arabic_publication(),
    ]
    paths = []
    for publication in publications:
        for name, raw in rendition_of(publication).files.items():
            paths.append(folder / name)
            paths[-1].write_bytes(raw)
    return paths


def test_epubcheck_finds_nothing(books: list[Path]) -> None:
    assert require("epubcheck").validate(books) == {path: [] for path in books}


def test_ace_finds_nothing(books: list[Path]) -> None:
    assert require("ace").validate(books) == {path: [] for path in books}


def test_reading_systems_find_nothing_at_twice_the_text_size(
    books: list[Path],
) -> None:
    read = require("readers").read_books(books, text_percent=200)
    assert read == {path: [] for path in books}


def test_reading_systems_find_nothing_at_night(books: list[Path]) -> None:
    read = require("readers").read_books(books, size=DESKTOP, dark=True)
    assert read == {path: [] for path in books}
