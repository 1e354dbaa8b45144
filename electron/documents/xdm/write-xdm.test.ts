import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CdaInput } from "../cda/cda-input";
import { toUtc } from "../cda/hl7-time";
import { anyInput, bytesOf, demoInput, demoNarrative, demoXml, testInsOid } from "../cda/testing/documents";
import { writeCda } from "../cda/write-cda";
import { readXml } from "../cda/xml/read-xml";
import { attribute, descendants, elementsOf, find, textOf, type XmlElement } from "../cda/xml/xml-element";
import { readArchive } from "../zip/read-archive";
import { readXdm } from "./read-xdm";
import { countingIds, xdmInput } from "./testing/archives";
import { writeXdm } from "./write-xdm";
import type { XdmInput, XdmInputDocument } from "./xdm-input";
import { runs } from "../../../scripts/testing/runs";

type Written = { readonly names: string[]; readonly text: (name: string) => string; readonly root: XmlElement };

async function write(documents: readonly XdmInputDocument[], changes: Partial<XdmInput> = {}): Promise<Written> {
  const { entries } = await readArchive(await writeXdm(xdmInput(documents, changes)));
  const find = (name: string) => entries.find((entry) => entry.name === name)?.bytes ?? new Uint8Array();
  return {
    names: entries.map(({ name }) => name),
    text: (name) => Buffer.from(find(name)).toString(),
    root: readXml(find("IHE_XDM/SUBSET01/METADATA.XML")),
  };
}

const demo = (changes: Partial<CdaInput> = {}): XdmInputDocument => ({ bytes: writeCda({ ...demoInput, ...changes }) });
const entryOf = (root: XmlElement) => descendants(root, "ExtrinsicObject")[0];
const slotOf = (element: XmlElement | undefined, name: string) =>
  element
    ? elementsOf(element)
        .filter((each) => each.local === "Slot" && attribute(each, "name") === name)
        .flatMap((each) => descendants(each, "Value").map(textOf))
    : [];
const classified = (element: XmlElement | undefined, scheme: string) =>
  (element ? elementsOf(element) : []).filter((each) =>
    attribute(each, "classificationScheme").startsWith(`urn:uuid:${scheme}`),
  );
const codeAndSystem = (element: XmlElement | undefined, scheme: string) =>
  classified(element, scheme).map((each) => [attribute(each, "nodeRepresentation"), slotOf(each, "codingScheme")[0]]);
const identifier = (element: XmlElement | undefined, scheme: string) =>
  (element ? elementsOf(element) : []).find((each) =>
    attribute(each, "identificationScheme").startsWith(`urn:uuid:${scheme}`),
  );

const order = ["Slot", "Name", "Description", "VersionInfo", "Classification", "ExternalIdentifier"];

// The rules of rim.xsd and lcm.xsd that a writer can break.
function expectSchemaRules(root: XmlElement) {
  expect([root.local, root.uri]).toEqual(["SubmitObjectsRequest", "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0"]);
  expect(elementsOf(root).map((each) => each.local)).toEqual(["RegistryObjectList"]);
  const all = ["RegistryPackage", "ExtrinsicObject", "Association", "Classification", "ExternalIdentifier"].flatMap(
    (name) => descendants(root, name),
  );
  const ids = all.map((each) => attribute(each, "id"));
  expect(ids).not.toContain("");
  expect(new Set(ids).size).toBe(ids.length);
  for (const object of all) {
    expect(object.uri).toBe("urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0");
    const ranks = elementsOf(object).map((child) => order.indexOf(child.local));
    expect(ranks).not.toContain(-1);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    for (const child of elementsOf(object)) {
      const owner = attribute(child, "classifiedObject") || attribute(child, "registryObject");
      if (owner) expect(owner).toBe(attribute(object, "id"));
    }
  }
  for (const each of descendants(root, "Value")) expect(textOf(each).length).toBeLessThanOrEqual(256);
  for (const each of descendants(root, "LocalizedString"))
    expect(attribute(each, "value").length).toBeLessThanOrEqual(1024);
  for (const each of descendants(root, "ExternalIdentifier")) {
    expect(attribute(each, "value").length).toBeLessThanOrEqual(256);
    expect([attribute(each, "registryObject"), attribute(each, "identificationScheme")]).not.toContain("");
  }
  for (const each of descendants(root, "Association"))
    expect([
      attribute(each, "associationType"),
      attribute(each, "sourceObject"),
      attribute(each, "targetObject"),
    ]).not.toContain("");
}

