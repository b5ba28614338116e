"""What an editor who made a mistake is told: its place, and a hint for this mistake.

Each case is a whole source. `told` looks like a line of the report; a rule in `silent`
would only be the echo of what is told.
"""
# ruff: noqa: RUF001 - letters of Arabic are meant

from datetime import date
from pathlib import PurePosixPath

import pytest
from pictures_made import PLAIN_SVG

from plainleaf.findings import Finding, Severity
from plainleaf.model import Source
from plainleaf.parse import parse
from plainleaf.validate import validate

HEAD = "---\ntitle: Plan of the ward\nlanguage: en\n---\n## Where to go\n\n"
SPANISH = HEAD.replace("language: en", "language: es")


def findings(text: str) -> tuple[Finding, ...]:
    source = Source(PurePosixPath("en.md"), "ward", "", text.encode())
    publication, mistakes = parse(source)
    if publication is None:
        return mistakes
    return mistakes + validate(publication, as_of=date(2026, 11, 23))


def lines(text: str, rule: str) -> list[str]:
    return [
        f"{one.location.line}:{one.location.column} {one.message} | {one.hint}"
        for one in findings(text)
        if one.rule == rule
    ]


@pytest.mark.parametrize(
    ("text", "wanted", "refused"),
    [
        ("Take 5 mg prn.", "only when you need it", "twice"),
        ("Take 5 mg PRN.", "only when you need it", "twice"),
        ("Take 5 mg t.d.s. with food.", "three times a day", "twice"),
        ("Take 5 mg q.6.h. with food.", "every 6 hours", "twice"),
        ("Take 5 mg q5h with food.", "how much to take", "twice"),
    ],
)
def test_a_short_form_is_never_given_the_meaning_of_another(
    text: str, wanted: str, refused: str
) -> None:
    (line,) = lines(HEAD + text, "dose-latin")
    assert wanted in line
    assert refused not in line


def test_a_spanish_short_form_is_explained_in_spanish() -> None:
    (line,) = lines(SPANISH + "Tome 5 mg c/8h.", "dose-latin")
    assert "cada 8 horas" in line


FRONT = "---\ntitle: Plan of the ward\n{0}---\n## Where to go\n\nText.\n"
DOSES = "{0}::: {{.schedule caption=Doses}}\n{1}:::\n"


@pytest.mark.parametrize(
    ("front", "place", "words"),
    [
        ('purpose "To help"\nlanguage: en\n', "3:1 ", "no colon"),
        ("version:0.1.0\nlanguage: en\n", "3:1 ", "a space after the colon"),
        ("dates:\n  written:2026-01-01\n  published: x\n", "4:3 ", "a space after"),
        ('audience:\n  who: "Adults\nfunding: "The NHS"\n', "4:8 ", "is not closed"),
        ('purpose: "To\nfunding: none\nlanguage: "en"\n', "3:10 ", "is not closed"),
        ('purpose: "To\nfunding: "Wards: ours"\n', "3:10 ", "is not closed"),
        ('purpose: "To\n  help"\nfunding: "a" and b\n', "5:14 ", "behind a closing"),
        ("purpose: a\n  funding: b\n", "4:3 ", "not indented"),
        ("purpose: “Pain: at home”\n", "3:10 ", "straight quotation marks"),
        ("purpose: Pain\n  here\nfunding: The: NHS\n", "5:13 ", "second colon"),
        ("purpose: Pain: at home\n", "3:14 ", "second colon"),
    ],
)
def test_yaml_is_told_where_it_went_wrong(front: str, place: str, words: str) -> None:
    (line,) = lines(FRONT.format(front), "bad-yaml")
    assert line.startswith(place)
    assert words in line


@pytest.mark.parametrize(
    "rows",
    [
        "- medicine: A\nstrength: 500mg\n  when: [morning]\n  amount: 1\n",
        "- medicine: A\nstrength: 500mg\n- medicine: B\n  when: [morning]\n",
    ],
)
def test_a_row_of_a_schedule_is_told_at_the_line_that_stands_too_far_left(
    rows: str,
) -> None:
    (line,) = lines(DOSES.format(HEAD, rows), "bad-yaml")
    assert line.startswith("9:1 ")
    assert "not indented" in line


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("So does 1 tab. tds.", "dose-latin", "7:16 "),
        ("Take 5 MG at night.", "dose-unit-capitals", "7:6 "),
        ("Take 1000000 IU at night.", "dose-thousands", "7:6 "),
        ("Take ½ tablet at night.", "dose-fraction", "7:6 "),
    ],
)
def test_a_dose_written_badly_is_told(text: str, rule: str, place: str) -> None:
    (line,) = lines(HEAD + text, rule)
    assert line.startswith(place)
    assert "abbreviation-unexplained" not in {one.rule for one in findings(HEAD + text)}


def test_one_decimal_sign_is_enough_in_a_language_that_has_two() -> None:
    assert not lines(SPANISH + "Tome 2,5 mg.", "dose-decimal-sign")
    assert not lines(SPANISH + "Tome 2.5 mg y 1.000 mg.", "dose-decimal-sign")
    (line,) = lines(SPANISH + "Tome 2,5 mg. Tome 1.5 mg.", "dose-decimal-sign")
    assert line.startswith("7:19 ")
    assert "1,5 mg" in line


