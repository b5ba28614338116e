"""How a cited work reads in the list of references, the same in every edition."""

from dataclasses import dataclass

from plainleaf.imprint import Reference

DOI_RESOLVER = "https://doi.org/"
PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"
NAMED_AUTHORS = 6
"""Authors named before "and others" stands for the rest (as ICMJE's style has it)."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a reference: text, where it leads, its language if another."""

    text: str
    target: str | None = None
    language: str | None = None


def reference_runs(reference: Reference, *, others: str) -> tuple[Run, ...]:
    """Return the runs that make up one reference, spaces and full stops included.

    `others` is the reader's word for "and others" in the publication's language.
    """
    runs = [Run(_authors(reference, others))] if reference.authors else []
    if reference.year:
        runs.append(Run(f" ({reference.year})." if runs else f"({reference.year})."))
    runs.append(Run(" " if runs else ""))
    runs.append(Run(_closed(reference.title), language=reference.language))
    if reference.container:
        runs.append(Run(f" {_closed(_container(reference))}"))
    elif reference.publisher:
        runs.append(Run(f" {_closed(reference.publisher)}"))
    if reference.doi:
        runs.append(Run(" "))
        runs.append(Run(f"doi:{reference.doi}", target=DOI_RESOLVER + reference.doi))
    if reference.pmid:
        runs.append(Run(" "))
        runs.append(Run(f"PMID {reference.pmid}", target=PUBMED + reference.pmid + "/"))
    if reference.url and not reference.doi:
        runs.append(Run(" "))
        runs.append(Run(reference.url, target=reference.url))
    return tuple(run for run in runs if run.text)


def _authors(reference: Reference, others: str) -> str:
    named = ", ".join(reference.authors[:NAMED_AUTHORS])
    if len(reference.authors) > NAMED_AUTHORS:
        return f"{named}, {others}"
    return named


def _container(reference: Reference) -> str:
    text = reference.container or ""
    if reference.volume:
        text += f" {reference.volume}"
    if reference.pages:
        text += f":{reference.pages}"
    return text


def _closed(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else text + "."
