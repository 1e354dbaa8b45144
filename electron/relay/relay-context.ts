import type { IncomingMessage } from "node:http";
import type { Clock, IdentityProvider, SharedStore } from "./ports";
import type { RateLimiter } from "./rate-limit";
import type { Seal } from "./seal";
import type { SessionKeeper } from "./session-keeper";
import type { TraceBook } from "./traces";

/** What the routes work with. */
export type RelayContext = {
  readonly store: SharedStore;
  readonly seal: Seal;
  readonly provider: IdentityProvider;
  readonly sessions: SessionKeeper;
  readonly limiter: RateLimiter;
  readonly traces: TraceBook;
  readonly clock: Clock;
  /** The software this relay serves, by the client identifier it gives. */
  readonly allowedClients: ReadonlySet<string>;
  readonly tracesKey: string | undefined;
  /** Requests of this instance that wait for a person, by the name their desktop gave them. */
  readonly waiting: Map<string, AbortController>;
  readonly stopping: AbortSignal;
  /** Where a request comes from. */
  addressOf(request: IncomingMessage): string;
};