@pytest.mark.parametrize("text", ["3 v/d", "3 comp. al día", "1/2 comprimido", "5 mgs"])
def test_spanish_has_its_own_short_forms(text: str) -> None:
    rules = {one.rule for one in findings(SPANISH + f"Tome {text}.")}
    assert rules & {"dose-abbreviated", "dose-fraction"}


def test_half_a_tablet_in_a_schedule_is_told_where_it_is_typed() -> None:
    row = "- medicine: A\n  when: [morning, noon]\n  amount: 1/2\n  form: tablet\n"
    (line,) = lines(DOSES.format(HEAD, row), "dose-fraction")
    assert line.startswith("10:11 ")
    assert "half a tablet" in line


TYPED = "---\ntitle: Plan of the ward\nlanguage: en\ntype: condition-guide\n{0}---\n"
BODY = "## Where to go\n\nText.\n"


@pytest.mark.parametrize(
    ("text", "told", "echo"),
    [
        (
            HEAD + "::: schedule\n- medicine: A\n  when: [never]\n  amount: 1\n:::\n",
            "bad-value",
            {"block-empty", "missing-key", "tool-missing"},
        ),
        (
            HEAD + "::: schedule\n- medicin: A\n  when: [noon]\n  amount: 1\n:::\n",
            "unknown-key",
            {"block-empty", "missing-key"},
        ),
        (
            HEAD + "::: schedule\n- medicine: A\n  whenn: [noon]\n  amount: 1\n:::\n",
            "unknown-key",
            {"block-empty", "missing-key"},
        ),
        (
            TYPED.format("Main message: Rest.\n") + BODY,
            "unknown-key",
            {"main-message-missing"},
        ),
        (
            TYPED.format("") + "::: resumen\nRest.\n:::\n\n" + BODY,
            "unknown-block",
            {"summary-missing"},
        ),
        (
            TYPED.format("") + "::: xyzxyz\nRest.\n:::\n\n" + BODY,
            "unknown-block",
            {"summary-missing", "tool-missing"},
        ),
    ],
)
def test_what_follows_from_a_mistake_is_not_told_again(
    text: str, told: str, echo: set[str]
) -> None:
    rules = [one.rule for one in findings(text)]
    assert rules.count(told) == 1
    assert not echo & set(rules)


def test_what_has_nothing_to_do_with_a_mistake_is_told() -> None:
    text = TYPED.format("Main message: Rest.\n") + "::: resumen\nRest.\n:::\n" + BODY
    assert {"purpose-missing", "action-missing"} <= {one.rule for one in findings(text)}
    assert lines(TYPED.format("") + BODY, "main-message-missing")
    assert lines(TYPED.format("") + BODY, "summary-missing")
    assert lines(HEAD + "::: schedule\n:::\n", "block-empty")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("resumen", "summary"), ("Advertencia", "warning"), ("ملخص", "summary")],
)
def test_a_block_in_another_language_is_named_as_it_is_written(
    name: str, meant: str
) -> None:
    (line,) = lines(HEAD + f"::: {name}\nRest.\n:::\n", "unknown-block")
    assert f"Did you mean `::: {meant}`?" in line


@pytest.mark.parametrize(
    ("time", "meant"), [("mañana", "morning"), ("noche", "evening"), ("night", "bed")]
)
def test_a_time_of_day_in_other_words_is_named(time: str, meant: str) -> None:
    row = f"- medicine: A\n  when: [{time}]\n  amount: 1 tablet\n"
    (line,) = lines(DOSES.format(HEAD, row), "bad-value")
    assert f"Did you mean `{meant}" in line


def test_who_wrote_maybe_is_asked_for_yes_or_no() -> None:
    row = "- medicine: A\n  when: [noon]\n  amount: 1\n  with_food: maybe\n"
    (line,) = lines(DOSES.format(HEAD, row), "bad-value")
    assert line.endswith("Write yes or no.")


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("when: [morning, evening]\n  amount: 1\n  form: tablet", True),
        ("when: {morning: 1 tablet, noon: 2 tablets}", True),
        ("when: {morning: 0.5 tablet, evening: 0.5 tablet}", False),
        ("when: [morning]\n  amount: 1 tablet", False),
        ("when: {morning: 100 mg, evening: 100 mg}", False),
        ("when: [morning, evening]\n  amount: 1 or 2 tablets", False),
    ],
)
def test_doses_of_a_day_are_held_to_the_most_in_one_day(row: str, wrong: bool) -> None:  # noqa: FBT001
    rows = f"- medicine: A\n  max_per_day: 1 tablet\n  {row}\n"
    found = lines(DOSES.format(HEAD, rows), "dose-over-maximum")
    assert bool(found) is wrong
    assert all(line.startswith("9:16 ") for line in found)


@pytest.mark.parametrize(
    ("front", "place"),
    [
        ("purpose: “To help you”\n", "3:10 "),
        ("contacts:\n  ward: {name: Ward, phone: “01632 960 100”}\n", "4:29 "),
        ('purpose: “To help you"\n', "3:10 "),
    ],
)
def test_curly_quotation_marks_around_a_value_are_told(front: str, place: str) -> None:
    (line,) = lines(FRONT.format(front), "quotes-curly")
    assert line.startswith(place)
    assert "straight" in line


