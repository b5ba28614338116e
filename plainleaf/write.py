"""Stage 5: bytes become files. The only module that writes.

An edition is written whole or not at all. Its files are staged under `.staging/`,
checked there, and moved in one by one with an atomic replace; `manifest.json` comes
last and is the record that the rest is complete. What fails its checks goes to
`.rejected/`, and the last good edition stays, marked as stale.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

MANIFEST = "manifest.json"
FINDINGS = "findings.json"
REPORT, REPORT_PAGE = "report.json", "report.html"
STAGING = ".staging"
REJECTED = ".rejected"
PASTED = "embed/images/"
"""Pictures whose names hold their digests: no new one ever takes an old one's name."""


def stage(
    files: Mapping[PurePosixPath, bytes], build: Path, place: PurePosixPath
) -> Path:
    """Write files into an empty stage for one publication; return the stage.

    `place` is the publication's folder under `build`. Raises OSError when the disk
    is full or read-only; nothing outside the stage has changed then.
    """
    staged = build / STAGING / place
    shutil.rmtree(staged, ignore_errors=True)
    for name, raw in files.items():
        path = staged / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return staged


def commit(
    staged: Path, build: Path, place: PurePosixPath, manifest: Mapping[str, Any]
) -> list[Path]:
    """Move a stage's files to their places, the manifest last; return the files.

    Files that an older manifest names and this one does not are taken away; not so
    the pictures of the embed kit, which pasted copies of the text go on showing.
    """
    folder = build / place
    names = sorted(
        path.relative_to(staged) for path in staged.rglob("*") if path.is_file()
    )
    older = set((read_manifest(folder) or {}).get("files", {}))
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (staged / name).replace(folder / name)
    replace_json(folder / MANIFEST, manifest)
    for name in older - set(manifest["files"]):
        if not name.startswith(PASTED):
            (folder / name).unlink(missing_ok=True)
    _sweep(build / STAGING, staged)
    _sweep_rejected(build, place)
    return [folder / name for name in names]


def reject(staged: Path, build: Path, place: PurePosixPath) -> Path:
    """Put a stage that failed its checks aside, to be looked at; return its folder."""
    aside = build / REJECTED / place
    shutil.rmtree(aside, ignore_errors=True)
    aside.parent.mkdir(parents=True, exist_ok=True)
    staged.replace(aside)
    _sweep(build / STAGING, staged)
    return aside


def keep_copy(
    folder: Path,
    kept: Path,
    manifest: Mapping[str, Any],
    *,
    changed: Mapping[PurePosixPath, bytes],
) -> None:
    """Copy the files that a folder's manifest names into a folder that stays.

    `changed` holds those that are otherwise there. The copy appears whole, manifest
    and all, or not at all.
    """
    part = kept.with_name(f".{kept.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    raws = {
        name: changed.get(PurePosixPath(name)) or (folder / name).read_bytes()
        for name in manifest["files"]
    }
    for name, raw in raws.items():
        _replace(part / name, raw)
    files = {
        name: facts | digests({PurePosixPath(name): raws[name]})[name]
        for name, facts in manifest["files"].items()
    }
    replace_json(part / MANIFEST, dict(manifest) | {"files": files})
    part.replace(kept)


def replace_front(
    files: Mapping[PurePosixPath, bytes],
    build: Path,
    *,
    owned: Iterable[PurePosixPath],
) -> list[Path]:
    """Write the library's own files, the first of them last; return those changed.

    Readers see each file old or new, and the front page names no file that is not
    there. `owned` are files and folders that are the library's alone: what they hold
    and `files` does not name is taken away.
    """
    changed = []
    front, *others = files
    for name in (*others, front):
        path = build / name
        if not _holds(path, files[name]):
            _replace(path, files[name])
            changed.append(path)
    for path in [path for name in owned for path in _files_in(build / name)]:
        if PurePosixPath(path.relative_to(build)) not in files:
            path.unlink()
    return changed


def mark_stale(folder: Path) -> bool:
    """Say in a folder's manifest that its source has moved on; False if it has none."""
    manifest = read_manifest(folder)
    if manifest is None:
        return False
    replace_json(folder / MANIFEST, manifest | {"state": "stale"})
    return True


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """Return a folder's manifest, or None where there is none that can be read."""
    return read_json(folder / MANIFEST)


def read_json(path: Path) -> dict[str, Any] | None:
    """Return a JSON object of ours, or None where there is none that can be read."""
    try:
        read = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return read if isinstance(read, dict) else None


def replace_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write a JSON object in one step: readers see the old file or the new one."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False)
    _replace(path, f"{text}\n".encode())


def replace_file(path: Path, raw: bytes) -> None:
    """Write a file in one step: readers see the old file or the new one."""
    _replace(path, raw)


def new_source(path: Path, text: str) -> None:
    """Write a new source, its folder with it; raises FileExistsError if it is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def digests(files: Mapping[PurePosixPath, bytes]) -> dict[str, dict[str, Any]]:
    """Return size and SHA-256 of each file, as the manifest lists them."""
    return {
        str(name): {"size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
        for name, raw in sorted(files.items())
    }


def intact(folder: Path, names: Mapping[str, Mapping[str, Any]]) -> bool:
    """Say whether a folder holds just the files that its manifest says, unchanged."""
    for name, facts in names.items():
        try:
            raw = (folder / name).read_bytes()
        except OSError:
            return False
        if hashlib.sha256(raw).hexdigest() != facts["sha256"]:
            return False
    return True


def _replace(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(raw)
    part.replace(path)


def _holds(path: Path, raw: bytes) -> bool:
    return path.is_file() and path.read_bytes() == raw


def _files_in(path: Path) -> list[Path]:
    """Return a file itself, or every file under a folder; nothing for neither."""
    if path.is_file():
        return [path]
    return sorted(inner for inner in path.rglob("*") if inner.is_file())


def _sweep(top: Path, folder: Path) -> None:
    """Take away a folder and the empty ones above it, up to and with `top`."""
    shutil.rmtree(folder, ignore_errors=True)
    for above in (*folder.parents,):
        if top not in (above, *above.parents):
            return
        _remove_if_empty(above)


def _sweep_rejected(build: Path, place: PurePosixPath) -> None:
    rejected = build / REJECTED
    if (rejected / place).exists():
        _sweep(rejected, rejected / place)


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not _any(folder.iterdir()):
        folder.rmdir()


def _any(paths: Iterable[Path]) -> bool:
    return next(iter(paths), None) is not None
