import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Environment } from "#shared/domain/environment";
import type { MailboxId } from "#shared/domain/ids";
import { type Fault, type FaultProxy, startFaultProxy } from "../servers/fault-proxy";
import { type SpaceOfTrust, startSpaceOfTrust } from "../servers/space-of-trust";
import { type Engine, startEngine } from "./engine";
import { DOCTOR, letter, openOffice, ready, send, shown, signIn, write } from "./office";
import { messagesOn } from "./outside";

const LONG = process.env["PLI_LONG"] !== undefined;
/** From the end of the fault to everything as it was. */
const RECOVERED_MS = 15_000;
/** No answer of the contract may wait for a server longer than this. */
const ANSWERED_MS = 1000;
const LASTS_MS = LONG ? 8000 : 1500;

const FAULTS: readonly Fault[] = [
  { kind: "closed" },
  { kind: "cut" },
  { kind: "reset" },
  { kind: "half-open" },
  { kind: "drop" },
  { kind: "stall", ms: 30_000 },
  { kind: "drip", bytesPerSecond: 1 },
  { kind: "loss", oneIn: 10 },
  { kind: "alert" },
];
/** Those of `npm test`: another one for each protocol. */
const few = (kind: Fault["kind"]): readonly Fault[] => (LONG ? FAULTS : FAULTS.filter((one) => one.kind === kind));

const WAYS = ["imap", "smtp", "ldap", "psc", "autoconfig"] as const;
type Ways = Readonly<Record<(typeof WAYS)[number], FaultProxy>>;

let space: SpaceOfTrust;
let ways: Ways;
let engine: Engine;
let mailboxId: MailboxId;
let count = 0;
const folder = mkdtempSync(join(tmpdir(), "pli-recovery-"));

beforeAll(async () => {
  space = await startSpaceOfTrust({ tokenSeconds: 3600 });
  ways = Object.fromEntries(
    await Promise.all(WAYS.map(async (name) => [name, await startFaultProxy(9)] as const)),
  ) as Ways;
  engine = await startEngine(folder, through(space.environment));
  mailboxId = await openOffice(engine, space);
}, 90_000);
afterAll(async () => {
  await engine.kill();
  for (const name of WAYS) await ways[name].stop();
  await space.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The same environment, every host led through its way. */
function through(environment: Environment): Environment {
  const hosts = Object.entries(environment.hosts ?? {}).map(([host, place]) => {
    const name = WAYS.find((one) => host.startsWith(`${one}.`));
    if (name === undefined) return [host, place] as const;
    ways[name].leadTo(place.port);
    return [host, { address: "127.0.0.1", port: ways[name].port }] as const;
  });
  return { ...environment, hosts: Object.fromEntries(hosts) };
}

const newMark = (): string => `panne${process.pid}x${(count += 1)}`;
const recovered = { interval: 100, timeout: RECOVERED_MS };

/** Breaks a way for a while, with the contract answering all along; `act` is what is wanted meanwhile. */
async function during<Value>(way: FaultProxy, fault: Fault, act: () => Promise<Value>): Promise<Value> {
  await way.inject(fault);
  const acted = act();
  // Judged below; until then a refusal is nobody's.
  acted.catch(() => undefined);
  const until = Date.now() + LASTS_MS;
  while (Date.now() < until) {
    const since = Date.now();
    await engine.call("app.state", undefined);
    await engine.call("conversations.counts", { mailboxId: null });
    expect(Date.now() - since).toBeLessThan(ANSWERED_MS);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await way.heal();
  return acted;
}

const named = (faults: readonly Fault[]): readonly (readonly [string, Fault])[] =>
  faults.map((fault) => [fault.kind, fault]);

describe("IMAP", () => {
  test.each(named(few("half-open")))("%s: what came meanwhile is read within 15 s of healing", async (_name, fault) => {
    const mark = newMark();
    await during(ways.imap, fault, () => space.deliver(DOCTOR.address, letter(mark)));
    await expect.poll(() => shown(engine, mailboxId, mark), recovered).toBe(1);
    await ready(engine, mailboxId, RECOVERED_MS);
  });
});

describe("SMTP", () => {
  const to = "destinataire.demo@confrere.essai.mssante.fr";
  test.each(named(few("closed")))("%s: the queue is kept, and leaves once within 15 s", async (_name, fault) => {
    const mark = newMark();
    const draft = await write(engine, mailboxId, to, mark);
    const id = await during(ways.smtp, fault, () => send(engine, draft));
    const arrived = async (): Promise<number> =>
      (await messagesOn(space, to)).filter((source) => source.includes(`Subject: ${mark}`)).length;
    const state = async () =>
      (await engine.call("outbox.list", undefined)).find((one) => one.id === id)?.state ?? "sent";
    // Cut behind its last byte, nobody can know: it is said, and never sent twice.
    await expect.poll(async () => ((await state()) === "to-verify" ? 1 : arrived()), recovered).toBe(1);
    expect(await arrived()).toBeLessThanOrEqual(1);
  });
});

describe("LDAP", () => {
  const found = async (): Promise<number> =>
    (await engine.call("recipients.live", { text: "demotin alix" })).flatMap(({ recipients }) => recipients).length;
  test.each(named(few("reset")))("%s: the source says that it failed, then answers again", async (_name, fault) => {
    await during(ways.ldap, fault, async () => engine.call("recipients.live", { text: "demotin bea" }));
    await expect.poll(found, recovered).toBeGreaterThan(0);
  });
});

describe("autoconfiguration", () => {
  test.each(named(few("cut")))("%s: a new mailbox is configured within 15 s of healing", async (_name, fault) => {
    const address = `${newMark()}.demo@cabinet.essai.mssante.fr`;
    const add = () =>
      engine.call("mailboxes.add", {
        address,
        name: "",
        kind: "PER",
        fromLabel: "Claire_DEMO",
        environmentId: "custom",
      });
    // The domain of the first mailbox is known already: this one is asked anew after a start.
    await restart();
    await during(ways.autoconfig, fault, async () => void (await add()));
    const added = async (): Promise<boolean> =>
      (await engine.call("mailboxes.list", undefined)).some((one) => one.address === address) ||
      (await add()).mailbox !== null;
    await expect.poll(added, recovered).toBe(true);
  });
});

describe("OpenID provider", () => {
  test.each(named(few("reset")))("%s while it waits for the telephone: the session opens", async (_name, fault) => {
    // One start asks for so many sign-ins only (the throttle of electron/psc).
    if (LONG) await restart();
    await engine.call("session.signOut", undefined);
    await engine.call("session.signIn", { idNat: DOCTOR.idNat, channel: "mobile" });
    await expect.poll(() => space.psc.pending().length, recovered).toBe(1);
    await during(ways.psc, fault, async () => undefined);
    const since = Date.now();
    if ((await engine.call("session.state", undefined)).state === "signed-out") await signIn(engine, space);
    for (const { id } of space.psc.pending()) await space.psc.approve(id);
    await expect.poll(async () => (await engine.call("session.state", undefined)).state, recovered).toBe("signed-in");
    await ready(engine, mailboxId, RECOVERED_MS);
    expect(Date.now() - since).toBeLessThan(RECOVERED_MS + 1000);
  });
});

/** The engine ended and started again over its profile. */
async function restart(): Promise<void> {
  await engine.kill();
  engine = await startEngine(folder, through(space.environment));
  await signIn(engine, space);
  await ready(engine, mailboxId);
}
