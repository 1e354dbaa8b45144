import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { bytesOf, demoInput, demoNarrative, demoXml } from "../cda/testing/documents";
import { base64, message, multipart, part } from "../mime/testing/build-message";
import { createParser } from "./parser-service";
import { createRecentMessages } from "./recent-messages";
import { archivePart, demoArchive, demoPdf, demoUniqueId, documentsContent } from "./testing/demo-archive";

let archive: Uint8Array;
let pdf: Uint8Array;
let raw: Uint8Array;
const parser = createParser();
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

beforeAll(async () => {
  pdf = await demoPdf("Texte du PDF de PAT-DEMO");
  archive = await demoArchive(pdf);
  raw = message(documentsContent(archivePart(archive)));
});

describe("a message of documents", () => {
  test("tells its archive, lists it as a part, and is found by the words of its documents", async () => {
    const read = await parser.readMessage({ raw });
    expect(read.xdm?.documents.map(({ uniqueId, hashOk }) => [uniqueId, hashOk])).toEqual([[demoUniqueId, true]]);
    expect(read.xdmReturned).toBe(false);
    expect(read.parts).toMatchObject([{ name: "IHE_XDM.zip", size: archive.length, dangerous: false }]);
    expect(read.text).toBe("Veuillez trouver un document.");
    expect(read.searchText).toContain("Texte du PDF de PAT-DEMO");
    expect(read.searchText).toContain(demoInput.title);
  });

  test("without its PDFs it is found by the words of its CDA alone", async () => {
    const read = await parser.readMessage({ raw, pdf: false });
    expect(read.searchText).toContain(demoInput.title);
    expect(read.searchText).not.toContain("Texte du PDF");
  });

  test("the PDF beside the archive and the one inside it count once", async () => {
    const beside = part(
      ["Content-Type: application/pdf; name=a.pdf", "Content-Transfer-Encoding: base64"],
      base64(pdf),
    );
    const { searchText } = await parser.readMessage({ raw: message(documentsContent(beside, archivePart(archive))) });
    expect(searchText.split("Texte du PDF").length - 1).toBe(1);
  });

  test.each([
    ["ihe_xdm.ZIP", "application/zip"],
    ["IHE_XDM (1).zip", "application/x-zip-compressed"],
    ["documents.zip", "application/zip"],
    ["sans-extension", "application/octet-stream"],
    ["photo.jpg", "image/jpeg"],
    ["", "application/zip"],
  ])("an archive named %j of type %s is found by what it holds", async (name, type) => {
    const read = await parser.readMessage({ raw: message(documentsContent(archivePart(archive, name, type))) });
    expect(read.xdm?.documents).toHaveLength(1);
  });

  test("one inside a returned message is shown as returned", async () => {
    const original = Buffer.from(raw).toString("latin1");
    const returned = message(multipart("mixed", [part(["Content-Type: message/rfc822"], original)], "retour"));
    const read = await parser.readMessage({ raw: returned });
    expect([read.xdm?.documents.length, read.xdmReturned]).toEqual([1, true]);
    expect(read.parts.map(({ name }) => name)).toEqual(["message.eml"]);
  });

  test("the message's own archive comes before a returned one", async () => {
    const returned = part(["Content-Type: message/rfc822"], Buffer.from(raw).toString("latin1"));
    const both = multipart("mixed", [returned, archivePart(archive)], "retour");
    const read = await parser.readMessage({ raw: message(both) });
    expect([read.xdm?.documents.length, read.xdmReturned]).toEqual([1, false]);
  });

  test.each([
    ["cut", () => archive.subarray(0, archive.length - 40)],
    ["of junk", () => Buffer.from("PK\x03\x04 junk", "latin1")],
    ["with a METADATA that is none", () => Buffer.from(archive).fill(0, 200, 900)],
  ])("an archive %s never breaks the message", async (_, bytes) => {
    const read = await parser.readMessage({ raw: message(documentsContent(archivePart(bytes()))) });
    expect(read.text).toBe("Veuillez trouver un document.");
    expect(read.parts).toMatchObject([{ name: "IHE_XDM.zip" }]);
  });
});

