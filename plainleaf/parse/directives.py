"""The closed vocabulary: which blocks there are, and which attributes each may have.

A later block is one more entry here and one more branch in blocks.py.

The module passes 300 lines because a third of it are the words themselves.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from plainleaf.findings import Location
from plainleaf.parse.attributes import (
    CURLY,
    STRAIGHT_QUOTES,
    Attributes,
    read_attributes,
    straightened,
)
from plainleaf.parse.block_words import TRANSLATED
from plainleaf.parse.mistakes import Mistakes, nearest, suggestion

ASPECTS = (
    "overview",
    "symptoms",
    "causes",
    "diagnosis",
    "stages",
    "types",
    "treatments",
    "self-care",
    "living-with",
    "get-help",
    "how-it-works",
    "suitability",
    "benefits",
    "risks",
    "safety",
    "side-effects",
    "interactions",
    "pregnancy",
    "dose",
    "usage",
    "ingredients",
    "alternatives",
    "effectiveness",
    "questions",
    "preparation",
    "what-happens",
    "after",
    "results",
    "prevention",
    "prognosis",
    "screening",
    "contagiousness",
    "allergies",
    "misconceptions",
    "patient-experience",
    "getting-access",
    "cost",
    "related-topics",
)
"""What a section can be about: schema.org's HealthAspectEnumeration in our words, and
the sections that leaflets of a kind are expected to have."""

OUTPUTS = ("html", "pdf", "epub")
DIRECTIONS = ("ltr", "rtl")


@dataclass(frozen=True, slots=True)
class Allowed:
    """The names and keys that may stand in the braces of one kind of thing."""

    what: str
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    id: bool = False


BLOCKS: Mapping[str, Allowed] = MappingProxyType(
    {
        "facts": Allowed("a block of key facts", ("outputs",), id=True),
        "summary": Allowed("a summary", id=True),
        "note": Allowed("a note", ("outputs",), id=True),
        "warning": Allowed("a warning", id=True),
        "disclaimer": Allowed("a disclaimer", id=True),
        "promo": Allowed("a promotion", ("outputs",), id=True),
        "care": Allowed("a care card", ("level",), id=True),
        "do": Allowed("a list of things to do", id=True),
        "dont": Allowed("a list of things not to do", id=True),
        "steps": Allowed("steps", id=True),
        "checklist": Allowed("a checklist", id=True),
        "questions": Allowed("questions to ask", id=True),
        "faq": Allowed("questions and answers", id=True),
        "details": Allowed("details", id=True),
        "schedule": Allowed("a dose schedule", ("caption",), id=True),
        "contact": Allowed("a contact", ("ref",), id=True),
        "write-in": Allowed("a blank to write in", ("label", "lines")),
        "only": Allowed("a block for some readers", ("jurisdiction", "outputs")),
        "table": Allowed("a table", ("caption", "row-headers"), id=True),
        "figure": Allowed("a figure", id=True),
        "longdesc": Allowed("a long description"),
        "reviewer": Allowed("a remark for reviewers"),
    }
)
"""The blocks that have a name; a block with `lang` alone is one in that language."""
LANGUAGE_BLOCK = Allowed("a block in another language", ("lang", "dir"))
SPAN = Allowed(
    "marked words", ("lang", "dir", "of", "event", "icons"), ("term", "action", "risk")
)
LINK = Allowed("a link", names=("action",))
HEADING = Allowed("a heading", ("aspect",), id=True)
IMAGE = Allowed("a picture", names=("decorative",), id=True)

HINTS: Mapping[str, str] = MappingProxyType(
    {
        "important": "warning",
        "caution": "warning",
        "danger": "warning",
        "alert": "warning",
        "info": "note",
        "inset": "note",
        "tip": "note",
        "box": "note",
        "callout": "note",
        "key-facts": "facts",
        "comment": "reviewer",
        "image": "figure",
        "picture": "figure",
        "advert": "promo",
        "ad": "promo",
        "urgent": "{.care level=urgent}",
        "non-urgent": "{.care level=non-urgent}",
        "emergency": "{.care level=emergency}",
        "care-card": "{.care level=urgent}",
        "dos": "do",
        "donts": "dont",
        "don't": "dont",
        "do-not": "dont",
        "expander": "details",
        "todo": "checklist",
        "questions-to-ask": "questions",
        "medicines": "schedule",
        "doses": "schedule",
        "address": "contact",
        "phone": "contact",
        "blank": "write-in",
        "fill-in": "write-in",
        "country": "only",
        "region": "only",
    }
)
"""Words that authors try for a block, and the block that is meant."""


_BARE_NAME = re.compile(r"\{\s*(risk|term|action|decorative)\b")


@dataclass(frozen=True, slots=True)
class Directive:
    """A block's name ("" for a language block) and its attributes."""

    name: str
    attributes: Attributes


