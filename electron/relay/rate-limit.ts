import { isIPv6 } from "node:net";
import type { SharedStore } from "./ports";
import type { Seal } from "./seal";

/** So many in so much time. */
export type Rate = { readonly most: number; readonly withinMs: number };

/** How often a person may be rung, an address may ring, and anything may be asked. */
export type Rates = {
  readonly ringsPerPerson: Rate;
  readonly ringsPerNetwork: Rate;
  readonly requestsPerNetwork: Rate;
  readonly tokensPerSession: Rate;
};

/** Anyone can make someone else's phone ring: the person's limit is the desktop's own; the network's leaves room for a hospital. */
export const ORDINARY_RATES: Rates = {
  ringsPerPerson: { most: 6, withinMs: 10 * 60_000 },
  ringsPerNetwork: { most: 60, withinMs: 10 * 60_000 },
  requestsPerNetwork: { most: 1_200, withinMs: 60_000 },
  tokensPerSession: { most: 120, withinMs: 60_000 },
};

/** Counts against the limits, over all instances; true when the request may go on. */
export type RateLimiter = { allows(rate: keyof Rates, whom: string): Promise<boolean> };

/** Counters named by pseudonyms: the store never learns whom they count. */
export function createRateLimiter(store: SharedStore, seal: Seal, rates: Rates): RateLimiter {
  return {
    async allows(name, whom) {
      const { most, withinMs } = rates[name];
      return (await store.count(`pli-relay:rate:${name}:${seal.pseudonym(name, whom)}`, withinMs)) <= most;
    },
  };
}

/** What is counted and traced of an address: IPv4 whole, IPv6 by its /64, which one subscriber has whole. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/iu, "").replace(/%.*$/u, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = plain.split("::");
  const [left, right] = [head.split(":").filter(Boolean), (tail ?? "").split(":").filter(Boolean)];
  const groups =
    tail === undefined ? left : [...left, ...new Array<string>(8 - left.length - right.length).fill("0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
