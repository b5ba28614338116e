"""What the page tells search engines of itself: schema.org, as JSON-LD.

It says only what the page shows: an unknown date or reviewer is left out, a draft is
called one. `MedicalWebPage` and its properties are schema.org's.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias, Union

from plainleaf.imprint import Person, Reference, Status
from plainleaf.model import Download, Publication, Section
from plainleaf.render.media_types import MEDIA_TYPES
from plainleaf.render.templating import is_draft
from plainleaf.walk import sections_in
from plainleaf.words import inline_text

Value: TypeAlias = Union[str, list["Value"], dict[str, "Value"]]  # noqa: UP007 names itself

HEALTH_ASPECTS: Mapping[str, str] = {
    "overview": "OverviewHealthAspect",
    "symptoms": "SymptomsHealthAspect",
    "causes": "CausesHealthAspect",
    "treatments": "TreatmentsHealthAspect",
    "self-care": "SelfCareHealthAspect",
    "how-it-works": "HowItWorksHealthAspect",
    "effectiveness": "EffectivenessHealthAspect",
    "benefits": "BenefitsHealthAspect",
    "risks": "RisksOrComplicationsHealthAspect",
    "side-effects": "SideEffectsHealthAspect",
    "suitability": "SuitabilityHealthAspect",
    "dose": "UsageOrScheduleHealthAspect",
    "living-with": "LivingWithHealthAspect",
    "prevention": "PreventionHealthAspect",
    "prognosis": "PrognosisHealthAspect",
    "stages": "StagesHealthAspect",
    "types": "TypesHealthAspect",
}
"""Our words for a section's meaning to members of schema.org's HealthAspectEnumeration.

An aspect that schema.org has no member for (costs, regulation) is left out.
"""


def structured_data(
    publication: Publication, downloads: Iterable[Download]
) -> dict[str, Value]:
    """Return the JSON-LD object of a page as plain values."""
    front, publisher = publication.front, publication.publisher
    stated: dict[str, Value | None] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "url": publication.address,
        "name": front.title,
        "alternativeHeadline": front.subtitle,
        "description": front.description,
        "inLanguage": front.language,
        "version": front.version,
        "creativeWorkStatus": "Draft" if is_draft(publication) else "Published",
        "datePublished": _day(front.dates.published),
        "dateCreated": _day(front.dates.written),
        "dateModified": _day(front.last_changed),
        "lastReviewed": _day(front.dates.last_reviewed),
        "publisher": _organisation(publisher.name, publisher.url),
        "author": [_person(person) for person in front.authors],
        "reviewedBy": [
            _person(person) for person in front.reviewers if person.reviewed_on
        ],
        "funder": front.funding,
        "license": front.license,
        "audience": _audience(front.audience.who),
        "about": [{"@type": a.kind, "name": a.name} for a in front.about],
        "citation": [_citation(reference) for reference in publication.references],
        "hasPart": [
            _part(section)
            for section in sections_in(publication)
            if section.aspect in HEALTH_ASPECTS
        ],
        "encoding": [_encoding(download) for download in downloads],
    }
    if front.status is Status.WITHDRAWN:
        stated["creativeWorkStatus"] = "Withdrawn"
    return {key: value for key, value in stated.items() if value}


def _day(day: object) -> str | None:
    return str(day) if day else None


def _organisation(name: str | None, url: str | None) -> Value | None:
    if not name:
        return None
    organisation: dict[str, Value] = {"@type": "Organization", "name": name}
    return organisation | ({"url": url} if url else {})


def _person(person: Person) -> Value:
    stated: dict[str, Value] = {"@type": "Person", "name": person.name}
    if person.role:
        stated["jobTitle"] = person.role
    return stated


def _audience(who: str | None) -> Value | None:
    return {"@type": "PeopleAudience", "audienceType": who} if who else None


def _citation(reference: Reference) -> Value:
    stated: dict[str, Value] = {
        "@type": "ScholarlyArticle" if reference.container else "CreativeWork",
        "name": reference.title,
    }
    if reference.year:
        stated["datePublished"] = reference.year
    if reference.doi:
        stated["sameAs"] = f"https://doi.org/{reference.doi}"
    return stated


def _part(section: Section) -> Value:
    aspect = HEALTH_ASPECTS[section.aspect or ""]
    return {
        "@type": "WebPageElement",
        "name": inline_text(section.title),
        "hasHealthAspect": f"https://schema.org/{aspect}",
    }


def _encoding(download: Download) -> Value:
    stated: dict[str, Value] = {
        "@type": "MediaObject",
        "encodingFormat": MEDIA_TYPES[download.format],
        "contentUrl": download.address,
        "contentSize": str(download.size),
    }
    if download.format == "pdf":
        # W3C's Schema.org Accessibility Properties; an e-book says more, by itself.
        large: list[Value] = ["largePrint"] if download.points else []
        stated["accessibilityFeature"] = ["taggedPDF", *large]
    return stated
