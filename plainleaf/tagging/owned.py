"""Words that stand elsewhere on the page than in the structure: `aria-owns`.

A designer may print the headings of a table once, each before the first entry that it
heads, and leave the header cells empty. The header cells then say whose words are
theirs, as a web page does (WAI-ARIA 1.2, 6.7 `aria-owns`), and a listener gets them
where they belong.
"""

from plainleaf.tagging.artifacts import is_image
from plainleaf.tagging.elements import Element, Elements


def settle_owned(elements: Elements) -> None:
    """Move each element that another one owns to the end of its owner.

    An element that nobody has, that stands around its owner or that is owned already
    stays where it is; so does what a picture owns, of which only the alternative is
    heard.
    """
    owned: set[Element] = set()
    for owner in list(elements.root.walk()):
        if is_image(owner.html) or owner.role == "img":
            continue
        for name in str(owner.html.get("aria-owns") or "").split():
            kid = elements.by_id.get(name)
            if owner.pseudo or kid is None or kid.parent is None or kid in owned:
                continue
            if kid is owner or kid in owner.ancestors():
                continue
            owned.add(kid)
            kid.parent.kids.remove(kid)
            owner.kids.append(kid)
            kid.parent = owner
