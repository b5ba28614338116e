"""The command line: arguments in, findings and files out, an exit code.

The only module that exits and that reads the clock.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import IntEnum
from pathlib import Path
from typing import Any

import click
from rich.console import Console

import plainleaf
from plainleaf.doctor import survey
from plainleaf.findings import Finding, Severity, has_errors
from plainleaf.library import Entry, Outcome, Task, build, check_one, discover, tasks
from plainleaf.pipeline import FORMATS, Order
from plainleaf.report import as_json, as_sarif, print_findings, tools_list
from plainleaf.resources import SCHEMAS
from plainleaf.rulebook import rules_list, rules_page
from plainleaf.shelf import Front, publish_front, publisher_of


class Exit(IntEnum):
    """What the exit codes mean."""

    PUBLISHED = 0
    ERRORS = 1
    USAGE = 2
    ENVIRONMENT = 3
    INTERRUPTED = 130


EPOCH_WHEN_UNKNOWN = datetime(2000, 1, 1, tzinfo=UTC)
"""The technical time of files whose text has no date, so that bytes stay the same."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(plainleaf.__version__, package_name="plainleaf")
def main() -> None:
    """Make accessible pages, handouts and e-books from leaflets under source/."""


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that building and checking have in common."""
    options = (
        click.argument("wanted", nargs=-1, metavar="[LEAFLET[/LANG] | FILE.md]..."),
        click.option(
            "--source",
            type=click.Path(file_okay=False, path_type=Path),
            default=Path("source"),
            show_default=True,
            help="Folder of the leaflets.",
        ),
        click.option(
            "--publisher",
            type=click.Path(dir_okay=False, exists=True, path_type=Path),
            help="The publisher's file, instead of source/publisher.yaml.",
        ),
        click.option(
            "--output",
            type=click.Path(file_okay=False, path_type=Path),
            default=Path("build"),
            show_default=True,
            help="Folder for what comes out.",
        ),
        click.option(
            "--release", is_flag=True, help="Refuse what is not fit to be published."
        ),
        click.option(
            "--as-of",
            type=click.DateTime(["%Y-%m-%d"]),
            help="The day that counts as today, such as 2026-11-23.",
        ),
        click.option("-v", "--verbose", is_flag=True, help="Tell every place."),
        click.option("--json", "as_json_", is_flag=True, help="Findings as JSON."),
        click.option("--sarif", is_flag=True, help="Findings as SARIF 2.1.0."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@main.command("build")
@_shared
@click.option(
    "--format",
    "formats",
    default=",".join(FORMATS),
    show_default=True,
    help="Which editions are written.",
)
@click.option("--jobs", type=click.IntRange(1), help="Workers at the same time.")
@click.option(
    "--instance",
    default="",
    metavar="NAME",
    help="Also make fragments for a second copy on one page: letters and digits.",
)
@click.option(
    "--keep-versions", is_flag=True, help="Keep a copy of each version that stays."
)
def build_command(
    formats: str,
    jobs: int | None,
    instance: str,
    *,
    keep_versions: bool,
    **options: Any,
) -> None:
    """Make the editions of every leaflet, or of those named."""
    chosen = _formats(formats)
    order = replace(
        _order(options, chosen),
        instance=_instance(instance),
        keep_versions=keep_versions,
    )
    todo, findings = _todo(options)
    with _environment():
        outcomes = []
        for outcome in build(todo, order, jobs=jobs or os.cpu_count() or 1):
            outcomes.append(outcome)
            if not options["as_json_"] and not options["sarif"]:
                if not outcome.built:
                    click.echo(f"{outcome.place}: nothing has changed")
                _tell(outcome.files)
        front = publish_front(order, publisher_of(task.source for task in todo))
        if not options["as_json_"] and not options["sarif"]:
            _tell(front.files)
    _finish(findings, outcomes, options, front)


@main.command("check")
@_shared
@click.option("--external", is_flag=True, help="Ask the installed validators too.")
def check_command(*, external: bool, **options: Any) -> None:
    """Validate sources and check what stands in the build; write nothing."""
    order = _order(options, FORMATS)
    todo, findings = _todo(options)
    outcomes = [check_one(task, order) for task in todo]
    if external:
        from plainleaf.check.external import check_external  # noqa: PLC0415 optional

        folders = [order.build / outcome.place for outcome in outcomes]
        findings += check_external(folders)
    _finish(findings, outcomes, options)


@main.command("rules")
@click.option("--markdown", is_flag=True, help="As the page docs/rules.md.")
def rules_command(*, markdown: bool) -> None:
    """List every rule, with the standard it comes from."""
    click.echo(rules_page() if markdown else rules_list(), nl=False)


@main.command("doctor")
def doctor_command() -> None:
    """Say what is installed, what is missing, and how to get it."""
    tools = survey()
    click.echo(tools_list(tools), nl=False)
    lacking = any(tool.needed and not tool.found for tool in tools)
    sys.exit(Exit.ENVIRONMENT if lacking else Exit.PUBLISHED)


@main.command("schema")
@click.option("--publisher", "of_publisher", is_flag=True, help="Of publisher.yaml.")
def schema_command(*, of_publisher: bool) -> None:
    """Print the JSON Schema of the front matter, for editors."""
    name = "publisher" if of_publisher else "leaflet"
    click.echo((SCHEMAS / f"{name}.schema.json").read_text("utf-8"), nl=False)


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


def _instance(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9]*", name):
        raise click.BadParameter(
            f"{name!r} is no name; give lower-case letters and digits, such as b",
            param_hint="--instance",
        )
    return name


def _order(options: dict[str, Any], formats: tuple[str, ...]) -> Order:
    as_of: datetime | None = options["as_of"]
    return Order(
        build=options["output"],
        formats=formats,
        as_of=as_of.date() if as_of else date.today(),  # noqa: DTZ011  local today
        epoch=_epoch(),
        release=options["release"],
    )


def _epoch() -> datetime:
    """Return SOURCE_DATE_EPOCH (reproducible-builds.org) or a fixed day."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return datetime.fromtimestamp(int(given), tz=UTC)
    return EPOCH_WHEN_UNKNOWN


