import { describe, expect, test } from "vitest";
import type { CdaBlock, CdaInput } from "./cda-input";
import { demoDoctor, demoInput, testInsOid } from "./testing/documents";
import { writeCda } from "./write-cda";
import { readXml } from "./xml/read-xml";
import {
  attribute,
  attributesOf,
  childrenOf,
  descendants,
  elementsOf,
  find,
  lineOf,
  type XmlElement,
} from "./xml/xml-element";

const written = (changes: Partial<CdaInput> = {}): XmlElement => readXml(writeCda({ ...demoInput, ...changes }));
const structured = {
  kind: "structured",
  templateIds: ["1.2.250.1.213.1.1.1.55"],
  sections: [{ title: "Résultats", blocks: [] }],
} as const;

// Order of the children of ClinicalDocument in POCD_MT000040.
const order = [
  "realmCode",
  "typeId",
  "templateId",
  "id",
  "code",
  "title",
  "effectiveTime",
  "confidentialityCode",
  "languageCode",
  "setId",
  "versionNumber",
  "recordTarget",
  "author",
  "custodian",
  "informationRecipient",
  "legalAuthenticator",
  "documentationOf",
  "relatedDocument",
  "componentOf",
  "component",
];

describe("a written document", () => {
  test("puts its children in the order of the CDA schema", () => {
    const names = elementsOf(
      written({ replaces: "1.2.3", recipients: [demoDoctor], authors: [demoDoctor, demoDoctor] }),
    ).map((each) => each.local);
    expect([...new Set(names)]).toEqual(order);
    expect(names.map((name) => order.indexOf(name))).toEqual(
      names.map((name) => order.indexOf(name)).toSorted((a, b) => a - b),
    );
  });

  test.each([
    "id",
    "code",
    "title",
    "effectiveTime",
    "confidentialityCode",
    "languageCode",
    "setId",
    "versionNumber",
    "recordTarget",
    "custodian",
    "legalAuthenticator",
    "componentOf",
    "documentationOf",
  ])("holds exactly one %s", (name) => {
    expect(childrenOf(written(), name)).toHaveLength(1);
  });

  test("is French and names the CDA type", () => {
    const root = written();
    expect(attribute(find(root, "realmCode"), "code")).toBe("FR");
    expect(attributesOf(find(root, "typeId"))).toEqual(
      new Map([
        ["root", "2.16.840.1.113883.1.3"],
        ["extension", "POCD_HD000040"],
      ]),
    );
    expect(attribute(find(root, "languageCode"), "code")).toBe("fr-FR");
    expect(root.uri).toBe("urn:hl7-org:v3");
  });

  test("around a PDF has exactly three templates, XDS-SD in the place of the model", () => {
    expect(childrenOf(written(), "templateId").map((each) => attribute(each, "root"))).toEqual([
      "2.16.840.1.113883.2.8.2.1",
      "1.2.250.1.213.1.1.1.1",
      "1.3.6.1.4.1.19376.1.2.20",
    ]);
    expect(attributesOf(find(written(), "component", "nonXMLBody", "text"))).toEqual(
      new Map([
        ["mediaType", "application/pdf"],
        ["representation", "B64"],
      ]),
    );
  });

  test("in sections names its own model", () => {
    expect(childrenOf(written({ body: structured }), "templateId").map((each) => attribute(each, "root"))).toEqual([
      "2.16.840.1.113883.2.8.2.1",
      "1.2.250.1.213.1.1.1.1",
      "1.2.250.1.213.1.1.1.55",
    ]);
  });

  test("carries code, system and label of its type", () => {
    expect(attributesOf(find(written(), "code"))).toEqual(
      new Map([
        ["code", "11488-4"],
        ["displayName", "CR ou fiche de consultation ou de visite"],
        ["codeSystem", "2.16.840.1.113883.6.1"],
      ]),
    );
  });

  test("is answered for by one person who signed", () => {
    const signer = find(written(), "legalAuthenticator");
    expect(attribute(find(signer, "signatureCode"), "code")).toBe("S");
    expect(attribute(find(signer, "time"), "value")).toBe(demoInput.effectiveTime);
    expect(attributesOf(find(signer, "assignedEntity", "id"))).toEqual(
      new Map([
        ["root", "1.2.250.1.71.4.2.1"],
        ["extension", "801234567897"],
      ]),
    );
  });

  test("is kept by a structure named in the national register", () => {
    expect(
      attribute(find(written(), "custodian", "assignedCustodian", "representedCustodianOrganization", "id"), "root"),
    ).toBe("1.2.250.1.71.4.2.2");
  });

  test("reports an act with its date, its performer and the setting of practice", () => {
    const event = find(written(), "documentationOf", "serviceEvent");
    expect(attribute(find(event, "effectiveTime", "low"), "value")).toBe(demoInput.act.start);
    expect(attribute(find(event, "performer"), "typeCode")).toBe("PRF");
    const structure = find(event, "performer", "assignedEntity", "representedOrganization");
    expect(attribute(find(structure, "standardIndustryClassCode"), "code")).toBe("AMBULATOIRE");
    expect(elementsOf(structure as XmlElement).map((each) => each.local)).toEqual([
      "id",
      "name",
      "standardIndustryClassCode",
    ]);
  });

  test("links to the document that it replaces, root and extension apart", () => {
    const link = find(written({ replaces: "1.2.3^ABC" }), "relatedDocument");
    expect(attribute(link, "typeCode")).toBe("RPLC");
    expect(attributesOf(find(link, "parentDocument", "id"))).toEqual(
      new Map([
        ["root", "1.2.3"],
        ["extension", "ABC"],
      ]),
    );
    expect(find(written(), "relatedDocument")).toBeUndefined();
  });

  test("escapes what a hostile title could break out with", () => {
    const title = "</title><script>alert('1')</script><!-- & ]]>";
    const root = written({ title });
    expect(lineOf(find(root, "title"))).toBe(title);
    expect(descendants(root, "script")).toEqual([]);
  });
});

