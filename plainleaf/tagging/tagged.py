"""Lays out, paints and tags: the one way in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import weasyprint
from weasyprint.css import get_all_computed_styles

from plainleaf.tagging.builder import Builder
from plainleaf.tagging.checks import check_custom_types, check_headings
from plainleaf.tagging.containment import keep_to_table_5
from plainleaf.tagging.destinations import link_to_structure, settle_bookmarks
from plainleaf.tagging.elements import Elements, parent_map, read_elements
from plainleaf.tagging.emit import Emitter
from plainleaf.tagging.floating_notes import link_floating_notes
from plainleaf.tagging.language import direction_change, own_language
from plainleaf.tagging.marked_content import Painting
from plainleaf.tagging.markers import paint_markers_in_order
from plainleaf.tagging.metadata import finish_file, set_viewer_preferences
from plainleaf.tagging.notes import move_notes_behind_blocks
from plainleaf.tagging.owned import settle_owned
from plainleaf.tagging.problems import Problem, ProblemLog
from plainleaf.tagging.profiles import Profile, profile_named
from plainleaf.tagging.read_back import put_in_order, settle_actual_text
from plainleaf.tagging.source_text import SourceText
from plainleaf.tagging.spaces import settle_heard_text
from plainleaf.tagging.structure import Tag, in_paragraphs, settle_nesting
from plainleaf.tagging.unprinted import report_unprinted

# Options that would take the file out of our hands, or letters out of its fonts.
_OWN_OPTIONS = frozenset(
    {"pdf_variant", "pdf_version", "pdf_tags", "full_fonts", "finisher", "zoom"}
)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tagged file, the layout it was painted from, and what it could not say."""

    pdf: bytes
    document: weasyprint.Document
    problems: tuple[Problem, ...]


def write_tagged(
    html: weasyprint.HTML,
    *,
    document: weasyprint.Document | None = None,
    profile: str = "ua-1",
    archival: bool = False,
    viewer_preferences: Mapping[str, str] | None = None,
    stylesheets: Sequence[Any] = (),
    font_config: Any = None,
    counter_style: Any = None,
    **weasyprint_options: Any,
) -> Tagged:
    """Lay out HTML and write it as a tagged PDF.

    `document` is a layout of this HTML that was made before, to be written instead.
    `profile` is "ua-1" (PDF/UA-1) or "ua-2" (PDF/UA-2 and Well-Tagged PDF 1.0 for
    accessibility); `archival` adds PDF/A-2a or PDF/A-4 in the same file.
    `viewer_preferences` are names of ISO 32000-1, table 150, such as
    {"PrintScaling": "None"}. Other options go to WeasyPrint. The same HTML, fonts and
    options give the same bytes. Raises ValueError for an unknown profile or an option
    that is not the caller's.
    """
    chosen = profile_named(profile, archival=archival)
    if taken := _OWN_OPTIONS & weasyprint_options.keys():
        raise ValueError(f"not an option here: {', '.join(sorted(taken))}")
    options = {**weasyprint_options, "pdf_variant": chosen.variant, "pdf_tags": True}
    if document is None:
        document = html.render(
            font_config=font_config,
            counter_style=counter_style,
            stylesheets=list(stylesheets),
            **options,
        )
    html_root = html.etree_element
    problems = ProblemLog(parent_map(html_root))
    _check_document(document, html_root, problems)
    elements = read_elements(document, html_root, problems)
    settle_owned(elements)
    source = SourceText(html_root)
    settle_heard_text(elements, source)
    report_unprinted(
        source.unprinted(),
        elements,
        problems,
        partial(_styles, html, stylesheets, counter_style, options),
    )
    link_floating_notes(document, elements, problems)
    paint_markers_in_order(document)
    tagging = _Tagging(chosen, elements, problems, viewer_preferences or {})
    painting = Painting(elements.runs, elements.artifacts, tagging.add_tags)
    tagging.painting = painting
    with painting.current():
        pdf = document.write_pdf(finisher=tagging.finish, **options)
    return Tagged(pdf, document, tuple(problems.found))


def _styles(
    html: weasyprint.HTML,
    stylesheets: Sequence[Any],
    counter_style: Any,
    options: Mapping[str, Any],
) -> Any:
    """Compute the styles of all elements once more, as layout did."""
    sheets = [
        sheet if hasattr(sheet, "matcher") else weasyprint.CSS(guess=sheet)
        for sheet in stylesheets
    ]
    hints = bool(options.get("presentational_hints"))
    return get_all_computed_styles(html, sheets, hints, None, counter_style)


def _check_document(document: Any, html_root: Any, problems: ProblemLog) -> None:
    """Check what the whole document must say (ISO 14289-1, 7.1 and 7.2)."""
    if not (document.metadata.title or "").strip():
        problems.add("no-title", "The document has no title.")
    if not own_language(html_root):
        problems.add("no-language", "The document does not say its language.")


class _Tagging:
    """What happens while WeasyPrint writes one file."""

    painting: Painting

    def __init__(
        self,
        profile: Profile,
        elements: Elements,
        problems: ProblemLog,
        preferences: Mapping[str, str],
    ) -> None:
        self.preferences = preferences
        self.profile = profile
        self.elements = elements
        self.problems = problems
        self.dropped: list[Any] = []

    def add_tags(self, pdf: Any, document: Any, page_streams: list[Any]) -> None:
        builder = Builder(self.profile, self.elements, self.problems)
        root = self._root(builder)
        self._keep_every_run(root)
        settle_actual_text(
            self.painting.painted, document.fonts.values(), self.problems
        )
        put_in_order(root)
        emitter = Emitter(pdf, self.profile, document.pages, page_streams)
        emitter.write(root)
        to_structure = self.profile.part > 1
        if to_structure:
            link_to_structure(
                emitter.link_annotations, self.elements, builder.tag_of, root
            )
        settle_bookmarks(
            pdf, self.elements, builder.tag_of, root, to_structure=to_structure
        )
        check_headings(root, self.problems)
        check_custom_types(root, self.problems)
        direction = direction_change(self.elements.root)
        set_viewer_preferences(pdf, direction, self.preferences)
        self.dropped = emitter.dropped + [
            box.link_annotation
            for box in self.elements.unheard_boxes
            if box.link_annotation is not None
        ]

    def _root(self, builder: Builder) -> Tag:
        html = self.elements.root
        root = builder.tag("Document", builder.kids(html), html)
        move_notes_behind_blocks(root)
        settle_nesting(root)
        root.kids = in_paragraphs(root.kids)
        if self.profile.part > 1:
            keep_to_table_5(root)
        return root

    def _keep_every_run(self, root: Tag) -> None:
        """No painted word is lost: what found no place is heard at the end."""
        placed = {kid for tag in root.walk() for kid in tag.kids}
        lost = [run for run in self.elements.root.runs() if run not in placed]
        lost = [run for run in lost if run.stream is not None]
        if lost:
            root.kids.append(Tag("P", list(lost)))
        for run in lost:
            self.problems.add(
                "unplaced-text",
                f"{run.heard.strip()[:60]!r} has no place in the structure and is "
                "read at the end.",
                run.owner.html,
                run.page,
            )
        for box in self.painting.strangers:
            self.problems.add(
                "unplaced-text",
                f"{str(getattr(box, 'text', ''))[:60]!r} was painted out of order and "
                "is not read.",
                box.element,
            )

    def finish(self, _document: Any, pdf: Any) -> None:
        finish_file(pdf, self.profile, self.dropped)
