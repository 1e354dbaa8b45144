import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { NarrativeNode } from "#shared/domain/document";
import { openNarrative, packNarrative } from "#shared/rules/packed-narrative";
import { encodeBase64 } from "../cda/base64";
import { bytesOf, demoInput, demoNarrative, demoXml } from "../cda/testing/documents";
import { forgeZip, utf8, type ForgedEntry } from "../zip/testing/forge-zip";
import { isXdm, readXdm } from "./read-xdm";
import { demoFiles, place, type Files } from "./testing/archives";

// Each threat of the security rules, from the bytes of the mail to what the interface would get; every one in bounded time.
const bounded = { timeout: 5000 };
const refusal = (code: string) => expect.objectContaining({ code });

async function archive(change: (files: Files) => void = () => undefined, ...more: ForgedEntry[]) {
  const files = await demoFiles();
  change(files);
  return forgeZip([...[...files].map(([name, bytes]) => ({ name, bytes })), ...more]);
}
const withDocument = (bytes: Uint8Array) => archive((files) => files.set(place.document, bytes));
const withMetadata = (change: (text: string) => string) =>
  archive((files) => files.set(place.metadata, utf8(change(new TextDecoder().decode(files.get(place.metadata))))));
const first = async (zip: Uint8Array) => {
  const read = await readXdm(zip);
  const [document] = read.archive.documents;
  if (!document) throw new Error("no document");
  return { ...read, document, codes: document.anomalies.map(({ code }) => code) };
};

describe("hostile archives", () => {
  test("zip bomb beside a good document", bounded, async () => {
    await expect(
      readXdm(await archive(undefined, { name: "IHE_XDM/SUBSET01/BOMB.XML", bytes: new Uint8Array(50 * 2 ** 20) })),
    ).rejects.toThrow(refusal("zip-ratio"));
  });

  test("lying size", bounded, async () => {
    await expect(
      readXdm(await archive(undefined, { name: "X.XML", bytes: utf8("x".repeat(5000)), claimedSize: 10 })),
    ).rejects.toThrow(refusal("zip-wrong-size"));
  });

  test("nested zip: listed nowhere, opened never", bounded, async () => {
    const inner = forgeZip([{ name: "IHE_XDM/SUBSET01/METADATA.XML", bytes: utf8("<evil/>") }]);
    const { archive: read } = await readXdm(
      await archive(undefined, { name: "IHE_XDM/SUBSET01/INNER.ZIP", bytes: inner }),
    );
    expect(read.conform).toBe(true);
    expect(read.documents).toHaveLength(1);
  });

  test.each(["../../evil.txt", "..\\..\\evil.txt", "/abs.xml", "C:\\x.xml", "IHE_XDM/SUBSET01/NUL.XML", "a\u0000.xml"])(
    "zip-slip by %j",
    bounded,
    async (name) => {
      const zip = await archive(undefined, { name });
      await expect(readXdm(zip)).rejects.toThrow(refusal("zip-unsafe-name"));
      expect(await isXdm(zip)).toBe(false);
    },
  );

  test("symbolic link in the place of a document", bounded, async () => {
    await expect(
      readXdm(
        await archive(undefined, { name: "IHE_XDM/SUBSET01/DOC0009.XML", bytes: utf8("/etc/passwd"), mode: 0o120777 }),
      ),
    ).rejects.toThrow(refusal("zip-unsafe-name"));
  });

  test("ambiguous entries: the first METADATA is the one that counts", bounded, async () => {
    const { archive: read } = await readXdm(await archive(undefined, { name: place.metadata, bytes: utf8("<evil/>") }));
    expect(read.anomalies).toEqual([{ code: "zip-duplicate-entry", about: place.metadata }]);
    expect(read.documents[0]?.hashOk).toBe(true);
  });

  test("INDEX.HTM and README are never parsed, whatever they hold", bounded, async () => {
    const zip = await archive((files) => {
      files.set(place.index, utf8("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><script>&a;</script>"));
      files.set(place.readme, new Uint8Array([0, 255, 254]));
    });
    expect((await readXdm(zip)).archive.conform).toBe(true);
  });
});

