"""Rules about works that are cited."""
# ruff: noqa: D401 - the first line of a rule's docstring says what must hold

import re
from collections.abc import Iterator

from plainleaf.findings import Severity
from plainleaf.model import Citation, Publication
from plainleaf.validate.facts import MARK, Facts, Passage, every
from plainleaf.validate.numbers import PERCENT, is_strength
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
# "[3]", "[1, 4]": numbers that lead nowhere. No list of works begins at nought: that
# is a scale, as in "your pain [0-10]".
_NUMBERS = re.compile(r"(?<!\w)\[[1-9]\d{0,2}(?:\s?[,\u2013-]\s?\d{1,3})*\]")
_ENDED = re.compile(r"[.!?;:]\s*$")
_ENDS = re.compile(r"\s*(?:[.!?;:]|$)")
SEVERAL = 2
"""Numbers in brackets at the ends of sentences from which they count works."""
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
    read = [passage for passage in facts.passages if not passage.reviewer]
    counted = [(one, match) for one in read for match in _NUMBERS.finditer(one.text)]
    ending = sum(_ends_a_sentence(one.text, match) for one, match in counted)
    # A number in brackets may as well be a quantity; only many, or a list, say more.
    if not publication.front.references and ending < SEVERAL:
        counted = []
    for passage in read:
        named = [
            match
            for match in _CITING.finditer(passage.text)
            if match[0].lstrip("(").split()[0].rstrip(",") not in _NO_AUTHORS
        ]
        numbers = [match for one, match in counted if one is passage]
        for match in sorted((*named, *numbers), key=re.Match.start):
            yield Remark(
                f"“{match[0]}” names a work and does not cite it",
                passage.place(match.start()),
                "List the work under `references:` and write [@its-id] here.",
            )


def _ends_a_sentence(text: str, match: re.Match[str]) -> bool:
    """Say whether a mark stands where a sentence ends, before its sign or after."""
    before, after = text[: match.start()], text[match.end() :]
    return bool(_ENDED.search(before) or _ENDS.match(after))


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


def reference_without_identifier(
    publication: Publication, facts: Facts
) -> Iterator[Remark]:
    """A work that is cited can be found.

    HONcode, principle of attribution; ISO 690, 5.2 (online information).
    """
    del facts
    for reference in publication.front.references:
        found = reference.doi or reference.pmid or reference.url
        book = reference.publisher and not reference.container
        if not found and not book:
            yield Remark(
                f"the reference `{reference.id}` has no DOI, PMID or address",
                reference.location,
                "Add `doi:`, `pmid:` or `url:`.",
            )


def preclinical_unsaid(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """Who cites a study of animals or cells says so in the sentence.

    HONcode, principle of justifiability; CDC Clear Communication Index, item 11.
    """
    apart = {"in-vitro", "animal"}
    without_people = {
        reference.id
        for reference in publication.references
        if reference.study and set(reference.study) <= apart
    }
    pattern = facts.patterns.patterns["preclinical"]
    for passage in facts.read("text", "cell"):
        cited = [one for one in every(passage.inlines) if isinstance(one, Citation)]
        places = [n for n, sign in enumerate(passage.text) if sign == MARK]
        if not cited or not places:
            continue
        for citation, offset in zip(cited, _marks_of(passage), strict=True):
            ids = {work.reference for work in citation.works}
            sentence = _sentence_at(passage, offset)
            if ids <= without_people and not pattern.search(sentence):
                yield Remark(
                    "the study cited here had no people in it, and the sentence does "
                    "not say so",
                    citation.location,
                    "Say “in mice” or “in the laboratory”.",
                )


def _marks_of(passage: Passage) -> Iterator[int]:
    """Yield where in its text each citation of a passage stands."""
    for begin, place in zip(passage.begins, passage.places, strict=False):
        for inline in every(passage.inlines):
            if isinstance(inline, Citation) and inline.location == place:
                yield begin


def _sentence_at(passage: Passage, offset: int) -> str:
    for start, sentence in passage.sentences():
        if start <= offset <= start + len(sentence):
            return sentence
    return passage.text


def number_without_source(publication: Publication, facts: Facts) -> Iterator[Remark]:
    """A paragraph that gives a percentage cites where it is from.

    HONcode, principle of attribution; PIF TICK, Evidence.
    """
    if publication.front.type in {None, "general", "discharge"}:
        return
    for passage in facts.read("text"):
        if MARK in passage.text:
            continue
        for match in PERCENT.finditer(passage.text):
            if not is_strength(facts, passage.text, match):
                yield Remark(
                    f"“{match[0]}” has no source",
                    passage.place(match.start()),
                    "Cite the work it is from: [@its-id].",
                )
                break


RULES = (
    Rule(citation_as_text, Severity.WARNING),
    Rule(reference_never_cited, Severity.WARNING),
    Rule(reference_without_identifier, Severity.WARNING),
    Rule(preclinical_unsaid, Severity.WARNING, needs=("preclinical",)),
    Rule(
        number_without_source,
        Severity.NOTE,
        needs=("percent_of_product", "product_of_percent"),
    ),
)
