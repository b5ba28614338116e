"""Where the front matter ends and the body begins."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from plainleaf.findings import Location
from plainleaf.parse.mistakes import Mistakes

DASHES = "---"
_OTHER_DASHES = re.compile(r"[-\u2010-\u2015_=*~]{1,20}")
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
    return Split(
        yaml="\n".join(lines[start + 1 : end]),
        first_line=start + 2,
        body="\n".join(blank + lines[end + 1 :]),
    )


def _without_begin(
    lines: list[str], start: int, path: PurePosixPath, mistakes: Mistakes
) -> Split | None:
    """Find a front matter whose first line is forgotten, or has other hyphens."""
    mistyped = start < len(lines) and _OTHER_DASHES.fullmatch(lines[start].strip())
    first = start + 1 if mistyped else start
    last = first
    while last < len(lines) and lines[last].rstrip() != DASHES:
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
    return Split(
        yaml="\n".join(lines[first:last]),
        first_line=first + 1,
        body="\n".join([""] * (last + 1) + lines[last + 1 :]),
    )


def _end(lines: list[str], start: int, path: PurePosixPath, mistakes: Mistakes) -> int:
    for number in range(start + 1, len(lines)):
        if lines[number].rstrip() == DASHES:
            return number
        if lines[number].rstrip() == "...":
            mistakes.add(
                "front-matter-end",
                Location(path, number + 1, 1),
                "the front matter ends with `...`",
                "Write `---` here.",
            )
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
