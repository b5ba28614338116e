"""No line ends between a number and its unit, in any edition."""

import pytest
from markupsafe import Markup

from plainleaf.messages import messages_for
from plainleaf.render.kept_together import kept_together
from plainleaf.render.templating import Target


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
