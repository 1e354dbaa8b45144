import { randomUUID } from "node:crypto";
import { endOf, keepSession, type KeeperContext, loadSession } from "./kept-session";
import type { ProviderResult, ProviderTokens } from "./ports";
import { fingerprint } from "./seal";
import type { SessionRecord } from "./session-record";

/** What a desktop is given for one authentication. `endsInMs`: when the session ends if it is not used again. */
export type GivenToken = { readonly accessToken: string; readonly expiresInMs: number; readonly endsInMs: number };

/** Longer than any refresh: an instance that dies with the lock gives it back by its end. */
const LOCK_MS = 25_000;
const WAIT_MS = 12_000;
const LOOK_EVERY_MS = 50;
/** A use is written at most this often: the 30 minutes need no more. */
const TOUCH_MS = 60_000;

/**
 * Hands out the token of the session kept at a place. Pro Santé Connect may punish a refresh token used twice: one refresh at a time, over
 * all instances, and whoever waited takes what came of it.
 */
export function createTokenRefresher(context: KeeperContext) {
  const refreshing = new Map<string, Promise<ProviderResult<GivenToken>>>();
  return {
    async token(place: string, held: string | undefined): Promise<ProviderResult<GivenToken>> {
      const session = await loadSession(context, place);
      if (session === undefined) return OVER;
      if (isUsable(context, session, held)) return { ok: true, value: await touched(context, place, session) };
      const running = refreshing.get(place) ?? refreshAlone(context, place, held);
      refreshing.set(place, running);
      return running.finally(() => refreshing.delete(place));
    },
  };
}

const OVER = { ok: false, failure: { code: "session-ended", detail: "unknown-session" } } as const;
const BUSY = { ok: false, failure: { code: "unavailable", detail: "refresh-elsewhere" } } as const;

async function refreshAlone(
  context: KeeperContext,
  place: string,
  held: string | undefined,
): Promise<ProviderResult<GivenToken>> {
  const { store, clock } = context;
  const [lock, owner] = [`${place}:refresh`, randomUUID()];
  const until = clock.now() + WAIT_MS;
  while (!(await store.set(lock, owner, LOCK_MS, "absent"))) {
    if (clock.now() > until) return BUSY;
    await clock.wait(LOOK_EVERY_MS);
    const session = await loadSession(context, place);
    if (session === undefined) return OVER;
    if (isUsable(context, session, held)) return { ok: true, value: given(context, session) };
  }
  try {
    return await refreshNow(context, place, held);
  } finally {
    await store.removeIfEqual(lock, owner).catch(() => undefined);
  }
}

async function refreshNow(
  context: KeeperContext,
  place: string,
  held: string | undefined,
): Promise<ProviderResult<GivenToken>> {
  const session = await loadSession(context, place);
  if (session === undefined) return OVER;
  // Another instance may have refreshed between our look and the lock.
  if (isUsable(context, session, held)) return { ok: true, value: given(context, session) };
  const answer = await context.provider.refresh(session.tokens);
  if (!answer.ok) {
    if (answer.failure.code !== "session-ended" && answer.failure.detail !== "other-person") return answer;
    await context.store.remove(place);
    if (answer.failure.code !== "session-ended") await context.provider.signOut(session.tokens);
    return { ok: false, failure: { ...answer.failure, code: "session-ended" } };
  }
  return keepFresh(context, place, session, answer.value);
}

async function keepFresh(
  context: KeeperContext,
  place: string,
  session: SessionRecord,
  tokens: ProviderTokens,
): Promise<ProviderResult<GivenToken>> {
  const fresh = { ...session, usedAt: context.clock.now(), tokens };
  if (await keepSession(context, place, fresh, "present")) return { ok: true, value: given(context, fresh) };
  // Ended while the answer was on its way: it does not come back to life, here or at Pro Santé Connect.
  await context.provider.signOut(tokens);
  return OVER;
}

function isUsable({ clock, limits }: KeeperContext, session: SessionRecord, held: string | undefined): boolean {
  const { accessToken, expiresAt } = session.tokens;
  return expiresAt - clock.now() > limits.marginMs && (held === undefined || fingerprint(accessToken) !== held);
}

async function touched(context: KeeperContext, place: string, session: SessionRecord): Promise<GivenToken> {
  const now = context.clock.now();
  if (now - session.usedAt < TOUCH_MS) return given(context, session);
  const used = { ...session, usedAt: now };
  // Only while no refresh runs: its newer tokens must not be written over with these.
  const lock = `${place}:refresh`;
  const owner = randomUUID();
  if (await context.store.set(lock, owner, LOCK_MS, "absent")) {
    try {
      const current = await loadSession(context, place);
      if (current?.tokens.accessToken === session.tokens.accessToken)
        await keepSession(context, place, used, "present");
    } finally {
      await context.store.removeIfEqual(lock, owner).catch(() => undefined);
    }
  }
  return given(context, used);
}

function given({ clock, limits }: KeeperContext, session: SessionRecord): GivenToken {
  const now = clock.now();
  const { refreshExpiresAt } = session.tokens;
  return {
    accessToken: session.tokens.accessToken,
    expiresInMs: Math.max(0, session.tokens.expiresAt - now),
    endsInMs: Math.max(0, Math.min(endOf(session, limits), refreshExpiresAt ?? Infinity) - now),
  };
}
