import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { heldFailure, type HeldPoint, heldPoint, plainFailure, readHeld } from "./held-message";

const identity = { code: "patient-identity", key: "patient-identity:277076322082910", about: "277076322082910" };
const stale = { code: "trust-list-stale", key: "trust-list-stale" };

describe("what holds a message back when it is about to leave", () => {
  test("a block, before anything else", () => {
    expect(heldPoint({ blocks: [{ code: "outside-trust-space", about: "a@b.fr" }], confirms: [identity] }, [])).toEqual(
      {
        severity: "block",
        code: "outside-trust-space",
        about: "a@b.fr",
      },
    );
  });

  test("a patient whose identity was not confirmed as it is now", () => {
    expect(heldPoint({ blocks: [], confirms: [identity] }, ["patient-identity:other"])).toMatchObject({
      severity: "confirm",
      code: "patient-identity",
    });
    expect(heldPoint({ blocks: [], confirms: [identity] }, [identity.key])).toBeNull();
  });

  test("nothing that only time brought", () => {
    expect(heldPoint({ blocks: [], confirms: [stale] }, [])).toBeNull();
    expect(heldPoint({ blocks: [], confirms: [] }, [])).toBeNull();
  });
});

test("a failure code tells the point again, whatever it is about, and never to the journal", () => {
  const point = fc.record<HeldPoint>({
    severity: fc.constantFrom("block", "confirm"),
    code: fc.constantFrom("outside-trust-space", "no-nil-in-production", "patient-identity"),
    about: fc.string(),
  });
  fc.assert(
    fc.property(point, (one) => {
      expect(readHeld(heldFailure(one))).toEqual(one);
      expect(plainFailure(heldFailure(one))).toBe("send-held");
    }),
  );
  for (const other of [null, "", "network", "held:else:x:", "held:block"]) expect(readHeld(other)).toBeNull();
  expect(plainFailure("network")).toBe("network");
});
