"""Checks of a fragment: what its host's page is promised of the markup.

The guarantees G1 to G6, G11 and G13 to G15 that docs/embedding.md gives to web teams;
those of the style sheet are in `embed_style`, those of the text in `embed_text`.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from plainleaf.check.embed_filter import lost
from plainleaf.check.embed_opened import ROOT_CLASS, OpenedFragment
from plainleaf.check.faults import Check, Fault, quoted
from plainleaf.check.ids import id_faults, ids_of
from plainleaf.check.markup import Element
from plainleaf.check.opened_page import HEADINGS
from plainleaf.check.page_reading import image_faults, table_faults
from plainleaf.headings import headings

_ACTIVE = frozenset(
    {
        *("script", "style", "iframe", "frame", "object", "embed", "form", "input"),
        *(
            "button",
            "select",
            "textarea",
            "link",
            "meta",
            "base",
            "svg:svg",
            "template",
        ),
        *("audio", "video", "canvas", "picture", "noscript"),
    }
)
_LANDMARKS = frozenset({"main", "nav", "aside"})
_LANDMARK_ROLES = frozenset(
    {
        *("banner", "complementary", "contentinfo", "form", "main", "navigation"),
        *("region", "search", "doc-acknowledgments", "doc-afterword", "doc-appendix"),
        *("doc-bibliography", "doc-chapter", "doc-conclusion", "doc-credits"),
        *("doc-endnotes", "doc-epilogue", "doc-errata", "doc-foreword", "doc-glossary"),
        *("doc-index", "doc-introduction", "doc-pagelist", "doc-part", "doc-preface"),
        *("doc-prologue", "doc-toc"),
    }
)
"""WAI-ARIA 1.2, 5.3.4, and the landmarks of DPUB-ARIA 1.1."""
_NO_DOCTYPE = "expected-doctype-but-got-start-tag"
_FETCHED = ("src", "srcset", "poster", "data", "background", "ping")


def embed_root(fragment: OpenedFragment) -> Iterator[Fault]:
    """Every fragment is one article with id, language, version and dates. G1."""
    for line, name in fragment.parsed.errors:
        if name != _NO_DOCTYPE:
            yield Fault(f"the markup is wrong: {name}", line=line)
    outside = [
        kid.name if isinstance(kid, Element) else quoted(kid)
        for kid in fragment.body.kids
        if isinstance(kid, Element) or kid.strip()
    ]
    if outside != ["article"]:
        yield Fault(f"the fragment is {', '.join(outside)}, not one article")
    front = fragment.publication.front
    root = fragment.article
    due = {
        "class": ROOT_CLASS,
        "id": f"{fragment.prefix}leaflet",
        "lang": front.language,
        "dir": front.direction,
        "data-version": front.version or "",
        "data-reviewed": str(front.dates.last_reviewed or ""),
        "data-next-review": str(front.dates.next_review or ""),
    }
    for name, value in due.items():
        if root.attributes.get(name) != value:
            found = root.attributes.get(name)
            yield Fault(f"{name} is {found!r} on the root, not {value!r}", "article")


def embed_nothing_active(fragment: OpenedFragment) -> Iterator[Fault]:
    """No fragment has a script, style, form, frame or an id without its prefix. G2.

    A strict Content-Security-Policy stops none of it, and no host's id is taken.
    """
    for placed in fragment.walk():
        element = placed.element
        if element.name in _ACTIVE:
            yield Fault(f"the fragment has {element.name}", placed.place)
        for name, value in element.attributes.items():
            if name == "style" or name.startswith("on"):
                yield Fault(f"{element.name} has {name}", placed.place)
            if name == "id" and not value.startswith(fragment.prefix):
                yield Fault(f"the id {value!r} could be the host's own", placed.place)
    if b"<!--" in fragment.raw:
        yield Fault("the fragment has a comment, which some filters show")


def embed_references(fragment: OpenedFragment) -> Iterator[Fault]:
    """Every id stands once; every link inside and every ARIA reference is answered. G3.

    WCAG 2.2 SC 4.1.2.
    """
    ids = ids_of(fragment.article)
    yield from id_faults(fragment.article)
    for placed in fragment.walk():
        address = placed.element.get("href")
        if address.startswith("#") and address[1:] not in ids:
            yield Fault(f"{address!r} leads nowhere in the fragment", placed.place)
        elif placed.element.name == "a" and ":" not in address and address[:1] != "#":
            yield Fault(f"{address!r} leads nowhere on a host's page", placed.place)


def embed_headings(fragment: OpenedFragment) -> Iterator[Fault]:
    """Every first heading has the level of its file; no level is skipped. G4.

    WCAG 2.2 SC 1.3.1. Every heading is at its depth in the text, none flattened.
    """
    every = [p for p in fragment.walk() if p.element.name in HEADINGS]
    found = [
        (int(placed.element.name[1]), placed.element.own_text())
        for placed in every
        if not placed.is_furniture
    ]
    shift = fragment.level - 1
    front = fragment.publication.front
    due = [(fragment.level, " ".join(front.title.split()))] + [
        (heading.level + shift, " ".join(heading.text.split()))
        for heading in headings(fragment.publication, edition="html")
    ]
    if found != due:
        odd = next((head for head in found if head not in due), None)
        lost_one = next((head for head in due if head not in found), None)
        told = odd or lost_one or found[0]
        yield Fault(
            f"heading {quoted(told[1])} (level {told[0]}) is not where it is due"
        )
    if every and int(every[0].element.name[1]) != fragment.level:
        yield Fault(f"the first heading is {every[0].element.name}", every[0].place)
    for before, after in pairwise(every):
        step = int(after.element.name[1]) - int(before.element.name[1])
        if step > 1:
            yield Fault(f"{step - 1} levels of headings are skipped", after.place)


def embed_no_landmarks(fragment: OpenedFragment) -> Iterator[Fault]:
    """No fragment adds a landmark to its host's page. G5. WAI-ARIA 1.2, 5.3.4."""
    for placed in fragment.walk():
        element = placed.element
        role = element.get("role")
        named = "aria-label" in element.attributes or (
            "aria-labelledby" in element.attributes
        )
        if role in _LANDMARK_ROLES or (not role and element.name in _LANDMARKS):
            yield Fault(f"{role or element.name} is a landmark", placed.place)
        elif element.name == "section" and named and not role:
            yield Fault("a section with a name is a landmark", placed.place)
        elif element.name in {"header", "footer"}:
            yield Fault(f"{element.name} can be a landmark", placed.place)


