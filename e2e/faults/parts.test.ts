import { expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import type { SpaceOfTrust } from "../servers/space-of-trust";
import type { Engine } from "./engine";
import { DOCTOR, letter, ready, send, shown, write } from "./office";
import { messagesOn } from "./outside";
import { inOffice } from "./start-office";

const COLLEAGUE = "destinataire.demo@confrere.essai.mssante.fr";
const SOON = { interval: 100, timeout: 15_000 };

let space: SpaceOfTrust;
let engine: Engine;
let mailboxId: MailboxId;
inOffice({}, (office) => ({ space, engine, mailboxId } = office));

const sessionState = async () => (await engine.call("session.state", undefined)).state;

test("SIGKILL of the store: open again by itself, the draft intact, still signed in, told once, and mail goes on both ways", async () => {
  const kept = await write(engine, mailboxId, COLLEAGUE, "gardé");
  engine.crash("store");
  await expect.poll(() => engine.notices().filter((code) => code === "store-restarted").length, SOON).toBe(1);
  expect((await engine.call("app.state", undefined)).store.state).toBe("ready");
  expect((await engine.call("drafts.open", { id: kept })).text).toBe("gardé");
  expect(await sessionState()).toBe("signed-in");
  await send(engine, kept);
  await space.deliver(DOCTOR.address, letter("apresarret"));
  await expect.poll(() => shown(engine, mailboxId, "apresarret"), SOON).toBe(1);
  const arrived = async (): Promise<number> =>
    (await messagesOn(space, COLLEAGUE)).filter((source) => /^Subject: .*gard/mu.test(source)).length;
  await expect.poll(arrived, SOON).toBe(1);
  expect(engine.notices().filter((code) => code.startsWith("store-"))).toEqual(["store-restarted"]);
});

test("SIGKILL of the parser, again and again while mail is read: every body is read in the end, and nobody is told", async () => {
  const before = engine.notices().length;
  const marks = ["lecture1", "lecture2", "lecture3"];
  for (const mark of marks) {
    await space.deliver(DOCTOR.address, letter(mark));
    engine.crash("parser");
  }
  for (const mark of marks) {
    await expect.poll(() => shown(engine, mailboxId, mark), SOON).toBe(1);
    // Only a body that was read can be found by its words.
    await expect.poll(() => shown(engine, mailboxId, mark, `Lettre ${mark}`), SOON).toBe(1);
  }
  expect(engine.notices().slice(before)).toEqual([]);
});

test("SIGKILL of the mailbox's process while a message leaves: it reconnects by itself, and the message leaves once or is said uncertain", async () => {
  const draft = await write(engine, mailboxId, COLLEAGUE, "depart");
  const id = await send(engine, draft);
  engine.crash("mailbox");
  await space.deliver(DOCTOR.address, letter("retour"));
  await expect.poll(() => shown(engine, mailboxId, "retour"), SOON).toBe(1);
  await ready(engine, mailboxId, 15_000);
  const arrived = async (): Promise<number> =>
    (await messagesOn(space, COLLEAGUE)).filter((source) => /^Subject: depart\r?$/mu.test(source)).length;
  const state = async () => (await engine.call("outbox.list", undefined)).find((one) => one.id === id)?.state ?? "sent";
  await expect.poll(async () => ((await state()) === "to-verify" ? 1 : arrived()), SOON).toBe(1);
  expect(await arrived()).toBeLessThanOrEqual(1);
});
