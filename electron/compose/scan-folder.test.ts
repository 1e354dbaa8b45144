import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { OutboxId } from "#shared/domain/ids";
import { draftTo, ME } from "../store/testing/profile";
import { removeSentScans, scanFolderHandlers } from "./scan-folder";
import { type BenchWithFolder, benchWithFolder } from "./testing/bench-with-folder";

const PDF = Buffer.from("%PDF-1.4\n%demo\n%%EOF\n");
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
const COLLEAGUE = "paul.demo@chu.demo.mssante.fr";

let bench: BenchWithFolder["bench"];
let [root, folder] = ["", ""];
let end: BenchWithFolder["end"];
beforeEach(() => {
  ({ bench, root, folder, end } = benchWithFolder("Scanner"));
});
afterEach(() => end());

const handlers = () => scanFolderHandlers(bench.services);
const listed = () => handlers()["scanFolder.list"](undefined);
const names = async () => (await listed()).files.map(({ name }) => name);

/** A file of the folder, last written so many minutes before now. */
function scanned(name: string, bytes: Uint8Array = PDF, minutes = 5): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const at = new Date(bench.services.platform.clock().getTime() - minutes * 60_000);
  utimesSync(path, at, at);
  return path;
}

async function choose(): Promise<void> {
  bench.chosenFolder(folder);
  await handlers()["scanFolder.choose"](undefined);
}

async function idOf(name: string): Promise<string> {
  const file = (await listed()).files.find((one) => one.name === name);
  if (file === undefined) throw new Error("not listed");
  return file.id;
}

/** A draft that holds the first file of the folder, handed over. */
async function handedOver(): Promise<OutboxId> {
  const draft = draftTo(bench.store, COLLEAGUE);
  const [file] = (await listed()).files;
  await handlers()["scanFolder.attach"]({ draftId: draft.id, id: file?.id ?? "" });
  const outgoing = {
    messageId: "<s1@demo>",
    envelope: { from: ME, to: [COLLEAGUE] },
    raw: Buffer.from("Subject: x\r\n\r\nx\r\n"),
  };
  const sendAt = bench.services.platform.clock().toISOString();
  return bench.store.enqueue({
    draftId: draft.id,
    mailboxId: draft.mailboxId,
    outgoing,
    sendAt,
    fin: false,
    subject: "x",
    to: draft.to,
  }).id;
}

