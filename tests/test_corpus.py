"""Forty hostile or careless sources in one build: each has its verdict.

A source is built with all its words in every edition, or refused with a finding that
names what is wrong and where. A leaflet beside them is built in every case.
"""

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from command_line import run_publish
from pictures_made import bitmap
from PIL import Image as Picture

FRONT = "title: A ward\nlanguage: en\n"
FOLDER_OF_SIBLING = "sibling"


def page(body: str, *, front: str = FRONT) -> bytes:
    return f"---\n{front}---\n{body}\n".encode("utf-8", "surrogatepass")


def large_png() -> bytes:
    """Return a small file of 13,000 by 13,000 points."""
    import io  # noqa: PLC0415

    out = io.BytesIO()
    Picture.new("1", (13_000, 13_000)).save(out, "PNG")
    return out.getvalue()


@dataclass(frozen=True)
class Case:
    """A source, and the rule, place and words that its refusal tells; none is built.

    A line or column of 0 is not looked at. `either` allows both verdicts. `words` must
    be in what is built.
    """

    number: int
    name: str
    raw: bytes | Callable[[], bytes]
    rule: str | None = None
    line: int = 0
    said: str = ""
    column: int = 0
    either: bool = False
    words: str = ""
    warns: str = ""
    files: Mapping[str, Callable[[Path], object]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The folder of the case, and its name in the tests' list."""
        return f"{self.number:02}-{self.name}"

    @property
    def source(self) -> bytes:
        """The bytes of its source."""
        return self.raw() if callable(self.raw) else self.raw


def put(raw: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(raw)


LAUGHS = "a: &a [x, x]\nb: [*a, *a]\n"
MERGE = "m0: &m0 {a: 1}\n" + "".join(
    f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}]}}\n" for n in range(1, 26)
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%b</svg>'
PICTURE = "![A plan of the ward](%s)"
TABLE = '::: {.table caption="Doses"}\n%s\n:::'
LONG_WORD = "a" * 100_000

CASES = (
    Case(1, "laughs", page("x", front=FRONT + LAUGHS), "bad-yaml", 4, "&a"),
    Case(2, "merge-bomb", page("x", front=FRONT + MERGE), "bad-yaml", 4, "&m0"),
    Case(
        3,
        "python-tag",
        page("x", front=FRONT + "funding: !!python/object/apply:os.system [ls]\n"),
        "bad-yaml",
        4,
        "!!python",
    ),
    Case(
        4,
        "title-twice",
        page("x", front=FRONT + "title: B\n"),
        "duplicate-key",
        4,
        "title` is stated twice, first on line 2",
        1,
    ),
    Case(
        5, "norwegian", page("Ja.", front="title: A\nlanguage: no\n"), words="Innhold"
    ),
    Case(6, "title-yes", page("x", front="title: Yes\nlanguage: en\n"), words="Yes"),
    Case(7, "version", page("x", front=FRONT + "version: 1.10\n"), words="1.10"),
    Case(
        8,
        "long-number",
        page("x", front=FRONT + f"schema: {'9' * 5000}\n"),
        "bad-value",
        4,
        "schema",
    ),
    Case(9, "no-end", b"---\ntitle: A\n\nText.\n", "front-matter-end", 1),
    Case(
        10, "title-null", page("x", front="title: null\n"), "title-missing", 2, "title"
    ),
    Case(
        11, "title-list", page("x", front="title: [a, b]\n"), "wrong-kind", 2, "title"
    ),
    Case(12, "colon", page("x", front="title: A: b\n"), "bad-yaml", 2, "colon", 9),
    Case(
        13,
        "tab",
        page("x", front=FRONT + "dates:\n\tpublished: x\n"),
        "bad-yaml",
        5,
        "tab",
        1,
    ),
    Case(
        14,
        "brackets",
        page("x", front=FRONT + f"funding: {'[' * 1000}\n"),
        "bad-yaml",
        4,
        "nested",
    ),
    Case(
        15,
        "escape",
        page("x", front='title: "A\\x01"\n'),
        "control-character",
        2,
        "title",
        8,
    ),
    Case(
        16,
        "next-line",
        page("x", front="title: A\u0085B: c\n"),
        "control-character",
        2,
        "U+0085",
        9,
    ),
    Case(
        17,
        "hash",
        page("x", front="title: Pain #1\nlanguage: en\n"),
        words="Pain",
        warns="yaml-comment",
    ),
    Case(
        18,
        "cp1252",
        page("Für").replace("ü".encode(), b"\xfc"),
        "not-utf-8",
        5,
        "UTF-8",
        2,
    ),
    Case(19, "utf-16", page("x").decode().encode("utf-16"), "not-utf-8", 0, "UTF-16"),
    Case(20, "bom", b"\xef\xbb\xbf" + page("Bread."), words="Bread."),
    Case(21, "cr", page("x").replace(b"\n", b"\r"), "line-ends", 1, either=True),
    Case(22, "control", page("a\x01b"), "control-character", 5, "U+0001", 2),
    Case(23, "form-feed", page("a&#12;b"), "control-character", 5, "U+000C", 2),
    Case(24, "surrogate", page("a\ud83db"), "not-utf-8", 5, "UTF-8", 2),
    Case(25, "override", page("5.1\u202e mg"), "bidi-control", 5, "U+202E", 4),
    Case(26, "amharic", page("አማርኛ"), "missing-glyph", 5, "U+12A0", 1),
    Case(
        27,
        "cell-too-many",
        page(TABLE % "| A | B |\n|---|---|\n| 1 | 2 | ONLY OVER 50 KG |"),
        "table-row-long",
        8,
        "ONLY OVER 50 KG",
        11,
    ),
    Case(
        28,
        "eleven-lists",
        page("\n".join("  " * n + "- deep" + str(n) for n in range(11))),
        "nesting-too-deep",
        either=True,
        words="deep10",
    ),
    Case(29, "ninety-five-quotes", page(">" * 95 + " x"), "nesting-too-deep", 5),
    Case(
        30,
        "long-table",
        page(TABLE % ("| A | B |\n|---|---|\n" + "| 1 | 2 |\n" * 10_000).rstrip()),
        "table-too-long",
        6,
    ),
    Case(
        31,
        "wide-table",
        page(TABLE % ("|a" * 300 + "|\n" + "|-" * 300 + "|\n" + "|x\n" * 300).rstrip()),
        "table-row-short",
        8,
    ),
    Case(
        32,
        "long-word",
        page(LONG_WORD),
        "word-too-long",
        5,
        "100,000 characters",
    ),
    Case(
        33,
        "javascript",
        page("[a](javascript:alert(1))"),
        "link-scheme",
        5,
        "javascript",
        1,
    ),
    Case(
        34,
        "raw-html",
        page('<script>x</script>\n\n<link rel="attachment" href="file:///etc/passwd">'),
        "raw-html",
        5,
    ),
    Case(35, "brackets-in-text", page("![[]()" * 160_000), "paragraph-too-long", 5),
    Case(36, "outside", page(PICTURE % "../../secret.png"), "image-missing", 5),
    Case(
        37,
        "pipe",
        page(PICTURE % "images/pipe.png"),
        "image-missing",
        5,
        "not a regular file",
        files={"pipe.png": os.mkfifo},
    ),
    Case(
        38,
        "half-jpeg",
        page(PICTURE % "images/half.jpg"),
        "image-unreadable",
        5,
        files={"half.jpg": put(bitmap("JPEG", (800, 600))[:2000])},
    ),
    Case(
        39,
        "bomb",
        page(PICTURE % "images/bomb.png"),
        "image-too-large",
        5,
        files={"bomb.png": lambda path: path.write_bytes(large_png())},
    ),
    Case(
        40,
        "svg-from-elsewhere",
        page(PICTURE % "images/away.svg"),
        "svg-unsafe",
        5,
        files={
            "away.svg": put(SVG % b'<image href="http://127.0.0.1:9/x.png"/>'),
        },
    ),
)


