"""Builds a tagged PDF from a few lines of HTML, with fonts from packages."""

from typing import Any

import tag_tree
import weasyprint
from typeface import faces

from plainleaf.tagging import Tagged, write_tagged

_STYLE = '@page{size:A5;margin:15mm}body{font-family:"Atkinson Hyperlegible"}'


def page(body: str, style: str = "", *, html: str = 'lang="en"') -> str:
    """Make a whole HTML document of a body."""
    return (
        f"<!DOCTYPE html><html {html}><head><meta charset='utf-8'><title>A leaflet"
        f"</title><style>{_STYLE}{style}</style></head><body>{body}</body></html>"
    )


def tagged(body: str, style: str = "", **options: Any) -> Tagged:
    """Make the PDF of a body; options are those of `write_tagged`, and `html`."""
    html = options.pop("html", 'lang="en"')
    css, fonts = faces()
    return write_tagged(
        weasyprint.HTML(string=page(body, style, html=html)),
        stylesheets=[css],
        font_config=fonts,
        **options,
    )


def tree(body: str, style: str = "", **options: Any) -> tag_tree.TagTree:
    """Make the PDF of a body and read it back."""
    return tag_tree.read(tagged(body, style, **options).pdf)


def rules(made: Tagged) -> list[str]:
    """List the rules of the problems that were found."""
    return [problem.rule for problem in made.problems]
