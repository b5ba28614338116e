"""What the tagger of handouts holds a document to, by the ids of its problems.

The tagger knows nothing of this list, as it stands alone; and whoever lists the rules
need not have the engine that it works on.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaggerRule:
    """What must hold, under the id that the tagger gives, and who asks for it."""

    id: str
    summary: str
    source: str


_UA = "ISO 14289-1, "

RULES = (
    TaggerRule("no-title", "A document has a title.", _UA + "7.1"),
    TaggerRule("no-language", "A document says its language.", _UA + "7.2"),
    TaggerRule(
        "heading-skipped",
        "Headings begin with the first level and skip none.",
        _UA + "7.4.2",
    ),
    TaggerRule(
        "no-alt-text",
        "A picture has a text alternative, or is marked decorative.",
        _UA + "7.3; WCAG 2.2 SC 1.1.1",
    ),
    TaggerRule("nested-table", "No table stands inside a table.", _UA + "7.5"),
    TaggerRule(
        "ragged-table",
        "The rows of a table have the same number of cells.",
        "HTML, 4.9.12 Forming a table; " + _UA + "7.5",
    ),
    TaggerRule(
        "dead-link", "A link leads to something.", _UA + "7.18.5; WCAG 2.2 SC 2.4.4"
    ),
    TaggerRule(
        "attachment",
        "No link attaches a file.",
        "ISO 32000-1, 12.5.6.15: such an annotation stands in no text",
    ),
    TaggerRule("no-link-text", "A link has words of its own.", "WCAG 2.2 SC 2.4.4"),
    TaggerRule(
        "block-in-link",
        "A link holds no paragraph, list or table.",
        "ISO 32000-1, 14.8.4.4 Inline-level structure elements",
    ),
    TaggerRule(
        "field-in-link",
        "No field to fill in stands in a link.",
        "HTML, 4.5.1 The a element",
    ),
    TaggerRule(
        "no-field-label", "A field to fill in has a label.", "WCAG 2.2 SC 3.3.2"
    ),
    TaggerRule("note-in-link", "No note that floats is cited in a link.", _UA + "7.9"),
    TaggerRule(
        "note-without-mark",
        "A note that floats has a mark that leads to it, and one that leads back.",
        _UA + "7.9",
    ),
    TaggerRule("lost-note", "Every note is heard.", _UA + "7.9"),
    TaggerRule(
        "several-ruby-bases",
        "Each reading stands with its own base.",
        "ISO 32000-1, 14.8.4.4.2 Ruby and Warichu elements",
    ),
    TaggerRule("math", "A formula is a picture with a text alternative.", _UA + "7.7"),
    TaggerRule(
        "custom-type-twice",
        "A type of one's own stands for one standard type.",
        _UA + "7.1; ISO 32000-1, 14.7.3 Structure types",
    ),
    TaggerRule("missing-glyph", "The typefaces have every character.", _UA + "7.21.8"),
    TaggerRule("unplaced-text", "Printed words are in the structure.", _UA + "7.1"),
    TaggerRule(
        "unprinted-text",
        "Words of the document are on a page.",
        "Our own rule: nothing that was written is dropped in silence",
    ),
)
