import { expect, test } from "vitest";
import type { AppEvent } from "#shared/contract/events";
import { createTeller } from "./teller";

/** A teller over a clock moved by hand, and what it told. */
function tellerByHand() {
  const told: (readonly string[])[] = [];
  let now = 0;
  let waiting: { readonly at: number; readonly act: () => void }[] = [];
  const emit = (event: AppEvent): void => void (event.kind === "changed" && told.push(event.what));
  const teller = createTeller(emit, (ms, act) => void waiting.push({ at: now + ms, act }));
  const advance = (ms: number): void => {
    now += ms;
    const due = waiting.filter(({ at }) => at <= now);
    waiting = waiting.filter(({ at }) => at > now);
    for (const { act } of due) act();
  };
  return { changed: teller.changed, told, advance, left: () => waiting.length };
}

test("a lone change is told as soon as the turn is over", () => {
  const { changed, told, advance } = tellerByHand();
  changed(["conversations"]);
  expect(told).toEqual([]);
  advance(0);
  expect(told).toEqual([["conversations"]]);
});

test("changes of one turn are told in one event, each area once", () => {
  const { changed, told, advance } = tellerByHand();
  changed(["outbox", "drafts"]);
  changed(["conversations", "drafts"]);
  advance(0);
  expect(told).toEqual([["outbox", "drafts", "conversations"]]);
});

test("what follows is gathered, and the last of it is told", () => {
  const { changed, told, advance } = tellerByHand();
  changed(["conversations"]);
  advance(0);
  for (let turn = 0; turn < 20; turn += 1) {
    changed(["conversations"]);
    advance(10);
  }
  advance(80);
  // Twice at once, then once every 80 ms of the 280.
  expect(told).toEqual(Array.from({ length: 5 }, () => ["conversations"]));
});

test("an area that changes often does not hold up another", () => {
  const { changed, told, advance } = tellerByHand();
  for (let turn = 0; turn < 3; turn += 1) {
    changed(["mailboxes"]);
    advance(0);
  }
  changed(["mailboxes", "conversations"]);
  advance(0);
  expect(told).toEqual([["mailboxes"], ["mailboxes"], ["conversations"]]);
  advance(80);
  expect(told.at(-1)).toEqual(["mailboxes"]);
});

test("what comes just after a lone change is told at once too, and what follows once, in its time", () => {
  const { changed, told, advance, left } = tellerByHand();
  for (let turn = 0; turn < 5; turn += 1) {
    changed(["outbox"]);
    advance(0);
  }
  expect(told).toEqual([["outbox"], ["outbox"]]);
  for (let turn = 0; turn < 4; turn += 1) advance(80);
  expect(told).toHaveLength(3);
  expect(left()).toBe(0);
});

test("once nothing more comes, nothing waits and the next change is lone again", () => {
  const { changed, told, advance, left } = tellerByHand();
  changed(["conversations"]);
  advance(0);
  advance(80);
  expect(left()).toBe(0);
  changed(["journal"]);
  advance(0);
  expect(told).toEqual([["conversations"], ["journal"]]);
});
