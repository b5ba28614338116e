"""From HTML elements to structure elements: who makes what."""

from plainleaf.tagging import figures, links, lists, notes, tables
from plainleaf.tagging.artifacts import is_image
from plainleaf.tagging.elements import Element, Elements, Run
from plainleaf.tagging.floating_notes import floating_note_tags
from plainleaf.tagging.language import direction_change, language_change
from plainleaf.tagging.problems import ProblemLog
from plainleaf.tagging.profiles import Profile
from plainleaf.tagging.roles import custom_type, is_label, semantic_name, type_of
from plainleaf.tagging.structure import GROUP, INLINE, Kid, Tag


class Builder:
    """Builds the tags of one document; remembers which element has which tag."""

    def __init__(
        self, profile: Profile, elements: Elements, problems: ProblemLog
    ) -> None:
        self.profile = profile
        self.elements = elements
        self.problems = problems
        self.tag_of: dict[Element, Tag] = {}
        self.ids: set[str] = set()
        self.tables = 0
        self.notes = 0

    def tags(self, element: Element) -> list[Kid]:
        """Build what an element becomes: one tag, none, or its kids' tags."""
        if element.pseudo:
            return self._pseudo(element)
        if notes.is_float_footnote(element):
            return floating_note_tags(self, element)
        if links.is_link(element):
            return links.link_tags(self, element)
        if is_image(element.html) or element.role == "img":
            return figures.figure_tags(self, element)
        match semantic_name(element):
            case "ul" | "ol" | "menu":
                return lists.list_tags(self, element)
            case "dl":
                return lists.description_list_tags(self, element)
            case "table":
                return tables.table_tags(self, element)
            case "figure":
                return figures.figure_group_tags(self, element)
            case "ruby":
                return figures.ruby_tags(self, element)
            case "math":
                return figures.formula_tags(self, element)
        if figures.is_field(element):
            return figures.field_tags(self, element)
        if notes.is_note(element):
            return notes.note_tags(self, element)
        return self._plain(element)

    def kids(self, element: Element) -> list[Kid]:
        """Build what stands inside an element."""
        result: list[Kid] = []
        for kid in element.kids:
            if isinstance(kid, Run):
                result.append(kid)
            else:
                result.extend(self.tags(kid))
        return result

    def tag(self, type_: str, kids: list[Kid], element: Element) -> Tag:
        """Make the tag of an element, with its language and direction."""
        tag = Tag(type_, kids, element)
        tag.language = language_change(element, self.elements.parents)
        direction = direction_change(element)
        if direction and type_ not in INLINE and type_ != GROUP:
            tag.attributes["Layout"] = {"WritingMode": f"/{direction}"}
        if custom := custom_type(element):
            tag.custom = custom[0]
        self.tag_of[element] = tag
        return tag

    def new_id(self, wanted: str) -> str:
        """Reserve an id for a structure element, unique in the document."""
        name, number = wanted, 1
        while name in self.ids:
            number += 1
            name = f"{wanted}-{number}"
        self.ids.add(name)
        return name

    def _pseudo(self, element: Element) -> list[Kid]:
        kids = self.kids(element)
        if kids and (element.pseudo.endswith("marker") or _stands_for_marker(element)):
            return [Tag("Lbl", kids, element)]
        return kids

    def _plain(self, element: Element) -> list[Kid]:
        kids = self.kids(element)
        if not kids:
            return []
        if is_label(element):
            return [self.tag("Lbl", kids, element)]
        type_ = type_of(element, self.profile.part)
        if custom := custom_type(element):
            type_ = custom[1]
        if not type_ and language_change(element, self.elements.parents):
            type_ = "Div" if type_ == GROUP else "Span"
        if type_ is None:
            return kids
        if element.name == "pre" and not any(isinstance(kid, Tag) for kid in kids):
            kids = [Tag("Code", kids)]
        return [self.tag(type_, kids, element)]


def _stands_for_marker(element: Element) -> bool:
    """Whether a style sheet writes the number of an entry before it, as many do."""
    entry = element.parent
    return (
        element.pseudo == "before"
        and entry is not None
        and semantic_name(entry) == "li"
        and not any(
            isinstance(kid, Element) and kid.pseudo == "marker" for kid in entry.kids
        )
    )