@pytest.mark.parametrize(
    "front", ["purpose: “Rest” is the word\n", "purpose: “Rest” and “sleep”\n"]
)
def test_a_value_may_quote_a_word(front: str) -> None:
    assert not lines(FRONT.format(front), "quotes-curly")


@pytest.mark.parametrize(
    "text",
    [
        "::: {.table caption=“The doses” row-headers=1}\n|A|B|\n|-|-|\n|1|2|\n:::\n",
        "::: {.table caption=“Doses” row-headers=1}\n|A|B|\n|-|-|\n|1|2|\n:::\n",
        "[words]{lang=“fr”}\n",
    ],
)
def test_curly_quotation_marks_in_braces_are_told_once(text: str) -> None:
    told = [one for one in findings(HEAD + text) if one.severity.value == "error"]
    assert [one.rule for one in told] == ["attributes-unreadable"]
    assert "curly" in told[0].message
    assert "straight" in told[0].hint


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0l632 96O 100", "01632 960 100"),
        ("01632 960 100 or 01632 960 101", "more than one number"),
        ("01632 960 100 ext. 12", "an extension"),
        ("ask at desk", "is no number"),
    ],
)
def test_what_cannot_be_dialled_is_told(number: str, words: str) -> None:
    front = f"contacts:\n  ward:\n    phone: {number}\n    name: Ward\n"
    (line,) = lines(FRONT.format(front), "phone-not-dialled")
    assert line.startswith("5:12 ")
    assert words in line


@pytest.mark.parametrize("number", ["111", "+44 (0)1632 960100", "555-0100"])
def test_a_number_is_dialled_however_it_is_parted(number: str) -> None:
    front = f'contacts:\n  ward:\n    phone: "{number}"\n    name: Ward\n'
    assert not lines(FRONT.format(front), "phone-not-dialled")


def test_an_emergency_number_has_no_spaces() -> None:
    (line,) = lines(FRONT.format("emergency_number: 99 9\n"), "phone-not-dialled")
    assert line.startswith("3:19 ")
    assert "Write 999." in line


@pytest.mark.parametrize(
    ("text", "rule", "words", "refused"),
    [
        ("Come on 2026-03-12.", "date-in-digits", "written in figures", "two ways"),
        ("Come on 03/12/2026.", "date-in-digits", "two ways", "alone"),
        ("**Rest* now.", "marks-left", "an asterisk stays", "two asterisks"),
        (
            "::: checklist\n- [ ] Rest\n- [ ] Eat\n:::\n",
            "check-box",
            "the block draws the boxes",
            "put the list",
        ),
        ("- [ ] Rest\n- [ ] Eat\n", "check-box", "put the list", "draws"),
        ("![A map](images/Peel Off.svg)", "link-unreadable", "peel-off.svg", "https"),
        ("[01632](tel:01632 960100)", "link-unreadable", "tel:+44", "https"),
        ("[words](example.org/a b)", "link-unreadable", "https", "tel:"),
        ("As told.[^my note]\n\n[^my note]: Words\n", "undefined-note", "[^1]", "file"),
        ("As told.[^my note]", "undefined-note", "[^1]", "file"),
    ],
)
def test_a_hint_is_about_the_mistake(
    text: str, rule: str, words: str, refused: str
) -> None:
    found = lines(HEAD + text, rule)
    assert found
    assert words in found[0]
    assert refused not in found[0]


@pytest.mark.parametrize(
    "text", ["TODO", "Ring ???", "Ask [name of nurse]", "Lorem ipsum dolor", "Ask TBC"]
)
def test_what_is_to_be_filled_in_is_no_short_form(text: str) -> None:
    found = {one.rule for one in findings(HEAD + f"See them at home. {text}.")}
    assert "placeholder-left" in found
    assert not found & {"abbreviation-unexplained", "undefined-reference"}


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Ask [nurse], [Name of clinic] or (to be confirmed).", 3),
        ("en", "Women have XX chromosomes, and 46,XX is a type. See [sic].", 0),
        ("es", "Llame al [teléfono de la planta] o a [su médico]; hora: XX.", 3),
        ("es", "Se descubrió en el siglo XX.", 0),
        ("ar", "اتصل بـ [اسم الممرضة] على [رقم الهاتف]. الموعد يُحدد لاحقًا.", 3),
        ("ar", "اسأل ؟؟؟ أو XX أو [الهاتف].", 3),
        ("ar", "اكتب اسم الممرضة ورقم الهاتف.", 0),
        ("no", "Ring [navn på sykepleier] på [telefon]. Tid: TBC, rom XX.", 4),
        ("no", "Dette må avklares med legen (se navn og telefon).", 0),
    ],
)
def test_all_that_is_to_be_filled_in_is_told(
    language: str, text: str, found: int
) -> None:
    head = HEAD.replace("language: en", f"language: {language}")
    assert len(lines(head + text, "placeholder-left")) == found


