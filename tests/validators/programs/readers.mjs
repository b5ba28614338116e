// Reads e-books in the engines of three real readers.
// In: {"files": [path], "engines": [name], "screenshots": folder or null,
// "size": {width, height}, "textPercent": number, "dark": bool}.
// Out: findings for each file.
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { AXE_TAGS, answer, axeLines, axeSource, launch, request, serve, stayHome } from "./stage.mjs";

const JSZip = createRequire(import.meta.url)("jszip");
const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, "..", "node_modules");
const inBook = fs.readFileSync(path.join(here, "in_book.js"), "utf8");
const MOST_PAGES = 400;
// Readers set colours of their own at night, as a style of the user.
const NIGHT = `html { color-scheme: dark; background: #121212 !important; color: #e6e6e6 !important }
  a:any-link { color: #8ab4f8 !important }`;
const OPENS_WITHIN = 60_000; // ms

const asked = request();
const found = [];
const browser = await launch();
try {
  for (const file of asked.files) {
    const findings = [];
    for (const engine of asked.engines) {
      for (const line of await read(file, engine)) findings.push(`${engine}: ${line}`);
    }
    found.push(findings);
  }
} finally {
  await browser.close();
}
answer(found);

function fileAt(address, file, engine, unpacked) {
  if (address.includes("..")) return null;
  if (address === "/") return path.join(here, `reader_${engine}.html`);
  if (address === "/book.epub") return file;
  if (address === "/epub.js") return path.join(modules, "epubjs", "dist", "epub.min.js");
  if (address === "/jszip.js") return path.join(modules, "jszip", "dist", "jszip.min.js");
  if (address === "/readium/shared.js") return path.join(modules, "@readium", "shared", "dist", "index.js");
  if (address === "/readium/navigator.js") return path.join(modules, "@readium", "navigator", "dist", "index.js");
  if (address.startsWith("/book/")) return path.join(unpacked, address.slice("/book/".length));
  if (!address.startsWith("/foliate/")) return null;
  return path.join(modules, "foliate-js", address.slice("/foliate/".length));
}

async function read(file, engine) {
  const findings = [];
  // Readium's navigator asks a server for the files inside the book.
  const unpacked = engine === "readium" ? await unpack(file) : null;
  const server = await serve((address) => fileAt(address, file, engine, unpacked));
  const context = await browser.newContext({
    viewport: asked.size, reducedMotion: "reduce", bypassCSP: true,
    colorScheme: asked.dark ? "dark" : "light",
  });
  try {
    await stayHome(context, server.base, (url) => findings.push(`external request: ${url}`));
    const page = await context.newPage();
    page.on("pageerror", (error) => {
      const [told, ...places] = String(error.stack || error).split("\n");
      findings.push(`script error: ${told} ${places.slice(0, 2).join(" ").trim()}`.trim());
    });
    page.on("console", (said) => {
      if (said.type() === "error" && !/favicon/.test(said.location().url)) {
        findings.push(`console: ${said.text()}`);
      }
    });
    await page.goto(server.base);
    await page.waitForFunction(() => Boolean(window.reader), null, { timeout: 60_000 });
    await page.evaluate(inBook);
    findings.push(...await wander(page, file, engine));
  } catch (error) {
    findings.push(`not read: ${String(error?.message ?? error).split("\n")[0]}`);
  } finally {
    await context.close();
    server.close();
    if (unpacked) fs.rmSync(unpacked, { recursive: true });
  }
  return [...new Set(findings)];
}

async function unpack(file) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "plainleaf-book-"));
  const archive = await JSZip.loadAsync(fs.readFileSync(file)).catch(() => null);
  for (const entry of Object.values(archive?.files ?? {})) {
    const to = path.join(folder, entry.name);
    if (entry.dir || !to.startsWith(folder + path.sep)) continue;
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.writeFileSync(to, await entry.async("nodebuffer"));
  }
  return folder;
}

async function wander(page, file, engine) {
  const css = (asked.textPercent === 100 ? "" : `html { font-size: ${asked.textPercent}% !important }`)
    + (asked.dark ? NIGHT : "");
  // epub.js never says that it cannot open a book.
  const opened = page.evaluate(
    ([style, settings]) => window.reader.open(style, settings), [css, asked]);
  opened.catch(() => {}); // it fails once more when the window of a late one is closed
  const book = await Promise.race([opened, tooLate()]);
  const findings = await deadLinks(page, book);
  if (!book.sections.length) findings.push("the reader finds no chapter");
  if (!book.toc.length) findings.push("the reader finds no table of contents");
  await page.evaluate(() => window.reader.flow("paginated"));
  for (const [index, section] of book.sections.entries()) {
    await show(page, index);
    const wrong = await page.evaluate((one) => window.askedOfBook.examine(one), index);
    findings.push(...wrong.map((line) => `${section}: ${line}`));
    if (asked.screenshots) {
      await picture(page, file, engine, index, 0);
    }
    const length = await page.evaluate((one) => window.askedOfBook.length(one), index);
    const pages = await turnPages(page, index, (turned) => picture(page, file, engine, index, turned));
    if (pages < length) findings.push(`${section}: ${pages} of ${length} pages can be turned to`);
  }
  findings.push(...await hear(page, book.sections));
  return findings;
}

async function show(page, index) {
  await page.evaluate((one) => window.reader.go(one), index);
  await page.evaluate((one) => window.askedOfBook.settled(one), index);
}

async function picture(page, file, engine, index, turned) {
  const at = [index, turned].map((number) => String(number).padStart(2, "0")).join("-");
  const name = `${path.basename(file, ".epub")}-${engine}-${at}.png`;
  await page.screenshot({ path: path.join(asked.screenshots, name) });
}

function tooLate() {
  const refuse = (_, no) =>
    setTimeout(() => no(new Error(`not open after ${OPENS_WITHIN / 1000} s`)), OPENS_WITHIN).unref();
  return new Promise(refuse);
}

async function deadLinks(page, book) {
  const lists = { contents: book.toc, "page list": book.pageList, landmarks: book.landmarks };
  const findings = [];
  for (const [list, entries] of Object.entries(lists)) {
    for (const { label, href } of entries.filter((entry) => entry.href)) {
      const leads = await page.evaluate((to) => window.reader.leads(to).catch(() => false), href);
      if (!leads) findings.push(`${list}: "${label}" leads nowhere (${href})`);
    }
  }
  return findings;
}

/** Turn pages until the chapter ends; give how many there were. */
async function turnPages(page, index, taken) {
  let last = "";
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const where = await page.evaluate(() => window.reader.where());
    const key = JSON.stringify(where);
    if (key === last || (where.index !== undefined && where.index !== index)) return pages;
    last = key;
    if (asked.screenshots && pages) await taken(pages);
    await page.evaluate(() => window.reader.next());
    await page.evaluate(() => window.askedOfBook.settled());
  }
  return MOST_PAGES;
}

/** axe in each chapter, scrolled: in pages most of it would be out of sight. */
async function hear(page, sections) {
  const findings = [];
  await page.evaluate(() => window.reader.flow("scrolled"));
  for (const [index, section] of sections.entries()) {
    await show(page, index);
    const wide = await page.evaluate((one) => window.askedOfBook.sideways(one), index);
    findings.push(...wide.map((line) => `${section}: ${line}`));
    const violations = await page.evaluate(
      ([one, source, tags]) => window.askedOfBook.axe(one, source, tags), [index, axeSource, AXE_TAGS]);
    findings.push(...axeLines(violations).map(({ line }) => `${section}: ${line}`));
  }
  return findings;
}
