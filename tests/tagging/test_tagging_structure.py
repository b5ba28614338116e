"""Headings, lists, notes, contents, quotations, languages: announced as such."""

import pytest
from making import rules, tagged, tree


def shown(body: str, style: str = "", **options: object) -> str:
    """Show the tree below Document, without indentation of its own."""
    lines = tree(body, style, **options).show().splitlines()[1:]
    return "\n".join(line[2:] for line in lines)


def test_sections_and_headings() -> None:
    assert shown(
        "<section><h1>Guide</h1><section><h2>Signs</h2>loose</section></section>"
    ) == ('Sect\n  H1 "Guide"\n  Sect\n    H2 "Signs"\n    P "loose"')


def test_plain_blocks_leave_no_trace() -> None:
    assert shown("<main><div><div><p>a</p></div>b</div></main>") == 'P "a"\nP "b"'


def test_a_nested_list_stands_inside_its_entry_and_text_after_it_follows() -> None:
    assert shown("<ol><li>one<ul><li>two</li></ul>after</li><li>three</li></ol>") == (
        "L ListNumbering=Decimal\n"
        "  LI\n"
        '    Lbl "1. "\n'
        "    LBody\n"
        '      P "one"\n'
        "      L ListNumbering=Circle\n"
        "        LI\n"
        '          Lbl "◦ "\n'
        '          LBody "two"\n'
        '      P "after"\n'
        "  LI\n"
        '    Lbl "2. "\n'
        '    LBody "three"'
    )


def test_a_loose_list_keeps_its_paragraphs() -> None:
    assert shown("<ul><li><p>one</p><p>two</p></li></ul>") == (
        "L ListNumbering=Disc\n  LI\n"
        '    Lbl "• "\n    LBody\n      P "one"\n      P "two"'
    )


def test_a_list_over_pages_is_one_list() -> None:
    read = tree("<ul>" + "<li>entry</li>" * 90 + "</ul>")
    assert len(read.pages) > 1
    assert len(read.document.one("L").kids) == 90


@pytest.mark.parametrize(
    ("style", "numbering"),
    [
        ("decimal", "Decimal"),
        ("lower-roman", "LowerRoman"),
        ("upper-alpha", "UpperAlpha"),
        ("square", "Square"),
        ("none", "None"),
    ],
)
def test_list_numbering_is_that_of_the_style(style: str, numbering: str) -> None:
    read = tree(f"<ul style='list-style-type:{style}'><li>one</li></ul>")
    assert read.document.one("L").attributes["ListNumbering"] == numbering


def test_an_authors_label_is_the_label_of_its_entry() -> None:
    body = "<ul><li><span data-pdf=Lbl>Do:</span> rest</li></ul>"
    assert shown(body, "ul{list-style:none}") == (
        'L ListNumbering=Disc\n  LI\n    Lbl "Do:"\n    LBody " rest"'
    )


def test_a_number_that_a_style_sheet_writes_before_an_entry_is_its_label() -> None:
    style = "ol{list-style:none}li::before{content:counter(n) ') ';counter-increment:n}"
    assert shown("<ol><li>one</li></ol>", style) == (
        'L ListNumbering=Decimal\n  LI\n    Lbl "1) "\n    LBody "one"'
    )
    kept = shown("<ol><li>one</li></ol>", "li::before{content:'Step: '}")
    assert kept.endswith('Lbl "1. "\n    LBody "Step: one"')


def test_a_description_list_has_an_entry_for_each_group_of_terms() -> None:
    body = (
        "<dl><dt>One</dt><dd>first</dd><dd>second</dd>"
        "<div><dt>Two</dt><dt>Three</dt><dd>third</dd></div></dl>"
    )
    assert shown(body) == (
        "L ListNumbering=None\n"
        "  LI\n"
        '    Lbl "One"\n'
        "    LBody\n"
        '      P "first"\n'
        '      P "second"\n'
        "  LI\n"
        "    Lbl\n"
        '      Span "Two "\n'
        '      Span "Three"\n'
        '    LBody "third"'
    )


NOTE = (
    '<p id="p">Cited<a role="doc-noteref" href="#n">1</a> here.</p>'
    '<aside role="doc-footnote" id="n"><span data-pdf="Lbl">1</span> The note.</aside>'
    "<p>After.</p>"
)


def test_a_note_follows_the_block_that_cites_it() -> None:
    assert shown(NOTE) == (
        'P\n  "Cited"\n  Reference\n    Link "1"\n  " here."\n'
        'Note ID=n\n  Lbl "1"\n  " The note."\n'
        'P "After."'
    )


def test_a_block_in_a_line_is_parted_from_its_words() -> None:
    block = "<a href='https://example.org/' style='display:block'>two</a>"
    assert tree(f"<p>one{block}three</p>").document.one("P").text == "one two three"


def test_marks_stand_in_paragraphs_and_phrases_in_pdf_2() -> None:
    """ISO/TS 32005, table 5: no label in the body of an entry or in a label."""
    body = "<dl><dt>a<i data-pdf=Lbl>1</i></dt><dd>b<i data-pdf=Lbl>2</i></dd></dl>"
    assert tree(body, profile="ua-2").document.one("LI").show() == (
        'LI\n  Lbl\n    "a"\n    Span\n      Lbl "1"\n'
        '  LBody\n    P\n      "b"\n      Lbl "2"'
    )


def test_a_note_and_its_citation_name_each_other_in_pdf_2() -> None:
    read = tree(NOTE, profile="ua-2")
    note, link = read.document.one("FENote"), read.document.one("Link")
    assert link.pdf_object.Ref[0].objgen == note.pdf_object.objgen
    assert note.pdf_object.Ref[0].objgen == link.pdf_object.objgen


