import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Environment } from "#shared/domain/environment";
import type { ConversationId, MailboxId } from "#shared/domain/ids";
import { slugOfKeyword } from "#shared/rules/label";
import { seedOf } from "../bench/seed";
import { type FaultProxy, startFaultProxy } from "../servers/fault-proxy";
import { type SpaceOfTrust, startSpaceOfTrust } from "../servers/space-of-trust";
import { type Engine, startEngine } from "./engine";
import { DOCTOR, letter, openOffice, ready, shown } from "./office";
import { placesOn } from "./outside";
import { twoDrafters } from "./two-drafters";

/** One computer of the same person: its own store, its own way to the server. */
type Desk = { readonly engine: Engine; readonly mailboxId: MailboxId; readonly way: FaultProxy };

const STEPS = process.env["PLI_LONG"] === undefined ? 40 : 400;
const SEED = Number(process.env["PLI_SEED"] ?? 20_261_122);
const MARKS = Array.from({ length: 8 }, (_, index) => `accord${index}`);
const CHANGES = ["done", "to-do", "read", "unread", "archive", "restore", "delete"] as const;
const SETTLED = { interval: 500, timeout: 40_000 };

let space: SpaceOfTrust;
let desks: readonly Desk[];
const folder = mkdtempSync(join(tmpdir(), "pli-accord-"));
beforeAll(async () => {
  space = await startSpaceOfTrust({ tokenSeconds: 3600 });
  for (const mark of MARKS) await space.deliver(DOCTOR.address, letter(mark));
  desks = [await openDesk("un"), await openDesk("deux")];
}, 120_000);
afterAll(async () => {
  for (const { engine, way } of desks) {
    await engine.kill();
    await way.stop();
  }
  await space.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function openDesk(name: string): Promise<Desk> {
  const way = await startFaultProxy(space.dovecot.ports.imap);
  const engine = await startEngine(join(folder, name), through(space.environment, way));
  return { engine, way, mailboxId: await openOffice(engine, space) };
}

const through = (environment: Environment, way: FaultProxy): Environment => ({
  ...environment,
  hosts: { ...environment.hosts, "imap.essai.mssante.fr": { address: "127.0.0.1", port: way.port } },
});

test("two computers change the same mailbox, each now and then without a network: both end as the server is", async () => {
  const { next: random } = seedOf(SEED);
  const pick = <Value>(from: readonly Value[]): Value => from[Math.floor(random() * from.length)] as Value;
  for (const { engine, mailboxId } of desks) {
    await engine.call("labels.create", { name: "À rappeler" });
    for (const mark of MARKS) await expect.poll(() => shown(engine, mailboxId, mark), SETTLED).toBe(1);
  }
  for (let step = 0; step < STEPS; step += 1) {
    const desk = pick(desks);
    const chance = random();
    if (chance < 0.15) await desk.way.inject({ kind: pick(["closed", "reset"] as const) });
    else if (chance < 0.3) await desk.way.heal();
    else await act(desk, pick(MARKS), pick([...CHANGES, "label", "unlabel"] as const));
    await new Promise((resolve) => setTimeout(resolve, random() * 120));
  }
  for (const { engine, way, mailboxId } of desks) {
    await way.heal();
    await ready(engine, mailboxId, 20_000);
  }
  await expect.poll(differences, SETTLED).toEqual([]);
  const left = await onServer();
  expect(left.length).toBeGreaterThan(0);
  expect(new Set(left.map((place) => place.split(" ")[0])).size).toBe(left.length);
}, 240_000);

test("two computers write, change, take up, throw away and send drafts of the same mailbox, each now and then without a network: none is lost, none twice", async () => {
  const { next: random } = seedOf(SEED + 1);
  const { act: write, wrong, sent } = twoDrafters(space, desks, random);
  for (let step = 0; step < STEPS; step += 1) {
    const { way } = desks[Math.floor(random() * desks.length)] as Desk;
    const chance = random();
    if (chance < 0.12) await way.inject({ kind: "closed" });
    else if (chance < 0.35) await way.heal();
    else await write();
    await new Promise((resolve) => setTimeout(resolve, random() * 60));
  }
  for (const { way } of desks) {
    // A mailbox that comes back is told what waits, without the pause that a person's hand is given.
    await way.inject({ kind: "closed" });
    await way.heal();
  }
  await expect.poll(wrong, SETTLED).toEqual([]);
  expect(sent().length).toBeGreaterThan(0);
}, 240_000);

/** What a desk shows and the server has not, and the other way round. */
async function differences(): Promise<readonly string[]> {
  for (const { engine } of desks) await engine.call("mailboxes.sync", { mailboxId: null });
  const server = await onServer();
  const shownThere = await Promise.all(desks.map(onDesk));
  return shownThere.flatMap((one, desk) => [
    ...one.filter((line) => !server.includes(line)).map((line) => `desk ${desk}: ${line}`),
    ...server.filter((line) => !one.includes(line)).map((line) => `missing on ${desk}: ${line}`),
  ]);
}

async function act(
  { engine, mailboxId }: Desk,
  mark: string,
  change: (typeof CHANGES)[number] | "label" | "unlabel",
): Promise<void> {
  const id = await conversationOf(engine, mailboxId, mark);
  // Erased for good by the other one.
  if (id === null) return;
  if (change !== "label" && change !== "unlabel") {
    await engine.call("conversations.mark", { ids: [id], change });
    return;
  }
  const [label] = await engine.call("labels.list", undefined);
  if (label !== undefined)
    await engine.call("conversations.label", { ids: [id], labelId: label.id, on: change === "label" });
}

async function conversationOf(engine: Engine, mailboxId: MailboxId, mark: string): Promise<ConversationId | null> {
  for (const { id: folderId } of await foldersOf(engine, mailboxId)) {
    const row = (await listed(engine, mailboxId, folderId)).find(({ subject }) => subject === mark);
    if (row !== undefined) return row.id;
  }
  return null;
}

const PLACES = new Map([
  ["inbox", "INBOX"],
  ["archive", "Archive"],
  ["trash", "Trash"],
]);

async function foldersOf(engine: Engine, mailboxId: MailboxId) {
  const mailbox = (await engine.call("mailboxes.list", undefined)).find(({ id }) => id === mailboxId);
  return (mailbox?.folders ?? []).filter(({ role }) => PLACES.has(role));
}

const listed = async (
  engine: Engine,
  mailboxId: MailboxId,
  folderId: Awaited<ReturnType<typeof foldersOf>>[number]["id"],
) =>
  (await engine.call("conversations.list", { view: "all", mailboxId, folderId, search: "", offset: 0, limit: 50 }))
    .rows;

/** Labels are not shown in the trash. */
const placeLine = (subject: string, path: string, unread: boolean, labels: number): string =>
  `${subject} ${path} ${unread ? "unread" : "read"} ${path === "Trash" ? "" : labels}`;

/** Every message as one desk shows it: its subject, its folder, unread or not, and the label. */
async function onDesk({ engine, mailboxId }: Desk): Promise<readonly string[]> {
  const all: string[] = [];
  for (const { id, role } of await foldersOf(engine, mailboxId))
    for (const { subject, unread, labels } of await listed(engine, mailboxId, id))
      all.push(placeLine(subject, PLACES.get(role) ?? "", unread, labels.length));
  return all.toSorted();
}

/** The same, of the server itself, told to another client. */
async function onServer(): Promise<readonly string[]> {
  const all: string[] = [];
  for (const path of PLACES.values())
    for (const { subject, flags } of await placesOn(space, DOCTOR.address, path)) {
      const labelled = [...flags].filter((flag) => slugOfKeyword(flag) !== null).length;
      all.push(placeLine(subject, path, !flags.has("\\Seen"), labelled));
    }
  return all.toSorted();
}
