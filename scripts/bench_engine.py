"""Handouts written by stock WeasyPrint and by ours, turn by turn.

First one layout by each. Then the whole handout in each of its sizes, which takes us as
many layouts as it takes to fill its pages, beside one layout by stock.
Both begin with the publication. Stock reads fonts and style sheets for each file, as
its own command does; ours keeps them, holds the garbage collector and writes its own
tags. Medians of processor time, in one process and in turns, so that whatever else the
machine does meets both.
"""

import gc
import logging
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from plainleaf.model import Publication  # noqa: E402  a script, run from anywhere
from plainleaf.parse import parse  # noqa: E402
from plainleaf.read import read  # noqa: E402
from plainleaf.render.pdf_plan import settled  # noqa: E402
from plainleaf.render.pdf_press import Layout, Plan, Press  # noqa: E402
from plainleaf.render.pdf_sheet import Sheet, sheets  # noqa: E402
from plainleaf.render.pdf_tables import settings  # noqa: E402

STAMP = datetime(2000, 1, 1, tzinfo=UTC)
TURNS = 9


def main() -> None:
    """Compare the engines on each English leaflet of a source folder."""
    folder = Path(sys.argv[1])
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    for source in sorted(folder.glob("*/en.md")):
        compare(source, folder / "publisher.yaml")
    print(f"whole handouts beside one layout by stock, median of {TURNS}")
    print(
        f"{'':<23}{'pt':>3}{'pages':>7}{'layouts':>9}{'stock':>9}{'ours':>9}{'ratio':>7}"
    )
    for source in sorted(folder.glob("*/??.md")):
        whole(source, folder / "publisher.yaml")


def compare(source: Path, publisher: Path) -> None:
    """Print time and bytes of both, and their ratios, for one leaflet."""
    publication = _publication(source, publisher)
    sheet = sheets(publication)[0]
    press = Press(publication, sheet, STAMP)
    plan = Plan(settings(publication, sheet))
    engines: dict[str, Callable[[], bytes]] = {
        "stock, no tags": lambda: stock(press, plan, None),
        "stock, its tags": lambda: stock(press, plan),
        "ours": lambda: press.print(press.layout(plan))[0].pdf,
    }
    times, sizes = _in_turns(engines)
    pages = len(press.layout(plan).document.pages)
    print(f"one layout of {publication.front.id}, {pages} pages, median of {TURNS}")
    print(f"{'':<28}{'processor':>11}{'ratio':>9}{'bytes':>13}{'ratio':>9}")
    for name in engines:
        seconds, base = times[name], times["stock, its tags"]
        size, base_size = sizes[name], sizes["stock, its tags"]
        print(
            f"{name:<28}{seconds:>11.3f}{seconds / base:>9.2f}"
            f"{size:>13}{size / base_size:>9.2f}"
        )


def whole(source: Path, publisher: Path) -> None:
    """Print what each handout of one leaflet costs beside one layout by stock."""
    publication = _publication(source, publisher)
    for sheet in sheets(publication):
        plan = Plan(settings(publication, sheet), contents=True)
        counting = Counting(publication, sheet, STAMP)
        pages = len(settled(counting)[0].document.pages)
        layouts = counting.made
        press = Press(publication, sheet, STAMP)
        times, _ = _in_turns(
            {
                "stock": partial(stock, press, plan),
                "ours": partial(_handout, publication, sheet),
            }
        )
        ratio = times["ours"] / times["stock"]
        print(
            f"{publication.front.id[:18]:<19}{publication.front.language:<4}"
            f"{sheet.points:>3}{pages:>7}{layouts:>9}"
            f"{times['stock']:>9.3f}{times['ours']:>9.3f}{ratio:>7.2f}"
        )


class Counting(Press):
    """A press that counts its layouts."""

    made = 0

    def layout(self, plan: Plan) -> Layout:
        """Lay out, and count it."""
        self.made += 1
        return super().layout(plan)


def stock(press: Press, plan: Plan, variant: str | None = "pdf/ua-1") -> bytes:
    """Write one layout as WeasyPrint's own command does."""
    made = press.sources(plan)
    fonts = FontConfiguration()
    css = weasyprint.CSS(string=made.css, url_fetcher=made.fetcher, font_config=fonts)
    html = weasyprint.HTML(string=made.html, url_fetcher=made.fetcher)
    written: bytes = html.write_pdf(
        stylesheets=[css], font_config=fonts, pdf_variant=variant
    )
    return written


def _handout(publication: Publication, sheet: Sheet) -> bytes:
    press = Press(publication, sheet, STAMP)
    return press.print(settled(press)[0])[0].pdf


def _in_turns(
    engines: dict[str, Callable[[], bytes]],
) -> tuple[dict[str, float], dict[str, int]]:
    taken: dict[str, list[float]] = {name: [] for name in engines}
    sizes = {name: len(make()) for name, make in engines.items()}
    for _ in range(TURNS):
        for name, make in engines.items():
            began = time.process_time()
            make()
            gc.collect()  # who leaves boxes behind pays for them
            taken[name].append(time.process_time() - began)
    return {name: statistics.median(each) for name, each in taken.items()}, sizes


def _publication(source: Path, publisher: Path) -> Publication:
    text, found = read(source, publisher=publisher)
    publication = parse(text)[0] if text is not None else None
    if publication is None:
        sys.exit(f"{source} cannot be read: {found}")
    return publication


if __name__ == "__main__":
    main()
