"""Stage 1: what is read, what is left alone, and that nothing outside is touched."""

import os
import unicodedata
from pathlib import Path, PurePosixPath

import pytest
from pictures_made import PLAIN_SVG

from plainleaf.addresses import relative_address
from plainleaf.read import PICTURE_LIMIT, SOURCE_LIMIT, read


@pytest.fixture
def leaflet(tmp_path: Path) -> Path:
    folder = tmp_path / "source" / "your-plan"
    (folder / "images").mkdir(parents=True)
    return folder


def names(path: Path, **options: Path) -> set[str]:
    source, findings = read(path, **options)
    assert source is not None
    assert not findings
    return {str(name) for name in source.files}


def test_a_leaflet_is_named_after_its_folder_and_its_language_after_the_file(
    leaflet: Path,
) -> None:
    path = leaflet / "pt-BR.md"
    path.write_text("Words.")
    source, findings = read(path, shown_as=PurePosixPath("source/your-plan/pt-BR.md"))
    assert findings == ()
    assert source is not None
    assert (source.leaflet, source.language) == ("your-plan", "pt-BR")
    assert source.path == PurePosixPath("source/your-plan/pt-BR.md")
    assert source.raw == b"Words."


@pytest.mark.parametrize("name", ["your-inhaler.md", "faq.md", "Plan.md", "x.md"])
def test_a_bare_file_names_the_leaflet_and_no_language(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_text("Words.")
    source, _ = read(path)
    assert source is not None
    assert (source.leaflet, source.language) == (name.removesuffix(".md"), "")


def test_pictures_are_read_by_the_addresses_in_the_text(leaflet: Path) -> None:
    for name in ("plan.svg", "my plan.svg", "ü.svg", "used-by-label.svg", "unused.svg"):
        (leaflet / "images" / name).write_bytes(PLAIN_SVG)
    path = leaflet / "en.md"
    path.write_text(
        "![a](images/plan.svg) ![b](<images/my plan.svg>) ![c](images/my%20plan.svg)\n"
        "![d](./images/ü.svg 'x') ![e][label] [f](https://example.org/images/g.svg)\n\n"
        "[label]: images/used-by-label.svg\n",
        "utf-8",
    )
    assert names(path) == {
        "images/plan.svg",
        "images/my plan.svg",
        "images/ü.svg",
        "images/used-by-label.svg",
    }


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_a_name_is_found_whichever_way_its_accents_are_spelt(
    leaflet: Path, on_disk: str, typed: str
) -> None:
    name = f"{unicodedata.normalize(on_disk, 'Übersicht')}.svg"
    (leaflet / "images" / name).write_bytes(PLAIN_SVG)
    path = leaflet / "en.md"
    asked = f"images/{unicodedata.normalize(typed, 'Übersicht')}.svg"
    path.write_text(f"![a]({asked})\n", "utf-8")
    assert names(path) == {asked}


def test_nothing_outside_the_folder_is_read(leaflet: Path) -> None:
    secret = leaflet.parent / "secret.svg"
    secret.write_bytes(b"secret")
    (leaflet / "images" / "link.svg").symlink_to(secret)
    (leaflet / "images" / "inner.svg").symlink_to(leaflet / "images" / "real.svg")
    (leaflet / "images" / "real.svg").write_bytes(PLAIN_SVG)
    path = leaflet / "en.md"
    path.write_text(
        f"![a](../secret.svg) ![b](%2e%2e/secret.svg) ![c]({secret})\n"
        "![d](images/link.svg) ![e](images/inner.svg) ![f](images/../../secret.svg)\n"
    )
    assert names(path) == {"images/inner.svg"}
    source, _ = read(path)
    assert source is not None
    assert source.unread == {
        PurePosixPath("images/link.svg"): "it is a link that leads out of the "
        "leaflet's folder"
    }


def test_what_is_no_ordinary_file_is_not_waited_for(leaflet: Path) -> None:
    os.mkfifo(leaflet / "images" / "pipe.png")
    (leaflet / "images" / "folder.png").mkdir()
    path = leaflet / "en.md"
    path.write_text("![a](images/pipe.png) ![b](images/folder.png) ![c](images/no.png)")
    assert names(path) == set()
    source, _ = read(path)
    assert source is not None
    assert source.unread == {
        PurePosixPath("images/pipe.png"): "it is not a regular file",
        PurePosixPath("images/folder.png"): "it is a folder",
    }


def test_a_picture_has_a_limit(leaflet: Path) -> None:
    with (leaflet / "images" / "big.png").open("wb") as stream:
        stream.truncate(PICTURE_LIMIT + 1)
    with (leaflet / "images" / "just.png").open("wb") as stream:
        stream.truncate(PICTURE_LIMIT)
    path = leaflet / "en.md"
    path.write_text("![a](images/big.png) ![b](images/just.png)")
    assert names(path) == {"images/just.png"}


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path, "there is no such file"),
        (lambda path: path.mkdir(), "it is a folder"),
        (os.mkfifo, "it is not a regular file"),
        (
            lambda path: path.write_bytes(b"x" * (SOURCE_LIMIT + 1)),
            "it has 1,000,001 bytes; 1,000,000 is the limit",
        ),
    ],
)
def test_a_source_that_cannot_be_read_is_a_finding(
    tmp_path: Path, make: object, says: str
) -> None:
    path = tmp_path / "en.md"
    assert callable(make)
    make(path)
    source, (finding,) = read(path, shown_as=PurePosixPath("source/a/en.md"))
    assert source is None
    assert finding.rule == "source-unreadable"
    assert says in finding.message
    assert str(finding.location) == "source/a/en.md"


