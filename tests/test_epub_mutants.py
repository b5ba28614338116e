"""Faults that pass both EPUBCheck and Ace: each is put into a good e-book, and caught.

One change a mutant, neither Java nor Node. docs/ebook-checks.md is the same list.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from small_publication import small_publication
from validators.required import require

from plainleaf.check import epub
from plainleaf.check import rules as check_rules
from plainleaf.evaluated import fingerprint
from plainleaf.imprint import Evaluation
from plainleaf.model import PageMap, Publication, Table
from plainleaf.render.epub import render

PAGES = PageMap(3, {}, (0, 40, 90))
TABLE = Path(__file__).parent.parent / "docs" / "ebook-checks.md"
OPF, NAV, TEXT, CSS = "content.opf", "nav.xhtml", "text.xhtml", "styles/epub.css"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><title>Map</title></svg>'
MATH = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML"{}><mi>x</mi></math>'
    '<span data-furniture="">.</span>'
)
JOURNEY = '<h2 id="your-journey-heading">Your journey</h2>'
CAPTIONED = r'(<table id="timetable" class="stacks">)\s*<caption>(.*?)</caption>'
MAP = 'src="images/map.svg" alt="A street map: the clinic is by the water."'
ROW = re.compile(
    r"^\| (.+?) \| \[`([\w-]+)`\]\(rules\.md#([\w-]+)\) \| ?(.*?) ?\|$", re.MULTILINE
)
LISTED = '<li><a href="text.xhtml#page-{0}">{0}</a></li>'
ITEM = '<item href="text.xhtml" id="text" '
FEATURE = '<meta property="schema:accessibilityFeature">{}</meta>'


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault: where, what is changed into what, and the rule that must catch it.

    `all` changes every place that the pattern `good` fits. `evaluated` gives the
    publication a record of its evaluation, without which no claim is right. `declared`
    is what the manifest must say of the text then, or EPUBCheck would see it. `hinted`
    faults are known to EPUBCheck as a usage hint, which only our strict list raises.
    """

    fault: str
    rule: str
    entry: str
    good: str
    bad: str
    all: bool = False
    evaluated: bool = False
    declared: str = ""
    hinted: bool = False


def after(good: str, added: str) -> tuple[str, str]:
    return good, good + added


