"""Where the front matter ends and the body begins."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from plainleaf.findings import Location
from plainleaf.parse.mistakes import Mistakes

DASHES = "---"
_OTHER_DASHES = re.compile(r"[-\u2010-\u2015_=*~]{1,20}")
_OTHER_END = re.compile(
    r"[-_=*~\u2010-\u2015]{2,20}|[\u2012-\u2015]|[ \t]+[-\u2010-\u2015]{2,20}"
)
"""Hyphens that a program made dashes of, too many of them, or other signs."""
_IN_YAML = re.compile(r"[ \t]+\S|-[ \t]|[A-Za-z_][\w-]*:(?:[ \t]|$)|[ \t]*$")
_KEY = re.compile(r"[a-z_]+:(?:[ \t]|$)")


@dataclass(frozen=True, slots=True)
class Split:
    """A source in two: the lines of the front matter, and the body.

    In `body` the front matter is blank lines, so that line numbers are the file's.
    """

    yaml: str | None
    first_line: int
    body: str

    @property
    def body_line(self) -> int:
        """The number of the line that the body begins on."""
        if self.yaml is None:
            return 1
        return self.first_line + self.yaml.count("\n") + 2


def split(text: str, path: PurePosixPath, mistakes: Mistakes) -> Split:
    """Find the front matter: from `---` on the first line to the next `---`."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines) or lines[start].rstrip() != DASHES:
        return _without_begin(lines, start, path, mistakes) or Split(None, 1, text)
    if start > 0:
        if not re.match(r"[A-Za-z_]\w*[ \t]*:", (lines[start + 1 :] or [""])[0]):
            return Split(None, 1, text)
        mistakes.add(
            "front-matter-start",
            Location(path, start + 1, 1),
            "an empty line stands before the front matter",
            "Put `---` on the first line of the file.",
        )
    end = _end(lines, start, path, mistakes)
    blank = [""] * min(end + 1, len(lines))
    rest = _without_second(lines, end + 1, path, mistakes)
    return Split(
        yaml="\n".join(lines[start + 1 : end]),
        first_line=start + 2,
        body="\n".join(blank + rest),
    )


def _without_second(
    lines: list[str], begin: int, path: PurePosixPath, mistakes: Mistakes
) -> list[str]:
    """Return the lines of the body; a second front matter among them is told."""
    rest = lines[begin:]
    for first, line in enumerate(rest):
        if line.rstrip() != DASHES or not _KEY.match((rest[first + 1 :] or [""])[0]):
            continue
        last = first + 1
        while last < len(rest) and _IN_YAML.match(rest[last]):
            last += 1
        if last < len(rest) and rest[last].rstrip() == DASHES:
            mistakes.add(
                "front-matter-start",
                Location(path, begin + first + 1, 1),
                "a second list of facts between two lines of `---` begins here",
                "Move its keys to the one at the top of the file, and delete both "
                "lines of `---`.",
            )
            blank = [""] * (last + 1 - first)
            return [*rest[:first], *blank, *rest[last + 1 :]]
    return rest


def _without_begin(
    lines: list[str], start: int, path: PurePosixPath, mistakes: Mistakes
) -> Split | None:
    """Find a front matter whose first line is forgotten, or has other hyphens."""
    mistyped = start < len(lines) and _OTHER_DASHES.fullmatch(lines[start].strip())
    first = start + 1 if mistyped else start
    last = first
    while last < len(lines) and not _is_end(lines[last]):
        last += 1
    keys = [line for line in lines[first:last] if _KEY.match(line)]
    known = any(line.startswith(("title:", "language:", "schema:")) for line in keys)
    if last == len(lines) or not known or not _KEY.match(lines[first]):
        return None
    mistakes.add(
        "front-matter-start",
        Location(path, start + 1, 1),
        f"`{lines[start].strip()}` is not the line that begins the front matter"
        if mistyped
        else "the line before the front matter is missing",
        "Write three hyphens here, `---`."
        if mistyped
        else "Write a line of three hyphens, `---`, above this one.",
    )
    _tell_other_end(lines[last], last, path, mistakes)
    return Split(
        yaml="\n".join(lines[first:last]),
        first_line=first + 1,
        body="\n".join([""] * (last + 1) + lines[last + 1 :]),
    )


def _is_end(line: str) -> bool:
    """Say whether a line ends the front matter, or was meant to: no YAML is like it."""
    return line.rstrip() in {DASHES, "..."} or bool(_OTHER_END.fullmatch(line.rstrip()))


def _tell_other_end(
    line: str, number: int, path: PurePosixPath, mistakes: Mistakes
) -> None:
    if line.rstrip() != DASHES:
        mistakes.add(
            "front-matter-end",
            Location(path, number + 1, 1),
            f"the front matter ends with `{line.rstrip()}`",
            "Write `---` here: three hyphens, and nothing before them.",
        )


def _end(lines: list[str], start: int, path: PurePosixPath, mistakes: Mistakes) -> int:
    for number in range(start + 1, len(lines)):
        if _is_end(lines[number]):
            _tell_other_end(lines[number], number, path, mistakes)
            return number
    mistakes.add(
        "front-matter-end",
        Location(path, start + 1, 1),
        "the front matter that begins here has no end",
        "Write a line of `---` after the last key.",
    )
    # What looks like keys is taken as the front matter, so that the rest of the
    # text is looked at as well.
    end = start + 1
    while end < len(lines) and re.match(r"[ \t]+\S|-[ \t]|[\w-]+[ \t]*:", lines[end]):
        end += 1
    return end - 1 if end == len(lines) else end
