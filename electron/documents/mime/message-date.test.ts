import fc from "fast-check";
import { expect, test } from "vitest";
import { readDate } from "./message-date";

test.each([
  ["Fri, 20 Nov 2026 10:00:00 +0100", "2026-11-20T09:00:00.000Z"],
  ["20 Nov 2026 10:00 +0000", "2026-11-20T10:00:00.000Z"],
  ["Fri, 20 Nov 2026 10:00:00 GMT", "2026-11-20T10:00:00.000Z"],
  ["Fri, 20 Nov 2026 10:00:00 -0530", "2026-11-20T15:30:00.000Z"],
  ["Fri, 20 Nov 2026 10:00:00 EST", "2026-11-20T15:00:00.000Z"],
  ["Fri, 20 Nov 2026 10:00:00 +0100 (CET)", "2026-11-20T09:00:00.000Z"],
  ["Fri,  1 Jan 99 00:00:00 +0000", "1999-01-01T00:00:00.000Z"],
  ["1 Jan 26 00:00 +0000", "2026-01-01T00:00:00.000Z"],
  ["1 January 2026 00:00:00 +0000", "2026-01-01T00:00:00.000Z"],
  ["29 Feb 2024 00:00:00 +0000", "2024-02-29T00:00:00.000Z"],
  ["31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59.000Z"],
  ["Fri, 20 Nov 2026 10:00:00.123 +0000", "2026-11-20T10:00:00.000Z"],
  ["20 Nov 2026 10:00:00", "2026-11-20T10:00:00.000Z"],
])("%j is %s", (header, iso) => {
  expect(readDate(header)).toBe(iso);
});

test.each([
  "",
  "hier",
  "2026",
  "20 Foo 2026 10:00:00 +0000",
  "31 Feb 2026 10:00:00 +0000",
  "30 Feb 2024 10:00:00 +0000",
  "0 Jan 2026 10:00:00 +0000",
  "20 Nov 2026 25:00:00 +0000",
  "20 Nov 2026 10:61:00 +0000",
  "20 Nov 2026",
  "javascript:1",
])("%j is no date, and never today's", (header) => {
  expect(readDate(header)).toBe("");
});

test("every date that a mail program writes is read back to the second", () => {
  const range = { min: new Date("1970-01-01"), max: new Date("2099-12-31"), noInvalidDate: true };
  fc.assert(
    fc.property(fc.date(range), (date) => {
      const whole = new Date(Math.floor(date.getTime() / 1000) * 1000);
      expect(readDate(whole.toUTCString())).toBe(whole.toISOString());
    }),
  );
});

test("any text is a date or none, without an error", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      expect(readDate(text)).toMatch(/^(?:\d{4}-\d\d-\d\dT[\d:.]+Z)?$/);
    }),
  );
});
