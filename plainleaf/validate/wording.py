"""Rules about words: links, and the words that the glossary lists."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from plainleaf.findings import Location, Severity
from plainleaf.model import (
    Abbreviation,
    Citation,
    ContactCard,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Publication,
    Risk,
    Strong,
    Term,
    Text,
)
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule
from plainleaf.words import inline_text

_FILES = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".epub")
_ADDRESS = re.compile(
    r"(?<![\w@./])(?:https?://|www\.)[^\s<>()“”]+[^\s<>()“”.,;:!?]"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)


def link_text_vague(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A link's words say where it leads.

    WCAG 2.2 SC 2.4.4 and 2.4.9, failure F84; who lists the links of a page hears the
    words of each alone.
    """
    del publication
    for link in (inline for inline in facts.inlines if isinstance(inline, Link)):
        words = " ".join(inline_text(link.inlines).split())
        if facts.patterns.is_phrase("vague_link", words):
            yield Remark(
                f"the link “{words}” does not say where it leads",
                link.location,
                "Make the name of the page or what the reader can do there the link.",
            )


def link_text_is_address(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A link to the web has words, not its address.

    WCAG 2.2 SC 2.4.4; an address is read out letter by letter, and is printed on paper
    beside the words anyway. What `contacts:` states is shown as its address by us.
    """
    del publication
    ours = {
        id(inline)
        for card in facts.blocks
        if isinstance(card, ContactCard)
        for line in card.lines
        for inline in line.inlines
    }
    for link in (inline for inline in facts.inlines if isinstance(inline, Link)):
        words = inline_text(link.inlines).strip()
        if id(link) in ours:
            continue
        if link.target.startswith("http") and words.startswith(("http:", "https:")):
            yield Remark(
                f"the words of the link are its address, {words}",
                link.location,
                "Write [the name of the page](address).",
            )


def address_not_linked(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """An address on the web or of e-mail is a link.

    NHS content guide, links; WCAG 2.2 SC 2.4.4: what is only typed leads nowhere.
    """
    del publication
    for passage in facts.read("text", "cell"):
        for text in unlinked(passage.inlines):
            for match in _ADDRESS.finditer(text.text):
                yield Remark(
                    f"the address “{match[0]}” is not a link",
                    _moved(text.location, match.start()),
                    f"Write <{match[0]}>."
                    if "@" in match[0]
                    else "Write [the name of the page](https://…).",
                )


def unlinked(inlines: Iterable[Inline]) -> Iterator[Text]:
    """Yield the runs of text that stand in no link, however deep."""
    for inline in inlines:
        match inline:
            case Text():
                yield inline
            case Emphasis() | Strong() | Foreign() | Term() | Risk():
                yield from unlinked(inline.inlines)
            case Link() | LineBreak() | Abbreviation() | Citation() | NoteMark():
                pass
            case _:
                assert_never(inline)


def _moved(place: Location, columns: int) -> Location:
    return Location(place.path, place.line, place.column + columns)


def link_text_same(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Links with the same words lead to the same place.

    WCAG 2.2 SC 2.4.4 and 3.2.4.
    """
    del publication
    first: dict[str, Link] = {}
    for link in (inline for inline in facts.inlines if isinstance(inline, Link)):
        words = " ".join(inline_text(link.inlines).split())
        earlier = first.setdefault(words.casefold(), link)
        if earlier.target != link.target:
            yield Remark(
                f"the link “{words}” leads elsewhere than on line "
                f"{earlier.location.line}",
                link.location,
                "Say in each what is special to it.",
            )


def glossary_term_undefined(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Every word of the glossary is explained.

    WCAG 2.2 SC 3.1.3.
    """
    del facts
    for entry in publication.front.glossary:
        if entry.definition is None:
            yield Remark(
                f"the glossary lists “{entry.term}” and does not explain it",
                entry.location,
                "Write what it means in plain words; until then readers do not see it.",
            )


def glossary_term_unused(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Every word of the glossary stands in the text.

    A word that is explained and not met costs the reader time.
    """
    said = facts.all_words()
    for entry in publication.front.glossary:
        if " ".join(entry.term.split()).casefold() not in said:
            yield Remark(
                f"“{entry.term}” is in the glossary and not in the text",
                entry.location,
                "Delete it, or correct the spelling: both must be the same.",
            )


def link_to_file_unsaid(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A link to a file says that it is one, and of which kind.

    NHS content guide, links: “(PDF, 96 kB)”; WCAG 2.2 SC 3.2.5, technique G201.
    """
    del publication
    pattern = facts.patterns.patterns["file_named"]
    for link in (inline for inline in facts.inlines if isinstance(inline, Link)):
        ending = re.sub(r"[?#].*", "", link.target).lower()
        words = inline_text(link.inlines)
        if ending.endswith(_FILES) and not pattern.search(words):
            kind = ending.rpartition(".")[2].upper()
            yield Remark(
                f"the link “{words}” does not say that it leads to a file ({kind})",
                link.location,
                f"Write [{words} ({kind})](address).",
            )


RULES = (
    Rule(link_text_vague, Severity.WARNING, needs=("vague_link",)),
    Rule(link_text_is_address, Severity.WARNING),
    Rule(link_text_same, Severity.WARNING),
    Rule(address_not_linked, Severity.WARNING),
    Rule(glossary_term_undefined, Severity.WARNING),
    Rule(glossary_term_unused, Severity.WARNING),
    Rule(link_to_file_unsaid, Severity.WARNING, needs=("file_named",)),
)
