import { spawn, spawnSync } from "node:child_process";
import { cp, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onDisplay } from "./display.mjs";
import { asPerson, giveFolder } from "./person.mjs";
import { say, Stop } from "./say.mjs";

/**
 * Runs Playwright's projects in the real Electron, as the person who may run it, and brings `out/` back.
 * @param {string} root
 * @param {Awaited<ReturnType<typeof import('./prepare.mjs').prepare>>} place
 * @param {{ projects: readonly string[], realServers: boolean, args?: readonly string[], aside?: boolean, packaged?: string }} what `aside`: what is
 *   said goes to the error stream; `packaged`: the executable of the package
 * @returns {Promise<{ code: number, passed: number, failed: number, again: string[] }>} `again`: passed at the second attempt only
 */
export async function runJourneys(
  root,
  { executable, person, folder, virtual },
  { projects, realServers, args = [], aside = false, packaged },
) {
  const apart = person.uid !== undefined;
  const out = apart ? giveFolder(join(person.home, `out-${process.pid}`), person) : join(root, "out");
  await mkdir(out, { recursive: true });
  const servers = realServers ? await serveReal(root, join(out, "real-servers.json")) : undefined;
  try {
    const cli = join("node_modules", "@playwright", "test", "cli.js");
    const config = join(".config", "playwright.config.ts");
    const chosen = projects.map((name) => `--project=${name}`);
    const shown = onDisplay(virtual, process.execPath, [cli, "test", "-c", config, ...chosen, ...args]);
    const env = {
      PLI_OUT: out,
      PLI_ELECTRON: executable,
      ...(servers ? { PLI_REAL_SERVERS: servers.path } : {}),
      ...(packaged ? { PLI_PACKAGED: packaged } : {}),
    };
    const code = await new Promise((/** @type {(code: number) => void} */ resolve) => {
      const child = spawn(shown.command, shown.args, {
        ...asPerson(person, env),
        cwd: folder,
        stdio: ["ignore", aside ? 2 : "inherit", "inherit"],
      });
      child.on("error", () => resolve(127));
      child.on("close", (ended) => resolve(ended ?? 1));
    });
    const report = join(out, "journeys.json");
    // Kept apart: the next run of other projects writes over the common report.
    if (projects.includes("conformity")) await cp(report, join(out, "conformity.json")).catch(() => undefined);
    return { code, ...(await counts(report)) };
  } finally {
    await servers?.stop();
    if (apart) {
      await cp(out, join(root, "out"), { recursive: true });
      spawnSync("chown", ["-R", `${process.getuid?.()}:${process.getgid?.()}`, join(root, "out")]);
      await rm(out, { recursive: true, force: true });
    }
  }
}

/** @param {string} report */
async function counts(report) {
  const { stats, suites = [] } = JSON.parse(await readFile(report, "utf8").catch(() => '{"stats":{}}'));
  const again = suites.flatMap(secondAttempts);
  const passed = (stats.expected ?? 0) + (stats.flaky ?? 0);
  return { passed, failed: stats.unexpected ?? 0, again };
}

/**
 * Specs that passed at their second attempt only.
 * @typedef {{ title: string, specs?: { title: string, file: string, tests: { status: string, projectName: string }[] }[], suites?: Suite[] }} Suite
 * @param {Suite} suite
 * @returns {string[]}
 */
function secondAttempts({ specs = [], suites = [] }) {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests.filter(({ status }) => status === "flaky").map(({ projectName }) => `[${projectName}] ${file} : ${title}`),
  );
  return [...own, ...suites.flatMap(secondAttempts)];
}

/** Root starts the servers (Postfix needs it); the journeys only read where they are. @param {string} root @param {string} path */
async function serveReal(root, path) {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/serve-real.ts", path], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  const ready = new Promise((/** @type {(ready: boolean) => void} */ resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => line === "pli: servers ready" && resolve(true));
    void ended.then(() => resolve(false));
  });
  if (!(await ready)) throw new Stop("Les serveurs d’essai n’ont pas démarré.");
  say("Serveurs d’essai prêts : Dovecot, Postfix ou son remplaçant, OpenLDAP, fournisseur OpenID.");
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { path, stop };
}
