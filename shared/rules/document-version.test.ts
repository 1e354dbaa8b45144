import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideVersion } from "./document-version";
import type { IncomingVersion, KnownVersion } from "./document-version";

const OTHER_PATIENT = "146026322000196";

const known = (fields: Partial<KnownVersion>): KnownVersion => ({
  id: "1.1",
  setId: "1",
  version: 1,
  replaces: null,
  matricule: "279035121518989",
  authors: ["899700000001"],
  organizations: ["1750000001"],
  state: "current",
  sha256: "a1",
  ...fields,
});

const incoming = (fields: Partial<IncomingVersion>): IncomingVersion => {
  const { state: _none, ...document } = known({ id: "1.2", version: 2, replaces: "1.1", sha256: "a2" });
  return { ...document, action: "replace", ...fields };
};

const v1 = known({});
const v2 = known({ id: "1.2", version: 2, replaces: "1.1", sha256: "a2" });
const v3 = known({ id: "1.3", version: 3, replaces: "1.2", sha256: "a3" });
const replaced = (version: KnownVersion): KnownVersion => ({ ...version, state: "replaced" });
const deleted = (version: KnownVersion): KnownVersion => ({ ...version, state: "deleted" });
const arriving = (version: KnownVersion, action: IncomingVersion["action"]): IncomingVersion => {
  const { state: _none, ...document } = version;
  return { ...document, action };
};

describe("a first version", () => {
  it("is stored", () => {
    expect(decideVersion(arriving(v1, "new"), [])).toEqual({ outcome: "store", flag: null });
  });

  it("is stored beside documents of other sets, even with no set at all", () => {
    const others = [known({ id: "9.1", setId: "9" }), known({ id: "8.1", setId: "" })];
    expect(decideVersion(arriving({ ...v1, setId: "" }, "new"), others)).toEqual({ outcome: "store", flag: null });
  });

  it("that is already here is not stored again", () => {
    expect(decideVersion(arriving(v1, "new"), [v1])).toEqual({ outcome: "already-here", id: "1.1" });
    expect(decideVersion(arriving(v1, "new"), [replaced(v1), v2])).toEqual({ outcome: "already-here", id: "1.1" });
    expect(decideVersion(arriving(v1, "new"), [deleted(v1)])).toEqual({ outcome: "already-here", id: "1.1" });
  });

  it("with a known id and other bytes is shown to a person", () => {
    expect(decideVersion(arriving({ ...v1, sha256: "ff" }, "new"), [v1])).toEqual({
      outcome: "manual",
      code: 906,
      reason: "same-id-other-content",
      targetId: "1.1",
    });
  });

  it("with a known id and another patient is refused", () => {
    expect(decideVersion(arriving({ ...v1, matricule: OTHER_PATIENT }, "new"), [v1])).toEqual({
      outcome: "refuse",
      reason: "other-patient",
      targetId: "1.1",
    });
  });
});

