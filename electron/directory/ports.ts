/** Where to connect for a host in the current environment, or why not (a code, never a server's text). */
export type FindDestination = (
  host: string,
  port: number,
) => Promise<
  { readonly ok: true; readonly address: string; readonly port: number } | { readonly ok: false; readonly code: string }
>;

/** One HTTPS exchange under the environment's resolver and authorities; redirects are not followed. */
export type HttpsExchange = {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
};

/** The answer of an exchange; `untrusted` when the server's certificate was refused. */
export type HttpsAnswer =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }
  | { readonly ok: false; readonly code: string };

/** Makes one exchange; never rejects. */
export type HttpsRequest = (exchange: HttpsExchange) => Promise<HttpsAnswer>;

/** Time as the limiter and the back-off see it: epoch milliseconds, and a wait that ends early when the signal aborts. */
export type Clock = {
  readonly now: () => number;
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
};
