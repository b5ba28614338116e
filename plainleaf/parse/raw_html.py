"""HTML that stands in a text: it is not passed on, and told with what to write."""

import re

from plainleaf.findings import Location
from plainleaf.parse.context import Context

_HTML_BLOCKS = {
    "b": "`**bold**`",
    "strong": "`**bold**`",
    "i": "`*stress*`",
    "em": "`*stress*`",
    "a": "`[words](https://…)`",
    "img": "`![what it shows](images/x.png)`",
    "br": "a backslash at the end of the line",
    "table": '`::: {.table caption="What it shows" row-headers=1}` and lines '
    "`| A | B |`",
    "tr": "a line `| A | B |` within `::: table`",
    "td": "a line `| A | B |` within `::: table`",
    "th": "a line `| A | B |` within `::: table`",
    "font": "the words alone",
    "u": "the words alone, or `**bold**`",
    "center": "the words alone",
    "small": "the words alone",
    "iframe": "a link, `[words](https://…)`, to the film or map",
    "video": "a link, `[words](https://…)`, to the film",
    "style": "nothing",
    "script": "nothing",
    "button": "a link, `[words](https://…)`,",
    "ul": "lines that begin with `- `",
    "ol": "lines that begin with `1. `",
    "li": "lines that begin with `- `",
    "h1": "`# Title`",
    "h2": "`## Heading`",
    "h3": "`### Heading`",
    "div": "`::: note` or another block",
    "span": "`[words]{lang=fr}`",
    "p": "an empty line between paragraphs",
    "hr": "a heading",
    "abbr": "`abbreviations:` in the front matter",
    "sup": "`[^1]` for a note",
    "details": "a heading and its text",
    "blockquote": "lines that begin with `> `",
    "figure": "`::: figure`",
    "!--": "`::: reviewer` for a remark",
}


def tell_html(html: str, place: Location, context: Context) -> None:
    """Tell that HTML stands in the text, and what to write in its place."""
    match = re.match(r"</?\s*(!--|[A-Za-z][A-Za-z0-9]*)", html)
    name = match[1].lower() if match else ""
    shown = html.split("\n", maxsplit=1)[0][:40]
    instead = _HTML_BLOCKS.get(
        name, "the words alone, or one of the blocks in docs/writing.md,"
    )
    if name == "span" and "lang" not in html:
        instead = "the words alone"
    if name == "br" and context.lines[place.line - 1].lstrip().startswith("|"):
        instead = "a comma, or a row of its own,"
    context.mistakes.add(
        "raw-html",
        place,
        f"`{shown}` is HTML",
        f"Write {instead} instead; for a `<` that is text, write `\\<`.",
    )
