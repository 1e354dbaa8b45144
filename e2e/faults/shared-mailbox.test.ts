import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import type { ConversationRow } from "#shared/domain/message";
import { type SpaceOfTrust, startSpaceOfTrust } from "../servers/space-of-trust";
import { type Engine, startEngine } from "./engine";
import { DOCTOR, letter, openOffice, until, type Worker } from "./office";

/** What crosses Dovecot and its IDLE, with room for a busy machine. */
const HEARD_MS = 20_000;
const SHARED = "secretariat.demo@cabinet.essai.mssante.fr";
const CLAIRE: Worker = { idNat: DOCTOR.idNat, address: SHARED, kind: "ORG" };
const DENIS: Worker = { idNat: "899700000029", address: SHARED, kind: "ORG" };

type Desk = { readonly engine: Engine; readonly mailboxId: MailboxId };
let space: SpaceOfTrust;
const desks: Desk[] = [];
const folder = mkdtempSync(join(tmpdir(), "pli-shared-"));

beforeAll(async () => {
  space = await startSpaceOfTrust({ tokenSeconds: 3600 });
  for (const [name, who] of [
    ["claire", CLAIRE],
    ["denis", DENIS],
  ] as const) {
    const engine = await startEngine(join(folder, name), space.environment);
    desks.push({ engine, mailboxId: await openOffice(engine, space, who) });
  }
}, 90_000);
afterAll(async () => {
  for (const { engine } of desks) await engine.kill();
  await space.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function rowOn({ engine, mailboxId }: Desk, mark: string): Promise<ConversationRow | undefined> {
  const asked = { view: "all" as const, mailboxId, folderId: null, search: `objet:${mark}`, offset: 0, limit: 5 };
  return (await engine.call("conversations.list", asked)).rows[0];
}

async function seenOn(desk: Desk, what: string, isTrue: (row: ConversationRow) => boolean): Promise<ConversationRow> {
  let seen: ConversationRow | undefined;
  await until(what, HEARD_MS, async () => {
    seen = await rowOn(desk, "Question");
    return seen !== undefined && isTrue(seen);
  });
  if (seen === undefined) throw new Error(what);
  return seen;
}

test("two colleagues in one mailbox: who takes care of it, who answered, and what the other is asked before answering too", async () => {
  const [claire, denis] = desks;
  if (claire === undefined || denis === undefined) throw new Error("no desks");
  await space.deliver(SHARED, letter("Question"));
  const hers = await seenOn(claire, "the letter, for her", () => true);
  const his = await seenOn(denis, "the letter, for him", () => true);

  // Denis begins an answer; then Claire takes the conversation in charge.
  const messages = (await denis.engine.call("conversations.read", { id: his.id })).messages;
  const draft = await denis.engine.call("drafts.create", {
    mailboxId: null,
    answers: messages.at(-1)?.id ?? null,
    mode: "reply",
    to: [],
    documentId: null,
  });
  const asks = async () => (await denis.engine.call("drafts.check", { id: draft.id })).confirms.map(({ code }) => code);
  expect(await asks()).not.toContain("taken-by-other");
  await claire.engine.call("conversations.take", { ids: [hers.id], taken: true });
  const taken = await seenOn(denis, "her mark, for him", ({ takenBy }) => takenBy !== null);
  expect(taken.takenBy).toMatchObject({ idNat: CLAIRE.idNat, mine: false });
  expect(await asks()).toContain("taken-by-other");
  await expect(denis.engine.call("drafts.send", { id: draft.id, confirmed: [], sendAt: null })).rejects.toThrow(
    "send-unconfirmed",
  );

  // She answers: he sees whose answer it is, and is asked about it.
  await answer(claire, hers);
  await seenOn(denis, "her answer, for him", ({ messages: count }) => count === 2);
  const told = (await denis.engine.call("conversations.read", { id: his.id })).messages.at(-1);
  expect(told).toMatchObject({ outgoing: true, sentBy: { idNat: CLAIRE.idNat, mine: false } });
  expect(await asks()).toContain("already-answered");

  // He takes over: her mark leaves with it.
  await denis.engine.call("conversations.take", { ids: [his.id], taken: true });
  const over = await seenOn(claire, "his mark, for her", ({ takenBy }) => takenBy?.mine === false);
  expect(over.takenBy?.idNat).toBe(DENIS.idNat);
});

async function answer({ engine }: Desk, { id }: ConversationRow): Promise<void> {
  const { messages } = await engine.call("conversations.read", { id });
  const answers = messages.at(-1)?.id ?? null;
  const draft = await engine.call("drafts.create", {
    mailboxId: null,
    answers,
    mode: "reply",
    to: [],
    documentId: null,
  });
  const { confirms } = await engine.call("drafts.check", { id: draft.id });
  await engine.call("drafts.send", { id: draft.id, confirmed: confirms.map(({ key }) => key), sendAt: null });
}
