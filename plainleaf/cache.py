"""Knows whether an edition in the build is what building it again would give."""

import hashlib
from functools import cache
from pathlib import Path

import plainleaf
from plainleaf.engines import engine_versions
from plainleaf.model import Instead, Sibling, Source
from plainleaf.pipeline import Order
from plainleaf.resources import TEMPLATES
from plainleaf.write import intact, read_manifest


def inputs_of(
    source: Source, beside: tuple[Sibling | Instead | None, ...], order: Order
) -> str:
    """Return the digest of all that a publication's files are made of.

    `beside` is what they tell of others: its languages, and what has taken its place.
    """
    digest = hashlib.sha256()
    parts: list[object] = [
        source.raw,
        source.publisher_raw,
        source.language,
        sorted((str(name), raw) for name, raw in source.files.items()),
        beside,
        order.formats,
        order.release,
        order.instance,
        order.keep_versions,
        order.epoch.isoformat(),
        sorted(engine_versions().items()),
        program_digest(),
    ]
    for part in parts:
        digest.update(repr(part).encode())
        digest.update(b"\0")
    return digest.hexdigest()


@cache
def program_digest() -> str:
    """Return the digest of our own code and templates: a change of them is a change."""
    digest = hashlib.sha256()
    package = Path(plainleaf.__file__).parent
    for folder in (package, TEMPLATES):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(folder)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def unchanged(folder: Path, inputs: str) -> bool:
    """Say whether a folder holds, unharmed, what these inputs made."""
    manifest = read_manifest(folder)
    return (
        manifest is not None
        and manifest.get("inputs") == inputs
        and manifest.get("state") == "current"
        and intact(folder, manifest["files"])
    )
