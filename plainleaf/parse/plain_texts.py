"""The texts of the front matter are plain: a mark of Markdown in one is printed."""

import re
from dataclasses import replace

from plainleaf.imprint import FrontMatter
from plainleaf.parse.mistakes import Mistakes

_MARKS = re.compile(
    r"(\*{1,3}|(?<!\w)_{1,3})(?=[^\s*_])[^*_\n]*[^\s*_]\1(?![\w*_])"
    r"|!?\[[^\]\n]+\](?:\([^)\n]*\)|\{[^}\n]*\}|\[[^\]\n]*\])|\[[@^][^\]\n]+\]"
    r"|`[^`\n]+`|</?[A-Za-z][^>\n]*>"
)


def look_for_marks(front: FrontMatter, mistakes: Mistakes) -> None:
    """Tell what in a text of the front matter looks like Markdown, and is none."""
    texts = {
        name: getattr(front, name)
        for name in (
            *("title", "subtitle", "description", "purpose"),
            *("main_message", "call_to_action", "funding", "user_involvement"),
        )
    }
    texts |= {f"glossary.{one.term}": one.definition for one in front.glossary}
    texts["formats_on_request.text"] = getattr(front.formats_on_request, "text", None)
    for one in front.contacts:
        for name in ("name", "address", "hours"):
            texts[f"contacts.{one.id}.{name}"] = getattr(one, name)
    for key, text in texts.items():
        begins, place = front.begins.get(key), front.locations.get(key)
        if not text or place is None:
            continue
        for match in _MARKS.finditer(text):
            if begins:
                place = replace(begins, column=begins.column + match.start())
            mistakes.add(
                "marks-left",
                place,
                f"`{match[0]}` is printed as it stands: the head of the file has plain "
                "text",
                "Take the signs away; a link or a note belongs into the text below.",
            )