@pytest.mark.parametrize(
    ("front", "place"),
    [
        ("funding: TBC\n", "3:10 "),
        ("reviewers:\n  - name: Dr [name]\n", "4:14 "),
        ("contacts:\n  ward: {name: Ward, hours: from XX to 5}\n", "4:34 "),
        ('formats_on_request: {text: "Ask [name of nurse]"}\n', "3:33 "),
    ],
)
def test_what_the_head_of_the_file_lacks_is_told_too(front: str, place: str) -> None:
    (line,) = lines(FRONT.format(front), "placeholder-left")
    assert line.startswith(place)
    assert "`null`" in line


FACTS = "::: facts\n{0}\n\nWho\n: Adults\n:::\n"
TABLE = '::: {.table caption="Doses"}\n'
FIGURE = ":::: figure\n![A map](images/{0})\n\nThe ward.\n:::\n\n## On\n\nText.\n"


@pytest.mark.parametrize(
    ("text", "rule", "place", "words"),
    [
        ("If you:\n\n-cough\n- shiver", "list-typed", "9:1 ", "`- Words`"),
        ("1.Rest\n2. Eat", "list-typed", "7:1 ", "`1. Words`"),
        ("1 Rest\n2. Eat\n3. Sleep", "list-typed", "7:1 ", "`1. Words`"),
        ("[] Keys\n[] Shoes\n", "check-box", "7:1 ", "draws the boxes"),
        ("( ) Yes\n( ) No\n", "check-box", "7:1 ", "draws the boxes"),
        ("> [!WARNING]\n> Rest", "unknown-block", "7:3 ", "`::: warning`"),
        (
            "## Risks (aspect=risks)\n\nText.",
            "attributes-unreadable",
            "7:10 ",
            "Write {aspect=risks}",
        ),
        (
            "## Risks {aspect=risks\n\nText.",
            "attributes-unreadable",
            "7:10 ",
            "`## Words {aspect=risks}`",
        ),
        (
            "::: {care level=urgent}\n### A\n\nB.\n:::",
            "attributes-unreadable",
            "7:1 ",
            "Write `::: {.care level=urgent}`.",
        ),
        (
            "::: care level=urgent\n### A\n\nB.\n:::",
            "attributes-unreadable",
            "7:1 ",
            "Write `::: {.care level=urgent}`.",
        ),
        (FACTS.format("Length: 6 days"), "block-misplaced", "8:1 ", "`: ` with"),
        (FACTS.format("Length\n:6 days"), "definition-unreadable", "9:1 ", "colon"),
        (
            TABLE + "|A|B|\n|1|2|\n:::\n",
            "table-not-table",
            "8:1 ",
            "`|---|---|`",
        ),
        (FIGURE.format("plan.svg"), "block-not-closed", "11:1 ", "Write `::::`"),
        (
            "[A map](images/plan.svg)",
            "link-scheme",
            "7:1 ",
            "put `!` right before the bracket",
        ),
        ("So.[^water]\n\n[^warter]: W", "undefined-note", "7:4 ", "`[^warter]`"),
    ],
)
def test_an_editor_is_told_how_it_is_written(
    text: str, rule: str, place: str, words: str
) -> None:
    found = lines(HEAD + text, rule)
    assert found[0].startswith(place), found
    assert words in found[0]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("##Risks {aspect=risks}\n\nText.", ["heading-unreadable"]),
        (TABLE + "|A|B|\n|1|2|\n:::\n", ["table-not-table"]),
        (FACTS.format("Length\n:6 days"), ["definition-unreadable"]),
        (
            "### Who\n\n::: {.contact ref=ward}\n:::\n",
            ["undefined-contact"],
        ),
        (
            "::: do\n- rest\n:::\n\n::: don't\n- do not run\n:::\n",
            ["unknown-block"],
        ),
        (":: dont\n- do not run\n:::\n", ["unknown-block", "block-not-open"]),
        (
            FIGURE.format("plan.svg").partition(":::\n\n")[0] + ":::\n",
            ["image-missing", "block-not-closed"],
        ),
    ],
)
def test_one_mistake_is_told_once(text: str, rules: list[str]) -> None:
    gaps = {one.rule for one in findings(HEAD + "Text.\n")}
    told = [one.rule for one in findings(HEAD + text) if one.rule not in gaps]
    assert sorted(told) == sorted(rules)


@pytest.mark.parametrize(
    ("first", "words"),
    [("", "above this one"), ("-----\n", "three hyphens here"), ("___\n", "here")],
)
def test_a_head_without_its_first_line_is_read(first: str, words: str) -> None:
    text = f"{first}title: Plan\nlanguage: en\n---\n\nText.\n"
    (line,) = lines(text, "front-matter-start")
    assert line.startswith("1:1 ")
    assert words in line
    assert not {"title-missing", "thematic-break"} & {
        one.rule for one in findings(text)
    }


def test_a_text_may_begin_with_a_line_across_and_words_with_a_colon() -> None:
    text = "Note: rest.\n\nTitle: a book\n---\n"
    assert not lines(text, "front-matter-start")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("images\\\\peel.svg", "Write images/peel.svg: a slash"),
        ("image/peel.svg", "Did you mean images/peel.svg?"),
    ],
)
def test_a_picture_in_another_folder_is_named(name: str, hint: str) -> None:
    raw = (HEAD + f"![A map]({name})\n").encode()
    files = {PurePosixPath("images/peel.svg"): PLAIN_SVG}
    _, found = parse(Source(PurePosixPath("en.md"), "ward", "", raw, files=files))
    (one,) = [one for one in found if one.rule == "image-missing"]
    assert one.hint.startswith(hint)
    assert "letters" not in one.hint


