"""Style sheets, put together from the files in `templates/styles/`."""

from functools import cache

from plainleaf.imprint import Publisher
from plainleaf.resources import TEMPLATES


@cache
def style(*names: str) -> str:
    """Return the named style sheets as one, in that order."""
    sheets = [(TEMPLATES / "styles" / name).read_text("utf-8") for name in names]
    return "\n".join(sheets)


def accent_rule(accent: str, *, paper: bool = False) -> str:
    """Return the rule that gives light ground the publisher's own colour, if any.

    Paper is always light, and its engine refuses a rule with `prefers-color-scheme`.
    """
    if accent == Publisher().accent:
        return ""
    rule = f":root {{ --accent: {accent}; --link: {accent}; }}\n"
    if paper:
        return f"\n{rule}"
    return f"\n@media (prefers-color-scheme: light), print {{\n  {rule}}}\n"
