import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { say } from "./runtime/say.mjs";

const FOLDERS = ["shared", "electron", "renderer", "e2e", "scripts"];
const GOALS = { median: 90, p90: 250, max: 400 };
/** Protocols and parsers carry more test than code. */
const DENSE = ["documents", "mailbox", "outbox", "psc", "trust", "directory"].map((name) => `electron/${name}/`);
const TESTS_PER_LINE = 1.5;
const isTest = (/** @type {string} */ path) => /\.(test|spec)\.tsx?$|\/(testing|fixtures)\//.test(path);

/**
 * Prints the three size numbers and the tests-to-code ratios.
 * @param {string} root
 * @returns {Promise<boolean>} whether the three numbers hold
 */
export async function reportSizes(root) {
  const files = await measure(root);
  const counted = files.filter(({ path }) => !isTest(path) && !path.endsWith(".d.ts") && !path.includes("/text/"));
  const lines = counted.map((file) => file.lines).sort((a, b) => a - b);
  const at = (/** @type {number} */ part) => lines[Math.min(lines.length - 1, Math.floor(lines.length * part))] ?? 0;
  const numbers = { median: at(0.5), p90: at(0.9), max: lines.at(-1) ?? 0 };
  say(`tailles : ${counted.length} fichiers, médiane ${numbers.median}, p90 ${numbers.p90}, max ${numbers.max}`);
  for (const { path, lines: long } of counted) if (long > GOALS.max) say(`  trop long : ${path} (${long} lignes)`);
  for (const folder of [...DENSE, "shared/rules/"])
    printRatio(
      folder,
      files.filter(({ path }) => path.startsWith(folder)),
    );
  return Object.entries(GOALS).every(([name, goal]) => numbers[/** @type {keyof typeof numbers} */ (name)] <= goal);
}

/** @param {string} folder @param {{ path: string, lines: number }[]} files */
function printRatio(folder, files) {
  const sum = (/** @type {boolean} */ test) =>
    files.filter(({ path }) => isTest(path) === test).reduce((total, file) => total + file.lines, 0);
  const [code, tests] = [sum(false), sum(true)];
  if (code === 0) return;
  const ratio = tests / code;
  say(`  ${folder} ${code} lignes, ${tests} de test (${ratio.toFixed(2)})${ratio < TESTS_PER_LINE ? " < 1,5" : ""}`);
}

/** @param {string} root */
async function measure(root) {
  const found = [];
  for (const folder of FOLDERS) {
    const entries = await readdir(join(root, folder), { recursive: true }).catch(() => []);
    for (const name of entries.filter((entry) => /\.(ts|tsx)$/.test(entry))) {
      const path = `${folder}/${name.replaceAll("\\", "/")}`;
      const text = await readFile(join(root, path), "utf8").catch(() => "");
      found.push({ path, lines: text.split("\n").length - 1 });
    }
  }
  return found;
}