@pytest.mark.parametrize(
    "front", ["title: A: B\n", "language: english\n", "title: T\n\twho: x\n"]
)
def test_no_language_is_asked_for_where_the_head_cannot_be_read(front: str) -> None:
    assert not lines(f"---\n{front}---\n\nText.\n", "language-missing")


@pytest.mark.parametrize(
    ("language", "text", "rule"),
    [
        ("ar", "## معلومات عامة\n\nاستريحوا.", "heading-generic"),
        ("ar", "::: warning\n### تحذير\n\nتوقفوا.\n:::", "warning-title-vague"),
        ("ar", "خذوا 1/2 قرص كل صباح.", "dose-fraction"),
        ("ar", "آخر مراجعة: 3", "fact-typed"),
        ("ar", "انظروا [الدليل](https://a.org/a.pdf).", "link-to-file-unsaid"),
        ("ar", "من 5-10 دقائق", "range-with-dash"),
        ("no", "## Generell informasjon\n\nHvil.", "heading-generic"),
        ("no", "::: warning\n### Viktig\n\nStopp.\n:::", "warning-title-vague"),
        ("no", "Ta 1/2 tablett.", "dose-fraction"),
        ("no", "Ta 1.5 mg.", "dose-decimal-sign"),
        ("no", "Sist revidert: 3. mai", "fact-typed"),
        ("no", "Se [veilederen](https://a.org/a.pdf).", "link-to-file-unsaid"),
        ("no", "Kom 3. okt 2026.", "date-cut-short"),
        ("no", "::: dont\n- løp\n- ikke hopp\n:::", "dont-without-words"),
    ],
)
def test_arabic_and_norwegian_have_words_too(
    language: str, text: str, rule: str
) -> None:
    head = HEAD.replace("language: en", f"language: {language}")
    assert len(lines(head + text, rule)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "انظروا [الدليل (PDF)](https://a.org/a.pdf)، الصفحة 3 من الجدول أدناه."),
        ("ar", "خذوا نصف قرص كل صباح، أو 1 من 2."),
        ("no", "Se [veilederen (PDF)](https://a.org/a.pdf). Kom 3. oktober 2026."),
        ("no", "Ta en halv tablett. Versjon av sykdommen: mild. Ta 1,5 mg."),
    ],
)
def test_a_good_text_in_them_is_left_in_peace(language: str, text: str) -> None:
    head = HEAD.replace("language: en", f"language: {language}")
    told = {one.rule for one in findings(head + text)}
    assert not told & {
        *("link-to-file-unsaid", "dose-fraction", "fact-typed", "date-cut-short"),
        "dose-decimal-sign",
    }


CONTACT = "---\ntitle: T\nlanguage: en\ncontacts: {ward: {name: W}}\n---\n"


@pytest.mark.parametrize(
    ("text", "rule", "place", "words"),
    [
        (FRONT.format("main_message: Take **all**\n"), "marks-left", "3:20 ", "plain"),
        (FRONT.format("purpose: See [us](#a)\n"), "marks-left", "3:14 ", "plain"),
        (FRONT.format("contacts: {a: {name: _W_}}\n"), "marks-left", "3:22 ", "plain"),
        (FRONT.format("language: en_GB\n"), "bad-language", "3:11 ", "Write `en-GB`."),
        (
            HEAD + "::: schedule\n- medicine: A\n  if_needed: 1 tablet\n:::\n",
            *("table-caption-missing", "7:1 ", "`::: {.schedule caption="),
        ),
        (HEAD + "[us](a@b.org)", "link-scheme", "7:1 ", "Write mailto:a@b.org."),
        (HEAD + "Write to a@b.org", "address-not-linked", "7:10 ", "Write <a@b.org>."),
        (HEAD + "In hours¹ and 3 m².", "undefined-note", "7:9 ", "[^1]"),
        (HEAD + "[^a] Tea.", "undefined-note", "7:1 ", "`[^a]: `, with a colon"),
        (HEAD + "[1 in 9]{risk of=men}", "attributes-unreadable", "7:9 ", "`{.risk`"),
        (HEAD + "[a] {lang=fr}", "attributes-unreadable", "7:5 ", "the space"),
        (HEAD + "[a](https://a.org", "link-unreadable", "7:3 ", "Write `)`"),
        (
            HEAD + "::: {.steps\n1. A\n2. B\n:::",
            "attributes-unreadable",
            *("7:1 ", "Write `::: steps`."),
        ),
        (
            CONTACT + "::: {.contact ward}\n:::",
            "attributes-unreadable",
            *("6:1 ", "Write `::: {.contact ref=ward}`."),
        ),
        (
            CONTACT + "::: contact\n:::",
            "undefined-contact",
            "6:1 ",
            "{.contact ref=ward}",
        ),
    ],
)
def test_a_remedy_is_the_very_line_to_write(
    text: str, rule: str, place: str, words: str
) -> None:
    found = lines(text, rule)
    assert found
    assert found[0].startswith(place), found
    assert words in found[0]


