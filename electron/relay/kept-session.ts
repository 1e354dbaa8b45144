import type { Clock, IdentityProvider, SharedStore } from "./ports";
import { fingerprint, type Seal } from "./seal";
import { readRecord, type SessionRecord, writeRecord } from "./session-record";

/** Limits of a session (ms): 4 h at most, 30 min without use; a token with less than `marginMs` left is too short to authenticate with. */
export type SessionLimits = { readonly durationMs: number; readonly idleMs: number; readonly marginMs: number };

/** What the acts on one session work with. */
export type KeeperContext = {
  readonly store: SharedStore;
  readonly seal: Seal;
  readonly provider: IdentityProvider;
  readonly clock: Clock;
  readonly limits: SessionLimits;
};

/** Pro Santé Connect's limits (psc-ciba.md §2.5). */
export const PSC_LIMITS: SessionLimits = { durationMs: 4 * 3_600_000, idleMs: 30 * 60_000, marginMs: 20_000 };

/** The session kept at a place, when it is not over. */
export async function loadSession(
  { store, seal, clock, limits }: KeeperContext,
  place: string,
): Promise<SessionRecord | undefined> {
  const sealed = await store.get(place);
  const text = sealed === undefined ? undefined : seal.open(place, sealed);
  const session = text === undefined ? undefined : readRecord(text);
  return session !== undefined && endOf(session, limits) > clock.now() ? session : undefined;
}

/** Keeps a session until its end; false when it was to replace one that is gone. */
export function keepSession(
  { store, seal, clock, limits }: KeeperContext,
  place: string,
  session: SessionRecord,
  when: "absent" | "present",
): Promise<boolean> {
  const left = endOf(session, limits) - clock.now();
  return store.set(place, seal.seal(place, writeRecord(session)), left, when);
}

/** When a session ends if it is not used again (epoch ms). */
export function endOf(session: SessionRecord, limits: SessionLimits): number {
  return Math.min(session.startedAt + limits.durationMs, session.usedAt + limits.idleMs);
}

/** Where the session of a cookie is kept: who reads the store cannot use what it finds. */
export function placeOf(cookie: string): string {
  return `pli-relay:session:${fingerprint(cookie)}`;
}
