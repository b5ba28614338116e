// Runs Ace by DAISY on many books in one browser.
// In: {"files": [path]}. Out: for each file {"violations": [line]} or {"error": message}.
const fs = require("node:fs");
const path = require("node:path");
const puppeteer = require("puppeteer");
const ace = require("@daisy/ace-core");
const runner = require("@daisy/ace-axe-runner-puppeteer");
const logger = require("@daisy/ace-logger");

const FLAGS = [
  "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const scratch = process.env.PLAINLEAF_SCRATCH;
const asked = JSON.parse(fs.readFileSync(0, "utf8"));

// The runner starts a browser for each book, and gives it five seconds to appear.
const start = puppeteer.launch.bind(puppeteer);
puppeteer.launch = (options) =>
  start({
    ...options,
    args: [...options.args, ...FLAGS],
    executablePath: process.env.CHROME,
    timeout: 120_000,
  });
const { launch, close } = runner;
let launched = false;
runner.launch = async () => {
  if (!launched) await launch();
  launched = true;
};
runner.close = async () => {};

const first = (words) => (words ?? "").split("\n")[0].trim();

async function violations(file, index) {
  const options = { cwd: scratch, outdir: path.join(scratch, String(index)), silent: true, jobid: "" };
  const [, report] = await ace(file, options, runner);
  if (!report["earl:result"]?.["earl:outcome"]) throw new Error("Ace gave no outcome");
  return report.assertions.flatMap((subject) =>
    subject.assertions.map((broken) => {
      const test = broken["earl:test"];
      const place = subject["earl:testSubject"].url;
      const why = first(broken["earl:result"]["dct:description"]);
      return `${test["earl:impact"]} ${test["dct:title"]} ${place}: ${why}`;
    }));
}

(async () => {
  logger.initLogger({ silent: true, verbose: false, fileName: "ace.log" });
  const found = [];
  for (const [index, file] of asked.files.entries()) {
    try {
      found.push({ violations: await violations(file, index) });
    } catch (error) {
      found.push({ error: String(error?.message ?? error) });
    }
  }
  if (launched) await close();
  fs.writeFileSync(process.argv[2], JSON.stringify(found));
  process.exit(0);
})();
