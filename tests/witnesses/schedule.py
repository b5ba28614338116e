"""A dose schedule of 14 weeks, longer than a page: as our model, as HTML, as Typst."""

from small_publication import AT

from plainleaf.findings import Location
from plainleaf.imprint import FrontMatter, Publisher
from plainleaf.model import Cell, Paragraph, Publication, Row, Section, Table, Text

TIMES = ("Morning", "Noon", "Evening", "Bedtime")
WEEKS = 14
PERIODS = ("weekdays", "weekend", "extra days")
CAPTION = "Doses of the example medicine, week by week"


def rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the rows: name, and a dose for each time of day; no dose occurs twice."""
    made = []
    for week in range(1, WEEKS + 1):
        for number, period in enumerate(PERIODS):
            doses = tuple(f"{week}.{number}{n} mg" for n in range(len(TIMES)))
            made.append((f"Week {week}, {period}", doses))
    return tuple(made)


def expected() -> dict[str, tuple[str, ...]]:
    """Return what must be announced with each dose: its week, its time of day."""
    return {
        dose: (name, time)
        for name, doses in rows()
        for time, dose in zip(TIMES, doses, strict=True)
    }


def publication() -> Publication:
    """Return a leaflet with the schedule in it."""
    table = Table(
        id="doses",
        caption=(Text(CAPTION, AT),),
        header=Row(tuple(_cell(name, AT) for name in ("When", *TIMES)), AT),
        rows=tuple(
            Row((_cell(name, AT, header=True), *(_cell(d, AT) for d in doses)), AT)
            for name, doses in rows()
        ),
        row_headers=1,
        location=AT,
    )
    lead = Paragraph((Text("Take these doses, and no others.", AT),), AT)
    section = Section(
        "doses-section", (Text("Doses", AT),), None, (lead, table), (), AT
    )
    front = FrontMatter(id="doses", language="en", title="A dose schedule")
    return Publication(front, Publisher(), None, (), (section,), (), {}, AT)


def html() -> str:
    """Return the same table as plain HTML, as anybody would write it."""
    head = "".join(f"<th scope=col>{name}</th>" for name in ("When", *TIMES))
    body = "".join(
        f"<tr><th scope=row>{name}</th>"
        + "".join(f"<td>{dose}</td>" for dose in doses)
        + "</tr>"
        for name, doses in rows()
    )
    return (
        "<!DOCTYPE html><html lang=en><title>A dose schedule</title>"
        "<style>@page { size: A4 } body { font-size: 14pt } td, th { padding: 4pt }"
        f"</style><h1>A dose schedule</h1><table><caption>{CAPTION}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></html>"
    )


def typst() -> str:
    """Return the same table for Typst, with a header that repeats.

    Typst 0.15 has no header cells for rows, but for an experimental feature.
    """
    head = ", ".join(f"[{name}]" for name in ("When", *TIMES))
    body = ",\n".join(
        f"[{name}], " + ", ".join(f"[{dose}]" for dose in doses)
        for name, doses in rows()
    )
    return (
        '#set document(title: "A dose schedule")\n#set text(lang: "en", size: 14pt)\n'
        "= A dose schedule\n#show figure: set block(breakable: true)\n"
        f"#figure(table(columns: 5, table.header({head}),\n{body}),\n"
        f"  caption: [{CAPTION}])\n"
    )


def _cell(text: str, at: Location, *, header: bool = False) -> Cell:
    return Cell((Text(text, at),), at, header)
