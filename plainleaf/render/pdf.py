"""The handout: laid out by WeasyPrint, its structure tree written by our tagger."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import weasyprint
from markupsafe import Markup
from weasyprint.text.fonts import FontConfiguration

from plainleaf.findings import Finding, Severity
from plainleaf.messages import messages_for
from plainleaf.model import Link, PageMap, Publication, Rendition, Table
from plainleaf.render.fonts import (
    PAPER_FAMILIES,
    PLAIN,
    UPRIGHT,
    Choice,
    FaceUse,
    Flavour,
    faces_for,
    subset_font,
)
from plainleaf.render.pdf_engine import BASE, FAULT, MemoryFetcher, engine_findings
from plainleaf.render.pdf_layout import (
    divided_tables,
    measured_tables,
    pages_of,
    stranding_tables,
    text_off_the_page,
    used_of_pages,
)
from plainleaf.render.pdf_qr import code_for
from plainleaf.render.pdf_running import Running, running
from plainleaf.render.pdf_sheet import ACB, Sheet, sheets
from plainleaf.render.pdf_tables import TableSetting, caption_growth, in_parts, settings
from plainleaf.render.styles import accent_rule, style
from plainleaf.render.templating import (
    Target,
    flat_name,
    furniture_attributes,
    is_draft,
    render_template,
    target_for,
)
from plainleaf.tagging import Problem, Tagged, write_tagged
from plainleaf.walk import blocks_in, inlines_in
from plainleaf.words import words

__all__ = ["Sheet", "render", "sheets"]

STYLES = ("tokens.css", "blocks.css", "care.css", "handout.css")
PAGES_WITHOUT_CONTENTS = 4
"""A handout of more pages than this begins with a list of its contents."""
MARKERS = "\u2013"
"""What the style sheet sets before the entries of a nested list."""
PREFERENCES = {"PrintScaling": "None", "Duplex": "DuplexFlipLongEdge"}
"""Print at the size that was chosen, on both sides, turned like a book."""
SPACES = " \u00a0"
"""Every face needs them: between two words of a script the engine takes its face's."""
LINE = 1.4 * 96 / 72
"""CSS pixels of a line for each point of print."""
NEARLY_EMPTY = 0.34
"""Share of a page: with less on a page that is not the last, it is worth a try whether
lines a little closer save the page."""
CLOSER = ":root { --leading: 1.33; --space: 0.8; }\n"
ATTEMPTS = 4
"""Layouts tried until every part of a long table stands on one page."""
SPARE = 0.25
"""Lines left free under a part, beside what its caption grows by."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a first layout decides for the next.

    `flowing` are tables that no page can hold, on their way to being divided. `close`
    sets lines and blocks a little closer.
    """

    tables: Mapping[str, TableSetting]
    contents: bool = False
    flowing: frozenset[str] = field(default=frozenset())
    close: bool = False


def render(
    publication: Publication, sheet: Sheet, *, stamp: datetime
) -> tuple[Rendition, PageMap]:
    """Return one handout and where its elements landed on paper.

    `stamp` is the technical time written into the file. What only a layout can tell
    is decided for the next one: a handout of more than four pages has a list of
    contents, and a table that no page can hold is divided into parts of a page each.
    """
    plan = Plan(settings(publication, sheet))
    tagged, findings = _settled(publication, sheet, stamp, plan)
    if min(used_of_pages(tagged.document)[:-1], default=1.0) < NEARLY_EMPTY:
        closer = _settled(publication, sheet, stamp, replace(plan, close=True))
        if len(closer[0].document.pages) < len(tagged.document.pages):
            tagged, findings = closer
    findings += text_off_the_page(tagged.document, publication.location)
    findings += [_finding(problem, publication) for problem in tagged.problems]
    pages = pages_of(tagged.document, _own_words(publication))
    findings += _over_budget(publication, sheet, pages)
    return (
        Rendition("pdf", {sheet.file: tagged.pdf}, tuple(findings)),
        pages,
    )


def _settled(
    publication: Publication, sheet: Sheet, stamp: datetime, plan: Plan
) -> tuple[Tagged, list[Finding]]:
    """Lay out until contents and long tables are as the pages want them."""
    tagged, findings = _laid_out(publication, sheet, stamp, plan)
    plan = replace(
        plan,
        contents=len(tagged.document.pages) > PAGES_WITHOUT_CONTENTS,
        flowing=divided_tables(tagged.document),
    )
    if plan.contents or plan.flowing:
        tagged, findings = _laid_out(publication, sheet, stamp, plan)
    stranding = stranding_tables(tagged.document, NEARLY_EMPTY)
    if stranding - plan.flowing:
        plan = replace(plan, flowing=plan.flowing | stranding)
        tagged, findings = _laid_out(publication, sheet, stamp, plan)
    if plan.flowing:
        tagged, findings = _with_parts(publication, sheet, stamp, plan, tagged)
    return tagged, findings


def _with_parts(
    publication: Publication,
    sheet: Sheet,
    stamp: datetime,
    plan: Plan,
    flowed: Tagged,
) -> tuple[Tagged, list[Finding]]:
    """Divide the tables that flow over pages until each part stands on one."""
    measured = measured_tables(flowed.document, plan.flowing)
    begun = pages_of(flowed.document).page_of
    growth = {
        block.id: caption_growth(block)
        for block in blocks_in(publication)
        if isinstance(block, Table)
    }
    line = sheet.points * LINE
    for attempt in range(ATTEMPTS):
        tables = dict(plan.tables)
        for name, table in measured.items():
            spare = line * (growth[name] + SPARE + attempt)
            setting = tables.get(name, TableSetting())
            tables[name] = in_parts(setting, table, spare=spare)
        parted = replace(plan, tables=tables, flowing=frozenset())
        tagged, findings = _laid_out(publication, sheet, stamp, parted)
        split = divided_tables(tagged.document)
        begins = pages_of(tagged.document).page_of
        if not split and all(begins[name] <= begun[name] for name in measured):
            break
    return tagged, findings + [_too_long(name, publication) for name in sorted(split)]


