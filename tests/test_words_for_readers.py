"""No word for readers stands in the code: all of them come from a catalogue.

The editions are made in a language whose catalogue turns every letter into another
script. Whatever is still in Latin letters then, and is neither the author's nor the
publisher's, was written into a template or a module.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pikepdf
import pymupdf
import pytest
import small_library
from lxml import etree
from small_publication import small_publication

from plainleaf import messages
from plainleaf.catalogue import catalogue
from plainleaf.check.structure import read_tree
from plainleaf.imprint import EVERY_LEAFLET, Publisher, Withdrawal
from plainleaf.model import FORMATS, Link, PageMap, Publication
from plainleaf.pipeline import Order, rendered
from plainleaf.render import feeds, front_page, html
from plainleaf.walk import inlines_in
from plainleaf.words import own_text
from scripts import messages as catalogues

LANGUAGE = "ru"
LETTER = "Ж"
"""A letter that every face has, and that nobody types into a program by accident."""
NAMES = frozenset({"PDF", "EPUB", "HTML", "QR", "kB", "MB", "A4", "px", "alt"})
"""Names of formats and units: the same in every language that is written here."""
STAMPS = frozenset({"T", "Z", "Plainleaf"})
"""What stands in the times of a feed (RFC 3339), and the program that made it."""
ADDRESS = re.compile(r"https://\S+")
FOR_WEB_TEAMS = ("snippets", "publication.json", "oembed.json")
"""What speaks to those who embed a leaflet and not to its readers: it is in English."""
SHORT = 12
"""Letters of words that a comment or a rule may have as well."""
READ_OUT = ("alt", "aria-label", "title", "placeholder")
WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)*")


def strange(text: str) -> str:
    """Return a message with every letter changed, the names of its facts kept."""
    parts = re.split(r"({\w+})", text)
    return "".join(
        part if part.startswith("{") else re.sub(r"[A-Za-z]", LETTER, part)
        for part in parts
    )


@pytest.fixture(scope="module")
def strange_words(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Give the program one catalogue, in which no word has a letter of ours."""
    folder = tmp_path_factory.mktemp("messages")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(catalogues, "CATALOGUES", folder)
        path = catalogues.begin(LANGUAGE)
        catalogue = catalogues.read(path)
        for message in catalogue:
            if message.id and message.pluralizable:
                forms = [message.id[0], *[message.id[1]] * (catalogue.num_plurals - 1)]
                message.string = tuple(strange(form) for form in forms)
            elif message.id:
                message.string = strange(str(message.id))
        catalogues._write(catalogue, path, dict.fromkeys(catalogues.REVIEW, "null"))
        patched.setattr(messages, "CATALOGUES", folder)
        messages.messages_for.cache_clear()
        yield
    messages.messages_for.cache_clear()


def publication(*, withdrawn: bool = False) -> Publication:
    """Return the publication that has every block, with every fact of a publisher."""
    made = small_publication()
    publisher = replace(
        made.publisher,
        language=LANGUAGE,
        language_help="12",
        emergency_line="112",
        local={EVERY_LEAFLET: ("3",)},
    )
    paper = replace(made.front.print, sizes=(14,))
    front = replace(made.front, language=LANGUAGE, print=paper)
    if withdrawn:
        gone = Withdrawal(on=date(2026, 1, 2), reason="4", replaced_by="5")
        front = replace(front, status=type(front.status).WITHDRAWN, withdrawn=gone)
    return replace(made, front=front, publisher=publisher)


def known_words(made: Publication) -> set[str]:
    """Return the words that the author and the publisher have stated."""
    facts: list[object] = [made.front, made.publisher]
    links = [one.target for one in inlines_in(made) if isinstance(one, Link)]
    texts = [*own_text(made, edition=""), *(repr(fact) for fact in facts), *links]
    return {word for text in texts for word in WORD.findall(text)}


def said_in(name: PurePosixPath, raw: bytes) -> Iterator[str]:
    """Yield all that a reader of a file sees or hears."""
    match name.suffix:
        case ".html" | ".xhtml":
            yield from _said_in_markup(raw)
        case ".pdf":
            yield from _said_in_pdf(raw)
        case ".epub":
            with ZipFile(BytesIO(raw)) as book:
                for inner in book.namelist():
                    yield from said_in(PurePosixPath(inner), book.read(inner))
        case ".css":
            for text in re.findall(r'content: *"([^"]*)"', raw.decode()):
                yield re.sub(r"\\[0-9A-Fa-f]{1,6} ?", " ", text)
        case _:
            pass


def _said_in_markup(raw: bytes) -> Iterator[str]:
    tree = etree.fromstring(re.sub(rb"^<!DOCTYPE html>|<\?xml[^>]*\?>", b"", raw))
    for element in tree.iter("{*}*"):
        name = etree.QName(element).localname
        if name not in {"script", "style"}:
            yield element.text or ""
        yield element.tail or ""
        yield from (element.get(attribute, "") for attribute in READ_OUT)
        if name == "meta" and element.get("name") == "description":
            yield element.get("content", "")


