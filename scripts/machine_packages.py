"""What Plainleaf needs of the operating system, and how each system is asked for it.

A need is met when the thing itself is there, wherever it came from; the names of
packages matter only when it is not.
"""

import ctypes
import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Need:
    """One thing of the system's: how to see it, and its package for each manager.

    A manager without a package has the thing in what another need installs, or not at
    all; ``remedy`` then says what a person can do.
    """

    what: str
    met: Callable[[], bool]
    packages: dict[str, tuple[str, ...]]
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Manager:
    """A package manager: how it installs, and what it wants to be told before."""

    program: str
    install: tuple[str, ...]
    refresh: tuple[str, ...] = ()
    as_root: bool = True


MANAGERS = (
    Manager(
        "apt-get",
        ("apt-get", "install", "-y", "-q", "--no-install-recommends"),
        ("apt-get", "update", "-q"),
    ),
    Manager("dnf", ("dnf", "install", "-y", "-q")),
    Manager("apk", ("apk", "add", "--no-progress")),
    Manager("brew", ("brew", "install"), as_root=False),
)
BREW_LIBRARIES = (Path("/opt/homebrew/lib"), Path("/usr/local/lib"))


def library(name: str, version: int) -> Callable[[], bool]:
    """Give a test for a shared library, by the name that WeasyPrint loads it by."""

    def met() -> bool:
        if sys.platform == "darwin":
            file = f"lib{name}.{version}.dylib"
            return any((folder / file).exists() for folder in BREW_LIBRARIES)
        try:
            ctypes.CDLL(f"lib{name}.so.{version}")
        except OSError:
            return False
        return True

    return met


def shared(what: str, name: str, version: int, apt: str, brew: str) -> Need:
    """Describe a shared library; dnf and apk know libraries by their own file names."""
    file = f"lib{name}.so.{version}"
    return Need(
        what,
        library(name, version),
        {
            "apt-get": (apt,),
            "dnf": (f"{file}()(64bit)",),
            "apk": (f"so:{file}",),
            "brew": (brew,),
        },
    )


def has_environments() -> bool:
    """Tell whether this Python can make environments (Debian packs that apart)."""
    return bool(importlib.util.find_spec("ensurepip"))


def has_compiler() -> bool:
    """Tell whether there is a Java that runs and compiles."""
    homes = [os.environ.get("JAVA_HOME"), "/opt/homebrew/opt/openjdk"]
    found = shutil.which("javac")
    return bool(found) or any(
        home and Path(home, "bin/javac").exists() for home in homes
    )


def has_jaxb() -> bool:
    """Tell whether the Java library is there that veraPDF takes its profiles in by."""
    folders = (Path("/usr/share/java"), Path("/usr/share/java/jaxb"))
    return any((folder / "jaxb-runtime.jar").exists() for folder in folders)


def has_browser() -> bool:
    """Tell whether there is a Chromium or Chrome, or one is named by CHROME."""
    named = os.environ.get("CHROME")
    if named:
        return Path(named).exists()
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    applications = (
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    )
    return any(map(shutil.which, names)) or any(
        Path(one).exists() for one in applications
    )


