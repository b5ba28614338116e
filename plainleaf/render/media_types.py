"""Media types of what we make, by the name of the format."""

from collections.abc import Mapping

MEDIA_TYPES: Mapping[str, str] = {
    "html": "text/html",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
}
