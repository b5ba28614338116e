"""The front matter: found, read, held to the schema, and turned into imprint types."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from plainleaf.findings import Location
from plainleaf.imprint import (
    AbbreviationEntry,
    Audience,
    Change,
    Contact,
    Dates,
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
)
from plainleaf.parse import schema
from plainleaf.parse.languages import direction, same_language, well_formed
from plainleaf.parse.mistakes import Mistakes, suggestion
from plainleaf.parse.yaml_tree import (
    YamlMapping,
    place_of,
    places,
    plain,
    read_yaml,
    without,
)

DASHES = "---"
DEFAULT_LANGUAGE = "en"
"""Stands in when no language is stated anywhere; a finding says so."""
ROUNDS = 20
"""How often what is wrong is taken out before the whole is given up."""

Keys = TypeVar("Keys", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Split:
    """A source in two: the lines of the front matter, and the body.

    In `body` the front matter is blank lines, so that line numbers are the file's.
    """

    yaml: str | None
    first_line: int
    body: str


def split(text: str, path: PurePosixPath, mistakes: Mistakes) -> Split:
    """Find the front matter: from `---` on the first line to the next `---`."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines) or lines[start].rstrip() != DASHES:
        return Split(None, 1, text)
    if start > 0:
        if not re.match(r"[A-Za-z_]\w*[ \t]*:", (lines[start + 1 :] or [""])[0]):
            return Split(None, 1, text)
        mistakes.add(
            "front-matter-start",
            Location(path, start + 1, 1),
            "an empty line stands before the front matter",
            "Put `---` on the first line of the file.",
        )
    end = _end(lines, start, path, mistakes)
    blank = [""] * min(end + 1, len(lines))
    return Split(
        yaml="\n".join(lines[start + 1 : end]),
        first_line=start + 2,
        body="\n".join(blank + lines[end + 1 :]),
    )


def _end(lines: list[str], start: int, path: PurePosixPath, mistakes: Mistakes) -> int:
    for number in range(start + 1, len(lines)):
        if lines[number].rstrip() == DASHES:
            return number
        if lines[number].rstrip() == "...":
            mistakes.add(
                "front-matter-end",
                Location(path, number + 1, 1),
                "the front matter ends with `...`",
                "Write `---` here.",
            )
            return number
    mistakes.add(
        "front-matter-end",
        Location(path, start + 1, 1),
        "the front matter that begins here has no end",
        "Write a line of `---` after the last key.",
    )
    # What looks like keys is taken as the front matter, so that the rest of the
    # text is looked at as well.
    end = start + 1
    while end < len(lines) and re.match(r"[ \t]+\S|-[ \t]|[\w-]+[ \t]*:", lines[end]):
        end += 1
    return end - 1 if end == len(lines) else end


def front_matter(
    found: Split, path: PurePosixPath, leaflet: str, language: str, mistakes: Mistakes
) -> FrontMatter:
    """Return what the author states; what is wrong is a finding, and left out.

    The title is "" when the front matter has none.
    """
    root = YamlMapping((), Location(path, 1, 1))
    if found.yaml is not None:
        first = found.first_line
        read = read_yaml(found.yaml, path, first_line=first, mistakes=mistakes)
        root = read or root
    keys, root = _held_to(schema.FrontMatterKeys, root, mistakes)
    return FrontMatter(
        id=_id(keys.id, leaflet, path, mistakes),
        language=(tag := _language(keys.language, language, root, mistakes)),
        title=keys.title or "",
        direction=direction(tag),
        type=keys.type,
        subtitle=keys.subtitle,
        description=keys.description,
        purpose=keys.purpose,
        status=Status(keys.status) if keys.status else Status.DRAFT,
        version=keys.version,
        dates=Dates(**_fields(keys.dates)),
        authors=tuple(Person(**_fields(one)) for one in keys.authors),
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
        formats_on_request=Formats(**_fields(keys.formats_on_request))
        if keys.formats_on_request
        else None,
        related=dict(keys.related or {}),
        feedback=Feedback(**_fields(keys.feedback)) if keys.feedback else None,
        changes=tuple(Change(**_fields(one)) for one in keys.changes),
        license=keys.license,
        locations=places(root),
    )


