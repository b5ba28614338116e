// Looks at pages of somebody else without and with a leaflet in them.
// In: {"cases": [{name, without, with_leaflet, styled}] or "frame": page,
//      or "card": page, or "sandboxed": page, or "copied": page, "root": path, "mirror": {address, folder},
//      "screenshots": folder or null}.
// Out: a list of findings for each case, in their order; for a frame what it did, for
// a card what it said to the page around it, for sandboxed frames what they could do.
import fs from "node:fs";
import path from "node:path";
import { AXE_TAGS, answer, axeSource, launch, request, serve } from "./stage.mjs";

const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-block-end: 2em !important }`;
const PATIENCE = 2000; // ms until something that a sandbox stops has not happened
const MODES = [
  { name: "wide", size: { width: 1280, height: 900 }, axe: true, compare: true },
  { name: "dark", size: { width: 1280, height: 900 }, dark: true, axe: true },
  { name: "forced colours", size: { width: 1280, height: 900 }, forced: true },
  { name: "200 % zoom", size: { width: 640, height: 450 } },
  { name: "320 px", size: { width: 320, height: 568 }, axe: true },
  { name: "text spacing", size: { width: 320, height: 568 }, css: SPACING },
  { name: "print", size: { width: 794, height: 1123 }, print: true },
];

const inPage = fs.readFileSync(new URL("./in_page.js", import.meta.url), "utf8");
const promises = fs.readFileSync(new URL("./in_host.js", import.meta.url), "utf8");
const asked = request();
const within = (folder, name) => {
  const file = path.join(folder, name);
  return file.startsWith(folder + path.sep) ? file : null;
};
const server = await serve((name) => within(asked.root, name));
const browser = await launch();
try {
  if (asked.frame) {
    answer(await tryFrame(asked.frame));
  } else if (asked.card) {
    answer(await hearCard(asked.card));
  } else if (asked.copied) {
    answer(await tryCopies(asked.copied));
  } else if (asked.sandboxed) {
    answer(await trySandbox(asked.sandboxed));
  } else {
    const found = [];
    for (const one of asked.cases) found.push(await visit(one));
    answer(found);
  }
} finally {
  await browser.close();
  server.close();
}

async function newContext(mode, tell) {
  const context = await browser.newContext({
    viewport: mode.size,
    colorScheme: mode.dark ? "dark" : "light",
    forcedColors: mode.forced ? "active" : "none",
    reducedMotion: "reduce",
  });
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(server.base) || !/^https?:/.test(url)) return route.continue();
    const name = decodeURIComponent(new URL(url).pathname);
    const start = new URL(asked.mirror.address).pathname;
    const file = url.startsWith(asked.mirror.address) &&
      within(asked.mirror.folder, name.slice(start.length).replace(/\/$/, "/index.html"));
    if (file && fs.existsSync(file)) return route.fulfill({ path: file });
    tell(`external request: ${url}`);
    return route.abort();
  });
  return context;
}

async function open(context, name, mode, tell) {
  const page = await context.newPage();
  page.on("pageerror", (error) => tell(`script error: ${error}`));
  page.on("console", (said) => {
    if (said.type() === "error" && !/favicon/.test(said.text())) tell(`console: ${said.text()}`);
  });
  await page.goto(server.base + name, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready.then(() => true));
  if (mode.print) await page.emulateMedia({ media: "print" });
  await page.evaluate(inPage);
  await page.evaluate(promises);
  if (mode.css) await page.evaluate((css) => window.asked.restyle(css), mode.css);
  return page;
}

async function visit(one) {
  const told = new Set();
  const findings = [];
  for (const mode of MODES) {
    for (const line of await inMode(one, mode)) {
      if (told.has(line)) continue;
      told.add(line);
      findings.push(`${mode.name}: ${line}`);
    }
  }
  return findings;
}

async function inMode(one, mode) {
  const found = [];
  const said = []; // what the host's page alone says is the host's
  const context = await newContext(mode, (line) => said.push(line));
  try {
    const host = await open(context, one.without, mode, (line) => said.push(line));
    const before = said.length;
    const page = await open(context, one.with_leaflet, mode, (line) => said.push(line));
    found.push(...added(said.slice(0, before), said.slice(before)));
    if (mode.axe) found.push(...added(await axe(host), await axe(page)));
    if (mode.compare) {
      const looks = () => window.hosted.ownLooks();
      found.push(...changed(await host.evaluate(looks), await page.evaluate(looks)));
    }
    found.push(...await page.evaluate(
      ([styled, print]) => window.hosted.promised(styled, print), [one.styled, Boolean(mode.print)],
    ));
    if (!mode.print && one.styled) {
      const room = await host.evaluate(() => document.documentElement.scrollWidth);
      found.push(...await page.evaluate((width) => window.hosted.fits(width), room));
    }
    await keep(page, one.name, mode.name);
  } finally {
    await context.close();
  }
  return found;
}

/** Violations by rule and markup: those of the host's page alone are the host's. */
async function axe(page) {
  await page.evaluate(axeSource);
  return page.evaluate(
    (tags) => window.axe
      .run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] })
      .then((result) => result.violations.flatMap((rule) => rule.nodes.map((node) =>
        `axe ${rule.id}: ${node.html.replace(/\s+/g, " ").replace(/(>).*/, "$1").slice(0, 160)}`))),
    AXE_TAGS,
  );
}

function added(before, after) {
  return [...new Set(after.filter((line) => !before.includes(line)))];
}

function changed(before, after) {
  if (before.length !== after.length) return ["the host has other elements of its own"];
  const lines = before.flatMap((one, at) =>
    Object.keys(one.looks)
      .filter((property) => one.looks[property] !== after[at].looks[property])
      .map((property) => `the host's ${one.name} has another ${property}: ` +
        `${one.looks[property]} became ${after[at].looks[property]}`));
  return lines.slice(0, 5);
}

