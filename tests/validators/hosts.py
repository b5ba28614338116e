"""A leaflet inside pages of somebody else, in a real Chromium."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from validators import machine

PACKAGES = ("bootstrap", "tailwindcss", "nhsuk-frontend", "@uswds/uswds")
"""The npm packages that bring the style sheets of real host sites."""


@dataclass(frozen=True, slots=True)
class Case:
    """A host's page without and with a leaflet: names under the served folder.

    `styled` says whether the leaflet's own style sheet is there.
    """

    name: str
    without: str
    with_leaflet: str
    styled: bool = True


def missing() -> str | None:
    """Say what is not there and how to get it; None when all is."""
    return machine.node_missing("playwright-core", "axe-core", *PACKAGES)


def style_sheet(name: str) -> Path:
    """Give the path of a style sheet in an npm package."""
    return machine.NODE_MODULES / name


def visit(
    cases: Sequence[Case],
    *,
    root: Path,
    mirror: tuple[str, Path],
    screenshots: Path | None = None,
) -> dict[str, list[str]]:
    """Open each host's page without and with its leaflet, and compare.

    Findings are: what axe-core says of the second and not of the first; any style of
    the host's own elements that changed; promises of the style sheet that do not hold
    (boxes, lists, headings, links, tables, words on paper); sideways scrolling and
    clipped text that the leaflet brings, at 320 px, in a zoomed window and with the
    text spacing of WCAG 2.2, 1.4.12; requests that leave the machine; errors, those of
    a Content-Security-Policy among them. ``mirror`` is a web address and the folder
    that stands for it. Gives the findings of each case by its name.
    """
    if not cases:
        raise ValueError("no host was given to visit")
    request = _request(root, mirror, screenshots) | {
        "cases": [asdict(c) for c in cases]
    }
    answer = machine.run_node("hosts.mjs", json.dumps(request), minutes=15)
    found: list[list[str]] = json.loads(answer)
    return {case.name: said for case, said in zip(cases, found, strict=True)}


def try_frame(
    page: str, *, root: Path, mirror: tuple[str, Path], screenshots: Path | None = None
) -> dict[str, object]:
    """Open a page with a framed leaflet and use it as a reader would.

    Gives the heights of the frame and of its text, how far the page scrolled after a
    link inside the leaflet, where a link out of it led, and whether a message of a
    stranger was believed.
    """
    request = _request(root, mirror, screenshots) | {"frame": page}
    answer = machine.run_node("hosts.mjs", json.dumps(request), minutes=5)
    told: dict[str, object] = json.loads(answer)
    return told


def hear_card(
    page: str, *, root: Path, mirror: tuple[str, Path]
) -> dict[str, list[dict[str, object]]]:
    """Open a page with a card as WordPress frames it and hear what the card says.

    Gives the messages at the first, after WordPress's "ready", and after a click.
    """
    request = _request(root, mirror, None) | {"card": page}
    answer = machine.run_node("hosts.mjs", json.dumps(request), minutes=5)
    told: dict[str, list[dict[str, object]]] = json.loads(answer)
    return told


def try_copies(
    page: str, *, root: Path, mirror: tuple[str, Path]
) -> list[dict[str, str]]:
    """Open a page and use its copy buttons by keyboard.

    Gives of each the button's name, what was said, and what is on the clipboard.
    """
    request = _request(root, mirror, None) | {"copied": page}
    answer = machine.run_node("hosts.mjs", json.dumps(request), minutes=5)
    copied: list[dict[str, str]] = json.loads(answer)
    return copied


def try_sandbox(page: str, *, root: Path, mirror: tuple[str, Path]) -> dict[str, bool]:
    """Open a page with a sandboxed leaflet and card; say what readers can do in them.

    Whether the frame says its height, and whether a telephone number, a link and a
    download are followed.
    """
    request = _request(root, mirror, None) | {"sandboxed": page}
    answer = machine.run_node("hosts.mjs", json.dumps(request), minutes=5)
    could: dict[str, bool] = json.loads(answer)
    return could


def _request(
    root: Path, mirror: tuple[str, Path], screenshots: Path | None
) -> dict[str, object]:
    if screenshots:
        screenshots.mkdir(parents=True, exist_ok=True)
    address, folder = mirror
    return {
        "root": str(root.resolve()),
        "mirror": {"address": address, "folder": str(folder.resolve())},
        "screenshots": str(screenshots.resolve()) if screenshots else None,
    }
