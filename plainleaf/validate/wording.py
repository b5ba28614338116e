"""Rules about words: links, and the words that the glossary and abbreviations list."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from plainleaf.findings import Location, Severity
from plainleaf.model import (
    Abbreviation,
    Citation,
    ContactCard,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Publication,
    Risk,
    Strong,
    Term,
    Text,
)
from plainleaf.validate.dose_forms import UNITS_IN_CAPITALS
from plainleaf.validate.facts import Facts, every
from plainleaf.validate.rule import Remark, Rule
from plainleaf.words import inline_text

_CAPITALS = re.compile(r"(?<![\w.-])(?:[A-Z]{2,6}s?|[A-Z]\d?[A-Z]{1,4}s?)(?!\w|\.\w)")
_LOUD_BEFORE = re.compile(r"\b[A-Z]{2,}[ ,]+$")
_LOUD_AFTER = re.compile(r"[ ,]+[A-Z]{2,}\b")
_FILES = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".epub")
_ADDRESS = re.compile(
    r"(?<![\w@./])(?:https?://|www\.)[^\s<>()“”]+[^\s<>()“”.,;:!?]"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_AFTER_NUMBER = re.compile(r"\d[ \u00a0]?$")
_ROMAN = re.compile(r"[IVX]+")


def link_text_vague(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A link's words say where it leads.

    WCAG 2.2 SC 2.4.4 and 2.4.9, failure F84; who lists the links of a page hears the
    words of each alone.
    """
    del publication
    for link in (inline for inline in facts.inlines if isinstance(inline, Link)):
        words = " ".join(inline_text(link.inlines).split())
        if facts.patterns.is_phrase("vague_link", words):
            yield Remark(
                f"the link “{words}” does not say where it leads",
                link.location,
                "Make the name of the page or what the reader can do there the link.",
            )


