import { type SharedStore, StoreUnavailable } from "./ports";
import { createValkeyLink, type ValkeyPlace } from "./valkey-link";
import type { WireReply } from "./valkey-wire";

const COUNT = "local n=redis.call('INCR',KEYS[1]) if n==1 then redis.call('PEXPIRE',KEYS[1],ARGV[1]) end return n";
const REMOVE_IF_EQUAL = "if redis.call('GET',KEYS[1])==ARGV[1] then return redis.call('DEL',KEYS[1]) else return 0 end";

/** The store several instances share, on Valkey ≥ 7 or Redis ≥ 6 (SET with PX, NX, XX; EVAL). */
export function openValkeyStore(place: ValkeyPlace): SharedStore {
  const link = createValkeyLink(place);
  const ask = async (...words: readonly string[]): Promise<WireReply> => {
    const reply = await link.command(...words);
    // Read-only replica, full memory, failing disk…: nothing may be decided on it.
    if (reply.kind === "refusal") throw new StoreUnavailable();
    return reply;
  };
  return {
    async get(key) {
      const reply = await ask("GET", key);
      return reply.kind === "text" ? reply.text : undefined;
    },
    async set(key, value, ttlMs, when) {
      const condition = when === undefined ? [] : [when === "absent" ? "NX" : "XX"];
      const reply = await ask("SET", key, value, "PX", String(Math.max(1, Math.ceil(ttlMs))), ...condition);
      return reply.kind === "text";
    },
    remove: async (key) => void (await ask("DEL", key)),
    removeIfEqual: async (key, value) => void (await ask("EVAL", REMOVE_IF_EQUAL, "1", key, value)),
    async count(key, windowMs) {
      const reply = await ask("EVAL", COUNT, "1", key, String(windowMs));
      if (reply.kind !== "number") throw new StoreUnavailable();
      return reply.number;
    },
    ping: () =>
      ask("PING").then(
        () => true,
        () => false,
      ),
    close: async () => link.close(),
  };
}
