"""Faces and their subsets: the right characters, the same bytes, the licence."""

import io

import pytest
from fontTools.ttLib import TTFont

from plainleaf.render.fonts import PLAIN, Flavour, faces_for, licence_of, subset_font
from plainleaf.typefaces import (
    FACES,
    FAMILIES,
    UPRIGHT,
    Face,
    Style,
    face_in,
    family_of,
)


def used(text: str) -> dict[str, str]:
    """Return the characters each family shows in the regular style, but its space."""
    uses = faces_for(text, styles=[Style.REGULAR]).uses
    assert all(" " in use.characters for use in uses)
    return {use.face.family: use.characters.replace(" ", "") for use in uses}


def opened(face: Face, characters: str, flavour: Flavour = Flavour.TTF) -> TTFont:
    return TTFont(io.BytesIO(subset_font.__wrapped__(face, characters, flavour)))


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Aé\u2013½≥", {"Atkinson Hyperlegible": "Aé\u2013½≥"}),
        ("aβ", {"Atkinson Hyperlegible": "a", "Noto Sans": "β"}),
        ("Привет", {"Noto Sans": "Пветир"}),
        ("→✓", {"IBM Plex Sans Arabic": "→✓"}),
        ("مرحبا", {"IBM Plex Sans Arabic": "ابحرم"}),
        ("e\u0301", {"Atkinson Hyperlegible": "é"}),
        ("x\u0332", {"Noto Sans": "x\u0332"}),
        (" \u00a0\u200d\u00ad\n\ufe0f", {}),
    ],
)
def test_a_text_takes_the_first_family_that_has_it(
    text: str, families: dict[str, str]
) -> None:
    choice = faces_for(text, styles=[Style.REGULAR])
    expected = {family: "".join(sorted(shown)) for family, shown in families.items()}
    assert used(text) == expected
    assert choice.missing == ()


def test_what_no_family_has_is_named_once_and_sorted() -> None:
    assert faces_for("a文中文", styles=UPRIGHT).missing == ("中", "文")


def test_a_mark_that_no_family_joins_to_its_letter_is_still_shown() -> None:
    """The tick and the line below are in two families; none has both."""
    assert family_of("✓\u0332") is None
    assert used("✓\u0332") == {
        "Noto Sans": "\u0332",
        "IBM Plex Sans Arabic": "✓",
    }


def test_what_reading_systems_set_themselves_is_always_there() -> None:
    (use,) = faces_for("é", styles=[Style.BOLD], always=PLAIN).uses
    assert use.face == face_in("Atkinson Hyperlegible", Style.BOLD)
    assert set("0123456789•\u2010é") <= set(use.characters)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
@pytest.mark.parametrize("flavour", Flavour)
def test_a_subset_has_its_characters_and_no_others(
    face: Face, flavour: Flavour
) -> None:
    font = opened(face, "12aé", flavour)
    assert set(font.getBestCmap()) == {ord(character) for character in "12aé"}
    assert font.flavor == (None if flavour is Flavour.TTF else flavour.value)
    assert "fvar" not in font
    assert font["OS/2"].usWeightClass == face.style.weight


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_subset_is_the_same_bytes_every_time(face: Face) -> None:
    make = subset_font.__wrapped__
    assert make(face, "12aé", Flavour.WOFF2) == make(face, "12aé", Flavour.WOFF2)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_subset_keeps_its_copyright_and_licence(face: Face) -> None:
    names = opened(face, "a")["name"]
    assert "Copyright" in names.getDebugName(0)
    assert "Open Font License" in names.getDebugName(13)


def test_kerning_stays_in_a_subset() -> None:
    font = opened(face_in(FAMILIES[0], Style.BOLD), "AVTo")
    features = {r.FeatureTag for r in font["GPOS"].table.FeatureList.FeatureRecord}
    assert "kern" in features


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_brings_the_licence_that_lets_us_embed_it(family: str) -> None:
    licence = licence_of(family)
    assert licence.startswith(b"Copyright")
    assert b"SIL Open Font License, Version 1.1" in licence


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_every_face_may_be_embedded(face: Face) -> None:
    """OS/2 fsType 0: installable embedding (OpenType 1.9)."""
    assert opened(face, "a")["OS/2"].fsType == 0
