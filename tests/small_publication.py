"""A small publication made by hand: every block and every inline of the model once.

Tests of single stages start from it, so that they need no other stage. The text is
about nothing clinical: how to find the eye clinic and read its bus timetable.
"""

import io
from datetime import date
from pathlib import PurePosixPath

from PIL import Image as Picture

from plainleaf.findings import Location
from plainleaf.imprint import (
    AbbreviationEntry,
    Audience,
    Contact,
    Dates,
    Feedback,
    FrontMatter,
    GlossaryEntry,
    Person,
    Publisher,
    Reference,
)
from plainleaf.model import (
    Abbreviation,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Citation,
    Cited,
    ContactCard,
    ContactFact,
    ContactLine,
    Definition,
    DefinitionList,
    Emphasis,
    Entry,
    Figure,
    Foreign,
    Image,
    Inline,
    ItemList,
    LanguageBlock,
    LineBreak,
    Link,
    Note,
    NoteMark,
    Only,
    Paragraph,
    Publication,
    Quote,
    ReviewerNote,
    Risk,
    Row,
    Section,
    Strong,
    Table,
    Term,
    Text,
    WriteIn,
)

AT = Location(PurePosixPath("source/eye-clinic/en.md"), 1, 1)
TIMETABLE_ROWS = 60
"""Enough rows to run over several pages at any size of print."""


def small_publication() -> Publication:
    """Return the publication: English, a draft, with runs in three languages."""
    return Publication(
        front=_front(),
        publisher=Publisher(
            name="Harbour Eye Clinic",
            address="1 Quay Street, Harbour",
            url="https://clinic.example/",
            base_url="https://clinic.example/leaflets/",
            phone="01632 960 000",
            email="leaflets@clinic.example",
        ),
        summary=_summary(),
        blocks=_opening(),
        sections=(_before(), _journey(), _afterwards(), _safety()),
        references=_references(),
        images=_images(),
        location=AT,
    )


def _front() -> FrontMatter:
    return FrontMatter(
        id="eye-clinic",
        language="en",
        title="Finding the eye clinic",
        type="information",
        subtitle="A leaflet for first visits",
        description="How to find the eye clinic and what to bring.",
        version="1.10",
        dates=Dates(
            written=date(2026, 1, 5),
            published=date(2026, 2, 9),
            last_reviewed=None,
            next_review=date(2029, 2, 9),
        ),
        authors=(Person("Ada Example", role="Information officer"),),
        audience=Audience(who="People who come for the first time"),
        main_message="The clinic is on the ground floor, beside the harbour.",
        call_to_action="Call us if you cannot come.",
        emergency_number="999",
        abbreviations=(
            AbbreviationEntry("ID", "identity document", AT),
            AbbreviationEntry("GMT", "Greenwich Mean Time", AT),
        ),
        glossary=(
            GlossaryEntry("triage", "Deciding who is seen first.", AT),
            GlossaryEntry("dilation", None, AT),
        ),
        references=_references(),
        contacts=(Contact("desk", "Front desk", phone="01632 960 001"),),
        feedback=Feedback(email="leaflets@clinic.example"),
    )


def _references() -> tuple[Reference, ...]:
    crowd = tuple(f"Author{n} A" for n in range(1, 9))
    return (
        Reference(
            id="walk",
            authors=("Walker W", "Rambler R"),
            title="Getting there on foot",
            location=AT,
            year="2021",
            container="Journal of Short Walks",
            volume="3",
            pages="10-12",
            doi="10.5555/walk.2021",
            pmid="123456",
        ),
        Reference(
            id="bus",
            authors=crowd,
            title="Der Bus kommt um acht",
            location=AT,
            year="2019",
            publisher="Harbour Press",
            url="https://bus.example/eight",
            language="de",
        ),
    )


