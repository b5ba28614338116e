"""From bytes to text: strict UTF-8, and no character that an edition cannot carry.

Sources: XML 1.0, 2.2 (characters that EPUB and XHTML may hold), Unicode 16, 23.7
(noncharacters), Unicode Standard Annex 9, 2 (direction controls).
"""

import re
import unicodedata
from pathlib import PurePosixPath

from plainleaf.findings import Location
from plainleaf.parse.mistakes import Mistakes
from plainleaf.parse.odd_spaces import with_plain_spaces

_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff"
    "\ud800-\udfff\ufff9-\ufffb"
    + "".join(
        f"{chr((p << 16) | 0xFFFE)}{chr((p << 16) | 0xFFFF)}" for p in range(1, 17)
    )
    + "]"
)
REPLACEMENT = "\ufffd"
_MARK = b"\xef\xbb\xbf"
SAVE_AS_UTF_8 = "In your editor choose “Save with encoding”, then UTF-8."
_AS_TEXT = (
    "Copy its text into a new file of a text editor, and save that as UTF-8, as "
    "docs/writing.md tells."
)
_OTHER_KINDS = {
    b"\xff\xfe": ("saved as UTF-16", SAVE_AS_UTF_8),
    b"\xfe\xff": ("saved as UTF-16", SAVE_AS_UTF_8),
    b"\x1f\x8b": ("compressed (gzip)", "Unpack it first."),
    b"PK\x03\x04": ("of Word or another office program (or a ZIP)", _AS_TEXT),
    b"\xd0\xcf\x11\xe0": ("of an old Word", _AS_TEXT),
    b"%PDF": ("a PDF", _AS_TEXT),
    b"{\\rtf": ("in Rich Text Format, as Word and WordPad write it", _AS_TEXT),
}
"""How files begin that are no plain text, what they are, and what to do."""
_LIGATURES = re.compile("[\ufb00-\ufb06]|[\ufb50-\ufdf1\ufdf3-\ufdf9\ufe70-\ufefc]+")
"""Letters joined into one sign; those of Arabic by their form at a place in a word."""
WORD_LIMIT = 2_000
"""Characters without a space; the layout engine is quadratic on far longer ones."""
_LONG_WORD = re.compile(rf"\S{{{WORD_LIMIT + 1},}}")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMBEDDINGS = "\u202a\u202b\u202d\u202e"
_ISOLATES = "\u2066\u2067\u2068"
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"
# UTF-8 read as Windows-1252 and saved again: a C3 or C2 lead byte, or E2 80.
_MOJIBAKE = re.compile(
    "\u00c3[\u00a0-\u00bf\u0178\u2030\u0153]|\u00c2[\u00a0-\u00bf]|\u00e2\u20ac."
)
_INVISIBLE_NAMES = {
    "\u00ad": "soft hyphen (U+00AD)",
    "\u200b": "zero-width space (U+200B)",
    "\u2060": "word joiner (U+2060)",
    "\ufeff": "zero-width no-break space (U+FEFF)",
}
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Thai, Lao, Burmese, Khmer.
_WITHOUT_SPACES = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff]")
_NEW_LINES = "\x0b\x0c\x85\u2028\u2029"
"""Where Word and others end a line: without them two words would be one."""
_NAMES = {
    0x00: "NUL",
    0x0C: "form feed",
    0x0B: "vertical tab",
    0x1B: "escape",
    0x7F: "delete",
    0x85: "next line",
    0x2028: "line separator",
    0x2029: "paragraph separator",
}


def decoded(raw: bytes, path: PurePosixPath, mistakes: Mistakes) -> str | None:
    """Return the text of a file with LF line ends, `None` when it is not UTF-8.

    Characters that no edition can carry are findings, and stand as U+FFFD so that
    every line and column stays right. A byte order mark is taken off.
    """
    while raw.startswith(_MARK):  # two programs in a row may have written one
        raw = raw.removeprefix(_MARK)
    if _is_another_kind(raw, path, mistakes):
        return None
    try:
        text = raw.decode("utf-8", errors="strict")
    except UnicodeDecodeError as trouble:
        _tell_encoding(raw, trouble.start, path, mistakes)
        return None
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        before = text[: text.index("\r")]
        line = before.count("\n") + 1
        mistakes.add(
            "line-ends",
            Location(path, line, len(before) - before.rfind("\n")),
            "this line ends as in files of very old computers (with CR alone)",
            "In your editor choose line ends of Unix (LF) or Windows (CRLF), and save.",
        )
        text = text.replace("\r", "\n")
    _look_for_lost_letters(text, path, mistakes)
    text = _without_illegal(text, path, mistakes)
    _look_for_open_directions(text, path, mistakes)
    _look_for_mojibake(text, path, mistakes)
    _look_for_invisible(text, path, mistakes)
    _look_for_ligatures(text, path, mistakes)
    _look_for_long_words(text, path, mistakes)
    return with_plain_spaces(text, path, mistakes)


def illegal_in(text: str) -> str | None:
    """Name the first character that no edition can carry ("U+000C"), if any."""
    found = _ILLEGAL.search(text)
    return _name(found[0]) if found else None


def direction_control_in(text: str) -> str | None:
    """Name the first direction control of a text ("U+202E"), if any."""
    found = _BIDI.search(text)
    return _name(found[0]) if found else None


def _name(character: str) -> str:
    code = ord(character)
    words = f" ({_NAMES[code]})" if code in _NAMES else ""
    return f"U+{code:04X}{words}"


