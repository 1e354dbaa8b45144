import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { INS_OIDS } from "./ins";
import { matchPatient } from "./patient-match";
import type { DocumentIdentity, MatchCandidate, MatchInput, MatchIntegrity } from "./patient-match";

const document: DocumentIdentity = {
  matricule: "279035121518989",
  oid: INS_OIDS.nir,
  birthName: "PAT-TROIS",
  firstName: "DOMINIQUE",
  names: "DOMINIQUE MARIE",
  sex: "female",
  birthDate: "19790328",
  birthPlace: "51215",
};
const local: MatchCandidate = { ...document, id: "p1", status: "QUAL" };
const sound: MatchIntegrity = {
  intact: true,
  withinLimits: true,
  metadataAgrees: true,
  singlePatient: true,
  senderTrusted: true,
  returned: false,
};

const decide = (
  fields: {
    document?: Partial<DocumentIdentity>;
    integrity?: Partial<MatchIntegrity>;
    candidates?: readonly MatchCandidate[];
    profile?: MatchInput["profile"];
  } = {},
) =>
  matchPatient({
    document: { ...document, ...fields.document },
    integrity: { ...sound, ...fields.integrity },
    candidates: fields.candidates ?? [local],
    profile: fields.profile ?? "production",
  });

describe("the table of decisions (§8.4)", () => {
  it.each([
    [{ intact: false }, "broken-document"],
    [{ withinLimits: false }, "over-limits"],
    [{ metadataAgrees: false }, "metadata-disagrees"],
  ] satisfies [Partial<MatchIntegrity>, string][])("row 1: %j blocks", (integrity, reason) => {
    expect(decide({ integrity })).toMatchObject({ outcome: "block", reasons: [reason] });
  });

  it.each([{ matricule: "" }, { oid: "" }, { oid: "1.2.250.1.213.1.4.2" }, { oid: "1.2.250.1.213.1.4.13" }])(
    "row 2: without INS (%j) it is 903, compared by eye",
    (fields) => {
      expect(decide({ document: fields })).toEqual({
        outcome: "manual",
        reasons: ["no-ins"],
        code: 903,
        differences: [],
        candidateId: null,
      });
    },
  );

  it.each([
    ["birthName", ""],
    ["firstName", ""],
    ["sex", "unknown"],
    ["birthDate", "1979"],
    ["birthPlace", ""],
  ] as const)("row 3: without %s it is 905", (field, value) => {
    const decision = decide({ document: { [field]: value } });
    expect(decision).toMatchObject({ outcome: "manual", code: 905, candidateId: "p1" });
    expect(decision.reasons[0]).toBe("traits-missing");
    expect(decision.differences.map((one) => one.field)).toContain(field);
  });

  it.each([INS_OIDS.nir, INS_OIDS.nia])("row 4: a wrong key under %s is left to a person", (oid) => {
    const wrong = { matricule: "223042545611404", oid };
    expect(decide({ document: wrong, candidates: [{ ...local, ...wrong }] })).toMatchObject({
      outcome: "manual",
      reasons: ["bad-key"],
      code: 906,
      candidateId: "p1",
    });
  });

  it.each([INS_OIDS.test, INS_OIDS.demo])("row 4: a wrong key under %s is allowed in a test profile", (oid) => {
    const published = { matricule: "223042545611404", oid };
    expect(decide({ document: published, candidates: [{ ...local, ...published }], profile: "test" })).toMatchObject({
      outcome: "auto",
    });
  });

  it("row 5: an unknown patient is 902, proposed for creation", () => {
    expect(decide({ candidates: [] })).toEqual({
      outcome: "create",
      reasons: ["patient-unknown"],
      code: 902,
      differences: [],
      candidateId: null,
    });
    expect(decide({ candidates: [{ ...local, matricule: "146026322000196" }] })).toMatchObject({
      outcome: "create",
      code: 902,
    });
  });

  it("row 5: the same matricule under another authority is not the same patient, but it is told", () => {
    expect(decide({ candidates: [{ ...local, oid: INS_OIDS.nia }] })).toMatchObject({
      outcome: "create",
      reasons: ["patient-unknown", "other-authority"],
      code: 902,
      candidateId: null,
    });
  });

  it.each(["PROV", "RECUP", "VALI"] as const)("row 6: a patient of status %s is confirmed by a person", (status) => {
    expect(decide({ candidates: [{ ...local, status }] })).toEqual({
      outcome: "manual",
      reasons: ["not-qualified"],
      code: 906,
      differences: [],
      candidateId: "p1",
    });
  });

  it.each([
    ["birthName", "PAT TROIS"],
    ["firstName", "MARIE"],
    ["names", "DOMINIQUE"],
    ["sex", "male"],
    ["birthDate", "19790329"],
    ["birthPlace", "51216"],
  ] as const)("row 7: %s %j differs, it is 904, shown field by field", (field, value) => {
    expect(decide({ document: { [field]: value } })).toEqual({
      outcome: "manual",
      reasons: ["traits-differ"],
      code: 904,
      differences: [{ field, document: value, local: local[field] }],
      candidateId: "p1",
    });
  });

  it("row 8: everything equal, the document is filed by itself", () => {
    const filed = { outcome: "auto", reasons: ["all-equal"], code: null, differences: [], candidateId: "p1" };
    expect(decide()).toEqual(filed);
    expect(decide({ document: { birthName: "Pat-Trois", names: "dominique  márie" } })).toEqual(filed);
    expect(decide({ candidates: [{ ...local, id: "p2", matricule: "146026322000196" }, local] })).toEqual(filed);
  });

  it("row 9: several records with the same INS are left to a person", () => {
    expect(decide({ candidates: [local, { ...local, id: "p2" }] })).toEqual({
      outcome: "manual",
      reasons: ["several-records"],
      code: 906,
      differences: [],
      candidateId: null,
    });
  });
});

