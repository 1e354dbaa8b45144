import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readInsDatamatrix } from "./ins-datamatrix";
import { processorTime } from "./testing/processor-time";

const HEAD = `IS01${"0".repeat(22)}`;
const GS = "\u001D";
type Fields = { S1: string; S2: string; S3: string; S4: string; S5: string; S6: string; S7: string };
const fields: Fields = {
  S1: "279035121518989",
  S2: "1.2.250.1.213.1.4.8",
  S3: "DOMINIQUE ALEX",
  S4: "PAT-TROIS",
  S5: "F",
  S6: "28-03-1979",
  S7: "51215",
};
/** The payload as the specification writes it: the separator after a variable field shorter than its most, and not last. */
const payload = (over: Partial<Fields> = {}, gs = GS): string => {
  const all = { ...fields, ...over };
  const most: Partial<Record<keyof Fields, number>> = { S2: 20, S3: 100, S4: 100 };
  return (
    HEAD +
    (Object.keys(all) as (keyof Fields)[])
      .map((tag) => `${tag}${all[tag]}${all[tag].length < (most[tag] ?? 0) ? gs : ""}`)
      .join("")
  );
};
const traits = {
  birthName: "PAT-TROIS",
  firstName: "DOMINIQUE",
  names: "DOMINIQUE ALEX",
  sex: "female",
  birthDate: "19790328",
  birthPlace: "51215",
};

describe("an INS datamatrix", () => {
  test.each([
    ["1.2.250.1.213.1.4.8", `${fields.S1}S21.2.250.1.213.1.4.8${GS}S3`],
    ["1.2.250.1.213.1.4.10", `${fields.S1}S21.2.250.1.213.1.4.10S3`],
  ])("of the authority %s is read, whether its OID fills the field or not", (oid, written) => {
    const text = payload({ S2: oid });
    expect(text).toContain(written);
    expect(readInsDatamatrix(text)).toEqual({ ok: true, ins: { matricule: fields.S1, oid }, traits });
  });

  test("is read with the separator written in letters, or swallowed by the keyboard", () => {
    const expected = readInsDatamatrix(payload());
    expect(readInsDatamatrix(payload({}, "<GS>"))).toEqual(expected);
    expect(readInsDatamatrix(payload({}, ""))).toEqual(expected);
    expect(readInsDatamatrix(`  ${payload()}\r\n`)).toEqual(expected);
    expect(readInsDatamatrix(payload().toLowerCase())).toEqual(expected);
  });

  test("keeps a name that ends with S, and one with an apostrophe", () => {
    const read = readInsDatamatrix(payload({ S4: "PAT D'ORS", S3: "LOUIS" }, ""));
    expect(read).toMatchObject({ ok: true, traits: { birthName: "PAT D'ORS", firstName: "LOUIS" } });
  });

  test("of Corsica keeps its letter; an unknown sex stays unknown", () => {
    expect(readInsDatamatrix(payload({ S1: "781102A12500908" }))).toMatchObject({
      ins: { matricule: "781102A12500908" },
    });
    expect(readInsDatamatrix(payload({ S5: "I" }))).toMatchObject({ traits: { sex: "unknown" } });
  });
});

describe("what is no INS datamatrix is refused with its reason", () => {
  test.each([
    ["", "not-ins"],
    ["bonjour", "not-ins"],
    ["DC04FR000001", "not-ins"],
    ["ISà&àààààààààà", "keyboard"],
    [HEAD, "incomplete"],
    [payload().slice(0, -7), "incomplete"],
    [payload({ S4: "" }), "incomplete"],
    [`${payload()}S1279035121518989`, "incomplete"],
    [`${HEAD}X1abc`, "incomplete"],
    [payload({ S1: "999999999999999" }), "bad-matricule"],
    [payload({ S2: "1.2.250.1.213.1.4.2" }), "bad-authority"],
    [payload({ S6: "31-02-1979" }), "bad-date"],
  ])("%j is %s", (text, reason) => {
    expect(readInsDatamatrix(text)).toEqual({ ok: false, reason });
  });

  test("whatever is typed, in no time", () => {
    const spent = processorTime();
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        for (const one of [text, HEAD + text]) expect(typeof readInsDatamatrix(one).ok).toBe("boolean");
      }),
      { numRuns: 1000 },
    );
    readInsDatamatrix(HEAD + "S3".repeat(500_000));
    expect(spent()).toBeLessThan(3000);
  });
});

test("names of any length come back as they were written", () => {
  const name = fc
    .array(fc.constantFrom(..."ABCDESTZ"), { minLength: 1, maxLength: 20 })
    .map((letters) => letters.join(""));
  fc.assert(
    fc.property(name, name, fc.constantFrom(GS, "<GS>", ""), (first, last, gs) => {
      const read = readInsDatamatrix(payload({ S3: first, S4: last }, gs));
      expect(read).toMatchObject({ ok: true, traits: { firstName: first, birthName: last } });
    }),
    { numRuns: 1000 },
  );
});
