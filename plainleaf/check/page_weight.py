"""How much a reader waits for before the first view of a page stands."""

from collections.abc import Iterator
from pathlib import Path

from plainleaf.check.markup import Element
from plainleaf.check.styles import Face, StyleSheet, read_style_sheet

FIRST_VIEW_BYTES = 150 * 1024
_SLANTED = frozenset({"em", "i", "cite", "dfn", "var", "address"})


def first_view(page: Path, root: Element) -> dict[str, int]:
    """Return the files that the first view needs, with their sizes in bytes.

    The page itself, its style sheets, the faces those use for characters that the page
    has, and the pictures that do not come after the words. What is not there counts
    nothing here: other checks report it.
    """
    needed = [page.name, *_sheet_names(root), *_pictures(root)]
    sheets = dict(style_sheets(page, root))
    characters = frozenset(root.text())
    slanted = any(True for _ in root.all(*_SLANTED))
    families = frozenset(name for sheet in sheets.values() for name in sheet.families)
    for name, sheet in sheets.items():
        needed += [
            (Path(name).parent / face.address).as_posix()
            for face in sheet.faces
            if _is_loaded(face, families, characters, slanted=slanted)
        ]
    preloaded = (link for link in root.all("link") if "preload" in _rel(link))
    needed += [link.get("href") for link in preloaded]
    files = {(page.parent / name).resolve(): name for name in needed}
    return {name: path.stat().st_size for path, name in files.items() if path.is_file()}


def style_sheets(page: Path, root: Element) -> Iterator[tuple[str, StyleSheet]]:
    """Yield the address and what is in each style sheet that stands beside a page.

    Styles in the page itself come with the page's own name.
    """
    for name in _sheet_names(root):
        if (page.parent / name).is_file():
            css = (page.parent / name).read_text("utf-8", "replace")
            yield name, read_style_sheet(css)
    for style in root.all("style"):
        yield (
            page.name,
            read_style_sheet("".join(k for k in style.kids if isinstance(k, str))),
        )


def _sheet_names(root: Element) -> list[str]:
    return [link.get("href") for link in root.all("link") if "stylesheet" in _rel(link)]


def _pictures(root: Element) -> list[str]:
    pictures = root.all("img")
    return [
        image.get("src") for image in pictures if image.get("fetchpriority") != "low"
    ]


def _rel(link: Element) -> list[str]:
    return link.get("rel").lower().split()


def _is_loaded(
    face: Face, families: frozenset[str], characters: frozenset[str], *, slanted: bool
) -> bool:
    if face.family not in families or not face.serves(characters):
        return False
    return slanted or face.style == "normal"
