import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AppEvent } from "#shared/contract/events";
import { listenToEvents, onAppEvent } from "./events";
import { keyOf } from "./query-keys";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function page(): {
  readonly client: QueryClient;
  readonly tell: (event: AppEvent) => void;
  readonly read: string[];
  readonly stop: () => void;
} {
  const client = new QueryClient();
  const read: string[] = [];
  vi.spyOn(client, "invalidateQueries").mockImplementation((filter) => {
    read.push(String(filter?.queryKey?.[0]));
    return Promise.resolve();
  });
  let tell: (event: AppEvent) => void = () => {};
  const stop = listenToEvents(client, (listener) => {
    tell = listener;
    return () => {
      tell = () => {};
    };
  });
  return { client, tell: (event) => tell(event), read, stop };
}

test("a change that comes alone is read at once, and once", () => {
  const { tell, read } = page();
  tell({ kind: "changed", what: ["conversations"] });
  expect(read.filter((name) => name === "conversations.list")).toHaveLength(1);
  vi.advanceTimersByTime(1000);
  expect(read.filter((name) => name === "conversations.list")).toHaveLength(1);
});

test("of a hundred changes in a moment the first is read at once and the others together, each query a single time", () => {
  const { tell, read } = page();
  for (let at = 0; at < 100; at += 1) tell({ kind: "changed", what: ["conversations", "documents"] });
  const first = read.splice(0);
  expect(first.filter((name) => name === "conversations.list")).toHaveLength(1);
  expect(new Set(first).size).toBe(first.length);
  vi.advanceTimersByTime(1000);
  expect(read.toSorted()).toEqual(first.toSorted());
  expect(read).toContain("documents.open");
});

test("changes that never end are read again at a steady pace", () => {
  const { tell, read } = page();
  for (let at = 0; at < 100; at += 1) {
    tell({ kind: "changed", what: ["journal"] });
    vi.advanceTimersByTime(15);
  }
  expect(read.filter((name) => name === "journal.list")).toHaveLength(11);
});

test("a change leaves the queries of other areas alone", () => {
  const { tell, read } = page();
  tell({ kind: "changed", what: ["journal"] });
  vi.advanceTimersByTime(200);
  expect(read).toEqual(["journal.list", "journal.state"]);
});

test("the session is kept as it is told, without asking again", () => {
  const { client, tell, read } = page();
  tell({ kind: "session", session: { state: "requesting" } });
  expect(client.getQueryData(keyOf("session.state", undefined))).toEqual({ state: "requesting" });
  vi.advanceTimersByTime(200);
  expect(read).toEqual([]);
});

test("a component hears whole events until it stops", () => {
  const { tell } = page();
  const heard: string[] = [];
  const stop = onAppEvent((event) => heard.push(event.kind));
  tell({ kind: "command", command: "write" });
  stop();
  tell({ kind: "command", command: "write" });
  expect(heard).toEqual(["command"]);
});

test("what is told before anything is drawn is heard once by each who listens then", async () => {
  vi.resetModules();
  const fresh = await import("./events");
  let tell = (_event: AppEvent): void => {};
  fresh.listenToEvents(new QueryClient(), (listener) => {
    tell = listener;
    return () => {};
  });
  tell({ kind: "notice", code: "window-restarted" });
  const heard: string[] = [];
  const stops = ["one", "two"].map((name) => fresh.onAppEvent((event) => heard.push(`${name} ${event.kind}`)));
  vi.advanceTimersByTime(1);
  tell({ kind: "command", command: "write" });
  expect(heard).toEqual(["one notice", "two notice", "one command", "two command"]);
  for (const stop of stops) stop();
});

test("nothing is read again after the page has stopped listening", () => {
  const { tell, read, stop } = page();
  tell({ kind: "changed", what: ["outbox"] });
  tell({ kind: "changed", what: ["outbox"] });
  read.splice(0);
  stop();
  vi.advanceTimersByTime(500);
  expect(read).toEqual([]);
});
