import type { CibaClient, Granted, PscResult } from "./ciba";
import type { PscFailure } from "#shared/domain/session";
import type { Clock } from "./ports";
import type { EndReason } from "./state";
import type { TokenSet } from "./token-set";

/** Limits of a session, in milliseconds; PSC's own are 4 h and 30 min, and a token with 20 s left is too short for an authentication. */
export type SessionLimits = { readonly durationMs: number; readonly idleMs: number; readonly marginMs: number };

/** What the broker tells: a refresh began or stopped, or the session is over. */
export type BrokerEvent =
  | { readonly kind: "refreshing" }
  | { readonly kind: "rested" }
  | { readonly kind: "ended"; readonly reason: EndReason };

/** Hands out access tokens one authentication at a time; no token can be read from the object itself. */
export type TokenBroker = {
  /** A token with time left. `refused` is one a server would not take: it is never given again. */
  accessToken(options?: { readonly refused?: string }): Promise<PscResult<string>>;
  /** The person did something: the 30 minutes start again. */
  rememberActivity(): void;
  /** To be called when due and after a wake: ends what is over, and keeps a used session from ending at PSC. */
  review(): Promise<void>;
  /** When a review will have something to do, if nothing more is done until then (epoch ms). */
  dueAt(): number;
  /** When the session ends if nothing more is done (epoch ms). */
  endsAt(): number;
  /** Drops the tokens at once, then tells PSC; true when PSC heard. */
  signOut(): Promise<boolean>;
};

const PSC_LIMITS: SessionLimits = { durationMs: 4 * 3_600_000, idleMs: 30 * 60_000, marginMs: 20_000 };

/** The part of a client that a session needs once it is open, whichever way it was opened. */
export type SessionClient = Pick<CibaClient, "refresh" | "signOut">;

type Broker = {
  tokens: TokenSet | undefined;
  refreshedAt: number;
  lastActivity: number;
  endReason: EndReason;
  refreshing: Promise<PscResult<string>> | undefined;
  startedAt: number;
  readonly client: SessionClient;
  readonly clock: Clock;
  readonly limits: SessionLimits;
  readonly onEvent: (event: BrokerEvent) => void;
};

/** A broker over a fresh sign-in (CONF.10, .11, .28): single-flight refresh, newest refresh token kept, nothing on disk. */
export function createTokenBroker(options: {
  readonly client: SessionClient;
  readonly signedIn: Omit<Granted<unknown>, "identity">;
  readonly clock: Clock;
  readonly limits?: SessionLimits;
  readonly onEvent: (event: BrokerEvent) => void;
}): TokenBroker {
  const { client, clock, signedIn, onEvent } = options;
  const broker: Broker = {
    tokens: signedIn.tokens,
    refreshedAt: clock.now(),
    lastActivity: clock.now(),
    endReason: "session-ended",
    refreshing: undefined,
    startedAt: signedIn.startedAt,
    client,
    clock,
    limits: options.limits ?? PSC_LIMITS,
    onEvent,
  };
  return {
    accessToken: (request) => accessToken(broker, request?.refused),
    rememberActivity() {
      // What ended while nobody looked (a machine asleep) must not be brought back by the first key.
      if (!endIfOver(broker)) broker.lastActivity = clock.now();
    },
    review: () => review(broker),
    dueAt: () => Math.min(endOf(broker).at, refreshAt(broker)),
    endsAt: () => endOf(broker).at,
    async signOut() {
      const { tokens } = broker;
      end(broker, "signed-out");
      return tokens !== undefined && client.signOut(tokens);
    },
  };
}

async function accessToken(broker: Broker, refused: string | undefined): Promise<PscResult<string>> {
  if (endIfOver(broker) || broker.tokens === undefined) return overAs(broker);
  const { accessToken: current, expiresAt } = broker.tokens;
  const usable = expiresAt - broker.clock.now() > broker.limits.marginMs && current !== refused;
  return usable ? { ok: true, value: current } : refreshOnce(broker);
}

function refreshOnce(broker: Broker): Promise<PscResult<string>> {
  broker.refreshing ??= refresh(broker).finally(() => {
    broker.refreshing = undefined;
    if (broker.tokens !== undefined) broker.onEvent({ kind: "rested" });
  });
  return broker.refreshing;
}

async function refresh(broker: Broker): Promise<PscResult<string>> {
  const before = broker.tokens;
  if (before === undefined) return overAs(broker);
  broker.onEvent({ kind: "refreshing" });
  const answer = await broker.client.refresh(before);
  // Signed out, or over, while the answer was on its way: it is dropped.
  if (broker.tokens === undefined) return overAs(broker);
  if (answer.ok) {
    broker.tokens = answer.value;
    broker.refreshedAt = broker.clock.now();
    return { ok: true, value: answer.value.accessToken };
  }
  if (endsTheSession(answer.failure)) {
    end(broker, answer.failure.code);
    // Strange tokens came for a session PSC may still hold open: it is closed there too.
    if (answer.failure.code !== "session-ended") await broker.client.signOut(before);
  }
  return answer;
}

/** A network or server that stumbles never ends a session (CONF.11); a refusal does (CONF.10). */
function endsTheSession(failure: PscFailure): boolean {
  return failure.code === "session-ended" || failure.detail === "other-person";
}

async function review(broker: Broker): Promise<void> {
  if (!endIfOver(broker) && broker.clock.now() >= refreshAt(broker)) await refreshOnce(broker);
}

/** Half its life gone and the person active since: refreshed then. Without activity it is left to die, as PSC's idle rule means. */
function refreshAt({ tokens, refreshedAt, lastActivity }: Broker): number {
  const expiresAt = tokens?.refreshExpiresAt;
  if (expiresAt === undefined || lastActivity <= refreshedAt) return Number.POSITIVE_INFINITY;
  return refreshedAt + (expiresAt - refreshedAt) / 2;
}

function endOf(broker: Broker): { readonly at: number; readonly reason: EndReason } {
  const duration = broker.startedAt + broker.limits.durationMs;
  const idle = broker.lastActivity + broker.limits.idleMs;
  return duration <= idle ? { at: duration, reason: "duration" } : { at: idle, reason: "idle" };
}

function endIfOver(broker: Broker): boolean {
  if (broker.tokens === undefined) return true;
  const now = broker.clock.now();
  // All of it was before now: a clock set back must not make a session last longer by as much.
  for (const moment of ["startedAt", "lastActivity", "refreshedAt"] as const)
    broker[moment] = Math.min(broker[moment], now);
  const { at, reason } = endOf(broker);
  if (now < at) return false;
  const { tokens } = broker;
  end(broker, reason);
  broker.client.signOut(tokens).catch(() => false);
  return true;
}

function end(broker: Broker, reason: EndReason): void {
  if (broker.tokens === undefined) return;
  broker.tokens = undefined;
  broker.endReason = reason;
  broker.onEvent({ kind: "ended", reason });
}

const overAs = (broker: Broker) =>
  ({ ok: false, failure: { code: "session-ended", detail: broker.endReason } }) as const;
