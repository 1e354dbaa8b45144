import { expect, test } from "vitest";
import { MES_MAX_TOTAL_BYTES } from "#shared/rules/attachment-limits";
import { sizeGauge } from "./size-gauge";

test("between professionals nothing bounds the message here", () =>
  expect(sizeGauge("", [80_000_000], false)).toMatchObject({ limit: null, state: "ok", share: 0 }));

test("what is weighed is what is sent: a third more than the files", () => {
  const { bytes } = sizeGauge("", [3_000_000], true);
  expect(bytes).toBeGreaterThan(4_000_000);
  expect(bytes).toBeLessThan(4_200_000);
});

test.each([
  [10_000_000, "ok"],
  [16_000_000, "near"],
  [19_000_000, "over"],
] as const)("a file of %d bytes to a patient is %s", (size, state) =>
  expect(sizeGauge("Bonjour", [size], true)).toMatchObject({ state, limit: MES_MAX_TOTAL_BYTES }),
);

test("the text weighs too", () => expect(sizeGauge("é".repeat(1000), [], true).bytes).toBeGreaterThan(2600));
