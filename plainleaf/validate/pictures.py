"""Rules about pictures and their text alternatives."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

import re
from collections.abc import Iterator

from plainleaf.findings import Severity
from plainleaf.model import Figure, Publication
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule
from plainleaf.words import inline_text

ALT_LIMIT = 125
"""Characters of a text alternative; more belongs into a long description."""
FINE = 600
"""Points across below which a photograph is coarse on paper."""
_FILE_NAME = re.compile(
    r"[\w ./\\-]+\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)|(?:img|dsc|image|photo|picture"
    r"|screenshot|scan)[ _-]*\d*",
    re.IGNORECASE,
)


def image_alt_is_file_name(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A text alternative says what the picture shows, not what its file is called.

    WCAG 2.2 SC 1.1.1, failure F30.
    """
    del publication
    for figure in _figures(facts):
        alt = (figure.alt or "").strip()
        if alt and (
            _FILE_NAME.fullmatch(alt) or alt.casefold() == figure.image.stem.casefold()
        ):
            yield Remark(
                f"the text alternative “{alt}” is the name of a file",
                figure.location,
                "Say what the picture shows, as you would on the telephone.",
            )


def image_alt_too_long(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A text alternative is short; what needs more has a long description.

    NHS content guide, images: 125 characters; WCAG 2.2 SC 1.1.1, techniques G95, G92.
    """
    del publication
    for figure in _figures(facts):
        if figure.alt and len(figure.alt) > ALT_LIMIT:
            yield Remark(
                f"the text alternative has {len(figure.alt)} characters",
                figure.location,
                f"Keep it under {ALT_LIMIT}, and put the rest into `::: longdesc`.",
            )


def image_alt_is_caption(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A text alternative does not repeat the caption.

    WCAG 2.2 SC 1.1.1; read aloud, the same words come twice.
    """
    del publication
    for figure in _figures(facts):
        caption = " ".join(inline_text(figure.caption).split()).rstrip(".").casefold()
        if caption and caption == (figure.alt or "").rstrip(".").casefold():
            yield Remark(
                "the text alternative and the caption are the same",
                figure.location,
                "Let the alternative say what is seen, and the caption what it means.",
            )


def image_alt_says_image(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A text alternative does not say that it is a picture.

    WCAG 2.2 SC 1.1.1, technique G94; a screen reader has already said so.
    """
    del publication
    phrases = facts.patterns.phrases["image_words"]
    for figure in _figures(facts):
        words = " ".join((figure.alt or "").split()).casefold()
        for article in ("", "an ", "a ", "the ", "una ", "un "):
            for phrase in phrases:
                if words.startswith(f"{article}{phrase} "):
                    yield Remark(
                        f"the text alternative begins with “{article}{phrase}”",
                        figure.location,
                        "Begin with what the picture shows.",
                    )


def figure_without_caption(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A picture has a caption, unless it is decorative.

    PEMAT-P item 17; CDC Clear Communication Index, item 4.
    """
    del publication
    for figure in _figures(facts):
        if figure.alt is not None and not inline_text(figure.caption).strip():
            yield Remark(
                "this picture has no caption",
                figure.location,
                "Put it into `::: figure`, with a sentence below it that says what it "
                "means.",
            )


def image_coarse(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A photograph has points enough to be clear on paper.

    PEMAT-P item 18; 600 points are 100 to the inch on a page of A4.
    """
    for figure in _figures(facts):
        image = publication.images.get(figure.image)
        if image and image.media_type != "image/svg+xml" and image.width < FINE:
            yield Remark(
                f"the picture is {image.width} points wide, and coarse on paper",
                figure.location,
                "Use a larger original, or a drawing as SVG.",
            )


def _figures(facts: Facts) -> Iterator[Figure]:
    """Return the pictures that authors gave; those drawn here are not theirs."""
    return (
        block for block in facts.blocks if isinstance(block, Figure) and not block.drawn
    )


RULES = (
    Rule(image_alt_is_file_name, Severity.ERROR),
    Rule(image_alt_too_long, Severity.WARNING),
    Rule(image_alt_is_caption, Severity.WARNING),
    Rule(image_alt_says_image, Severity.WARNING, needs=("image_words",)),
    Rule(figure_without_caption, Severity.WARNING),
    Rule(image_coarse, Severity.NOTE),
)
