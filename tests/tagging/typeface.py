"""Fonts for the tests, from the packages that are locked, never from the machine."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration

_FACES = (
    ("Atkinson Hyperlegible", "fontpkg_atkinson_hyperlegible", "*-Regular.ttf", ""),
    (
        "Atkinson Hyperlegible",
        "fontpkg_atkinson_hyperlegible",
        "*-Bold.ttf",
        "font-weight: bold",
    ),
    (
        "Atkinson Hyperlegible",
        "fontpkg_atkinson_hyperlegible",
        "*-Italic.ttf",
        "font-style: italic",
    ),
    ("Noto Sans", "fontpkg_noto_sans", "NotoSans[[]*", ""),
    ("IBM Plex Sans Arabic", "fontpkg_ibm_plex_sans_arabic", "*-Regular.ttf", ""),
)


def font_file(package: str, pattern: str) -> Path:
    """Find a font in its package; say which package is not installed."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"the tests need the font package {package}")
    (found,) = (Path(spec.submodule_search_locations[0]) / "files").glob(pattern)
    return found


@cache
def faces() -> tuple[weasyprint.CSS, Any]:
    """Load the faces once: a style sheet and the font configuration it fills."""
    fonts = FontConfiguration()
    rules = [
        f"@font-face {{ font-family: '{family}'; {more};"
        f" src: url('{font_file(package, pattern).as_uri()}') }}"
        for family, package, pattern, more in _FACES
    ]
    return weasyprint.CSS(string="\n".join(rules), font_config=fonts), fonts
