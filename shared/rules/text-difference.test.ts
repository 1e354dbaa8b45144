import fc from "fast-check";
import { expect, test } from "vitest";
import { type DifferenceRow, textDifference } from "./text-difference";
import { processorTime } from "./testing/processor-time";

const side = (rows: readonly DifferenceRow[], which: "before" | "after"): string =>
  rows.flatMap((row) => row[which]?.map(({ text }) => text).join("") ?? []).join("\n");
const kinds = (before: string, after: string) => textDifference(before, after).rows.map(({ kind }) => kind);

test("what did not change is said the same on both sides", () => {
  expect(kinds("a\nb", "a\nb\n\n")).toEqual(["same", "same"]);
  expect(textDifference("", "").rows).toEqual([]);
});

test("a changed line keeps its words, and marks only those that changed", () => {
  const [row] = textDifference("Potassium 4,1 mmol/L normal", "Potassium 5,9 mmol/L élevé").rows;
  expect(row?.kind).toBe("changed");
  expect(row?.before?.filter(({ changed }) => changed).map(({ text }) => text)).toEqual(["4,1", "normal"]);
  expect(row?.after?.filter(({ changed }) => changed).map(({ text }) => text)).toEqual(["5,9", "élevé"]);
});

test("a line put in or taken out moves nothing else", () => {
  expect(kinds("a\nb\nc", "a\nx\nb\nc")).toEqual(["same", "added", "same", "same"]);
  expect(kinds("a\nb\nc", "a\nc")).toEqual(["same", "removed", "same"]);
  expect(kinds("a", "")).toEqual(["removed"]);
});

test("line ends and spaces at the end of a line are no difference", () => {
  expect(kinds("a  \r\nb\r\n", "a\nb")).toEqual(["same", "same"]);
});

test("each side put together gives its text back, and nothing common is marked", () => {
  const line = fc.constantFrom("", "un", "un deux", "trois  quatre", "deux un", "é");
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.array(line, { maxLength: 12 }), (a, b) => {
      const { rows, cut } = textDifference(a.join("\n"), b.join("\n"));
      const trimmed = (lines: readonly string[]) => lines.join("\n").replace(/^\n+|\n+$/gu, "");
      expect(cut).toBe(false);
      expect(side(rows, "before")).toBe(trimmed(a));
      expect(side(rows, "after")).toBe(trimmed(b));
      for (const row of rows) {
        expect(row.before === null).toBe(row.kind === "added");
        expect(row.after === null).toBe(row.kind === "removed");
        if (row.kind === "same")
          expect([...(row.before ?? []), ...(row.after ?? [])].some((one) => one.changed)).toBe(false);
      }
    }),
    { numRuns: 1000 },
  );
});

test("a text too long is cut, and two long ones with nothing in common stay cheap", () => {
  const long = (word: string): string => Array.from({ length: 6000 }, (_, at) => `${word} ${at}`).join("\n");
  const spent = processorTime();
  const { rows, cut } = textDifference(long("a"), long("b"));
  expect(cut).toBe(true);
  expect(rows).toHaveLength(4000);
  expect(spent()).toBeLessThan(3000);
});
