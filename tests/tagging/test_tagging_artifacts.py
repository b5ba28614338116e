"""Nothing decorative and no page furniture is announced."""

from making import rules, tagged, tree

DOT = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' "
    "height='9'%3E%3Crect width='9' height='9'/%3E%3C/svg%3E"
)
FURNITURE = """@page { @top-left { content: "Clinic" }
  @bottom-center { content: "Page " counter(page) } }"""


def test_page_furniture_is_artifact() -> None:
    read = tree("<h1>Guide</h1>", FURNITURE)
    assert read.words == ["Guide"]
    assert set(read.artifact_text.split()) == {"Clinic", "Page", "1"}


def test_running_elements_take_their_links_out_of_reach() -> None:
    style = ".r{position:running(r)}@page{@top-left{content:element(r)}}"
    body = "<div class=r>Clinic <a href='https://example.org/'>site</a></div><h1>G</h1>"
    read = tree(body, style)
    assert read.words == ["G"]
    assert "/Annots" not in read.pdf.pages[0]
    linked = tree(body)
    assert len(linked.pdf.pages[0].Annots) == 1


def test_a_repeated_table_head_is_read_once() -> None:
    rows = "".join(f"<tr><th scope=row>Day{n}</th><td>{n}</td></tr>" for n in range(60))
    head = "<thead><tr><th scope=col>Day</th><th scope=col>Dose</th></tr></thead>"
    read = tree(f"<table>{head}<tbody>{rows}</tbody></table>")
    assert len(read.pages) > 1
    assert read.words.count("Dose") == 1
    assert read.artifact_text.split().count("Dose") == len(read.pages) - 1


def test_decorative_images_are_never_empty_figures() -> None:
    for attributes in ('alt=""', 'alt="x" aria-hidden=true', 'alt="x" role=none'):
        made = tagged(f'<h1>G</h1><p>a<img src="{DOT}" {attributes}></p>')
        assert "Figure" not in tree_tags(made.pdf)
        assert rules(made) == []
    told = tagged(f'<h1>G</h1><p>a<img src="{DOT}" alt="A dot"></p>')
    assert "Figure" in tree_tags(told.pdf)


def tree_tags(pdf: bytes) -> set[str]:
    import tag_tree  # noqa: PLC0415

    return {element.tag for element in tag_tree.read(pdf).document.walk()}


def test_an_image_nobody_described_is_a_problem() -> None:
    made = tagged(f'<h1>G</h1><section id=care><p><img src="{DOT}"></p></section>')
    (problem,) = made.problems
    assert (problem.rule, problem.element_id, problem.page) == (
        "no-alt-text",
        "care",
        1,
    )


def test_what_the_publisher_hides_is_hidden_with_its_links() -> None:
    body = '<p>a <span {}>b <a href="https://example.org/">c</a></span></p>'
    for hidden in ("aria-hidden=true", "data-pdf=artifact"):
        read = tree(body.format(hidden))
        assert read.words == ["a"]
        assert "/Annots" not in read.pdf.pages[0]
    assert tree(body.format("")).words == ["a", "b", "c"]


def test_generated_ornaments_are_silent_and_generated_words_are_not() -> None:
    assert tree("<p>a</p>", 'p::before{content:"+ "}').words == ["a"]
    assert tree("<p>a</p>", 'p::before{content:"Note: "}').words == ["Note:", "a"]


def test_everything_painted_is_marked() -> None:
    style = FURNITURE + "p{border:1pt dotted;background:#eee;box-shadow:1pt 1pt 2pt}"
    read = tree(
        '<p style="opacity:.5"><u>a</u></p><hr><table border><td>b</table>', style
    )
    assert [page.untagged for page in read.pages] == [0]
    assert read.unheard == []


def test_furniture_is_heard_and_named() -> None:
    for profile in ("ua-1", "ua-2"):
        read = tree(
            '<div data-pdf="Furniture/Div"><p>Important:</p></div><p>Words</p>',
            profile=profile,
        )
        assert read.document.one("Furniture").text == "Important:"
        role_map = read.pdf.Root.StructTreeRoot.RoleMap
        assert {key: str(value) for key, value in role_map.items()} == {
            "/Furniture": "/Div"
        }


def test_a_custom_type_stands_for_one_standard_type() -> None:
    twice = '<h1>G</h1><div data-pdf="Our/Div"><p>a</p></div><p data-pdf="Our/P">b</p>'
    assert rules(tagged(twice)) == ["custom-type-twice"]