async function keep(page, name, mode) {
  if (!asked.screenshots) return;
  const file = `${name}-${mode}`.replace(/[^\p{L}\p{N}.-]+/gu, "_");
  await page.screenshot({ path: path.join(asked.screenshots, `${file}.png`), fullPage: true });
}

/** What a card says when it is there, when it is asked, and when its link is used. */
async function hearCard(name) {
  const context = await newContext({ size: { width: 1000, height: 700 } }, () => {});
  await context.addInitScript(() => {
    window.heard = [];
    if (window === window.top) addEventListener("message", (said) => window.heard.push(said.data));
  });
  const page = await open(context, name, {}, () => {});
  const heard = (message) => page.waitForFunction(
    (wanted) => window.heard.some((said) => said.message === wanted), message);
  await heard("height");
  // It says its height anew for each face that arrives; what it says when asked is
  // only certain after the last.
  const height = await page.frames()[1].evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return Math.ceil(document.documentElement.getBoundingClientRect().height);
  });
  const first = await page.evaluate(() => window.heard.splice(0));
  await page.evaluate(() =>
    window.frames[0].postMessage({ message: "ready", secret: "abc123" }, "*"));
  await heard("height");
  const again = await page.evaluate(() => window.heard.splice(0));
  await page.frames()[1].click("h1 a");
  await heard("link");
  const link = await page.evaluate(() => window.heard.splice(0));
  await keep(page, "card", "wide");
  await context.close();
  return { first, again, height, link };
}

/** What the copy buttons of a page put on the clipboard, each used by keyboard. */
async function tryCopies(name) {
  const context = await newContext({ size: { width: 1000, height: 700 } }, () => {});
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await open(context, name, {}, () => {});
  const copied = [];
  for (const button of await page.$$(".code button")) {
    await button.focus();
    await page.keyboard.press("Enter");
    const status = await button.evaluateHandle((made) =>
      made.parentElement.querySelector("[role=status]"));
    await page.waitForFunction((line) => line.textContent, status);
    copied.push({
      button: await button.textContent(),
      said: await status.evaluate((line) => line.textContent),
      text: await page.evaluate(() => navigator.clipboard.readText()),
    });
  }
  await context.close();
  return copied;
}

