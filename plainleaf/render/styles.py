"""Style sheets, put together from the files in `templates/styles/`.

One that ends in `.jinja` shares rules with others and is rendered; it takes no facts.
"""

import re
from functools import cache

from plainleaf.imprint import Publisher
from plainleaf.render.templating import environment
from plainleaf.resources import TEMPLATES

_COMMENT = re.compile(r"[ ]*/\*.*?\*/\n?", re.DOTALL)


@cache
def style(*names: str) -> str:
    """Return the named style sheets as one, in that order, without their comments.

    Nobody reads them where a leaflet is read, and a slow line would wait for them.
    """
    return _COMMENT.sub("", "\n".join(sheet(f"styles/{name}") for name in names))


@cache
def sheet(name: str) -> str:
    """Return one style sheet of `templates/`."""
    if name.endswith(".jinja"):
        return environment().get_template(name).render()
    return (TEMPLATES / name).read_text("utf-8")


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