@pytest.mark.parametrize(
    "text", ["Take ONE tablet NOW.", "An area of 3 cm² or m³.", "He said [sic] so."]
)
def test_what_is_only_loud_or_a_unit_is_no_short_form(text: str) -> None:
    told = {one.rule for one in findings(HEAD + text)}
    assert not told & {"abbreviation-unexplained", "undefined-note"}


SHORT = (
    "title: {0}\nlanguage: en\nsubtitle: {1}\nmain_message: {2}\n"
    "call_to_action: {3}\nabbreviations: {{MRI: magnetic resonance imaging}}\n"
)


@pytest.mark.parametrize(
    ("stated", "message", "action", "place"),
    [
        (("An MRI scan", "null", "null", "null"), None, None, "2:11 "),
        (("A scan", "Your MRI", "Rest.", "null"), "Rest.", None, "4:16 "),
        (("An MRI", "magnetic resonance imaging", "Rest.", "null"), "Rest.", None, ""),
        (
            ("An MRI", "null", "MRI helps. MRI is safe.", "Ask for MRI."),
            "MRI (magnetic resonance imaging) helps. MRI is safe.",
            "Ask for MRI.",
            "",
        ),
        (
            ("An MRI", "null", "Magnetic resonance imaging (MRI) helps.", "MRI?"),
            "Magnetic resonance imaging (MRI) helps.",
            "MRI?",
            "",
        ),
        (
            ("A scan", "null", "null", "Ask for MRI now."),
            None,
            "Ask for MRI (magnetic resonance imaging) now.",
            "",
        ),
    ],
)
def test_a_short_form_is_spelled_out_where_it_is_first_read(
    stated: tuple[str, ...], message: str | None, action: str | None, place: str
) -> None:
    text = f"---\n{SHORT.format(*stated)}---\n## Where to go\n\nText.\n"
    source = Source(PurePosixPath("en.md"), "ward", "", text.encode())
    made, _ = parse(source)
    assert made is not None
    assert (made.front.main_message, made.front.call_to_action) == (message, action)
    found = lines(text, "abbreviation-unexplained")
    assert [line[: len(place)] for line in found] == [place] * bool(place)
    assert not lines(text, "abbreviation-unused")


def test_what_the_title_alone_says_short_is_told() -> None:
    text = FRONT.replace("Plan of the ward", "Your MRI scan").format("language: en\n")
    (line,) = lines(text, "abbreviation-unexplained")
    assert line.startswith("2:13 “MRI”")
    assert "`full form (MRI)`" in line
    told = text.replace("Text.", "Magnetic resonance imaging (MRI) is a scan.")
    assert not lines(told, "abbreviation-unexplained")


def test_a_picture_of_nearly_that_name_is_named() -> None:
    raw = (HEAD + "![A map](images/Peel.SVG)\n").encode()
    files = {PurePosixPath("images/peel.svg"): PLAIN_SVG}
    _, found = parse(Source(PurePosixPath("en.md"), "ward", "", raw, files=files))
    (one,) = [one for one in found if one.rule == "image-missing"]
    assert one.hint == "Did you mean images/peel.svg? Capital and small letters differ."


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("\u2013 on the arm: day 10\n\u2013 on the face: day 5", ["7:1", "8:1"]),
        ("Call us:\no   if it bleeds\no\tif it hurts", ["8:1", "9:1"]),
        ("- Ask\n    o   Call us\n    o   Write", ["8:5", "9:5"]),
        ("Rest and\n— Somebody", []),
        ("Rest, eat o drink.\no drink", []),
        ("The ward \u2013 that is Ward 7 \u2013\n\u2013 is open.", []),
    ],
)
def test_a_list_of_dashes_or_of_words_bullets_is_told(
    text: str, places: list[str]
) -> None:
    found = lines(HEAD + text, "list-typed")
    assert [line.partition(" ")[0] for line in found] == places


def test_an_invisible_character_is_told_where_it_stands() -> None:
    text = HEAD + "Your physio\u00adtherapist\u200b helps.\n\nWa\u200bsh."
    found = lines(text, "invisible-character")
    assert [line.partition(" ")[0] for line in found] == ["7:12", "9:3"]
    assert "soft hyphen" in found[0]
    assert "zero-width space" in found[1]
    assert not lines(HEAD + "ขอ\u200bบคุณ", "invisible-character")


def test_the_last_key_of_a_schedule_that_stands_too_far_left_is_told() -> None:
    rows = "- medicine: A\n  when: [noon]\n  amount: 1\nstrength: 500mg\n"
    (line,) = lines(DOSES.format(HEAD, rows), "unknown-key")
    assert line.startswith("11:1 `strength` stands too far left")
    assert "under `medicine`" in line


@pytest.mark.parametrize(
    ("raw", "place", "words"),
    [
        (HEAD.encode("utf-16-le"), "1:1", "saved as UTF-16"),
        (HEAD.encode("utf-16-be"), "1:1", "saved as UTF-16"),
        (HEAD.encode("utf-16"), "1:1", "saved as UTF-16"),
        (b"PK\x03\x04\x14\x00\x06\x00", "1:1", "of Word or another office program"),
        (b"%PDF-1.7\n%\xe2\xe3", "1:1", "a PDF"),
        (b"{\\rtf1\\ansi Hello\\par}", "1:1", "Rich Text Format"),
        ("---\ntitle: Café\n---\n".encode("cp1252"), "2:11", "it is “é”"),
    ],
)
def test_a_file_that_is_no_text_in_utf_8_is_told_once(
    raw: bytes, place: str, words: str
) -> None:
    _, found = parse(Source(PurePosixPath("en.md"), "ward", "", raw))
    (one,) = found
    assert one.rule == "not-utf-8"
    assert f"{one.location.line}:{one.location.column}" == place
    assert words in one.message


