"""Footnotes: a Note stands right after the block that cites it.

`aside role=doc-footnote` already stands there in the source. A note that floats has
its words in the middle of the citing paragraph, where nobody wants to hear them:
they move behind it.
"""

from typing import TYPE_CHECKING

from plainleaf.tagging.elements import Element
from plainleaf.tagging.structure import GROUP, Kid, Tag, is_inline

if TYPE_CHECKING:
    from plainleaf.tagging.builder import Builder

_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote"})
_CALLS = frozenset({"footnote-call", "note-call"})
_MARKERS = frozenset({"footnote-marker", "note-marker"})
_BACK = frozenset({"note-callback"})
NOTE_TYPES = frozenset({"Note", "FENote"})


def is_note(element: Element) -> bool:
    """Whether an element is marked as a note."""
    return element.role in _NOTE_ROLES


def is_float_footnote(element: Element) -> bool:
    """Whether layout took an element to the foot of the page."""
    return call_of(element) is not None


def call_of(note: Element) -> Element | None:
    """Return the mark of a floating note in the text."""
    return _pseudo_of(note, _CALLS)


def way_back_of(note: Element) -> Element | None:
    """Return what leads back from a floating note: its last sign, else its number."""
    return _pseudo_of(note, _BACK) or _pseudo_of(note, _MARKERS)


def _pseudo_of(note: Element, names: frozenset[str]) -> Element | None:
    found = (k for k in note.kids if isinstance(k, Element) and k.pseudo in names)
    return next(found, None)


def note_tags(builder: "Builder", element: Element) -> list[Kid]:
    """Make the Note of a marked element."""
    kids = builder.kids(element)
    return [note_around(builder, element, kids)] if kids else []


def note_around(builder: "Builder", element: Element, kids: list[Kid]) -> Tag:
    """Make the Note of an element from what stands in it.

    A Note has a unique ID (ISO 14289-1, 7.9).
    """
    tag = builder.tag("Note" if builder.profile.part == 1 else "FENote", kids, element)
    builder.notes += 1
    tag.id = builder.new_id(str(element.html.get("id") or f"note-{builder.notes}"))
    if builder.profile.part > 1:
        kind = "Endnote" if element.role == "doc-endnote" else "Footnote"
        tag.attributes["FENote"] = {"NoteType": f"/{kind}"}
    return tag


def move_notes_behind_blocks(tag: Tag) -> None:
    """Take notes out of the lines they stand in and put them behind the block."""
    kids: list[Kid] = []
    for kid in tag.kids:
        notes: list[Kid] = []
        if isinstance(kid, Tag):
            move_notes_behind_blocks(kid)
            if _is_line(kid):
                notes = _take_notes(kid)
        if not notes or _says_more(kid):
            kids.append(kid)
        kids.extend(notes)
    kids = _behind_their_words(kids)
    if tag.type == "LI":
        kids = _in_the_body(kids)
    if tag.type in {"LBody", "TD", "TH", "Caption", "Note", "FENote"} and any(
        isinstance(kid, Tag) and kid.type in NOTE_TYPES for kid in kids
    ):
        notes = [k for k in kids if isinstance(k, Tag) and k.type in NOTE_TYPES]
        if not any(
            isinstance(k, Tag) and not k.is_inline for k in kids if k not in notes
        ):
            kids = [k for k in kids if k not in notes] + list(notes)
    tag.kids = kids


def _is_line(tag: Tag) -> bool:
    return tag.type == "P" or tag.is_inline or tag.type.startswith("H")


def _take_notes(tag: Tag) -> list[Kid]:
    """Take the notes out of a line, and out of plain blocks that stand in it."""
    taken: list[Kid] = []
    kept: list[Kid] = []
    for kid in tag.kids:
        if isinstance(kid, Tag) and kid.type in NOTE_TYPES:
            taken.append(kid)
            continue
        inner: list[Kid] = []
        if isinstance(kid, Tag) and (kid.type == GROUP or tag.type != "P"):
            inner = _take_notes(kid)
        taken.extend(inner)
        if not inner or _says_more(kid):
            kept.append(kid)
    tag.kids = kept
    return taken


def _says_more(kid: Kid) -> bool:
    """Say whether anything is left of what its notes were taken from."""
    return not isinstance(kid, Tag) or bool(kid.kids or kid.annotations or kid.alt)


def _behind_their_words(kids: list[Kid]) -> list[Kid]:
    """Let floating notes wait for the end of the loose words they stand among."""
    result: list[Kid] = []
    waiting: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Tag) and kid.source and is_float_footnote(kid.source):
            waiting.append(kid)
            continue
        if not is_inline(kid):
            result.extend(waiting)
            waiting.clear()
        result.append(kid)
    return result + waiting


def _in_the_body(kids: list[Kid]) -> list[Kid]:
    """Give the notes of a term to what describes it: an entry can hold none."""
    notes = [kid for kid in kids if isinstance(kid, Tag) and kid.type in NOTE_TYPES]
    if not notes:
        return kids
    kids = [kid for kid in kids if kid not in notes]
    body = next((k for k in kids if isinstance(k, Tag) and k.type == "LBody"), None)
    if body is None:
        return [*kids, Tag("LBody", list(notes))]
    body.kids[:0] = notes
    return kids
