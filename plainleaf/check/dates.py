"""A day as readers may meet it in writing."""

from datetime import date

from babel import UnknownLocaleError
from babel.dates import format_date

_LENGTHS = ("long", "medium", "full", "short")


def ways_to_write(day: date, language: str) -> tuple[str, ...]:
    """Return the ways to write a day in a language (BCP 47), and the ISO 8601 way."""
    locale = language.replace("-", "_")
    try:
        written = [format_date(day, length, locale=locale) for length in _LENGTHS]
    except (UnknownLocaleError, ValueError):
        written = []
    return (*written, day.isoformat())
