"""What the file says about itself: standards, title, language, viewer preferences."""

import re
from collections.abc import Mapping
from typing import Any

import pydyf

from plainleaf.tagging.profiles import Profile

_DESCRIPTION = '<rdf:Description rdf:about="" {namespaces}>{body}</rdf:Description>'
_UA_NAMESPACE = 'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"'

# ISO 14289-1, 5, and ISO 14289-2, 5.
_UA_1 = _DESCRIPTION.format(
    namespaces=_UA_NAMESPACE, body="<pdfuaid:part>1</pdfuaid:part>"
)
_UA_2 = _DESCRIPTION.format(
    namespaces=_UA_NAMESPACE,
    body="<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>",
)
# Well-Tagged PDF 1.0, 6.1.3: a PDF Declaration names the conformance level.
_WTPDF = _DESCRIPTION.format(
    namespaces='xmlns:pdfd="http://pdfa.org/declarations/"',
    body="<pdfd:declarations><rdf:Bag>"
    '<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>'
    "http://pdfa.org/declarations/wtpdf#accessibility1.0"
    "</pdfd:conformsTo></rdf:li></rdf:Bag></pdfd:declarations>",
)
# ISO 19005-2, 6.6.2.3: PDF/A up to part 3 wants other schemas described in the file.
_UA_SCHEMA = _DESCRIPTION.format(
    namespaces='xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"',
    body="<pdfaExtension:schemas><rdf:Bag>"
    '<rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
    "</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>",
)
_PDFA_4_CONFORMANCE = re.compile(rb' pdfaid:conformance="\w"')
_END = b"</rdf:RDF>"


def set_viewer_preferences(pdf: Any, direction: str, more: Mapping[str, str]) -> None:
    """Show the title, not the file name, and turn pages the way the text runs.

    `more` are further preferences that are names (ISO 32000-1, table 150).
    """
    preferences = {"DisplayDocTitle": "true"}
    preferences |= {key: f"/{name}" for key, name in more.items()}
    if direction == "RlTb":
        preferences["Direction"] = "/R2L"
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(preferences)


def finish_file(pdf: Any, profile: Profile, dropped: list[Any]) -> None:
    """Complete metadata, drop what no element owns, and satisfy PDF/A."""
    _drop_annotations(pdf, dropped)
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    xmp = b"\n".join(metadata.stream)
    added = ""
    if profile.part > 1:
        added += _WTPDF
    if profile.archival:
        added += _UA_SCHEMA + _UA_1 if profile.part == 1 else _UA_2
        if profile.part > 1:
            xmp = _PDFA_4_CONFORMANCE.sub(b"", xmp)
        _forbid_interpolation(pdf)
    metadata.stream[:] = [xmp.replace(_END, added.encode() + _END, 1)]


def _drop_annotations(pdf: Any, dropped: list[Any]) -> None:
    """Take annotations off their pages.

    Their objects stay in the file, unused: freeing one breaks the cross-reference
    stream that pydyf writes.
    """
    unused = {annotation.reference for annotation in dropped}
    if not unused:
        return
    for number in pdf.pages["Kids"][::3]:
        page = pdf.objects[number]
        if "Annots" in page:
            kept = [found for found in page["Annots"] if found not in unused]
            page["Annots"] = pydyf.Array(kept)
            if not kept:
                del page["Annots"]


def _forbid_interpolation(pdf: Any) -> None:
    """WeasyPrint asks for it on every image; ISO 19005-2, 6.2.8 forbids it."""
    for written in pdf.objects:
        if isinstance(written, pydyf.Stream) and "Interpolate" in written.extra:
            written.extra["Interpolate"] = "false"
