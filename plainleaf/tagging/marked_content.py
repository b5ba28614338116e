"""The private names of WeasyPrint that are replaced: all of them, here.

WeasyPrint offers a hook after its file is made (`finisher`), too late for a structure
tree of our own. Two names are replaced, both only while a `Painting` is current:

* `weasyprint.pdf.stream.Stream.marked` surrounds each text and image that is painted.
  Ours writes a marked-content id for real content, or an artifact.
* `weasyprint.pdf.add_tags` builds the structure tree from the painted pages. Ours
  hands them to the current `Painting`.

The current painting is a context variable: other threads, and other users of
WeasyPrint in the same process, never notice.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import pydyf
import weasyprint
import weasyprint.pdf
from weasyprint.pdf.stream import Stream

from plainleaf.tagging.artifacts import FOOTER, HEADER, LAYOUT, PAGINATION
from plainleaf.tagging.elements import Run
from plainleaf.tagging.glyphs import goes_backwards, part_shared_text

SUPPORTED_MAJOR = "70"
if weasyprint.VERSION.partition(".")[0] != SUPPORTED_MAJOR:  # pragma: no cover
    raise ImportError(
        f"plainleaf.tagging replaces private names of WeasyPrint {SUPPORTED_MAJOR} "
        f"and has not been read against {weasyprint.VERSION}: install "
        f"weasyprint>={SUPPORTED_MAJOR},<{int(SUPPORTED_MAJOR) + 1}"
    )

_stock_marked = Stream.marked
_stock_add_tags = weasyprint.pdf.add_tags


class SpaceSlot(pydyf.Object):  # type: ignore[misc]
    """A place kept in a page's stream for a space that layout took away.

    Whether a font has a glyph for the space is only known when all is painted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.operator = b""

    @property
    def data(self) -> bytes:
        """What is written into the stream."""
        return self.operator


@dataclass(slots=True)
class PaintedRun:
    """A run as it was painted: its properties can still change."""

    run: Run
    properties: Any
    operators: list[Any]
    slot: SpaceSlot | None


@dataclass(slots=True)
class Painting:
    """What the replaced names need to know while one document is painted."""

    runs: Mapping[Any, Run]
    artifacts: Mapping[Any, str]
    add_tags: Callable[[Any, Any, list[Any]], None]
    painted: list[PaintedRun] = field(default_factory=list)
    strangers: list[Any] = field(default_factory=list)
    next_mcid: dict[Any, int] = field(default_factory=dict)

    @contextlib.contextmanager
    def current(self) -> Iterator[None]:
        """Make this the painting that WeasyPrint works for."""
        token = _CURRENT.set(self)
        try:
            yield
        finally:
            _CURRENT.reset(token)


_CURRENT: ContextVar[Painting | None] = ContextVar("painting", default=None)


@contextlib.contextmanager
def _marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
    painting = _CURRENT.get()
    if painting is None or stream._tags is None:  # noqa: SLF001
        with _stock_marked(stream, box, tag):
            yield
    elif (run := painting.runs.get(box)) is not None:
        with _real_content(painting, stream, run, tag):
            yield
    elif _is_painted(box):
        if box not in painting.artifacts:
            painting.strangers.append(box)
        with _artifact(stream, painting.artifacts.get(box, LAYOUT)):
            yield
    else:
        yield


def _is_painted(box: Any) -> bool:
    """Whether anything will show: a lone space is nothing but the line under it."""
    words = getattr(box, "text", None)
    if words is None or words.strip():
        return True
    return bool(box.style["text_decoration_line"] != "none")


@contextlib.contextmanager
def _real_content(
    painting: Painting, stream: Any, run: Run, tag: str
) -> Iterator[None]:
    # Ids count per stream: a group with opacity is a stream of its own.
    run.stream = stream
    run.mcid = painting.next_mcid.get(stream, 0)
    painting.next_mcid[stream] = run.mcid + 1
    properties = pydyf.Dictionary({"MCID": run.mcid})
    pydyf.Stream.begin_marked_content(stream, tag, properties)
    start = len(stream.stream)
    try:
        yield
    finally:
        operators = stream.stream[start:]
        if run.is_text and goes_backwards(run.box.text):
            fonts = stream._fonts.values()  # noqa: SLF001
            part_shared_text(run.box.text, operators, fonts)
        slot = None
        if run.space_after and stream.stream[-1] == b"ET":
            slot = SpaceSlot()
            stream.stream.insert(-1, slot)
        painting.painted.append(PaintedRun(run, properties, operators, slot))
        pydyf.Stream.end_marked_content(stream)


@contextlib.contextmanager
def _artifact(stream: Any, kind: str) -> Iterator[None]:
    properties = pydyf.Dictionary({"Type": "/Layout"})
    if kind in {HEADER, FOOTER, PAGINATION}:
        properties["Type"] = "/Pagination"
    if kind in {HEADER, FOOTER}:
        properties["Subtype"] = f"/{kind}"
    pydyf.Stream.begin_marked_content(stream, "Artifact", properties)
    try:
        yield
    finally:
        pydyf.Stream.end_marked_content(stream)


def _add_tags(
    pdf: Any, document: Any, pdf_version: str, page_streams: list[Any]
) -> None:
    painting = _CURRENT.get()
    if painting is None:
        _stock_add_tags(pdf, document, pdf_version, page_streams)
    else:
        painting.add_tags(pdf, document, page_streams)


Stream.marked = _marked
weasyprint.pdf.add_tags = _add_tags