ENVIRONMENTS = Need(
    "Python's venv",
    has_environments,
    {"apt-get": ("python3-venv",), "dnf": ("python3-pip",), "apk": ("py3-pip",)},
    f"the package with venv and ensurepip for {sys.executable}",
)
PUBLISH: tuple[Need, ...] = (
    shared("GLib", "gobject-2.0", 0, "libglib2.0-0", "glib"),
    shared("Pango", "pango-1.0", 0, "libpango-1.0-0", "pango"),
    shared("Pango's FreeType part", "pangoft2-1.0", 0, "libpangoft2-1.0-0", "pango"),
    shared("HarfBuzz", "harfbuzz", 0, "libharfbuzz0b", "harfbuzz"),
    shared(
        "HarfBuzz's subsetter", "harfbuzz-subset", 0, "libharfbuzz-subset0", "harfbuzz"
    ),
    shared("fontconfig", "fontconfig", 1, "libfontconfig1", "fontconfig"),
)
TEST: tuple[Need, ...] = (
    Need(
        "a Java compiler",
        has_compiler,
        {
            "apt-get": ("default-jdk-headless",),
            "dnf": ("java-latest-openjdk-devel",),
            "apk": ("openjdk21-jdk",),
            "brew": ("openjdk",),
        },
    ),
    Need(
        "JAXB for Java",
        has_jaxb,
        {"apt-get": ("libjaxb-java",), "dnf": ("jaxb-runtime",)},
        "put jaxb-runtime.jar and what it needs under /usr/share/java, "
        "or declare PLAINLEAF_WITHOUT=verapdf",
    ),
    Need(
        "Chromium",
        has_browser,
        {"apt-get": ("chromium",), "dnf": ("chromium-headless",), "apk": ("chromium",)},
        "install Chromium or Chrome (on Ubuntu not the snap, which cannot read the "
        "files) and set CHROME to its path",
    ),
    Need(
        "Poppler's pdftotext",
        lambda: bool(shutil.which("pdftotext")),
        {
            "apt-get": ("poppler-utils",),
            "dnf": ("poppler-utils",),
            "apk": ("poppler-utils",),
            "brew": ("poppler",),
        },
    ),
)


def install(needs: tuple[Need, ...]) -> bool:
    """Install what is missing; say what could not be, and give False then."""
    missing = [need for need in needs if not need.met()]
    if not missing:
        return True
    print(f"Missing: {', '.join(need.what for need in missing)}", flush=True)
    manager = next((one for one in MANAGERS if shutil.which(one.program)), None)
    if manager:
        _with(manager, missing)
    still = [need for need in missing if not need.met()]
    for need in still:
        print(_advice(need, manager), file=sys.stderr)
    return not still


def _with(manager: Manager, missing: list[Need]) -> None:
    """Have the manager install one need after the other: one may not be to be had."""
    prefix = _privilege(manager)
    if prefix is None:
        return
    if manager.refresh:
        _run((*prefix, *manager.refresh))
    wanted = [need for need in missing if need.packages.get(manager.program)]
    together = {
        name: None for need in wanted for name in need.packages[manager.program]
    }
    if together and _run((*prefix, *manager.install, *together)):
        return
    for need in wanted:
        if not need.met():
            _run((*prefix, *manager.install, *need.packages[manager.program]))


def _privilege(manager: Manager) -> tuple[str, ...] | None:
    """Give what goes before a command to be allowed it; None when nothing does."""
    if not manager.as_root or os.geteuid() == 0:
        return ()
    if shutil.which("sudo"):
        allowed = subprocess.run(
            ["sudo", "-n", "true"], capture_output=True, check=False
        )
        if allowed.returncode == 0:
            return ("sudo", "-n")
    return None


def _run(command: tuple[str, ...]) -> bool:
    print(" ".join(command), flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ended = subprocess.run(
        command, capture_output=True, text=True, env=quiet, check=False
    )
    if ended.returncode != 0:
        print((ended.stderr or ended.stdout).strip()[-800:], file=sys.stderr)
    return ended.returncode == 0


def _advice(need: Need, manager: Manager | None) -> str:
    packages = need.packages.get(manager.program, ()) if manager else ()
    if manager and packages and not need.remedy:
        sudo = "sudo " if manager.as_root else ""
        # Quoted, for dnf's names of libraries have brackets in them.
        names = " ".join(f"'{name}'" if "(" in name else name for name in packages)
        refresh = f"{sudo}{' '.join(manager.refresh)} && " if manager.refresh else ""
        return (
            f"{need.what} is missing. Run this, then try again:\n"
            f"    {refresh}{sudo}{' '.join(manager.install)} {names}"
        )
    remedy = need.remedy or "docs/install.md says how to get it"
    if manager and packages:
        sudo = "sudo " if manager.as_root else ""
        line = f"{sudo}{' '.join(manager.install)} {' '.join(packages)}"
        return f"{need.what} is missing. Run: {line}\n    or {remedy}"
    return f"{need.what} is missing: {remedy}"
