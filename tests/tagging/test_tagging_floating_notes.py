"""A note at the foot of the page: heard after its block, linked both ways."""

import pikepdf
import pytest
import tag_tree
import weasyprint
from making import faces, page, rules, tagged, tree

from plainleaf.tagging import write_tagged

FLOAT = ".f{float:footnote}"
CITED = "<p>Cited<span class=f>The note.</span> here.</p>"


def shown(body: str, style: str = FLOAT) -> str:
    """Show the tree without its Document."""
    lines = tree(body, style).show().splitlines()[1:]
    return "\n".join(line[2:] for line in lines)


def test_it_moves_behind_its_block() -> None:
    assert shown(CITED + "<p>After.</p>") == (
        'P\n  "Cited"\n  Reference\n    Link "1"\n  " here."\n'
        'Note ID=note-1\n  Link\n    Lbl "1. "\n  "The note."\n'
        'P "After."'
    )


def test_it_parts_no_loose_words() -> None:
    body = "<blockquote>Cited<span class=f>The note.</span> here.</blockquote>"
    assert shown(body) == (
        'BlockQuote\n  P\n    "Cited"\n    Reference\n      Link "1"\n    " here."\n'
        '  Note ID=note-1\n    Link\n      Lbl "1. "\n    "The note."'
    )


def test_that_of_a_term_stands_in_front_of_its_meaning() -> None:
    body = "<dl><dt>Term<span class=f>The note.</span></dt><dd>Meaning</dd></dl>"
    assert shown(body) == (
        "L ListNumbering=None\n  LI\n"
        '    Lbl\n      "Term"\n      Reference\n        Link "1"\n'
        "    LBody\n      Note ID=note-1\n"
        '        Link\n          Lbl "1. "\n        "The note."\n      P "Meaning"'
    )


