/** One plain HTTP exchange with a publisher of lists or answers: everything it gives is signed, so that no TLS is needed (RFC 5280 §8). */
export type PublisherExchange = {
  readonly url: string;
  /** A body makes it a POST. */
  readonly body?: Uint8Array;
  readonly contentType?: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
};

/** What a publisher said; `code` when it said nothing usable: out of reach, or more than was allowed. */
export type PublisherAnswer =
  | { readonly ok: true; readonly status: number; readonly body: Uint8Array; readonly retryAfterMs?: number }
  | { readonly ok: false; readonly code: string };

/** Makes one exchange, without following a redirect; never rejects. */
export type AskPublisher = (exchange: PublisherExchange) => Promise<PublisherAnswer>;

/** Keeps signed lists across restarts, by a key of 64 hexadecimal digits; `savedAt` is epoch milliseconds. Losing one is no error. */
export type ListStore = {
  get(key: string): Promise<{ readonly bytes: Uint8Array; readonly savedAt: number } | null>;
  set(key: string, kept: { readonly bytes: Uint8Array; readonly savedAt: number }): Promise<void>;
};

/** The wall clock, in epoch milliseconds. */
export type WallClock = { now(): number };
