"""The report as a page: the facts of `report.json`, in words, and nothing else."""

from collections.abc import Mapping
from typing import Any

from plainleaf.render.styles import style
from plainleaf.render.templating import environment

STYLES = ("tokens.css", "dark.css", "report.css")


def report_page(facts: Mapping[str, Any]) -> bytes:
    """Return `report.html`: complete in one file, without script or network."""
    page = environment().get_template("report.html.jinja")
    return page.render(report=facts, style=style(*STYLES)).encode()
