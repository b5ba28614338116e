"""The structure tree: the headings that each data cell names in its Headers."""

from pathlib import Path

import pikepdf

from plainleaf.check.structure import read_tree
from witnesses.cells import Headings


def headings(path: Path) -> Headings:
    """Return the headings of every data cell, as the whole file's tree gives them."""
    with pikepdf.open(path) as pdf:
        cells = [
            placed.element
            for placed in read_tree(pdf).walk()
            if placed.element.type in {"TH", "TD"}
        ]
    names = {cell.id: _words(cell.text()) for cell in cells if cell.type == "TH"}
    found: Headings = {}
    for cell in cells:
        if cell.type == "TD" and _words(cell.text()):
            named = cell.attributes.get("Headers", ())
            ids = named if isinstance(named, tuple) else (named,)
            found[_words(cell.text())] = tuple(
                names[name] for name in ids if isinstance(name, str) and name in names
            )
    return found


def _words(text: str) -> str:
    return " ".join(text.split())
