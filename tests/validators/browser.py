"""Finished pages in a real Chromium, in every way a reader may have set it."""

import json
import os.path
from collections.abc import Mapping, Sequence
from pathlib import Path

from validators import machine

# What a first look at a page may cost, in bytes before compression: some ten seconds on
# a slow mobile line.
FIRST_VIEW = 500_000


def missing() -> str | None:
    """Say what is not there and how to get it; None when all is."""
    return machine.node_missing("playwright-core", "axe-core")


def check_pages(
    files: Sequence[Path],
    screenshots: Path | None = None,
    *,
    root: Path | None = None,
    first_view: int = FIRST_VIEW,
    only: Mapping[Path, str] | None = None,
) -> dict[Path, list[str]]:
    """Open each page in twelve modes, in one browser, without a network.

    The modes: light, dark, forced colours, forced dark, 320 px, 200 % text, 400 % zoom,
    text spacing (WCAG 2.2, 1.4.12), print, no script. In each: axe-core (WCAG 2.2 A and
    AA, best practice), requests that leave the machine, files that are not there,
    script errors, sideways scrolling, clipped text. Besides: pictures that are broken
    or out of shape, pictures whose ground goes where the reader's colours replace the
    page's, movement and layout shift, the bytes of the first view, text under 12 px,
    text that does not grow, sideways scrolling in windows of 320 px to 1280 px, words
    lost on paper or without script (all but ``data-furniture``; closed ``details``
    count as open on paper), and at each tab stop a focus that is seen. In two further
    modes, a wide window and a narrow one, the pictures come when all else has been
    painted, and nothing may move.

    A page in ``only`` is looked at in the mode named there and in "light" alone.
    ``root`` is the folder that is served (by default the nearest that holds all files);
    ``screenshots`` a folder for a picture of each page in each mode. Gives for each
    file its findings as ``mode: what``; one that several modes have is told once.
    """
    paths = machine.every_file(files)
    resolved = [str(path.resolve()) for path in paths]
    served = root.resolve() if root else _nearest(resolved)
    if screenshots:
        screenshots.mkdir(parents=True, exist_ok=True)
    request = {
        "files": resolved,
        "root": str(served),
        "screenshots": str(screenshots.resolve()) if screenshots else None,
        "firstView": first_view,
        "only": {str(path.resolve()): mode for path, mode in (only or {}).items()},
    }
    minutes = 5 + len(paths)
    answer = machine.run_node("pages.mjs", json.dumps(request), minutes=minutes)
    found: list[list[str]] = json.loads(answer)
    return dict(zip(paths, found, strict=True))


def _nearest(files: list[str]) -> Path:
    return Path(os.path.commonpath([Path(file).parent for file in files]))
