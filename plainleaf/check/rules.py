"""The rules of this stage, for whoever lists them."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

from plainleaf.check import embed, epub, html, pdf
from plainleaf.check.faults import rule_id, severity_of
from plainleaf.check.parity import BLOCKS_RULE, SHAPE_RULE, WORDS_RULE
from plainleaf.findings import Severity


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A check as it is listed: what must hold, and the standard that asks for it."""

    id: str
    summary: str
    source: str = ""
    severity: Severity = Severity.ERROR


PARITY = (
    CheckRule(WORDS_RULE, "Every edition has the author's words, in their order."),
    CheckRule(BLOCKS_RULE, "Every block of the text is one block in every edition."),
    CheckRule(
        SHAPE_RULE,
        "Headings, lists, tables, links and languages are the same in every edition.",
    ),
)


def rules() -> tuple[CheckRule, ...]:
    """Return every check of each edition and the embed kit, and those of parity."""
    checks: tuple[Callable[..., object], ...] = (
        *html.CHECKS,
        *pdf.CHECKS,
        *epub.CHECKS,
        *embed.CHECKS,
    )
    return (*map(_listed, checks), *PARITY)


def _listed(check: Callable[..., object]) -> CheckRule:
    summary, _, rest = (inspect.getdoc(check) or "").partition("\n")
    source = rest.strip().rpartition("\n\n")[2]
    rule = rule_id(check)
    return CheckRule(rule, summary, " ".join(source.split()), severity_of(rule))
