"""Bytes that are no text, pictures that cannot be published, and sizes too large."""

import io
import struct
import zlib
from pathlib import PurePosixPath

import pytest
from pictures_made import (
    GREY_PNG,
    PLAIN_SVG,
    bitmap,
    cmyk_jpeg,
    profile_of_red_cyan,
    x_ray,
)
from PIL import Image as Picture
from PIL.PngImagePlugin import PngInfo

from plainleaf.findings import Finding
from plainleaf.model import Image, Publication, Source
from plainleaf.parse import parse
from plainleaf.parse.svg import drawing
from plainleaf.words import words

HEAD = b"---\ntitle: T\nlanguage: en\n---\n"


def parsed(
    raw: bytes, **files: bytes
) -> tuple[Publication | None, tuple[Finding, ...]]:
    named = {
        PurePosixPath(name.replace("__", ".")): content
        for name, content in files.items()
    }
    return parse(Source(PurePosixPath("en.md"), "leaflet", "en", raw, named))


def told(raw: bytes) -> list[str]:
    _, findings = parsed(raw)
    return [f"{one.location} {one.rule} {one.message}" for one in findings]


# --- characters --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "place", "says"),
    [
        ("tïtle: ü".encode("latin-1"), "en.md:1:2", "it is “ï”"),
        (b"one\n\xc3\xbc \xc3\xbc\x80", "en.md:2:4", "it is “€”"),
        ("Title".encode("utf-16"), "en.md:1:1", "UTF-16"),
        ("Title".encode("utf-16-be"), "en.md:1:1", "UTF-16"),
        (b"\x1f\x8b\x08\x00", "en.md:1:1", "compressed (gzip)"),
        (b"a\n\xed\xa0\x80", "en.md:2:1", "it is “í”"),
        (b"\xc0\xaf", "en.md:1:1", "it is “À”"),
    ],
)
def test_a_file_that_is_not_utf_8_names_the_place(
    raw: bytes, place: str, says: str
) -> None:
    first = told(raw)[0]
    assert first.startswith(place + " ")
    assert says in first


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000 (NUL)"),
        ("\x0c", "U+000C (form feed)"),
        ("\x1b", "U+001B (escape)"),
        ("\x7f", "U+007F (delete)"),
        ("\x85", "U+0085 (next line)"),
        ("\x93", "U+0093"),
        ("\u2028", "U+2028 (line separator)"),
        ("\ufffe", "U+FFFE"),
        ("\ufdd0", "U+FDD0"),
        ("\U0001ffff", "U+1FFFF"),
    ],
)
def test_a_character_that_no_edition_can_carry_is_named(
    character: str, name: str
) -> None:
    (finding,) = told(HEAD + f"One\ntwo{character}three\n".encode())
    assert finding == (
        f"en.md:6:4 control-character the character {name} cannot be printed or read "
        "aloud"
    )


@pytest.mark.parametrize("harmless", ["\u200e", "\u200f", "\u061c", "\u200d"])
def test_marks_that_texts_need_are_left_alone(harmless: str) -> None:
    assert told(HEAD + f"One{harmless}two\n".encode()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a \u2066b\u2069 c", []),
        ("a \u202bb\u202c \u2067c\n d\u2069", []),
        ("a \u202eb c", ["en.md:5:3 bidi-control U+202E is not closed"]),
        ("a \u2066b\n\nc\u2069", ["en.md:5:3 bidi-control", "en.md:7:2 bidi-control"]),
        ("a\u202c", ["en.md:5:2 bidi-control U+202C closes nothing"]),
        ("\u2066a\u202c", ["en.md:5:1 bidi-control", "en.md:5:3 bidi-control"]),
    ],
)
def test_direction_controls_are_closed_where_they_are_opened(
    text: str, expected: list[str]
) -> None:
    found = told(HEAD + text.encode())
    assert len(found) == len(expected)
    for finding, wanted in zip(found, expected, strict=True):
        place, rule, *rest = wanted.split(" ", 2)
        assert finding.startswith(f"{place} {rule} ")
        assert "".join(rest) in finding