describe("a written archive", () => {
  test("has the files of ITI-32, named in 8.3 upper case", async () => {
    const { names } = await write([demo(), demo({ id: "1.2.3.4" })]);
    expect(names).toEqual([
      "README.TXT",
      "INDEX.HTM",
      "IHE_XDM/SUBSET01/METADATA.XML",
      "IHE_XDM/SUBSET01/DOC0001.XML",
      "IHE_XDM/SUBSET01/DOC0002.XML",
    ]);
    for (const step of names.flatMap((name) => name.split("/")))
      expect(step).toMatch(/^[A-Z0-9_]{1,8}(\.[A-Z0-9_]{1,3})?$/);
  });

  test("says who sends and with what, never who the patient is, in README and INDEX", async () => {
    const { text } = await write([demo()]);
    const readme = text("README.TXT");
    for (const said of [
      "DEMO-MEDECIN",
      "Cabinet DEMO & associés (10B0000001)",
      "0100000000",
      "Version : 1.0",
      "Editeur DEMO",
      "DOC0001.XML",
    ])
      expect(readme).toContain(said);
    expect(text("INDEX.HTM")).toContain("Cabinet DEMO &amp; associés");
    expect(text("INDEX.HTM")).toContain('<a href="README.TXT">');
    for (const page of [readme, text("INDEX.HTM")]) {
      expect(page).not.toContain("PAT-");
      expect(page).not.toContain("279035121518989");
      expect(page).not.toContain(demoInput.title);
    }
  });

  test("holds the bytes of each document unchanged", async () => {
    const document = demo();
    const { text } = await write([document]);
    expect(text("IHE_XDM/SUBSET01/DOC0001.XML")).toBe(Buffer.from(document.bytes).toString());
  });

  test("is the same for the same input, clock and ids", async () => {
    expect(await writeXdm(xdmInput([demo()]))).toEqual(await writeXdm(xdmInput([demo()])));
  });
});

