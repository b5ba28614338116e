"""Write the locks anew from pyproject.toml and package.json, or check that they fit.

``python scripts/lock.py`` needs uv and npm on the path and the package registries; it
keeps what still fits, and with ``--upgrade`` takes the newest of everything.
``python scripts/lock.py --check`` needs neither, and ends with 1 when a lock is out of
date or names a host.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ROOT / "pyproject.toml"
PUBLISH = ROOT / "locks" / "publish.txt"
TEST = ROOT / "locks" / "test.txt"
NPM = ROOT / "tests" / "validators" / "package-lock.json"
HEAD = "# Written by scripts/lock.py from pyproject.toml, for Python 3.11 and later.\n"


def main() -> int:
    """Write or check, as the arguments say."""
    if "--check" in sys.argv[1:]:
        wrong = [*_unlocked(), *_hosts(), *_npm_hosts()]
        for line in wrong:
            print(line, file=sys.stderr)
        if wrong:
            print("Run: python scripts/lock.py", file=sys.stderr)
        return 1 if wrong else 0
    _compile(PUBLISH, "--extra", "search")
    _compile(TEST, "--group", "test", "--constraint", str(PUBLISH.relative_to(ROOT)))
    folder = NPM.parent
    subprocess.run(
        ["npm", "install", "--package-lock-only", "--ignore-scripts"],
        cwd=folder,
        check=True,
    )
    NPM.write_text(_without_hosts(NPM.read_text("utf-8")), "utf-8")
    return 0


def _compile(lock: Path, *arguments: str) -> None:
    subprocess.run(
        [
            *("uv", "pip", "compile", "pyproject.toml", *arguments, "--quiet"),
            *("--universal", "--python-version", "3.11", "--generate-hashes"),
            *("--no-emit-index-url", "--no-emit-find-links", "--no-header"),
            *("--no-annotate", "--output-file", str(lock)),
            *(("--upgrade",) if "--upgrade" in sys.argv[1:] else ()),
        ],
        cwd=ROOT,
        check=True,
    )
    lock.write_text(HEAD + lock.read_text("utf-8"), "utf-8")


def _without_hosts(lock: str) -> str:
    """Drop where each package lies and how its makers may be paid."""
    known: dict[str, Any] = json.loads(lock)
    for package in known["packages"].values():
        for key in ("resolved", "funding"):
            package.pop(key, None)
    return json.dumps(known, indent=2) + "\n"


def _unlocked() -> list[str]:
    """Name each requirement of the project that its lock does not meet."""
    project: dict[str, Any] = tomllib.loads(PROJECT.read_text("utf-8"))
    needed = project["project"]["dependencies"]
    publish = [*needed, *project["project"]["optional-dependencies"]["search"]]
    test = [*needed, *project["dependency-groups"]["test"]]
    wrong = []
    for lock, wanted in ((PUBLISH, publish), (TEST, test)):
        pinned = dict(
            re.findall(r"^([\w.-]+)==([^\s;]+)", lock.read_text("utf-8"), re.MULTILINE)
        )
        for line in wanted:
            requirement = Requirement(line)
            version = pinned.get(canonicalize_name(requirement.name))
            if version is None or not requirement.specifier.contains(version):
                wrong.append(f"{lock.name} has {version} of {line}")
    return wrong


def _hosts() -> list[str]:
    return [
        f"{lock.name} names a host: {line.strip()}"
        for lock in (PUBLISH, TEST)
        for line in lock.read_text("utf-8").splitlines()
        if "://" in line or line.startswith(("-", "--index", "--find"))
    ]


def _npm_hosts() -> list[str]:
    lines = NPM.read_text("utf-8").splitlines()
    return [
        f"{NPM.name} names a host: {line.strip()}" for line in lines if "://" in line
    ]


if __name__ == "__main__":
    sys.exit(main())