def test_ruins_of_another_encoding_are_told() -> None:
    (finding,) = told(HEAD + "Das ist fÃ¼r Sie.".encode())
    assert finding.startswith("en.md:5:10 mojibake")
    assert told(HEAD + "À Âge Ã São".encode()) == []


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a BOM"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_a_byte_order_mark_and_windows_line_ends_just_work(
    start: bytes, end: bytes
) -> None:
    raw = start + (HEAD + b"## One\n\n![x](no.png)\n").replace(b"\n", end)
    publication, (finding,) = parsed(raw)
    assert publication is not None
    assert publication.sections[0].id == "one"
    assert str(finding.location) == "en.md:7:1"


def test_bare_carriage_returns_are_told_and_the_text_is_read() -> None:
    publication, (finding,) = parsed(HEAD.replace(b"\n", b"\r") + b"Words.")
    assert publication is not None
    assert (finding.rule, finding.location.line) == ("line-ends", 1)
    assert words(publication) == ("T", "Words.")


# --- sizes -------------------------------------------------------------------------


def test_an_endless_paragraph_is_an_error_and_the_rest_is_read() -> None:
    publication, findings = parsed(HEAD + b"word " * 25_000 + b"\n\nLast.")
    assert [f"{one.location} {one.rule}" for one in findings] == [
        "en.md:5 paragraph-too-long"
    ]
    assert publication is not None
    assert words(publication)[-1] == "Last."


def test_an_endless_word_is_an_error_where_it_begins() -> None:
    assert told(HEAD + b"Word " + b"a" * 2_000) == []
    (finding,) = told(HEAD + b"Word " + b"a" * 2_001)
    assert finding.startswith("en.md:5:6 word-too-long 2,001 characters")


def test_a_table_of_2001_rows_is_an_error() -> None:
    table = b'::: {.table caption="C"}\n| a | b |\n|---|---|\n%s:::\n'
    assert told(HEAD + table % (b"| 1 | 2 |\n" * 1999)) == []
    (finding,) = told(HEAD + table % (b"| 1 | 2 |\n" * 2001))
    assert finding.startswith("en.md:6:1 table-too-long")


def test_front_matter_that_is_too_long_is_an_error() -> None:
    (finding,) = told(b"---\nx: %s\n---\n" % (b"y " * 35_000))
    assert "64,000 bytes" in finding
    (finding,) = told(b"---\nx: [%s]\n---\n" % (b"y, " * 2_100))
    assert finding.startswith("en.md:2:")
    assert "2,000 values" in finding


@pytest.mark.parametrize("bomb", [b"[" * 1_000, b"? " * 1_000, b"{a: " * 1_000])
def test_front_matter_that_is_nested_very_deep_is_an_error(bomb: bytes) -> None:
    (finding,) = told(b"---\nx:\n " + bomb + b"\n---\n")
    assert "bad-yaml" in finding


def test_a_merge_bomb_does_not_go_off() -> None:
    lines = ["a0: &a0 {x: 1}"]
    lines += [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 41)]
    (finding,) = told(("---\n" + "\n".join(lines) + "\n---\n").encode())
    assert finding.startswith("en.md:2:5 bad-yaml")


# --- pictures ----------------------------------------------------------------------


def gate(name: str, raw: bytes) -> tuple[Image | None, list[str]]:
    text = HEAD + f"Words.\n\n![Alt]({name})\n".encode()
    publication, findings = parsed(text, **{name.replace(".", "__"): raw})
    assert publication is not None
    for finding in findings:
        assert str(finding.location) == "en.md:7:1"
        assert finding.hint
    image = publication.images.get(PurePosixPath(name))
    return image, [f"{one.rule}: {one.message}" for one in findings]


def svg(
    inside: str, attributes: str = 'viewBox="0 0 40 30"', before: str = ""
) -> bytes:
    opened = f'{before}<svg xmlns="http://www.w3.org/2000/svg" {attributes}>'
    return (opened + inside + "</svg>").encode()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_whole_picture_passes_with_its_size(kind: str) -> None:
    image, findings = gate(f"a.{kind.lower()}", bitmap(kind))
    assert findings == []
    assert image is not None
    assert (image.width, image.height) == (8, 6)
    assert image.media_type == f"image/{kind.lower()}"


