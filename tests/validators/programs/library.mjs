// Uses the library's front page by keyboard alone, as served and as a file.
// In: {"root": folder of the build}. Out: for each way of opening it, what was seen.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { answer, launch, request, serve, stayHome } from "./stage.mjs";

const MOST_STOPS = 60;

const { root } = request();
const server = await serve((address) => path.join(root, address));
const browser = await launch();
const base = pathToFileURL(root + path.sep).href;
try {
  answer({
    served: await use(server.base),
    file: await use(base),
    linked: await seenAt(`${server.base}index.html?language=es&nonsense=1&topic=gone`),
    regions: await seenAt(`${server.base}regions/index.html?language=en`),
    scriptless: await seenAt(`${server.base}index.html`, { javaScriptEnabled: false }),
  });
} finally {
  await browser.close();
  server.close();
}

async function opened(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options });
  const trouble = [];
  await stayHome(context, server.base, (url) => trouble.push(`external request: ${url}`));
  const page = await context.newPage();
  page.on("pageerror", (error) => trouble.push(`script error: ${error}`));
  await page.goto(address, { waitUntil: "load" });
  return { context, page, trouble };
}

async function seenAt(address, options) {
  const { context, page } = await opened(address, options);
  if (!options) {
    await page.waitForFunction(() => /shown/.test(document.getElementById("count").textContent));
  }
  const seen = await look(page);
  await context.close();
  return seen;
}

/** Search, choose and show all again, with keys only; what is seen after each. */
async function use(folder) {
  const { context, page, trouble } = await opened(`${folder}index.html`);
  const seen = { first: await look(page) };
  const toField = (id) => tabTo(page, (id_) => document.activeElement.id === id_, id);
  const everything = seen.first.count;
  // What the live region says is waited for: until then nothing is settled.
  const until = (beginning) => page.waitForFunction(
    (said) => document.getElementById("count").textContent.startsWith(said), beginning,
    { timeout: 30_000 });
  await toField("words");
  await page.keyboard.type("CIRUGIA");
  await until("Leaflets shown");
  seen.folded = await look(page);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("handout"); // a word of ours, in every card
  await until("No leaflet");
  seen.none = await look(page);
  await page.keyboard.press("Enter");
  seen.entered = await look(page);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("humidifiers");
  if (folder === server.base) await until("Leaflets shown");
  else await page.waitForTimeout(1000);
  seen.inText = await look(page);
  await tabTo(page, () => document.activeElement.type === "reset");
  await page.keyboard.press("Enter");
  await until(everything);
  seen.reset = await look(page);
  await page.keyboard.press("Shift+Tab"); // the topic
  await page.keyboard.press("Shift+Tab"); // the format
  await page.keyboard.press("Shift+Tab"); // the language
  await page.keyboard.type("Por");
  await until("Leaflets shown");
  seen.language = await look(page);
  await page.keyboard.press("Home");
  await until(everything);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Cat");
  await until("Leaflets shown");
  seen.topic = await look(page);
  await tabTo(page, () => document.activeElement.closest(".card") !== null);
  seen.firstLink = await page.evaluate(() => document.activeElement.textContent.trim());
  await page.goto(`${folder}index.html`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#/); // the place that Tab starts from moves with it
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.activeElement.matches("a, button, input"));
  seen.skipped = await page.evaluate(() => document.activeElement.textContent.trim());
  await context.close();
  return { ...seen, trouble };
}

async function tabTo(page, there, argument) {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(there, argument)) return;
  }
  throw new Error("the tab key does not lead there");
}

/** What a person sees and hears of the list: titles, languages, count, quotations. */
async function look(page) {
  const texts = (selector) => page.locator(`${selector} >> visible=true`).allTextContents();
  return {
    titles: await texts(".card h2"),
    languages: await texts(".row h3"),
    count: await page.locator("#count").textContent(),
    found: await texts(".found"),
    form: await page.locator("#filters").isVisible(),
    query: new URL(page.url()).search,
  };
}
