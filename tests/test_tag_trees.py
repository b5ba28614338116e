"""What listeners hear of each handout under source/, as files that people read.

`pytest --update-golden tests/test_tag_trees.py` writes them anew after a change of a
text, a template or the tagger; the difference is reviewed like code. Large print is
heard alike, but for its labelled rows; parity compares its words and shape.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf
import pytest

from plainleaf.check.dump import dump
from plainleaf.check.structure import read_tree

GOLDEN = Path(__file__).parent / "cases" / "tag_trees"
_PAGE_NUMBER = re.compile(r" \d+'")


def heard(path: Path) -> str:
    """Return the structure tree of a handout without what layout decides alone.

    Pages' edges are tested elsewhere, and numbers of pages in the list of contents
    change with every line that is added.
    """
    with pikepdf.open(path) as file:
        lines = dump(read_tree(file)).splitlines(keepends=True)
    return "".join(_settled(lines))


def _settled(lines: Iterable[str]) -> Iterator[str]:
    contents = None
    for line in lines:
        depth = len(line) - len(line.lstrip())
        if contents is not None and depth <= contents:
            contents = None
        if line.strip() == "TOC" and contents is None:
            contents = depth
        if line.startswith(("page ", "  art")):
            continue
        yield _PAGE_NUMBER.sub("'", line) if contents is not None else line


def test_every_handout_is_heard_as_it_was_read(
    built: Path, *, update_golden: bool
) -> None:
    handouts = sorted(built.glob("*/*/*.pdf"))
    ordinary = [path for path in handouts if "-large-print" not in path.name]
    made = {f"{path.stem}.{path.parent.name}.txt": heard(path) for path in ordinary}
    assert made, "nothing was built"
    if update_golden:
        GOLDEN.mkdir(exist_ok=True)
        for left in GOLDEN.glob("*.txt"):
            left.unlink()
        for name, tree in made.items():
            (GOLDEN / name).write_text(tree, encoding="utf-8")
    known = {path.name: path.read_text("utf-8") for path in GOLDEN.glob("*.txt")}
    differences = [
        line
        for name in sorted(made.keys() | known.keys())
        for line in difflib.unified_diff(
            known.get(name, "").splitlines(),
            made.get(name, "").splitlines(),
            name,
            "made now",
            lineterm="",
        )
    ]
    if differences:
        pytest.fail("\n".join(differences), pytrace=False)


def test_no_handout_has_marks_that_nobody_claims(built: Path) -> None:
    for path in sorted(built.glob("*/*/*.pdf")):
        with pikepdf.open(path) as file:
            tree = read_tree(file)
        assert tree.unclaimed == (), path.name
        assert [page.untagged for page in tree.pages if page.untagged] == [], path.name
