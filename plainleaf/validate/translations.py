"""Rules about a leaflet: whether each translation says all that its original says.

A program cannot read two languages, but it can count: sections, warnings and care
cards, tables with their rows, lists with their entries. What one language lacks is told
at its place in the translation, with the words of the original.
"""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

import inspect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from plainleaf.findings import Finding, Location, Severity
from plainleaf.model import (
    Block,
    Callout,
    CalloutKind,
    ContactCard,
    DefinitionList,
    Figure,
    ItemList,
    Publication,
    Table,
)
from plainleaf.validate.pairing import Beside, Part, beside
from plainleaf.validate.rule import Remark
from plainleaf.words import inline_text

SAFETY = frozenset(
    {
        CalloutKind.WARNING,
        CalloutKind.NON_URGENT,
        CalloutKind.URGENT,
        CalloutKind.EMERGENCY,
        CalloutKind.DO,
        CalloutKind.DONT,
    }
)
"""Blocks that keep readers from harm."""


Check = Callable[[Beside], Iterator[Remark]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A rule about a translation and its original, and how much it matters."""

    check: Check
    severity: Severity

    @property
    def id(self) -> str:
        """The readable id: the function's name with hyphens."""
        return str(getattr(self.check, "__name__", "")).replace("_", "-")

    @property
    def summary(self) -> str:
        """The first line of the documentation: what must hold."""
        return (inspect.getdoc(self.check) or "").partition("\n")[0]

    @property
    def source(self) -> str:
        """The standard and clause: the documentation's last paragraph."""
        first, _, last = (inspect.getdoc(self.check) or "").rpartition("\n\n")
        return " ".join(last.split()) if first else ""

    def finding(self, remark: Remark) -> Finding:
        """Return what the rule says of one place as a finding."""
        return Finding(
            self.id, self.severity, remark.message, remark.location, remark.hint
        )


def among(
    publication: Publication, leaflet: Iterable[Publication]
) -> tuple[Finding, ...]:
    """Hold one publication against the other languages of its leaflet."""
    others = tuple(other for other in leaflet if other is not publication)
    return _findings(beside(publication, others)) if others else ()


def compare(original: Publication, translation: Publication) -> tuple[Finding, ...]:
    """Return what a translation lacks of its original, or has beyond it."""
    return _findings(beside(translation, (original,)))


def _findings(pair: Beside) -> tuple[Finding, ...]:
    findings = [rule.finding(remark) for rule in RULES for remark in rule.check(pair)]
    return tuple(sorted(findings, key=lambda finding: finding.location))


def translation_section_missing(pair: Beside) -> Iterator[Remark]:
    """A translation has every section of its original.

    PIF TICK, Clear communication: the same facts for every reader; WCAG 2.2 SC 3.1.2.
    """
    for section, place in pair.missing:
        yield Remark(
            f"the section “{inline_text(section.title)}” of the original "
            f"(line {section.location.line}) is not translated",
            place,
            "Translate it, or take it out of the original.",
        )


def translation_section_extra(pair: Beside) -> Iterator[Remark]:
    """A translation has no section that its original lacks.

    ISO 17100, 5.3.1: nothing is added to or left out of what is translated.
    """
    for section in pair.extra:
        yield Remark(
            f"the original has no section “{inline_text(section.title)}”",
            section.location,
            "Write it in the original too, or give both the same `{#name}`.",
        )


def translation_safety_missing(pair: Beside) -> Iterator[Remark]:
    """A translation has every warning and care card of its original.

    Section 1557 of the US Affordable Care Act, 45 CFR 92.201: a translation is
    accurate; ISO 17100, 5.3.1.
    """
    for one, other in pair.same:
        lacking = Counter(_safety(one)) - Counter(_safety(other))
        for kind, count in lacking.items():
            yield Remark(
                f"the original has {_number(count, kind)} more {_where(one)}",
                other.location,
                "Translate it: readers of every language are to be warned.",
            )


def translation_safety_extra(pair: Beside) -> Iterator[Remark]:
    """A translation warns of nothing that its original does not warn of.

    ISO 17100, 5.3.1: nothing is added to or left out of what is translated.
    """
    for one, other in pair.same:
        beyond = Counter(_safety(other)) - Counter(_safety(one))
        for kind, count in beyond.items():
            yield Remark(
                f"the translation has {_number(count, kind)} more than the original "
                f"{_where(one)}",
                other.location,
                "Write it in the original too: every reader is to be warned.",
            )


def translation_blocks_differ(pair: Beside) -> Iterator[Remark]:
    """Tables, lists and pictures of a translation are those of its original.

    ISO 17100, 5.3.1: nothing is added to or left out of what is translated.
    """
    for one, other in pair.same:
        due, found = _sizes(one.blocks), _sizes(other.blocks)
        if due != found:
            told = [size for size in due if size not in found] or due
            here = [size for size in found if size not in due] or found
            yield Remark(
                f"the original has {', '.join(told) or 'neither list nor table'} "
                f"{_where(one)}, the translation "
                f"{', '.join(here) or 'neither list nor table'}",
                other.location,
                "Compare the two line by line.",
            )


def translation_older(pair: Beside) -> Iterator[Remark]:
    """A translation was made from the present version of its original.

    ISO 17100, 4.5: the version that is translated is known.
    """
    front, original = pair.publication.front, pair.original and pair.original.front
    if not front.translation or not original:
        return
    made_from, now = front.translation.version, original.version
    mine, newest = front.dates.newest(), original.dates.newest()
    told = ""
    if made_from and now and made_from != now:
        told = f"version {made_from} was translated; the original is now {now}"
    elif not made_from and mine and newest and mine < newest:
        told = (
            f"its newest date is {mine.isoformat()}, the original's "
            f"{newest.isoformat()}"
        )
    if told:
        yield Remark(
            told,
            _stated_at(pair.publication, "translation.version", "translation"),
            "Bring the translation up to date, then write the version it is made from.",
        )


def translation_unstated(pair: Beside) -> Iterator[Remark]:
    """One language of a leaflet is the original; the others say so of it.

    ISO 17100, 4.5: what is translated is known.
    """
    if pair.publication.front.translation:
        return
    rivals = [one for one in pair.others if not one.front.translation]
    for other in rivals[:1]:
        language = other.front.language
        yield Remark(
            f"neither this text nor the one in `{language}` says that it is a "
            "translation",
            _stated_at(pair.publication, "language"),
            f"In the translation write `translation: {{of: {language}}}`, or the "
            "other way round.",
        )


def translation_original_missing(pair: Beside) -> Iterator[Remark]:
    """The original of a translation is among the languages of its leaflet.

    ISO 17100, 4.5: what is translated is known.
    """
    stated = pair.publication.front.translation
    if stated and pair.original is None:
        yield Remark(
            f"the original in `{stated.of}` is not among this leaflet's languages",
            _stated_at(pair.publication, "translation.of", "translation"),
            "Put the original beside the translation, or correct `of:`.",
        )


RULES = (
    Comparison(translation_section_missing, Severity.RELEASE),
    Comparison(translation_safety_missing, Severity.RELEASE),
    Comparison(translation_older, Severity.RELEASE),
    Comparison(translation_unstated, Severity.RELEASE),
    Comparison(translation_original_missing, Severity.RELEASE),
    Comparison(translation_section_extra, Severity.WARNING),
    Comparison(translation_safety_extra, Severity.WARNING),
    Comparison(translation_blocks_differ, Severity.WARNING),
)


def _safety(part: Part) -> Iterator[str]:
    for block in part.blocks:
        if isinstance(block, Callout) and block.kind in SAFETY:
            yield block.kind.value


def _sizes(blocks: Iterable[Block]) -> list[str]:
    """Return what can be counted, in words: the same words for the same size."""
    sizes = []
    for block in blocks:
        match block:
            case Table():
                sizes.append(f"a table of {len(block.rows)} rows")
            case ItemList():
                sizes.append(f"a list of {len(block.entries)}")
            case DefinitionList():
                sizes.append(f"a list of {len(block.definitions)} names")
            case Figure():
                sizes.append("a picture")
            case ContactCard():
                sizes.append("a contact")
            case _:
                pass
    return sizes


def _number(count: int, kind: str) -> str:
    return f"a `{kind}` block" if count == 1 else f"{count} `{kind}` blocks"


def _where(part: Part) -> str:
    return f"in “{part.title}”" if part.title else "before its first section"


def _stated_at(publication: Publication, *keys: str) -> Location:
    stated = publication.front.locations
    return next((stated[key] for key in keys if key in stated), publication.location)
