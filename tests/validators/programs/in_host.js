// What a leaflet promises the page around it, asked from inside as window.hosted.
window.hosted = (() => {
  const root = () => document.querySelectorAll("article.plainleaf");
  const inside = (selector) => [...root()].flatMap((one) => [...one.querySelectorAll(selector)]);
  const style = (element, pseudo) => getComputedStyle(element, pseudo);
  const length = (text) => parseFloat(text) || 0;
  const name = (element) => element.localName + (element.id ? `#${element.id}` : "") +
    (element.className ? `.${String(element.className).trim().split(/\s+/)[0]}` : "");
  // A page that holds more is longer; nothing else of it may change.
  const SIZES = /^(block-size|height|inline-size|width|top|right|bottom|left|inset.*|perspective-origin|transform-origin|grid-template.*)$/;

  /** All computed properties of the host's own elements, but for sizes and places. */
  function ownLooks() {
    const own = [...document.body.querySelectorAll("*")].filter((element) =>
      !element.closest("article.plainleaf") && element.localName !== "script");
    return [document.documentElement, document.body, ...own].map((element) => {
      const looks = {};
      const computed = style(element);
      for (const property of computed) {
        if (!SIZES.test(property) && !property.startsWith("--plainleaf")) {
          looks[property] = computed.getPropertyValue(property);
        }
      }
      return { name: name(element), looks };
    });
  }

  const SIDES = ["Top", "Right", "Bottom", "Left"];
  const lined = (element) => {
    const computed = style(element);
    return SIDES.every((side) => computed[`border${side}Style`] !== "none" &&
      length(computed[`border${side}Width`]) > 0);
  };
  const heavy = (element) => Number(style(element).fontWeight) >= 600;

  const STYLED = [
    ["has no line around it", ".callout, .contents, .draft-notice, .reviewer-note", lined],
    ["is not heavier than the text", "h1, h2, h3, h4, h5, h6, th, caption, strong", heavy],
    ["has no marks", "ul", (list) => style(list).listStyleType !== "none"],
    ["has no numbers", "ol", (list) => style(list).listStyleType === "decimal"],
    ["is no list item", "li", (entry) => style(entry).display === "list-item"],
    ["stands out of its list", "ul, ol", (list) =>
      length(style(list).paddingInlineStart) >= length(style(list).fontSize)],
    ["does not look like a link", "a", (link) =>
      style(link).textDecorationLine.includes("underline")],
    ["runs into the next", "p:not(:last-child)", (text) =>
      length(style(text).marginBlockEnd) > 0],
    ["is wider than its place", "img", (image) =>
      image.getBoundingClientRect().width <= image.parentElement.clientWidth + 1],
    ["has a picture that is not there", "img", (image) => image.naturalWidth > 0],
    ["took a rule of the host's", ".section, .body, .front", (part) =>
      SIDES.every((side) => length(style(part)[`padding${side}`]) === 0) &&
      style(part).float === "none" && style(part).display === "block"],
    ["has no line below", "td, th", (cell) =>
      style(cell).display !== "table-cell" || length(style(cell).borderBottomWidth) > 0],
  ];

  /** What does not hold of what docs/embedding.md promises. */
  function promised(styled, print) {
    const wrong = [];
    if (!root().length) wrong.push("there is no leaflet");
    for (const article of root()) {
      const text = style(article.querySelector("p:not([class])"));
      const own = style(document.querySelector("#bare"));
      if (text.fontFamily !== own.fontFamily) wrong.push("another typeface");
      if (text.fontSize !== own.fontSize) wrong.push(`text of ${text.fontSize}, not ${own.fontSize}`);
    }
    const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const onPaper = (element) => print && styled && element.closest(".callout-promo");
    for (const element of inside("*")) {
      const own = [...element.childNodes].some((kid) => kid.nodeType === 3 && kid.data.trim());
      if (own && !shown(element) && !onPaper(element)) wrong.push(`${name(element)} is hidden`);
      if (own && shown(element) && onPaper(element)) wrong.push(`${name(element)} is printed`);
    }
    if (!styled) return wrong;
    for (const [what, selector, holds] of STYLED) {
      wrong.push(...inside(selector).filter((one) => shown(one) && !holds(one))
        .slice(0, 3).map((one) => `${name(one)} ${what}`));
    }
    if (print) {
      wrong.push(...inside(".callout, figure, tr").filter((one) =>
        shown(one) && style(one).breakInside !== "avoid").map((one) => `${name(one)} is torn`));
    }
    return wrong;
  }

  /** Nothing of the leaflet stands out of it or is cut off; `room` is the host's width. */
  function fits(room) {
    const wrong = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > Math.max(room, clientWidth) + 1) {
      wrong.push(`scrolls sideways: ${scrollWidth} px in a window of ${clientWidth} px`);
    }
    const heads = (element) => style(element).clipPath !== "none" || element.closest("thead");
    for (const article of root()) {
      const { left, right } = article.getBoundingClientRect();
      for (const element of article.querySelectorAll("*")) {
        const box = element.getBoundingClientRect();
        if (!element.checkVisibility() || heads(element) || !box.width) continue;
        if (box.right > right + 1 || box.left < left - 1) wrong.push(`${name(element)} stands out`);
        const hides = ["hidden", "clip"].includes(style(element).overflowX);
        if (hides && element.scrollWidth > element.clientWidth + 1) wrong.push(`${name(element)} is cut off`);
      }
    }
    return wrong.slice(0, 5);
  }

  return { ownLooks, promised, fits };
})();
