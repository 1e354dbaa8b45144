import { randomUUID } from "node:crypto";
import type { Clock } from "./ports";
import type { RelayContext } from "./relay-context";
import { fingerprint } from "./seal";

/** Longer than any request lives at Pro Santé Connect. */
const PENDING_MS = 180_000;
/** A claim is renewed while its request waits: one left by an instance that died ends soon. */
const CLAIM_MS = 6_000;
const RENEW_MS = 1_000;

/** Claims a person for one request at a time, over all instances; undefined when one already waits, else how to let go. */
export async function claimPerson(
  { store, seal, clock }: RelayContext,
  idNat: string,
): Promise<(() => Promise<void>) | undefined> {
  const [key, owner] = [`pli-relay:pending:${seal.pseudonym("pending", idNat)}`, randomUUID()];
  if (!(await store.set(key, owner, CLAIM_MS, "absent"))) return undefined;
  const done = new AbortController();
  const renewing = everySecond(clock, done.signal, async () => void (await store.set(key, owner, CLAIM_MS, "present")));
  return async () => {
    done.abort();
    await renewing;
    await store.removeIfEqual(key, owner).catch(() => undefined);
  };
}

/** Aborts when the request is given up through another instance; watches until `done`. */
export function watchForCancel(
  context: RelayContext,
  requestId: string,
  { cancel, done }: { readonly cancel: AbortController; readonly done: AbortSignal },
): Promise<void> {
  return everySecond(context.clock, done, async () => {
    if (await isCancelled(context, requestId)) cancel.abort();
  });
}

/** Never rejects: a store that stumbles is asked again a second later. */
async function everySecond(clock: Clock, done: AbortSignal, act: () => Promise<void>): Promise<void> {
  for (;;) {
    await clock.wait(RENEW_MS, done);
    if (done.aborted) return;
    await act().catch(() => undefined);
  }
}

/**
 * Gives up the request a desktop named, wherever it stands: waiting here, waiting on another instance, or already answered by a session
 * nobody will ever hold the cookie of. The mark is written before the session is looked for, and `settleRequest` does the opposite: one of
 * the two always sees the other.
 */
export async function cancelRequest(context: RelayContext, requestId: string): Promise<void> {
  const { cancelled, made } = keysOf(requestId);
  await context.store.set(cancelled, "1", PENDING_MS);
  context.waiting.get(requestId)?.abort();
  const sealed = await context.store.get(made);
  const cookie = sealed === undefined ? undefined : context.seal.open(made, sealed);
  if (cookie !== undefined) await context.sessions.end(cookie);
}

/** Ties a new session to the name of its request; false when that request was cancelled meanwhile, and the session is then ended. */
export async function settleRequest(
  context: RelayContext,
  requestId: string | undefined,
  cookie: string,
  gone: AbortSignal,
): Promise<boolean> {
  if (requestId !== undefined) {
    const { made } = keysOf(requestId);
    await context.store.set(made, context.seal.seal(made, cookie), PENDING_MS);
  }
  const kept = !gone.aborted && (requestId === undefined || !(await isCancelled(context, requestId)));
  if (!kept) await context.sessions.end(cookie);
  return kept;
}

/** True when the desktop gave up the request, maybe before it even arrived here. */
export async function isCancelled({ store }: RelayContext, requestId: string): Promise<boolean> {
  return (await store.get(keysOf(requestId).cancelled)) !== undefined;
}

const keysOf = (requestId: string) => ({
  cancelled: `pli-relay:cancelled:${fingerprint(requestId)}`,
  made: `pli-relay:made:${fingerprint(requestId)}`,
});
