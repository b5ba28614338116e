"""Pair kerning read from a face, for pictures drawn without a shaping engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont

from plainleaf.typefaces import Face, face_bytes

PAIR_ADJUSTMENT = 2
EXTENSION = 9
"""Lookup types of the GPOS table (OpenType 1.9, GPOS)."""


@dataclass(frozen=True, slots=True)
class Kerning:
    """How much nearer (negative) or farther two characters stand, in ems."""

    subtables: tuple[Any, ...]
    glyphs: Mapping[int, str]
    units: int

    def between(self, left: str, right: str) -> float:
        """Return the adjustment after `left` before `right`; 0 at a line's start."""
        first = self.glyphs.get(ord(left)) if left else None
        second = self.glyphs.get(ord(right))
        if first is None or second is None:
            return 0.0
        for subtable in self.subtables:
            units = _adjustment(subtable, first, second)
            if units is not None:
                return units / self.units
        return 0.0


@cache
def kerning_of(face: Face) -> Kerning:
    """Return the pair kerning of a face: the `kern` feature of its GPOS table."""
    font = TTFont(BytesIO(face_bytes(face)), lazy=True)
    table = font["GPOS"].table if "GPOS" in font else None
    subtables: list[Any] = []
    if table:
        wanted = {
            index
            for record in table.FeatureList.FeatureRecord
            if record.FeatureTag == "kern"
            for index in record.Feature.LookupListIndex
        }
        for index in sorted(wanted):
            lookup = table.LookupList.Lookup[index]
            for subtable in lookup.SubTable:
                inner = (
                    subtable.ExtSubTable if lookup.LookupType == EXTENSION else subtable
                )
                if inner.LookupType == PAIR_ADJUSTMENT:
                    subtables.append(inner)
    return Kerning(tuple(subtables), font.getBestCmap(), font["head"].unitsPerEm)


def _adjustment(subtable: Any, first: str, second: str) -> int | None:
    """Return the horizontal adjustment a subtable gives a pair, None if it has none."""
    if first not in subtable.Coverage.glyphs:
        return None
    if subtable.Format == 1:
        pairs = subtable.PairSet[subtable.Coverage.glyphs.index(first)]
        for pair in pairs.PairValueRecord:
            if pair.SecondGlyph == second:
                return _advance(pair.Value1)
        return None
    left = subtable.ClassDef1.classDefs.get(first, 0)
    right = subtable.ClassDef2.classDefs.get(second, 0)
    return _advance(subtable.Class1Record[left].Class2Record[right].Value1)


def _advance(value: Any) -> int:
    return int(getattr(value, "XAdvance", 0) or 0)
