"""HTML documents made at random, from a seed: whatever may stand in whatever.

Each word of a document occurs once, so that what is heard of it can be counted.
"""

from random import Random

DOT = "<svg width=9 height=9 aria-label=Dot><circle r=4 /></svg>"
AROUND_WORDS = (
    "<em>{}</em>",
    "<strong>{}</strong>",
    '<a href="https://e.example/">x{}</a>',
    '<a href="#t">x{}</a>',
    "<code>{}</code>",
    "<q>{}</q>",
    "<span lang=fr>{}</span>",
    "<span>{}</span>" + DOT,
    "<span class=f>{}</span>",
    "x<br>{}",
    "<ruby>k<rt>r</rt></ruby>{}",
    "<span aria-hidden=true>HIDDEN</span>{}",
    '<small style="display:block">{}</small>',
    "<span dir=rtl lang=ar>مرحبا بكم</span> {}",
)
AROUND_BLOCKS = (
    "<ul><li>{}</li><li>{}</li></ul>",
    "<ol><li>{}</li></ol>",
    "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "<table><caption>{}</caption><thead><tr><th>a<th>b</thead><tr><td>{}<td>{}</table>",
    f"<figure>{DOT}<figcaption>{{}}</figcaption></figure>",
    "<figure>{}<figcaption>{}</figcaption></figure>",
    "<blockquote>{}</blockquote>",
    "<aside>{}</aside>",
    "<aside role=doc-footnote>{}</aside>",
    "<section>{}{}</section>",
    "<div lang=es>{}</div>",
    "<details open><summary>s</summary>{}</details>",
    "<address>{}</address>",
    "<nav>{}</nav>",
    '<div style="position:absolute">{}</div>',
    '<div style="columns:2">{}{}</div>',
    '<div style="display:flex">{}{}</div>',
    '<div data-pdf="Furniture/Div">{}</div>',
    '<div style="opacity:.5">{}</div>',
)
PAGE = (
    "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>T</title><style>"
    "@page {{ size: A6; margin: 10mm }} .f {{ float: footnote }}"
    'body {{ font-family: "Atkinson Hyperlegible", "IBM Plex Sans Arabic" }}'
    "</style></head><body><h1 id=t>T</h1>{}</body></html>"
)


class Writer:
    """Writes one document; `words` are those that must be heard, each once."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  the same documents every time
        self.words: list[str] = []
        self.html = PAGE.format("".join(self.block(2) for _ in range(3)))

    def block(self, depth: int) -> str:
        """Return a block with blocks in it, down to paragraphs and bare phrases."""
        if not depth or self.random.random() < 0.3:
            form = self.random.choice(("<p>{}</p>", "<h2>{}</h2>", "{}"))
            return form.format(self.phrase(3))
        form = self.random.choice(AROUND_BLOCKS)
        inner = (self.block(depth - 1) for _ in range(form.count("{}")))
        return form.format(*inner)

    def phrase(self, depth: int) -> str:
        """Return words, some of them inside of others."""
        if not depth or self.random.random() < 0.3:
            self.words.append(f"w{len(self.words)}")
            return f"{self.words[-1]} "
        return self.random.choice(AROUND_WORDS).format(self.phrase(depth - 1)) + " "