describe("the documents of a message", () => {
  test("are read, taken out and opened by their id", async () => {
    const document = await parser.readDocument({ raw, uniqueId: demoUniqueId });
    expect(document).toMatchObject({ body: "pdf", header: { id: demoUniqueId, title: demoInput.title } });
    const file = await parser.extractDocument({ raw, uniqueId: demoUniqueId });
    expect(Buffer.from(file.bytes).toString()).toContain("<ClinicalDocument");
    const [media] = document.media;
    const opened = await parser.extractMedia({ raw, uniqueId: demoUniqueId, mediaId: media?.id ?? "" });
    expect([opened.mimeType, sha256(opened.bytes)]).toEqual(["application/pdf", sha256(pdf)]);
    expect(media?.sha256).toBe(sha256(pdf));
  });

  test("and its parts by their place", async () => {
    const [listed] = (await parser.readMessage({ raw })).parts;
    const { bytes, name } = await parser.extractPart({ raw, index: listed?.index ?? -1 });
    expect([name, sha256(bytes)]).toEqual(["IHE_XDM.zip", sha256(archive)]);
  });

  test.each(["", "1.2.3", "__proto__"])("no document has the id %j", async (uniqueId) => {
    const refused = { code: "document-not-found" };
    await expect(parser.readDocument({ raw, uniqueId })).rejects.toMatchObject(refused);
    await expect(parser.extractDocument({ raw, uniqueId })).rejects.toMatchObject(refused);
    await expect(parser.extractMedia({ raw, uniqueId, mediaId: "0" })).rejects.toMatchObject(refused);
  });

  test("no file has an unknown id, no message without archive has documents", async () => {
    const refused = { code: "document-not-found" };
    await expect(parser.extractMedia({ raw, uniqueId: demoUniqueId, mediaId: "x" })).rejects.toMatchObject(refused);
    await expect(parser.readDocument({ raw: message("\r\nx"), uniqueId: demoUniqueId })).rejects.toMatchObject(refused);
  });
});

describe("files by themselves", () => {
  test("an XDM archive is told, and its files are listed without their bytes", async () => {
    const listing = await parser.readArchive({ bytes: archive });
    expect(listing.xdm).toBe(true);
    expect(listing.entries.map(({ name }) => name)).toContain("IHE_XDM/SUBSET01/METADATA.XML");
    expect(Object.keys(listing.entries[0] ?? {})).toEqual(["name", "size"]);
    expect((await parser.readXdm({ bytes: archive })).documents).toHaveLength(1);
  });

  test("a CDA is read alone, its narrative as text", async () => {
    expect((await parser.readCda({ bytes: bytesOf(demoXml()) })).header.id).toBe(demoInput.id);
    expect(
      (await parser.readCda({ bytes: demoNarrative("<paragraph>Hémoglobine DEMO</paragraph>") })).narrativeText,
    ).toContain("Hémoglobine DEMO");
  });

  test.each([
    ["readArchive", "zip-unreadable"],
    ["readXdm", "zip-unreadable"],
    ["readCda", "xml-unreadable"],
  ] as const)("%s refuses junk with the code %s", async (method, code) => {
    await expect(parser[method]({ bytes: Buffer.from("junk") })).rejects.toMatchObject({ code });
  });

  test("a PDF gives its text, within bounds", async () => {
    expect(await parser.pdfText({ bytes: pdf, maxPages: 1, maxChars: 8 })).toBe("Texte du");
    expect(await parser.safeHtml({ html: "<b onclick=x>a" })).toBe("<b>a</b>");
  });
});

describe("the last messages", () => {
  const numbered = (number: number) => message(`\r\n${number}`);

  test("are kept by their bytes, two of them", () => {
    const { find } = createRecentMessages();
    const [first, second] = [find(numbered(1)), find(numbered(2))];
    expect(find(numbered(1))).toBe(first);
    expect(find(numbered(3))).not.toBe(second);
    expect(find(numbered(1))).toBe(first);
    expect(find(numbered(2))).not.toBe(second);
  });

  test("open their archive once", () => {
    const found = createRecentMessages().find(raw);
    expect(found.xdm()).toBe(found.xdm());
  });
});
