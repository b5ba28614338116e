"""The words added to a text: whole in every language, and said as each says them."""

import re
import sys
from datetime import date
from pathlib import Path

import pytest

from plainleaf.messages import (
    CATALOGUES,
    Review,
    has_catalogue,
    messages_for,
    review_of,
)
from plainleaf.render.directions import Run, direction_of, isolated, runs
from plainleaf.render.html import language_name
from plainleaf.resources import TEMPLATES
from plainleaf.typefaces import FAMILIES
from scripts import messages as catalogues

PATHS = catalogues.catalogues()
DAY = date(2026, 11, 23)


def test_the_catalogues_are_those_that_are_promised() -> None:
    assert [path.stem for path in PATHS] == ["ar", "es", "no"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_catalogue_has_every_word_and_no_other(path: Path) -> None:
    assert list(catalogues.gaps(path)) == []


@pytest.mark.parametrize(
    ("line", "gap"),
    [
        ('msgid "Contents"', "missing: 'Contents'"),
        ('msgstr "Contenido"', "not translated: 'Contents'"),
        (
            'msgstr "Página {page} de {pages}"',
            "leaves out a fact: 'Page {page} of {pages}'",
        ),
        ('msgstr[1] "{number} páginas"', "not all plural forms: '{number} pages'"),
    ],
)
def test_what_a_catalogue_lacks_is_named(tmp_path: Path, line: str, gap: str) -> None:
    text = (CATALOGUES / "es.po").read_text("utf-8")
    assert line in text
    worse = {
        'msgid "Contents"': 'msgid "Kontents"',
        'msgstr "Contenido"': 'msgstr ""',
        'msgstr "Página {page} de {pages}"': 'msgstr "Página {page}"',
        'msgstr[1] "{number} páginas"': 'msgstr[1] ""',
    }[line]
    path = tmp_path / "es.po"
    path.write_text(text.replace(line, worse), "utf-8")
    found = list(catalogues.gaps(path))
    assert any(gap.partition(": ")[2] in one for one in found), found


def test_new_words_take_a_review_back(tmp_path: Path) -> None:
    text = (CATALOGUES / "es.po").read_text("utf-8")
    for name in catalogues.REVIEW:
        text = text.replace(f"{name}: null", f"{name}: known")
    path = tmp_path / "es.po"
    path.write_text(text, "utf-8")
    assert not catalogues.update(path)
    assert review_of(path.read_text("utf-8")) == Review("known", "known", "known")
    path.write_text(text.replace('msgid "Contents"', 'msgid "Kontents"'), "utf-8")
    assert catalogues.update(path)
    assert review_of(path.read_text("utf-8")) is None


def test_something_else_than_words_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogues, "TEMPLATES", tmp_path)
    path = tmp_path / "word.jinja"
    path.write_text("{{ say(word) }}", "utf-8")
    with pytest.raises(SystemExit, match="something else than words"):
        list(catalogues.said())


def test_a_name_that_has_no_words_is_told_and_one_that_nobody_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogues, "PACKAGE", tmp_path)
    code = 'say.phrase("cover" if book else "web-pag")\nsay.marked(name)\n'
    (tmp_path / "one.py").write_text(code, "utf-8")
    told = list(catalogues.unnamed())
    assert "said and not in templates/messages/en.toml: web-pag" in told
    assert "said and not in templates/messages/en.toml: None" in told
    assert "in templates/messages/en.toml and not said: contents" in told
    assert not [one for one in told if one.endswith(": cover")]


def test_no_template_says_words_that_no_catalogue_holds() -> None:
    """What a template shows is said through `say`, or is the author's."""
    shown = re.compile(r">\s*([A-Za-z][a-z]+(?: [a-z]+)+)[.:]?\s*<")
    for path in sorted(TEMPLATES.rglob("*.jinja")):
        text = re.sub(r"{#.*?#}", "", path.read_text("utf-8"), flags=re.DOTALL)
        # The kit speaks to the web team, the report to the publisher: in English.
        if path.parent.name != "embed" and path.name != "report.html.jinja":
            assert shown.findall(text) == [], path.name


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "1 page"),
        ("en-GB", 0, "0 pages"),
        ("en", 2, "2 pages"),
        ("es-MX", 1, "1 página"),
        ("es", 1200, "1.200 páginas"),
        ("ar", 0, "بلا صفحات"),
        ("ar", 1, "صفحة واحدة"),
        ("ar", 2, "صفحتان"),
        ("ar", 3, "3 صفحات"),
        ("ar", 11, "11 صفحة"),
        ("ar", 100, "100 صفحة"),
        ("ar", 103, "103 صفحات"),
    ],
)
def test_a_number_takes_its_own_form(language: str, number: int, said: str) -> None:
    """CLDR's six forms of Arabic: zero, one, two, few, many, other."""
    assert messages_for(language).pages(number) == said


