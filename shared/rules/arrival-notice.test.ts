import fc from "fast-check";
import { expect, test } from "vitest";
import { arrivalNotice, type Arrival } from "./arrival-notice";

const patient: Arrival = { kind: "patient", name: "Marie PAT-CHENE" };
const doctor: Arrival = { kind: "professional", name: "Dr Nadia DEMO-CARDIOLOGUE" };

test("nothing is said at the first level, nor when nothing came", () => {
  expect(arrivalNotice([patient, doctor], "none")).toBeNull();
  expect(arrivalNotice([], "professional-name")).toBeNull();
});

test("by default the kind alone", () => {
  expect(arrivalNotice([patient], "kind")).toEqual({ key: "one-patient", values: {} });
  expect(arrivalNotice([doctor], "kind")).toEqual({ key: "one-professional", values: {} });
  expect(arrivalNotice([{ kind: "other", name: "x" }], "kind")).toEqual({ key: "one-other", values: {} });
});

test("at the last level a professional is named, on one short line; a patient is not", () => {
  expect(arrivalNotice([doctor], "professional-name")).toEqual({ key: "one-named", values: { name: doctor.name } });
  expect(arrivalNotice([patient], "professional-name")).toEqual({ key: "one-patient", values: {} });
  expect(arrivalNotice([{ ...doctor, name: " \n" }], "professional-name")?.key).toBe("one-professional");
  const long = arrivalNotice([{ ...doctor, name: `a\u202e\n${"b".repeat(500)}` }], "professional-name")?.values["name"];
  expect(long).toMatch(/^a b{1,58}$/u);
});

test("several at once are only counted", () =>
  expect(arrivalNotice([patient, doctor, doctor], "professional-name")).toEqual({
    key: "several",
    values: { count: "3" },
  }));

test("no notice ever holds the name of a patient", () => {
  const levels = fc.constantFrom("none", "kind", "professional-name");
  fc.assert(
    fc.property(fc.array(fc.constant(patient), { maxLength: 4 }), levels, (arrivals, level) => {
      expect(JSON.stringify(arrivalNotice(arrivals, level as never))).not.toMatch(/Marie|PAT-/u);
    }),
  );
});
