"""What layout loses is reported; what a style sheet hides is not."""

from typing import Any

import pytest
import weasyprint
from making import rules, tagged

from plainleaf.tagging import tagged as writing

PAGE = "@page{size:A6;margin:10mm}"
TALL = "<p style='height:112mm'>a</p>"


@pytest.mark.parametrize(
    ("box", "words"),
    [
        ("<div style='position:absolute'><p>one<p>two<p>three</div>", ["two", "three"]),
        (
            "<table style='position:absolute'><caption>c</caption><tr><td>one</table>",
            ["one"],
        ),
        ("<p style='position:absolute;width:9mm'>one two three four five", ["three"]),
    ],
)
def test_words_that_are_on_no_page_are_reported(box: str, words: list[str]) -> None:
    made = tagged(TALL + box, PAGE)
    assert set(rules(made)) == {"unprinted-text"}
    said = [problem.message for problem in made.problems]
    assert len(said) == len(words)
    assert all(word in message for word, message in zip(words, said, strict=True))
    assert rules(tagged(box, PAGE)) == []


HIDDEN = [
    "<p style='display:none'>one <b>two</b></p>",
    "<p hidden>one</p>",
    "<p class=x>one</p>",
    "<p style='visibility:hidden'>one</p>",
    "<p style='font-size:0'>one</p>",
    "<p aria-hidden=true>one</p>",
    "<p style='position:running(x)'>one</p>",
    "<noscript>one</noscript><template>two</template><script>three</script>",
    "<object data='x.png' aria-label=y><p>one</p></object>",
    "<svg aria-label=y><text>one</text></svg>",
    "<p><ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby></p>",
    "<select aria-label=y><option>one</option></select>",
    "<p style='text-transform:uppercase'>straße &shy;&nbsp;</p>",
    "<p><!-- one -->two<br> <wbr></p>",
]


@pytest.mark.parametrize("body", HIDDEN)
def test_words_that_are_hidden_or_changed_are_not(body: str) -> None:
    assert "unprinted-text" not in rules(tagged(body, ".x{display:none}"))


def test_styles_are_computed_again_only_when_something_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def computed(*given: Any) -> Any:
        asked.append(given)
        return stock(*given)

    stock = writing.get_all_computed_styles
    monkeypatch.setattr(writing, "get_all_computed_styles", computed)
    tagged("<h1>Guide</h1><p>Words <i aria-hidden=true>and</i> <b>more</b>.</p>")
    assert asked == []
    tagged("<p>one</p><p hidden>two</p><p hidden>three</p>")
    assert len(asked) == 1


def test_style_sheets_may_be_given_as_files(tmp_path: Any) -> None:
    (tmp_path / "hiding.css").write_text(".x { display: none }")
    html = weasyprint.HTML(string=f"<title>t</title><html lang=en><p class=x>one{TALL}")
    sheet = str(tmp_path / "hiding.css")
    assert rules(writing.write_tagged(html, stylesheets=[sheet])) == []
    assert rules(writing.write_tagged(html)) == []
