import fc from "fast-check";
import { expect, test } from "vitest";
import { HEADER, lineOf } from "../testing/extraction";
import { type Cells, cellOf, readHeader } from "./extraction";
import { linesOf } from "./lines";
import { stampOf } from "./stamp";

const line = lineOf({ address: "alix.fictif@demo.mssante.fr", family: "FICTIF", given: "Alix", city: "DEMOVILLE" });

/** What each of these lines is read as, under this header; null for one that is no row. */
function readLines(header: string, text: string): readonly (Cells | null)[] {
  const read: (Cells | null)[] = [];
  const bytes = new TextEncoder().encode(text);
  readHeader(header)(bytes, 0, (found) => {
    if (found === null) return void read.push(null);
    const { starts, ends } = found;
    read.push([...starts].map((start, kept) => new TextDecoder().decode(bytes.subarray(start, ends[kept]))));
  });
  return read;
}
const readLine = (header: string, text: string): Cells | null => readLines(header, text)[0] ?? null;

test("§7.13: columns are found by their names, wherever they stand", () => {
  const order = HEADER.split("|").map((_, index) => (index * 7) % 31);
  const moved = (text: string): string => order.map((place) => text.split("|")[place] ?? "").join("|");
  const cells = readLine(moved(HEADER), moved(line));
  if (cells === null) return expect.fail("a line of the right width");
  expect(cellOf(cells, "family")).toBe("FICTIF");
  expect(cellOf(cells, "address")).toBe("alix.fictif@demo.mssante.fr");
  expect(cellOf(cells, "route")).toBe("DEMOVILLE");
});

test("§7.13: a BOM, a trailing separator and a typographic apostrophe change nothing", () => {
  const header = `\uFEFF${HEADER.replaceAll("'", "’")}|`;
  expect(readLine(header, `${line}|`)?.[0]).toBe("alix.fictif@demo.mssante.fr");
  expect(readLine(header, line)?.[0]).toBe("alix.fictif@demo.mssante.fr");
});

test.each(["Adresse BAL", "Type de BAL", "Nom d'exercice"])("§7.13: a file without « %s » is refused", (name) => {
  expect(() => readHeader(HEADER.replace(name, "Autre"))).toThrow("unreadable");
});

test("a column that is not needed may be missing: it is empty", () => {
  const short = (text: string): string => text.split("|").slice(0, 28).join("|");
  const cells = readLine(short(HEADER), short(line));
  if (cells === null) return expect.fail("a line of the right width");
  expect(cellOf(cells, "postalCode")).toBe("");
  expect(cellOf(cells, "given")).toBe("Alix");
});

test.each([
  ["short", line.split("|").slice(0, 30).join("|")],
  ["long", `${line}|x|y`],
  ["endless", `${line}${"x".repeat(9000)}`],
  ["without address", lineOf({ address: "", family: "FICTIF" })],
  ["with something else for an address", lineOf({ address: "@demo", family: "FICTIF" })],
])("§7.13: a line that is %s is no row", (_what, text) => {
  expect(readLines(HEADER, `${line}\n${text}\n${line}`).map((cells) => cells?.[0] ?? null)).toEqual([
    "alix.fictif@demo.mssante.fr",
    null,
    "alix.fictif@demo.mssante.fr",
  ]);
});

test("the cells of a line are those between its separators, whatever they hold and however it ends", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "é", "\u{1F600}", " ", "@", "'"), maxLength: 6 });
  const lines = fc.array(fc.array(cell, { minLength: 31, maxLength: 31 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(lines, fc.constantFrom("\n", "\r\n", "|\n"), (all, end) => {
      const wanted = all.map((cells) => ((cells[1] ?? "").indexOf("@") > 0 ? [cells[1], cells[0], cells[9]] : null));
      const read = readLines(HEADER, all.map((cells) => cells.join("|") + end).join(""));
      expect(read.map((cells) => cells && [cells[0], cells[1], cellOf(cells, "family")])).toEqual(wanted);
    }),
    { numRuns: 60 },
  );
});

test("a stream comes in whole lines however its bytes are cut, CR or not", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom("a", "é", "œ", "|", " ", "\u{1F600}"), maxLength: 12 }), {
        minLength: 1,
      }),
      fc.integer({ min: 1, max: 7 }),
      fc.boolean(),
      async (lines, size, returns) => {
        const bytes = new TextEncoder().encode(lines.join(returns ? "\r\n" : "\n"));
        const cut = async function* () {
          for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
        };
        const runs: Uint8Array[] = [];
        for await (const run of linesOf(cut())) runs.push(run);
        expect(Buffer.concat(runs).equals(bytes)).toBe(true);
        for (const run of runs.slice(0, -1)) expect(run.at(-1)).toBe(10);
      },
    ),
    { numRuns: 60 },
  );
});

test("a line without end is refused instead of filling the memory", async () => {
  const endless = async function* () {
    for (let lot = 0; lot < 40; lot += 1) yield new Uint8Array(4096).fill(120);
  };
  await expect(async () => {
    for await (const lines of linesOf(endless())) expect(lines).toEqual([]);
  }).rejects.toThrow("unreadable");
});

test("the date is in the name", () => {
  expect(stampOf("Extraction_Correspondance_MSSante_202608260215.txt")).toBe("2026-08-26T02:15:00.000Z");
  expect(stampOf("Extraction_Correspondance_MSSante_202608260215.zip")).toBe("2026-08-26T02:15:00.000Z");
  expect(stampOf("extraction.txt")).toBeNull();
  expect(stampOf("extraction_202613450215.txt")).toBeNull();
});
