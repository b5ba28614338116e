"""What is left of a withdrawn text: its title, and the notice that templates make."""

from dataclasses import replace

from plainleaf.imprint import Status
from plainleaf.model import Publication


def without_body(publication: Publication) -> Publication:
    """Return a withdrawn publication without its text; any other as it is.

    Nobody should still act on the text, in any edition; who looks for it finds when
    and why it was withdrawn, and what to use instead.
    """
    front = publication.front
    if front.status is not Status.WITHDRAWN:
        return publication
    logo = publication.publisher.logo
    return replace(
        publication,
        front=replace(
            front,
            main_message=None,
            call_to_action=None,
            abbreviations=(),
            glossary=(),
            references=(),
        ),
        summary=None,
        blocks=(),
        sections=(),
        references=(),
        images={
            name: image
            for name, image in publication.images.items()
            if str(name) == logo
        },
        left_out=(),
    )
