"""The embed kit: a leaflet for pages of somebody else, in three ways.

A fragment to paste or include, in a file for each level of its first heading; a frame;
a card. None of them has a script that readers need, and none tells anybody of a visit.
Beside them stand the same text for programs, and a page that says how to use it all.
"""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from markupsafe import Markup

from plainleaf.findings import Finding, Location, Severity
from plainleaf.headings import headings
from plainleaf.imprint import Publisher
from plainleaf.model import Download, Publication, Rendition
from plainleaf.render.embed_export import exported
from plainleaf.render.embed_pictures import (
    EmbedPicture,
    NotDrawnError,
    embed_pictures,
)
from plainleaf.render.embed_snippets import card_of, snippets_page, snippets_style
from plainleaf.render.embed_target import fragment_target
from plainleaf.render.html import describe_download, name_download
from plainleaf.render.picture_room import fragment_rules
from plainleaf.render.styles import sheet
from plainleaf.render.templating import (
    DEEPEST_HEADING,
    Picture,
    Target,
    pictures_of,
    render_template,
)
from plainleaf.resources import TEMPLATES

EMBED = PurePosixPath("embed")
LEVELS = (1, 2, 3)
"""Levels that the first heading of a fragment may have on its host's page."""
PLAIN_FILES = ("frame.css", "frame.js", "embed.js", "snippets.js")


def render(
    publication: Publication,
    *,
    downloads: tuple[Download, ...],
    instances: tuple[str, ...] = (),
) -> Rendition:
    """Return the kit's files, all of them under `embed/`.

    `downloads` are the finished editions the card offers. Each of `instances` names a
    further set of fragments, with ids of its own, for a page that has the leaflet
    twice. A leaflet with pictures has no fragment while nobody knows its web address,
    for a pasted picture needs one; a note says so.
    """
    address = publication.address
    files: dict[PurePosixPath, bytes] = {
        EMBED / name: (TEMPLATES / "embed" / name).read_bytes() for name in PLAIN_FILES
    }
    style = fragment_style(publication.publisher) + fragment_rules(publication)
    files[EMBED / "fragment.css"] = style.encode()
    findings: list[Finding] = []
    try:
        pictures = embed_pictures(publication)
    except NotDrawnError as trouble:
        findings.append(_undrawn(publication, trouble))
        pictures = None
    if pictures is not None:
        files |= {EMBED / shown.file: shown.raw for shown in pictures.values()}
        if pictures and address is None:
            findings.append(_homeless(publication))
        else:
            files |= _fragments(publication, pictures, instances)
        files[EMBED / "publication.json"] = _json(
            exported(publication, _shown(pictures, address), downloads=downloads)
        )
    files[EMBED / "embed.html"] = _frame(publication).encode()
    files[EMBED / "card.html"] = _card(publication, downloads).encode()
    if address:
        files[EMBED / "oembed.json"] = _json(card_of(publication, address))
    fragments = {
        name.name: raw.decode()
        for name, raw in files.items()
        if name.name.startswith("fragment") and name.suffix == ".html"
    }
    files[EMBED / "snippets.css"] = snippets_style(publication.publisher).encode()
    files[EMBED / "snippets.html"] = snippets_page(publication, fragments).encode()
    return Rendition("html", files, tuple(findings))


def fragment_style(publisher: Publisher) -> str:
    """Return the fragment's style sheet, in the publisher's colour if it has one."""
    style = sheet("embed/fragment.css.jinja")
    usual = Publisher().accent
    for before in ("--plainleaf-accent: ", "--plainleaf-accent: light-dark("):
        style = style.replace(before + usual, before + publisher.accent)
    return style


def _fragments(
    publication: Publication,
    pictures: Mapping[str, EmbedPicture],
    instances: tuple[str, ...],
) -> dict[PurePosixPath, bytes]:
    """Return a file for each level that leaves every heading one of its own."""
    shown = _shown(pictures, publication.address)
    deepest = max((h.level for h in headings(publication, edition="html")), default=2)
    made = {}
    for name in dict.fromkeys(("", *instances)):
        stem = f"fragment-{name}" if name else "fragment"
        for level in LEVELS:
            if deepest + level - 1 <= DEEPEST_HEADING:
                target = fragment_target(publication, shown, level=level, instance=name)
                text = _fragment(publication, target)
                made[EMBED / f"{stem}.h{level}.html"] = text.encode()
    return made


def _fragment(publication: Publication, target: Target) -> str:
    return render_template(
        "embed/fragment.html.jinja",
        publication,
        target=target,
        address=publication.address,
    )


def _shown(
    pictures: Mapping[str, EmbedPicture], address: str | None
) -> dict[str, Picture]:
    folder = f"{address}{EMBED}/" if address else ""
    return {name: picture.at(folder) for name, picture in pictures.items()}


def _frame(publication: Publication) -> str:
    """Return the frame's page; it shows the pictures that the page itself has."""
    pictures = pictures_of(publication, "../assets/images/")
    target = fragment_target(publication, pictures, framed=True)
    fragment = Markup(_fragment(publication, target))  # noqa: S704  our own markup
    return render_template("embed/frame.html.jinja", publication, fragment=fragment)


def _card(publication: Publication, downloads: tuple[Download, ...]) -> str:
    target = fragment_target(publication, {})
    return render_template(
        "embed/card.html.jinja",
        publication,
        target=target,
        downloads=downloads,
        names=[name_download(download, target.say) for download in downloads],
        descriptions=[
            describe_download(download, target.say) for download in downloads
        ],
    )


def _json(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _homeless(publication: Publication) -> Finding:
    return Finding(
        "embed-without-address",
        Severity.NOTE,
        "no fragment to paste was made: the leaflet has pictures, and a pasted picture "
        "needs a web address",
        Location(publication.location.path),
        "State base_url in publisher.yaml. The frame and the card need none.",
    )


def _undrawn(publication: Publication, trouble: NotDrawnError) -> Finding:
    return Finding(
        "embed-picture-not-drawn",
        Severity.WARNING,
        f"no fragment to paste was made: a drawing has no pixels ({trouble})",
        Location(publication.location.path),
        "Draw it with plainer shapes, or give a PNG instead.",
    )
