"""Where validators are on this machine, and how they are started."""

import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PROGRAMS = Path(__file__).parent / "programs"
_JVM = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_JAVA = "Java 11 or later with its compiler (Debian: openjdk-17-jdk-headless)"
_MINUTES = 15


class NotInstalledError(Exception):
    """A validator that is not there, and how to get it."""

    def __init__(self, tool: str, how: str) -> None:
        super().__init__(tool)
        self.tool, self.how = tool, how


class NoAnswerError(Exception):
    """A validator that ran and gave no report."""


def find_jar(variable: str, package: str, pattern: str) -> Path | None:
    """Find a jar: named in the environment, or inside an installed package."""
    if named := os.environ.get(variable):
        return Path(named) if Path(named).is_file() else None
    found = importlib.util.find_spec(package) if package else None
    folders = (found.submodule_search_locations or ()) if found else ()
    return next((jar for at in folders for jar in Path(at).glob(pattern)), None)


def find_node_file(name: str) -> Path | None:
    """Find a file of a Node package, in `NODE_PATH` or in `node_modules` here."""
    folders = (os.environ.get("NODE_PATH", ""), "node_modules")
    files = (Path(folder, name) for folder in folders if folder)
    return next((file.resolve() for file in files if file.is_file()), None)


def find_java(tool: str) -> str:
    """Find a Java that can compile; raises NotInstalledError."""
    if not shutil.which("javac") or not (java := shutil.which("java")):
        raise NotInstalledError(f"{tool} (it needs Java)", _JAVA)
    return java


def run_java(tool: str, jars: Sequence[Path], program: str, *words: str | Path) -> str:
    """Run one of our Java programs with a validator's jars; return what it said."""
    classes = os.pathsep.join(str(jar) for jar in jars)
    source = PROGRAMS / f"{program}.java"
    java = find_java(tool)
    return run([java, *_JVM, "-cp", classes, source, *words])


def run(command: Sequence[str | Path], extra: dict[str, str] | None = None) -> str:
    """Run a program to its end; its exit code only tells that it found something."""
    ended = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "LC_ALL": "C.UTF-8", **(extra or {})},
        timeout=_MINUTES * 60,
        check=False,
    )
    return ended.stdout or ended.stderr


def read_report(file: Path) -> Any:
    """Read a report that a validator wrote; raises NoAnswerError."""
    if not file.is_file():
        raise NoAnswerError("it wrote no report")
    return json.loads(file.read_text("utf-8"))
