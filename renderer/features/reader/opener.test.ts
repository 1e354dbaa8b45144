import { beforeEach, expect, test } from "vitest";
import type { ConversationView } from "#shared/domain/message";
import { createOpener, type Opener } from "./opener";

const view = (id: string, ...messages: readonly string[]): ConversationView =>
  ({
    row: { id },
    messages: messages.map((said) => {
      const [name, ...marks] = said.split(" ");
      return {
        id: name,
        unread: marks.includes("unread"),
        bodyState: marks.includes("absent") ? "not-fetched" : "stored",
      };
    }),
  }) as unknown as ConversationView;

let told: string[];
/** What was shown, each time that main was told. */
let seen: (readonly string[])[];
let isAway: boolean;
let retry: boolean;
let opener: Opener<{ readonly ok: true } | { readonly ok: false; readonly failure: { readonly retry: boolean } }>;
beforeEach(() => {
  told = [];
  seen = [];
  isAway = false;
  retry = true;
  opener = createOpener(({ id, again, shown }) => {
    seen.push(shown);
    told.push(again ? `${id} again` : id);
    return Promise.resolve(isAway ? { ok: false, failure: { retry } } : { ok: true });
  });
});
/** Whether main was told something. */
const show = (...seen: Parameters<typeof view>): boolean => opener.show(view(...seen)) !== null;

test("a conversation is told opened once, however often it is read again", () => {
  show("a", "1 unread", "2");
  expect(show("a", "1", "2")).toBe(false);
  expect(show("a", "1", "2")).toBe(false);
  expect(told).toEqual(["a"]);
});

test("one that was read and has all its bodies is told as well: that it was opened is noted", () => {
  show("a", "1");
  expect(told).toEqual(["a"]);
});

test("a message that comes while the conversation is shown is told once, and is no other opening", () => {
  show("a", "1");
  show("a", "1", "2 unread absent");
  show("a", "1", "2 unread absent");
  show("a", "1", "2 absent");
  expect(told).toEqual(["a", "a again"]);
});

test("a body that no server gives is not asked for ever", () => {
  show("a", "1 absent");
  for (let read = 0; read < 5; read += 1) expect(show("a", "1 absent")).toBe(false);
  expect(told).toEqual(["a"]);
});

test("another conversation is another opening, and so is the first one after it", () => {
  show("a", "1");
  show("b", "2");
  show("a", "1");
  expect(told).toEqual(["a", "b", "a"]);
});

test("a conversation that comes back after a page or a draft is no other opening", () => {
  show("a", "1");
  opener.leave();
  expect(show("a", "1")).toBe(false);
  expect(told).toEqual(["a"]);
});

test("one that was closed to be unread is read when it comes back", () => {
  show("a", "1 unread");
  opener.leave();
  show("a", "1 unread");
  expect(told).toEqual(["a", "a again"]);
});

test("an opening that could not be told is told at the next reading, as an opening", async () => {
  isAway = true;
  await opener.show(view("a", "1 unread"));
  isAway = false;
  show("a", "1 unread");
  expect(show("a", "1 unread")).toBe(false);
  expect(told).toEqual(["a", "a"]);
});

test("an opening that could not be told is told with the next one where the person went on, once", async () => {
  isAway = true;
  const first = opener.show(view("a", "1 unread"));
  const second = opener.show(view("b", "2"));
  await Promise.all([first, second]);
  expect(told).toEqual(["a", "b"]);
  opener.forget();
  isAway = false;
  await opener.show(view("c", "3"));
  expect(told).toEqual(["a", "b", "c", "a", "b"]);
  await opener.show(view("d", "4"));
  expect(told.slice(5)).toEqual(["d"]);
});

test("one that came back before is not told a second time", async () => {
  isAway = true;
  await opener.show(view("a", "1"));
  isAway = false;
  await opener.show(view("a", "1"));
  await opener.show(view("b", "2"));
  expect(told).toEqual(["a", "a", "b"]);
});

test("one that is no more is owed to nobody", async () => {
  isAway = true;
  retry = false;
  await opener.show(view("a", "1"));
  isAway = false;
  await opener.show(view("b", "2"));
  expect(told).toEqual(["a", "b"]);
});

test("a message that could not be told is told again, without another opening", async () => {
  await opener.show(view("a", "1"));
  isAway = true;
  await opener.show(view("a", "1", "2 unread"));
  isAway = false;
  show("a", "1", "2 unread");
  expect(told).toEqual(["a", "a again", "a again"]);
});

test("after the lock the same conversation is another opening", () => {
  show("a", "1");
  opener.forget();
  show("a", "1");
  expect(told).toEqual(["a", "a"]);
});

test("main is told which messages were shown: what an opening told later owes is what was on the screen then", async () => {
  isAway = true;
  await opener.show(view("a", "1 unread", "2"));
  isAway = false;
  await opener.show(view("b", "3"));
  await opener.show(view("b", "3", "4 unread"));
  expect(seen).toEqual([["1", "2"], ["3"], ["1", "2"], ["3", "4"]]);
});
