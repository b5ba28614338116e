"""What parse finds wrong: every rule in one table, and the list being gathered.

A rule's id is readable and names its case folder under tests/cases/rules. Parse
rules say where the text cannot be understood, or where Markdown would lose a word;
rules about a well-formed publication are in validate.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from plainleaf.findings import Finding, Location, Severity

ERROR, RELEASE = Severity.ERROR, Severity.RELEASE
WARNING, NOTE = Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class ParseRule:
    """A rule of this stage: what must hold, and the standard that asks for it."""

    id: str
    severity: Severity
    summary: str
    source: str = ""


_ALL = (
    # files and characters
    ParseRule("not-utf-8", ERROR, "A source is text in UTF-8."),
    ParseRule(
        "control-character",
        ERROR,
        "No control character, surrogate or non-character stands in a text.",
        "XML 1.0, 2.2 Characters; Unicode 16, 23.7 Noncharacters",
    ),
    ParseRule(
        "bidi-control",
        ERROR,
        "A direction control is closed in the paragraph that opens it.",
        "Unicode Standard Annex 9, 2; WCAG 2.2 SC 1.3.2",
    ),
    ParseRule("line-ends", ERROR, "Lines end in LF or CR LF."),
    ParseRule("mojibake", WARNING, "Letters are not the ruins of another encoding."),
    # front matter
    ParseRule("front-matter-start", ERROR, "Front matter begins on the first line."),
    ParseRule("front-matter-end", ERROR, "Front matter ends with a line of `---`."),
    ParseRule("bad-yaml", ERROR, "Front matter is plain YAML."),
    ParseRule("yaml-comment", WARNING, "No part of a value is lost as a comment."),
    ParseRule("duplicate-key", ERROR, "A key is stated once."),
    ParseRule("unknown-key", ERROR, "Every key is one that is understood."),
    ParseRule("missing-key", ERROR, "An entry has the keys that it needs."),
    ParseRule("wrong-kind", ERROR, "A value is of the kind its key asks for."),
    ParseRule("bad-value", ERROR, "A value is among those its key allows."),
    ParseRule("bad-date", ERROR, "A date is a day that exists, as 2027-06-30."),
    ParseRule("bad-id", ERROR, "An id can be a folder and a file name anywhere."),
    ParseRule(
        "bad-language",
        ERROR,
        "A language is written as a BCP 47 tag.",
        "BCP 47 (RFC 5646), 2.1; WCAG 2.2 SC 3.1.1",
    ),
    ParseRule(
        "bad-identifier",
        ERROR,
        "A DOI, PMID or ORCID has the form of one.",
        "ISO 26324",
    ),
    ParseRule(
        "language-missing",
        WARNING,
        "The language of the text is stated.",
        "WCAG 2.2 SC 3.1.1; ISO 14289-1, 7.2",
    ),
    ParseRule("language-differs", ERROR, "File name and front matter agree."),
    ParseRule(
        "title-missing",
        ERROR,
        "A publication has a title.",
        "WCAG 2.2 SC 2.4.2; ISO 14289-1, 7.1; EPUB 3.3, 5.5.3",
    ),
    ParseRule("title-twice", ERROR, "The title is stated once, or twice the same."),
    ParseRule("title-not-plain", ERROR, "The title holds words alone."),
    ParseRule("glossary-duplicate", ERROR, "The glossary explains a word once."),
    ParseRule("reference-duplicate", ERROR, "Every reference has an id of its own."),
    # headings and blocks
    ParseRule(
        "heading-skipped",
        ERROR,
        "Headings go down one level at a time.",
        "WCAG 2.2 SC 1.3.1; ISO 14289-1, 7.4.2",
    ),
    ParseRule("heading-misplaced", ERROR, "A heading opens a section or a block."),
    ParseRule("heading-unreadable", ERROR, "A heading has a space after its signs."),
    ParseRule("definition-unreadable", ERROR, "What is said of a name has its name."),
    ParseRule(
        "list-typed",
        WARNING,
        "A list is a list, not typed bullets or numbers.",
        "WCAG 2.2 SC 1.3.1, technique H48",
    ),
    ParseRule("heading-underlined", WARNING, "A heading begins with `#` signs."),
    ParseRule("unknown-block", ERROR, "A block is of a kind that is known."),
    ParseRule("unknown-attribute", ERROR, "An attribute is one that is known here."),
    ParseRule(
        "attributes-unreadable", ERROR, "Attributes have the form of attributes."
    ),
    ParseRule("block-not-closed", ERROR, "A block that is opened is closed."),
    ParseRule("block-not-open", ERROR, "A closing line closes something."),
    ParseRule("block-misplaced", ERROR, "A block stands where it can be shown."),
    ParseRule("block-empty", ERROR, "A block holds what it is for."),
    ParseRule(
        "block-without-title",
        ERROR,
        "A care card, an answer and details have a title of the author's.",
        "WCAG 2.2 SC 2.4.6; NHS digital service manual, Care cards",
    ),
    ParseRule(
        "block-without-list",
        ERROR,
        "Steps are numbered; what to do, to tick and to ask is a list.",
        "WCAG 2.2 SC 1.3.1, technique H48",
    ),
    ParseRule(
        "safety-hidden",
        ERROR,
        "No reader has to open anything for a warning, care card or dose.",
        "NHS digital service manual, Details and Care cards",
    ),
    ParseRule("undefined-contact", ERROR, "A contact is listed in the front matter."),
    ParseRule(
        "typed-blank",
        ERROR,
        "A blank to fill in is a block, not underscores or dots.",
        "ISO 32000-1, 14.8.5.6; ISO 14289-1, 7.18",
    ),
    ParseRule(
        "jurisdiction-unknown",
        ERROR,
        "A text for some countries only knows the country it is published in.",
    ),
    ParseRule("summary-twice", ERROR, "A publication has one summary."),
    ParseRule("duplicate-id", ERROR, "An id names one place.", "HTML, 3.2.6"),
    ParseRule("reserved-id", ERROR, "An id is not one that the editions need."),
    ParseRule("nesting-too-deep", ERROR, "Nothing is nested more than 12 deep."),
    ParseRule("paragraph-too-long", ERROR, "A paragraph has less than 100 kB."),
    ParseRule("word-too-long", ERROR, "A word has at most 2,000 characters."),
    ParseRule("raw-html", ERROR, "Text is Markdown; HTML is not passed on."),
    ParseRule("code", ERROR, "A leaflet has no program code."),
    ParseRule("thematic-break", ERROR, "A section begins with a heading, not a rule."),
    ParseRule("struck-out", ERROR, "Nothing is struck out.", "WCAG 2.2 SC 1.3.1"),
    ParseRule("plus-as-bullet", WARNING, "A plus sign is not lost as a bullet."),
    ParseRule(
        "sign-as-bullet", WARNING, "No minus sign or asterisk is lost as a bullet."
    ),
    ParseRule(
        "sign-as-quote", WARNING, "No sign for “more than” is lost as a quotation."
    ),
    ParseRule("lines-joined", WARNING, "Lines that end early are kept apart."),
    ParseRule("list-number", WARNING, "A list shows the numbers that were typed."),
    ParseRule("check-box", ERROR, "A box to tick is not typed as brackets."),
    # tables
    ParseRule("table-not-table", ERROR, "A pipe table has the form of a table."),
    ParseRule(
        "table-outside-block",
        ERROR,
        "A table has a caption and says which cells are headers.",
        "WCAG 2.2 SC 1.3.1; ISO 14289-1, 7.5",
    ),
    ParseRule(
        "table-alignment", NOTE, "No table asks for columns to be set otherwise."
    ),
    ParseRule("table-row-long", ERROR, "No cell of a row is lost."),
    ParseRule("table-row-short", ERROR, "A row has as many cells as the table."),
    ParseRule("table-too-long", ERROR, "A table has at most 2,000 rows."),
    ParseRule(
        "table-caption-missing", ERROR, "A table has a caption.", "WCAG 2.2 SC 1.3.1"
    ),
    # inlines
    ParseRule("undefined-reference", ERROR, "A link's reference is defined."),
    ParseRule("reference-unused", ERROR, "A link definition is used."),
    ParseRule("link-unreadable", ERROR, "A link has the form of a link."),
    ParseRule(
        "link-scheme",
        ERROR,
        "A link leads to the web, to e-mail, to a telephone or into this text.",
    ),
    ParseRule("link-target-missing", ERROR, "A link into this text finds its place."),
    ParseRule("link-address-missing", RELEASE, "A link of a promotion has an address."),
    ParseRule("link-empty", ERROR, "A link has an address.", "WCAG 2.2 SC 2.4.4"),
    ParseRule("link-without-words", ERROR, "A link has words.", "WCAG 2.2 SC 2.4.4"),
    ParseRule("link-title", ERROR, "No word is hidden in a link's title."),
    ParseRule("undefined-citation", ERROR, "A citation names a listed reference."),
    ParseRule("citation-unreadable", ERROR, "A citation has the form of a citation."),
    ParseRule("undefined-note", ERROR, "A note that is cited is written."),
    ParseRule("note-never-cited", ERROR, "A note that is written is cited."),
    ParseRule("note-duplicate", ERROR, "A note is written once."),
    ParseRule("note-misplaced", ERROR, "A note's mark stands where a note can follow."),
    ParseRule("undefined-term", ERROR, "A marked term is in the glossary."),
    ParseRule(
        "risk-unreadable",
        ERROR,
        "A risk says how many of how many, of whom, and what happens to them.",
        "CDC Clear Communication Index, 18 to 20",
    ),
    ParseRule("marks-left", WARNING, "No mark stays in the text as a sign."),
    ParseRule("lost-asterisk", WARNING, "No sign of a sum is lost as emphasis."),
    # pictures
    ParseRule("image-missing", ERROR, "A picture that is named is there."),
    ParseRule(
        "image-missing-alt",
        ERROR,
        "Every picture has a text alternative, or is marked decorative.",
        "WCAG 2.2 SC 1.1.1; ISO 14289-1, 7.3",
    ),
    ParseRule("image-in-text", ERROR, "A picture stands alone in its paragraph."),
    ParseRule("image-unreadable", ERROR, "A picture is whole, and what its name says."),
    ParseRule("image-too-large", ERROR, "A picture has at most 40 million points."),
    ParseRule(
        "svg-unsafe",
        ERROR,
        "A drawing holds shapes and text, and nothing from elsewhere.",
        "EPUB 3.3, 3.9 and 6.2; SVG Integration, secure static mode",
    ),
)

RULES: Mapping[str, ParseRule] = MappingProxyType({rule.id: rule for rule in _ALL})


def rules() -> tuple[ParseRule, ...]:
    """Return every rule of this stage, in the order of the source's parts."""
    return _ALL


class Mistakes:
    """The findings of one parse, in the order in which they were met."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._seen: set[tuple[str, Location, str]] = set()

    def add(self, rule: str, location: Location, message: str, hint: str) -> None:
        """Note a mistake; the same one at the same place is noted once."""
        key = (rule, location, message)
        if key in self._seen:
            return
        self._seen.add(key)
        self._found.append(Finding(rule, RULES[rule].severity, message, location, hint))

    def sorted(self) -> tuple[Finding, ...]:
        """Return the findings by file, line and column."""
        return tuple(sorted(self._found, key=lambda finding: finding.location))


def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Return the known word that is most like a mistyped one, if any is."""
    lowered = word.lower().replace("_", "-")
    alike = {name.lower().replace("_", "-"): name for name in known}
    close = get_close_matches(lowered, alike, n=1, cutoff=0.6)
    return alike[close[0]] if close else None


def suggestion(word: str, known: tuple[str, ...], *, mark: str = "") -> str:
    """Return a hint: the nearest right word, or the whole list."""
    close = nearest(word, known)
    if close:
        return f"Did you mean `{mark}{close}`?"
    return "Known here: " + ", ".join(f"`{mark}{name}`" for name in known) + "."