def _summary() -> Callout:
    return Callout(
        id="in-short",
        kind=CalloutKind.SUMMARY,
        title=(_text("In short"),),
        blocks=(
            _bullets(
                _entry(_p("Bring an ", _abbreviation("ID", expand=True), ".")),
                _entry(_p("The bus leaves ", _strong("every hour"), ".")),
            ),
        ),
        location=AT,
    )


def _opening() -> tuple[Block, ...]:
    return (
        _p(
            "Your visit begins with ",
            Term("term-triage", (_text("triage"),), AT),
            ", which takes ",
            Emphasis((_text("ten"),), AT),
            " minutes.",
            NoteMark("note-1", 1, AT),
            " Most people walk",
            _cited("cite-1", Cited("walk", 1)),
            ".",
        ),
        Note("note-1", 1, (_p("It can take longer on Mondays."),), AT),
        Callout(
            id="key-facts",
            kind=CalloutKind.FACTS,
            title=(_text("Key facts"),),
            blocks=(_facts(),),
            location=AT,
        ),
        Callout(
            id="promo-1",
            kind=CalloutKind.PROMO,
            title=(_text("Our new café"),),
            blocks=(
                _p(
                    "Cakes all day. ",
                    _link("Order now", "https://cafe.example/", action=True),
                ),
            ),
            location=AT,
            outputs=frozenset({"html"}),
        ),
    )


def _facts() -> DefinitionList:
    return DefinitionList(
        (
            Definition(((_text("Where"),),), ((_p("Quay Street"),),), AT),
            Definition(
                ((_text("When"),), (_text("Hours"),)),
                ((_p("Monday to Friday"),), (_p("9 to 5 "), _p("Closed at noon"))),
                AT,
            ),
        ),
        AT,
    )


def _before() -> Section:
    steps = ItemList(
        ordered=True,
        start=3,
        tight=False,
        entries=(
            _entry(_p("Find your letter."), _p("It is white.")),
            _entry(
                _p("Pack your bag:"),
                _bullets(
                    _entry(_p("glasses"), _bullets(_entry(_p("for reading")))),
                    _entry(_p("a hat")),
                ),
                _p("Close the bag."),
            ),
        ),
        location=AT,
    )
    return Section(
        id="before-you-come",
        title=(_text("Before you "), Emphasis((_text("come"),), AT)),
        aspect="preparation",
        blocks=(
            steps,
            Callout(
                id="warning-1",
                kind=CalloutKind.WARNING,
                title=(),
                blocks=(_p("Do not drive home after your visit."),),
                location=AT,
            ),
            ReviewerNote(1, (_p("Is the ", _abbreviation("ID"), " needed?"),), AT),
        ),
        sections=(
            Section(
                id="what-to-bring",
                title=(_text("What to bring"),),
                aspect=None,
                blocks=(
                    Quote(
                        (
                            _p("I brought a book,", LineBreak(AT), "and read it."),
                            _p("Twice."),
                        ),
                        AT,
                    ),
                    Callout(
                        id="good-to-know",
                        kind=CalloutKind.NOTE,
                        title=(_text("Good to know"),),
                        blocks=(_p("The water is free."),),
                        location=AT,
                    ),
                ),
                sections=(),
                location=AT,
            ),
        ),
        location=AT,
    )


def _journey() -> Section:
    return Section(
        id="your-journey",
        title=(_text("Your journey"),),
        aspect=None,
        blocks=(
            _p(
                "Say ",
                Foreign("fr", "ltr", (_text("bonjour"),), AT),
                " or ",
                Foreign("de", "ltr", (_text("guten "), _strong("Tag")), AT),
                ". See ",
                _link("the timetable", "#timetable"),
                ", ",
                _link("our web site", "https://clinic.example/way"),
                ", write to ",
                _link("the desk", "mailto:desk@clinic.example"),
                " or call ",
                _link("01632\u00a0960\u00a0001", "tel:+441632960001"),
                ".",
            ),
            _figure("map", "map.svg", "A street map: the clinic is by the water."),
            _photograph(),
            _figure("wave", "wave.svg", None),
            _timetable(),
            Note("note-2", 2, (_p("All times are ", _abbreviation("GMT"), "."),), AT),
        ),
        sections=(),
        location=AT,
    )


