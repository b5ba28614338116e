"""What the tagger holds a document to, by the ids of its problems."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemRule:
    """What must hold, under the id that the tagger gives, and who asks for it."""

    id: str
    summary: str
    source: str


_UA = "ISO 14289-1, "

RULES = (
    ProblemRule("no-title", "A document has a title.", _UA + "7.1"),
    ProblemRule("no-language", "A document says its language.", _UA + "7.2"),
    ProblemRule(
        "heading-skipped",
        "Headings begin with the first level and skip none.",
        _UA + "7.4.2",
    ),
    ProblemRule(
        "no-alt-text",
        "A picture has a text alternative, or is marked decorative.",
        _UA + "7.3; WCAG 2.2 SC 1.1.1",
    ),
    ProblemRule("nested-table", "No table stands inside a table.", _UA + "7.5"),
    ProblemRule(
        "ragged-table",
        "The rows of a table have the same number of cells.",
        "HTML, 4.9.12 Forming a table; " + _UA + "7.5",
    ),
    ProblemRule(
        "dead-link", "A link leads to something.", _UA + "7.18.5; WCAG 2.2 SC 2.4.4"
    ),
    ProblemRule(
        "attachment",
        "No link attaches a file.",
        "ISO 32000-1, 12.5.6.15: such an annotation stands in no text",
    ),
    ProblemRule("no-link-text", "A link has words of its own.", "WCAG 2.2 SC 2.4.4"),
    ProblemRule(
        "block-in-link",
        "A link holds no paragraph, list or table.",
        "ISO 32000-1, 14.8.4.4 Inline-level structure elements",
    ),
    ProblemRule(
        "field-in-link",
        "No field to fill in stands in a link.",
        "HTML, 4.5.1 The a element",
    ),
    ProblemRule(
        "no-field-label", "A field to fill in has a label.", "WCAG 2.2 SC 3.3.2"
    ),
    ProblemRule("note-in-link", "No note that floats is cited in a link.", _UA + "7.9"),
    ProblemRule(
        "note-without-mark",
        "A note that floats has a mark that leads to it, and one that leads back.",
        _UA + "7.9",
    ),
    ProblemRule("lost-note", "Every note is heard.", _UA + "7.9"),
    ProblemRule(
        "several-ruby-bases",
        "Each reading stands with its own base.",
        "ISO 32000-1, 14.8.4.4.2 Ruby and Warichu elements",
    ),
    ProblemRule("math", "A formula is a picture with a text alternative.", _UA + "7.7"),
    ProblemRule(
        "custom-type-twice",
        "A type of one's own stands for one standard type.",
        _UA + "7.1; ISO 32000-1, 14.7.3 Structure types",
    ),
    ProblemRule("missing-glyph", "The typefaces have every character.", _UA + "7.21.8"),
    ProblemRule("unplaced-text", "Printed words are in the structure.", _UA + "7.1"),
    ProblemRule(
        "unprinted-text",
        "Words of the document are on a page.",
        "Our own rule: nothing that was written is dropped in silence",
    ),
)
IDS = frozenset(rule.id for rule in RULES)
