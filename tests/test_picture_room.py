"""Room for pictures: a page keeps as much of it before they come as after."""

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from pictures_made import bitmap
from validators.required import require

from plainleaf.addresses import PUBLISHER_FOLDER
from plainleaf.model import Image, PageMap, Publication, Source
from plainleaf.parse import parse
from plainleaf.render import embed, epub, html
from plainleaf.render.picture_room import (
    LOGO,
    book_rules,
    fragment_rules,
    page_rules,
    picture_rule,
)

TEXT = """---
title: Pictures of every shape
---

## Pictures

A wide one without words, as an ornament.

![](images/wide.png){.decorative}

![A tall one](images/tall.png)

A tall one comes with its caption.

![A small one](images/small.png)

Of all, [30 in 100]{.risk of="people" event="feel sick"}.
"""
SIZES = {"wide": (2400, 300), "tall": (900, 1800), "small": (120, 90)}


def pictured(logo: tuple[int, int]) -> Publication:
    """Return a leaflet with pictures of every shape, under a logo of some size."""
    files = {
        PurePosixPath(f"images/{name}.png"): bitmap("PNG", size)
        for name, size in SIZES.items()
    }
    files[PUBLISHER_FOLDER / "logo.png"] = bitmap("PNG", logo)
    made, _ = parse(
        Source(
            path=PurePosixPath("source/pictures/en.md"),
            leaflet="pictures",
            language="en",
            raw=TEXT.encode(),
            files=files,
            publisher_path=PurePosixPath("publisher.yaml"),
            publisher_raw=b"name: Clinic\nlogo: logo.png\nlogo_alt: Clinic\n",
        )
    )
    assert made is not None
    return made


def unpacked(files: Mapping[PurePosixPath, bytes]) -> list[bytes]:
    (book,) = files.values()
    with ZipFile(io.BytesIO(book)) as opened:
        return [opened.read(name) for name in opened.namelist()]


def image(width: int, height: int) -> Image:
    return Image(PurePosixPath("images/a.png"), "image/png", width, height, b"")


def test_a_picture_has_the_width_that_all_limits_leave() -> None:
    assert picture_rule("figure img", image(320, 160), "em") == (
        'figure img[width="320"][height="160"] '
        "{ inline-size: 20em; max-block-size: none; max-inline-size: 100%; }\n"
    )
    for size, width in (((900, 200), 18), ((300, 600), 2), ((64, 32), 4)):
        rule = picture_rule(".logo", image(*size), "rem", LOGO)
        assert f"inline-size: {width}rem;" in rule


def test_every_picture_of_an_edition_has_a_rule_of_its_own() -> None:
    publication = pictured((900, 200))
    page = html.render(publication, downloads=(), siblings=())
    kit = embed.render(publication, downloads=())
    for rules, markup in (
        (page_rules(publication), page.files[html.PAGE].decode()),
        (
            fragment_rules(publication),
            kit.files[PurePosixPath("embed/embed.html")].decode(),
        ),
    ):
        sizes = re.findall(r'<img [^>]*width="(\d+)" height="(\d+)"', markup)
        assert len(sizes) >= len(SIZES) + 1
        for width, height in sizes:
            assert f'[width="{width}"][height="{height}"]' in rules
    assert page_rules(publication) in page.files[html.ASSETS / "page.css"].decode()
    style = kit.files[PurePosixPath("embed/fragment.css")].decode()
    assert fragment_rules(publication) in style


def test_a_book_shows_small_pictures_small_and_flat_logos_in_their_box() -> None:
    publication = pictured((900, 150))
    rules = book_rules(publication)
    for expected in (
        '.logo[width="900"][height="150"] { width: min(100%, 18em, 510vh); }',
        'figure img[width="120"][height="90"] { width: min(100%, 7.5em, 113.33vh); }',
        'figure img[width="900"][height="1800"] { width: min(100%, 56.25em, 42.5vh); }',
        '[width="2400"][height="300"] { width: min(100%, 150em, 680vh); }',
    ):
        assert expected in rules
    stamp = datetime(2000, 1, 1, tzinfo=UTC)
    book = epub.render(publication, pages=PageMap(0, {}), stamp=stamp)
    assert any(rules.encode() in raw for raw in unpacked(book.files))


def test_nothing_moves_and_nothing_is_bent(tmp_path: Path) -> None:
    """In a browser, with pictures that come late, in wide and in narrow windows."""
    flat, high = pictured((900, 200)), pictured((300, 600))
    pages = []
    for name, made in (
        ("flat", html.render(flat, downloads=(), siblings=())),
        ("flat", embed.render(flat, downloads=())),
        ("high", html.render(high, downloads=(), siblings=())),
    ):
        for path, raw in made.files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw)
            if path.name in {"index.html", "embed.html"}:
                pages.append(file)
    found = require("browser").check_pages(pages, root=tmp_path)
    assert len(found) == 3
    assert found == {page: [] for page in pages}
