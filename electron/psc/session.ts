import type { BrowserPscClient } from "./browser-flow";
import type { PscResult } from "./ciba";
import type { PscClient, SignedIn } from "./client";
import type { PscFailure } from "#shared/domain/session";
import type { IdNat } from "./id-nat";
import type { Clock } from "./ports";
import { type EndReason, type PscState, secondsUntil } from "./state";
import {
  type BrokerEvent,
  createTokenBroker,
  type SessionClient,
  type SessionLimits,
  type TokenBroker,
} from "./token-broker";
import type { PscIdentity } from "./token-set";

/** Who is asked and where; in the browser nobody is named beforehand: whoever signs in there is who it is. */
export type PscSignIn =
  | { readonly channel: "mobile" | "card"; readonly idNat: IdNat }
  | { readonly channel: "browser" };

/** One person's Pro Santé Connect session, from the first request to its end. */
export type PscSession = {
  state(): PscState;
  /** Called at every change, with the state as plain data; returns how to stop. */
  onState(listener: (state: PscState) => void): () => void;
  /** Asks the person; one request at a time, and never again by itself. */
  signIn(request: PscSignIn): Promise<PscResult<PscIdentity>>;
  /** Gives up the request that waits, at once. */
  cancel(): void;
  accessToken(options?: { readonly refused?: string }): Promise<PscResult<string>>;
  rememberActivity(): void;
  /** The machine woke up: what ended meanwhile is said now. */
  wake(): Promise<void>;
  signOut(): Promise<boolean>;
};

/** What was due and could not be done (a network that fails) is tried again at this pace. */
const AGAIN_MS = 30_000;
/** A timer is never trusted for longer: the clock may be changed. */
const LONGEST_MS = 2 * 60_000;
/** Anyone can make someone else's phone ring: no more than this many requests in this time. */
const THROTTLE = { requests: 6, withinMs: 10 * 60_000 } as const;

type Session = {
  shown: PscState;
  attempt: AbortController | undefined;
  broker: TokenBroker | undefined;
  identity: PscIdentity | undefined;
  stopReview: () => void;
  requestedAt: readonly number[];
  readonly listeners: Set<(state: PscState) => void>;
  readonly client: PscClient;
  readonly browser: BrowserPscClient | undefined;
  readonly clock: Clock;
  readonly limits: SessionLimits | undefined;
  readonly admits: Admits;
};

/** Whether a person may open a session here; what is kept belongs to one. */
export type Admits = (idNat: IdNat) => Promise<boolean>;

/** A session that has not begun; without `browser` that way does not exist; without `admits` anyone may sign in; `limits` are PSC's unless a test shortens them. */
export function createPscSession(options: {
  readonly client: PscClient;
  readonly browser?: BrowserPscClient;
  readonly clock: Clock;
  readonly limits?: SessionLimits;
  readonly admits?: Admits;
}): PscSession {
  const session: Session = {
    shown: { state: "idle" },
    attempt: undefined,
    broker: undefined,
    identity: undefined,
    stopReview: () => undefined,
    requestedAt: [],
    listeners: new Set(),
    client: options.client,
    browser: options.browser,
    clock: options.clock,
    limits: options.limits,
    admits: options.admits ?? (async () => true),
  };
  return {
    state: () => current(session),
    onState(listener) {
      session.listeners.add(listener);
      return () => void session.listeners.delete(listener);
    },
    signIn: (request) => signIn(session, request),
    cancel: () => session.attempt?.abort(),
    accessToken: async (request) =>
      session.broker?.accessToken(request) ?? {
        ok: false,
        failure: { code: "session-ended", detail: "not-signed-in" },
      },
    rememberActivity() {
      session.broker?.rememberActivity();
      tellEnd(session);
      sleepUntilDue(session);
    },
    wake: () => review(session),
    async signOut() {
      session.attempt?.abort();
      return (await session.broker?.signOut()) ?? false;
    },
  };
}

async function signIn(session: Session, request: PscSignIn): Promise<PscResult<PscIdentity>> {
  const refusal = refuseRequest(session, request.channel);
  if (refusal !== undefined) return { ok: false, failure: refusal };
  const attempt = new AbortController();
  session.attempt = attempt;
  show(session, { state: "requesting", ...shownRequest(request) });
  const outcome = await askAdmitted(session, request, attempt).finally(() => {
    session.attempt = undefined;
  });
  if (!outcome.ok) {
    rest(session, outcome.failure);
    return outcome;
  }
  await replaceBroker(session, outcome.value.identity, (onEvent) =>
    createTokenBroker({
      client: clientOf(session, request),
      signedIn: outcome.value,
      clock: session.clock,
      onEvent,
      ...(session.limits === undefined ? {} : { limits: session.limits }),
    }),
  );
  return { ok: true, value: outcome.value.identity };
}

/** A stranger's telephone is not rung; one who signed in in the browser, where nobody is named, is signed out again at once. */
async function askAdmitted(
  session: Session,
  request: PscSignIn,
  attempt: AbortController,
): Promise<PscResult<SignedIn>> {
  if (request.channel !== "browser" && !(await session.admits(request.idNat))) return OTHER_PERSON;
  const outcome = await askThePerson(session, request, attempt);
  if (!outcome.ok || (await session.admits(outcome.value.identity.idNat))) return outcome;
  await clientOf(session, request).signOut(outcome.value.tokens);
  return OTHER_PERSON;
}

