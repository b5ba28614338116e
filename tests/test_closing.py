"""How every edition ends: whom to tell what one thinks, and whom to call."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest

from plainleaf.model import FORMATS, Source
from plainleaf.parse import parse
from plainleaf.pipeline import Order, rendered
from plainleaf.render import html

FEEDBACK = {
    "en": "Tell us what you think of this leaflet.",
    "es": "Díganos qué le parece este folleto.",
    "ar": "أخبرنا برأيك في هذه النشرة.",
    "no": "Fortell oss hva du synes om denne brosjyren.",
}


@cache
def markup_of(language: str) -> Mapping[str, str]:
    """Return the markup of page, fragment, frame and book of a short leaflet."""
    text = (
        f"---\ntitle: T\nlanguage: {language}\n"
        "feedback: {email: desk@example.org, url: 'https://example.org/say'}\n"
        "contacts: {night: {name: Night desk, relay: '711', hours: 9 to 5, "
        "url: 'https://example.org/night'}}\n"
        "---\n\n## A\n\nB.\n"
    )
    made, _ = parse(
        Source(
            path=PurePosixPath(f"{language}.md"),
            leaflet="leaflet",
            language=language,
            raw=text.encode(),
            files={},
        )
    )
    assert made is not None
    epoch = datetime(2000, 1, 1, tzinfo=UTC)
    order = Order(Path("build"), FORMATS, as_of=date(2026, 11, 23), epoch=epoch)
    files = {
        str(name): raw
        for rendition in rendered(made, order)[0]
        for name, raw in rendition.files.items()
    }
    with ZipFile(BytesIO(files["leaflet.epub"])) as book:
        (name,) = (one for one in book.namelist() if one.endswith("text.xhtml"))
        entry = book.read(name).decode()
    pages = ("index.html", "embed/fragment.h2.html", "embed/embed.html")
    return {name: files[name].decode() for name in pages} | {"book": entry}


@pytest.mark.parametrize("language", FEEDBACK)
def test_readers_are_told_where_to_say_what_they_think(language: str) -> None:
    for name, markup in markup_of(language).items():
        _, found, after = markup.partition('<p class="feedback">')
        line = after.partition("</p>")[0]
        assert found, name
        assert FEEDBACK[language] in line, name
        assert 'href="mailto:desk@example.org"' in line, name
        assert 'href="https://example.org/say"' in line, name


def test_a_contact_is_shown_with_all_that_is_stated() -> None:
    """In page and book as on paper, and without a full stop behind a number."""
    for name in ("index.html", "book"):
        _, found, after = markup_of("en")[name].partition("<strong>Night desk</strong>")
        lines = after.partition("</div>")[0]
        assert found, name
        assert re.search(r'Relay: <a [^>]*href="tel:711"[^>]*>711</a></p>', lines), name
        assert "<p>Hours: 9 to 5</p>" in lines, name
        assert 'href="https://example.org/night"' in lines, name


def test_words_in_latin_letters_are_one_run_in_an_arabic_contact() -> None:
    """The comma between two of them would change their places."""
    text = (
        "---\ntitle: T\nlanguage: ar\ncontacts: {desk: {name: 'Desk, door 3', "
        "phone: '01632 960 100', hours: 'Monday, 9 to 5'}}\n---\n\n"
        "## A\n\n::: {.contact ref=desk}\n:::\n"
    )
    made, _ = parse(Source(PurePosixPath("ar.md"), "a", "ar", text.encode(), files={}))
    assert made is not None
    page = html.render(made, downloads=(), siblings=()).files[html.PAGE].decode()
    card = page.partition('<div class="contact"')[2].partition("</div>")[0]
    assert '<strong><span dir="ltr">Desk, door 3</span></strong>' in card
    assert '<span dir="ltr">Monday, 9 to 5</span></p>' in card
