import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pdfName } from "./pdf-name";
import { safeFileName } from "./safe-filename";

const paul = {
  actDate: "20150802",
  typeLabel: "CR d'examens biologiques",
  birthName: "Vial",
  firstName: "Paul",
  recordNumber: "12150302014578",
};

describe("the name of the PDF of a document (ECO.2.1.6)", () => {
  it.each([
    [paul, "20150802_CR d'examens biologiques_VIAL_Paul_12150302014578.pdf"],
    [
      {
        actDate: "20220531103000+0200",
        typeLabel: "CR d'imagerie médicale",
        birthName: "CORSE",
        firstName: "FIGATELLIX",
      },
      "20220531_CR d'imagerie médicale_CORSE_FIGATELLIX.pdf",
    ],
    [{ ...paul, recordNumber: " " }, "20150802_CR d'examens biologiques_VIAL_Paul.pdf"],
    [
      { ...paul, typeLabel: "Lettre de liaison a la sortie d'un etablissement" },
      "20150802_Lettre de liaison a la sortie d'un etabl_VIAL_Paul_12150302014578.pdf",
    ],
    [
      { ...paul, birthName: "Nuñez_d'Ô", firstName: "Zoé", recordNumber: "a/b:c" },
      "20150802_CR d'examens biologiques_NUNEZ D'O_Zoe_a b c.pdf",
    ],
    [{ ...paul, typeLabel: "../../CR\u0000 <x>" }, "20150802_.. .. CR x_VIAL_Paul_12150302014578.pdf"],
  ])("follows the grammar %#", (input, name) => {
    expect(pdfName(input)).toEqual({ ok: true, name });
  });

  it.each([
    [{ ...paul, actDate: "2015" }, "no-act-date"],
    [{ ...paul, actDate: "20151302" }, "no-act-date"],
    [{ ...paul, typeLabel: "///" }, "no-label"],
    [{ ...paul, birthName: "\u0301" }, "no-birth-name"],
    [{ ...paul, firstName: "__" }, "no-first-name"],
  ])("is refused without a mandatory field %#", (input, code) => {
    expect(pdfName(input)).toEqual({ ok: false, code });
  });

  it("has four or five fields and no character that a file system refuses", () => {
    const field = fc.string({
      unit: fc.oneof(fc.constantFrom(...'/\\:*?"<>|_ é.'), fc.string({ unit: "binary", minLength: 1, maxLength: 1 })),
      maxLength: 90,
    });
    fc.assert(
      fc.property(field, field, field, field, (typeLabel, birthName, firstName, recordNumber) => {
        const built = pdfName({ actDate: "20150802", typeLabel, birthName, firstName, recordNumber });
        if (!built.ok) return;
        expect([4, 5]).toContain(built.name.split("_").length);
        expect(built.name).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cf}]/u);
        expect(built.name.endsWith(".pdf")).toBe(true);
      }),
    );
  });

  it("is already a safe file name when it is short enough", () => {
    const built = pdfName(paul);
    expect(built.ok && safeFileName(built.name)).toBe(built.ok && built.name);
  });
});