MUTANTS = (
    # pictures, drawings, formulas
    Mutant(
        "a picture's alternative is its file name",
        *("epub-pictures", TEXT, 'alt="A red door with a brass bell."'),
        'alt="door.png"',
    ),
    Mutant(
        "a picture that says something has an empty alternative",
        *("same-words", TEXT, MAP, 'src="images/map.svg" alt=""'),
    ),
    Mutant(
        "a drawing in the text has no name",
        *("epub-pictures", TEXT, *after(JOURNEY, SVG.replace("Map", "").format(""))),
        declared="svg",
    ),
    Mutant(
        "a drawing's viewBox is in small letters",
        *("epub-pictures", TEXT),
        *after(JOURNEY, SVG.format('role="img" viewbox="0 0 1 1"')),
        declared="svg",
        hinted=True,
    ),
    Mutant(
        "a formula has no words",
        *("epub-pictures", TEXT, *after(JOURNEY, MATH.format(""))),
        declared="mathml",
        hinted=True,
    ),
    Mutant(
        "formulas are there and not declared",
        *("epub-access-features", TEXT, *after(JOURNEY, MATH.format(' alttext="x"'))),
        declared="mathml",
    ),
    # tables, lists, headings
    Mutant(
        "a table has no header cells",
        *("epub-elements", TEXT, r'<(/?)th(?: scope="\w+")?>', r"<\1td>"),
        all=True,
    ),
    Mutant(
        "a header cell has no scope",
        *("epub-elements", TEXT, ' scope="col">Leaves', ">Leaves"),
    ),
    Mutant(
        "a table has no caption",
        *("epub-elements", TEXT, CAPTIONED, r"<p>\2</p>\1"),
        all=True,
    ),
    Mutant(
        "a heading is faked with bold letters",
        *("epub-headings", TEXT, JOURNEY, "<p><strong>Your journey</strong></p>"),
    ),
    Mutant(
        "a list is faked with bullets",
        *("same-shape", TEXT, "<ul>\n<li>hold the rail</li>\n</ul>"),
        '<p><span data-furniture="">•</span> hold the rail</p>',
    ),
    Mutant(
        "a section has a heading of level 1",
        *("epub-headings", TEXT, JOURNEY, JOURNEY.replace("h2", "h1")),
    ),
    # titles and languages
    Mutant(
        "all documents have one title",
        *("epub-titles", NAV, "<title>Contents \u2013 ", "<title>"),
    ),
    Mutant(
        "a document states another language",
        *("epub-languages", TEXT, 'lang="en" xml:lang="en"'),
        'lang="fr" xml:lang="fr"',
    ),
    Mutant(
        "the package states another language",
        *("epub-identity", OPF, "<dc:language>en<", "<dc:language>fr<"),
    ),
    Mutant(
        "words in another language are not marked",
        *("same-shape", TEXT, ' lang="fr" xml:lang="fr"', ""),
    ),
    # contents, landmarks, pages
    Mutant(
        "the contents lack a section",
        *("epub-contents", NAV),
        '<li><a href="text.xhtml#your-journey">Your journey</a></li>\n',
        "",
    ),
    Mutant(
        "a label in the contents is not the heading",
        *("epub-contents", NAV, ">Your journey<", ">The journey<"),
    ),
    Mutant(
        "the contents are hidden",
        *("epub-heard", NAV, 'role="doc-toc"', 'role="doc-toc" hidden="hidden"'),
    ),
    Mutant(
        "there are no landmarks",
        *("epub-landmarks", NAV, 'epub:type="landmarks"', 'epub:type="lot"'),
    ),
    Mutant(
        "a page in the list is not called what its mark is",
        *("epub-pages", NAV, '#page-2">2<', '#page-2">ii<'),
    ),
    Mutant(
        "the list of pages is not in the order of the text",
        *("epub-pages", NAV, f"{LISTED.format(2)}\n{LISTED.format(3)}"),
        f"{LISTED.format(3)}\n{LISTED.format(2)}",
    ),
    # notes and links
    Mutant(
        "a note has no way back",
        *("epub-notes", TEXT),
        '<a class="back" role="doc-backlink" href="#note-1-mark" data-furniture="">'
        "Back to note 1 in the text</a>",
        "",
    ),
    Mutant(
        "a link says “click here”",
        *("same-words", TEXT, ">our web site<", ">click here<"),
    ),
    Mutant(
        "links of one name lead to two places",
        *("epub-link-names", TEXT, "in the text, place 2", "in the text, place 1"),
    ),
    # what the book says of itself
    Mutant(
        "conformance is claimed and nobody is named for it",
        *("epub-claim", OPF, "a11y:certifiedBy", "a11y:certifierCredential"),
        evaluated=True,
    ),
    Mutant(
        "conformance was evaluated and is not claimed",
        *("epub-claim", OPF, "dcterms:conformsTo", "dcterms:relation"),
        evaluated=True,
    ),
    Mutant(
        "a feature is claimed that is not there",
        *("epub-access-features", OPF),
        *after(FEATURE.format("alternativeText"), FEATURE.format("transcript")),
    ),
    Mutant(
        "the pictures are said to be enough without the text",
        *("epub-access-modes", OPF, ">textual,visual<", ">visual<"),
    ),
    # what is heard is what is there
    Mutant(
        "text is kept from screen readers",
        *("epub-heard", TEXT, "<p>Tea is free.", '<p aria-hidden="true">Tea is free.'),
    ),
    Mutant(
        "a character turns those after it round",
        *("epub-characters", TEXT, "Quay Street</dd>", "\u202eQuay Street</dd>"),
    ),
    Mutant(
        "a character is for private use",
        *("epub-characters", TEXT, "Quay Street</dd>", "Quay Street\ue000</dd>"),
    ),
    Mutant(
        "white space is put into a number",
        *("same-words", TEXT, "01632\u00a0960\u00a0001", "01632\u00a096 0\u00a0001"),
    ),
    Mutant(
        "a word that is explained is not marked",
        *("epub-terms", TEXT, "<dfn>triage</dfn>", "triage"),
    ),
    # styles
    Mutant(
        "text has a fixed size",
        *("epub-styles", CSS, "h2 { font-size: 1.4em", "h2 { font-size: 21px"),
    ),
    Mutant(
        "a line height overrules the reader's",
        *("epub-styles", CSS, "line-height: 1.5;", "line-height: 1.5 !important;"),
    ),
    Mutant(
        "text is justified",
        *("epub-styles", CSS, "text-align: start;", "text-align: justify;"),
    ),
    Mutant(
        "text has a colour and no ground",
        *("epub-styles-colour", CSS, *after("body {", " color: #000000;")),
    ),
    Mutant(
        "words cannot be marked or looked up",
        *("epub-styles-shown", CSS, *after("body {", " user-select: none;")),
    ),
    Mutant(
        "a table is wider than a telephone",
        *("epub-styles-room", CSS, "inline-size: 100%;", "inline-size: 900px;"),
    ),
    Mutant(
        "a table is at least wider than a telephone",
        *("epub-styles-room", CSS, "inline-size: 100%;"),
        "inline-size: max(100%, 900px);",
    ),
    Mutant(
        "text is hidden in small windows",
        *("epub-styles-shown", CSS),
        *after(
            "/* The front:", " */ @media (max-width: 30em) { p { display: none } } /*"
        ),
    ),
)


