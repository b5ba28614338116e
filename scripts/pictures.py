"""The pictures of the documentation, made anew from a build.

    python scripts/pictures.py            every picture in docs/images
    python scripts/pictures.py editions   one of them

Run it when the look of an edition has changed, and look at what it made. It needs a
Chromium (`CHROME`, or one on the path) beside what publishing needs.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
AS_OF = "2026-11-25"
SHOWCASE = "going-home-after-your-operation"
WORKED = "sore-knee"
DESK, SHADOW, EDGE = "#dfe6ec", "#c3ccd3", "#7d8d98"
PAGE_SIZE, PAGE_SHOWN = (1200, 1200), (800, 800)
"""CSS pixels of the window that the page is shown in, and pixels in the picture."""
BOOK_SIZE, MARGIN = (310, 660), 18
LATE = "optional"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def built(leaflet: str, source: Path, folder: Path) -> Path:
    """Build a leaflet in English with the real command; return its folder."""
    where = ("--source", str(source), "--output", str(folder))
    command = (str(ROOT / "publish.py"), "build", f"{leaflet}/en", *where)
    subprocess.run(
        [sys.executable, *command, "--as-of", AS_OF],
        check=True,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return folder / leaflet / "en"


def shown(address: Path, size: tuple[int, int]) -> Image.Image:
    """Return a page as a browser shows it, from its top."""
    browser = os.environ.get("CHROME") or next(
        filter(None, map(shutil.which, BROWSERS)), None
    )
    if browser is None:
        raise SystemExit("no Chromium is here; set CHROME to a browser's path")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "shown.png"
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--hide-scrollbars",
                "--allow-file-access-from-files",
                "--virtual-time-budget=3000",
                f"--window-size={size[0]},{size[1]}",
                f"--screenshot={file}",
                address.resolve().as_uri(),
            ],
            check=True,
            capture_output=True,
        )
        with Image.open(file) as picture:
            return picture.convert("RGB")


def printed(handout: Path, number: int, scale: float) -> Image.Image:
    """Return a page of a handout, counted from 0."""
    with pypdfium2.PdfDocument(handout) as file:
        picture: Image.Image = file[number].render(scale=scale).to_pil()
        return picture.convert("RGB")


def book_text(book: Path, folder: Path) -> Path:
    """Unpack an e-book; return its text as a file that a browser opens."""
    with ZipFile(book) as packed:
        packed.extractall(folder)
    return next(folder.rglob("text.xhtml"))


def laid_out(
    size: tuple[int, int], *parts: tuple[Image.Image, int, int]
) -> Image.Image:
    """Lay pictures on a desk, each with an edge and a shadow."""
    desk = Image.new("RGB", size, DESK)
    for picture, left, top in parts:
        width, height = picture.size
        desk.paste(SHADOW, (left + 6, top + 8, left + width + 8, top + height + 10))
        desk.paste(EDGE, (left - 1, top - 1, left + width + 1, top + height + 1))
        desk.paste(picture, (left, top))
    return desk


def editions(leaflet: str, source: Path) -> Image.Image:
    """Return the page, the first sheet of the handout and the e-book, side by side."""
    with tempfile.TemporaryDirectory() as made:
        folder = built(leaflet, source, Path(made))
        style = folder / "assets" / "page.css"
        # A reader's window does without a face that is late; a picture waits for it.
        style.write_text(style.read_text("utf-8").replace(LATE, "block"), "utf-8")
        page = shown(folder / "index.html", PAGE_SIZE)
        sheet = printed(folder / f"{leaflet}.pdf", 0, 0.76)
        text = book_text(folder / f"{leaflet}.epub", Path(made) / "book")
        book = Image.new(
            "RGB", (BOOK_SIZE[0] + 2 * MARGIN, BOOK_SIZE[1] + 2 * MARGIN), "#ffffff"
        )
        book.paste(shown(text, BOOK_SIZE), (MARGIN, MARGIN))
        return laid_out(
            (1680, 880),
            (page.resize(PAGE_SHOWN, Image.Resampling.LANCZOS), 30, 40),
            (sheet, 800, 850 - sheet.height),
            (book, 1290, 90),
        )


def sheets(leaflet: str, source: Path) -> Image.Image:
    """Return three pages of a handout, as a printer without colours has them."""
    with tempfile.TemporaryDirectory() as made:
        folder = built(leaflet, source, Path(made))
        pages = [
            printed(folder / f"{leaflet}.pdf", number, 0.66).convert("L").convert("RGB")
            for number in range(1, 4)
        ]
        width, height = pages[0].size
        return laid_out(
            (3 * width + 4 * 30, height + 60),
            *((page, 30 + n * (width + 30), 30) for n, page in enumerate(pages)),
        )


PICTURES: dict[str, Callable[[], Image.Image]] = {
    "editions": lambda: editions(SHOWCASE, ROOT / "source"),
    "worked": lambda: editions(WORKED, ROOT / "docs" / "examples"),
    "in-grey": lambda: sheets(SHOWCASE, ROOT / "source"),
}


def main() -> None:
    """Make the pictures that are asked for, or all of them."""
    for name in sys.argv[1:] or PICTURES:
        if name not in PICTURES:
            raise SystemExit(f"there are {', '.join(PICTURES)}, and no {name}")
        path = IMAGES / f"{name}.png"
        PICTURES[name]().quantize(160).save(path, optimize=True)
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