_SAID_IN_WORDS = frozenset({"callout-warning", "callout-promo", "care"})
"""Boxes that the word for their kind begins, before the author's title."""


def embed_plain(fragment: OpenedFragment) -> Iterator[Fault]:
    """Every fragment says all in words, without its style sheet too. G6.

    WCAG 2.2 SC 1.3.1 and 1.4.1: a box begins with the word for its kind or its title,
    a warning, a care card and a promotion always with the word.
    """
    for placed in fragment.walk():
        classes = set(placed.element.get("class").split())
        if "callout" not in classes:
            continue
        title = next(placed.element.elements, Element("p", {}, ()))
        if "callout-title" not in title.get("class").split() or not title.text():
            yield Fault("a box has no words that say what it is", placed.place)
        elif classes & _SAID_IN_WORDS and title.text() == title.own_text():
            kind = min(classes & _SAID_IN_WORDS)
            yield Fault(f"no word says what kind of {kind} a box is", placed.place)


def embed_no_requests(fragment: OpenedFragment) -> Iterator[Fault]:
    """No fragment loads anything but its own pictures, from its publisher. G11.

    A picture's address holds the digest of its file, so what was pasted stays what was
    reviewed.
    """
    folder = f"{fragment.address}embed/"
    for placed in fragment.walk():
        element = placed.element
        for name in _FETCHED:
            address = element.get(name)
            if name not in element.attributes:
                continue
            file = PurePosixPath(address.removeprefix(folder))
            if element.name != "img" or name != "src":
                yield Fault(f"{element.name} loads {address!r}", placed.place)
            elif fragment.address is None or not address.startswith(f"{folder}images/"):
                yield Fault(f"{address!r} is not the publisher's picture", placed.place)
            elif not (fragment.folder / file).is_file():
                yield Fault(f"the picture {address!r} is not in the kit", placed.place)
            elif file.suffix == ".svg":
                yield Fault(
                    f"a filter may refuse the drawing {address!r}", placed.place
                )


def embed_credit(fragment: OpenedFragment) -> Iterator[Fault]:
    """Every fragment says who it is from, its version, its dates, its address. G13."""
    last = [p for p in fragment.article.elements if "credit" in p.get("class").split()]
    if len(last) != 1:
        yield Fault("there is not one credit at the end of the article", "article")
        return
    text = last[0].text()
    front, publisher = fragment.publication.front, fragment.publication.publisher
    for fact in (publisher.name, front.version):
        if fact and " ".join(fact.split()) not in text:
            yield Fault(f"the credit does not say {quoted(fact)}", "article > div")
    for day in (front.dates.last_reviewed, front.dates.next_review):
        if day and str(day.year) not in text:
            yield Fault(f"the credit does not say {day}", "article > div")
    links = [link.get("href") for link in last[0].all("a")]
    if fragment.address and fragment.address not in links:
        yield Fault("the credit does not lead to the current version", "article > div")


def embed_survives_filter(fragment: OpenedFragment) -> Iterator[Fault]:
    """No stock content filter takes anything away: a paste loses nothing. G14.

    The list of WordPress 6.0 for authors without `unfiltered_html`.
    """
    for what in dict.fromkeys(lost(fragment.article)):
        yield Fault(f"a content filter takes out {what}")


def embed_adds_no_fault(fragment: OpenedFragment) -> Iterator[Fault]:
    """No fragment adds a fault to its host's page that axe would find. G15.

    WCAG 2.2 SC 1.1.1, 1.3.1, 2.4.4 and 2.4.6. (The tests ask axe itself, in browsers.)
    """
    for placed in fragment.walk():
        element = placed.element
        words = element.text() or element.get("aria-label").strip()
        if element.name == "img":
            yield from (Fault(m, placed.place) for m in image_faults(element))
        elif element.name == "table":
            yield from (Fault(m, placed.place) for m in table_faults(element))
        elif element.name in {"a", *HEADINGS} and not words:
            yield Fault(f"{element.name} has no words", placed.place)
        elif element.name in {"ul", "ol"}:
            odd = [kid.name for kid in element.elements if kid.name != "li"]
            if odd:
                yield Fault(f"{odd[0]} stands directly in a list", placed.place)


CHECKS: tuple[Check[OpenedFragment], ...] = (
    embed_root,
    embed_nothing_active,
    embed_references,
    embed_headings,
    embed_no_landmarks,
    embed_plain,
    embed_no_requests,
    embed_credit,
    embed_survives_filter,
    embed_adds_no_fault,
)
