import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { findCommand } from "../../servers/running-program";
import { alternate, quantile, timed } from "../compare";
import { parserOf, structuredCda } from "../documents";
import type { Figure } from "../figure";

const run = promisify(execFile);
const SIZE = 3 * 1024 * 1024;
const PER_TURN = 10;

/** A large structured document as plain data for the page, without its painting, against a check that it is well formed. */
export const document: Figure = {
  id: "document",
  what: "CDA de 3 Mo, 60 tableaux, p95 (sans l’affichage)",
  against: "xmllint --noout, p95",
  unit: "ms",
  goal: "≤ 4× et p95 ≤ 300 ms",
  held: ({ ratio, value }) => ratio <= 4 && value <= 300,
  run: async (bench) => {
    const xmllint = findCommand("xmllint");
    if (xmllint === undefined) throw new Error("xmllint n’est pas installé (Debian : libxml2-utils)");
    const file = join(bench.folder, "document.xml");
    await writeFile(file, structuredCda(SIZE));
    const parser = await parserOf(bench);
    try {
      return await alternate(
        bench.pairs,
        () => late(async () => parser.call("readCda", { bytes: await readFile(file) })),
        () => late(() => run(xmllint, ["--noout", file])),
      );
    } finally {
      parser.close();
    }
  },
};

async function late(act: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < PER_TURN; turn += 1) times.push(await timed(act));
  return quantile(times, 0.95);
}
