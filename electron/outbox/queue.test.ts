import { describe, expect, it, vi } from "vitest";
import { PliError } from "#shared/domain/failure";
import type { OutboxId } from "#shared/domain/ids";
import type { SubmitOutcome } from "#shared/domain/sync";
import type { OutboxPorts, QueueChange } from "./ports";
import { createOutboxRunner } from "./queue";
import { accepted, bench } from "./testing/queue-bench";

describe("the outbox", () => {
  it("sends what is due once, then files its copy", async () => {
    const at = bench([]);
    at.add("m1");
    createOutboxRunner(at.ports).kick();
    await at.settle();
    expect(at.item("m1")?.state).toBe("filing");
    await at.advance(10_000);
    expect(at.item("m1")?.state).toBe("sent");
    expect(at.state).toMatchObject({ submitted: ["<m1@x>"], sentFolder: ["<m1@x>"], left: ["m1"] });
  });

  it("says when what was due has been tried, at once where nothing is", async () => {
    const at = bench([]);
    at.add("m1");
    const runner = createOutboxRunner(at.ports);
    await runner.tried();
    expect(at.state.submitted).toEqual([]);
    runner.kick();
    await runner.tried();
    expect(at.state.submitted).toEqual(["<m1@x>"]);
  });

  it("looks again, without waiting for a reason, when the queue itself could not be read, and says so", async () => {
    const at = bench([]);
    at.add("m1");
    const reported: unknown[] = [];
    const answers = [() => Promise.reject(new PliError("store-unavailable"))];
    const runner = createOutboxRunner({
      ...at.ports,
      pending: () => (answers.shift() ?? at.ports.pending)(),
      report: (error) => void reported.push(error),
    });
    runner.kick();
    await at.settle();
    expect(at.state.submitted).toEqual([]);
    expect(reported).toMatchObject([{ code: "store-unavailable" }]);
    await at.advance(10_000);
    expect(at.state.submitted).toEqual(["<m1@x>"]);
    expect(reported).toHaveLength(1);
  });

  it("makes one more round for any number of calls that come during one, and none once stopped", async () => {
    const at = bench([]);
    let rounds = 0;
    const runner = createOutboxRunner({
      ...at.ports,
      pending: () => {
        rounds += 1;
        return at.ports.pending();
      },
    });
    for (const _ of Array.from({ length: 5 })) runner.kick();
    await runner.tried();
    // A round reads the queue at its start and at its end.
    expect(rounds).toBe(4);
    await runner.stop();
    runner.kick();
    await at.settle();
    expect(rounds).toBe(4);
  });

  it("leaves the operator's own copy alone", async () => {
    const at = bench([], { ownCopy: true });
    at.add("m1");
    createOutboxRunner(at.ports).kick();
    await at.settle();
    await at.advance(10_000);
    expect(at.state.sentFolder).toEqual(["<m1@x>"]);
  });

  it("waits for the undo delay before the network is touched", async () => {
    const at = bench([]);
    at.add("m1", { dueAt: 10_000 });
    createOutboxRunner(at.ports).kick();
    await at.settle();
    await at.advance(9_000);
    expect(at.state.submitted).toEqual([]);
    await at.advance(2_000);
    expect(at.state.submitted).toEqual(["<m1@x>"]);
  });

  it("tries a temporary refusal again, each time later, and stops at a permanent one", async () => {
    const busy: SubmitOutcome = { kind: "temporary", code: "server-busy", response: "451" };
    const at = bench([busy, busy, { kind: "permanent", code: "unknown-recipient", response: "550" }]);
    at.add("m1");
    createOutboxRunner(at.ports).kick();
    await at.settle();
    expect(at.item("m1")).toMatchObject({ state: "retry", failure: "server-busy", dueAt: 30_000 });
    await at.advance(30_000);
    expect(at.item("m1")).toMatchObject({ state: "retry", attempts: 2, dueAt: 90_000 });
    await at.advance(60_000);
    expect(at.item("m1")).toMatchObject({ state: "failed", failure: "unknown-recipient", attempts: 3 });
  });

  it("tries what could not be reached again every ten seconds, however often", async () => {
    const cut: SubmitOutcome = { kind: "temporary", code: "network", response: "" };
    const at = bench([cut, cut, cut]);
    at.add("m1");
    createOutboxRunner(at.ports).kick();
    await at.settle();
    for (const dueAt of [10_000, 20_000, 30_000]) {
      expect(at.item("m1")).toMatchObject({ state: "retry", failure: "network", dueAt });
      await at.advance(10_000);
    }
  });

  it("looks in the sent mail when the answer never came, and never sends twice", async () => {
    const lost: SubmitOutcome = { kind: "unknown", code: "connection-lost" };
    const found = bench([lost], { sent: ["<m1@x>"] });
    found.add("m1");
    createOutboxRunner(found.ports).kick();
    await found.settle();
    await found.advance(5_000);
    expect(found.item("m1")?.state).toBe("sent");
    const absent = bench([lost]);
    absent.add("m1");
    createOutboxRunner(absent.ports).kick();
    await absent.settle();
    await absent.advance(600_000);
    expect(absent.item("m1")).toMatchObject({ state: "to-verify", failure: "not-found-in-sent" });
    expect(absent.state.submitted).toHaveLength(1);
  });

  it("verifies at start what was being sent when the application stopped, and notes what was accepted", async () => {
    const at = bench([], { sent: ["<m1@x>"] });
    at.add("m3", { state: "filing", attempts: 1 });
    at.add("m1", { state: "sending", attempts: 1 });
    at.add("m2", { state: "sending", attempts: 1 });
    const runner = createOutboxRunner(at.ports);
    await runner.recover();
    expect(at.state).toMatchObject({ noted: ["m3"], left: [] });
    runner.kick();
    await at.settle();
    await at.advance(5_000);
    expect(at.item("m1")?.state).toBe("sent");
    expect(at.item("m2")?.state).toBe("to-verify");
    expect(at.state.submitted).toEqual([]);
  });

  it("verifies again what was found but could not be noted: it is put away only once it is", async () => {
    const at = bench([], { sent: ["<m1@x>"] });
    at.add("m1", { state: "to-verify", attempts: 1 });
    const left = vi.spyOn(at.ports, "left").mockRejectedValueOnce(new PliError("store-gone", { retry: true }));
    createOutboxRunner(at.ports).kick();
    await at.settle();
    expect(at.item("m1")?.state).toBe("to-verify");
    await at.advance(60_000);
    expect(at.item("m1")?.state).toBe("sent");
    expect(left).toHaveBeenCalledTimes(2);
  });

  it.each([
    ["is not there", async () => false],
    ["cannot be looked for", async () => Promise.reject(new PliError("surprise"))],
  ])("sends again at once what the person asks to while it is looked for and %s", async (_end, found) => {
    const at = bench([]);
    at.add("m1", { state: "to-verify", attempts: 1 });
    const inSent = vi.spyOn(at.ports, "inSent").mockImplementationOnce(async () => {
      at.add("m1");
      return found();
    });
    const runner = createOutboxRunner(at.ports);
    runner.kick();
    // The one of the person, while the first is at work.
    runner.kick();
    await at.settle();
    expect(inSent).toHaveBeenCalledOnce();
    expect(at.state.submitted).toEqual(["<m1@x>"]);
    expect(at.item("m1")?.state).toBe("filing");
  });

  it("does not send again what the person asks to while it is found in the sent mail", async () => {
    const at = bench([], { sent: ["<m1@x>"] });
    at.add("m1", { state: "to-verify", attempts: 1 });
    const { inSent } = at.ports;
    vi.spyOn(at.ports, "inSent").mockImplementationOnce((box, id) => {
      at.add("m1");
      return inSent(box, id);
    });
    createOutboxRunner(at.ports).kick();
    await at.settle();
    expect(at.item("m1")?.state).toBe("sent");
    expect(at.state.submitted).toEqual([]);
  });

  it("takes the death of the mailbox process in mid-sending as an answer that never came", async () => {
    const at = bench([new PliError("mailbox-gone")]);
    at.add("m1");
    createOutboxRunner(at.ports).kick();
    await at.settle();
    expect(at.item("m1")).toMatchObject({ state: "to-verify", failure: "interrupted" });
  });

  it("keeps everything in place while the mailbox is out of reach, then goes on by itself", async () => {
    const at = bench([new PliError("offline"), new PliError("signed-out")]);
    at.add("m1");
    createOutboxRunner(at.ports).kick();
    await at.settle();
    expect(at.item("m1")).toMatchObject({ state: "waiting", attempts: 0 });
    await at.advance(10_000);
    expect(at.item("m1")?.state).toBe("waiting");
    await at.advance(10_000);
    expect(at.state.submitted).toEqual(["<m1@x>"]);
  });

  it("lets one message fail without holding the next", async () => {
    const at = bench([new PliError("surprise"), accepted]);
    at.add("m1");
    at.add("m2");
    createOutboxRunner(at.ports).kick();
    await at.settle();
    expect(at.item("m1")).toMatchObject({ state: "failed", failure: "unexpected" });
    expect(at.state.submitted).toEqual(["<m2@x>"]);
  });

  it("leaves a message alone that was taken back or moved between two looks at the queue", async () => {
    const at = bench([]);
    at.add("m1");
    at.add("m2");
    const { pending } = at.ports;
    let looks = 0;
    const ports: OutboxPorts = {
      ...at.ports,
      pending: async () => {
        const seen = await pending();
        looks += 1;
        if (looks === 1) {
          at.remove("m1");
          at.add("m2", { dueAt: 3_600_000 });
        }
        return seen;
      },
    };
    createOutboxRunner(ports).kick();
    await at.settle();
    expect(at.state.submitted).toEqual([]);
    await at.advance(3_600_000);
    expect(at.state.submitted).toEqual(["<m2@x>"]);
  });

  it("keeps a message planned for next month, and sends it on the hour whatever the timers can hold", async () => {
    const month = 31 * 86_400_000;
    const at = bench([]);
    at.add("m1", { dueAt: month });
    createOutboxRunner(at.ports).kick();
    await at.settle();
    expect(Math.max(...at.waits())).toBeLessThan(2 ** 31);
    await at.advance(month - 1);
    expect(at.state.submitted).toEqual([]);
    await at.advance(1);
    expect(at.state.submitted).toEqual(["<m1@x>"]);
  });

  it("written all morning without a network, all leave at noon, once and in the order they were written", async () => {
    const at = bench(Array.from({ length: 2000 }, () => new PliError("offline")));
    const runner = createOutboxRunner(at.ports);
    for (let minute = 0; minute < 60; minute += 1) {
      at.add(`m${String(minute).padStart(2, "0")}`, { dueAt: at.state.now + 10_000 });
      runner.kick();
      await at.settle();
      await at.advance(60_000);
    }
    expect(at.state.submitted).toEqual([]);
    at.online();
    runner.kick();
    await at.settle();
    await at.advance(60_000);
    expect(at.state.submitted).toHaveLength(60);
    expect(at.state.submitted).toEqual(at.state.submitted.toSorted());
    expect(new Set(at.state.sentFolder).size).toBe(60);
  });
});