def targets(read: tag_tree.TagTree) -> list[tuple[str, str, str]]:
    """Return where each link leads: its words, the page's words from there down."""
    names = read.pdf.Root.Names.Dests.Names
    places = {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
    return [
        (str(link.Contents), *_place(read, places[str(link.Dest)]))
        for each in read.pdf.pages
        for link in each.get("/Annots", ())
    ]


def _place(read: tag_tree.TagTree, place: pikepdf.Object) -> tuple[str, str]:
    numbers = [each.obj.objgen for each in read.pdf.pages]
    half = "upper" if float(place[3]) > 300 else "lower"
    return f"page {numbers.index(place[0].objgen) + 1}", half


def test_mark_and_number_lead_to_each_other() -> None:
    read = tree(CITED, FLOAT)
    assert targets(read) == [
        ("1", "page 1", "lower"),
        ("1.", "page 1", "upper"),
    ]
    links = read.document.all("Link")
    assert [link.annotations[0].Contents for link in links] == ["1", "1."]


def test_they_lead_over_pages() -> None:
    body = f"{CITED}<p style='break-before:page'>{CITED[3:]}"
    assert targets(tree(body, FLOAT)) == [
        ("1", "page 1", "lower"),
        ("1.", "page 1", "upper"),
        ("2", "page 2", "lower"),
        ("2.", "page 2", "upper"),
    ]
    long = f"<p>Cited<span class=f>{'A long note. ' * 200}</span> here.</p>"
    assert targets(tree(long, FLOAT)) == [
        ("1", "page 2", "upper"),
        ("1.", "page 1", "upper"),
    ]


def test_they_lead_to_the_structure_and_refer_to_each_other_in_pdf_2() -> None:
    read = tree(CITED, FLOAT, profile="ua-2")
    call, back = read.document.all("Link")
    note = read.document.one("FENote")
    assert call.annotations[0].A.SD[0].objgen == note.pdf_object.objgen
    assert back.annotations[0].A.SD[0].objgen == call.pdf_object.objgen
    assert call.pdf_object.Ref[0].objgen == note.pdf_object.objgen
    assert note.pdf_object.Ref[0].objgen == call.pdf_object.objgen


def test_a_link_to_its_id_still_leads_there() -> None:
    body = "<p>Cited<span class=f id=n>The note.</span>, <a href=#n>see</a></p>"
    assert [said for said, *_ in targets(tree(body, FLOAT))] == ["1", "see", "1."]


def area(style: str) -> list[float]:
    """Return the area of the mark in a box of a style."""
    read = tree(f"<div style='{style}'>{CITED}</div>", FLOAT)
    return [float(value) for value in read.pdf.pages[0].Annots[0].Rect]


def test_the_areas_follow_what_is_turned() -> None:
    """In a box that is turned by a quarter the mark is as high as it was wide."""
    left, bottom, right, top = area("")
    x1, y1, x2, y2 = area("transform:rotate(90deg)")
    assert (x2 - x1, y2 - y1) == pytest.approx((top - bottom, right - left), abs=0.1)


def test_a_layout_is_written_the_same_twice() -> None:
    css, fonts = faces()
    html = weasyprint.HTML(string=page(CITED, FLOAT))
    document = html.render(stylesheets=[css], font_config=fonts)
    first, second = (write_tagged(html, document=document) for _ in range(2))
    assert first.problems == second.problems == ()
    assert first.pdf == second.pdf == tagged(CITED, FLOAT).pdf


def test_one_in_a_link_has_no_links_of_its_own() -> None:
    made = tagged(f"<p><a href='https://e.org/'>{CITED[3:-4]}</a></p>", FLOAT)
    assert rules(made) == ["note-in-link"]
    read = tag_tree.read(made.pdf)
    assert [str(a.Contents) for a in read.pdf.pages[0].Annots] == ["Cited1 here."]


def test_one_that_is_a_link_stays_one() -> None:
    made = tagged("<p>a <a class=f href='https://e.org/'>Site</a></p>", FLOAT)
    assert rules(made) == ["note-in-link"]
    read = tag_tree.read(made.pdf)
    (link,) = read.document.all("Link")
    assert [str(a.A.URI) for a in link.annotations] == ["https://e.org/"]


@pytest.mark.parametrize("mark", ["call", "marker"])
def test_one_without_a_mark_is_heard_and_reported(mark: str) -> None:
    made = tagged(CITED, f"{FLOAT} ::footnote-{mark} {{ content: none }}")
    assert rules(made) == ["note-without-mark"]
    read = tag_tree.read(made.pdf)
    assert "The note." in read.document.one("Note").text
    assert not any(each.get("/Annots") for each in read.pdf.pages)
    assert all(tag.text or tag.kids for tag in read.document.walk())


AREA = ".n{position:note(x)}@page{@note-area{content:element(x, all-once)}}"


@pytest.mark.parametrize("profile", ["ua-1", "ua-2"])
def test_one_of_an_area_leads_back_by_its_sign(profile: str) -> None:
    made = tagged(CITED.replace("class=f", "class=n"), AREA, profile=profile)
    assert made.problems == ()
    read = tag_tree.read(made.pdf)
    assert [link.text.strip() for link in read.document.all("Link")] == ["1", "↩"]
    assert sum(len(each.get("/Annots", ())) for each in read.pdf.pages) == 2


def test_one_in_a_margin_box_is_reported() -> None:
    style = AREA.replace("@note-area", "@bottom-center")
    assert rules(tagged(CITED.replace("class=f", "class=n"), style)) == ["lost-note"]


def test_one_in_a_link_that_layout_lost_has_none_either() -> None:
    """WeasyPrint makes no link area for a link that is an item of a flex container."""
    link = "<a href='https://e.org/'>Cited<span class=f>The note.</span></a>"
    made = tagged(f"<div style='display:flex'><p>a</p>{link}</div>", FLOAT)
    assert sorted(rules(made)) == ["dead-link", "note-in-link"]
    assert not tag_tree.read(made.pdf).document.all("Link")
