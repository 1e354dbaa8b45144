import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodedSize } from "./attachment-limits";
import { INS_OIDS, MES_TEST_ROBOT } from "./ins";
import { checkDraft, confirmKey } from "./recipient-check";
import type { DraftToCheck, PatientFacts } from "./recipient-check";

const WOMAN = "279035121518989";
const MAN = "146026322000196";
const at = (matricule: string) => `${matricule}@patient.mssante.fr`;
const PRO = "marie.martin@medecin.mssante.fr";

const draft = (fields: Partial<DraftToCheck> = {}): DraftToCheck => ({
  from: "jean.dupont@medecin.mssante.fr",
  recipients: [PRO],
  subject: "Bonjour",
  bodyText: "Bonjour,",
  attachmentCount: 0,
  attachmentsEncodedBytes: 0,
  documentPatients: [],
  patientFacts: {},
  nil: "DEV935997",
  environment: "production",
  whiteList: { domains: ["medecin.mssante.fr", "ch-demo.mssante.fr"], asOf: "2024-03-09T00:00:00Z" },
  smtpSizeLimit: 10_000_000,
  now: Date.parse("2024-03-10T12:00:00Z"),
  ...fields,
});
const facts = (fields: Partial<PatientFacts> = {}): PatientFacts => ({
  name: "PAT-TROIS Dominique",
  birthDate: "19790328",
  sex: "female",
  oid: INS_OIDS.nir,
  status: "QUAL",
  ...fields,
});

const blocks = (fields: Partial<DraftToCheck>) => checkDraft(draft(fields)).blocks;
const confirms = (fields: Partial<DraftToCheck>) => checkDraft(draft(fields)).confirms;
const codes = (points: readonly { readonly code: string }[]) => points.map((point) => point.code);

it("an ordinary message to a colleague leaves without a word", () => {
  expect(checkDraft(draft())).toEqual({ blocks: [], confirms: [], informs: [] });
});

describe("addresses that stop a message", () => {
  it("are missing", () => {
    expect(blocks({ recipients: [] })).toEqual([{ code: "no-recipient" }]);
  });

  it.each(["", "marie.martin", '"x@evil.fr"@medecin.mssante.fr', "a@m\u0435decin.mssante.fr", "a@b.fr\r\nBcc: c@d.fr"])(
    "are malformed: %j",
    (address) => {
      const found = blocks({ recipients: [PRO, address] });
      expect(codes(found)).toEqual(["invalid-address"]);
      expect(found[0]?.about).not.toMatch(/\p{Cc}/u);
    },
  );

  it("are the sender's own, when it is malformed", () => {
    expect(blocks({ from: "jean" })).toEqual([{ code: "invalid-address", about: "jean" }]);
  });

  it.each(["x@gmail.com", "x@nouveau.mssante.fr", "x@medecin.mssante.fr.evil.com", "x@fauxmssante.fr"])(
    "are outside the trust space: %s",
    (address) => {
      expect(blocks({ recipients: [PRO, address] })).toEqual([{ code: "outside-trust-space", about: address }]);
    },
  );

  it("outside the trust space stop a message with an old list or none too (O07)", () => {
    const old = { domains: ["medecin.mssante.fr"], asOf: "2024-01-01" };
    expect(codes(blocks({ recipients: ["x@gmail.com"], whiteList: old }))).toEqual(["outside-trust-space"]);
    const { whiteList: _none, ...without } = draft({ recipients: ["x@gmail.com"] });
    expect(codes(checkDraft(without).blocks)).toEqual(["outside-trust-space"]);
  });
});

describe("the list of the trust space", () => {
  const old = { domains: ["medecin.mssante.fr"], asOf: "2024-03-01" };
  it("older than seven days asks for a confirmation", () => {
    expect(checkDraft(draft({ whiteList: old }))).toMatchObject({
      blocks: [],
      confirms: [{ code: "trust-list-stale" }],
    });
    expect(confirms({ whiteList: old, recipients: ["x@nouveau.mssante.fr"] })).toEqual([{ code: "trust-list-stale" }]);
  });

  it("matters not for a patient alone", () => {
    expect(codes(confirms({ whiteList: old, recipients: [at(WOMAN)] }))).toEqual(["patient-identity"]);
  });

  it.each([
    ["production", ["trust-list-stale"]],
    ["test", []],
    ["demo", []],
  ] as const)("absent in %s: %j", (environment, expected) => {
    const { whiteList: _none, ...without } = draft({ environment });
    expect(codes(checkDraft(without).confirms)).toEqual(expected);
  });
});

