"""A hundred features, each alone: heard whole, reported, and valid."""

from pathlib import Path

import pytest
import tag_tree
from snippet_files import Snippet, snippets
from validators import verapdf

SNIPPETS = snippets()
KINDS = (
    ("ua-1", False, ("ua1",)),
    ("ua-2", False, ("ua2", "wtpdf")),
    ("ua-1", True, ("ua1", "2a")),
    ("ua-2", True, ("ua2", "wtpdf", "4")),
)


def named(snippet: Snippet) -> str:
    return snippet.name


@pytest.mark.parametrize("snippet", SNIPPETS, ids=named)
@pytest.mark.parametrize("profile", ["ua-1", "ua-2"])
def test_every_word_is_heard_once_and_in_order(snippet: Snippet, profile: str) -> None:
    tagged = snippet.build(profile)
    tree = tag_tree.read(tagged.pdf)
    assert tree.words == snippet.words
    assert tree.unheard == []
    assert [page.untagged for page in tree.pages] == [0] * len(tree.pages)
    assert {problem.rule for problem in tagged.problems} == set(snippet.problems)


@pytest.mark.parametrize(("profile", "archival", "flavours"), KINDS)
def test_verapdf_accepts_all_but_authors_faults(
    profile: str, *, archival: bool, flavours: tuple[str, ...], tmp_path: Path
) -> None:
    assert verapdf.missing() is None
    files = {}
    for snippet in SNIPPETS:
        path = tmp_path / f"{snippet.name}.pdf"
        path.write_bytes(snippet.build(profile, archival=archival).pdf)
        files[path] = snippet
    for flavour in flavours:
        found = verapdf.validate(flavour, list(files))
        refused = {files[path].name: said for path, said in found.items() if said}
        faulty = {s.name for s in SNIPPETS if flavour in s.invalid}
        assert set(refused) == faulty, refused