describe("written METADATA", () => {
  test("keeps the rules of the ebRIM schema", async () => {
    const { root } = await write([
      {
        ...demo({ replaces: "1.2.9" }),
        action: "replace",
        masks: ["MASQUE_PS"],
        comments: "Note",
        logicalId: "urn:uuid:l",
      },
      demo({ id: "1.2.3.4" }),
    ]);
    expectSchemaRules(root);
    expect(elementsOf(find(root) as XmlElement).length).toBe(1);
    expect(elementsOf(descendants(root, "RegistryObjectList")[0] as XmlElement).map((each) => each.local)).toEqual([
      "RegistryPackage",
      "Classification",
      "ExtrinsicObject",
      "ExtrinsicObject",
      "Association",
      "Association",
    ]);
  });

  test("describes the submission set", async () => {
    const { root } = await write([demo()]);
    const set = descendants(root, "RegistryPackage")[0];
    expect(slotOf(set, "submissionTime")).toEqual(["20260101113000"]);
    expect(codeAndSystem(set, "aa543740")).toEqual([["SA07", "1.2.250.1.71.4.2.4"]]);
    expect(attribute(identifier(set, "554ac39e"), "value")).toBe("1.2.250.1.999.5");
    expect(attribute(identifier(set, "96fdda7c"), "value")).toMatch(/^2\.25\.\d{1,39}$/);
    expect(attribute(identifier(set, "6b5aea1a"), "value")).toBe(`279035121518989^^^&${testInsOid}&ISO^NH`);
    const [author] = classified(set, "a7058bb9");
    expect(slotOf(author, "authorPerson")).toEqual([
      "801234567897^DEMO-MEDECIN^Camille^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS",
    ]);
    expect(slotOf(author, "authorInstitution")).toEqual([
      "Cabinet DEMO \\T\\ associés^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^10B0000001",
    ]);
    expect(slotOf(author, "authorSpecialty")[0]).toMatch(/^G15_10\/SM26\^.+\^1\.2\.250\.1\.213\.1\.1\.4\.5$/);
  });

  test("says that the package is a submission set, and its documents members of it", async () => {
    const { root } = await write([demo()]);
    const set = attribute(descendants(root, "RegistryPackage")[0], "id");
    const kind = descendants(root, "Classification").find((each) => attribute(each, "classificationNode") !== "");
    expect([attribute(kind, "classificationNode"), attribute(kind, "classifiedObject")]).toEqual([
      "urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd",
      set,
    ]);
    const [member] = descendants(root, "Association");
    expect([attribute(member, "sourceObject"), attribute(member, "targetObject")]).toEqual([
      set,
      attribute(entryOf(root), "id"),
    ]);
    expect(slotOf(member, "SubmissionSetStatus")).toEqual(["Original"]);
  });

  test("describes the document: slots, codes and identifiers of the French content", async () => {
    const document = demo();
    const { root } = await write([document]);
    const entry = entryOf(root);
    expect([attribute(entry, "mimeType"), attribute(entry, "objectType"), attribute(entry, "status")]).toEqual([
      "text/xml",
      "urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1",
      "urn:oasis:names:tc:ebxml-regrep:StatusType:Approved",
    ]);
    expect(slotOf(entry, "hash")).toEqual([createHash("sha1").update(document.bytes).digest("hex")]);
    expect(slotOf(entry, "size")).toEqual([String(document.bytes.byteLength)]);
    expect(slotOf(entry, "URI")).toEqual(["DOC0001.XML"]);
    expect(slotOf(entry, "creationTime")).toEqual(["20260101110000"]);
    expect(slotOf(entry, "serviceStartTime")).toEqual(["20260101103000"]);
    expect(slotOf(entry, "serviceStopTime")).toEqual(["20260101105500"]);
    expect(slotOf(entry, "languageCode")).toEqual(["fr-FR"]);
    expect(slotOf(entry, "legalAuthenticator")).toEqual([
      "801234567897^DEMO-MEDECIN^Camille^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS",
    ]);
    expect(slotOf(entry, "sourcePatientId")).toEqual(["IPP-1^^^&1.2.250.1.999.9&ISO^PI"]);
    expect(slotOf(entry, "sourcePatientInfo")).toEqual([
      "PID-5|PAT-DEMO^JEANNE^JEANNE MARIE^^^^L",
      "PID-5|PAT-USAGE^JEANNE^^^^^D",
      "PID-7|19790328",
      "PID-8|F",
      "PID-11|^^^^^^BDL^^51215",
    ]);
    expect(codeAndSystem(entry, "41a5887f")).toEqual([["10", "1.2.250.1.213.1.1.4.1"]]);
    expect(codeAndSystem(entry, "f4f85eac")).toEqual([["N", "2.16.840.1.113883.5.25"]]);
    expect(codeAndSystem(entry, "a09d5840")).toEqual([["urn:ihe:iti:xds-sd:pdf:2008", "1.3.6.1.4.1.19376.1.2.3"]]);
    expect(codeAndSystem(entry, "f33fb8ac")).toEqual([["SA07", "1.2.250.1.71.4.2.4"]]);
    expect(codeAndSystem(entry, "cccf5598")).toEqual([["AMBULATOIRE", "1.2.250.1.213.1.1.4.9"]]);
    expect(codeAndSystem(entry, "f0306f51")).toEqual([["11488-4", "2.16.840.1.113883.6.1"]]);
    expect(attribute(identifier(entry, "58a6f841"), "value")).toBe(`279035121518989^^^&${testInsOid}&ISO^NH`);
    expect(attribute(identifier(entry, "2e82c1f6"), "value")).toBe(demoInput.id);
    expect(slotOf(entry, "urn:action:extraMetadataSlot")).toEqual([]);
  });

  test("without a qualified INS names the patient by the local id", async () => {
    const { root, text } = await write([demo({ patient: { ...demoInput.patient, ins: null } })]);
    expect(attribute(identifier(entryOf(root), "58a6f841"), "value")).toBe("IPP-1^^^&1.2.250.1.999.9&ISO^PI");
    expect(text("IHE_XDM/SUBSET01/METADATA.XML")).not.toContain("1.2.250.1.213.1.4.");
  });

  test.each([
    ["replace", "C"],
    ["delete", "D"],
  ] as const)("asks to %s by the slot %s", async (action, value) => {
    const { root } = await write([{ ...demo({ replaces: "1.2.9" }), action }]);
    expect(slotOf(entryOf(root), "urn:action:extraMetadataSlot")).toEqual([value]);
  });

  test("carries the masks beside the confidentiality of the document", async () => {
    const { root } = await write([{ ...demo({ confidentiality: "R" }), masks: ["MASQUE_PS", "INVISIBLE_PATIENT"] }]);
    expect(codeAndSystem(entryOf(root), "f4f85eac")).toEqual([
      ["R", "2.16.840.1.113883.5.25"],
      ["MASQUE_PS", "1.2.250.1.213.1.1.4.13"],
      ["INVISIBLE_PATIENT", "1.2.250.1.213.1.1.4.13"],
    ]);
  });

  test("names a structured document by the format of its model", async () => {
    const { root } = await write([{ bytes: demoNarrative("<paragraph>x</paragraph>") }]);
    expect(codeAndSystem(entryOf(root), "a09d5840")).toEqual([["urn:ihe:lab:xd-lab:2008", "1.3.6.1.4.1.19376.1.2.3"]]);
  });

  test("says when the document displays itself", async () => {
    const inner = demoXml().replace(/<\?xml.*?\?>/, "");
    const { root } = await write([
      {
        bytes: bytesOf(
          `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">${inner}</xsl:stylesheet>`,
        ),
      },
    ]);
    expect(attribute(entryOf(root), "mimeType")).toBe("application/xslt+xml");
  });

  test("names a device and a patient among the authors by their own authorities", async () => {
    const device =
      '<author><time value="20260101"/><assignedAuthor><id root="1.2.5" extension="D1"/><assignedAuthoringDevice><softwareName>LogicielDEMO</softwareName></assignedAuthoringDevice></assignedAuthor></author>';
    const patient = `<author><time value="20260101"/><assignedAuthor><id root="${testInsOid}" extension="279035121518989"/><assignedPerson><name><family>PAT-DEMO</family></name></assignedPerson></assignedAuthor></author>`;
    const { root } = await write([{ bytes: bytesOf(demoXml().replace("<author>", `${device}${patient}<author>`)) }]);
    expect(classified(entryOf(root), "93606bcf").map((each) => slotOf(each, "authorPerson")[0])).toEqual([
      "D1^LogicielDEMO^^^^^^^&1.2.5&ISO^U^^^RI",
      `279035121518989^PAT-DEMO^^^^^^^&${testInsOid}&ISO^L^^^NH`,
      "801234567897^DEMO-MEDECIN^Camille^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS",
    ]);
  });
});

