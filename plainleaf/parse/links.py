"""Where a link may lead: the web, e-mail, a telephone, or a place in the same text.

Everything else is refused, by an allow-list: a script's address, a file of the
author's machine, and schemes that start programs of the reader's.
"""

import re
from urllib.parse import quote

from plainleaf.findings import Location
from plainleaf.parse.context import Context

SCHEMES = ("http", "https", "mailto", "tel")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|tiff?|bmp|heic)$", re.IGNORECASE)
_SITE = re.compile(
    r"(?:www\.[\w-]+\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|gov|edu|int|eu|uk|us|no|es"
    r"|health|clinic|hospital|example)(?:[/?#]|$))",
    re.IGNORECASE,
)
# What RFC 3986 lets stand in an address; the rest is percent-encoded.
_KEPT = "!#$%&'()*+,/:;=?@[]~-._"


def link_target(address: str, place: Location, context: Context) -> str | None:
    """Return a link's target, `None` when it leads nowhere allowed (a finding)."""
    mistakes = context.mistakes
    bare = address.strip()
    if not bare:
        if context.in_promo:
            mistakes.add(
                "link-address-missing",
                place,
                "this link of the promotion has no address yet",
                "Write the address: [words](https://…).",
            )
        else:
            mistakes.add(
                "link-empty",
                place,
                "this link has no address",
                "Write [words](https://…), or take the brackets away.",
            )
        return None
    if bare.startswith("#"):
        context.inner_links.append((bare[1:], place))
        return bare
    scheme = _SCHEME.match(bare)
    name = scheme[1].lower() if scheme else ""
    rest = bare[len(name) + 1 :]
    if bare == _unquoted(bare) and name in SCHEMES and _well_formed(name, rest):
        return name + ":" + quote(rest, safe=_KEPT)
    mistakes.add("link-scheme", place, *_leads_nowhere(bare, with_scheme=bool(name)))
    return None


def _leads_nowhere(bare: str, *, with_scheme: bool) -> tuple[str, str]:
    """Return what is wrong with an address that is refused, and how to put it right."""
    if bare != _unquoted(bare):
        return (
            f"quotation marks stand around the address {bare}",
            f"Take them away: ({_unquoted(bare)}).",
        )
    if with_scheme:
        return (
            f"`{bare}` is no address that a leaflet can lead to",
            "Links lead to https://…, mailto:name@example.org, tel:+44… or #id.",
        )
    if _well_formed("mailto", bare):
        return (
            f"`{bare}` is an address of e-mail, and does not say so",
            f"Write mailto:{bare}.",
        )
    if _PICTURE.search(bare):
        return (
            f"`{bare}` is a picture, and these brackets make a link to it",
            "To show it, put `!` right before the bracket: ![what it shows](images/…).",
        )
    if _SITE.match(bare):
        return (
            f"`{bare}` does not begin as an address on the web does",
            f"Write https://{bare}, if that is where it leads.",
        )
    return (
        f"`{bare}` names a file, which no reader has",
        "Write the whole address, https://…, or #id for a place in this text.",
    )


def _unquoted(address: str) -> str:
    return address.strip("\"'\u201c\u201d\u201e\u2018\u2019")


def _well_formed(scheme: str, rest: str) -> bool:
    if any(character in '\\<>"`{}|^' or character.isspace() for character in rest):
        return False
    if not rest.isprintable():
        return False
    if scheme in {"http", "https"}:
        return re.fullmatch(r"//[^/?#@\s]+\.?[^@\s]*(?:[/?#].*)?", rest) is not None
    if scheme == "mailto":
        return re.fullmatch(r"[^@\s?]+@[^@\s?]+(?:\?.*)?", rest) is not None
    return re.fullmatch(r"\+?[0-9().*#-]{2,30}(?:;[\w=+-]+)?", rest) is not None
