"""The installed validators are asked; one that is not installed is said so."""

from pathlib import Path

import pytest
from check.little import write_book, write_handout, write_page

from plainleaf.check import external
from plainleaf.findings import Severity


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_page(tmp_path)
    write_book(tmp_path / "harbour.epub")
    write_handout(tmp_path / "harbour.pdf")
    return tmp_path


def test_what_is_not_installed_is_said_with_how_to_get_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("VERAPDF_JAR", "EPUBCHECK_JAR", "VNU_JAR"):
        monkeypatch.setenv(variable, str(folder / "absent.jar"))
    monkeypatch.setenv("NODE_PATH", str(folder))
    monkeypatch.chdir(folder)
    found = external.check_external([folder])
    assert [finding.message for finding in found] == [
        "not checked: veraPDF is not installed",
        "not checked: EPUBCheck is not installed",
        "not checked: Ace is not installed",
        "not checked: the Nu HTML checker is not installed",
    ]
    assert all(finding.severity is Severity.NOTE and finding.hint for finding in found)


def test_no_java_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "verapdf.jar").write_bytes(b"")
    monkeypatch.setenv("VERAPDF_JAR", str(folder / "verapdf.jar"))
    monkeypatch.setenv("PATH", str(folder))
    messages = [finding.message for finding in external.check_external([folder])]
    assert "not checked: veraPDF (it needs Java) is not installed" in messages


def test_a_validator_without_an_answer_is_an_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Silence is no pass: here each jar is empty, and Java says so."""
    java = folder / "java"
    java.write_text("#!/bin/sh\necho nothing to say\n", "utf-8")
    java.chmod(0o755)
    (folder / "javac").write_text("#!/bin/sh\n", "utf-8")
    (folder / "javac").chmod(0o755)
    (folder / "any.jar").write_bytes(b"")
    for variable in ("VERAPDF_JAR", "EPUBCHECK_JAR", "VNU_JAR"):
        monkeypatch.setenv(variable, str(folder / "any.jar"))
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.chdir(folder)
    severe = [
        finding
        for finding in external.check_external([folder])
        if finding.severity is Severity.ERROR
    ]
    assert [finding.message.partition(":")[0] for finding in severe] == [
        "veraPDF gave no report",
        "EPUBCheck gave no report",
        "the Nu HTML checker gave no report",
    ]


def test_nothing_to_ask_about(tmp_path: Path) -> None:
    assert external.check_external([tmp_path]) == ()
