"""Stage 1: a path becomes a Source. The only module that opens source/.

Nothing is understood here: bytes are read, within limits, from regular files that
lie inside the leaflet's own folder. A picture that is not there is simply absent from
`Source.files`; of one that may not be read `Source.unread` says why. Parse tells the
author at the line that asks for it.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from babel import localedata

from plainleaf.addresses import PUBLISHER_FOLDER, relative_address
from plainleaf.findings import Finding, Location, Severity
from plainleaf.model import Source

SOURCE_LIMIT = 1_000_000
"""Bytes of a source file; a leaflet of 50 pages has some 150,000."""
PUBLISHER_LIMIT = 64_000
PICTURE_LIMIT = 20_000_000
ABSENT = "there is no such file"
_ALSO_MARKDOWN = (".md", ".md.txt", ".markdown", ".mdx")
"""Windows hides the last ending of a name, and other systems do not mind capitals."""
_OF_WORD = (".docx", ".doc", ".rtf", ".odt", ".txt")

_ADDRESS = re.compile(r"\]\(\s*(?:<([^<>\n]{1,1000})>|([^\s()<>]{1,1000}))")
_DEFINED = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:\s*<?([^\s<>]{1,1000})", re.MULTILINE)
_LOGO = re.compile(
    r"^logo:[ \t]*[\"']?([^\"'#\n]{1,1000}?)[\"']?[ \t]*(?:#.*)?$", re.MULTILINE
)


def read(
    path: Path,
    *,
    publisher: Path | None = None,
    shown_as: PurePosixPath | None = None,
) -> tuple[Source | None, tuple[Finding, ...]]:
    """Read one source file, the pictures it names, and the publisher's file.

    `shown_as` is the path that findings print. The leaflet's name is the folder's and
    its language the file's (`source/<leaflet>/<language>.md`), unless the file's name
    is no language: then the file's name is the leaflet's and the language is "".
    The source is `None` when there is no file that can be read.
    """
    shown = shown_as or PurePosixPath(path.as_posix())
    raw, trouble = _bytes(path, SOURCE_LIMIT)
    if raw is None:
        return None, (_unreadable("source-unreadable", shown, trouble),)
    findings: list[Finding] = []
    leaflet, language = _names(path)
    files, unread = _files(_addresses(raw), path.parent)
    publisher_raw = b""
    publisher_shown: PurePosixPath | None = None
    if publisher is not None:
        publisher_shown = _shown_beside(path, shown, publisher)
        content, trouble = _bytes(publisher, PUBLISHER_LIMIT)
        if content is None:
            rule = "publisher-unreadable"
            findings.append(_unreadable(rule, publisher_shown, trouble))
        else:
            publisher_raw = content
            logos, refused = _files(_logos(content), publisher.parent)
            files |= {PUBLISHER_FOLDER / name: logo for name, logo in logos.items()}
            unread |= {PUBLISHER_FOLDER / name: why for name, why in refused.items()}
    source = Source(
        path=shown,
        leaflet=leaflet,
        language=language,
        raw=raw,
        files=files,
        publisher_path=publisher_shown,
        publisher_raw=publisher_raw,
        unread=unread,
    )
    return source, tuple(findings)


def sources_under(root: Path) -> tuple[Path, ...]:
    """Return the sources of all leaflets in a folder, those of one together."""
    return tuple(sorted(root.glob("*/*.md")))


def strays_under(root: Path) -> tuple[Path, ...]:
    """Return the texts that stand where no leaflet is looked for, or are no `.md`."""
    strays = [path for path in root.glob("*.md") if path.stem.lower() != "readme"]
    for folder in sorted(path for path in root.glob("*") if path.is_dir()):
        endings: tuple[str, ...] = _ALSO_MARKDOWN
        if not sources_in(folder):
            # Beside a source, the file that it was made from may be kept.
            endings += _OF_WORD
            strays += folder.glob("*/*.md")
        strays += [
            path
            for path in folder.glob("*")
            if path.name.lower().endswith(endings) and path.suffix != ".md"
        ]
    hidden = (".", "~")
    return tuple(
        sorted(
            path
            for path in strays
            if path.is_file() and not path.name.startswith(hidden)
        )
    )


def publishers_under(root: Path) -> tuple[Path, ...]:
    """Return the files that may be meant as the publisher's, whatever their ending."""
    begins = ("publisher.y", "publisher.txt")
    names = (path for path in root.glob("*") if path.name.lower().startswith(begins))
    return tuple(sorted(path for path in names if path.is_file()))


