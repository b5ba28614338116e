"""Rules about length: sentences, paragraphs, lists, sections, titles."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

from collections.abc import Iterator

from plainleaf.findings import Severity
from plainleaf.model import ItemList, Paragraph, Publication, Section
from plainleaf.sentences import sentences, words_in
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule
from plainleaf.words import inline_text

SENTENCE = 20
PARAGRAPH = 3
SHORT_PARAGRAPH = 40
"""Words that are a short paragraph, however many sentences they make."""
LIST = 7
SECTION = 200
TITLE = 65
DEEPEST = 3
MESSAGE = 3


def sentence_long(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A sentence has at most 20 words.

    NHS content guide, sentences; PEMAT-P item 3.
    """
    del publication
    for passage in facts.read("text", "front"):
        for offset, sentence in passage.sentences():
            count = len(words_in(sentence))
            if count > SENTENCE:
                yield Remark(
                    f"this sentence has {count} words",
                    passage.place(offset),
                    "Split it, or make a list of its parts.",
                )


def paragraph_long(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A paragraph has at most three sentences.

    NHS content guide, paragraphs; PEMAT-P item 8.
    """
    del publication
    for passage in facts.read("text"):
        if {"longdesc", "figure", "disclaimer"} & set(passage.within):
            continue
        count = sum(1 for _ in passage.sentences())
        if count > PARAGRAPH and len(words_in(passage.text)) > SHORT_PARAGRAPH:
            yield Remark(
                f"this paragraph has {count} sentences",
                passage.place(0),
                "Begin a new paragraph where a new thought begins.",
            )


def list_long(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A list has at most seven entries.

    CDC Clear Communication Index, item 8; the NHS content guide says six.
    """
    del publication
    for block in facts.blocks:
        if isinstance(block, ItemList) and len(block.entries) > LIST:
            yield Remark(
                f"this list has {len(block.entries)} entries",
                block.location,
                "Put entries that belong together under a heading of their own.",
            )


def list_entry_long(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """An entry of a list has one sentence.

    NHS content guide, bullet points.
    """
    del publication
    for block in facts.blocks:
        if not isinstance(block, ItemList) or block.ordered:
            continue
        for entry in block.entries:
            texts = [
                inline_text(inner.inlines)
                for inner in entry.blocks
                if isinstance(inner, Paragraph)
            ]
            count = sum(1 for text in texts for _ in sentences(text))
            if count > 1:
                yield Remark(
                    f"this entry of a list has {count} sentences",
                    entry.location,
                    "Keep the first, and say the rest below the list, if readers need "
                    "it.",
                )


def section_long(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """No more than 200 words stand between two headings.

    PEMAT-P item 8; CDC Clear Communication Index, item 9. The number is ours.
    """
    del publication
    for section in facts.sections:
        # A callout with a title has a heading of its own.
        count = sum(
            len(words_in(passage.text))
            for passage in facts.read("text", "name")
            if passage.section == section.id and not passage.within
        )
        if count > SECTION:
            yield Remark(
                f"{count} words stand under this heading before the next",
                section.location,
                "Part them by headings that say what each part tells.",
            )


def title_long(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A title has at most 65 characters.

    NHS content guide, page titles.
    """
    del facts
    front = publication.front
    if len(front.title) > TITLE:
        yield Remark(
            f"the title has {len(front.title)} characters",
            front.locations.get("title", publication.location),
            "Shorten it; what is left over can be the subtitle.",
        )


def heading_deep(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Headings go at most three levels below the title.

    NHS content guide, headings: avoid the fifth level.
    """
    del facts

    def below(section: Section, depth: int) -> Iterator[Section]:
        if depth > DEEPEST:
            yield section
        for inner in section.sections:
            yield from below(inner, depth + 1)

    for outer in publication.sections:
        for section in below(outer, 1):
            yield Remark(
                f"the heading “{inline_text(section.title)}” is nested very deep",
                section.location,
                "Raise it a level, or part the section above it.",
            )


def main_message_long(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """The main message is one to three short sentences.

    CDC Clear Communication Index, item 1.
    """
    del facts
    front = publication.front
    count = sum(1 for _ in sentences(front.main_message or ""))
    if count > MESSAGE:
        yield Remark(
            f"the main message has {count} sentences",
            front.locations.get("main_message", publication.location),
            "Keep what readers must remember if they remember one thing.",
        )


RULES = (
    Rule(sentence_long, Severity.WARNING),
    Rule(paragraph_long, Severity.WARNING),
    Rule(list_long, Severity.WARNING),
    Rule(list_entry_long, Severity.NOTE),
    Rule(section_long, Severity.WARNING),
    Rule(title_long, Severity.WARNING),
    Rule(heading_deep, Severity.WARNING),
    Rule(main_message_long, Severity.WARNING),
)
