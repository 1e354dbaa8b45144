import { describe, expect, test } from "vitest";
import { bytesOf } from "../cda/testing/documents";
import { readXml } from "../cda/xml/read-xml";
import { uuids } from "./ebrim";
import { codeIn, parseMetadata, slot, slotValues, type Metadata } from "./parse-metadata";

const rim3 = 'xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"';
const identifier = (scheme: string, value: string, owner = "") =>
  `<ExternalIdentifier id="x" registryObject="${owner}" identificationScheme="urn:uuid:${scheme}" value="${value}"/>`;
const coded = (scheme: string, code: string, owner = "") =>
  `<Classification id="c" classifiedObject="${owner}" classificationScheme="urn:uuid:${scheme}" nodeRepresentation="${code}"><Slot name="codingScheme"><ValueList><Value>1.2</Value></ValueList></Slot><Name><LocalizedString value=" Un   libellé "/></Name></Classification>`;

function parse(inner: string, namespace = rim3): Metadata {
  const metadata = parseMetadata(
    readXml(
      bytesOf(
        `<SubmitObjectsRequest ${namespace}><RegistryObjectList>${inner}</RegistryObjectList></SubmitObjectsRequest>`,
      ),
    ),
  );
  if (!metadata) throw new Error("not ebRIM");
  return metadata;
}

const codes = (metadata: Metadata) => metadata.anomalies.map(({ code }) => code);

describe("METADATA", () => {
  test.each(["<html/>", "<metadata/>", '<ClinicalDocument xmlns="urn:hl7-org:v3"/>'])("is not %s", (xml) => {
    expect(parseMetadata(readXml(bytesOf(xml)))).toBeUndefined();
  });

  test("may start at the list of objects itself", () => {
    expect(
      parseMetadata(
        readXml(bytesOf(`<LeafRegistryObjectList ${rim3}><ExtrinsicObject id="a"/></LeafRegistryObjectList>`)),
      )?.documents,
    ).toHaveLength(1);
  });

  test("without a submission set still gives its documents", () => {
    const metadata = parse('<ExtrinsicObject id="a"/>');
    expect(metadata.set).toBeUndefined();
    expect(metadata.documents).toHaveLength(1);
    expect(codes(metadata)).toContain("metadata-set-missing");
  });

  test("tells a folder from the submission set, whichever comes first", () => {
    const folder = `<RegistryPackage id="f">${identifier(uuids.folderUniqueId, "9.9")}</RegistryPackage>`;
    const set = `<RegistryPackage id="s">${identifier(uuids.setUniqueId, "1.1")}</RegistryPackage>`;
    expect(parse(folder + set).set?.id).toBe("s");
    expect(parse(set + folder).set?.id).toBe("s");
    expect(parse(folder).set).toBeUndefined();
    expect(
      parse(
        `<RegistryPackage id="f"><Classification id="k" classificationNode="urn:uuid:${uuids.folder}"/></RegistryPackage>`,
      ).set,
    ).toBeUndefined();
  });
});

describe("an object of METADATA", () => {
  test("gives its slots whatever the case of their names, all values kept", () => {
    const [object] = parse(
      '<ExtrinsicObject id="a"><Slot name="Hash"><ValueList><Value> abc </Value></ValueList></Slot><Slot name="sourcePatientInfo"><ValueList><Value>PID-7|1</Value><Value>PID-8|F</Value></ValueList></Slot><Slot name="empty"><ValueList/></Slot></ExtrinsicObject>',
    ).documents;
    expect(slot(object, "hash")).toBe("abc");
    expect(slotValues(object, "sourcepatientinfo")).toEqual(["PID-7|1", "PID-8|F"]);
    expect([slot(object, "empty"), slot(object, "absent"), slot(undefined, "hash")]).toEqual(["", "", ""]);
  });

  test("gives a coded value with its system and its label on one line", () => {
    const [object] = parse(`<ExtrinsicObject id="a">${coded(uuids.type, "11488-4")}</ExtrinsicObject>`).documents;
    expect(object && codeIn(object, uuids.type)).toEqual({ code: "11488-4", system: "1.2", label: "Un libellé" });
    expect(object && codeIn(object, uuids.classCode)).toBeUndefined();
  });

  test("has no code where the classification is empty", () => {
    const [object] = parse(`<ExtrinsicObject id="a">${coded(uuids.type, "")}</ExtrinsicObject>`).documents;
    expect(object && codeIn(object, uuids.type)).toBeUndefined();
  });

  test("belongs to the element that holds it, whatever it claims to belong to", () => {
    const inner = (id: string, value: string, claimed: string) =>
      `<ExtrinsicObject id="${id}">${identifier(uuids.uniqueId, value, claimed)}</ExtrinsicObject>`;
    const metadata = parse(inner("a", "1.1", "b") + inner("b", "2.2", "a"));
    expect(metadata.documents.map((each) => each.identifiers.get(uuids.uniqueId))).toEqual(["1.1", "2.2"]);
    expect(codes(metadata)).toContain("metadata-reference");
  });

  test("takes what lies beside it and names it, but never in the place of its own", () => {
    const beside =
      identifier(uuids.uniqueId, "9.9", "urn:uuid:A") +
      identifier(uuids.patientId, "IPP", "a") +
      coded(uuids.type, "11488-4", "URN:UUID:a");
    const [object] = parse(
      `<ExtrinsicObject id="urn:uuid:a">${identifier(uuids.uniqueId, "1.1")}</ExtrinsicObject>${beside}`,
    ).documents;
    expect(object?.identifiers.get(uuids.uniqueId)).toBe("1.1");
    expect(object?.identifiers.get(uuids.patientId)).toBe("IPP");
    expect(object && codeIn(object, uuids.type)?.code).toBe("11488-4");
  });

  test("undoes a double escape in slots and identifiers, not in a title", () => {
    const [object] = parse(
      `<ExtrinsicObject id="a"><Slot name="s"><ValueList><Value>1^^^&amp;amp;1.2&amp;amp;ISO</Value></ValueList></Slot><Name><LocalizedString value="A &amp;amp; B"/></Name>${identifier(uuids.patientId, "1^^^&amp;amp;1.2")}</ExtrinsicObject>`,
    ).documents;
    expect(slot(object, "s")).toBe("1^^^&1.2&ISO");
    expect(object?.identifiers.get(uuids.patientId)).toBe("1^^^&1.2");
    expect(object?.name).toBe("A &amp; B");
  });

  test("keeps the first value when an identifier comes twice", () => {
    const [object] = parse(
      `<ExtrinsicObject id="a">${identifier(uuids.uniqueId, "1.1")}${identifier(uuids.uniqueId, "2.2")}</ExtrinsicObject>`,
    ).documents;
    expect(object?.identifiers.get(uuids.uniqueId)).toBe("1.1");
  });
});

