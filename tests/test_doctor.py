"""The doctor finds what is here, and says of what is not how to get it."""

import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from command_line import ROOT

from plainleaf import doctor


def tools() -> dict[str, doctor.Tool]:
    return {tool.name: tool for tool in doctor.survey()}


def test_everything_that_published_these_tests_is_found() -> None:
    found = tools()
    assert [
        tool.name for tool in found.values() if tool.needed and not tool.found
    ] == []
    assert found["WeasyPrint"].version == metadata.version("weasyprint")
    assert found["fontconfig"].version is not None
    assert found["fontconfig"].version.startswith("2.")


def test_search_in_whole_texts_is_found_or_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert tools()["Pagefind"].version == metadata.version("pagefind")
    monkeypatch.setattr(doctor.search, "installed", lambda: False)
    absent = tools()["Pagefind"]
    assert not absent.found
    assert not absent.needed
    assert "plainleaf[search]" in absent.how


def test_a_library_that_is_not_there_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ctypes.util.find_library", lambda _: None)
    subset = tools()["HarfBuzz subset"]
    assert subset.needed
    assert not subset.found
    assert "libharfbuzz-subset0" in subset.how


def test_programs_that_are_not_there_are_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("EPUBCHECK_JAR", str(tmp_path / "absent.jar"))
    monkeypatch.setenv("NODE_PATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    absent = (
        "Java, with its compiler",
        "EPUBCheck",
        "Node",
        "Ace by DAISY",
        "Chromium",
    )
    found = tools()
    assert [name for name in absent if found[name].found] == []
    assert all(found[name].how and not found[name].needed for name in absent)


def test_a_node_that_is_too_old_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\necho v18.20.4\n", "utf-8")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert not tools()["Node"].found
    node.write_text("#!/bin/sh\necho v20.1.0\n", "utf-8")
    assert tools()["Node"].version == "20.1.0"


WITHOUT_PANGO = """
import sys
import cffi

load = cffi.FFI.dlopen

def refuse(self, name, flags=0):
    if name and "pango" in str(name):
        raise OSError(f"cannot load library {name!r}")
    return load(self, name, flags)

cffi.FFI.dlopen = refuse
from plainleaf.cli import main
main(sys.argv[1:])
"""
"""The command line on a machine whose engine for lines is not there."""


def without_pango(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_PANGO, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def test_the_doctor_works_where_an_engine_is_missing() -> None:
    ran = without_pango("doctor")
    assert "Traceback" not in ran.stderr
    assert "  WeasyPrint " in ran.stdout


def test_a_build_without_an_engine_sends_to_the_doctor(tmp_path: Path) -> None:
    ran = without_pango("build", "--output", str(tmp_path / "build"))
    assert ran.returncode == 3
    assert "pango" in ran.stderr
    assert "hint: python publish.py doctor" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "build").exists()


def test_a_clone_without_its_packages_says_how_to_get_them(tmp_path: Path) -> None:
    shutil.copy(ROOT / "publish.py", tmp_path)
    (tmp_path / "plainleaf").symlink_to(ROOT / "plainleaf")
    ran = subprocess.run(
        [sys.executable, "-S", "publish.py", "build"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert ran.returncode == 3
    assert "Traceback" not in ran.stderr
    assert "hint: make publish, or sh scripts/publish," in ran.stderr
