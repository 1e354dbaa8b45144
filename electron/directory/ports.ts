/** Where to connect for a host in the current environment, or why not (a code, never a server's text). */
export type FindDestination = (
  host: string,
  port: number,
) => Promise<
  { readonly ok: true; readonly address: string; readonly port: number } | { readonly ok: false; readonly code: string }
>;

/** Time as the limiter and the back-off see it: epoch milliseconds, and a wait that ends early when the signal aborts. */
export type Clock = {
  readonly now: () => number;
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
};
