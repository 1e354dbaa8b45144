import { readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DocumentId, MessageId } from "#shared/domain/ids";
import { bytesOf, demoInput, demoXml, tinyPdf } from "../documents/cda/testing/documents";
import { demoArchive } from "../documents/xdm/testing/archives";
import { readMessage } from "../documents/mime/read-message";
import { documentHandlers, fileArrivals } from "./documents";
import { practiceFolderHandlers } from "./practice-folder";
import { type BenchWithFolder, benchWithFolder } from "./testing/bench-with-folder";

let bench: BenchWithFolder["bench"];
let [root, folder] = ["", ""];
let end: BenchWithFolder["end"];
beforeEach(() => {
  ({ bench, root, folder, end } = benchWithFolder("Import logiciel"));
});
afterEach(() => end());

const handlers = () => practiceFolderHandlers(bench.services);
const documents = () => documentHandlers(bench.services);

async function choose(): Promise<void> {
  bench.chosenFolder(folder);
  await handlers()["practiceFolder.choose"](undefined);
}

/** A colleague's letter with a document, received; its message and the document. */
async function received(): Promise<{ readonly raw: Buffer; readonly messageId: MessageId; readonly id: DocumentId }> {
  const archive = Buffer.from(await demoArchive({})).toString("base64");
  const raw = Buffer.from(
    [
      "From: Dr Paul DEMO <paul.demo@chu.demo.mssante.fr>",
      "To: <marie.demo@medecin.demo.mssante.fr>",
      "Subject: XDM/1.0/DDM+CR DEMO",
      "Message-ID: <m1@demo>",
      "Date: Sun, 01 Mar 2026 08:00:00 +0000",
      "MIME-Version: 1.0",
      'Content-Type: application/zip; name="IHE_XDM.zip"',
      "Content-Transfer-Encoding: base64",
      "",
      archive.replaceAll(/(.{76})/gu, "$1\r\n"),
      "",
    ].join("\r\n"),
  );
  const messageId = await bench.receive(raw);
  const [card] = bench.store.messageView(messageId).documents;
  if (card === undefined) throw new Error("no document");
  return { raw, messageId, id: card.id };
}

const file = (id: DocumentId) => documents()["documents.file"]({ id, patientId: null, create: true, status: "PROV" });
const lines = () => bench.traces.filter(({ action }) => action === "document-hand-over");

describe("the folder of the practice software", () => {
  test("is told by its last name alone, and leaves its line without a path", async () => {
    expect(await handlers()["practiceFolder.state"](undefined)).toEqual({ folder: null, form: "pdf", automatic: true });
    await choose();
    expect(await handlers()["practiceFolder.state"](undefined)).toMatchObject({ folder: "Import logiciel" });
    expect(bench.traces.at(-1)).toMatchObject({ action: "practice-folder", request: "choose" });
    expect(JSON.stringify(bench.traces)).not.toContain(root);
  });

  test("stays as it was when the person gives up, and is forgotten on her word", async () => {
    await choose();
    expect(await handlers()["practiceFolder.choose"](undefined)).toMatchObject({ folder: "Import logiciel" });
    expect(await handlers()["practiceFolder.stop"](undefined)).toMatchObject({ folder: null });
    expect(await file((await received()).id)).toMatchObject({ handedOver: "off" });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("must be a folder", async () => {
    bench.chosenFolder(join(root, "gone"));
    await expect(handlers()["practiceFolder.choose"](undefined)).rejects.toMatchObject({ code: "folder-missing" });
  });
});

describe("a document filed by hand", () => {
  test("is written once, as the PDF that it holds, under its safe name, and the journal says so", async () => {
    await choose();
    await handlers()["practiceFolder.set"]({ form: "pdf", automatic: false });
    expect(await file((await received()).id)).toMatchObject({ handedOver: "written" });
    const [written = "", ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    expect(written).toMatch(/^\d{8}_.+_PAT-DEMO_JEANNE\.pdf$/u);
    expect(readFileSync(join(folder, written))).toEqual(Buffer.from(tinyPdf));
    expect(lines()).toMatchObject([{ request: "by hand pdf", answer: "written", success: true }]);
    expect(JSON.stringify(lines())).not.toContain("PAT-DEMO");
  });

  test("is the very file that was received: the CDA, and the archive", async () => {
    await choose();
    await handlers()["practiceFolder.set"]({ form: "cda", automatic: true });
    const { raw, id } = await received();
    await file(id);
    const [cda = ""] = readdirSync(folder);
    expect(cda).toMatch(/\.xml$/u);
    expect(readFileSync(join(folder, cda))).toEqual(Buffer.from(bytesOf(demoXml())));
    await handlers()["practiceFolder.set"]({ form: "xdm", automatic: true });
    const { name } = await handlers()["practiceFolder.write"]({ id });
    expect(name).toMatch(/\.zip$/u);
    const archive = raw.toString("latin1").split("\r\n\r\n")[1] ?? "";
    expect(readFileSync(join(folder, name))).toEqual(Buffer.from(archive, "base64"));
  });

  test("stays filed where the folder is gone; the failure is said and in the journal, and it can be written later", async () => {
    await choose();
    renameSync(folder, join(root, "moved"));
    const { id } = await received();
    expect(await file(id)).toMatchObject({ handedOver: "failed" });
    expect(bench.store.document(id).card.filed).not.toBeNull();
    expect(lines()).toMatchObject([{ answer: "folder-missing", success: false }]);
    await expect(handlers()["practiceFolder.write"]({ id })).rejects.toMatchObject({ code: "folder-missing" });
    renameSync(join(root, "moved"), folder);
    const { name } = await handlers()["practiceFolder.write"]({ id });
    expect(readdirSync(folder)).toEqual([name]);
  });

  test("is not written before it is filed", async () => {
    await choose();
    const { id } = await received();
    await expect(handlers()["practiceFolder.write"]({ id })).rejects.toMatchObject({ code: "no-practice-folder" });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("a document that files by itself", () => {
  async function arrives(): Promise<void> {
    const { patient } = demoInput;
    const { birthName, firstName, names, sex, birthDate, birthPlace, ins } = patient;
    const traits = {
      birthName,
      firstName,
      names,
      sex,
      birthDate,
      birthPlace,
      ins: ins ?? null,
      status: "QUAL",
    } as const;
    bench.store.savePatient(null, traits as Parameters<typeof bench.store.savePatient>[1]);
    const { messageId, raw } = await received();
    await fileArrivals(bench.services, messageId, await readMessage(raw));
    expect(bench.traces).toContainEqual(expect.objectContaining({ action: "document-file", request: "automatic" }));
  }

  test("is written where the person set it so", async () => {
    await choose();
    await arrives();
    expect(readdirSync(folder)).toHaveLength(1);
    expect(lines()).toMatchObject([{ request: "automatic pdf", success: true }]);
  });

  test("is not where she did not", async () => {
    await choose();
    await handlers()["practiceFolder.set"]({ form: "pdf", automatic: false });
    await arrives();
    expect(readdirSync(folder)).toEqual([]);
    expect(lines()).toEqual([]);
  });
});
