"""`::: schedule`: doses as rows of YAML, which become a table like any other.

A dose is stated by times of day and amounts, because many readers misunderstand doses
told in words (Wolf 2007: 63 of 100 readers with low literacy misread one label or
more). The column headings are words of ours, in the language of the text.

Weeks and dates stand beside the medicine and head their row with it: where a dose
changes they alone tell its rows apart, so they are announced with every dose.

The module passes 300 lines because rows, doses and columns are read and made
together: which columns there are depends on every row.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from plainleaf.findings import Location
from plainleaf.messages import Messages, messages_for
from plainleaf.model import Block, Cell, Inline, Row, Table, Text
from plainleaf.parse.block_words import TIMES as WORDS
from plainleaf.parse.context import Context
from plainleaf.parse.directives import Directive
from plainleaf.parse.inlines import typed_words
from plainleaf.parse.markdown import Branch
from plainleaf.parse.mistakes import Mistakes, nearest
from plainleaf.parse.schema import Closed
from plainleaf.parse.schema_errors import held_to
from plainleaf.parse.tables import caption_of
from plainleaf.parse.values import Needed, listed, wrong, yes_no
from plainleaf.parse.values import Text as Stated
from plainleaf.parse.yaml_reader import read_yaml
from plainleaf.parse.yaml_tree import YamlMapping, place_of
from plainleaf.words import inline_text

TIMES = ("morning", "noon", "evening", "bedtime")
ROWS = "rows"
SPANS = frozenset({"for", "weeks", "dates"})
"""Keys whose figures are no doses."""
_ONE_WEEK = re.compile(r"\d+")
_WEEKS = re.compile(r"\d.*\d")
_DOSE = re.compile(r"(\d) ([^\W\d])")


_AMOUNT = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)[ \u00a0]?([^\W\d_]+)")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}|\d\s?[ap]\.?m\b", re.IGNORECASE)
PAIR = 2
PLURAL = 3
"""Letters from which on a unit may be a word with a plural; "mg" is none."""


def _several(typed: str) -> str | None:
    """Return the hint for several times of day that stand in a row: "noon, evening"."""
    parts = re.split(r"[,;/+&]\s*|\s+(?:and|y|og)\s+", typed.strip("() ").lower())
    meant = [part if part in TIMES else WORDS.get(part) for part in parts if part]
    if len(meant) < PAIR or None in meant:
        return None
    return f"Write a list in square brackets: `[{', '.join(map(str, meant))}]`."


def _times(value: Any) -> Any:
    """Read `[morning, evening]`, or `{morning: 1 tablet}`: each time with its dose."""
    times = list(value) if isinstance(value, dict) else listed(value)
    if len(set(map(str, times))) < len(times):
        raise wrong(
            "bad-value",
            "a time of day stands here twice",
            "Name each time once; two doses at one time are one: {morning: 2 tablets}.",
        )
    pairs = value if isinstance(value, dict) else dict.fromkeys(times)
    for time in pairs:
        if time not in TIMES:
            several = _several(str(time))
            if several:
                raise wrong(
                    "bad-value", f"`{time}` is more than one time of day", several
                )
            if _CLOCK.search(str(time)):
                raise wrong(
                    "bad-value",
                    f"`{time}` is a time of the clock, not one of the day",
                    "Write the time of the day, and that of the clock with the dose: "
                    "{morning: 1 tablet at 8am}.",
                )
            close = WORDS.get(str(time).lower()) or nearest(str(time), TIMES)
            raise wrong(
                "bad-value",
                f"`{time}` is not a time of day here",
                f"Did you mean `{close}`?" if close else f"Known: {', '.join(TIMES)}.",
            )
    return pairs


class DoseKeys(Closed):
    """One row of a schedule."""

    medicine: Needed
    strength: Stated = None
    for_: Stated = Field(default=None, alias="for")
    weeks: Stated = None
    dates: Stated = None
    when: Annotated[dict[str, str | None], BeforeValidator(_times)] = Field(
        default_factory=dict
    )
    amount: Stated = None
    form: Stated = None
    if_needed: Stated = None
    with_food: Annotated[bool | None, BeforeValidator(lambda v: v and yes_no(v))] = None
    max_per_day: Stated = None

    @model_validator(mode="after")
    def _is_a_dose(self) -> "DoseKeys":
        if not self.when and not self.if_needed:
            raise wrong(
                "missing-key",
                f"nothing says when to take {self.medicine}",
                "Write `when: [morning, evening]`, or `if_needed:` and the dose.",
            )
        if None in self.when.values() and not self.amount:
            raise wrong(
                "missing-key",
                f"nothing says how much of {self.medicine} to take",
                "Write `amount: 1` and `form: tablet`, or `when: {morning: 1 tablet}`.",
            )
        return self

    def dose(self, time: str) -> "Pieces":
        """Return the dose at a time of day, nothing for none."""
        if time not in self.when:
            return ()
        if own := self.when[time]:
            return ((own, ("when", time)),)
        stated = ((self.amount, ("amount",)), (self.form, ("form",)))
        return tuple((text, key) for text, key in stated if text)

    @property
    def name(self) -> "Pieces":
        """The medicine with its strength."""
        strength = ((self.strength, ("strength",)),) if self.strength else ()
        return ((self.medicine, ("medicine",)), *strength)


Pieces: TypeAlias = "tuple[tuple[str, tuple[str, ...]], ...]"
"""The texts of a cell, each with the key that it stands under."""


def _whole(dose: str) -> str:
    """Keep a number and its unit in one line: "2 capsules", "500 mg"."""
    return _DOSE.sub("\\1\u00a0\\2", dose)


class ScheduleKeys(Closed):
    """The rows of a schedule."""

    rows: Annotated[list[DoseKeys], BeforeValidator(listed)] = Field(
        default_factory=list
    )


def _within_rows(root: YamlMapping, mistakes: Mistakes) -> YamlMapping:
    """Tell of keys of a medicine that stand too far left; return the rest."""
    of_a_row = {field.alias or key for key, field in DoseKeys.model_fields.items()}
    for pair in root.pairs:
        if pair.key in of_a_row:
            mistakes.add(
                "unknown-key",
                pair.location,
                f"`{pair.key}` stands too far left, and belongs to no medicine",
                "Put spaces before it, so that it stands right under `medicine`.",
            )
    kept = tuple(pair for pair in root.pairs if pair.key not in of_a_row)
    return YamlMapping(kept, root.location)


def look_for_too_much(dose: DoseKeys, place: Location, mistakes: Mistakes) -> None:
    """Tell where the doses of a day are more than the most that is stated for one.

    Only amounts that are one number of one unit are added.
    """
    most = _AMOUNT.match(dose.max_per_day or "")
    stated = (dose.amount or "") + " " + (dose.form or "")
    told = [_AMOUNT.match((own or stated).strip()) for own in dose.when.values()]
    amounts = [one for one in told if one and one.end() == len(one.string)]
    if not most or not amounts or len(amounts) < len(told):
        return
    units = {_unit(one[2]) for one in (most, *amounts)}
    total = sum(_number(one[1]) for one in amounts)
    if len(units) == 1 and total > _number(most[1]):
        mistakes.add(
            "dose-over-maximum",
            place,
            f"{dose.medicine}: the doses of a day add up to {total:g}, and the most in "
            f"one day is “{dose.max_per_day}”",
            "Ask whoever answers for the text which is right, and change the other.",
        )


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _unit(text: str) -> str:
    """Return a unit as one of it is called: "tablets" are of "tablet"."""
    plain = text.casefold()
    return plain.removesuffix("s") if len(plain) > PLURAL else plain


def schedule(branch: Branch, directive: Directive, context: Context) -> Iterator[Block]:
    """Yield the table that the rows of a schedule make, if there are any."""
    caption = caption_of(directive, branch.location, context)
    root = _rows(branch, context)
    if root is None:
        return
    told = len(context.mistakes)
    root = _within_rows(root, context.mistakes)
    keys, root = held_to(ScheduleKeys, root, context.mistakes)
    if not keys.rows:
        # Rows of which mistakes are told are not missing.
        if len(context.mistakes) == told:
            context.mistakes.add(
                "block-empty",
                branch.location,
                "this schedule has no rows",
                "Begin each medicine with `- medicine:`; docs/writing.md has an "
                "example.",
            )
        context.mistakes.lost.add("schedule")
        return
    for number, dose in enumerate(keys.rows):
        place = place_of(root, (ROWS, number, "max_per_day"), key=False)
        look_for_too_much(dose, place, context.mistakes)
    say = messages_for(context.front.language)
    columns = _used(keys.rows, say)
    yield Table(
        id=context.given_id(
            directive.attributes,
            f"table {inline_text(caption)}",
            otherwise="table",
            location=branch.location,
        ),
        caption=caption,
        header=_header(columns, say, branch.location),
        rows=tuple(
            _row(dose, columns, _Source(root, number, context))
            for number, dose in enumerate(keys.rows)
        ),
        row_headers=1 + sum(column.names_row for column in columns),
        location=branch.location,
        schedule=True,
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the texts of one row stand."""

    root: YamlMapping
    row: int
    context: Context

    def place(self, *key: str) -> Location:
        """Return the place of a value, of the row for none."""
        return place_of(self.root, (ROWS, self.row, *key), key=False)

    def inlines(self, pieces: Pieces) -> tuple[Inline, ...]:
        """Return the texts of a cell, a number and its unit kept in one line."""
        found: list[Inline] = []
        before = ""
        for text, key in pieces:
            place = self.place(*key)
            if before:
                whole = before[-1].isdigit() and text[:1].isalpha()
                found.append(Text("\u00a0" if whole else " ", place))
            shown = text if key[0] in SPANS else _whole(text)
            found += typed_words(shown, place, self.context)
            before = text
        return tuple(found)


