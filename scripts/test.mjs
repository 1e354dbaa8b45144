import { readdir, readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { ensureInstalled } = await import("./runtime/install.mjs");
const { elapsed, entry, run, say } = await import("./runtime/say.mjs");
const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** @typedef {{ passed: number, failed: number }} Count */
const total = { passed: 0, failed: 0 };
/** @type {string[]} */
const summary = [];
/** @type {string[]} */
const failures = [];
/** @type {string[]} */
const unsteady = [];
/** A journey depends on a whole machine: so many may need a second attempt in one run. They are named, to be mended. */
const SECOND_ATTEMPTS = 2;

/**
 * Plays one step; a failure is counted and the next step still runs.
 * @param {string} name
 * @param {() => Promise<Count | boolean | string>} act counts, success, or why it was left out
 */
async function play(name, act) {
  const since = Date.now();
  say(`\n── ${name} ──`);
  const result = await act().catch((error) => {
    say(error instanceof Error ? error.message : String(error));
    return false;
  });
  const count = typeof result === "object" ? result : { passed: 0, failed: result === false ? 1 : 0 };
  total.passed += count.passed;
  total.failed += count.failed;
  const told =
    typeof result === "string"
      ? result
      : typeof result === "object"
        ? `${count.passed} réussis, ${count.failed} en échec`
        : "";
  summary.push(`${count.failed === 0 ? "✓" : "✗"} ${name}${told ? ` : ${told}` : ""} (${elapsed(since)})`);
  return count.failed === 0;
}

/**
 * @param {string} project
 * @param {{ show?: boolean }} [options] not shown: what it writes is said once it has ended, not between the lines of another
 * @returns {Promise<Count>}
 */
async function vitest(project, { show = true } = {}) {
  const report = join(root, "out", `vitest-${project}.json`);
  await rm(report, { force: true });
  const bin = "node_modules/vitest/vitest.mjs";
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code, output } = await run(
    process.execPath,
    [bin, "run", "-c", ".config/vitest.config.ts", "--project", project, ...reporters],
    { cwd: root, show },
  );
  if (!show) say(output.trimEnd());
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    testResults = [],
  } = JSON.parse(await readFile(report, "utf8").catch(() => "{}"));
  failures.push(...testResults.flatMap(namesOfFailures));
  // A file that cannot be loaded fails without a failed test.
  return { passed: numPassedTests, failed: numFailedTests || (code === 0 ? 0 : 1) };
}

/**
 * What failed in one file of the report, and why in one line, for the end of the run.
 * @param {{ name: string, status: string, message?: string, assertionResults: { status: string, fullName: string, failureMessages?: string[] }[] }} file
 */
function namesOfFailures({ name, status, message = "", assertionResults }) {
  const path = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === "failed");
  if (failed.length === 0) return status === "failed" ? [`${path} : ${firstLine(message)}`] : [];
  return failed.map(({ fullName, failureMessages = [] }) => `${path} : ${fullName} : ${firstLine(failureMessages[0])}`);
}

/** @param {string} [text] */
function firstLine(text = "") {
  return text.split("\n", 4).join(" ").slice(0, 400);
}

async function hasSpecs() {
  const names = await readdir(join(root, "e2e"), { recursive: true });
  return names.some((name) => name.endsWith(".spec.ts"));
}

await entry(async () => {
  const since = Date.now();
  await ensureInstalled(root);
  const { findRuntime, runtimeLine } = await import("./runtime/find.mjs");
  const { ensureLibraries } = await import("./runtime/libraries.mjs");
  const { ensureServers } = await import("./runtime/servers.mjs");
  const { prepare } = await import("./runtime/prepare.mjs");
  const { runJourneys } = await import("./runtime/playwright.mjs");

  await play("Electron et ses bibliothèques", async () => {
    const runtime = await findRuntime(root);
    await ensureLibraries(true, runtime.executable);
    return runtimeLine(runtime);
  });
  const served = await play("serveurs d’essai installés", async () => {
    await ensureServers();
    return true;
  });
  await play(
    "contrôles",
    async () => (await run(process.execPath, ["scripts/check.mjs"], { cwd: root, show: true })).code === 0,
  );
  // The tests on servers wait more than they compute: they run beside the others.
  await Promise.all([
    play("tests unitaires", () => vitest("unit")),
    play("serveurs d’essai", async () =>
      served ? vitest("servers", { show: false }) : "laissé de côté, ils ne sont pas installés",
    ),
  ]);
  await play("parcours dans Electron", async () => {
    if (!(await hasSpecs())) return "aucun parcours n’est encore écrit";
    const place = await prepare(root, { alwaysVirtual: true });
    const projects = ["demo", "real", "conformity", "attacks", "gallery"].filter(
      (name) => served || !["real", "conformity"].includes(name),
    );
    const { again, ...count } = await runJourneys(root, place, {
      projects,
      realServers: served,
      args: ["--retries=1"],
    });
    unsteady.push(...again);
    return again.length > SECOND_ATTEMPTS ? { ...count, failed: count.failed + again.length } : count;
  });

  say(`\n${summary.join("\n")}\nen tout : ${elapsed(since)}`);
  for (const failure of failures) say(`  ✗ ${failure}`);
  for (const name of unsteady) say(`  ⚠ réussi au second essai seulement : ${name}`);
  say(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});
