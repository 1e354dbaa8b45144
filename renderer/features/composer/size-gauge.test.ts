import { expect, test } from "vitest";
import { MES_MAX_TOTAL_BYTES } from "#shared/rules/attachment-limits";
import { sizeGauge } from "./size-gauge";

test("between professionals nothing bounds the message here", () =>
  expect(sizeGauge("", [80_000_000], { hasPatient: false, operator: null })).toMatchObject({
    limit: null,
    state: "ok",
    share: 0,
  }));

test("what is weighed is what is sent: a third more than the files", () => {
  const { bytes } = sizeGauge("", [3_000_000], { hasPatient: true, operator: null });
  expect(bytes).toBeGreaterThan(4_000_000);
  expect(bytes).toBeLessThan(4_200_000);
});

test.each([
  [10_000_000, "ok"],
  [16_000_000, "near"],
  [19_000_000, "over"],
] as const)("a file of %d bytes to a patient is %s", (size, state) =>
  expect(sizeGauge("Bonjour", [size], { hasPatient: true, operator: null })).toMatchObject({
    state,
    limit: MES_MAX_TOTAL_BYTES,
  }),
);

test("the text weighs too", () =>
  expect(sizeGauge("é".repeat(1000), [], { hasPatient: true, operator: null }).bytes).toBeGreaterThan(2600));

test("the operator's limit bounds the message when it is the least, and says whose it is", () => {
  const around = { hasPatient: true, operator: 10_000_000 };
  expect(sizeGauge("", [8_000_000], around)).toMatchObject({ limit: 10_000_000, from: "operator", state: "over" });
  expect(sizeGauge("", [8_000_000], { ...around, operator: 30_000_000 })).toMatchObject({ from: "mes", state: "ok" });
  expect(sizeGauge("", [8_000_000], { hasPatient: false, operator: 12_000_000 })).toMatchObject({ state: "near" });
});
