import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { requireNode } from "./runtime/node-version.mjs";

requireNode();
const { ensureInstalled } = await import("./runtime/install.mjs");
const { findRuntime, runtimeLine } = await import("./runtime/find.mjs");
const { ensureBuilt } = await import("./runtime/build.mjs");
const { entry, say, step, Stop } = await import("./runtime/say.mjs");

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
const { values: asked } = parseArgs({
  options: {
    release: { type: "boolean", default: false },
    updates: { type: "string" },
    sign: { type: "boolean", default: false },
    key: { type: "string" },
    notes: { type: "string" },
    days: { type: "string", default: "60" },
  },
});

/**
 * Makes the application of this machine in `out/package`: unpacked, and as a Debian package where `dpkg-deb` is there. `--release`: for
 * users, or nothing; `--updates FILE`: where its updates come from; `--sign`: what to put there, in `out/package/publish`.
 */
await entry(async () => {
  if (process.platform === "darwin")
    throw new Stop("Un paquet pour macOS demande une signature d’Apple : il n’est pas encore fait ici.");
  await ensureInstalled(root);
  const tsx = await import("tsx/esm/api");
  tsx.register();
  const updates = asked.updates === undefined ? undefined : JSON.parse(await readFile(asked.updates, "utf8"));
  const { readUpdateSource } = await import("../electron/update/source.ts");
  const source = readUpdateSource(updates);
  const signing = asked.sign ? await readSigning(source) : null;
  const runtime = await findRuntime(root);
  say(runtimeLine(runtime));
  await ensureBuilt(root);
  const { assemble, copyMadeFrom } = await import("./packaging/assemble.ts");
  if (asked.release && (await copyMadeFrom(root, runtime)) !== "release")
    throw new Stop(`Electron ${runtime.version} n’est pas celui de la production : il ne fait qu’une copie d’essai.`);
  const out = join(root, "out", "package");
  const made = await step("Assemblage", () => assemble(root, runtime, out, { updates }));
  if (made.copy === "test")
    say(
      "Copie d’essai : cet Electron n’est pas celui de la production. Elle porte ce nom et n’est pas pour un utilisateur.",
    );
  say(`Application : ${made.executable}`);
  const debian = process.platform === "linux" ? await makeDebian(made) : undefined;
  if (signing === null) return;
  const { publish } = await import("./packaging/publish.ts");
  const place = join(out, "publish");
  const announced = { notes: signing.notes, now: new Date(), days: Number(asked.days) };
  const names = await step("Signature", () => publish({ made, debian }, announced, signing, place));
  say(`À déposer à l’adresse des mises à jour, depuis ${place} :\n  ${names.join("\n  ")}`);
});

/** @param {import('./packaging/assemble.ts').Assembled} made */
async function makeDebian(made) {
  const { debianPackage } = await import("./packaging/debian.ts");
  const file = await step("Paquet Debian", () => debianPackage(made));
  say(file === undefined ? "Pas de paquet Debian : dpkg-deb n’est pas là." : `Paquet Debian : ${file}`);
  return file;
}

/** The key is read from the file of `--key`, else from the environment (`PLI_UPDATE_KEY`, PEM); it is written nowhere. @param {import('../electron/update/source.ts').UpdateSource | null} source */
async function readSigning(source) {
  if (source === null) throw new Stop("Donnez l’adresse et les clés publiques des mises à jour : --updates FICHIER.");
  if (asked.notes === undefined) throw new Stop("Donnez ce qui change, en français et en anglais : --notes FICHIER.");
  const pem = asked.key === undefined ? process.env["PLI_UPDATE_KEY"] : await readFile(resolve(asked.key), "utf8");
  if (!pem) throw new Stop("Donnez la clé qui signe : --key FICHIER, ou la variable PLI_UPDATE_KEY (PEM).");
  return { source, pem, notes: JSON.parse(await readFile(asked.notes, "utf8")) };
}