describe("the matricule in the address of a patient", () => {
  it.each(["279035121518988", "223042545611404"])("%s has a wrong key: stopped", (matricule) => {
    expect(blocks({ recipients: [at(matricule)] })).toEqual([{ code: "bad-ins-key", about: matricule }]);
  });

  it.each(["27903512151898", "paul.vial", "579035121518989"])("%s is no matricule: stopped", (local) => {
    expect(blocks({ recipients: [at(local)] })).toEqual([{ code: "bad-ins-key", about: at(local) }]);
  });

  it("may have a wrong key only for a published test identity, away from production", () => {
    const published = {
      recipients: [at("223042545611404")],
      patientFacts: { "223042545611404": facts({ oid: INS_OIDS.test }) },
    };
    expect(blocks({ ...published, environment: "test" })).toEqual([]);
    expect(codes(blocks({ ...published, environment: "production" }))).toEqual(["bad-ins-key"]);
    expect(
      codes(
        blocks({
          recipients: [at("223042545611404")],
          patientFacts: { "223042545611404": facts() },
          environment: "test",
        }),
      ),
    ).toEqual(["bad-ins-key"]);
  });

  it("is not asked of the robot that answers tests", () => {
    expect(checkDraft(draft({ recipients: [MES_TEST_ROBOT] }))).toEqual({ blocks: [], confirms: [], informs: [] });
  });

  it("is one at a time: a patient does not learn the INS of another", () => {
    expect(codes(blocks({ recipients: [at(WOMAN), at(MAN)] }))).toEqual(["several-patient-recipients"]);
    expect(blocks({ recipients: [at(WOMAN), at(WOMAN).toUpperCase()] })).toEqual([]);
  });
});

describe("documents and patients (ECO.2.1.1)", () => {
  it.each([
    [[WOMAN], [WOMAN], []],
    [[WOMAN], [WOMAN, WOMAN], []],
    [[], [WOMAN], []],
    [[WOMAN], [], []],
    [[WOMAN], [MAN], [{ code: "document-patient-mismatch", about: WOMAN }]],
    [[], [WOMAN, MAN], [{ code: "several-document-patients" }]],
    [[WOMAN], [WOMAN, MAN], [{ code: "several-document-patients" }]],
    [[WOMAN], ["", MAN], [{ code: "document-patient-mismatch", about: WOMAN }]],
  ])("to %j with documents of %j: %j", (patients, documentPatients, expected) => {
    expect(blocks({ recipients: [PRO, ...patients.map(at)], documentPatients, attachmentCount: 1 })).toEqual(expected);
  });

  it("without INS, sent to a patient, ask for a confirmation", () => {
    expect(codes(confirms({ recipients: [at(WOMAN)], documentPatients: [""] }))).toContain("document-patient-unknown");
    expect(codes(confirms({ recipients: [PRO], documentPatients: [""] }))).toEqual([]);
  });
});

describe("the size of a message", () => {
  const body = encodedSize("Bonjour,".length);
  it.each([
    [{ attachmentsEncodedBytes: 10_000_000 - body }, undefined],
    [{ attachmentsEncodedBytes: 10_000_001 - body }, "10000000"],
    [{ attachmentsEncodedBytes: 6_000_000, settingSizeLimit: 5_000_000 }, "5000000"],
    [{ attachmentsEncodedBytes: 26_000_000, smtpSizeLimit: 50_000_000 }, undefined],
    [{ attachmentsEncodedBytes: 26_000_000, smtpSizeLimit: 50_000_000, recipients: [at(WOMAN)] }, "25000000"],
    [{ attachmentsEncodedBytes: 26_000_000, smtpSizeLimit: 50_000_000, recipients: [at("faux")] }, "25000000"],
    [{ attachmentsEncodedBytes: 900_000_000, smtpSizeLimit: null }, undefined],
    [{ bodyText: "é".repeat(4_000_000) }, "10000000"],
  ] satisfies [Partial<DraftToCheck>, string | undefined][])("%# is held to the least limit", (fields, limit) => {
    expect(blocks(fields).find((point) => point.code === "too-big")?.about).toBe(limit);
  });
});

it.each([
  ["production", "", ["no-nil-in-production"]],
  ["production", "  ", ["no-nil-in-production"]],
  ["production", "DEV935997", []],
  ["test", "", []],
  ["demo", "", []],
] as const)("in %s with the NIL %j: %j (ECO.2.4.3)", (environment, nil, expected) => {
  expect(codes(blocks({ environment, nil }))).toEqual(expected);
});

