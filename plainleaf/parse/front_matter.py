"""The front matter: read, held to the schema, and turned into imprint types.

The module passes 300 lines because each of its keys is turned
in one place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel

from plainleaf.findings import Location
from plainleaf.imprint import (
    AbbreviationEntry,
    Allowance,
    Audience,
    Change,
    Contact,
    Dates,
    Evaluation,
    Evidence,
    Feedback,
    Formats,
    FrontMatter,
    GlossaryEntry,
    Person,
    Print,
    Publisher,
    Reference,
    Status,
    Subject,
    Translation,
    Withdrawal,
)
from plainleaf.parse import schema
from plainleaf.parse.languages import direction, same_language, well_formed
from plainleaf.parse.mistakes import Mistakes
from plainleaf.parse.registers import unknown_in, unknown_words
from plainleaf.parse.schema_errors import held_to
from plainleaf.parse.split import Split
from plainleaf.parse.values import portable_name_trouble
from plainleaf.parse.yaml_reader import read_yaml
from plainleaf.parse.yaml_tree import YamlMapping, YamlValue, place_of, places

DEFAULT_LANGUAGE = "en"
"""Stands in when no language is stated anywhere; a finding says so."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The front matter, and what of it could not be understood.

    `lost` are the keys of which something was left out; `readable` is false when
    nothing could be read. What follows from either is not told again.
    """

    front: FrontMatter
    readable: bool
    lost: frozenset[str]

    def knows(self, key: str) -> bool:
        """Say whether all is known that the author stated under a key."""
        return self.readable and key not in self.lost


def front_matter(
    found: Split, path: PurePosixPath, leaflet: str, language: str, mistakes: Mistakes
) -> Stated:
    """Return what the author states; what is wrong is a finding, and left out.

    The title is "" when the front matter has none.
    """
    read: YamlMapping | None = YamlMapping((), Location(path, 1, 1))
    if found.yaml is not None:
        first = found.first_line
        read = read_yaml(found.yaml, path, first_line=first, mistakes=mistakes)
    whole = read or YamlMapping((), Location(path, 1, 1))
    keys, root = held_to(schema.FrontMatterKeys, whole, mistakes)
    # A language that was stated in vain is told where it stands.
    unclear = (found.yaml is not None and read is None) or _value(whole, "language")
    front = _front_matter(
        keys,
        root,
        path=path,
        leaflet=leaflet,
        language=language,
        unclear=bool(unclear),
        mistakes=mistakes,
    )
    lost = {pair.key for pair in whole.pairs if pair.value != _value(root, pair.key)}
    return Stated(front, readable=read is not None, lost=frozenset(lost))


def _value(root: YamlMapping, key: str) -> YamlValue | None:
    return next((pair.value for pair in root.pairs if pair.key == key), None)


def _front_matter(
    keys: schema.FrontMatterKeys,
    root: YamlMapping,
    *,
    path: PurePosixPath,
    leaflet: str,
    language: str,
    unclear: bool,
    mistakes: Mistakes,
) -> FrontMatter:
    locations, begins = places(root)
    return FrontMatter(
        id=_id(keys.id, leaflet, path, mistakes),
        language=(
            tag := _language(keys.language, language, root, mistakes, unclear=unclear)
        ),
        title=keys.title or "",
        direction=direction(tag),
        type=keys.type,
        subtitle=keys.subtitle,
        description=keys.description,
        purpose=keys.purpose,
        status=Status(keys.status) if keys.status else Status.DRAFT,
        withdrawn=Withdrawal(**_fields(keys.withdrawn)) if keys.withdrawn else None,
        version=keys.version,
        dates=Dates(**_fields(keys.dates)),
        authors=tuple(Person(**_fields(one)) for one in keys.authors),
        translation=_translation(keys.translation),
        reviewers=tuple(Person(**_fields(one)) for one in keys.reviewers),
        funding=keys.funding,
        conflicts_of_interest=keys.conflicts_of_interest,
        advertising=keys.advertising,
        user_involvement=keys.user_involvement,
        audience=Audience(**_fields(keys.audience)),
        main_message=keys.main_message,
        call_to_action=keys.call_to_action,
        jurisdictions=tuple(keys.jurisdictions),
        emergency_number=keys.emergency_number,
        dose_style=keys.dose_style,
        about=tuple(Subject(**_fields(one)) for one in keys.about),
        evidence=_evidence(keys.evidence),
        abbreviations=_abbreviations(keys.abbreviations or {}, root),
        glossary=_glossary(keys.glossary or {}, root, mistakes),
        references=_references(keys.references, root, mistakes),
        contacts=tuple(
            Contact(id=name, **_fields(one))
            for name, one in (keys.contacts or {}).items()
        ),
        print=_print(keys.print),
        formats_on_request=_formats(keys.formats_on_request),
        related=dict(keys.related or {}),
        feedback=Feedback(**_fields(keys.feedback)) if keys.feedback else None,
        changes=tuple(Change(**_fields(one)) for one in keys.changes),
        allow=tuple(Allowance(**_fields(one)) for one in keys.allow),
        evaluations=tuple(Evaluation(**_fields(one)) for one in keys.evaluations),
        license=keys.license,
        locations=locations,
        begins=begins,
    )


def publisher(
    raw: str, path: PurePosixPath, mistakes: Mistakes
) -> tuple[Publisher, Location]:
    """Return the publisher, from the text of publisher.yaml, and the logo's place."""
    root = read_yaml(raw, path, first_line=1, mistakes=mistakes)
    if root is None:
        return Publisher(), Location(path, 1, 1)
    keys, root = held_to(schema.PublisherKeys, root, mistakes)
    stated = {name: value for name, value in _fields(keys).items() if value is not None}
    stated["local"] = {name: tuple(lines) for name, lines in (keys.local or {}).items()}
    stated["locations"], stated["begins"] = places(root)
    return Publisher(**stated), place_of(root, ("logo",), key=False)


