import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodedSize, encodedTotal, MES_MAX_TOTAL_BYTES, sizeLimit } from "./attachment-limits";

describe("the size of a file once encoded", () => {
  it.each([
    [0, 0],
    [1, 6],
    [3, 6],
    [57, 78],
    [58, 84],
    [114, 156],
  ])("of %i bytes is %i", (bytes, encoded) => {
    expect(encodedSize(bytes)).toBe(encoded);
  });

  it("is the one of real base64 in lines of 76 characters", () => {
    fc.assert(
      fc.property(fc.nat(5000), (bytes) => {
        const base64 = btoa("x".repeat(bytes));
        expect(encodedSize(bytes)).toBe(base64.replace(/.{1,76}/g, "$&\r\n").length);
      }),
    );
  });

  it("is about 1.37 times the file, and a little more for its headers", () => {
    expect(encodedSize(10_000_000) / 10_000_000).toBeCloseTo(1.368, 3);
    expect(encodedTotal([])).toBe(0);
    expect(encodedTotal([1000, 2000])).toBeGreaterThan(encodedSize(1000) + encodedSize(2000));
    expect(encodedTotal([1000, 2000])).toBe(encodedTotal([1000]) + encodedTotal([2000]));
  });
});

describe("the limit of a message", () => {
  it.each([
    [null, null, false, null],
    [0, 0, false, null],
    [10_000_000, null, false, { bytes: 10_000_000, from: "operator" }],
    [30_000_000, 20_000_000, false, { bytes: 20_000_000, from: "setting" }],
    [30_000_000, null, true, { bytes: MES_MAX_TOTAL_BYTES, from: "mes" }],
    [10_000_000, 20_000_000, true, { bytes: 10_000_000, from: "operator" }],
    [null, null, true, { bytes: 25_000_000, from: "mes" }],
    [0, null, true, { bytes: 25_000_000, from: "mes" }],
  ])("with SIZE %s, setting %s and a patient %s is %j", (smtpSize, setting, hasPatientRecipient, limit) => {
    expect(sizeLimit({ smtpSize, setting, hasPatientRecipient })).toEqual(limit);
  });
});
