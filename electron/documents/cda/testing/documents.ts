import fc from "fast-check";
import { codesOf } from "../../codes/code-tables";
import type { CdaBlock, CdaInput, CdaProfessional, CdaSection } from "../cda-input";
import { writeCda } from "../write-cda";

/** A small file with the mark of a PDF, enough for a reader of documents. */
export const tinyPdf = new TextEncoder().encode("%PDF-1.4\n%DEMO\n%%EOF\n");

/** OID of the INS of tests, never a real authority. */
export const testInsOid = "1.2.250.1.213.1.4.10";

/** A fictitious professional. */
export const demoDoctor: CdaProfessional = {
  id: "801234567897",
  family: "DEMO-MEDECIN",
  given: "Camille",
  civility: "MME",
  title: "DR",
  specialty: "G15_10/SM26",
  organization: { id: "10B0000001", name: "Cabinet DEMO & associés" },
};

/** A plainly fictitious consultation report around a PDF. */
export const demoInput: CdaInput = {
  id: "1.2.250.1.999.1.1.1001",
  setId: "1.2.250.1.999.1.2.77",
  version: 1,
  type: "11488-4",
  title: "Consultation DEMO du 01/01/2026",
  effectiveTime: "20260101120000+0100",
  patient: {
    birthName: "PAT-DEMO",
    firstName: "JEANNE",
    names: "JEANNE MARIE",
    usedName: "PAT-USAGE",
    usedFirstName: "JEANNE",
    sex: "female",
    birthDate: "19790328",
    birthPlace: "51215",
    ins: { matricule: "279035121518989", oid: testInsOid },
    localIds: [{ root: "1.2.250.1.999.9", extension: "IPP-1" }],
  },
  authors: [demoDoctor],
  legalAuthenticator: demoDoctor,
  custodian: { id: "10B0000001", name: "Cabinet DEMO & associés" },
  act: { start: "20260101113000+0100", stop: "20260101115500+0100", performer: demoDoctor },
  practiceSetting: "AMBULATOIRE",
  facility: "SA07",
  body: { kind: "pdf", bytes: tinyPdf },
};

/** XML text of a written document, to be damaged by a test. */
export function demoXml(changes: Partial<CdaInput> = {}): string {
  return new TextDecoder().decode(writeCda({ ...demoInput, ...changes }));
}

/** UTF-8 bytes of a text. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A structured document whose section text is the given narrative XML, with the given entries. */
export function demoNarrative(narrative: string, entries = ""): Uint8Array {
  const xml = demoXml({
    body: {
      kind: "structured",
      templateIds: ["1.2.250.1.213.1.1.1.55"],
      sections: [{ title: "Résultats", blocks: [] }],
    },
  });
  return bytesOf(xml.replace("<text/>", `<text>${narrative}</text>${entries}`));
}

const line = (max = 24) =>
  fc
    .string({ unit: fc.constantFrom(..."abcdeXYZ éèàçÉœ'-&<>\"^|~\\;.,0123€中😀"), minLength: 1, maxLength: max })
    .map((text) => `D${text.replace(/ +/g, " ").trim()}`);
const codes = (set: Parameters<typeof codesOf>[0]) => fc.constantFrom(...codesOf(set).map(({ code }) => code));
const oid = fc.array(fc.nat(9999), { minLength: 2, maxLength: 5 }).map((arcs) => `1.2.250.1.999.${arcs.join(".")}`);
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
const day = fc
  .date({ min: new Date("1920-01-01T00:00:00Z"), max: new Date("2035-12-31T00:00:00Z"), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10).replaceAll("-", ""));
const time = fc
  .record({
    day,
    hour: fc.nat(23),
    minute: fc.nat(59),
    second: fc.nat(59),
    zone: fc.constantFrom("+0100", "+0200", "-0400", "+1100", "+0000", "-0330"),
  })
  .map(
    ({ day: date, hour, minute, second, zone }) =>
      `${date}${[hour, minute, second].map((each) => String(each).padStart(2, "0")).join("")}${zone}`,
  );

