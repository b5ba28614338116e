"""What the library tells other programs, held to the forms they expect."""

import io
import json
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import Any

import jsonschema
import pytest
from command_line import AS_OF, ROOT, run_publish
from lxml import etree
from PIL import Image
from small_library import BASE, EPOCH, PUBLISHER, library, manifests, write_library
from test_cli import GOOD, write
from test_front_page import front

from plainleaf.catalogue import as_json, catalogue
from plainleaf.imprint import Publisher
from plainleaf.render.feeds import render

ATOM = {"a": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/terms/"}
SITE = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
SCHEMA = ROOT / "docs" / "catalogue.schema.json"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"
COVERED = ("cataract-surgery/en", "cataract-surgery/es", "dry-eyes/en")


def made(**more: Any) -> Mapping[PurePosixPath, bytes]:
    covers = {PurePosixPath(place): b"PNG" for place in COVERED}
    asked = {"covers": covers, "at": EPOCH} | more
    return render(asked.pop("library", library()), **asked)


def xml(name: str, **more: Any) -> etree._Element:
    return etree.fromstring(made(**more)[PurePosixPath(name)])


def texts(tree: etree._Element, path: str) -> list[str]:
    return [str(found.text) for found in tree.iterfind(path, ATOM)]


@pytest.mark.parametrize("name", ["feed.xml", "opds.xml"])
def test_feeds_have_what_atom_requires(name: str) -> None:
    """RFC 4287, 4.1.1, 4.1.2, 4.2.6, 4.2.7.2 and 3.3."""
    feed = xml(name)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    entries = feed.findall("a:entry", ATOM)
    assert entries
    for part in (feed, *entries):
        for required in ("id", "title", "updated"):
            (found,) = part.findall(f"a:{required}", ATOM)
            assert found.text
        for day in (*texts(part, "a:updated"), *texts(part, "a:published")):
            assert RFC_3339.fullmatch(day), day
        links = Counter(
            (link.get("rel"), link.get("type"), link.get("hreflang"))
            for link in part.iterfind("a:link", ATOM)
            if link.get("rel") == "alternate"
        )
        assert links, "a part without content has a link to what it is about"
        assert max(links.values()) == 1
    assert texts(feed, "a:author/a:name") == ["Example Eye Clinic"]
    ids = [*texts(feed, "a:id"), *texts(feed, "a:entry/a:id")]
    assert len(ids) == len(set(ids))
    own = [link for link in feed.iterfind("a:link", ATOM) if link.get("rel") == "self"]
    assert [link.get("href") for link in own] == [f"{BASE}{name}"]
    for link in feed.iterfind(".//a:link", ATOM):
        assert str(link.get("href")).startswith(BASE)


def test_the_feed_tells_of_changes_newest_first() -> None:
    feed = xml("feed.xml")
    told = dict(
        zip(texts(feed, "a:entry/a:id"), texts(feed, "a:entry/a:summary"), strict=True)
    )
    cataract = f"{BASE}cataract-surgery/en/#version-"
    assert told[f"{cataract}2.1"] == "Version 2.1. New drops."
    assert told[f"{cataract}2.0"] == "Version 2.0. New ward."
    assert f"{cataract}1.0" not in told, "a change of no known day is no news"
    assert "Withdrawn" in told[f"{BASE}laser/en/#withdrawn"]
    assert not any("floaters" in name for name in told), "drafts are nobody's news"
    days = texts(feed, "a:entry/a:updated")
    assert days == sorted(days, reverse=True)
    assert texts(feed, "a:updated") == days[:1] == ["2026-03-04T00:00:00Z"]


def test_ids_and_days_do_not_change_with_the_words_or_the_clock() -> None:
    changed = {
        place: stated | {"title": "Another", "description": "Another"}
        for place, stated in manifests().items()
    }
    other = catalogue(changed.items(), PUBLISHER)
    before = xml("feed.xml")
    after = xml("feed.xml", library=other, at=datetime(2030, 1, 1, tzinfo=UTC))
    for path in ("a:entry/a:id", "a:entry/a:updated", "a:updated", "a:id"):
        assert texts(before, path) == texts(after, path)


def test_without_any_day_the_time_is_the_technical_one() -> None:
    feed = xml("feed.xml", library=catalogue([], PUBLISHER), covers={})
    assert texts(feed, "a:updated") == ["2000-01-01T00:00:00Z"]
    assert feed.findall("a:entry", ATOM) == []


def test_the_host_stands_for_a_publisher_without_a_name() -> None:
    nameless = replace(PUBLISHER, name=None)
    feed = xml("feed.xml", library=library(nameless))
    assert texts(feed, "a:author/a:name") == ["clinic.example"]


def test_opds_offers_every_book_to_take() -> None:
    """OPDS 1.2, 5.2: an acquisition link and, of images, PNG, JPEG or GIF."""
    feed = xml("opds.xml")
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == len(COVERED)
    for entry in entries:
        rels: dict[str, list[str]] = {}
        for link in entry.iterfind("a:link", ATOM):
            rels.setdefault(str(link.get("rel")), []).append(str(link.get("type")))
        assert rels[OPEN_ACCESS] == [
            "application/epub+zip",
            "application/pdf",
            "application/pdf",
        ]
        assert rels["http://opds-spec.org/image"] == ["image/png"]
        (name,) = texts(entry, "dc:identifier")
        assert name.startswith("urn:uuid:")
        assert len(texts(entry, "dc:language")) == 1
    rels_of_feed = {link.get("rel") for link in feed.iterfind("a:link", ATOM)}
    assert {"self", "start"} <= rels_of_feed
    mesh = [
        category.get("term")
        for category in feed.iterfind(".//a:category", ATOM)
        if category.get("scheme") == "http://id.nlm.nih.gov/mesh/"
    ]
    assert mesh == ["D002386", "D002386"]


def test_opds_2_has_what_its_schema_requires() -> None:
    """OPDS 2.0: metadata, a self link, a way to take it, an image of a known type."""
    files = made()
    feed = json.loads(files[PurePosixPath("opds.json")])
    assert feed["metadata"]["title"]
    assert [link["rel"] for link in feed["links"]] == ["self"]
    assert len(feed["publications"]) == len(COVERED)
    for book in feed["publications"]:
        assert {"@type", "title", "identifier", "language"} <= set(book["metadata"])
        links = {link["rel"]: link for link in book["links"]}
        assert OPEN_ACCESS in links
        assert {image["type"] for image in book["images"]} <= {"image/png"}
        addresses = [links["self"]["href"], book["images"][0]["href"]]
        for address in addresses:
            assert PurePosixPath(address.removeprefix(BASE)) in files, address
        own = PurePosixPath(links["self"]["href"].removeprefix(BASE))
        assert json.loads(files[own]) == book


def test_the_site_map_lists_approved_pages_with_their_translations() -> None:
    site = etree.fromstring(made()[PurePosixPath("sitemap.xml")])
    pages = [str(found.text) for found in site.iterfind("s:url/s:loc", SITE)]
    assert pages[0] == BASE
    assert set(pages[1:]) == {
        f"{BASE}{one.place}/" for one in library().publications if one.public
    }
    assert not any("floaters" in page or "laser" in page for page in pages)
    for url in site.iterfind("s:url", SITE):
        others = [link.get("href") for link in url.iterfind("x:link", SITE)]
        translated = "cataract" in str(url.findtext("s:loc", "", SITE))
        assert len(others) == (3 if translated else 0)


def test_without_a_base_url_there_are_none() -> None:
    assert made(library=library(Publisher())) == {}


def test_the_catalogue_keeps_to_its_schema() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    held = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.FormatChecker()
    )
    for publisher in (PUBLISHER, Publisher()):
        stated = json.loads(json.dumps(as_json(library(publisher))))
        assert [str(error) for error in held.iter_errors(stated)] == []
    first = stated["publications"][0]
    for key, harm in (
        ("status", "new"),
        ("dates", {}),
        ("files", [{}]),
        ("language", "English!"),
        ("extra", 1),
    ):
        harmed = stated | {"publications": [first | {key: harm}]}
        assert not held.is_valid(harmed), key


