import type { Environment } from "#shared/domain/environment";
import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { SessionState, SignInEnd } from "#shared/domain/session";
import { resolveHost } from "#shared/domain/environment";
import { destinationFinder } from "../trust/address";
import { authoritiesFor } from "../trust/anchors";
import { httpsRequester } from "../trust/https-request";
import { systemLookup } from "../trust/system-lookup";
import { createPscClient, type PscClient } from "../psc/client";
import { createRelayClient } from "../psc/relay-client";
import { parseIdNat } from "../psc/id-nat";
import { createPscSession, type PscSession } from "../psc/session";
import type { PscState } from "../psc/state";
import { secureRandom, systemClock } from "../psc/system-clock";

/** The sign-in as the rest of the application uses it. */
export type SignIn = {
  readonly state: () => SessionState;
  readonly signedIn: () => boolean;
  /** Who is signed in, without any token; null when nobody is. */
  readonly identity: () => { readonly idNat: string; readonly givenName: string; readonly familyName: string } | null;
  readonly start: (idNat: string, channel: "mobile" | "card") => SessionState;
  readonly cancel: () => void;
  readonly signOut: () => Promise<void>;
  readonly active: () => void;
  readonly wake: () => void;
  /** A token for one authentication. `fresh`: the last one given to this mailbox was refused. */
  readonly token: (mailboxId: MailboxId, fresh: boolean) => Promise<string>;
};

/** What is told of a session, and what was remembered of it. */
export type SignInPorts = {
  readonly environment: Environment;
  readonly changed: (state: SessionState) => void;
  readonly began: (idNat: string) => void;
};

/** The HTTPS door of one environment, for one purpose. */
export function httpsFor(environment: Environment, purpose: "psc" | "autoconfig" | "directory") {
  const resolve = (host: string, port: number) => resolveHost(environment, host, port);
  return httpsRequester({
    destination: destinationFinder({ resolve, lookup: systemLookup }),
    ca: authoritiesFor(environment, purpose),
  });
}

/** Opens the sign-in of an environment; nothing is asked of anyone yet. */
export function openSignIn(ports: SignInPorts): SignIn {
  const session = createPscSession({ client: clientOf(ports.environment), clock: systemClock });
  const given = new Map<MailboxId, string>();
  let startedAt = new Date();
  session.onState((state) => {
    if (state.state === "waiting") startedAt = new Date();
    if (state.state === "ended") given.clear();
    ports.changed(asSessionState(state, startedAt));
  });
  return {
    state: () => asSessionState(session.state(), startedAt),
    signedIn: () => isSignedIn(session.state()),
    identity: () => {
      const now = session.state();
      if (now.state !== "signed-in" && now.state !== "refreshing") return null;
      const { idNat, givenName, familyName } = now.identity;
      return { idNat, givenName, familyName };
    },
    start: (text, channel) => {
      const idNat = parseIdNat(text);
      if (idNat === undefined) throw new PliError("invalid-id-nat");
      ports.began(idNat);
      void session.signIn({ idNat, channel });
      return asSessionState(session.state(), startedAt);
    },
    cancel: () => session.cancel(),
    signOut: async () => {
      given.clear();
      await session.signOut();
    },
    active: () => session.rememberActivity(),
    wake: () => void session.wake(),
    token: (mailboxId, fresh) => tokenFor(session, given, mailboxId, fresh),
  };
}

/** Straight to the provider, or through the vendor's relay where the environment names one (a desktop client may not talk to PSC itself in production). */
function clientOf(environment: Environment): PscClient {
  const { relay, clientId } = environment.psc;
  const base = { request: httpsFor(environment, "psc"), clock: systemClock, random: secureRandom };
  if (relay === undefined) return createPscClient({ settings: environment.psc, ...base });
  return createRelayClient({ url: relay.url, clientId, ...base });
}

async function tokenFor(
  session: PscSession,
  given: Map<MailboxId, string>,
  mailboxId: MailboxId,
  fresh: boolean,
): Promise<string> {
  const refused = fresh ? given.get(mailboxId) : undefined;
  const answer = await session.accessToken(refused === undefined ? {} : { refused });
  if (!answer.ok)
    throw new PliError(answer.failure.code === "unavailable" ? "psc-unavailable" : "signed-out", {
      retry: answer.failure.code === "unavailable",
    });
  given.set(mailboxId, answer.value);
  return answer.value;
}

const isSignedIn = (state: PscState): boolean => state.state === "signed-in" || state.state === "refreshing";

/** Plain data for the pages: dates in ISO, never a token. */
export function asSessionState(state: PscState, startedAt: Date): SessionState {
  switch (state.state) {
    case "idle":
      return { state: "signed-out", end: null };
    case "requesting":
      return { state: "requesting" };
    case "waiting":
      return {
        state: "waiting",
        bindingMessage: state.code,
        idNat: state.idNat,
        channel: state.channel,
        startedAt: startedAt.toISOString(),
        expiresAt: new Date(state.expiresAt).toISOString(),
      };
    case "signed-in":
    case "refreshing":
      return {
        state: "signed-in",
        displayName: `${state.identity.givenName} ${state.identity.familyName}`.trim(),
        idNat: state.identity.idNat,
        until: new Date(state.endsAt).toISOString(),
      };
    case "ended":
      return { state: "signed-out", end: endOf(state.reason) };
  }
}

function endOf(
  reason: Extract<PscState, { state: "ended" }>["reason"],
): SignInEnd | "signed-out" | "session-ended" | "idle" {
  if (reason === "duration") return "session-ended";
  return reason === "busy" ? "unavailable" : reason;
}
