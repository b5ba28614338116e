"""Words for readers that the author did not write, in the publication's language.

The English words are the message ids; other languages are catalogues under
`templates/messages/<language>.po` (gettext, read through Babel).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from plainleaf.resources import TEMPLATES

CATALOGUES = TEMPLATES / "messages"
SOURCE_LANGUAGE = "en"
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Messages:
    """The reader-facing words of one language, called as `say("Page")`.

    `locale` is Babel's, for dates, numbers and plurals.
    """

    language: str
    locale: Locale
    texts: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, message: str, **facts: object) -> Markup:
        """Return a message with its facts put in, escaped for markup."""
        text = Markup(escape(self.texts.get(message, message)))  # noqa: S704 escaped
        return text.format(**facts) if facts else text

    def plain(self, message: str, **facts: object) -> str:
        """Return a message as plain text, for attributes of no markup language."""
        text = self.texts.get(message, message)
        return text.format(**facts) if facts else text

    def day(self, day: date) -> str:
        """Return a date with its month in words (`23 November 2026` or by locale)."""
        return str(format_date(day, "long", locale=self.locale))

    def month(self, day: date) -> str:
        """Return month and year in words."""
        return str(format_date(day, "MMMM y", locale=self.locale))

    def number(self, number: float) -> str:
        """Return a number in the language's own form, Western digits."""
        return str(format_decimal(number, locale=self.locale, numbering_system="latn"))

    def listed(self, texts: tuple[str, ...]) -> str:
        """Return "a, b and c" as the language has it."""
        return str(format_list(texts, locale=self.locale))

    def pages(self, number: int) -> str:
        """Return "1 page", "6 pages"."""
        one, many = "{number} page", "{number} pages"
        rule = self.locale.plural_form(number)
        text = self.texts.get(f"{many}|{rule}", one if rule == "one" else many)
        return text.format(number=self.number(number))

    def size(self, size: int) -> str:
        """Return a file's size in words a reader knows: kB or MB (SI, 1 kB = 1000)."""
        if size < MEGABYTE:
            return f"{self.number(max(1, round(size / 1000)))} kB"
        return f"{self.number(round(size / MEGABYTE, 1))} MB"


def has_catalogue(language: str) -> bool:
    """Say whether the reader-facing words exist in a language."""
    return _base(language) == SOURCE_LANGUAGE or _catalogue(language).is_file()


@cache
def messages_for(language: str) -> Messages:
    """Return the words for a BCP 47 language; English where there are none."""
    locale = Locale.parse(language if has_catalogue(language) else "en", sep="-")
    path = _catalogue(language)
    if not path.is_file():
        return Messages(language, locale)
    with path.open("rb") as file:
        catalogue = read_po(file)
    texts = {
        str(message.id): str(message.string)
        for message in catalogue
        if message.id and message.string
    }
    return Messages(language, locale, texts)


def _base(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


def _catalogue(language: str) -> Path:
    return CATALOGUES / f"{_base(language)}.po"
