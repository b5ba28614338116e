"""Reads a finished PDF as a stranger would, and says what a listener gets.

Nothing here knows how the file was made: only pikepdf and ISO 32000.

    print(tag_tree.read(pdf).show())

    Document
      H1 "Hair loss"
      L ListNumbering=Disc
        LI
          Lbl "• "
          LBody "one"
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_BFCHAR = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
_PAIR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_TEXT_KEYS = ("/Alt", "/ActualText", "/E", "/Lang", "/ID", "/T")


@dataclass(slots=True, eq=False)
class Heard:
    """A structure element as read: attribute names without slash."""

    tag: str
    attributes: dict[str, Any]
    pdf_object: Any
    kids: "list[Heard | str]" = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    def walk(self) -> "Iterator[Heard]":
        """Yield the element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Heard):
                yield from kid.walk()

    def all(self, *tags: str) -> "list[Heard]":
        """List the elements with one of some tags, in reading order."""
        return [found for found in self.walk() if found.tag in tags]

    def one(self, tag: str) -> "Heard":
        """Give the only element with a tag."""
        (found,) = self.all(tag)
        return found

    @property
    def text(self) -> str:
        """All text below, as it is in the file."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def show(self, depth: int = 0) -> str:
        """Write an indented line for each element, its own words in quotes."""
        attributes = "".join(f" {k}={v}" for k, v in self.attributes.items())
        indent = "  " * depth
        if all(isinstance(kid, str) for kid in self.kids):
            words = f' "{self.text}"' if self.text else ""
            return f"{indent}{self.tag}{attributes}{words}"
        lines = [f"{indent}{self.tag}{attributes}"]
        for kid in self._joined():
            if isinstance(kid, str):
                lines.append(f'{indent}  "{kid}"')
            else:
                lines.append(kid.show(depth + 1))
        return "\n".join(lines)

    def _joined(self) -> "Iterator[Heard | str]":
        """Yield the kids, texts that follow each other in one piece."""
        text = ""
        for kid in self.kids:
            if isinstance(kid, str):
                text += kid
                continue
            if text:
                yield text
                text = ""
            yield kid
        if text:
            yield text


@dataclass(slots=True)
class PageText:
    """The text of a content stream by marked-content id, in order of painting."""

    marked: dict[int, str] = field(default_factory=dict)
    actual: dict[int, str] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    untagged: int = 0

    def spoken(self, mcid: int) -> str:
        """Give what is heard for one marked content."""
        return self.actual.get(mcid, self.marked.get(mcid, ""))


class TagTree:
    """A tagged PDF, read."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(pdf))
        self._fonts: dict[Any, tuple[dict[int, str], int]] = {}
        self.pages = [self._read_stream(page) for page in self.pdf.pages]
        self._page_numbers = {
            page.obj.objgen: number for number, page in enumerate(self.pdf.pages)
        }
        self.used: set[tuple[int, int]] = set()
        root = self.pdf.Root.StructTreeRoot
        (document,) = (self._read_element(kid) for kid in _list(root.K))
        self.document = document

    def show(self) -> str:
        """Write the whole tree."""
        return self.document.show()

    @property
    def words(self) -> list[str]:
        """All words in the order of the structure tree."""
        return list(_words(self.document))

    @property
    def artifact_text(self) -> str:
        """All text that is painted but not read."""
        return " ".join(text for page in self.pages for text in page.artifacts)

    @property
    def painted_text(self) -> list[str]:
        """The marked texts of each page in order of painting."""
        return ["".join(page.marked.values()) for page in self.pages]

    @property
    def unheard(self) -> list[tuple[int, int]]:
        """Marked content that no structure element owns, as (page, id)."""
        return [
            (number, mcid)
            for number, page in enumerate(self.pages)
            for mcid in page.marked
            if (number, mcid) not in self.used
        ]

    def headers(self, cell: Heard) -> list[str]:
        """Find the texts of the header cells a cell names, by the IDTree."""
        names = _list(self.pdf.Root.StructTreeRoot.IDTree.Names)
        ids = {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
        by_object = {e.pdf_object.objgen: e for e in self.document.walk()}
        return [
            by_object[ids[name].objgen].text.strip()
            for name in cell.attributes.get("Headers", [])
        ]

    def bookmarks(self) -> list[str]:
        """List the titles of all bookmarks."""
        with self.pdf.open_outline() as outline:
            return list(_titles(outline.root))

    def _read_element(self, element: Any, page: Any = None) -> Heard:
        page = element.get("/Pg", page)
        heard = Heard(str(element.S)[1:], _attributes(element), element)
        for kid in _list(element.get("/K")):
            if isinstance(kid, int):
                heard.kids.append(self._spoken(page, kid))
            elif kid.get("/Type") == "/OBJR":
                heard.annotations.append(kid.Obj)
            elif kid.get("/Type") == "/MCR":
                if "/Stm" in kid:
                    text = self._read_stream(kid.Stm).spoken(int(kid.MCID))
                    heard.kids.append(text)
                else:
                    heard.kids.append(self._spoken(kid.get("/Pg", page), int(kid.MCID)))
            else:
                heard.kids.append(self._read_element(kid, page))
        if "/ActualText" in element:
            heard.kids = [str(element.ActualText)]
        return heard

    def _spoken(self, page: Any, mcid: int) -> str:
        number = self._page_numbers[page.objgen]
        self.used.add((number, mcid))
        return self.pages[number].spoken(mcid)

    def _read_stream(self, stream: Any) -> PageText:
        found = PageText()
        resources = stream.Resources if hasattr(stream, "Resources") else {}
        open_marks: list[int | str] = []
        font = None
        for operands, operator in pikepdf.parse_content_stream(stream):
            match str(operator):
                case "BDC" | "BMC":
                    open_marks.append(_open_mark(found, operands))
                case "EMC":
                    open_marks.pop()
                case "Tf":
                    font = resources["/Font"][str(operands[0])]
                case "Tj" | "TJ":
                    text = self._decode(font, operands)
                    self._add_text(found, open_marks, text)
                case "Do" | "f" | "S" | "B" | "f*" | "sh":
                    if not open_marks and not _is_form(resources, operator, operands):
                        found.untagged += 1
        found.artifacts = [text for text in found.artifacts if text]
        return found

    @staticmethod
    def _add_text(found: PageText, open_marks: list[int | str], text: str) -> None:
        if "Artifact" in open_marks:
            found.artifacts[-1] += text
        elif open_marks and isinstance(open_marks[-1], int):
            found.marked[open_marks[-1]] += text
        else:
            found.untagged += 1

    def _decode(self, font: Any, operands: Any) -> str:
        if font.objgen not in self._fonts:
            size = 2 if font.Subtype == "/Type0" else 1
            self._fonts[font.objgen] = _to_unicode(font), size
        characters, size = self._fonts[font.objgen]
        pieces = _list(operands[0])
        codes = b"".join(
            bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)
        )
        return "".join(
            characters.get(int.from_bytes(codes[i : i + size], "big"), "\ufffd")
            for i in range(0, len(codes), size)
        )


