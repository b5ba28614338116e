"""Rules about a library: whether local lines are for a leaflet that is there.

Asked only of a whole folder: one source on its own does not tell what else there is.
"""

from collections.abc import Iterable, Iterator

from plainleaf.findings import Finding, Severity
from plainleaf.imprint import EVERY_LEAFLET, Publisher, local_names
from plainleaf.model import Publication, Source
from plainleaf.parse.mistakes import suggestion


def of_no_leaflet(
    read: Iterable[tuple[Source, Publication | None]],
) -> Iterator[Finding]:
    """Yield a finding for each local name of publisher.yaml that no source answers to.

    `read` is all there is in a folder; a source that cannot be parsed still has the
    names of its folder and file.
    """
    publisher = Publisher()
    answered: set[str] = set()
    here: dict[str, list[str]] = {EVERY_LEAFLET: []}
    for source, publication in read:
        leaflet, languages = source.leaflet, [source.language]
        if publication is not None:
            leaflet = publication.front.id
            languages.append(publication.front.language)
            publisher = publication.publisher
        answered |= {*local_names(leaflet, *languages)}
        here.setdefault(leaflet, []).append(source.language or languages[-1])
    for name in publisher.local:
        if name not in answered:
            leaflet = name.partition("/")[0]
            known = ", ".join(sorted(here.get(leaflet, ())))
            yield Finding(
                "local-unknown",
                Severity.WARNING,
                f"these local lines are for '{name}', and no leaflet here is that",
                publisher.locations[f"local.{name}"],
                f"'{leaflet}' is here in {known}."
                if known
                else suggestion(leaflet, tuple(here)),
            )
