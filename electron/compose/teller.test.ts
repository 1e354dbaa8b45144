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
    if (turn === 12) changed(["documents"]);
    advance(10);
  }
  advance(80);
  expect(told.length).toBeLessThanOrEqual(4);
  expect(told.flat()).toContain("documents");
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
