"""Rules about what an author types and should not: facts, and what is yet to come."""

from collections.abc import Iterator

from plainleaf.findings import Severity
from plainleaf.model import Publication
from plainleaf.validate.facts import Facts, Passage, stated_passage
from plainleaf.validate.rule import Remark, Rule

_STATEMENTS = (
    *("title", "subtitle", "description", "purpose", "funding", "advertising"),
    *("conflicts_of_interest", "user_involvement", "license"),
)


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
    pattern = facts.patterns.patterns["placeholder"]
    for passage in (*facts.read(), *_of_the_front_matter(publication)):
        for match in pattern.finditer(passage.text):
            instead = (
                "write `null`, which says that it is not known"
                if passage.kind == "front"
                else "ask in a `::: reviewer` block"
            )
            yield Remark(
                f"“{match[0]}” is still to be filled in",
                passage.place(match.start()),
                f"Fill it in, or {instead}.",
            )


def _of_the_front_matter(publication: Publication) -> Iterator[Passage]:
    """Yield the texts of the front matter that no other rule reads as text.

    Numbers to call are left to `phone-not-dialled`, addresses to the schema.
    """
    front = publication.front
    said = {name: getattr(front, name) for name in _STATEMENTS}
    said["formats_on_request.text"] = getattr(front.formats_on_request, "text", None)
    said["audience.who"] = front.audience.who
    for one in front.contacts:
        for name in ("name", "address", "hours"):
            said[f"contacts.{one.id}.{name}"] = getattr(one, name)
    for key, people in (("authors", front.authors), ("reviewers", front.reviewers)):
        for number, person in enumerate(people):
            for name in ("name", "role", "credentials"):
                said[f"{key}.{number}.{name}"] = getattr(person, name)
    for short in front.abbreviations:
        said[f"abbreviations.{short.short}"] = short.expansion
    for key, text in said.items():
        if text:
            yield stated_passage(key, text, publication)


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
