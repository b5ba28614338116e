"""The publication as indented text: for debugging, and for the golden files of parse.

Every field that an edition shows or depends on is in it; places are not, since
findings show those. One line for each block; inlines in one line, in marks of their
own: `*emphasis*`, `**strong**`, `<link>`, `{language}`, and so on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, assert_never

from plainleaf.findings import Location
from plainleaf.imprint import FrontMatter, Publisher, Reference
from plainleaf.model import (
    Abbreviation,
    Block,
    Callout,
    Citation,
    ContactCard,
    DefinitionList,
    Emphasis,
    Figure,
    Foreign,
    Inline,
    ItemList,
    LanguageBlock,
    LineBreak,
    Link,
    Note,
    NoteMark,
    Only,
    Paragraph,
    Publication,
    Quote,
    ReviewerNote,
    Risk,
    Row,
    Section,
    Strong,
    Table,
    Term,
    Text,
    WriteIn,
)

STEP = "  "


def outline(publication: Publication) -> str:
    """Return a publication as indented text that ends in a line feed."""
    return "\n".join(line.rstrip() for line in _publication(publication)) + "\n"


def _publication(publication: Publication) -> Iterator[str]:
    front = publication.front
    yield f"publication {front.id} ({front.language}, {front.direction})"
    yield from _within(_stated(front, FrontMatter("", "", "")))
    publisher = list(_stated(publication.publisher, Publisher()))
    if publisher:
        yield STEP + "publisher"
        yield from _within(_within(publisher))
    if publication.summary:
        yield from _within(_block(publication.summary))
    yield from _within(_blocks(publication.blocks))
    for section in publication.sections:
        yield from _within(_section(section))
    for number, reference in enumerate(publication.references, start=1):
        yield STEP + f"reference {number}: {reference.id}"
    for left in publication.left_out:
        yield STEP + f"left out: {', '.join(left.jurisdictions)}"
    for name, image in sorted(publication.images.items()):
        yield STEP + (
            f"image {name}: {image.media_type}, {image.width} x {image.height}, "
            f"{len(image.raw)} bytes"
        )


def _within(lines: Iterable[str]) -> Iterator[str]:
    return (STEP + line for line in lines)


def _stated(value: Any, default: Any) -> Iterator[str]:
    """Yield what differs from the defaults of a dataclass, a line for each fact."""
    for field in fields(value):
        stated = getattr(value, field.name)
        if field.name in {
            "id",
            "language",
            "direction",
            "locations",
            "location",
            "begins",
        }:
            continue
        if stated != getattr(default, field.name):
            yield from _fact(field.name, stated)


def _fact(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, Reference):
        yield f"{name}: {value.id}"
        yield from _within(_stated_any(value))
    elif is_dataclass(value) and not isinstance(value, type):
        yield f"{name}:"
        yield from _within(_stated_any(value))
    elif isinstance(value, tuple):
        yield f"{name}:"
        for inner in value:
            lines = list(_fact("-", inner))
            yield from _within(lines)
    elif isinstance(value, dict):
        yield f"{name}:"
        for key, inner in value.items():
            yield f"{STEP}{key}: {inner}"
    else:
        yield f"{name}: {_plain(value)}"


def _stated_any(value: Any) -> Iterator[str]:
    for field in fields(value):
        stated = getattr(value, field.name)
        if not isinstance(stated, Location) and stated not in (None, (), {}):
            yield from _fact(field.name, stated)


def _plain(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _section(section: Section) -> Iterator[str]:
    aspect = f" aspect={section.aspect}" if section.aspect else ""
    yield f"section #{section.id}{aspect}: {_inlines(section.title)}"
    yield from _within(_blocks(section.blocks))
    for inner in section.sections:
        yield from _within(_section(inner))


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f"paragraph: {_inlines(block.inlines)}"
        case ItemList():
            kind = f"ordered from {block.start}" if block.ordered else "bulleted"
            yield f"list, {kind}, {'tight' if block.tight else 'loose'}"
            for entry in block.entries:
                yield STEP + "entry"
                yield from _within(_within(_blocks(entry.blocks)))
        case Quote():
            yield "quote"
            yield from _within(_blocks(block.blocks))
        case DefinitionList():
            yield "definition list"
            for definition in block.definitions:
                for term in definition.terms:
                    yield STEP + f"name: {_inlines(term)}"
                for meaning in definition.meanings:
                    yield STEP + "meaning"
                    yield from _within(_within(_blocks(meaning)))
        case Table():
            yield f"table #{block.id} row-headers={block.row_headers}: " + _inlines(
                block.caption
            )
            yield STEP + f"header: {_row(block.header)}"
            for row in block.rows:
                yield STEP + f"row: {_row(row)}"
        case Figure():
            alt = "decorative" if block.alt is None else f"“{block.alt}”"
            yield f"figure #{block.id} {block.image}: {alt}"
            if block.caption:
                yield STEP + f"caption: {_inlines(block.caption)}"
            if block.description:
                yield STEP + "description"
                yield from _within(_within(_blocks(block.description)))
        case Callout():
            yield from _callout(block)
        case ReviewerNote():
            yield f"reviewer note {block.number}"
            yield from _within(_blocks(block.blocks))
        case Note():
            yield f"note {block.number} #{block.id}"
            yield from _within(_blocks(block.blocks))
        case LanguageBlock():
            yield f"language {block.language} {block.direction}"
            yield from _within(_blocks(block.blocks))
        case ContactCard():
            yield f"contact #{block.id}"
            for line in block.lines:
                yield STEP + f"{line.fact.value}: {_inlines(line.inlines)}"
        case WriteIn():
            yield f"write-in, {block.lines} lines: {_inlines(block.label)}"
        case Only():
            places = f" jurisdictions={','.join(block.jurisdictions)}"
            yield (
                f"only outputs={','.join(sorted(block.outputs))}"
                f"{places if block.jurisdictions else ''}"
            )
            yield from _within(_blocks(block.blocks))
        case _:
            assert_never(block)


def _callout(block: Callout) -> Iterator[str]:
    outputs = ""
    if len(block.outputs) < 3:  # noqa: PLR2004 - there are three formats
        outputs = f" outputs={','.join(sorted(block.outputs))}"
    title = f": {_inlines(block.title)}" if block.title else ""
    number = f" number={block.number}" if block.number else ""
    yield f"{block.kind.value} #{block.id}{outputs}{number}{title}"
    yield from _within(_blocks(block.blocks))


def _row(row: Row) -> str:
    return " ¦ ".join(
        ("# " if cell.header else "") + _inlines(cell.inlines) for cell in row.cells
    )


def _inlines(inlines: Iterable[Inline]) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Emphasis():
            return f"*{_inlines(inline.inlines)}*"
        case Strong():
            return f"**{_inlines(inline.inlines)}**"
        case Link():
            action = " action" if inline.action else ""
            return f"<{_inlines(inline.inlines)} ->{action} {inline.target}>"
        case LineBreak():
            return "⏎"
        case Foreign():
            words = _inlines(inline.inlines)
            return f"{{{inline.language} {inline.direction}: {words}}}"
        case Abbreviation():
            sign = "+" if inline.expand else "="
            return f"<<{inline.short} {sign} {inline.expansion}>>"
        case Term():
            return f"[{_inlines(inline.inlines)} -> #{inline.entry}]"
        case Citation():
            works = "; ".join(
                f"{work.number} {work.reference}"
                + (f", {work.locator}" if work.locator else "")
                for work in inline.works
            )
            return f"[#{inline.id}: {works}]"
        case Risk():
            return f"({inline.count}/{inline.total}: {_inlines(inline.inlines)})"
        case NoteMark():
            return f"[^{inline.number} -> #{inline.note}]"
        case _:
            assert_never(inline)
