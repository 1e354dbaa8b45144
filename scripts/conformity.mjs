import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { ensureInstalled } = await import("./runtime/install.mjs");
const { entry, Stop } = await import("./runtime/say.mjs");
const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

const json = process.argv.includes("--json");
const last = process.argv.includes("--last");
const write = process.stdout.write.bind(process.stdout);

/**
 * Plays the specs of `e2e/conformity` and says of each requirement what the run shows: a table, or with `--json` one object and nothing else
 * on the standard output. `--last` reads the report of the last run instead of playing again.
 */
await entry(async () => {
  if (json)
    process.stdout.write = /** @type {typeof process.stdout.write} */ (process.stderr.write.bind(process.stderr));
  await ensureInstalled(root);
  const failed = last ? 0 : await play();
  const report = await readFile(join(root, "out", "conformity.json"), "utf8").catch(() => {
    throw new Stop("Aucun passage n’est gardé : lancer d’abord npm run conformity.");
  });
  const tsx = await import("tsx/esm/api");
  tsx.register();
  const { asTable, conformityRows, playedSpecs, readCatalogue } = await import("./conformity-rows.ts");
  const catalogue = readCatalogue(await readFile(join(root, "e2e", "conformity", "catalogue.tsv"), "utf8"));
  const played = playedSpecs(JSON.parse(report));
  const rows = conformityRows(catalogue, played);
  write(json ? `${JSON.stringify({ rows })}\n` : `\n${asTable(rows)}\n`);
  return failed > 0 || played.some(({ passed }) => !passed) ? 1 : 0;
});

/** @returns {Promise<number>} how many specs failed */
async function play() {
  const { prepare } = await import("./runtime/prepare.mjs");
  const { runJourneys } = await import("./runtime/playwright.mjs");
  const { ensureServers } = await import("./runtime/servers.mjs");
  await ensureServers();
  const place = await prepare(root, { alwaysVirtual: true });
  const { code, failed } = await runJourneys(root, place, {
    projects: ["conformity"],
    realServers: true,
    aside: json,
  });
  return code === 0 ? 0 : Math.max(1, failed);
}
