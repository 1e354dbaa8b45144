/** Wall clock and timer; a timer may fire late after sleep, so every decision is taken on `now()`. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `act` about every `ms` until stopped. */
  every(ms: number, act: () => void): () => void;
  /** Waits `ms`, or less when the signal aborts; never rejects. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
};

/** An integer from 0 to `below - 1`, unpredictable. */
export type RandomInteger = (below: number) => number;

/** One HTTPS exchange under the environment's resolver and authorities; redirects are not followed. */
export type HttpsExchange = {
  readonly url: string;
  readonly method: "GET" | "POST" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
};

/** The answer of an exchange; `code` is `untrusted` when the server's certificate was refused, `certificate` saying why. */
export type HttpsAnswer =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }
  | { readonly ok: false; readonly code: string; readonly certificate?: string };

/** Makes one exchange; never rejects. */
export type HttpsRequest = (exchange: HttpsExchange) => Promise<HttpsAnswer>;
