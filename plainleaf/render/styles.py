"""Style sheets, put together from the files in `templates/styles/`.

One that ends in `.jinja` shares rules with others and is rendered; it takes no facts.
"""

from functools import cache

from plainleaf.imprint import Publisher
from plainleaf.render.templating import environment
from plainleaf.resources import TEMPLATES


@cache
def style(*names: str) -> str:
    """Return the named style sheets as one, in that order."""
    return "\n".join(sheet(f"styles/{name}") for name in names)


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