def _said_in_pdf(raw: bytes) -> Iterator[str]:
    with pymupdf.open(stream=raw) as file:
        for page in file:
            yield page.get_text()
        yield from (title for _, title, _ in file.get_toc())
    with pikepdf.open(BytesIO(raw)) as file:
        for placed in read_tree(file).walk():
            yield placed.element.alt or ""


def foreign(made: Publication) -> dict[str, set[str]]:
    """Return the Latin words of each file that nobody has stated."""
    epoch = datetime(2000, 1, 1, tzinfo=UTC)
    order = Order(Path("build"), FORMATS, as_of=date(2026, 11, 23), epoch=epoch)
    renditions, _ = rendered(made, order)
    known = known_words(made) | NAMES
    found: dict[str, set[str]] = {}
    for rendition in renditions:
        for name, raw in rendition.files.items():
            if name.name.startswith(FOR_WEB_TEAMS):
                continue
            text = " ".join(said_in(name, raw))
            found[str(name)] = set(WORD.findall(text)) - known
    return found


def test_no_word_for_readers_stands_in_the_code(strange_words: None) -> None:
    del strange_words
    found = foreign(publication())
    assert {name: words for name, words in found.items() if words} == {}
    assert "index.html" in found
    assert {PurePosixPath(name).suffix for name in found} >= {".pdf", ".epub"}


def test_nor_does_one_stand_in_what_is_left_of_a_withdrawn_text(
    strange_words: None,
) -> None:
    del strange_words
    found = foreign(replace(publication(withdrawn=True), summary=None, sections=()))
    assert {name: words for name, words in found.items() if words} == {}


def test_nor_does_one_stand_on_the_front_page_or_in_the_feeds(
    strange_words: None,
) -> None:
    del strange_words
    stands = {
        place: {**one, "language": LANGUAGE}
        for place, one in small_library.manifests().items()
        if one["language"] == "en"
    }
    shelf = catalogue(stands.items(), small_library.PUBLISHER)
    stated = json.dumps([*stands.values()], ensure_ascii=False)
    known = set(WORD.findall(f"{stated} {shelf!r}")) | NAMES | STAMPS
    files = {
        **front_page.render(shelf, as_of=small_library.AS_OF, searchable=True),
        **feeds.render(shelf, covers={}, at=small_library.EPOCH),
    }
    found = {}
    for name, raw in files.items():
        as_page = name.with_suffix(".html") if name.suffix == ".xml" else name
        text = ADDRESS.sub("", " ".join(said_in(as_page, raw)))
        found[str(name)] = set(WORD.findall(text)) - known
    assert {name: words for name, words in found.items() if words} == {}
    assert found.keys() >= {"index.html", "feed.xml", "opds.xml"}


def test_a_word_in_the_code_makes_the_test_fail(
    strange_words: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that spells a day in English is found on the whole way to the page."""
    del strange_words
    made = publication(withdrawn=True)
    told = dict.fromkeys(("before", "after"), "")
    for when in told:
        page = html.render(made, downloads=(), siblings=(), pages=PageMap(1, {}))
        said = said_in(html.PAGE, page.files[html.PAGE])
        words = set(WORD.findall(" ".join(said))) - known_words(made) - NAMES
        told[when] = " ".join(sorted(words))
        monkeypatch.setattr(messages.Messages, "day", lambda *_: "June the second")
    assert told["before"] == ""
    assert "June" in told["after"]


def test_a_word_of_ours_would_be_found() -> None:
    """The test itself can fail: an English label is seen in every kind of file."""
    said = b'<p title="Close"><img alt="A door"/>Page</p>'
    assert {*said_in(PurePosixPath("a.html"), said)} >= {"Close", "A door", "Page"}
    style = b'p::before { content: "Note"; }'
    assert list(said_in(PurePosixPath("a.css"), style)) == ["Note"]
    assert "Patient" not in known_words(
        replace(publication(), publisher=Publisher(language=LANGUAGE))
    )


def test_code_says_words_by_their_names_alone() -> None:
    """Each name is in `templates/messages/en.toml`, and each there is said."""
    assert list(catalogues.unnamed()) == []
    speaks = re.compile(r'\bsay\(\s*f?"|\.(?:plain|counted)\(\s*f?"')
    package = Path(messages.__file__).parent
    code = {path: path.read_text("utf-8") for path in package.rglob("*.py")}
    spoken = {path for path, text in code.items() if speaks.search(text)}
    assert {path.name for path in spoken} <= {"messages.py"}, "but for a docstring"
    together = " ".join(code.values())
    named = [form for forms in messages.NAMED.values() for form in forms]
    assert [form for form in named if len(form) > SHORT and form in together] == []
