"""The engines that an edition's bytes depend on, and their versions."""

import ctypes
import ctypes.util
import platform
from collections.abc import Callable, Mapping
from functools import cache
from importlib import metadata

import plainleaf

PACKAGES = (
    "weasyprint",
    "pydyf",
    "EbookLib",
    "markdown-it-py",
    "Jinja2",
    "fonttools",
    "pillow",
    "resvg_py",
    "fontpkg-atkinson-hyperlegible",
    "fontpkg-noto-sans",
    "fontpkg-ibm-plex-sans-arabic",
    "fontpkg-amiri",
)
"""Python packages whose version can change a page."""


@cache
def engine_versions() -> Mapping[str, str]:
    """Return name and version of each engine; one that is not there is "missing"."""
    versions = {"plainleaf": plainleaf.__version__, "python": platform.python_version()}
    versions |= {name: _package(name) for name in PACKAGES}
    versions |= {name: _library(name, ask) for name, ask in LIBRARIES.items()}
    return versions


def _package(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"


def _library(name: str, ask: Callable[[ctypes.CDLL], str]) -> str:
    path = ctypes.util.find_library(name)
    if path is None:
        return "missing"
    try:
        return ask(ctypes.CDLL(path))
    except (OSError, AttributeError):
        return "unknown"


def _pango(library: ctypes.CDLL) -> str:
    library.pango_version_string.restype = ctypes.c_char_p
    return bytes(library.pango_version_string()).decode()


def _harfbuzz(library: ctypes.CDLL) -> str:
    library.hb_version_string.restype = ctypes.c_char_p
    return bytes(library.hb_version_string()).decode()


def _freetype(library: ctypes.CDLL) -> str:
    handle = ctypes.c_void_p()
    library.FT_Init_FreeType(ctypes.byref(handle))
    parts = [ctypes.c_int() for _ in range(3)]
    library.FT_Library_Version(handle, *map(ctypes.byref, parts))
    library.FT_Done_FreeType(handle)
    return ".".join(str(part.value) for part in parts)


LIBRARIES: Mapping[str, Callable[[ctypes.CDLL], str]] = {
    "pango-1.0": _pango,
    "harfbuzz": _harfbuzz,
    "freetype": _freetype,
}
