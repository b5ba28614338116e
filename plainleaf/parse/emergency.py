"""The number to call in an emergency, by country.

The numbers are those of the countries' own authorities; for members of the European
Union 112 (Directive (EU) 2018/1972, article 109). Where a country has several, the
one that reaches an ambulance without a further choice stands here. A country that is
not listed has none: a wrong number is worse than a gap that is told.
"""

from collections.abc import Mapping
from types import MappingProxyType

from plainleaf.imprint import FrontMatter

_UNION = (
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
)
NUMBERS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(_UNION.split(), "112")
    | {
        "AU": "000",
        "CA": "911",
        "CH": "144",
        "GB": "999",
        "IN": "112",
        "IS": "112",
        "MX": "911",
        "NO": "113",
        "NZ": "111",
        "US": "911",
    }
)


def emergency_number(front: FrontMatter, jurisdiction: str | None) -> str | None:
    """Return whom to call: as the front matter says, else by the country.

    A part of a country (`GB-SCT`) has its country's number.
    """
    if front.emergency_number:
        return front.emergency_number
    return NUMBERS.get(jurisdiction.split("-")[0]) if jurisdiction else None
