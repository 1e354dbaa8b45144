import { randomBytes } from "node:crypto";
import { PSC_LIMITS, type SessionLimits } from "./kept-session";
import { createMemoryStore } from "./memory-store";
import type { Clock, IdentityProvider, SharedStore } from "./ports";
import { createRateLimiter, ORDINARY_RATES, type Rates } from "./rate-limit";
import type { RelayContext } from "./relay-context";
import { addressOf } from "./request-reading";
import { createSeal } from "./seal";
import { type ListenOptions, type RelayServer, startServer } from "./server";
import { createSessionKeeper } from "./session-keeper";
import { createTraceBook } from "./traces";

/** What a relay is started with; `sessionKey` (32 bytes) is needed as soon as `store` is shared. */
export type RelayOptions = {
  readonly provider: IdentityProvider;
  readonly clock: Clock;
  readonly listen: ListenOptions;
  readonly allowedClients: readonly string[];
  readonly shared?: { readonly store: SharedStore; readonly sessionKey: Uint8Array };
  readonly tracesKey?: string;
  readonly rates?: Partial<Rates>;
  readonly limits?: SessionLimits;
  readonly writeTrace: (line: string) => void;
};

/** Starts the relay between desktops and Pro Santé Connect (ANS "API proxy e-Santé" 1.0, psc-ciba.md §2.10). */
export async function startRelay(options: RelayOptions): Promise<RelayServer> {
  const { provider, clock, listen, shared } = options;
  const store = shared?.store ?? createMemoryStore({ now: clock.now });
  const seal = createSeal(shared?.sessionKey ?? randomBytes(32));
  const stopping = new AbortController();
  const limits = options.limits ?? PSC_LIMITS;
  const behindTlsProxy = listen.tls === undefined;
  const context: RelayContext = {
    store,
    seal,
    provider,
    clock,
    sessions: createSessionKeeper({ store, seal, provider, clock, limits }),
    limiter: createRateLimiter(store, seal, { ...ORDINARY_RATES, ...options.rates }),
    traces: createTraceBook(options.writeTrace),
    allowedClients: new Set(options.allowedClients),
    tracesKey: options.tracesKey,
    waiting: new Map(),
    stopping: stopping.signal,
    addressOf: (request) => addressOf(request, behindTlsProxy),
  };
  const server = await startServer(context, stopping, listen);
  return {
    port: server.port,
    async close() {
      await server.close();
      await store.close();
    },
  };
}
