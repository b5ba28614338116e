"""Writes the structure tree into the file (ISO 32000-1, 14.7)."""

from codecs import BOM_UTF16_BE
from collections.abc import Iterable, Sequence
from typing import Any

import pydyf

from plainleaf.tagging.elements import Run
from plainleaf.tagging.figures import layout_of
from plainleaf.tagging.links import merge_annotations
from plainleaf.tagging.profiles import Profile
from plainleaf.tagging.roles import PDF_2_TYPES
from plainleaf.tagging.structure import Tag

_PDF_2_NAMESPACE = "http://iso.org/pdf2/ssn"


def _written(name: str) -> bytes:
    """Give the bytes of a name, by which a name tree is in order (7.9.6)."""
    return name.encode() if name.isascii() else BOM_UTF16_BE + name.encode("utf-16-be")


class Emitter:
    """Writes one tree; afterwards every tag has its dictionary in `written`."""

    def __init__(
        self, pdf: Any, profile: Profile, pages: Sequence[Any], streams: list[Any]
    ) -> None:
        self._pdf = pdf
        self._profile = profile
        # pydyf makes this tuple anew each time it is asked.
        self._page_references = pdf.page_references
        self._page_heights = [page.height for page in pages]
        self._streams = streams
        self._owners: dict[Any, dict[int, Any]] = {stream: {} for stream in streams}
        self._annotations: list[tuple[Any, Any]] = []
        self._ids: dict[str, Any] = {}
        self._custom: dict[str, str] = {}
        self._namespace: Any = None
        self.dropped: list[Any] = []
        self.link_annotations: list[tuple[Any, Tag]] = []

    def write(self, root: Tag) -> None:
        """Write the tree and hang it on the catalogue."""
        tree = self._add({"Type": "/StructTreeRoot"})
        if self._profile.part > 1:
            self._namespace = self._add(
                {"Type": "/Namespace", "NS": pydyf.String(_PDF_2_NAMESPACE)}
            )
            tree["Namespaces"] = pydyf.Array([self._namespace.reference])
        self._write_tag(root, tree)
        tree["K"] = pydyf.Array([root.written.reference])
        for tag in root.walk():
            if tag.refers_to:
                tag.written["Ref"] = pydyf.Array(
                    other.written.reference for other in tag.refers_to
                )
        self._write_parent_tree(tree)
        if self._ids:
            names = pydyf.Array()
            for name in sorted(self._ids, key=_written):
                names.extend((pydyf.String(name), self._ids[name].reference))
            tree["IDTree"] = self._add({"Names": names}).reference
        if self._custom:
            tree["RoleMap"] = pydyf.Dictionary(
                {name: f"/{type_}" for name, type_ in sorted(self._custom.items())}
            )
        self._pdf.catalog["StructTreeRoot"] = tree.reference
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _add(self, entries: dict[str, Any]) -> Any:
        dictionary = pydyf.Dictionary(entries)
        self._pdf.add_object(dictionary)
        return dictionary

    def _write_tag(self, tag: Tag, parent: Any) -> None:
        written = tag.written = self._add(
            {
                "Type": "/StructElem",
                "S": f"/{tag.custom or tag.type}",
                "P": parent.reference,
            }
        )
        if tag.custom:
            self._custom.setdefault(tag.custom, tag.type)
        elif self._namespace is not None and tag.type in PDF_2_TYPES:
            written["NS"] = self._namespace.reference
        stated = {
            "Alt": tag.alt,
            "ActualText": tag.actual,
            "Lang": tag.language,
            "ID": tag.id,
        }
        for key, value in stated.items():
            if value:
                written[key] = pydyf.String(value)
        if tag.id:
            self._ids[tag.id] = written
        self._write_attributes(tag)
        kids = pydyf.Array()
        for kid in tag.kids:
            if isinstance(kid, Tag):
                self._write_tag(kid, written)
                kids.append(kid.written.reference)
                if "Pg" in kid.written:
                    written.setdefault("Pg", kid.written["Pg"])
            else:
                kids.append(self._marked_content(kid, written))
        kids.extend(self._object_references(tag))
        if kids:
            written["K"] = kids

    def _write_attributes(self, tag: Tag) -> None:
        placed = layout_of(tag, self._page_heights)
        if placed is not None:
            page, layout = placed
            layout["BBox"] = pydyf.Array(layout["BBox"])
            tag.attributes.setdefault("Layout", {}).update(layout)
            tag.written["Pg"] = self._page_references[page]
        owners = [
            pydyf.Dictionary({"O": f"/{owner}", **entries})
            for owner, entries in tag.attributes.items()
        ]
        if owners:
            tag.written["A"] = owners[0] if len(owners) == 1 else pydyf.Array(owners)

    def _marked_content(self, run: Run, written: Any) -> Any:
        self._owners.setdefault(run.stream, {})[run.mcid] = written
        page = self._page_references[run.page]
        own_page = written.setdefault("Pg", page)
        in_page = run.stream is self._streams[run.page]
        if in_page and own_page == page:
            return run.mcid
        reference = {"Type": "/MCR", "Pg": page, "MCID": run.mcid}
        if not in_page:
            reference["Stm"] = run.stream.reference
        return pydyf.Dictionary(reference)

    def _object_references(self, tag: Tag) -> Iterable[Any]:
        if tag.type == "Link":
            kept, dropped = merge_annotations(tag)
            self.dropped.extend(dropped)
            self.link_annotations.extend((annotation, tag) for _, annotation in kept)
        else:
            kept = tag.annotations
            for _, annotation in kept:
                annotation["TU"] = pydyf.String(tag.contents)
                annotation["Contents"] = pydyf.String(tag.contents)
        for page, annotation in kept:
            self._annotations.append((annotation, tag.written))
            reference = self._page_references[page]
            tag.written.setdefault("Pg", reference)
            yield pydyf.Dictionary(
                {"Type": "/OBJR", "Obj": annotation.reference, "Pg": reference}
            )

    def _write_parent_tree(self, tree: Any) -> None:
        """Map marked content and annotations back to their elements (14.7.4.4)."""
        numbers = pydyf.Array()
        key = 0
        for stream, owners in self._owners.items():
            # Pages come first, in order, and have their key already.
            if key >= len(self._streams):
                stream.extra["StructParents"] = key
            size = max(owners, default=-1) + 1
            numbers.extend(
                (
                    key,
                    pydyf.Array(
                        owners[mcid].reference if mcid in owners else "null"
                        for mcid in range(size)
                    ),
                )
            )
            key += 1
        for annotation, written in self._annotations:
            annotation["StructParent"] = key
            numbers.extend((key, written.reference))
            key += 1
        parent_tree = self._add({"Nums": numbers})
        tree["ParentTree"] = parent_tree.reference
        tree["ParentTreeNextKey"] = key
