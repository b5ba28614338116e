"""Prints how many doses of the schedule each witness announces right, by engine.

Run from the project's folder: `python tests/witnesses/measure.py`. Typst is measured
where the Python package `typst` is installed, which the project itself does not need.
"""

import importlib.util
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent)]

import weasyprint  # noqa: E402  the project's folders come first

from plainleaf.render import pdf  # noqa: E402
from witnesses import pdfium, pdfjs, schedule, tree  # noqa: E402
from witnesses.cells import Headings  # noqa: E402

WITNESSES: dict[str, Callable[[Path], Headings]] = {
    "structure tree": tree.headings,
    "PDFium": pdfium.headings,
    "pdf.js 2.16": partial(pdfjs.headings, package=pdfjs.OLD),
    "pdf.js 5.5": partial(pdfjs.headings, package=pdfjs.NEW),
}


def ours() -> bytes:
    """Return the handout of the schedule."""
    publication = schedule.publication()
    sheet = pdf.sheets(publication)[0]
    made, _ = pdf.render(publication, sheet, stamp=datetime(2000, 1, 1, tzinfo=UTC))
    return made.files[sheet.file]


def stock() -> bytes:
    """Return the schedule as stock WeasyPrint writes it."""
    html = weasyprint.HTML(string=schedule.html())
    made: bytes = html.write_pdf(pdf_variant="pdf/ua-1")
    return made


def typst() -> bytes | None:
    """Return the schedule as Typst writes it; None where it is not installed."""
    if importlib.util.find_spec("typst") is None:
        return None
    module = importlib.import_module("typst")
    made: bytes = module.compile(schedule.typst().encode(), pdf_standards=["ua-1"])
    return made


def right(found: Headings) -> tuple[int, int]:
    """Count the doses announced with their time of day, and with their week as well."""
    times = both = 0
    for dose, (_, week, time) in schedule.expected().items():
        headings = found.get(dose, ())
        told = [name for name in headings if name in schedule.TIMES]
        times += told == [time]
        both += told == [time] and week in headings
    return times, both


def say(line: str) -> None:
    """Print one line of the measurement."""
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Print a line for each engine and witness."""
    total = len(schedule.expected())
    with tempfile.TemporaryDirectory() as folder:
        for make in (ours, stock, typst):
            raw = make()
            if raw is None:
                say(f"{make.__name__}: not measured, it is not installed")
                continue
            path = Path(folder, f"{make.__name__}.pdf")
            path.write_bytes(raw)
            for name, headings in WITNESSES.items():
                times, both = right(headings(path))
                told = f"{times} with their time of day, {both} with their week too"
                say(f"{make.__name__}, {name}, {total} doses: {told}")


if __name__ == "__main__":
    main()
