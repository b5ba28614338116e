"""Measure what a build costs: seconds, processor seconds and memory.

``python scripts/bench.py [COPIES]`` first writes one layout of each English handout by
stock WeasyPrint and by ours, in turns (`bench_engine.py`); then it builds everything
under source/ into an empty folder, once more with nothing changed, and then COPIES
leaflets (20 unless told) made from the first one. Figures are of this machine at this
moment: compare only runs of one machine.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "source"
COPIES = 20


def main() -> int:
    """Print a line for each measurement; end with the worst outcome of the builds."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else COPIES
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}")
    engines = [sys.executable, str(ROOT / "scripts" / "bench_engine.py"), str(SOURCE)]
    worst = subprocess.run(engines, check=False).returncode
    print(f"{'what':<28}{'seconds':>9}{'processor':>11}{'MB, largest':>13}")
    with tempfile.TemporaryDirectory(prefix="plainleaf-bench-") as folder:
        here = Path(folder)
        worst |= measure("all, into an empty folder", SOURCE, here / "all")
        worst |= measure("all, nothing changed", SOURCE, here / "all")
        many = several(copies, here / "source")
        worst |= measure(f"{copies} copies of one", many, here / "many")
    return worst


def several(copies: int, folder: Path) -> Path:
    """Copy the first leaflet under new names, with the publisher's own file."""
    first = next(path for path in sorted(SOURCE.iterdir()) if path.is_dir())
    for number in range(copies):
        name = f"{first.name}-{number}"
        shutil.copytree(first, folder / name)
        for language in (folder / name).glob("*.md"):
            words = language.read_text("utf-8")
            language.write_text(words.replace(f"id: {first.name}", f"id: {name}", 1))
    for shared in SOURCE.glob("*.yaml"):
        shutil.copy(shared, folder)
    return folder


def measure(what: str, source: Path, output: Path) -> int:
    """Build, print what it cost, and give how it ended."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    ended = subprocess.run(
        [
            *(sys.executable, str(ROOT / "publish.py"), "build"),
            *("--source", str(source), "--output", str(output)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    print(f"{what:<28}{seconds:>9.1f}{processor:>11.1f}{after.ru_maxrss / unit:>13.0f}")
    if ended.returncode != 0:
        print(ended.stderr.strip()[-800:], file=sys.stderr)
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main())
