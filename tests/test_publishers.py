"""Two publishers of one text: the words are the same to the byte, the dress is not."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree

from plainleaf.addresses import PUBLISHER_FOLDER
from plainleaf.asked import tasks_of
from plainleaf.check import check_edition, markup, pdf_words
from plainleaf.check.opened_book import open_book
from plainleaf.check.opened_page import open_page
from plainleaf.check.structure import read_tree
from plainleaf.colour import READABLE, contrast, parse_colour
from plainleaf.findings import Finding, Severity
from plainleaf.imprint import Contact
from plainleaf.model import FORMATS, Publication, Source
from plainleaf.parse import parse
from plainleaf.pipeline import Order, rendered, smallest_letters
from plainleaf.render import html
from plainleaf.render.templating import environment, target_for
from plainleaf.validate import validate
from plainleaf.write import stage

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "docs" / "examples"
PUBLISHERS = ("harbour", "hillside")
TEXT = """---
title: "Example: preparing for your visit"
language: en-GB
emergency_number: "999"
print: {sizes: [14]}
contacts: {desk: {name: "The desk", phone: "01632 960 111"}}
---

::: summary
## At a glance

- Bring your letter.
:::

::: {.care level=emergency}
### You cannot get your breath

Stop and sit down.
:::

## What to bring

::: {.table caption="What to bring, and why" row-headers=1}
| What | Why |
|---|---|
| Your letter | It has the time. |
:::

