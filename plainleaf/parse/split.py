"""Where the front matter ends and the body begins."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from plainleaf.findings import Location
from plainleaf.parse.mistakes import Mistakes

DASHES = "---"


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
        return Split(None, 1, text)
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
