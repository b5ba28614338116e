"""Rules about care cards, warnings and lists of what to do and not to do."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

from collections.abc import Iterable, Iterator
from itertools import pairwise

from plainleaf.findings import Severity
from plainleaf.model import (
    Block,
    Callout,
    ItemList,
    Link,
    Paragraph,
    Publication,
    ReviewerNote,
)
from plainleaf.sentences import words_in
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule
from plainleaf.walk import inlines_of
from plainleaf.words import inline_text

WARNINGS = 2
CARE = frozenset(["non-urgent", "urgent", "emergency"])
STANDS_OUT = CARE | {"do", "dont", "warning"}
_ENOUGH = 150
"""Words below which a text may well speak of things alone."""


def warnings_many(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A leaflet has at most two warnings.

    NHS design system, warning callout: with many, readers pass over all.
    """
    del publication
    found = [one for one in _callouts(facts.blocks) if one.kind.value == "warning"]
    for one in found[WARNINGS:]:
        yield Remark(
            f"this is one of {len(found)} warnings",
            one.location,
            "Keep two, and say the rest in the text or in a `::: note`.",
        )


def warning_title_vague(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A warning has a title that says what it warns of.

    NHS design system, warning callout; WCAG 2.2 SC 2.4.6.
    """
    del publication
    for one in _callouts(facts.blocks):
        if one.kind.value != "warning":
            continue
        words = inline_text(one.title)
        if not words.strip():
            yield Remark(
                "this warning has no title",
                one.location,
                "Begin it with a heading that says what it warns of.",
            )
        elif facts.patterns.is_phrase("generic_warning", words):
            yield Remark(
                f"the title “{words}” does not say what it warns of",
                one.location,
                "“Important” is added for you: say what it is about.",
            )


def text_after_card(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Text after a care card, a warning or a list of what to do has a heading.

    NHS design system, care cards: readers take what follows for a part of the card.
    """
    for blocks in (
        publication.blocks,
        *(section.blocks for section in facts.sections),
    ):
        shown = [one for one in blocks if not isinstance(one, ReviewerNote)]
        for before, after in pairwise(shown):
            if (
                isinstance(before, Callout)
                and before.kind.value in STANDS_OUT
                and isinstance(after, Paragraph | ItemList)
            ):
                yield Remark(
                    "this text follows a block that stands out, without a heading",
                    after.location,
                    "Give it a heading, or put it before the block.",
                )


def card_leads_away(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A card for an emergency leads nowhere but to the telephone.

    NHS design system, care cards: who reads on does not call.
    """
    del publication
    for one in _callouts(facts.blocks):
        if one.kind.value != "emergency":
            continue
        for inline in inlines_of(one):
            if isinstance(inline, Link) and not inline.target.startswith("tel:"):
                yield Remark(
                    f"the link “{inline_text(inline.inlines)}” leads away from a card "
                    "for an emergency",
                    inline.location,
                    "Put it below, under a heading.",
                )


def do_with_do(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """No thing to do begins with “do”.

    NHS design system, do and don't lists.
    """
    del publication
    pattern = facts.patterns.patterns["do_begins"]
    for location, text in _entries(facts, "do"):
        if pattern.search(text.strip()):
            yield Remark(
                f"“{text.strip()}” begins with “do”",
                location.location,
                "Begin with what to do, such as “drink water”.",
            )


def reader_not_addressed(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A text speaks to its reader.

    PEMAT-P item 21.
    """
    passages = tuple(facts.read())
    count = sum(len(words_in(passage.text)) for passage in passages)
    pattern = facts.patterns.patterns["reader"]
    if count >= _ENOUGH and not any(pattern.search(one.text) for one in passages):
        yield Remark(
            f"“you” is not among the {count} words of this text",
            publication.location,
            "Say “you” where you mean the reader.",
        )


def _callouts(blocks: Iterable[Block]) -> Iterator[Callout]:
    return (block for block in blocks if isinstance(block, Callout))


def _entries(facts: Facts, kind: str) -> Iterator[tuple[Block, str]]:
    for one in _callouts(facts.blocks):
        if one.kind.value != kind:
            continue
        for block in one.blocks:
            if isinstance(block, ItemList):
                for entry in block.entries:
                    first = entry.blocks[0] if entry.blocks else None
                    if isinstance(first, Paragraph):
                        yield first, inline_text(first.inlines)


RULES = (
    Rule(warnings_many, Severity.WARNING),
    Rule(warning_title_vague, Severity.WARNING),
    Rule(text_after_card, Severity.WARNING),
    Rule(card_leads_away, Severity.WARNING),
    Rule(do_with_do, Severity.WARNING, needs=("do_begins",)),
    Rule(reader_not_addressed, Severity.WARNING, needs=("reader",)),
)