def test_a_picture_that_holds_nothing_else_keeps_its_bytes() -> None:
    image, _ = gate("a.png", GREY_PNG)
    assert image is not None
    assert image.raw == GREY_PNG


def test_what_a_picture_says_of_its_maker_is_taken_off() -> None:
    notes = PngInfo()
    notes.add_text("Author", "Jane Doe")
    exif = Picture.Exif()
    exif[0x010F] = "Camera of Jane Doe"
    for name, raw in (
        ("a.png", bitmap("PNG", pnginfo=notes)),
        ("a.jpg", bitmap("JPEG", exif=exif)),
        ("a.webp", bitmap("WEBP", exif=exif)),
        ("b.jpg", bitmap("JPEG", comment=b"by Jane Doe")),
    ):
        assert b"Jane Doe" in raw
        image, findings = gate(name, raw)
        assert findings == []
        assert image is not None
        assert b"Jane Doe" not in image.raw


def test_a_picture_that_lies_on_its_side_is_put_upright() -> None:
    exif = Picture.Exif()
    exif[0x0112] = 6
    image, findings = gate("a.jpg", bitmap("JPEG", exif=exif))
    assert findings == []
    assert image is not None
    assert (image.width, image.height) == (6, 8)
    with Picture.open(io.BytesIO(image.raw)) as opened:
        assert opened.size == (6, 8)
        assert not opened.getexif()


CYAN, INK = (255, 0, 0, 0), (0, 0, 0, 255)


@pytest.mark.parametrize(
    ("name", "raw", "shown"),
    [
        ("a.png", x_ray(0), 0),
        ("a.png", x_ray(40000), 156),
        ("a.png", x_ray(65535), 255),
        ("a.png", x_ray(40000, transparency=40000), (156, 0)),
        ("a.png", x_ray(40000, transparency=39999), (156, 255)),
        ("a.jpg", cmyk_jpeg(INK), (0, 0, 0)),
        ("a.jpg", cmyk_jpeg(CYAN), (0, 255, 255)),
        ("a.jpg", cmyk_jpeg(CYAN, icc_profile=b"no profile"), (0, 255, 255)),
        ("a.jpg", cmyk_jpeg(CYAN, icc_profile=profile_of_red_cyan()), (249, 0, 6)),
    ],
)
def test_an_x_ray_and_a_picture_for_a_press_are_shown_in_its_own_colours(
    name: str, raw: bytes, shown: int | tuple[int, ...]
) -> None:
    """Grey of 16 bits and CMYK pass on as 8 bits and sRGB, without the profile."""
    image, findings = gate(name, raw)
    assert findings == []
    assert image is not None
    with Picture.open(io.BytesIO(image.raw)) as opened:
        assert opened.mode in {"L", "LA", "RGB"}
        assert opened.getpixel((4, 3)) == pytest.approx(shown, abs=3)
        assert not set(opened.info) & {"icc_profile", "transparency"}


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("a.png", GREY_PNG[:-20], "the file is damaged"),
        ("a.jpg", bitmap("JPEG", (400, 400))[:-300], "the file is damaged"),
        ("a.jpg", GREY_PNG, "its name ends in .jpg, and it is PNG"),
        ("a.png", b"no picture", "the file is damaged, or not a picture"),
        ("a.png", PLAIN_SVG, "the file is damaged, or not a picture"),
        ("a.gif", bitmap("GIF"), "'.gif' is no kind of picture"),
        ("a.svg", GREY_PNG, "the drawing is not whole"),
        ("a.svg", b"<html/>", "its name ends in .svg, and it is no drawing"),
        ("a.png", b"", "the file is damaged"),
    ],
)
def test_a_picture_that_is_not_what_it_says_is_refused(
    name: str, raw: bytes, says: str
) -> None:
    image, (finding,) = gate(name, raw)
    assert image is None
    assert finding.startswith("image-unreadable: ")
    assert says in finding


def test_a_picture_of_too_many_points_is_refused_by_its_header() -> None:
    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    for side in (6_400, 13_000, 30_000):
        header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
        raw = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IEND", b"")
        image, (finding,) = gate("a.png", raw)
        assert image is None
        assert finding.startswith("image-too-large: ")


