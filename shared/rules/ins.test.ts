import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatMatricule,
  INS_OIDS,
  insKey,
  insNature,
  isKeyValid,
  matriculeFromAddress,
  MES_TEST_ROBOT,
  parseMatricule,
  patientAddress,
} from "./ins";

const digits = (count: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: count, maxLength: count });
const thirteen = fc
  .tuple(
    fc.constantFrom(..."123478"),
    digits(4),
    fc.oneof(
      digits(5),
      fc.tuple(fc.constantFrom("2A", "2B"), digits(3)).map((parts) => parts.join("")),
    ),
    digits(3),
  )
  .map((parts) => parts.join(""));
const matricule = thirteen.map((body) => body + (insKey(body) ?? ""));

describe("the key of a matricule", () => {
  it.each([
    "279035121518989",
    "277076322082910",
    "274075176079430",
    "207058575627097",
    "146026322000196",
    "885997512345663",
    "781102A12500908",
  ])("is right for %s", (value) => {
    expect(isKeyValid(value)).toBe(true);
    expect(insKey(value.slice(0, 13))).toBe(value.slice(13));
  });

  it.each(["223042545611404", "221042545611404", "222127505611201", "224027511583555"])(
    "is wrong for %s, although published; the matricule is still read",
    (value) => {
      expect(isKeyValid(value)).toBe(false);
      expect(parseMatricule(value)).toMatchObject({ value, keyValid: false });
    },
  );

  it("counts 2A as 19 and 2B as 18", () => {
    expect(insKey("178102A125009")).toBe(insKey("1781019125009"));
    expect(insKey("178102B125009")).toBe(insKey("1781018125009"));
    expect(insKey("178102A125009")).not.toBe(insKey("178102B125009"));
  });

  it("is the one of the other formula: the letter as 0, minus one or two millions", () => {
    fc.assert(
      fc.property(thirteen, (body) => {
        const less = body.includes("2A") ? 1_000_000 : body.includes("2B") ? 2_000_000 : 0;
        const key = 97 - ((Number(body.replace(/[AB]/, "0")) - less) % 97);
        expect(insKey(body)).toBe(String(key).padStart(2, "0"));
      }),
    );
  });

  it("finds any single wrong digit and any swap of two neighbours that differ", () => {
    fc.assert(
      fc.property(matricule, fc.nat(14), fc.constantFrom(..."0123456789"), (value, place, digit) => {
        fc.pre(/\d/.test(value.charAt(place)) && value.charAt(place) !== digit);
        expect(isKeyValid(value.slice(0, place) + digit + value.slice(place + 1))).toBe(false);
      }),
    );
    // A swap inside the Corsican letters or of the key's own bounds changes the shape, not the key.
    fc.assert(
      fc.property(matricule, fc.nat(11), (value, place) => {
        const [a, b] = [value.charAt(place), value.charAt(place + 1)];
        fc.pre(/\d\d/.test(a + b) && a !== b);
        expect(isKeyValid(value.slice(0, place) + b + a + value.slice(place + 2))).toBe(false);
      }),
    );
  });

  it.each(["", "27903512151", "A790351215189", "2790351215189890"])("does not exist for %j", (text) => {
    expect(insKey(text)).toBeNull();
  });
});

