"""Addresses in a text: the file beside it that one names, the number that one calls."""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

PUBLISHER_FOLDER = PurePosixPath("publisher")
"""Where the publisher's own pictures stand among a leaflet's, so that a logo and a
picture of the leaflet never have the same name."""

_NUMBER = re.compile(r"\+?[\d ().-]{3,}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def relative_address(address: str) -> PurePosixPath | None:
    """Return the path that an address in a text names, `None` for the web's.

    Percent escapes are undone, "./" and "a/../" are folded away; an address that
    leaves the folder, or is absolute, is `None` too.
    """
    if not address or _SCHEME.match(address) or address.startswith(("/", "\\", "#")):
        return None
    parts: list[str] = []
    for part in unquote(address).split("/"):
        if part in {"", "."}:
            continue
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif "\\" in part or not part.isprintable():
            return None
        else:
            parts.append(part)
    return PurePosixPath(*parts) if parts else None


def telephone_target(stated: str | None) -> str:
    """Return the address that calls a number; "" for what is more than a number."""
    if stated is None or not _NUMBER.fullmatch(stated):
        return ""
    return "tel:" + re.sub(r"[^\d+]", "", stated)
