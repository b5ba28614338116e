// What every program here that needs a browser shares: the request on standard input,
// the answer into the file named as first argument, a server of local files, a browser.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");

export const axeSource = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
export const AXE_TAGS = [
  "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
];

// Without these a browser asks its maker's servers for things at every start.
const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".xhtml": "application/xhtml+xml; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".gif": "image/gif",
  ".ttf": "font/ttf",
  ".otf": "font/otf",
  ".woff2": "font/woff2",
  ".pdf": "application/pdf",
  ".epub": "application/epub+zip",
};

// Pictures and fonts come late, as they do on a telephone, so that a page which leaves
// no room for them is seen to move.
const LATE = /\.(png|jpe?g|webp|gif|svg|ttf|otf|woff2)$/;
const LATE_BY = 80;

export const request = () => JSON.parse(fs.readFileSync(0, "utf8"));
export const answer = (found) =>
  fs.writeFileSync(process.argv[2], JSON.stringify(found));

/** Serve files: `find` gives the path for an address's path, or null for a 404. */
export async function serve(find) {
  const server = http.createServer((asked, reply) => {
    const address = decodeURIComponent(new URL(asked.url, "http://local").pathname);
    const file = find(address);
    if (!file || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      reply.statusCode = 404;
      reply.end();
      return;
    }
    const ending = path.extname(file).toLowerCase();
    reply.setHeader("content-type", TYPES[ending] ?? "application/octet-stream");
    setTimeout(() => fs.createReadStream(file).pipe(reply), LATE.test(ending) ? LATE_BY : 0);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { base: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROME, args: QUIET, timeout: 120_000 });

/** Stop every request that leaves this machine and tell of it. */
export async function stayHome(context, base, tell) {
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (/^(https?|wss?|ftp):/.test(url) && !url.startsWith(base)) {
      tell(url);
      return route.abort();
    }
    return route.continue();
  });
}

/** One line for each rule that axe says is broken, with a key of all its places. */
export const axeLines = (violations) =>
  violations.map((rule) => {
    const first = rule.nodes[0];
    const why = [...first.any, ...first.all, ...first.none][0]?.message ?? rule.help;
    const markup = first.html.replace(/\s+/g, " ").slice(0, 140);
    const places = rule.nodes.map((node) => node.target.join(" ")).join(", ");
    return { key: `axe ${rule.id} ${places}`, line: `axe ${rule.impact} ${rule.id} x${rule.nodes.length}: ${markup} (${why})` };
  });