describe("what is written is read back equal", () => {
  test("for generated documents of every shape, without any anomaly", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        anyInput,
        fc.array(fc.constantFrom("MASQUE_PS" as const, "INVISIBLE_PATIENT" as const), { maxLength: 1 }),
        async (input, masks) => {
          const bytes = writeCda(input);
          const action = input.replaces ? "replace" : "new";
          const zip = await writeXdm(xdmInput([{ bytes, action, masks }]));
          const { archive, content } = await readXdm(zip);
          expect(archive).toMatchObject({ conform: true, anomalies: [] });
          expect(archive.documents[0]).toMatchObject({
            uniqueId: input.id,
            title: input.title,
            hashOk: true,
            sizeOk: true,
            action,
            anomalies: [],
            type: { code: input.type },
            creationTime: input.effectiveTime,
          });
          expect(content({ uniqueId: input.id })).toEqual(bytes);
          const root = readXml((await readArchive(zip)).entries[2]?.bytes ?? new Uint8Array());
          expectSchemaRules(root);
          expect(slotOf(entryOf(root), "creationTime")).toEqual([toUtc(input.effectiveTime)]);
        },
      ),
      { numRuns: runs(60, 250) },
    );
  });

  test("for an archive of several documents of one patient", async () => {
    const documents = Array.from({ length: 12 }, (_, index) =>
      demo({ id: `1.2.250.1.999.77.${index}`, title: `DEMO ${index}` }),
    );
    const { archive } = await readXdm(await writeXdm(xdmInput(documents)));
    expect(archive.conform).toBe(true);
    expect(archive.documents.map(({ title }) => title)).toEqual(documents.map((_, index) => `DEMO ${index}`));
    expect(archive.submissionSets[0]?.title).toBe("12 documents");
  });

  test("for an initial document, its replacement and its deletion", async () => {
    const first = demo();
    const second = demo({ id: "1.2.250.1.999.1.1.1002", version: 2, replaces: demoInput.id });
    const read = async (document: XdmInputDocument) =>
      (await readXdm(await writeXdm(xdmInput([document])))).archive.documents[0];
    expect(await read(first)).toMatchObject({ action: "new", cda: { header: { replaces: null, version: 1 } } });
    expect(await read({ ...second, action: "replace" })).toMatchObject({
      action: "replace",
      cda: { header: { replaces: demoInput.id, version: 2, setId: demoInput.setId } },
    });
    expect(await read({ ...second, action: "delete" })).toMatchObject({
      action: "delete",
      uniqueId: "1.2.250.1.999.1.1.1002",
      anomalies: [],
    });
  });
});

