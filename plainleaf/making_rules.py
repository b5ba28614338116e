"""What is said while editions are made: by the engines, the library, the disk.

These findings have no rule of their own in parse, validate or check; they are listed
here so that `rules` and docs/rules.md have every id that a build can print.
"""

from dataclasses import dataclass

from plainleaf import tagger_rules
from plainleaf.findings import Severity

TAGGER = "tag-"
"""Begins the ids of what the tagger of handouts says."""
_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class MakingRule:
    """An id that a build prints: what must hold, and the standard that asks for it."""

    id: str
    severity: Severity
    summary: str
    source: str = ""


RULES = (
    MakingRule("source-unreadable", _ERROR, "A source is a file that can be read."),
    MakingRule("publisher-unreadable", _ERROR, "The file publisher.yaml can be read."),
    MakingRule("source-name", _WARNING, "A source is named after its language."),
    MakingRule(
        "allowance-idle",
        _WARNING,
        "An allowance names a rule whose remarks can be accepted.",
        "Our own rule: who writes an allowance expects that it does something",
    ),
    MakingRule("id-taken", _ERROR, "Every leaflet has an id of its own."),
    MakingRule("leaflet-unknown", _ERROR, "What is asked for is there."),
    MakingRule("local-unknown", _WARNING, "Local lines name a leaflet that is there."),
    MakingRule(
        "replacement-unknown",
        _WARNING,
        "What has taken a withdrawn text's place is there.",
    ),
    MakingRule("not-built", _WARNING, "What is checked has been built."),
    MakingRule("not-checked", _NOTE, "Every validator that is asked is installed."),
    MakingRule("worker-lost", _ERROR, "A publication takes its time, and no more."),
    MakingRule("program-fault", _ERROR, "The program itself has no fault."),
    MakingRule("layout-engine", _ERROR, "The layout engine has nothing to say."),
    MakingRule(
        "text-off-page", _ERROR, "No text runs off its page.", "WCAG 2.2 SC 1.4.10"
    ),
    MakingRule(
        "table-row-too-long",
        _WARNING,
        "A row of a table stands on one page.",
        "ISO 14289-1, 7.5",
    ),
    MakingRule(
        "warning-divided",
        _WARNING,
        "A warning or care card stands on one page.",
        "UKAAF Clear Print: one piece of information is not parted",
    ),
    MakingRule(
        "handout-too-long", _WARNING, "A handout has no more pages than was asked."
    ),
    MakingRule(
        "pdf-missing-glyph", _ERROR, "The handout's typefaces have every character."
    ),
    MakingRule(
        "epub-missing-glyph", _ERROR, "The e-book's typefaces have every character."
    ),
    MakingRule(
        "epub-cover-line-left-out", _WARNING, "The cover can show each of its lines."
    ),
    MakingRule(
        "epub-picture-not-drawn", _WARNING, "A drawing with letters can be made pixels."
    ),
    MakingRule(
        "embed-without-address", _NOTE, "A fragment with pictures knows its address."
    ),
    MakingRule(
        "embed-picture-not-drawn",
        _WARNING,
        "A drawing of a fragment can be made pixels.",
    ),
    MakingRule("version-not-kept", _WARNING, "A version that is kept has a name."),
    MakingRule(
        "version-has-other-words", _WARNING, "Other words have another version."
    ),
    MakingRule("search-in-titles-only", _NOTE, "The search index can be made."),
    *(
        MakingRule(TAGGER + rule.id, _ERROR, rule.summary, rule.source)
        for rule in tagger_rules.RULES
    ),
)
