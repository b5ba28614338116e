"""pdf.js, page by page, in an old and a new version, run by Node."""

import json
import tempfile
from pathlib import Path
from typing import Any

from validators import machine

from witnesses.cells import Headings, Node, announced

OLD, NEW = "pdfjs-dist-2", "pdfjs-dist"
PROGRAM = Path(__file__).with_name("pdfjs.mjs")


def missing() -> str | None:
    """Say what is not there and how to get it; None when all is."""
    return machine.node_missing(OLD, NEW, browser=False)


def headings(path: Path, package: str) -> Headings:
    """Return the headings of every data cell, as its page alone gives them."""
    return announced(pages(path, package))


def pages(path: Path, package: str) -> list[Node]:
    """Return what pdf.js shows of the structure tree, page by page."""
    with tempfile.TemporaryDirectory(prefix="plainleaf-pdfjs-") as folder:
        answer = Path(folder, "pages.json")
        node = machine.node()
        if node is None:
            raise machine.ToolFailedError(missing() or "Node")
        ended = machine.run(
            [node, PROGRAM, machine.NODE_MODULES / package, path.resolve(), answer]
        )
        if ended.returncode != 0 or not answer.exists():
            raise machine.ToolFailedError(f"{package}: {ended.stderr.strip()[-2000:]}")
        return [_node(page) for page in json.loads(answer.read_text("utf-8"))]


def _node(told: Any) -> Node:
    return Node(told["role"], told["text"], tuple(map(_node, told["kids"])))