const OTHER_PERSON = { ok: false, failure: { code: "config", detail: "other-person" } } as const;

const clientOf = (session: Session, { channel }: PscSignIn): SessionClient =>
  channel === "browser" ? (session.browser ?? session.client) : session.client;

function askThePerson(session: Session, request: PscSignIn, attempt: AbortController): Promise<PscResult<SignedIn>> {
  const waiting = {
    signal: attempt.signal,
    onWaiting: ({ bindingMessage, expiresAt }: { readonly bindingMessage: string; readonly expiresAt: number }) => {
      const secondsLeft = secondsUntil(expiresAt, session.clock.now());
      show(session, { state: "waiting", ...shownRequest(request), code: bindingMessage, expiresAt, secondsLeft });
    },
  };
  if (request.channel !== "browser") return session.client.signIn({ ...request, ...waiting });
  return (
    session.browser?.signIn(waiting) ??
    Promise.resolve({ ok: false, failure: { code: "config", detail: "no-browser-flow" } })
  );
}

const shownRequest = (request: PscSignIn): { readonly idNat: string; readonly channel: PscSignIn["channel"] } =>
  request.channel === "browser" ? { idNat: "", channel: "browser" } : request;

function refuseRequest(session: Session, channel: PscSignIn["channel"]): PscFailure | undefined {
  if (session.attempt !== undefined) return { code: "busy", detail: "one-at-a-time" };
  // The browser rings nobody's telephone.
  if (channel === "browser") return undefined;
  const now = session.clock.now();
  // What a clock that was ahead wrote down must not count for days.
  const recent = session.requestedAt.filter((at) => at <= now && now - at < THROTTLE.withinMs);
  if (recent.length >= THROTTLE.requests) return { code: "busy", detail: "throttled" };
  session.requestedAt = [...recent, now];
  return undefined;
}

/** The new session takes over before the old one is closed, so that mail connections always find a token. */
async function replaceBroker(
  session: Session,
  identity: PscIdentity,
  make: (onEvent: (event: BrokerEvent) => void) => TokenBroker,
): Promise<void> {
  const old = session.broker;
  const fresh: TokenBroker = make((event) => {
    if (session.broker === fresh) follow(session, event);
  });
  session.broker = fresh;
  session.identity = identity;
  sleepUntilDue(session);
  showSignedIn(session, "signed-in");
  await old?.signOut();
}

function follow(session: Session, event: BrokerEvent): void {
  if (event.kind === "ended") endWith(session, { state: "ended", reason: event.reason });
  else if (session.attempt === undefined)
    showSignedIn(session, event.kind === "refreshing" ? "refreshing" : "signed-in");
}

async function review(session: Session): Promise<void> {
  await session.broker?.review().catch(() => undefined);
  tellEnd(session);
  sleepUntilDue(session, AGAIN_MS);
}

/** One timer, for the next thing that a session has to do, not before `soonest` ms; set again by whatever moves that moment. */
function sleepUntilDue(session: Session, soonest = 0): void {
  session.stopReview();
  if (session.broker === undefined) return;
  const left = session.broker.dueAt() - session.clock.now();
  const wait = Math.min(LONGEST_MS, left > 0 ? left : soonest);
  session.stopReview = session.clock.after(wait, () => {
    void review(session);
  });
}

/** Says anew how the session is where its end has moved; the end of a refresh is told by itself. */
function tellEnd(session: Session): void {
  const { shown, broker } = session;
  if (broker === undefined || session.attempt !== undefined || shown.state === "refreshing") return;
  if (shown.state !== "signed-in" || shown.endsAt !== broker.endsAt()) showSignedIn(session, "signed-in");
}

/** After a request that failed: back to the session that was there, else ended for that reason. */
function rest(session: Session, failure: PscFailure): void {
  if (session.broker !== undefined) return showSignedIn(session, "signed-in");
  const reason: EndReason = failure.code;
  endWith(session, { state: "ended", reason, ...(failure.detail === undefined ? {} : { detail: failure.detail }) });
}

function endWith(session: Session, state: PscState): void {
  session.broker = undefined;
  session.identity = undefined;
  session.stopReview();
  session.stopReview = () => undefined;
  if (session.attempt === undefined) show(session, state);
}

function showSignedIn(session: Session, state: "signed-in" | "refreshing"): void {
  if (session.broker === undefined || session.identity === undefined) return;
  const endsAt = session.broker.endsAt();
  show(session, { state, identity: session.identity, endsAt, secondsLeft: secondsUntil(endsAt, session.clock.now()) });
}

function current(session: Session): PscState {
  const { shown } = session;
  if (shown.state === "waiting") return { ...shown, secondsLeft: secondsUntil(shown.expiresAt, session.clock.now()) };
  if ((shown.state !== "signed-in" && shown.state !== "refreshing") || session.broker === undefined) return shown;
  const endsAt = session.broker.endsAt();
  return { ...shown, endsAt, secondsLeft: secondsUntil(endsAt, session.clock.now()) };
}

function show(session: Session, state: PscState): void {
  session.shown = state;
  for (const listener of session.listeners) listener(state);
}