describe("a store that cannot write for a while", () => {
  const full = new PliError("disk-full", { retry: true });
  const later = 20_000;

  it("keeps the message where it was while nothing can be noted, and sends it once it can", async () => {
    const on = bench([]);
    const claim = on.ports.claim;
    let broken = true;
    const ports = { ...on.ports, claim: (id: OutboxId) => (broken ? Promise.reject(full) : claim(id)) };
    on.add("a");
    createOutboxRunner(ports).kick();
    await on.settle();
    expect([on.item("a")?.state, on.state.submitted]).toEqual(["waiting", []]);
    broken = false;
    await on.advance(later);
    expect(on.state.submitted).toEqual(["<a@x>"]);
  });

  it("never sends again what the operator took while its end could not be noted: it is looked for in the sent mail", async () => {
    const on = bench([], { ownCopy: true });
    const change = on.ports.change;
    let broken = true;
    const ports = {
      ...on.ports,
      change: (id: OutboxId, to: QueueChange) => (broken ? Promise.reject(full) : change(id, to)),
    };
    on.add("a");
    createOutboxRunner(ports).kick();
    await on.settle();
    expect(on.item("a")?.state).toBe("sending");
    broken = false;
    await on.advance(later);
    await on.advance(later);
    expect(on.item("a")?.state).toBe("sent");
    expect(on.state.submitted).toEqual(["<a@x>"]);
  });

  it("looks again by itself when the queue itself could not be read", async () => {
    const on = bench([]);
    const pending = on.ports.pending;
    let broken = true;
    const ports = { ...on.ports, pending: () => (broken ? Promise.reject(full) : pending()) };
    on.add("a");
    createOutboxRunner(ports).kick();
    await on.settle();
    broken = false;
    await on.advance(later);
    expect(on.state.submitted).toEqual(["<a@x>"]);
  });
});

describe("a message that waited", () => {
  const HOUR = 3_600_000;

  it("is checked again when it leaves, and leaves when nothing holds it", async () => {
    const on = bench([]);
    on.add("a", { dueAt: HOUR });
    createOutboxRunner(on.ports).kick();
    await on.settle();
    expect(on.state.checked).toEqual([]);
    await on.advance(HOUR);
    expect([on.state.checked, on.state.submitted]).toEqual([["a"], ["<a@x>"]]);
  });

  it("comes back with the reason when it may no longer leave, and never touches the network", async () => {
    const on = bench([]);
    on.state.held = "held:block:outside-trust-space:x@y.fr";
    on.add("a", { dueAt: HOUR });
    createOutboxRunner(on.ports).kick();
    await on.settle();
    await on.advance(HOUR);
    expect(on.item("a")).toMatchObject({ state: "failed", failure: on.state.held });
    expect(on.state.submitted).toEqual([]);
  });

  it("was only just checked when it leaves at once", async () => {
    const on = bench([]);
    on.add("a", { dueAt: 10_000 });
    createOutboxRunner(on.ports).kick();
    await on.settle();
    await on.advance(20_000);
    expect([on.state.checked, on.state.submitted]).toEqual([[], ["<a@x>"]]);
  });
});
