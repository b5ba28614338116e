"""Case files that anybody can read: blocks of title, input and expected text.

    A title
    .
    the input
    .
    what is expected
    .

A line with a single full stop ends each part.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Case:
    """One case of a file; `number` counts from 1."""

    path: Path
    number: int
    title: str
    given: str
    expected: str

    def __str__(self) -> str:
        return f"{self.path.stem}: {self.title}"


def read_cases(path: Path) -> list[Case]:
    """Return the cases of one file.

    Of the text before an input the last line counts: a file can begin with a remark.
    """
    parts = _parts(path)
    assert len(parts) % 3 == 1, f"{path}: a part has no closing full stop"
    assert not "".join(parts[-1]).strip(), f"{path}: text after the last case"
    return [
        Case(
            path,
            number,
            "\n".join(parts[at]).strip().split("\n")[-1],
            "\n".join(parts[at + 1]),
            "\n".join(parts[at + 2]),
        )
        for number, at in enumerate(range(0, len(parts) - 1, 3), start=1)
    ]


def write_expected(case: Case, expected: str) -> None:
    """Write what one case is to expect, leaving the rest of its file as it is."""
    parts = _parts(case.path)
    parts[3 * case.number - 1] = expected.split("\n")
    lines = [line for part in parts for line in (*part, ".")]
    case.path.write_text("\n".join(lines[:-1]) + "\n", "utf-8")


def _parts(path: Path) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    # Only a line feed ends a line here: other signs of line ends are what is tested.
    for line in path.read_text("utf-8").removesuffix("\n").split("\n"):
        if line == ".":
            parts.append([])
        else:
            parts[-1].append(line)
    return parts
