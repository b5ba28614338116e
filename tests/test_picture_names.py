"""A picture's file name in an edition: plain where it can be, never that of another."""

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainleaf.render.templating import flat_name

PORTABLE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+")


def name_of(*parts: str) -> str:
    return flat_name(PurePosixPath("images", *parts))


@pytest.mark.parametrize("plain", ["map.svg", "map-2.png", "a-b.svg"])
def test_a_plain_name_stays_as_it_is(plain: str) -> None:
    assert name_of(plain) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a-b.svg",), ("a", "b.svg")),
        (("Map.svg",), ("map.svg",)),
        (("map 1.svg",), ("map-1.svg",)),
        (("карта.svg",), ("схема.svg",)),
        (("地图.png",), ("地址.png",)),
        (("a..b.svg",), ("a.b.svg",)),
        (("a.svg",), ("a.SVG",)),
        (("a", "b-c.svg"), ("a-b", "c.svg")),
    ],
)
def test_two_pictures_never_share_a_name(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert name_of(*one) != name_of(*other)
    assert PORTABLE.fullmatch(name_of(*one))
    assert PORTABLE.fullmatch(name_of(*other))


def test_a_picture_beside_the_text_is_not_one_in_its_folder() -> None:
    assert flat_name(PurePosixPath("map.svg")) != name_of("map.svg")


def test_a_name_is_the_same_however_its_letters_are_composed() -> None:
    assert name_of("cafe\u0301.svg") == name_of("caf\u00e9.svg")


PART = st.text(min_size=1, max_size=90).filter(
    lambda text: "/" not in text and text not in {".", ".."}
)


@given(st.lists(PART, min_size=1, max_size=3))
def test_every_name_is_portable(parts: list[str]) -> None:
    assert PORTABLE.fullmatch(name_of(*parts))
    assert len(name_of(*parts)) < 120