TOC = (
    '<nav role="doc-toc"><h2>Contents</h2><ol><li><a href="#a">One</a>'
    '<ol><li><a href="#b">Two</a></li></ol></li></ol></nav>'
    '<h2 id="a">One</h2><h3 id="b">Two</h3>'
)
LEADERS = "nav a::after{content:leader(dotted) target-counter(attr(href),page)}"


def test_contents_have_entries_with_page_numbers_and_silent_dots() -> None:
    read = tree("<h1>Guide</h1>" + TOC, LEADERS)
    assert read.document.one("Sect").show() == (
        "Sect\n"
        '  H2 "Contents"\n'
        "  TOC\n"
        "    TOCI\n"
        '      Lbl "1. "\n'
        "      Reference\n"
        '        Link "One 1"\n'
        "      TOC\n"
        "        TOCI\n"
        '          Lbl "1. "\n'
        "          Reference\n"
        '            Link "Two 1"'
    )
    assert set(read.artifact_text.split()) == {"."}


def test_a_list_of_links_elsewhere_is_a_list() -> None:
    assert "TOC" not in shown(TOC.replace("doc-toc", "navigation"), LEADERS)


def test_quotations() -> None:
    assert shown("<blockquote>Words</blockquote><p>Say <q>yes</q>.</p>") == (
        'BlockQuote\n  P "Words"\nP\n  "Say "\n  Quote "“yes”"\n  "."'
    )


def test_an_abbreviation_is_not_expanded_behind_the_readers_back() -> None:
    assert shown('<p><abbr title="ratio">INR</abbr></p>') == 'P "INR"'


def test_language_of_parts() -> None:
    body = (
        "<p>Say <span lang=fr>bonjour</span>.</p><p lang=es>Hola</p>"
        "<ul lang=it><li>uno</li><li lang=en>two</li></ul><div lang=de>Tag</div>"
    )
    read = tree(body)
    languages = {
        element.text: element.attributes["Lang"]
        for element in read.document.walk()
        if "Lang" in element.attributes
    }
    assert languages == {
        "bonjour": "fr",
        "Hola": "es",
        "• uno• two": "it",
        "• two": "en",
        "Tag": "de",
    }
    assert str(read.pdf.Root.Lang) == "en"


def test_the_language_around_is_not_repeated() -> None:
    assert shown("<p lang=en>Say <span lang=EN>hello</span></p>") == 'P "Say hello"'


def test_direction() -> None:
    read = tree("<p dir=ltr>a</p>", html='lang="ar" dir="rtl"')
    assert read.document.attributes["WritingMode"] == "RlTb"
    assert read.document.one("P").attributes["WritingMode"] == "LrTb"
    assert read.pdf.Root.ViewerPreferences.Direction == "/R2L"
    assert "/Direction" not in tree("<p>a</p>").pdf.Root.ViewerPreferences


def test_flex_and_grid_are_read_in_the_order_of_the_source() -> None:
    body = "<div><p style='order:2'>one</p><p style='order:1'>two</p></div>"
    for display in ("flex", "grid"):
        assert tree(body, f"div{{display:{display}}}").words == ["one", "two"]


def test_blanks_to_fill_in_say_what_goes_there() -> None:
    body = '<p>Name: <span role=textbox aria-label="Your name" class=b></span></p>'
    read = tree(body, ".b{display:inline-block;width:3cm;border-bottom:1pt solid}")
    form = read.document.one("Form")
    assert form.attributes == {"Alt": "Your name", "Role": "tv"}
    assert rules(tagged(body.replace('aria-label="Your name"', ""))) == [
        "no-field-label"
    ]


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<h1>G</h1><h3>a</h3>", "heading-skipped"),
        ("<h2>a</h2>", "heading-skipped"),
        ("<p><math><mi>x</mi></math></p>", "math"),
        ("<ruby>a<rt>b</rt>c<rt>d</rt></ruby>", "several-ruby-bases"),
        ("<table><td><table><td>a</table></table>", "nested-table"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "ragged-table"),
        ('<a href="https://example.org/"><h1>a</h1></a>', "block-in-link"),
        ('<a href="#nowhere">a</a>', "dead-link"),
        ('<a href="https://example.org/"></a>', "no-link-text"),
        (
            "<div style='position:absolute'>a<i style='float:footnote'>b</i></div>",
            "lost-note",
        ),
        (
            "<a href='https://example.org/'>a<i role=textbox aria-label=b>_</i></a>",
            "field-in-link",
        ),
    ],
)
def test_what_cannot_be_said_is_a_problem(body: str, rule: str) -> None:
    assert rules(tagged(body)) == [rule]


def test_a_document_without_title_or_language_is_a_problem() -> None:
    assert rules(tagged("<p>a</p>", html="")) == ["no-language"]


@pytest.mark.parametrize("profile", ["ua-1", "ua-2"])
def test_items_of_a_flex_container_in_a_term_are_parted(profile: str) -> None:
    body = "<dl><dt><div style='display:flex'>one<strong>two</strong></div></dt></dl>"
    assert tree(body, profile=profile).words == ["one", "two"]


def test_ids_are_found_in_whatever_script_they_are_written() -> None:
    """ISO 32000-1, 7.9.6: names are in order of their bytes, not of their letters."""
    aside = "<aside role=doc-footnote id='{}'>{}</aside>"
    names = ("año", "b", "ملاحظة", "z")
    read = tree("".join(aside.format(name, name) for name in names))
    listed = list(read.pdf.Root.StructTreeRoot.IDTree.Names)[::2]
    written = [bytes(name) for name in listed]
    assert sorted(map(str, listed)) == sorted(names)
    assert written == sorted(written)