/** What readers can do in a sandboxed leaflet (the first frame) and card (the second). */
async function trySandbox(name) {
  const could = {};
  const attempt = async (what, selector, happens, within) => {
    const context = await newContext({ size: { width: 1000, height: 700 } }, () => {});
    const said = [];
    const page = await open(context, name, {}, (line) => said.push(line));
    const frames = await page.$$("iframe");
    await frames[within].scrollIntoViewIfNeeded();
    const frame = await frames[within].contentFrame();
    await frame.waitForSelector("h1");
    const happened = happens(page, said).then(() => true, () => false);
    if (selector) await frame.click(selector);
    could[what] = await happened;
    await context.close();
  };
  await attempt("height", null, (page) => page.waitForFunction(() => {
    const box = document.querySelector("iframe");
    return box.clientHeight !== Number(box.height);
  }, undefined, { timeout: PATIENCE }), 0);
  await attempt("telephone", "a[href^='tel:']", async (page, said) => {
    await page.waitForTimeout(PATIENCE);
    const stopped = said.filter((line) => /sandbox/i.test(line) && !/script/i.test(line));
    if (stopped.length) throw new Error("it was stopped");
  }, 0);
  await attempt("link", "h1 a", (page) => page.waitForRequest(
    (one) => one.isNavigationRequest() && one.frame() === page.mainFrame(),
    { timeout: PATIENCE }), 1);
  await attempt("download", "a[href$='.epub']",
    (page) => page.waitForEvent("download", { timeout: PATIENCE }), 1);
  return could;
}

/** A framed leaflet, used: its height, a link inside it, a link out, a stranger's word. */
async function tryFrame(name) {
  const mode = { size: { width: 1000, height: 700 } };
  const errors = [];
  const context = await newContext(mode, () => {});
  const page = await open(context, name, mode, (line) => errors.push(line));
  const element = await page.waitForSelector("iframe[data-plainleaf]");
  await element.scrollIntoViewIfNeeded(); // frames load lazily
  const frame = await element.contentFrame();
  await frame.waitForSelector("article.plainleaf");
  const textHeight = await frame.evaluate(() =>
    Math.ceil(document.documentElement.getBoundingClientRect().height));
  await page.waitForFunction(
    (height) => document.querySelector("iframe").clientHeight >= height, textHeight);
  const frameHeight = await element.evaluate((box) => box.clientHeight);
  await keep(page, "frame", "wide");
  await page.evaluate(() => {
    const id = document.querySelector("iframe").dataset.plainleaf;
    window.postMessage({ type: "plainleaf:height", id, height: 9 }, "*");
  });
  await page.waitForTimeout(100);
  const afterStranger = await element.evaluate((box) => box.clientHeight);
  await page.evaluate(() => window.scrollTo(0, 0));
  const inside = await frame.$("a[role=doc-biblioref], .contents a:last-child");
  const goal = await inside.evaluate((link) => {
    const place = document.getElementById(link.hash.slice(1));
    return place.getBoundingClientRect().top + window.scrollY;
  });
  await inside.click();
  await page.waitForFunction((top) => {
    const box = document.querySelector("iframe").getBoundingClientRect();
    return Math.abs(box.top + top) < 4 || window.innerHeight + window.scrollY >=
      document.documentElement.scrollHeight - 4;
  }, goal, { timeout: 10_000 });
  const scrolledTo = await page.evaluate(() => window.scrollY);
  const stayed = page.url().endsWith(name);
  const asking = page.waitForRequest((one) => one.isNavigationRequest(), { timeout: 10_000 });
  await (await frame.$(".credit a")).click();
  const out = await asking;
  const told = {
    textHeight, frameHeight, afterStranger, scrolledTo, stayed, errors,
    ledTo: out.url(), inTop: out.frame() === page.mainFrame(),
  };
  await context.close();
  return told;
}
