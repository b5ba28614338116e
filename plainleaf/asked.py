"""What a command line asks for, as an order and its tasks.

Apart from the command line itself, since it needs every engine: `doctor` has to work
where one is missing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from plainleaf.discovery import Entry, Task, discover, tasks
from plainleaf.findings import Finding
from plainleaf.model import FORMATS
from plainleaf.pipeline import Order


def order_of(
    options: dict[str, Any], formats: str, *, today: date, epoch: datetime
) -> Order:
    """Return the order that options ask for; `today` holds unless they name a day."""
    as_of: datetime | None = options["as_of"]
    return Order(
        build=options["output"],
        formats=_formats(formats),
        as_of=as_of.date() if as_of else today,
        epoch=epoch,
        release=options["release"],
    )


def instance_of(name: str) -> str:
    """Return the name of a second set of fragments, if ids can hold it."""
    if not re.fullmatch(r"[a-z0-9]*", name):
        raise click.BadParameter(
            f"{name!r} is no name; give lower-case letters and digits, such as b",
            param_hint="--instance",
        )
    return name


def tasks_of(options: dict[str, Any]) -> tuple[list[Task], list[Finding]]:
    """Return what is to be built, and findings about what cannot be."""
    root: Path = options["source"]
    wanted: Sequence[str] = options["wanted"]
    if not root.is_dir() and not wanted:
        raise click.UsageError(f"there is no folder {root}; name one with --source")
    entries: list[Entry] = []
    findings: list[Finding] = []
    for found in discover(root, wanted):
        if isinstance(found, Entry):
            entries.append(_published(found, options))
        else:
            findings.append(found)

    def rest() -> list[Entry]:
        every = discover(root) if root.is_dir() else ()
        return [_published(one, options) for one in every if isinstance(one, Entry)]

    todo = []
    for made in tasks(entries, whole=not wanted, rest=rest):
        if isinstance(made, Task):
            todo.append(made)
        else:
            findings.append(made)
    return todo, findings


def _published(entry: Entry, options: dict[str, Any]) -> Entry:
    return replace(entry, publisher=options["publisher"] or entry.publisher)


def _formats(text: str) -> tuple[str, ...]:
    asked = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    unknown = [name for name in asked if name not in FORMATS]
    if unknown or not asked:
        known = ", ".join(FORMATS)
        raise click.BadParameter(
            f"{', '.join(unknown) or 'nothing'} is no edition; there are {known}",
            param_hint="--format",
        )
    return asked
