"""What the steps of one parse share: lines, front matter, ids, findings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from plainleaf.findings import Location
from plainleaf.imprint import FrontMatter
from plainleaf.model import Block, Image, LeftOut
from plainleaf.parse.attributes import Attributes
from plainleaf.parse.front_matter import Stated
from plainleaf.parse.languages import direction, well_formed
from plainleaf.parse.markdown import Branch
from plainleaf.parse.mistakes import Mistakes
from plainleaf.parse.pictures import PictureRefusedError, image
from plainleaf.parse.registers import language_named, unknown_in, unknown_words
from plainleaf.parse.slugs import EXPLICIT_ID, Ids, is_ours

NESTING_LIMIT = 12
"""How deep blocks, or marks in a line, may stand in one another."""


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note as the author wrote it, not yet placed."""

    label: str
    blocks: tuple[Block, ...]
    location: Location


@dataclass(slots=True)
class Context:
    """One parse in progress. Only parse/ sees it; what leaves is frozen."""

    path: PurePosixPath
    lines: list[str]
    stated: Stated
    mistakes: Mistakes
    ids: Ids = field(default_factory=Ids)
    files: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    unread: Mapping[PurePosixPath, str] = field(default_factory=dict)
    images: dict[PurePosixPath, Image] = field(default_factory=dict)
    notes: dict[str, WrittenNote] = field(default_factory=dict)
    inner_links: list[tuple[str, Location]] = field(default_factory=list)
    reviewer_notes: int = 0
    in_promo: bool = False
    around: list[str] = field(default_factory=list)
    """The names of the blocks that are open, the outermost first."""
    jurisdiction: str | None = None
    publisher_abroad: str | None = None
    """The publisher's country, when the text is for others."""
    """The country whose law and numbers hold, if anybody has said."""
    left_out: list[LeftOut] = field(default_factory=list)
    unread_notes: set[str] = field(default_factory=set)
    """Labels of notes that only blocks for another country cite."""

    @property
    def front(self) -> FrontMatter:
        """What the author states in the front matter."""
        return self.stated.front

    def picture(self, name: PurePosixPath, place: Location) -> bool:
        """Pass a picture through the gate once; tell at `place` what is wrong."""
        if name in self.images:
            return True
        try:
            self.images[name] = image(name, self.files[name])
        except PictureRefusedError as refused:
            self.mistakes.add(
                refused.rule,
                place,
                f"the picture '{name}': {refused.message}",
                refused.hint,
            )
            return False
        return True

    def given_id(
        self, attributes: Attributes, text: str, *, otherwise: str, location: Location
    ) -> str:
        """Return the id an author wrote, or one made from a text."""
        wanted = attributes.id
        if wanted is None:
            return self.ids.make(text, otherwise=otherwise)
        if not EXPLICIT_ID.fullmatch(wanted):
            self.mistakes.add(
                "reserved-id",
                location,
                f"`#{wanted}` cannot be an id",
                "Begin with a letter; go on with letters, digits and hyphens.",
            )
        elif is_ours(wanted):
            self.mistakes.add(
                "reserved-id",
                location,
                f"`#{wanted}` is an id that the editions use themselves",
                "Choose another id.",
            )
        elif self.ids.claim(wanted):
            return wanted
        else:
            self.mistakes.add(
                "duplicate-id",
                location,
                f"the id `#{wanted}` is taken by an earlier place",
                "Choose another id.",
            )
        return self.ids.make(text, otherwise=otherwise)

    def value_place(
        self, attributes: Attributes, key: str, place: Location
    ) -> Location:
        """Return where the value of a block's attribute stands in its line."""
        braces = self.lines[place.line - 1].find(attributes.text)
        column = braces + attributes.starts.get(key, 0)
        return Location(place.path, place.line, max(column, 0) + 1)

    def language_of(
        self, attributes: Attributes, location: Location
    ) -> tuple[str, str] | None:
        """Return the language and direction that attributes state, if well formed."""
        stated = attributes.values.get("lang", "")
        tag = well_formed(stated)
        if tag is None:
            self.mistakes.add(
                "bad-language",
                location,
                f"`{stated}` is not a language tag",
                f"Write `lang={language_named(stated) or 'fr'}`, or `lang=zh-Hans`.",
            )
            return None
        unknown = unknown_in(tag)
        if unknown:
            self.mistakes.add("bad-language", location, *unknown_words(tag, unknown))
            return None
        way = attributes.values.get("dir")
        if way not in {None, "ltr", "rtl"}:
            self.mistakes.add(
                "bad-value",
                location,
                f"`dir={way}` is no direction",
                "Write dir=ltr or dir=rtl, or leave it out.",
            )
            way = None
        return tag, way or direction(tag)


Blocks = Callable[[list[Branch], Context, int], tuple[Block, ...]]
"""What makes blocks of branches: given to the kinds of block that hold others."""
