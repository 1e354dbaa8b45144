import fc from "fast-check";
import { expect, test } from "vitest";
import { createWordCollector, type WordField, wordsOf } from "./collect-words";
import { addressKey, addressKeyAt, createKeyCollector, partOf, personKey, personKeyAt, rowsOfKey } from "./keys";
import { among, createPacker, either, unpackRows } from "./numbers";
import { createWordIndex } from "./read-words";
import { createTextNumbers } from "./text-numbers";

const rows = fc
  .oneof(
    fc.uniqueArray(fc.integer({ min: 1, max: 3_000_000 })),
    fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 60 }),
  )
  .map((list) => list.toSorted((a, b) => a - b));

/** One list as the file holds it, without its length. */
function packRows(list: readonly number[]): Uint8Array {
  const packer = createPacker();
  packer.add(Int32Array.of(0, ...list, 9), 1, list.length + 1);
  return Uint8Array.from(packer.take().subarray(4));
}

test("rows come back from their bytes", () => {
  fc.assert(
    fc.property(rows, (list) => {
      expect([...unpackRows([packRows(list)])]).toEqual(list);
    }),
  );
  expect([...unpackRows([packRows([3, 3, 5])])]).toEqual([3, 5]);
});

test("a word of everywhere takes a bit for each row, and is read like the others", () => {
  const most = Array.from({ length: 3000 }, (_, at) => at + 1).filter((row) => row % 7 !== 0);
  const packed = packRows(most);
  expect(packed.length).toBeLessThan(400);
  expect([...unpackRows([packed])]).toEqual(most);
  expect([...among(Int32Array.of(6, 7, 8, 2999, 9000), [packed, packRows([9000])])]).toEqual([6, 8, 2999, 9000]);
});

test("either and among are the union and the intersection", () => {
  fc.assert(
    fc.property(rows, rows, rows, (a, b, c) => {
      const lists = [b, c].map((list) => Int32Array.from(list));
      const union = [...new Set([...b, ...c])].toSorted((x, y) => x - y);
      expect([...either(lists)]).toEqual(union);
      expect([...unpackRows([packRows(b), packRows(c)])]).toEqual(union);
      expect([...among(Int32Array.from(a), [b, c].map(packRows))]).toEqual(a.filter((row) => union.includes(row)));
    }),
  );
});

test("nothing of one question is left for the next, whatever its lists were", () => {
  const [wide, few] = [packRows(Array.from({ length: 5000 }, (_, at) => 3 * at + 1)), packRows([2, 40_000])];
  expect(unpackRows([wide, few])).toHaveLength(5002);
  expect([...among(Int32Array.of(1, 2, 4), [wide])]).toEqual([1, 4]);
  expect([...unpackRows([few])]).toEqual([2, 40_000]);
  expect([...among(Int32Array.of(1, 2, 4), [few])]).toEqual([2]);
  expect([...unpackRows([])]).toEqual([]);
});

/** The index as the file serves it, in memory. */
function indexOf(texts: readonly (readonly [WordField, string])[]) {
  const collector = createWordCollector();
  texts.forEach(([field, text], at) => {
    const bytes = new TextEncoder().encode(`|${text}|`);
    collector.add(at + 1, field, bytes, 1, bytes.length - 1);
  });
  // The bytes of a block are those of the next once it is made.
  const blocks = Array.from(collector.blocks(), (block) => ({ ...block, rows: Uint8Array.from(block.rows) }));
  const tails = new Map([...collector.tails()].map(({ key, words }) => [key, words]));
  return createWordIndex({
    blocks: (prefix) => blocks.filter(({ key }) => (prefix.length > 3 ? key === prefix : key.startsWith(prefix))),
    words: (prefix) => blocks.filter(({ key }) => key.startsWith(prefix)).map(({ words }) => words),
    tail: (key) => tails.get(key) ?? "",
  });
}

test("a word is found by any of its beginnings, two letters and more, and nothing else is", () => {
  const name = fc.string({ unit: fc.constantFrom("a", "b", "c", "é"), minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 20 }), fc.nat(), (names, which) => {
      const index = indexOf(names.map((each) => ["f", each] as const));
      const word = wordsOf(names[which % names.length] ?? "")[0] ?? "";
      for (let letters = Math.min(2, word.length); letters <= word.length; letters += 1) {
        const begun = word.slice(0, letters);
        const wanted = names.flatMap((each, at) => (wordsOf(each)[0]?.startsWith(begun) === true ? [at + 1] : []));
        expect([...unpackRows(index.lists(["f"], begun))]).toEqual(wanted);
      }
    }),
    { numRuns: 60 },
  );
});

