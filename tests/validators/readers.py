"""E-books in the engines of real readers: foliate-js, epub.js, Readium (Thorium)."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from validators import machine

ENGINES: Final = ("foliate", "epubjs")
EVERY_ENGINE: Final = (*ENGINES, "readium")
PHONE: Final = (390, 844)
DESKTOP: Final = (1280, 800)


def missing() -> str | None:
    """Say what is not there and how to get it; None when all is."""
    return machine.node_missing(
        "playwright-core", "axe-core", "foliate-js", "epubjs", "jszip"
    )


def read_books(
    files: Sequence[Path],
    *,
    engines: Sequence[str] = ENGINES,
    screenshots: Path | None = None,
    size: tuple[int, int] = PHONE,
    text_percent: int = 100,
    dark: bool = False,
) -> dict[Path, list[str]]:
    """Open each EPUB in each engine, in one browser, and page through all of it.

    Examined: every link of the contents, page list and landmarks; and in every chapter
    images, style sheets, fonts, drawings, formulas, language and direction, what is
    wider than the column, sticks out of it or is clipped, errors, requests that leave
    the machine, and axe-core. ``size`` is the window in CSS px, ``text_percent`` the
    reader's text size, ``dark`` gives it a reader's colours for the night,
    ``screenshots`` is a folder for a picture of each page. Gives for each file its
    findings as ``engine: chapter: what``; one that cannot be opened is "not read".
    """
    if "readium" in engines:
        absent = machine.node_missing("@readium/navigator", "@readium/shared")
        if absent:
            raise machine.ToolFailedError(f"Readium cannot run: missing {absent}")
    paths = machine.every_file(files)
    if screenshots:
        screenshots.mkdir(parents=True, exist_ok=True)
    request = {
        "files": [str(path.resolve()) for path in paths],
        "engines": list(engines),
        "screenshots": str(screenshots.resolve()) if screenshots else None,
        "size": {"width": size[0], "height": size[1]},
        "textPercent": text_percent,
        "dark": dark,
    }
    minutes = 5 + 3 * len(paths) * len(engines)
    answer = machine.run_node("readers.mjs", json.dumps(request), minutes=minutes)
    found: list[list[str]] = json.loads(answer)
    return dict(zip(paths, found, strict=True))
