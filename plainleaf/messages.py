"""Words for readers that the author did not write, in the publication's language.

The English words are the message ids: those of templates stand there, those that the
program says stand in `templates/messages/en.toml`, and code knows them by name. Other
languages are catalogues, `templates/messages/<language>.po` (gettext, read through
Babel). How to add a language is told in docs/translating.md.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations
from markupsafe import Markup, escape

from plainleaf.resources import TEMPLATES

CATALOGUES = TEMPLATES / "messages"
SOURCE_LANGUAGE = "en"
NAMED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        name: (message,) if isinstance(message, str) else tuple(message)
        for name, message in tomllib.loads(
            (CATALOGUES / "en.toml").read_text("utf-8")
        ).items()
    }
)
"""English messages by the names that code has for them; some have one and many."""
MEGABYTE = 1_000_000
UNKNOWN = "null"
"""What a header says of a fact that nobody has stated."""

MEANS: Mapping[str, str] = MappingProxyType({"nb": "no"})
"""Tags with one set of words: CLDR takes `no` for Bokmål, whose own tag is `nb`."""
_HEADER = re.compile(r'^"(X-Review[\w-]*): *(.*?)(?:\\n)?"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Review:
    """Who has read a catalogue, by what qualification, and on which day (as text)."""

    reviewer: str
    qualification: str
    day: str


@dataclass(frozen=True, slots=True)
class Messages:
    """The reader-facing words of one language.

    Templates say what they mean, `say("Page")`; code names it, `say.phrase("page")`.

    `locale` is Babel's, for dates and numbers; `catalogue` knows the language's
    plurals. `review` is `None` until a named, qualified person has read the words.
    """

    language: str
    locale: Locale
    catalogue: NullTranslations = field(default_factory=NullTranslations)
    review: Review | None = None

    @property
    def reviewed(self) -> bool:
        """Say whether the words need no review, or have had one."""
        return is_source(self.language) or self.review is not None

    def __call__(self, message: str, **facts: object) -> Markup:
        """Return a message with its facts put in, escaped for markup."""
        text = Markup(escape(self.catalogue.gettext(message)))  # noqa: S704 escaped
        return text.format(**facts) if facts else text

    def plain(self, message: str, **facts: object) -> str:
        """Return a message as plain text, for attributes of no markup language."""
        text = self.catalogue.gettext(message)
        return text.format(**facts) if facts else text

    def marked(self, name: str, **facts: object) -> Markup:
        """Return the message of a name, escaped for markup."""
        (message,) = NAMED[name]
        return self(message, **facts)

    def phrase(self, name: str, **facts: object) -> str:
        """Return the message of a name as plain text."""
        (message,) = NAMED[name]
        return self.plain(message, **facts)

    def counted(self, one: str, many: str, number: int) -> str:
        """Return the form of a message that goes with a number, the number put in."""
        text = self.catalogue.ngettext(one, many, number)
        return text.format(number=self.number(number))

    def day(self, day: date) -> str:
        """Return a date with its month in words, as the language writes it."""
        return str(format_date(day, "long", locale=self.locale))

    def month(self, day: date) -> str:
        """Return month and year in words, as the language writes them."""
        return str(format_skeleton("yMMMM", day, locale=self.locale))

    def number(self, number: float) -> str:
        """Return a number in the language's own form, Western digits."""
        return str(format_decimal(number, locale=self.locale, numbering_system="latn"))

    def listed(self, texts: Iterable[str]) -> str:
        """Return texts one after another, with the language's comma between them."""
        return self.phrase("comma").join(texts)

    def pages(self, number: int) -> str:
        """Return "1 page", "6 pages"."""
        one, many = NAMED["pages"]
        return self.counted(one, many, number)

    def size(self, size: int) -> str:
        """Return a file's size in words a reader knows: kB or MB (SI, 1 kB = 1000)."""
        if size < MEGABYTE:
            number = self.number(max(1, round(size / 1000)))
            return self.phrase("kb", number=number)
        return self.phrase("mb", number=self.number(round(size / MEGABYTE, 1)))


def has_catalogue(language: str) -> bool:
    """Say whether the reader-facing words exist in a language."""
    return is_source(language) or _catalogue(language) is not None


def language_meant(typed: str) -> str | None:
    """Return the language with a catalogue that a word names: "spanish", "sp", "ES"."""
    word = typed.strip().lower().replace("_", "-")
    language, _, region = word.partition("-")
    if re.fullmatch(r"[a-z]{2}", region) and has_catalogue(language):
        return f"{language}-{region.upper()}"
    tags = (SOURCE_LANGUAGE, *sorted(path.stem for path in CATALOGUES.glob("*.po")))
    if word in {tag.lower() for tag in tags}:
        return word
    for tag in tags:
        locale = Locale.parse(_known(tag, SOURCE_LANGUAGE), sep="-")
        names = (locale.english_name, locale.display_name)
        if word and any((name or "").lower().startswith(word) for name in names):
            return tag
    return None


def is_source(language: str) -> bool:
    """Say whether the reader-facing words were written in this language."""
    return language.split("-", maxsplit=1)[0].lower() == SOURCE_LANGUAGE


@cache
def messages_for(language: str) -> Messages:
    """Return the words for a BCP 47 language; English where there are none."""
    path = None if is_source(language) else _catalogue(language)
    if path is None:
        tag = language if is_source(language) else SOURCE_LANGUAGE
        return Messages(language, Locale.parse(tag, sep="-"))
    compiled = BytesIO()
    with path.open("rb") as file:
        # Babel leaves out what is marked as fuzzy: an unsure word is said in English.
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return Messages(
        language,
        Locale.parse(_known(language, path.stem), sep="-"),
        Translations(compiled),
        review_of(path.read_text("utf-8")),
    )


def review_of(catalogue: str) -> Review | None:
    """Return who has reviewed a catalogue, from the head of its text.

    All three facts must be stated: a name without a qualification or a day is no
    review (ISO 17100, 2.5 and 4.3.3 ask for a qualified reviser).
    """
    stated = dict(_HEADER.findall(catalogue))
    facts = [
        stated.get(name, UNKNOWN)
        for name in ("X-Reviewer", "X-Reviewer-Qualification", "X-Reviewed-On")
    ]
    return None if UNKNOWN in facts or "" in facts else Review(*facts)


def _known(language: str, fallback: str) -> str:
    """Return a language whose dates and numbers Babel knows: the nearest."""
    try:
        Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return fallback
    return language


def _catalogue(language: str) -> Path | None:
    """Return the nearest catalogue: `pt-BR.po` before `pt.po`."""
    parts = language.split("-")
    parts[0] = MEANS.get(parts[0], parts[0])
    for length in range(len(parts), 0, -1):
        path = CATALOGUES / f"{'-'.join(parts[:length])}.po"
        if path.is_file():
            return path
    return None
