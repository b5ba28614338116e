"""Rules about short forms: each is explained where a reader first meets it."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

import re
from collections.abc import Iterator

from plainleaf.findings import Severity
from plainleaf.model import Abbreviation, Publication
from plainleaf.validate.dose_forms import UNITS_IN_CAPITALS
from plainleaf.validate.facts import Facts, Passage, every, stated_passage
from plainleaf.validate.rule import Remark, Rule

_CAPITALS = re.compile(r"(?<![\w.-])(?:[A-Z]{2,6}s?|[A-Z]\d?[A-Z]{1,4}s?)(?!\w|\.\w)")
_LOUD_BEFORE = re.compile(r"\b[A-Z]{2,}[ ,]+(?:\d+[ ,]+)?$")
_LOUD_AFTER = re.compile(r"[ ,]+(?:\d+[ ,]+)?[A-Z]{2,}\b")
_AFTER_NUMBER = re.compile(r"\d[ \u00a0]?$")
_ROMAN = re.compile(r"[IVX]+")


def abbreviation_unused(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Every abbreviation of the front matter stands in the text.

    WCAG 2.2 SC 3.1.4.
    """
    used = {
        inline.short for inline in facts.inlines if isinstance(inline, Abbreviation)
    }
    front = publication.front
    stated = " ".join(
        text or ""
        for text in (
            *(front.title, front.subtitle),
            *(front.main_message, front.call_to_action),
        )
    )
    for entry in front.abbreviations:
        if entry.short not in used and entry.short not in stated:
            yield Remark(
                f"“{entry.short}” is listed and not in the text",
                entry.location,
                "Delete it; capital and small letters differ.",
            )


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
    # What stands in the title is met first, and is explained in the text below it.
    titles = _titles(publication)
    for passage in (
        *facts.read("text", "front", "cell", "name", "caption"),
        *titles,
    ):
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
                hint = (
                    f"List it under `abbreviations:` as `{plain}:` and its full form."
                )
                if passage in titles:
                    hint = f"Write its full form in the text, as `full form ({plain})`."
                place = passage.place(match.start())
                yield Remark(f"“{short}” is not explained", place, hint)
    yield from _nowhere_spelled_out(facts)
    yield from _in_the_title_alone(publication, facts)


def _titles(publication: Publication) -> tuple[Passage, ...]:
    front = publication.front
    stated = (("title", front.title), ("subtitle", front.subtitle))
    return tuple(stated_passage(key, text, publication) for key, text in stated if text)


def _in_the_title_alone(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Tell of listed short forms in the title that no text below it spells out."""
    front = publication.front
    titles = _titles(publication)
    texts = [one.text for one in titles]
    read = f"{front.main_message or ''} {front.call_to_action or ''}"
    words = f"{' '.join(texts)} {read}".casefold() + facts.all_words()
    used = {one.short for one in facts.inlines if isinstance(one, Abbreviation)}
    for entry in front.abbreviations:
        full = " ".join(entry.expansion.split()).casefold()
        whole = re.compile(rf"(?<!\w){re.escape(entry.short)}(?!\w)")
        if entry.short in used or whole.search(read) or full in words:
            continue
        for passage in titles:
            if match := whole.search(passage.text):
                yield Remark(
                    f"“{entry.short}” stands in the title alone, where its full form "
                    "is unsaid",
                    passage.place(match.start()),
                    "Use it in the main message or the text too, or write its full "
                    "form in the subtitle.",
                )
                break


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
    words = facts.all_words()
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


RULES = (
    Rule(abbreviation_unused, Severity.WARNING),
    Rule(abbreviation_unexplained, Severity.WARNING, needs=("well_known",)),
)
