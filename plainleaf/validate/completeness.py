"""Rules about what a leaflet of its kind is expected to have.

They hold for a text that states its `type`: a page of notes owes nobody a summary.

The module passes 300 lines because it is one list of small rules of one form.
"""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from plainleaf.findings import Location, Severity
from plainleaf.model import (
    Block,
    Callout,
    CalloutKind,
    Figure,
    ItemList,
    Publication,
    Strong,
    Table,
)
from plainleaf.sentences import words_in
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule

GUIDES = frozenset(["condition-guide", "treatment-guide", "medicine"])
ACTIONS = frozenset(
    [
        "steps",
        "do",
        "dont",
        "non-urgent",
        "urgent",
        "emergency",
        "questions",
        "checklist",
        "writein",
        "schedule",
    ]
)
SHOWN = frozenset(["condition-guide", "treatment-guide"])
"""Types that tell of a body or a way of moving: things to be seen."""
DOING = frozenset(["treatment-guide", "discharge"])
"""Types whose readers have something to ask or to keep track of.

A procedure is in neither: it is as well a blood test, over in a minute, and half of
what was told of it was wrong. The report asks people of both.
"""
TOOLS = frozenset(["questions", "checklist", "writein", "schedule"])
ENOUGH = 150
"""Words below which a text needs nothing that draws the eye."""
EXPECTED: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        kind: tuple(tuple(one.split("|")) for one in wanted.split())
        for kind, wanted in {
            "condition-guide": "overview symptoms causes diagnosis treatments "
            "self-care|living-with|prevention get-help",
            "treatment-guide": "overview how-it-works suitability benefits "
            "risks|side-effects|safety alternatives effectiveness questions",
            "procedure": "preparation what-happens risks|side-effects|safety after "
            "get-help",
            "medicine": "overview suitability usage|dose side-effects|risks|safety "
            "interactions pregnancy",
            "discharge": "dose|usage|treatments after|self-care|living-with get-help",
            "consent": "what-happens benefits risks alternatives",
        }.items()
    }
)
"""Aspects that a text of each type covers; of those with a bar one is enough,
and the first is the usual one."""


def summary_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A leaflet begins with what matters most.

    PEMAT-P item 11; CDC Clear Communication Index, item 10.
    """
    if publication.front.type is None or publication.summary:
        return
    if not any(
        isinstance(block, Callout) and block.kind is CalloutKind.FACTS
        for block in facts.blocks
    ):
        yield Remark(
            "there is neither a summary nor a block of key facts",
            publication.location,
            "Write `::: summary` with three to five sentences.",
        )


def action_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A leaflet marks at least one thing that the reader can do.

    PEMAT-P item 20; CDC Clear Communication Index, item 5.
    """
    front = publication.front
    if front.type is None or front.call_to_action or _names(facts) & ACTIONS:
        return
    yield Remark(
        "nothing in the text is marked as what the reader can do",
        _place(publication, "call_to_action"),
        "Write `call_to_action:`, or a block of steps, questions or things to do.",
    )


def tool_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A leaflet gives its reader something to use: a checklist, questions, a blank.

    PEMAT-P item 23.
    """
    if publication.front.type in DOING and not _names(facts) & TOOLS:
        yield Remark(
            "there is no checklist, blank, schedule or list of questions to use",
            _place(publication, "type"),
            "Write `::: checklist` or `::: questions`, if readers can use one.",
        )


def visual_cue_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Something draws the eye to the key points: a list, a box, a word in bold.

    PEMAT-P item 12.
    """
    cues = any(
        isinstance(block, Callout | ItemList | Figure | Table) for block in facts.blocks
    ) or any(isinstance(inline, Strong) for inline in facts.inlines)
    count = sum(len(words_in(passage.text)) for passage in facts.read("text"))
    if count >= ENOUGH and not cues:
        yield Remark(
            f"no list, box or word in bold stands in the {count} words of this text",
            publication.location,
            "Make a list of what belongs together, or a box of what matters most.",
        )


def figure_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A picture with a caption supports the main message.

    CDC Clear Communication Index, item 4.
    """
    front = publication.front
    if front.type not in SHOWN:
        return
    if not any(isinstance(block, Figure) and block.caption for block in facts.blocks):
        yield Remark(
            f"this {front.type} has no picture with a caption",
            _place(publication, "main_message", "type"),
            "Show what is hard to say in words; leave pictures out that only decorate.",
        )


def _names(facts: Facts) -> set[str]:
    return {_name(block) for block in facts.blocks}


def _name(block: Block) -> str:
    match block:
        case Callout():
            return block.kind.value
        case Table(schedule=True):
            return "schedule"
        case _:
            return type(block).__name__.lower()


def _stated(
    publication: Publication, key: str, value: object, what: str, hint: str
) -> Iterator[Remark]:
    if publication.front.type is not None and not value:
        yield Remark(what, _place(publication, key), hint)


def _place(publication: Publication, *keys: str) -> Location:
    for key in keys:
        if key in publication.front.locations:
            return publication.front.locations[key]
    return publication.location


def purpose_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """It is stated what the text is to do for its reader.

    PEMAT-P item 1.
    """
    del facts
    yield from _stated(
        publication,
        "purpose",
        publication.front.purpose,
        "it is not stated what the text is for",
        'Write `purpose:`, such as "To help you move again".',
    )


def main_message_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A leaflet has one main message.

    CDC Clear Communication Index, item 1.
    """
    del facts
    yield from _stated(
        publication,
        "main_message",
        publication.front.main_message,
        "no main message is stated",
        "Write `main_message:` with one to three short sentences.",
    )


