import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { assemble } from "../../../scripts/packaging/assemble";
import type { Figure } from "../figure";

const MEGABYTE = 1_000_000;
const MORE_MEGABYTES = 40;

/** What is installed, as `npm run package` makes it: the packaged application, unpacked. */
export const size: Figure = {
  id: "size",
  what: "application empaquetée (moteur avec nos langues seulement, archive, modules natifs)",
  against: "moteur Electron seul, avec toutes ses langues",
  unit: "Mo",
  goal: "≤ moteur + 40 Mo",
  held: ({ value, against }) => value <= against + MORE_MEGABYTES,
  run: async (bench) => {
    const { workplace } = await bench.desk();
    const runtime = dirname(workplace.executable);
    const out = await mkdtemp(join(tmpdir(), "pli-size-"));
    try {
      // Any version: what is inside is the same.
      const { folder } = await assemble(workplace.folder, { folder: runtime, version: "" }, out);
      return [{ value: (await bytesIn(folder)) / MEGABYTE, against: (await bytesIn(runtime)) / MEGABYTE }];
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  },
};

async function bytesIn(folder: string): Promise<number> {
  const sizes = await Promise.all(
    (await readdir(folder, { recursive: true })).map(async (name) => {
      const found = await stat(join(folder, name));
      return found.isFile() ? found.size : 0;
    }),
  );
  return sizes.reduce((sum, one) => sum + one, 0);
}
