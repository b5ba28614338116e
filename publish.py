"""The command line from a clone: the same as the installed `plainleaf`."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON = HERE / ".venv" / "bin" / "python"


def main() -> None:
    """Run the command line, in the clone's own environment when there is one."""
    if PYTHON.exists() and Path(sys.prefix).resolve() != (HERE / ".venv").resolve():
        os.execv(PYTHON, [str(PYTHON), str(HERE / "publish.py"), *sys.argv[1:]])  # noqa: S606  no shell is wanted
    sys.path.insert(0, str(HERE))
    try:
        from plainleaf.cli import main as command_line  # noqa: PLC0415  after the path
    except ImportError as trouble:
        sys.stderr.write(
            f"something that publishing needs is missing: {trouble}\n"
            "    hint: make publish, or sh scripts/publish, installs what is missing\n"
        )
        sys.exit(3)
    command_line()


if __name__ == "__main__":
    main()
