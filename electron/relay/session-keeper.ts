import { randomBytes } from "node:crypto";
import { decodeJwt } from "jose";
import { keepSession, type KeeperContext, loadSession, placeOf } from "./kept-session";
import type { ProviderResult, ProviderSignIn } from "./ports";
import type { SessionRecord } from "./session-record";
import { createTokenRefresher, type GivenToken } from "./token-refresh";

/** The sessions; a cookie is the only way to one, and only its fingerprint is kept. */
export type SessionKeeper = {
  open(signedIn: ProviderSignIn, clientId: string): Promise<{ readonly cookie: string; readonly sessionState: string }>;
  find(cookie: string): Promise<SessionRecord | undefined>;
  /** A token with time left; `held` is the fingerprint of one the desktop has and cannot use: another is given. */
  token(cookie: string, held: string | undefined): Promise<ProviderResult<GivenToken>>;
  /** Forgets the session, then tells Pro Santé Connect. False when there was none. */
  end(cookie: string): Promise<boolean>;
};

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
