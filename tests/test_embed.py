"""The embed kit: its fragments, frame, card, and what it tells programs."""

import hashlib
import html
import io
import json
import re
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from embed.filtered import filtered
from embed.kits import ARABIC, BASE, DOSES, DOWNLOADS, GUIDE, publication_of
from PIL import Image as Picture
from small_publication import small_publication

from plainleaf.check.markup import Element, heard_in, parse_html
from plainleaf.imprint import Publisher
from plainleaf.model import Image, Publication
from plainleaf.render import embed
from plainleaf.render.embed_pictures import NotDrawnError, draw
from plainleaf.words import words

SCRIPTS = ("frame.js", "embed.js", "snippets.js")


@pytest.fixture(scope="module")
def publication() -> Publication:
    return small_publication()


def kit(publication: Publication, instance: str = "") -> dict[str, str]:
    """Return the kit's text files by their names."""
    made = embed.render(publication, downloads=DOWNLOADS, instances=(instance,))
    return {
        name.name: raw.decode()
        for name, raw in made.files.items()
        if name.parent == PurePosixPath("embed")
    }


def homeless(publication: Publication) -> Publication:
    return replace(publication, publisher=replace(publication.publisher, base_url=None))


def pictureless(publication: Publication) -> Publication:
    return replace(publication, sections=(), images={}, references=())


def test_the_same_publication_gives_the_same_bytes(publication: Publication) -> None:
    first = embed.render(publication, downloads=DOWNLOADS)
    second = embed.render(small_publication(), downloads=DOWNLOADS)
    assert first.files == second.files
    assert first.format == "html"
    assert first.findings == ()


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_fragment_begins_at_the_hosts_level(
    publication: Publication, level: int
) -> None:
    fragment = kit(publication)[f"fragment.h{level}.html"]
    found = [int(number) for number in re.findall(r"<h([1-6])[ >]", fragment)]
    assert found[0] == level
    assert min(found) == level
    assert max(found) == level + 3


def test_no_heading_is_flattened(publication: Publication) -> None:
    """A text with deeper headings has no fragment that they would not fit in."""
    inner = publication.sections[0].sections[0]
    deep = replace(inner, sections=(replace(inner, id="deeper", sections=()),))
    section = replace(publication.sections[0], sections=(deep,))
    made = kit(replace(publication, sections=(section,)))
    names = {name for name in made if name.startswith("fragment.h")}
    assert names == {"fragment.h1.html", "fragment.h2.html"}


def test_a_second_copy_has_ids_of_its_own(publication: Publication) -> None:
    made = kit(publication, instance="b")
    ids = [
        set(re.findall(r' id="([^"]+)"', made[name]))
        for name in ("fragment.h2.html", "fragment-b.h2.html")
    ]
    assert ids[0]
    assert not ids[0] & ids[1]
    assert made["fragment.h2.html"] == kit(publication)["fragment.h2.html"]


def test_a_pasted_picture_has_a_web_address_that_never_changes_meaning(
    publication: Publication,
) -> None:
    made = embed.render(publication, downloads=())
    fragment = made.files[PurePosixPath("embed/fragment.h2.html")].decode()
    base = publication.publisher.base_url
    sources = re.findall(r'<img src="([^"]+)"', fragment)
    assert len(sources) >= 3
    for source in sources:
        assert source.startswith(f"{base}eye-clinic/en/embed/images/")
        name = source.removeprefix(f"{base}eye-clinic/en/")
        raw = made.files[PurePosixPath(name)]
        assert hashlib.sha256(raw).hexdigest()[:12] in name
        assert Picture.open(io.BytesIO(raw)).format == "PNG"


def test_without_an_address_only_pictures_stop_a_fragment(
    publication: Publication,
) -> None:
    made = embed.render(homeless(publication), downloads=())
    assert [found.rule for found in made.findings] == ["embed-without-address"]
    names = {name.name for name in made.files}
    assert "fragment.h2.html" not in names
    assert "oembed.json" not in names
    assert {"embed.html", "card.html", "publication.json"} <= names
    plain = embed.render(homeless(pictureless(publication)), downloads=())
    assert plain.findings == ()
    fragment = plain.files[PurePosixPath("embed/fragment.h2.html")].decode()
    assert "Ask the publisher for the current version." in fragment


