import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MailboxId } from "#shared/domain/ids";
import { type SpaceOfTrust, startSpaceOfTrust } from "../servers/space-of-trust";
import { type Engine, startEngine } from "./engine";
import { DOCTOR, letter, openOffice, ready, send, shown, signIn, write } from "./office";
import { messagesOn } from "./outside";
import { wrongIn } from "./sound-store";
import { seedOf } from "../bench/seed";

const KILLS = process.env["PLI_LONG"] === undefined ? 10 : 300;
const SEED = Number(process.env["PLI_SEED"] ?? 20_261_122);
const COLLEAGUE = "destinataire.demo@confrere.essai.mssante.fr";

let space: SpaceOfTrust;
const folder = mkdtempSync(join(tmpdir(), "pli-kill-"));
beforeAll(async () => {
  space = await startSpaceOfTrust();
});
afterAll(async () => {
  await space.stop();
  rmSync(folder, { recursive: true, force: true });
});

test(
  `SIGKILL of the whole tree at ${KILLS} moments while it sends and receives: nothing lost, nothing twice, nothing corrupt`,
  async () => {
    const { next: random } = seedOf(SEED);
    let engine = await startEngine(folder, space.environment);
    const mailboxId = await openOffice(engine, space);
    const sent: string[] = [];
    const received: string[] = [];
    for (let turn = 0; turn < KILLS; turn += 1) {
      const { over, done } = work(engine, mailboxId, turn, { sent, received });
      // At a random step of the work and a random moment of it, however fast the machine is.
      const steps = Math.floor(random() * 5);
      const moment = random() * 300;
      await Promise.race([done(steps), new Promise((resolve) => setTimeout(resolve, STEPS_MS))]);
      await new Promise((resolve) => setTimeout(resolve, moment));
      await engine.kill();
      await over;
      expect(await wrongIn(folder)).toEqual([]);
      engine = await startEngine(folder, space.environment);
      await signIn(engine, space);
    }
    try {
      await ready(engine, mailboxId, 30_000);
      await everythingReceived(engine, mailboxId, received);
      await everythingSentOnce(engine, sent);
      expect(await engine.call("safety.check", { passphrase: null })).toEqual({ whole: true });
      // How many were under way depends on the machine; that some were, and some of each, is what makes the kills count.
      expect(Math.min(sent.length, received.length)).toBeGreaterThanOrEqual(KILLS / 10);
      if (KILLS > 10) console.info(`${KILLS} kills: ${received.length} received, ${sent.length} handed over`);
    } finally {
      await engine.kill();
    }
  },
  KILLS * 12_000 + 60_000,
);

/** What is not done by then waits for the engine that comes. */
const STEPS_MS = 6000;

/** Two letters come and two leave, until the end comes: what was acknowledged is written down, what was not may be anything but twice. */
function work(
  engine: Engine,
  mailboxId: MailboxId,
  turn: number,
  { sent, received }: { readonly sent: string[]; readonly received: string[] },
): { readonly over: Promise<unknown>; readonly done: (steps: number) => Promise<void> } {
  const steps: (() => void)[] = [];
  const reached = [0, 1, 2, 3, 4].map((at) => new Promise<void>((resolve) => (steps[at] = resolve)));
  let step = 0;
  const stepDone = (): void => steps[step++]?.();
  stepDone();
  const deliver = async (mark: string): Promise<void> => {
    await space.deliver(DOCTOR.address, letter(mark));
    received.push(mark);
    stepDone();
  };
  const leave = async (mark: string): Promise<void> => {
    const id = await write(engine, mailboxId, COLLEAGUE, mark);
    await send(engine, id);
    sent.push(mark);
    stepDone();
  };
  const over = Promise.all([
    deliver(`recu${turn}a`).then(() => deliver(`recu${turn}b`)),
    // The engine dies under these.
    leave(`envoi${turn}a`)
      .then(() => leave(`envoi${turn}b`))
      .catch(() => undefined),
  ]);
  return { over, done: (at) => reached[at] ?? Promise.resolve() };
}

async function everythingReceived(engine: Engine, mailboxId: MailboxId, marks: readonly string[]): Promise<void> {
  for (const mark of marks)
    await expect.poll(() => shown(engine, mailboxId, mark), { interval: 100, timeout: 20_000, message: mark }).toBe(1);
}

/** Accepted once, or honestly uncertain; in the sent folder once at most. */
async function everythingSentOnce(engine: Engine, marks: readonly string[]): Promise<void> {
  const moving = async (): Promise<number> =>
    (await engine.call("outbox.list", undefined)).filter(({ state }) => ["waiting", "sending", "retry"].includes(state))
      .length;
  await expect.poll(moving, { interval: 200, timeout: 60_000 }).toBe(0);
  const uncertain = new Map(
    (await engine.call("outbox.list", undefined)).map(({ subject, state }) => [subject, state] as const),
  );
  // Time for the last copy to be filed.
  await new Promise((resolve) => setTimeout(resolve, 4000));
  const arrived = await messagesOn(space, COLLEAGUE);
  const copies = await messagesOn(space, DOCTOR.address, "Sent");
  const count = (all: readonly string[], mark: string): number =>
    all.filter((source) => new RegExp(`^Subject: ${mark}\\r?$`, "mu").test(source)).length;
  const told = new Map<string, readonly [number, number, string]>();
  for (const mark of marks) {
    const state = uncertain.get(mark) ?? "sent";
    const [here, there] = [count(arrived, mark), count(copies, mark)];
    const fine = here <= 1 && there <= 1 && (here === 1 || state === "to-verify");
    if (!fine) told.set(mark, [here, there, state]);
  }
  expect(Object.fromEntries(told)).toEqual({});
  await everyDepartureNoted(engine, arrived, (mark) => uncertain.get(mark) !== "to-verify");
  const subjects = arrived.map((source) => /^Subject: (\S+)/mu.exec(source)?.[1]);
  expect(new Set(subjects).size).toBe(subjects.length);
}

/** The journal has one line for each message that is known to have left, whatever it was killed between. */
async function everyDepartureNoted(
  engine: Engine,
  arrived: readonly string[],
  isKnown: (mark: string) => boolean,
): Promise<void> {
  const noted: string[] = [];
  for (let offset = 0, total = 1; offset < total; offset += 500) {
    const page = { search: "", from: null, to: null, kind: "mail" as const, offset, limit: 500 };
    const read = await engine.call("journal.list", page);
    total = read.total;
    noted.push(...read.lines.filter(({ action }) => action === "send").map(({ messageId }) => messageId ?? ""));
  }
  expect(new Set(noted).size).toBe(noted.length);
  const missing = arrived.filter((source) => {
    const [, mark = ""] = /^Subject: (\S+)/mu.exec(source) ?? [];
    const [, id = ""] = /^Message-ID: <(\S+)>/imu.exec(source) ?? [];
    return isKnown(mark) && !noted.includes(id);
  });
  expect(missing.map((source) => /^Subject: (\S+)/mu.exec(source)?.[1])).toEqual([]);
}
