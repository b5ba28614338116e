"""A YAML text as a tree of texts, each value and key with its place."""

from dataclasses import dataclass
from typing import TypeAlias

from plainleaf.findings import Location


@dataclass(frozen=True, slots=True)
class YamlText:
    """A value as typed; `None` for `null`, `~` and nothing.

    `begins` is where its first letter stands, if it stands on one line as it is.
    """

    text: str | None
    location: Location
    begins: Location | None = None


@dataclass(frozen=True, slots=True)
class YamlPair:
    """A key with its value."""

    key: str
    location: Location
    value: "YamlValue"


@dataclass(frozen=True, slots=True)
class YamlMapping:
    """Keys with values, in the order of the source; no key twice."""

    pairs: tuple[YamlPair, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class YamlList:
    """Values in the order of the source."""

    values: "tuple[YamlValue, ...]"
    location: Location


YamlValue: TypeAlias = YamlText | YamlMapping | YamlList
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"


def plain(value: YamlValue) -> Plain:
    """Return a tree without its places."""
    match value:
        case YamlText():
            return value.text
        case YamlList():
            return [plain(inner) for inner in value.values]
        case YamlMapping():
            return {pair.key: plain(pair.value) for pair in value.pairs}


def place_of(root: YamlMapping, path: tuple[str | int, ...], *, key: bool) -> Location:
    """Return the place of a value, or of its key, as far down as the path goes."""
    value: YamlValue = root
    place = root.location
    for step in path:
        if step == 0 and not isinstance(value, YamlList):
            # One value may stand for a list of one.
            continue
        if isinstance(value, YamlMapping):
            pair = next((p for p in value.pairs if p.key == str(step)), None)
            if pair is None:
                return place
            place = pair.location if key else pair.value.location
            value = pair.value
        elif isinstance(value, YamlList) and isinstance(step, int):
            if step >= len(value.values):
                return place
            value = value.values[step]
            place = value.location
        else:
            return place
    return place


def without(root: YamlMapping, path: tuple[str | int, ...]) -> YamlMapping:
    """Return a tree without the value a path leads to (the whole, for no path)."""
    if not path:
        return YamlMapping((), root.location)
    value = _without(root, path)
    return value if isinstance(value, YamlMapping) else root


def _without(value: YamlValue, path: tuple[str | int, ...]) -> YamlValue | None:
    if not path:
        return None
    step, rest = path[0], path[1:]
    if step == 0 and not isinstance(value, YamlList):
        return _without(value, rest)
    if isinstance(value, YamlMapping):
        pairs = []
        for pair in value.pairs:
            inner = _without(pair.value, rest) if pair.key == str(step) else pair.value
            if inner is not None:
                pairs.append(YamlPair(pair.key, pair.location, inner))
        return YamlMapping(tuple(pairs), value.location)
    if isinstance(value, YamlList) and isinstance(step, int):
        kept = [
            _without(inner, rest) if number == step else inner
            for number, inner in enumerate(value.values)
        ]
        values = tuple(inner for inner in kept if inner is not None)
        return YamlList(values, value.location)
    # The path leads on into a text: the text itself is what is wrong.
    return None


def places(
    root: YamlMapping,
) -> tuple[dict[str, Location], dict[str, Location]]:
    """Map every dotted path ("dates.written", "authors.0.name") to its key's place.

    The second mapping has the places where texts begin that stand on one line.
    """
    found: dict[str, Location] = {}
    begins: dict[str, Location] = {}

    def visit(value: YamlValue, path: str) -> None:
        if isinstance(value, YamlMapping):
            for pair in value.pairs:
                name = f"{path}.{pair.key}" if path else pair.key
                found[name] = pair.location
                visit(pair.value, name)
        elif isinstance(value, YamlList):
            for number, inner in enumerate(value.values):
                found[f"{path}.{number}"] = inner.location
                visit(inner, f"{path}.{number}")
        elif value.begins:
            begins[path] = value.begins

    visit(root, "")
    return found, begins