def test_a_drawing_without_pixels_stops_the_fragment_and_says_so(
    publication: Publication,
) -> None:
    name = PurePosixPath("images/map.svg")
    broken = replace(publication.images[name], raw=b"<svg>")
    images = {**publication.images, name: broken}
    made = embed.render(replace(publication, images=images), downloads=())
    assert [found.rule for found in made.findings] == ["embed-picture-not-drawn"]
    assert PurePosixPath("embed/fragment.h2.html") not in made.files


def drawing(shapes: str) -> Image:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">{shapes}</svg>'
    )
    name = PurePosixPath("images/a.svg")
    return Image(name, "image/svg+xml", 90, 30, svg.encode())


def test_letters_of_a_drawing_are_drawn_whatever_typeface_it_names() -> None:
    empty = draw(drawing(""))
    for family in ("Arial", "sans-serif", "No Such Face"):
        text = f'<text x="5" y="20" font-family="{family}">Blood</text>'
        lettered = draw(drawing(text))
        assert lettered != empty
        ink = Picture.open(io.BytesIO(lettered)).getchannel("A").getbbox()
        assert ink is not None
        assert Picture.open(io.BytesIO(lettered)).size == (180, 60)


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(NotDrawnError, match="images"):
        draw(replace(drawing(""), raw=b"not a drawing"))


def test_a_publishers_colour_is_for_lines_alone() -> None:
    style = embed.fragment_style(Publisher(accent="#7a1f5c"))
    assert "--plainleaf-accent: #7a1f5c;" in style
    assert "--plainleaf-accent: light-dark(#7a1f5c, " in style
    assert "--plainleaf-box-link: #0b4f6c;" in style


def test_links_inside_a_frame_stay_in_it(publication: Publication) -> None:
    made = kit(publication)
    frame, fragment = made["embed.html"], made["fragment.h1.html"]
    assert '<base target="_top"/>' in frame
    inside = re.findall(r'<a [^>]*href="#[^>]*>', frame)
    assert inside
    assert all(' target="_self"' in link for link in inside)
    assert not re.findall(r'<a [^>]*href="http[^>]*target', frame)
    assert "target=" not in fragment


def test_a_card_is_one_frame_after_one_quotation(publication: Publication) -> None:
    made = kit(publication)
    card = json.loads(made["oembed.json"])
    assert (card["version"], card["type"]) == ("1.0", "rich")
    assert (card["width"], card["height"]) == (600, 400)
    address = f"{publication.publisher.base_url}eye-clinic/en/"
    assert card["html"].startswith(f'<blockquote><a href="{address}">')
    assert f'src="{address}embed/card.html"' in card["html"]
    assert "leaflet.pdf" in made["card.html"]
    assert "123\u00a0kB" in made["card.html"]


def test_programs_get_sections_with_what_they_are_about() -> None:
    publication = publication_of(GUIDE)
    told = json.loads(kit(publication)["publication.json"])
    aspects = {one["aspect"]: one for one in told["sections"]}
    risks = next(one for aspect, one in aspects.items() if one["health_aspect"])
    assert risks["health_aspect"].startswith("https://schema.org/")
    assert risks["html"].startswith("<section ")
    assert told["address"] == f"{BASE}{GUIDE}/"
    assert told["dates"]["published"] is None


@pytest.mark.parametrize("place", [GUIDE, DOSES, ARABIC])
def test_programs_get_parts_that_answer_each_others_links(place: str) -> None:
    told = json.loads(kit(publication_of(place))["publication.json"])
    sections = [one["html"] for one in told["sections"]]
    parts = [told["notice"], told["opening"], *sections, told["closing"]]
    root = parse_html("\n".join(parts).encode()).root
    ids = [name for one in root.walk() if (name := one.element.get("id"))]
    links = {
        link.get("href")[1:]
        for link in root.all("a")
        if link.get("href").startswith("#")
    }
    assert links
    assert links <= set(ids)
    assert len(ids) == len(set(ids))
    fragment = kit(publication_of(place))["fragment.h1.html"]
    missing = {
        words
        for paragraph in parse_html(fragment.encode()).root.all("p")
        if (words := paragraph.text()) and words not in root.text()
    }
    front = publication_of(place).front
    assert missing <= {front.subtitle, front.main_message}