def _header(columns: "list[_Column]", say: Messages, place: Location) -> Row:
    """Return the column headings: words of ours, at the block's place."""
    headings = [say.phrase("medicine"), *(column.heading for column in columns)]
    return Row(tuple(Cell((Text(one, place),), place) for one in headings), place)


def _row(dose: DoseKeys, columns: "list[_Column]", source: _Source) -> Row:
    """Return a dose as a row, each cell with a word where nothing is stated."""
    place = source.place()
    cells = [Cell(source.inlines(dose.name), source.place("medicine"), header=True)]
    for column in columns:
        pieces = column.told(dose)
        where = source.place(*pieces[0][1]) if pieces else place
        words = source.inlines(pieces) or (Text(column.nothing, place),)
        cells.append(Cell(words, where, header=column.names_row))
    return Row(tuple(cells), place)


def _rows(branch: Branch, context: Context) -> YamlMapping | None:
    first, last = branch.token.map or (0, 0)
    lines = context.lines[first + 1 : last]
    # The opening line of the block stands for the key of the rows, if nobody wrote it.
    written = any(re.match(rf"{ROWS}[ \t]*:", line) for line in lines)
    return read_yaml(
        "\n".join(["" if written else f"{ROWS}:", *lines]),
        context.path,
        first_line=first + 1,
        mistakes=context.mistakes,
    )


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its heading, what it tells of a dose, and a word for nothing.

    One that `names_row` tells the rows of one medicine apart, as the medicine does
    those of the table.
    """

    heading: str
    told: Callable[[DoseKeys], Pieces]
    nothing: str
    names_row: bool = False


def _weeks(dose: DoseKeys, say: Messages) -> Pieces:
    """Say "Week 1" for a bare 1: a row's name is heard without its column's heading.

    The words around the figures are pieces of their own, so that what is wrong in
    what the author wrote is found in its column.
    """
    weeks, key = dose.weeks, ("weeks",)
    if not weeks:
        return ()
    figures = "\0"
    if _ONE_WEEK.fullmatch(weeks):
        around = say.phrase("week", number=figures)
    elif _WEEKS.fullmatch(weeks):
        around = say.phrase("weeks", numbers=figures)
    else:
        around = figures
    before, _, after = around.partition(figures)
    return tuple((p, key) for p in (before.strip(), weeks, after.strip()) if p)


def _used(doses: list[DoseKeys], say: Messages) -> list[_Column]:
    """Return the columns that any dose needs."""
    return [one for one in _columns(say) if any(one.told(dose) for dose in doses)]


def _columns(say: Messages) -> Iterator[_Column]:
    """Yield each column that a schedule can have."""
    none, unsaid = say.phrase("none"), say.phrase("not-stated")
    answers = {True: say.phrase("yes"), False: say.phrase("no"), None: None}

    def stated(key: str) -> Callable[[DoseKeys], Pieces]:
        def told(dose: DoseKeys) -> Pieces:
            text = getattr(dose, "for_" if key == "for" else key)
            return ((text, (key,)),) if text else ()

        return told

    def with_food(dose: DoseKeys) -> Pieces:
        answer = answers[dose.with_food]
        return ((answer, ("with_food",)),) if answer else ()

    yield _Column(say.phrase("when"), partial(_weeks, say=say), unsaid, names_row=True)
    yield _Column(say.phrase("dates"), stated("dates"), unsaid, names_row=True)
    yield _Column(say.phrase("what-it-is-for"), stated("for"), unsaid)
    headings = (
        say.phrase("morning"),
        say.phrase("noon"),
        say.phrase("evening"),
        say.phrase("bedtime"),
    )
    for time, heading in zip(TIMES, headings, strict=True):
        yield _Column(heading, partial(DoseKeys.dose, time=time), none)
    yield _Column(say.phrase("only-if-you-need-it"), stated("if_needed"), none)
    yield _Column(say.phrase("with-food"), with_food, unsaid)
    yield _Column(say.phrase("most-in-one-day"), stated("max_per_day"), unsaid)
