"""The command line: arguments in, findings and files out, an exit code.

The only module that exits and that reads the clock. What needs the engines is imported
where it is used: `doctor` has to work on a machine that lacks one.

The module passes 300 lines because every command and
option is declared here, with the words of its help.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import IntEnum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

import plainleaf
from plainleaf.doctor import survey
from plainleaf.findings import Finding, Severity, has_errors
from plainleaf.messages import SOURCE_LANGUAGE, has_catalogue, language_meant
from plainleaf.model import FORMATS
from plainleaf.parse.schema import TYPES
from plainleaf.parse.slugs import slug
from plainleaf.parse.values import portable_name_trouble
from plainleaf.read import is_language, sources_in
from plainleaf.report import as_annotations, as_json, print_findings, tools_list
from plainleaf.resources import SCHEMAS
from plainleaf.rulebook import rules_list, rules_page
from plainleaf.sarif import as_sarif
from plainleaf.starting import starting_source
from plainleaf.write import new_source

if TYPE_CHECKING:
    from plainleaf.library import Outcome
    from plainleaf.shelf import Front


class Exit(IntEnum):
    """What the exit codes mean."""

    PUBLISHED = 0
    ERRORS = 1
    USAGE = 2
    ENVIRONMENT = 3
    INTERRUPTED = 130
    TERMINATED = 143


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
        click.option("--json", "as_", flag_value="json", help="Findings as JSON."),
        click.option(
            "--sarif", "as_", flag_value="sarif", help="Findings as SARIF 2.1.0."
        ),
        click.option(
            "--github",
            "as_",
            flag_value="github",
            help="Findings as GitHub annotations too.",
        ),
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
    with _environment():
        from plainleaf import asked, library, shelf  # noqa: PLC0415  need the engines

        order = replace(
            asked.order_of(options, formats, today=_today(), epoch=_epoch()),
            instance=asked.instance_of(instance),
            keep_versions=keep_versions,
        )
        todo, findings = asked.tasks_of(options)
        outcomes = []
        for outcome in library.build(todo, order, jobs=jobs or os.cpu_count() or 1):
            outcomes.append(outcome)
            if options["as_"] is None:
                if not outcome.built:
                    click.echo(f"{outcome.place}: nothing has changed")
                _tell(outcome.files)
        publisher, logo = shelf.publisher_of(task.source for task in todo)
        front = shelf.publish_front(order, publisher, logo)
        if options["as_"] is None:
            _tell(front.files)
        _finish(findings, outcomes, options, front)


@main.command("check")
@_shared
@click.option("--external", is_flag=True, help="Ask the installed validators too.")
def check_command(*, external: bool, **options: Any) -> None:
    """Validate sources and check what stands in the build; write nothing."""
    with _environment():
        from plainleaf import asked, library  # noqa: PLC0415  need the engines

        formats = ",".join(FORMATS)
        order = asked.order_of(options, formats, today=_today(), epoch=_epoch())
        todo, findings = asked.tasks_of(options)
        outcomes = [library.check_one(task, order) for task in todo]
        if external:
            from plainleaf.check.external import check_external  # noqa: PLC0415

            folders = [order.build / outcome.place for outcome in outcomes]
            findings += check_external(folders)
        _finish(findings, outcomes, options)


@main.command("new")
@click.argument("leaflet", metavar="ID")
@click.option("--title", help="The title, as readers will see it.")
@click.option("--type", "kind", type=click.Choice(TYPES), help="What kind of text.")
@click.option(
    "--language", default=SOURCE_LANGUAGE, show_default=True, help="Such as es or ar."
)
@click.option(
    "--source",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("source"),
    show_default=True,
    help="Folder of the leaflets.",
)
def new_command(
    leaflet: str, title: str | None, kind: str | None, language: str, source: Path
) -> None:
    """Begin a leaflet: a source that builds, with all still to be written."""
    trouble = portable_name_trouble(leaflet)
    if trouble:
        raise click.BadParameter(
            f"{leaflet!r} {trouble}; use small letters a to z, digits and hyphens"
            + _name_like(leaflet),
            param_hint="ID",
        )
    if not is_language(language) or not has_catalogue(language):
        meant = language_meant(language)
        raise click.BadParameter(
            f"{language!r} is not how a language is written here; did you mean {meant}?"
            if meant
            else f"there are no words for readers in {language!r} yet; "
            "docs/translating.md tells how to add a language",
            param_hint="--language",
        )
    path = source / leaflet / f"{language}.md"
    if path.exists():
        raise click.UsageError(f"{path} is there already")
    others = sources_in(path.parent)
    if others:
        raise click.UsageError(
            f"{path.parent} has {others[0]}; copy it to {path.name} and translate it, "
            "as docs/translating.md tells"
        )
    title = (title or "").strip() or _answer("Title, as readers will see it")
    kind = kind or _answer("Kind of text", choices=TYPES, otherwise="general")
    text = starting_source(leaflet=leaflet, language=language, kind=kind, title=title)
    with _environment():
        new_source(path, text)
    click.echo(str(path))
    click.echo(
        f"    write in it, then run: python publish.py build {leaflet}", err=True
    )


def _name_like(typed: str) -> str:
    """Return the name of a folder to use in the place of what was typed, if any."""
    name = slug(typed.removesuffix(".md"))
    return "" if portable_name_trouble(name) else f", as {name}"


def _answer(
    question: str, *, choices: Sequence[str] = (), otherwise: str | None = None
) -> str:
    """Return the answer to a question; without anybody to ask, the command is wrong."""
    try:
        return str(
            click.prompt(
                question,
                default=otherwise,
                type=click.Choice(choices) if choices else str,
                err=True,
            )
        )
    except click.Abort as abort:
        if isinstance(abort.__context__, KeyboardInterrupt):
            raise KeyboardInterrupt from None
        raise click.UsageError(
            "nobody answered; give --title and --type instead"
        ) from None


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


def _today() -> date:
    return date.today()  # noqa: DTZ011  the day where the author is


def _epoch() -> datetime:
    """Return SOURCE_DATE_EPOCH (reproducible-builds.org) or a fixed day."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return datetime.fromtimestamp(int(given), tz=UTC)
    return EPOCH_WHEN_UNKNOWN