def _tell_encoding(
    raw: bytes, start: int, path: PurePosixPath, mistakes: Mistakes
) -> None:
    begin = raw.rfind(b"\n", 0, start) + 1
    column = len(raw[begin:start].decode("utf-8", errors="replace")) + 1
    place = Location(path, raw.count(b"\n", 0, start) + 1, column)
    letter = raw[start : start + 1].decode("cp1252", errors="replace")
    mistakes.add(
        "not-utf-8",
        place,
        f"the letter here is not saved as UTF-8 (in older files of Windows it is "
        f"“{letter}”)"
        if letter.isprintable() and letter != REPLACEMENT
        else f"byte {raw[start]:#04x} is not UTF-8",
        SAVE_AS_UTF_8,
    )


def _is_another_kind(raw: bytes, path: PurePosixPath, mistakes: Mistakes) -> bool:
    """Tell of a file that is text in UTF-16, or no text at all."""
    for begin, (kind, hint) in _OTHER_KINDS.items():
        if raw.startswith(begin):
            message = f"the file is {kind}, and not text in UTF-8"
            mistakes.add("not-utf-8", Location(path, 1, 1), message, hint)
            return True
    # Without its mark, UTF-16 has a NUL beside each letter of a Latin alphabet.
    if raw[:200].count(0) * 3 > len(raw[:200]):
        message = "the file is saved as UTF-16, and not as UTF-8"
        mistakes.add("not-utf-8", Location(path, 1, 1), message, SAVE_AS_UTF_8)
        return True
    return False


def _without_illegal(text: str, path: PurePosixPath, mistakes: Mistakes) -> str:
    if not _ILLEGAL.search(text):
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        found = list(_ILLEGAL.finditer(line))
        for match in found:
            mistakes.add(
                "control-character",
                Location(path, number, match.start() + 1),
                f"the character {_name(match[0])} cannot be printed or read aloud",
                "Delete it, and press Enter if a new line is meant."
                if match[0] in _NEW_LINES
                else "Delete it; it is invisible in most editors.",
            )
        if found:
            lines[number - 1] = _ILLEGAL.sub(REPLACEMENT, line)
    return "\n".join(lines)


def _look_for_open_directions(
    text: str, path: PurePosixPath, mistakes: Mistakes
) -> None:
    if not _BIDI.search(text):
        return
    opened: list[tuple[str, Location]] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if not line.strip():
            for character, place in opened:
                _tell_direction(character, place, "is not closed", mistakes)
            opened.clear()
        for match in _BIDI.finditer(line):
            place = Location(path, number, match.start() + 1)
            character = match[0]
            if character in _EMBEDDINGS + _ISOLATES:
                opened.append((character, place))
                continue
            openers = _ISOLATES if character == _POP_ISOLATE else _EMBEDDINGS
            if opened and opened[-1][0] in openers:
                opened.pop()
            else:
                _tell_direction(character, place, "closes nothing", mistakes)


def _tell_direction(
    character: str, place: Location, trouble: str, mistakes: Mistakes
) -> None:
    mistakes.add(
        "bidi-control",
        place,
        f"the direction control {_name(character)} {trouble}: it can put figures and "
        "words in another order",
        "Delete it, or mark the words with [words]{lang=ar}.",
    )


def _look_for_lost_letters(text: str, path: PurePosixPath, mistakes: Mistakes) -> None:
    """Tell, once a line, of the sign that programs put where they lost a letter."""
    for number, line in enumerate(text.split("\n"), start=1):
        if REPLACEMENT in line:
            mistakes.add(
                "mojibake",
                Location(path, number, line.index(REPLACEMENT) + 1),
                f"“{REPLACEMENT}” stands where a program has lost a letter",
                "Type the letter again.",
            )


def _look_for_mojibake(text: str, path: PurePosixPath, mistakes: Mistakes) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        found = _MOJIBAKE.search(line)
        if found:
            mistakes.add(
                "mojibake",
                Location(path, number, found.start() + 1),
                f"“{found[0]}” looks like one letter, read in the wrong encoding",
                "Type the letter again.",
            )
            return


def _look_for_invisible(text: str, path: PurePosixPath, mistakes: Mistakes) -> None:
    """Tell, once a line, of characters that come along from web pages and Word.

    Scripts without spaces between words need the zero-width space.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        found = _INVISIBLE.search(line)
        if found and not _WITHOUT_SPACES.search(line):
            mistakes.add(
                "invisible-character",
                Location(path, number, found.start() + 1),
                f"an invisible {_INVISIBLE_NAMES[found[0]]} stands here, and stays in "
                "the editions: a search does not find the word",
                "Delete the letters around it, and type them again.",
            )


def _look_for_ligatures(text: str, path: PurePosixPath, mistakes: Mistakes) -> None:
    """Tell, once a line, of signs that stand for letters: text of a PDF has them."""
    for number, line in enumerate(text.split("\n"), start=1):
        found = _LIGATURES.search(line)
        if found:
            letters = unicodedata.normalize("NFKC", found[0])
            mistakes.add(
                "ligature-typed",
                Location(path, number, found.start() + 1),
                f"“{found[0]}” is a sign of print here, not the letters “{letters}”: a "
                "search does not find the word",
                f"Delete it, and type {letters}.",
            )


def _look_for_long_words(text: str, path: PurePosixPath, mistakes: Mistakes) -> None:
    found = _LONG_WORD.search(text)
    if found:
        begin = text.rfind("\n", 0, found.start()) + 1
        mistakes.add(
            "word-too-long",
            Location(path, text.count("\n", 0, begin) + 1, found.start() - begin + 1),
            f"{len(found[0]):,} characters stand here without a space",
            f"Put spaces between words; {WORD_LIMIT:,} characters are the limit.",
        )
