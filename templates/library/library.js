// Filters the list that stands on the page already. Without this script the list is
// whole and the form is not shown; from a file all but the full-text search works.
(() => {
  "use strict";
  const ANNOUNCE_AFTER = 400; // ms: a screen reader is told once, not at every letter
  const MOST_PAGES = 60;

  // Before the first paint, so that nothing moves when the form appears.
  document.documentElement.classList.add("scripted");

  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // What a leaflet says of itself. Our own words ("Handout to print", "About:") stand in
  // every card, so "hand" would find all.
  const OWN = "h2, .description, .topics-label ~ *, h3, .own-title";

  const start = () => {
    const form = document.getElementById("filters");
    if (!form) return;
    const count = document.getElementById("count");
    const asFound = count.textContent;
    const cards = [...document.querySelectorAll(".card")].map((card) => ({
      card,
      text: fold([...card.querySelectorAll(OWN)].map((one) => one.textContent).join(" ")),
      topics: JSON.parse(card.dataset.topics),
      rows: [...card.querySelectorAll(".row")],
    }));
    const fields = [...form.elements].filter((field) => field.name);
    const value = (name) => form.elements[name]?.value.trim() ?? "";
    let excerpts = new Map();
    let asked = "";
    let timer = 0;

    // "en" is also for who reads "en-GB" (RFC 4647, 3.3.1: basic filtering).
    const within = (language, range) => `${language}-`.startsWith(`${range}-`);
    const fits = (row) =>
      (!value("language") || within(row.dataset.language, value("language"))) &&
      (!value("format") || row.dataset.formats.split(" ").includes(value("format")));

    const show = () => {
      const words = fold(value("words")).split(/\s+/).filter(Boolean);
      const topic = value("topic");
      let shown = 0;
      for (const { card, text, topics, rows } of cards) {
        const here = words.every((word) => text.includes(word));
        const onTopic = !topic || topics.includes(topic);
        let any = false;
        for (const row of rows) {
          const found = excerpts.get(row.dataset.place);
          row.hidden = !(onTopic && fits(row) && (here || found));
          any ||= !row.hidden;
          quote(row, row.hidden ? null : found);
        }
        card.hidden = !any;
        shown += any ? 1 : 0;
      }
      return shown;
    };

    // The words around what was found, as text: nothing of the index becomes markup.
    const quote = (row, found) => {
      row.querySelector(".found")?.remove();
      if (!found) return;
      const line = document.createElement("p");
      line.className = "found";
      line.lang = row.dataset.language;
      for (const part of found.childNodes) {
        const kind = part.nodeName === "MARK" ? "mark" : "span";
        const piece = document.createElement(kind);
        piece.textContent = part.textContent;
        line.append(piece);
      }
      line.prepend("… ");
      line.append(" …");
      row.append(line);
    };

    const announce = (shown) => {
      const set = fields.some((field) => field.value.trim());
      const message = !set ? asFound : shown
        ? form.dataset.shown.replace("{shown}", shown).replace("{all}", cards.length)
        : form.dataset.none;
      if (count.textContent !== message) count.textContent = message;
    };

    // A filtered list has an address, to be kept or sent. Not every file may have one.
    const keep = () => {
      const set = fields.filter((field) => field.value.trim())
        .map((field) => [field.name, field.value.trim()]);
      const query = new URLSearchParams(set).toString();
      try {
        history.replaceState(null, "", query ? `?${query}` : location.pathname);
      } catch { /* the list is filtered all the same */ }
    };

    const apply = (after) => {
      const shown = show();
      clearTimeout(timer);
      timer = setTimeout(() => { announce(shown); keep(); }, after);
    };

    let index = null;
    const look = async () => {
      const words = value("words");
      asked = words;
      if (!words) excerpts = new Map();
      if (!words || !form.dataset.search || location.protocol === "file:") return;
      index ??= import(new URL(form.dataset.search, document.baseURI).href)
        .then(async (pagefind) => {
          await pagefind.options({ baseUrl: "/", excerptLength: 18 });
          return pagefind;
        })
        .catch(() => null); // refused by a policy, say: titles are searched all the same
      const pagefind = await index;
      if (!pagefind || words !== value("words")) return;
      const answer = await pagefind.search(words);
      const pages = await Promise.all(
        answer.results.slice(0, MOST_PAGES).map((result) => result.data()));
      if (asked !== words || words !== value("words")) return;
      excerpts = new Map(pages.map((page) => [
        page.url.replace(/^\/+/, "").replace(/\/(index\.html)?$/, ""),
        new DOMParser().parseFromString(page.excerpt, "text/html").body,
      ]));
      apply(ANNOUNCE_AFTER);
    };

    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => {
      excerpts = new Map();
      apply(event.target.name === "words" ? ANNOUNCE_AFTER : 0);
      look();
    });
    form.addEventListener("reset", () => setTimeout(() => {
      excerpts = new Map();
      apply(0);
    }));
    for (const [name, given] of new URLSearchParams(location.search)) {
      const field = form.elements[name];
      if (!field) continue;
      field.value = given;
      if (field.selectedIndex === -1) field.value = "";
    }
    if (fields.some((field) => field.value.trim())) {
      apply(0);
      look();
    }
  };

  document.addEventListener("DOMContentLoaded", start);
})();
