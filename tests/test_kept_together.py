"""No line ends between a number and its unit, in any edition."""

from pathlib import PurePosixPath

import pytest
from markupsafe import Markup

from plainleaf.findings import Location
from plainleaf.messages import messages_for
from plainleaf.model import Strong, Text
from plainleaf.render.kept_together import joined, kept_together
from plainleaf.render.templating import Target, environment


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "Take 500 mg for 10 minutes.", "Take 500~mg for 10~minutes."),
        (
            "en-GB",
            "9 am to 5 p.m., 100.4 °F (38 °C)",
            "9~am to 5~p.m., 100.4~°F (38~°C)",
        ),
        ("en", "30 to 150 nm, ½ tablet", "30 to 150~nm, ½~tablet"),
        ("en", "In 2019 the 3 timers, 6 stitches", "In 2019 the 3 timers, 6 stitches"),
        ("es", "a las 9 a. m., 2 comprimidos", "a las 9~a.~m., 2~comprimidos"),
        ("nb", "2 tabletter, 3 ganger", "2~tabletter, 3~ganger"),
        ("ar", "خذ 5 دقائق و 2 mg", "خذ 5~دقائق و 2~mg"),
        ("fi", "10 minutes, 2 mg", "10 minutes, 2~mg"),
    ],
)
def test_a_number_stays_with_its_unit(language: str, text: str, shown: str) -> None:
    assert kept_together(text, language).replace("\u00a0", "~") == shown


def test_a_part_in_another_language_has_the_units_of_its_own() -> None:
    english = Target("html", messages_for("en"))
    assert english.text("2 días, 2 days") == "2 días, 2\u00a0days"
    spanish = english.towards("ltr", "es")
    assert spanish.text("2 días, 2 days") == "2\u00a0días, 2 days"
    assert spanish.text(Markup("2 días")) == "2 días"


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<strong>500</strong> mg", "<strong>500</strong>~mg"),
        ("2 <strong>tablets</strong> or 3", "2~<strong>tablets</strong> or 3"),
        (
            '<a href="#a"><em>½</em></a> <em>tablet</em>',
            '<a href="#a"><em>½</em></a>~<em>tablet</em>',
        ),
        ("in <em>2019</em> the 3", None),
        ("<em>3</em> timers", None),
        ("<em>3</em><br/> hours &lt; 5", None),
    ],
)
def test_an_element_does_not_part_them(markup: str, shown: str | None) -> None:
    expected = shown or markup
    made = joined(Markup(markup), "en")  # noqa: S704  our own
    assert isinstance(made, Markup)
    assert made.replace("\u00a0", "~") == expected


def test_every_edition_keeps_them_so() -> None:
    template = environment().from_string(
        '{% from "inlines.jinja" import inlines %}{{ inlines(parts, target) }}'
    )
    place = Location(PurePosixPath("en.md"), 1, 1)
    parts = (
        Text("Take ", place),
        Strong((Text("500", place),), place),
        Text(" mg, then 2", place),
        Text(" tablets.", place),
    )
    for edition in ("html", "pdf", "epub", "fragment"):
        written = template.render(
            parts=parts, target=Target(edition, messages_for("en"))
        )
        shown = written.replace("\u00a0", "~").replace("<span> </span>", " ")
        assert shown == "Take <strong>500</strong>~mg, then 2~tablets."