def test_two_marks_at_the_beginning_are_as_good_as_one() -> None:
    raw = b"\xef\xbb\xbf\xef\xbb\xbf" + HEAD.encode() + b"Go."
    publication, found = parse(Source(PurePosixPath("en.md"), "ward", "", raw))
    assert publication is not None
    assert not found


def test_spaces_of_another_kind_between_keys_are_told_and_taken_for_spaces() -> None:
    front = (
        "---\ntitle:\u00a0Plan 7\nlanguage: en\n\u00a0\ndates:\n"
        "\u00a0\u00a0written: 2026-11-01\njurisdictions:\n  -\u00a0GB\n---\nGo.\n"
    )
    source = Source(PurePosixPath("en.md"), "ward", "", front.encode())
    publication, found = parse(source)
    assert publication is not None
    assert publication.front.title == "Plan 7"
    assert publication.front.jurisdictions == ("GB",)
    assert [(one.rule, one.location.line, one.location.column) for one in found] == [
        ("odd-space", 2, 7),
        ("odd-space", 6, 1),
        ("odd-space", 8, 4),
    ]


@pytest.mark.parametrize(
    ("source", "place", "hint"),
    [
        ("---\ntitle: A\n***\nGo.\n", "3:1", "Write `---` here"),
        ("---\ntitle: A\n----\nGo.\n", "3:1", "Write `---` here"),
        ("---\ntitle: A\n—-\nGo.\n", "3:1", "Write `---` here"),
        ("---\ntitle: A\n—\nGo.\n", "3:1", "Write `---` here"),
        ("---\ntitle: A\n ---\nGo.\n", "3:1", "nothing before them"),
        ("---\ntitle: A\n---\n---\nversion: 1\n---\nGo.\n", "4:1", "delete both"),
        ("---\ntitle: A\n---\nGo.\n\n---\ntitle: B\n---\n", "6:1", "delete both"),
        ("---\ntitle: A\nversion:\t1\n---\nGo.\n", "3:9", "press the space bar"),
        (
            "---\ntitle: A\nreferences:\n  - Smith 2020\n---\nGo.\n",
            "4:5",
            "`- id: …`",
        ),
        ("---\ntitle: A\njurisdictions: GB, US\n---\nGo.\n", "3:16", "`[GB, US]`"),
        ("---\ntitle: A\njurisdictions: [Wales]\n---\nGo.\n", "3:17", "`GB`"),
        ("---\ntitle: A\nlanguage: Español\n---\nGo.\n", "3:11", "`es`"),
        ("---\ntitle: A\nlanguage: Spanish\n---\nGo.\n", "3:11", "`es`"),
        ("---\ntitle: A\n---\n[Hallo]{lang=German}\n", "4:8", "`lang=de`"),
    ],
)
def test_the_head_of_the_file_is_put_right_by_its_hints(
    source: str, place: str, hint: str
) -> None:
    told = [
        f"{one.location.line}:{one.location.column} {one.hint}"
        for one in findings(source)
        if one.severity is Severity.ERROR
    ]
    assert len(told) == 1
    assert told[0].startswith(place + " ")
    assert hint in told[0]


def test_a_head_between_dashes_of_word_is_read() -> None:
    told = findings("—-\ntitle: A\nlanguage: en\n—-\nGo.\n")
    begin, end = (one for one in told if one.rule.startswith("front-matter"))
    assert (begin.location.line, end.location.line) == (1, 4)


@pytest.mark.parametrize(
    ("when", "hint"),
    [
        ("morning, evening", "`[morning, evening]`"),
        ("(morning and evening)", "`[morning, evening]`"),
        ("[morning, morning]", "{morning: 2 tablets}"),
        ("8:00", "{morning: 1 tablet at 8am}"),
        ("[8am, 8pm]", "{morning: 1 tablet at 8am}"),
    ],
)
def test_no_time_of_a_dose_is_lost_by_following_a_hint(when: str, hint: str) -> None:
    rows = f"- medicine: A\n  when: {when}\n  amount: 1\n"
    (line,) = lines(DOSES.format(HEAD, rows), "bad-value")
    assert line.startswith("9:9 ")
    assert hint in line


@pytest.mark.parametrize("begin", ["-", "– ", "* "])
def test_a_row_of_a_schedule_without_its_hyphen_and_space_is_told(begin: str) -> None:
    rows = f"{begin}medicine: A\n  when: [noon]\n  amount: 1\n"
    (line,) = lines(DOSES.format(HEAD, rows), "bad-yaml")
    assert line.startswith("8:1 ")
    assert "`- medicine:`" in line


def test_a_second_work_after_a_comma_is_no_place_in_the_first() -> None:
    front = HEAD.replace("---\n##", "references: [{id: a, title: A}]\n---\n##")
    (line,) = lines(front + "So [@a, @b].", "citation-unreadable")
    assert "[@one; @other]" in line


