// Writes the structure tree of every page, with its text, as pdf.js gives it.
// Arguments: the folder of a pdfjs-dist package, a PDF, the file to write.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, pdf, answer] = process.argv.slice(2);
const build = join(folder, "legacy", "build");
const entry = ["pdf.mjs", "pdf.js"].map((n) => join(build, n)).find(existsSync);
const loaded = await import(pathToFileURL(entry));
const pdfjs = loaded.getDocument ? loaded : loaded.default;

async function textsOf(page) {
  const texts = {};
  const open = [];
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  for (const item of items) {
    if (item.type === "beginMarkedContentProps" || item.type === "beginMarkedContent") {
      open.push(item.id ?? null);
    } else if (item.type === "endMarkedContent") {
      open.pop();
    } else {
      const id = open.findLast((name) => name !== null);
      if (id) texts[id] = (texts[id] ?? "") + item.str + (item.hasEOL ? " " : "");
    }
  }
  return texts;
}

function told(node, texts) {
  if (node.type === "content") return { role: "", text: texts[node.id] ?? "", kids: [] };
  const kids = (node.children ?? []).map((kid) => told(kid, texts));
  return { role: node.role ?? "", text: "", kids };
}

const task = pdfjs.getDocument({
  data: new Uint8Array(readFileSync(pdf)),
  useSystemFonts: false,
  disableFontFace: true,
  verbosity: 0,
});
const file = await task.promise;
const pages = [];
for (let number = 1; number <= file.numPages; number += 1) {
  const page = await file.getPage(number);
  const tree = await page.getStructTree();
  pages.push(told(tree ?? { role: "Page" }, await textsOf(page)));
}
writeFileSync(answer, JSON.stringify(pages));
await task.destroy();
