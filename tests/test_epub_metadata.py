"""What the e-book says of itself is so: a table of truths."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest
from PIL import Image as Picture
from small_publication import AT, small_publication

from plainleaf.evaluated import fingerprint
from plainleaf.findings import Location
from plainleaf.imprint import Evaluation, FrontMatter, Person, Publisher, Subject
from plainleaf.messages import messages_for
from plainleaf.model import (
    Abbreviation,
    Block,
    Callout,
    CalloutKind,
    Figure,
    Foreign,
    Image,
    LanguageBlock,
    PageMap,
    Paragraph,
    Publication,
    Row,
    Table,
    Text,
)
from plainleaf.render.epub_access import access_of, moves
from plainleaf.render.epub_metadata import book_identifier, identifier_of, statements_of

NO_PAGES = PageMap(0, {})
HELLO = (Text("Hello", AT),)


def bare(*blocks: Block, **facts: object) -> Publication:
    """Return a publication of which nothing is known but its title."""
    front = FrontMatter(id="bare", language="en", title="Bare")
    return Publication(
        front=replace(front, **facts),
        publisher=Publisher(),
        summary=None,
        blocks=blocks,
        sections=(),
        references=(),
        images={image.name: image for image in (STILL, MOVING)},
        location=AT,
    )


def gif(frames: int) -> bytes:
    pictures = [Picture.new("RGB", (2, 2), (shade, 0, 0)) for shade in range(frames)]
    written = io.BytesIO()
    pictures[0].save(written, "GIF", save_all=True, append_images=pictures[1:])
    return written.getvalue()


STILL = Image(PurePosixPath("still.gif"), "image/gif", 2, 2, gif(1))
MOVING = Image(PurePosixPath("moving.gif"), "image/gif", 2, 2, gif(3))


def figure(alt: str | None, *, moving: bool = False, described: bool = False) -> Figure:
    image = MOVING if moving else STILL
    description = (Paragraph(HELLO, AT),) if described else ()
    return Figure("figure", image.name, alt, (), description, AT)


def said(publication: Publication, pages: PageMap = NO_PAGES) -> dict[str, list[str]]:
    """Return the statements by property or element, in order."""
    found: dict[str, list[str]] = {}
    say = messages_for(publication.front.language)
    for statement in statements_of(publication, say=say, pages=pages):
        name = statement.attributes.get("property", statement.name)
        found.setdefault(name.removeprefix("schema:"), []).append(statement.text)
    return found


ALWAYS = {
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
}
TEXTUAL = ["textual"]
BOTH = ["textual", "visual"]
EITHER = ["textual,visual", "textual"]


@pytest.mark.parametrize(
    ("blocks", "modes", "sufficient", "features", "hazard"),
    [
        ((Paragraph(HELLO, AT),), TEXTUAL, TEXTUAL, set(), "none"),
        ((figure(None),), TEXTUAL, TEXTUAL, set(), "none"),
        ((figure("A cat."),), BOTH, EITHER, {"alternativeText"}, "none"),
        ((figure(" "),), BOTH, ["textual,visual"], set(), "none"),
        ((figure("A cat."), figure("")), BOTH, ["textual,visual"], set(), "none"),
        (
            (figure("A cat.", described=True),),
            *(BOTH, EITHER, {"alternativeText", "longDescription"}, "none"),
        ),
        (
            (figure("A cat.", moving=True),),
            *(BOTH, EITHER, {"alternativeText"}, "unknown"),
        ),
        ((figure(None, moving=True),), TEXTUAL, TEXTUAL, set(), "unknown"),
        (
            (
                Callout(
                    *("promo", CalloutKind.PROMO, (), (figure("A cake."),), AT),
                    outputs=frozenset({"html"}),
                ),
            ),
            *(TEXTUAL, TEXTUAL, set(), "none"),
        ),
    ],
)
def test_accessibility_metadata_is_what_the_text_has(
    blocks: tuple[Block, ...],
    modes: list[str],
    sufficient: list[str],
    features: set[str],
    hazard: str,
) -> None:
    found = said(bare(*blocks))
    assert found["accessMode"] == modes
    assert found["accessModeSufficient"] == sufficient
    assert set(found["accessibilityFeature"]) == ALWAYS | features
    assert found["accessibilityHazard"] == [hazard]


TABLES = "Tables have a caption and headings for rows and columns."
SHORT_FORMS = "Short forms are written out where they first appear."
LANGUAGES = "Words in other languages are marked as such."
UNMARKED = "The page numbers of the printed handout are not marked."
UNJUDGED = "Nobody has yet evaluated this e-book against an accessibility standard."


@pytest.mark.parametrize(
    ("block", "pages", "sentences"),
    [
        (Paragraph(HELLO, AT), 0, []),
        (Table("t", HELLO, Row((), AT), (), 0, AT), 0, [TABLES]),
        (
            Paragraph((Abbreviation("ID", "identity", expand=True, location=AT),), AT),
            *(0, [SHORT_FORMS]),
        ),
        (Paragraph((Foreign("fr", "ltr", HELLO, AT),), AT), 0, [LANGUAGES]),
        (LanguageBlock("fr", "ltr", (), AT), 0, [LANGUAGES]),
        (Paragraph(HELLO, AT), 4, [UNMARKED]),
    ],
)
def test_the_summary_says_what_is_there_and_what_is_missing(
    block: Block, pages: int, sentences: list[str]
) -> None:
    found = said(bare(block), PageMap(pages, {}))
    assert found["accessibilitySummary"] == [" ".join([*sentences, UNJUDGED])]


ANYWAY = [
    "Appearance can be modified",
    "No information is available",
    "Readable in read aloud or dynamic braille",
    "Table of contents to all chapters of the text via links",
    "Elements such as headings, tables, etc for structured navigation",
    "No hazards",
]
LONG = "Information-rich images are described by extended descriptions"
PAGED = "Page list to go to pages from the print source version"
BROKEN = "Page breaks included from the original print source"


@pytest.mark.parametrize(
    ("block", "starts", "more", "gone"),
    [
        (Paragraph(HELLO, AT), (), set(), set()),
        (Paragraph(HELLO, AT), (0,), {PAGED, BROKEN}, set()),
        (figure(None), (), set(), set()),
        (figure("A cat."), (), {"Has alternative text"}, set()),
        (figure("A cat.", described=True), (), {"Has alternative text", LONG}, set()),
        (
            figure(" "),
            (),
            {"Not fully readable in read aloud or dynamic braille"},
            {"Readable in read aloud or dynamic braille"},
        ),
        (
            figure(None, moving=True),
            (),
            {"The presence of hazards is unknown"},
            {"No hazards"},
        ),
    ],
)
def test_people_are_told_what_the_metadata_says(
    block: Block, starts: tuple[int, ...], more: set[str], gone: set[str]
) -> None:
    pages = PageMap(len(starts), {}, starts)
    publication = bare(block)
    groups = access_of(publication, pages).told(messages_for("en"))
    told = [sentence for group in groups for sentence in group.sentences]
    assert set(told) == (set(ANYWAY) - gone) | more
    features = said(publication, pages)["accessibilityFeature"]
    assert (PAGED in told) is ("pageNavigation" in features)
    assert (LONG in told) is ("longDescription" in features)


def test_what_is_told_stands_under_the_headings_of_the_display_guide() -> None:
    publication = bare(figure("A cat.", described=True))
    groups = access_of(publication, PageMap(1, {}, (0,))).told(messages_for("en"))
    assert [(group.title, len(group.sentences)) for group in groups] == [
        ("Ways of reading", 3),
        ("Conformance", 1),
        ("Navigation", 3),
        ("Rich content", 1),
        ("Hazards", 1),
        ("Additional accessibility information", 1),
    ]


# --- conformance ---------------------------------------------------------------------


def evaluated(**facts: object) -> Publication:
    """Return a publication that somebody has evaluated, as it stands."""
    publication = bare(Paragraph(HELLO, AT))
    record = Evaluation(
        *("Example Accessibility", "The e-book, by screen reader", date(2027, 6, 15)),
        url="https://a.example/report",
        standard="WCAG 2.2 AA",
        content=fingerprint(publication),
    )
    front = replace(publication.front, evaluations=(replace(record, **facts),))
    return replace(publication, front=front)


def claims(publication: Publication) -> dict[str, list[str]]:
    return {
        name: texts
        for name, texts in said(publication).items()
        if name.startswith(("dcterms:", "a11y:"))
    }


def test_conformance_is_claimed_as_it_was_evaluated() -> None:
    publication = evaluated()
    assert claims(publication) == {
        "dcterms:conformsTo": ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"],
        "a11y:certifiedBy": ["Example Accessibility"],
        "dcterms:date": ["2027-06-15"],
    }
    (link,) = [
        statement.attributes
        for statement in statements_of(
            publication, say=messages_for("en"), pages=NO_PAGES
        )
        if statement.name == "link"
    ]
    assert (link["rel"], link["href"], link["refines"]) == (
        *("a11y:certifierReport", "https://a.example/report", "#certifier"),
    )
    assert UNJUDGED not in said(publication)["accessibilitySummary"][0]
    told = list(access_of(publication, NO_PAGES).told(messages_for("en")))
    assert told[1].sentences == (
        "This publication meets accepted accessibility standards",
        "The publication was certified by Example Accessibility",
    )


@pytest.mark.parametrize(
    "facts", [{"content": "0123456789abcdef"}, {"content": None}, {"on": None}]
)
def test_an_evaluation_of_another_text_claims_nothing(
    facts: dict[str, object],
) -> None:
    publication = evaluated(**facts)
    assert claims(publication) == {}
    assert said(publication)["accessibilitySummary"] == [
        "It is not claimed that this e-book meets a standard."
    ]


def test_an_evaluation_without_a_standard_claims_nothing() -> None:
    assert claims(evaluated(standard=None)) == {}


def test_nothing_is_claimed_where_nobody_has_evaluated() -> None:
    assert claims(small_publication()) == {}


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda p: replace(p, blocks=()), False),
        (lambda p: replace(p, location=Location(PurePosixPath("b.md"), 9, 9)), True),
        (lambda p: replace(p, publisher=Publisher("B")), True),
        (lambda p: replace(p, images={}), False),
        (lambda p: replace(p, front=replace(p.front, title="Other")), False),
        (lambda p: replace(p, front=replace(p.front, version="9")), True),
        (lambda p: replace(p, front=replace(p.front, evaluations=())), True),
        (
            lambda p: replace(
                p, blocks=(Paragraph((Text("Hello", Location(AT.path, 7, 1)),), AT),)
            ),
            True,
        ),
    ],
)
def test_the_fingerprint_is_of_what_readers_read(
    change: Callable[[Publication], Publication],
    same: bool,  # noqa: FBT001
) -> None:
    before = evaluated()
    assert (fingerprint(change(before)) == fingerprint(before)) is same


def test_what_is_not_known_is_not_said() -> None:
    found = said(bare(Paragraph(HELLO, AT)))
    assert {name for name in found if name.startswith("dc:")} == {
        "dc:title",
        "dc:language",
    }
    assert "version" not in found


def test_what_is_known_is_said() -> None:
    publication = replace(
        small_publication(),
        front=replace(
            small_publication().front,
            authors=(Person("Ada Example", orcid="https://orcid.org/0"), Person("Bo")),
            about=(Subject("MedicalCondition", "Gout"),),
            license="CC BY 4.0",
        ),
    )
    found = said(publication)
    assert {name: texts for name, texts in found.items() if name.startswith("dc:")} == {
        "dc:title": ["Finding the eye clinic", "A leaflet for first visits"],
        "dc:language": ["en", "la"],
        "dc:creator": ["Ada Example", "Bo"],
        "dc:publisher": ["Harbour Eye Clinic"],
        "dc:date": ["2026-02-09"],
        "dc:description": ["How to find the eye clinic and what to bring."],
        "dc:rights": ["CC BY 4.0"],
        "dc:subject": ["Gout"],
    }
    assert found["title-type"] == ["main", "subtitle"]
    assert found["role"] == ["aut", "aut"]
    assert found["version"] == ["1.10"]
    assert found["identifier"] == ["https://orcid.org/0"]


def test_every_refinement_refines_something() -> None:
    publication = small_publication()
    say = messages_for("en")
    statements = statements_of(publication, say=say, pages=NO_PAGES)
    ids = {f"#{s.attributes['id']}" for s in statements if "id" in s.attributes}
    refined = {s.attributes["refines"] for s in statements if "refines" in s.attributes}
    assert refined == ids


def test_dublin_core_comes_first_and_together() -> None:
    """Both packers write the elements of one name side by side."""
    statements = statements_of(
        small_publication(), say=messages_for("en"), pages=NO_PAGES
    )
    names = [statement.name for statement in statements]
    grouped = list(dict.fromkeys(names))
    assert names == [name for group in grouped for name in names if name == group]
    assert grouped[-1] == "meta"


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda front: replace(front, title="Another"), True),
        (lambda front: replace(front, version="2", dates=replace(front.dates)), True),
        (lambda front: replace(front, id="ear-clinic"), False),
        (lambda front: replace(front, language="en-GB"), False),
    ],
)
def test_the_identifier_is_the_leaflets_and_not_the_versions(
    change: Callable[[FrontMatter], FrontMatter],
    same: bool,  # noqa: FBT001
) -> None:
    before = small_publication()
    after = replace(before, front=change(before.front))
    assert (identifier_of(after) == identifier_of(before)) is same


def test_two_publishers_never_share_an_identifier() -> None:
    base = Publisher(base_url="https://a.example/")
    publishers = [
        *(Publisher(), Publisher(name="A"), Publisher(name="B"), base),
        Publisher(base_url="https://b.example/", name="A"),
    ]
    made = {book_identifier(p, "eye-clinic", "en") for p in publishers}
    assert len(made) == len(publishers)
    named = replace(base, name="A new name")
    assert book_identifier(named, "a", "en") == book_identifier(base, "a", "en")


def test_the_identifier_never_changes() -> None:
    """Readers' notes and places hang on it: this value must stand for ever."""
    assert identifier_of(small_publication()) == (
        "urn:uuid:0286a190-816b-5803-8e80-623336cf05be"
    )


@pytest.mark.parametrize(
    ("drawing", "moving"),
    [
        ("<path d='M0 0'/>", False),
        ("<g id='animated-set'/>", False),
        ("<rect><animate attributeName='x' to='5'/></rect>", True),
        ("<rect><animateTransform to='5'/></rect>", True),
        ("<rect><set attributeName='x' to='5'/></rect>", True),
        ("<style>@keyframes a { to { opacity: 0 } }</style>", True),
        ("<rect style='animation: a 1s infinite'/>", True),
    ],
)
def test_a_drawing_that_moves_is_found(drawing: str, moving: bool) -> None:  # noqa: FBT001
    raw = f'<svg xmlns="http://www.w3.org/2000/svg">{drawing}</svg>'.encode()
    image = Image(PurePosixPath("a.svg"), "image/svg+xml", 1, 1, raw)
    assert moves(image) is moving


def test_the_day_of_publication_is_not_the_day_of_writing() -> None:
    dates = replace(small_publication().front.dates, published=None)
    assert dates.newest() == date(2026, 1, 5)
    assert "dc:date" not in said(bare(Paragraph(HELLO, AT), dates=dates))
