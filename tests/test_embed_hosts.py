"""Leaflets pasted into pages of real and hostile hosts, in a real browser. G15."""

import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from embed.filtered import filtered
from embed.kits import (
    ARABIC,
    BASE,
    DOSES,
    ENGLISH,
    GUIDE,
    publication_of,
    write_kit,
)
from validators.required import require

HERE = Path(__file__).parent / "embed"
PACKAGED = {
    "bootstrap": "bootstrap/dist/css/bootstrap.css",
    "tailwind": "tailwindcss/preflight.css",
    "nhsuk": "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.css",
    "uswds": "@uswds/uswds/dist/css/uswds.css",
}
OWN = ("hostile", "reset", "dark", "classes")
STRICT = "default-src 'none'; style-src 'self'; img-src https://clinic.example"
CLASSES = {
    "bootstrap": {
        "CONTAINER": "container",
        "TABLE": "table table-striped",
        "TEXT": "lead",
    },
    "nhsuk": {
        "BODY": "nhsuk-frontend-supported",
        "CONTAINER": "nhsuk-width-container",
        "MAIN": "nhsuk-main-wrapper",
        "H1": "nhsuk-heading-xl",
        "H2": "nhsuk-heading-l",
        "TEXT": "nhsuk-body",
        "LIST": "nhsuk-list nhsuk-list--bullet",
        "TABLE": "nhsuk-table",
    },
    "uswds": {
        "CONTAINER": "grid-container",
        "MAIN": "usa-prose",
        "LIST": "usa-list",
        "TABLE": "usa-table",
    },
}
NAMES = ("BODY", "CONTAINER", "MAIN", "H1", "H2", "TEXT", "LIST", "TABLE")


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the library of a publisher that has said where it stands."""
    folder = tmp_path_factory.mktemp("library")
    for place in (GUIDE, ARABIC, ENGLISH, DOSES):
        write_kit(folder, publication_of(place), instance="b")
    return folder


def host(style: str, leaflets: str, links: str) -> str:
    """Return a host's page with its style sheet, and leaflets with theirs."""
    page = (HERE / "host.html").read_text("utf-8")
    for name in NAMES:
        page = page.replace(
            f'class="{name}"', f'class="{CLASSES.get(style, {}).get(name, "")}"'
        )
    sheet = f'<link rel="stylesheet" href="{style}.css">' if style != "plain" else ""
    policy = (
        f'<meta http-equiv="Content-Security-Policy" content="{STRICT}">'
        if style == "strict"
        else ""
    )
    page = page.replace("<!-- head -->", policy + sheet + links)
    return page.replace("<!-- leaflet -->", leaflets)


