"""Photographs: light enough, as large as before, and shown everywhere."""

import io
import random
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from PIL import Image as Raster
from small_publication import small_publication

from plainleaf.model import Image
from plainleaf.render import html
from plainleaf.render.embed_pictures import embed_pictures
from plainleaf.render.epub_pictures import book_pictures
from plainleaf.render.photographs import (
    JPEG,
    LIGHT,
    PNG,
    ROOM,
    SIDES,
    WEBP,
    WIDEST,
    for_page,
    lightened,
)

NAME = PurePosixPath("images/door.png")


def noise(size: tuple[int, int]) -> Raster.Image:
    """Return a picture that no format can make small: a camera's, only worse."""
    small = (size[0] // 4, size[1] // 4)
    points = random.Random(1).randbytes(3 * small[0] * small[1])  # noqa: S311
    return Raster.frombytes("RGB", small, points).resize(size)


def image(picture: Raster.Image, media_type: str, **options: object) -> Image:
    written = io.BytesIO()
    picture.save(written, media_type.removeprefix("image/"), **options)
    return Image(NAME, media_type, *picture.size, written.getvalue())


def opened(one: Image) -> Raster.Image:
    return Raster.open(io.BytesIO(one.raw))


def test_light_pictures_are_left_as_they_are() -> None:
    light = image(noise((80, 60)), JPEG)
    assert lightened({NAME: light}) == {NAME: light}


@pytest.mark.parametrize("media_type", [JPEG, PNG])
def test_a_heavy_photograph_is_made_light_and_shown_as_large(media_type: str) -> None:
    heavy = image(noise((2000, 1200)), media_type)
    room = 200 * 1024
    assert len(heavy.raw) > room
    (light,) = lightened({NAME: heavy}, room=room).values()
    assert len(light.raw) <= room
    assert light.media_type == JPEG
    assert (light.width, light.height) == (2000, 1200)
    width, height = opened(light).size
    assert width in SIDES
    assert width / height == pytest.approx(2000 / 1200, rel=0.01)


@pytest.mark.parametrize("media_type", [JPEG, PNG, WEBP])
def test_a_page_has_no_more_of_a_photograph_than_it_shows(media_type: str) -> None:
    heavy = image(noise((2400, 600)), media_type)
    assert len(heavy.raw) > LIGHT
    light = for_page(heavy)
    assert len(light.raw) < len(heavy.raw)
    assert replace(light, raw=heavy.raw) == heavy
    with opened(light) as made:
        assert made.size == (WIDEST, 400)
        assert made.get_format_mimetype() == media_type


def test_a_page_has_light_and_narrow_pictures_as_they_are() -> None:
    for picture in (image(noise((2400, 16)), JPEG), image(noise((800, 2400)), PNG)):
        assert for_page(picture) is picture


def test_page_and_kit_have_the_light_photograph() -> None:
    whole = small_publication()
    heavy = image(noise((2400, 600)), PNG)
    images = {name: replace(heavy, name=name) for name in whole.images}
    publication = replace(whole, images=images)
    page = html.render(publication, downloads=(), siblings=())
    shown = [raw for name, raw in page.files.items() if "images" in name.parts]
    shown += [picture.raw for picture in embed_pictures(publication).values()]
    assert len(shown) > 1
    assert set(shown) == {for_page(heavy).raw}


def test_words_do_not_wait_for_pictures() -> None:
    page = html.render(small_publication(), downloads=(), siblings=())
    _, text = page.files[html.PAGE].decode().split("<main", 1)
    assert 0 < text.count("<img ") == text.count(' fetchpriority="low"')
    assert "loading=" not in text


def test_pictures_share_the_room() -> None:
    heavy = image(noise((1200, 900)), JPEG, quality=95)
    names = [PurePosixPath(f"images/{n}.jpg") for n in range(3)]
    room = len(heavy.raw)
    made = lightened({name: replace(heavy, name=name) for name in names}, room=room)
    assert sum(len(one.raw) for one in made.values()) <= room
    assert list(made) == names


def test_a_drawing_with_letters_is_weighed_as_the_pixels_it_becomes() -> None:
    """One of a few lines can be the heaviest picture of the book."""
    whole = small_publication()
    waves = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300">'
        '<filter id="f"><feTurbulence baseFrequency="0.9" numOctaves="3"/></filter>'
        '<rect width="300" height="300" filter="url(#f)"/><text>Hi</text></svg>'
    )
    images = {
        name: Image(name, "image/svg+xml", 300, 300, waves.encode())
        for name in whole.images
    }
    pictures = book_pictures(replace(whole, images=images)).values()
    assert all(len(picture.raw) > len(waves) for picture in pictures)
    assert {(picture.width, picture.height) for picture in pictures} == {(300, 300)}
    assert sum(len(picture.raw) for picture in pictures) <= ROOM


def test_clear_points_stay_clear() -> None:
    picture = noise((800, 600))
    picture.putalpha(128)
    (light,) = lightened({NAME: image(picture, PNG)}, room=1).values()
    assert light.media_type == PNG
    with opened(light) as made:
        assert made.size == (640, 480)
        assert made.getchannel("A").getextrema() == (128, 128)


def test_drawings_and_moving_pictures_are_never_changed() -> None:
    frames = [Raster.new("RGB", (9, 9), (shade, 0, 0)) for shade in (0, 200)]
    moving = image(frames[0], WEBP, save_all=True, append_images=frames[1:])
    drawn = Image(PurePosixPath("a.svg"), "image/svg+xml", 9, 9, b"<svg/>")
    images = {moving.name: moving, drawn.name: drawn}
    assert lightened(images, room=1) == images


def test_a_picture_that_older_readers_do_not_know_is_another_in_the_book() -> None:
    whole = small_publication()
    small = image(noise((80, 60)), WEBP)
    publication = replace(whole, images={**whole.images, NAME: small})
    picture = book_pictures(publication)[str(NAME)]
    assert (picture.media_type, picture.href) == (JPEG, "images/door.png.jpg")
    assert (picture.width, picture.height) == (80, 60)
    assert picture.raw.startswith(b"\xff\xd8")
