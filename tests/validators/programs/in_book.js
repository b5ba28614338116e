// Questions put to an e-book's documents from the page of the reader that shows them.
window.askedOfBook = (() => {
  const MATHS = "http://www.w3.org/1998/Math/MathML";
  const name = (element) => element.localName + (element.id ? `#${element.id}` : "");

  /** Wider than the column: a reader would see it cut off, or running into the next page. */
  function tooWide(doc) {
    const view = doc.defaultView;
    const columns = [doc.documentElement, doc.body]
      .map((element) => parseFloat(view.getComputedStyle(element).columnWidth));
    const column = columns.find(Number.isFinite) ?? view.innerWidth;
    const boxes = "table, img, svg, pre, math, figure, p, li, dd, dt, h1, h2, h3, h4, h5, h6";
    return [...doc.querySelectorAll(boxes)].filter((element) =>
      !element.parentElement.closest("svg, math") &&
      ([...element.getClientRects()].some((box) => box.width > column + 2) ||
        (["table", "pre", "math"].includes(element.localName) && element.scrollWidth > column + 2)));
  }

  function unloaded(link) {
    try {
      return !link.sheet?.cssRules.length;
    } catch {
      return true;
    }
  }

  function examine(index) {
    const shown = reader.documents();
    const doc = (shown.find((one) => one.index === index) ?? shown[0])?.doc;
    if (!doc?.body) return ["nothing is shown"];
    const found = [];
    const tell = (what, list, say) => {
      if (list.length) found.push(`${what}: ${list.slice(0, 4).map(say).join(", ")}`);
    };
    tell("wider than the column", tooWide(doc), name);
    tell("broken image", [...doc.images].filter((image) => image.complete && !image.naturalWidth),
      (image) => image.getAttribute("src").slice(0, 80));
    tell("style sheet not loaded", [...doc.querySelectorAll("link[rel~=stylesheet]")].filter(unloaded),
      (link) => link.getAttribute("href").slice(0, 80));
    tell("font not loaded", [...doc.fonts].filter((font) => font.status === "error"), (font) => font.family);
    tell("drawing is not scaled (viewbox in small letters)", [...doc.querySelectorAll("svg[viewbox]")], name);
    tell("formula is not shown", [...doc.getElementsByTagNameNS(MATHS, "math")]
      .filter((formula) => !formula.getBoundingClientRect().height), name);
    if (doc.querySelector("parsererror")) found.push("not well-formed");
    if (!doc.documentElement.lang) found.push("no language");
    if (!doc.body.textContent.trim() && !doc.querySelector("img, svg")) found.push("empty");
    return found;
  }

  async function axe(index, source, tags) {
    const shown = reader.documents();
    const doc = (shown.find((one) => one.index === index) ?? shown[0])?.doc;
    if (!doc) return [];
    if (!doc.defaultView.axe) {
      const script = doc.createElementNS("http://www.w3.org/1999/xhtml", "script");
      script.textContent = source;
      doc.documentElement.append(script);
      script.remove();
    }
    // What surrounds a chapter (the page, its landmarks) is the reader's own affair.
    const off = ["bypass", "region", "page-has-heading-one", "landmark-one-main", "meta-viewport"];
    const result = await doc.defaultView.axe.run(doc, {
      runOnly: { type: "tag", values: tags },
      rules: Object.fromEntries(off.map((rule) => [rule, { enabled: false }])),
      resultTypes: ["violations"],
    });
    return JSON.parse(JSON.stringify(result.violations, (key, value) =>
      (key === "relatedNodes" ? undefined : value)));
  }

  return { examine, axe };
})();
