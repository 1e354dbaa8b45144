import { describe, expect, test } from "vitest";
import type { XdmArchive } from "#shared/domain/document";
import { demoInput, testInsOid } from "../cda/testing/documents";
import { readXdm } from "./read-xdm";
import { demoFiles, pack, place, rename, rewrite, type Files } from "./testing/archives";

const codesIn = (archive: XdmArchive) =>
  [...archive.anomalies, ...archive.documents.flatMap((each) => each.anomalies)].map(({ code }) => code);
const read = async (files: Files) => (await readXdm(pack(files))).archive;
const metadata = (files: Files, change: (text: string) => string) => rewrite(files, place.metadata, change);

describe("METADATA that contradicts its document", () => {
  const cases: [name: string, change: (text: string) => string, anomalies: string[]][] = [
    [
      "another matricule",
      (text) => text.replaceAll("279035121518989^", "277076322082910^"),
      ["patient-mismatch", "several-patients"],
    ],
    [
      "another authority for the same matricule",
      (text) => text.replaceAll(testInsOid, "1.2.250.1.213.1.4.8"),
      ["patient-mismatch", "several-patients"],
    ],
    [
      "another matricule for the document alone",
      (text) => text.replace(/(58a6f841[^>]*value=")279035121518989/, "$1277076322082910"),
      ["patient-mismatch"],
    ],
    [
      "no patient at all for the document",
      (text) => text.replace(/<rim:ExternalIdentifier [^>]*58a6f841.*?<\/rim:ExternalIdentifier>/, ""),
      ["patient-id-missing"],
    ],
    ["another birth date", (text) => text.replace("PID-7|19790328", "PID-7|19790329"), ["traits-mismatch"]],
    ["another sex", (text) => text.replace("PID-8|F", "PID-8|M"), ["traits-mismatch"]],
    ["another birth name", (text) => text.replace("PID-5|PAT-DEMO^", "PID-5|PAT-AUTRE^"), ["traits-mismatch"]],
    ["another id", (text) => text.replace(/(2e82c1f6[^>]*value=")[^"]*/, "$19.9.9"), ["id-mismatch"]],
    [
      "no id",
      (text) => text.replace(/<rim:ExternalIdentifier [^>]*2e82c1f6.*?<\/rim:ExternalIdentifier>/, ""),
      ["id-missing"],
    ],
    [
      "another type",
      (text) => text.replace(/nodeRepresentation="11488-4"/, 'nodeRepresentation="34112-3"'),
      ["type-mismatch"],
    ],
    ["another time", (text) => text.replace("20260101110000", "20250101110000"), ["time-mismatch"]],
    [
      "another title",
      (text) => text.replace(/(<rim:ExtrinsicObject .*?<rim:LocalizedString [^>]*value=")[^"]*/, "$1Autre"),
      ["title-mismatch"],
    ],
  ];

  test.each(cases)("%s", async (_, change, anomalies) => {
    const archive = await read(metadata(await demoFiles(), change));
    expect(codesIn(archive).toSorted()).toEqual(anomalies);
    expect(archive.conform).toBe(false);
  });

  test("a name that differs by case and accents only is the same name", async () => {
    const files = metadata(await demoFiles({ patient: { ...demoInput.patient, birthName: "PAT-DÉMO" } }), (text) =>
      text.replace("PID-5|PAT-DÉMO", "PID-5|pat-demo"),
    );
    expect(codesIn(await read(files))).toEqual([]);
  });

  test("the local identifier of the same patient is the same patient", async () => {
    const files = metadata(await demoFiles(), (text) =>
      text.replaceAll(`279035121518989^^^&amp;${testInsOid}&amp;ISO^NH`, "IPP-1^^^&amp;1.2.250.1.999.9&amp;ISO^PI"),
    );
    expect(codesIn(await read(files))).toEqual([]);
  });
});

describe("one patient per archive (ECO.2.1.1)", () => {
  const other = {
    ...demoInput.patient,
    ins: { matricule: "277076322082910", oid: testInsOid },
    localIds: [{ root: "1.2.250.1.999.9", extension: "IPP-2" }],
  };
  const mixed = async (patient: typeof demoInput.patient) => {
    const second = rename(await demoFiles({ id: "1.2.3.9", patient }), (old) =>
      old.includes("/") ? old.replace("SUBSET01", "SUBSET02") : undefined,
    );
    return read(
      new Map([
        ...(await demoFiles()),
        ...rewrite(second, "IHE_XDM/SUBSET02/METADATA.XML", (text) => text.replace("20260101113000", "20260101113001")),
      ]),
    );
  };

  test("two INS are two patients, even with the same local id", async () => {
    expect(codesIn(await mixed(other))).toEqual(["several-patients"]);
    expect(codesIn(await mixed({ ...other, localIds: demoInput.patient.localIds }))).toEqual(["several-patients"]);
  });

  test("two birth dates are two patients", async () => {
    expect(codesIn(await mixed({ ...demoInput.patient, birthDate: "19790329" }))).toEqual(["several-patients"]);
  });

  test("a document with the INS and another with the same local id are one patient", async () => {
    expect(codesIn(await mixed({ ...demoInput.patient, ins: null }))).toEqual([]);
  });

  test("two documents without anything in common are two patients", async () => {
    expect(
      codesIn(await mixed({ ...demoInput.patient, ins: null, localIds: [{ root: "2.9", extension: "IPP-1" }] })),
    ).toEqual(["several-patients"]);
  });
});
