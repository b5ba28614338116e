"""Rules about care cards and lists of what not to do."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

from collections.abc import Iterable, Iterator
from typing import TypeGuard

from plainleaf.findings import Severity
from plainleaf.model import Callout, CalloutKind, ItemList, Paragraph, Publication
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule
from plainleaf.words import inline_text


def dont_without_words(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Each entry of what not to do says so in words.

    NHS digital service manual, Do and Don't lists: who listens does not see the sign.
    """
    del publication
    refusals = facts.patterns.phrases["refusal"]
    for block in facts.blocks:
        if not _is(block, CalloutKind.DONT):
            continue
        for entries in (b for b in block.blocks if isinstance(b, ItemList)):
            for entry in entries.entries:
                first = entry.blocks[0] if entry.blocks else None
                said = (
                    inline_text(first.inlines) if isinstance(first, Paragraph) else ""
                )
                if not _begins(said, refusals):
                    yield Remark(
                        f"“{said}” stands among what not to do, and does not say so",
                        entry.location,
                        "The sign before it is not heard: begin with one of “"
                        + "”, “".join(sorted(refusals))
                        + "”.",
                    )


def _begins(said: str, refusals: Iterable[str]) -> bool:
    return any(
        said.casefold() == refusal or said.casefold().startswith(f"{refusal} ")
        for refusal in refusals
    )


def emergency_number_missing(
    publication: Publication, facts: Facts
) -> Iterator[Remark]:
    """An emergency card says whom to call.

    NHS digital service manual, Care cards: "Call 999".
    """
    del publication
    for block in facts.blocks:
        if _is(block, CalloutKind.EMERGENCY) and not block.number:
            yield Remark(
                "nobody has said which number to call in this emergency",
                block.location,
                "Write `emergency_number:` in the front matter, or `jurisdiction:` in "
                "publisher.yaml.",
            )


def steps_few(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Steps are two at least.

    PEMAT-P item 22: an action is broken down into steps.
    """
    del publication
    for block in facts.blocks:
        if _is(block, CalloutKind.STEPS):
            lists = [one for one in block.blocks if isinstance(one, ItemList)]
            if lists and len(lists[0].entries) < 2:  # noqa: PLR2004
                yield Remark(
                    "these steps are one step",
                    block.location,
                    "Part it into what to do first and next, or write it as text.",
                )


def _is(block: object, kind: CalloutKind) -> TypeGuard[Callout]:
    return isinstance(block, Callout) and block.kind is kind


RULES = (
    Rule(emergency_number_missing, Severity.RELEASE),
    Rule(steps_few, Severity.WARNING),
    Rule(dont_without_words, Severity.WARNING, needs=("refusal",)),
)
