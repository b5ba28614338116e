"""Rules about works that are cited."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

import re
from collections.abc import Iterator

from plainleaf.findings import Severity
from plainleaf.model import Publication
from plainleaf.validate.facts import Facts
from plainleaf.validate.rule import Remark, Rule

# "(Rajendran et al., 2017)", "(Smith and Jones 2019a; Lee, 2020)", "Lee et al. (2020)":
# a name in capitals, perhaps more, a year.
_NAME = r"[^\W\d_a-zß-ÿ][\w'\u2019-]+(?:\s+[A-Z]{1,3})?"
_NAMES = rf"{_NAME}(?:\s*,?\s+(?:and|&|y|et)\s+(?:al\.?|{_NAME}))?"
_YEAR = r"(?:19|20)\d\d[a-z]?"
_CITING = re.compile(
    rf"\((?:see\s+)?{_NAMES}\s*,?\s+{_YEAR}[^()]{{0,120}}\)"
    rf"|{_NAME}\s+et al\.?,?\s+\(?{_YEAR}\)?"
    rf"|{_NAME}\s+(?:and|&)\s+{_NAME}\s+\({_YEAR}\)"
)
_NO_AUTHORS = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Spring",
        "Summer",
        "Autumn",
        "Winter",
        "Since",
        "In",
        "From",
        "Until",
        "Before",
        "After",
    ]
)


def citation_as_text(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A work is cited by its reference, so that the reader is led to it.

    HONcode, principle of attribution; a name and a year alone lead nowhere.
    """
    del publication
    for passage in facts.passages:
        if passage.reviewer:
            continue
        for match in _CITING.finditer(passage.text):
            name = match[0].lstrip("(").split()[0].rstrip(",")
            if name in _NO_AUTHORS:
                continue
            yield Remark(
                f"“{match[0]}” names a work and does not cite it",
                passage.place(match.start()),
                "List the work under `references:` and write [@its-id] here.",
            )


def reference_never_cited(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Every work that is listed is cited.

    HONcode, principle of attribution; a list longer than what the text rests on
    misleads.
    """
    del facts
    cited = {reference.id for reference in publication.references}
    for reference in publication.front.references:
        if reference.id not in cited:
            yield Remark(
                f"nothing cites the reference `{reference.id}`, so it is not printed",
                reference.location,
                f"Write [@{reference.id}] where the text rests on it, or delete it.",
            )


RULES = (
    Rule(citation_as_text, Severity.ERROR),
    Rule(reference_never_cited, Severity.WARNING),
)
