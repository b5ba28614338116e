"""Rules about words: links, and the words that the glossary and abbreviations list."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

from collections.abc import Iterator

from plainleaf.findings import Severity
from plainleaf.model import Abbreviation, Link, Publication
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule
from plainleaf.words import inline_text

VAGUE = {
    "en": "click here, here, read more, more, this link, link, this page, this, learn "
    "more, find out more, more information, click, this website, website, see here",
    "es": "haga clic aquí, aquí, leer más, más información, este enlace, enlace, ver "
    "más, pulse aquí",
    "ar": "هنا, اضغط هنا, انقر هنا, المزيد, اقرأ المزيد",
    "fr": "cliquez ici, ici, en savoir plus, lire la suite, ce lien",
    "de": "hier, hier klicken, mehr, weiterlesen, mehr erfahren",
}
"""Link texts that say nothing of where they lead, by language."""


def link_text_vague(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A link's words say where it leads.

    WCAG 2.2 SC 2.4.4 and 2.4.9, failure F84; who lists the links of a page hears the
    words of each alone.
    """
    language = publication.front.language.split("-")[0]
    vague = {phrase.strip() for phrase in VAGUE.get(language, "").split(",") if phrase}
    for link in (inline for inline in facts.inlines if isinstance(inline, Link)):
        words = " ".join(inline_text(link.inlines).split())
        if words.rstrip(".:!… ").casefold() in vague:
            yield Remark(
                f"the link “{words}” does not say where it leads",
                link.location,
                "Make the name of the page or what the reader can do there the link.",
            )


def link_text_is_address(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A link to the web has words, not its address.

    WCAG 2.2 SC 2.4.4; an address is read out letter by letter, and is printed on paper
    beside the words anyway.
    """
    del publication
    for link in (inline for inline in facts.inlines if isinstance(inline, Link)):
        words = inline_text(link.inlines).strip()
        if link.target.startswith("http") and words.startswith(("http:", "https:")):
            yield Remark(
                f"the words of the link are its address, {words}",
                link.location,
                "Write [the name of the page](address).",
            )


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
    said = _all_words(facts)
    for entry in publication.front.glossary:
        if " ".join(entry.term.split()).casefold() not in said:
            yield Remark(
                f"“{entry.term}” is in the glossary and not in the text",
                entry.location,
                "Delete it, or correct the spelling: both must be the same.",
            )


def abbreviation_unused(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Every abbreviation of the front matter stands in the text.

    WCAG 2.2 SC 3.1.4.
    """
    used = {
        inline.short for inline in facts.inlines if isinstance(inline, Abbreviation)
    }
    front = publication.front
    stated = f"{front.title} {front.subtitle} {front.main_message}"
    for entry in front.abbreviations:
        if entry.short not in used and entry.short not in stated:
            yield Remark(
                f"“{entry.short}” is listed and not in the text",
                entry.location,
                "Delete it; capital and small letters differ.",
            )


def _all_words(facts: Facts) -> str:
    joined = " ".join(passage.text for passage in facts.passages)
    return " ".join(joined.split()).casefold()


RULES = (
    Rule(link_text_vague, Severity.WARNING),
    Rule(link_text_is_address, Severity.WARNING),
    Rule(link_text_same, Severity.WARNING),
    Rule(glossary_term_undefined, Severity.WARNING),
    Rule(glossary_term_unused, Severity.WARNING),
    Rule(abbreviation_unused, Severity.WARNING),
)
