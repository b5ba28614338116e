"""Where sentences and words begin and end, in languages that mark both."""
# ruff: noqa: RUF001 - quotation marks and full stops of many scripts are meant

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…؟۔।。！？]+[\"'”’»)\]\ufffc]*(?=\s|$)|(?<=[。！？])(?=\S)")
_SHORT = frozenset(
    [
        "approx",
        "cf",
        "dept",
        "dr",
        "drs",
        "e.g",
        "ed",
        "eds",
        "eg",
        "etc",
        "fig",
        "figs",
        "i.e",
        "ie",
        "inc",
        "jr",
        "ltd",
        "mr",
        "mrs",
        "ms",
        "mt",
        "p",
        "pp",
        "prof",
        "st",
        "vol",
        "vs",
        "aprox",
        "av",
        "avda",
        "dra",
        "ej",
        "núm",
        "nº",
        "p.ej",
        "pág",
        "págs",
        "sr",
        "sra",
        "srta",
        "tel",
        "ud",
        "uds",
        "bzw",
        "ca",
        "usw",
        "z.b",
    ]
)
"""Short forms whose full stop seldom ends a sentence."""
_WORD = re.compile(r"[^\W_]+(?:['’.\u2010\u2011-][^\W_]+)*")
_LETTER = re.compile(r"[^\W\d_]")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence with its offset in the text, without the space around it."""
    start = 0
    for match in _END.finditer(text):
        if not _ends(text, match):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def words_in(text: str) -> list[str]:
    """Return the words and numbers of a text, without punctuation."""
    return _WORD.findall(text)


def spelled(word: str) -> bool:
    """Say whether a word has letters: a bare number has none."""
    return bool(_LETTER.search(word))


def _ends(text: str, match: re.Match[str]) -> bool:
    """Say whether a full stop, or another sign, ends a sentence here."""
    rest = text[match.end() :].lstrip(" \t\n\"'“‘«([¿¡\ufffc")
    if rest and rest[0].islower():
        return False
    before = text[: match.start()].rsplit(None, 1)
    token = (before[-1] if before else "").lstrip("([\"'“‘«").casefold()
    if not match[0].startswith(".") or match[0].startswith(".."):
        return True
    # "J. Smith", "p. ej.": a lone letter is an initial, unless it says "vitamin C."
    initial = len(token) == 1 and token.isalpha() and rest[:1].isupper()
    return token not in _SHORT and not (initial and text[match.start() - 1].isupper())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    piece = text[start:end]
    words = piece.strip()
    if words.strip("\ufffc"):
        yield start + len(piece) - len(piece.lstrip()), words