describe("reading a matricule", () => {
  it.each([
    ["2 79 03 51 215 189 89", "279035121518989"],
    ["279035121518989\u00A0", "279035121518989"],
    ["2\u202F79\u202F03\u202F51\u202F215\u202F189\u202F89", "279035121518989"],
    ["7 81 10 2a 125 009 08", "781102A12500908"],
  ])("takes %j however it is spaced", (text, value) => {
    expect(parseMatricule(text)?.value).toBe(value);
    expect(isKeyValid(text)).toBe(true);
  });

  it.each([
    "",
    "27903512151898",
    "2790351215189899",
    "579035121518989",
    "079035121518989",
    "27903512151898A",
    "2790351A1518989",
    "279032C21518989",
    "279-035121518989",
    "２79035121518989",
    " ".repeat(5000),
  ])("refuses %j", (text) => {
    expect(parseMatricule(text)).toBeNull();
    expect(isKeyValid(text)).toBe(false);
    expect(patientAddress(text)).toBeNull();
  });

  it.each([
    ["1", "male"],
    ["3", "male"],
    ["7", "male"],
    ["2", "female"],
    ["4", "female"],
    ["8", "female"],
  ])("tells the sex of a matricule that starts with %s: %s", (first, sex) => {
    expect(parseMatricule(`${first}79035121518989`)?.sex).toBe(sex);
  });

  it.each([
    ["01", 1],
    ["12", 12],
    ["00", undefined],
    ["13", undefined],
    ["20", undefined],
    ["42", undefined],
    ["50", undefined],
    ["99", undefined],
  ])("reads month %s as %s, never guessing", (month, expected) => {
    const parsed = parseMatricule(`185${month}7512345663`);
    expect(parsed?.birthYear2).toBe("85");
    expect(parsed?.birthMonth).toBe(expected);
  });

  it("shows the usual groups, and reads them back", () => {
    expect(formatMatricule("279035121518989")).toBe("2 79 03 51 215 189 89");
    expect(formatMatricule("781102A12500908")).toBe("7 81 10 2A 125 009 08");
    fc.assert(
      fc.property(matricule, (value) => {
        expect(parseMatricule(formatMatricule(value))?.value).toBe(value);
      }),
    );
  });

  it("leaves anything else as it is", () => {
    expect(formatMatricule("pas un matricule")).toBe("pas un matricule");
  });
});

describe("nature of an INS", () => {
  it.each([
    [INS_OIDS.nir, "nir"],
    [INS_OIDS.nia, "nia"],
    [INS_OIDS.test, "test"],
    [INS_OIDS.demo, "demo"],
    ["1.2.250.1.213.1.4.2", "other"],
    ["1.2.250.1.213.1.4.13", "other"],
    ["1.2.250.1.213.1.4.80", "other"],
    ["1.2.250.1.213.1.4.8 ", "other"],
    ["", "other"],
  ])("of %j is %s", (oid, nature) => {
    expect(insNature(oid)).toBe(nature);
  });
});

describe("the address of a patient", () => {
  it.each(["146026322000196@patient.mssante.fr", "279035121518989@patient.mssante.fr"])(
    "%s is the one of its matricule",
    (address) => {
      const found = matriculeFromAddress(address) ?? "";
      expect(isKeyValid(found)).toBe(true);
      expect(patientAddress(found)).toBe(address);
    },
  );

  it("is built and read back for every matricule, in any case", () => {
    fc.assert(
      fc.property(matricule, (value) => {
        const address = patientAddress(value) ?? "";
        expect(address).toBe(`${value}@patient.mssante.fr`);
        expect(matriculeFromAddress(address)).toBe(value);
        expect(matriculeFromAddress(address.toUpperCase())).toBe(value);
        expect(matriculeFromAddress(address.toLowerCase())).toBe(value);
      }),
    );
  });

  it.each([
    MES_TEST_ROBOT,
    "279035121518989@patient.mssante.fr.evil.fr",
    "279035121518989@xpatient.mssante.fr",
    "279035121518989@medecin.mssante.fr",
    "27903512151898@patient.mssante.fr",
    " 79035121518989@patient.mssante.fr",
    "579035121518989@patient.mssante.fr",
    "27903512151898.@patient.mssante.fr",
    "279035121518989@patient.mſsante.fr",
    "279035121518989",
    "",
  ])("is not %j", (address) => {
    expect(matriculeFromAddress(address)).toBeNull();
  });

  it("is never found in junk", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        expect(matriculeFromAddress(text)).toBeNull();
        expect(formatMatricule(text)).toBe(text);
        expect(parseMatricule(text)).toBeNull();
      }),
    );
  });
});
