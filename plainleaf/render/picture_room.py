"""Room for pictures: as much before a picture's file has come as after.

A style sheet that leaves both sides of a picture `auto` keeps no room for it: it has a
ratio and no size until its file has come (CSS Sizing 4, 5.1). A width from the
attributes alone, under a limit for the height, would bend it. So each size that a
page's pictures have gets a rule with the width that all limits leave; the height
follows from the ratio.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from pathlib import PurePosixPath

from plainleaf.model import Figure, Image, Publication
from plainleaf.walk import blocks_in

EM = 16
"""CSS px: of how large letters a picture's size thinks. It grows as they do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How tall and how wide a picture may be, in ems."""

    tallest: float = inf
    widest: float = inf


FIGURE = Limits(tallest=30)
"""A picture is seen whole in a window."""
RISK = Limits(tallest=16, widest=25)
"""Signs for people need not be large to be counted."""
MOST_OF_A_PAGE = 85
"""Hundredths of an e-book's page that a picture may be tall; its caption needs some."""
LOGO = Limits(tallest=4, widest=18)
"""Above a leaflet a logo is its sender and not a banner."""


def page_rules(publication: Publication) -> str:
    """Return the rules for the pictures of the web page, its logo first."""
    rules = [
        picture_rule(selector, image, "rem", limits)
        for selector, image, limits in _logo(publication)
    ]
    rules += [
        picture_rule(f".leaflet {selector}", image, "rem", limits)
        for selector, image, limits in _figures(publication)
    ]
    return "".join(dict.fromkeys(rules))


def fragment_rules(publication: Publication) -> str:
    """Return the rules for the pictures of an embedded leaflet.

    They are as tall as they were drawn for: how tall its column is, a host knows.
    """
    rules = [
        picture_rule(f".plainleaf {selector}", image, "em")
        for selector, image, _ in _figures(publication)
    ]
    return "".join(dict.fromkeys(rules))


def book_rules(publication: Publication) -> str:
    """Return the rules for the pictures of an e-book, its logo first.

    A reader's window is a page: no picture is taller than most of it, and none has
    empty ground beside it. What a picture stands in is in the width itself, as epub.js
    sets limits of its own in place of ours.
    """
    rules = []
    for selector, image, limits in (*_logo(publication), *_figures(publication)):
        tallest = inf if limits is FIGURE else limits.tallest
        width = _width(image, Limits(tallest, limits.widest))
        page = round(MOST_OF_A_PAGE * image.width / image.height, 2)
        rules.append(
            f'{selector}[width="{image.width}"][height="{image.height}"] '
            f"{{ width: min(100%, {width:g}em, {page:g}vh); }}\n"
        )
    return "".join(dict.fromkeys(rules))


def picture_rule(
    selector: str, image: Image, unit: str, limits: Limits = Limits()
) -> str:
    """Return the rule that gives pictures of one size their width."""
    width = _width(image, limits)
    return (
        f'{selector}[width="{image.width}"][height="{image.height}"] {{ '
        f"inline-size: {width:g}{unit}; max-block-size: none; "
        "max-inline-size: 100%; }\n"
    )


def _width(image: Image, limits: Limits) -> float:
    """Return the ems across a picture that is no larger than drawn and than allowed."""
    tall = limits.tallest * image.width / image.height
    return round(min(image.width / EM, limits.widest, tall), 4)


def _logo(publication: Publication) -> Iterator[tuple[str, Image, Limits]]:
    if logo := publication.publisher.logo:
        yield ".logo", publication.images[PurePosixPath(logo)], LOGO


def _figures(publication: Publication) -> Iterator[tuple[str, Image, Limits]]:
    for block in blocks_in(publication):
        if isinstance(block, Figure):
            image = publication.images[block.image]
            if block.decorative:
                yield ".decoration img", image, FIGURE
            elif block.drawn:
                yield ".risk-picture img", image, RISK
            else:
                yield "figure img", image, FIGURE
