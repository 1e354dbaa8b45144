import type { Environment } from "#shared/domain/environment";
import { PliError } from "#shared/domain/failure";
import type { MailboxId } from "#shared/domain/ids";
import type { SessionState, SignInChannel } from "#shared/domain/session";
import { type BrowserPscClient, createBrowserClient } from "../psc/browser-flow";
import type { BrowserPages } from "../psc/browser-flow-page";
import { createPscClient, type PscClient } from "../psc/client";
import { createRelayClient } from "../psc/relay-client";
import { type IdNat, parseIdNat } from "../psc/id-nat";
import { type Admits, createPscSession, type PscSession } from "../psc/session";
import type { PscState } from "../psc/state";
import { secureRandom, systemClock } from "../psc/system-clock";
import type { OpenDoor } from "./https-door";
import { asSessionState } from "./session-state";

/** What a person asked for; `idNat` as typed. In the browser nobody is named. */
export type SignInRequest =
  | { readonly channel: "mobile" | "card"; readonly idNat: string }
  | { readonly channel: "browser" };

/** The sign-in as the rest of the application uses it. */
export type SignIn = {
  readonly state: () => SessionState;
  readonly signedIn: () => boolean;
  /** Who is signed in, without any token; null when nobody is. */
  readonly identity: () => { readonly idNat: string; readonly givenName: string; readonly familyName: string } | null;
  readonly start: (request: SignInRequest) => SessionState;
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
  readonly door: OpenDoor;
  readonly changed: (state: SessionState) => void;
  /** A request began, or a session in the browser: offered again the next time. */
  readonly remember: (last: { readonly idNat?: string; readonly channel: SignInChannel }) => void;
  /** Opens an address in the system's browser; rejects when there is none. */
  readonly openBrowser: (url: string) => Promise<void>;
  readonly pages: () => BrowserPages;
  /** Whether a person may open what is kept here. */
  readonly admits: Admits;
};

/** Opens the sign-in of an environment; nothing is asked of anyone yet. */
export function openSignIn(ports: SignInPorts): SignIn {
  const browser = browserClientOf(ports);
  const session = createPscSession({
    client: clientOf(ports),
    clock: systemClock,
    admits: ports.admits,
    ...(browser === undefined ? {} : { browser }),
  });
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
    start: (request) => {
      if (request.channel === "browser") void signInByBrowser(session, ports);
      else {
        const idNat = parseIdNat(request.idNat);
        if (idNat === undefined) throw new PliError("invalid-id-nat");
        void remember(ports, { idNat, channel: request.channel });
        void session.signIn({ idNat, channel: request.channel });
      }
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

/** A stranger is not offered again the next time. */
async function remember({ admits, remember: keep }: SignInPorts, last: { idNat: IdNat; channel: SignInChannel }) {
  if (await admits(last.idNat)) keep(last);
}

/** Straight to the provider, or through the vendor's relay where the environment names one (a desktop client may not talk to PSC itself in production). */
function clientOf({ environment, door }: SignInPorts): PscClient {
  const { relay, clientId } = environment.psc;
  const base = { request: door(environment, "psc"), clock: systemClock, random: secureRandom };
  if (relay === undefined) return createPscClient({ settings: environment.psc, ...base });
  return createRelayClient({ url: relay.url, clientId, ...base });
}

/** The ways to sign in that an environment has. Through a relay the browser is not one: the relay's contract has no such route. */
export function channelsOf({ psc }: Environment): readonly SignInChannel[] {
  return psc.browser === undefined || psc.relay !== undefined ? ["mobile", "card"] : ["mobile", "card", "browser"];
}

function browserClientOf({ environment, door, openBrowser, pages }: SignInPorts): BrowserPscClient | undefined {
  const { browser } = environment.psc;
  if (browser === undefined || !channelsOf(environment).includes("browser")) return undefined;
  return createBrowserClient({
    settings: environment.psc,
    request: door(environment, "psc"),
    clock: systemClock,
    random: secureRandom,
    openInBrowser: openBrowser,
    returnsTo: browser.returnsTo,
    pages,
  });
}

/** Who it is is known at the end only. */
async function signInByBrowser(session: PscSession, ports: SignInPorts): Promise<void> {
  const outcome = await session.signIn({ channel: "browser" });
  if (outcome.ok) ports.remember({ idNat: outcome.value.idNat, channel: "browser" });
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