describe("the scanner folder", () => {
  test("is told by its last name alone, leaves its line without a path, and is forgotten on demand", async () => {
    expect(await handlers()["scanFolder.state"](undefined)).toEqual({ folder: null, removeOnceSent: false });
    expect(await listed()).toEqual({ files: [], older: 0, cut: false });
    await choose();
    expect(await handlers()["scanFolder.choose"](undefined)).toMatchObject({ folder: "Scanner" });
    expect(bench.traces.at(-1)).toMatchObject({ action: "scan-folder", request: "choose" });
    expect(JSON.stringify([bench.traces, await listed()])).not.toContain(root);
    expect(await handlers()["scanFolder.stop"](undefined)).toMatchObject({ folder: null });
  });

  test("gives whole files of a scanner, newest first, under names that are safe to show", async () => {
    await choose();
    scanned("ancien.pdf", PDF, 60);
    scanned("neuf.PNG", PNG, 2);
    scanned("notes.txt");
    scanned(".cache.pdf");
    scanned("vide.pdf", new Uint8Array());
    scanned("fait\u202Efdp.pdf", PDF, 30);
    scanned("en cours.pdf", PDF, 0);
    mkdirSync(join(folder, "dossier.pdf"));
    const { files } = await listed();
    expect(files.map(({ name }) => name)).toEqual(["neuf.PNG", expect.not.stringContaining("\u202E"), "ancien.pdf"]);
    expect(files[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{40}$/u),
      name: "neuf.PNG",
      kind: "png",
      size: PNG.byteLength,
      at: new Date(bench.services.platform.clock().getTime() - 120_000).toISOString(),
    });
  });

  test("follows no link and waits for no pipe", async () => {
    await choose();
    writeFileSync(join(root, "secret.pdf"), PDF);
    symlinkSync(join(root, "secret.pdf"), join(folder, "lien.pdf"));
    if (process.platform !== "win32") execFileSync("mkfifo", [join(folder, "tube.pdf")]);
    expect(await names()).toEqual([]);
    const path = scanned("vrai.pdf");
    const id = await idOf("vrai.pdf");
    rmSync(path);
    symlinkSync(join(root, "secret.pdf"), path);
    const draft = draftTo(bench.store, COLLEAGUE);
    await expect(handlers()["scanFolder.attach"]({ draftId: draft.id, id })).rejects.toMatchObject({
      code: "scan-changed",
    });
    renameSync(folder, `${folder} 2`);
    symlinkSync(root, folder);
    await expect(listed()).rejects.toMatchObject({ code: "scan-folder-missing" });
  });

  test("a file is joined as what its bytes say, once; taken off, it is proposed again", async () => {
    await choose();
    scanned("radio.pdf");
    const draft = draftTo(bench.store, COLLEAGUE);
    const joined = await handlers()["scanFolder.attach"]({ draftId: draft.id, id: await idOf("radio.pdf") });
    expect(joined.attachments).toMatchObject([
      { name: "radio.pdf", mimeType: "application/pdf", size: PDF.byteLength },
    ]);
    expect(await names()).toEqual([]);
    bench.store.removeAttachment(draft.id, joined.attachments[0]?.id ?? "");
    expect(await names()).toEqual(["radio.pdf"]);
    expect(readdirSync(folder)).toEqual(["radio.pdf"]);
  });

  test("what lies about its kind, is too big or has changed is not joined", async () => {
    await choose();
    const draft = draftTo(bench.store, COLLEAGUE);
    const join_ = (id: string) => handlers()["scanFolder.attach"]({ draftId: draft.id, id });
    scanned("faux.pdf", PNG);
    await expect(join_(await idOf("faux.pdf"))).rejects.toMatchObject({ code: "scan-unreadable" });
    const grown = scanned("gros.pdf");
    const before = await idOf("gros.pdf");
    truncateSync(grown, 30_000_001);
    utimesSync(grown, 1_700_000_000, 1_700_000_000);
    await expect(join_(before)).rejects.toMatchObject({ code: "scan-changed" });
    await expect(join_(await idOf("gros.pdf"))).rejects.toMatchObject({ code: "too-big" });
    expect(bench.store.draft(draft.id).attachments).toEqual([]);
  });

  test("a picture is seen before it is joined, other kinds are not drawn", async () => {
    await choose();
    scanned("photo.png", PNG);
    scanned("lettre.pdf");
    expect(await handlers()["scanFolder.picture"]({ id: await idOf("photo.png") })).toMatchObject({
      mimeType: "image/png",
    });
    expect(await handlers()["scanFolder.picture"]({ id: await idOf("lettre.pdf") })).toBeNull();
  });

  test("what was sent stays in the folder, and is not proposed again", async () => {
    await choose();
    scanned("compte rendu.pdf");
    const id = await handedOver();
    await removeSentScans(bench.services, id);
    expect(readdirSync(folder)).toEqual(["compte rendu.pdf"]);
    expect(await names()).toEqual([]);
    bench.store.undoOutbox(id);
    expect(bench.store.scansOf(id)).toEqual([]);
  });

  test("what was sent goes from the folder where the person asked for it, and the journal says so without a name", async () => {
    await choose();
    await handlers()["scanFolder.set"]({ removeOnceSent: true });
    scanned("compte rendu.pdf");
    const id = await handedOver();
    expect(readdirSync(folder)).toEqual(["compte rendu.pdf"]);
    await removeSentScans(bench.services, id);
    expect(readdirSync(folder)).toEqual([]);
    expect(bench.traces.at(-1)).toMatchObject({
      action: "scan-folder",
      request: "remove once sent",
      answer: "removed",
      success: true,
    });
    expect(JSON.stringify(bench.traces)).not.toContain("compte rendu");
    await removeSentScans(bench.services, id);
    expect(bench.traces.at(-1)).toMatchObject({ answer: "no longer there", success: true });
  });

  test("a folder that is full is looked at in part, and the list is as long as a page", async () => {
    await choose();
    for (let at = 0; at < 45; at += 1) scanned(`${at}.pdf`, PDF, at + 1);
    expect(await listed()).toMatchObject({ files: { length: 40 }, older: 5, cut: false });
  });
});
