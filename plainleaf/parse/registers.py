"""Which countries, scripts and languages there are.

Sources: the names that CLDR knows (Babel's copy), which hold ISO 3166-1, ISO 15924
and every language of ISO 639-1; its aliases say what a wrong code is likely to mean,
and its likely subtags name the living languages of ISO 639-3, thousands of them.
"""

from functools import cache

from babel import Locale
from babel.core import get_global

_NO_COUNTRIES = frozenset({"EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""What CLDR names, and where nobody lives."""
_PARTS_OF_GB = frozenset(
    ["ENGLAND", "SCOTLAND", "WALES", "NORTHERN IRELAND", "GREAT BRITAIN", "BRITAIN"]
)
_BY_OWN_NAME = ("es", "ar", "no", "fr", "de", "pt", "it", "pl", "ro", "tr", "uk", "ur")
"""Languages that somebody may state by the name they have in themselves."""
_TWO_LETTERS = 2
_NO_LANGUAGES = frozenset({"mis", "mul", "und", "zxx"})
"""What ISO 639-2 has for texts of no language, or of one that nobody has named."""
COUNTRY_HINT = "Write two capital letters, as `US`, `GB` or `ES` (ISO 3166)."


@cache
def _english() -> Locale:
    return Locale("en")


def is_country(code: str) -> bool:
    """Say whether a code, or what stands before its hyphen, is a country's."""
    country = code.split("-", maxsplit=1)[0]
    return country in _english().territories and country not in _NO_COUNTRIES


def country_meant(code: str) -> str | None:
    """Return the code that a wrong one is likely to mean: GB, for UK."""
    country, hyphen, part = code.upper().partition("-")
    meant = get_global("territory_aliases").get(country)
    return f"{meant[0]}{hyphen}{part}" if meant else None


def country_named(name: str) -> str | None:
    """Return the code of a country by its English name, or by its code in any case."""
    code = name.strip().upper()
    if is_country(code) and len(code) == _TWO_LETTERS:
        return code
    if code in _PARTS_OF_GB:
        return "GB"
    for tag, known in _english().territories.items():
        if known.upper() == code and is_country(tag):
            return str(tag)
    return None


def language_named(name: str) -> str | None:
    """Return the code of a language by its name, in English or in itself."""
    word = name.strip().casefold()
    for tag, known in _english().languages.items():
        if known.casefold() == word:
            return str(tag)
    own = ((tag, Locale(tag).language_name or "") for tag in _BY_OWN_NAME)
    return next((tag for tag, known in own if known.casefold() == word), None)


def unknown_in(tag: str) -> tuple[str, str | None] | None:
    """Return the part of a well-formed language tag that nobody knows, if one is.

    With it comes the tag that was meant, where that is known.
    """
    first, *others = tag.split("-")
    short = _short_code(first)
    if short:
        return first, "-".join((short, *others))
    if not _is_language(first):
        return first, None
    for part in others:
        if len(part) == 4 and part.isalpha():  # noqa: PLR2004 - a script has 4 letters
            if part not in _english().scripts:
                return part, None
        elif len(part) <= 3 and part not in _english().territories:  # noqa: PLR2004 - a region has 2 letters or 3 digits
            meant = country_meant(part)
            return part, tag.replace(f"-{part}", f"-{meant}") if meant else None
    return None


def _is_language(code: str) -> bool:
    return code not in _NO_LANGUAGES and (
        code in _english().languages
        or code in get_global("language_aliases")
        or code in get_global("likely_subtags")
    )


def _short_code(code: str) -> str | None:
    """Return the code of two letters by which a longer one has to go: fr, for fra.

    BCP 47 (RFC 5646), 2.2.1: the shortest code; voices and spelling go by it.
    """
    alias = get_global("language_aliases").get(code, "")
    longer = len(code) > _TWO_LETTERS and code not in _english().languages
    return alias if longer and len(alias) == _TWO_LETTERS else None


def unknown_words(tag: str, unknown: tuple[str, str | None]) -> tuple[str, str]:
    """Return what is said of an unknown part of a language tag, and the hint."""
    part, meant = unknown
    hint = "Write `en`, `en-GB`, `es` or `ar`: the codes of ISO 639 and ISO 3166."
    if _short_code(part):
        said = f"`{tag}`: readers' programs do not know a language as `{part}`"
        return (
            said,
            f"Write `{meant}`: the shortest code of a language is the right one.",
        )
    said = f"`{tag}`: nobody knows `{part}` as a language, script or country"
    return said, f"Did you mean `{meant}`?" if meant else hint