describe("hostile XML", () => {
  const xxe = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
  const laughs = `<!DOCTYPE x [<!ENTITY a "lol">${Array.from("bcdefghij", (name, index) => `<!ENTITY ${name} "${`&${"abcdefghij"[index]};`.repeat(10)}">`).join("")}]>`;

  test.each([
    ["an external entity", xxe, "&e;"],
    ["billion laughs", laughs, "&j;"],
    ["an external DTD", '<!DOCTYPE x SYSTEM "https://evil.example/x.dtd">', "x"],
  ])("%s in a CDA: the document is listed, not opened", bounded, async (_, doctype, use) => {
    const xml = demoXml()
      .replace("<ClinicalDocument", `${doctype}<ClinicalDocument`)
      .replace(/<title>.*<\/title>/, `<title>${use}</title>`);
    const { document } = await first(await withDocument(bytesOf(xml)));
    expect(document).toMatchObject({ cda: null, title: demoInput.title, hashOk: false });
    expect(document.anomalies).toContainEqual({ code: "cda-refused", about: "xml-doctype" });
  });

  test.each([xxe, laughs])("%.24s in METADATA: the archive is refused", bounded, async (doctype) => {
    await expect(withMetadata((text) => text.replace("<lcm:", `${doctype}<lcm:`)).then(readXdm)).rejects.toThrow(
      refusal("xml-doctype"),
    );
  });

  test("a thousand levels in METADATA or in a CDA", bounded, async () => {
    const deep = `${"<a>".repeat(1000)}${"</a>".repeat(1000)}`;
    await expect(
      withMetadata((text) => text.replace("</rim:RegistryObjectList>", `${deep}</rim:RegistryObjectList>`)).then(
        readXdm,
      ),
    ).rejects.toThrow(refusal("xml-too-deep"));
    const { document } = await first(await withDocument(demoNarrative(deep)));
    expect(document.anomalies).toContainEqual({ code: "cda-refused", about: "xml-too-deep" });
  });

  test("an attribute of one megabyte", bounded, async () => {
    // Noise, so that the archive itself is not refused on its ratio.
    const noise = Array.from({ length: 1_000_000 }, (_, index) => ((index * 7919) % 36).toString(36)).join("");
    const zip = forgeZip(
      [...(await demoFiles()).set(place.document, demoNarrative(`<content ID="${noise}"/>`))].map(([name, bytes]) => ({
        name,
        bytes,
        stored: true,
      })),
    );
    expect((await first(zip)).document.anomalies).toContainEqual({ code: "cda-refused", about: "xml-too-big" });
  });
});

