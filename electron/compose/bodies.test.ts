import { expect, test } from "vitest";
import { PliError } from "#shared/domain/failure";
import type { MailboxId, MessageId } from "#shared/domain/ids";
import { parsed } from "../store/testing/profile";
import { type BodyPorts, createBodies } from "./bodies";

const MAILBOX = "mailbox-1" as MailboxId;
const ids = (count: number): MessageId[] => Array.from({ length: count }, (_, index) => `m${index}` as MessageId);

/** Bodies over a server that holds these messages, a parser that refuses some, and time moved by hand. */
function bodies({ waiting, refuses = {} }: { waiting: MessageId[]; refuses?: Readonly<Record<string, string>> }) {
  const told = { fetched: [] as string[], saved: [] as string[], given: [] as string[], reported: 0, changes: 0 };
  const timers: (() => void)[] = [];
  let leaving: Promise<void> = Promise.resolve();
  let offline = false;
  let closed = false;
  const home = (id: MessageId): void => void waiting.splice(waiting.indexOf(id), 1);
  const ports: BodyPorts = {
    locate: async (id) => ({ mailboxId: MAILBOX, path: id, uid: 1 }),
    fetch: async ({ path }) => {
      if (offline) throw new PliError("offline", { retry: true });
      told.fetched.push(path);
      return Buffer.from(path);
    },
    parse: async (raw) => {
      const code = refuses[Buffer.from(raw).toString()];
      if (code !== undefined) throw new PliError(code);
      return parsed({});
    },
    save: async (id) => {
      told.saved.push(id);
      home(id);
      return { again: false };
    },
    unreadable: async (id, state) => {
      told.given.push(`${id} ${state}`);
      home(id);
    },
    arrived: async () => undefined,
    changed: () => void (told.changes += 1),
    after: (_ms, act) => void timers.push(act),
    calm: () => leaving,
    pending: async (_mailbox, limit) => {
      if (closed) throw new PliError("store-closed");
      return waiting.slice(0, limit);
    },
    report: () => void (told.reported += 1),
  };
  const settle = async (): Promise<void> => {
    for (const act of timers.splice(0)) act();
    for (let turn = 0; turn < 2000; turn += 1) await Promise.resolve();
  };
  const cut = (is: boolean): void => void (offline = is);
  const close = (is: boolean): void => void (closed = is);
  const leave = (until: Promise<void>): void => void (leaving = until);
  return { ...createBodies(ports), told, settle, timers, cut, close, leave };
}

test("nothing is fetched ahead before the rows of what arrived had their time", async () => {
  const { ahead, told, settle, timers } = bodies({ waiting: ids(2) });
  ahead(MAILBOX);
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
  expect(told.fetched).toEqual([]);
  expect(timers).toHaveLength(1);
  await settle();
  expect(told.saved).toEqual(["m0", "m1"]);
});

test("nothing is fetched ahead while a message leaves, but what is opened is", async () => {
  const { ahead, bring, told, settle, leave } = bodies({ waiting: ids(2) });
  let left = (): void => undefined;
  leave(new Promise((resolve) => (left = resolve)));
  ahead(MAILBOX);
  await settle();
  expect(told.fetched).toEqual([]);
  expect(await bring("m1" as MessageId)).toBe(true);
  expect(told.fetched).toEqual(["m1"]);
  left();
  await settle();
  expect(told.fetched).toContain("m0");
});

test("a message that is opened is fetched at once, and told as soon as it is there", async () => {
  const { bring, told } = bodies({ waiting: ids(3) });
  for (const id of ids(3)) expect(await bring(id)).toBe(true);
  expect(told.saved).toEqual(ids(3));
  expect(told.changes).toBe(3);
});

test("of what is brought ahead the first is told at once and the others together", async () => {
  const { ahead, told, settle } = bodies({ waiting: ids(60) });
  ahead(MAILBOX);
  await settle();
  expect(told).toMatchObject({ saved: ids(60), changes: 1 });
  await settle();
  expect(told.changes).toBe(2);
  await settle();
  expect(told.changes).toBe(2);
});

test("a message that is opened while it is brought ahead is told as soon as it is there", async () => {
  const { ahead, bring, told, settle } = bodies({ waiting: ids(2) });
  ahead(MAILBOX);
  const run = settle();
  while (told.fetched.length < 2) await Promise.resolve();
  expect(told.changes).toBe(1);
  expect(await bring("m1" as MessageId)).toBe(true);
  expect(told.changes).toBe(2);
  await run;
  expect(told.fetched).toEqual(["m0", "m1"]);
});

test("one run at a time goes through a mailbox, each message fetched once", async () => {
  const { ahead, told, settle, timers } = bodies({ waiting: ids(60) });
  ahead(MAILBOX);
  ahead(MAILBOX);
  expect(timers).toHaveLength(1);
  await settle();
  expect(told.saved).toEqual(ids(60));
  expect(told.fetched).toEqual(told.saved);
});

test("what the parser can never read is marked, and holds up nothing", async () => {
  const refuses = { m0: "message-too-big", m1: "parser-failed" };
  const { ahead, told, settle } = bodies({ waiting: ids(3), refuses });
  ahead(MAILBOX);
  await settle();
  expect(told.given).toEqual(["m0 too-big", "m1 unreadable"]);
  expect(told.saved).toEqual(["m2"]);
});

test("a parser that is busy marks nothing", async () => {
  const { bring, told } = bodies({ waiting: ids(1), refuses: { m0: "parser-busy" } });
  expect(await bring("m0" as MessageId)).toBe(false);
  expect(told.given).toEqual([]);
  expect(told.reported).toBe(1);
});

test("a store that cannot say what is waiting is told of, and asked again the next time", async () => {
  const { ahead, told, settle, close } = bodies({ waiting: ids(1) });
  close(true);
  ahead(MAILBOX);
  await settle();
  expect(told).toMatchObject({ fetched: [], reported: 1 });
  close(false);
  ahead(MAILBOX);
  await settle();
  expect(told.saved).toEqual(["m0"]);
});

test("a server that cannot be reached is left alone after three failures, and asked again the next time", async () => {
  const { ahead, told, settle, cut } = bodies({ waiting: ids(10) });
  cut(true);
  ahead(MAILBOX);
  await settle();
  expect(told.reported).toBe(3);
  cut(false);
  ahead(MAILBOX);
  await settle();
  expect(told.saved).toHaveLength(10);
});
