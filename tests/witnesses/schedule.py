"""A dose schedule of 14 weeks, longer than a page: in our source, as HTML, as Typst."""

from pathlib import PurePosixPath

from plainleaf.model import Publication, Source
from plainleaf.parse import parse

TIMES = ("Morning", "Noon", "Evening", "Bedtime")
WEEKS = 14
PERIODS = ("weekdays", "weekend", "extra days")
MEDICINE = "Examplol"
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
    """Return what must be announced with each dose: medicine, week, time of day."""
    return {
        dose: (MEDICINE, name, time)
        for name, doses in rows()
        for time, dose in zip(TIMES, doses, strict=True)
    }


def source() -> str:
    """Return a leaflet with the schedule in it, as an author writes it."""
    doses = "".join(
        f'- medicine: {MEDICINE}\n  weeks: "{name}"\n'
        "  when: {"
        + ", ".join(
            f"{time.lower()}: {dose}" for time, dose in zip(TIMES, row, strict=True)
        )
        + "}\n"
        for name, row in rows()
    )
    return (
        "---\nschema: 1\nid: doses\nlanguage: en\ntitle: A dose schedule\n---\n\n"
        "## Doses\n\nTake these doses, and no others.\n\n"
        f'::: {{.schedule caption="{CAPTION}"}}\n{doses}:::\n'
    )


def publication() -> Publication:
    """Return the leaflet as it is parsed."""
    path = PurePosixPath("source/doses/en.md")
    made, _ = parse(Source(path, "doses", "en", source().encode()))
    assert made is not None
    return made


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
