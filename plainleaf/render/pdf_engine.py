"""What WeasyPrint may reach, and what it says while it works."""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from weasyprint.urls import URLFetcher, URLFetcherResponse

from plainleaf.findings import FAULT_OF_OURS, Finding, Location, Severity

BASE = "https://leaflet.invalid/"
"""The base of every address given to the engine: `.invalid` is nobody's (RFC 2606),
so neither a path of this machine nor a real host can get into a file."""

_SCREEN_ONLY = re.compile(r"Ignored `(text-underline-offset|text-wrap)\b")
"""Declarations of the shared style sheet that paper has no use for."""


class MemoryFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
    """Gives the engine the publication's own bytes and nothing else: no net, no disk.

    `resources` maps a path under BASE to bytes and media type.
    """

    def __init__(self, resources: Mapping[str, tuple[bytes, str]]) -> None:
        super().__init__(allowed_protocols=["https"], allow_redirects=False)
        self._resources = resources

    def fetch(
        self, url: str, headers: Mapping[str, str] | None = None
    ) -> URLFetcherResponse:
        """Return one resource; raise ValueError for any other address."""
        del headers
        found = self._resources.get(url.removeprefix(BASE))
        if not url.startswith(BASE) or found is None:
            raise ValueError(f"not part of this publication: {url}")
        raw, media_type = found
        return URLFetcherResponse(url, raw, {"Content-Type": media_type})


@contextmanager
def engine_findings(location: Location) -> Iterator[list[Finding]]:
    """Collect what the engine logs as findings; silence is part of a good result."""
    findings: list[Finding] = []
    logger = logging.getLogger("weasyprint")
    listener = _Listener(findings, location)
    logger.addHandler(listener)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield findings
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagate


class _Listener(logging.Handler):
    def __init__(self, findings: list[Finding], location: Location) -> None:
        super().__init__(logging.WARNING)
        self._findings = findings
        self._location = location

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if _SCREEN_ONLY.match(message):
            return
        self._findings.append(
            Finding(
                "layout-engine",
                Severity.ERROR,
                f"the layout engine says: {message}",
                self._location,
                FAULT_OF_OURS,
            )
        )