describe("the patient of a written document", () => {
  const role = (changes: Partial<CdaInput["patient"]> = {}) =>
    find(written({ patient: { ...demoInput.patient, ...changes } }), "recordTarget", "patientRole");

  test("with a qualified INS comes with it first, then the local id, and every trait", () => {
    expect(childrenOf(role(), "id").map((each) => attribute(each, "root"))).toEqual([testInsOid, "1.2.250.1.999.9"]);
    const name = find(role(), "patient", "name");
    expect(
      elementsOf(name as XmlElement).map((each) => [each.local, attribute(each, "qualifier"), lineOf(each)]),
    ).toEqual([
      ["family", "BR", "PAT-DEMO"],
      ["family", "CL", "PAT-USAGE"],
      ["given", "", "JEANNE MARIE"],
      ["given", "BR", "JEANNE"],
      ["given", "CL", "JEANNE"],
    ]);
    expect(lineOf(find(role(), "patient", "birthplace", "place", "addr", "county"))).toBe("51215");
    expect(attribute(find(role(), "patient", "birthTime"), "value")).toBe("19790328");
    expect(attribute(find(role(), "patient", "administrativeGenderCode"), "displayName")).toBe("Féminin");
  });

  test("without a qualified INS has the local id only (INS/va1.53)", () => {
    const bare = role({ ins: null });
    expect(childrenOf(bare, "id").map((each) => attribute(each, "root"))).toEqual(["1.2.250.1.999.9"]);
    expect(
      JSON.stringify(
        new TextDecoder().decode(writeCda({ ...demoInput, patient: { ...demoInput.patient, ins: null } })),
      ),
    ).not.toContain("1.2.250.1.213.1.4.");
  });

  test("has an address in Mon espace santé when the caller gives one", () => {
    const address = "279035121518989@patient.mssante.fr";
    expect(
      attributesOf(find(find(written({ patientAddress: address }), "recordTarget", "patientRole"), "telecom")),
    ).toEqual(
      new Map([
        ["value", `mailto:${address}`],
        ["use", "H"],
      ]),
    );
    expect(attribute(find(role(), "telecom"), "nullFlavor")).toBe("UNK");
  });
});