def _tell(files: Iterable[Path]) -> None:
    for file in files:
        click.echo(str(file))


def _finish(
    findings: Iterable[Finding],
    outcomes: "Sequence[Outcome]",
    options: dict[str, Any],
    front: "Front | None" = None,
) -> None:
    every = [*findings, *(f for outcome in outcomes for f in outcome.findings)]
    files = [str(file) for outcome in outcomes for file in outcome.files]
    if front is not None:
        every += front.findings
        files += [str(file) for file in front.files]
    release = options["release"]
    match options["as_"]:
        case "json":
            click.echo(as_json(every, files))
        case "sarif":
            click.echo(as_sarif(every, release=release))
        case form:
            if form == "github":
                click.echo(as_annotations(every, release=release), nl=False)
            console = Console(stderr=True, highlight=False, markup=False, emoji=False)
            print_findings(every, console, release=release, every=options["verbose"])
            _count(every, outcomes, console, release=release)
            if front is not None and front.page is not None:
                console.print(f"the front page: {front.page}", soft_wrap=True)
    sys.exit(Exit.ERRORS if has_errors(every, release=release) else Exit.PUBLISHED)


def _count(
    findings: Sequence[Finding],
    outcomes: "Sequence[Outcome]",
    console: Console,
    *,
    release: bool,
) -> None:
    """Print how much was found; what only a release asks for is no warning."""
    wanting = 0 if release else sum(f.severity is Severity.RELEASE for f in findings)
    settled = [found.settled(release=release).severity for found in findings]
    told = [
        _counted(len(outcomes), "publication"),
        _counted(settled.count(Severity.ERROR), "error"),
        _counted(settled.count(Severity.WARNING) - wanting, "warning"),
    ]
    if wanting:
        told.append(f"{_counted(wanting, 'gap')} to fill before a release")
    console.print(", ".join(told), soft_wrap=True)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


class _Terminated(BaseException):
    """SIGTERM has come: workers and stages are to be tidied up on the way out."""


@contextmanager
def _environment() -> Iterator[None]:
    """Turn a signal, a missing engine and a failing disk into their exit codes."""
    here = os.getpid()

    def terminate(number: int, frame: FrameType | None) -> None:
        del number, frame
        if os.getpid() != here:  # a worker, which has nothing to tidy up
            os._exit(Exit.TERMINATED)
        raise _Terminated

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    except KeyboardInterrupt:
        click.echo("stopped", err=True)
        sys.exit(Exit.INTERRUPTED)
    except _Terminated:
        click.echo("stopped", err=True)
        sys.exit(Exit.TERMINATED)
    except ImportError as trouble:
        _lacks(str(trouble))
    except OSError as trouble:
        if trouble.errno is None:  # as a library that cannot be loaded says it
            _lacks(str(trouble).partition(".  Additionally")[0])
        name = trouble.filename or "a file"
        click.echo(f"could not write {name}: {trouble.strerror}", err=True)
        sys.exit(Exit.ENVIRONMENT)
    finally:
        signal.signal(signal.SIGTERM, before)


def _lacks(what: str) -> None:
    click.echo(f"something that publishing needs is missing: {what}", err=True)
    click.echo("    hint: python publish.py doctor says how to get it", err=True)
    sys.exit(Exit.ENVIRONMENT)
