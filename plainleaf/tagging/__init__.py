"""Tagged PDF from HTML: a structure tree of our own for WeasyPrint 70.

    tagged = write_tagged(weasyprint.HTML("leaflet.html"))
    tagged.pdf, tagged.document, tagged.problems

WeasyPrint tags boxes; this package tags elements. One structure element stands for
one HTML element, whatever pages it crosses; what is heard is what was written, in its
order, with its spaces; what is decoration or page furniture is an artifact; and what
cannot be said becomes a `Problem`, never silence.

What it reads in the HTML, beside the elements' own meaning:

`aria-hidden="true"`, `data-pdf="artifact"`, `alt=""` or a presentational role on an
image, generated text without letters, digits or punctuation, images made by CSS
    Decoration: an artifact.
`data-pdf="Lbl"`
    A label that is heard: the number of a note, the sign of a list entry. On a link
    the link stays, and its words are the label.
`data-pdf="Furniture/Div"` (any `Name/StandardType`)
    A custom structure type, mapped to the standard one in the RoleMap.
`nav role="doc-toc"` with lists of links
    TOC and TOCI; leader dots are artifacts, page numbers belong to their entry.
`aside role="doc-footnote" id`, `float: footnote`, `position: note()`
    Note, with an ID. The aside stands in the source right after the block that cites
    it; a float is moved there, and its mark and number are linked to each other.
`a role="doc-noteref"`, `role="doc-biblioref"`
    A link in a Reference. `aria-label` names a link's annotation, else its words do.
`lang`, `dir`
    Lang and WritingMode, on the element's own structure element or one made for it.
`th`, `scope`, `headers`, `colspan`, `rowspan`
    The HTML table model: each TH has a Scope, each TD its Headers.
`aria-owns`
    The words of the named elements, wherever they are printed: a header cell without
    words of its own owns the heading that is printed before its first entry.
`role="img"` with `aria-label`; `role="textbox"` or `"checkbox"` with `aria-label`
    Figure; a field to fill in on paper (PrintField).
`abbr`
    Nothing: an expansion belongs in the text, where all can read it.

The parts: `elements` reads the laid-out boxes (with `artifacts`, and `owned` for
words printed elsewhere); `source_text` and `spaces` settle what is heard, and
`floating_notes` links notes to their marks; `markers` and `marked_content` steer the
painting, and `read_back` compares it with the words; `builder` and its neighbours make
the structure elements; `emit`, `destinations` and `metadata` write them.
"""

from plainleaf.tagging.problems import Problem
from plainleaf.tagging.tagged import Tagged, write_tagged

__all__ = ["Problem", "Tagged", "write_tagged"]
