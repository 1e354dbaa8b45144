import { createParserHost, type ParserHost } from "../../electron/documents/parser/parser-host";
import { demoInput, demoXml } from "../../electron/documents/cda/testing/documents";
import { demoArchive } from "../../electron/documents/parser/testing/demo-archive";
import { writeCda } from "../../electron/documents/cda/write-cda";
import type { Bench } from "./figure";
import { noise } from "./letters";
import { seedOf } from "./seed";

const MEGABYTE = 1024 * 1024;

/** The parser process under the application's own budgets, kept for the whole figure. */
export async function parserOf(bench: Bench): Promise<ParserHost> {
  const child = await bench.start("parser");
  let given = false;
  return createParserHost({
    // The other side of a pair takes its time, and so does what is written for the next.
    idleMs: 3_600_000,
    spawn: () => {
      // A second one would mean that a document of ours went over its budget.
      if (given) throw new Error("the parser process ended");
      given = true;
      return { ...child, onExit: child.onClose };
    },
  });
}

/** A fictitious XDM archive of 1 to 25 MB, most of it a PDF of noise inside the CDA. */
export function archiveOf(number: number): Promise<Uint8Array> {
  const seed = seedOf(number + 200_000);
  const size = MEGABYTE * 25 ** seed.next();
  // Base64 inflates and deflate takes it back.
  const head = Buffer.from("%PDF-1.4\n%DEMO\n");
  return demoArchive(Buffer.concat([head, noise(seed, Math.round(size) - head.length)]));
}

/** A structured CDA of `bytes` or a little more: sixty tables of fictitious results. */
export function structuredCda(bytes: number, tables = 60): Uint8Array {
  const seed = seedOf(300_000);
  // Characters of a row of the table below, on average.
  const perRow = 88;
  const rows = Math.ceil(Math.max(0, bytes - demoXml().length) / tables / perRow);
  const row = (index: number): readonly string[] => [
    `Analyse ${index}`,
    (seed.next() * 100).toFixed(2),
    "mmol/L",
    seed.words(2),
  ];
  return writeCda({
    ...demoInput,
    body: {
      kind: "structured",
      templateIds: ["1.2.250.1.213.1.1.1.55"],
      sections: Array.from({ length: tables }, (_, index) => ({
        title: `Résultats DEMO ${index}`,
        blocks: [
          {
            kind: "table" as const,
            head: ["Analyse", "Valeur", "Unité", "Remarque"],
            rows: Array.from({ length: rows }, (_unused, line) => row(line)),
          },
        ],
      })),
    },
  });
}
