import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import yauzl from "yauzl";
import type { ConversationId, FolderId, MailboxId } from "#shared/domain/ids";
import { createApplication, type Application } from "../compose";
import { connectStore } from "../store/connect";
import { batch, envelope, parsed } from "../store/testing/profile";
import { machine, type Machine } from "./testing/machine";

const BOX = "box" as MailboxId;
const EVERY = { offset: 0, limit: 50, search: "", from: null, to: null, kind: null } as const;
const raw = (subject: string): Uint8Array => Buffer.from(`Subject: ${subject}\r\n\r\nCorps DEMO é\r\n`);

let folder = "";
let on: Machine;
let app: Application;
let conversation: ConversationId;
let inbox: FolderId;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "pli-leaving-"));
  on = machine(join(folder, "desk"));
  // The application's own store, as its process serves it.
  const processes: ReturnType<Machine["platform"]["start"]>[] = [];
  const start: Machine["platform"]["start"] = (kind) => {
    const child = on.platform.start(kind);
    processes.push(child);
    return child;
  };
  app = await createApplication({ ...on.platform, start });
  await app.handlers["app.createProfile"]({ passphrase: null });
  const store = connectStore(processes[0] ?? on.platform.start("store"));
  await store.saveMailbox({
    id: BOX,
    address: "marie.demo@medecin.demo.mssante.fr",
    kind: "PER",
    fromLabel: "Dr_Marie_DEMO",
    name: "Cabinet",
    colour: 0,
    environmentId: "demo",
    servers: null,
  });
  await store.syncFolders(BOX, [
    { path: "INBOX", name: "Réception", role: "inbox", total: 2 },
    { path: "Archive", name: "Archives", role: "archive", total: 0 },
  ]);
  const { added } = await store.applyBatch(
    BOX,
    batch("INBOX", {
      added: [
        envelope({ uid: 1, messageId: "<a@demo>", subject: "../../Bilan : suite?" }),
        envelope({ uid: 2, messageId: "<b@demo>", inReplyTo: "<a@demo>", subject: "Bilan" }),
        envelope({ uid: 3, messageId: "=HYPERLINK(b@demo)", inReplyTo: "<a@demo>", subject: "Bilan" }),
      ],
    }),
  );
  await store.saveBody(added[0]?.messageId ?? ("" as never), raw("Bilan"), parsed({ text: "Corps DEMO" }));
  conversation = added[0]?.conversationId ?? ("" as ConversationId);
  inbox = (await store.listFolders(BOX))[0]?.id ?? ("" as FolderId);
  await store.appendTrace(
    { action: "read", mailbox: "", actor: "", request: "a", answer: "", success: true, messageId: "a@demo" },
    "2026-11-22T09:00:00.000+01:00",
  );
  await store.appendTrace(
    { action: "read", mailbox: "", actor: "", request: "other", answer: "", success: true, messageId: "z@demo" },
    "2026-11-22T09:00:00.000+01:00",
  );
});
afterEach(async () => {
  await app.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function entriesOf(path: string): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await yauzl.openPromise(path);
  const entries = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return entries;
}

test("a conversation leaves as its messages, byte for byte, its lines of the journal, and what could not be had", async () => {
  on.answers.target = join(folder, "one.zip");
  expect(await app.handlers["mail.exportConversation"]({ id: conversation })).toEqual({
    saved: true,
    messages: 1,
    missing: 2,
  });
  const entries = await entriesOf(join(folder, "one.zip"));
  expect([...entries.keys()]).toEqual([
    expect.stringMatching(/^00001 \d{4}-\d\d-\d\d [^/\\:?]*Bilan[^/\\:?]*\.eml$/u),
    "00000 sommaire.csv",
    "journal.csv",
    "manquants.csv",
  ]);
  expect([...entries.values()][0]).toEqual(raw("Bilan"));
  const [heads, first, second] = String(entries.get("00000 sommaire.csv")).replace("\uFEFF", "").split("\r\n");
  expect(heads).toBe("date;de;à;objet;fichier");
  // Who, to whom, about what, in which file; no file for what could not be had, and nothing that a spreadsheet would run.
  expect(first).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d;.*<.+@.+>;.*@.*Bilan : suite\?.*;00001 .*\.eml$/u);
  expect(second).toMatch(/;Bilan;$/u);
  expect(String(entries.get("journal.csv"))).toContain("a@demo");
  expect(String(entries.get("journal.csv"))).not.toContain("z@demo");
  expect(String(entries.get("manquants.csv"))).toContain("b@demo");
  expect(String(entries.get("manquants.csv"))).toMatch(/;'=HYPERLINK/u);
  expect(readdirSync(folder).toSorted()).toEqual(["desk", "one.zip"]);
});

test("a desk that is locked takes back what was lent to drags, even when another program holds on to it", async () => {
  let emptied = 0;
  const empty = (): Promise<void> => {
    emptied += 1;
    return Promise.reject(new Error("held"));
  };
  const { platform, reports } = machine(join(folder, "locked"));
  const desk = await createApplication({ ...platform, leaving: { ...platform.leaving, empty } });
  await desk.handlers["app.createProfile"]({ passphrase: "quatre mots sans lien" });
  await desk.handlers["app.lock"](undefined);
  expect([emptied, desk.storeOpen()]).toEqual([1, false]);
  expect(reports.join("")).toContain("lent files");
  await desk.stop();
});

test("a link left in a shared folder under the name written beside leads nowhere", async () => {
  writeFileSync(join(folder, "other"), "another's");
  symlinkSync(join(folder, "other"), join(folder, "one.zip.part"));
  on.answers.target = join(folder, "one.zip");
  expect(await app.handlers["mail.exportConversation"]({ id: conversation })).toMatchObject({ saved: true });
  expect(readFileSync(join(folder, "other"), "utf8")).toBe("another's");
  expect(lstatSync(join(folder, "one.zip")).isFile()).toBe(true);
});

test("a folder leaves whole; given up, or on a disk that refuses, nothing is written", async () => {
  on.answers.target = join(folder, "folder.zip");
  expect(await app.handlers["mail.exportFolder"]({ id: inbox })).toMatchObject({ saved: true, messages: 1 });
  on.answers.target = null;
  expect(await app.handlers["mail.exportFolder"]({ id: inbox })).toMatchObject({ saved: false });
  on.answers.target = join(folder, "nowhere", "folder.zip");
  await expect(app.handlers["mail.exportFolder"]({ id: inbox })).rejects.toThrow();
  expect(existsSync(join(folder, "nowhere"))).toBe(false);
  await expect(app.handlers["mail.exportFolder"]({ id: "none" as FolderId })).rejects.toMatchObject({
    code: "nothing-to-export",
  });
});

test("the journal is kept as long as asked, says so, and never less than the months proposed", async () => {
  expect(await app.handlers["journal.state"](undefined)).toMatchObject({ months: 6, brokenAt: null });
  on.clock.now = new Date("2027-10-01T08:00:00.000Z");
  expect(await app.handlers["journal.keep"]({ months: 12 })).toMatchObject({ months: 12, brokenAt: null });
  const { lines } = await app.handlers["journal.list"]({
    offset: 0,
    limit: 50,
    search: "",
    from: null,
    to: null,
    kind: null,
  });
  expect(lines.map(({ request }) => request)).toContain("other");
  await app.handlers["journal.keep"]({ months: 6 });
  const left = await app.handlers["journal.list"]({
    offset: 0,
    limit: 50,
    search: "",
    from: null,
    to: null,
    kind: null,
  });
  expect(left.lines.map(({ action }) => action)).toEqual(["journal-keep", "journal-keep"]);
  expect(await app.handlers["journal.state"](undefined)).toMatchObject({ months: 6, brokenAt: null });
});

test("what is dealt with and old is put away on demand, taken back, then by the rule, once a day, and the journal says so", async () => {
  const asked = { act: "archive", months: 6 } as const;
  const found = async () => (await app.handlers["housekeeping.preview"](asked)).conversations;
  expect(await found()).toBe(0);
  await app.handlers["conversations.mark"]({ ids: [conversation], change: "read" });
  await app.handlers["conversations.mark"]({ ids: [conversation], change: "done" });
  expect(await found()).toBe(1);
  expect(await app.handlers["housekeeping.tidy"](asked)).toEqual({ ids: [conversation] });
  expect(await found()).toBe(0);
  await app.handlers["housekeeping.restore"]({ ids: [conversation] });
  expect(await found()).toBe(1);
  await app.handlers["housekeeping.setRule"](asked);
  await app.stop();
  on.clock.now = new Date("2026-11-23T08:00:00.000Z");
  app = await createApplication(on.platform);
  await app.start();
  expect(on.events).toContainEqual({ kind: "notice", code: "tidied-archive", about: "1" });
  const { lines } = await app.handlers["journal.list"]({ ...EVERY, search: "tidy" });
  expect(lines.map(({ request }) => request)).toEqual([
    "tidy by rule: archive after 6 months",
    "tidy on demand: archive after 6 months",
  ]);
});

test("what is kept here is limited, emptied, and stays empty until it is asked for", async () => {
  expect(await app.handlers["housekeeping.state"](undefined)).toMatchObject({
    rule: { act: "none", months: 12 },
    keptMonths: null,
    kept: { messages: 1 },
  });
  expect(await app.handlers["housekeeping.emptyCache"](undefined)).toMatchObject({ dropped: 1 });
  expect((await app.handlers["housekeeping.state"](undefined)).kept).toEqual({ bytes: 0, messages: 0 });
  expect(await app.handlers["housekeeping.keep"]({ months: 3 })).toMatchObject({ keptMonths: 3 });
  expect(await app.handlers["housekeeping.quota"]({ mailboxId: BOX })).toBeNull();
});
