"""Rules about telephone numbers: what a reader's telephone can dial by itself."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plainleaf.addresses import telephone_target
from plainleaf.findings import Location, Severity
from plainleaf.model import Publication
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule
from plainleaf.validate.wording import unlinked

_LETTER_FOR_FIGURE = re.compile(r"(?<=\d)[lIoO](?=[\dlIoO ]|$)|(?<!\w)[lIoO](?=\d)")
_FIGURES = str.maketrans("lIoO", "1100")
_MANY_FIGURES = re.compile(r"\d[\d ().-]*")
SHORT = 2
"""Figures that are no number by themselves: an extension, a day."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where else to write what a number has too much of, for the hint."""

    number: str
    words: str
    more: str


_ELSEWHERE = Elsewhere(
    number="give the other a contact of its own under `contacts:`",
    words="other words go under `hours:`",
    more="an extension and other words go under `hours:` or into the text",
)
_OF_THE_PUBLISHER = Elsewhere(
    number="the other can be a contact of the leaflets that need it",
    words="other words go under `address:`",
    more="an extension and other words go under `address:`",
)
_IN_TEXT = re.compile(
    r"(?<![\w.,/@-])(?:(?:\+\d|\(?0\d)[\d ()-]{5,}\d"
    r"|(?:\(?\d{3}\)?[ -])?\d{3}-\d{4})"
    r"(?![\w/-]|[.,]\d)"
)
"""What is a number to call by its form: it begins with 0 or +, or as in the US."""
_SEVERAL = re.compile(r"-\d$")
"""How a second number is told by its last figure: 960 456-7."""
_CURLY = "\u201c\u201d\u201e\u2018"


def phone_not_dialled(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A telephone number is one number and nothing else.

    RFC 3966, 3 (tel: addresses); WCAG 2.2 SC 1.3.1: what is more than a number is no
    link, and nobody can call it by touch.
    """
    del facts
    front = publication.front
    formats = front.formats_on_request
    stated = {"formats_on_request.phone": formats.phone if formats else None}
    for contact in front.contacts:
        stated[f"contacts.{contact.id}.phone"] = contact.phone
        stated[f"contacts.{contact.id}.relay"] = contact.relay
    for key, number in stated.items():
        place = front.locations.get(key, publication.location)
        yield from _told(number, front.begins.get(key, place), _ELSEWHERE)
    publisher = publication.publisher
    place = publisher.locations.get("phone", publication.location)
    place = publisher.begins.get("phone", place)
    yield from _told(publisher.phone, place, _OF_THE_PUBLISHER)
    emergency = front.emergency_number or ""
    if re.fullmatch(r"\d+(?: \d+)+", emergency):
        place = front.locations.get("emergency_number", publication.location)
        yield Remark(
            f"spaces stand in the emergency number “{emergency}”",
            front.begins.get("emergency_number", place),
            f"Write {emergency.replace(' ', '')}.",
        )


def phone_not_linked(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A telephone number in the text is a link, which calls it.

    RFC 3966 (tel: addresses); WCAG 2.2 SC 2.5.8: whoever has to call may not be able to
    type a number from one place into another.
    """
    del publication
    for passage in facts.read("text", "cell"):
        for text in unlinked(passage.inlines):
            for match in _IN_TEXT.finditer(text.text):
                number = match[0]
                place = text.location
                place = replace(place, column=place.column + match.start())
                address = telephone_target(number)
                link = f"[{number}]({address})"
                if _SEVERAL.search(number):
                    link = "each number in full, as [01632 960 100](tel:01632960100)"
                yield Remark(
                    f"the telephone number “{number}” is not a link",
                    place,
                    f"Write {link}, or list it under `contacts:` and show it by "
                    "`::: {.contact ref=…}`.",
                )


def _told(
    number: str | None, place: Location, elsewhere: Elsewhere
) -> Iterator[Remark]:
    # Curly quotation marks are told where they are read.
    if number and number[0] not in _CURLY and not telephone_target(number):
        message, hint = _trouble(number, elsewhere)
        yield Remark(message, place, hint)


def _trouble(number: str, elsewhere: Elsewhere) -> tuple[str, str]:
    """Return message and hint for what cannot be dialled as it is."""
    right = _LETTER_FOR_FIGURE.sub(lambda m: m[0].translate(_FIGURES), number)
    if right != number and telephone_target(right):
        return (
            f"letters stand among the figures of “{number}”",
            f"Type figures, 1 and 0: {right}.",
        )
    alone = "Write one number alone"
    if len([one for one in _MANY_FIGURES.findall(number) if len(one) > SHORT]) > 1:
        hint = f"{alone}; {elsewhere.number}."
        return f"“{number}” is more than one number, and no link", hint
    if not re.search(r"\d", number):
        hint = f"Write a number, or leave the key out; {elsewhere.words}."
        return f"“{number}” is no number, and no link", hint
    hint = f"{alone}; {elsewhere.more}."
    return f"“{number}” has more than a number, and is no link", hint


RULES = (
    Rule(phone_not_dialled, Severity.WARNING),
    Rule(phone_not_linked, Severity.WARNING),
)
