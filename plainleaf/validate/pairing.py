"""Two languages of a leaflet side by side: which sections belong together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from plainleaf.findings import Location
from plainleaf.model import Block, Publication, Section
from plainleaf.walk import inner_blocks
from plainleaf.words import inline_text


@dataclass(frozen=True, slots=True)
class Part:
    """The opening of a text (its title is empty) or a section, without its inner ones.

    `blocks` are all in it, each before those it holds.
    """

    title: str
    blocks: tuple[Block, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Beside:
    """A publication beside the other languages of its leaflet, and its original.

    `original` is `None` when none is stated or there. `same` are the parts that belong
    together, the original's first; `missing` are sections that only the original has,
    each with the place where it is due; `extra` those that only the translation has.
    """

    publication: Publication
    others: tuple[Publication, ...]
    original: Publication | None = None
    same: tuple[tuple[Part, Part], ...] = ()
    missing: tuple[tuple[Section, Location], ...] = ()
    extra: tuple[Section, ...] = ()


def beside(publication: Publication, others: Sequence[Publication]) -> Beside:
    """Put a publication beside the others of its leaflet, and find its original."""
    stated = publication.front.translation
    for other in others if stated else ():
        if same_language(other.front.language, stated.of if stated else ""):
            return _paired(other, publication, tuple(others))
    return Beside(publication, tuple(others))


def _paired(
    original: Publication, translation: Publication, others: tuple[Publication, ...]
) -> Beside:
    """Find the parts that belong together: by id, by what they are about, by order."""
    same = [(_opening(original), _opening(translation))]
    missing: list[tuple[Section, Location]] = []
    extra: list[Section] = []

    def match(left: tuple[Section, ...], right: tuple[Section, ...]) -> None:
        last = translation.location
        for one, other in _matched(left, right):
            if one and other:
                same.append((_part(one), _part(other)))
                match(one.sections, other.sections)
            elif one:
                missing.append((one, last))
            elif other:
                extra.append(other)
            last = other.location if other else last

    match(original.sections, translation.sections)
    return Beside(
        translation, others, original, tuple(same), tuple(missing), tuple(extra)
    )


def _matched(
    left: tuple[Section, ...], right: tuple[Section, ...]
) -> Iterator[tuple[Section | None, Section | None]]:
    """Yield sections side by side, `None` where one of the two has no partner."""
    shared = {one.id for one in left} & {other.id for other in right}
    if len(left) == len(right) and not shared:
        yield from zip(left, right, strict=True)
        return
    matcher = SequenceMatcher(
        None,
        [_key(section, shared) for section in left],
        [_key(section, shared) for section in right],
        autojunk=False,
    )
    for _, a, b, c, d in matcher.get_opcodes():
        together = min(b - a, d - c)
        yield from zip(left[a : a + together], right[c : c + together], strict=True)
        yield from ((section, None) for section in left[a + together : b])
        yield from ((None, section) for section in right[c + together : d])


def _key(section: Section, shared: set[str]) -> str:
    if section.id in shared:
        return f"#{section.id}"
    return section.aspect or ""


def _opening(publication: Publication) -> Part:
    summary = (publication.summary,) if publication.summary else ()
    blocks = _all((*summary, *publication.blocks))
    return Part("", tuple(blocks), publication.location)


def _part(section: Section) -> Part:
    return Part(
        inline_text(section.title), tuple(_all(section.blocks)), section.location
    )


def _all(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _all(inner_blocks(block))


def same_language(one: str, other: str) -> bool:
    """Say whether two tags name one language; a region counts where both have one."""
    if "-" in one and "-" in other:
        return one.lower() == other.lower()
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()