def test_the_digest_is_that_of_the_words(publication: Publication) -> None:
    told = json.loads(kit(publication)["publication.json"])
    own = words(publication, edition="html")
    digest = hashlib.sha256(" ".join(own).encode()).hexdigest()
    assert told["text_sha256"] == digest
    assert tuple(told["text"].split()) == own
    for edition, found in told["text_sha256_by_edition"].items():
        own = words(publication, edition=edition)
        assert found == hashlib.sha256(" ".join(own).encode()).hexdigest()
    partly = {one["id"]: one["editions"] for one in told["for_some_editions"]}
    assert partly["promo-1"] == ["html"]


def test_a_filter_takes_nothing_from_a_paste() -> None:
    """Filtered apart from our own check, by a list written down a second time."""
    publication = publication_of(GUIDE)
    for name, fragment in kit(publication).items():
        if name.startswith("fragment.h"):
            assert filtered(fragment) == fragment


def test_the_filter_of_the_tests_filters() -> None:
    pasted = '<p style="x" onclick="y" id="a"><bdi>kept</bdi><script>z()</script></p>'
    assert filtered(pasted) == '<p id="a">keptz()</p>'
    assert filtered('<a href="javascript:x()">b</a>') == "<a>b</a>"


def test_every_word_is_there_without_a_style_sheet(publication: Publication) -> None:
    root = parse_html(kit(publication)["fragment.h2.html"].encode()).root
    body = next(root.all("body"), Element("body", {}, ()))
    heard = heard_in([body], language="en")
    assert heard.own == words(publication, edition="html")
    for label in ("Important", "Promotion:", "Note", "1:"):
        assert label in heard.furniture


def test_a_warning_with_a_title_says_that_it_is_important() -> None:
    """G6: the colour of a warning is no word, and its title may be about anything."""
    root = parse_html(kit(publication_of(GUIDE))["fragment.h2.html"].encode()).root
    titles = [
        next(box.elements).text()
        for box in root.all("div")
        if "callout-warning" in box.get("class").split()
    ]
    assert titles == ["Important: No exosome product is approved"]


def test_contents_in_a_hosts_page_are_found_by_their_heading() -> None:
    root = parse_html(kit(publication_of(GUIDE))["fragment.h2.html"].encode()).root
    told = [heading.text() for heading in root.all("h3")]
    assert "In this leaflet" in told


def test_the_page_for_web_teams_holds_what_is_to_be_copied(
    publication: Publication,
) -> None:
    made = kit(publication)
    boxes = [
        html.unescape(box)
        for box in re.findall(
            r"(?s)<textarea [^>]*>\n(.*?)</textarea>", made["snippets.html"]
        )
    ]
    assert made["fragment.h2.html"] in boxes
    frame = next(box for box in boxes if "<iframe" in box and "sandbox" not in box)
    assert 'title="Finding the eye clinic"' in frame
    sandboxed = next(box for box in boxes if "sandbox" in box)
    tokens = re.findall(r'sandbox="([^"]+)"', sandboxed)[0].split()
    assert "allow-same-origin" not in tokens
    assert len(tokens) == 3
    for term in ("credit and the dates", "every 7 days", "manifest.json", "noindex"):
        assert term in made["snippets.html"]


def test_nothing_tells_anybody_of_a_visit(publication: Publication) -> None:
    made = kit(publication)
    asking = r"fetch\(|XMLHttpRequest|sendBeacon|cookie|localStorage|import|new Image"
    for name in SCRIPTS:
        assert not re.search(asking, made[name]), name
    for name, text in made.items():
        if name.startswith("fragment") and name.endswith(".html"):
            assert "<script" not in text