::: {.contact ref=desk}
:::
"""


def publication_of(publisher: str, text: str = TEXT) -> Publication:
    folder = EXAMPLES / publisher
    files = {PUBLISHER_FOLDER / "logo.svg": (folder / "logo.svg").read_bytes()}
    made, findings = parse(
        Source(
            path=PurePosixPath("source/preparing-for-your-visit/en-GB.md"),
            leaflet="preparing-for-your-visit",
            language="en-GB",
            raw=text.encode(),
            files=files,
            publisher_path=PurePosixPath("publisher.yaml"),
            publisher_raw=(folder / "publisher.yaml").read_bytes(),
        )
    )
    assert made is not None
    assert findings == ()
    return made


@cache
def files_of(publisher: str) -> Mapping[PurePosixPath, bytes]:
    """Return everything that is made of the text for a publisher."""
    epoch = datetime(2000, 1, 1, tzinfo=UTC)
    order = Order(Path("build"), FORMATS, as_of=date(2026, 11, 23), epoch=epoch)
    renditions, _ = rendered(publication_of(publisher), order)
    return {name: raw for one in renditions for name, raw in one.files.items()}


@pytest.fixture
def staged(tmp_path: Path) -> dict[str, Path]:
    return {
        one: stage(files_of(one), tmp_path / one, PurePosixPath("text"))
        for one in PUBLISHERS
    }


def own_words(folder: Path, publication: Publication) -> dict[str, bytes]:
    """Return the own text of each finished edition, its words one a line."""
    (book,) = folder.glob("*.epub")
    (handout,) = folder.glob("*.pdf")
    language = publication.front.language
    page = open_page(folder / "index.html", publication)
    with pikepdf.open(handout) as file:
        printed = pdf_words.heard_in(read_tree(file), language=language)
    heard = {
        "page": markup.heard_in([page.body], language=language),
        "book": markup.heard_in(
            open_book(book, publication, None).bodies, language=language
        ),
        "handout": printed,
    }
    return {name: "\n".join(one.own).encode() for name, one in heard.items()}


def test_both_pass_every_check(staged: dict[str, Path]) -> None:
    for publisher, folder in staged.items():
        publication = publication_of(publisher)
        letters = smallest_letters(publication)
        found = check_edition(folder, publication, letters=letters, others="and others")
        assert [f"{one.rule}: {one.message}" for one in found] == []


def test_the_words_of_the_text_are_the_same_to_the_byte(
    staged: dict[str, Path],
) -> None:
    one, other = (own_words(staged[name], publication_of(name)) for name in PUBLISHERS)
    assert one == other
    assert b"Stop\nand\nsit\ndown." in one["page"]
    assert len(set(one.values())) == 1


@pytest.mark.parametrize("name", ["index.html", "embed/fragment.h2.html"])
def test_the_markup_of_the_text_is_the_same_to_the_byte(name: str) -> None:
    """Without what is marked as the program's and the publisher's, nothing differs."""
    one, other = (
        without_furniture(files_of(publisher)[PurePosixPath(name)])
        for publisher in PUBLISHERS
    )
    assert one == other
    assert b"It has the time." in one
    assert b"clinic" not in one.lower()


def without_furniture(raw: bytes) -> bytes:
    text = re.sub(rb"^<!DOCTYPE html>", b"", raw)
    tree = etree.fromstring(text)
    (article,) = tree.iter("article")
    for element in list(article.iter("*")):
        if element.get("data-furniture") is not None:
            parent = element.getparent()
            assert parent is not None
            tail = element.tail or ""
            before = element.getprevious()
            if before is None:
                parent.text = (parent.text or "") + tail
            else:
                before.tail = (before.tail or "") + tail
            parent.remove(element)
    return b" ".join(etree.tostring(article).split())


def test_the_dress_is_each_publishers_own() -> None:
    said = {}
    for publisher in PUBLISHERS:
        files = files_of(publisher)
        imprint = publication_of(publisher).publisher
        page = files[PurePosixPath("index.html")].decode()
        style = files[PurePosixPath("assets/page.css")].decode()
        assert f"--accent: {imprint.accent}" in style
        assert f'alt="{imprint.logo_alt}"' in page
        assert imprint.emergency_line in page
        assert imprint.language_help in page
        address = re.search(r'class="logo" src="([^"]+)"', page)
        assert address is not None
        logo = files[PurePosixPath(address[1])]
        with pikepdf.open(BytesIO(handout_of(files))) as file:
            box = file.pages[0].mediabox
        said[publisher] = (imprint.accent, logo, [float(one) for one in box])
    one, other = said.values()
    assert all(a != b for a, b in zip(one, other, strict=True))


def handout_of(files: Mapping[PurePosixPath, bytes]) -> bytes:
    (handout,) = (raw for name, raw in files.items() if name.suffix == ".pdf")
    return handout


def test_local_lines_stand_outside_the_text_in_every_edition() -> None:
    files = files_of("harbour")
    line = "From the pier it is 200\u00a0metres without steps."
    for name in ("index.html", "embed/fragment.h2.html"):
        tree = etree.fromstring(
            files[PurePosixPath(name)].removeprefix(b"<!DOCTYPE html>")
        )
        (place,) = (e for e in tree.iter("p") if line in "".join(e.itertext()))
        marked = [e.get("data-furniture") for e in (place, *place.iterancestors())]
        assert "" in marked
    with pikepdf.open(BytesIO(handout_of(files))) as file:
        heard = pdf_words.heard_in(read_tree(file), language="en-GB")
    words = line.replace("\u00a0", " ")
    assert words in " ".join(heard.furniture)
    assert words not in " ".join(heard.own)
    assert "At your clinic" in " ".join(heard.furniture)


def test_what_a_publisher_adds_has_headings_that_contents_name() -> None:
    """WCAG 2.2, 1.3.1: what looks like a heading is one, in every edition."""
    files = files_of("harbour")
    added = ["At your clinic", "Contact us"]
    page = etree.fromstring(
        files[PurePosixPath("index.html")].removeprefix(b"<!DOCTYPE html>")
    )
    (contents,) = (e for e in page.iter("nav") if e.get("class") == "contents")
    listed = [
        ("".join(link.itertext()), str(link.get("href"))) for link in contents.iter("a")
    ]
    assert [text for text, _ in listed][-3:] == [*added, "About this leaflet"]
    for text, address in listed[-3:-1]:
        (place,) = (e for e in page.iter("h2") if f"#{e.get('id')}" == address)
        assert "".join(place.itertext()) == text
    (book,) = (raw for name, raw in files.items() if name.suffix == ".epub")
    with ZipFile(BytesIO(book)) as opened:
        text, nav = (opened.read(f"EPUB/{n}.xhtml").decode() for n in ("text", "nav"))
    for id_, words in zip(("local-heading", "contact-heading"), added, strict=True):
        assert f'<h2 class="panel-title" id="{id_}">{words}</h2>' in text
        assert f'href="text.xhtml#{id_}"' in nav
    with pikepdf.open(BytesIO(handout_of(files))) as file:
        with file.open_outline() as outline:
            (title,) = outline.root
            marked = [str(one.title) for one in title.children]
        headings = [
            placed.element.text()
            for placed in read_tree(file).walk()
            if placed.element.type == "H2"
        ]
    assert marked[-3:] == ["About this leaflet", *added]
    assert headings[-3:] == marked[-3:]


@pytest.mark.parametrize(
    ("leaflet", "languages", "lines", "stated"),
    [
        ("walks", ("es",), ("for walks, in Spanish",), "es"),
        # What file and command line name `es` may state its country.
        ("walks", ("es-MX", "es"), ("for walks, in Spanish",), "es"),
        ("walks", ("zh-Hans-CN",), ("for walks, in plain Chinese",), "zh-Hans"),
        ("walks", ("pt", "pt-BR"), ("for walks, in Brazil",), "pt-BR"),
        ("walks", ("en", ""), ("for walks",), None),
        ("other", ("en",), ("for all", "twice"), None),
        ("other", ("es",), ("for all, in Spanish",), "es"),
    ],
)
def test_the_closest_local_lines_are_taken(
    leaflet: str, languages: tuple[str, ...], lines: tuple[str, ...], stated: str | None
) -> None:
    publisher, findings = parsed(
        "local:\n"
        "  every-leaflet: [for all, twice]\n"
        '  every-leaflet/es: "for all, in Spanish"\n'
        "  walks: for walks\n"
        '  walks/es: "for walks, in Spanish"\n'
        '  walks/pt-BR: "for walks, in Brazil"\n'
        '  walks/zh: "for walks, in Chinese"\n'
        '  walks/zh-Hans: "for walks, in plain Chinese"\n'
    )
    assert findings == ()
    found = publisher.publisher.local_lines(leaflet, *languages)
    assert found == (lines, stated)


SPANISH = "La clase de rodilla es en la sala 4."
LOCAL = f"""language: en
local:
  walks: "The walks begin at door C."
  walks/es: "{SPANISH}"
