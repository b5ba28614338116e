"""Every rule of this stage in one table, with the standard that asks for it.

The module passes 300 lines because it is one list, in the order of a source's parts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from plainleaf.findings import Severity

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
    ParseRule("not-utf-8", ERROR, "A source is text in UTF-8.", "RFC 3629, UTF-8"),
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
    ParseRule(
        "line-ends",
        ERROR,
        "Lines end in LF or CR LF.",
        "CommonMark 0.31, 2.1 Characters and lines",
    ),
    ParseRule(
        "mojibake",
        WARNING,
        "Letters are not the ruins of another encoding.",
        "RFC 3629, UTF-8",
    ),
    ParseRule(
        "invisible-character",
        WARNING,
        "No invisible character stands within words.",
        "Unicode 16, 23.2 Layout Controls; Unicode Standard Annex 14, 5.4",
    ),
    ParseRule(
        "ligature-typed",
        WARNING,
        "Words are made of letters, not of signs that join two of them.",
        "Unicode 16, 22.9 and 9.2, Presentation Forms",
    ),
    ParseRule(
        "odd-space",
        WARNING,
        "An ordinary space stands beside the signs of headings, lists and keys.",
        "CommonMark 0.31, 2.1 Characters and lines; YAML 1.2.2, 5.5",
    ),
    # front matter
    ParseRule(
        "front-matter-start",
        ERROR,
        "Front matter begins on the first line.",
        "YAML 1.2.2, 9.1.2 Document markers",
    ),
    ParseRule(
        "front-matter-end",
        ERROR,
        "Front matter ends with a line of `---`.",
        "YAML 1.2.2, 9.1.2 Document markers",
    ),
    ParseRule(
        "bad-yaml",
        ERROR,
        "Front matter is plain YAML.",
        "YAML 1.2.2, 6 to 8; no anchors, aliases or tags",
    ),
    ParseRule(
        "yaml-comment",
        WARNING,
        "No part of a value is lost as a comment.",
        "YAML 1.2.2, 6.6 Comments",
    ),
    ParseRule(
        "quotes-curly",
        WARNING,
        "No curly quotation marks are printed around a whole value.",
        "YAML 1.2.2, 7.3 Flow scalar styles",
    ),
    ParseRule(
        "duplicate-key",
        ERROR,
        "A key is stated once.",
        "YAML 1.2.2, 3.2.1.3 Node comparison",
    ),
    ParseRule(
        "unknown-key",
        ERROR,
        "Every key is one that is understood.",
        "Our own schema, docs/schema",
    ),
    ParseRule(
        "missing-key",
        ERROR,
        "An entry has the keys that it needs.",
        "Our own schema, docs/schema",
    ),
    ParseRule(
        "wrong-kind",
        ERROR,
        "A value is of the kind its key asks for.",
        "Our own schema, docs/schema",
    ),
    ParseRule(
        "bad-value",
        ERROR,
        "A value is among those its key allows.",
        "Our own schema, docs/schema",
    ),
    ParseRule(
        "bad-date",
        ERROR,
        "A date is a day that exists, as 2027-06-30.",
        "ISO 8601-1, 5.2.2 Calendar date",
    ),
    ParseRule(
        "bad-id",
        ERROR,
        "An id can be a folder and a file name anywhere.",
        "EPUB 3.3, 4.2.3 File paths and file names",
    ),
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
    ParseRule(
        "language-differs",
        ERROR,
        "File name and front matter agree.",
        "WCAG 2.2 SC 3.1.1",
    ),
    ParseRule(
        "title-missing",
        ERROR,
        "A publication has a title.",
        "WCAG 2.2 SC 2.4.2; ISO 14289-1, 7.1; EPUB 3.3, 5.5.3",
    ),
    ParseRule(
        "title-twice",
        ERROR,
        "The title is stated once, or twice the same.",
        "WCAG 2.2 SC 2.4.2",
    ),
    ParseRule(
        "title-not-plain", ERROR, "The title holds words alone.", "WCAG 2.2 SC 2.4.2"
    ),
    ParseRule(
        "glossary-duplicate",
        ERROR,
        "The glossary explains a word once.",
        "WCAG 2.2 SC 3.1.3",
    ),
    ParseRule(
        "reference-duplicate",
        ERROR,
        "Every reference has an id of its own.",
        "HONcode, principle of attribution",
    ),
    # headings and blocks
    ParseRule(
        "heading-skipped",
        ERROR,
        "Headings go down one level at a time.",
        "WCAG 2.2 SC 1.3.1; ISO 14289-1, 7.4.2",
    ),
    ParseRule(
        "heading-misplaced",
        ERROR,
        "A heading opens a section or a block.",
        "WCAG 2.2 SC 1.3.1",
    ),
    ParseRule(
        "heading-unreadable",
        ERROR,
        "A heading has a space after its signs.",
        "CommonMark 0.31, 4.2 ATX headings",
    ),
    ParseRule(
        "definition-unreadable",
        ERROR,
        "What is said of a name has its name.",
        "WCAG 2.2 SC 1.3.1, technique H40",
    ),
    ParseRule(
        "list-typed",
        WARNING,
        "A list is a list, not typed bullets or numbers.",
        "WCAG 2.2 SC 1.3.1, technique H48",
    ),
    ParseRule(
        "heading-underlined",
        WARNING,
        "A heading begins with `#` signs.",
        "CommonMark 0.31, 4.3 Setext headings",
    ),
    ParseRule(
        "unknown-block",
        ERROR,
        "A block is of a kind that is known.",
        "Our own vocabulary, docs/writing.md",
    ),
    ParseRule(
        "unknown-attribute",
        ERROR,
        "An attribute is one that is known here.",
        "Our own vocabulary, docs/writing.md",
    ),
    ParseRule(
        "attributes-unreadable",
        ERROR,
        "Attributes have the form of attributes.",
        "Our own vocabulary, docs/writing.md",
    ),
    ParseRule(
        "block-not-closed",
        ERROR,
        "A block that is opened is closed.",
        "Our own vocabulary, docs/writing.md",
    ),
    ParseRule(
        "block-not-open",
        ERROR,
        "A closing line closes something.",
        "Our own vocabulary, docs/writing.md",
    ),
    ParseRule(
        "block-misplaced",
        ERROR,
        "A block stands where it can be shown.",
        "Our own vocabulary, docs/writing.md",
    ),
    ParseRule(
        "block-empty",
        ERROR,
        "A block holds what it is for.",
        "Our own vocabulary, docs/writing.md",
    ),
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
    ParseRule(
        "dose-over-maximum",
        ERROR,
        "The doses of a day are no more than the most in one day.",
        "Our own rule: a dose and its limit agree",
    ),
    ParseRule(
        "undefined-contact",
        ERROR,
        "A contact is listed in the front matter.",
        "Our own vocabulary, docs/writing.md",
    ),
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
        "Our own vocabulary, docs/writing.md",
    ),
    ParseRule(
        "only-left-out",
        NOTE,
        "What is left out because it is for other countries is told.",
        "Our own vocabulary, docs/writing.md",
    ),
    ParseRule(
        "emergency-number-unsettled",
        ERROR,
        "Where text and publisher are of different countries, somebody says whom "
        "to call.",
        "NHS digital service manual, Care cards: “Call 999”",
    ),
    ParseRule(
        "summary-twice",
        ERROR,
        "A publication has one summary.",
        "CDC Clear Communication Index, item 10",
    ),
    ParseRule("duplicate-id", ERROR, "An id names one place.", "HTML, 3.2.6"),
    ParseRule(
        "reserved-id", ERROR, "An id is not one that the editions need.", "HTML, 3.2.6"
    ),
    ParseRule(
        "nesting-too-deep",
        ERROR,
        "Nothing is nested more than 12 deep.",
        "Our own limit: far beyond any leaflet",
    ),
    ParseRule(
        "paragraph-too-long",
        ERROR,
        "A paragraph has less than 100 kB.",
        "Our own limit: far beyond any leaflet",
    ),
    ParseRule(
        "word-too-long",
        ERROR,
        "A word has at most 2,000 characters.",
        "Our own limit: far beyond any leaflet",
    ),
    ParseRule(
        "raw-html",
        ERROR,
        "Text is Markdown; HTML is not passed on.",
        "CommonMark 0.31, 4.6 HTML blocks and 6.6 Raw HTML",
    ),
    ParseRule(
        "code",
        ERROR,
        "A leaflet has no program code.",
        "CommonMark 0.31, 4.4, 4.5 and 6.1",
    ),
    ParseRule(
        "thematic-break",
        ERROR,
        "A section begins with a heading, not a rule.",
        "CommonMark 0.31, 4.1 Thematic breaks",
    ),
    ParseRule("struck-out", ERROR, "Nothing is struck out.", "WCAG 2.2 SC 1.3.1"),
    ParseRule(
        "plus-as-bullet",
        WARNING,
        "A plus sign is not lost as a bullet.",
        "CommonMark 0.31, 5.2 List items",
    ),
    ParseRule(
        "sign-as-bullet",
        WARNING,
        "No minus sign or asterisk is lost as a bullet.",
        "CommonMark 0.31, 5.2 List items",
    ),
    ParseRule(
        "sign-as-quote",
        WARNING,
        "No sign for “more than” is lost as a quotation.",
        "CommonMark 0.31, 5.1 Block quotes",
    ),
    ParseRule(
        "lines-joined",
        WARNING,
        "Lines that end early are kept apart.",
        "CommonMark 0.31, 6.8 Soft line breaks",
    ),
    ParseRule(
        "word-divided",
        WARNING,
        "No word is divided at the end of a line.",
        "CommonMark 0.31, 6.8 Soft line breaks",
    ),
    ParseRule(
        "list-number",
        WARNING,
        "A list shows the numbers that were typed.",
        "CommonMark 0.31, 5.3 Lists",
    ),
    ParseRule(
        "check-box",
        ERROR,
        "A box to tick is not typed as brackets.",
        "GitHub Flavored Markdown 0.29, 5.3",
    ),
    # tables
    ParseRule(
        "table-not-table",
        ERROR,
        "A pipe table has the form of a table.",
        "GitHub Flavored Markdown 0.29, 4.10",
    ),
    ParseRule(
        "table-outside-block",
        ERROR,
        "A table has a caption and says which cells are headers.",
        "WCAG 2.2 SC 1.3.1; ISO 14289-1, 7.5",
    ),
    ParseRule(
        "table-alignment",
        NOTE,
        "No table asks for columns to be set otherwise.",
        "GitHub Flavored Markdown 0.29, 4.10",
    ),
    ParseRule(
        "table-row-long",
        ERROR,
        "No cell of a row is lost.",
        "GitHub Flavored Markdown 0.29, 4.10",
    ),
    ParseRule(
        "table-row-short",
        ERROR,
        "A row has as many cells as the table.",
        "GitHub Flavored Markdown 0.29, 4.10",
    ),
    ParseRule(
        "table-too-long",
        ERROR,
        "A table has at most 2,000 rows.",
        "Our own limit: far beyond any leaflet",
    ),
    ParseRule(
        "table-caption-missing", ERROR, "A table has a caption.", "WCAG 2.2 SC 1.3.1"
    ),
    # inlines
    ParseRule(
        "undefined-reference",
        ERROR,
        "A link's reference is defined.",
        "CommonMark 0.31, 6.3 Links",
    ),
    ParseRule(
        "reference-unused",
        ERROR,
        "A link definition is used.",
        "CommonMark 0.31, 4.7 Link reference definitions",
    ),
    ParseRule(
        "link-unreadable",
        ERROR,
        "A link has the form of a link.",
        "CommonMark 0.31, 6.3 Links",
    ),
    ParseRule(
        "link-scheme",
        ERROR,
        "A link leads to the web, to e-mail, to a telephone or into this text.",
        "RFC 3986, 3.1 Scheme",
    ),
    ParseRule(
        "link-target-missing",
        ERROR,
        "A link into this text finds its place.",
        "WCAG 2.2 SC 2.4.4",
    ),
    ParseRule(
        "link-address-missing",
        RELEASE,
        "A link of a promotion has an address.",
        "WCAG 2.2 SC 2.4.4",
    ),
    ParseRule("link-empty", ERROR, "A link has an address.", "WCAG 2.2 SC 2.4.4"),
    ParseRule("link-without-words", ERROR, "A link has words.", "WCAG 2.2 SC 2.4.4"),
    ParseRule(
        "link-title",
        ERROR,
        "No word is hidden in a link's title.",
        "WCAG 2.2 SC 2.4.4, technique H33 and its limits",
    ),
    ParseRule(
        "undefined-citation",
        ERROR,
        "A citation names a listed reference.",
        "HONcode, principle of attribution",
    ),
    ParseRule(
        "citation-unreadable",
        ERROR,
        "A citation has the form of a citation.",
        "HONcode, principle of attribution",
    ),
    ParseRule(
        "undefined-note",
        ERROR,
        "A note that is cited is written.",
        "DPUB-ARIA 1.1, doc-noteref",
    ),
    ParseRule(
        "note-never-cited",
        ERROR,
        "A note that is written is cited.",
        "DPUB-ARIA 1.1, doc-footnote",
    ),
    ParseRule(
        "note-duplicate",
        ERROR,
        "A note is written once.",
        "DPUB-ARIA 1.1, doc-footnote",
    ),
    ParseRule(
        "note-misplaced",
        ERROR,
        "A note's mark stands where a note can follow.",
        "DPUB-ARIA 1.1, doc-noteref",
    ),
    ParseRule(
        "undefined-term",
        ERROR,
        "A marked term is in the glossary.",
        "WCAG 2.2 SC 3.1.3",
    ),
    ParseRule(
        "risk-unreadable",
        ERROR,
        "A risk says how many of how many, of whom, and what happens to them.",
        "CDC Clear Communication Index, 18 to 20",
    ),
    ParseRule(
        "marks-left",
        WARNING,
        "No mark stays in the text as a sign.",
        "CommonMark 0.31, 6.2 Emphasis and strong emphasis",
    ),
    ParseRule(
        "lost-asterisk",
        WARNING,
        "No sign of a sum is lost as emphasis.",
        "CommonMark 0.31, 6.2 Emphasis and strong emphasis",
    ),
    # pictures
    ParseRule(
        "image-missing", ERROR, "A picture that is named is there.", "WCAG 2.2 SC 1.1.1"
    ),
    ParseRule(
        "image-missing-alt",
        ERROR,
        "Every picture has a text alternative, or is marked decorative.",
        "WCAG 2.2 SC 1.1.1; ISO 14289-1, 7.3",
    ),
    ParseRule(
        "image-in-text",
        ERROR,
        "A picture stands alone in its paragraph.",
        "Our own vocabulary, docs/writing.md",
    ),
    ParseRule(
        "image-unreadable",
        ERROR,
        "A picture is whole, and what its name says.",
        "EPUB 3.3, 3.2 Core media types",
    ),
    ParseRule(
        "image-too-large",
        ERROR,
        "A picture has at most 40 million points.",
        "Our own limit: far beyond any leaflet",
    ),
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
