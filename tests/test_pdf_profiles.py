"""Every profile of PDF/UA and PDF/A, every style of large print: as valid, as heard.

The small publication has every block there is; the others are real.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from handouts import EVERY_TEXT, GUIDE, SMALL, STAMP, printed, text_named
from PIL import Image, ImageChops
from validators.required import require

from plainleaf.check.pdf import check
from plainleaf.render import pdf
from plainleaf.render.pdf_plan import settled
from plainleaf.render.pdf_press import Press

PROFILES: dict[str, tuple[dict[str, object], tuple[str, ...]]] = {
    "ua-1": ({}, ("ua1",)),
    "ua-1-archival": ({"archival": True}, ("ua1", "2a")),
    "ua-2": ({"profile": "ua-2"}, ("ua2", "wtpdf")),
    "ua-2-archival": ({"profile": "ua-2", "archival": True}, ("ua2", "wtpdf", "4")),
}


@pytest.mark.wide
@pytest.mark.parametrize("name", EVERY_TEXT)
@pytest.mark.parametrize("points", [14, 18])
def test_tags_change_no_pixel(name: str, points: int) -> None:
    publication = text_named(name)
    wanted = replace(publication.front.print, sizes=(points,), page="A4")
    publication = replace(publication, front=replace(publication.front, print=wanted))
    press = Press(publication, pdf.sheets(publication)[0], STAMP)
    layout, _ = settled(press)
    plain = layout.document.write_pdf()
    tagged, _ = press.print(layout)
    with pikepdf.open(io.BytesIO(plain)) as file:
        assert "/StructTreeRoot" not in file.Root
    pages = zip(_pictures(plain), _pictures(tagged.pdf), strict=True)
    for number, (one, other) in enumerate(pages, 1):
        assert ImageChops.difference(one, other).getbbox() is None, number


def _pictures(raw: bytes) -> Iterator[Image.Image]:
    with pdfium.PdfDocument(raw) as file:
        for page in file:
            yield page.render(scale=40 / 72).to_pil().convert("L")


@pytest.mark.wide
def test_each_file_meets_the_profile_it_declares(tmp_path: Path) -> None:
    """One run of veraPDF a flavour: starting it costs more than a file."""
    declared: dict[str, list[Path]] = {}
    for profile, (options, flavours) in PROFILES.items():
        for name in EVERY_TEXT:
            publication, rendition, raw = printed(
                text_named(name), 14, max_pages=None, **options
            )
            assert rendition.findings == ()
            path = tmp_path / f"{name.replace('/', '-')}-{profile}.pdf"
            path.write_bytes(raw)
            assert check(path, publication, smallest_points=12) == ()
            for flavour in flavours:
                declared.setdefault(flavour, []).append(path)
    for flavour, files in declared.items():
        found = require("verapdf").validate(flavour, files)
        assert found == {path: [] for path in files}, flavour


@pytest.mark.wide
@pytest.mark.parametrize(("name", "points"), [(GUIDE, 18), (SMALL, 28)])
def test_acb_style_is_as_accessible(name: str, points: int, tmp_path: Path) -> None:
    publication, rendition, raw = printed(text_named(name), points, style="acb")
    assert rendition.findings == ()
    path = tmp_path / "acb.pdf"
    path.write_bytes(raw)
    assert check(path, publication, smallest_points=points) == ()
