"""What a person has evaluated, and whether it is still the text that stands here.

A conformance claim holds for what somebody looked at. So an evaluation names a
standard and bears the fingerprint of the text; when the text changes, the claim goes,
until somebody has looked again.
"""

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import sha256
from typing import Any

from plainleaf.findings import Location
from plainleaf.imprint import Evaluation
from plainleaf.model import Publication

_LENGTH = 16
"""Hexadecimal digits of a fingerprint: typed by hand, and no secret."""


def fingerprint(publication: Publication) -> str:
    """Return a mark of the text that changes with any word, block or picture of it.

    It is of what readers read. Dates, version, reviewers and the evaluation itself
    are no part of it, nor is where in the source something stands.
    """
    front = publication.front
    read = (
        *(front.language, front.title, front.subtitle, front.main_message),
        *(front.call_to_action, front.emergency_number, front.glossary),
        *(publication.summary, publication.blocks, publication.sections),
        publication.references,
        {
            str(name): sha256(image.raw).hexdigest()
            for name, image in publication.images.items()
        },
    )
    written = json.dumps(_plain(read), ensure_ascii=False, sort_keys=True)
    return sha256(written.encode()).hexdigest()[:_LENGTH]


def standing_evaluation(publication: Publication) -> Evaluation | None:
    """Return the newest evaluation against a standard that is of this very text."""
    standing = [
        (one.on, number, one)
        for number, one in enumerate(publication.front.evaluations)
        if one.standard and one.on and one.content == fingerprint(publication)
    ]
    return max(standing)[2] if standing else None


def _plain(value: Any) -> Any:
    """Return a value of the model as JSON has it, without its places."""
    if is_dataclass(value) and not isinstance(value, type):
        said = {field.name: getattr(value, field.name) for field in fields(value)}
        return {
            "is": type(value).__name__,
            **{
                name: _plain(part)
                for name, part in said.items()
                if not isinstance(part, Location)
            },
        }
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Enum):
        return str(value.value)
    return value if isinstance(value, bool | int | None) else str(value)