def test_a_picture_that_moves_is_refused() -> None:
    frames = [Picture.new("RGB", (8, 6), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    image, (finding,) = gate("a.png", out.getvalue())
    assert image is None
    assert "the picture moves" in finding


def test_a_drawing_passes_without_what_its_program_left_in_it() -> None:
    raw = svg(
        '<metadata>by Jane Doe</metadata><sodipodi:view xmlns:sodipodi="urn:s"/>'
        '<!-- by Jane Doe --><g inkscape:label="x" xmlns:inkscape="urn:i">'
        "<text>A</text>"
        '<use href="#b"/></g><rect id="b" style="fill:url(#c)"/>',
        before='<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
    )
    image, findings = gate("a.svg", raw)
    assert findings == []
    assert image is not None
    assert (image.width, image.height) == (40, 30)
    for gone in (b"Jane", b"inkscape", b"sodipodi", b"DOCTYPE", b"metadata"):
        assert gone not in image.raw
    assert b"<text>A</text>" in image.raw
    assert b'<use href="#b"/>' in image.raw


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ("<script>alert(1)</script>", "it holds <script>"),
        ('<rect onload="x()"/>', "a script in `onload`"),
        ("<foreignObject/>", "it holds <foreignObject>"),
        ('<image href="https://example.org/x.png"/>', "it holds <image>"),
        ('<use href="other.svg#a"/>', "it calls for `other.svg#a`"),
        (
            '<use xmlns:l="http://www.w3.org/1999/xlink" l:href="javascript:x()"/>',
            "it calls for `javascript:x()`",
        ),
        ("<style>@import 'x.css'</style>", "its style calls for something"),
        ("<style>@font-face{src:url(x.woff)}</style>", "its style calls for something"),
        ('<rect style="fill:url(https://example.org/x)"/>', "`style` calls for"),
        ('<rect style="fill:u\\72l(x)"/>', "`style` calls for"),
        ("<a href='#x'><animate/></a>", "it holds <animate>"),
        ('<g id="a"><use href="#a"/></g>', "a `use` repeats itself"),
        ("<g>" * 70 + "</g>" * 70, "more than 60 deep"),
    ],
)
def test_a_drawing_that_acts_or_calls_for_more_is_refused(
    inside: str, says: str
) -> None:
    image, (finding,) = gate("a.svg", svg(inside))
    assert image is None
    assert finding.startswith("svg-unsafe: ")
    assert says in finding


@pytest.mark.parametrize(
    ("inside", "hint"),
    [
        ('<image href="#x"/>', "export the whole as PNG or JPEG"),
        ("<foreignObject/>", "in Illustrator by File, Export, SVG"),
        ("<style>@font-face{src:url(x.woff)}</style>", "outlines"),
        ("<animate/>", "paper cannot move"),
        ("<script/>", "plain SVG without scripts"),
    ],
)
def test_a_drawing_is_put_right_in_the_program_that_made_it(
    inside: str, hint: str
) -> None:
    refused = drawing(svg(inside))
    assert isinstance(refused, tuple)
    assert hint in refused[2]


def test_a_drawing_with_entities_is_refused() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    image, (finding,) = gate("a.svg", svg("<text>&b;</text>", before=bomb))
    assert image is None
    assert "it defines entities" in finding


def test_a_drawing_that_repeats_itself_beyond_measure_is_refused() -> None:
    groups = "".join(
        f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 7)
    )
    image, (finding,) = gate("a.svg", svg('<g id="g0"><rect/></g>' + groups))
    assert image is None
    assert finding.startswith("image-too-large: ")


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0,0 400.4 300"', (400, 300)),
        ('width="100" height="50px"', (100, 50)),
        ('width="1in" height="25.4mm"', (96, 96)),
        ('width="100%" height="50%"', None),
        ('viewBox="0 0 0 5"', None),
        ('viewBox="0 0 99999 5"', None),
        ("", None),
    ],
)
def test_a_drawing_states_its_size(
    attributes: str, size: tuple[int, int] | None
) -> None:
    image, findings = gate("a.svg", svg("<rect/>", attributes))
    if size is None:
        assert findings == [
            "image-unreadable: the drawing does not state its size"
        ] or ("does not state its size" in findings[0])
        return
    assert image is not None
    assert (image.width, image.height) == size
    assert b"viewBox" in image.raw
