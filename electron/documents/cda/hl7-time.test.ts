import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compact, toUtc, withUtcZone } from "./hl7-time";

describe("HL7 times", () => {
  test.each([
    ["20210401134745+0100", "20210401124745"],
    ["20210401134745+0200", "20210401114745"],
    ["20260101003000+0100", "20251231233000"],
    ["20261231233000-0330", "20270101030000"],
    ["202604011347+0100", "202604011247"],
    ["20260401134745.123+0100", "20260401124745"],
    ["20260401134745Z", "20260401134745"],
    ["20260401134745", "20260401134745"],
    ["20260401", "20260401"],
    ["20260401+0100", "20260401"],
    ["202604", "202604"],
    ["2026", "2026"],
    ["", ""],
    ["hier", ""],
    ["20260401T134745", ""],
  ])("%j in UTC is %j", (written, expected) => {
    expect(toUtc(written)).toBe(expected);
  });

  test("say the same instant in UTC as with any zone", () => {
    const instant = fc.date({ min: new Date("1950-01-01"), max: new Date("2090-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.integer({ min: -11 * 60, max: 14 * 60 }), (at, minutes) => {
        const sign = minutes < 0 ? "-" : "+";
        const zone = `${sign}${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, "0")}${String(Math.abs(minutes) % 60).padStart(2, "0")}`;
        expect(toUtc(`${compact(new Date(at.getTime() + minutes * 60_000))}${zone}`)).toBe(compact(at));
      }),
      { numRuns: 300 },
    );
  });

  test("of XDS gain the zone that they leave unsaid; a date never does", () => {
    expect(withUtcZone("20260401124745")).toBe("20260401124745+0000");
    expect(withUtcZone("202604011247")).toBe("202604011247+0000");
    expect(withUtcZone("20260401")).toBe("20260401");
    expect(withUtcZone("20260401134745+0100")).toBe("20260401134745+0100");
    expect(withUtcZone("")).toBe("");
  });
});
