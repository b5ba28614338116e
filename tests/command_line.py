"""The real command line, run as an author runs it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
AS_OF = "2026-11-23"
"""The day that counts as today in the tests' builds."""


def run_publish(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the real command line as an author does."""
    return subprocess.run(
        [sys.executable, str(ROOT / "publish.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
    )
