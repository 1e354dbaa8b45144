import { expect, test } from "vitest";
import type { PatientBanner } from "#shared/domain/message";
import type { IdentityStatus } from "#shared/domain/patient";
import { trustOf } from "./patient-head";

const banner = (keyValid: boolean, status: IdentityStatus | null): PatientBanner =>
  ({
    addressed: { matricule: "279035121518989", keyValid, sex: "female", birthYear2: "79", birthMonth: 3 },
    ins: null,
    known: status === null ? null : { status },
    announcedName: "",
  }) as unknown as PatientBanner;

test.each([
  [true, "QUAL", "QUAL", "good"],
  [true, "VALI", "VALI", "neutral"],
  [true, "RECUP", "RECUP", "warning"],
  [true, "PROV", "PROV", "warning"],
  [true, null, "unknown", "warning"],
] as const)("key %s and record %s read as %s", (keyValid, status, key, tone) => {
  expect(trustOf(banner(keyValid, status))).toMatchObject({ key, tone });
});

test("a wrong key is said before anything else, a qualified record included", () => {
  expect(trustOf(banner(false, "QUAL"))).toMatchObject({ key: "key", tone: "warning" });
  expect(trustOf(banner(false, null))).toMatchObject({ key: "key" });
});