def _figure(
    identifier: str, name: str, alt: str | None, *, drawn: bool = False
) -> Figure:
    file = PurePosixPath("images", name)
    return Figure(identifier, file, alt, (), (), AT, drawn=drawn)


def _photograph() -> Figure:
    return Figure(
        id="door",
        image=PurePosixPath("images/door.png"),
        alt="A red door with a brass bell.",
        caption=(_text("The door on "), Emphasis((_text("Quay Street"),), AT)),
        description=(
            _p("The bell is on the left, one metre above the ground."),
            _bullets(_entry(_p("Press it once."))),
        ),
        location=AT,
    )


def _timetable() -> Table:
    header = Row((_cell("Bus"), _cell("Leaves"), _cell("Arrives")), AT)
    rows = tuple(
        Row(
            (
                _cell(f"Bus {n}", header=True),
                _cell(f"{n // 4 + 6}:{n % 4 * 15:02} "),
                Cell((), AT) if n == 7 else _cell(f"{n // 4 + 7}:{n % 4 * 15:02}"),
            ),
            AT,
        )
        for n in range(1, TIMETABLE_ROWS + 1)
    )
    return Table(
        id="timetable",
        caption=(_text("Buses from the harbour"), NoteMark("note-2", 2, AT)),
        header=header,
        rows=rows,
        row_headers=1,
        location=AT,
    )


def _afterwards() -> Section:
    return Section(
        id="afterwards",
        title=(_text("Afterwards"),),
        aspect=None,
        blocks=(
            LanguageBlock(
                "la",
                "ltr",
                (
                    _p("Festina lente", _cited("cite-2", Cited("bus", 2, "p. 3"))),
                    _bullets(_entry(_p("ora")), _entry(_p("labora"))),
                ),
                AT,
            ),
            _p(
                "Times differ",
                _cited("cite-3", Cited("walk", 1), Cited("bus", 2, "ch. 4")),
                ". "
                "It takes a while, so an ordinary paragraph stands here that is long "
                "enough to need several lines on paper in every size of print.",
            ),
            Callout(
                id="disclaimer-1",
                kind=CalloutKind.DISCLAIMER,
                title=(_text("About this leaflet"),),
                blocks=(_p("It does not replace a talk with our staff."),),
                location=AT,
            ),
        ),
        sections=(),
        location=AT,
    )


