import { randomBytes } from "node:crypto";
import { decodeJwt } from "jose";
import type { Clock, IdentityProvider, ProviderResult, ProviderSignIn, SharedStore } from "./ports";
import { fingerprint, type Seal } from "./seal";
import { createTokenRefresher } from "./token-refresh";
import { readRecord, type SessionRecord, writeRecord } from "./session-record";

/** Limits of a session (ms): 4 h at most, 30 min without use; a token with less than `marginMs` left is too short to authenticate with. */
export type SessionLimits = { readonly durationMs: number; readonly idleMs: number; readonly marginMs: number };

/** What a desktop is given for one authentication. `endsInMs`: when the session ends if it is not used again. */
export type GivenToken = { readonly accessToken: string; readonly expiresInMs: number; readonly endsInMs: number };

/** The sessions; a cookie is the only way to one, and only its fingerprint is kept. */
export type SessionKeeper = {
  open(signedIn: ProviderSignIn, clientId: string): Promise<{ readonly cookie: string; readonly sessionState: string }>;
  find(cookie: string): Promise<SessionRecord | undefined>;
  /** A token with time left; `held` is the fingerprint of one the desktop has and cannot use: another is given. */
  token(cookie: string, held: string | undefined): Promise<ProviderResult<GivenToken>>;
  /** Forgets the session, then tells Pro Santé Connect. False when there was none. */
  end(cookie: string): Promise<boolean>;
};

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

/** Sessions over a store; with a shared one every instance serves every session, and a refresh is made by one instance alone. */
export function createSessionKeeper(context: KeeperContext): SessionKeeper {
  const { store, provider, clock } = context;
  const refresher = createTokenRefresher(context);
  return {
    async open(signedIn, clientId) {
      const cookie = randomBytes(32).toString("base64url");
      const session: SessionRecord = {
        idNat: signedIn.identity.idNat,
        clientId,
        sessionState: sessionStateOf(signedIn.tokens.accessToken),
        startedAt: signedIn.startedAt,
        usedAt: clock.now(),
        tokens: signedIn.tokens,
      };
      await keepSession(context, placeOf(cookie), session, "absent");
      return { cookie, sessionState: session.sessionState };
    },
    find: (cookie) => loadSession(context, placeOf(cookie)),
    token: (cookie, held) => refresher.token(placeOf(cookie), held),
    async end(cookie) {
      const session = await loadSession(context, placeOf(cookie));
      await store.remove(placeOf(cookie));
      if (session === undefined) return false;
      await provider.signOut(session.tokens);
      return true;
    },
  };
}

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

const placeOf = (cookie: string): string => `pli-relay:session:${fingerprint(cookie)}`;

/** The provider's own name for the session, told to the desktop as the published contract asks; empty when the token does not carry it. */
function sessionStateOf(accessToken: string): string {
  try {
    const { session_state: state, sid } = decodeJwt(accessToken);
    const name = state ?? sid;
    return typeof name === "string" ? name.slice(0, 200) : "";
  } catch {
    return "";
  }
}
