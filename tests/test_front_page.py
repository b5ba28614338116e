"""The library's front page: what it lists, and how people find their way in it."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
import small_library
import tinyhtml5
from command_line import AS_OF, run_publish
from small_library import EPOCH, PUBLISHER, library, manifests, write_library
from test_cli import GOOD, write
from validators import machine
from validators.required import require

from plainleaf import shelf
from plainleaf.catalogue import catalogue
from plainleaf.imprint import Publisher
from plainleaf.pipeline import Order
from plainleaf.render.front_page import FRONT, render
from plainleaf.shelf import Front, publish_front

SMALL_SHEET = 14_000
"""Bytes of the front page's style sheet: a tenth of a first view."""


def page_text(day: date = small_library.AS_OF) -> str:
    return render(library(), as_of=day, searchable=False)[FRONT].decode()


def words(html: str) -> str:
    body = tinyhtml5.parse(html, namespace_html_elements=False).find("body")
    assert body is not None
    return " ".join(" ".join(body.itertext()).split())


def front(build: Path, publisher: Publisher = PUBLISHER) -> Front:
    order = Order(build, ("html",), small_library.AS_OF, EPOCH)
    return publish_front(order, publisher)


@pytest.fixture
def build(tmp_path: Path) -> Path:
    write_library(tmp_path)
    return tmp_path


def test_every_publication_is_listed_with_its_editions() -> None:
    text = words(page_text())
    for place, stated in manifests().items():
        assert stated["title"] in text, place
    assert "Handout to print PDF, 4 pages, 1.3 MB" in text
    assert "E-book EPUB, 77 kB" in text
    offered = [one for one in library().publications if not one.withdrawn]
    assert text.count("Web page") == len(offered) + 1, "the filter names it too"


def test_leaflets_stand_by_title_and_the_withdrawn_last() -> None:
    titles = [leaflet.main.title for leaflet in library().leaflets()]
    assert titles == [
        "A sua consulta",
        "Cataract surgery: before, during and after",
        "Dry eyes",
        "Floaters and flashes",
        "How to use <your> eye drops & ointment",
        "Laser treatment with the old machine",
    ]


def test_what_stands_is_shown_as_what_it_is() -> None:
    text = words(page_text())
    assert "Draft. Not clinically reviewed." in text
    assert "Not up to date. The text has changed since." in text
    assert "Withdrawn. Do not use this leaflet. Read instead: Dry eyes" in text
    assert "laser/en/laser.pdf" not in page_text(), "what is withdrawn is not offered"
    assert "Version 2.1. Reviewed February 1, 2026. Next review due" in text


def test_today_decides_only_what_is_overdue() -> None:
    before, after = date(2025, 5, 1), date(2025, 5, 2)
    assert "Review was due on May 1, 2025." in words(page_text(after))
    assert "Review was due" not in words(page_text(before))
    as_of_before = render(library(), as_of=before, searchable=True)
    as_of_after = render(library(), as_of=after, searchable=True)
    differing = {n for n in as_of_before if as_of_before[n] != as_of_after[n]}
    assert differing == {FRONT}


def test_a_shared_code_is_one_topic_in_every_language() -> None:
    page = tinyhtml5.parse(page_text(), namespace_html_elements=False)
    choices = [option.text for option in page.iterfind(".//select[@id='topic']/option")]
    assert choices == [
        "All topics",
        "Cataract",
        "Dry eye syndrome",
        "Eye drops",
        "Eye surgery",
    ]


def test_the_page_is_in_the_language_of_most_leaflets() -> None:
    spanish = [one for one in manifests().items() if one[1]["language"] in {"es", "ar"}]
    only_spanish = catalogue(spanish[:1], Publisher())
    page = render(only_spanish, as_of=small_library.AS_OF, searchable=False)
    assert '<html lang="es" dir="ltr">' in page[FRONT].decode()
    assert "Información" in words(page[FRONT].decode())
    arabic = render(
        catalogue(spanish[1:], Publisher()),
        as_of=small_library.AS_OF,
        searchable=False,
    )
    assert '<html lang="ar" dir="rtl">' in arabic[FRONT].decode()


def test_a_language_of_several_countries_can_be_chosen_as_a_whole(
    tmp_path: Path,
) -> None:
    def choices(*languages: str) -> list[tuple[str | None, str | None]]:
        page = tinyhtml5.parse(
            page_in(tmp_path, *languages).read_text("utf-8"),
            namespace_html_elements=False,
        )
        options = page.iterfind(".//select[@id='language']/option")
        return [(option.get("value"), option.text) for option in options][1:]

    regions = [
        ("en-GB", "English (United Kingdom)"),
        ("en-US", "English (United States)"),
    ]
    assert choices("en-GB", "en-US", "es") == [
        ("en", "English"),
        *regions,
        ("es", "Español"),
    ]
    told = words((tmp_path / "index.html").read_text("utf-8"))
    assert "Languages: 2." in told, "one language of two countries is one"
    assert choices("en", "en-GB")[:1] == [("en", "English")]
    assert choices("en-GB", "es")[:1] == [("en-GB", "English")]


