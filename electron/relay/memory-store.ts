import { type SharedStore, StoreUnavailable } from "./ports";

type Entry = { readonly value: string; readonly endsAt: number };

const SWEEP_EVERY = 1_000;

/** A store of one instance alone: everything is lost when it stops. Full of live entries it takes no more (`StoreUnavailable`). */
export function createMemoryStore(options: { readonly now: () => number; readonly maxEntries?: number }): SharedStore {
  const { now, maxEntries = 200_000 } = options;
  const entries = new Map<string, Entry>();
  let writes = 0;
  const alive = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry === undefined || entry.endsAt > now()) return entry;
    entries.delete(key);
    return undefined;
  };
  const sweep = () => {
    for (const [key, { endsAt }] of entries) if (endsAt <= now()) entries.delete(key);
  };
  const put = (key: string, entry: Entry) => {
    writes += 1;
    if (writes % SWEEP_EVERY === 0 || entries.size >= maxEntries) sweep();
    if (entries.size >= maxEntries && !entries.has(key)) throw new StoreUnavailable();
    entries.set(key, entry);
  };
  return {
    get: async (key) => alive(key)?.value,
    async set(key, value, ttlMs, when) {
      const present = alive(key) !== undefined;
      if ((when === "absent" && present) || (when === "present" && !present)) return false;
      put(key, { value, endsAt: now() + ttlMs });
      return true;
    },
    remove: async (key) => void entries.delete(key),
    async removeIfEqual(key, value) {
      if (alive(key)?.value === value) entries.delete(key);
    },
    async count(key, windowMs) {
      const before = alive(key);
      const sum = Number(before?.value ?? 0) + 1;
      put(key, { value: String(sum), endsAt: before?.endsAt ?? now() + windowMs });
      return sum;
    },
    ping: async () => true,
    close: async () => entries.clear(),
  };
}
