"""Lays one publication out on one sheet, as often as it takes, and prints it once."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import weasyprint
from markupsafe import Markup
from weasyprint.text.fonts import FontConfiguration

from plainleaf.findings import Finding, Severity
from plainleaf.model import Link, Publication
from plainleaf.render.fonts import (
    PLAIN,
    Choice,
    FaceUse,
    Flavour,
    faces_for,
    subset_font,
)
from plainleaf.render.pdf_engine import BASE, MemoryFetcher, engine_findings
from plainleaf.render.pdf_layout import LONG
from plainleaf.render.pdf_qr import code_for
from plainleaf.render.pdf_running import Running, running
from plainleaf.render.pdf_sheet import ACB, Sheet
from plainleaf.render.pdf_tables import TableSetting
from plainleaf.render.styles import accent_rule, style
from plainleaf.render.templating import (
    Target,
    flat_name,
    furniture_attributes,
    is_draft,
    render_template,
    target_for,
)
from plainleaf.tagging import Tagged, write_tagged
from plainleaf.typefaces import PAPER_FAMILIES, UPRIGHT
from plainleaf.walk import inlines_in

STYLES = ("tokens.css", "blocks.css", "care.css", "handout.css")
MARKERS = "\u2013"
"""What the style sheet sets before the entries of a nested list."""
PREFERENCES = {"PrintScaling": "None", "Duplex": "DuplexFlipLongEdge"}
"""Print at the size that was chosen, on both sides, turned like a book."""
RUN_ON = f"{', '.join(f'.{name}' for name in LONG)} {{ break-inside: auto; }}\n"
UNDER_HEADING = ".leaflet :is(h2, h3, h4, h5, h6) + p"
LED = f"{UNDER_HEADING}:has(+ figure, + .callout) {{ break-after: avoid; }}\n"
SPACES = " \u00a0"
"""Every face needs them: between two words of a script the engine takes its face's."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """How close lines and blocks stand.

    `space` is a share of the style sheet's distances between blocks, `leading` the
    height of a line in ems. `open` lets long boxes run on to the next page, `led` keeps
    a paragraph under a heading on the page of the box or picture that it leads to.
    """

    space: float = 1.0
    leading: float = 1.4
    open: bool = False
    led: bool = False

    def rules(self, sheet: Sheet) -> str:
        """Return the style rules; no sheet has wider lines than its own style asks."""
        space, leading = self.figures(sheet)
        root = f":root {{ --space: {space}; --leading: {leading}; }}\n"
        return root + (RUN_ON if self.open else "") + (LED if self.led else "")

    def figures(self, sheet: Sheet) -> tuple[float, float]:
        """Return the space and the leading on a sheet."""
        return self.space, min(self.leading, sheet.leading)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one layout decides for the next.

    `flowing` are tables that no page can hold, on their way to being divided. `cut` are
    those of which a row is longer than a page: their rows run on to the next, as the
    engine leaves out the header row before one that it was told to keep whole.
    """

    tables: Mapping[str, TableSetting]
    contents: bool = False
    flowing: frozenset[str] = field(default=frozenset())
    cut: frozenset[str] = field(default=frozenset())
    spacing: Spacing = Spacing()