@cache
def good_publication() -> Publication:
    """Return the small publication with a short timetable, as every check walks it."""
    whole = small_publication()
    sections = tuple(
        replace(
            section,
            blocks=tuple(
                replace(block, rows=block.rows[:3])
                if isinstance(block, Table)
                else block
                for block in section.blocks
            ),
        )
        for section in whole.sections
    )
    return replace(whole, sections=sections)


def of_record() -> Publication:
    """Return the small publication as somebody has evaluated it."""
    whole = good_publication()
    record = Evaluation(
        *("Example Accessibility", "The e-book", date(2026, 3, 1)),
        standard="WCAG 2.2 AA",
        content=fingerprint(whole),
    )
    return replace(whole, front=replace(whole.front, evaluations=(record,)))


@cache
def book(evaluated: bool) -> Mapping[str, bytes]:  # noqa: FBT001
    publication = of_record() if evaluated else good_publication()
    stamp = datetime(2026, 2, 9, tzinfo=UTC)
    (raw,) = render(publication, pages=PAGES, stamp=stamp).files.values()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def mutated(mutant: Mutant) -> dict[str, bytes]:
    """Return the good book's files with the fault in them."""
    files = dict(book(mutant.evaluated))
    name = f"EPUB/{mutant.entry}"
    text = files[name].decode()
    if mutant.all:
        text, places = re.subn(mutant.good, mutant.bad, text)
    else:
        places = text.count(mutant.good)
        text = text.replace(mutant.good, mutant.bad, 1)
    assert places
    files[name] = text.encode()
    if mutant.declared:
        package = files[f"EPUB/{OPF}"].decode()
        assert ITEM in package
        said = f'{ITEM}properties="{mutant.declared}" '
        files[f"EPUB/{OPF}"] = package.replace(ITEM, said).encode()
    return files


def write(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for number, (name, raw) in enumerate(files.items()):
            kind = zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED
            archive.writestr(zipfile.ZipInfo(name, (2026, 2, 9, 0, 0, 0)), raw, kind)
    return path


def rules(path: Path, *, evaluated: bool) -> set[str]:
    publication = of_record() if evaluated else good_publication()
    found = epub.check(path, publication, pages=PAGES.pages)
    return {finding.rule for finding in found}


@pytest.mark.parametrize("evaluated", [False, True])
def test_the_good_book_has_no_fault(tmp_path: Path, evaluated: bool) -> None:  # noqa: FBT001
    path = write(tmp_path / "good.epub", book(evaluated))
    assert rules(path, evaluated=evaluated) == set()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.fault)
def test_a_fault_that_validators_pass_is_caught(tmp_path: Path, mutant: Mutant) -> None:
    path = write(tmp_path / "mutant.epub", mutated(mutant))
    found = rules(path, evaluated=mutant.evaluated)
    assert mutant.rule in found
    assert "epub-well-formed" not in found


SAME = '<a{}href="https://a.example/{}">Our map</a>'


@pytest.mark.parametrize(
    ("links", "told"),
    [
        ((" ", " "), False),
        ((" ", ' data-furniture="" '), True),
        ((' data-furniture="" ', " "), True),
        ((' role="doc-glossref" ', " "), True),
        ((' role="doc-backlink" ', ' role="doc-backlink" '), True),
    ],
)
def test_links_of_one_name_are_told_here_where_the_source_does_not_have_both(
    tmp_path: Path,
    links: tuple[str, str],
    told: bool,  # noqa: FBT001
) -> None:
    """What `link-text-same` tells of the source is not told a second time."""
    both = "".join(SAME.format(link, place) for place, link in enumerate(links))
    fault = Mutant("", "", TEXT, *after(JOURNEY, f"<p>{both}</p>"))
    path = write(tmp_path / "links.epub", mutated(fault))
    found = epub.check(path, good_publication(), pages=PAGES.pages)
    severities = {rule.id: rule.severity for rule in check_rules()}
    said = [one.severity for one in found if one.rule == "epub-link-names"]
    assert said == [severities["epub-link-names"]] * told


def test_the_table_lists_these_faults_and_the_rules_that_catch_them() -> None:
    rows = ROW.findall(TABLE.read_text("utf-8"))
    assert rows == [
        (m.fault[0].upper() + m.fault[1:], m.rule, m.rule, "hint" * m.hinted)
        for m in MUTANTS
    ]


@pytest.mark.wide
def test_both_validators_pass_what_is_listed_here(tmp_path: Path) -> None:
    """These checks are ours because no validator has them; told when one gets one."""
    faults = {
        write(tmp_path / f"{number}.epub", mutated(mutant)): mutant.fault
        for number, mutant in enumerate(MUTANTS)
    }
    seen = {
        faults[path]
        for name in ("epubcheck", "ace")
        for path, said in require(name).validate(list(faults)).items()
        if said
    }
    assert seen == {mutant.fault for mutant in MUTANTS if mutant.hinted}