def _laid_out(
    publication: Publication, sheet: Sheet, stamp: datetime, plan: Plan
) -> tuple[Tagged, list[Finding]]:
    target = target_for(
        publication,
        "pdf",
        numbered_links=_numbered_links(publication),
        tables=plan.tables,
    )
    edges = running(publication, sheet, target.say, draft=is_draft(publication))
    page = _page(publication, target, stamp, edges, with_contents=plan.contents)
    choice = faces_for(
        page, styles=UPRIGHT, always=PLAIN + MARKERS, families=PAPER_FAMILIES
    )
    fetcher = MemoryFetcher(_resources(publication, choice.uses))
    fonts = FontConfiguration()
    with engine_findings(publication.location) as findings:
        css = weasyprint.CSS(
            string=_style(publication, sheet, choice.uses, plan) + edges.rules(sheet),
            base_url=BASE,
            url_fetcher=fetcher,
            font_config=fonts,
        )
        tagged = write_tagged(
            weasyprint.HTML(string=page, base_url=BASE, url_fetcher=fetcher),
            profile=publication.front.print.profile,
            archival=publication.front.print.archival,
            viewer_preferences=PREFERENCES,
            stylesheets=[css],
            font_config=fonts,
        )
    findings += _missing_glyphs(choice, publication)
    return tagged, findings


def _page(
    publication: Publication,
    target: Target,
    stamp: datetime,
    edges: Running,
    *,
    with_contents: bool,
) -> str:
    return render_template(
        "handout.html.jinja",
        publication,
        target=target,
        stamp=stamp.isoformat(),
        with_contents=with_contents,
        running=edges,
        code=code_for(publication.address) if publication.address else None,
        page_counter=Markup('<span class="page-number"></span>'),
        pages_counter=Markup('<span class="page-count"></span>'),
        publisher_furniture=furniture_attributes("pdf", "notice"),
    )


def _style(
    publication: Publication, sheet: Sheet, uses: tuple[FaceUse, ...], plan: Plan
) -> str:
    faces = "".join(
        f'@font-face {{ font-family: "{use.face.family}"; '
        f"font-weight: {use.face.style.weight}; "
        f'src: url("{BASE}{_font_name(use)}"); }}\n'
        for use in uses
    )
    named = ", ".join(f'"{family}"' for family in PAPER_FAMILIES)
    flowing = "".join(
        f"#{name} {{ break-inside: auto; }}\n" for name in sorted(plan.flowing)
    )
    names = [*STYLES]
    if sheet.large:
        names.append("large-print.css")
    if sheet.style == ACB:
        names.append("acb.css")
    if publication.front.direction == "rtl":
        names.append("handout-rtl.css")
    accent = accent_rule(publication.publisher.accent, paper=True)
    face = f":root {{ --face: {named}, sans-serif; }}\n"
    closer = CLOSER if plan.close else ""
    return faces + style(*names) + face + accent + sheet.rules() + flowing + closer


def _resources(
    publication: Publication, uses: tuple[FaceUse, ...]
) -> Mapping[str, tuple[bytes, str]]:
    fonts = {
        _font_name(use): (
            subset_font(use.face, SPACES + use.characters, Flavour.TTF),
            Flavour.TTF.media_type,
        )
        for use in uses
    }
    pictures = {
        f"images/{flat_name(name)}": (image.raw, image.media_type)
        for name, image in publication.images.items()
    }
    if not publication.address:
        return fonts | pictures
    code = code_for(publication.address)
    return fonts | pictures | {code.address: (code.svg, "image/svg+xml")}


def _font_name(use: FaceUse) -> str:
    return f"fonts/{use.face.name}.{Flavour.TTF.value}"


def _own_words(publication: Publication) -> tuple[str, ...]:
    others = messages_for(publication.front.language).plain("and others")
    return words(publication, edition="pdf", others=others)


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
            "missing-glyph",
            Severity.ERROR,
            f"no packaged font has the character {character!r} "
            f"(U+{ord(character):04X})",
            publication.location,
            "write it in other characters, or install the font package for its script",
        )
        for character in choice.missing
    ]


def _finding(problem: Problem, publication: Publication) -> Finding:
    where = f" (near #{problem.element_id})" if problem.element_id else ""
    return Finding(
        problem.rule,
        Severity.ERROR,
        problem.message + where,
        publication.location,
        FAULT,
    )


def _too_long(name: str, publication: Publication) -> Finding:
    return Finding(
        "table-row-too-long",
        Severity.WARNING,
        f"a row of the table {name!r} is longer than a page: who meets its second "
        "half does not hear the headings",
        publication.location,
        "shorten the cells, or make the row several rows",
    )


def _over_budget(
    publication: Publication, sheet: Sheet, pages: PageMap
) -> Iterator[Finding]:
    """Yield a warning when the ordinary handout has more pages than its budget."""
    front = publication.front
    most = front.print.max_pages
    if sheet.ordinary and most is not None and pages.pages > most:
        yield Finding(
            "handout-too-long",
            Severity.WARNING,
            f"the handout has {pages.pages} pages at {sheet.points} points; "
            f"print.max_pages is {most}",
            front.locations.get("print.max_pages", publication.location),
            "leave out what readers do not need for what they must do or decide, "
            "shorten the longest section, or make two leaflets; smaller letters "
            "would shut readers out",
        )
