"""What may stand in what, in PDF 2.0 (ISO/TS 32005, table 5; ISO 14289-2, 8.2.5.2).

PDF/UA-1 knows no such table. Where HTML allows more than it, the words stay where they
are, and what holds them gets a type or a paragraph that is allowed there.
"""

from plainleaf.tagging.structure import PARAGRAPHS, Tag, in_paragraphs

_CELLS = frozenset({"TD", "TH"})


def keep_to_table_5(tag: Tag, around: str = "Document") -> None:
    """Settle all tags below; `around` is the nearest type that is not transparent."""
    for kid in tag.kids:
        if not isinstance(kid, Tag):
            continue
        if kid.type in {"Aside", "BlockQuote"} and around in _CELLS:
            kid.type = "Sect"
        elif kid.type in PARAGRAPHS and kid.type != "P" and around == "FENote":
            kid.type = "P"
        elif kid.type == "LBody" and any(map(_is_label, kid.kids)):
            kid.kids = in_paragraphs(kid.kids)
        elif kid.type == "Lbl":
            kid.kids = [
                Tag("Span", [inner]) if _is_label(inner) else inner
                for inner in kid.kids
            ]
        keep_to_table_5(kid, around if kid.type == "Div" else kid.type)


def _is_label(kid: object) -> bool:
    return isinstance(kid, Tag) and kid.type == "Lbl"
