"""Checks of single values: each turns text, as typed, into a date, number or choice.

A check raises with a rule's id, a message and a hint in the author's words. The
aliases at the end are what the schema's fields are made of.

The module passes 300 lines because there are some twenty kinds of value, each with its
message and hint.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from plainleaf.colour import READABLE, contrast, mix, parse_colour, written
from plainleaf.parse.languages import well_formed
from plainleaf.parse.mistakes import nearest
from plainleaf.parse.registers import (
    COUNTRY_HINT,
    country_meant,
    country_named,
    is_country,
    language_named,
    unknown_in,
    unknown_words,
)

PALEST_BOX = "#eef4f7"
"""The ground of titles and boxes, on which the accent stands (`--tint`)."""
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PORTABLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED_NAMES = frozenset(
    ["con", "prn", "aux", "nul"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)]
)


def wrong(rule: str, message: str, hint: str) -> PydanticCustomError:
    """Return what a check raises: the finding's rule, message and hint."""
    return PydanticCustomError(
        "finding", "{said}", {"rule": rule, "said": message, "hint": hint}
    )


def _text(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return value
    kind = "a list" if isinstance(value, list) else "a group of keys"
    raise wrong(
        "wrong-kind",
        f"here a text is expected, not {kind}",
        'Put the text in "quotation marks" after the colon.',
    )


def _line(value: Any) -> Any:
    text = _text(value)
    return None if text is None else " ".join(text.split())


def _date(value: Any) -> Any:
    text = _text(value)
    if text is None:
        return None
    match = _DATE.fullmatch(text)
    if match:
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            raise wrong(
                "bad-date", f"`{text}` is no day of the calendar", "Look at the date."
            ) from None
    raise wrong(
        "bad-date",
        f"`{text}` is not a date as year-month-day",
        "Write 2027-06-30 for the 30th of June 2027; write null when it is not known.",
    )


def listed(value: Any) -> Any:
    """One value stands for a list of one."""
    if value is None:
        return []
    if isinstance(value, str | dict):
        return [value]
    return value


@dataclass(frozen=True, slots=True)
class Choice(BeforeValidator):
    """A check that a text is one of the known ones."""

    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form(BeforeValidator):
    """A check of a text's form, a regular expression; `cut` may stand before it."""

    pattern: str = ""
    cut: str = ""


def choice(known: tuple[str, ...]) -> Choice:
    """Return a check that a text is one of the known ones, in any case of letters."""

    def check(value: Any) -> Any:
        text = _text(value)
        if text is None or text in known:
            return text
        for name in known:
            if name.lower() == text.lower():
                return name
        close = nearest(text, known)
        listed = ", ".join(f"`{name}`" for name in known)
        hint = f"Did you mean `{close}`?" if close else f"Known here: {listed}."
        raise wrong("bad-value", f"`{text}` is not known here", hint)

    return Choice(check, known=known)


def matching(
    pattern: str,
    rule: str,
    what: str,
    hint: str,
    *,
    cut: str = "",
    meant: Callable[[str], str | None] | None = None,
) -> Form:
    """Check a text against a form, with a customary prefix (`cut`) taken off.

    `meant` returns a hint for what somebody typed, where it knows a better one.
    """

    def check(value: Any) -> Any:
        text = _text(value)
        if text is None:
            return None
        if cut:
            text = re.sub(cut, "", text, count=1, flags=re.IGNORECASE)
        if not re.fullmatch(pattern, text):
            better = meant(text) if meant else None
            raise wrong(rule, f"`{value}` is not {what}", better or hint)
        return text

    return Form(check, pattern=pattern, cut=cut)


def _countries_meant(text: str) -> str | None:
    """Return a hint where names of countries stand, or several of them in a row."""
    typed = re.split(r"[,;/]\s*|\s+(?:and|y|og)\s+", text.strip())
    codes = [country_named(one) or country_meant(one) for one in typed if one]
    known = [code for code in codes if code]
    if not known or len(known) < len(codes):
        return None
    if len(known) == 1:
        return f"Write `{known[0]}`."
    return f"Write a list in square brackets: `[{', '.join(known)}]`."


def _language(value: Any) -> Any:
    text = _text(value)
    if text is None:
        return None
    tag = well_formed(text)
    if tag is None:
        dashed = well_formed(text.replace("_", "-")) or language_named(text)
        raise wrong(
            "bad-language",
            f"`{text}` is not a language tag",
            f"Write `{dashed}`."
            if dashed
            else "Write `en`, `en-US`, `es` or `ar`: letters, and the country's two.",
        )
    unknown = unknown_in(tag)
    if unknown:
        raise wrong("bad-language", *unknown_words(tag, unknown))
    return tag


def _known_country(code: str) -> str:
    if is_country(code):
        return code
    meant = country_meant(code)
    hint = f"Did you mean `{meant}`?" if meant else COUNTRY_HINT
    raise wrong("bad-value", f"`{code}` is no country", hint)


def _id(value: Any) -> Any:
    text = _text(value)
    if text is not None:
        trouble = portable_name_trouble(text)
        if trouble:
            raise wrong(
                "bad-id",
                f"`{text}` {trouble}",
                "Use small letters a to z, digits and single hyphens, as "
                "`using-your-inhaler`.",
            )
    return text


def portable_name_trouble(name: str) -> str | None:
    """Say why a name cannot be a folder and file name on every system, if so.

    EPUB 3.3, 4.2.3 (file names) and the names that Windows keeps for devices.
    """
    if not _PORTABLE.fullmatch(name):
        return "cannot be the name of a folder everywhere"
    if len(name) > 100:  # noqa: PLR2004 - 255 bytes less the endings
        return "is longer than 100 characters"
    if name in _RESERVED_NAMES:
        return "is a name that Windows keeps for itself"
    return None


def _number(value: Any) -> Any:
    text = _text(value)
    if text is None:
        return None
    if not re.fullmatch(r"\d{1,4}", text):
        raise wrong(
            "bad-value", f"`{text}` is not a whole number", "Write digits only."
        )
    return int(text)


def _point_size(value: Any) -> Any:
    number = _number(value)
    if number is not None and not 12 <= number <= 48:  # noqa: PLR2004 - Clear Print
        raise wrong(
            "bad-value",
            f"a body text of {number} points is not printed here",
            "Sizes are 12 to 48 points; 14 is ordinary, 18 is large print.",
        )
    return number


def yes_no(value: Any) -> Any:
    """Return what a text says, yes or no; nothing is no."""
    text = _text(value)
    if text is None:
        return False
    if text.lower() in {"true", "yes", "on"}:
        return True
    if text.lower() in {"false", "no", "off"}:
        return False
    raise wrong("bad-value", f"`{text}` is neither yes nor no", "Write yes or no.")


def _one(value: Any) -> Any:
    if _text(value) not in {None, "1"}:
        raise wrong("bad-value", f"schema `{value}` is not known", "Write `schema: 1`.")
    return value


def _web(value: Any) -> Any:
    text = _text(value)
    if text is not None and not re.fullmatch(r"https?://[^\s/\\]+\.?[^\s\\]*", text):
        raise wrong(
            "bad-value",
            f"`{text}` is not an address on the web",
            "Write the whole address, as https://example.org/leaflets/.",
        )
    return text


def _mail(value: Any) -> Any:
    text = _text(value)
    if text is not None and not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", text):
        raise wrong(
            "bad-value",
            f"`{text}` is not an e-mail address",
            "Write it as ward-7@example.org.",
        )
    return text


def _readable(colour: str | None) -> str | None:
    """Refuse a colour that cannot be read (WCAG 2.2, 1.4.3), and name one that can."""
    if colour is None:
        return None
    ground = parse_colour(PALEST_BOX)
    found = contrast(parse_colour(colour), ground)
    if found >= READABLE:
        return colour
    shares = (step / 100 for step in range(1, 101))
    darker = (mix(parse_colour(colour), (0, 0, 0), share) for share in shares)
    enough = next(one for one in darker if contrast(one, ground) >= READABLE)
    raise wrong(
        "bad-value",
        f"the colour `{colour}` is too pale for words: its contrast on the ground of "
        f"titles and boxes is {found:.1f}:1, and {READABLE}:1 is the least",
        f'Choose a darker one; the nearest is "{written(enough)}".',
    )


Text: TypeAlias = Annotated[str | None, BeforeValidator(_text)]
Line: TypeAlias = Annotated[str | None, BeforeValidator(_line)]
Needed: TypeAlias = Annotated[str, BeforeValidator(_text)]
Day: TypeAlias = Annotated[date | None, BeforeValidator(_date)]
Number: TypeAlias = Annotated[int | None, BeforeValidator(_number)]
Size: TypeAlias = Annotated[int, BeforeValidator(_point_size)]
YesNo: TypeAlias = Annotated[bool, BeforeValidator(yes_no)]
Language: TypeAlias = Annotated[str | None, BeforeValidator(_language)]
Id: TypeAlias = Annotated[str | None, BeforeValidator(_id)]
Web: TypeAlias = Annotated[str | None, BeforeValidator(_web)]
Mail: TypeAlias = Annotated[str | None, BeforeValidator(_mail)]
Accent: TypeAlias = Annotated[
    str | None,
    matching(
        r"#[0-9A-Fa-f]{6}",
        "bad-value",
        "a colour",
        'Write six hexadecimal digits in quotation marks, as "#0b4f6c".',
    ),
    AfterValidator(_readable),
]
One: TypeAlias = Annotated[str | None, BeforeValidator(_one)]
Texts: TypeAlias = Annotated[list[Needed], BeforeValidator(listed)]
Country: TypeAlias = Annotated[
    str,
    matching(
        r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?",
        "bad-value",
        "a country code",
        COUNTRY_HINT,
        meant=_countries_meant,
    ),
    AfterValidator(_known_country),
]
Doi: TypeAlias = Annotated[
    str | None,
    matching(
        r"10\.\d{4,9}/\S+",
        "bad-identifier",
        "a DOI",
        "A DOI begins with `10.`, as 10.1038/s41598-017-15505-3.",
        cut=r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)",
    ),
]
Pmid: TypeAlias = Annotated[
    str | None,
    matching(
        r"[1-9]\d{0,8}",
        "bad-identifier",
        "a PMID",
        "A PMID is a number, as 29138430.",
        cut=r"(?:https?://pubmed\.ncbi\.nlm\.nih\.gov/|pmid:?\s*)",
    ),
]
Orcid: TypeAlias = Annotated[
    str | None,
    matching(
        r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]",
        "bad-identifier",
        "an ORCID",
        "An ORCID has sixteen digits in fours, as 0000-0002-1825-0097.",
        cut=r"https?://orcid\.org/",
    ),
]
ReferenceId: TypeAlias = Annotated[
    str,
    matching(
        r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}",
        "bad-id",
        "an id that a citation can name",
        "Use letters, digits and hyphens, as `rajendran-2017`.",
    ),
]