def _todo(options: dict[str, Any]) -> tuple[list[Task], list[Finding]]:
    root: Path = options["source"]
    wanted: Sequence[str] = options["wanted"]
    if not root.is_dir() and not wanted:
        raise click.UsageError(f"there is no folder {root}; name one with --source")
    entries: list[Entry] = []
    findings: list[Finding] = []
    for found in discover(root, wanted):
        if isinstance(found, Entry):
            publisher = options["publisher"] or found.publisher
            entries.append(replace(found, publisher=publisher))
        else:
            findings.append(found)
    todo = []
    for made in tasks(entries):
        if isinstance(made, Task):
            todo.append(made)
        else:
            findings.append(made)
    return todo, findings


def _tell(files: Iterable[Path]) -> None:
    for file in files:
        click.echo(str(file))


def _finish(
    findings: Iterable[Finding],
    outcomes: Sequence[Outcome],
    options: dict[str, Any],
    front: Front | None = None,
) -> None:
    every = [*findings, *(f for outcome in outcomes for f in outcome.findings)]
    files = [str(file) for outcome in outcomes for file in outcome.files]
    if front is not None:
        every += front.findings
        files += [str(file) for file in front.files]
    release = options["release"]
    if options["as_json_"]:
        click.echo(as_json(every, files))
    elif options["sarif"]:
        click.echo(as_sarif(every))
    else:
        console = Console(stderr=True, highlight=False, markup=False, emoji=False)
        print_findings(every, console, release=release, every=options["verbose"])
        _count(every, outcomes, console, release=release)
        if front is not None and front.page is not None:
            console.print(f"the front page: {front.page}", soft_wrap=True)
    sys.exit(Exit.ERRORS if has_errors(every, release=release) else Exit.PUBLISHED)


def _count(
    findings: Sequence[Finding],
    outcomes: Sequence[Outcome],
    console: Console,
    *,
    release: bool,
) -> None:
    settled = [found.settled(release=release).severity for found in findings]
    errors = settled.count(Severity.ERROR)
    warnings = settled.count(Severity.WARNING)
    console.print(f"{len(outcomes)} publications, {errors} errors, {warnings} warnings")


@contextmanager
def _environment() -> Iterator[None]:
    """Turn an interrupt and a disk that fails into their exit codes."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo("stopped", err=True)
        sys.exit(Exit.INTERRUPTED)
    except OSError as trouble:
        name = trouble.filename or "a file"
        click.echo(f"could not write {name}: {trouble.strerror}", err=True)
        sys.exit(Exit.ENVIRONMENT)
