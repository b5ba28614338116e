"""Ace by DAISY: EPUB Accessibility 1.1, as far as a program can tell."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from validators import machine


def missing() -> str | None:
    """Say what is not there and how to get it; None when all is."""
    return machine.node_missing("@daisy/ace-core", "puppeteer")


def validate(files: Sequence[Path]) -> dict[Path, list[str]]:
    """Examine EPUB files, in one browser.

    Gives for each file every violation as ``impact rule place: why``, for Ace's own
    verdict weighs them. A file that Ace cannot open has one finding that begins with
    "not read".
    """
    paths = machine.every_file(files)
    request = json.dumps({"files": [str(path.resolve()) for path in paths]})
    with tempfile.TemporaryDirectory(prefix="plainleaf-ace-") as folder:
        # Ace writes its settings and a log where these say.
        answer = machine.run_node(
            "ace.cjs",
            request,
            minutes=5 + 2 * len(paths),
            extra={"XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder},
        )
    found: list[dict[str, list[str] | str]] = json.loads(answer)
    return {
        path: [f"not read: {one['error']}"]
        if "error" in one
        else list(one["violations"])
        for path, one in zip(paths, found, strict=True)
    }
