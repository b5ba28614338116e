"""The guide, and everything else under source/, in the five validators.

One JVM and one browser for all files. A missing validator fails by its name unless
`PLAINLEAF_WITHOUT` says aloud that it is to be done without.
"""

from pathlib import Path

import pytest
from validators.readers import DESKTOP, EVERY_ENGINE, PHONE
from validators.required import require


def files(built: Path, pattern: str) -> list[Path]:
    found = sorted(built.glob(f"*/*/{pattern}"))
    assert found, f"nothing was built as {pattern}"
    return found


def faults(found: dict[Path, list[str]], built: Path) -> dict[str, list[str]]:
    return {str(path.relative_to(built)): said for path, said in found.items() if said}


def test_handouts_are_pdf_ua_1(built: Path) -> None:
    verapdf = require("verapdf")
    found = verapdf.validate("ua1", files(built, "*.pdf"))
    assert faults(found, built) == {}


def test_books_pass_epubcheck(built: Path) -> None:
    epubcheck = require("epubcheck")
    assert faults(epubcheck.validate(files(built, "*.epub")), built) == {}


def test_books_pass_ace(built: Path) -> None:
    ace = require("ace")
    assert faults(ace.validate(files(built, "*.epub")), built) == {}


def test_pages_pass_the_nu_checker(built: Path) -> None:
    nu = require("nu")
    assert faults(nu.validate(files(built, "index.html")), built) == {}


def test_pages_pass_axe_and_eyes_in_every_mode(built: Path) -> None:
    """Light, dark, forced colours, 320 px, zoom, text spacing, print, no script."""
    browser = require("browser")
    found = browser.check_pages(files(built, "index.html"), first_view=150_000)
    assert faults(found, built) == {}


@pytest.mark.wide
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("text_percent", [100, 200])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_books_open_in_reading_systems(
    built: Path,
    size: tuple[int, int],
    text_percent: int,
    dark: bool,  # noqa: FBT001
) -> None:
    """Every e-book in every engine: contents, page lists, pages, axe in chapters."""
    found = require("readers").read_books(
        files(built, "*.epub"),
        engines=EVERY_ENGINE,
        size=size,
        text_percent=text_percent,
        dark=dark,
    )
    assert faults(found, built) == {}
