import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { openNarrative } from "#shared/rules/packed-narrative";
import { readCda } from "./read-cda";
import { bytesOf, demoInput, demoNarrative, demoXml, testInsOid, tinyPdf } from "./testing/documents";

const header = (xml: string) => readCda(bytesOf(xml)).document.header;
const patient = (xml: string) => header(xml).patient;
const refusal = (code: string) => expect.objectContaining({ code });

describe("the header of a document", () => {
  test("gives its type, class, settings and dates with their French labels", () => {
    expect(header(demoXml())).toMatchObject({
      code: { code: "11488-4", label: "CR ou fiche de consultation ou de visite" },
      classCode: { code: "10", label: "Compte rendu" },
      practiceSetting: { code: "AMBULATOIRE", label: "Ambulatoire" },
      facility: { code: "SA07", label: "Cabinet individuel" },
      serviceStart: "20260101113000+0100",
      serviceStop: "20260101115500+0100",
      custodian: "Cabinet DEMO & associés",
    });
  });

  test("gives an id as root, or root^extension, be the root an OID or a UUID", () => {
    expect(header(demoXml({ id: "1.2.3^AB-1" })).id).toBe("1.2.3^AB-1");
    expect(header(demoXml({ id: "0FD0A3C4-3B7E-4F5A-9B25-2B4C3F3B0001" })).id).toBe(
      "0FD0A3C4-3B7E-4F5A-9B25-2B4C3F3B0001",
    );
  });

  test("is read without setId, version, title, author or act", () => {
    const bare = demoXml()
      .replace(/<setId[^>]*>/, "")
      .replace(/<versionNumber[^>]*>/, "")
      .replace(/<title>.*<\/title>/, "")
      .replace(/<author>.*<\/author>/, "")
      .replace(/<documentationOf>.*<\/documentationOf>/, "");
    expect(header(bare)).toMatchObject({
      setId: "",
      version: null,
      title: "CR ou fiche de consultation ou de visite",
      authors: [],
      serviceStart: "",
      events: [],
    });
  });

  test("is read whatever prefix the sender gives to the namespace", () => {
    const prefixed = demoXml()
      .replace(/<(\/?)(?!\?)/g, "<$1h:")
      .replace('xmlns="urn:hl7-org:v3"', 'xmlns:h="urn:hl7-org:v3"');
    expect(header(prefixed)).toEqual(header(demoXml()));
  });

  test("ignores the elements of other namespaces with the same names", () => {
    const extended = demoXml().replace("<id root", '<sdtc:id xmlns:sdtc="urn:hl7-org:sdtc" root="9.9"/><id root');
    expect(header(extended).id).toBe(demoInput.id);
  });

  test("takes the date of the act from a single time when there is no interval", () => {
    expect(
      header(
        demoXml().replace(/(<serviceEvent>)<effectiveTime>.*?<\/effectiveTime>/, '$1<effectiveTime value="20251231"/>'),
      ).serviceStart,
    ).toBe("20251231");
  });

  test("lists the acts and the recipients", () => {
    const read = header(
      demoXml({
        act: { ...demoInput.act, code: { code: "ACTE-DEMO", system: "1.2.3", label: "Acte DEMO" } },
        recipients: [demoInput.legalAuthenticator],
      }),
    );
    expect(read.events).toEqual([{ code: "ACTE-DEMO", system: "1.2.3", label: "Acte DEMO" }]);
    expect(read.recipients).toEqual(["Docteur Camille DEMO-MEDECIN, Cabinet DEMO & associés"]);
  });

  test("names the document that it replaces, and no other link", () => {
    expect(header(demoXml({ replaces: "1.2.3^A" })).replaces).toBe("1.2.3^A");
    expect(header(demoXml({ replaces: "1.2.3" }).replace('typeCode="RPLC"', 'typeCode="APND"')).replaces).toBeNull();
  });
});

