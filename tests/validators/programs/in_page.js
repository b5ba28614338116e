// Questions put to a page from inside, as window.asked. Loaded with evaluate, so that
// neither the page's own security policy nor scripts being off is in the way.
window.asked = (() => {
  const SCREEN_READER_ONLY = 2; // CSS px: a box this small shows nothing
  const SMALLEST_TEXT = 12; // CSS px

  const all = () => [...document.body.querySelectorAll("*")];
  const name = (element) =>
    element.localName +
    (element.id ? `#${element.id}` : "") +
    (typeof element.className === "string" && element.className
      ? `.${element.className.trim().split(/\s+/)[0]}`
      : "");
  const list = (elements, note = () => "") => {
    const shown = elements.slice(0, 4).map((element) => name(element) + note(element));
    return shown.join(", ") + (elements.length > 4 ? `, and ${elements.length - 4} more` : "");
  };
  const shown = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const forSpeechOnly = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      if (!["absolute", "fixed"].includes(getComputedStyle(box).position)) continue;
      const { width, height, right, bottom } = box.getBoundingClientRect();
      if (width <= SCREEN_READER_ONLY || height <= SCREEN_READER_ONLY) return true;
      if (right + scrollX < 0 || bottom + scrollY < 0) return true;
    }
    return false;
  };
  const ownText = (element) =>
    [...element.childNodes].filter((child) => child.nodeType === 3)
      .map((child) => child.data.trim()).join("");
  const scrolls = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(box).overflowX)) return true;
    }
    return false;
  };

  /** The words a person sees, less what the publisher's machinery added. */
  function words(openDetails) {
    const closed = openDetails ? [...document.querySelectorAll("details:not([open])")] : [];
    closed.forEach((details) => { details.open = true; });
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent.closest("script, style, noscript, template, [data-furniture]")) continue;
      if (!walker.currentNode.data.trim() || !shown(parent) || forSpeechOnly(parent)) continue;
      found.push(...walker.currentNode.data.split(/\s+/).filter(Boolean));
    }
    for (const image of document.images) {
      if (image.alt && shown(image) && !image.closest("[data-furniture]")) {
        found.push(...image.alt.split(/\s+/).filter(Boolean));
      }
    }
    closed.forEach((details) => { details.open = false; });
    return found;
  }

  /** Wider than the window: the page would have to be scrolled to both sides. */
  function sideways() {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth + 1) return [];
    const wide = all().filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return (right > clientWidth + 1 || left < -1) && shown(element) &&
        !element.parentElement.closest("svg") && !scrolls(element) && !forSpeechOnly(element);
    });
    return [`horizontal scroll: ${scrollWidth} px in a window of ${clientWidth} px; ${list(wide)}`];
  }

  function clipped() {
    const cut = all().filter((element) => {
      if (!element.textContent.trim() || !shown(element) || forSpeechOnly(element)) return false;
      const style = getComputedStyle(element);
      const hides = (overflow) => ["hidden", "clip"].includes(overflow);
      return (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 3) ||
        (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 3);
    });
    return cut.length ? [`clipped text: ${list(cut)}`] : [];
  }

  function small() {
    const size = (element) => parseFloat(getComputedStyle(element).fontSize);
    const tiny = all().filter((element) =>
      ownText(element) && shown(element) && !forSpeechOnly(element) &&
      size(element) < SMALLEST_TEXT);
    return tiny.length
      ? [`text under ${SMALLEST_TEXT} px: ${list(tiny, (element) => ` ${size(element)} px`)}`]
      : [];
  }

  /** The size, in CSS px, of the text that most of the page's letters have. */
  function bodyTextSize() {
    const letters = new Map();
    for (const element of all()) {
      if (!ownText(element) || !shown(element)) continue;
      const size = parseFloat(getComputedStyle(element).fontSize);
      letters.set(size, (letters.get(size) ?? 0) + ownText(element).length);
    }
    return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
  }

  async function brokenImages() {
    const broken = [];
    await Promise.all([...document.images].map((image) => {
      image.loading = "eager"; // one far down has not been asked for yet
      return image.decode().catch(() => broken.push(image.getAttribute("src")));
    }));
    return broken.length ? [`broken images: ${broken.join(", ")}`] : [];
  }

  /** Pictures whose sides have another ratio than the file's. */
  function bentImages() {
    const bent = [...document.images].filter((image) => {
      const style = getComputedStyle(image);
      if (!shown(image) || !image.naturalWidth || style.objectFit !== "fill") return false;
      const around = (...sides) => sides.reduce((sum, side) =>
        sum + parseFloat(style[`border${side}Width`]) + parseFloat(style[`padding${side}`]), 0);
      const box = image.getBoundingClientRect();
      const width = box.width - around("Left", "Right");
      const height = box.height - around("Top", "Bottom");
      return Math.abs(width * image.naturalHeight / image.naturalWidth - height) > 1;
    });
    return bent.length ? [`pictures out of shape: ${list(bent)}`] : [];
  }

  /** The ground behind each picture, in the order of the page. */
  const grounds = () => [...document.images].map((one) => getComputedStyle(one).backgroundColor);

  /** Pictures that had a ground of their own and have it no longer. */
  function groundless(before) {
    const lost = [...document.images].filter((one, index) =>
      !/, 0\)$/.test(before[index]) && getComputedStyle(one).backgroundColor !== before[index]);
    return lost.length ? [`pictures without their ground: ${list(lost)}`] : [];
  }

  function moving() {
    const running = document.getAnimations().filter((one) => one.playState === "running");
    return running.length
      ? [`${running.length} animation(s) run although reduced motion is asked for`]
      : [];
  }

  /** How much of what was seen has moved, and what it was. */
  const layoutShift = () => new Promise((done) => {
    let sum = 0;
    const where = new Set();
    new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries()) {
        sum += entry.value;
        for (const { node, previousRect, currentRect } of entry.sources) {
          const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
          const way = `${Math.round(previousRect.y)} px to ${Math.round(currentRect.y)} px`;
          where.add(`${element ? list([element]) : "what has gone"} from ${way}`);
        }
      }
    }).observe({ type: "layout-shift", buffered: true });
    // Buffered entries come in a task of their own.
    setTimeout(() => done({ sum, where: [...where] }), 60);
  });

  const LOOKS = [
    "outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor",
    "borderTopColor", "borderBottomColor", "borderBottomWidth", "textDecoration", "color",
  ];
  const look = (element) => {
    const style = getComputedStyle(element);
    return Object.fromEntries(LOOKS.map((property) => [property, style[property]]));
  };
  const stops = new Set();

  /** The element that has the focus: null when the round is over, else what is wrong. */
  function focus() {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    if (element.localName === "iframe") return [];
    if (stops.has(element)) return null;
    stops.add(element);
    const focused = look(element);
    element.blur();
    const resting = look(element);
    element.focus({ preventScroll: true });
    const outlined = focused.outlineStyle !== "none" && parseFloat(focused.outlineWidth) >= 1 &&
      !/, 0\)$/.test(focused.outlineColor);
    const changed = LOOKS.some((property) => focused[property] !== resting[property] &&
      !property.startsWith("outline"));
    const wrong = [];
    if (!outlined && !changed) wrong.push(`focus not visible: ${name(element)}`);
    const boxes = [...element.getClientRects()].filter((box) => box.width && box.height);
    const inside = boxes.find((box) =>
      box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
    if (!inside) return [...wrong, `focus off screen: ${name(element)}`];
    const middle = (from, to, limit) => (Math.max(from, 0) + Math.min(to, limit)) / 2;
    const hit = document.elementFromPoint(
      middle(inside.left, inside.right, innerWidth), middle(inside.top, inside.bottom, innerHeight));
    if (hit && !element.contains(hit) && !hit.contains(element)) {
      wrong.push(`focus hidden: ${name(element)} behind ${name(hit)}`);
    }
    return wrong;
  }

  function restyle(css) {
    const sheet = new CSSStyleSheet(); // not a style element, which a policy may refuse
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }

  return {
    words, sideways, clipped, small, bodyTextSize, brokenImages, bentImages, moving, layoutShift,
    focus, restyle, grounds, groundless,
  };
})();
