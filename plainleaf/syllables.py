"""How many syllables a word has, in English, Spanish and German.

English spelling does not say it: docs/decisions/0011 says how often the count is
right. Spanish spelling does, by the rules of the Ortografía de la lengua española
(RAE, 2010), II.3; German nearly does: two vowels side by side are one, but for words
from Latin and some prefixes.
"""

import re
import unicodedata
from itertools import pairwise

_LETTERS = 4
"""Capitals that are as a rule spelled: MRI. Longer ones are as a rule words."""
_GROUP = re.compile(r"[aeiouy]+")
_SILENT = (
    re.compile(r"(?<=[^aeiouy])e$"),
    re.compile(r"(?<=[^aeiouytd])ed$"),
    re.compile(r"(?<=[^aeiouycgszx])es$(?<!shes)(?<!ches)"),
    re.compile(r"(?<=[aeiouy])e$"),
    re.compile(
        r"(?<=[^aeiouy])e(?=(?:ly|less|ful|ment|ments|ness|fully|lessly|thing)$)"
    ),
    re.compile(r"(?<=^som)e|(?<=^wher)e|(?<=^els)e|(?<=^fram)e|(?<=^guid)e|(?<=^pac)e"),
)
"""An e that is written and not spoken."""
_ADDED = (
    re.compile(r"[^aeiouy]les?$|[^aeiouyl]led$"),
    re.compile(r"i[ao](?!u?[nt]s?$|us|l(?:ly|s)?$|n[a-z])"),
    re.compile(r"(?<![gqcstl])ia[ln]s?$|(?<=[aeiou][dmnrv])ia[ln](?!s?$)"),
    re.compile(r"(?<![gq])u[aeo](?!y|u|i)(?!st)(?=[lntr]|$)"),
    re.compile(r"eo(?!u|r?ge|ple|n$)"),
    re.compile(r"[^aeiouy]ying$|[aeo]ing"),
    re.compile(r"(?:sm|thm)s?$"),
    re.compile(
        r"^(?:bi|tri)(?=[aeo])|^(?:re|pre)(?=[ei])|^co(?=op|ord|inc|ex)|^rea(?=[cls][stu])"
    ),
    re.compile(r"i(?:er|um|ent|ents|ence|ences|fic|ary)$(?<=[^aeiouytcsg]i..)"),
)
"""Two vowels side by side that are spoken apart, and consonants that ring."""
_SPOKEN = {
    word: count
    for count, words in {
        1: (
            "bathe blood braille breathe clothes does eye eyes goes heart hers "
            "hour hours once one our real shoes sure they're toes tongue used "
            "vague we're whole whose yes you're"
        ),
        2: (
            "acne advice agree anxious aspirin bedside being business cafe "
            "careful client colleague couldn't council create dial didn't diet "
            "doesn't doing evening every fatigue fluid fluids forehead giant "
            "going hasn't haven't homepage hundred isn't layer layout leaflet "
            "leaflets lifestyle lifetime likely lion mustn't naked namely "
            "needn't patient patients people platelet platelets poem poet "
            "prescribed quiet ready really reason reasons required ruin safety "
            "science shouldn't shower someone something sometime sometimes "
            "technique therefore tired trial trials via wasn't wheelchair "
            "wicked wouldn't"
        ),
        3: (
            "annual anyone area areas audience barrier camera carefully "
            "chocolate created diary different element elements everyone "
            "everything family forever general hospital however idea ideas "
            "interest manual medicine medicines moreover natural obvious period "
            "previous quietly radio reaction reactions recipe serious several "
            "sexual somebody supplement supplements syncope usual various "
            "violet whatever whenever wherever"
        ),
        4: (
            "actually anybody apostrophe bacteria catastrophe comfortable "
            "diabetes diarrhea diarrhoea dietary everybody experience gradually "
            "ingredient ingredients laboratories laboratory material recipient "
            "temperature usually vegetable"
        ),
        5: ("biological individual ultraviolet"),
    }.items()
    for word in words.split()
}
"""Words that leaflets use and that break the rules below."""

_STRONG = "aeoáéíóúàèìòùäëöâêô"
_SPANISH = re.compile(r"[aeiouáéíóúüyàèìòùäëöâêîôûï]+")


def syllables(word: str, language: str) -> int:
    """Return the syllables of one word; a number or a sign counts as one."""
    plain = unicodedata.normalize("NFC", word.lower()).replace("\u2019", "'")
    if word.isupper() and 1 < len(word) <= _LETTERS:
        # A short form is spelled, and W has three syllables.
        return len(word) + 2 * word.count("W") if word.isalpha() else len(word)
    parts = [part for part in re.split(r"[-\u2010\u2011./]", plain) if part]
    count = _COUNTS.get(language.partition("-")[0].lower(), _english)
    return max(1, sum(count(part) for part in parts))


def _english(word: str) -> int:
    if word in _SPOKEN:
        return _SPOKEN[word]
    plain = re.sub(r"'s$|s'$|'", "", word)
    if plain in _SPOKEN:
        return _SPOKEN[plain]
    count = len(_GROUP.findall(plain))
    count -= sum(bool(rule.search(plain)) for rule in _SILENT)
    count += sum(bool(rule.search(plain)) for rule in _ADDED)
    return max(1, count)


def _spanish(word: str) -> int:
    """Count vowel groups, and part two strong vowels or a stressed weak one."""
    plain = re.sub(r"(?<=[gq])u(?=[eiéí])", "", word)
    plain = re.sub(r"(?<![aeiouáéíóú])y(?=[aeiouáéíóú])", "j", plain)
    plain = re.sub(r"(?<=[aeiouáéíóú])y(?=[aeiouáéíóú])", "j", plain)
    count = 0
    # An h between vowels is not heard and parts nothing.
    for group in _SPANISH.finditer(plain.replace("h", "")):
        letters = group[0]
        count += 1 + sum(
            left in _STRONG and right in _STRONG for left, right in pairwise(letters)
        )
    return max(1, count)


_GERMAN = re.compile(r"aa|ee|oo|a[iyu]|äu|e[iyu]|ie|ou|[aeiouyäöü]")
_GERMAN_APART = re.compile(
    r"(?<=[tlr]i)(?=en[tz])|(?<!^schi)(?<!rschi)(?<!^di)(?<!^wi)(?<=i)(?=en$)"
    r"|(?<=famili)(?=e)|(?<=studi)(?=e)|(?<=(?:art|akt)eri)(?=e)|(?<=[ms]eri)(?=e)"
    r"|(?<=lini)(?=e)|(?<=foli)(?=e)|(?<=feri)(?=en)|(?<=medi)(?=en)"
    r"|(?<=hygi)(?=e)|(?<=prämi)(?=e)|(?<=^be)(?=e(?![rt]))|(?<=^ge)(?=e)"
    r"|(?<=^ge)(?=i(?:mpf|rr))|(?<=^be)(?=un|ur(?!l))|(?<=muse)(?=u)|(?<=^ko)(?=o)"
    r"|(?<=[^s]e)(?=en$)"
)
"""Where two vowels that look like one are spoken apart: Pati-ent, ge-impft."""


def _german(word: str) -> int:
    """Count vowels, and the pairs that are spoken as one; no vowel is silent."""
    plain = re.sub(r"(?<=q)u|^y(?=[aeou])", "", word)
    return len(_GERMAN.findall(_GERMAN_APART.sub("|", plain)))


_COUNTS = {"de": _german, "es": _spanish}
"""How the syllables of a language are counted; of all others, as in English."""
