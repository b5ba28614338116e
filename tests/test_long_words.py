"""Words that are longer than a line, and boxes in boxes: everyday, if not common."""

from pathlib import Path, PurePosixPath

import pytest
from validators.required import require

from plainleaf.check.markup import parse_html
from plainleaf.model import Publication, Source
from plainleaf.parse import parse
from plainleaf.render import embed, html
from plainleaf.render.styles import style

WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
ADDRESS = (
    "https://www.clinic.example/services/physiotherapy/knees/leaflet-version-12.html"
)
TEXT = f"""---
title: {WORD}
license: {ADDRESS}
---

## {WORD}

::: facts
{WORD}
: {WORD}
: {ADDRESS}
:::

::: {{.table caption="{WORD} {ADDRESS}" row-headers=1}}
| What | {WORD} |
|---|---|
| Law | {ADDRESS} |
:::

::: {{.table caption="Five columns" row-headers=1}}
| Examination | Preparation | Duration | Department | Telephone |
|---|---|---|---|---|
| Ultrasonography | Nothing to eat | Short | Gastroenterology | 01632 |
:::

:::: {{.care level=urgent}}
### Call us today

::: checklist
### Take with you

- {WORD}
:::
::::

::: promo
[{WORD} {ADDRESS}](https://clinic.example/){{.action}}
:::
"""


def long_words() -> Publication:
    made, _ = parse(
        Source(
            path=PurePosixPath("source/words/de.md"),
            leaflet="words",
            language="en",
            raw=TEXT.encode(),
            files={},
            publisher_path=PurePosixPath("publisher.yaml"),
            publisher_raw=b"name: Clinic\n",
        )
    )
    assert made is not None
    return made


@pytest.mark.parametrize("mode", ["320 px", "200 % text", "text spacing"])
def test_no_word_sticks_out(tmp_path: Path, mode: str) -> None:
    publication = long_words()
    pages = []
    for rendition, name in (
        (html.render(publication, downloads=(), siblings=()), html.PAGE),
        (embed.render(publication, downloads=()), PurePosixPath("embed/embed.html")),
    ):
        for path, raw in rendition.files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw)
        pages.append(tmp_path / name)
    found = require("browser").check_pages(
        pages, root=tmp_path, only=dict.fromkeys(pages, mode)
    )
    sideways = {
        page: [line for line in lines if "horizontal scroll" in line]
        for page, lines in found.items()
    }
    assert sideways == {page: [] for page in pages}


def test_only_cells_with_such_words_may_break_them() -> None:
    page = html.render(long_words(), downloads=(), siblings=())
    root = parse_html(page.files[html.PAGE]).root
    breaking = [
        cell.text()
        for cell in root.all("th", "td")
        if "long-word" in cell.get("class").split()
    ]
    assert breaking == [WORD, ADDRESS]


def test_a_box_in_a_card_keeps_a_title_of_its_own() -> None:
    """A colour for the title of a card is for that alone: not for a list inside it."""
    for line in style(*html.STYLES).splitlines():
        for kind in ("care-urgent", "care-emergency", "callout-warning"):
            assert f".{kind} .callout-title" not in line


def test_a_tick_is_the_same_in_every_direction() -> None:
    sheet = style(*html.STYLES)
    _, tick = sheet.split(".advice-do > ul > li::before {", 1)
    drawn = tick.split("}", 1)[0]
    assert "border-right-width" in drawn
    assert "inline-end" not in drawn