describe("before writing to a patient, the person confirms", () => {
  const to = (matricule: string, known?: PatientFacts) =>
    confirms({ recipients: [at(matricule)], patientFacts: known === undefined ? {} : { [matricule]: known } });

  it("the birth and the sex that the matricule tells", () => {
    expect(to(WOMAN)).toEqual([
      {
        code: "patient-identity",
        about: WOMAN,
        patient: { sex: "female", birthYear2: "79", birthMonth: 3, known: null },
      },
    ]);
    expect(to(MAN)).toMatchObject([{ patient: { sex: "male", birthYear2: "46", birthMonth: 2 } }]);
    expect(to("885997512345663")).toEqual([
      { code: "patient-identity", about: "885997512345663", patient: { sex: "female", birthYear2: "85", known: null } },
    ]);
  });

  it("with what the local base says beside it", () => {
    expect(to(WOMAN, facts())).toMatchObject([
      { patient: { known: { name: "PAT-TROIS Dominique", birthDate: "19790328", agrees: true } } },
    ]);
  });

  it.each([
    [{ birthDate: "19800328" }, false],
    [{ birthDate: "19790428" }, false],
    [{ sex: "male" }, false],
    [{ sex: "unknown" }, true],
    [{ birthDate: "" }, true],
  ] satisfies [Partial<PatientFacts>, boolean][])("and is told whether they agree: %j %s", (fields, agrees) => {
    expect(to(WOMAN, facts(fields))[0]).toMatchObject({ patient: { known: { agrees } } });
  });

  it("the opposition of the patient", () => {
    expect(to(WOMAN, facts({ opposedOn: "2023-01-01" }))).toContainEqual({ code: "opposition", about: WOMAN });
  });

  it("once, that a document goes to a professional although its patient opposed it (MSS/va1.22)", () => {
    const known = { [WOMAN]: facts({ opposedToProfessionalsOn: "2023-01-01" }) };
    const about = { patientFacts: known, documentPatients: [WOMAN, WOMAN, "constructor"] };
    expect(confirms(about)).toEqual([{ code: "opposition-professionals", about: WOMAN }]);
    expect(codes(confirms({ ...about, recipients: [at(WOMAN)] }))).toEqual(["patient-identity"]);
    expect(confirms({ patientFacts: known })).toEqual([]);
    expect(confirms({ ...about, patientFacts: { [WOMAN]: facts({ opposedOn: "2023-01-01" }) } })).toEqual([]);
  });

  it("the same of a patient known by traits, when the document has no INS", () => {
    const about = { documentPatients: ["", ""], opposedByTraits: ["PAT-DEMO JEANNE", "PAT-DEMO JEANNE"] };
    expect(confirms(about)).toEqual([{ code: "opposition-professionals", about: "PAT-DEMO JEANNE" }]);
    expect(codes(confirms({ ...about, recipients: [at(WOMAN)] }))).not.toContain("opposition-professionals");
    const [point] = confirms({ ...about, opposedByTraits: ["X".repeat(200)] });
    expect(point && confirmKey(point).length).toBeLessThanOrEqual(60);
  });

  it("that the identity is not qualified (ECO.2.2.6)", () => {
    expect(to(WOMAN, facts({ status: "VALI" }))).toContainEqual({ code: "patient-not-qualified", about: WOMAN });
  });

  it.each([
    ["20060311", true],
    ["20060310", false],
    ["20240101", true],
    ["19790328", false],
    ["", false],
    ["2010", false],
  ])("that the patient born on %j is a minor: %s", (birthDate, minor) => {
    expect(codes(to(WOMAN, facts({ birthDate }))).includes("minor")).toBe(minor);
  });

  it("that a patient and a professional will read each other", () => {
    expect(codes(confirms({ recipients: [at(WOMAN), PRO] }))).toEqual([
      "patient-identity",
      "mixed-patient-professional",
    ]);
  });
});

it.each([
  [10, []],
  [11, [{ code: "many-recipients", about: "11" }]],
])("%i recipients: %j", (count, expected) => {
  const recipients = Array.from({ length: count }, (_, index) => `demo${index}@medecin.mssante.fr`);
  expect(confirms({ recipients: [...recipients, recipients[0]?.toUpperCase() ?? ""] })).toEqual(expected);
});

describe("what is worth telling", () => {
  it.each([
    [{ subject: " " }, ["empty-subject"]],
    [{ bodyText: "Ci-joint le compte rendu" }, ["forgotten-attachment"]],
    [{ bodyText: "Ci-joint le compte rendu", attachmentCount: 1 }, []],
    [{ subject: "", bodyText: "voir PJ" }, ["empty-subject", "forgotten-attachment"]],
  ] satisfies [Partial<DraftToCheck>, string[]][])("of %j: %j", (fields, expected) => {
    expect(codes(checkDraft(draft(fields)).informs)).toEqual(expected);
  });
});

