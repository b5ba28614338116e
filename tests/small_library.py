"""A small library as its manifests: every state a publication can stand in, once.

Tests of the catalogue, the front page and the feeds start from it, so that nothing
need be built. The pages it writes are stubs with a few words to be found in.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from plainleaf.catalogue import Catalogue, catalogue
from plainleaf.imprint import Publisher

AS_OF = date(2026, 11, 23)
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
BASE = "https://clinic.example/leaflets/"
PUBLISHER = Publisher(
    name="Example Eye Clinic",
    address="1 Harbour Road, Exampleton",
    base_url=BASE,
    phone="555 0100",
    email="leaflets@clinic.example",
)

Manifest = dict[str, Any]


def manifest(
    leaflet: str, language: str, title: str, about: str | None = None, **more: Any
) -> Manifest:
    """Return a manifest as a build of an approved leaflet writes it."""
    stated: Manifest = {
        "schema": 1,
        "id": leaflet,
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "title": title,
        "description": about,
        "type": None,
        "version": "1.0",
        "status": "approved",
        "state": "current",
        "dates": {
            "written": None,
            "published": "2026-02-03",
            "last_reviewed": "2026-02-01",
            "next_review": "2028-02-01",
        },
        "subjects": [],
        "jurisdictions": ["GB"],
        "license": None,
        "changes": [],
        "replaced_by": None,
        "files": {
            name: {"size": size, "sha256": hashlib.sha256(name.encode()).hexdigest()}
            | ({"pages": pages} if pages else {})
            for name, size, pages in (
                ("assets/page.css", 13_019, None),
                ("index.html", 31_937, None),
                (f"{leaflet}-large-print.pdf", 86_127, 7),
                (f"{leaflet}.epub", 77_186, None),
                (f"{leaflet}.pdf", 1_281_495, 4),
            )
        },
    }
    return stated | more


def subject(name: str, kind: str = "MedicalCondition", **codes: str) -> Manifest:
    return {"kind": kind, "name": name, "codes": codes}


CATARACT = {"MeSH": "D002386"}


def manifests() -> Mapping[PurePosixPath, Manifest]:
    """Return the library's manifests by place."""
    draft = {"version": None, "dates": dict.fromkeys(DAYS)}
    overdue = {"written": None, "published": "2022-05-01", "last_reviewed": None}
    made = [
        manifest(
            "cataract-surgery",
            "en",
            "Cataract surgery: before, during and after",
            "What happens on the day, and how to look after your eye at home.",
            version="2.1",
            subjects=[
                subject("Cataract", **CATARACT),
                subject("Eye surgery", "SurgicalProcedure"),
            ],
            changes=[
                {"version": "2.1", "text": "New drops.", "on": "2026-03-04"},
                {"version": "2.0", "text": "New ward.", "on": "2025-01-02"},
                {"version": "1.0", "text": "First edition.", "on": None},
            ],
            license="CC BY 4.0",
        ),
        manifest(
            "cataract-surgery",
            "es",
            "Cirugía de cataratas: antes, durante y después",
            "Qué pasa ese día y cómo cuidar el ojo en casa.",
            subjects=[subject("Catarata", **CATARACT)],
        ),
        manifest(
            "cataract-surgery",
            "ar",
            "جراحة الساد: قبل العملية وأثناءها وبعدها",
            subjects=[subject("الساد", **CATARACT)],
        ),
        manifest(
            "dry-eyes",
            "en",
            "Dry eyes",
            "Why eyes feel dry, and what helps.",
            subjects=[subject("Dry eye syndrome")],
            dates=overdue | {"next_review": "2025-05-01"},
        ),
        manifest(
            "eye-drops",
            "en",
            "How to use <your> eye drops & ointment",
            "Step by step, alone or with help.",
            state="stale",
            subjects=[subject("Eye drops", "Drug")],
        ),
        manifest("floaters", "en", "Floaters and flashes", status="draft", **draft),
        manifest(
            "laser",
            "en",
            "Laser treatment with the old machine",
            status="withdrawn",
            replaced_by="dry-eyes",
        ),
        manifest("visit", "pt-BR", "A sua consulta", "Como chegar e o que trazer."),
    ]
    return {PurePosixPath(one["id"], one["language"]): one for one in made}


DAYS = ("written", "published", "last_reviewed", "next_review")


def library(publisher: Publisher = PUBLISHER) -> Catalogue:
    """Return the library's catalogue."""
    return catalogue(manifests().items(), publisher)


WORDS = {
    "dry-eyes/en": "Blink often when you read. A humidifier helps many people.",
    "cataract-surgery/es": "Lleve gafas de sol y descanse.",
}


def write_library(build: Path) -> None:
    """Write the manifests with stub pages, as an earlier build would have left them."""
    for place, stated in manifests().items():
        folder = build / place
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text(json.dumps(stated), encoding="utf-8")
        (folder / "index.html").write_text(
            f'<!DOCTYPE html><html lang="{stated["language"]}"><title>Stub</title>'
            f"<main><h1>Stub</h1><p>{WORDS.get(str(place), '')}</p></main></html>",
            encoding="utf-8",
        )