describe("an archive that must not be written", () => {
  const refused = (documents: readonly XdmInputDocument[], changes: Partial<XdmInput> = {}) =>
    writeXdm(xdmInput(documents, changes));

  test("with two patients (ECO.2.1.1)", async () => {
    const other = { ...demoInput.patient, ins: { matricule: "277076322082910", oid: testInsOid } };
    await expect(refused([demo(), demo({ id: "1.2.3", patient: other })])).rejects.toThrow(
      expect.objectContaining({ code: "xdm-several-patients" }),
    );
  });

  const cases: [about: string, run: () => Promise<unknown>][] = [
    ["documents", () => refused([])],
    ["uniqueId", () => refused([demo(), demo()])],
    ["replaces", () => refused([{ ...demo(), action: "replace" }])],
    ["contentTypeCode", () => refused([demo()], { sender: { ...xdmInput([]).sender, facility: "SA99" } })],
    ["XDSSubmissionSet.sourceId", () => refused([demo()], { sender: { ...xdmInput([]).sender, sourceId: "" } })],
    [
      "legalAuthenticator",
      () => refused([{ bytes: bytesOf(demoXml().replace(/<legalAuthenticator>.*<\/legalAuthenticator>/, "")) }]),
    ],
    ["creationTime", () => refused([{ bytes: bytesOf(demoXml().replace(/<effectiveTime value="[^"]*"\/>/, "")) }])],
    [
      "healthcareFacilityTypeCode",
      () => refused([{ bytes: bytesOf(demoXml().replace(/<componentOf>.*<\/componentOf>/, "")) }]),
    ],
    [
      "practiceSettingCode",
      () => refused([{ bytes: bytesOf(demoXml().replace(/<standardIndustryClassCode[^>]*>/, "")) }]),
    ],
    ["classCode", () => refused([{ bytes: bytesOf(demoXml().replace('code="11488-4"', 'code="99999-9"')) }])],
    [
      "XDSDocumentEntry.patientId",
      () => refused([{ bytes: bytesOf(demoXml().replace(/<recordTarget>.*<\/recordTarget>/, "")) }], {}),
    ],
  ];

  test.each(cases)("for want of %s", async (about, run) => {
    const field = about === "XDSDocumentEntry.patientId" ? expect.stringContaining("patientId") : about;
    await expect(run()).rejects.toThrow(expect.objectContaining({ code: "xdm-incomplete", about: field }));
  });

  test("around something that is not a CDA, or that the reader refuses", async () => {
    await expect(refused([{ bytes: bytesOf("<x/>") }])).rejects.toThrow(expect.objectContaining({ code: "not-cda" }));
    await expect(refused([{ bytes: bytesOf("<!DOCTYPE x><x/>") }])).rejects.toThrow(
      expect.objectContaining({ code: "xml-doctype" }),
    );
  });

  test("counts its ids from the caller alone", () => {
    const next = countingIds();
    expect([next(), next()]).toEqual(["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"]);
  });
});
