"""What a PDF's pages paint, and under which mark: the tree's content, or an artifact.

ISO 32000-1, 14.6 to 14.8: a sequence between BDC and EMC with an MCID belongs to
the structure tree, one with the tag Artifact to nobody, and the rest is untagged.
Form XObjects are read where they are painted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import hypot

import pikepdf

from plainleaf.check.glyphs import REPLACEMENT, Font, commands, read_font

Key = tuple[tuple[int, int], int]
"""Object number of the stream or page that holds a sequence, and the MCID in it."""

_PATHS = frozenset(
    {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "INLINE IMAGE"}
)
_TEXTS = frozenset({"Tj", "TJ", "'", '"'})
_DEEPEST_FORM = 20


@dataclass(slots=True)
class Painted:
    """What one marked-content sequence, or an artifact, paints.

    `points` is the size of the smallest text in it as seen on the page, None when it
    has none. `unread` counts characters that no map of the file gives back, `boxes`
    says that an empty box (.notdef) is shown.
    """

    kind: str
    page: int
    text: str = ""
    points: float | None = None
    unread: int = 0
    boxes: bool = False

    def add(self, text: str) -> None:
        """Add what is heard of a piece."""
        self.text += text


@dataclass(slots=True)
class Page:
    """A page's artifacts, and in words what it paints without any mark."""

    number: int
    artifacts: list[Painted] = field(default_factory=list)
    untagged: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Pages:
    """All pages of a file, and every sequence that an element may claim."""

    pages: list[Page] = field(default_factory=list)
    sequences: dict[Key, Painted] = field(default_factory=dict)
    fonts: dict[tuple[int, int], Font] = field(default_factory=dict)


def read_pages(pdf: pikepdf.Pdf) -> Pages:
    """Read what every page of an open PDF paints."""
    pages = Pages()
    for number, page in enumerate(pdf.pages, 1):
        pages.pages.append(Page(number))
        reader = _Reader(pages, pages.pages[-1])
        reader.read(page.obj, page.obj.get("/Resources"), page.obj.objgen, depth=0)
    return pages


@dataclass(slots=True)
class _State:
    """The part of the graphics state that decides how large text is."""

    matrix: tuple[float, float, float, float] = (1, 0, 0, 1)
    font: Font | None = None
    size: float = 0

    def copy(self) -> "_State":
        return _State(self.matrix, self.font, self.size)


@dataclass(slots=True)
class _Mark:
    """An open marked-content sequence: what it paints into, its ActualText if any."""

    target: Painted | None
    replaced: bool