const professional: fc.Arbitrary<CdaProfessional> = fc
  .record({
    id: digits(11).map((rest) => `8${rest}`),
    family: line(),
    given: line(),
    specialty: fc.option(codes("authorSpecialty"), { nil: undefined }),
    title: fc.option(codes("title"), { nil: undefined }),
    name: line(40),
    organizationId: digits(9).map((rest) => `1${rest}`),
  })
  .map(({ specialty, title, name, organizationId, ...rest }) => ({
    ...rest,
    ...(specialty ? { specialty } : {}),
    ...(title ? { title } : {}),
    organization: { id: organizationId, name },
  }));

const block: fc.Arbitrary<CdaBlock> = fc.oneof(
  fc.record({ kind: fc.constant("paragraph" as const), text: line(60) }),
  fc.record({
    kind: fc.constant("list" as const),
    ordered: fc.boolean(),
    items: fc.array(line(), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant("table" as const),
    head: fc.array(line(), { minLength: 2, maxLength: 3 }),
    rows: fc.array(fc.array(line(), { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
  }),
);
const section: fc.Arbitrary<CdaSection> = fc.record({
  title: line(),
  blocks: fc.array(block, { maxLength: 4 }),
  sections: fc.array(fc.record({ title: line(), blocks: fc.array(block, { maxLength: 2 }) }), { maxLength: 2 }),
});

const patient = fc
  .record({
    birthName: line(),
    firstName: line(),
    second: line(),
    used: fc.option(line(), { nil: undefined }),
    sex: fc.constantFrom("male" as const, "female" as const),
    birthDate: day,
    birthPlace: fc.constantFrom("51215", "2A004", "99100"),
    matricule: fc.option(digits(15), { nil: undefined }),
    local: line(12),
  })
  .map(({ second, used, matricule, local, ...rest }) => ({
    ...rest,
    names: `${rest.firstName} ${second}`,
    ...(used ? { usedName: used } : {}),
    ins: matricule ? { matricule, oid: testInsOid } : null,
    localIds: [{ root: "1.2.250.1.999.9", extension: local }],
  }));

/** Documents of every shape that the writer accepts: N1 and N3, with and without INS, first versions and replacements. */
export const anyInput: fc.Arbitrary<CdaInput> = fc
  .record({
    id: oid,
    setId: oid.map((each) => `${each}^DEMO`),
    version: fc.integer({ min: 1, max: 40 }),
    type: codes("typeCode").filter((code) => code !== "E1762"),
    title: line(80),
    effectiveTime: time,
    confidentiality: fc.constantFrom("N" as const, "R" as const, "V" as const),
    patient,
    authors: fc.array(professional, { minLength: 1, maxLength: 3 }),
    legalAuthenticator: professional,
    act: fc.record({ start: fc.oneof(day, time), performer: professional }),
    practiceSetting: codes("practiceSettingCode"),
    facility: codes("healthcareFacilityTypeCode"),
    replaces: fc.option(
      oid.map((each) => `${each}.7`),
      { nil: undefined },
    ),
    recipients: fc.array(professional, { maxLength: 2 }),
    body: fc.oneof(
      fc
        .uint8Array({ maxLength: 200 })
        .map((noise) => ({ kind: "pdf" as const, bytes: Uint8Array.from([...tinyPdf, ...noise]) })),
      fc.record({
        kind: fc.constant("structured" as const),
        templateIds: fc.constant(["1.2.250.1.213.1.1.1.55"]),
        sections: fc.array(section, { minLength: 1, maxLength: 3 }),
      }),
    ),
  })
  .map(({ replaces, ...rest }) => ({
    ...rest,
    custodian: rest.legalAuthenticator.organization,
    ...(replaces && replaces !== rest.id ? { replaces } : {}),
  }));
