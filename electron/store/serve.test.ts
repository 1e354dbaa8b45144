import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Port } from "#shared/contract/link";
import { createJournal } from "../trace/journal";
import { connectStore } from "./connect";
import { serveStore } from "./serve";
import type { StoreClient } from "./serve";
import { BOX } from "./testing/profile";

const asPort = (port: MessagePort): Port => ({
  post: (message) => port.postMessage(message),
  onMessage: (listener) => void port.on("message", listener),
  onClose: (listener) => void port.once("close", listener),
});
const KEY_HEX = "0a".repeat(32);

let folder = "";
let channel: MessageChannel;
let client: StoreClient;
let served: { readonly close: () => void };
let unexpected: unknown[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pli-serve-"));
  channel = new MessageChannel();
  unexpected = [];
  served = serveStore(asPort(channel.port1), {
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    journal: createJournal,
    onUnexpected: (error) => unexpected.push(error),
  });
  client = connectStore(asPort(channel.port2));
});
afterEach(() => {
  served.close();
  channel.port1.close();
  rmSync(folder, { recursive: true, force: true });
});
const open = () => client.open({ file: join(folder, "store.db"), keyHex: KEY_HEX });
const mailbox = {
  id: BOX,
  address: "a@demo.mssante.fr",
  kind: "PER",
  fromLabel: "A",
  name: "A",
  colour: 0,
  environmentId: "demo",
  servers: null,
} as const;

test("nothing is answered before the store is open, nor after it is closed", async () => {
  await expect(client.listMailboxes()).rejects.toMatchObject({ code: "store-closed" });
  expect((await open()).schema).toBeGreaterThan(0);
  expect(await client.listMailboxes()).toEqual([]);
  await client.close();
  await expect(client.listMailboxes()).rejects.toMatchObject({ code: "store-closed" });
  expect(unexpected).toEqual([]);
});

test("calls cross with plain arguments and answers, bytes included", async () => {
  await open();
  expect(await client.saveMailbox(mailbox)).toMatchObject({ id: BOX });
  const draft = await client.createDraft({
    mailboxId: BOX,
    to: [],
    cc: [],
    bcc: [],
    subject: "",
    text: "",
    fin: false,
    readReceipt: false,
    answers: null,
  });
  const [file] = (
    await client.addAttachment(draft.id, { name: "a", mimeType: "text/plain", bytes: Uint8Array.of(1, 2, 255) })
  ).attachments;
  expect(Uint8Array.from((await client.attachmentBytes(file?.id ?? "")) ?? [])).toEqual(Uint8Array.of(1, 2, 255));
  expect(await client.getSetting("x")).toBeNull();
});

test("failures cross as their code, without a word of what happened", async () => {
  await open();
  await expect(client.draft("nobody" as never)).rejects.toMatchObject({
    code: "no-such",
    about: "drafts",
    retry: false,
  });
  await expect((client as unknown as Record<string, () => Promise<unknown>>)["constructor"]?.()).rejects.toMatchObject({
    code: "unknown-method",
  });
  await expect(client.open({ file: join(folder, "store.db"), keyHex: "ff".repeat(32) })).rejects.toMatchObject({
    code: "wrong-key",
  });
  await expect(client.open({ file: join(folder, "store.db"), keyHex: "zz" })).rejects.toMatchObject({
    code: "wrong-key",
  });
  await expect(client.listMailboxes()).rejects.toMatchObject({ code: "store-closed" });
});

test("the journal is served beside the queries", async () => {
  await open();
  const event = {
    action: "connect",
    mailbox: "a@demo.mssante.fr",
    actor: "899700000001",
    request: "LOGIN",
    answer: "OK",
    success: true,
  } as const;
  expect(await client.appendTrace(event, "2026-03-01T10:00:00.000+01:00")).toMatchObject({ seq: 1, ...event });
  expect(await client.verifyChain()).toEqual({ ok: true, lines: 1, brokenAt: null });
  expect(
    (await client.listTrace({ offset: 0, limit: 5, search: "login", from: null, to: null, kind: null })).total,
  ).toBe(1);
  expect(await client.traceCsv()).toContain("LOGIN");
});

test("when the process goes, what was asked fails and can be tried again", async () => {
  await open();
  channel.port1.removeAllListeners("message");
  const pending = client.listMailboxes();
  channel.port1.close();
  await expect(pending).rejects.toMatchObject({ code: "store-gone", retry: true });
  await expect(client.listMailboxes()).rejects.toMatchObject({ code: "store-gone" });
});
