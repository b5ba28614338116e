"""Holding a tree of values to a schema, and telling what does not fit.

What is wrong is told, left out, and the rest tried again: one run tells everything,
and what is right is kept.
"""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from plainleaf.findings import Location
from plainleaf.parse.mistakes import Mistakes, nearest, suggestion
from plainleaf.parse.yaml_tree import YamlMapping, place_of, plain, without

ROUNDS = 20
"""How often what is wrong is taken out before the whole is given up."""

ELSEWHERE = {
    "dir": "Leave it out: the direction follows from the language.",
    "direction": "Leave it out: the direction follows from the language.",
    "colour": "Write `accent:` and one colour, in publisher.yaml.",
    "color": "Write `accent:` and one colour, in publisher.yaml.",
    "colours": "Write `accent:` and one colour, in publisher.yaml.",
    "colors": "Write `accent:` and one colour, in publisher.yaml.",
    "publisher": "The publisher stands in publisher.yaml, once for all leaflets.",
    "date": "Say which: `published:`, `written:` or `last_reviewed:`, under `dates:`.",
    "author": "Write `authors:` and a list.",
    "tags": "Leave it out; what the text is about stands under `about:`.",
    "keywords": "Leave it out; what the text is about stands under `about:`.",
}
"""What authors look for at the top of the front matter, and where it is."""

Keys = TypeVar("Keys", bound=BaseModel)


def held_to(
    keys: type[Keys], root: YamlMapping, mistakes: Mistakes
) -> tuple[Keys, YamlMapping]:
    """Hold a tree to a schema; tell what is wrong, leave it out, and try again.

    Returns the values, and the tree without what was left out.
    """
    taken: set[tuple[Location, str]] = set()
    for _ in range(ROUNDS):
        try:
            return keys.model_validate(plain(root)), root
        except ValidationError as trouble:
            errors = trouble.errors(include_url=False)
        mistyped = _mistyped(errors, keys, root)
        for error in errors:
            # A key that was taken out for its value is not missing.
            if not _follows(error, root, taken | mistyped):
                _tell(error, keys, root, mistakes)
        mistakes.lost.update(key for _, key in mistyped)
        for error in errors:
            taken.add(_group(error, root))
        # From the end of each list, so that positions before it stay right.
        for path in sorted({_reach(error) for error in errors}, key=_last_first):
            rest = without(root, path)
            root = rest if rest != root else without(root, path[:1])
    return keys(), YamlMapping((), root.location)


def _follows(
    error: ErrorDetails, root: YamlMapping, taken: set[tuple[Location, str]]
) -> bool:
    """Say whether something is missing only because it was taken out, or mistyped."""
    if error["type"] == "missing":
        return _group(error, root) in taken
    if error["type"] == "finding" and error["ctx"]["rule"] == "missing-key":
        here = place_of(root, tuple(error["loc"]), key=False)
        return any(place == here for place, _ in taken)
    return False


def _mistyped(
    errors: list[ErrorDetails], keys: type[BaseModel], root: YamlMapping
) -> set[tuple[Location, str]]:
    """Return the keys that unknown ones are most like, each with its group."""
    found: set[tuple[Location, str]] = set()
    for error in errors:
        path = tuple(error["loc"])
        if error["type"] == "extra_forbidden":
            close = nearest(str(path[-1]), _known_at(keys, path[:-1]))
            found |= {(_group(error, root)[0], close)} if close else set()
    return found


def _group(error: ErrorDetails, root: YamlMapping) -> tuple[Location, str]:
    """Return where the group of a key begins, and the key."""
    path = tuple(error["loc"])
    return place_of(root, path[:-1], key=False), str(path[-1]) if path else ""


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
    name = _shown(path)
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
            _group_hint(str(path[-1]), keys, path) or suggestion(str(path[-1]), known),
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
            _how(kind, path, keys),
        )


def _group_hint(key: str, keys: type[BaseModel], path: tuple[str | int, ...]) -> str:
    """Return a hint for a key that stands at the top and belongs elsewhere."""
    wanted = key.replace("-", "_")
    if len(path) == 1 and wanted in ELSEWHERE:
        return ELSEWHERE[wanted]
    groups = [
        field.alias or name
        for name, field in keys.model_fields.items()
        if "list" not in str(field.annotation)
        and (inner := _model_in(field.annotation))
        and wanted in inner.model_fields
    ]
    if len(path) == 1 and len(groups) == 1:
        return f"Write it as `{wanted}:` under `{groups[0]}:`."
    return ""


def _shown(path: tuple[str | int, ...]) -> str:
    """Return a path as an author counts: `references, entry 2: doi`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f", entry {step + 1}"
        elif text:
            text += f": {step}" if text[-1].isdigit() else f".{step}"
        else:
            text = step
    return text


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


def _how(kind: str, path: tuple[str | int, ...], keys: type[BaseModel]) -> str:
    """Return the hint for a value of another kind than expected."""
    key = str(path[-1])
    if isinstance(path[-1], int) and kind.startswith(("dict", "model")):
        known = _known_at(keys, path)
        return (
            f"Begin the entry with a key, as `- {known[0]}: …`, and write its other "
            f"keys right below `{known[0]}`."
            if known
            else "Begin the entry with a key, a colon and a space."
        )
    if kind.startswith(("dict", "model")):
        known = _known_at(keys, path)
        if known and kind.startswith("dict"):
            return (
                f"Write below `{key}:`, two spaces in and without a hyphen, a name of "
                f"your own and a colon; below that, further in, `{known[0]}: …`."
            )
        as_ = f", as `{known[0]}: …`" if known else ""
        return (
            f"Write below `{key}:` a line each, two spaces in and without hyphens: a "
            f"key, a colon, a space and its value{as_}."
        )
    if kind.startswith("list"):
        return f"Write below `{key}:` a line each, as `  - words`."
    return f"Write a value behind `{key}:`, or `null` if it is not known."


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