describe("a narrative with nothing in a part of it (NarrativeBlock: one item, one row, one cell at least)", () => {
  const blocks: CdaBlock[] = [
    { kind: "list", items: [] },
    { kind: "table", head: [], rows: [[]] },
    { kind: "table", head: ["Analyse", "Valeur"], rows: [] },
    { kind: "table", head: [], rows: [["Sodium", "140"], []] },
  ];
  const text = find(
    written({ body: { ...structured, sections: [{ title: "Vide", blocks }] } }),
    "component",
    "structuredBody",
    "component",
    "section",
    "text",
  );

  test("loses the empty list and the empty table", () => {
    expect(elementsOf(text as XmlElement).map((each) => each.local)).toEqual(["table", "table"]);
  });

  test("keeps a table of its head alone, as its body", () => {
    const [head, body] = childrenOf(text, "table");
    expect(elementsOf(head as XmlElement).map((each) => each.local)).toEqual(["tbody"]);
    expect(childrenOf(find(head, "tbody", "tr"), "th").map(lineOf)).toEqual(["Analyse", "Valeur"]);
    expect(childrenOf(find(body, "tbody"), "tr")).toHaveLength(1);
  });
});

describe("what the schematron would refuse is not written", () => {
  const patient = (changes: Partial<CdaInput["patient"]>): Partial<CdaInput> => ({
    patient: { ...demoInput.patient, ...changes },
  });
  const cases: [field: string, changes: Partial<CdaInput>][] = [
    ["id", { id: "" }],
    ["id", { id: "1.2 3" }],
    ["setId", { setId: "" }],
    ["version", { version: 0 }],
    ["version", { version: 1.5 }],
    ["title", { title: "  " }],
    ["id", { id: "1.02.3" }],
    ["setId", { setId: "1.2.3^ " }],
    ["version", { version: 2 ** 31 }],
    ["title", { title: "\u0001" }],
    ["effectiveTime", { effectiveTime: "20260101120000" }],
    ["effectiveTime", { effectiveTime: "20260101+0100" }],
    ["effectiveTime", { effectiveTime: "20261301120000+0100" }],
    ["act.start", { act: { ...demoInput.act, start: "2026" } }],
    ["act.start", { act: { ...demoInput.act, start: "20260101+0100" } }],
    ["act.stop", { act: { ...demoInput.act, stop: "20251231" } }],
    ["act.stop", { act: { ...demoInput.act, stop: demoInput.act.start } }],
    ["act.code", { act: { ...demoInput.act, code: { code: "A B", system: "1.2.3", label: "X" } } }],
    ["authors", { authors: [] }],
    ["professional", { authors: [{ ...demoDoctor, id: "" }] }],
    ["professional", { legalAuthenticator: { ...demoDoctor, organization: { id: "", name: "X" } } }],
    ["professional", { recipients: [{ ...demoDoctor, family: " " }] }],
    ["professional.title", { authors: [{ ...demoDoctor, title: "Docteur" }] }],
    ["professional.civility", { legalAuthenticator: { ...demoDoctor, civility: "Madame" } }],
    ["professional.specialty", { authors: [{ ...demoDoctor, specialty: "SM26" }] }],
    ["professional.role", { authors: [{ ...demoDoctor, role: { code: "", label: "Médecin" } }] }],
    ["custodian", { custodian: { id: "", name: "X" } }],
    ["type", { type: "nothing" }],
    ["practiceSetting", { practiceSetting: "nothing" }],
    ["facility", { facility: "SA99" }],
    ["replaces", { replaces: demoInput.id }],
    ["templateIds", { body: { ...structured, templateIds: [] } }],
    ["templateIds", { body: { ...structured, templateIds: ["1..2"] } }],
    ["sections", { body: { ...structured, sections: [] } }],
    ["section", { body: { ...structured, sections: [{ title: " ", blocks: [] }] } }],
    ["patientAddress", { patientAddress: "nowhere" }],
    ["patient.birthName", patient({ birthName: "" })],
    ["patient.firstName", patient({ firstName: " " })],
    ["patient.names", patient({ names: "" })],
    ["patient.birthDate", patient({ birthDate: "1979" })],
    ["patient.birthPlace", patient({ birthPlace: "Reims" })],
    ["patient.ins", patient({ ins: { matricule: "279035121518989", oid: "1.2.250.1.213.1.4.2" } })],
    ["patient.localIds", patient({ ins: null, localIds: [] })],
    ["patient.localIds", patient({ localIds: [{ root: "1.2.3", extension: "" }] })],
    ["patient.birthName", patient({ ins: null, birthName: "", usedName: "" })],
    ["patient.birthDate", patient({ ins: null, birthDate: "28/03/1979" })],
  ];

  test.each(cases)("%s", (field, changes) => {
    expect(() => writeCda({ ...demoInput, ...changes })).toThrow(
      expect.objectContaining({ code: "cda-incomplete", about: field }),
    );
  });
});
