import { beforeEach, describe, expect, test } from "vitest";
import { createKeeper, type Keeper, type Source } from "./keeper";
import type { ListStore, PublisherAnswer, PublisherExchange } from "./ports";
import type { Statement } from "./statement";

const START = Date.parse("2026-11-22T08:00:00Z");
const HOUR = 3_600_000;

let now: number;
let asked: PublisherExchange[];
let says: () => PublisherAnswer | Promise<PublisherAnswer>;
let kept: Map<string, { readonly bytes: Uint8Array; readonly savedAt: number }>;
let store: ListStore;
let keeper: Keeper;
beforeEach(() => {
  [now, asked, kept] = [START, [], new Map()];
  says = () => list(1, 48);
  store = { get: async (key) => kept.get(key) ?? null, set: async (key, value) => void kept.set(key, value) };
  restart();
});

/** What was in memory is gone; the store stays. */
function restart(over: Partial<ListStore> = {}): void {
  keeper = createKeeper({
    ask: async (exchange) => {
      asked.push(exchange);
      return says();
    },
    store: { ...store, ...over },
    clock: { now: () => now },
    isAllowedHost: (host) => host.endsWith(".mssante.fr"),
  });
}
/** A list whose number tells its age: it is made that many hours after the start, and lasts so long; the signature is `read`'s affair. */
const bytesOf = (number: number, hours: number): Uint8Array => Buffer.from(`signed ${number} ${hours}`);
const list = (number: number, hours: number): PublisherAnswer => ({
  ok: true,
  status: 200,
  body: bytesOf(number, hours),
});
const read = (bytes: Uint8Array): Statement | undefined => {
  const [, number, hours] = /^signed (\d+) (\d+)$/u.exec(Buffer.from(bytes).toString()) ?? [];
  if (number === undefined || hours === undefined) return undefined;
  return { madeAt: START + Number(number), endsAt: START + Number(hours) * HOUR, says: () => "good" };
};
const source = (part: Partial<Source> = {}): Source => ({
  url: "http://igc.demo.mssante.fr/liste.crl",
  name: "autorité",
  isKept: true,
  read,
  ...part,
});
const numberOf = async (part: Partial<Source> = {}): Promise<number | undefined> => {
  const statement = await keeper(source(part));
  return statement === undefined ? undefined : statement.madeAt - START;
};

describe("a publisher that is not what it should be", () => {
  test("is never asked outside of the hosts that may be", async () => {
    expect(await numberOf({ url: "http://10.0.0.1/liste.crl" })).toBeUndefined();
    expect(await numberOf({ url: "http://igc.exemple.fr/liste.crl" })).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test.each<[string, PublisherAnswer]>([
    ["a page", { ok: true, status: 200, body: Buffer.from("<html>") }],
    ["a redirect", { ok: true, status: 302, body: Buffer.from("signed 9 48") }],
    ["an error with a list in it", { ok: true, status: 500, body: Buffer.from("signed 9 48") }],
    ["too much", { ok: false, code: "too-large" }],
  ])("%s takes nothing of what is held away, and is not kept", async (_name, answer) => {
    expect(await numberOf()).toBe(1);
    now += 7 * HOUR;
    says = () => answer;
    expect(await numberOf()).toBe(1);
    expect([...kept.values()].map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(["signed 1 48"]);
  });

  test("an older list, still in date, does not take the place of a newer one", async () => {
    says = () => list(5, 30);
    expect(await numberOf()).toBe(5);
    now += 25 * HOUR;
    says = () => list(4, 90);
    expect(await numberOf()).toBe(5);
  });

  test("one that throws, or a store that is full, is only a list one does not have or does not keep", async () => {
    says = () => Promise.reject(new Error("cut"));
    expect(await numberOf()).toBeUndefined();
    says = () => list(1, 48);
    restart({ set: () => Promise.reject(new Error("ENOSPC")) });
    expect(await numberOf()).toBe(1);
    expect(kept.size).toBe(0);
  });
});

describe("what was kept", () => {
  test("serves again after a restart without a question, while it is of the last hours", async () => {
    await numberOf();
    now += 5 * HOUR;
    restart();
    expect([await numberOf(), asked.length]).toEqual([1, 1]);
  });

  test("is read again as if it came from outside: changed, huge, unreadable, it is nothing", async () => {
    await numberOf();
    const [key = ""] = kept.keys();
    for (const bytes of [Buffer.from("signée autrement"), new Uint8Array(5 * 1024 * 1024 + 1)]) {
      kept.set(key, { bytes, savedAt: now });
      says = () => ({ ok: false, code: "unreachable" });
      restart();
      expect(await numberOf()).toBeUndefined();
    }
    restart({ get: () => Promise.reject(new Error("EIO")) });
    expect(await numberOf()).toBeUndefined();
  });

  test("and said to be of tomorrow, by a clock that was ahead, is asked for again", async () => {
    await numberOf();
    const [key = ""] = kept.keys();
    kept.set(key, { bytes: bytesOf(1, 48), savedAt: now + 24 * HOUR });
    says = () => list(2, 48);
    restart();
    expect([await numberOf(), asked.length]).toEqual([2, 2]);
  });

  test("answers about one certificate are not, and those of two authorities at one address are two", async () => {
    await numberOf({ isKept: false });
    expect(kept.size).toBe(0);
    says = () => list(3, 48);
    expect([await numberOf({ name: "autre", isKept: false }), await numberOf({ isKept: false })]).toEqual([3, 1]);
  });

  test("somebody who makes us keep things takes the place of the oldest, not the room", async () => {
    for (let number = 0; number < 205; number++) await numberOf({ name: `autorité ${number}`, isKept: false });
    expect(asked).toHaveLength(205);
    await numberOf({ name: "autorité 204", isKept: false });
    expect(asked).toHaveLength(205);
    await numberOf({ name: "autorité 0", isKept: false });
    expect(asked).toHaveLength(206);
  });
});

describe("the publisher's peace", () => {
  test("twenty who ask at once are one question", async () => {
    expect(await Promise.all(Array.from({ length: 20 }, () => numberOf()))).toEqual(
      Array.from({ length: 20 }, () => 1),
    );
    expect(asked).toHaveLength(1);
  });

  test("a list of the day is given at once while the next one comes behind; an old one is waited for", async () => {
    await numberOf();
    now += 7 * HOUR;
    let come: (answer: PublisherAnswer) => void = () => undefined;
    says = () => new Promise((resolve) => (come = resolve));
    expect(await numberOf()).toBe(1);
    come(list(2, 60));
    await expect.poll(() => numberOf()).toBe(2);
    now += 30 * HOUR;
    says = () => list(3, 90);
    expect(await numberOf()).toBe(3);
  });

  test("a 429 is a 403: left alone for a quarter of an hour", async () => {
    says = () => ({ ok: true, status: 429, body: new Uint8Array() });
    await numberOf();
    now += 14 * 60_000;
    await numberOf();
    expect(asked).toHaveLength(1);
    now += 2 * 60_000;
    await numberOf();
    expect(asked).toHaveLength(2);
  });
});
