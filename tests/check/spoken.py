"""The little publication with what only listeners miss: contents, decoration, scripts.

Its handout has a list of contents, a picture that says nothing, and words of two
scripts whose glyphs do not read back in the order they are said in: Devanagari sets a
vowel before its consonant, and Arabic is painted last letter first.
"""

from dataclasses import replace
from pathlib import Path

from fontpkg_ibm_plex_sans_arabic import ROOT as ARABIC
from fontpkg_noto_sans import ROOT as NOTO

from check.little import AT, BODY, HANDOUT_STYLE, handout, little_publication
from check.little import write_handout as write_little
from plainleaf.model import Foreign, Paragraph, Publication, Text

HINDI, ARABIC_WORDS = "हर दिन दवा", "كل يوم"
PARAGRAPH = (
    f'<p>Medicine every day is <span lang="hi">{HINDI}</span> or '
    f'<span lang="ar" dir="rtl">{ARABIC_WORDS}</span>.</p>'
)
CONTENTS = """<div {block}><nav role="doc-toc"><h2>In this leaflet</h2><ol>
<li><a href="#by-bus">By bus</a></li><li><a href="#at-night">At night</a></li></ol>
</nav></div><p><img src="images/bus.png" alt="" width="9" height="9"/></p>"""
FACES = "".join(
    f'@font-face {{ font-family: "{family}"; src: url("{path.as_uri()}") }}'
    for family, path in (
        ("Hindi", NOTO / "files" / "NotoSans[wdth,wght].ttf"),
        ("Arabic", ARABIC / "files" / "IBMPlexSansArabic-Regular.ttf"),
    )
)
PAGES = 'nav a::after { content: " " target-counter(attr(href), page) }'


def spoken_publication() -> Publication:
    """Return the publication."""
    little = little_publication()
    assert little.summary
    words = Paragraph(
        (
            Text("Medicine every day is ", AT),
            Foreign("hi", "ltr", (Text(HINDI, AT),), AT),
            Text(" or ", AT),
            Foreign("ar", "rtl", (Text(ARABIC_WORDS, AT),), AT),
            Text(".", AT),
        ),
        AT,
    )
    summary = replace(little.summary, blocks=(*little.summary.blocks, words))
    return replace(little, summary=summary)


def write_spoken(path: Path) -> Path:
    """Write its handout; return where it is."""
    section = '<section id="by-bus"'
    body = BODY.replace("bus.</p></div>", f"bus.</p>{PARAGRAPH}</div>{CONTENTS}")
    assert section in body
    style = FACES + HANDOUT_STYLE.replace("1.4 Little", "1.4 Little, Hindi, Arabic")
    return write_little(path, handout(body, style + PAGES))
