"""What a web team copies: the card for oEmbed, and the page with the three ways."""

import html
from collections.abc import Mapping

from plainleaf.imprint import Publisher
from plainleaf.model import Publication
from plainleaf.render.html import language_name
from plainleaf.render.styles import accent_rule, style
from plainleaf.render.templating import is_draft, render_template

CARD_WIDTH, CARD_HEIGHT = 600, 400
"""CSS pixels. A host that hears the card's own height gives it that."""
FRAME_HEIGHT = 640
WEEK = 604_800
"""Seconds for which a copy may be kept before the publisher is asked again."""
SANDBOX = "allow-scripts allow-top-navigation-by-user-activation allow-downloads"
"""The least that lets the frame say its height, follow a link or a telephone number
that a reader chose, and give out the handout. Never with `allow-same-origin`."""


def card_of(publication: Publication, address: str) -> dict[str, object]:
    """Return the oEmbed answer (oembed.com, version 1.0, type rich) of a leaflet.

    WordPress shows it only with a `blockquote` first and one `iframe` after it, and
    takes everything else out (`wp_filter_oembed_result`).
    """
    front, publisher = publication.front, publication.publisher
    title = html.escape(front.title)
    source = html.escape(f"{address}embed/card.html")
    return {
        "version": "1.0",
        "type": "rich",
        "title": front.title,
        "provider_name": publisher.name or "",
        "provider_url": publisher.url or publisher.base_url or "",
        "cache_age": WEEK,
        "width": CARD_WIDTH,
        "height": CARD_HEIGHT,
        "html": (
            f'<blockquote><a href="{html.escape(address)}">{title}</a></blockquote>'
            f'<iframe src="{source}" title="{title}" width="{CARD_WIDTH}" '
            f'height="{CARD_HEIGHT}" frameborder="0" marginwidth="0" '
            'marginheight="0" scrolling="no"></iframe>'
        ),
    }


def snippets_page(publication: Publication, fragments: Mapping[str, str]) -> str:
    """Return the page for web teams; `fragments` are the files to paste, by name.

    The page is in English, as is the documentation for web teams; what is copied from
    it is in the leaflet's language.
    """
    front = publication.front
    address = publication.address
    return render_template(
        "embed/snippets.html.jinja",
        publication,
        fragments=fragments,
        language=language_name(front.language),
        address=address,
        draft=is_draft(publication),
        stylesheet=_stylesheet(address),
        frame=_frame(publication, address, sandboxed=False),
        sandboxed=_frame(publication, address, sandboxed=True),
        sandbox=SANDBOX.split(),
        slot='<div class="plainleaf-slot" data-slot="local-contact"></div>',
        theme=_theme(publication.publisher),
    )


def snippets_style(publisher: Publisher) -> str:
    """Return the style sheet of the page for web teams."""
    return style("tokens.css", "dark.css", "../embed/snippets.css") + accent_rule(
        publisher.accent
    )


def _stylesheet(address: str | None) -> str:
    folder = f"{address}embed/" if address else ""
    return f'<link rel="stylesheet" href="{html.escape(folder)}fragment.css">'


def _frame(publication: Publication, address: str | None, *, sandboxed: bool) -> str:
    front = publication.front
    folder = f"{address}embed/" if address else ""
    page = address or "../index.html"
    title, name = html.escape(front.title), html.escape(front.id)
    tokens = f'\n        sandbox="{SANDBOX}"' if sandboxed else ""
    return (
        f'<iframe data-plainleaf="{name}" src="{html.escape(folder)}embed.html"\n'
        f'        title="{title}" lang="{front.language}" loading="lazy"{tokens}\n'
        f'        width="100%" height="{FRAME_HEIGHT}"></iframe>\n'
        f'<p><a href="{html.escape(page)}" lang="{front.language}">{title}</a></p>\n'
        f'<script src="{html.escape(folder)}embed.js" async></script>\n'
    )


def _theme(publisher: Publisher) -> str:
    properties = {
        "--plainleaf-accent": publisher.accent,
        "--plainleaf-box-ground": "#f2f2f2",
        "--plainleaf-box-ink": "#16242e",
        "--plainleaf-box-link": "#0b4f6c",
        "--plainleaf-corner": "0",
    }
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f".plainleaf {{\n{lines}}}\n"
