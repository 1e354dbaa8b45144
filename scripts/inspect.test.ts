import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import yazl from "yazl";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoInput, demoXml } from "../electron/documents/cda/testing/documents";
import { base64, lines, message, multipart, part, utf8 } from "../electron/documents/mime/testing/build-message";
import { archivePart, demoArchive, demoPdf, documentsContent } from "../electron/documents/parser/testing/demo-archive";
import { runInspect, type Run } from "./testing/run-inspect";

let folder: string;
let archive: Uint8Array;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pli-inspect-"));
  archive = await demoArchive(await demoPdf("Texte DEMO"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function inspect(content: Uint8Array | string, name = "fichier"): Promise<Run> {
  const path = join(folder, name);
  await writeFile(path, content);
  return runInspect(path);
}

async function zip(entries: Readonly<Record<string, Uint8Array | string>>): Promise<Uint8Array> {
  const file = new yazl.ZipFile();
  for (const [name, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), name);
  file.end();
  return buffer(file.outputStream);
}

describe("npm run inspect", { timeout: 60_000 }, () => {
  test("tells a patient's message: who, what is said, nothing that runs", async () => {
    const raw = lines(
      "From: =?utf-8?Q?L=C3=A9o_DEMO?= <279035121518989@patient.mssante.fr>",
      "Subject: Re: XDM/1.0/DDM+CR PAT-UN DEMO",
      "X-MSS-NIL: DEMO-1",
      "MIME-Version: 1.0",
      multipart("alternative", [
        part(["Content-Type: text/plain; charset=windows-1252"], "Merci \x80 \x92"),
        part(
          ["Content-Type: text/html; charset=utf-8"],
          utf8("<p onclick=x>Merci € <script>x</script><img src=http://127.0.0.1/x>"),
        ),
      ]),
    );
    const { code, json, err } = await inspect(raw, "message.eml");
    expect([code, err]).toEqual([0, ""]);
    expect(json).toMatchObject({
      kind: "message",
      subject: "Re: XDM/1.0/DDM+CR PAT-UN DEMO",
      displaySubject: "Re: CR PAT-UN DEMO",
      from: { name: "Léo DEMO", address: "279035121518989@patient.mssante.fr" },
      sender: "patient",
      patient: { matricule: "279035121518989", keyValid: true, sex: "female", birthYear2: "79", birthMonth: 3 },
      mss: { nil: "DEMO-1", ins: null, codeCda: [], mes: null },
      attachments: [],
      text: "Merci € ’",
      safeHtml: "<p>Merci € </p>",
      receipt: null,
      xdm: null,
    });
  });

  test("tells a wrong matricule key and an ordinary sender", async () => {
    const wrong = await inspect("From: 279035121518988@patient.mssante.fr\n\nx");
    expect(wrong.json["patient"]).toMatchObject({ keyValid: false });
    const other = await inspect("From: x@demo.example\nSubject: a\n\nx");
    expect(other.json).toMatchObject({ sender: "other", patient: null, safeHtml: null });
  });

  test("tells a message of documents, its archive and its patient by METADATA", async () => {
    const { code, json } = await inspect(message(documentsContent(archivePart(archive))), "documents.eml");
    expect(code).toBe(0);
    expect(json["sender"]).toBe("professional");
    expect(json["patient"]).toMatchObject({
      matricule: "279035121518989",
      oid: "1.2.250.1.213.1.4.10",
      keyValid: true,
    });
    expect(json["attachments"]).toMatchObject([{ name: "IHE_XDM.zip", type: "application/zip", size: archive.length }]);
    expect(json["xdm"]).toMatchObject({
      documents: [
        { uniqueId: demoInput.id, hashOk: true, sizeOk: true, action: "new", cda: { id: demoInput.id, body: "pdf" } },
      ],
    });
  });

  test("tells an XDM archive", async () => {
    const { code, json } = await inspect(archive, "IHE_XDM.ZIP");
    expect(code).toBe(0);
    expect(json).toMatchObject({ kind: "xdm", conform: true, anomalies: [] });
    expect(json["submissionSets"]).toHaveLength(1);
    expect(json["documents"]).toMatchObject([
      {
        title: demoInput.title,
        type: { code: demoInput.type },
        mimeType: "text/xml",
      },
    ]);
  });

  test("tells a CDA", async () => {
    const { code, json } = await inspect(demoXml(), "cda.xml");
    expect(code).toBe(0);
    expect(json).toMatchObject({
      kind: "cda",
      id: demoInput.id,
      setId: demoInput.setId,
      version: 1,
      title: demoInput.title,
      code: demoInput.type,
      patient: {
        birthName: "PAT-DEMO",
        firstName: "JEANNE",
        sex: "female",
        birthDate: "19790328",
        birthPlace: "51215",
        ins: { matricule: "279035121518989" },
      },
      replaces: null,
      body: "pdf",
      selfDisplaying: false,
      pdfs: [{ size: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      narrativeText: expect.any(String),
    });
  });

  test("tells an ordinary archive by its list, anything else by its size", async () => {
    const plain = await inspect(await zip({ "a/b.txt": "bonjour" }), "a.zip");
    expect([plain.code, plain.json["kind"], plain.json["entries"]]).toEqual([0, "zip", [{ name: "a/b.txt", size: 7 }]]);
    for (const content of ["bonjour", "", "<?xml version='1.0'?><autre/>", "%PDF-1.4", "<!DOCTYPE html><p>"]) {
      const { code, json } = await inspect(content, "autre");
      expect([code, json["kind"], json["size"]]).toEqual([0, "other", Buffer.byteLength(content)]);
    }
  });
});

describe("what it refuses", { timeout: 60_000 }, () => {
  const refused = ({ code, json, err, out }: Run, expected: string) => {
    expect([code, err]).toEqual([2, ""]);
    expect(json).toEqual({ error: { code: expected, message: expect.stringMatching(/^\p{Lu}.{5,120}\.$/u) } });
    expect(out).not.toMatch(/\n\s+at |node_modules|Error:/);
  };

  test("no file, several, a missing one, a folder, a device", async () => {
    refused(await runInspect(), "usage");
    refused(await runInspect("a", "b"), "usage");
    refused(await runInspect(join(folder, "absent")), "file-not-found");
    refused(await runInspect(folder), "file-unreadable");
    refused(await runInspect("/dev/zero"), "file-unreadable");
  });

  test("a zip bomb, a broken archive, a climbing name", async () => {
    refused(await inspect(await zip({ "a.txt": new Uint8Array(50_000_000) })), "zip-ratio");
    refused(await inspect(archive.subarray(0, 500)), "zip-unreadable");
    const climbing = Buffer.from(await zip({ "aa/evil.txt": "x" }))
      .toString("latin1")
      .replaceAll("aa/evil", "../evil");
    refused(await inspect(Buffer.from(climbing, "latin1")), "zip-unsafe-name");
  });

  test("XML with a DOCTYPE, with entities, unclosed", async () => {
    refused(await inspect('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'), "xml-doctype");
    refused(await inspect("<ClinicalDocument>"), "xml-unreadable");
  });

  test("a header of half a megabyte", async () => {
    refused(await inspect(`Subject: ${"a".repeat(512 * 1024)}\n\nx`), "message-headers-too-big");
  });

  test("sixty megabytes and one byte", async () => {
    refused(await inspect(Buffer.alloc(60 * 1024 * 1024 + 1)), "file-too-big");
  });
});

describe("hostile files that are readable", { timeout: 120_000 }, () => {
  test.each([
    [
      "ten thousand nested multiparts",
      () =>
        Array.from({ length: 10_000 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`).join(""),
    ],
    ["a hundred thousand parts", () => `Content-Type: multipart/mixed; boundary=b\n\n${"--b\n\nx\n".repeat(100_000)}`],
    ["a body of twenty megabytes", () => `Content-Type: text/html\n\n${"<p>bonjour <b>DEMO".repeat(1_100_000)}`],
    [
      "forty megabytes of base64",
      () =>
        `Subject: a\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n${base64(Buffer.alloc(30_000_000, "%PDF-1.7 obj "))}`,
    ],
  ])("%s are told within ten seconds and 512 MB", async (_, content) => {
    const { code, json, seconds, megabytes } = await inspect(content(), "hostile.eml");
    expect([code, json["kind"]]).toEqual([0, "message"]);
    expect(seconds).toBeLessThan(10);
    expect(megabytes).toBeLessThan(512);
  });
});
