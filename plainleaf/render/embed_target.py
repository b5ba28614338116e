"""How the shared markup stands in a page of somebody else: ids and heading levels."""

from collections.abc import Mapping

from plainleaf.messages import messages_for
from plainleaf.model import Publication
from plainleaf.render.templating import Picture, Target


def id_prefix(publication: Publication, instance: str = "") -> str:
    """Return what every id of a fragment begins with: leaflet, language, instance."""
    language = publication.folder or publication.front.language
    parts = (publication.front.id, language.lower(), instance)
    return "-".join(part for part in parts if part) + "--"


def fragment_target(
    publication: Publication,
    pictures: Mapping[str, Picture],
    *,
    level: int = 1,
    instance: str = "",
    framed: bool = False,
) -> Target:
    """Return the target of a fragment whose first heading has the given level."""
    return Target(
        format="fragment",
        say=messages_for(publication.front.language),
        pictures=pictures,
        direction=publication.front.direction,
        id_prefix=id_prefix(publication, instance),
        heading_offset=level - 1,
        framed=framed,
    )