@dataclass(frozen=True, slots=True)
class Layout:
    """A finished layout, what it was made of, and what the engine said."""

    document: weasyprint.Document
    html: weasyprint.HTML
    styles: tuple[weasyprint.CSS, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """A page of HTML, its style, and where the files are that they name."""

    html: str
    css: str
    fetcher: MemoryFetcher


class Press:
    """One publication on one sheet: its fonts and its style are made once."""

    def __init__(self, publication: Publication, sheet: Sheet, stamp: datetime) -> None:
        self.publication = publication
        self.sheet = sheet
        self._stamp = stamp.isoformat()
        self._links = _numbered_links(publication)
        self._code = code_for(publication.address) if publication.address else None
        self._fonts = FontConfiguration()
        self._made: dict[tuple[FaceUse, ...], _Made] = {}
        self._parsed: dict[tuple[object, ...], tuple[weasyprint.HTML, _Made]] = {}

    def layout(self, plan: Plan) -> Layout:
        """Lay out, and do not paint yet."""
        with engine_findings(self.publication.location) as findings, _collector_held():
            html, made = self._parsed_for(plan)
            own = weasyprint.CSS(string=_plan_rules(plan, self.sheet))
            styles = (made.style, own)
            document = html.render(stylesheets=styles, font_config=self._fonts)
        return Layout(document, html, styles, (*made.findings, *findings))

    def sources(self, plan: Plan) -> "Sources":
        """Return what any engine would be given for a layout, to compare engines."""
        page, made = self._page_and_style(plan)
        return Sources(page, made.text + _plan_rules(plan, self.sheet), made.fetcher)

    def _parsed_for(self, plan: Plan) -> "tuple[weasyprint.HTML, _Made]":
        """Return the page of a plan, parsed at the first need.

        Spacing and flowing tables are matters of style: they leave the page as it is.
        """
        key = (plan.contents, *plan.tables.items())
        if key not in self._parsed:
            page, made = self._page_and_style(plan)
            html = weasyprint.HTML(string=page, base_url=BASE, url_fetcher=made.fetcher)
            self._parsed[key] = (html, made)
        return self._parsed[key]

    def _page_and_style(self, plan: Plan) -> "tuple[str, _Made]":
        target = target_for(
            self.publication,
            "pdf",
            numbered_links=self._links,
            tables=plan.tables,
        )
        edges = running(
            self.publication, self.sheet, target.say, draft=is_draft(self.publication)
        )
        page = self._page(target, edges, with_contents=plan.contents)
        choice = faces_for(
            page, styles=UPRIGHT, always=PLAIN + MARKERS, families=PAPER_FAMILIES
        )
        return page, self._made_for(choice, edges)

    def print(self, layout: Layout) -> tuple[Tagged, list[Finding]]:
        """Paint and tag a layout."""
        options = self.publication.front.print
        with engine_findings(self.publication.location) as findings, _collector_held():
            tagged = write_tagged(
                layout.html,
                document=layout.document,
                profile=options.profile,
                archival=options.archival,
                viewer_preferences=PREFERENCES,
                stylesheets=layout.styles,
                font_config=self._fonts,
            )
        return tagged, [*layout.findings, *findings]

    def _page(self, target: Target, edges: Running, *, with_contents: bool) -> str:
        return render_template(
            "handout.html.jinja",
            self.publication,
            target=target,
            stamp=self._stamp,
            with_contents=with_contents,
            running=edges,
            code=self._code,
            page_counter=Markup('<span class="page-number"></span>'),
            pages_counter=Markup('<span class="page-count"></span>'),
            publisher_furniture=furniture_attributes("pdf", "notice"),
        )

    def _made_for(self, choice: Choice, edges: Running) -> "_Made":
        """Return fonts and style for a choice of faces, made at the first need."""
        if choice.uses not in self._made:
            fetcher = MemoryFetcher(self._resources(choice.uses))
            text = self._style(choice.uses) + edges.rules(self.sheet)
            with engine_findings(self.publication.location) as findings:
                css = weasyprint.CSS(
                    string=text,
                    base_url=BASE,
                    url_fetcher=fetcher,
                    font_config=self._fonts,
                )
            said = (*findings, *_missing_glyphs(choice, self.publication))
            self._made[choice.uses] = _Made(fetcher, text, css, said)
        return self._made[choice.uses]

    def _style(self, uses: tuple[FaceUse, ...]) -> str:
        faces = "".join(
            f'@font-face {{ font-family: "{use.face.family}"; '
            f"font-weight: {use.face.style.weight}; "
            f'src: url("{BASE}{_font_name(use)}"); }}\n'
            for use in uses
        )
        named = ", ".join(f'"{family}"' for family in PAPER_FAMILIES)
        names = [*STYLES]
        if self.sheet.large:
            names.append("large-print.css")
        if self.sheet.style == ACB:
            names.append("acb.css")
        if self.publication.front.direction == "rtl":
            names.append("handout-rtl.css")
        accent = accent_rule(self.publication.publisher.accent, paper=True)
        face = f":root {{ --face: {named}, sans-serif; }}\n"
        return faces + style(*names) + face + accent + self.sheet.rules()

    def _resources(self, uses: tuple[FaceUse, ...]) -> Mapping[str, tuple[bytes, str]]:
        fonts = {
            _font_name(use): (
                subset_font(use.face, SPACES + use.characters, Flavour.TTF),
                Flavour.TTF.media_type,
            )
            for use in uses
        }
        pictures = {
            f"images/{flat_name(name)}": (image.raw, image.media_type)
            for name, image in self.publication.images.items()
        }
        code = self._code
        codes = {code.address: (code.svg, "image/svg+xml")} if code else {}
        return fonts | pictures | codes


@dataclass(frozen=True, slots=True)
class _Made:
    """Fonts and style for one choice of faces, and what was said of them."""

    fetcher: MemoryFetcher
    text: str
    style: weasyprint.CSS
    findings: tuple[Finding, ...]


@contextmanager
def _collector_held() -> Iterator[None]:
    """Hold the garbage collector: it looks through every box of a layout in vain."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _plan_rules(plan: Plan, sheet: Sheet) -> str:
    flowing = (f"#{name} {{ break-inside: auto; }}\n" for name in sorted(plan.flowing))
    cut = (
        f"#{name}, #{name} tr {{ break-inside: auto; }}\n" for name in sorted(plan.cut)
    )
    return plan.spacing.rules(sheet) + "".join((*flowing, *cut))


def _font_name(use: FaceUse) -> str:
    return f"fonts/{use.face.name}.{Flavour.TTF.value}"


def _numbered_links(publication: Publication) -> tuple[str, ...]:
    """Return the web addresses the text leads to, each once, in reading order."""
    addresses = [
        inline.target
        for inline in inlines_in(publication, edition="pdf")
        if isinstance(inline, Link) and inline.target.startswith(("http:", "https:"))
    ]
    return tuple(dict.fromkeys(addresses))


def _missing_glyphs(choice: Choice, publication: Publication) -> list[Finding]:
    return [
        Finding(
            "pdf-missing-glyph",
            Severity.ERROR,
            f"no packaged font has the character {character!r} "
            f"(U+{ord(character):04X})",
            publication.location,
            "Write it in other characters, or install the font package for its script.",
        )
        for character in choice.missing
    ]