def _fields(keys: BaseModel | None) -> dict[str, Any]:
    """Return a group's values by our names, with tuples for lists."""
    if keys is None:
        return {}
    values = {name: getattr(keys, name) for name in type(keys).model_fields}
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in values.items()
    }


def _id(
    stated: str | None, leaflet: str, path: PurePosixPath, mistakes: Mistakes
) -> str:
    if stated:
        return stated
    trouble = portable_name_trouble(leaflet)
    if trouble:
        mistakes.add(
            "bad-id",
            Location(path),
            f"the name `{leaflet}` {trouble}, and it stands for the missing `id`",
            "Add `id:` to the front matter, or rename: small letters, digits, hyphens.",
        )
    return leaflet


def _language(
    stated: str | None,
    named: str,
    root: YamlMapping,
    mistakes: Mistakes,
    *,
    unclear: bool,
) -> str:
    of_name = well_formed(named) if named else None
    place = place_of(root, ("language",), key=False)
    if stated and of_name and not same_language(stated, of_name):
        mistakes.add(
            "language-differs",
            place,
            f"the front matter says `{stated}`, the name of the file says `{named}`",
            "Change one of the two.",
        )
    unknown = unknown_in(of_name) if of_name and not stated else None
    if of_name and unknown:
        mistakes.add("bad-language", place, *unknown_words(of_name, unknown))
    if stated or of_name:
        return stated or of_name or DEFAULT_LANGUAGE
    if not unclear:
        mistakes.add(
            "language-missing",
            place,
            "no language is stated; English is assumed",
            "Add `language: en`, or the right one, to the front matter.",
        )
    return DEFAULT_LANGUAGE


def _evidence(keys: schema.EvidenceKeys | None) -> Evidence | None:
    return Evidence(**_fields(keys)) if keys else None


def _translation(keys: schema.TranslationKeys | None) -> Translation | None:
    if keys is None or not keys.of:
        return None
    translators = tuple(Person(**_fields(one)) for one in keys.translators)
    return Translation(keys.of, keys.version, translators)


def _formats(keys: schema.FormatsKeys | None) -> Formats | None:
    """Return how to ask for other formats; nothing where nobody has said how."""
    stated = _fields(keys)
    return Formats(**stated) if any(stated.values()) else None


def _print(keys: schema.PrintKeys | None) -> Print:
    fields = _fields(keys)
    fields["profile"] = fields.get("profile") or Print().profile
    fields["style"] = fields.get("style") or Print().style
    fields["sizes"] = fields.get("sizes") or Print().sizes
    return Print(**fields)


def _abbreviations(
    stated: Mapping[str, str], root: YamlMapping
) -> tuple[AbbreviationEntry, ...]:
    return tuple(
        AbbreviationEntry(
            short, expansion, place_of(root, ("abbreviations", short), key=True)
        )
        for short, expansion in stated.items()
    )


def _glossary(
    stated: Mapping[str, str | None], root: YamlMapping, mistakes: Mistakes
) -> tuple[GlossaryEntry, ...]:
    entries: dict[str, GlossaryEntry] = {}
    for term, definition in stated.items():
        place = place_of(root, ("glossary", term), key=True)
        entry = GlossaryEntry(term, definition, place)
        earlier = entries.get(entry.id)
        if earlier:
            mistakes.add(
                "glossary-duplicate",
                place,
                f"`{term}` is explained twice: `{earlier.term}` on line "
                f"{earlier.location.line} is the same word",
                "Keep one of the two.",
            )
            continue
        entries[entry.id] = entry
    return tuple(entries.values())


def _references(
    stated: list[schema.ReferenceKeys], root: YamlMapping, mistakes: Mistakes
) -> tuple[Reference, ...]:
    entries: dict[str, Reference] = {}
    for number, keys in enumerate(stated):
        place = place_of(root, ("references", number), key=False)
        entry = Reference(**_fields(keys), location=place)
        if entry.id in entries:
            mistakes.add(
                "reference-duplicate",
                place,
                f"two references have the id `{entry.id}`, the first on line "
                f"{entries[entry.id].location.line}",
                "Give one of them another id.",
            )
            continue
        entries[entry.id] = entry
    return tuple(entries.values())
