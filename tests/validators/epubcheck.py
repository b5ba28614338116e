"""EPUBCheck: the EPUB 3 specification, with its useful hints raised to errors."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from validators import machine
from validators.machine import ToolFailedError

# EPUBCheck's -c file: ids it ranks as usage or warning that a good book must not have,
# such as an SVG link without a name or a file that nothing refers to.
STRICT = machine.HERE / "epubcheck-strict.tsv"
_FAILS = {"FATAL", "ERROR", "WARNING"}


def missing() -> str | None:
    """Say what is not there and how to get it; None when all is."""
    if absent := machine.java_missing():
        return absent
    if not _jars():
        return f"EPUBCheck (the Python package epubcheck): {machine.TEST_TOOLS}"
    return None


def validate(files: Sequence[Path]) -> dict[Path, list[str]]:
    """Validate EPUB files, in one JVM.

    Gives for each file its fatal errors, errors and warnings, each as
    ``ID place: message``; an empty list is a valid book.
    """
    paths = machine.every_file(files)
    java = machine.java()
    if java is None or not _jars():
        raise ToolFailedError(missing() or "EPUBCheck")
    with tempfile.TemporaryDirectory(prefix="plainleaf-epubcheck-") as folder:
        ended = machine.run(
            [
                *(java, *machine.JVM, "-cp", ":".join(str(jar) for jar in _jars())),
                *(machine.PROGRAMS / "EpubcheckBatch.java", STRICT, folder),
            ],
            stdin="\n".join(str(path.resolve()) for path in paths),
        )
        found: dict[Path, list[str]] = {}
        for index, path in enumerate(paths):
            report = Path(folder, f"{index}.json")
            if not report.exists():
                said = (ended.stderr or ended.stdout)[-2000:]
                raise ToolFailedError(f"EPUBCheck said nothing of {path}: {said}")
            found[path] = _findings(json.loads(report.read_text("utf-8")))
    return found


def _findings(report: dict[str, Any]) -> list[str]:
    if not report["checker"]["checkerVersion"]:
        raise ToolFailedError("EPUBCheck's report names no version")
    return [
        f"{message['ID']} {_place(message)}: {message['message']}"
        for message in report["messages"]
        if message["severity"] in _FAILS
    ]


def _place(message: dict[str, Any]) -> str:
    for location in message["locations"]:
        line, column = location["line"], location["column"]
        position = f":{line}:{column}" if line > 0 else ""
        return f"{location['path']}{position}"
    return "the book"


def _jars() -> tuple[Path, ...]:
    package = machine.python_package("epubcheck")
    return tuple(sorted(package.rglob("*.jar"))) if package else ()
