import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Figure } from "../figure";

const MEGABYTE = 1_000_000;
const MORE_MEGABYTES = 40;
/** What the build leaves in `node_modules` (`external` in its configuration): these, and what they depend on. */
const LEFT = ["@signalapp/sqlcipher", "hunspell-asm", "pdfjs-dist", "oidc-provider", "smtp-server"];
/** Of what is left, only this platform's add-on and the reader of PDF that is loaded are needed. */
const NEEDED: Readonly<Record<string, RegExp>> = {
  "@signalapp/sqlcipher": new RegExp(`dist|package.json|${process.platform}-${process.arch}`, "u"),
  "pdfjs-dist": /package\.json|legacy\/build\/pdf(?:\.worker)?\.mjs/u,
};

/** What is installed: the runtime, the build, and what the build loads beside it. */
export const size: Figure = {
  id: "size",
  what: "application installée : moteur, construction, modules chargés (sans les cartes de sources)",
  against: "moteur Electron seul",
  unit: "Mo",
  goal: "≤ moteur + 40 Mo",
  held: ({ value, against }) => value <= against + MORE_MEGABYTES,
  run: async (bench) => {
    const { workplace } = await bench.desk();
    const against = await bytesIn(dirname(workplace.executable));
    const ours = await bytesIn(join(workplace.folder, "out", "build"));
    const beside = await Promise.all(
      [...(await withDependencies(workplace.folder, LEFT))].map((name) =>
        bytesIn(join(workplace.folder, "node_modules", name), NEEDED[name]),
      ),
    );
    const total = beside.reduce((sum, one) => sum + one, against + ours);
    return [{ value: total / MEGABYTE, against: against / MEGABYTE }];
  },
};

async function withDependencies(root: string, names: readonly string[]): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  const add = async (name: string): Promise<void> => {
    if (known.has(name)) return;
    known.add(name);
    const text = await readFile(join(root, "node_modules", name, "package.json"), "utf8");
    const { dependencies = {} } = JSON.parse(text) as { readonly dependencies?: Readonly<Record<string, string>> };
    for (const one of Object.keys(dependencies)) await add(one);
  };
  for (const name of names) await add(name);
  return known;
}

async function bytesIn(folder: string, needed = /./u): Promise<number> {
  const names = (await readdir(folder, { recursive: true })).filter(
    (name) => needed.test(name) && !name.endsWith(".map"),
  );
  const sizes = await Promise.all(
    names.map(async (name) => {
      const found = await stat(join(folder, name));
      return found.isFile() ? found.size : 0;
    }),
  );
  return sizes.reduce((sum, one) => sum + one, 0);
}
