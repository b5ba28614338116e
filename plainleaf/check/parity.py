"""Whether an edition says the publication's own text, word for word, in its order.

An edition's words come apart into its own text and *furniture*: what the program
wrote (labels, numbers, contents lists, running text). The own text must be that of
`plainleaf.words`, in the same blocks; the furniture is counted for the report.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from plainleaf.check.faults import Fault, finding_of, quoted
from plainleaf.check.heard import Heard, Words
from plainleaf.check.shape import Shape, differences, shape_of
from plainleaf.findings import Finding
from plainleaf.model import Publication
from plainleaf.words import own_text, split_words, words

WORDS_RULE, BLOCKS_RULE, SHAPE_RULE = "same-words", "same-blocks", "same-shape"
_SHOWN = 3
"""Places told in one finding; the first is nearly always the cause of the rest."""
_CONTEXT = 4
_COMPARED = 2000
"""Words compared from the first difference on: difflib's time grows with the square."""


def same_text(
    found: Heard,
    publication: Publication,
    *,
    edition: str,
    path: Path,
    others: str = "and others",
) -> tuple[Finding, ...]:
    """Compare what is heard of an edition with the publication: words, then blocks.

    `others` is the reader's word for "and others" in lists of authors.
    """
    told = parity(found.own, publication, edition=edition, path=path, others=others)
    if told:
        return told
    runs = own_text(publication, edition=edition, others=others)
    wanted = [block for block in map(split_words, runs) if block]
    for one, due in zip_longest(found.blocks, wanted, fillvalue=()):
        if one != due:
            what = f"a block is not the text's: {_said(one)} stands for {_said(due)}"
            return (finding_of(Fault(what), BLOCKS_RULE, path),)
    return ()


def same_shape(
    found: Shape,
    publication: Publication,
    *,
    edition: str,
    path: Path,
    others: str = "and others",
) -> tuple[Finding, ...]:
    """Compare what an edition is made of with the publication, a finding a kind."""
    wanted = shape_of(publication, edition=edition, others=others)
    return tuple(
        finding_of(Fault(difference), SHAPE_RULE, path)
        for difference in differences(found, wanted)
    )


def parity(
    found: Sequence[str],
    publication: Publication,
    *,
    edition: str,
    path: Path,
    others: str = "and others",
) -> tuple[Finding, ...]:
    """Compare the words found in an edition with the publication's, exactly.

    Returns one finding at most: it tells the first places that differ.
    """
    wanted = words(publication, edition=edition, others=others)
    if tuple(found) == wanted:
        return ()
    changes = list(_changes(wanted, tuple(found)))
    told = "; ".join(changes[:_SHOWN])
    more = f"; and {len(changes) - _SHOWN} more places" if changes[_SHOWN:] else ""
    fault = Fault(f"the words are not the publication's own text: {told}{more}")
    return (finding_of(fault, WORDS_RULE, path),)


@dataclass(frozen=True, slots=True)
class _Change:
    before: Words
    lost: Words
    gained: Words


def _changes(wanted: Words, found: Words) -> Iterator[str]:
    """Yield each place that differs, as a reader would tell it."""
    start = _common(wanted, found)
    context = wanted[max(0, start - _CONTEXT) : start]
    left = wanted[start : start + _COMPARED]
    right = found[start : start + _COMPARED]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    changes = [
        _Change((context + left[:a])[-_CONTEXT:], left[a:b], right[c:d])
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]
    gained = {change.gained for change in changes if not change.lost}
    lost = {change.lost for change in changes if not change.gained}
    for change in changes:
        after = f"after {_said(change.before)}" if change.before else "at the beginning"
        if change.lost and change.gained:
            yield f"{_said(change.lost)} became {_said(change.gained)} {after}"
        elif change.lost in gained:
            yield f"{_said(change.lost)} moved away from its place {after}"
        elif change.lost:
            yield f"{_said(change.lost)} is missing {after}"
        elif change.gained not in lost:
            yield f"{_said(change.gained)} was added {after}"


def _common(left: Words, right: Words) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    shorter = min(len(left), len(right))
    return next((n for n, (one, other) in pairs if one != other), shorter)


def _said(some: Words) -> str:
    return quoted(" ".join(some), 80) if some else "nothing"
