"""Rules about the language of a text: our own words in it, and who has reviewed both.

A translation that nobody qualified has read can say the opposite of what was meant,
and nobody in the house may notice: so a release asks for a named reviewer.
"""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

from collections.abc import Iterator

from plainleaf.findings import Location, Severity
from plainleaf.imprint import COMPARED
from plainleaf.messages import has_catalogue, messages_for
from plainleaf.model import Publication
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule


def language_without_words(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """The words that the program adds exist in the language of the text.

    WCAG 2.2 SC 3.1.1; a heading in another language than its page is read wrongly.
    """
    del facts
    language = publication.front.language
    if not has_catalogue(language):
        yield Remark(
            f"the words that are added to a text do not exist in `{language}`",
            _place(publication, "language"),
            "Translate them in one file, as docs/translating.md tells.",
        )


def catalogue_unreviewed(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """The words that the program adds were reviewed by a named, qualified person.

    ISO 17100, 5.3.3: a translation is revised by a second, qualified person.
    """
    del facts
    language = publication.front.language
    if has_catalogue(language) and not messages_for(language).reviewed:
        yield Remark(
            f"no qualified person has reviewed the words added in `{language}`",
            _place(publication, "language"),
            "Have the catalogue read, and name who read it in its head: "
            "docs/translating.md tells how.",
        )


def translation_unreviewed(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A translation was compared with its original by a named, qualified person.

    ISO 17100, 5.3.3: a translation is revised by a second, qualified person.
    """
    del facts
    if publication.front.unreviewed_translation:
        yield Remark(
            "no qualified person has compared this translation with its original",
            _place(publication, "reviewers", "translation"),
            f"Add under `reviewers:` a name, `credentials:`, `kind: {COMPARED}` and "
            "`reviewed_on:`.",
        )


def _place(publication: Publication, *keys: str) -> Location:
    """Return the place of the first of the keys that is stated, else of the file."""
    stated = publication.front.locations
    return next((stated[key] for key in keys if key in stated), publication.location)


RULES = (
    Rule(language_without_words, Severity.ERROR),
    Rule(catalogue_unreviewed, Severity.RELEASE),
    Rule(translation_unreviewed, Severity.RELEASE),
)