@pytest.mark.parametrize(
    ("language", "day", "month", "size", "listed"),
    [
        ("en", "November 23, 2026", "November 2026", "1.2 MB", "a, b"),
        ("en-GB", "23 November 2026", "November 2026", "1.2 MB", "a, b"),
        ("es", "23 de noviembre de 2026", "noviembre de 2026", "1,2 MB", "a, b"),
        ("ar", "23 نوفمبر 2026", "نوفمبر 2026", "1.2 ميغابايت", "a، b"),
    ],
)
def test_dates_numbers_and_lists_are_written_as_the_language_does(
    language: str, day: str, month: str, size: str, listed: str
) -> None:
    say = messages_for(language)
    assert say.day(DAY) == day
    assert say.month(DAY) == month
    assert say.size(1_234_567) == size
    assert say.listed(["a", "b"]) == listed


def test_the_rest_of_a_works_authors_is_named_in_the_readers_language() -> None:
    said = [messages_for(one).plain("and others") for one in ("en", "es", "ar")]
    assert said == ["and others", "y otros", "وآخرون"]


def test_a_language_without_words_is_said_in_english() -> None:
    assert not has_catalogue("fi")
    assert messages_for("fi").plain("Contents") == "Contents"


def test_norwegian_is_a_language_and_never_the_word_for_false() -> None:
    for tag in ("no", "nb", "nb-NO"):
        assert messages_for(tag).plain("Contents") == "Innhold"
        assert messages_for(tag).day(DAY) == "23. november 2026"


def test_a_region_has_the_words_of_its_language() -> None:
    assert has_catalogue("es-MX")
    assert messages_for("es-MX").plain("Contents") == "Contenido"
    assert messages_for("ar-Qaaa-x-own").plain("Contents") == "المحتويات"


@pytest.mark.parametrize("lacking", catalogues.REVIEW)
def test_a_review_without_name_qualification_or_day_is_none(lacking: str) -> None:
    stated = dict.fromkeys(catalogues.REVIEW, "known") | {lacking: "null"}
    head = "".join(f'"{name}: {value}\\n"\n' for name, value in stated.items())
    assert review_of(head) is None
    assert review_of(head.replace("null", "known")) is not None


def test_nobody_has_reviewed_our_own_translations_yet() -> None:
    """When somebody has, the words and this test say who."""
    assert {path.stem: messages_for(path.stem).reviewed for path in PATHS} == {
        "ar": False,
        "es": False,
        "no": False,
    }
    assert messages_for("en-GB").reviewed


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "English"),
        ("es", "Español"),
        ("ar", "العربية"),
        ("no-NO", "Norsk"),
        ("es-AQ", "Español"),
        ("hmn", "Hmn"),
    ],
)
def test_a_language_is_called_what_its_readers_call_it(tag: str, name: str) -> None:
    assert language_name(tag) == name


def test_every_family_on_screen_is_named_in_the_style_sheet() -> None:
    tokens = (TEMPLATES / "styles" / "tokens.css").read_text("utf-8")
    named = ", ".join(f'"{family}"' for family in FAMILIES)
    assert f"--face: {named}, " in tokens


@pytest.mark.parametrize(
    ("text", "boxed"),
    [
        ("اتصل بالرقم +44 20 7946 0000 قبل الموعد", ["+44 20 7946 0000"]),
        ("خذ 5 mg مرتين، ثم 2.5 mg.", ["5 mg", "2.5 mg"]),
        ("خذ 0.5 µg/kg من Vitamin C (ascorbic acid)", None),
        ("الحرارة -5 °C أو 37.5 °C.", ["-5 °C", "37.5 °C"]),
        ("اكتب إلى a@b.example، أو https://a.example/b/", None),
        ("NHS خدمة صحية", ["NHS"]),
        ("في 23 نوفمبر 2026 الساعة 9:30", []),
        ("بنسبة 10% أو 1,200.50", []),
        ("من 9\u201317 كل يوم", []),
        ("لا شيء هنا", []),
    ],
)
def test_runs_from_left_to_right_have_a_box_of_their_own(
    text: str, boxed: list[str] | None
) -> None:
    expected = {
        "خذ 0.5": ["0.5 µg/kg", "Vitamin C (ascorbic acid)"],
        "اكتب إ": ["a@b.example", "https://a.example/b/"],
    }
    due = boxed if boxed is not None else expected[text[:6]]
    divided = list(runs(text, "rtl"))
    assert [run.text for run in divided if run.isolated] == due
    assert "".join(run.text for run in divided) == text


def test_a_text_from_left_to_right_is_one_run() -> None:
    assert list(runs("Call +44 20 7946 0000", "ltr")) == [Run("Call +44 20 7946 0000")]


def test_a_box_is_a_span_and_what_stands_in_it_is_escaped() -> None:
    assert isolated("خذ 5 mg <b>", "rtl") == (
        'خذ <span dir="ltr" class="number">5 mg</span> &lt;<span dir="ltr">b</span>&gt;'
    )
    assert isolated("A & B", "ltr") == "A &amp; B"


@pytest.mark.parametrize(
    ("text", "direction"), [("2017 abc", "ltr"), ("(مرحبا)", "rtl"), ("12.5", None)]
)
def test_a_text_has_the_direction_of_its_first_letter(
    text: str, direction: str | None
) -> None:
    assert direction_of(text) == direction


def test_the_check_says_nothing_where_nothing_is_lacking(
    capsys: pytest.CaptureFixture[str],
) -> None:
    given, sys.argv = sys.argv, ["messages.py", "--check"]
    try:
        assert catalogues.main() == 0
    finally:
        sys.argv = given
    assert capsys.readouterr().out == ""