describe("around the table", () => {
  it.each([
    [{ singlePatient: false }, "several-patients"],
    [{ senderTrusted: false }, "sender-outside"],
    [{ returned: true }, "returned-message"],
  ] satisfies [Partial<MatchIntegrity>, string][])("%j forbids to file by itself", (integrity, reason) => {
    expect(decide({ integrity })).toMatchObject({ outcome: "manual", reasons: [reason], candidateId: "p1" });
  });

  it("a blocked document stays blocked whatever else is odd, and all is told", () => {
    expect(decide({ integrity: { intact: false, singlePatient: false }, document: { sex: "male" } })).toMatchObject({
      outcome: "block",
      reasons: ["broken-document", "several-patients", "traits-differ"],
    });
  });

  it.each([INS_OIDS.test, INS_OIDS.demo])("a fictitious INS (%s) is never filed nor created in production", (oid) => {
    expect(decide({ document: { oid }, candidates: [{ ...local, oid }] })).toMatchObject({
      outcome: "manual",
      reasons: ["test-ins"],
    });
    expect(decide({ document: { oid }, candidates: [] })).toMatchObject({
      outcome: "manual",
      reasons: ["test-ins", "patient-unknown"],
    });
  });

  it.each(["test", "demo"] as const)("a fictitious INS is filed in the %s profile", (profile) => {
    expect(
      decide({ document: { oid: INS_OIDS.test }, candidates: [{ ...local, oid: INS_OIDS.test }], profile }),
    ).toMatchObject({ outcome: "auto" });
    expect(decide({ document: { oid: INS_OIDS.demo }, candidates: [], profile })).toMatchObject({ outcome: "create" });
  });

  it("a local patient without INS is never found by an absent one", () => {
    expect(
      decide({ document: { matricule: "", oid: "" }, candidates: [{ ...local, matricule: "", oid: "" }] }).candidateId,
    ).toBeNull();
  });
});

it("nothing is filed by itself unless every condition holds", () => {
  const boolean = fc.boolean();
  const integrity: fc.Arbitrary<MatchIntegrity> = fc.record({
    intact: boolean,
    withinLimits: boolean,
    metadataAgrees: boolean,
    singlePatient: boolean,
    senderTrusted: boolean,
    returned: boolean,
  });
  const mostlySound = fc.oneof({ weight: 3, arbitrary: fc.constant(sound) }, integrity);
  const trait = <Value>(good: Value, ...bad: Value[]) =>
    fc.oneof({ weight: 6, arbitrary: fc.constant(good) }, fc.constantFrom(good, ...bad));
  const identity: fc.Arbitrary<DocumentIdentity> = fc.record({
    matricule: trait(document.matricule, "", "223042545611404"),
    oid: trait<string>(INS_OIDS.nir, INS_OIDS.test, "", "1.2.3"),
    birthName: trait(document.birthName, ""),
    firstName: trait(document.firstName, ""),
    names: trait(document.names, ""),
    sex: trait<DocumentIdentity["sex"]>("female", "male", "unknown"),
    birthDate: trait(document.birthDate, "1979"),
    birthPlace: trait(document.birthPlace, ""),
  });
  const candidate = fc
    .record({ identity, status: fc.constantFrom("QUAL", "VALI") })
    .map((one): MatchCandidate => ({ ...one.identity, id: "p", status: one.status }));
  let filed = 0;
  fc.assert(
    fc.property(
      identity,
      mostlySound,
      fc.array(candidate, { maxLength: 3 }),
      fc.constantFrom("production", "test", "demo"),
      (one, checks, candidates, profile) => {
        const decision = matchPatient({ document: one, integrity: checks, candidates, profile });
        expect(decision.reasons.length).toBeGreaterThan(0);
        if (decision.outcome !== "auto") return;
        filed += 1;
        expect(checks).toEqual(sound);
        const found = candidates.filter((other) => other.matricule === one.matricule && other.oid === one.oid);
        expect(found).toHaveLength(1);
        expect(found[0]?.status).toBe("QUAL");
        expect(decision.differences).toEqual([]);
        expect(one.oid === INS_OIDS.test && profile === "production").toBe(false);
        expect([one.birthName, one.firstName, one.birthPlace, one.matricule, one.sex]).not.toContain("");
        expect(one.sex).not.toBe("unknown");
      },
    ),
    { numRuns: 2000 },
  );
  expect(filed).toBeGreaterThan(0);
});
