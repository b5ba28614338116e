"""The doctor finds what is here, and says of what is not how to get it."""

from importlib import metadata
from pathlib import Path

import pytest

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