describe("keys of confirmations", () => {
  it("name the patient, so that another one asks again, and stay short", () => {
    const keys = (matricule: string) => confirms({ recipients: [at(matricule), PRO] }).map(confirmKey);
    expect(keys(WOMAN)).toEqual([`patient-identity:${WOMAN}`, "mixed-patient-professional"]);
    expect(keys(MAN)).not.toEqual(keys(WOMAN));
    for (const key of keys(WOMAN)) expect(key.length).toBeLessThanOrEqual(60);
  });

  it("do not change with the number of recipients", () => {
    expect(confirmKey({ code: "many-recipients", about: "11" })).toBe("many-recipients");
  });
});

it("whatever is typed, only checked addresses of the trust space get past the blocks", () => {
  const address = fc.oneof(
    fc.constantFrom(PRO, at(WOMAN), at(MAN), at("279035121518988"), "x@ch-demo.mssante.fr", "x@gmail.com"),
    fc.emailAddress(),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(address, { maxLength: 4 }), fc.subarray([WOMAN, MAN, ""]), (recipients, documentPatients) => {
      const verdict = checkDraft(draft({ recipients, documentPatients }));
      if (verdict.blocks.length > 0) return;
      expect(recipients.length).toBeGreaterThan(0);
      for (const one of recipients) expect(one.trim()).toMatch(/@(?:medecin|ch-demo|patient)\.mssante\.fr$/i);
      const patients = new Set(recipients.filter((one) => /patient\.mssante\.fr\s*$/i.test(one)));
      expect(patients.size).toBeLessThanOrEqual(1);
      expect(verdict.confirms.filter((point) => point.code === "patient-identity")).toHaveLength(patients.size);
    }),
    { numRuns: 500 },
  );
});

describe("a closed exchange", () => {
  const told = (fields: Partial<DraftToCheck>) => codes(checkDraft(draft({ subject: "Suite", ...fields })).informs);

  it("is said to be reopened by a message without FIN, and by that alone", () => {
    const closed = { recipients: [at(WOMAN)], closedExchanges: [WOMAN] };
    expect(told(closed)).toEqual(["reopens-exchange"]);
    expect(told({ ...closed, fin: true })).toEqual([]);
    expect(told({ ...closed, closedExchanges: [MAN] })).toEqual([]);
    expect(told({ ...closed, recipients: [PRO] })).toEqual([]);
  });
});

describe("a template that was not finished", () => {
  it("is confirmed field by field, in the subject and in the text", () => {
    const found = confirms({ subject: "Résultats de {patient}", bodyText: "Le {date}, {inconnu}" });
    expect(found).toEqual([
      { code: "open-field", about: "{patient}" },
      { code: "open-field", about: "{date}" },
    ]);
    expect(found.map(confirmKey)).toEqual(["open-field:{patient}", "open-field:{date}"]);
  });
});

describe("a message that a colleague already answered", () => {
  it("is confirmed first, and again when another answer comes", () => {
    const key = (answeredAt: string) => confirms({ answeredAt }).map(confirmKey);
    expect(confirms({ answeredAt: "2024-03-10T09:40:00.000Z" })).toEqual([
      { code: "already-answered", about: "2024-03-10T09:40:00.000Z" },
    ]);
    expect(key("2024-03-10T09:40:00.000Z")).not.toEqual(key("2024-03-10T09:50:00.000Z"));
    expect(key("2024-03-10T09:40:00.000Z")[0]?.length).toBeLessThanOrEqual(60);
    expect(confirms({ answeredAt: null })).toEqual([]);
  });
});

it("an answer to a conversation that a colleague takes care of is asked about, by her name", () => {
  const draft = {
    from: "secretariat@cabinet.demo.mssante.fr",
    recipients: ["paul.demo@chu.demo.mssante.fr"],
    subject: "Avis",
    bodyText: "Bonjour",
    attachmentCount: 0,
    attachmentsEncodedBytes: 0,
    documentPatients: [],
    patientFacts: {},
    nil: "PLI",
    environment: "demo" as const,
    smtpSizeLimit: null,
    now: 0,
  };
  expect(checkDraft(draft).confirms).toEqual([]);
  expect(checkDraft({ ...draft, takenBy: "Dr Demo LEROY" }).confirms).toEqual([
    { code: "taken-by-other", about: "Dr Demo LEROY" },
  ]);
  const [point] = checkDraft({ ...draft, takenBy: "É".repeat(300) }).confirms;
  expect(point === undefined ? 99 : confirmKey(point).length).toBeLessThanOrEqual(60);
});