def read_directive(
    label: str, location: Location, mistakes: Mistakes
) -> Directive | None:
    """Read what stands after the colons; `None` when the block is not known."""
    words = re.match(r"[^\s{]+", label)
    name = words[0] if words else ""
    rest = label[len(name) :].strip()
    attributes = Attributes()
    if rest:
        found = read_attributes(rest, 0)
        if CURLY.search(rest) and not (found and found[0].readable):
            _tell_curly(rest, location, mistakes)
            # The block goes on as it was meant, so that nothing else is told of it.
            rest = straightened(rest)
            found = read_attributes(rest, 0)
        if not found or not found[0].readable or found[1] != len(rest):
            mistakes.add(
                "attributes-unreadable",
                location,
                f"`{rest}` after the colons is not understood",
                _meant(label),
            )
            mistakes.lost.update(BLOCKS)
        if found and found[0].readable:
            attributes = found[0]
        elif not name:
            mistakes.lost.update(BLOCKS)
            return None
    names = ([name] if name else []) + list(attributes.names)
    if not names and "lang" in attributes.values:
        check(attributes, LANGUAGE_BLOCK, location, mistakes)
        return Directive("", attributes)
    if not names:
        mistakes.add(
            "unknown-block",
            location,
            f"`{label}` does not say which block begins here",
            suggestion("", tuple(BLOCKS)),
        )
        return None
    name = names[0].lower().removeprefix(".")
    if name not in BLOCKS:
        meant = HINTS.get(name) or TRANSLATED.get(name)
        close = nearest(name, tuple(BLOCKS))
        kind = (meant or close or "").removeprefix("{.").split(" ")[0]
        mistakes.lost.update({kind} if kind else BLOCKS)
        hint = f"Did you mean `::: {meant}`?" if meant else ""
        mistakes.add(
            "unknown-block",
            location,
            f"there is no block `{names[0]}`",
            hint or suggestion(name, tuple(BLOCKS), mark="::: "),
        )
        return None
    for other in names[1:]:
        mistakes.add(
            "unknown-attribute",
            location,
            f"`.{other}` is not known on {BLOCKS[name].what}",
            "A block has one name.",
        )
    check(attributes, BLOCKS[name], location, mistakes, named=True)
    return Directive(name, attributes)


def _meant(label: str) -> str:
    """Return the hint for a line of colons that is not understood."""
    words = label.strip("{} .").split(maxsplit=1)
    name, rest = words[0].lower(), words[1] if len(words) > 1 else ""
    if name in BLOCKS and not rest:
        return f"Write `::: {name}`."
    level = re.fullmatch(
        r"(?:level)?\s*[:=]?\s*(non-urgent|urgent|emergency)", rest.lower()
    )
    if name == "care" and level:
        return f"Write `::: {{.care level={level[1]}}}`."
    if name == "contact" and re.fullmatch(r"[\w-]+", rest):
        return f"Write `::: {{.contact ref={rest}}}`."
    if name in BLOCKS and re.fullmatch(r'(?:[\w-]+=(?:[\w-]+|"[^"]*")\s*)+', rest):
        return f"Write `::: {{.{name} {rest}}}`."
    return (
        'Write `::: note` or `::: {.table caption="Some words"}`; the title of a block '
        "is a heading inside it."
    )


def _tell_curly(text: str, location: Location, mistakes: Mistakes) -> None:
    mistakes.add(
        "attributes-unreadable",
        location,
        f"the quotation marks in `{text}` are curly",
        STRAIGHT_QUOTES,
    )


def check(
    attributes: Attributes,
    allowed: Allowed,
    location: Location,
    mistakes: Mistakes,
    *,
    named: bool = False,
) -> None:
    """Tell every attribute that is not for this kind of thing."""
    if not attributes.readable and CURLY.search(attributes.text):
        _tell_curly(attributes.text, location, mistakes)
        return
    if not attributes.readable:
        bare = _BARE_NAME.match(attributes.text)
        mistakes.add(
            "attributes-unreadable",
            location,
            f"`{attributes.text}` is not understood",
            f"Write `{{.{bare[1]}`, with a full stop before the name."
            if (
                bare := re.match(
                    r"\{\s*(risk|term|action|decorative)\b", attributes.text
                )
            )
            else 'Write `{#id .name key=word key="some words"}`; for braces that are '
            "text, write `\\{`.",
        )
        return
    for key in attributes.values:
        if key not in allowed.keys:
            hint = suggestion(key, allowed.keys) if allowed.keys else ""
            mistakes.add(
                "unknown-attribute",
                location,
                f"`{key}=` is not known on {allowed.what}",
                hint or "Delete it.",
            )
    for name in () if named else attributes.names:
        if name not in allowed.names:
            hint = suggestion(name, allowed.names, mark=".") if allowed.names else ""
            mistakes.add(
                "unknown-attribute",
                location,
                f"`.{name}` is not known on {allowed.what}",
                hint or "Delete it.",
            )
    if attributes.id is not None and not allowed.id:
        mistakes.add(
            "unknown-attribute",
            location,
            f"{allowed.what} cannot have an id",
            "Give the id to the heading.",
        )