describe("hostile content", () => {
  const media = (type: string, content: string, more = "") =>
    demoXml().replace(
      /<text mediaType.*<\/text>/,
      `<text mediaType="${type}" representation="B64"${more}>${content}</text>`,
    );
  const hrefs = (nodes: readonly NarrativeNode[]): string[] =>
    nodes.flatMap((node) => [
      ...(typeof node !== "string" && node.kind === "link" ? [node.href] : []),
      ...(typeof node !== "string" && "children" in node ? hrefs(node.children) : []),
    ]);

  test("HTML declared as a PDF is never a PDF", bounded, async () => {
    const { document, codes } = await first(
      await withDocument(bytesOf(media("application/pdf", encodeBase64(utf8("<script>alert(1)</script>"))))),
    );
    expect(document.cda).toMatchObject({ body: "other", media: [{ mimeType: "application/octet-stream" }] });
    expect(codes).toContain("media-type-mismatch");
  });

  test("a deflate bomb inside a document", bounded, async () => {
    const bomb = encodeBase64(deflateRawSync(new Uint8Array(80 * 2 ** 20)));
    const { document, codes } = await first(
      await withDocument(bytesOf(media("application/pdf", bomb, ' compression="DF"'))),
    );
    expect(document.cda?.media).toEqual([]);
    expect(codes).toContain("media-too-big");
  });

  test("base64 with a stray character leaves the header readable", bounded, async () => {
    const { document, codes } = await first(await withDocument(bytesOf(media("application/pdf", "AA<b/>A*"))));
    expect(document.cda?.header.patient.birthName).toBe("PAT-DEMO");
    expect(codes).toContain("media-unreadable");
  });

  test.each(["text/html", "image/svg+xml", "text/rtf", "application/javascript"])(
    "%s gives no narrative to show",
    bounded,
    async (type) => {
      const { document } = await first(
        await withDocument(bytesOf(media(type, encodeBase64(utf8("{\\rtf1 <script>x</script>"))))),
      );
      expect(document.cda).toMatchObject({ body: "other", narrative: "", narrativeText: "" });
    },
  );

  test("narrative injection: scripts, handlers and javascript: leave text at most", bounded, async () => {
    const narrative =
      '<paragraph onclick="x()"><linkHtml href="javascript:alert(1)">un</linkHtml> <linkHtml href="https://example.test/">deux</linkHtml></paragraph><iframe src="https://evil.example"/><script>trois</script>';
    const { document } = await first(await withDocument(demoNarrative(narrative)));
    const [section] = openNarrative(document.cda?.narrative ?? packNarrative([]));
    expect(hrefs(section?.content ?? [])).toEqual(["https://example.test/"]);
    expect(JSON.stringify(section)).not.toMatch(/javascript|onclick|iframe|evil/);
    expect(document.cda?.narrativeText).toBe("Résultats\n\nun deux\ntrois");
  });

  test("an external picture is told, never fetched", bounded, async () => {
    const narrative = demoNarrative(
      '<renderMultiMedia referencedObject="W"><caption>Cliché</caption></renderMultiMedia>',
      '<entry><observationMedia ID="W"><value mediaType="application/dicom"><reference value="https://pacs.example/wado"/></value></observationMedia></entry>',
    );
    const { document, codes } = await first(await withDocument(narrative));
    expect(codes).toContain("media-external");
    expect(JSON.stringify(document.cda)).not.toContain("pacs.example");
    expect(document.cda?.narrativeText).toContain("Cliché");
  });

  test("a stylesheet around the document is never run nor kept", bounded, async () => {
    const inner = demoXml().replace(/<\?xml.*?\?>/, "");
    const sheet = `<?xml-stylesheet href="https://evil.example/x.xsl" type="text/xsl"?><xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><xsl:value-of select="document('file:///etc/passwd')"/></xsl:template>${inner}</xsl:stylesheet>`;
    const { document } = await first(await withDocument(bytesOf(sheet)));
    expect(document.cda).toMatchObject({ selfDisplaying: true, header: { id: demoInput.id } });
    expect(JSON.stringify(document)).not.toMatch(/evil|passwd/);
  });

  test("a document swapped for another patient's is caught three times over", bounded, async () => {
    const swapped = demoXml({
      patient: {
        ...demoInput.patient,
        birthName: "PAT-AUTRE",
        ins: { matricule: "277076322082910", oid: "1.2.250.1.213.1.4.10" },
        localIds: [],
      },
    });
    const { archive: read, codes } = await first(await withDocument(bytesOf(swapped)));
    expect(codes).toEqual(expect.arrayContaining(["hash-mismatch", "patient-mismatch", "traits-mismatch"]));
    expect(read.anomalies).toContainEqual({ code: "several-patients" });
  });

  test("no anomaly repeats a name, a matricule or a date of the patient", bounded, async () => {
    const zip = await withMetadata((text) =>
      text.replaceAll("279035121518989^", "277076322082910^").replace("PID-7|19790328", "PID-7|19790329"),
    );
    const { archive: read } = await readXdm(zip);
    const told = JSON.stringify([read.anomalies, read.documents.flatMap((each) => each.anomalies)]);
    expect(told).toContain("patient-mismatch");
    expect(told).not.toMatch(/PAT-|27903|27707|1979/);
  });
});
