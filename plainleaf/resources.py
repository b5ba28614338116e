"""Where the templates lie: in a clone beside the package, in a wheel inside it."""

from pathlib import Path

_INSIDE = Path(__file__).parent / "templates"
_BESIDE = Path(__file__).parent.parent / "templates"

TEMPLATES = _INSIDE if _INSIDE.is_dir() else _BESIDE
"""The folder of everything readers see and authors did not write."""

_SCHEMAS = (Path(__file__).parent / "schema", _BESIDE.parent / "docs" / "schema")
SCHEMAS = next((folder for folder in _SCHEMAS if folder.is_dir()), _SCHEMAS[-1])
"""The folder of the JSON Schemas for editors."""