def publisher(
    raw: str, path: PurePosixPath, mistakes: Mistakes
) -> tuple[Publisher, Location]:
    """Return the publisher, from the text of publisher.yaml, and the logo's place."""
    root = read_yaml(raw, path, first_line=1, mistakes=mistakes)
    if root is None:
        return Publisher(), Location(path, 1, 1)
    keys, root = _held_to(schema.PublisherKeys, root, mistakes)
    stated = {name: value for name, value in _fields(keys).items() if value is not None}
    return Publisher(**stated), place_of(root, ("logo",), key=False)


def _held_to(
    keys: type[Keys], root: YamlMapping, mistakes: Mistakes
) -> tuple[Keys, YamlMapping]:
    """Hold a tree to a schema; tell what is wrong, leave it out, and try again.

    Returns the values, and the tree without what was left out.
    """
    for _ in range(ROUNDS):
        try:
            return keys.model_validate(plain(root)), root
        except ValidationError as trouble:
            errors = trouble.errors(include_url=False)
        for error in errors:
            _tell(error, keys, root, mistakes)
        # From the end of each list, so that positions before it stay right.
        for path in sorted({_reach(error) for error in errors}, key=_last_first):
            root = without(root, path)
    return keys(), YamlMapping((), root.location)


def _reach(error: ErrorDetails) -> tuple[str | int, ...]:
    """Return the part to leave out: a key's group, where the group lacks the key."""
    path = tuple(error["loc"])
    return path[:-1] if error["type"] == "missing" else path


def _last_first(path: tuple[str | int, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((-s, "") if isinstance(s, int) else (0, s) for s in path)


def _tell(
    error: ErrorDetails,
    keys: type[BaseModel],
    root: YamlMapping,
    mistakes: Mistakes,
) -> None:
    path = tuple(error["loc"])
    name = ".".join(str(step) for step in path)
    kind = error["type"]
    if kind == "finding":
        context = error["ctx"]
        mistakes.add(
            context["rule"],
            place_of(root, path, key=False),
            f"{name}: {context['said']}",
            context["hint"],
        )
    elif kind == "extra_forbidden":
        known = _known_at(keys, path[:-1])
        mistakes.add(
            "unknown-key",
            place_of(root, path, key=True),
            f"the key `{path[-1]}` is not known" + _inside(path),
            suggestion(str(path[-1]), known),
        )
    elif kind == "missing":
        mistakes.add(
            "missing-key",
            place_of(root, path[:-1], key=False),
            f"`{path[-1]}` is missing" + _inside(path),
            f"Add `{path[-1]}:` and its value.",
        )
    else:
        mistakes.add(
            "wrong-kind",
            place_of(root, path, key=False),
            f"{name}: {_expected(kind)}",
            "Compare with the example in docs/writing.md.",
        )


def _inside(path: tuple[str | int, ...]) -> str:
    names = [str(step) for step in path[:-1] if isinstance(step, str)]
    return f" in `{'.'.join(names)}`" if names else ""


def _expected(kind: str) -> str:
    if kind.startswith(("dict", "model")):
        return "here keys with values are expected, one on each indented line"
    if kind.startswith("list"):
        return "here a list is expected, with `- ` before each of its values"
    if kind.startswith("string"):
        return "a value is missing here"
    return "the value is of another kind than expected"


def _known_at(keys: type[BaseModel], path: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the keys that are known where a path leads."""
    model: type[BaseModel] | None = keys
    for step in path:
        if model is None or not isinstance(step, str):
            continue
        fields = {
            field.alias or name: field for name, field in model.model_fields.items()
        }
        if step in fields:
            model = _model_in(fields[step].annotation)
    if model is None:
        return ()
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _model_in(inner)
        if found:
            return found
    return None


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
    trouble = schema.portable_name_trouble(leaflet)
    if trouble:
        mistakes.add(
            "bad-id",
            Location(path),
            f"the name `{leaflet}` {trouble}, and it stands for the missing `id`",
            "Add `id:` to the front matter, or rename: small letters, digits, hyphens.",
        )
    return leaflet


def _language(
    stated: str | None, named: str, root: YamlMapping, mistakes: Mistakes
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
    if stated or of_name:
        return stated or of_name or DEFAULT_LANGUAGE
    mistakes.add(
        "language-missing",
        place,
        "no language is stated; English is assumed",
        "Add `language: en`, or the right one, to the front matter.",
    )
    return DEFAULT_LANGUAGE


def _evidence(keys: schema.EvidenceKeys | None) -> Evidence | None:
    return Evidence(**_fields(keys)) if keys else None


def _print(keys: schema.PrintKeys | None) -> Print:
    fields = _fields(keys)
    fields["profile"] = fields.get("profile") or Print().profile
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
