"""Many publications: builds each apart from the others.

Each publication is built in a worker of its own, so that one that hangs or crashes
the engine is reported and the others go on. What has not changed since its manifest
was written is not built again.
"""

import errno
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pebble import ProcessExpired, ProcessPool

from plainleaf.allowances import idle, set_aside
from plainleaf.cache import inputs_of, unchanged
from plainleaf.discovery import Task
from plainleaf.evidence import evidence
from plainleaf.findings import (
    FAULT_OF_OURS,
    Finding,
    Location,
    Severity,
    findings_from_json,
    findings_to_json,
    has_errors,
)
from plainleaf.model import Publication
from plainleaf.parse import parse
from plainleaf.pipeline import Order, checked, own_files, publish
from plainleaf.render.report_page import report_page
from plainleaf.rulebook import severities
from plainleaf.validate import validate
from plainleaf.write import (
    FINDINGS,
    REPORT,
    REPORT_PAGE,
    mark_stale,
    read_json,
    read_manifest,
    replace_file,
    replace_json,
)

SECONDS = 300
"""The longest a publication may take: one that takes longer has met a fault."""
DISK = {
    *(errno.EACCES, errno.EDQUOT, errno.EEXIST, errno.EIO, errno.EISDIR),
    *(errno.EMFILE, errno.ENAMETOOLONG, errno.ENOSPC, errno.ENOTDIR),
    *(errno.EPERM, errno.EROFS),
}
"""What the operating system says of a disk that does not take or give a file."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task. `built` is false when nothing had changed."""

    place: PurePosixPath
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    built: bool = True


def build(todo: Sequence[Task], order: Order, *, jobs: int) -> Iterator[Outcome]:
    """Build tasks in workers of their own; yield outcomes in the tasks' order."""
    with ProcessPool(max_workers=min(jobs, max(1, len(todo)))) as pool:
        futures = [
            pool.schedule(build_one, args=(task, order), timeout=SECONDS)
            for task in todo
        ]
        try:
            for task, future in zip(todo, futures, strict=True):
                try:
                    outcome = future.result()
                except (TookTooLong, ProcessExpired) as trouble:
                    outcome = _lost(task, order, trouble)
                except Exception as trouble:
                    if _of_the_machine(trouble):
                        raise  # no publication's fault, and no other would fare better
                    outcome = _lost(task, order, trouble)
                yield outcome
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]  # pebble is partly typed
            raise


def _of_the_machine(trouble: Exception) -> bool:
    """Tell the disk, or a tool that is not there, from a fault of the program.

    A library that cannot be loaded has no number; neither has a picture that Pillow
    cannot read, and that is one publication's alone.
    """
    if isinstance(trouble, OSError):
        return trouble.errno in DISK or "cannot load library" in str(trouble)
    return isinstance(trouble, ImportError)


def build_one(task: Task, order: Order) -> Outcome:
    """Build one publication through every stage; never raises for its author."""
    publication, findings = parse(task.source)
    if publication is not None:
        publication = replace(publication, instead=task.instead)
        findings += validate(publication, as_of=order.as_of) + task.findings
        findings += idle(publication, severities())
        findings = set_aside(findings, publication, as_of=order.as_of)
    folder = order.build / task.place
    if publication is None or has_errors(findings, release=order.release):
        mark_stale(folder)
        _record(folder, findings, ())
        _report(publication, folder, findings, (), order)
        return Outcome(task.place, (), findings)
    inputs = inputs_of(task.source, (*task.siblings, task.instead), order)
    if unchanged(folder, inputs):
        found = findings_from_json(read_json(folder / FINDINGS) or {}, "edition")
        found = set_aside(found, publication, as_of=order.as_of)
        _record(folder, findings, found)
        _report(publication, folder, findings, found, order)
        return Outcome(task.place, (), findings + found, built=False)
    done = publish(
        publication, task.place, order, siblings=task.siblings, inputs=inputs
    )
    found = set_aside(done.findings, publication, as_of=order.as_of)
    _record(folder, findings, found)
    _report(publication, folder, findings, found, order)
    return Outcome(task.place, done.files, findings + found)


def check_one(task: Task, order: Order) -> Outcome:
    """Validate one publication and check what stands in the build, writing nothing."""
    publication, findings = parse(task.source)
    folder = order.build / task.place
    if publication is not None:
        findings += validate(publication, as_of=order.as_of) + task.findings
        findings += idle(publication, severities())
        manifest = read_manifest(folder)
        if manifest is None:
            findings += (
                Finding(
                    "not-built",
                    Severity.WARNING,
                    "no edition has been built yet, so none was checked",
                    publication.location,
                    "Run: python publish.py build.",
                ),
            )
        else:
            unwritten = own_files(publication) - manifest.get("files", {}).keys()
            findings += checked(folder, publication, task.place, unwritten=unwritten)
        findings = set_aside(findings, publication, as_of=order.as_of)
    return Outcome(task.place, (), findings, built=False)


def _record(
    folder: Path, source: tuple[Finding, ...], edition: tuple[Finding, ...]
) -> None:
    replace_json(
        folder / FINDINGS,
        {
            "schema": 1,
            "source": findings_to_json(source),
            "edition": findings_to_json(edition),
        },
    )


def _report(
    publication: Publication | None,
    folder: Path,
    source: tuple[Finding, ...],
    edition: tuple[Finding, ...],
    order: Order,
) -> None:
    """Write what is known of a publication's quality, as JSON and as a page."""
    if publication is None:
        return
    facts = evidence(
        publication,
        folder,
        source=source,
        edition=edition,
        manifest=read_manifest(folder),
        as_of=order.as_of,
    )
    replace_json(folder / REPORT, facts)
    replace_file(folder / REPORT_PAGE, report_page(facts))


def _lost(task: Task, order: Order, trouble: BaseException) -> Outcome:
    """Report a worker that took too long or died: our fault, or hostile input."""
    mark_stale(order.build / task.place)
    smaller = "Make the text or its pictures smaller; if it is small, report this line."
    match trouble:
        case TookTooLong():
            rule, hint = "worker-lost", smaller
            what = f"building took more than {SECONDS} seconds and was stopped"
        case ProcessExpired() | MemoryError():
            rule, hint = "worker-lost", smaller
            what = f"the worker that built it died ({type(trouble).__name__})"
        case _:
            rule, hint = "program-fault", FAULT_OF_OURS
            what = (
                "a fault of the program, not of the text, stopped it "
                f"({type(trouble).__name__}: {trouble})"
            )
    finding = Finding(rule, Severity.ERROR, what, Location(task.source.path), hint)
    return Outcome(task.place, (), (finding,))
