"""The Nu HTML checker: HTML, XHTML, CSS and SVG against their specifications."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from validators import machine
from validators.machine import ToolFailedError

JAR = machine.NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
_FOUND_ERRORS = 1


def missing() -> str | None:
    """Say what is not there and how to get it; None when all is."""
    if absent := machine.java_missing():
        return absent
    if not JAR.exists():
        return f"the Nu HTML checker (npm package vnu-jar): {machine.TEST_TOOLS}"
    return None


def validate(files: Sequence[Path]) -> dict[Path, list[str]]:
    """Validate pages, style sheets and drawings, in one JVM.

    The file name's ending decides what a file is: .html, .xhtml, .css, .svg. Gives for
    each file its errors, each as ``line:column message``; an empty list is valid.
    """
    paths = machine.every_file(files)
    java = machine.java()
    if java is None or not JAR.exists():
        raise ToolFailedError(missing() or "the Nu HTML checker")
    ended = machine.run(
        [
            *(java, *machine.JVM, "-jar", JAR),
            *("--also-check-css", "--also-check-svg", "--exit-zero-always"),
            *("--stdout", "--format", "json"),
            *(path.resolve() for path in paths),
        ]
    )
    try:
        messages = json.loads(ended.stdout)["messages"]
    except (ValueError, KeyError) as unread:
        said = (ended.stderr or ended.stdout)[-2000:]
        raise ToolFailedError(f"the Nu HTML checker gave no report: {said}") from unread
    return _findings(paths, messages)


def _findings(
    paths: tuple[Path, ...], messages: list[dict[str, Any]]
) -> dict[Path, list[str]]:
    asked = {path.resolve(): path for path in paths}
    found: dict[Path, list[str]] = {path: [] for path in paths}
    for message in messages:
        if message["type"] == "info":
            continue
        address = message.get("url")
        if message["type"] == "non-document-error" or not address:
            raise ToolFailedError(f"the Nu HTML checker: {message['message']}")
        path = asked[Path(unquote(urlsplit(address).path)).resolve()]
        place = f"{message.get('lastLine', 1)}:{message.get('firstColumn', 1)}"
        found[path].append(f"{place} {message['message']}")
    return found
