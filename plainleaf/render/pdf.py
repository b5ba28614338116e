"""The handout: laid out by WeasyPrint, its structure tree written by our tagger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

import weasyprint
from markupsafe import Markup
from weasyprint.text.fonts import FontConfiguration

from plainleaf.findings import Finding, Severity
from plainleaf.messages import messages_for
from plainleaf.model import Link, PageMap, Publication, Rendition
from plainleaf.render.fonts import (
    PLAIN,
    UPRIGHT,
    Choice,
    FaceUse,
    Flavour,
    faces_for,
    subset_font,
)
from plainleaf.render.pdf_engine import BASE, MemoryFetcher, engine_findings
from plainleaf.render.pdf_layout import divided_tables, pages_of, text_off_the_page
from plainleaf.render.styles import accent_rule, style
from plainleaf.render.templating import (
    Target,
    flat_name,
    furniture_attributes,
    render_template,
    target_for,
)
from plainleaf.tagging import Problem, Tagged, write_tagged
from plainleaf.walk import inlines_in
from plainleaf.words import words

STYLES = ("tokens.css", "blocks.css", "handout.css")
LARGE_PRINT_STYLES = (*STYLES, "large-print.css")
PAGES_WITHOUT_CONTENTS = 4
"""A handout of more pages than this begins with a list of its contents."""
SMALLEST = 12
"""Points under which nothing is printed (UKAAF and RNIB clear print)."""
LARGE_PRINT = 16
"""Points from which a handout counts as large print (UKAAF G003): then page numbers,
notes and running text are as large as the text."""
MARKERS = "\u2013"
"""What the style sheet sets before the entries of a nested list."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How one handout is set: body size in points, page size, name of its file."""

    points: int
    page: str
    file: PurePosixPath

    @property
    def large(self) -> bool:
        """Say whether this is large print."""
        return self.points >= LARGE_PRINT

    @property
    def small(self) -> int:
        """The size of running text."""
        return self.points if self.large else SMALLEST


@dataclass(frozen=True, slots=True)
class Decided:
    """What a first layout decides for the second."""

    contents: bool = False
    long_tables: frozenset[str] = frozenset()


def sheets(publication: Publication) -> tuple[Sheet, ...]:
    """Return the handouts of a publication: the first size is the ordinary one.

    The second is named large print; further sizes carry their points in the name.
    """
    front = publication.front
    page = front.print.page or publication.publisher.page
    made = []
    for position, points in enumerate(front.print.sizes):
        name = front.id
        if position == 1:
            name += "-large-print"
        elif position > 1:
            name += f"-large-print-{points}pt"
        made.append(Sheet(points, page, PurePosixPath(f"{name}.pdf")))
    return tuple(made)


def render(
    publication: Publication, sheet: Sheet, *, stamp: datetime
) -> tuple[Rendition, PageMap]:
    """Return one handout and where its elements landed on paper.

    `stamp` is the technical time written into the file. What only a first layout can
    tell is decided for a second: a handout of more than four pages has a list of
    contents, and a table that no page can hold is allowed to run over two.
    """
    tagged, findings = _laid_out(publication, sheet, stamp, Decided())
    decided = Decided(
        contents=len(tagged.document.pages) > PAGES_WITHOUT_CONTENTS,
        long_tables=divided_tables(tagged.document),
    )
    if decided != Decided():
        tagged, findings = _laid_out(publication, sheet, stamp, decided)
    findings += text_off_the_page(tagged.document, publication.location)
    findings += [_finding(problem, publication) for problem in tagged.problems]
    return (
        Rendition("pdf", {sheet.file: tagged.pdf}, tuple(findings)),
        pages_of(tagged.document, _own_words(publication)),
    )


def _laid_out(
    publication: Publication, sheet: Sheet, stamp: datetime, decided: Decided
) -> tuple[Tagged, list[Finding]]:
    target = target_for(publication, "pdf", numbered_links=_numbered_links(publication))
    page = _page(publication, target, stamp, with_contents=decided.contents)
    choice = faces_for(page, styles=UPRIGHT, always=PLAIN + MARKERS)
    fetcher = MemoryFetcher(_resources(publication, choice.uses))
    fonts = FontConfiguration()
    with engine_findings(publication.location) as findings:
        css = weasyprint.CSS(
            string=_style(publication, sheet, choice.uses, decided),
            base_url=BASE,
            url_fetcher=fetcher,
            font_config=fonts,
        )
        tagged = write_tagged(
            weasyprint.HTML(string=page, base_url=BASE, url_fetcher=fetcher),
            profile=publication.front.print.profile,
            archival=publication.front.print.archival,
            stylesheets=[css],
            font_config=fonts,
        )
    findings += _missing_glyphs(choice, publication)
    return tagged, findings


def _page(
    publication: Publication, target: Target, stamp: datetime, *, with_contents: bool
) -> str:
    return render_template(
        "handout.html.jinja",
        publication,
        target=target,
        stamp=stamp.isoformat(),
        with_contents=with_contents,
        page_counter=Markup('<span class="page-number"></span>'),
        pages_counter=Markup('<span class="page-count"></span>'),
        publisher_furniture=furniture_attributes("pdf", "notice"),
    )


def _style(
    publication: Publication,
    sheet: Sheet,
    uses: tuple[FaceUse, ...],
    decided: Decided,
) -> str:
    faces = "".join(
        f'@font-face {{ font-family: "{use.face.family}"; '
        f"font-weight: {use.face.style.weight}; "
        f'src: url("{BASE}{_font_name(use)}"); }}\n'
        for use in uses
    )
    own = (
        f"@page {{ size: {sheet.page}; }}\n"
        f":root {{ font-size: {sheet.points}pt; --small: {sheet.small}pt; }}\n"
    )
    own += "".join(
        f"#{name} {{ break-inside: auto; }}\n" for name in sorted(decided.long_tables)
    )
    shared = style(*(LARGE_PRINT_STYLES if sheet.large else STYLES))
    return faces + shared + accent_rule(publication.publisher.accent) + own


def _resources(
    publication: Publication, uses: tuple[FaceUse, ...]
) -> Mapping[str, tuple[bytes, str]]:
    fonts = {
        _font_name(use): (
            subset_font(use.face, use.characters, Flavour.TTF),
            Flavour.TTF.media_type,
        )
        for use in uses
    }
    pictures = {
        f"images/{flat_name(name)}": (image.raw, image.media_type)
        for name, image in publication.images.items()
    }
    return fonts | pictures


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
    )