describe("the form of METADATA", () => {
  const set = `<RegistryPackage id="s">${identifier(uuids.setUniqueId, "1.1")}</RegistryPackage>`;
  const member = (source: string, target: string, type = "urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember") =>
    `<Association id="m" associationType="${type}" sourceObject="${source}" targetObject="${target}"/>`;

  test("is faultless when it follows ebRIM 3.0", () => {
    expect(
      codes(
        parse(
          `${set}<ExtrinsicObject id="d"><Slot name="a"/><Name/><Description/><VersionInfo/>${coded(uuids.type, "x", "d")}${identifier(uuids.uniqueId, "1", "d")}</ExtrinsicObject>${member("s", "d")}`,
        ),
      ),
    ).toEqual([]);
  });

  test.each([
    ["a slot after the name", '<ExtrinsicObject id="d"><Name/><Slot name="a"/></ExtrinsicObject>', "metadata-order"],
    [
      "an identifier before a classification",
      `<ExtrinsicObject id="d">${identifier(uuids.uniqueId, "1")}${coded(uuids.type, "x")}</ExtrinsicObject>`,
      "metadata-order",
    ],
    [
      "an element that the schema does not know",
      '<ExtrinsicObject id="d"><Slot name="a"/><Extra/></ExtrinsicObject>',
      "metadata-order",
    ],
    [
      "an owner that is another object",
      `<ExtrinsicObject id="d">${identifier(uuids.uniqueId, "1", "s")}</ExtrinsicObject>`,
      "metadata-reference",
    ],
    ["a member that is not there", `<ExtrinsicObject id="d"/>${member("s", "nobody")}`, "metadata-reference"],
    ["a set that is not there", `<ExtrinsicObject id="d"/>${member("nobody", "d")}`, "metadata-reference"],
    ["a short association", `<ExtrinsicObject id="d"/>${member("s", "d", "HasMember")}`, "metadata-association"],
    [
      "a double escape in an identifier",
      `<ExtrinsicObject id="d">${identifier(uuids.patientId, "1&amp;amp;2")}</ExtrinsicObject>`,
      "metadata-escape",
    ],
  ])("tells %s", (_, inner, code) => {
    expect(codes(parse(set + inner))).toEqual([code]);
  });

  test("tells an older version of ebRIM", () => {
    expect(codes(parse(set, 'xmlns="urn:oasis:names:tc:ebxml-regrep:rim:xsd:2.1"'))).toEqual(["metadata-version"]);
  });

  test("knows who replaces, by long and short association types", () => {
    const replaces = [
      "urn:ihe:iti:2007:AssociationType:RPLC",
      "RPLC",
      "urn:ihe:iti:2007:AssociationType:XFRM_RPLC",
      "APND",
      "urn:ihe:iti:2007:AssociationType:APND",
    ]
      .map((type, index) => member(`urn:uuid:D${index}`, "x", type))
      .join("");
    expect([...parse(set + replaces).replacing]).toEqual(["d0", "d1", "d2"]);
  });
});