def test_words_nobody_has_translated_are_said_to_be_english() -> None:
    made = [one for one in manifests().items() if one[1]["language"] == "pt-BR"]
    page = render(
        catalogue(made, Publisher()), as_of=small_library.AS_OF, searchable=False
    )
    assert '<html lang="en" dir="ltr">' in page[FRONT].decode()


def test_the_publishers_logo_stands_for_its_name(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"/>'
    write(tmp_path, "good", GOOD)
    (tmp_path / "source/mark.svg").write_text(svg, encoding="utf-8")
    stated = "name: Harbour Clinic\nlogo: mark.svg\nlogo_alt: Harbour\n"
    publisher = tmp_path / "source/publisher.yaml"
    publisher.write_text(stated, encoding="utf-8")
    assert run_publish("build", "--as-of", AS_OF, cwd=tmp_path).returncode == 0
    page = (tmp_path / "build/index.html").read_text("utf-8")
    (found,) = re.findall(r'<img class="logo" src="([^"]+)" alt="Harbour"', page)
    assert "<svg" in (tmp_path / "build" / found).read_text("utf-8")
    publisher.write_text("name: Harbour Clinic\n", encoding="utf-8")
    assert run_publish("build", "--as-of", AS_OF, cwd=tmp_path).returncode == 0
    page = (tmp_path / "build/index.html").read_text("utf-8")
    assert '<p class="site-name">Harbour Clinic</p>' in page
    assert not (tmp_path / "build" / found).exists()


def test_the_style_sheet_is_small() -> None:
    files = render(library(), as_of=small_library.AS_OF, searchable=True)
    assert len(files[PurePosixPath("assets/library.css")]) < SMALL_SHEET


def test_a_manifest_of_strangers_is_passed_over() -> None:
    place = PurePosixPath("a/en")
    good = next(iter(manifests().values()))
    for harm in ({"status": "new"}, {"files": None}, {"dates": {"on": "2026-01-01"}}):
        assert catalogue([(place, good | harm)], Publisher()).publications == ()
    assert catalogue([(place, {})], Publisher()).publications == ()


def test_a_manifest_of_before_is_still_read() -> None:
    needed = ("id", "language", "title", "status", "state", "dates", "files")
    old = {key: next(iter(manifests().values()))[key] for key in needed}
    (one,) = catalogue([(PurePosixPath("a/en"), old)], Publisher()).publications
    assert one.subjects == ()
    assert one.description is None


def test_what_has_not_changed_is_not_written_and_what_is_gone_goes(build: Path) -> None:
    first = front(build)
    assert build / "feed.xml" in first.files
    assert first.files[-1] == build / "index.html", "the front page comes last"
    assert front(build).files == ()
    front(build, replace(PUBLISHER, base_url=None))
    for name in ("feed.xml", "opds.xml", "opds.json", "sitemap.xml", "assets/covers"):
        assert not (build / name).is_file()
    left = {path.name for path in build.glob("assets/*/*") if path.is_file()}
    assert not any(name.endswith((".json.part", ".png")) for name in left)


def test_the_same_library_has_the_same_bytes(build: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "build"
    write_library(other)
    front(build)
    front(other)
    ours = [p for p in other.rglob("*") if p.is_file()]
    assert ours
    for path in ours:
        assert path.read_bytes() == (build / path.relative_to(other)).read_bytes()


def test_without_pagefind_the_build_says_so(
    build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "installed", lambda: False)
    made = front(build)
    (finding,) = made.findings
    assert finding.rule == "search-in-titles-only"
    assert "Pagefind is not installed" in finding.message
    assert "plainleaf[search]" in finding.hint
    assert not (build / "assets/search").exists()
    assert 'data-search=""' in (build / "index.html").read_text("utf-8")


def test_where_no_page_was_built_none_is_searched(tmp_path: Path) -> None:
    """After --format pdf,epub there is nothing to index, which is nobody's fault."""
    build = tmp_path / "build"
    write_library(build)
    for page in build.glob("*/*/index.html"):
        page.unlink()
    made = front(build)
    (finding,) = made.findings
    assert "no leaflet here has a web page" in finding.message
    assert "--format html" in finding.hint
    assert 'data-search=""' in (build / "index.html").read_text("utf-8")


def test_an_empty_build_has_no_front_page(tmp_path: Path) -> None:
    assert front(tmp_path) == Front(None)
    assert list(tmp_path.iterdir()) == []


def test_a_build_writes_it_for_all_that_stands(tmp_path: Path) -> None:
    write(tmp_path, "good", GOOD)
    write(tmp_path, "other", GOOD.replace("A good leaflet", "Another leaflet"))
    ran = run_publish("build", "good", "--as-of", AS_OF, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.splitlines()[-1] == "the front page: build/index.html"
    run_publish("build", "other", "--as-of", AS_OF, cwd=tmp_path)
    write(tmp_path, "good", GOOD.replace("All is well.", "All <i>is</i> well."))
    ran = run_publish("build", "--as-of", AS_OF, cwd=tmp_path)
    assert ran.returncode == 1
    page = words((tmp_path / "build/index.html").read_text("utf-8"))
    assert "A good leaflet" in page
    assert "Another leaflet" in page
    assert page.count("Not up to date.") == 1
    told = json.loads((tmp_path / "build/catalogue.json").read_text("utf-8"))
    states = {one["id"]: one["state"] for one in told["publications"]}
    assert states == {"good": "stale", "other": "current"}


def test_every_link_leads_to_a_file(built: Path) -> None:
    page = tinyhtml5.parse(
        (built / "index.html").read_text("utf-8"), namespace_html_elements=False
    )
    links = [link.get("href", "") for name in ("a", "link") for link in page.iter(name)]
    near = [link for link in links if ":" not in link and not link.startswith("#")]
    assert len(near) > len(list(built.glob("*/*/manifest.json")))
    assert [link for link in near if not (built / link).is_file()] == []


def arabic_page(folder: Path) -> Path:
    """Write the front page of two leaflets in Arabic alone; return its path."""
    return page_in(folder, "ar", "ar")


def page_in(folder: Path, *languages: str) -> Path:
    """Write the front page of a leaflet in each of the languages; return its path."""
    stated = manifests()[PurePosixPath("cataract-surgery", languages[0][:2])]
    made = [
        (
            PurePosixPath(f"leaflet-{number}", tag),
            stated | {"id": f"leaflet-{number}", "language": tag},
        )
        for number, tag in enumerate(languages)
    ]
    files = render(
        catalogue(made, Publisher()), as_of=small_library.AS_OF, searchable=False
    )
    for name, raw in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)
    return folder / FRONT


def test_it_passes_the_browser_and_the_nu_checker(build: Path) -> None:
    """Ten modes: light, dark, forced colours, 320 px, zoom, print, no script, ..."""
    front(build)
    pages = [build / "index.html", arabic_page(build / "in-arabic")]
    sheet = build / "assets/library.css"
    browser, nu = require("browser"), require("nu")
    assert nu.validate([*pages, sheet]) == {path: [] for path in (*pages, sheet)}
    found = browser.check_pages(pages, root=build, first_view=130_000)
    assert found == {path: [] for path in pages}


def test_people_find_by_keyboard_alone(build: Path) -> None:
    require("browser")
    assert front(build).findings == (), "Pagefind is a test tool: make test installs it"
    page_in(build / "regions", "en-GB", "en-US", "es")
    request = json.dumps({"root": str(build)})
    seen = json.loads(machine.run_node("library.mjs", request))
    everything = seen["served"]["first"]
    for way in ("served", "file"):
        did = seen[way]
        assert did["trouble"] == []
        assert len(did["first"]["titles"]) == len(library().leaflets())
        assert did["folded"]["titles"] == ["Cataract surgery: before, during and after"]
        assert did["folded"]["count"] == "Leaflets shown: 1 of 6."
        assert did["none"]["titles"] == []
        assert did["none"]["count"].startswith("No leaflet fits.")
        assert did["entered"] == did["none"], "the return key sends nothing"
        assert did["reset"]["titles"] == everything["titles"]
        assert did["reset"]["count"] == everything["count"]
        assert did["language"]["titles"] == ["A sua consulta"]
        assert did["language"]["languages"] == ["Português"]
        assert did["topic"]["titles"] == ["Cataract surgery: before, during and after"]
        assert did["topic"]["languages"] == ["English", "Español", "العربية"]
        assert did["firstLink"] == "Cataract surgery: before, during and after"
        assert did["skipped"] == "A sua consulta"
    assert seen["served"]["inText"]["titles"] == ["Dry eyes"]
    (quoted,) = seen["served"]["inText"]["found"]
    assert "A humidifier helps" in quoted
    assert quoted.startswith("…")
    assert quoted.endswith("…")
    assert seen["file"]["inText"]["titles"] == [], "a file has no full-text search"
    assert seen["served"]["language"]["query"] == "?language=pt-BR"
    assert seen["linked"]["languages"] == ["Español"]
    regions = {"English (United Kingdom)", "English (United States)"}
    assert set(seen["regions"]["languages"]) == regions
    assert seen["scriptless"]["titles"] == everything["titles"]
    assert not seen["scriptless"]["form"]
