"""Checks of the fragment's style sheet: what it may not do to a host, and must do.

The guarantees G7 to G10 that docs/embedding.md gives to web teams.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tinycss2

from plainleaf.check.faults import Check, Fault

ROOT = ".plainleaf"
_PLAIN = {"skip_comments": True, "skip_whitespace": True}
_GROUPS = frozenset({"media", "supports", "layer", "container"})
_HEIGHTS = frozenset({"height", "block-size", "max-height", "max-block-size"})
_UNITS = frozenset({"em", "%", "ch", ""})
_READABLE = 7.0
"""The least contrast of the theme's own pairs (WCAG 2.2, 1.4.6)."""
_SEEN = 3.0
"""The least contrast of a line that says where a box is (WCAG 2.2, 1.4.11)."""
_PAIRS = (
    ("box-ink", "box-ground", _READABLE),
    ("box-link", "box-ground", _READABLE),
    ("warning-ink", "warning-ground", _READABLE),
    ("box-link", "warning-ground", _READABLE),
    ("draft-ink", "draft-ground", _READABLE),
    ("remark-ink", "remark-ground", _READABLE),
    ("box-link", "remark-ground", _READABLE),
    ("line", "box-ground", _SEEN),
    ("accent", "box-ground", _SEEN),
    ("warning-line", "warning-ground", _SEEN),
    ("draft-line", "draft-ground", _SEEN),
    ("remark-line", "remark-ground", _SEEN),
)
"""Which custom properties meet: what is written or drawn, on what, how clearly."""
OLD = "an old browser"
SCHEMES = ("light", "dark", OLD)
BOXES = (".callout", ".contents", ".reviewer-note", ".draft-notice")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the conditions around it, its selectors one by one, its declarations."""

    conditions: tuple[str, ...]
    selectors: tuple[str, ...]
    values: Mapping[str, str]
    line: int

    def is_in(self, *words: str) -> bool:
        """Say whether any condition around the rule has all the words."""
        return any(all(word in c for word in words) for c in self.conditions)


@dataclass(frozen=True, slots=True)
class OpenedStyle:
    """A fragment's style sheet taken apart. `faults` are rules that may not be."""

    path: Path
    rules: tuple[Rule, ...]
    faults: tuple[Fault, ...]

    def values_for(self, selector: str, *, printed: bool = False) -> Mapping[str, str]:
        """Return what a selector is given outside conditions, or only on paper."""
        found: dict[str, str] = {}
        for rule in self.rules:
            here = rule.is_in("media", "print") if printed else not rule.conditions
            if here and selector in rule.selectors:
                found |= rule.values
        return found


def open_style(path: Path) -> OpenedStyle:
    """Read a style sheet; raises OSError when there is none."""
    parts = tinycss2.parse_stylesheet(path.read_text("utf-8"), **_PLAIN)
    rules: list[Rule] = []
    faults: list[Fault] = []
    _take_apart(parts, (), rules, faults)
    return OpenedStyle(path, tuple(rules), tuple(faults))


def _take_apart(
    parts: Sequence[Any],
    conditions: tuple[str, ...],
    rules: list[Rule],
    faults: list[Fault],
) -> None:
    for part in parts:
        if part.type == "qualified-rule":
            rules.append(_rule(part, conditions, faults))
        elif part.type == "at-rule" and part.lower_at_keyword in _GROUPS:
            words = f"{part.lower_at_keyword} {tinycss2.serialize(part.prelude)}"
            inner = tinycss2.parse_rule_list(part.content or (), **_PLAIN)
            _take_apart(inner, (*conditions, " ".join(words.split())), rules, faults)
        elif part.type == "at-rule":
            message = f"@{part.lower_at_keyword} reaches beyond the fragment"
            faults.append(Fault(message, line=part.source_line))
        else:
            faults.append(Fault("the style is wrong", line=part.source_line))


def _rule(part: Any, conditions: tuple[str, ...], faults: list[Fault]) -> Rule:
    values: dict[str, str] = {}
    for inner in tinycss2.parse_blocks_contents(part.content, **_PLAIN):
        if inner.type != "declaration":
            faults.append(Fault("the style is wrong", line=inner.source_line))
            continue
        values[inner.lower_name] = tinycss2.serialize(inner.value).strip()
        if inner.important:
            message = f"{inner.lower_name} is !important: no host could change it"
            faults.append(Fault(message, line=inner.source_line))
    prelude = " ".join(tinycss2.serialize(part.prelude).split())
    selectors = tuple(one.strip() for one in prelude.split(","))
    # The root's own class is left off, so that `.callout` names the box.
    inner_names = tuple(one.removeprefix(f"{ROOT} ") for one in selectors)
    faults.extend(
        Fault(
            f"the selector {one!r} reaches beyond the fragment", line=part.source_line
        )
        for one in selectors
        if not re.match(rf"{re.escape(ROOT)}(?![\w-])", one)
        or re.search(r"[~+]|:has\(|:host|:root", one)
    )
    return Rule(conditions, inner_names, values, part.source_line)


