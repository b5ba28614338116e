"""Leaflets of `source/` as a publisher with a web address would give them to hosts.

Made by the stages that have a part in it, so that no host test waits for paper.
"""

from dataclasses import replace
from pathlib import Path

from plainleaf.model import Download, Publication
from plainleaf.parse import parse
from plainleaf.read import read
from plainleaf.render import embed, html

ROOT = Path(__file__).parents[2]
BASE = "https://clinic.example/leaflets/"
GUIDE = "exosomes-for-hair-restoration/en"
ARABIC = "preparing-for-your-visit/ar"
ENGLISH = "preparing-for-your-visit/en"
DOSES = "going-home-after-your-operation/en"
"""It has a dose schedule: a table of six columns."""
DOWNLOADS = (Download("pdf", "leaflet.pdf", 123_456, 8),)


def publication_of(place: str, base_url: str | None = BASE) -> Publication:
    """Return a leaflet of `source/`, published by a clinic at `base_url`."""
    source, findings = read(
        ROOT / "source" / f"{place}.md", publisher=ROOT / "source" / "publisher.yaml"
    )
    assert source, findings
    publication, findings = parse(source)
    assert publication, findings
    publisher = replace(publication.publisher, name="Harbour Clinic", base_url=base_url)
    return replace(publication, publisher=publisher)


def write_kit(library: Path, publication: Publication, instance: str = "") -> Path:
    """Write page and kit where the library has them; return the kit's folder."""
    front = publication.front
    folder = library / front.id / (publication.folder or front.language)
    page = html.render(publication, downloads=(), siblings=())
    kit = embed.render(publication, downloads=DOWNLOADS, instances=(instance,))
    for name, raw in {**page.files, **kit.files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    (folder / "leaflet.pdf").write_bytes(b"%PDF-1.7")
    return folder / "embed"
