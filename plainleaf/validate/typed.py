"""Rules about what an author types and should not: facts, and what is yet to come."""

from collections.abc import Iterator

from plainleaf.findings import Severity
from plainleaf.model import Publication
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule


def fact_typed(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Version, dates and page numbers come from the front matter, not from the text.

    NHS standard for creating health content: dates and version are shown; typed twice,
    they soon disagree.
    """
    del publication
    pattern = facts.patterns.patterns["typed_fact"]
    for passage in facts.read("text", "cell", "name"):
        match = pattern.search(passage.text)
        if match:
            yield Remark(
                f"“{match[0].strip()}” is typed by hand",
                passage.place(match.start()),
                "State it in the front matter (`version:`, `dates:`), and delete it "
                "here; every edition shows it.",
            )


def placeholder_left(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Nothing in a released text is still to be filled in.

    NHS standard for creating health content: approval before publication.
    """
    del publication
    pattern = facts.patterns.patterns["placeholder"]
    for passage in facts.read():
        match = pattern.search(passage.text)
        if match:
            yield Remark(
                f"“{match[0]}” is still to be filled in",
                passage.place(match.start()),
                "Fill it in, or ask in a `::: reviewer` block.",
            )


def patient_data(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """No fact of one patient stands in a text for all.

    AHRQ, After Hospital Care Plan: what is a person's own is written in by hand; a
    source is kept, copied and published.
    """
    del publication
    pattern = facts.patterns.patterns["patient_fact"]
    for passage in facts.read():
        for match in pattern.finditer(passage.text):
            yield Remark(
                f"“{match[0].strip()}” looks like a fact of one patient",
                passage.place(match.start()),
                'Delete it, and give the reader a blank: `::: {.write-in label="…"}`.',
            )


RULES = (
    Rule(patient_data, Severity.WARNING, needs=("patient_fact",)),
    Rule(fact_typed, Severity.WARNING, needs=("typed_fact",)),
    Rule(placeholder_left, Severity.RELEASE, needs=("placeholder",)),
)
