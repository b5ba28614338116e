"""Versions that stay: a copy of each published version beside the current one.

A site that pins a version keeps its text, its files and its addresses. Only the kept
copy's `manifest.json` changes afterwards: it says what replaces it, and when and why it
has been withdrawn.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from plainleaf.findings import Finding, Severity
from plainleaf.imprint import Status
from plainleaf.manifest import withdrawal_of
from plainleaf.model import Publication, Sibling
from plainleaf.write import MANIFEST, keep_copy, read_json, read_manifest, replace_json

FOLDER_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]*")
"""A version that can name a folder and stand in an address as it is."""
FRAGMENT = re.compile(r"embed/fragment-([a-z0-9]+)\.h[1-6]\.html")
"""A fragment with ids of its own, and the name that `--instance` gave it."""
TAKEN = frozenset({"assets", "embed"})
EXPORT = PurePosixPath("embed/publication.json")
"""The file whose digest tells whether two copies have the same words."""


def keep_version(
    publication: Publication,
    folder: Path,
    manifest: Mapping[str, Any],
    *,
    changed: Mapping[PurePosixPath, bytes],
) -> tuple[Finding, ...]:
    """Keep what stands in a publication's folder under its version's name.

    `changed` are the files that a folder further down has otherwise. A version that is
    kept already stays as it is; when its words are not those of today, a finding says
    so. The notice that a withdrawn text leaves behind is no version to keep.
    """
    if publication.front.status is Status.WITHDRAWN:
        return ()
    version = publication.front.version or ""
    if not FOLDER_NAME.fullmatch(version) or version in TAKEN:
        return (_nameless(publication),)
    kept = folder / version
    if read_manifest(kept) is None:
        keep_copy(folder, kept, manifest, changed=changed)
    elif _words(kept) != _words(folder):
        return (_other_words(publication),)
    return ()


def tell_versions(publication: Publication, folder: Path) -> None:
    """Say in the manifest of every kept version what became of it.

    Every build does so, whether it keeps versions itself or not: who stays with a
    version must hear of a withdrawal all the same. A text that is not approved tells
    nothing: nobody is sent from a reviewed text to one that is not.
    """
    for path in sorted(folder.glob(f"*/{MANIFEST}")):
        _tell(path, _became_of(path.parent.name, publication))


def _became_of(kept: str, publication: Publication) -> dict[str, Any]:
    """Return what a kept version is told.

    A withdrawal is taken back from the version alone that is approved again.
    """
    current = publication.front.version
    told = withdrawal_of(publication)
    if publication.front.status is Status.WITHDRAWN:
        return told
    if publication.front.status is not Status.APPROVED or not current:
        return {}
    if kept == current:
        return {"superseded_by": None, **told}
    instead = told["replaced_by"]
    return {"superseded_by": current, **({"replaced_by": instead} if instead else {})}


def given_out(folder: Path) -> tuple[str, ...]:
    """Return the names that `--instance` ever gave to fragments of a folder.

    Somebody includes each of them, so every build makes them again, with the text or
    the notice of today. The manifest keeps the names also where a build writes no
    fragments.
    """
    manifest = read_manifest(folder) or {}
    found = (FRAGMENT.fullmatch(name) for name in manifest.get("files", {}))
    named = {one[1] for one in found if one}
    return tuple(sorted(named.union(manifest.get("instances") or ())))


def from_below(siblings: tuple[Sibling, ...]) -> tuple[Sibling, ...]:
    """Return the other languages as a page in a version's own folder leads to them."""
    return tuple(
        replace(sibling, address=f"../{sibling.address}") for sibling in siblings
    )


def _tell(path: Path, told: Mapping[str, Any]) -> None:
    manifest = read_json(path)
    if manifest is not None and manifest != (new := manifest | dict(told)):
        replace_json(path, new)


def _words(folder: Path) -> object:
    return (read_json(folder / EXPORT) or {}).get("text_sha256")


def _nameless(publication: Publication) -> Finding:
    front = publication.front
    stated = f"{front.version!r} cannot name a folder" if front.version else "none"
    return Finding(
        "version-not-kept",
        Severity.WARNING,
        f"no copy of this version is kept, for it has no name: {stated}",
        front.locations.get("version", publication.location),
        'State a version such as "1.0": letters, digits, dots and hyphens.',
    )


def _other_words(publication: Publication) -> Finding:
    version = publication.front.version
    return Finding(
        "version-has-other-words",
        Severity.WARNING,
        f"version {version} was kept with other words; the kept copy stays as it is",
        publication.front.locations.get("version", publication.location),
        "Give the changed text a version of its own.",
    )
