"""The built wheel, in an empty environment outside the clone, publishes a bare file."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from command_line import ROOT

LEAFLET = "# Using your inhaler\n\nShake it first.\n\n## Each day\n\n- Breathe out.\n"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    ran = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=environment,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it alone; return the environment's folder.

    The libraries it needs are those of the tests' own environment, so that the test
    needs no package registry: what is new is the wheel and only the wheel.
    """
    folder = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "-t",
        "wheel",
        "-d",
        folder,
        cwd=ROOT,
    )
    (wheel,) = folder.glob("plainleaf-*.whl")
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    (packages,) = environment.glob("lib/python3*/site-packages")
    borrowed = Path(sys.prefix).glob("lib/python3*/site-packages")
    (packages / "borrowed.pth").write_text("".join(f"{p}\n" for p in borrowed))
    run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        packages,
        wheel,
        cwd=folder,
    )
    return environment


def test_the_wheel_publishes_a_bare_leaflet(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "leaflet.md").write_text(LEAFLET, encoding="utf-8")
    python = installed / "bin" / "python"
    where = run(
        python, "-c", "import plainleaf; print(plainleaf.__file__)", cwd=tmp_path
    )
    assert str(installed) in where.stdout
    run(
        python,
        "-c",
        "from plainleaf.cli import main; main()",
        "build",
        "leaflet.md",
        "--as-of",
        "2026-11-23",
        cwd=tmp_path,
    )
    (folder,) = (tmp_path / "build" / "leaflet").iterdir()
    made = {path.name for path in folder.iterdir()}
    assert {"index.html", "leaflet.pdf", "leaflet.epub", "manifest.json"} <= made