describe("a replacement", () => {
  it("takes the place of its target, named by its id", () => {
    expect(decideVersion(incoming({}), [v1])).toEqual({ outcome: "replace", targetId: "1.1", supersedes: ["1.1"] });
  });

  it("does not need a setId (seen in samples of ANS)", () => {
    expect(decideVersion(incoming({ setId: "" }), [known({ setId: "" })])).toMatchObject({
      outcome: "replace",
      targetId: "1.1",
    });
    expect(decideVersion(incoming({ setId: "" }), [v1])).toMatchObject({ outcome: "replace", targetId: "1.1" });
  });

  it("is found by its set when its target is not named or was not received", () => {
    expect(decideVersion(incoming({ replaces: null }), [v1])).toMatchObject({ outcome: "replace", targetId: "1.1" });
    expect(decideVersion(incoming({ id: "1.3", version: 3, replaces: "1.2" }), [v1])).toMatchObject({
      outcome: "replace",
      targetId: "1.1",
    });
  });

  it("counts even when the archive does not say so: the link of the CDA is what holds", () => {
    expect(decideVersion(incoming({ action: "new" }), [v1])).toMatchObject({ outcome: "replace", targetId: "1.1" });
    expect(decideVersion(incoming({ action: "new", replaces: null }), [v1])).toMatchObject({
      outcome: "replace",
      targetId: "1.1",
    });
  });

  it("of something never received is stored and says so", () => {
    expect(decideVersion(incoming({}), [])).toEqual({ outcome: "store", flag: "replaces-unreceived" });
    expect(decideVersion(incoming({ replaces: null }), [])).toEqual({ outcome: "store", flag: "replaces-unreceived" });
    expect(decideVersion(incoming({ action: "new" }), [])).toEqual({ outcome: "store", flag: "replaces-unreceived" });
  });

  it("of a version that is not the latest is error 900", () => {
    const v4 = incoming({ id: "1.4", version: 4, replaces: "1.1" });
    expect(decideVersion(v4, [replaced(v1), replaced(v2), v3])).toEqual({
      outcome: "manual",
      code: 900,
      reason: "not-latest",
      targetId: "1.1",
    });
  });

  it("with the number of another version is error 900", () => {
    expect(decideVersion(incoming({ id: "1.2bis" }), [replaced(v1), v2])).toMatchObject({
      outcome: "manual",
      code: 900,
    });
    expect(decideVersion(incoming({ version: 1 }), [v1])).toMatchObject({ outcome: "manual", code: 900 });
  });

  it("of a deleted document is error 900", () => {
    expect(decideVersion(incoming({}), [deleted(v1)])).toMatchObject({ outcome: "manual", code: 900, targetId: "1.1" });
  });

  it("by somebody else, of another organisation, is error 901", () => {
    const stranger = { authors: ["899700000009"], organizations: ["1750000009"] };
    expect(decideVersion(incoming(stranger), [v1])).toEqual({
      outcome: "manual",
      code: 901,
      reason: "author-not-allowed",
      targetId: "1.1",
    });
    expect(decideVersion(incoming({ authors: [], organizations: [] }), [v1])).toMatchObject({
      outcome: "manual",
      code: 901,
    });
    expect(
      decideVersion(incoming({ authors: [""], organizations: [""] }), [known({ authors: [""], organizations: [""] })]),
    ).toMatchObject({ code: 901 });
  });

  it("by a colleague of the same organisation, or the same author elsewhere, is allowed", () => {
    expect(decideVersion(incoming({ authors: ["899700000009"] }), [v1])).toMatchObject({ outcome: "replace" });
    expect(decideVersion(incoming({ organizations: [] }), [v1])).toMatchObject({ outcome: "replace" });
  });

  it("for another patient is refused, before anything else is said", () => {
    const wrong = incoming({ matricule: OTHER_PATIENT, authors: [], organizations: [], version: 1 });
    expect(decideVersion(wrong, [v1])).toEqual({ outcome: "refuse", reason: "other-patient", targetId: "1.1" });
    expect(decideVersion(incoming({ matricule: "" }), [v1])).toMatchObject({ outcome: "refuse" });
  });

  it("between documents without INS is left to a person", () => {
    expect(decideVersion(incoming({ matricule: "" }), [known({ matricule: "" })])).toEqual({
      outcome: "manual",
      code: 906,
      reason: "patient-unverified",
      targetId: "1.1",
    });
  });
});

describe("versions that arrive out of order", () => {
  it("v2 after v3 is stored as replaced", () => {
    expect(decideVersion(arriving(v2, "replace"), [replaced(v1), v3])).toEqual({
      outcome: "store-replaced",
      by: "1.3",
    });
    expect(decideVersion(arriving(v2, "replace"), [v3])).toEqual({ outcome: "store-replaced", by: "1.3" });
  });

  it("v1 after its replacement is stored as replaced, by link alone too", () => {
    expect(decideVersion(arriving(v1, "new"), [v2])).toEqual({ outcome: "store-replaced", by: "1.2" });
    expect(
      decideVersion(arriving({ ...v1, setId: "", version: null }, "new"), [{ ...v2, setId: "", version: null }]),
    ).toEqual({ outcome: "store-replaced", by: "1.2" });
  });

  it("v1 is put after its nearest successor, or the last of its set", () => {
    expect(decideVersion(arriving(v1, "new"), [replaced(v2), v3])).toEqual({ outcome: "store-replaced", by: "1.2" });
    expect(decideVersion(arriving(v1, "new"), [v3])).toEqual({ outcome: "store-replaced", by: "1.3" });
  });

  it("v1 whose replacement came from a stranger or was for another patient is not silently replaced", () => {
    expect(decideVersion(arriving(v1, "new"), [{ ...v2, authors: ["x"], organizations: ["y"] }])).toMatchObject({
      outcome: "manual",
      code: 901,
    });
    expect(decideVersion(arriving(v1, "new"), [{ ...v2, matricule: OTHER_PATIENT }])).toMatchObject({
      outcome: "refuse",
      targetId: "1.2",
    });
  });
});

