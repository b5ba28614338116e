"""Documents that nobody thought of: valid, and every word heard once."""

import re
from pathlib import Path

import pytest
import tag_tree
from random_documents import Writer
from typeface import faces
from validators.required import require
from weasyprint import HTML

from plainleaf.tagging import write_tagged

DOCUMENTS = 60


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
        # The engine loses a few notes in boxes of their own; the tagger says so.
        if "lost-note" not in [problem.rule for problem in made.problems]:
            assert sorted(heard) == sorted(written.words), seed
        assert not read.unheard, seed
        assert not any(page.untagged for page in read.pages), seed
        files.append(tmp_path / f"{seed}.pdf")
        files[-1].write_bytes(made.pdf)
    said = require("verapdf").validate(flavour, files)
    assert {path.stem: faults for path, faults in said.items() if faults} == {}
