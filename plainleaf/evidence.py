"""What is known of a publication's quality: the facts of its report, as JSON values.

Only what was looked at is told, and by what; what nobody looked at is told too. There
is no score, no badge and no claim to conform to anything.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import plainleaf
from plainleaf import to_review, validate
from plainleaf.allowances import holds
from plainleaf.check import epub, html, pdf
from plainleaf.check.heard import Counted
from plainleaf.findings import Finding, Severity, findings_to_json
from plainleaf.imprint import Evaluation
from plainleaf.model import (
    Block,
    Callout,
    Only,
    Paragraph,
    Publication,
    ReviewerNote,
)
from plainleaf.readability import Readability, readability
from plainleaf.rulebook import stages
from plainleaf.unjudged import QUESTIONS
from plainleaf.walk import blocks_in, inner_blocks
from plainleaf.words import inline_text

SCHEMA = 1
VALIDATORS = ("veraPDF", "EPUBCheck", "Nu Html Checker", "Ace by DAISY")
"""Programs of others that `check --external` asks; a build never does."""


def evidence(
    publication: Publication,
    folder: Path,
    *,
    source: tuple[Finding, ...],
    edition: tuple[Finding, ...],
    manifest: Mapping[str, Any] | None,
    as_of: date,
) -> dict[str, Any]:
    """Return what `report.json` says of a publication.

    `source` are the findings of parse and validate, `edition` those of check; `folder`
    holds the finished files that `manifest` lists, if there are any.
    """
    front = publication.front
    files = tuple((manifest or {}).get("files", {}))
    return {
        "schema": SCHEMA,
        "id": front.id,
        "language": front.language,
        "direction": front.direction,
        "title": front.title,
        "version": front.version,
        "status": front.status.value,
        "state": (manifest or {}).get("state", "not built"),
        "as_of": as_of.isoformat(),
        "counts": _severities((*source, *edition)),
        "checks": list(_checks(publication, source, edition, files)),
        "engines": dict((manifest or {}).get("engines", {})),
        "not_asked": list(VALIDATORS),
        "accepted": list(_accepted(publication, (*source, *edition), as_of)),
        "reviewer_notes": list(_reviewer_notes(publication)),
        "words": list(_words(publication, folder, files)),
        "limited": list(_limited(publication)),
        "readability": _readability(readability(publication)),
        "to_review": _to_review(publication),
        "people": list(_people(publication)),
        "evaluations": [_evaluation(one) for one in front.evaluations],
    }


def _severities(findings: Iterable[Finding]) -> dict[str, int]:
    told = Counter(
        "accepted" if one.accepted else one.severity.value for one in findings
    )
    names = [severity.value for severity in Severity]
    return {name: told[name] for name in (*names, "accepted")}


def _checks(
    publication: Publication,
    source: tuple[Finding, ...],
    edition: tuple[Finding, ...],
    files: tuple[str, ...],
) -> Iterator[dict[str, Any]]:
    """Yield each stage: the tool, how many rules, on what, and what it found."""
    not_run = {rule.id for rule in validate.not_run(publication)}
    *of_source, of_files = stages()
    told = {rule.id for _, rules in of_source for rule in rules}
    finished = [name for name in files if name.endswith((".html", ".pdf", ".epub"))]
    read = [str(publication.location.path)]
    asked = [(stage, source, read) for stage in of_source]
    asked.append((of_files, edition, finished))
    for number, ((question, rules), findings, objects) in enumerate(asked):
        own = {rule.id for rule in rules}
        found = [
            one
            for one in findings
            # A finding of no listed rule is one of the source's reading, or of a file.
            if one.rule in own
            or (objects is finished)
            or (number == 0 and one.rule not in told)
        ]
        yield {
            "question": question,
            "tool": "Plainleaf",
            "version": plainleaf.__version__,
            "asked": bool(objects),
            "rules": len(rules) if objects else 0,
            "not_run": sorted(own & not_run),
            "objects": objects,
            "findings": _by_rule(found, {rule.id: rule.summary for rule in rules}),
        }


def _by_rule(
    findings: list[Finding], summaries: Mapping[str, str]
) -> list[dict[str, Any]]:
    order = list(Severity)
    grouped: dict[str, list[Finding]] = {}
    for one in findings:
        if not one.accepted:
            grouped.setdefault(one.rule, []).append(one)
    ordered = sorted(
        grouped.items(), key=lambda pair: (order.index(pair[1][0].severity), pair[0])
    )
    return [
        {
            "rule": rule,
            "severity": some[0].severity.value,
            "must_hold": summaries.get(rule, ""),
            "places": findings_to_json(some),
        }
        for rule, some in ordered
    ]


def _accepted(
    publication: Publication, findings: tuple[Finding, ...], as_of: date
) -> Iterator[dict[str, Any]]:
    """Yield every allowance, with the findings that it sets aside, if any."""
    for one in publication.front.allow:
        places = [
            found
            for found in findings
            if found.rule == one.rule and found.accepted == one.reason
        ]
        yield {
            "rule": one.rule,
            "where": one.where,
            "reason": one.reason,
            "by": one.by,
            "until": one.until.isoformat() if one.until else None,
            "holds": holds(one, as_of),
            "places": findings_to_json(places),
        }


def _reviewer_notes(publication: Publication) -> Iterator[dict[str, Any]]:
    for block in blocks_in(publication):
        if isinstance(block, ReviewerNote):
            yield {
                "number": block.number,
                "line": block.location.line,
                "text": " ".join(" ".join(_said(block)).split()),
            }


def _said(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield inline_text(block.inlines)
    for inner in inner_blocks(block):
        yield from _said(inner)


def _words(
    publication: Publication, folder: Path, files: tuple[str, ...]
) -> Iterator[dict[str, Any]]:
    """Yield the words of each finished edition: the author's, and those we added."""
    for name in sorted(files):
        counted = _counted(publication, folder / name, name)
        if counted is not None:
            yield {"file": name, "own": counted.own, "added": counted.furniture}