describe("the patient of a document", () => {
  test("has the INS, the local ids and the traits as written", () => {
    expect(patient(demoXml())).toEqual(demoInput.patient);
  });

  test.each(["8", "9", "10", "11"])("is identified by the authority .4.%s", (last) => {
    expect(patient(demoXml().replace(testInsOid, `1.2.250.1.213.1.4.${last}`)).ins).toEqual({
      matricule: "279035121518989",
      oid: `1.2.250.1.213.1.4.${last}`,
    });
  });

  test.each(["2", "13", "14"])("is not identified by .4.%s, which is not an INS", (last) => {
    expect(patient(demoXml().replace(testInsOid, `1.2.250.1.213.1.4.${last}`)).ins).toBeNull();
  });

  test("with a real and a test INS keeps the real one", () => {
    const both = demoXml().replace(
      '<id root="1.2.250.1.999.9"',
      '<id root="1.2.250.1.213.1.4.8" extension="279035121518989"/><id root="1.2.250.1.999.9"',
    );
    expect(patient(both).ins?.oid).toBe("1.2.250.1.213.1.4.8");
  });

  test("written before the INS keeps an unqualified name as a used name, never as a birth name", () => {
    const old = demoXml().replace(
      /<name><family qualifier="BR">.*?<\/name>/,
      "<name><family>PAT-ANCIEN</family><given>Paul</given></name>",
    );
    expect(patient(old)).toMatchObject({ birthName: "", firstName: "", names: "Paul", usedName: "PAT-ANCIEN" });
  });

  test("with several given names keeps them in order", () => {
    const many = demoXml().replace(
      "<given>JEANNE MARIE</given>",
      "<given>JEANNE</given><given>MARIE</given><given> ANNE </given>",
    );
    expect(patient(many).names).toBe("JEANNE MARIE ANNE");
  });

  test.each([
    ["M", "male"],
    ["f", "female"],
    ["UN", "unknown"],
    ["", "unknown"],
    ["X", "unknown"],
  ])("of gender %j is %s", (code, sex) => {
    expect(
      patient(demoXml().replace('administrativeGenderCode code="F"', `administrativeGenderCode code="${code}"`)).sex,
    ).toBe(sex);
  });

  test("born at a given minute has a birth date of eight digits, and none when it is not a date", () => {
    expect(
      patient(demoXml().replace('birthTime value="19790328"', 'birthTime value="197903281530+0100"')).birthDate,
    ).toBe("19790328");
    expect(patient(demoXml().replace('birthTime value="19790328"', 'birthTime value="1979"')).birthDate).toBe("");
  });

  test("may be absent altogether", () => {
    expect(patient(demoXml().replace(/<recordTarget>.*<\/recordTarget>/, ""))).toEqual({
      birthName: "",
      firstName: "",
      names: "",
      sex: "unknown",
      birthDate: "",
      birthPlace: "",
      ins: null,
      localIds: [],
    });
  });
});

describe("the authors of a document", () => {
  const authors = (xml: string) => header(xml).authors;

  test("are persons with their title, specialty and structure", () => {
    expect(authors(demoXml())).toEqual([
      {
        kind: "person",
        id: "801234567897",
        family: "DEMO-MEDECIN",
        given: "Camille",
        title: "Docteur",
        specialty: expect.objectContaining({ code: "G15_10/SM26" }),
        organization: "Cabinet DEMO & associés",
        organizationId: "10B0000001",
        time: "20260101120000+0100",
      },
    ]);
  });

  test("have the label of their function as role", () => {
    const role = { code: "PCP", system: "1.2.3", label: "Médecin traitant" };
    expect(authors(demoXml({ authors: [{ ...demoInput.legalAuthenticator, role }] }))[0]?.role).toBe(
      "Médecin traitant",
    );
  });

  test("may be a device", () => {
    const device =
      "<assignedAuthoringDevice><manufacturerModelName>Modèle</manufacturerModelName><softwareName>LogicielDEMO</softwareName></assignedAuthoringDevice>";
    expect(authors(demoXml().replace(/<assignedPerson>.*?<\/assignedPerson>/, device))[0]).toMatchObject({
      kind: "device",
      family: "LogicielDEMO",
      given: "Modèle",
    });
  });

  test("may be the patient, known by the INS or a local id", () => {
    const signed = (root: string, extension: string) =>
      demoXml().replace(/(<assignedAuthor>)<id [^>]*>/, `$1<id root="${root}" extension="${extension}"/>`);
    expect(authors(signed(testInsOid, "279035121518989"))[0]?.kind).toBe("patient");
    expect(authors(signed("1.2.250.1.999.9", "IPP-1"))[0]?.kind).toBe("patient");
    expect(authors(signed("1.2.250.1.999.9", "IPP-2"))[0]?.kind).toBe("person");
  });

  test("keep the national identifier when they have several", () => {
    const several = demoXml().replace("<assignedAuthor><id ", '<assignedAuthor><id root="9.9" extension="local"/><id ');
    expect(authors(several)[0]?.id).toBe("801234567897");
  });

  test("written as one piece of text keep their name", () => {
    expect(
      authors(
        demoXml().replace(
          /<assignedPerson>.*?<\/assignedPerson>/,
          "<assignedPerson><name>Dr DEMO Camille</name></assignedPerson>",
        ),
      )[0]?.family,
    ).toBe("Dr DEMO Camille");
  });
});

