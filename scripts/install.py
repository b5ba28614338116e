"""Install what publishing or testing needs, and only what is missing.

Runs on any Python 3.11 with nothing but its standard library:
``python scripts/install.py publish`` or ``test``. Ends with 3 when something is missing
that it may not install; then it has printed the line that would.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import machine_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VALIDATORS = ROOT / "tests" / "validators"
MISSING = 3


def main() -> int:
    """Bring this clone and machine up to ``publish`` or ``test``."""
    purpose = sys.argv[1] if len(sys.argv) > 1 else "publish"
    if purpose not in {"publish", "test"}:
        print(f"{purpose!r} is neither publish nor test", file=sys.stderr)
        return 2
    needs = machine_packages.PUBLISH
    if purpose == "test":
        needs += machine_packages.TEST
    if not works(PYTHON):
        needs = (machine_packages.ENVIRONMENTS, *needs)
    if not machine_packages.install(needs):
        return MISSING
    try:
        environment(purpose)
        if purpose == "test":
            test_programs()
    except subprocess.CalledProcessError as failed:
        print(f"This failed: {' '.join(map(str, failed.cmd))}", file=sys.stderr)
        return MISSING
    return 0


def environment(purpose: str) -> None:
    """Make ``.venv`` hold what the lock names, each file checked by its hash."""
    lock = ROOT / "locks" / f"{purpose}.txt"
    if not works(PYTHON):
        print(f"Making .venv with Python {sys.version.split()[0]}", flush=True)
        run(sys.executable, "-m", "venv", "--clear", VENV)
    stamp = VENV / f"plainleaf-{purpose}"
    state = fingerprint(lock.read_bytes(), version_of(PYTHON))
    if stamp.exists() and stamp.read_text() == state:
        return
    print(f"Installing Python packages from {lock.relative_to(ROOT)}", flush=True)
    run(
        *(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--no-input", "--require-hashes", "--no-deps", "-r", lock),
    )
    stamp.write_text(state)


def test_programs() -> None:
    """Install the npm packages of the validators, running no script of theirs."""
    lock = VALIDATORS / "package-lock.json"
    stamp = VALIDATORS / "node_modules" / ".plainleaf"
    state = fingerprint(lock.read_bytes())
    if stamp.exists() and stamp.read_text() == state:
        return
    print("Installing the validators' npm packages", flush=True)
    flags = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    npm = VENV / "bin" / "npm"
    # npm asks for `node` by name, and the machine's may be too old.
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    run(PYTHON, npm, "ci", *flags, cwd=VALIDATORS, env={**os.environ, "PATH": path})
    stamp.write_text(state)


def works(python: Path) -> bool:
    """Tell whether an environment's Python runs and has pip."""
    if not python.exists():
        return False
    asked = [str(python), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def version_of(python: Path) -> bytes:
    """Give a Python's full version."""
    asked = [str(python), "-c", "import sys; print(sys.version)"]
    return subprocess.run(asked, capture_output=True, check=True).stdout


def fingerprint(*parts: bytes) -> str:
    """Give a name for a state, so that the same state is not installed twice."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def run(
    *command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None
) -> None:
    """Run a command whose output people may see; raise when it fails."""
    subprocess.run(command, cwd=cwd, env=env, check=True)


if __name__ == "__main__":
    sys.exit(main())
