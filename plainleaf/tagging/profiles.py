"""The standards a file can be written to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """One combination of PDF/UA and PDF/A.

    `part` is the part of ISO 14289: 1 (PDF 1.7) or 2 (PDF 2.0). `variant` is the
    WeasyPrint variant that prepares version, colours and metadata for it.
    """

    part: int
    archival: bool
    variant: str


# WeasyPrint has no plain PDF/A-4: its 4f is the nearest, and metadata.py takes
# back the conformance letter that ISO 19005-4 reserves for files with attachments.
_PROFILES = {
    ("ua-1", False): Profile(1, archival=False, variant="pdf/ua-1"),
    ("ua-1", True): Profile(1, archival=True, variant="pdf/a-2a"),
    ("ua-2", False): Profile(2, archival=False, variant="pdf/ua-2"),
    ("ua-2", True): Profile(2, archival=True, variant="pdf/a-4f"),
}


def profile_named(name: str, *, archival: bool) -> Profile:
    """Find a profile; raise ValueError for a name that is not one."""
    try:
        return _PROFILES[name, archival]
    except KeyError:
        names = ", ".join(sorted({known for known, _ in _PROFILES}))
        raise ValueError(f"unknown PDF profile {name!r}: use one of {names}") from None