def test_the_schema_that_is_published_is_the_one_in_the_docs() -> None:
    shipped = ROOT / "templates" / "library" / "catalogue.schema.json"
    assert SCHEMA.read_bytes() == shipped.read_bytes()
    page = (ROOT / "docs" / "catalogue.md").read_text("utf-8")
    keys = json.loads(SCHEMA.read_text("utf-8"))["$defs"]
    for key in (*keys["publication"]["properties"], *keys["file"]["properties"]):
        assert f"`{key}`" in page, key


def test_addresses_are_relative_until_the_place_on_the_web_is_known() -> None:
    absolute = as_json(library())["publications"][0]
    relative = as_json(library(Publisher()))["publications"][0]
    assert absolute["address"] == f"{BASE}{relative['address']}"
    assert relative["files"][0]["address"] == "cataract-surgery/ar/assets/page.css"


def test_a_build_tells_of_an_approved_leaflet(tmp_path: Path) -> None:
    approved = GOOD.replace("language: en", "language: en\nstatus: approved")
    write(tmp_path, "good", approved)
    (tmp_path / "source/publisher.yaml").write_text(
        f"name: Example Clinic\nbase_url: {BASE}\n", encoding="utf-8"
    )
    ran = run_publish("build", "--as-of", AS_OF, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    feed = json.loads((tmp_path / "build/opds.json").read_text("utf-8"))
    (book,) = feed["publications"]
    for link in (*book["links"], *book["images"]):
        assert (tmp_path / "build" / link["href"].removeprefix(BASE)).is_file()
    cover = tmp_path / "build" / book["images"][0]["href"].removeprefix(BASE)
    with Image.open(io.BytesIO(cover.read_bytes())) as picture:
        assert picture.format == "PNG"
        size = (book["images"][0]["width"], book["images"][0]["height"])
        assert picture.size == size


# --- the script for copies, as docs/catalogue.md prints it ----------------------------


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Return a build whose files are what its manifests say."""
    build = tmp_path / "build"
    write_library(build)
    for place, stated in manifests().items():
        for name in stated["files"]:
            path = build / place / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(name, encoding="utf-8")
    front(build, Publisher())
    return build


@contextmanager
def served(build: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=build))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/catalogue.json"
    finally:
        server.shutdown()
        server.server_close()


def pull(address: str, copy: Path) -> subprocess.CompletedProcess[str]:
    page = (ROOT / "docs" / "catalogue.md").read_text("utf-8")
    (script,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    return subprocess.run(
        [sys.executable, "-c", script, address, str(copy)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_nightly_pull_is_as_short_as_it_is_said_to_be() -> None:
    page = (ROOT / "docs" / "catalogue.md").read_text("utf-8")
    (script,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    (said,) = re.findall(r"These (\d+) lines keep a folder", page)
    assert len(script.splitlines()) == int(said) == 30


def withdraw(build: Path, place: str) -> None:
    path = build / place / "manifest.json"
    stated = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(stated | {"status": "withdrawn"}), encoding="utf-8")
    front(build, Publisher())


def test_a_copy_is_what_the_publisher_has_and_loses_what_is_withdrawn(
    published: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    with served(published) as address:
        assert pull(address, copy).returncode == 0
        assert (copy / "dry-eyes/en/dry-eyes.pdf").read_text() == "dry-eyes.pdf"
        assert (copy / "eye-drops/en/index.html").is_file(), "stale is still good"
        assert not (copy / "floaters").exists()
        assert not (copy / "laser").exists()
        mine = copy / "mine.txt"
        mine.write_text("not pulled")
        kept = copy / "visit/pt-BR/visit.epub"
        before = kept.stat().st_mtime_ns
        withdraw(published, "dry-eyes/en")
        assert pull(address, copy).returncode == 0
    assert not list(copy.glob("dry-eyes/en/*.*"))
    assert kept.stat().st_mtime_ns == before, "what has not changed is not fetched"
    assert mine.is_file()


def test_a_file_that_is_not_what_was_promised_stays_out(
    published: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    with served(published) as address:
        assert pull(address, copy).returncode == 0
        epub = copy / "eye-drops/en/eye-drops.epub"
        epub.write_text("harmed here")
        (published / "eye-drops/en/eye-drops.epub").write_text("harmed there")
        withdraw(published, "dry-eyes/en")
        ran = pull(address, copy)
    assert ran.returncode == 1
    assert "eye-drops.epub is not what the catalogue says" in ran.stderr
    assert epub.read_text() == "harmed here"
    assert not list(copy.glob("dry-eyes/en/*.*")), "withdrawal comes first"


def test_a_copy_never_writes_outside_itself(published: Path, tmp_path: Path) -> None:
    told = json.loads((published / "catalogue.json").read_text("utf-8"))
    told["publications"][0]["files"][0]["name"] = "../../../../outside.txt"
    (published / "catalogue.json").write_text(json.dumps(told), encoding="utf-8")
    with served(published) as address:
        assert pull(address, tmp_path / "copy").returncode == 1
    assert not (tmp_path / "copy").exists()