def link_text_is_address(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A link to the web has words, not its address.

    WCAG 2.2 SC 2.4.4; an address is read out letter by letter, and is printed on paper
    beside the words anyway. What `contacts:` states is shown as its address by us.
    """
    del publication
    ours = {
        id(inline)
        for card in facts.blocks
        if isinstance(card, ContactCard)
        for line in card.lines
        for inline in line.inlines
    }
    for link in (inline for inline in facts.inlines if isinstance(inline, Link)):
        words = inline_text(link.inlines).strip()
        if id(link) in ours:
            continue
        if link.target.startswith("http") and words.startswith(("http:", "https:")):
            yield Remark(
                f"the words of the link are its address, {words}",
                link.location,
                "Write [the name of the page](address).",
            )


def address_not_linked(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """An address on the web or of e-mail is a link.

    NHS content guide, links; WCAG 2.2 SC 2.4.4: what is only typed leads nowhere.
    """
    del publication
    for passage in facts.read("text", "cell"):
        for text in _unlinked(passage.inlines):
            for match in _ADDRESS.finditer(text.text):
                yield Remark(
                    f"the address “{match[0]}” is not a link",
                    _moved(text.location, match.start()),
                    "Write [the name of the page](https://…), or <name@example.org>.",
                )


def _unlinked(inlines: Iterable[Inline]) -> Iterator[Text]:
    """Yield the runs of text that stand in no link, however deep."""
    for inline in inlines:
        match inline:
            case Text():
                yield inline
            case Emphasis() | Strong() | Foreign() | Term() | Risk():
                yield from _unlinked(inline.inlines)
            case Link() | LineBreak() | Abbreviation() | Citation() | NoteMark():
                pass
            case _:
                assert_never(inline)


def _moved(place: Location, columns: int) -> Location:
    return Location(place.path, place.line, place.column + columns)


def link_text_same(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Links with the same words lead to the same place.

    WCAG 2.2 SC 2.4.4 and 3.2.4.
    """
    del publication
    first: dict[str, Link] = {}
    for link in (inline for inline in facts.inlines if isinstance(inline, Link)):
        words = " ".join(inline_text(link.inlines).split())
        earlier = first.setdefault(words.casefold(), link)
        if earlier.target != link.target:
            yield Remark(
                f"the link “{words}” leads elsewhere than on line "
                f"{earlier.location.line}",
                link.location,
                "Say in each what is special to it.",
            )


def glossary_term_undefined(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Every word of the glossary is explained.

    WCAG 2.2 SC 3.1.3.
    """
    del facts
    for entry in publication.front.glossary:
        if entry.definition is None:
            yield Remark(
                f"the glossary lists “{entry.term}” and does not explain it",
                entry.location,
                "Write what it means in plain words; until then readers do not see it.",
            )


def glossary_term_unused(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Every word of the glossary stands in the text.

    A word that is explained and not met costs the reader time.
    """
    said = _all_words(facts)
    for entry in publication.front.glossary:
        if " ".join(entry.term.split()).casefold() not in said:
            yield Remark(
                f"“{entry.term}” is in the glossary and not in the text",
                entry.location,
                "Delete it, or correct the spelling: both must be the same.",
            )


def abbreviation_unused(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Every abbreviation of the front matter stands in the text.

    WCAG 2.2 SC 3.1.4.
    """
    used = {
        inline.short for inline in facts.inlines if isinstance(inline, Abbreviation)
    }
    front = publication.front
    stated = f"{front.title} {front.subtitle} {front.main_message}"
    for entry in front.abbreviations:
        if entry.short not in used and entry.short not in stated:
            yield Remark(
                f"“{entry.short}” is listed and not in the text",
                entry.location,
                "Delete it; capital and small letters differ.",
            )


def _all_words(facts: Facts) -> str:
    joined = " ".join(passage.text for passage in facts.passages)
    return " ".join(joined.split()).casefold()


def abbreviation_unexplained(
    publication: Publication, facts: Facts
) -> Iterator[Remark]:
    """A short form is explained where it is first used.

    WCAG 2.2 SC 3.1.4; CDC Clear Communication Index, item 7.
    """
    front = publication.front
    known = {entry.short for entry in front.abbreviations}
    known |= {f"{entry.short}s" for entry in front.abbreviations}
    known |= {entry.term for entry in front.glossary}
    told: set[str] = set()
    for passage in facts.read("text", "front", "cell", "name", "caption"):
        if passage.text.isupper():
            continue
        for match in _CAPITALS.finditer(passage.text):
            short = match[0]
            plain = short.removesuffix("s") if short[:-1].isupper() else short
            if {short, plain} & (known | told) or _ROMAN.fullmatch(plain):
                continue
            if facts.patterns.is_phrase("well_known", plain):
                continue
            if _among_capitals(passage.text, match) or _is_dose(facts, plain):
                continue
            if _is_placeholder(facts, passage.text, match):
                continue
            if plain in UNITS_IN_CAPITALS and _AFTER_NUMBER.search(
                passage.text[: match.start()]
            ):
                continue
            told.add(plain)
            if not _explained(passage.text, match):
                yield Remark(
                    f"“{short}” is not explained",
                    passage.place(match.start()),
                    f"List it under `abbreviations:` as `{plain}:` and its full form.",
                )
    yield from _nowhere_spelled_out(facts)


def _nowhere_spelled_out(facts: Facts) -> Iterator[Remark]:
    """Tell of listed short forms that stand only where none is spelled out: headings.

    There the full form is a hint to the pointer, and no word on paper.
    """
    first: dict[str, Abbreviation] = {}
    in_text: set[str] = set()
    for passage in facts.passages:
        for inline in every(passage.inlines):
            if isinstance(inline, Abbreviation):
                first.setdefault(inline.short, inline)
                if passage.kind != "heading":
                    in_text.add(inline.short)
    words = _all_words(facts)
    for short, found in first.items():
        full = " ".join(found.expansion.split()).casefold()
        if short not in in_text and full not in words:
            yield Remark(
                f"“{short}” stands in a heading alone, where its full form is unsaid",
                found.location,
                "Use it in the text below too, or write its full form in the heading.",
            )


def _among_capitals(text: str, match: re.Match[str]) -> bool:
    """Say whether a word stands in a row of capitals: it is loud, and not short."""
    before, after = text[: match.start()], text[match.end() :]
    return bool(_LOUD_BEFORE.search(before) or _LOUD_AFTER.match(after))


def _is_dose(facts: Facts, short: str) -> bool:
    """Say whether another rule tells of a short form: how often to take a dose."""
    latin = facts.patterns.patterns.get("latin_dose")
    return bool(latin and latin.fullmatch(short))


def _is_placeholder(facts: Facts, text: str, match: re.Match[str]) -> bool:
    """Say whether a word is what another rule tells of: what is to be filled in."""
    pattern = facts.patterns.patterns.get("placeholder")
    found = pattern.finditer(text) if pattern else ()
    return any(one.start() <= match.start() < one.end() for one in found)


def _explained(text: str, match: re.Match[str]) -> bool:
    """Say whether "full form (SHORT)" or "SHORT (full form)" stands here."""
    before, after = text[: match.start()], text[match.end() :]
    return before.endswith(("(", "(the ")) or bool(re.match(r" \([^\W\d]", after))


def link_to_file_unsaid(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A link to a file says that it is one, and of which kind.

    NHS content guide, links: “(PDF, 96 kB)”; WCAG 2.2 SC 3.2.5, technique G201.
    """
    del publication
    pattern = facts.patterns.patterns["file_named"]
    for link in (inline for inline in facts.inlines if isinstance(inline, Link)):
        ending = re.sub(r"[?#].*", "", link.target).lower()
        words = inline_text(link.inlines)
        if ending.endswith(_FILES) and not pattern.search(words):
            kind = ending.rpartition(".")[2].upper()
            yield Remark(
                f"the link “{words}” does not say that it leads to a file ({kind})",
                link.location,
                f"Write [{words} ({kind})](address).",
            )


RULES = (
    Rule(link_text_vague, Severity.WARNING, needs=("vague_link",)),
    Rule(link_text_is_address, Severity.WARNING),
    Rule(link_text_same, Severity.WARNING),
    Rule(address_not_linked, Severity.WARNING),
    Rule(glossary_term_undefined, Severity.WARNING),
    Rule(glossary_term_unused, Severity.WARNING),
    Rule(abbreviation_unused, Severity.WARNING),
    Rule(abbreviation_unexplained, Severity.WARNING, needs=("well_known",)),
    Rule(link_to_file_unsaid, Severity.WARNING, needs=("file_named",)),
)
