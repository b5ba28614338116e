"""JSON Schema of the front matter and of publisher.yaml, for editors.

Made from the same classes that hold authors to their keys, with the words that
docs/writing.md has for each key. Editors read YAML their own way, where `1.10` is a
number and `no` may be a truth: whatever is a text for us may be any of them.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from plainleaf.parse.schema import AuthorKeys, FrontMatterKeys, PublisherKeys
from plainleaf.parse.values import Choice, Form

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The dialect that the YAML language server of VS Code and other editors knows."""
LEAFLET, PUBLISHER = "leaflet.schema.json", "publisher.schema.json"
_ROW = re.compile(r"^\| (?P<keys>`[a-z_]+`(?:, `[a-z_]+`)*) \| (?P<says>.*?) \| ")
_PUBLISHER_PART = "## The publisher"


def json_schemas(writing: str) -> dict[str, dict[str, Any]]:
    """Return both schemas by file name; `writing` is the text of docs/writing.md."""
    leaflet, _, publisher = writing.partition(_PUBLISHER_PART)
    return {
        LEAFLET: _whole(FrontMatterKeys, "Front matter of a leaflet", leaflet),
        PUBLISHER: _whole(PublisherKeys, "publisher.yaml", publisher),
    }


def _whole(keys: type[BaseModel], title: str, writing: str) -> dict[str, Any]:
    said = dict(_described(writing))
    return {"$schema": DIALECT, "title": title, **_group(keys, said)}


def _described(writing: str) -> Iterator[tuple[str, str]]:
    """Yield each key that a table of the page explains, and what it says of it."""
    for line in writing.split("\n"):
        row = _ROW.match(line)
        if row:
            for key in re.findall(r"`([a-z_]+)`", row["keys"]):
                yield key, _plain(row["says"])


def _plain(markdown: str) -> str:
    without_links = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", markdown)
    return without_links.replace("<br>", "; ").replace("`", "").strip()


def _group(keys: type[BaseModel], said: Mapping[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "object", "additionalProperties": False}
    made["properties"] = {}
    needed = []
    for name, field in keys.model_fields.items():
        key = field.alias or name
        words = said.get(key, "")
        value = _value(field.annotation, tuple(field.metadata), words)
        made["properties"][key] = {"description": words, **value} if words else value
        if field.is_required():
            needed.append(key)
    if needed:
        made["required"] = needed
    return made


def _value(annotation: Any, metadata: tuple[Any, ...], words: str) -> dict[str, Any]:
    """Return the schema of one value, from its type and the checks on it.

    `words` are what the page says of the key; the keys of a group below it have them
    too, for the page explains a group in one row.
    """
    if get_origin(annotation) is Annotated:
        annotation, *more = get_args(annotation)
        return _value(annotation, (*more, *metadata), words)
    if get_origin(annotation) in {Union, UnionType}:
        parts = [part for part in get_args(annotation) if part is not NoneType]
        return _or_null(_value(parts[0], metadata, words))
    if get_origin(annotation) is list:
        each = _value(get_args(annotation)[0], (), words)
        # One stands for a list of one, and nothing for none.
        return {"anyOf": [{"type": "array", "items": each}, each, {"type": "null"}]}
    if get_origin(annotation) is dict:
        _, each = get_args(annotation)
        return {"type": "object", "additionalProperties": _value(each, (), words)}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        group = _group(annotation, dict.fromkeys(_keys_of(annotation), words))
        if issubclass(annotation, AuthorKeys):
            return {"anyOf": [group, {"type": "string"}]}
        return group
    return _plain_value(annotation, metadata)


def _keys_of(keys: type[BaseModel]) -> Iterator[str]:
    for name, field in keys.model_fields.items():
        yield field.alias or name


def _plain_value(annotation: Any, metadata: tuple[Any, ...]) -> dict[str, Any]:
    for check in metadata:
        if isinstance(check, Choice):
            return {"enum": list(check.known)}
        if isinstance(check, Form):
            cut = f"(?:{check.cut})?" if check.cut else ""
            return {"type": ["string", "number"], "pattern": f"^{cut}{check.pattern}$"}
    if annotation is date:
        return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    if annotation is bool:
        return {"enum": [True, False, "yes", "no", "true", "false", "on", "off"]}
    if annotation is int:
        return {"type": ["integer", "string"], "pattern": r"^\d{1,4}$"}
    return {"type": ["string", "number", "boolean"]}


def _or_null(made: dict[str, Any]) -> dict[str, Any]:
    if "enum" in made:
        return {**made, "enum": [*made["enum"], None]}
    if isinstance(made.get("type"), list):
        return {**made, "type": [*made["type"], "null"]}
    if set(made) & {"type"} and made["type"] != "object":
        return {**made, "type": [made["type"], "null"]}
    return {"anyOf": [made, {"type": "null"}]}
