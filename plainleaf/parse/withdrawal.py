"""What is left of a withdrawn text: its title, and the notice that templates make."""

from dataclasses import replace

from plainleaf.findings import Finding
from plainleaf.imprint import Status
from plainleaf.model import Publication


def of_what_is_left(
    findings: tuple[Finding, ...], publication: Publication, body_line: int
) -> tuple[Finding, ...]:
    """Return the findings but those about the body of a withdrawn text.

    No reader gets it any more. A picture that was thrown away with the text, or a rule
    that came after it, must not hold the notice back.
    """
    if publication.front.status is not Status.WITHDRAWN:
        return findings
    path = publication.location.path
    return tuple(
        one
        for one in findings
        if one.location.path != path or one.location.line < body_line
    )


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
