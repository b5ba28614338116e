"""Stage 2: a Source becomes a Publication and findings, both in every run.

The steps: bytes to text (characters), the front matter (yaml_tree, schema), pictures,
Markdown to a tree of tokens (markdown), tokens to blocks and inlines (blocks, inlines,
tables, figures), headings to sections (sections), and last what depends on the order
of reading (reading_order): numbers, notes, abbreviations, terms.
"""

from dataclasses import replace

from plainleaf.addresses import PUBLISHER_FOLDER, relative_address
from plainleaf.findings import Finding, Location
from plainleaf.imprint import FrontMatter, Publisher, is_abroad, jurisdiction_of
from plainleaf.model import Citation, Link, NoteMark, Publication, Source
from plainleaf.parse import front_matter
from plainleaf.parse.blocks import parts
from plainleaf.parse.characters import decoded
from plainleaf.parse.context import Context, WrittenNote
from plainleaf.parse.markdown import Branch, Parsed, tokenized
from plainleaf.parse.mistakes import Mistakes, ParseRule, nearest, rules
from plainleaf.parse.plain_texts import look_for_marks
from plainleaf.parse.reading_order import in_reading_order
from plainleaf.parse.sections import Body, body
from plainleaf.parse.split import split
from plainleaf.parse.withdrawal import of_what_is_left, without_body
from plainleaf.words import inline_text

__all__ = ["ParseRule", "parse", "rules"]


def parse(source: Source) -> tuple[Publication | None, tuple[Finding, ...]]:
    """Understand a source: the publication, and every mistake by line and column.

    The publication is `None` only when there is nothing to make one from: a file that
    is not text, or a text without a title.
    """
    mistakes = Mistakes()
    text = decoded(source.raw, source.path, mistakes)
    if text is None:
        return None, mistakes.sorted()
    found = split(text, source.path, mistakes)
    stated = front_matter.front_matter(
        found, source.path, source.leaflet, source.language, mistakes
    )
    front = stated.front
    look_for_marks(front, mistakes)
    context = Context(
        path=source.path,
        lines=found.body.split("\n"),
        stated=stated,
        mistakes=mistakes,
        files=source.files,
        unread=source.unread,
    )
    publisher = _publisher(source, context)
    context.jurisdiction = jurisdiction_of(front, publisher)
    if is_abroad(front, publisher):
        context.publisher_abroad = publisher.jurisdiction
    made = _body(found.body, context)
    front = _titled(front, made, context)
    ordered = in_reading_order(made, context)
    _check_inner_links(context)
    findings = mistakes.sorted()
    if not front.title:
        return None, findings
    typed = {
        key: text
        for key, text, read in (
            ("main_message", front.main_message, ordered.main_message),
            ("call_to_action", front.call_to_action, ordered.call_to_action),
        )
        if text and text != read
    }
    publication = Publication(
        front=replace(
            front,
            main_message=ordered.main_message,
            call_to_action=ordered.call_to_action,
            typed=typed,
        ),
        publisher=publisher,
        summary=ordered.summary,
        blocks=ordered.blocks,
        sections=ordered.sections,
        references=ordered.references,
        images=dict(context.images),
        location=Location(source.path, 1, 1),
        left_out=tuple(context.left_out),
        folder=source.language,
        lost=frozenset(mistakes.lost | stated.lost),
    )
    return without_body(publication), of_what_is_left(
        findings, publication, found.body_line
    )


