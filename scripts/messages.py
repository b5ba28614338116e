"""The catalogues of words for readers: found in templates and code, kept in step.

    python scripts/messages.py            bring every catalogue up to date
    python scripts/messages.py --new fr   begin the catalogue of a language
    python scripts/messages.py --check    say what is missing, stale or not translated

Words are found where they are said in Jinja templates, `say("…")`, `say.plain("…")`
and `say.counted("…", "…", number)`, and in `templates/messages/en.toml`, where code
has them from by name. Whatever else is given to these three is refused, since no
catalogue could hold it.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import product
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import nodes

sys.path.insert(0, str(Path(__file__).parent.parent))

from plainleaf.messages import CATALOGUES, NAMED, UNKNOWN
from plainleaf.render.templating import environment
from plainleaf.resources import TEMPLATES

PACKAGE = Path(__file__).parent.parent / "plainleaf"
WORDS = "templates/messages/en.toml"
SPEAKER = "say"
FORMS = {"say": 1, "plain": 1, "counted": 2}
"""How many of the first arguments are words."""
REVIEW = ("X-Reviewer", "X-Reviewer-Qualification", "X-Reviewed-On")
_OWN_HEADER = re.compile(r'^"(X-[\w-]+): *(.*?)\\n"$', re.MULTILINE)
_ENDS_HEADER = '"Generated-By:'


@dataclass(frozen=True, slots=True)
class Said:
    """Words that the program says somewhere: one form, or one and many."""

    forms: tuple[str, ...]
    place: str


def said() -> Iterator[Said]:
    """Yield all that templates and code say to readers."""
    for path in sorted(TEMPLATES.rglob("*.jinja")):
        yield from _said_in_template(path)
    yield from (Said(forms, WORDS) for forms in NAMED.values())


def unnamed() -> Iterator[str]:
    """Yield the names that code says and nobody has, and those that nobody says."""
    said_names = {"pages"}
    for path in sorted(PACKAGE.rglob("*.py")):
        for found in ast.walk(ast.parse(path.read_text("utf-8"))):
            match found:
                case ast.Call(func=ast.Attribute(attr="marked" | "phrase"), args=[one]):
                    said_names |= {str(name) for name in _branches(one)}
                case _:
                    pass
    yield from (f"said and not in {WORDS}: {n}" for n in sorted(said_names - {*NAMED}))
    yield from (f"in {WORDS} and not said: {n}" for n in sorted({*NAMED} - said_names))


def template() -> Catalog:
    """Return a catalogue with every message and no translation."""
    made = Catalog(charset="utf-8", fuzzy=False)
    for one in said():
        message = one.forms if len(one.forms) > 1 else one.forms[0]
        made.add(message, locations=[(one.place, None)])
    return made


def _said_in_template(path: Path) -> Iterator[Said]:
    place = f"templates/{path.relative_to(TEMPLATES).as_posix()}"
    for call in environment().parse(path.read_text("utf-8")).find_all(nodes.Call):
        match call.node:
            case nodes.Name(name=name) | nodes.Getattr(attr=name) if name in FORMS:
                if name != SPEAKER and not _speaks(call.node):
                    continue
                given = [_branches(one) for one in call.args[: FORMS[name]]]
                yield from _checked(given, name, f"{place}, line {call.lineno}", place)


def _speaks(node: nodes.Node) -> bool:
    """Say whether a method is that of a speaker, and not a filter's or a list's."""
    owner = node.node if isinstance(node, nodes.Getattr) else None
    named = getattr(owner, "name", None) or getattr(owner, "attr", None)
    return named == SPEAKER


def _branches(given: nodes.Node | ast.AST) -> list[object]:
    """Return what an argument can be: one constant, or that of each branch."""
    match given:
        case nodes.Const(value=value) | ast.Constant(value=value):
            return [value]
        case nodes.CondExpr(expr1=one, expr2=other) | ast.IfExp(body=one, orelse=other):
            return [*_branches(one), *_branches(other)]
    return [None]


def _checked(
    given: list[list[object]], name: str, where: str, place: str
) -> Iterator[Said]:
    for texts in product(*given):
        forms = tuple(text for text in texts if isinstance(text, str))
        if len(forms) != FORMS[name]:
            raise SystemExit(f"{where}: `{name}` is given something else than words")
        yield Said(forms, place)


def catalogues() -> list[Path]:
    """Return the catalogues that there are."""
    return sorted(CATALOGUES.glob("*.po"))


def read(path: Path) -> Catalog:
    """Return a catalogue as it stands in its file."""
    with path.open("rb") as file:
        return read_po(file)


def gaps(path: Path) -> Iterator[str]:
    """Yield what keeps a catalogue from being whole, in words."""
    catalogue = read(path)
    due = {_key(message.id): message for message in template() if message.id}
    has = {_key(message.id): message for message in catalogue if message.id}
    yield from (f"missing: {key!r}" for key in due if key not in has)
    yield from (f"stale: {key!r}" for key in has if key not in due)
    for key, message in has.items():
        if key not in due:
            continue
        strings = message.string if message.pluralizable else (message.string,)
        if len(strings) != (catalogue.num_plurals if message.pluralizable else 1):
            yield f"not all plural forms: {key!r}"
        elif not all(strings):
            yield f"not translated: {key!r}"
        elif message.fuzzy:
            yield f"marked as unsure: {key!r}"
        for string in strings:
            if string and _names(string) - _names(key):
                yield f"names a fact that is not given: {key!r}"
        # The form for one or two of a thing may do without the number.
        if (
            all(strings)
            and not message.pluralizable
            and _names(strings[0]) != _names(key)
        ):
            yield f"leaves out a fact: {key!r}"


def _key(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[-1]


def _names(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def update(path: Path) -> bool:
    """Bring a catalogue up to date; say whether its messages changed.

    New words have not been reviewed: the record of a review is taken back then.
    """
    before = {_key(message.id) for message in read(path) if message.id}
    catalogue = read(path)
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    after = {_key(message.id) for message in catalogue if message.id}
    stated = dict(_OWN_HEADER.findall(path.read_text("utf-8")))
    if before != after:
        stated |= dict.fromkeys(REVIEW, UNKNOWN)
    _write(catalogue, path, stated)
    return before != after


def begin(language: str) -> Path:
    """Make the catalogue of a language, all still to be translated."""
    path = CATALOGUES / f"{language}.po"
    if path.exists():
        raise SystemExit(f"{path} is there already")
    now = datetime.now(UTC)
    catalogue = Catalog(
        locale=Locale.parse(language, sep="-"),
        project="Plainleaf",
        version="1",
        last_translator=UNKNOWN,
        language_team=UNKNOWN,
        copyright_holder="the authors of Plainleaf",
        charset="utf-8",
        creation_date=now,
        revision_date=now,
        fuzzy=False,
    )
    for message in template():
        if message.id:
            catalogue.add(message.id, locations=message.locations)
    _write(catalogue, path, dict.fromkeys(REVIEW, UNKNOWN))
    return path


def _write(catalogue: Catalog, path: Path, stated: dict[str, str]) -> None:
    """Write a catalogue, and what its head says that Babel does not know."""
    catalogue.header_comment = (
        "# Words for readers. How to translate them: docs/translating.md\n"
        "# A fact of which nobody is sure is null."
    )
    written = BytesIO()
    write_po(written, catalogue, width=80, sort_output=True, ignore_obsolete=True)
    lines = written.getvalue().decode().split("\n")
    dates = ('"POT-Creation-Date:', '"PO-Revision-Date:', '"Report-Msgid-Bugs-To:')
    lines = [line for line in lines if not line.startswith(dates)]
    at = next(n for n, line in enumerate(lines) if line.startswith(_ENDS_HEADER))
    lines[at : at + 1] = [f'"{name}: {value}\\n"' for name, value in stated.items()]
    path.write_text("\n".join(lines), "utf-8")


def main() -> int:
    """Run the command; return its exit code."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--new", metavar="LANGUAGE")
    arguments.add_argument("--check", action="store_true")
    asked = arguments.parse_args()
    if asked.new:
        print(begin(asked.new))
        return 0
    incomplete = False
    for trouble in unnamed():
        incomplete = True
        print(trouble)
    for path in catalogues():
        if not asked.check and update(path):
            print(f"{path.name}: messages changed; its review is taken back")
        for gap in gaps(path):
            incomplete = True
            print(f"{path.name}: {gap}")
    return int(incomplete)


if __name__ == "__main__":
    sys.exit(main())
