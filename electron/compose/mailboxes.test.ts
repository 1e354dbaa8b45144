import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import { createMailboxes, type MailboxPorts } from "./mailboxes";
import type { Process } from "./ports";

const ID = "m1" as MailboxId;
const AGAIN_MS = 2000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Processes that write down what they are asked; `mute`: one that has not answered yet. */
function practice({ mute = false } = {}) {
  const asked: string[][] = [];
  const ends: (() => void)[] = [];
  const desk = { mute, isStoreOpen: true };
  const start = (): Process => {
    let hear = (_message: unknown): void => undefined;
    const closed: (() => void)[] = [];
    const calls: string[] = [];
    asked.push(calls);
    const end = (): void => closed.splice(0).forEach((tell) => tell());
    ends.push(end);
    return {
      post: (message) => {
        const { call, name } = message as { readonly call: number; readonly name: string };
        calls.push(name);
        if (!desk.mute) queueMicrotask(() => hear({ answer: call, value: null }));
      },
      onMessage: (listener) => {
        hear = listener;
      },
      onClose: (listener) => void closed.push(listener),
      kill: end,
      memory: async () => undefined,
    };
  };
  const store = {
    listMailboxes: async () => [{ id: ID, address: "demo@cabinet.essai.mssante.fr" }],
    mailboxServers: async () => ({}),
    mailboxAuths: async () => [],
    listFolders: async () => [],
    toDoCount: async () => 0,
    keepsStatesHere: async () => false,
  };
  const mailboxes = createMailboxes({
    platform: { start, report: () => undefined },
    environment: () => ({}),
    store: {
      get: () => {
        if (!desk.isStoreOpen) throw new PliError("store-closed", { retry: true });
        return store;
      },
    },
    codes: { asks: () => null },
    links: { asks: () => null },
    changed: () => undefined,
  } as unknown as MailboxPorts);
  const connection = async () => (await mailboxes.list())[0]?.connection;
  return { mailboxes, asked, desk, connection, end: () => ends.at(-1)?.() };
}

test("a process that ends by itself is started again, and what was connected is connected again", async () => {
  const { mailboxes, asked, end, connection } = practice();
  await mailboxes.connectAll();
  end();
  expect(await connection()).toEqual({ state: "offline", reason: "network" });
  await vi.advanceTimersByTimeAsync(AGAIN_MS);
  expect(asked).toEqual([["open"], ["open"]]);
});

test("a process that ends before it has answered for the first time is started again like another", async () => {
  const { mailboxes, asked, desk, end } = practice({ mute: true });
  const connecting = mailboxes.connectAll().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(0);
  desk.mute = false;
  end();
  expect(await connecting).toMatchObject({ code: "mailbox-gone", retry: true });
  await vi.advanceTimersByTimeAsync(AGAIN_MS);
  expect(asked).toEqual([["open"], ["open"]]);
});

test("where the store is away too, it is tried again until it is there, one try at a time", async () => {
  const { mailboxes, asked, desk, end } = practice();
  await mailboxes.connectAll();
  desk.isStoreOpen = false;
  end();
  await vi.advanceTimersByTimeAsync(3 * AGAIN_MS);
  expect(asked).toHaveLength(1);
  desk.isStoreOpen = true;
  await vi.advanceTimersByTimeAsync(AGAIN_MS);
  expect(asked).toEqual([["open"], ["open"]]);
  await vi.advanceTimersByTimeAsync(10 * AGAIN_MS);
  expect(asked).toHaveLength(2);
});

test("a session that ends while the process is away connects nothing afterwards, and is shown ended", async () => {
  const { mailboxes, asked, end, connection } = practice();
  await mailboxes.connectAll();
  end();
  await mailboxes.disconnectAll();
  expect(await connection()).toEqual({ state: "offline", reason: "signed-out" });
  await vi.advanceTimersByTimeAsync(10 * AGAIN_MS);
  expect(asked).toHaveLength(1);
});

test("an application that stops starts no process again", async () => {
  const { mailboxes, asked } = practice();
  await mailboxes.connectAll();
  mailboxes.stop();
  await vi.advanceTimersByTimeAsync(10 * AGAIN_MS);
  expect(asked).toHaveLength(1);
});

test("the message that was given ahead is submitted by its name, and whole where it is not held or is another", async () => {
  const { mailboxes, asked } = practice();
  const message = { messageId: "<q@demo>", envelope: { from: "a", to: ["b"] }, raw: new Uint8Array([1]) };
  mailboxes.hold(ID, message);
  await mailboxes.submit(ID, { ...message });
  expect(asked).toEqual([["hold", "submit"]]);
  mailboxes.hold(ID, message);
  // This process answers nothing: not held.
  await mailboxes.submit(ID, message);
  expect(asked).toEqual([["hold", "submit", "hold", "submitHeld", "submit"]]);
});