def _safety() -> Section:
    cards = (
        (CalloutKind.NON_URGENT, "Ring us if your glasses break", None),
        (CalloutKind.URGENT, "Ring us today if your letter is lost", None),
        (CalloutKind.EMERGENCY, "The building is on fire", "999"),
    )
    return Section(
        id="safety",
        title=(_text("Keeping safe"),),
        aspect="safety",
        blocks=(
            *(
                _callout(kind, title, _p("Say who you are."), number=number)
                for kind, title, number in cards
            ),
            _callout(CalloutKind.DO, "", _bullets(_entry(_p("hold the rail")))),
            _callout(
                CalloutKind.DONT,
                "On the stairs",
                _bullets(_entry(_p("do not run")), _entry(_p("do not push"))),
            ),
            _callout(
                CalloutKind.STEPS,
                "Opening the door",
                ItemList(
                    ordered=True,
                    start=1,
                    tight=False,
                    entries=(
                        _entry(
                            _p("Press the bell."),
                            _figure("bell", "map.svg", "The bell is round."),
                        ),
                        _entry(_p("Pull.")),
                    ),
                    location=AT,
                ),
            ),
            _callout(
                CalloutKind.CHECKLIST,
                "",
                _bullets(_entry(_p("keys")), _entry(_p("hat"))),
            ),
            _callout(
                CalloutKind.QUESTIONS,
                "To ask at the desk",
                _bullets(_entry(_p("How long will it take?"))),
            ),
            _callout(
                CalloutKind.FAQ,
                "",
                _callout(CalloutKind.ANSWER, "Is there a lift?", _p("Yes, two.")),
                _callout(CalloutKind.ANSWER, "May I eat?", _p("On the terrace.")),
            ),
            _callout(CalloutKind.DETAILS, "Why there is a bell", _p("It is old.")),
            ContactCard(
                "contact-desk",
                (
                    ContactLine(ContactFact.NAME, (_text("Front desk"),)),
                    ContactLine(
                        ContactFact.PHONE,
                        (_link("01632 960 001", "tel:01632960001"),),
                    ),
                    ContactLine(ContactFact.HOURS, (_text("9 to 5"),)),
                ),
                AT,
            ),
            WriteIn((_text("My next visit"),), 2, AT),
            _p(
                "It rains on ",
                Risk(3, 10, "days", "are wet", (_text("3 in 10"),), AT),
                " days.",
            ),
            _figure("rain", "wave.svg", "10 figures, 3 of them filled in", drawn=True),
            Only((), frozenset({"pdf"}), (_p("Cut here."),), AT),
            Only(
                ("GB",), frozenset({"html", "pdf", "epub"}), (_p("Tea is free."),), AT
            ),
        ),
        sections=(),
        location=AT,
    )


def _callout(
    kind: CalloutKind, title: str, *blocks: Block, number: str | None = None
) -> Callout:
    return Callout(
        id=f"{kind.value}-{title.lower().replace(' ', '-') or 'block'}".rstrip("?"),
        kind=kind,
        title=(_text(title),) if title else (),
        blocks=blocks,
        location=AT,
        number=number,
    )


def _images() -> dict[PurePosixPath, Image]:
    pixels = io.BytesIO()
    Picture.new("RGB", (40, 60), (180, 30, 30)).save(pixels, "PNG")
    drawings = {
        "map.svg": '<path d="M0 30h80" stroke="#000"/><circle cx="9" cy="9" r="5"/>',
        "wave.svg": '<path d="M0 20q20-20 40 0t40 0" stroke="#000" fill="none"/>',
    }
    images = [
        Image(PurePosixPath("images/door.png"), "image/png", 40, 60, pixels.getvalue()),
        *(
            Image(
                PurePosixPath("images", name),
                "image/svg+xml",
                80,
                40,
                (
                    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" '
                    f'viewBox="0 0 80 40">{shapes}</svg>'
                ).encode(),
            )
            for name, shapes in drawings.items()
        ),
    ]
    return {image.name: image for image in images}


# --- short forms, so that the text above can be read -------------------------------


def _text(text: str) -> Text:
    return Text(text, AT)


def _inlines(parts: tuple[str | Inline, ...]) -> tuple[Inline, ...]:
    return tuple(_text(part) if isinstance(part, str) else part for part in parts)


def _p(*parts: str | Inline) -> Paragraph:
    return Paragraph(_inlines(parts), AT)


def _strong(text: str) -> Strong:
    return Strong((_text(text),), AT)


def _link(text: str, target: str, *, action: bool = False) -> Link:
    return Link(target, (_text(text),), AT, action)


def _abbreviation(short: str, *, expand: bool = False) -> Abbreviation:
    full = {"ID": "identity document", "GMT": "Greenwich Mean Time"}
    return Abbreviation(short, full[short], expand, AT)


def _cited(identifier: str, *works: Cited) -> Citation:
    return Citation(identifier, works, AT)


def _entry(*blocks: Block) -> Entry:
    return Entry(blocks, AT)


def _bullets(*entries: Entry) -> ItemList:
    return ItemList(ordered=False, start=1, tight=True, entries=entries, location=AT)


def _cell(text: str, *, header: bool = False) -> Cell:
    return Cell((_text(text),), AT, header)