describe("a self-displaying document", () => {
  const stylesheet = (inner: string) =>
    bytesOf(
      `<?xml version="1.0"?><xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><script>alert(1)</script></xsl:template>${inner}</xsl:stylesheet>`,
    );

  test("is taken out of its stylesheet, which leaves no trace", () => {
    const { document } = readCda(stylesheet(demoXml().replace(/<\?xml.*?\?>/, "")));
    expect(document.selfDisplaying).toBe(true);
    expect(document.header.title).toBe(demoInput.title);
    expect(JSON.stringify(document)).not.toContain("alert");
    expect(readCda(bytesOf(demoXml())).document.selfDisplaying).toBe(false);
  });

  test("without a document inside is not a CDA", () => {
    expect(() => readCda(stylesheet(""))).toThrow(refusal("not-cda"));
  });
});

describe("what is not a CDA", () => {
  test.each(["<html/>", "<Bundle xmlns='http://hl7.org/fhir'/>", `<x>${demoXml().replace(/<\?xml.*?\?>/, "")}</x>`])(
    "%.40s is refused",
    (xml) => {
      expect(() => readCda(bytesOf(xml))).toThrow(refusal("not-cda"));
    },
  );

  test("a CDA with a DOCTYPE is refused", () => {
    expect(() =>
      readCda(
        bytesOf(
          demoXml().replace(
            "<ClinicalDocument",
            '<!DOCTYPE ClinicalDocument SYSTEM "http://evil.example/x.dtd"><ClinicalDocument',
          ),
        ),
      ),
    ).toThrow(refusal("xml-doctype"));
  });
});

describe("the charset of a document", () => {
  test.each(["ISO-8859-1", "ISO-8859-15", "windows-1252"])("may be %s", (charset) => {
    const xml = demoXml({ title: "Échographie à l'été" }).replace('encoding="UTF-8"', `encoding="${charset}"`);
    expect(readCda(iconv.encode(xml, charset)).document.header.title).toBe("Échographie à l'été");
  });
});

describe("reading stays fast", () => {
  test("a structured CDA of 3 MB with 60 tables takes well under a second", { timeout: 10_000 }, () => {
    const row = (index: number) =>
      `<tr ID="r${index}"><td styleCode="Bold">Analyse ${index}</td><td align="right">${index},5</td><td>g/L</td><td><content>Valeurs usuelles : 1,0 à 9,0 &lt; borne</content></td></tr>`;
    const table = `<table><thead><tr><th>Analyse</th><th>Résultat</th><th>Unité</th><th>Référence</th></tr></thead><tbody>${Array.from({ length: 340 }, (_, index) => row(index)).join("")}</tbody></table>`;
    const bytes = demoNarrative(table.repeat(60));
    expect(bytes.byteLength).toBeGreaterThan(3_000_000);
    readCda(bytesOf(demoXml()));
    const from = process.cpuUsage();
    const { document } = readCda(bytes);
    const { user, system } = process.cpuUsage(from);
    expect(openNarrative(document.narrative)[0]?.content).toHaveLength(60);
    // The target is 300 ms on a free machine: the bound, in processor time, tells linear from quadratic on a loaded one.
    expect((user + system) / 1000).toBeLessThan(2500);
  });
});

describe("the body of a document", () => {
  test("around a PDF is a PDF", () => {
    const { document, media } = readCda(bytesOf(demoXml()));
    expect(document).toMatchObject({ body: "pdf", narrative: "", narrativeText: "" });
    expect(document.media).toEqual([
      {
        id: "m1",
        mimeType: "application/pdf",
        size: tinyPdf.byteLength,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect(media.get("m1")).toEqual(tinyPdf);
  });

  test("absent is another kind of body", () => {
    expect(readCda(bytesOf(demoXml().replace(/<component>.*<\/component>/, ""))).document).toMatchObject({
      body: "other",
      media: [],
      narrative: "",
    });
  });

  test("in plain text is read as paragraphs", () => {
    const plain = demoXml().replace(
      /<text mediaType.*<\/text>/,
      '<text mediaType="text/plain">Première ligne\nSeconde &lt;ligne&gt;</text>',
    );
    const { document } = readCda(bytesOf(plain));
    expect(document.body).toBe("other");
    expect(document.narrativeText).toBe("Première ligne\n\nSeconde <ligne>");
  });
});
