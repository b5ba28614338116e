"""Poppler, a PDF engine of its own: the words it finds, and what it complains of."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

PROGRAM = "pdftotext"


def missing() -> str | None:
    """Say what is not there and how to get it; None when all is."""
    if shutil.which(PROGRAM):
        return None
    return f"{PROGRAM} (the package poppler-utils)"


def read(path: Path) -> tuple[list[str], str]:
    """Return the words of a file in the order of its pages, and every message."""
    text, said = read_lines(path)
    return text.split(), said


def read_lines(path: Path) -> tuple[str, str]:
    """Return the text of a file, line by line, and every message."""
    ran = subprocess.run(
        [PROGRAM, "-enc", "UTF-8", str(path), "-"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    said = ran.stderr.strip()
    if ran.returncode != 0 and not said:
        said = f"{PROGRAM} ended with {ran.returncode}"
    return ran.stdout, said


def validate(files: Sequence[Path]) -> dict[Path, list[str]]:
    """Give for each PDF file what Poppler says while it reads it."""
    return {path: read(path)[1].splitlines() for path in files}
