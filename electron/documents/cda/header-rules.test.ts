import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { insRank } from "./identifiers";
import { anyInput, demoInput } from "./testing/documents";
import { slippedInput } from "./testing/slips";
import { writeCda } from "./write-cda";
import { readXml } from "./xml/read-xml";
import { attribute, childrenOf, descendants, find, lineOf, type XmlElement } from "./xml/xml-element";

const professionals = "1.2.250.1.71.4.2.1";
const structures = "1.2.250.1.71.4.2.2";
const rootsOf = (root: XmlElement, local: string, child = "id") =>
  descendants(root, local).flatMap((each) => childrenOf(each, child).map((id) => attribute(id, "root")));
const all = (values: readonly string[], wanted: string) => values.length > 0 && values.every((each) => each === wanted);
const names = (root: XmlElement) => [
  ...descendants(root, "assignedPerson").flatMap((each) => childrenOf(each, "name")),
  ...descendants(root, "intendedRecipient").flatMap((each) => childrenOf(find(each, "informationRecipient"), "name")),
];
const parts = (root: XmlElement, part: string) => names(root).flatMap((name) => childrenOf(name, part).map(lineOf));
const role = (root: XmlElement) => find(root, "recordTarget", "patientRole");
const name = (root: XmlElement) => find(role(root), "patient", "name");
const qualified = (root: XmlElement, part: string) =>
  childrenOf(name(root), part).map((each) => attribute(each, "qualifier"));

/** A time of IVL_TS.sch: a day, or an hour at least with a zone of four digits. */
const isTime = (written: string) =>
  written.length === 8 || (written.length > 14 && /^\d{10,14}[+-]\d{4}$/u.test(written));
const within = (root: XmlElement, local: string) =>
  descendants(root, local).map((each) => [find(each, "low"), find(each, "high")].map((end) => attribute(end, "value")));

// Rules of the header in the schematrons of the CI-SIS (ANS, testContenuCDA 3.0, schematrons/include/en-tete) that the schema of our own
// cannot say; the others are in testing/schema/cda.xsd. Restated, one line each.
const rules: readonly (readonly [source: string, rule: string, holds: (root: XmlElement) => boolean])[] = [
  ["modeleEntete_fr", "realm FR", (root) => attribute(find(root, "realmCode"), "code") === "FR"],
  ["modeleEntete_fr", "language fr-FR", (root) => attribute(find(root, "languageCode"), "code") === "fr-FR"],
  [
    "modeleEntete_fr",
    "declares HL7 France and the CI-SIS, and a model",
    (root) => {
      const templates = childrenOf(root, "templateId").map((each) => attribute(each, "root"));
      return ["2.16.840.1.113883.2.8.2.1", "1.2.250.1.213.1.1.1.1"].every((each) => templates.includes(each));
    },
  ],
  [
    "recordTarget_fr",
    "an INS comes with birth name, first birth name, date and sex",
    (root) =>
      childrenOf(role(root), "id").every((id) => insRank(attribute(id, "root")) < 0) ||
      (qualified(root, "family").includes("BR") &&
        qualified(root, "given").includes("BR") &&
        find(role(root), "patient", "birthTime") !== undefined &&
        find(role(root), "patient", "administrativeGenderCode") !== undefined),
  ],
  [
    "recordTarget_fr",
    "a family name is of birth or of use",
    (root) =>
      qualified(root, "family").length > 0 && qualified(root, "family").every((each) => /^(?:BR|CL)$/u.test(each)),
  ],
  [
    "assignedEntity_fr",
    "one identifier",
    (root) => descendants(root, "assignedEntity").every((each) => childrenOf(each, "id").length === 1),
  ],
  ["assignedEntity_fr", "national structures", (root) => all(rootsOf(root, "representedOrganization"), structures)],
  ["assignedAuthor_fr", "national persons", (root) => all(rootsOf(root, "assignedAuthor"), professionals)],
  [
    "informationRecipient_fr",
    "national recipients",
    (root) => rootsOf(root, "intendedRecipient").every((each) => each === professionals),
  ],
  ["custodian_fr", "national custodian", (root) => all(rootsOf(root, "representedCustodianOrganization"), structures)],
  [
    "assignedAuthor_fr",
    "one family name a person",
    (root) => names(root).every((each) => childrenOf(each, "family").length === 1),
  ],
  [
    "assignedAuthor_fr",
    "one given name at most",
    (root) => names(root).every((each) => childrenOf(each, "given").length <= 1),
  ],
  [
    "assignedAuthor_fr",
    "prefix of TRE_R81 or TRE_R11",
    (root) => parts(root, "prefix").every((each) => /^(?:M|MLLE|MME|DR|M[CG]|P[CGR])$/u.test(each)),
  ],
  [
    "assignedAuthor_fr",
    "suffix of TRE_R11",
    (root) => parts(root, "suffix").every((each) => /^(?:DR|M[CG]|P[CGR])$/u.test(each)),
  ],
  [
    "telecom",
    "no telecom, or a mail address",
    (root) =>
      descendants(root, "telecom").every(
        (each) => attribute(each, "nullFlavor") === "UNK" || attribute(each, "value").startsWith("mailto:"),
      ),
  ],
  [
    "documentationOf_fr",
    "one performer, with the setting of practice",
    (root) =>
      descendants(root, "performer").length === 1 && descendants(root, "standardIndustryClassCode").length === 1,
  ],
  [
    "IVL_TS",
    "times to the day, or to the hour with their zone",
    (root) =>
      within(root, "effectiveTime")
        .flat()
        .every((each) => each === "" || isTime(each)),
  ],
  [
    "IVL_TS",
    "an end after its beginning",
    (root) => within(root, "effectiveTime").every(([low = "", high = ""]) => high === "" || high > low),
  ],
];

const broken = (root: XmlElement) =>
  rules.filter(([, , holds]) => !holds(root)).map(([source, rule]) => `${source}: ${rule}`);

describe("the header of a written document holds the rules of the schematrons", () => {
  test(
    "for generated documents, and where a field was anything and it was written all the same",
    { timeout: 60_000 },
    () => {
      const inputs = [
        ...fc.sample(anyInput, { numRuns: 60, seed: 5 }),
        ...fc.sample(slippedInput, { numRuns: 120, seed: 6 }),
      ];
      let written = 0;
      for (const input of inputs) {
        let bytes: Uint8Array;
        try {
          bytes = writeCda(input);
        } catch {
          continue;
        }
        written += 1;
        expect(broken(readXml(bytes))).toEqual([]);
      }
      expect(written).toBeGreaterThan(100);
    },
  );

  test("and each rule refuses a document without a header", () => {
    const bare = readXml(
      new TextEncoder().encode(`<ClinicalDocument xmlns="urn:hl7-org:v3">
        <recordTarget><patientRole><id root="${demoInput.patient.ins?.oid ?? ""}"/><telecom value="x"/></patientRole></recordTarget>
        <assignedPerson><name><given/><given/><prefix>Mme</prefix><suffix>Dr</suffix></name></assignedPerson>
        <assignedEntity/><intendedRecipient><id root="1.2"/></intendedRecipient>
        <effectiveTime><low value="2026010112"/><high value="2025"/></effectiveTime>
      </ClinicalDocument>`),
    );
    expect(broken(bare)).toHaveLength(rules.length);
  });
});