"""


def test_local_lines_of_a_language_are_in_that_language() -> None:
    """WCAG 2.2, 3.1.2: Spanish is not marked as the publisher's English."""
    made, findings = parsed(LOCAL, language="es-MX")
    assert findings == ()
    page = html.render(made, downloads=(), siblings=()).files[html.PAGE].decode()
    assert f"<p>{SPANISH}</p>" in page
    only_english = LOCAL.replace("walks/es", "other/es")
    made, _ = parsed(only_english, language="es")
    page = html.render(made, downloads=(), siblings=()).files[html.PAGE].decode()
    assert '<span lang="en" dir="ltr">The walks begin at door C.</span>' in page


def test_local_lines_for_no_leaflet_are_told(tmp_path: Path) -> None:
    """Nobody's words are dropped without a word."""
    root = tmp_path / "source"
    (root / "walks").mkdir(parents=True)
    (root / "walks" / "en.md").write_text(
        "---\nlanguage: en-GB\n---\n\n# Walks\n\nWalk.\n", "utf-8"
    )
    (root / "publisher.yaml").write_text(
        "local: {walks/en: a, every-leaflet: b,\n  walsk: c,\n  walks/es: d}\n",
        "utf-8",
    )
    options = {"source": root, "publisher": None}
    _, told = tasks_of({**options, "wanted": ()})
    assert [(one.rule, str(one.location), one.hint) for one in told] == [
        ("local-unknown", "source/publisher.yaml:2:3", "Did you mean `walks`?"),
        ("local-unknown", "source/publisher.yaml:3:3", "'walks' is here in en."),
    ]
    assert {one.severity for one in told} == {Severity.WARNING}
    # One file on its own does not know of the others.
    for wanted in ("walks", str(root / "walks" / "en.md")):
        assert tasks_of({**options, "wanted": (wanted,)})[1] == []


@pytest.mark.parametrize("colour", ["#7fb2ff", "#ffffff", "#767676"])
def test_a_colour_that_cannot_be_read_is_refused(colour: str) -> None:
    """WCAG 2.2, 1.4.3. The hint names one that can be read, and it is taken."""
    _, (finding,) = parsed(f'name: A\naccent: "{colour}"\n')
    assert finding.rule == "bad-value"
    assert finding.severity is Severity.ERROR
    assert str(finding.location) == "publisher.yaml:2:9"
    assert ":1" in finding.message
    proposed = re.search(r"#[0-9a-f]{6}", finding.hint)
    assert proposed is not None
    taken, findings = parsed(f'accent: "{proposed[0]}"\n')
    assert findings == ()
    assert taken.publisher.accent == proposed[0]
    ground = parse_colour("#eef4f7")
    assert contrast(parse_colour(proposed[0]), ground) >= READABLE


