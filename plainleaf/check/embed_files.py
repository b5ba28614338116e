"""Checks of what lies beside the fragments: frame, card, answers for programs."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plainleaf.check.faults import Check, Fault, quoted
from plainleaf.check.ids import id_faults, ids_of
from plainleaf.check.markup import Element, ParsedPage, parse_html
from plainleaf.imprint import Status
from plainleaf.model import Publication
from plainleaf.words import words

FRAMES = ("embed.html", "card.html")
_OEMBED_ELEMENTS = {
    "a": {"href"},
    "blockquote": set[str](),
    "iframe": {
        *("src", "width", "height", "frameborder", "marginwidth", "marginheight"),
        *("scrolling", "title"),
    },
}
"""What WordPress leaves of a card (`wp_filter_oembed_result`, WordPress 6.8)."""
_TALLEST_CARD = 1000
"""CSS pixels: WordPress makes no card taller."""


@dataclass(frozen=True, slots=True)
class OpenedFrame:
    """A page made for a frame, as a browser reads it."""

    path: Path
    raw: bytes
    parsed: ParsedPage
    publication: Publication


def open_frames(folder: Path, publication: Publication) -> Iterator[OpenedFrame]:
    """Yield the pages of a kit that are made for frames; one that lacks is empty."""
    for name in FRAMES:
        path = folder / name
        raw = path.read_bytes() if path.is_file() else b""
        yield OpenedFrame(path, raw, parse_html(raw), publication)


def embed_frame(frame: OpenedFrame) -> Iterator[Fault]:
    """Every frame is unlisted and says its language; its links lead out of it.

    A link inside the text stays in the frame. Nothing comes from elsewhere.
    """
    for line, name in frame.parsed.errors:
        yield Fault(f"the markup is wrong: {name}", line=line)
    root = frame.parsed.root
    front = frame.publication.front
    if (root.get("lang"), root.get("dir")) != (front.language, front.direction):
        yield Fault("the frame does not say its language and direction", "html")
    robots = [m.get("content") for m in root.all("meta") if m.get("name") == "robots"]
    if robots != ["noindex"]:
        yield Fault("search engines are offered the frame", "head")
    if [base.attributes for base in root.all("base")] != [{"target": "_top"}]:
        yield Fault("links do not lead out of the frame", "head")
    yield from id_faults(root)
    ids = ids_of(root)
    for placed in root.walk():
        element = placed.element
        address = element.get("href") or element.get("src")
        parts = urlsplit(address)
        outside = parts.scheme in {"http", "https"} or address.startswith("//")
        if element.name == "a" and address.startswith("#"):
            if element.get("target") != "_self":
                yield Fault(f"{address!r} would leave the host's page", placed.place)
            if address[1:] not in ids:
                yield Fault(f"{address!r} leads nowhere", placed.place)
        elif element.name == "a":
            continue
        elif element.name in {"script", "link", "img"} and outside:
            yield Fault(f"{address!r} is loaded from elsewhere", placed.place)
        elif parts.path and not (frame.path.parent / parts.path).is_file():
            yield Fault(f"{address!r} is not in the kit", placed.place)
        if element.name == "script" and (element.kids or not address):
            yield Fault("a script is not in a file of its own", placed.place)
        if any(name == "style" or name.startswith("on") for name in element.attributes):
            yield Fault(
                f"{element.name} has a style or script of its own", placed.place
            )


FRAME_CHECKS: tuple[Check[OpenedFrame], ...] = (embed_frame,)


@dataclass(frozen=True, slots=True)
class OpenedAnswer:
    """A JSON file of the kit; None when it is not there or cannot be read."""

    path: Path
    stated: dict[str, Any] | None
    publication: Publication
    others: str


def open_answer(path: Path, publication: Publication, others: str) -> OpenedAnswer:
    """Read a JSON file; `others` is the reader's word for "and others"."""
    try:
        stated = json.loads(path.read_bytes())
    except (OSError, ValueError):
        stated = None
    return OpenedAnswer(
        path, stated if isinstance(stated, dict) else None, publication, others
    )


