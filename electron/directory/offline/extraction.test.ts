import fc from "fast-check";
import { expect, test } from "vitest";
import { HEADER, lineOf } from "../testing/extraction";
import { cellOf, readHeader } from "./extraction";
import { linesOf } from "./lines";
import { stampOf } from "./stamp";

const line = lineOf({ address: "alix.fictif@demo.mssante.fr", family: "FICTIF", given: "Alix", city: "DEMOVILLE" });

test("§7.13: columns are found by their names, wherever they stand", () => {
  const order = HEADER.split("|").map((_, index) => (index * 7) % 31);
  const moved = (text: string): string => order.map((place) => text.split("|")[place] ?? "").join("|");
  const cells = readHeader(moved(HEADER))(moved(line));
  if (cells === null) return expect.fail("a line of the right width");
  expect(cellOf(cells, "family")).toBe("FICTIF");
  expect(cellOf(cells, "address")).toBe("alix.fictif@demo.mssante.fr");
  expect(cellOf(cells, "route")).toBe("DEMOVILLE");
});

test("§7.13: a BOM, a trailing separator and a typographic apostrophe change nothing", () => {
  const read = readHeader(`\uFEFF${HEADER.replaceAll("'", "’")}|`);
  expect(read(`${line}|`)?.[0]).toBe("alix.fictif@demo.mssante.fr");
  expect(read(line)?.[0]).toBe("alix.fictif@demo.mssante.fr");
});

test.each(["Adresse BAL", "Type de BAL", "Nom d'exercice"])("§7.13: a file without « %s » is refused", (name) => {
  expect(() => readHeader(HEADER.replace(name, "Autre"))).toThrow("unreadable");
});

test("a column that is not needed may be missing: it is empty", () => {
  const short = (text: string): string => text.split("|").slice(0, 28).join("|");
  const cells = readHeader(short(HEADER))(short(line));
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
])("§7.13: a line that is %s is no row", (_what, text) => expect(readHeader(HEADER)(text)).toBeNull());

test("lines are the same however the bytes are cut, CR or not", async () => {
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
        const read: string[] = [];
        for await (const lot of linesOf(cut())) read.push(...lot);
        // A last empty line is not told from the end of the file.
        const wanted = lines.at(-1) === "" ? lines.slice(0, -1) : lines;
        expect(read).toEqual(wanted);
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
