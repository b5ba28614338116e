"""Prints what stock WeasyPrint and our tagger make of the snippets, side by side.

Run from the project's folder: `python tests/tagging/measure.py`. A snippet that is
faulty on purpose counts as refused when our tagger reports a problem in it.
"""

import logging
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent)]

import tag_tree  # noqa: E402  the project's folders come first
import weasyprint  # noqa: E402
from snippet_files import Snippet, snippets  # noqa: E402
from typeface import faces  # noqa: E402
from validators import verapdf  # noqa: E402

FLAVOURS = {"ua1": "ua-1", "ua2": "ua-2", "wtpdf": "ua-2"}
Make = Callable[[Snippet, str], bytes]


def ours(snippet: Snippet, profile: str) -> bytes:
    """Return the snippet as our tagger writes it."""
    return snippet.build(profile).pdf


def stock(snippet: Snippet, profile: str) -> bytes:
    """Return the snippet as stock WeasyPrint writes it."""
    css, fonts = faces()
    made: bytes = weasyprint.HTML(string=snippet.html).write_pdf(
        pdf_variant=f"pdf/{profile}", stylesheets=[css], font_config=fonts
    )
    return made


def heard(raw: bytes, snippet: Snippet) -> bool:
    """Say whether every word is heard, once and in order."""
    try:
        return tag_tree.read(raw).words == snippet.words
    except (AttributeError, KeyError, ValueError):
        return False  # a tree that cannot be followed says nothing


def valid(make: Make, flavour: str, all_snippets: list[Snippet]) -> dict[str, bool]:
    """Say of each snippet whether veraPDF accepts what is made of it."""
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for snippet in all_snippets:
            path = Path(folder, f"{snippet.name}.pdf")
            path.write_bytes(make(snippet, FLAVOURS[flavour]))
            files[path] = snippet.name
        found = verapdf.validate(flavour, list(files))
        return {files[path]: not said for path, said in found.items()}


def say(line: str) -> None:
    """Print one line of the measurement."""
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Print a line for each engine and question."""
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    all_snippets = snippets()
    reported = {snippet.name for snippet in all_snippets if snippet.problems}
    say(f"{len(all_snippets)} snippets, {len(reported)} of them with a problem")
    for make in (stock, ours):
        whole = sum(heard(make(snippet, "ua-1"), snippet) for snippet in all_snippets)
        say(f"{make.__name__}, every word heard once and in order: {whole}")
        for flavour in FLAVOURS:
            accepted = valid(make, flavour, all_snippets)
            refused = {name for name, good in accepted.items() if not good}
            told = f"{make.__name__}, veraPDF {flavour}: {len(accepted) - len(refused)}"
            if make is ours:
                told += f", and {len(refused & reported)} others reported as problems"
            say(told)


if __name__ == "__main__":
    main()
