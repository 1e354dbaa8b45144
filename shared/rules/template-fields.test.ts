import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldMark, fillFields, openFields, TEMPLATE_FIELDS } from "./template-fields";

describe("the fields of a template", () => {
  const text = "Madame {patient}, née le {naissance}.\nLe {date}, {expediteur}";

  it("take their values", () => {
    expect(
      fillFields(text, {
        patient: "PAT-DEMO Alice",
        naissance: "14/07/1977",
        date: "20 novembre 2026",
        expediteur: "Dr Demo MARTIN",
      }),
    ).toBe("Madame PAT-DEMO Alice, née le 14/07/1977.\nLe 20 novembre 2026, Dr Demo MARTIN");
  });

  it("stay where nothing is known, and are found again before the message leaves", () => {
    const filled = fillFields(text, { date: "20 novembre 2026", patient: "" });
    expect(filled).toContain("{patient}");
    expect(openFields(filled)).toEqual(["patient", "naissance", "expediteur"]);
  });

  it("leave other braces alone", () => {
    expect(fillFields("{nom} {Patient} {} {{date}}", { date: "D" })).toBe("{nom} {Patient} {} {D}");
    expect(openFields("{nom} {Patient} {constructor}")).toEqual([]);
  });

  it("never let a value become a field, a line or a page", () => {
    const value = `{date}\r\nBcc: x ${"y".repeat(500)}`;
    const filled = fillFields("{patient}|{date}", { patient: value, date: "D" });
    expect(filled).toMatch(/^\{date\} Bcc: x y+\|D$/u);
    expect(filled.length).toBeLessThan(220);
  });

  it("are all gone once each has a value, whatever the text", () => {
    const mark = fc.constantFrom(...TEMPLATE_FIELDS.map(fieldMark));
    fc.assert(
      fc.property(fc.array(fc.oneof(mark, fc.string()), { maxLength: 20 }), (pieces) => {
        const values = Object.fromEntries(TEMPLATE_FIELDS.map((field) => [field, "x"]));
        expect(openFields(fillFields(pieces.join(" "), values))).toEqual([]);
      }),
    );
  });
});