def user_involvement_missing(
    publication: Publication, facts: Facts
) -> Iterator[Remark]:
    """It is stated how patients helped to make the text.

    PIF TICK, Involving users.
    """
    del facts
    yield from _stated(
        publication,
        "user_involvement",
        publication.front.user_involvement,
        "it is not stated whether patients helped to make this text",
        "Write `user_involvement:` and who, how and when, or that nobody did.",
    )


def feedback_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Readers are told where to say what they think.

    PIF TICK, Feedback.
    """
    del facts
    yield from _stated(
        publication,
        "feedback",
        publication.front.feedback,
        "readers are not told where to say what they think",
        "Write `feedback:` with `email:` or `url:`.",
    )


def evidence_incomplete(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """It is stated what is known, what is not known, and when that was looked up.

    CDC Clear Communication Index, item 11; PIF TICK, Evidence.
    """
    del facts
    front = publication.front
    if front.type not in GUIDES:
        return
    evidence = front.evidence
    lacking = [
        key
        for key in ("known", "unknown", "searched_on")
        if evidence is None or getattr(evidence, key) is None
    ]
    if lacking:
        yield Remark(
            "under `evidence:` is not stated: " + ", ".join(lacking),
            _place(publication, f"evidence.{lacking[0]}", "evidence"),
            "Write `known:` and `unknown:` in a sentence each, and `searched_on:`.",
        )


def references_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A guide cites what it rests on.

    PIF TICK, Evidence; HONcode, principle of attribution.
    """
    del facts
    front = publication.front
    if front.type in GUIDES and not front.references:
        yield Remark(
            "the text lists no work that it rests on",
            _place(publication, "references"),
            "List them under `references:` and cite them as [@its-id].",
        )


def section_expected(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A leaflet of a type has the sections that its readers look for.

    DISCERN, questions 9 to 13; NHS content guide, page types; CDC Clear Communication
    Index, items 18 and 19.
    """
    wanted = EXPECTED.get(publication.front.type or "", ())
    lacking = [one for one in wanted if not facts.aspects.intersection(one)]
    if lacking:
        names = ", ".join(" or ".join(sorted(one)) for one in lacking)
        yield Remark(
            f"no section of this {publication.front.type} is about: {names}",
            _place(publication, "type"),
            "Write it, or say which section it is: `## Words {aspect="
            f"{min(lacking[0])}}}`.",
        )


def contacts_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Who goes home knows whom to call.

    AHRQ, Re-Engineered Discharge toolkit, After Hospital Care Plan.
    """
    del facts
    front = publication.front
    if front.type == "discharge" and not front.contacts:
        yield Remark(
            "nobody to call is listed under `contacts:`",
            _place(publication, "contacts"),
            "List them, and show them with `::: {.contact ref=…}`.",
        )


def formats_not_offered(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Readers in Great Britain are told how to ask for another format.

    NHS Accessible Information Standard, DAPB1605.
    """
    del facts
    front = publication.front
    here = {publication.jurisdiction, *front.jurisdictions}
    if any(one and one.startswith("GB") for one in here) and (
        front.formats_on_request is None
    ):
        yield Remark(
            "readers are not told how to ask for large print, braille or audio",
            _place(publication, "formats_on_request"),
            "Write `formats_on_request:` with `text:` and `phone:` or `email:`.",
        )


def language_help_missing(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A consent or discharge leaflet in the United States offers help with language.

    Affordable Care Act section 1557, 45 CFR 92.11.
    """
    del facts
    if (
        publication.front.type in {"consent", "discharge"}
        and publication.jurisdiction == "US"
        and not publication.publisher.language_help
    ):
        yield Remark(
            "readers are not offered help in their language",
            publication.location,
            "Write `language_help:` in publisher.yaml.",
        )


RULES = (
    Rule(summary_missing, Severity.WARNING),
    Rule(action_missing, Severity.NOTE),
    Rule(tool_missing, Severity.NOTE),
    Rule(visual_cue_missing, Severity.NOTE),
    Rule(figure_missing, Severity.NOTE),
    Rule(section_expected, Severity.WARNING),
    Rule(contacts_missing, Severity.WARNING),
    Rule(purpose_missing, Severity.WARNING),
    Rule(main_message_missing, Severity.WARNING),
    Rule(evidence_incomplete, Severity.WARNING),
    Rule(references_missing, Severity.WARNING),
    Rule(user_involvement_missing, Severity.WARNING),
    Rule(feedback_missing, Severity.WARNING),
    Rule(formats_not_offered, Severity.WARNING),
    Rule(language_help_missing, Severity.WARNING),
)
