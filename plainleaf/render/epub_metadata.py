"""What an e-book says of itself: Dublin Core, and accessibility as its text has it.

Accessibility metadata (EPUB Accessibility 1.1, 2) is computed from the publication
and never typed, so it cannot promise what is not there. Conformance is claimed only
where somebody has looked at this very text (the same, 4.4): no program can.
"""

from collections.abc import Iterator
from uuid import UUID, uuid5

from plainleaf.evaluated import standing_evaluation
from plainleaf.imprint import Person, Publisher
from plainleaf.messages import Messages
from plainleaf.model import (
    Abbreviation,
    Foreign,
    LanguageBlock,
    PageMap,
    Publication,
    Table,
)
from plainleaf.render.epub_access import access_of, shown_in_book
from plainleaf.render.epub_package import Statement
from plainleaf.walk import inlines_in

NAMESPACE = UUID("8f0b0a4c-2d4e-5b0e-9a53-6b1d2f7c9e10")
"""Ours, drawn once: it makes our identifiers differ from everybody else's."""


def identifier_of(publication: Publication) -> str:
    """Return an identifier that stays the same however often the text changes."""
    front = publication.front
    return book_identifier(publication.publisher, front.id, front.language)


def book_identifier(publisher: Publisher, leaflet: str, language: str) -> str:
    """Return the identifier of a leaflet's e-book in one language.

    Two publishers may give a leaflet the same id: a publisher's address on the web,
    else its name, is part of what the identifier is made of.
    """
    ours = publisher.base_url or publisher.name
    named = (*((ours,) if ours else ()), leaflet, language)
    return f"urn:uuid:{uuid5(NAMESPACE, '/'.join(named))}"


def statements_of(
    publication: Publication, *, say: Messages, pages: PageMap
) -> tuple[Statement, ...]:
    """Return the metadata, Dublin Core first; an unknown fact has no statement."""
    return (
        *_dublin_core(publication),
        *_refinements(publication),
        *accessibility(publication, say=say, pages=pages),
        *_conformance(publication),
        *_report(publication),
    )


def accessibility(
    publication: Publication, *, say: Messages, pages: PageMap
) -> Iterator[Statement]:
    """Yield access modes, features, hazards and summary (EPUB Accessibility 1.1, 2).

    `pages` are the printed handout's: where they are marked, the handout is named.
    """
    access = access_of(publication, pages)
    for mode in access.modes():
        yield _schema("accessMode", mode)
    for modes in access.sufficient():
        yield _schema("accessModeSufficient", modes)
    for feature in access.features():
        yield _schema("accessibilityFeature", feature)
    yield _schema("accessibilityHazard", access.hazard())
    summary = " ".join(_summary(publication, say, pages))
    yield _schema("accessibilitySummary", summary)
    if access.paged:
        # EPUB Accessibility 1.1, 3.3: whose page numbers they are.
        source = {"property": "pageBreakSource"}
        yield Statement("meta", _handout(publication, say), source)


def _handout(publication: Publication, say: Messages) -> str:
    front = publication.front
    if front.version:
        return say.phrase(
            "printed-handout-of-version",
            title=front.title,
            version=front.version,
        )
    return say.phrase("printed-handout", title=front.title)


def _dublin_core(publication: Publication) -> Iterator[Statement]:
    front = publication.front
    yield Statement("dc:title", front.title, {"id": "title"})
    if front.subtitle:
        yield Statement("dc:title", front.subtitle, {"id": "subtitle"})
    # Reading systems take voice and direction from the first language named.
    for language in _languages(publication):
        yield Statement("dc:language", language)
    for number, author in enumerate(front.authors, 1):
        yield Statement("dc:creator", author.name, {"id": f"creator-{number}"})
    known = {
        "dc:publisher": publication.publisher.name,
        "dc:date": front.dates.published and front.dates.published.isoformat(),
        "dc:description": front.description,
        "dc:rights": front.license,
    }
    for name, text in known.items():
        if text:
            yield Statement(name, text)
    for subject in front.about:
        yield Statement("dc:subject", subject.name)


