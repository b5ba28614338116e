// Questions put to an e-book's documents from the page of the reader that shows them.
window.askedOfBook = (() => {
  const STILL = 3; // frames
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

  /** Where the columns of a chapter in pages lie: the first one's edge, and the step. */
  function columns(doc) {
    const view = doc.defaultView;
    const set = [doc.documentElement, doc.body].find((element) =>
      Number.isFinite(parseFloat(view.getComputedStyle(element).columnWidth)));
    if (!set) return null;
    const style = view.getComputedStyle(set);
    const box = set.getBoundingClientRect();
    const rtl = style.direction === "rtl";
    const edge = rtl ? box.right - parseFloat(style.paddingRight) : box.left + parseFloat(style.paddingLeft);
    const around = style.boxSizing === "border-box"
      ? parseFloat(style.paddingLeft) + parseFloat(style.paddingRight) : 0;
    const room = parseFloat(style.width) - around;
    const gap = parseFloat(style.columnGap);
    // As many columns as there is room for, and no room left over (CSS Multi-column 1, 3.4).
    const count = Math.max(1, Math.floor((room + gap) / (parseFloat(style.columnWidth) + gap)));
    const step = (room + gap) / count;
    return { rtl, edge, count, width: step - gap, step };
  }

  /** How many pages a chapter takes: by the column that its last word is in. */
  function length(index) {
    const doc = chapter(index);
    const set = columns(doc);
    if (!set) return 1;
    const range = doc.createRange();
    range.selectNodeContents(doc.body);
    const furthest = Math.max(0, ...[...range.getClientRects()]
      .map((box) => (set.rtl ? set.edge - box.right : box.left - set.edge)));
    return Math.ceil((Math.floor((furthest + 2) / set.step) + 1) / set.count);
  }

  /** Kept for ears alone, and so small on purpose. */
  const unseen = (element) =>
    Boolean(element.closest("thead")) && element.ownerDocument.defaultView
      .getComputedStyle(element.closest("thead")).clipPath.startsWith("inset");

  /** Words that stick out of their column: a reader would see them cut off. */
  function cutOff(doc) {
    const set = columns(doc);
    if (!set) return [];
    const words = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
    const range = doc.createRange();
    const found = [];
    while (words.nextNode()) {
      const text = words.currentNode;
      if (!text.data.trim() || unseen(text.parentElement)) continue;
      range.selectNodeContents(text);
      const out = [...range.getClientRects()].some((box) => {
        const into = set.rtl ? set.edge - box.right : box.left - set.edge;
        const before = Math.floor((into + 2) / set.step) * set.step;
        return box.width && into - before + box.width > set.width + 2;
      });
      if (out) found.push(text.data.trim().slice(0, 30));
    }
    return found;
  }

  /** Boxes that hide a part of what is in them. */
  const clipped = (doc) => [...doc.body.querySelectorAll("*")].filter((element) => {
    const { overflowX, overflowY } = doc.defaultView.getComputedStyle(element);
    return !unseen(element) && !element.closest("svg, math") && (
      (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1));
  });

  function unloaded(link) {
    try {
      return !link.sheet?.cssRules.length;
    } catch {
      return true;
    }
  }

  function chapter(index) {
    const shown = reader.documents();
    return (shown.find((one) => one.index === index) ?? shown[0])?.doc;
  }

  /**
   * Wait until a chapter is laid out for good: loaded, with its faces and pictures, and
   * the same for some frames. Without an index, whichever chapter is shown.
   * An engine still measures a chapter when its faces have come; one that was left
   * before that is gone, and the engine stumbles over it.
   */
  async function settled(index) {
    const until = performance.now() + 60_000;
    for (let same = 0, last = ""; same < STILL;) {
      await new Promise(requestAnimationFrame);
      if (performance.now() > until) throw new Error("the chapter never comes to rest");
      const doc = index === undefined ? reader.documents()[0]?.doc
        : reader.documents().find((one) => one.index === index)?.doc;
      const ready = doc?.body && doc.readyState === "complete" && doc.fonts.status === "loaded" &&
        [...doc.images].every((image) => image.complete);
      if (ready) await doc.fonts.ready;
      const { scrollWidth, scrollHeight } = doc?.documentElement ?? {};
      const key = ready ? JSON.stringify([doc.URL, reader.where(), scrollWidth, scrollHeight]) : "";
      same = key && key === last ? same + 1 : 0;
      last = key;
    }
  }

  function examine(index) {
    const doc = chapter(index);
    if (!doc?.body) return ["nothing is shown"];
    const found = [];
    const tell = (what, list, say) => {
      if (list.length) found.push(`${what}: ${list.slice(0, 4).map(say).join(", ")}`);
    };
    tell("wider than the column", tooWide(doc), name);
    tell("cut off at the edge of its column", cutOff(doc), (words) => words);
    tell("hides a part of itself", clipped(doc), name);
    const turned = doc.defaultView.getComputedStyle(doc.body).direction;
    if (turned !== (doc.documentElement.dir || "ltr")) found.push(`is read ${turned}`);
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

  /** What needs scrolling sideways in a chapter that scrolls. */
  function sideways(index) {
    const doc = chapter(index);
    const over = doc ? doc.documentElement.scrollWidth - doc.defaultView.innerWidth : 0;
    return over > 1 ? [`is ${over} px wider than the window`] : [];
  }

  async function axe(index, source, tags) {
    const doc = chapter(index);
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

  return { settled, examine, length, sideways, axe };
})();
