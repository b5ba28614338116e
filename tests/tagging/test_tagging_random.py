"""Documents that nobody thought of: valid, and every word heard once."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import tag_tree
from random_documents import Writer
from typeface import faces
from validators.required import require
from weasyprint import HTML

from plainleaf.tagging import write_tagged

DOCUMENTS = 60
LOST = {"lost-note", "unprinted-text"}
CELLS = {"TD", "TH"}


def misnested(element: tag_tree.Heard) -> Iterator[str]:
    """Yield what no listener should meet: empty elements, links in links."""
    for tag in element.walk():
        says_something = tag.kids or tag.annotations or "Alt" in tag.attributes
        if not says_something and tag.tag not in CELLS:
            yield f"{tag.tag} is empty"
        inner = [kid.tag for kid in tag.walk() if kid is not tag]
        if tag.tag == "Link" and "Link" in inner:
            yield "a link in a link"
        words = [kid for kid in tag.kids if isinstance(kid, str) and kid.strip()]
        if tag.tag in {"L", "LI", "Table", "TR", "Sect", "BlockQuote"} and words:
            yield f"loose words in {tag.tag}"


@pytest.mark.wide
@pytest.mark.parametrize(("profile", "flavour"), [("ua-1", "ua1"), ("ua-2", "ua2")])
def test_random_documents_are_valid_and_every_word_is_heard_once(
    tmp_path: Path, profile: str, flavour: str
) -> None:
    css, fonts = faces()
    files = []
    for seed in range(DOCUMENTS):
        written = Writer(seed)
        made = write_tagged(
            HTML(string=written.html),
            profile=profile,
            stylesheets=[css],
            font_config=fonts,
        )
        read = tag_tree.read(made.pdf)
        heard = re.findall(r"w\d+", " ".join(read.words))
        # The engine loses some of what is positioned; the tagger says so.
        if not LOST & {problem.rule for problem in made.problems}:
            assert sorted(heard) == sorted(written.words), seed
        assert list(misnested(read.document)) == [], seed
        held = sum(len(tag.annotations) for tag in read.document.walk())
        assert held == sum(len(page.get("/Annots", ())) for page in read.pdf.pages)
        assert not read.unheard, seed
        assert not any(page.untagged for page in read.pages), seed
        files.append(tmp_path / f"{seed}.pdf")
        files[-1].write_bytes(made.pdf)
    said = require("verapdf").validate(flavour, files)
    assert {path.stem: faults for path, faults in said.items() if faults} == {}