def sources_in(folder: Path) -> tuple[str, ...]:
    """Return the names of the sources that stand in a leaflet's folder, in order."""
    return tuple(sorted(one.name for one in folder.glob("*.md")))


def is_language(name: str) -> bool:
    """Say whether a file's name is a language: of the form of BCP 47, and known."""
    tag = re.fullmatch(r"([a-z]{2,3})(?:-[A-Za-z0-9]{2,8})*", name)
    # Babel knows the languages, so that faq.md is a leaflet and fil.md a language.
    return bool(tag and localedata.exists(tag[1]))


def _names(path: Path) -> tuple[str, str]:
    if is_language(path.stem):
        return path.resolve().parent.name, path.stem
    return path.stem, ""


def _shown_beside(path: Path, shown: PurePosixPath, other: Path) -> PurePosixPath:
    """Return how findings name a file that lies near the source."""
    folder, shown_folder = path.resolve().parent, shown.parent
    target = other.resolve()
    for _ in range(3):
        if target.parent == folder:
            return shown_folder / target.name
        folder, shown_folder = folder.parent, shown_folder.parent
    return PurePosixPath(other.as_posix())


def _addresses(raw: bytes) -> Iterator[str]:
    text = raw.decode("utf-8", errors="replace")
    for match in _ADDRESS.finditer(text):
        yield match[1] or match[2]
    for match in _DEFINED.finditer(text):
        yield match[1]


def _logos(raw: bytes) -> Iterator[str]:
    for match in _LOGO.finditer(raw.decode("utf-8", errors="replace")):
        yield match[1].strip()


def _files(
    addresses: Iterator[str], folder: Path
) -> tuple[dict[PurePosixPath, bytes], dict[PurePosixPath, str]]:
    """Return the files that addresses name, and why some were not read."""
    root = folder.resolve()
    found: dict[PurePosixPath, bytes] = {}
    refused: dict[PurePosixPath, str] = {}
    for address in addresses:
        relative = relative_address(address)
        if relative is None or relative in found or relative in refused:
            continue
        try:
            target = _spelt(root / relative).resolve()
        except (OSError, RuntimeError):
            refused[relative] = "it is a link that leads back to itself"
            continue
        # A link that leads out of the folder must not carry a stranger's file in.
        if not target.is_relative_to(root):
            refused[relative] = "it is a link that leads out of the leaflet's folder"
            continue
        content, trouble = _bytes(target, PICTURE_LIMIT)
        if content is not None:
            found[relative] = content
        elif trouble != ABSENT:
            refused[relative] = trouble
    return found, refused


def _spelt(path: Path) -> Path:
    """Return a path as the disk spells it: “ü” is one sign there, or two (UAX 15)."""
    forms = (Path(unicodedata.normalize(form, str(path))) for form in ("NFC", "NFD"))
    try:
        return next((one for one in (path, *forms) if one.exists()), path)
    except OSError:  # a name that is too long, told when it is opened
        return path


def _bytes(path: Path, limit: int) -> tuple[bytes | None, str]:
    """Return a regular file's bytes, or `None` and why not in the author's words."""
    try:
        # Without O_NONBLOCK the opening of a named pipe waits for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None, ABSENT
    except (OSError, ValueError) as trouble:
        return None, f"it cannot be opened ({getattr(trouble, 'strerror', trouble)})"
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            return None, "it is a folder"
        if not stat.S_ISREG(status.st_mode):
            return None, "it is not a regular file"
        if status.st_size > limit:
            return None, f"it has {status.st_size:,} bytes; {limit:,} is the limit"
        with open(descriptor, "rb", closefd=False) as stream:
            content = stream.read(limit + 1)
    except OSError as trouble:
        return None, f"it cannot be read ({trouble.strerror})"
    finally:
        os.close(descriptor)
    if len(content) > limit:
        return None, f"it has more than {limit:,} bytes"
    return content, ""


def _unreadable(rule: str, shown: PurePosixPath, trouble: str) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        message=f"this file was not read: {trouble}",
        location=Location(shown),
        hint="Look at the name and at who may read the file.",
    )