def _counted(publication: Publication, path: Path, name: str) -> Counted | None:
    if not path.is_file():
        return None
    if name == "index.html":
        return html.counted(path, publication)
    if name.endswith(".pdf"):
        return pdf.counted(path, language=publication.front.language)
    if name.endswith(".epub"):
        return epub.counted(path, publication)
    return None


def _limited(publication: Publication) -> Iterator[dict[str, Any]]:
    """Yield what is not for every edition or country, with its place."""
    every = frozenset({"html", "pdf", "epub"})
    for block in blocks_in(publication):
        if isinstance(block, Callout | Only) and block.outputs < every:
            name = (
                inline_text(block.title) or block.kind.value
                if isinstance(block, Callout)
                else "only"
            )
            yield {
                "block": name,
                "line": block.location.line,
                "editions": sorted(block.outputs),
                "countries": [],
            }
    for left in publication.left_out:
        yield {
            "block": "left out",
            "line": left.location.line,
            "editions": [],
            "countries": list(left.jurisdictions),
        }


def _readability(found: Readability) -> dict[str, Any]:
    counts = found.counts
    return {
        "sentences": counts.sentences,
        "words": counts.words,
        "words_per_sentence": round(counts.words_per_sentence, 1)
        if counts.words and counts.sentences
        else None,
        "measures": [
            {
                "name": one.name,
                "value": one.value,
                "scale": one.scale,
                "remark": one.remark,
            }
            for one in found.measures
        ],
        "hardest": [
            {"text": one.text, "words": one.words, "line": one.location.line}
            for one in found.hardest
        ],
        "long_words": [
            {"word": word, "count": count} for word, count in found.long_words
        ],
    }


def _to_review(publication: Publication) -> dict[str, Any]:
    """Return what reviewers look at one by one."""
    ages = to_review.years(publication)
    return {
        "numbers": [asdict(one) for one in to_review.numbers(publication)],
        "links": [asdict(one) for one in to_review.links_out(publication)],
        "oldest_source": ages[0] if ages else None,
        "newest_source": ages[1] if ages else None,
        "reading_age_target": publication.front.audience.reading_age_target,
    }


def _people(publication: Publication) -> Iterator[dict[str, Any]]:
    """Yield each question for people, with the records that answer it."""
    for question in QUESTIONS:
        records = [
            one
            for one in publication.front.evaluations
            if question.id in one.what.casefold()
        ]
        yield {
            "id": question.id,
            "question": question.asked,
            "source": question.source,
            "records": [_evaluation(one) for one in records],
        }


def _evaluation(one: Evaluation) -> dict[str, Any]:
    return {
        "by": one.by,
        "on": one.on.isoformat() if one.on else None,
        "what": one.what,
        "outcome": one.outcome,
        "url": one.url,
    }
