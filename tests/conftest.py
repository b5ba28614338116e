"""What the tests share: golden files' refreshing, and the real build of `source/`."""

import fcntl
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import tinyhtml5
from command_line import AS_OF, run_publish
from lxml import etree

GUIDE = "exosomes-for-hair-restoration/en"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew; then read the difference before you commit",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Say whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build everything under `source/` with the real command; return the folder.

    Workers of one run share it: the first to ask builds, the others wait. Tests only
    read it.
    """
    own = tmp_path_factory.getbasetemp()
    build = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "build"
    finished = build.with_suffix(".finished")
    with build.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            ran = run_publish("build", "--output", str(build), "--as-of", AS_OF)
            assert ran.returncode == 0, ran.stderr
            finished.touch()
    return build


@pytest.fixture(scope="session")
def guide(built: Path) -> Path:
    """Return the folder of the guide's editions."""
    return built / GUIDE


@pytest.fixture(scope="session")
def guide_texts(guide: Path) -> Mapping[str, str]:
    """Return the guide's plain text in each edition, read without our own code."""
    name = GUIDE.split("/", maxsplit=1)[0]
    return {
        "html": _page_text(guide / "index.html"),
        "pdf": _printed_text(guide / f"{name}.pdf"),
        "epub": _book_text(guide / f"{name}.epub"),
    }


def _page_text(path: Path) -> str:
    page = tinyhtml5.parse(path.read_text("utf-8"), namespace_html_elements=False)
    body = page.find("body")
    assert body is not None
    return " ".join(body.itertext())


def _printed_text(path: Path) -> str:
    import pymupdf  # noqa: PLC0415  a test tool; slow to import

    with pymupdf.open(path) as pdf:
        return " ".join(page.get_text() for page in pdf)


def _book_text(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        names = [name for name in book.namelist() if name.endswith("text.xhtml")]
        assert names, book.namelist()
        trees = [etree.fromstring(book.read(name)) for name in names]
    return " ".join(str(text) for tree in trees for text in tree.itertext())