@dataclass(frozen=True)
class Ran:
    """What one build of all cases and their sibling did."""

    build: Path
    code: int
    stderr: str
    findings: list[dict[str, Any]]

    def of(self, case: Case) -> list[dict[str, Any]]:
        """Return what was found of one case, in its source or its editions."""
        return [one for one in self.findings if case.id in one["path"]]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Build every case and the sibling in one run of the real command."""
    root = tmp_path_factory.mktemp("corpus")
    (root / "secret.png").write_bytes(bitmap())
    sources = root / "source"
    for case in CASES:
        images = sources / case.id / "images"
        images.mkdir(parents=True)
        (sources / case.id / "en.md").write_bytes(case.source)
        for name, make in case.files.items():
            make(images / name)
    (sources / "05-norwegian" / "en.md").rename(sources / "05-norwegian" / "no.md")
    sibling = sources / FOLDER_OF_SIBLING
    sibling.mkdir()
    (sibling / "en.md").write_bytes(page("It is well."))
    done = run_publish("build", "--json", "--as-of", "2026-11-23", cwd=root)
    assert done.stdout.startswith("{"), done.stderr
    return Ran(
        root / "build",
        done.returncode,
        done.stderr,
        json.loads(done.stdout)["findings"],
    )


def editions(ran: Ran, case: Case) -> list[Path]:
    language = "no" if case.number == 5 else "en"
    folder = ran.build / case.id / language
    names = ("index.html", f"{case.id}.pdf", f"{case.id}.epub")
    return [folder / name for name in names]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_each_source_has_its_verdict(ran: Ran, case: Case) -> None:
    found = ran.of(case)
    errors = [one for one in found if one["severity"] == "error"]
    built = [path.is_file() for path in editions(ran, case)]
    if case.rule and not (case.either and not errors):
        assert not any(built), f"{case.id} is refused, and was built"
        told = [one for one in errors if one["rule"] == case.rule]
        assert told, f"{[(one['rule'], one['line'], one['message']) for one in errors]}"
        assert any(
            case.said in one["message"] + one["hint"]
            and case.line in {0, one["line"]}
            and case.column in {0, one["column"]}
            for one in told
        ), told
    else:
        assert errors == []
        assert all(built), f"{case.id} is not built: {built}"
        assert case.warns in {"", *(one["rule"] for one in found)}


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.words], ids=lambda case: case.id
)
def test_what_is_built_has_all_its_words(ran: Ran, case: Case) -> None:
    page_path, *_ = paths = editions(ran, case)
    if case.either and not page_path.is_file():
        return
    # The checks of every build compare the words of the three editions; this is for
    # the words of the source.
    assert case.words in re.sub(r"[\s\u200b\u00ad]+", " ", page_path.read_text("utf-8"))
    assert all(path.is_file() for path in paths)


def test_the_leaflet_beside_them_is_built_and_none_was_a_fault_of_ours(
    ran: Ran,
) -> None:
    assert (ran.build / FOLDER_OF_SIBLING / "en" / "index.html").is_file()
    assert ran.code == 1
    assert "Traceback" not in ran.stderr
    assert not {"worker-lost", "program-fault"} & {one["rule"] for one in ran.findings}


def test_every_finding_names_a_file_of_one_case(ran: Ran) -> None:
    folders = {case.id for case in CASES} | {FOLDER_OF_SIBLING}
    for one in ran.findings:
        named = re.split(r"[/.]", one["path"])
        assert len(folders & set(named)) == 1, one
        assert one["line"] or one["within"], one
        assert one["hint"], one