def test_a_source_that_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "plan").write_text("a file, not a folder")
    source, (finding,) = read(tmp_path / "plan" / "en.md")
    assert source is None
    assert "it cannot be opened" in finding.message


def test_the_publishers_file_and_logo_come_along(leaflet: Path) -> None:
    publisher = leaflet.parent / "publisher.yaml"
    publisher.write_text("name: Clinic\nlogo: 'logo.svg'  # ours\n")
    (leaflet.parent / "logo.svg").write_bytes(PLAIN_SVG)
    (leaflet / "logo.svg").write_bytes(b"another")
    path = leaflet / "en.md"
    path.write_text("![x](logo.svg)")
    source, findings = read(
        path,
        publisher=publisher,
        shown_as=PurePosixPath("source/your-plan/en.md"),
    )
    assert findings == ()
    assert source is not None
    assert source.publisher_path == PurePosixPath("source/publisher.yaml")
    assert source.publisher_raw.startswith(b"name: Clinic")
    assert source.files[PurePosixPath("publisher/logo.svg")] == PLAIN_SVG
    assert source.files[PurePosixPath("logo.svg")] == b"another"


def test_a_publisher_that_is_not_there_is_a_finding(leaflet: Path) -> None:
    path = leaflet / "en.md"
    path.write_text("Words.")
    source, (finding,) = read(path, publisher=leaflet.parent / "publisher.yaml")
    assert source is not None
    assert finding.rule == "publisher-unreadable"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("images/x.svg", "images/x.svg"),
        ("./a/../b.png", "b.png"),
        ("a%20b.png", "a b.png"),
        ("../x.png", None),
        ("a/../../x.png", None),
        ("/etc/passwd", None),
        ("C:\\x.png", None),
        ("a\\b.png", None),
        ("https://example.org/x.png", None),
        ("data:image/png;base64,AA", None),
        ("//host/x.png", None),
        ("#id", None),
        ("a%00b.png", None),
        ("", None),
        (".", None),
    ],
)
def test_an_address_names_a_file_beside_the_text_or_none(
    address: str, name: str | None
) -> None:
    found = relative_address(address)
    assert found == (PurePosixPath(name) if name else None)
