"""`::: schedule`: doses as rows of YAML, which become a table like any other.

A dose is stated by times of day and amounts, because many readers misunderstand doses
told in words (Wolf 2007: 63 of 100 readers with low literacy misread one label or
more). The column headings are words of ours, in the language of the text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from plainleaf.findings import Location
from plainleaf.messages import Messages, messages_for
from plainleaf.model import Block, Cell, Row, Table, Text
from plainleaf.parse.context import Context
from plainleaf.parse.directives import Directive
from plainleaf.parse.inlines import typed_words
from plainleaf.parse.markdown import Branch
from plainleaf.parse.mistakes import nearest
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
_DOSE = re.compile(r"(\d) ([^\W\d])")


def _times(value: Any) -> Any:
    """Read `[morning, evening]`, or `{morning: 1 tablet}`: each time with its dose."""
    pairs = value if isinstance(value, dict) else dict.fromkeys(listed(value))
    for time in pairs:
        if time not in TIMES:
            close = nearest(str(time), TIMES)
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

    def dose(self, time: str) -> str | None:
        """Return the dose at a time of day, `None` for none."""
        if time not in self.when:
            return None
        own = self.when[time]
        return _whole(own or " ".join(filter(None, (self.amount, self.form))))

    @property
    def name(self) -> str:
        """The medicine with its strength."""
        return (
            f"{self.medicine} {_whole(self.strength)}"
            if self.strength
            else (self.medicine)
        )


def _whole(dose: str) -> str:
    """Keep a number and its unit in one line: "2 capsules", "500 mg"."""
    return _DOSE.sub("\\1\u00a0\\2", dose)


class ScheduleKeys(Closed):
    """The rows of a schedule."""

    rows: Annotated[list[DoseKeys], BeforeValidator(listed)] = Field(
        default_factory=list
    )


def schedule(branch: Branch, directive: Directive, context: Context) -> Iterator[Block]:
    """Yield the table that the rows of a schedule make, if there are any."""
    caption = caption_of(directive, branch.location, context)
    root = _rows(branch, context)
    if root is None:
        return
    keys, root = held_to(ScheduleKeys, root, context.mistakes)
    if not keys.rows:
        context.mistakes.add(
            "block-empty",
            branch.location,
            "this schedule has no rows",
            "Begin each medicine with `- medicine:`; docs/writing.md has an example.",
        )
        return
    places = [place_of(root, (ROWS, n), key=False) for n in range(len(keys.rows))]
    say = messages_for(context.front.language)
    columns = _used(keys.rows, say)
    header, *rows = _cells(keys.rows, columns, say)
    yield Table(
        id=context.given_id(
            directive.attributes,
            f"table {inline_text(caption)}",
            otherwise="table",
            location=branch.location,
        ),
        caption=caption,
        header=Row(
            tuple(
                Cell((Text(text, branch.location),), branch.location) for text in header
            ),
            branch.location,
        ),
        rows=tuple(
            Row(
                tuple(
                    Cell(typed_words(text, where, context), where, header=number == 0)
                    for number, (text, where) in enumerate(
                        zip(row, _cell_places(root, position, columns), strict=True)
                    )
                ),
                places[position],
            )
            for position, row in enumerate(rows)
        ),
        row_headers=1,
        location=branch.location,
    )


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
    """A column: its heading, the key it is from, what it tells, a word for nothing."""

    heading: str
    key: tuple[str, ...]
    told: Callable[[DoseKeys], str | None]
    nothing: str


def _used(doses: list[DoseKeys], say: Messages) -> list[_Column]:
    """Return the columns that any dose needs."""
    return [one for one in _columns(say) if any(one.told(dose) for dose in doses)]


def _cells(
    doses: list[DoseKeys], columns: list[_Column], say: Messages
) -> Iterator[list[str]]:
    """Yield the heading row, then a row for each dose."""
    yield [say.plain("Medicine"), *(column.heading for column in columns)]
    for dose in doses:
        yield [dose.name, *(column.told(dose) or column.nothing for column in columns)]


def _cell_places(
    root: YamlMapping, row: int, columns: list[_Column]
) -> Iterator[Location]:
    """Yield where the value of each cell stands; the row's own place for none."""
    keys = [("medicine",), *(column.key for column in columns)]
    for key in keys:
        yield place_of(root, (ROWS, row, *key), key=False)


def _columns(say: Messages) -> Iterator[_Column]:
    """Yield each column that a schedule can have."""
    none, unsaid = say.plain("None"), say.plain("Not stated")
    answers = {True: say.plain("Yes"), False: say.plain("No"), None: None}
    yield _Column(say.plain("What it is for"), ("for",), lambda one: one.for_, unsaid)
    yield _Column(say.plain("Weeks"), ("weeks",), lambda one: one.weeks, unsaid)
    yield _Column(say.plain("Dates"), ("dates",), lambda one: one.dates, unsaid)
    headings = (
        say.plain("Morning"),
        say.plain("Noon"),
        say.plain("Evening"),
        say.plain("Bedtime"),
    )
    for time, heading in zip(TIMES, headings, strict=True):
        dose = partial(DoseKeys.dose, time=time)
        yield _Column(heading, ("when", time), dose, none)
    yield _Column(
        say.plain("Only if you need it"),
        ("if_needed",),
        lambda one: one.if_needed,
        none,
    )
    yield _Column(
        say.plain("With food"),
        ("with_food",),
        lambda one: answers[one.with_food],
        unsaid,
    )
    yield _Column(
        say.plain("Most in one day"),
        ("max_per_day",),
        lambda one: one.max_per_day,
        unsaid,
    )