test("fields are apart, and a number is no city", () => {
  const index = indexOf([
    ["f", "LYON"],
    ["c", "69001 LYON"],
    ["z", "69001"],
  ]);
  expect([...unpackRows(index.lists(["f"], "lyon"))]).toEqual([1]);
  expect([...unpackRows(index.lists(["c"], "lyon"))]).toEqual([2]);
  expect([...unpackRows(index.lists(["c"], "690"))]).toEqual([]);
  expect([...unpackRows(index.lists(["z"], "69"))]).toEqual([3]);
});

test.each([
  ["dupnt", "dupont"],
  ["dupotn", "dupont"],
  ["duponnt", "dupont"],
  ["gupont", "dupont"],
  ["udpont", "dupont"],
  ["lyno", "lyon"],
  ["mrtinez", "martinez"],
  ["martinzez", "martinez"],
])("« %s » is near « %s »", (typed, meant) => {
  expect(indexOf(["dupont", "lyon", "martinez", "bernard"].map((each) => ["f", each])).near(["f"], typed, 5)).toEqual([
    meant,
  ]);
});

test("two errors, three letters or a number forgive nothing", () => {
  const index = indexOf([
    ["f", "dupont"],
    ["f", "roy"],
    ["z", "69001"],
  ]);
  expect(index.near(["f"], "dpuotn", 5)).toEqual([]);
  expect(index.near(["f"], "rox", 5)).toEqual([]);
  expect(index.near(["z"], "69011", 5)).toEqual([]);
});

test("a key gives its rows, and only them", () => {
  const keys = fc.array(fc.nat({ max: 0xff_ff_ff_ff }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(keys, (list) => {
      const collector = createKeyCollector();
      list.forEach((key, at) => collector.add(at + 1, key));
      const parts = new Map([...collector.parts()].map(({ part, pairs }) => [part, pairs]));
      for (const key of list) {
        const pairs = parts.get(partOf(key));
        if (pairs === undefined) return expect.fail("a part for each key");
        expect(rowsOfKey(pairs, key)).toEqual(list.flatMap((each, at) => (each === key ? [at + 1] : [])));
        expect(rowsOfKey(pairs, key === 0 ? 1 : key - 1)).toEqual(
          list.flatMap((each, at) => (each === (key === 0 ? 1 : key - 1) ? [at + 1] : [])),
        );
      }
    }),
    { numRuns: 50 },
  );
});

test("an address is keyed by what is before its @, a person by digits alone", () => {
  expect(addressKey("Alix.Fictif@demo.mssante.fr")).toBe(addressKey("alix.fictif@autre.mssante.fr"));
  expect(addressKey("alix.fictif@demo.mssante.fr")).not.toBe(addressKey("alix.fictive@demo.mssante.fr"));
  expect(personKey("999 000 000 01")).toBe(personKey("99900000001"));
  expect(personKey("")).toBeNull();
});

test("keys are the same from the bytes of a cell", () => {
  const local = fc.string({ unit: fc.constantFrom("A", "z", "é", "K", ".", "8", " "), maxLength: 14 });
  fc.assert(
    fc.property(local, (text) => {
      const bytes = new TextEncoder().encode(`|${text}@demo|`);
      expect(addressKeyAt(bytes, 1, bytes.length - 1)).toBe(addressKey(`${text}@demo`));
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("1", "9", "0", " ", "/"), maxLength: 16 }), (text) => {
      const bytes = new TextEncoder().encode(`|${text}|`);
      expect(personKeyAt(bytes, 1, bytes.length - 1)).toBe(personKey(text));
    }),
  );
});

test("each text has one number, by what it is and what it is said of, however many there are", () => {
  const texts = createTextNumbers();
  const numberOf = (kind: number, text: string): number => {
    const bytes = new TextEncoder().encode(`|${text}|`);
    return texts.of(kind, bytes, 1, bytes.length - 1);
  };
  const all = Array.from({ length: 40_000 }, (_, at) => `famille ${at}`);
  expect(all.map((text) => numberOf(1, text))).toEqual(all.map((_, at) => at));
  for (let at = 0; at < all.length; at += 997) expect(numberOf(1, `famille ${at}`)).toBe(at);
  expect(numberOf(2, "famille 0")).toBe(40_000);
  expect(numberOf(1, "")).toBe(40_001);
  expect(texts.isFull()).toBe(false);
});
