"""What a document asks for and its PDF cannot give: said, never silent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in the HTML that a listener will miss or mishear.

    `rule` is a readable id ("no-alt-text"); `message` a sentence for the author;
    `element_id` the nearest `id` at or above the place, in the HTML; `page` counts
    from 1. Both are None when the whole document is meant.
    """

    rule: str
    message: str
    element_id: str | None = None
    page: int | None = None


@dataclass(slots=True)
class ProblemLog:
    """Collects problems in the order they are met, each once."""

    parents: Mapping[Any, Any]
    found: list[Problem] = field(default_factory=list)

    def add(
        self, rule: str, message: str, html: Any = None, page: int | None = None
    ) -> None:
        """Note a problem at an HTML element; `page` counts from 0 as boxes do."""
        problem = Problem(
            rule,
            message,
            self._nearest_id(html),
            None if page is None else page + 1,
        )
        if problem not in self.found:
            self.found.append(problem)

    def _nearest_id(self, html: Any) -> str | None:
        while html is not None:
            if html_id := html.get("id"):
                return str(html_id)
            html = self.parents.get(html)
        return None
