"""A link is one stop, and says what it says on paper."""

import pikepdf
import pytest
import tag_tree
from making import tree

WORDS = " ".join(f"word{number}" for number in range(90))


def annotations(read: tag_tree.TagTree) -> list[list[str]]:
    """Say what the annotations of each page say."""
    return [
        [str(annotation.Contents) for annotation in page.get("/Annots", [])]
        for page in read.pdf.pages
    ]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("<p><a href='{}'>the <b>bold <i>site</i></b></a></p>", "the bold site"),
        ("<p><a href='{}'><sup>1</sup></a></p>", "1"),
        ("<p><a href='{}' aria-label='Note 1'>1</a></p>", "Note 1"),
        ("<p><a href='{}'><svg width=9 height=9 aria-label=Home /></a></p>", "Home"),
        ("<a href='{}'><div>one</div><div>two</div></a>", "one two"),
        ("<p><a href='{}' title=Site><span aria-hidden=true>x</span></a></p>", "Site"),
    ],
)
def test_one_stop_for_each_link_named_by_its_words(body: str, name: str) -> None:
    read = tree(body.format("https://example.org/"))
    assert annotations(read) == [[name]]
    (annotation,) = read.document.one("Link").annotations
    assert str(annotation.A.URI) == "https://example.org/"


def test_a_wrapped_link_has_a_rectangle_for_each_line() -> None:
    read = tree(f"<p><a href='https://example.org/'>{WORDS[:120]}</a></p>")
    (annotation,) = read.pdf.pages[0].Annots
    quads = [float(value) for value in annotation.QuadPoints]
    assert len(quads) == 8 * len(read.pages[0].marked)
    left, bottom, right, top = map(float, annotation.Rect)
    assert min(quads[0::2]) >= left - 0.01
    assert max(quads[0::2]) <= right + 0.01
    assert min(quads[1::2]) >= bottom - 0.01
    assert max(quads[1::2]) <= top + 0.01


def test_a_link_over_pages_has_an_annotation_on_each() -> None:
    style = "p{orphans:1;widows:1}"
    body = (
        f"<div style='height:150mm'>a</div><p><a href='https://e.org/'>{WORDS}</a></p>"
    )
    read = tree(body, style)
    assert annotations(read) == [[WORDS], [WORDS]]
    assert len(read.document.one("Link").annotations) == 2


def test_links_inside_lead_to_the_structure_in_pdf_2() -> None:
    body = "<p><a href='#h'>see</a> <a href='#s'>and</a></p><h1 id=h>One</h1>"
    read = tree(body + "<div id=s><p>Two</p></div>", profile="ua-2")
    targets = [link.annotations[0].A.SD[0] for link in read.document.all("Link")]
    by_object = {e.pdf_object.objgen: e for e in read.document.walk()}
    assert [by_object[t.objgen].show() for t in targets] == ['H1 "One"', 'P "Two"']


def test_links_inside_stay_plain_in_pdf_1() -> None:
    read = tree("<p><a href='#h'>see</a></p><h1 id=h>One</h1>")
    assert str(read.document.one("Link").annotations[0].Dest) == "h"


def test_a_dead_link_is_only_words() -> None:
    read = tree("<p><a href='#nowhere'>words</a></p>")
    assert read.document.one("P").text == "words"
    assert annotations(read) == [[]]


def test_a_label_in_a_link_keeps_the_link() -> None:
    read = tree("<p id=p><a href='#p' data-pdf=Lbl>1</a> Words</p>")
    assert read.document.one("Link").kids == [read.document.one("Lbl")]


@pytest.mark.parametrize("profile", ["ua-1", "ua-2"])
def test_bookmarks_are_the_headings(profile: str) -> None:
    body = (
        "<h1>Hair&shy;loss<br>in <em>men</em></h1><h2>Care<span aria-hidden=true> x"
        "</span></h2><h2 style='bookmark-label:\"Short\"'>A long one</h2>"
    )
    read = tree(body, profile=profile)
    assert read.bookmarks() == ["Hairloss in men", "Care", "Short"]
    if profile == "ua-2":
        with read.pdf.open_outline() as outline:
            action = outline.root[0].action
        assert isinstance(action, pikepdf.Dictionary)
        assert action.SD[0].S == "/H1"