def test_a_logo_says_something() -> None:
    logo = (EXAMPLES / "harbour" / "logo.svg").read_bytes()
    made, (finding,) = parsed("logo: logo.svg\n", {PUBLISHER_FOLDER / "logo.svg": logo})
    assert finding.rule == "image-missing-alt"
    assert str(finding.location) == "publisher.yaml:1:7"
    stated = "logo: logo.svg\nlogo_alt: Harbour\n"
    made, findings = parsed(stated, {PUBLISHER_FOLDER / "logo.svg": logo})
    assert findings == ()
    page = html.render(made, downloads=(), siblings=()).files[html.PAGE].decode()
    assert 'class="logo" src="assets/images/' in page
    assert 'alt="Harbour"' in page


def parsed(
    stated: str,
    files: Mapping[PurePosixPath, bytes] = MappingProxyType({}),
    language: str = "en",
) -> tuple[Publication, tuple[Finding, ...]]:
    made, findings = parse(
        Source(
            path=PurePosixPath("source/walks/en.md"),
            leaflet="walks",
            language=language,
            raw=b"# Walks\n\nWalk.\n",
            files=files,
            publisher_path=PurePosixPath("publisher.yaml"),
            publisher_raw=stated.encode(),
        )
    )
    assert made is not None
    return made, findings


def test_sentences_of_the_publisher_have_their_language() -> None:
    text = TEXT.replace("language: en-GB", "language: es").replace("en-GB", "es")
    folder = EXAMPLES / "harbour"
    made, _ = parse(
        Source(
            path=PurePosixPath("source/preparing-for-your-visit/es.md"),
            leaflet="preparing-for-your-visit",
            language="es",
            raw=text.encode(),
            files={},
            publisher_path=PurePosixPath("publisher.yaml"),
            publisher_raw=(folder / "publisher.yaml")
            .read_bytes()
            .replace(b"logo: logo.svg", b"logo: null"),
        )
    )
    assert made is not None
    page = html.render(made, downloads=(), siblings=()).files[html.PAGE]
    line = made.publisher.language_help
    assert f'<span lang="en" dir="ltr">{line}</span>' in page.decode()


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        (
            "phone: 01632 960 100 or 101",
            "publisher.yaml:2:8 “01632 960 100 or 101” is more than one number",
            "the other can be a contact of the leaflets that need it",
        ),
        (
            "phone: 01632 960 100 ext. 12",
            "publisher.yaml:2:8 “01632 960 100 ext. 12” has more than a number",
            "words go under `address:`",
        ),
        (
            "phone: 0l632 960 100",
            "publisher.yaml:2:8 letters stand among the figures",
            "Type figures, 1 and 0: 01632 960 100.",
        ),
        ("phone: ask", "publisher.yaml:2:8 “ask” is no number", "leave the key out"),
    ],
)
def test_a_publisher_who_cannot_be_called_by_touch_is_told(
    line: str, message: str, hint: str
) -> None:
    made, _ = parsed(f"name: Harbour\n{line}\n")
    (told,) = [
        one
        for one in validate(made, as_of=date(2026, 11, 23))
        if one.rule == "phone-not-dialled"
    ]
    assert f"{told.location} {told.message}".startswith(message)
    assert hint in told.hint
    assert "tel:" not in panel_of(made, "html")


def panel_of(made: Publication, format_: str) -> str:
    """Return the markup by which an edition tells whom to reach."""
    target = target_for(made, format_)
    paper = environment().get_template("handout_panels.jinja").module
    screen = environment().get_template("about.jinja").module
    return str(
        paper.closing_panel(made, target, None)  # type: ignore[attr-defined]
        if target.paper
        else screen.publisher_panel(made, target)  # type: ignore[attr-defined]
    )


@pytest.mark.parametrize("format_", ["html", "pdf", "epub"])
def test_the_publishers_web_site_is_told_in_every_edition(format_: str) -> None:
    made, _ = parsed("name: Harbour\nurl: https://harbour.example/\n")
    said = panel_of(made, format_)
    assert 'Web: <a href="https://harbour.example/"' in said


@pytest.mark.parametrize("format_", ["html", "pdf", "epub"])
def test_whom_to_reach_is_told_alike_in_every_edition(format_: str) -> None:
    """An address in Latin letters is one run between Arabic ones: its parts stay."""
    stated = 'name: Harbour\naddress: "1 Quay Street, Port Example"\nphone: "01632"\n'
    made, _ = parsed(stated, language="ar")
    desk = Contact("desk", "مكتب", hours="Monday, nine to five", relay="18001")
    made = replace(made, front=replace(made.front, contacts=(desk,)))
    said = panel_of(made, format_)
    assert '<span dir="ltr">1 Quay Street, Port Example</span>' in said
    assert "18001" in said
    assert '<span dir="ltr">Monday, nine to five</span>' in said