def read(pdf: bytes) -> TagTree:
    return TagTree(pdf)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _is_form(resources: Any, operator: Any, operands: Any) -> bool:
    """Tell forms: they have marked content of their own."""
    if str(operator) != "Do":
        return False
    return bool(resources["/XObject"][str(operands[0])].Subtype == "/Form")


def _open_mark(found: PageText, operands: Any) -> int | str:
    tag = str(operands[0])[1:]
    properties = operands[1] if len(operands) > 1 else {}
    if tag == "Artifact":
        found.artifacts.append("")
        return tag
    if "/MCID" not in properties:
        return tag
    mcid = int(properties.MCID)
    found.marked[mcid] = ""
    if "/ActualText" in properties:
        found.actual[mcid] = str(properties.ActualText)
    return mcid


def _to_unicode(font: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    for block in _BFCHAR.findall(font.ToUnicode.read_bytes().decode("latin-1")):
        for code, text in _PAIR.findall(block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found


def _attributes(element: Any) -> dict[str, Any]:
    found = {key[1:]: str(element[key]) for key in _TEXT_KEYS if key in element}
    for owner in _list(element.get("/A")):
        for key, value in owner.items():
            if key == "/O":
                continue
            if isinstance(value, pikepdf.Array):
                found[key[1:]] = [
                    str(v) if isinstance(v, pikepdf.String) else float(v) for v in value
                ]
            else:
                found[key[1:]] = str(value).removeprefix("/")
    return found


_INLINE = {"Span", "Link", "Reference", "Quote", "Code", "Em", "Strong", "Lbl"}
_INLINE |= {"Ruby", "RB", "RT", "Formula"}


def _words(element: Heard) -> Iterator[str]:
    yield from _text_with_breaks(element, None).split()


def _text_with_breaks(element: Heard, around: Heard | None) -> str:
    if element.tag == "Lbl" and around is not None and _numbers_its_entries(around):
        return ""
    inside = around if element.tag == "LI" else element
    text = "".join(
        kid if isinstance(kid, str) else _text_with_breaks(kid, inside)
        for kid in element.kids
    )
    return text if element.tag in _INLINE else f"\n{text}\n"


def _numbers_its_entries(around: Heard) -> bool:
    """Whether the labels in a list or table of contents are its numbers or bullets."""
    numbering = around.attributes.get("ListNumbering", "None")
    return around.tag == "TOCI" or numbering not in {"None", "Description"}


def _titles(outlines: Any) -> Iterator[str]:
    for outline in outlines:
        yield outline.title
        yield from _titles(outline.children)
