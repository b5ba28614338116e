"""Pictures: alone in a paragraph, or in a `::: figure` with caption and description."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from markdown_it.token import Token

from plainleaf.addresses import relative_address
from plainleaf.findings import Location
from plainleaf.model import Block, Figure, Inline, Paragraph
from plainleaf.parse import directives
from plainleaf.parse.attributes import NONE, Attributes
from plainleaf.parse.context import Blocks, Context
from plainleaf.parse.directives import Directive, read_directive
from plainleaf.parse.inlines import branch_words
from plainleaf.parse.markdown import Branch, Run, run_of
from plainleaf.parse.mistakes import nearest
from plainleaf.parse.svg import words_drawn


def is_lone_picture(branch: Branch, context: Context) -> bool:
    """Say whether a paragraph holds a picture and no word."""
    return _picture_token(branch, context) is not None


def lone_picture(branch: Branch, context: Context) -> Iterator[Figure]:
    """Yield the figure that a paragraph is, unless its picture is not to be had."""
    found = _picture_token(branch, context)
    made = _figure(*found, NONE, branch.location, context) if found else None
    if made:
        yield made


def figure(
    branch: Branch, directive: Directive, context: Context, depth: int, blocks: Blocks
) -> Iterator[Block]:
    """Yield the figure of a `::: figure` block: picture, caption, description."""
    inside = list(branch.inside)
    found = _picture_token(inside[0], context) if inside else None
    if not found:
        context.mistakes.add(
            "block-empty",
            branch.location,
            "this figure does not begin with a picture",
            "Write `![what it shows](images/x.png)`, an empty line, then the caption.",
        )
        yield from blocks(inside, context, depth + 1)
        return
    caption: list[Inline] = []
    description: list[Block] = []
    for inner in inside[1:]:
        if _is_description(inner):
            read_directive(inner.token.info, inner.location, context.mistakes)
            if not inner.token.meta.get("closed"):
                context.mistakes.add(
                    "block-not-closed",
                    inner.location,
                    "the long description is not closed",
                    "Write a line `:::` after its last line, and more colons around "
                    "the figure: `:::: figure`.",
                )
            description += blocks(inner.inside, context, depth + 1)
        elif inner.type == "paragraph" and not caption and not description:
            caption += branch_words(inner, context)
        else:
            context.mistakes.add(
                "block-misplaced",
                inner.location,
                "a figure holds a picture, one paragraph as its caption, and a long "
                "description",
                "Move this out of the figure, or into `::: longdesc`.",
            )
            description += blocks([inner], context, depth + 1)
    made = _figure(*found, directive.attributes, branch.location, context)
    if made is None:
        yield from _kept(caption, description)
        return
    yield Figure(
        id=made.id,
        image=made.image,
        alt=made.alt,
        caption=tuple(caption),
        description=tuple(description),
        location=made.location,
    )


def _kept(caption: list[Inline], description: list[Block]) -> Iterator[Block]:
    if caption:
        yield Paragraph(tuple(caption), caption[0].location)
    yield from description


def _is_description(branch: Branch) -> bool:
    label = branch.token.info.strip("{} ").removeprefix(".")
    return branch.type == "div" and label.split(" ")[0] == "longdesc"


def _picture_token(branch: Branch, context: Context) -> tuple[Token, Run] | None:
    if branch.type != "paragraph" or not branch.inside:
        return None
    run = run_of(branch.inside[0], context.lines)
    seen = [
        token
        for token in run.tokens
        if token.type not in {"softbreak", "text"} or token.content.strip()
    ]
    if len(seen) == 1 and seen[0].type == "image":
        return seen[0], run
    return None


def _figure(
    token: Token, run: Run, outer: Attributes, place: Location, context: Context
) -> Figure | None:
    attributes: Attributes = token.meta.get("attributes", NONE)
    at = run.place(int(token.meta["at"]))
    if attributes:
        where = run.place(int(token.meta["attributes_at"]))
        directives.check(attributes, directives.IMAGE, where, context.mistakes)
    if token.attrs.get("title"):
        context.mistakes.add(
            "link-title",
            at,
            f"“{token.attrs['title']}” is a picture's title: few readers ever meet it",
            "Put it into a caption, inside `::: figure`.",
        )
    address = str(token.attrs.get("src", ""))
    name = _there(address, at, context)
    alt = _alt(token, attributes, address, at, context)
    identifier = context.given_id(
        outer if outer.id else attributes,
        f"figure {PurePosixPath(address).stem}",
        otherwise="figure",
        location=place,
    )
    if name is None:
        return None
    if alt is None and (drawn := _lettering(name, context)):
        context.mistakes.add(
            "image-missing-alt",
            at,
            f"the picture '{address}' is marked decorative and says “{drawn}”",
            "Say between the square brackets what it shows, for who listens, or take "
            "the words out of the drawing.",
        )
    return Figure(identifier, name, alt, (), (), at)


def _lettering(name: PurePosixPath, context: Context) -> str:
    """Return what is written in a drawing; of other pictures nobody can tell."""
    picture = context.images[name]
    return words_drawn(picture.raw) if picture.media_type == "image/svg+xml" else ""


def _alt(
    token: Token, attributes: Attributes, address: str, at: Location, context: Context
) -> str | None:
    alt = " ".join(_plain(token.children or []).split())
    if "decorative" in attributes.names:
        if alt:
            context.mistakes.add(
                "image-missing-alt",
                at,
                f"the picture '{address}' is marked decorative and has a text",
                "Take one of the two away.",
            )
            return alt
        return None
    if not alt:
        context.mistakes.add(
            "image-missing-alt",
            at,
            f"the picture '{address}' has no text alternative",
            "Say between the square brackets what the picture shows, or mark it "
            "{.decorative}.",
        )
    return alt


def _plain(tokens: list[Token]) -> str:
    """Return the words of an alternative text; a line break is a space."""
    words = []
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            words.append(" ")
        else:
            words.append(token.content)
    return "".join(words)


def _there(address: str, at: Location, context: Context) -> PurePosixPath | None:
    """Return the picture's name when it passed the gate; tell why, when not."""
    name = relative_address(address)
    slashed = relative_address(address.replace("\\", "/"))
    if name is None and slashed in context.files:
        context.mistakes.add(
            "image-missing",
            at,
            f"the picture '{address}' is named with a backslash",
            f"Write {slashed}: a slash works on every machine.",
        )
        return None
    if name is None:
        context.mistakes.add(
            "image-missing",
            at,
            f"the picture '{address}' is not beside the text",
            "Put it into the folder `images` beside this file, and write "
            "images/name.png: nothing is fetched from elsewhere.",
        )
        return None
    if name in context.unread:
        context.mistakes.add(
            "image-missing",
            at,
            f"the picture '{address}' was not read: {context.unread[name]}",
            "Put an ordinary picture file of less than 20 MB in its place.",
        )
        return None
    if name not in context.files:
        close = nearest(str(name), tuple(map(str, context.files)))
        letters = "Capital and small letters differ."
        only_case = close and close.casefold() == str(name).casefold()
        context.mistakes.add(
            "image-missing",
            at,
            f"the picture '{address}' is not there",
            f"Did you mean {close}?{f' {letters}' if only_case else ''}"
            if close
            else f"Put it at {context.path.parent / name}, or correct the address. "
            + letters,
        )
        return None
    return name if context.picture(name, at) else None
