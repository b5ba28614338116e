"""Rules about what headings say, and about words that only look like headings."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

from collections.abc import Iterator

from plainleaf.findings import Location, Severity
from plainleaf.model import Paragraph, Publication, Strong, Text
from plainleaf.sentences import words_in
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule
from plainleaf.words import inline_text

QUESTION_MARKS = ("?", "؟", "\uff1f", "\u037e")
FEW_WORDS = 10


def heading_is_question(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A heading tells, and does not ask, but in questions and answers.

    NHS content guide, headings: questions hide the words that readers look for.
    """
    if publication.front.type == "faq":
        return
    for passage in facts.read("heading"):
        asking = passage.text.rstrip().endswith(QUESTION_MARKS)
        if asking and not {"faq", "answer", "questions"} & set(passage.within):
            yield Remark(
                f"the heading “{passage.text}” is a question",
                passage.place(0),
                "Say what the section tells, or use `::: faq`.",
            )


def heading_generic(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A heading says what its section tells.

    PEMAT-P item 9; WCAG 2.2 SC 2.4.6.
    """
    del publication
    for section in facts.sections:
        words = inline_text(section.title)
        if facts.patterns.is_phrase("generic_heading", words):
            yield Remark(
                f"the heading “{words}” could stand over any section",
                section.location,
                "Name what stands below it.",
            )


def title_generic(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A title says what the reader will learn.

    PEMAT-P item 1: “What will happen during your mammogram” does, “Mammograms and
    you” does not.
    """
    front = publication.front
    form = facts.patterns.patterns["generic_title_form"]
    if facts.patterns.is_phrase("generic_title", front.title) or form.search(
        front.title
    ):
        yield Remark(
            f"the title “{front.title}” does not say what the reader will learn",
            front.locations.get("title", publication.location),
            "Say what the text is for, as in “What will happen during your scan”.",
        )


def bold_as_heading(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A heading is a heading, not a paragraph in bold.

    WCAG 2.2 SC 1.3.1, failure F2; ISO 14289-1, 7.4.
    """
    del publication
    for block in facts.blocks:
        if isinstance(block, Paragraph) and len(block.inlines) == 1:
            (inline,) = block.inlines
            words = inline_text(block.inlines).strip()
            if (
                isinstance(inline, Strong)
                and len(words_in(words)) <= FEW_WORDS
                and not words.endswith((".", "!", ";", ","))
            ):
                yield Remark(
                    f"“{words}” stands alone in bold, as a heading would",
                    _start(block),
                    "Begin the line with `###`, or make it part of a sentence.",
                )


def _start(block: Paragraph) -> Location:
    (inline,) = block.inlines
    first = inline.inlines[0] if isinstance(inline, Strong) else inline
    return first.location if isinstance(first, Text) else block.location


RULES = (
    Rule(heading_is_question, Severity.WARNING),
    Rule(heading_generic, Severity.WARNING, needs=("generic_heading",)),
    Rule(
        title_generic, Severity.WARNING, needs=("generic_title", "generic_title_form")
    ),
    Rule(bold_as_heading, Severity.WARNING),
)
