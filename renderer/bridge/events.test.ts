import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { AppEvent } from "#shared/contract/events";
import { listenToEvents, onAppEvent } from "./events";
import { keyOf } from "./query-keys";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const seen = () => Object.assign(new EventTarget(), { visibilityState: "visible" as Document["visibilityState"] });

function page(): {
  readonly client: QueryClient;
  readonly tell: (event: AppEvent) => void;
  readonly read: string[];
  readonly stop: () => void;
  readonly show: (state: Document["visibilityState"]) => void;
} {
  const client = new QueryClient();
  const sight = seen();
  const read: string[] = [];
  vi.spyOn(client, "invalidateQueries").mockImplementation((filter) => {
    read.push(String(filter?.queryKey?.[0]));
    return Promise.resolve();
  });
  let tell: (event: AppEvent) => void = () => {};
  const stop = listenToEvents(
    client,
    (listener) => {
      tell = listener;
      return () => {
        tell = () => {};
      };
    },
    sight,
  );
  const show = (state: Document["visibilityState"]): void => {
    sight.visibilityState = state;
    sight.dispatchEvent(new Event("visibilitychange"));
  };
  return { client, tell: (event) => tell(event), read, stop, show };
}

test("a page that nobody sees reads nothing, and all that changed once when it is seen again", () => {
  const { tell, read, show } = page();
  show("hidden");
  for (let at = 0; at < 5; at += 1) {
    tell({ kind: "changed", what: ["journal", "mailboxes"] });
    vi.advanceTimersByTime(120_000);
  }
  expect(read).toEqual([]);
  show("visible");
  expect(read.toSorted()).toEqual([
    "journal.list",
    "journal.state",
    "mailboxes.certificate",
    "mailboxes.list",
    "mailboxes.replyTo",
  ]);
  vi.advanceTimersByTime(1000);
  expect(read).toHaveLength(5);
});

test("a page that nobody sees hears at once that it was locked", () => {
  const { tell, read, show } = page();
  show("hidden");
  tell({ kind: "changed", what: ["app", "mailboxes", "conversations"] });
  tell({ kind: "changed", what: ["app"] });
  vi.advanceTimersByTime(1000);
  expect(read).toEqual(["app.state", "app.state"]);
});

test("what changed again before the page was hidden is read when it is seen again", () => {
  const { tell, read, show } = page();
  for (let at = 0; at < 3; at += 1) tell({ kind: "changed", what: ["rules"] });
  show("hidden");
  vi.advanceTimersByTime(1000);
  const names = ["rules.list", "rules.preview"];
  expect(read).toEqual([...names, ...names]);
  show("visible");
  expect(read).toEqual([...names, ...names, ...names]);
});

test("a change that comes alone is read at once, and once", () => {
  const { tell, read } = page();
  tell({ kind: "changed", what: ["conversations"] });
  expect(read.filter((name) => name === "conversations.list")).toHaveLength(1);
  vi.advanceTimersByTime(1000);
  expect(read.filter((name) => name === "conversations.list")).toHaveLength(1);
});

test("of a hundred changes in a moment two are read at once and the others together, each query a single time", () => {
  const { tell, read } = page();
  tell({ kind: "changed", what: ["conversations", "documents"] });
  const first = read.splice(0);
  expect(first.filter((name) => name === "conversations.list")).toHaveLength(1);
  expect(new Set(first).size).toBe(first.length);
  for (let at = 0; at < 99; at += 1) tell({ kind: "changed", what: ["conversations", "documents"] });
  expect(read.splice(0).toSorted()).toEqual(first.toSorted());
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
  // Twice at once, then once every 150 ms of the 1,500.
  expect(read.filter((name) => name === "journal.list")).toHaveLength(12);
});

test("a query is not held up by another that was just read again", () => {
  const { tell, read } = page();
  for (let at = 0; at < 3; at += 1) tell({ kind: "changed", what: ["mailboxes"] });
  vi.advanceTimersByTime(20);
  read.splice(0);
  tell({ kind: "changed", what: ["mailboxes", "conversations"] });
  expect(read).toContain("conversations.list");
  expect(read).not.toContain("mailboxes.list");
  vi.advanceTimersByTime(130);
  expect(read.filter((name) => name === "mailboxes.list")).toHaveLength(1);
});

test("a query of two areas is read at one pace, whichever tells it", () => {
  const { tell, read } = page();
  for (const area of ["conversations", "documents", "drafts"] as const) tell({ kind: "changed", what: [area] });
  expect(read.filter((name) => name === "conversations.list")).toHaveLength(2);
  vi.advanceTimersByTime(1000);
  expect(read.filter((name) => name === "conversations.list")).toHaveLength(3);
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
  fresh.listenToEvents(
    new QueryClient(),
    (listener) => {
      tell = listener;
      return () => {};
    },
    seen(),
  );
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