describe("a deletion", () => {
  it("names its document, the latest version", () => {
    expect(decideVersion(arriving(v2, "delete"), [replaced(v1), v2])).toEqual({ outcome: "delete", targetId: "1.2" });
    expect(decideVersion(arriving(v1, "delete"), [v1])).toEqual({ outcome: "delete", targetId: "1.1" });
  });

  it("of something never received only informs", () => {
    expect(decideVersion(arriving(v1, "delete"), [])).toEqual({ outcome: "inform", reason: "delete-unknown" });
    expect(decideVersion(arriving(v1, "delete"), [known({ id: "9.1", setId: "9" })])).toEqual({
      outcome: "inform",
      reason: "delete-unknown",
    });
  });

  it("done already only informs", () => {
    expect(decideVersion(arriving(v1, "delete"), [deleted(v1)])).toEqual({
      outcome: "inform",
      reason: "already-deleted",
    });
  });

  it("of an older version, or of a version not received, is error 900", () => {
    expect(decideVersion(arriving(v1, "delete"), [replaced(v1), v2])).toMatchObject({
      outcome: "manual",
      code: 900,
      targetId: "1.1",
    });
    expect(decideVersion(arriving(v2, "delete"), [v1])).toMatchObject({
      outcome: "manual",
      code: 900,
      targetId: "1.1",
    });
  });

  it("is never decided between two documents in force under one number", () => {
    const twin = { ...v1, id: "9.9" };
    for (const stored of [
      [v1, twin],
      [twin, v1],
    ])
      expect(decideVersion(arriving(v1, "delete"), stored)).toMatchObject({ outcome: "manual", code: 900 });
  });

  it("by a stranger is error 901, for another patient is refused", () => {
    expect(decideVersion(arriving({ ...v1, authors: ["x"], organizations: ["y"] }, "delete"), [v1])).toMatchObject({
      outcome: "manual",
      code: 901,
    });
    expect(decideVersion(arriving({ ...v1, matricule: OTHER_PATIENT }, "delete"), [v1])).toMatchObject({
      outcome: "refuse",
    });
  });
});

describe("whatever is stored", () => {
  const id = fc.constantFrom("1.1", "1.2", "1.3", "2.1");
  const version: fc.Arbitrary<KnownVersion> = fc.record({
    id,
    setId: fc.constantFrom("", "1", "2"),
    version: fc.option(fc.integer({ min: 1, max: 4 })),
    replaces: fc.option(id),
    matricule: fc.constantFrom("279035121518989", OTHER_PATIENT, ""),
    authors: fc.subarray(["a", "b"]),
    organizations: fc.subarray(["o", "p"]),
    state: fc.constantFrom("current", "replaced", "deleted"),
    sha256: fc.constantFrom("a1", "a2"),
  });
  const store = fc.uniqueArray(version, { selector: (one) => one.id, maxLength: 4 });

  it("only a version of the same patient by an allowed author is ever replaced or deleted", () => {
    fc.assert(
      fc.property(store, version, fc.constantFrom("new", "replace", "delete"), (stored, one, action) => {
        const decision = decideVersion(arriving(one, action), stored);
        if (decision.outcome !== "replace" && decision.outcome !== "delete") return;
        const target = stored.find((other) => other.id === decision.targetId);
        expect(target?.matricule).toBe(one.matricule);
        expect(target?.state).toBe("current");
        expect(one.matricule).not.toBe("");
        const shared =
          one.authors.some((author) => target?.authors.includes(author)) ||
          one.organizations.some((place) => target?.organizations.includes(place));
        expect(shared).toBe(true);
        if (decision.outcome === "replace") expect(decision.supersedes).toContain(decision.targetId);
      }),
      { numRuns: 2000 },
    );
  });

  it("the order of the stored documents never opens a door", () => {
    fc.assert(
      fc.property(store, version, (stored, one) => {
        const [straight, reversed] = [stored, stored.toReversed()].map(
          (all) => decideVersion(arriving(one, "delete"), all).outcome,
        );
        expect(straight).toBe(reversed);
      }),
      { numRuns: 5000 },
    );
  });
});
