"""Language tags and the direction in which a language is written.

Sources: BCP 47 (RFC 5646), 2.1, the form of a tag; the Unicode Standard's scripts
that run from right to left (UAX 9), and the script each language is written in
unless its tag says another (CLDR, likely subtags).
"""

import re

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[A-Z][a-z]{3}))?"
    r"(?:-(?P<region>[A-Z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
)
_RTL_SCRIPTS = frozenset(
    [
        "Adlm",
        "Arab",
        "Hebr",
        "Mand",
        "Mend",
        "Nkoo",
        "Rohg",
        "Samr",
        "Syrc",
        "Thaa",
        "Yezi",
    ]
)
_RTL_LANGUAGES = frozenset(
    [
        "ar",
        "arc",
        "azb",
        "bal",
        "ckb",
        "dv",
        "fa",
        "he",
        "iw",
        "ji",
        "khw",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "ota",
        "prs",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
        "glk",
        "aeb",
        "apc",
        "ary",
        "arz",
        "acm",
        "ajp",
    ]
)


def well_formed(tag: str) -> str | None:
    """Return the tag in its customary case ("en-US"), `None` if it is no tag."""
    parts = tag.strip().split("-")
    cased = [parts[0].lower()]
    for part in parts[1:]:
        if len(part) == 4 and part.isalpha():  # noqa: PLR2004 - a script has 4 letters
            cased.append(part.title())
        elif len(part) == 2:  # noqa: PLR2004 - a region has 2
            cased.append(part.upper())
        else:
            cased.append(part.lower())
    joined = "-".join(cased)
    return joined if _TAG.fullmatch(joined) else None


def direction(tag: str) -> str:
    """Return "rtl" for a language written from right to left, else "ltr"."""
    match = _TAG.fullmatch(tag)
    if not match:
        return "ltr"
    if match["script"]:
        return "rtl" if match["script"] in _RTL_SCRIPTS else "ltr"
    return "rtl" if match["language"] in _RTL_LANGUAGES else "ltr"


def same_language(one: str, other: str) -> bool:
    """Say whether two tags name one language, perhaps of two regions."""
    return (
        one.split("-", maxsplit=1)[0].lower() == other.split("-", maxsplit=1)[0].lower()
    )
