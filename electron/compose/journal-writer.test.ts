import { afterEach, beforeEach, expect, test } from "vitest";
import { PliError } from "#shared/domain/failure";
import type { StoreState } from "#shared/domain/session";
import type { StoreClient } from "../store/serve";
import { createGate, type Gate } from "./gate";
import { createJournalWriter, type JournalWriter } from "./journal-writer";
import { traceTable } from "../store/queries/trace-table";
import { openProfile, type Profile } from "../store/testing/profile";
import { createJournal, type Journal } from "../trace/journal";

const STOPPED: StoreState = { state: "blocked", reason: "stopped" };
const EVENT = { action: "flag", request: "done", answer: "queued", success: true } as const;

let profile: Profile;
let journal: Journal;
let gate: Gate<StoreClient>;
let state: StoreState;
let now: Date;
let writer: JournalWriter;
beforeEach(() => {
  profile = openProfile();
  journal = createJournal(traceTable(profile.store));
  gate = createGate<StoreClient>("store-closed");
  gate.set(served());
  state = { state: "ready", protection: "vault" };
  now = new Date("2026-11-22T08:00:00.000Z");
  writer = createJournalWriter({ store: gate, storeState: () => state, clock: () => now, actor: () => "899700000011" });
});
afterEach(() => profile.end());

const served = (over: Partial<Journal> = {}): StoreClient =>
  ({ ...profile.service, ...journal, ...over }) as unknown as StoreClient;

const away = (): void => {
  gate.set(null);
  state = STOPPED;
};
const back = (): void => {
  gate.set(served());
  state = { state: "ready", protection: "vault" };
};
const lines = () =>
  journal
    .listTrace({ search: "", from: null, to: null, kind: null, offset: 0, limit: 50 })
    .lines.map(({ request, at }) => [request, Date.parse(at) - Date.parse("2026-11-22T08:00:00.000Z")]);

test("what happens while the store starts again is written once it is there, with its own time and in its order", async () => {
  await writer.trace(EVENT);
  away();
  now = new Date("2026-11-22T08:00:01.000Z");
  await writer.trace({ ...EVENT, request: "archive" });
  now = new Date("2026-11-22T08:00:02.000Z");
  await writer.trace({ ...EVENT, request: "to-do" });
  back();
  now = new Date("2026-11-22T08:00:09.000Z");
  await writer.catchUp();
  await writer.catchUp();
  expect(lines()).toEqual([
    ["to-do", 2000],
    ["archive", 1000],
    ["done", 0],
  ]);
  expect(journal.verifyChain()).toMatchObject({ ok: true, lines: 3 });
});

test("a line that was on its way when the store ended is there once, whether it had been written or not", async () => {
  const dying = (written: boolean): StoreClient =>
    served({
      appendTrace: (...line) => {
        if (written) journal.appendTrace(...line);
        throw new PliError("store-gone", { retry: true });
      },
    });
  gate.set(dying(true));
  await writer.trace({ ...EVENT, request: "was written" });
  gate.set(dying(false));
  await writer.trace({ ...EVENT, request: "was lost" });
  back();
  await writer.catchUp();
  expect(lines().map(([request]) => request)).toEqual(["was lost", "was written"]);
});

test("a store that is locked keeps no journal, and what it refuses is told", async () => {
  away();
  state = { state: "locked", protection: "passphrase", wrong: false };
  await writer.trace(EVENT);
  back();
  await writer.catchUp();
  expect(lines()).toEqual([]);
  const refuse = (): never => {
    throw new PliError("disk-full");
  };
  gate.set(served({ appendTrace: refuse }));
  await expect(writer.trace(EVENT)).rejects.toMatchObject({ code: "disk-full" });
});

test("a night without its store does not fill the memory: the newest lines are kept", async () => {
  away();
  for (let at = 0; at < 1100; at += 1) await writer.trace({ ...EVENT, request: `line ${at}` });
  back();
  await writer.catchUp();
  expect(journal.verifyChain()).toMatchObject({ ok: true, lines: 1000 });
  expect(lines()[0]?.[0]).toBe("line 1099");
});
