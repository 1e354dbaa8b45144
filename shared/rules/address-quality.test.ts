import fc from "fast-check";
import { expect, test } from "vitest";
import { type AddressFacts, doubtfulAddresses, signalsOf } from "./address-quality";

const NOW = Date.parse("2026-11-22T09:00:00.000Z");
const facts = (given: Partial<AddressFacts> = {}): AddressFacts => ({
  address: "paul.demo@chu.demo.mssante.fr",
  name: "DEMO Paul",
  lastSent: "2026-11-01T09:00:00.000Z",
  bounces: 0,
  lastBounce: null,
  bounceReason: "none",
  bounced: false,
  unanswered: 0,
  unansweredSince: null,
  lastHeard: null,
  goneSince: null,
  ...given,
});
const daysAgo = (days: number): string => new Date(NOW - days * 86_400_000).toISOString();

test("nothing speaks against an address that was only written to", () => {
  expect(signalsOf(facts(), NOW)).toEqual([]);
  expect(doubtfulAddresses([facts()], NOW)).toEqual([]);
});

test("a message that came back counts until another was sent", () => {
  const back = { bounces: 2, lastBounce: daysAgo(3), bounceReason: "unknown" as const };
  expect(signalsOf(facts({ ...back, bounced: true }), NOW)).toEqual(["bounced"]);
  expect(signalsOf(facts({ ...back, bounced: false }), NOW)).toEqual([]);
});

test.each([
  [2, 400, []],
  [3, 89, []],
  [3, 90, ["silent"]],
  [40, 10, []],
])("%i messages without a sign of life, the first %i days ago: %j", (unanswered, days, signals) => {
  expect(signalsOf(facts({ unanswered, unansweredSince: daysAgo(days) }), NOW)).toEqual(signals);
});

test("an address that the directory no longer publishes is told since it was missed", () => {
  const [one] = doubtfulAddresses([facts({ goneSince: daysAgo(5) })], NOW);
  expect(one).toMatchObject({ signals: ["gone"], since: daysAgo(5) });
});

test("those with several signals come first, then the longest doubtful", () => {
  const gone = (address: string, days: number, more: Partial<AddressFacts> = {}): AddressFacts =>
    facts({ address, goneSince: daysAgo(days), ...more });
  const both = gone("both@d.fr", 1, { bounced: true, bounces: 1, lastBounce: daysAgo(200) });
  const listed = doubtfulAddresses([gone("new@d.fr", 2), gone("old@d.fr", 30), facts(), both], NOW);
  expect(listed.map(({ address }) => address)).toEqual(["both@d.fr", "old@d.fr", "new@d.fr"]);
  expect(listed[0]).toMatchObject({ signals: ["bounced", "gone"], since: daysAgo(200) });
});

test("whatever is known: a listed address has a signal, a signal has its fact, and none is listed twice", () => {
  const moment = fc.option(fc.integer({ min: 0, max: 500 }).map(daysAgo), { nil: null });
  const someone = fc.record({
    bounced: fc.boolean(),
    lastBounce: moment,
    unanswered: fc.nat(10),
    unansweredSince: moment,
    goneSince: moment,
  });
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 8 }), (all) => {
      const listed = doubtfulAddresses(
        all.map((one, at) => facts({ ...one, address: `a${at}@d.fr` })),
        NOW,
      );
      expect(new Set(listed.map(({ address }) => address)).size).toBe(listed.length);
      for (const { signals, bounced, goneSince, unanswered } of listed) {
        expect(signals.length).toBeGreaterThan(0);
        expect(signals.includes("bounced")).toBe(bounced);
        expect(signals.includes("gone")).toBe(goneSince !== null);
        if (signals.includes("silent")) expect(unanswered).toBeGreaterThanOrEqual(3);
      }
    }),
  );
});
