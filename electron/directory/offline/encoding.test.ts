import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { questionOfCriteria } from "../question";
import { criteria } from "../testing/people";
import { extractionStage, HEADER, lineOf } from "../testing/extraction";
import { askOffline } from "./ask";
import { createDecoder } from "./encoding";
import { openOfflineFile } from "./offline-file";

const stage = extractionStage();
afterAll(() => stage.end());

const utf8 = new TextEncoder();
const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));
const decoded = (...runs: readonly Uint8Array[]): string => {
  const decode = createDecoder();
  return runs.map((run) => new TextDecoder().decode(decode(run))).join("");
};

test("a file of Windows-1252 is read with its accents, wherever the first one is", () => {
  expect(decoded(latin("MARTIN\n"), latin("BÉDU|Hélène\n"), latin("ROY\n"), latin("NOËL\n"))).toBe(
    "MARTIN\nBÉDU|Hélène\nROY\nNOËL\n",
  );
  expect(decoded(Uint8Array.of(0x8c, 0x75, 0x76, 0x72, 0x65, 0x92, 10))).toBe("Œuvre’\n");
});

test("a file of UTF-8 goes through as it is, cut where it may", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "é", "Œ", "’", "|", "\n", "\u{1F600}") });
  fc.assert(
    fc.property(fc.array(text), (lines) => {
      const runs = lines.map((line) => utf8.encode(`${line}\n`));
      expect(decoded(...runs)).toBe(lines.map((line) => `${line}\n`).join(""));
    }),
  );
});

test("whatever is written in Windows-1252 comes back, and no name holds a sign of damage", () => {
  const name = fc.string({ unit: fc.constantFrom("A", "É", "ç", "Ÿ".normalize(), " ", "-", "ï"), maxLength: 10 });
  fc.assert(
    fc.property(fc.array(name, { minLength: 1 }), (names) => {
      const text = names.map((each) => `${each.replaceAll("Ÿ", "Y")} É\n`).join("");
      expect(decoded(latin(text))).toBe(text);
    }),
  );
});

test("one damaged line of a UTF-8 file is not read; the others are, and nothing of it is guessed", () => {
  const broken = Uint8Array.of(...utf8.encode("NO"), 0xcb, ...utf8.encode("L\n"));
  expect(decoded(Buffer.concat([utf8.encode("BÉDU\n"), broken, utf8.encode("HÉLÈNE\n")]))).toBe("BÉDU\n?\nHÉLÈNE\n");
  expect(decoded(utf8.encode("BÉDU\n"), broken)).toBe("BÉDU\n?\n");
});

test.each([
  ["DOS", Uint8Array.of(0x42, 0x90, 0x44, 0x55, 10)],
  ["DOS, in small letters", Uint8Array.of(0x68, 0x82, 0x6c, 0x8a, 0x6e, 0x65, 10)],
  ["an old Macintosh", Uint8Array.of(0x68, 0x8f, 0x6c, 0x88, 0x6e, 0x65, 10)],
])("accents of %s are refused rather than shown wrong", (_which, bytes) => {
  expect(() => decoded(bytes)).toThrow("offline-encoding");
});

test("an extraction that a spreadsheet wrote again finds « Hélène BÉDU »", async () => {
  const people = [
    { address: "helene.bedu@demo.mssante.fr", family: "BÉDU", given: "Hélène", city: "NÎMES" },
    { address: "marc.roy@demo.mssante.fr", family: "ROY", given: "Marc" },
  ];
  const path = join(stage.folder, "latin.txt");
  writeFileSync(
    path,
    latin([HEADER.replaceAll("’", "'"), ...people.map(lineOf)].map((line) => `${line}\r\n`).join("")),
  );
  expect(await stage.build(path)).toMatchObject({ rows: 2, skipped: 0 });
  const file = openOfflineFile(join(stage.folder, "annuaire.db"));
  const [found] = askOffline(file, questionOfCriteria(criteria({ family: "bedu" }))).findings;
  expect(found).toMatchObject({ family: "BÉDU", given: "Hélène", situations: [{ city: "NÎMES" }] });
  file.close();
});
