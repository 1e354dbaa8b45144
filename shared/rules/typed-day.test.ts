import fc from "fast-check";
import { expect, test } from "vitest";
import { typedDay } from "./typed-day";

test.each([
  ["20/11/2026", "20261120"],
  [" 5/03/2026 ", "20260305"],
  ["05032026", "20260305"],
  ["5.03-2026", "20260305"],
  ["29/02/2024", "20240229"],
  ["29/02/2026", null],
  ["31/11/2026", null],
  ["01/01/1849", null],
  ["2026-11-20", null],
  ["hier", null],
  ["", null],
])("%j is the day %j", (text, day) => {
  expect(typedDay(text)).toBe(day);
});

test("every day that is written the French way is read back", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date("1850-01-02"), max: new Date("2199-12-30"), noInvalidDate: true }), (date) => {
      const day = date.toISOString().slice(0, 10).replaceAll("-", "");
      expect(typedDay(`${day.slice(6)}/${day.slice(4, 6)}/${day.slice(0, 4)}`)).toBe(day);
    }),
  );
});