@pytest.fixture(scope="session")
def site(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a host's folder with every style sheet that its pages ask for."""
    hosts = require("hosts")
    folder = tmp_path_factory.mktemp("site")
    for name, path in PACKAGED.items():
        shutil.copyfile(hosts.style_sheet(path), folder / f"{name}.css")
    for name in OWN:
        shutil.copyfile(HERE / f"{name}.css", folder / f"{name}.css")
    (folder / "strict.css").write_text("body { font-family: sans-serif }", "utf-8")
    kit = library / GUIDE / "embed"
    shutil.copyfile(kit / "fragment.css", folder / "fragment.css")
    return folder


LINK = '<link rel="stylesheet" href="fragment.css">'


def fragment(library: Path, place: str, name: str = "fragment.h2.html") -> str:
    return (library / place / "embed" / name).read_text("utf-8")


def cases(library: Path) -> Iterator[tuple[str, str, str, bool]]:
    """Yield name, style, leaflets and whether they are styled, for every host."""
    guide = fragment(library, GUIDE)
    for style in ("plain", *PACKAGED, *OWN, "strict"):
        yield style, style, guide, True
    yield "unstyled", "bootstrap", guide, False
    yield "filtered", "plain", filtered(guide), True
    yield "filtered and unstyled", "nhsuk", filtered(guide), False
    second = fragment(library, GUIDE, "fragment-b.h3.html")
    yield "twice", "bootstrap", guide + second, True
    yield "six columns", "bootstrap", fragment(library, DOSES), True
    arabic = fragment(library, ARABIC)
    yield "two languages", "nhsuk", fragment(library, ENGLISH) + arabic, True
    yield "right to left", "hostile", arabic, True


@pytest.mark.wide
def test_no_host_and_no_leaflet_harms_the_other(library: Path, site: Path) -> None:
    hosts = require("hosts")
    made = [
        case_in(site, name, style, leaflets, LINK if styled else "")
        for name, style, leaflets, styled in cases(library)
    ]
    found = hosts.visit(made, root=site, mirror=(BASE, library))
    assert {name: said for name, said in found.items() if said} == {}


def case_in(site: Path, name: str, style: str, leaflets: str, links: str) -> object:
    """Write a host's page without and with leaflets; return the case to visit."""
    stem = name.replace(" ", "-")
    (site / f"{stem}-without.html").write_text(host(style, "", ""), "utf-8")
    (site / f"{stem}.html").write_text(host(style, leaflets, links), "utf-8")
    return require("hosts").Case(
        name, f"{stem}-without.html", f"{stem}.html", bool(links)
    )


HARMS = [
    ("style", "@media print {", "h1 { color: red }\n@media print {", "the host's h1"),
    ("style", "list-style-type: disc;", "", "has no marks"),
    ("style", "border: 0.0625em solid", "margin-block-start: 0.0625em", "has no line"),
    ("style", "max-inline-size: 100%;", "", "is wider than its place"),
    ("style", ".callout-promo { display: none; }", ".a { color: red }", "is printed"),
    ("text", '<div class="body">', '<div class="body" style="x">', "console: "),
    ("text", '<div class="front">', '<main></main><div class="front">', "axe "),
    ("text", "<figure", '<img src="https://t.example/a.png"><figure', "external"),
    ("style", "all: revert; }", "} .plainleaf p.subtitle { opacity: 0; }", "is hidden"),
]
"""What is broken, how, and what a visit of the host's page must say of it."""


@pytest.mark.wide
def test_harm_is_seen(library: Path, site: Path) -> None:
    """Each promise broken once, in the host where it matters."""
    hosts = require("hosts")
    made = []
    for number, (part, good, bad, _) in enumerate(HARMS):
        leaflet = fragment(library, GUIDE)
        style = (site / "fragment.css").read_text("utf-8")
        assert good in (style if part == "style" else leaflet)
        if part == "style":
            style = style.replace(good, bad)
        else:
            leaflet = leaflet.replace(good, bad, 1)
        (site / f"broken-{number}.css").write_text(style, "utf-8")
        link = LINK.replace("fragment.css", f"broken-{number}.css")
        kind = "strict" if bad.endswith('style="x">') else "reset"
        made.append(case_in(site, f"broken {number}", kind, leaflet, link))
    found = hosts.visit(made, root=site, mirror=(BASE, library))
    for (_, _, bad, told), said in zip(HARMS, found.values(), strict=True):
        assert any(told in line for line in said), (bad, said)


def snippet(library: Path, name: str) -> str:
    """Return what a box of the page for web teams holds, as a reader copies it."""
    page = fragment(library, GUIDE, "snippets.html")
    found = re.search(rf'(?s)<textarea id="{name}"[^>]*>\n(.*?)</textarea>', page)
    assert found
    return html.unescape(found[1])


@pytest.mark.parametrize("name", ["frame-code", "sandboxed-code"])
def test_a_frame_is_as_tall_as_its_text_and_leads_out(
    library: Path, site: Path, name: str
) -> None:
    hosts = require("hosts")
    page = host("plain", snippet(library, name), "")
    (site / f"{name}.html").write_text(page, "utf-8")
    told = hosts.try_frame(f"{name}.html", root=site, mirror=(BASE, library))
    assert told["errors"] == []
    assert told["frameHeight"] == told["textHeight"]
    assert told["afterStranger"] == told["frameHeight"], "a stranger was believed"
    assert told["stayed"]
    assert told["scrolledTo"] > 1000, "a link inside the leaflet led nowhere"
    assert told["ledTo"] == f"{BASE}{GUIDE}/"
    assert told["inTop"]


TOKENS = {
    "allow-scripts": {"height"},
    # A download is a link like any other: it leaves the frame by the same way.
    "allow-top-navigation-by-user-activation": {"telephone", "link", "download"},
    "allow-downloads": {"download"},
}
"""Each token that the page for web teams states, and what readers lose without it."""


@pytest.mark.wide
def test_the_sandbox_has_the_least_tokens(library: Path, site: Path) -> None:
    hosts = require("hosts")
    code = snippet(library, "sandboxed-code").replace(GUIDE, DOSES)
    code = code.replace(Path(GUIDE).parts[0], Path(DOSES).parts[0])
    (stated,) = re.findall(r'sandbox="([^"]+)"', code)
    assert set(stated.split()) == set(TOKENS)
    kit = library / DOSES / "embed"
    (kit.parent / "leaflet.epub").write_bytes(b"PK")
    card = (kit / "card.html").read_text("utf-8").replace("leaflet.pdf", "leaflet.epub")
    (kit / "book-card.html").write_text(card, "utf-8")
    for left_out in ("", *TOKENS):
        tokens = " ".join(token for token in TOKENS if token != left_out)
        frame = code.replace(f'"{stated}"', f'"{tokens}"')
        framed = (
            f'<iframe src="{BASE}{DOSES}/embed/book-card.html" title="Card" '
            f'sandbox="{tokens}" width="600" height="400"></iframe>'
        )
        page = host("plain", frame + framed, "")
        (site / "sandboxed.html").write_text(page, "utf-8")
        could = hosts.try_sandbox("sandboxed.html", root=site, mirror=(BASE, library))
        lost = {what for what, done in could.items() if not done}
        assert lost == TOKENS.get(left_out, set()), left_out


def test_a_frame_that_was_there_before_the_script_is_as_tall(
    library: Path, site: Path
) -> None:
    hosts = require("hosts")
    code, _, _ = snippet(library, "frame-code").partition("<script ")
    source = f"{BASE}{GUIDE}/embed/embed.js"
    late = f"""<script>addEventListener("load", () => setTimeout(() => {{
      const script = document.createElement("script");
      script.src = "{source}";
      document.body.append(script);
    }}, 300));</script>"""
    page = host("plain", code.replace('loading="lazy"', "") + late, "")
    (site / "late.html").write_text(page, "utf-8")
    told = hosts.try_frame("late.html", root=site, mirror=(BASE, library))
    assert told["frameHeight"] == told["textHeight"]


def test_a_card_speaks_to_wordpress(library: Path, site: Path) -> None:
    """What its embed.js hears: messages with the secret it put into the address."""
    hosts = require("hosts")
    card = json.loads(fragment(library, GUIDE, "oembed.json"))["html"]
    framed = card.replace("card.html", "card.html#?secret=abc123")
    framed = framed.replace("<iframe ", '<iframe sandbox="allow-scripts" ')
    (site / "card.html").write_text(host("plain", framed, ""), "utf-8")
    told = hosts.hear_card("card.html", root=site, mirror=(BASE, library))
    first, again = (
        [m["value"] for m in told[when] if m.get("message") == "height"]
        for when in ("first", "again")
    )
    assert first
    assert again == [told["height"]]
    assert isinstance(told["height"], int)
    assert 200 < told["height"] < 1000
    (link,) = [m for m in told["link"] if m.get("message") == "link"]
    address = f"{BASE}{GUIDE}/index.html"
    assert link == {"message": "link", "value": address, "secret": "abc123"}


@pytest.mark.wide
def test_what_is_copied_is_what_is_to_be_pasted(library: Path, site: Path) -> None:
    hosts = require("hosts")
    kit = library / GUIDE / "embed"
    copied = hosts.try_copies(
        "embed/snippets.html", root=kit.parent, mirror=(BASE, site)
    )
    texts = {one["button"].partition(": ")[2]: one["text"] for one in copied}
    assert {one["said"] for one in copied} == {"Copied."}
    for name in ("fragment.h2.html", "fragment-b.h2.html"):
        assert texts[name].strip() == (kit / name).read_text("utf-8").strip()
    assert texts["Frame"].startswith("<iframe data-plainleaf=")
    assert texts["Address for a card"].strip() == f"{BASE}{GUIDE}/"
    assert (
        len(texts)
        == len(copied)
        == fragment(library, GUIDE, "snippets.html").count("<textarea ")
    )


PAGES = ("embed.html", "card.html", "snippets.html")


def pages(library: Path) -> list[Path]:
    # The guide's frame has promotion, which is not printed; these have none.
    return [library / place / "embed" / n for place in (ENGLISH, ARABIC) for n in PAGES]


def test_the_kits_own_pages_pass_the_nu_checker(library: Path) -> None:
    found = require("nu").validate(pages(library))
    assert {str(path): said for path, said in found.items() if said} == {}


@pytest.mark.wide
def test_the_kits_own_pages_pass_axe_and_eyes_in_every_mode(library: Path) -> None:
    found = require("browser").check_pages(pages(library), root=library)
    assert {str(path): said for path, said in found.items() if said} == {}
