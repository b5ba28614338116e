"""One-feature HTML documents: what is built from each, and what it must come to.

A snippet is a file of HTML for the body, or a whole document when it starts with
`<!DOCTYPE`. Comments at its head say what differs from the plain case:

    <!-- heard: the words a listener gets, where they are not just those written -->
    <!-- problems: rules that are reported -->
    <!-- invalid: validator flavours that refuse it, an author's fault -->
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tinyhtml5
import weasyprint
from typeface import faces

from plainleaf.tagging import Tagged, write_tagged

FOLDER = Path(__file__).parent / "snippets"
_COMMENT = re.compile(r"<!-- (heard|problems|invalid): (.*?) -->\n", re.DOTALL)
_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Snippet</title><style>@page {{ size: A5; margin: 15mm }}
body {{ font-family: "Atkinson Hyperlegible" }}</style></head><body>{}</body></html>"""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A snippet, its whole HTML, and what is expected of it."""

    name: str
    html: str
    heard: str | None
    problems: tuple[str, ...]
    invalid: tuple[str, ...]

    def build(self, profile: str, *, archival: bool = False) -> Tagged:
        """Make the tagged PDF with fonts from packages."""
        css, fonts = faces()
        return write_tagged(
            weasyprint.HTML(string=self.html),
            profile=profile,
            archival=archival,
            stylesheets=[css],
            font_config=fonts,
        )

    @property
    def words(self) -> list[str]:
        """The words a listener must get, in order."""
        if self.heard is not None:
            return self.heard.split()
        tree = tinyhtml5.parse(self.html, namespace_html_elements=False)
        return "".join(_written(tree.find("body"))).split()


def snippets() -> list[Snippet]:
    """Read all snippets, by name."""
    return [_read(path) for path in sorted(FOLDER.glob("*.html"))]


def _read(path: Path) -> Snippet:
    text = path.read_text("utf-8")
    said = dict(_COMMENT.findall(text))
    html = _COMMENT.sub("", text)
    if not html.startswith("<!DOCTYPE"):
        html = _PAGE.format(html)
    return Snippet(
        path.stem,
        html,
        said.get("heard"),
        tuple(said.get("problems", "").split()),
        tuple(said.get("invalid", "").split()),
    )


_PHRASES = {
    *("a", "abbr", "b", "bdo", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark"),
    *("q", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "u"),
    *("math", "msup", "mi", "mn"),
}


def _written(element: Any) -> list[str]:
    hidden = element.get("aria-hidden") == "true" or element.get("data-pdf") == (
        "artifact"
    )
    if not isinstance(element.tag, str) or element.tag in {"style", "script"} or hidden:
        return [element.tail or ""]
    edge = "" if element.tag.rpartition("}")[2] in _PHRASES else "\n"
    inner = [text for child in element for text in _written(child)]
    return [edge, element.text or "", *inner, edge, element.tail or ""]
