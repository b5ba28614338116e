// Looks at finished pages in a browser, in every way a reader may have set it.
// In: {"files": [path], "root": path, "screenshots": folder or null, "firstView": bytes,
// "only": {path: mode}}, the last for pages that are looked at in one mode after "light".
// Out: a list of findings for each file, in the order of the files.
import fs from "node:fs";
import path from "node:path";
import { AXE_TAGS, answer, axeLines, axeSource, launch, request, serve, stayHome } from "./stage.mjs";

const WIDE = { width: 1280, height: 1024 };
const PAPER = { width: 794, height: 1123 }; // A4 in CSS px
const DEFAULT_TEXT = 16; // CSS px, what browsers start with
const LANES = 2; // pages at a time
const MOST_STOPS = 500;
const STEP = 32; // CSS px between the widths that are tried
const TALL = 16_000; // CSS px: all of a page is seen, and any line that moves
const COARSE = 0.1; // dots to a CSS px: so tall a window takes long to paint
const PATIENCE = 10_000; // ms until a page without its pictures must have been painted

// WCAG 2.2, 1.4.12: what a reader's own style may set without loss.
const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-block-end: 2em !important }`;

const MODES = [
  { name: "light", size: WIDE, focus: true },
  { name: "dark", size: WIDE, dark: true },
  { name: "forced colours", size: WIDE, forced: true, focus: true },
  { name: "forced dark", size: WIDE, forced: true, dark: true },
  { name: "320 px", size: { width: 320, height: 568 } },
  { name: "200 % text", size: WIDE, text: 2 },
  // 1280 x 1024 at 400 % (WCAG 2.2, 1.4.10): little height too, so what sticks hides.
  { name: "400 % zoom", size: { width: 320, height: 256 }, scale: 4, focus: true },
  { name: "text spacing", size: WIDE, css: SPACING },
  { name: "print", size: PAPER, print: true },
  { name: "no script", size: WIDE, scriptless: true },
  { name: "late pictures", size: { width: 1280, height: TALL }, scale: COARSE, late: true },
  { name: "late pictures at 320 px", size: { width: 320, height: TALL }, scale: COARSE, late: true },
];

const inPage = fs.readFileSync(new URL("./in_page.js", import.meta.url), "utf8");

const asked = request();
const inside = (address) => {
  const file = path.join(asked.root, address);
  return file === asked.root || file.startsWith(asked.root + path.sep) ? file : null;
};
const server = await serve(inside);
const browser = await launch();
try {
  const found = new Array(asked.files.length);
  const waiting = [...asked.files.entries()];
  const lane = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) found[one[0]] = await lookAt(one[1]);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  answer(found);
} finally {
  await browser.close();
  server.close();
}

/** All modes of one page; a finding that an earlier mode told is not told again. */
async function lookAt(file) {
  const told = new Set();
  const findings = [];
  const known = {};
  const only = asked.only[file];
  const pictured = /<img\b/.test(fs.readFileSync(file, "utf8"));
  for (const mode of MODES) {
    if (only && ![only, "light"].includes(mode.name)) continue;
    if (mode.late && !pictured) continue;
    for (const { key, line } of await inMode(file, mode, known)) {
      if (told.has(key)) continue;
      told.add(key);
      findings.push(`${mode.name}: ${line}`);
    }
  }
  return findings;
}

async function inMode(file, mode, known) {
  const context = await browser.newContext({
    viewport: mode.size,
    deviceScaleFactor: mode.scale ?? 1,
    colorScheme: mode.dark ? "dark" : "light",
    forcedColors: mode.forced ? "active" : "none",
    reducedMotion: "reduce",
  });
  const findings = [];
  const tell = (line, key = line) => findings.push({ key, line });
  try {
    await stayHome(context, server.base, (url) => tell(`external request: ${url}`));
    const page = await context.newPage();
    page.on("pageerror", (error) => tell(`script error: ${error}`));
    page.on("console", (said) => {
      if (said.type() !== "error" || /favicon|Failed to load resource/.test(said.text())) return;
      tell(`console: ${said.text()}`);
    });
    const weight = [];
    page.on("response", (reply) => {
      const address = reply.url().slice(server.base.length);
      if (reply.status() >= 400 && address !== "favicon.ico") tell(`missing: ${address}`);
      if (mode.name === "light") weight.push(reply.body().then((body) => body.length, () => 0));
    });
    if (mode.late) {
      findings.push(...await whenPicturesAreLate(page, file));
      return findings;
    }
    await open(page, file, mode);
    if (mode.name === "light") {
      const bytes = (await Promise.all(weight)).reduce((sum, one) => sum + one, 0);
      if (bytes > asked.firstView) tell(`first view: ${bytes} bytes, over ${asked.firstView}`);
    }
    for (const line of await measure(page, mode, known)) tell(line);
    for (const { key, line } of await axe(page, mode)) tell(line, key);
    if (mode.focus) for (const line of await tabThrough(page)) tell(line);
    if (mode.name === "320 px") for (const line of await betweenWidths(page, mode)) tell(line);
    await keep(page, file, mode);
  } finally {
    await context.close();
  }
  return findings;
}

/** A page is painted, and then its pictures come: nothing may move. */
async function whenPicturesAreLate(page, file) {
  let painted;
  const paint = new Promise((done) => { painted = done; });
  await page.route("**/*", async (route) => {
    if (route.request().resourceType() === "image") await paint;
    return route.fallback();
  });
  await page.goto(addressOf(file), { waitUntil: "commit" });
  await page.waitForFunction(
    () => performance.getEntriesByName("first-contentful-paint").length > 0,
    null,
    { timeout: PATIENCE },
  );
  painted();
  await page.waitForLoadState("load");
  await page.evaluate(inPage);
  const shift = await page.evaluate(() => window.asked.layoutShift());
  return shift.where.map((line) => ({ key: line, line: `layout shift: ${line}` }));
}

function addressOf(file) {
  const parts = path.relative(asked.root, file).split(path.sep);
  return server.base + parts.map(encodeURIComponent).join("/");
}

async function open(page, file, mode) {
  const session = await page.context().newCDPSession(page);
  const scripts = (off) => session.send("Emulation.setScriptExecutionDisabled", { value: off });
  if (mode.text) {
    const standard = DEFAULT_TEXT * mode.text;
    await session.send("Page.setFontSizes", { fontSizes: { standard, fixed: standard } });
  }
  if (mode.scriptless) await scripts(true);
  await page.goto(addressOf(file), { waitUntil: "load" });
  // The page's own scripts have been passed over for good; ours need their timers.
  if (mode.scriptless) await scripts(false);
  await page.evaluate(() => document.fonts.ready.then(() => true));
  if (mode.print) await page.emulateMedia({ media: "print" });
  await page.evaluate(inPage);
  await inForce(page, mode);
  if (mode.css) await page.evaluate((css) => window.asked.restyle(css), mode.css);
}

/** A mode that the browser did not take would find every page good. */
async function inForce(page, mode) {
  const state = await page.evaluate(() => {
    const rem = document.createElement("div");
    rem.style.cssText = "font-size: medium; position: absolute";
    document.body.append(rem);
    const medium = parseFloat(getComputedStyle(rem).fontSize);
    rem.remove();
    const is = (query) => matchMedia(query).matches;
    return {
      print: is("print"), dark: is("(prefers-color-scheme: dark)"),
      forced: is("(forced-colors: active)"), text: medium, width: innerWidth,
    };
  });
  const wanted = {
    print: Boolean(mode.print), dark: Boolean(mode.dark), forced: Boolean(mode.forced),
    text: DEFAULT_TEXT * (mode.text ?? 1), width: mode.size.width,
  };
  for (const [what, value] of Object.entries(wanted)) {
    if (state[what] !== value && !(what === "width" && state.width > value)) {
      throw new Error(`${mode.name}: the browser has ${what} ${state[what]}, not ${value}`);
    }
  }
}

async function measure(page, mode, known) {
  const ask = (question, argument) =>
    page.evaluate(([q, a]) => window.asked[q](a), [question, argument]);
  const found = [...await ask("sideways")];
  if (!mode.print) found.push(...await ask("clipped"));
  if (mode.name === "light") {
    const shift = await ask("layoutShift");
    if (shift.sum >= 0.0005) found.push(`layout shift: ${shift.sum.toFixed(3)} ${shift.where.join("; ")}`);
    found.push(...await ask("brokenImages"), ...await ask("bentImages"), ...await ask("moving"));
    Object.assign(known, {
      onScreen: await ask("words", false),
      withDetailsOpen: await ask("words", true),
      textSize: await ask("bodyTextSize"),
      grounds: await ask("grounds"),
    });
  }
  if (["light", "320 px", "print"].includes(mode.name)) found.push(...await ask("small"));
  if (mode.name === "320 px") {
    const shift = await ask("layoutShift");
    if (shift.sum >= 0.0005) {
      found.push(`layout shift in a narrow window: ${shift.sum.toFixed(3)} ${shift.where.join("; ")}`);
    }
    found.push(...await ask("bentImages"));
  }
  if (mode.forced) found.push(...await ask("groundless", known.grounds));
  if (mode.text) {
    const size = await ask("bodyTextSize");
    if (size < known.textSize * mode.text - 1) {
      found.push(`text does not grow: ${known.textSize} px, then ${size} px`);
    }
  }
  if (mode.print) found.push(...lost(known.withDetailsOpen, await ask("words", false)));
  if (mode.scriptless) found.push(...lost(known.onScreen, await ask("words", false)));
  return found;
}

/** Windows are as wide as people make them, and not only as wide as the modes. */
async function betweenWidths(page, mode) {
  const found = [];
  for (let width = mode.size.width; width < WIDE.width && !found.length; width += STEP) {
    await page.setViewportSize({ width, height: mode.size.height });
    const lines = await page.evaluate(() => window.asked.sideways());
    found.push(...lines.map((line) => `${line} (${width} px wide)`));
  }
  await page.setViewportSize(mode.size);
  return found;
}

function lost(before, after) {
  const left = new Map();
  for (const word of after) left.set(word, (left.get(word) ?? 0) + 1);
  const gone = before.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count < 1;
  });
  return gone.length ? [`${gone.length} words lost: ${gone.slice(0, 20).join(" ")}`] : [];
}

async function axe(page, mode) {
  await page.evaluate(axeSource);
  // Where the reader's colours replace the page's, axe still computes with the page's.
  const rules = { "color-contrast": { enabled: !mode.forced } };
  const violations = await page.evaluate(
    ([tags, set]) => window.axe
      .run(document, {
        runOnly: { type: "tag", values: tags }, rules: set, resultTypes: ["violations"],
      })
      .then((result) => result.violations),
    [AXE_TAGS, rules],
  );
  return axeLines(violations);
}

async function tabThrough(page) {
  const wrong = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => window.asked.focus());
    if (found === null) break;
    wrong.push(...found);
  }
  return [...new Set(wrong)];
}

async function keep(page, file, mode) {
  if (!asked.screenshots) return;
  const parts = [...path.relative(asked.root, file).split(path.sep), mode.name];
  const name = parts.join("-").replace(/[^\p{L}\p{N}.-]+/gu, "_");
  await page.screenshot({ path: path.join(asked.screenshots, `${name}.png`), fullPage: true });
}