class _Reader:
    """Follows the operators of one page and of the forms painted on it."""

    def __init__(self, pages: Pages, page: Page) -> None:
        self._pages = pages
        self._page = page
        self._state = _State()
        self._text_matrix: tuple[float, float, float, float] = (1, 0, 0, 1)
        self._marks: list[_Mark] = []

    def read(
        self,
        stream: pikepdf.Object,
        resources: pikepdf.Object | None,
        owner: tuple[int, int],
        *,
        depth: int,
    ) -> None:
        """Read a page's or a form's operators; `owner` is what its MCIDs count in."""
        resources = pikepdf.Dictionary() if resources is None else resources
        saved: list[_State] = []
        base = len(self._marks)
        readable = pikepdf.Page(stream) if stream.get("/Type") == "/Page" else stream
        for operator, operands in commands(readable):
            if operator == "q":
                saved.append(self._state.copy())
            elif operator == "Q":
                self._state = saved.pop() if saved else _State()
            elif operator in {"BDC", "BMC"}:
                self._marks.append(self._open(operands, resources, owner))
            elif operator == "EMC":
                if len(self._marks) > base:
                    self._marks.pop()
            elif operator == "Do":
                self._paint_object(operands[0], resources, owner, depth)
            elif operator in _TEXTS:
                self._show(operands)
            elif operator in _PATHS:
                self._paint("a drawing")
            else:
                self._set(operator, operands, resources)
        del self._marks[base:]

    def _open(
        self,
        operands: list[pikepdf.Object],
        resources: pikepdf.Object,
        owner: tuple[int, int],
    ) -> _Mark:
        tag, properties = str(operands[0])[1:], _properties(operands, resources)
        target = self._target
        if "/MCID" in properties:
            key = (owner, int(properties["/MCID"]))
            target = self._pages.sequences.setdefault(
                key, Painted(tag, self._page.number)
            )
        elif tag == "Artifact":
            kind = properties.get("/Subtype", properties.get("/Type", "/"))
            target = Painted(str(kind)[1:], self._page.number)
            self._page.artifacts.append(target)
        replaced = self._replaced
        if "/ActualText" in properties and not replaced:
            if target is not None:
                target.add(str(properties["/ActualText"]))
            replaced = True
        return _Mark(target, replaced)

    @property
    def _target(self) -> Painted | None:
        return self._marks[-1].target if self._marks else None

    @property
    def _replaced(self) -> bool:
        return bool(self._marks) and self._marks[-1].replaced

    def _set(
        self, operator: str, operands: list[pikepdf.Object], resources: pikepdf.Object
    ) -> None:
        match operator:
            case "cm":
                self._state.matrix = _product(_matrix(operands), self._state.matrix)
            case "BT":
                self._text_matrix = (1, 0, 0, 1)
            case "Tm":
                self._text_matrix = _matrix(operands)
            case "Tf":
                self._state.font = self._font(operands[0], resources)
                self._state.size = float(operands[1])

    def _font(self, name: pikepdf.Object, resources: pikepdf.Object) -> Font | None:
        font = _resource(resources, "/Font", name)
        if font is None:
            return None
        if font.objgen not in self._pages.fonts or not font.is_indirect:
            self._pages.fonts[font.objgen] = read_font(font)
        return self._pages.fonts[font.objgen]

    def _show(self, operands: list[pikepdf.Object]) -> None:
        shown = operands[-1]
        parts = shown if isinstance(shown, pikepdf.Array) else [shown]
        text, boxes = "", False
        for part in parts:
            if isinstance(part, pikepdf.String):
                font = self._state.font
                read, box = font.read(bytes(part)) if font else (REPLACEMENT, False)
                text, boxes = text + read, boxes or box
        target = self._target
        if target is None:
            if text:
                self._paint(f"the text {text.strip()[:40]!r}")
            return
        target.boxes |= boxes
        if text.strip():
            points = self._points()
            target.points = min(target.points or points, points)
        if not self._replaced:
            target.unread += text.count(REPLACEMENT)
            target.add(text)

    def _points(self) -> float:
        """Return the height of the text as it is seen, in points."""
        whole = _product(self._text_matrix, self._state.matrix)
        return abs(self._state.size) * hypot(whole[2], whole[3])

    def _paint(self, what: str) -> None:
        if not self._marks or self._target is None:
            self._page.untagged.append(what)

    def _paint_object(
        self,
        name: pikepdf.Object,
        resources: pikepdf.Object,
        owner: tuple[int, int],
        depth: int,
    ) -> None:
        form = _resource(resources, "/XObject", name)
        if form is None:
            return
        if form.get("/Subtype") != "/Form":
            self._paint("an image")
            return
        if depth == _DEEPEST_FORM:
            return
        outside = self._state.copy()
        if "/Matrix" in form:
            inner = _matrix(list(form.Matrix))
            self._state.matrix = _product(inner, self._state.matrix)
        inner_resources = form.get("/Resources", resources)
        self.read(form, inner_resources, form.objgen or owner, depth=depth + 1)
        self._state = outside


def _properties(
    operands: list[pikepdf.Object], resources: pikepdf.Object
) -> Mapping[str, pikepdf.Object]:
    """Return a sequence's property list: in place, or by its name in the resources."""
    if len(operands) == 1:
        return {}
    given: pikepdf.Object | None = operands[1]
    if isinstance(given, pikepdf.Name):
        given = _resource(resources, "/Properties", given)
    return {} if given is None else dict(given.items())


def _resource(
    resources: pikepdf.Object, kind: str, name: pikepdf.Object
) -> pikepdf.Object | None:
    named = resources.get(kind)
    return None if named is None else named.get(str(name))


def _matrix(operands: list[pikepdf.Object]) -> tuple[float, float, float, float]:
    a, b, c, d = (float(number) for number in operands[:4])
    return a, b, c, d


def _product(
    left: tuple[float, float, float, float], right: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    a, b, c, d = left
    e, f, g, h = right
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h