def embed_style_scope(style: OpenedStyle) -> Iterator[Fault]:
    """Every rule is for the fragment alone, and each can be overruled. G7.

    No selector without the root's class, no `!important`, no typeface, no import.
    """
    yield from style.faults


def embed_style_inherits(style: OpenedStyle) -> Iterator[Fault]:
    """Typeface and size are the host's; every length grows with the letters. G8.

    WCAG 2.2 SC 1.4.4, 1.4.10 and 1.4.12: only em, % and ch; no fixed height.
    """
    for rule in style.rules:
        for name, value in rule.values.items():
            if name in {"font", "font-family"}:
                yield Fault(f"{name} is not the host's own", line=rule.line)
            if name == "font-size" and ROOT in rule.selectors:
                yield Fault("the text has a size of its own", line=rule.line)
            if name in _HEIGHTS and value[:1].isdigit() and not _for_ears(rule):
                yield Fault(f"{name} is fixed at {value}", line=rule.line)
            for unit in _units(value):
                if unit not in _UNITS:
                    yield Fault(f"{name} is in {unit}: {value}", line=rule.line)


def _for_ears(rule: Rule) -> bool:
    """Say whether a rule hides column heads from eyes whose cells have labels."""
    return rule.values.get("overflow") == "hidden" and "clip-path" in rule.values


def _units(value: str) -> Iterator[str]:
    """Yield the unit of each number in a value, % among them, addresses left out."""
    for token in _flat(tinycss2.parse_component_value_list(value)):
        if token.type == "dimension":
            yield token.lower_unit


def _flat(tokens: Sequence[Any]) -> Iterator[Any]:
    for token in tokens:
        yield token
        yield from _flat(getattr(token, "arguments", None) or ())
        yield from _flat(getattr(token, "content", None) or ())


def embed_style_boxes(style: OpenedStyle) -> Iterator[Fault]:
    """Every box has a line that colours cannot take, and ink that shows on it. G9.

    WCAG 2.2 SC 1.4.1, 1.4.6 and 1.4.11: text 7:1 on its ground, lines 3:1, in light
    and dark, and in a browser that knows no `light-dark()`; a ground never comes
    without an ink.
    """
    for box in BOXES:
        border = style.values_for(box).get("border", "")
        if "solid" not in border and "dashed" not in border:
            yield Fault(f"{box} has no border")
    for rule in style.rules:
        # A picture alone keeps the ground that it was drawn for.
        pictures = all(one.endswith(" img") for one in rule.selectors)
        if "forced-color-adjust" in rule.values and not pictures:
            yield Fault("forced colours are overruled", line=rule.line)
        ground = rule.values.get("background", "") + rule.values.get(
            "background-color", ""
        )
        if "--plainleaf" in ground and "color" not in rule.values:
            yield Fault("a ground has no ink of its own", line=rule.line)
    for scheme in SCHEMES:
        colours = _theme(style, scheme)
        for ink, ground, least in _PAIRS:
            yield from _pair_fault(colours, ink, ground, least, scheme)


def _pair_fault(
    colours: Mapping[str, str], ink: str, ground: str, least: float, scheme: str
) -> Iterator[Fault]:
    pair = colours.get(ink, ""), colours.get(ground, "")
    if not all(re.fullmatch(r"#[0-9a-fA-F]{6}", colour) for colour in pair):
        yield Fault(f"the theme has no plain {ink} on {ground} in {scheme}: {pair}")
        return
    found = _contrast(*pair)
    if found < least:
        told = f"{ink} on {ground} is {found:.1f}:1 in {scheme}"
        yield Fault(f"{told}, under {least:g}:1")


def _theme(style: OpenedStyle, scheme: str) -> dict[str, str]:
    """Return the colours of the custom properties by name, in one of the schemes.

    A browser that does not know `light-dark()` passes over the rules that have it.
    """
    found = {}
    for rule in style.rules:
        for name, value in rule.values.items():
            if name.startswith("--plainleaf-"):
                both = re.fullmatch(r"light-dark\((\S+?),\s*(\S+?)\)", value)
                if both and scheme == OLD:
                    continue
                chosen = both[2 if scheme == "dark" else 1] if both else value
                found[name.removeprefix("--plainleaf-")] = chosen
    return found


def _contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two hex colours (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def embed_style_print(style: OpenedStyle) -> Iterator[Fault]:
    """On paper boxes stay whole, what is folded is open, promotion is left out. G10."""
    for box in (*BOXES, "figure", "table", "tr"):
        if style.values_for(box, printed=True).get("break-inside") != "avoid":
            yield Fault(f"{box} may be torn between pages")
    opened = style.values_for("details::details-content", printed=True)
    if opened.get("content-visibility") != "visible":
        yield Fault("what is folded stays folded on paper")
    if style.values_for(".callout-promo", printed=True).get("display") != "none":
        yield Fault("promotion is printed")


CHECKS: tuple[Check[OpenedStyle], ...] = (
    embed_style_scope,
    embed_style_inherits,
    embed_style_boxes,
    embed_style_print,
)
