"""What a page tells machines of itself, beyond what its check holds it to."""

from dataclasses import replace
from datetime import date

import pytest
from small_publication import small_publication

from plainleaf.imprint import Change, Dates
from plainleaf.model import Download
from plainleaf.render import html
from plainleaf.render.structured_data import structured_data

BEGUN = Dates(written=date(2026, 1, 5), published=date(2026, 2, 9))


def changed(*days: date | None) -> tuple[Change, ...]:
    return tuple(Change(str(n), "A word.", day) for n, day in enumerate(days))


@pytest.mark.parametrize(
    ("dates", "days", "told"),
    [
        (BEGUN, (date(2026, 3, 1), date(2026, 4, 2)), "2026-04-02"),
        (BEGUN, (date(2026, 4, 2), None), "2026-04-02"),
        (Dates(), (date(2026, 4, 2),), "2026-04-02"),
        # The first version is no change, and an unknown day is not invented.
        (BEGUN, (date(2026, 2, 9),), None),
        (BEGUN, (None,), None),
        (BEGUN, (), None),
    ],
)
def test_a_change_is_dated_where_it_came_after_publication(
    dates: Dates, days: tuple[date | None, ...], told: str | None
) -> None:
    small = small_publication()
    front = replace(small.front, dates=dates, changes=changed(*days))
    publication = replace(small, front=front)
    assert structured_data(publication, ()).get("dateModified") == told
    page = html.render(publication, downloads=(), siblings=()).files[html.PAGE].decode()
    assert ("April 2, 2026" in page or "2 April 2026" in page) == bool(told)
    assert ("Last changed" in page) == bool(told)


def test_handouts_are_said_to_be_tagged_and_in_large_print() -> None:
    downloads = (
        Download("pdf", "a.pdf", 1, 2),
        Download("pdf", "a-large-print.pdf", 1, 3, 18),
        Download("epub", "a.epub", 1),
    )
    told = structured_data(small_publication(), downloads)["encoding"]
    assert isinstance(told, list)
    features = [
        one.get("accessibilityFeature") for one in told if isinstance(one, dict)
    ]
    assert features == [["taggedPDF"], ["taggedPDF", "largePrint"], None]
