import { describe, expect, it } from "vitest";
import type { ConnectionState } from "#shared/domain/mailbox";
import { createLine } from "./line";
import { retryDelay, PACE } from "./pace";
import { createProgress } from "./progress";
import { createWake } from "./wake";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a line of tasks", () => {
  it("runs them one after the other, in their order, whatever each takes", async () => {
    const line = createLine(10, () => undefined);
    const seen: string[] = [];
    const task = (name: string, ms: number) =>
      line(async () => {
        seen.push(`${name} begins`);
        await pause(ms);
        seen.push(`${name} ends`);
      });
    await Promise.all([task("a", 20), task("b", 1)]);
    expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends"]);
  });

  it("goes on after a failure, which only its own caller hears of", async () => {
    const line = createLine(10, () => undefined);
    const failing = line(() => Promise.reject(new Error("no")));
    const next = line(async () => "yes");
    await expect(failing).rejects.toThrow("no");
    expect(await next).toBe("yes");
  });

  it("refuses what it cannot hold, then takes again", async () => {
    let idle = 0;
    const line = createLine(2, () => (idle += 1));
    const held = [line(() => pause(10)), line(() => pause(10))];
    await expect(line(async () => 1)).rejects.toMatchObject({ code: "busy", retry: true });
    await Promise.all(held);
    expect(await line(async () => 2)).toBe(2);
    await pause(1);
    expect(idle).toBe(2);
  });
});

/** A clock whose time only moves when told. */
function handClock() {
  let time = 0;
  let waiting: { at: number; act: () => void }[] = [];
  return {
    now: () => new Date(time),
    after: (ms: number, act: () => void) => {
      const entry = { at: time + ms, act };
      waiting.push(entry);
      return () => void (waiting = waiting.filter((other) => other !== entry));
    },
    random: () => 0.5,
    advance: (ms: number) => {
      time += ms;
      const due = waiting.filter(({ at }) => at <= time);
      waiting = waiting.filter(({ at }) => at > time);
      for (const { act } of due) act();
    },
    left: () => waiting.length,
  };
}

describe("waking", () => {
  it("wakes at the first reason and gives each once", async () => {
    const clock = handClock();
    const wake = createWake(clock);
    const woken = wake.wait(1000);
    wake.mark("INBOX");
    expect(await woken).toBe(false);
    wake.mark("INBOX");
    wake.mark("Sent");
    expect(wake.take()).toEqual({ everything: false, paths: ["INBOX", "Sent"] });
    expect(wake.take()).toEqual({ everything: false, paths: [] });
    expect(clock.left()).toBe(0);
  });

  it("does not sleep on a reason that came before", async () => {
    const wake = createWake(handClock());
    wake.markAll();
    expect(await wake.wait(1000)).toBe(false);
    expect(wake.take().everything).toBe(true);
  });

  it("says when it was only the time", async () => {
    const clock = handClock();
    const waiting = createWake(clock).wait(1000);
    clock.advance(999);
    clock.advance(1);
    expect(await waiting).toBe(true);
  });

  it("a poke wakes without a reason, and is forgotten once taken", async () => {
    const clock = handClock();
    const wake = createWake(clock);
    wake.poke();
    expect(await wake.wait(10)).toBe(false);
    expect(wake.take()).toEqual({ everything: false, paths: [] });
    const waiting = wake.wait(10);
    clock.advance(10);
    expect(await waiting).toBe(true);
  });
});

describe("the delay before the next attempt", () => {
  it("doubles from one second to eleven, give or take a quarter", () => {
    const at = (attempts: number, random: number) => retryDelay(PACE, attempts, { random: () => random });
    expect([0, 1, 2, 3, 4, 5, 6, 7, 500].map((attempts) => at(attempts, 0.5))).toEqual([
      1000, 2000, 4000, 8000, 11_000, 11_000, 11_000, 11_000, 11_000,
    ]);
    expect([at(0, 0), at(0, 1)]).toEqual([750, 1250]);
  });
});

describe("progress", () => {
  it("is shown at most four times a second, and not at all when there is nothing to fetch", () => {
    const clock = handClock();
    clock.advance(10_000);
    const shown: unknown[] = [];
    const folder = createProgress((state) => shown.push(state), clock, 100).folder();
    folder.todo(100);
    for (let step = 0; step < 10; step += 1) {
      clock.advance(50);
      folder.done(10);
    }
    expect(shown).toEqual([
      { state: "syncing", done: 0, total: 100 },
      { state: "syncing", done: 50, total: 100 },
      { state: "syncing", done: 100, total: 100 },
    ]);
    createProgress((state) => shown.push(state), clock, 0).folder();
    expect(shown).toHaveLength(3);
  });

  it("never shows more done than there is, when folders hold more than they said", () => {
    const clock = handClock();
    clock.advance(10_000);
    const shown: ConnectionState[] = [];
    const progress = createProgress((state) => shown.push(state), clock, 10);
    for (const messages of [8, 30]) {
      const folder = progress.folder();
      folder.todo(messages);
      clock.advance(300);
      folder.done(messages);
    }
    expect(shown.every((state) => state.state === "syncing" && state.done <= state.total)).toBe(true);
    expect(shown.at(-1)).toEqual({ state: "syncing", done: 38, total: 38 });
  });
});
