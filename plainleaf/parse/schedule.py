"""`::: schedule`: doses as rows of YAML, which become a table like any other.

A dose is stated by times of day and amounts, because many readers misunderstand doses
told in words (Wolf 2007: 63 of 100 readers with low literacy misread one label or
more). The column headings are words of ours, in the language of the text.
"""

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

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
    header, *rows = _cells(keys.rows, messages_for(context.front.language))
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
                    Cell(typed_words(text, place, context), place, header=number == 0)
                    for number, text in enumerate(row)
                ),
                place,
            )
            for row, place in zip(rows, places, strict=True)
        ),
        row_headers=1,
        location=branch.location,
    )


def _rows(branch: Branch, context: Context) -> YamlMapping | None:
    first, last = branch.token.map or (0, 0)
    lines = context.lines[first + 1 : last]
    # The opening line of the block stands for the key of the rows.
    return read_yaml(
        "\n".join([f"{ROWS}:", *lines]),
        context.path,
        first_line=first + 1,
        mistakes=context.mistakes,
    )


def _cells(doses: list[DoseKeys], say: Messages) -> Iterator[list[str]]:
    """Yield the heading row, then a row for each dose: the columns that any needs."""
    columns = [
        (heading, [told(dose) for dose in doses], nothing)
        for heading, told, nothing in _columns(say)
        if any(told(dose) for dose in doses)
    ]
    yield [say.plain("Medicine"), *(heading for heading, _, _ in columns)]
    for number, dose in enumerate(doses):
        yield [dose.name, *(cells[number] or nothing for _, cells, nothing in columns)]


def _columns(
    say: Messages,
) -> Iterator[tuple[str, Callable[[DoseKeys], str | None], str]]:
    """Yield each column: heading, what it tells of a dose, the word for nothing."""
    none, unsaid = say.plain("None"), say.plain("Not stated")
    yield say.plain("What it is for"), lambda dose: dose.for_, unsaid
    yield say.plain("Weeks"), lambda dose: dose.weeks, unsaid
    yield say.plain("Dates"), lambda dose: dose.dates, unsaid
    yield say.plain("Morning"), lambda dose: dose.dose("morning"), none
    yield say.plain("Noon"), lambda dose: dose.dose("noon"), none
    yield say.plain("Evening"), lambda dose: dose.dose("evening"), none
    yield say.plain("Bedtime"), lambda dose: dose.dose("bedtime"), none
    yield say.plain("Only if you need it"), lambda dose: dose.if_needed, none
    answers = {True: say.plain("Yes"), False: say.plain("No"), None: None}
    yield say.plain("With food"), lambda dose: answers[dose.with_food], unsaid
    yield say.plain("Most in one day"), lambda dose: dose.max_per_day, unsaid
