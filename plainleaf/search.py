"""The full-text index of the pages, by Pagefind when it is installed.

Pagefind (MIT) reads finished pages and writes an index that a browser asks in small
pieces, from any static host. It is an optional extra: `pip install plainleaf[search]`.
"""

import importlib.util
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

PAGES = "*/*/index.html"
SECONDS = 300
_PROGRAMS = ("pagefind_bin", "pagefind_bin_extended")
_NEEDED = (".pagefind", ".pf_meta", ".pf_index", ".pf_fragment", "-entry.json")
_SCRIPTS = ("pagefind.js", "pagefind-worker.js")


class SearchFailedError(RuntimeError):
    """Pagefind did not make an index; the message is what it said."""


def installed() -> bool:
    """Say whether Pagefind and its program are there."""
    return importlib.util.find_spec("pagefind") is not None and any(
        importlib.util.find_spec(name) for name in _PROGRAMS
    )


def has_pages(build: Path) -> bool:
    """Say whether a page stands in the build that could be searched."""
    return any(build.glob(PAGES))


def search_index(build: Path, language: str) -> Mapping[PurePosixPath, bytes]:
    """Return the files of an index of every page in the build.

    All languages are in one index, for readers look for their own; `language` is the
    one whose word endings Pagefind knows. Its own forms and boxes are left out. Raises
    SearchFailedError.
    """
    with TemporaryDirectory(prefix="plainleaf-search-") as folder:
        asked = [
            *(sys.executable, "-m", "pagefind"),
            *("--site", str(build), "--glob", PAGES, "--output-path", folder),
            *("--root-selector", "main", "--exclude-selectors", "[data-furniture]"),
            *("--force-language", language, "--silent"),
        ]
        try:
            ended = subprocess.run(
                asked, capture_output=True, text=True, check=False, timeout=SECONDS
            )
        except (OSError, subprocess.TimeoutExpired) as trouble:
            raise SearchFailedError(str(trouble)) from trouble
        if ended.returncode != 0:
            raise SearchFailedError((ended.stderr or ended.stdout).strip()[-500:])
        return {
            PurePosixPath(path.relative_to(folder)): path.read_bytes()
            for path in sorted(Path(folder).rglob("*"))
            if path.name in _SCRIPTS or path.name.endswith(_NEEDED)
        }