@pytest.mark.parametrize(
    ("text", "rule", "place", "hint"),
    [
        ("This is impor-\ntant.", "word-divided", "7:9", "important"),
        ("Name\tDose\nA\t1", "table-not-table", "7:1", "`| A | B |`"),
        ("A | B\n1 | 2", "table-not-table", "7:1", "`| A | B |`"),
        ("Fish &foo; chips", "marks-left", "7:6", "type the character"),
        ("Fish &amp;nbsp; chips", "marks-left", "7:6", "a space"),
        ("Rest<o:p></o:p>", "raw-html", "7:5", "Delete it"),
        ("So.\u00b9", "undefined-note", "7:4", "[^1]"),
        ("**Bring:**\nyour card", "lines-joined", "7:1", "`### `"),
        ("\u2022one\n\u2022two", "list-typed", "7:1", "`- `"),
        ("\uf0b7 one", "list-typed", "7:1", "`- `"),
        ("\u27a2 one", "list-typed", "7:1", "`- `"),
        ("[us](www.a.example/x)", "link-scheme", "7:1", "https://www.a.example/x"),
        ("[us](a.org)", "link-scheme", "7:1", "https://a.org"),
        ("[us](\u201chttps://a.org\u201d)", "link-scheme", "7:1", "(https://a.org)"),
        ("[us](https://a.org/b c)", "link-unreadable", "7:4", "(https://a.org/b%20c)"),
        ("[us](mailto: a@b.org)", "link-unreadable", "7:4", "(mailto:a@b.org)"),
        ("::: contact\n:::", "undefined-contact", "7:1", "`ward-7:`"),
        (
            "::: {.care level: urgent}\n### Call\n\nNow.\n:::",
            "attributes-unreadable",
            "7:1",
            "`::: {.care level=urgent}`",
        ),
        ("Caf\ufffd is open", "mojibake", "7:4", "Type the letter"),
        ("One\u2028two", "control-character", "7:4", "press Enter"),
        ("Page { PAGE } of 4", "marks-left", "7:6", "Delete it"),
        ("See Error! Bookmark not defined.", "marks-left", "7:5", "Delete it"),
        ("On {{ site.name }} now", "marks-left", "7:4", "Delete it"),
        ("Risks ........ 5", "typed-blank", "7:7", "makes its own"),
        ("== Risks ==", "heading-unreadable", "7:1", "`## `"),
        ("!!! note\n    Go.", "unknown-block", "7:1", "`::: note`"),
        ("Take ½ a tablet.", "dose-fraction", "7:6", "half a tablet"),
        ("A <font>red</font> word", "raw-html", "7:3", "the words alone"),
        (
            "::: {.schedule caption=x}\n| A | B |\n:::",
            "bad-yaml",
            "8:3",
            "`- medicine:`",
        ),
    ],
)
def test_what_comes_from_another_program_is_told_with_its_way_out(
    text: str, rule: str, place: str, hint: str
) -> None:
    first = lines(HEAD + text + "\n", rule)[0]
    assert first.startswith(place + " ")
    assert hint in first


@pytest.mark.parametrize(
    "text",
    [
        "Your pre-\nand post-natal care.",
        "Choose a | b, as\nyou like.",
        "Ward 7\tis here.",
        "It is 5 m\u00b2 wide. R&D; AT&T. If A&B;",
        "**Stop it.**\nCall us.",
        "Call between 9am -\nand 5pm.",
    ],
)
def test_what_only_looks_pasted_is_left_in_peace(text: str) -> None:
    silent = {"word-divided", "table-not-table", "marks-left", "lines-joined"}
    assert not {one.rule for one in findings(HEAD + text)} & silent


def test_a_pasted_table_in_its_block_is_told_once() -> None:
    text = "::: {.table caption=x}\nA\tB\n1\t2\n:::\n"
    rules = [one.rule for one in findings(HEAD + text) if one.severity.value == "error"]
    assert rules == ["table-not-table"]


@pytest.mark.parametrize(
    ("front", "hint"),
    [
        ("withdrawn: yes\n", "as `on: …`"),
        ("print: A4\n", "as `page: …`"),
        ("contacts:\n  - name: Ward\n", "a name of your own and a colon"),
    ],
)
def test_who_wrote_a_value_for_keys_is_told_the_first_key(
    front: str, hint: str
) -> None:
    (line,) = lines(FRONT.format(front), "wrong-kind")
    assert hint in line


@pytest.mark.parametrize(
    ("value", "place", "words"),
    [
        ("? who", "3:11", "question mark | Put the value in"),
        ('"C:\\Users"', "3:16", "'C:\\Leaflets'"),
        ("[Hello] there", "3:19", "behind a closing bracket"),
        ('"Hello "there""', "3:19", "“like these”"),
        ("> hello", "3:13", "cannot begin with this sign"),
    ],
)
def test_a_value_that_yaml_cannot_read_is_told_in_plain_words(
    value: str, place: str, words: str
) -> None:
    (line,) = lines(f"---\ntitle: A\nsubtitle: {value}\n---\nGo.\n", "bad-yaml")
    assert line.startswith(place + " ")
    assert words in line
