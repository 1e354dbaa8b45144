import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ageOn, dayOf } from "./hl7-date";

describe("the day of a date", () => {
  it.each([
    ["19781126", "19781126"],
    ["1978-11-26", "19781126"],
    ["20240229", "20240229"],
    ["20220531143000+0200", "20220531"],
    [" 20220531", "20220531"],
  ])("of %j is %s", (text, day) => {
    expect(dayOf(text)).toBe(day);
  });

  it.each(["", "1978", "197811", "19781326", "19780026", "19781100", "20230229", "19000229", "26/11/1978", "abcdefgh"])(
    "does not exist in %j",
    (text) => {
      expect(dayOf(text)).toBeNull();
    },
  );

  it("agrees with the calendar", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1880-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          expect(dayOf(day)).toBe(day.replaceAll("-", ""));
        },
      ),
    );
  });
});

it.each([
  ["20061122", "20241121", 17],
  ["20061122", "20241122", 18],
  ["20040229", "20220228", 17],
  ["20040229", "20220301", 18],
  ["20241122", "20241122", 0],
])("somebody born on %s is on %s aged %i", (birth, today, age) => {
  expect(ageOn(birth, today)).toBe(age);
});