def _publisher(source: Source, context: Context) -> Publisher:
    """Return the publisher; its logo is named as it stands among the pictures."""
    path = source.publisher_path
    if path is None or not source.publisher_raw:
        return Publisher()
    text = decoded(source.publisher_raw, path, context.mistakes)
    if text is None:
        return Publisher()
    publisher, place = front_matter.publisher(text, path, context.mistakes)
    if publisher.logo is None:
        return publisher
    address = relative_address(publisher.logo)
    name = PUBLISHER_FOLDER / address if address else None
    if name is None or name not in context.files:
        why = context.unread.get(name, "it is not there") if name else "it is elsewhere"
        context.mistakes.add(
            "image-missing",
            place,
            f"the logo '{publisher.logo}' cannot be used: {why}",
            f"Put it beside {path}, or write `logo: null`.",
        )
        return replace(publisher, logo=None)
    if not context.picture(name, place):
        return replace(publisher, logo=None)
    if not (publisher.logo_alt or publisher.name):
        context.mistakes.add(
            "image-missing-alt",
            place,
            f"the logo '{publisher.logo}' has no text alternative",
            "Write under `logo_alt:` what it says, or state your `name:`.",
        )
    return replace(publisher, logo=str(name))


def _body(text: str, context: Context) -> Body:
    parsed = tokenized(text, context.path)
    for place in parsed.long_paragraphs:
        context.mistakes.add(
            "paragraph-too-long",
            place,
            "this paragraph is far too long to be read",
            "Put an empty line between its thoughts.",
        )
    _declare_notes(list(parsed.branches), context)
    made = body(parts(list(parsed.branches), context), context)
    _check_definitions(parsed, context)
    return made


def _declare_notes(branches: list[Branch], context: Context) -> None:
    """Note which labels have a note, so that a mark before its note is understood."""
    stack = list(branches)
    while stack:
        branch = stack.pop()
        if branch.type == "note":
            label = branch.token.info
            context.notes.setdefault(label, WrittenNote(label, (), branch.location))
        stack += branch.inside


def _check_definitions(parsed: Parsed, context: Context) -> None:
    for definition in parsed.definitions:
        if definition.again:
            context.mistakes.add(
                "reference-unused",
                Location(context.path, definition.line, 1),
                f"`[{definition.label.lower()}]:` is defined before, and this line is "
                "not used",
                "Give one of the two another label.",
            )
        elif not definition.used:
            context.mistakes.add(
                "reference-unused",
                Location(context.path, definition.line, 1),
                f"no link uses the definition `[{definition.label.lower()}]:`, and "
                "nobody reads it",
                "Delete the line; if it is text, write `\\[` for the bracket.",
            )


def _titled(front: FrontMatter, made: Body, context: Context) -> FrontMatter:
    """Return the front matter with the title of the front matter or first heading."""
    heading = " ".join(inline_text(made.title).split())
    place = made.title_location
    if place is None:
        if not front.title and context.stated.knows("title"):
            context.mistakes.add(
                "title-missing",
                front.locations.get("title", Location(context.path, 1, 1)),
                "this publication has no title",
                "Write `title: …` in the front matter, or `# …` on the first line.",
            )
        return front
    if any(isinstance(part, Link | Citation | NoteMark) for part in made.title):
        context.mistakes.add(
            "title-not-plain",
            place,
            "the title holds a link, a citation or a note",
            "Move it into the text.",
        )
    if not front.title:
        if not heading:
            context.mistakes.add(
                "title-missing",
                place,
                "the title has no words",
                "Write them after `#`.",
            )
        locations = {**front.locations, "title": place}
        return replace(front, title=heading, locations=locations)
    stated = " ".join(front.title.split())
    if heading not in {stated, f"{stated}: {front.subtitle}"}:
        context.mistakes.add(
            "title-twice",
            place,
            f"the front matter has another title, “{stated}”",
            "Keep one: begin sections with `##`.",
        )
    return front


def _check_inner_links(context: Context) -> None:
    for target, place in context.inner_links:
        if context.ids.has(target):
            continue
        close = nearest(target, context.ids.given())
        context.mistakes.add(
            "link-target-missing",
            place,
            f"no place in this text has the id `#{target}`",
            f"Did you mean `#{close}`?"
            if close
            else "Give the heading an id: `## Words {#id}`.",
        )
