"""The source that a new leaflet begins with: it builds, and all is still to be said."""

import json

from plainleaf.messages import messages_for
from plainleaf.render.templating import environment
from plainleaf.validate.completeness import EXPECTED


def starting_source(*, leaflet: str, language: str, kind: str, title: str) -> str:
    """Return a source with the facts and the sections that a kind of leaflet has.

    `kind` is one of the schema's types. Headings are in the leaflet's language; every
    part says that it is to be written, in words that a release refuses.
    """
    template = environment().overlay(autoescape=False).get_template("starting.md.jinja")
    return template.render(
        id=leaflet,
        language=language,
        type=kind,
        # A string of JSON is one of YAML 1.2 (5.4), whatever stands in it.
        title=json.dumps(title, ensure_ascii=False),
        aspects=[usual for usual, *_ in EXPECTED.get(kind, ())],
        say=messages_for(language),
    )
