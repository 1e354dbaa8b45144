import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { requireCommand } from "../../servers/running-program";
import { alternate, timed } from "../compare";
import { archiveOf, parserOf } from "../documents";
import type { Bench, Figure } from "../figure";

const run = promisify(execFile);

/** Archives read and verified (digests, metadata against CDA) by the parser process, against a check of their CRCs. */
export const xdm: Figure = {
  id: "xdm",
  what: "lecture et vérification d’archives XDM de 1 à 25 Mo",
  against: "unzip -t",
  unit: "ms/archive",
  goal: "≤ 2×",
  held: ({ ratio }) => ratio <= 2,
  run: async (bench) => {
    const unzip = requireCommand("unzip");
    const each = Math.floor((bench.quick ? 40 : 200) / bench.pairs);
    const parser = await parserOf(bench);
    let files: readonly string[] = [];
    try {
      return await alternate(
        bench.pairs,
        async (turn) => {
          files = await written(bench, turn, each);
          const reading = async (): Promise<void> => {
            for (const file of files) verified(await parser.call("readXdm", { bytes: await readFile(file) }));
          };
          return (await timed(reading)) / each;
        },
        async () => {
          const checking = async (): Promise<void> => {
            for (const file of files) await run(unzip, ["-tqq", file]);
          };
          return (await timed(checking)) / each;
        },
      );
    } finally {
      parser.close();
    }
  },
};

/** Each turn has its own archives; those of the turn before go. */
async function written(bench: Bench, turn: number, count: number): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, index) => join(bench.folder, `archive-${index}.zip`));
  for (const [index, name] of names.entries()) {
    await rm(name, { force: true });
    await writeFile(name, await archiveOf(turn * count + index));
  }
  return names;
}

function verified({ documents }: { readonly documents: readonly unknown[] }): void {
  if (documents.length !== 1) throw new Error("an archive was not read");
}