def embed_card(card: OpenedAnswer) -> Iterator[Fault]:
    """Every card is an oEmbed answer that WordPress shows as it is.

    oEmbed 1.0, 2.3.4.4: type rich, with its width and height.
    """
    if card.stated is None:
        yield Fault("the card cannot be read")
        return
    stated = card.stated
    for key, due in (("version", "1.0"), ("type", "rich")):
        if stated.get(key) != due:
            yield Fault(f"{key} is {stated.get(key)!r}, not {due!r}")
    width, height = stated.get("width"), stated.get("height")
    if not isinstance(width, int) or not isinstance(height, int):
        yield Fault("the card has no width and height")
    elif height > _TALLEST_CARD:
        yield Fault(f"the card is {height} px tall, over {_TALLEST_CARD}")
    markup = str(stated.get("html"))
    if not re.fullmatch(
        r"(?s)<blockquote>.*?</blockquote><iframe .*?></iframe>", markup
    ):
        yield Fault("the card is not a blockquote and one iframe")
    body = next(parse_html(markup.encode()).root.all("body"), Element("body", {}, ()))
    for placed in body.walk():
        element = placed.element
        if element.name == "body":
            continue
        extra = set(element.attributes) - _OEMBED_ELEMENTS.get(element.name, set())
        if element.name not in _OEMBED_ELEMENTS or extra:
            yield Fault(
                f"WordPress takes {element.name} {sorted(extra)} out of the card"
            )
        if element.name == "iframe" and not element.get("title").strip():
            yield Fault("the card's frame has no title")


def embed_told_to_programs(export: OpenedAnswer) -> Iterator[Fault]:
    """No program is left in the dark about a draft or a withdrawal: both are said.

    `notice` is the markup that must stand before the text; it is null for an approved
    text alone.
    """
    if export.stated is None:
        return
    stated, front = export.stated, export.publication.front
    withdrawn = front.status is Status.WITHDRAWN
    if stated.get("withdrawn") is not withdrawn:
        yield Fault(f"withdrawn is {stated.get('withdrawn')!r}, not {withdrawn}")
    if withdrawn and front.withdrawn:
        due = {"on": str(front.withdrawn.on), "reason": front.withdrawn.reason}
        if stated.get("withdrawal") != due:
            yield Fault("withdrawal does not say the day and the reason")
    notice = str(stated.get("notice") or "")
    if bool(notice) is (front.status is Status.APPROVED):
        yield Fault(f"a text that is {front.status.value} comes with {notice!r}")
    elif (
        withdrawn
        and front.withdrawn
        and (front.withdrawn.reason or "")
        not in (parse_html(notice.encode()).root.text())
    ):
        yield Fault("the notice does not say why the text was withdrawn")


def embed_same_text(export: OpenedAnswer) -> Iterator[Fault]:
    """Every digest in publication.json is that of an edition's own words. G12.

    The words of each edition are held to the same text by `same-words`.
    """
    if export.stated is None:
        yield Fault("publication.json cannot be read")
        return
    stated, publication = export.stated, export.publication
    front = publication.front
    for key, due in (
        ("id", front.id),
        ("language", front.language),
        ("title", front.title),
        ("version", front.version),
        ("status", front.status.value),
    ):
        if stated.get(key) != due:
            yield Fault(f"{key} is {quoted(str(stated.get(key)))}, not {due}")
    digests = stated.get("text_sha256_by_edition")
    for edition in ("html", "pdf", "epub"):
        own = words(publication, edition=edition, others=export.others)
        due_digest = hashlib.sha256(" ".join(own).encode()).hexdigest()
        found = digests.get(edition) if isinstance(digests, dict) else None
        if found != due_digest:
            yield Fault(f"the digest is not that of the words of {edition}")
        if edition == "html" and stated.get("text_sha256") != due_digest:
            yield Fault("text_sha256 is not the digest of the page's words")
        if edition == "html" and tuple(str(stated.get("text")).split()) != own:
            yield Fault("text is not the page's words")


CARD_CHECKS: tuple[Check[OpenedAnswer], ...] = (embed_card,)
EXPORT_CHECKS: tuple[Check[OpenedAnswer], ...] = (
    embed_same_text,
    embed_told_to_programs,
)
