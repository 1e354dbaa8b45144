import { createReadStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { connectDirectory } from "../../../electron/directory/connect";
import { alternate, timed } from "../compare";
import type { Figure } from "../figure";

/** From the file chosen to the directory that answers, against a loop that reads the same file and cuts its lines at the separators. */
export const loadDirectory: Figure = {
  id: "load-directory",
  what: "import de l’extraction (540 000 lignes)",
  against: "lire le fichier et couper ses lignes",
  unit: "ms",
  goal: "≤ 8×",
  held: ({ ratio }) => ratio <= 8,
  run: async (bench) => {
    const { path } = await bench.extraction();
    const folder = join(bench.folder, "load-directory");
    await mkdir(folder, { recursive: true });
    const child = await bench.start("directory");
    const service = connectDirectory(child, { told: () => undefined });
    await service.open(folder);
    try {
      return await alternate(
        bench.pairs,
        () => timed(() => service.import({ path, name: "extraction_202611220230.txt" })),
        () => timed(() => readAndSplit(path)),
      );
    } finally {
      child.kill();
      await child.ended;
    }
  },
};

async function readAndSplit(path: string): Promise<number> {
  let [cells, rest] = [0, ""];
  for await (const chunk of createReadStream(path, { encoding: "utf8", highWaterMark: 256 * 1024 })) {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) cells += line.split("|").length;
  }
  return cells;
}