def _refinements(publication: Publication) -> Iterator[Statement]:
    front = publication.front
    yield _refined("title", "title-type", "main")
    if front.subtitle:
        yield _refined("title", "display-seq", "1")
        yield _refined("subtitle", "title-type", "subtitle")
        yield _refined("subtitle", "display-seq", "2")
    for number, author in enumerate(front.authors, 1):
        yield from _author(f"creator-{number}", author)
    if front.version:
        yield _schema("version", front.version)
    # EPUB 2's way to name the cover, which Kindle and Calibre still follow.
    yield Statement("meta", "", {"name": "cover", "content": "cover-image"})


def _author(identifier: str, author: Person) -> Iterator[Statement]:
    refines = {"refines": f"#{identifier}", "property": "role"}
    yield Statement("meta", "aut", refines | {"scheme": "marc:relators"})
    if author.orcid:
        yield _refined(identifier, "schema:identifier", author.orcid)


def _languages(publication: Publication) -> tuple[str, ...]:
    """Return the text's language, then those of whole blocks in another."""
    others = (
        b.language for b in shown_in_book(publication) if isinstance(b, LanguageBlock)
    )
    return tuple(dict.fromkeys((publication.front.language, *others)))


def _summary(publication: Publication, say: Messages, pages: PageMap) -> Iterator[str]:
    """Yield what the other fields cannot say (EPUB Accessibility 1.1, 2.6)."""
    shown = tuple(shown_in_book(publication))
    inlines = tuple(inlines_in(publication, edition="epub"))
    if any(isinstance(block, Table) for block in shown):
        yield say.phrase("tables-have-headings")
    if any(isinstance(inline, Abbreviation) for inline in inlines):
        yield say.phrase("short-forms-are-written-out")
    if any(isinstance(part, Foreign | LanguageBlock) for part in (*inlines, *shown)):
        yield say.phrase("languages-are-marked")
    if pages.starts:
        yield say.phrase("page-numbers-of-print")
    elif pages.pages:
        yield say.phrase("page-numbers-unmarked")
    if not publication.front.evaluations:
        yield say.phrase("not-evaluated")
    elif not standing_evaluation(publication):
        yield say.phrase("no-standard-claimed")


def conformance_of(standard: str) -> str:
    """Return a standard as `dcterms:conformsTo` has it (EPUB Accessibility 1.1, 4.2).

    "WCAG 2.2 AA" gives "EPUB Accessibility 1.1 - WCAG 2.2 Level AA".
    """
    name, _, level = standard.rpartition(" ")
    return f"EPUB Accessibility 1.1 - {name} Level {level}"


def _conformance(publication: Publication) -> Iterator[Statement]:
    """Yield what was found to be met, by whom, and when (the same, 4.3 and 4.4)."""
    if (evaluation := standing_evaluation(publication)) and evaluation.standard:
        claim = {"id": "conformance", "property": "dcterms:conformsTo"}
        yield Statement("meta", conformance_of(evaluation.standard), claim)
        certifier = {"refines": "#conformance", "property": "a11y:certifiedBy"}
        yield Statement("meta", evaluation.by, certifier | {"id": "certifier"})
        if evaluation.on:
            yield _refined("certifier", "dcterms:date", evaluation.on.isoformat())


def _report(publication: Publication) -> Iterator[Statement]:
    evaluation = standing_evaluation(publication)
    if evaluation and evaluation.url:
        report = {"rel": "a11y:certifierReport", "refines": "#certifier"}
        yield Statement("link", "", report | {"href": evaluation.url})


def _schema(name: str, text: str) -> Statement:
    return Statement("meta", text, {"property": f"schema:{name}"})


def _refined(identifier: str, name: str, text: str) -> Statement:
    return Statement("meta", text, {"refines": f"#{identifier}", "property": name})
